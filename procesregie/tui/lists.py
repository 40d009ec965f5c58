"""The list of every area: rows under headings, one line each, that keeps its place when it is filled anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from procesregie.tui.areas.area import Entry, Heading, Row
from procesregie.tui.text import STRONG, assembled, line

BARS = 3
"""Rows of the screen that are not the list's. Where everything fits, groups stand apart by an empty row."""


class RecordList(OptionList):
    """An option list of :class:`Row`; headings are passed over by the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True)
        self._entries: dict[str, Entry] = {}
        self.bars = BARS

    def show_rows(self, rows: Sequence[Row], keep: str = "", at: int | None = None) -> None:
        """Shows `rows` with the cursor on the key `keep`; where that went, on what now stands at row `at`."""
        self._entries = {row.key: row for row in rows if isinstance(row, Entry)}
        options: list[Option] = []
        headings = sum(isinstance(row, Heading) for row in rows)
        apart = len(rows) + headings <= self.app.size.height - self.bars
        for row in rows:
            if isinstance(row, Heading):
                above = "\n" if apart and options else ""
                options.append(Option(assembled(above, line(row.text, STRONG)), disabled=True))
            else:
                options.append(Option(row.text, id=row.key))
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            if keep in self._entries:
                self.highlighted = self.get_option_index(keep)
            elif at is not None and options:
                self._highlight_near(min(at, len(options) - 1))
            else:
                self.action_first()

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
