"""What is on a screen, cell by cell, without a terminal: its text, and how each cell looks."""

from __future__ import annotations

from collections import Counter
from string import ascii_letters
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, TextArea

ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")


def strips(screen: Screen[Any]) -> list[Strip]:
    """The rows of `screen` as it is painted now."""
    return screen._compositor.render_strips()


def painted(screen: Screen[Any]) -> list[str]:
    """Their text."""
    return [strip.text for strip in strips(screen)]


def pictured(screen: Screen[Any]) -> str:
    """The screen as a text that reads well in a diff: what it says, then a letter per cell for how that looks.

    How most cells look has no letter; what each letter stands for is listed at the end.
    """
    for field in screen.query("Input, TextArea"):
        if isinstance(field, Input | TextArea):
            field.cursor_blink = False
    rows = strips(screen)
    looks = [[look for segment in row for look in _cells(segment)] for row in rows]
    names: dict[str, str] = {}
    for look, _count in Counter(look for row in looks for look in row).most_common(1):
        names[look] = " "
    for look in (look for row in looks for look in row):
        names.setdefault(look, ascii_letters[len(names) - 1])
    drawn = ["".join(names[look] for look in row).rstrip() for row in looks]
    legend = [f"{letter}  {look}" for look, letter in names.items()]
    size = f"{screen.size.width}×{screen.size.height}"
    return "\n".join([size, *(row.text.rstrip() for row in rows), "", *drawn, "", *legend, ""])


def _cells(segment: Segment) -> list[str]:
    """How each cell of a segment looks; where nothing stands, only the ground counts."""
    style = segment.style or Style()
    full, bare = said(style), said(style, bare=not style.underline and not style.reverse)
    return [look for c in segment.text for look in [bare if c == " " else full] * cell_len(c)]


def said(style: Style, *, bare: bool = False) -> str:
    """How a cell looks, in words; `bare`: its ground alone."""
    kinds = [name for name in ATTRIBUTES if getattr(style, name)]
    front, ground = (colour.name if colour else "none" for colour in (style.color, style.bgcolor))
    return f"on {ground}" if bare else " ".join([*kinds, front, "on", ground])
