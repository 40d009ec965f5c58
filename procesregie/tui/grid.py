"""A grid of an area: rows × columns with a cursor on a cell, the heads of the rows and columns always in sight.

It is imported when the first grid is shown. It paints the cells that are in sight and no others: a table that makes
all of them first takes a third of a second for a hundred and fifty parties and forty sessions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from procesregie.insight.views import Grid, Head
from procesregie.language import N_
from procesregie.tui.areas.area import Entry
from procesregie.tui.areas.cells import key_of, place_of
from procesregie.tui.columns import Laid
from procesregie.tui.scrollbar import Barred
from procesregie.tui.text import line


class GridTable(ScrollView, Barred, can_focus=True):
    """The table that shows a :class:`~procesregie.insight.views.Grid`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--header", "grid--head", "grid--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", N_("read"), id="cell"),
        Binding("up,k", "move(-1, 0)", show=False),
        Binding("down,j", "move(1, 0)", show=False),
        Binding("left,h", "move(0, -1)", show=False),
        Binding("right", "move(0, 1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("ctrl+home", "move(-1000000, 0)", show=False),
        Binding("ctrl+end", "move(1000000, 0)", show=False),
        Binding("home", "move(0, -1000000)", show=False),
        Binding("end", "move(0, 1000000)", show=False),
    ]

    class Filled(Message):
        """The columns were laid out anew, or others of them are in sight."""

    class Entered(Message):
        """Enter on a cell, or a click."""

    def __init__(self, moved: Callable[[], None], *, id: str) -> None:
        """`moved` is called when the cursor came on another cell, at once, as that of a list is."""
        super().__init__(id=id)
        self._moved = moved
        self.grid = Grid("", (), (), ())
        self._rows: list[int] = []
        self._lead = 1
        """Columns before those of the grid: the heads of the rows. A board has none."""
        self._at = (0, -1)
        """The row, of those that are shown, and the column the cursor is on; -1 is the head of the row."""
        self._width = 0
        self._laid = Laid(self.grid, self._rows, self._lead, Size(0, 0))
        """Where it all stands; of nothing, while it has no width."""
        self._looked = Style.null()

    # -- filling

    def show_grid(self, grid: Grid, words: Sequence[str] = (), keep: str = "") -> None:
        """Shows the rows of `grid` that have every one of `words` (in lower case), with the cursor on the cell `keep`."""
        if grid.columns != self.grid.columns:  # another one: from its beginning, as far as the cursor is in sight there
            self.scroll_to(0, 0, animate=False, force=True)
        self.grid = grid
        self._lead = int(any(head.text for head in grid.rows))
        self._rows = [index for index in range(len(grid.rows)) if not self._lead or _matches(grid, index, words)]
        self._at = self._spot_of(keep) or self._inside(*self._at)
        self._fill()

    def _fill(self) -> None:
        """Lays the columns and rows out; while it has no width yet it is not on the screen either."""
        self._width = self.size.width or self._width
        if not self._width:
            return
        self._laid = Laid(self.grid, self._rows, self._lead, Size(self._width, self.size.height))
        self._bring_in_sight()
        self.call_after_refresh(self._bring_in_sight)  # a scrollbar can have come over it
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Columns share what width there is; where the cursor is stays in sight."""
        if event.size.width != self._width and self.grid.columns:
            self._fill()
            self.post_message(self.Filled())
        else:
            self._bring_in_sight()

    # -- painting

    def render_lines(self, crop: Region) -> list[Strip]:
        self._looked = self.rich_style  # once: working it out takes longer than painting a cell
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """The heads of the columns, and below them what is in sight of the rows."""
        height = self._laid.above
        if not self._width:
            return Strip.blank(self.size.width, self._looked)
        if y < height:
            header = self.get_component_rich_style("grid--header")
            return self._line(lambda column: self._laid.heads[column + self._lead][y], lambda _column: header)
        down = y - height + self.scroll_offset.y
        if down >= self._laid.tops[-1]:
            return Strip.blank(self.size.width, self._looked)
        row = bisect_right(self._laid.tops, down) - 1
        below = down - self._laid.tops[row]
        return self._line(
            lambda column: (self._laid.lines(row, column)[below:] or [""])[0],
            lambda column: self._looks(row, column, below),
        )

    def _looks(self, row: int, column: int, below: int) -> Style:
        """How line `below` of a cell looks; on a board the cursor is as high as the card it is on."""
        looks = self._looked if column >= 0 else self.get_component_rich_style("grid--head")
        if column >= 0 and self._lead and self.grid.cells[self._rows[row]][column].marked:
            looks += Style(bold=True)
        here = (row, column) == self._at and (self._lead or below < max(1, len(self._laid.lines(row, column))))
        return looks + self.get_component_rich_style("grid--cursor") if here else looks

    def _line(self, said: Callable[[int], str], looks: Callable[[int], Style]) -> Strip:
        """One line: the head of the row stays, what is beside it goes to the left as far as one went to the right."""
        stays = self._laid.lefts[self._lead]
        left, right = self.scroll_offset.x + stays, self.scroll_offset.x + self._wide
        first, last = self._laid.between(left, right)

        def cells(begin: int, end: int) -> Strip:
            found = [
                Segment(f" {set_cell_size(said(n - self._lead), self._laid.widths[n] - 2)} ", looks(n - self._lead))
                for n in range(begin, end)
            ]
            return Strip(found, self._laid.lefts[end] - self._laid.lefts[begin])

        gone = left - self._laid.lefts[first]
        shown = cells(first, last).crop(gone, gone + max(0, right - left))
        return Strip.join([cells(0, self._lead), shown]).adjust_cell_length(self.size.width, self._looked)

    @property
    def _wide(self) -> int:
        """Columns there are to show it in, beside the scrollbar."""
        return (self.size.width or self._width) - self.scrollbar_size_vertical

    @property
    def in_sight(self) -> tuple[int, int]:
        """The columns of the grid that are in sight: the first, and the one after the last."""
        if not self._width:
            return 0, len(self.grid.columns)
        x = self.scroll_offset.x
        first, last = self._laid.between(x + self._laid.lefts[self._lead], x + self._wide)
        return first - self._lead, last - self._lead

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Other columns are in sight, which is said above it."""
        super().watch_scroll_x(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Filled())

    # -- the cursor

    def action_move(self, down: int, right: int) -> None:
        """Moves the cursor, as far as there are cells."""
        row, column = self._at
        if down and not self._lead:
            self._walk(down)
        else:
            self._go(row + down, column + right)

    def _walk(self, by: int) -> None:
        """To the next card of a board: under the last one of a column comes the first one of the next, as in a list."""
        cells = self.grid.cells
        cards = [
            (row, n) for n in range(len(self.grid.columns)) for row in range(len(cells)) if cells[row][n].addresses
        ]
        to = cards.index(self._at) + by if self._at in cards else 0
        if cards:
            self._go(*cards[max(0, min(to, len(cards) - 1))])

    def action_page(self, by: int) -> None:
        """A screen of rows further down or up."""
        row, column = self._at
        seen = self.size.height - self._laid.above
        top = self._laid.tops[row] + by * seen if row < len(self._rows) else 0
        self._go(bisect_right(self._laid.tops, top) - 1, column)

    def action_enter(self) -> None:
        """Into the cell."""
        if self.spot is not None:
            self.post_message(self.Entered())

    def on_click(self, event: events.Click) -> None:
        """On a cell: the cursor comes there, and goes in."""
        down = event.y - self._laid.above + self.scroll_offset.y
        right = event.x if event.x < self._laid.lefts[self._lead] else event.x + self.scroll_offset.x
        if event.y >= self._laid.above and down < self._laid.tops[-1] and right < self._laid.lefts[-1]:
            self._go(bisect_right(self._laid.tops, down) - 1, bisect_right(self._laid.lefts, right) - 1 - self._lead)
            self.post_message(self.Entered())

    def _go(self, row: int, column: int) -> None:
        before, self._at = self._at, self._inside(row, column)
        if self._at != before:
            self._bring_in_sight()
            self.refresh(*(self._place(one) for one in {before[0], self._at[0]}))
            self._moved()

    def _place(self, row: int) -> Region:
        """Where a row is on the screen, as far as it is in sight."""
        top = self._laid.above - self.scroll_offset.y
        return Region(0, top + self._laid.tops[row], self.size.width, self._laid.tops[row + 1] - self._laid.tops[row])

    def _inside(self, row: int, column: int) -> tuple[int, int]:
        """The cell nearest to that place; on a board no column has holes: from below its last card up to that."""
        row = max(0, min(row, len(self._rows) - 1))
        column = max(-self._lead, min(column, len(self.grid.columns) - 1))
        while row and not self._lead and not self.grid.cells[row][column].addresses:
            row -= 1
        return row, column

    def _bring_in_sight(self) -> None:
        """Scrolls as little as brings the cell of the cursor in sight, with a whole row and a whole column in front."""
        row, column = self._at
        if row >= len(self._laid.tops) - 1:
            return
        stays, height = self._laid.lefts[self._lead], self._laid.above
        wide, high = self._wide - stays, self.size.height - self.scrollbar_size_horizontal - height
        lefts = [left - stays for left in self._laid.lefts[self._lead :]]
        self.virtual_size = Size(stays + _room(lefts, wide), height + _room(self._laid.tops, high))
        now = self.scroll_offset
        x = _begin(lefts, column, now.x, wide) if column >= 0 else 0
        if (to := Offset(x, _begin(self._laid.tops, row, now.y, high))) != now:
            self.scroll_to(*to, animate=False, force=True, immediate=True)  # painted with the cursor, not a frame later

    def _spot_of(self, key: str) -> tuple[int, int] | None:
        """Where the cell `key` stands among the rows that are shown."""
        if self._lead:
            place = place_of(self.grid, key) if key else None
            return (self._rows.index(place[0]), place[1]) if place is not None and place[0] in self._rows else None
        spots = ((row, column) for row in self._rows for column in range(len(self.grid.columns)))
        return next((spot for spot in spots if self._key(*spot) == key), None)

    def put_on(self, key: str) -> bool:
        """Puts the cursor on the cell `key`; whether it is there."""
        found = self._spot_of(key)
        if found is not None:
            self._go(*found)
        return found is not None

    @property
    def row_count(self) -> int:
        """How many rows are shown."""
        return len(self._rows)

    def _key(self, row: int, column: int) -> str:
        """The key of a cell of the grid; on a board a record is known by its address, as in a list."""
        addresses = self.grid.cells[row][column].addresses if column >= 0 else ()
        return addresses[0] if not self._lead and addresses else key_of(self.grid, row, column)

    @property
    def spot(self) -> tuple[int, int] | None:
        """The row and the column of the grid that the cursor is on; column -1 is the head of the row."""
        row, column = self._at
        return (self._rows[row], column) if row < len(self._rows) else None

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
    if not words:
        return True
    head = grid.rows[index]
    there = " ".join((head.text, head.address, head.words, *(cell.text for cell in grid.cells[index]))).lower()
    return all(word in there for word in words)


def _begin(edges: Sequence[int], at: int, now: int, seen: int) -> int:
    """The edge, as near to `now` as can be, from which the piece `at` is in sight when `seen` of it all is."""
    return edges[bisect_left(edges, min(edges[at], max(now, edges[at + 1] - seen)))]


def _room(edges: Sequence[int], seen: int) -> int:
    """How far there is to scroll: as far as what stands between `edges`, and on until a whole piece is in front."""
    return edges[bisect_left(edges, edges[-1] - seen)] + seen if 0 < seen < edges[-1] else edges[-1]
