"""How a grid is laid out: how wide its columns are, how high its rows, and how what they say stands in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len, chop_cells
from textual.geometry import Size

from procesregie.insight.views import Grid, Head
from procesregie.language.visible import visible

WIDEST = 22
"""Columns a cell takes at most, where there are more of them than fit."""
BAR = 1
"""Columns the scrollbar takes."""
WIDEST_HEAD = 34
"""Columns the heads of the rows take at most."""
LEAST_HEAD = 20
"""Columns they keep where that can be: a title of three words in two lines."""
LESS_HEAD = 12
"""Columns they do with where everything fits beside each other then."""
HEAD = 12
"""Columns the head of a column may make it wider than what stands in it."""
HEAD_LINES = 3
"""Lines the heads of the columns take at most."""
SIGN = 2
"""Columns of the sign before a card of a board."""


class Laid:
    """A grid as it stands in a place of some size. Rows are counted as they are shown, columns as the grid does; the heads
    of the rows, where it has any (a board has none), stand in column -1."""

    def __init__(self, grid: Grid, rows: Sequence[int], lead: int, size: Size) -> None:
        """The `rows` of `grid` (their indices), with `lead` columns before its own."""
        self.grid, self.rows, self.lead = grid, rows, lead
        widths = shared(grid, size.width) if lead else equal(grid, size.width)
        self.widths = [wide + 2 for wide in widths]
        """Of each column, the heads of the rows first, with a space on either side."""
        self.lefts = [0, *accumulate(self.widths)]
        """Where each of them begins, and where the last one ends."""
        texts = [grid.corner] * lead + [head.short or head.text for head in grid.columns]
        heads = [wrapped(text, wide) for text, wide in zip(texts, widths, strict=True)]
        self.above = min(HEAD_LINES, max((len(lines) for lines in heads), default=1))
        """How many lines the heads of the columns take."""
        self.heads = [cut(lines, self.above) for lines in heads]
        self.tops = [0, *accumulate(self._heights(size.height - self.above))]
        """Where each row begins below the heads of the columns, and where the last one ends."""

    def _heights(self, room: int) -> list[int]:
        """How many lines each row takes; on a board one more where all of it is in sight then."""
        high = [
            max((len(self.lines(row, column)) for column in self._filled(row)), default=1)
            for row in range(len(self.rows))
        ]
        apart = not self.lead and sum(high) + len(high) <= room
        return [height + apart for height in high]

    def _filled(self, row: int) -> Iterator[int]:
        """The columns of a row in which something stands: of forty-five thousand cells three hundred can."""
        cells = self.grid.cells[self.rows[row]]
        yield from range(-self.lead, 0)
        yield from (column for column, cell in enumerate(cells) if cell.text)

    def lines(self, row: int, column: int) -> Sequence[str]:
        """What stands in a cell, in lines as wide as its column."""
        index, wide = self.rows[row], self.widths[column + self.lead] - 2
        if column < 0:
            return wrapped(self.grid.rows[index].text, wide)
        return (wrapped if self.lead else card)(self.grid.cells[index][column].text, wide)

    def between(self, left: int, right: int) -> tuple[int, int]:
        """The first column that is in sight between these, and the one after the last: none is cut through at the right.
        The heads of the rows are counted."""
        first = bisect_right(self.lefts, left) - 1
        return first, max(first + 1, bisect_right(self.lefts, right) - 1)


@lru_cache(maxsize=4096)
def _wide(text: str) -> int:
    return max((cell_len(part) for part in visible(text).split("\n")), default=0)


def shared(grid: Grid, width: int) -> list[int]:
    """How wide each column is, the heads of the rows first: at least its longest word, and more as it has more to say."""
    first = min(max(_wide(head.text) for head in (Head(grid.corner), *grid.rows)), WIDEST_HEAD, max(12, width // 3))
    needs, words = [], []
    for index, head in enumerate(grid.columns):
        said = {head.short or head.text, *(row[index].text for row in grid.cells)}
        longest = max(_wide(word) for text in said for word in text.split() or [""])
        longest = max(longest, _in_lines(head.short or head.text, HEAD_LINES))
        needs.append(max(_wide(text) for text in said))
        words.append(max(1, min(longest, WIDEST)))
    room = width - first - 2 - BAR - 2 * len(needs)
    for least in (LEAST_HEAD, LESS_HEAD):  # the heads of the rows can do with less
        longest = max([least, *(_indent(head.text) + _wide(w) for head in grid.rows for w in head.text.split())])
        if 0 < (short := sum(words) - room) <= first - longest:
            first, room = first - short, sum(words)
    if sum(words) > room:  # too many to stand beside each other: there is more to the right
        inside = [max(map(_wide, {row[index].text for row in grid.cells})) for index in range(len(needs))]
        wide = [max(1, min(max(one, min(word, HEAD)), WIDEST)) for one, word in zip(inside, words, strict=True)]
        return [first, *_whole(wide, width - first - 2 - BAR)]
    more = [max(0, need - word) for need, word in zip(needs, words, strict=True)]
    left, wanted = room - sum(words), max(1, sum(more))
    return [first, *(word + min(one, left * one // wanted) for word, one in zip(words, more, strict=True))]


def _whole(widths: list[int], room: int) -> list[int]:
    """`widths`, those that fit in `room` made wider until they fill it: none of them is cut through."""
    fitting, used = 0, 0
    for wide in widths:
        if used + wide + 2 > room:
            break
        fitting, used = fitting + 1, used + wide + 2
    if not fitting:
        return widths
    each, over = divmod(room - used, fitting)
    return [*(wide + each + (n < over) for n, wide in enumerate(widths[:fitting])), *widths[fitting:]]


def equal(grid: Grid, width: int) -> list[int]:
    """The columns of a board: all as wide."""
    return [max(1, (width - BAR) // max(1, len(grid.columns)) - 2)] * len(grid.columns)


def _in_lines(text: str, most: int) -> int:
    """How wide a column is at least for `text` to take no more lines than `most`; no more than :data:`HEAD`."""
    if len(text.split()) <= most:
        return 1
    return next((wide for wide in range(1, HEAD) if len(wrapped(text, wide)) <= most), HEAD)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


@lru_cache(maxsize=4096)  # a row is painted line by line, each time the cursor passes it
def card(text: str, width: int) -> Sequence[str]:
    """A card of a board in lines of at most `width`: what runs on stands under its words, not under its sign."""
    shown = visible(text)
    if "\n" not in shown and cell_len(shown) <= width:
        return [shown]
    first, *more = wrapped(shown[SIGN:], max(1, width - SIGN))
    return [shown[:SIGN] + first, *(" " * SIGN + one for one in more)]


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int) -> Sequence[str]:
    """`text` in lines of at most `width`; what runs on keeps the indentation it began with.

    Done here word by word: of all a grid has to say, this is most of the work of showing it.
    """
    if len(text) <= width and text.isascii() and text.isprintable():
        return [text]
    shown = visible(text)
    if "\n" not in shown and cell_len(shown) <= width:
        return [shown]
    lead = " " * min(_indent(shown), width // 2)
    room = width - len(lead)
    found = []
    for part in shown[len(lead) :].split("\n"):
        said = ""
        for word in re.findall(r"\s*\S+", part):
            if cell_len(said + word) <= room:
                said += word
                continue
            if said:
                found.append(said)
            *full, said = chop_cells(word.lstrip(), room)
            found += full
        found.append(said)
    return [lead + one for one in found]


def cut(lines: Sequence[str], height: int) -> list[str]:
    """`lines` in exactly `height` of them; that there were more is said with a sign."""
    shown = [*lines[:height], *[""] * (height - len(lines))]
    if len(lines) > height:
        shown[-1] = f"{shown[-1][:-1]}…"
    return shown
