"""A grid of an area: rows × columns with a cursor on a cell, the heads of the rows always in sight.

It is imported when the first grid is shown. Everything in it is Rich's ``Text``, never a ``str``: a DataTable would
read that as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from procesregie.insight.views import Grid, Head
from procesregie.tui.areas.area import Entry
from procesregie.tui.areas.cells import key_of
from procesregie.tui.columns import HEAD_LINES, as_text, card, equal, shared, wrapped
from procesregie.tui.text import line


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
        self._lead = 1
        """Columns before those of the grid: the heads of the rows. A board has none."""
        self._width = 0
        self.runs_on = False
        """Whether there are more columns than fit: the others are to the right."""

    # -- filling

    def show_grid(self, grid: Grid, words: Sequence[str] = (), keep: str = "") -> None:
        """Shows the rows of `grid` that have every one of `words` (in lower case), with the cursor on the cell `keep`."""
        at = self.cursor_coordinate
        self.grid = grid
        self._lead = int(any(head.text for head in grid.rows))
        self.fixed_columns = self._lead
        self._rows = [index for index in range(len(grid.rows)) if not self._lead or _matches(grid, index, words)]
        self._fill()
        self._put(keep, at)

    def _fill(self) -> None:
        grid, self._width = self.grid, self.size.width or self._width
        room = self._width or self.app.size.width
        widths = shared(grid, room) if self._lead else equal(grid, room)
        self.runs_on = sum(widths) + 2 * len(widths) > room
        with self.prevent(DataTable.CellHighlighted):
            self.clear(columns=True)
            shown = [grid.corner] * self._lead + [head.short or head.text for head in grid.columns]
            heads = [wrapped(text, wide) for text, wide in zip(shown, widths, strict=True)]
            self.header_height = min(HEAD_LINES, max((len(head) for head in heads), default=1))
            for head, wide in zip(heads, widths, strict=True):
                self.add_column(as_text(head, self.header_height), width=wide)
            rows = [self._row(index, widths) for index in self._rows]
            high = [max(len(lines) for lines, _style in row) for row in rows]
            apart = not self._lead and sum(high) + len(high) <= self.size.height - self.header_height
            for row, height in zip(rows, high, strict=True):
                self.add_row(*(as_text(lines, height, style) for lines, style in row), height=height + apart)

    def _row(self, index: int, widths: Sequence[int]) -> list[tuple[list[str], str]]:
        """The lines of every cell of a row, and how they look."""
        cells = self.grid.cells[index]
        if not self._lead:
            return [(card(cell.text, wide), "") for cell, wide in zip(cells, widths, strict=True)]
        lines = [(wrapped(self.grid.rows[index].text, widths[0]), "")]
        marked = ("bold" if cell.marked else "" for cell in cells)
        said = (wrapped(cell.text, wide) for cell, wide in zip(cells, widths[1:], strict=True))
        return [*lines, *zip(said, marked, strict=True)]

    def _put(self, keep: str, at: Coordinate) -> None:
        row, column = min(at.row, max(0, len(self._rows) - 1)), min(at.column, len(self.grid.columns) - 1 + self._lead)
        with self.prevent(DataTable.CellHighlighted):
            if keep and self.put_on(keep):
                return
            self.move_cursor(row=row, column=column, animate=False)
            self._up_to_a_card()

    def put_on(self, key: str) -> bool:
        """Puts the cursor on the cell `key`; whether it is there."""
        spots = ((n, column) for n in range(len(self._rows)) for column in range(-self._lead, len(self.grid.columns)))
        place = next((spot for spot in spots if self._key(self._rows[spot[0]], spot[1]) == key), None)
        if place is None:
            return False
        self.move_cursor(row=place[0], column=place[1] + self._lead, animate=False)
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
        """The key of a cell of the grid; on a board a record is known by its address, as in a list."""
        addresses = self.grid.cells[row][column].addresses if column >= 0 else ()
        return addresses[0] if not self._lead and addresses else key_of(self.grid, row, column)

    @property
    def spot(self) -> tuple[int, int] | None:
        """The row and the column of the grid that the cursor is on; column -1 is the head of the row."""
        row, column = self.cursor_coordinate
        return (self._rows[row], column - self._lead) if row < len(self._rows) else None

    @property
    def entry(self) -> Entry | None:
        """The cell the cursor is on, as a row of a list would be: its record when there is exactly one in it."""
        spot = self.spot
        if spot is None:
            return None
        row, column = spot
        if column < 0:
            head = self.grid.rows[row]
            return Entry(self._key(row, column), line(head.text), head.address)
        cell = self.grid.cells[row][column]
        address = cell.addresses[0] if len(cell.addresses) == 1 else ""
        return Entry(self._key(row, column), line(cell.text), address)

    def _up_to_a_card(self) -> None:
        """On a board no column has holes: from below its last card up to that."""
        if self._lead or self.spot is None:
            return
        row, column = self.cursor_coordinate
        while row and not self.grid.cells[row][column].addresses:
            row -= 1
        self.move_cursor(row=row, column=column, animate=False)

    def _walk(self, by: int) -> None:
        """To the next card of a board: under the last one of a column comes the first one of the next, as in a list."""
        cells = self.grid.cells
        cards = [
            (n, row) for n in range(len(self.grid.columns)) for row in range(len(cells)) if cells[row][n].addresses
        ]
        row, column = self.cursor_coordinate
        to = cards.index((column, row)) + by if (column, row) in cards else 0
        if 0 <= to < len(cards):
            self.move_cursor(row=cards[to][1], column=cards[to][0], animate=False)

    def action_cursor_down(self) -> None:
        if self._lead:
            super().action_cursor_down()
        else:
            self._walk(1)

    def action_cursor_up(self) -> None:
        if self._lead:
            super().action_cursor_up()
        else:
            self._walk(-1)

    def action_cursor_right(self) -> None:
        super().action_cursor_right()
        self._up_to_a_card()

    def action_cursor_left(self) -> None:
        super().action_cursor_left()
        self._up_to_a_card()

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
