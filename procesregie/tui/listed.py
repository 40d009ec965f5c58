"""The part of the frame that holds an area's rows: a list, or a grid in its place; which view is on; what is filtered.

A grid is made when the first one is shown, and its widget imported then.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from textual import on, work
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from procesregie.language import capital, say_many
from procesregie.language import say as _
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, Entry, View, still_headed
from procesregie.tui.beside import Beside
from procesregie.tui.lists import BARS, RecordList
from procesregie.tui.text import ACCENT, assembled, joined, line, muted

if TYPE_CHECKING:
    from procesregie.insight.views import Grid
    from procesregie.model.dossier import Dossier
    from procesregie.tui.grid import GridTable


PAUSE = 0.15
"""Seconds without another letter after which it is looked for there; in the palette too."""
LEAST = 3
"""Letters from which on it is looked for inside records, and in what was said."""


class Listed(Beside):
    """Shows the rows of an area, and knows which one the cursor is on."""

    area: Area
    """The area that is shown."""
    _found_inside: tuple[Dossier | None, str, frozenset[str]] = (None, "", frozenset())
    """What was looked for inside records last, in which dossier, and where it was found."""

    @property
    def rows_list(self) -> RecordList:
        """The list."""
        return self.query_one(RecordList)

    @property
    def grid_table(self) -> GridTable | None:
        """The grid, while one is shown in the list's place."""
        return cast("GridTable", self.query_one("#grid")) if self.has_class("-grid") else None

    @property
    def main(self) -> Widget:
        """What has the rows of this area: the grid or the list."""
        return self.grid_table or self.rows_list

    @property
    def entry(self) -> Entry | None:
        """The row, or the cell, the cursor is on."""
        grid = self.grid_table
        return grid.entry if grid is not None else self.rows_list.entry

    def show_rows(self, view: View, keep: str) -> None:
        """Shows what the area has to show, with the cursor on `keep`, or where it was."""
        words = self.area.filter.lower().split()
        self.area.width = self.app.size.width
        grid = self.area.grid(view)
        if grid is not None:
            self._show_grid(grid, words, keep)
            self._say_view(grid)
            return
        self._say_view(None)
        if self.grid_table is not None and self.grid_table.has_focus:
            self.call_after_refresh(lambda: self.main.focus())  # by then another view can be on
        self.remove_class("-grid")
        rows = self.area.rows(view)
        if words:
            inside = self._inside(view)
            rows = still_headed(
                rows, lambda row: row.matches(words) or (row.address in inside and row.key == row.address)
            )
        listed = self.rows_list
        listed.bars = BARS + (len(self.area.views) > 1)
        listed.show_rows(rows, keep, listed.highlighted)

    def _inside(self, view: View) -> frozenset[str]:
        """Records in which what is looked for was written, and sessions in which it was said, as far as they are found.

        That is looked for off the event loop, when no letter follows at once; then the rows are shown anew.
        """
        text = self.area.filter
        if not self.area.room or len(text.strip()) < LEAST:
            return frozenset()
        dossier, found, places = self._found_inside
        if dossier is not view.dossier or found != text:
            self._look_inside(text)
        return places if found == text else frozenset()

    @work(group="find", exclusive=True)
    async def _look_inside(self, text: str) -> None:
        from procesregie.insight.search import places

        await asyncio.sleep(PAUSE)
        dossier = self.app.view.dossier
        found = await self.app.read(places, dossier, text, self.app.aside.breathe)
        before, self._found_inside = self._found_inside, (dossier, text, found)
        if text == self.area.filter and (before[1] != text or before[2] != found):
            place = self.area.place
            self.fill(place if place in self.rows_list.keys else self._best())

    def _say_view(self, grid: Grid | None) -> None:
        """Which view is on, above its rows, where there is more than one; under a grid what its signs mean."""
        self.query_one("#sight", Static).display = len(self.area.views) > 1
        self._say_sight(grid)
        legend = self.query_one("#legend", Static)
        legend.display = bool(grid and grid.legend)
        if grid is not None and legend.display:
            legend.update(muted(grid.legend))

    def _say_sight(self, grid: Grid | None) -> None:
        """The view by name; of a grid which columns are in sight, and what else a list says in its rows."""
        views, sight = self.area.views, self.area.sight
        shown = self.query_one("#sight", Static)
        if sight is None or not shown.display:
            return
        name = _(sight.name)
        number = muted(f"{views.index(sight) + 1}/{len(views)}")
        parts = [assembled(line("l ", ACCENT), line(capital(name))), number]
        if grid is not None and self.grid_table is not None:
            parts += _columns_said(len(grid.columns), *self.grid_table.in_sight)
        if grid is not None and self.area.filter and self.grid_table is not None and not self.grid_table.row_count:
            parts.append(line(_("Nothing here matches."), ACCENT))
        broken = sum(isinstance(row, Entry) for row in self.area.broken(self.app.view)) if grid is not None else 0
        if broken:  # a list has them on top
            said = say_many("{n} file cannot be read", "{n} files cannot be read", broken)
            parts.append(line(f"{signs.BROKEN} {said}", ACCENT))
        shown.update(joined(parts, "  "), layout=False)  # one line, whatever it says

    def _show_grid(self, grid: Grid, words: list[str], keep: str) -> None:
        from procesregie.tui.grid import GridTable

        had_focus = self.rows_list.has_focus
        self.add_class("-grid")
        found = self.query("#grid").results(GridTable)
        table = next(iter(found), None)
        if table is None:
            table = GridTable(self.reached, id="grid")
            self.query_one("#left", Vertical).mount(table, after="#list")
        table.show_grid(grid, words, keep)
        if had_focus:
            table.focus()

    def put_on(self, key: str) -> bool:
        """Puts the cursor on the row `key`; whether it is there."""
        grid = self.grid_table
        return grid.put_on(key) if grid is not None else self.rows_list.put_on(key)

    def on_resize(self) -> None:
        """Groups stand side by side, or under each other again, where there is another width now."""
        view, width = self.app.view, self.app.size.width
        if self.area.width and self.area.abreast(view, width) is not self.area.abreast(view, self.area.width):
            self.fill()

    def fill(self, keep: str = "") -> None:
        """Shows the area as it is now, with the cursor on `keep`, or where it was."""
        raise NotImplementedError

    def _show_detail(self, *, afresh: bool = False) -> None:
        """Shows what belongs to where the cursor is."""
        raise NotImplementedError

    def on_grid_table_filled(self, event: Message) -> None:
        """The grid has another width now."""
        event.stop()
        self._say_sight(self.area.grid(self.app.view))

    def reached(self) -> None:
        """The cursor came on another row, or another cell of the grid."""
        self._show_detail()
        self.refresh_bindings()

    def on_grid_table_entered(self, event: Message) -> None:
        """Enter on a cell of the grid."""
        event.stop()
        self.go_inside()

    def go_inside(self) -> None:
        """Into the card, which takes the whole width where there is little."""
        self.add_class("-inside")
        self.query_one("#detail").focus()

    # -- views

    def action_view(self, key: str = "") -> None:
        """Shows the next view of this area, or the view `key`."""
        entry = self.entry
        address = entry.address if entry is not None else ""
        self.area.choose(key)
        if address and not self.area.place:
            self.area.place = address
        self.remove_class("-inside")
        self.fill()
        self.main.focus()

    def new_here(self) -> tuple[str, dict[str, Any]]:
        heads = self.grid_table.gives if self.grid_table is not None else ()
        return " · ".join(head.text for head in heads), {name: value for head in heads for name, value in head.gives}

    def has_row(self, address: str) -> bool:
        return self.area.lists(self.app.view, address)

    @property
    def cell_leads(self) -> tuple[str, ...]:
        """The records that the cell of a grid leads to."""
        return self.grid_table.leads if self.grid_table is not None else ()

    def commands(self) -> list[tuple[str, str, str]]:
        """Beside the others: what can be done to the record here."""
        here = [(f"screen.here({name!r})", words, found) for name, words, found in self.area.commands(self.address)]
        return [*super().commands(), *here]

    @work(group="asking")
    async def lead_on(self) -> None:
        """What this record, or this cell, names: goes to the one that is picked."""
        from procesregie.tui.card import links_of

        dossier = self.app.view.dossier
        record = dossier.get(self.address)
        await self.go_on(self.cell_leads or (links_of(dossier, record) if record is not None else ()))

    # -- finding

    def action_find(self) -> None:
        """A line under the list in which to type what to look for."""
        self.show_filter(self.area.filter)
        self.set_focus(
            self.query_one("#filter", Input)
        )  # at once: focus() waits, and the next letters are keys till then

    def show_filter(self, text: str) -> None:
        """Shows the line, with `text` in it."""
        from procesregie.tui.safe_input import SafeInput

        found = self.query("#filter").results(Input)
        field = next(iter(found), None)
        if field is None:
            field = SafeInput(id="filter", compact=True, placeholder=_("find in this list"))
            self.query_one("#left").mount(field)
        field.display = True
        field.value = text

    def close_filter(self) -> None:
        """Takes the line away."""
        for field in self.query("#filter").results(Input):
            field.display = False

    @on(Input.Changed, "#filter")
    def _filtering(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.display and event.value != self.area.filter:
            self.area.filter = event.value
            self.fill(self._best())

    def _best(self) -> str:
        """The row to be on while one types what to find: one that has it itself goes before one in which it was said, and
        one that has it as it was typed before one with the words apart."""
        words = self.area.filter.lower().split()
        if not words or self.area.grid(self.app.view) is not None:
            return ""
        own = [row for row in self.area.rows(self.app.view) if isinstance(row, Entry) and row.matches(words)]
        whole = [row for row in own if " ".join(words) in row.text.plain.lower()]
        keys = [row.key for row in whole or own]
        return self.area.place if self.area.place in keys or not keys else keys[0]

    @on(Input.Submitted, "#filter")
    def _filtered(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value:
            self.close_filter()
        self.main.focus()
        if event.value.strip():
            self.seek(event.value.strip())

    def seek(self, text: str) -> None:
        """Looks for `text` further than in the rows."""
        raise NotImplementedError


def _columns_said(every: int, first: int, last: int) -> list[Content]:
    """Which columns of a grid are in sight, and where the others are; nothing when all of them are."""
    arrows = " ".join(["←"] * (first > 0) + ["→"] * (last < every))
    if not arrows:
        return []
    some = f"{first + 1}" if last == first + 1 else f"{first + 1}–{last}"
    return [muted(_("columns {some} of {n} {arrows}", some=some, n=every, arrows=arrows))]
