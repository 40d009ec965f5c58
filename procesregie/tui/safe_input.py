"""A line to type in that shows any character safely and loses none.

What stands in it is exactly what was typed or read; only the painting replaces a control character by a sign.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.widgets import Input

from procesregie.language.visible import visible_line


def painted(text: str) -> str:
    """`text` with one visible character for each of its own, so that places in it stay what they are."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(visible_line(character) or "·" for character in text)


class SafeInput(Input):
    """One line. A paste of several lines becomes one, none of it is left out."""

    @property
    def _value(self) -> Text:
        return Text(painted(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(painted(self.value[:position]))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = " ".join(part for part in event.text.splitlines() if part.strip())
        self.replace(text, *sorted(self.selection))
