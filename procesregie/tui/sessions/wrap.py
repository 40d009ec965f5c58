"""Text in rows of a width, measured in cells: what the stream needs, without a widget a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

_WORDS = re.compile(r"\s*\S+|\s+$")


def wrap(text: str, width: int) -> list[str]:
    """`text` in rows of at most `width` cells: broken at spaces, inside a word only when it fits no row.

    Line ends in `text` stay; an empty text is one empty row. Characters wider than `width` stand alone.
    """
    width = max(1, width)
    if len(text) <= width and text.isascii() and "\n" not in text:
        return [text]
    return [row for line in text.expandtabs(4).split("\n") for row in _wrapped(line, width)]


def _wrapped(line: str, width: int) -> Iterator[str]:
    row, used = "", 0
    for word in _WORDS.findall(line):
        length = cell_len(word)
        if used + length <= width:
            row, used = row + word, used + length
            continue
        if row:
            yield row
        *full, row = _chopped(word.lstrip() if row else word, width)
        yield from full
        used = cell_len(row)
    yield row


def _chopped(word: str, width: int) -> list[str]:
    pieces, used = [""], 0
    for character in word:  # what has no width of its own (an accent, a joiner) stays with what it follows
        cells = cell_len(character)
        if used + cells > width and pieces[-1]:
            pieces.append("")
            used = 0
        pieces[-1] += character
        used += cells
    return pieces


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells, with a sign where something is missing."""
    if cell_len(text) <= width:
        return text
    return "" if width < 1 else _chopped(text, width - 1)[0].rstrip() + "…" if width > 1 else "…"
