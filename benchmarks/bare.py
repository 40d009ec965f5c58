"""What first paint is held against: a Textual application with a header, a list and a footer, and nothing else.

With a folder, it also reads every TOML file of it with the standard library, and says so when it has.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, OptionList

READ = "all files are read"


class Bare(App[None]):
    """Twenty-five rows, or as many as are asked for."""

    BINDINGS = [("q", "quit", "Quit")]

    def __init__(self, folder: Path | None = None, rows: int = 25) -> None:
        super().__init__()
        self.folder, self.rows = folder, rows

    def compose(self) -> ComposeResult:
        yield Header()
        yield OptionList(*(f"row number {n:02}" for n in range(1, self.rows + 1)))
        yield Footer()

    def on_mount(self) -> None:
        if self.folder is not None:
            self.call_after_refresh(self.read_all, self.folder)

    def read_all(self, folder: Path) -> None:
        """Reads, and shows that it has."""
        self.records = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.rglob("*.toml"))]
        self.query_one(OptionList).replace_option_prompt_at_index(0, READ)


if __name__ == "__main__":
    Bare(Path(sys.argv[1]) if len(sys.argv) > 1 else None).run()
