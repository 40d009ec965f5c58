"""``procesregie list AREA``: what an area shows, in any of its views, as text or as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import CODES, N_, capital, language, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    import click

    from procesregie.insight.views import Grid, Listing, Row, ViewOf

_SIGN = 5
"""A grid whose cells are no longer than this is written as columns; of another one each cell has its own line."""


class NoSuchView(Trouble):
    """An area has no view of that name."""

    code = 2

    def __init__(self, word: str, known: Iterable[str]) -> None:
        super().__init__(N_("There is no view “{word}” here; available: {listed}"), word=word, listed=", ".join(known))


def complete_room(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """For the shell: the areas that hold records."""
    from procesregie.model.address import ROOMS

    return [room for room in ROOMS if room.startswith(incomplete)]


def complete_view(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """For the shell: the views of the area that was named."""
    from procesregie.capture.meant import room_meant
    from procesregie.insight.views import views_of

    named = ctx.params.get("area") or next(
        iter(ctx.args), ""
    )  # an option without its value stops click from reading on
    try:
        views = views_of(room_meant(str(named)))
    except Trouble:
        return []
    return [view.key for view in views if view.key.startswith(incomplete)]


@declare("list", N_("Shows an area (agenda, table, roles, steps, sessions or decisions) in any of its views."))
@argument("area", metavar=N_("AREA"), shell_complete=complete_room)
@option("--view", "wanted", default="", metavar=N_("VIEW"), shell_complete=complete_view,
        help=N_("Another way of looking at it; the first one if not given. A wrong name lists them all."))  # fmt: skip
def command(settings: Settings, area: str, wanted: str) -> int:
    """Writes the rows, or the grid, that the screen would show."""
    from procesregie.capture.meant import room_meant
    from procesregie.insight.views import Grid, views_of

    room = room_meant(area)
    view = _meant(views_of(room), wanted)
    desk = settings.desk()
    today = desk.clock.today()
    made = view.make(desk.dossier, today, spoken())
    if isinstance(made, Grid):
        shown: dict[str, Any] = {"grid": _grid_data(made)}
        _tell_grid(settings, made)
    else:
        shown = {"groups": _groups_data(made)}
        _tell_listing(settings, made)
    broken = sorted({p.file for p in desk.dossier.problems if p.weight == "broken" and p.file.startswith(f"{room}/")})
    for file in broken:
        settings.out.note(_("Left out, because it cannot be read: {file}. procesregie check says why.", file=file))
    settings.out.data({"area": room, "view": view.key, "name": _(view.name), "as_of": today, **shown, "broken": broken})
    return 0


def _meant(views: tuple[ViewOf, ...], word: str) -> ViewOf:
    """The view that `word` names: its key, or what it is called in either language."""
    if not word:
        return views[0]
    wanted = word.strip().casefold()
    for view in views:
        if wanted in (view.key, *(language(code)(view.name).casefold() for code in CODES)):
            return view
    raise NoSuchView(word, [view.key for view in views])


# -- for people


def _tell_listing(settings: Settings, listing: Listing) -> None:
    line = settings.out.line
    if not any(group.rows for group in listing.groups):
        settings.out.line(listing.nothing or _("Nothing here yet."))
    for number, group in enumerate(listing.groups):
        if group.heading:
            if number:
                line()
            line(f"{capital(group.heading)}  {sum(1 for row in group.rows if row.address)}")
        for row in group.rows:
            line(_row_words(row))


def _row_words(row: Row) -> str:
    said = [part for part in (row.lead.strip(), row.title) if part]
    words = "  ".join(visible_line(part) for part in (*said, *row.beside))
    where = f"  ({row.address})" if row.address else ""
    return f"  {'  ' * row.depth}{row.sign} {words}{where}"


def _tell_grid(settings: Settings, grid: Grid) -> None:
    line = settings.out.line
    if not grid.rows or not grid.columns:
        line(grid.nothing or _("Nothing here yet."))
        return
    if all(len(cell.text) <= _SIGN for row in grid.cells for cell in row):
        _tell_signs(settings, grid)
    else:
        for head, cells in zip(grid.rows, grid.cells, strict=True):
            line(visible_line(head.text))
            for column, cell in zip(grid.columns, cells, strict=True):
                words = [visible_line(said) for said in (cell.said or cell.text.split("\n")) if said]
                if len(words) == 1:
                    line(f"  {visible_line(column.text)}: {words[0]}")
                elif words:
                    line(f"  {visible_line(column.text)}:")
                    for word in words:
                        line(f"    {word}")
    if grid.legend:
        line()
        line(grid.legend)


def _tell_signs(settings: Settings, grid: Grid) -> None:
    """A grid of signs: columns by number, what they are below it."""
    line = settings.out.line
    wide = max(len(visible_line(head.text)) for head in grid.rows)
    numbers = "".join(f"{number:>{_SIGN + 1}}" for number in range(1, len(grid.columns) + 1))
    line(f"{'':{wide}}{numbers}")
    for head, cells in zip(grid.rows, grid.cells, strict=True):
        line(f"{visible_line(head.text):{wide}}{''.join(f'{cell.text:>{_SIGN + 1}}' for cell in cells)}")
    line()
    for number, head in enumerate(grid.columns, 1):
        line(f"  {number} = {visible_line(head.text)}")


# -- for programs


def _groups_data(listing: Listing) -> list[dict[str, Any]]:
    return [{"heading": group.heading, "rows": [_row_data(row) for row in group.rows]} for group in listing.groups]


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "address": row.address or None,
        "title": row.title,
        "lead": row.lead.strip(),
        "beside": row.beside,
        "depth": row.depth,
        "marked": row.marked,
    }


def _grid_data(grid: Grid) -> dict[str, Any]:
    return {
        "rows": [{"title": head.text, "address": head.address or None} for head in grid.rows],
        "columns": [{"title": head.text, "address": head.address or None} for head in grid.columns],
        "cells": [
            [{"text": cell.text, "said": cell.said, "addresses": cell.addresses, "marked": cell.marked} for cell in row]
            for row in grid.cells
        ],
        "legend": grid.legend,
    }
