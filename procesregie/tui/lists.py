"""The list of every area: rows under headings, one line each, that keeps its place when it is filled anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.css.styles import RulesMap
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from procesregie.tui.areas.area import Entry, Heading, Row
from procesregie.tui.scrollbar import Barred
from procesregie.tui.text import STRONG, assembled, line

BARS = 3
"""Rows of the screen that are not the list's. Where everything fits, groups stand apart by an empty row."""


FEW = 40
"""Rows that are changed in their place at most; of more, the whole list is made anew."""


class OneLine(Visual):
    """A row that is cut where the list ends: how high it is need not be found out by laying out two thousand of them."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def __str__(self) -> str:
        return self.entry.text.plain

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.entry.text.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self.entry.text.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return 1


class RecordList(OptionList, Barred):
    """An option list of :class:`Row`; headings are passed over by the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    """Without painting all that is in sight, as it is elsewhere: two rows look another way."""

    def __init__(self, moved: Callable[[], None], *, id: str) -> None:
        """`moved` is called when the cursor came on another row, at once: a message reaches the screen a frame later, and
        what stands beside the row would be painted after it."""
        super().__init__(id=id, compact=True)
        self._moved = moved
        self._entries: dict[str, Entry] = {}
        self.bars = BARS
        self._rows: list[Row] = []
        self._apart = False

    @on(OptionList.OptionHighlighted)
    def _came_on(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._moved()

    def show_rows(self, rows: Sequence[Row], keep: str = "", at: int | None = None) -> None:
        """Shows `rows` with the cursor on the key `keep`; where that went, on what now stands at row `at`."""
        apart = self._fits(rows)
        with self.prevent(OptionList.OptionHighlighted):
            if not self._put_in_place(rows, apart):
                self._entries = {row.key: row for row in rows if isinstance(row, Entry)}
                self.set_options([_option(row, apart=apart and n > 0) for n, row in enumerate(rows)])
            self._rows, self._apart = list(rows), apart
            if keep in self._entries:
                self.highlighted = self.get_option_index(keep)
            elif at is not None and rows:
                self._highlight_near(min(at, len(rows) - 1))
            else:
                self.action_first()

    def watch_highlighted(self, before: int | None, highlighted: int | None) -> None:  # type: ignore[override]
        super().watch_highlighted(highlighted)
        for index in (before, highlighted):
            if index in self._index_to_line:
                self.refresh_line(self._index_to_line[index])

    def scroll_to_highlight(self, top: bool = False) -> None:
        """The first row of a group comes into sight with the heading over it."""
        super().scroll_to_highlight(top)
        if self.highlighted and self.get_option_at_index(self.highlighted - 1).disabled:
            heading = self._index_to_line.get(self.highlighted - 1)
            if heading is not None and heading < self.scroll_target_y:
                self.scroll_to(y=heading, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Groups stand apart where there is room for it now."""
        if self._rows and self._fits(self._rows) is not self._apart:
            self.show_rows(self._rows, self.entry.key if self.entry is not None else "", self.highlighted)

    def _fits(self, rows: Sequence[Row]) -> bool:
        """Whether `rows` are all on the screen with an empty one above every heading."""
        headings = sum(isinstance(row, Heading) for row in rows)
        return len(rows) + headings <= self.app.size.height - self.bars

    def _put_in_place(self, rows: Sequence[Row], apart: bool) -> bool:
        """Changes only the rows that are other than they were; False when too much is, or their order.

        Most of what makes an area be filled anew (git was asked, the mirror was) changes none of two thousand rows.
        """
        if apart != self._apart or len(rows) != len(self._rows):
            return False
        other = [n for n, row in enumerate(rows) if row is not self._rows[n]]
        if any(_name(rows[n]) != _name(self._rows[n]) for n in other):
            return False
        other = [n for n in other if isinstance(rows[n], Entry) or rows[n] != self._rows[n]]
        if len(other) > FEW:
            return False
        for n in other:
            row = rows[n]
            if isinstance(row, Entry):
                self._put_line(n, row)
            else:
                self.replace_option_prompt_at_index(n, _option(row, apart=apart and n > 0).prompt)
        return True

    def _put_line(self, index: int, row: Entry) -> None:
        """Puts `row` in the place of the one at `index`, and paints that line anew.

        Replacing its prompt would do; then how high each of two thousand rows is would be asked again, and all of
        them painted.
        """
        option = self.options[index]
        option._set_prompt(OneLine(row))
        for key in list(self._option_render_cache.keys()):
            if key[0] is option:
                self._option_render_cache.discard(key)
        self._entries[row.key] = row
        self.refresh_line(self._index_to_line.get(index, 0))  # where it has no line yet, nothing of the list is painted

    def _highlight_near(self, index: int) -> None:
        near = [*range(index, -1, -1), *range(index + 1, len(self.options))]
        self.highlighted = next((i for i in near if not self.options[i].disabled), None)

    def put_on(self, key: str) -> bool:
        """Puts the cursor on `key`; whether it is in the list."""
        if key not in self._entries:
            return False
        self.highlighted = self.get_option_index(key)
        return True

    @property
    def entry(self) -> Entry | None:
        """The row the cursor is on."""
        option = self.highlighted_option
        return self._entries.get(option.id or "") if option else None

    @property
    def keys(self) -> list[str]:
        """The keys of the rows that are shown, from top to bottom."""
        return list(self._entries)


def _option(row: Row, *, apart: bool) -> Option:
    """A row as the list takes it."""
    if isinstance(row, Heading):
        return Option(assembled("\n" if apart else "", line(row.text, STRONG)), disabled=True)
    return Option(OneLine(row), id=row.key)


def _name(row: Row) -> str | None:
    """What a row is known by; None for a heading."""
    return row.key if isinstance(row, Entry) else None
