"""A grid of an area: rows × columns with a cursor on a cell, the heads of the rows always in sight.

It is imported when the first grid is shown. Everything in it is Rich's ``Text``, never a ``str``: a DataTable would
read that as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from procesregie.insight.views import Grid, Head
from procesregie.language.visible import visible
from procesregie.tui.areas.area import Entry
from procesregie.tui.areas.cells import key_of
from procesregie.tui.text import line

WIDEST = 22
"""Columns a cell takes at most, where there are more of them than fit."""
BAR = 1
"""Columns the scrollbar takes."""
WIDEST_HEAD = 34
"""Columns the heads of the rows take at most."""
LEAST_HEAD = 20
"""Columns they keep, however many there are beside them: a title of three words in two lines."""
HEAD = 12
"""Columns the head of a column may make it wider than what stands in it."""
HEAD_LINES = 3
"""Lines the heads of the columns take at most."""


class GridTable(DataTable[Text]):
    """The table that shows a :class:`~procesregie.insight.views.Grid`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("h", "cursor_left", show=False),
    ]

    class Filled(Message):
        """The columns were laid out anew."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, cursor_type="cell", fixed_columns=1, zebra_stripes=False)
        self.grid = Grid("", (), (), ())
        self._rows: list[int] = []
        self._width = 0
        self.runs_on = False
        """Whether there are more columns than fit: the others are to the right."""

    # -- filling

    def show_grid(self, grid: Grid, words: Sequence[str] = (), keep: str = "") -> None:
        """Shows the rows of `grid` that have every one of `words` (in lower case), with the cursor on the cell `keep`."""
        at = self.cursor_coordinate
        self.grid = grid
        self._rows = [index for index in range(len(grid.rows)) if _matches(grid, index, words)]
        self._fill()
        self._put(keep, at)

    def _fill(self) -> None:
        grid, self._width = self.grid, self.size.width or self._width
        room = self._width or self.app.size.width
        widths = _widths(grid, room)
        self.runs_on = sum(widths) + 2 * len(widths) > room
        with self.prevent(DataTable.CellHighlighted):
            self.clear(columns=True)
            heads = [
                _wrapped(head.short or head.text, wide) for head, wide in zip(grid.columns, widths[1:], strict=True)
            ]
            self.header_height = min(HEAD_LINES, max((len(head) for head in heads), default=1))
            self.add_column(_text(_wrapped(grid.corner, widths[0]), self.header_height), width=widths[0])
            for head, wide in zip(heads, widths[1:], strict=True):
                self.add_column(_text(head, self.header_height), width=wide)
            for index in self._rows:
                lines = [_wrapped(grid.rows[index].text, widths[0])]
                lines += [_wrapped(cell.text, wide) for cell, wide in zip(grid.cells[index], widths[1:], strict=True)]
                styles = ["", *("bold" if cell.marked else "" for cell in grid.cells[index])]
                height = max(len(one) for one in lines)
                self.add_row(
                    *(_text(one, height, style) for one, style in zip(lines, styles, strict=True)), height=height
                )

    def _put(self, keep: str, at: Coordinate) -> None:
        place = next(
            ((row, column) for row in range(len(self._rows)) for column in range(-1, len(self.grid.columns))
             if self._key(row, column) == keep),
            None,
        ) if keep else None  # fmt: skip
        row, column = (place[0], place[1] + 1) if place else (at.row, at.column)
        row, column = min(row, max(0, len(self._rows) - 1)), min(column, len(self.grid.columns))
        with self.prevent(DataTable.CellHighlighted):
            self.move_cursor(row=row, column=column, animate=False)

    def put_on(self, key: str) -> bool:
        """Puts the cursor on the cell `key`; whether it is there."""
        keys = [
            self._key(row, column) for row in range(len(self._rows)) for column in range(-1, len(self.grid.columns))
        ]
        if key not in keys:
            return False
        row, column = divmod(keys.index(key), len(self.grid.columns) + 1)
        self.move_cursor(row=row, column=column, animate=False)
        return True

    def on_resize(self, event: events.Resize) -> None:
        """Columns share what width there is."""
        if event.size.width != self._width and self.grid.columns:
            at = self.cursor_coordinate
            self._fill()
            self._put("", at)
            self.post_message(self.Filled())

    # -- the cursor

    def _key(self, row: int, column: int) -> str:
        return key_of(self.grid, self._rows[row], column)

    @property
    def spot(self) -> tuple[int, int] | None:
        """The row and the column of the grid that the cursor is on; column -1 is the head of the row."""
        row, column = self.cursor_coordinate
        return (self._rows[row], column - 1) if row < len(self._rows) else None

    @property
    def entry(self) -> Entry | None:
        """The cell the cursor is on, as a row of a list would be: its record when there is exactly one in it."""
        spot = self.spot
        if spot is None:
            return None
        row, column = spot
        if column < 0:
            head = self.grid.rows[row]
            return Entry(key_of(self.grid, row, column), line(head.text), head.address)
        cell = self.grid.cells[row][column]
        address = cell.addresses[0] if len(cell.addresses) == 1 else ""
        return Entry(key_of(self.grid, row, column), line(cell.text), address)

    @property
    def gives(self) -> tuple[Head, ...]:
        """The row and column of this cell, as far as a new record gets something from being made in it."""
        if self.spot is None:
            return ()
        row, column = self.spot
        heads = (self.grid.rows[row], *([self.grid.columns[column]] if column >= 0 else []))
        return tuple(head for head in heads if head.gives)

    @property
    def leads(self) -> tuple[str, ...]:
        """The records this cell leads to: those in it, and its row and column."""
        if self.spot is None:
            return ()
        row, column = self.spot
        inside = self.grid.cells[row][column].addresses if column >= 0 else ()
        heads = [self.grid.rows[row], *([self.grid.columns[column]] if column >= 0 else [])]
        return tuple(dict.fromkeys([*inside, *(head.address for head in heads if head.address)]))


def _matches(grid: Grid, index: int, words: Sequence[str]) -> bool:
    head = grid.rows[index]
    there = " ".join((head.text, head.address, head.words, *(cell.text for cell in grid.cells[index]))).lower()
    return all(word in there for word in words)


@lru_cache(maxsize=4096)
def _wide(text: str) -> int:
    return max((cell_len(part) for part in visible(text).split("\n")), default=0)


def _widths(grid: Grid, width: int) -> list[int]:
    """How wide each column is, the heads of the rows first: at least its longest word, and more as it has more to say."""
    first = min(max(_wide(head.text) for head in (Head(grid.corner), *grid.rows)), WIDEST_HEAD, max(12, width // 3))
    needs, words = [], []
    for index, head in enumerate(grid.columns):
        said = {head.short or head.text, *(row[index].text for row in grid.cells)}
        longest = max(_wide(word) for text in said for word in text.split() or [""])
        needs.append(max(_wide(text) for text in said))
        words.append(max(1, min(longest, WIDEST)))
    room = width - first - 2 - BAR - 2 * len(needs)
    spare = first - min(
        first, max([LEAST_HEAD, *(_indent(head.text) + _wide(w) for head in grid.rows for w in head.text.split())])
    )
    if 0 < sum(words) - room <= spare:  # the heads of the rows can do with less
        first, room = first - (sum(words) - room), sum(words)
    if sum(words) > room:  # too many to stand beside each other: there is more to the right
        inside = [max(map(_wide, {row[index].text for row in grid.cells})) for index in range(len(needs))]
        return [
            first,
            *(max(1, min(max(one, min(word, HEAD)), WIDEST)) for one, word in zip(inside, words, strict=True)),
        ]
    more = [max(0, need - word) for need, word in zip(needs, words, strict=True)]
    left, wanted = room - sum(words), max(1, sum(more))
    return [first, *(word + min(one, left * one // wanted) for word, one in zip(words, more, strict=True))]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width`; what runs on keeps the indentation it began with."""
    shown = visible(text)
    if len(shown) * 2 <= width and "\n" not in shown:  # every character is two cells wide at most
        return [shown]
    lead = " " * min(_indent(shown), width // 2)
    found = Content(shown[len(lead) :]).wrap(width - len(lead))
    return [lead + part.plain.rstrip() for part in found] or [""]


def _text(lines: Sequence[str], height: int, style: str = "") -> Text:
    shown = list(lines[:height])
    if len(lines) > height:
        shown[-1] = f"{shown[-1][:-1]}…"
    return Text("\n".join(shown), style=style, no_wrap=True, end="")
