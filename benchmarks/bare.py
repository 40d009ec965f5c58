"""What first paint is held against: a Textual application with a header, a list and a footer, and nothing else."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, OptionList


class Bare(App[None]):
    """Twenty-five rows."""

    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield OptionList(*(f"row number {n:02}" for n in range(1, 26)))
        yield Footer()


if __name__ == "__main__":
    Bare().run()
