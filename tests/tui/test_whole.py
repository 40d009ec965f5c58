"""Every list whole: 150 parties and 2,000 steps in three years stand in each view, as data and on screen, or it says what is left out."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from textual.widgets import Static

from benchmarks.large import DECISIONS, PARTIES, SESSIONS, STEPS, TOPICS
from procesregie.__main__ import main
from procesregie.insight.views import Grid, Listing, Made, views_of
from procesregie.language import Language
from procesregie.model.address import ROOMS, Room
from procesregie.model.dossier import Dossier
from procesregie.tui.areas.all import index_of
from procesregie.tui.grid import GridTable
from tests.kept import Kept
from tests.tui.crowd import crowded
from tests.tui.running import Running, running

THERE: dict[Room, int] = {
    "agenda": TOPICS,
    "table": PARTIES,
    "roles": 0,
    "steps": STEPS,
    "sessions": SESSIONS,
    "decisions": DECISIONS,
}
OTHERS = {"say", "opposed", "lessons", "threads", "answers", "check-out", "absent", "matrix"}
"""Views of what was said or written about records, and of those about which it was."""


def listed(made: Listing) -> Counter[str]:
    """How often each record stands in a listing."""
    return Counter(row.address for group in made.groups for row in group.rows)


def counted(room: Room, grid: Grid, dossier: Dossier) -> bool:
    """Whether what a grid shows, and what it says it leaves out, are all the records it is about."""
    said = [int(number) for number in re.findall(r"left out: \D*(\d+)", grid.legend)]
    about = {"agenda": dossier.topics, "table": dossier.parties}[room]
    rows, columns = ([head.address for head in heads if head.address] for heads in (grid.rows, grid.columns))
    inside = {address for cells in grid.cells for cell in cells for address in cell.addresses}
    names = grid.legend.partition("nothing on record yet: ")[2]
    missing = len(names.split(", ")) if names else 0
    shown = {address for address in {*rows, *inside} if address.startswith(f"{room}/")}
    whole = [len(shown) + missing + (sum(said) if room == "agenda" else 0) == len(about)]
    for other, every in (("sessions/", dossier.sessions), ("agenda/", dossier.topics)):
        across = [address for address in columns if address.startswith(other)]
        whole.append(not across or len(across) + sum(said) == len(every))
    return all(whole)


async def test_a_crowded_process(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    root = kept.shared("crowded", crowded)
    async with running(root, (80, 24)) as here:
        await here.until(lambda: here.app.view.whole)
        dossier, today = here.app.desk.dossier, here.app.clock.today()
        assert {room: len(dossier.room(room)) for room in THERE} == THERE
        views = {
            room: {view.key: view.make(dossier, today, Language("en")) for view in views_of(room)} for room in ROOMS
        }
        for room in ROOMS:
            for key, made in views[room].items():
                if isinstance(made, Grid):
                    assert key in OTHERS or counted(room, made, dossier)
                else:
                    assert key in OTHERS or listed(made) == Counter(f"{room}/{id}" for id in dossier.room(room)), key
        await on_screen(here, views)
        await beginnings(here)
    assert main(["list", "steps", "--view", "owner", "--json", "--dir", str(root)]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    assert sum(len(group["rows"]) for group in groups) == STEPS


async def on_screen(here: Running, views: dict[Room, dict[str, Made]]) -> None:
    """Every view of every area has the rows there are; of a grid it says which columns are in sight, all of them whole."""
    for room in ROOMS:
        await here.press(str(index_of(room) + 1))
        for key, made in views[room].items():
            here.frame.action_view(key)
            await here.settle()
            grid = here.frame.grid_table
            if isinstance(made, Grid) and made.rows:
                assert grid is not None and grid.row_count == len(made.rows)
                await along(here, grid, len(made.columns))
            else:
                there = [] if isinstance(made, Grid) else [row for group in made.groups for row in group.rows]
                assert grid is None and len(here.keys) == len(there), key


async def along(here: Running, grid: GridTable, columns: int) -> None:
    """To the last row and column of a grid, and back a bit: no row is cut through at the top, no column at the left."""
    last = grid.in_sight[1]
    said = f"columns 1–{last} of {columns} →" if last < columns else ""
    assert grid.in_sight[0] == 0 and sight(here).partition("column")[2] == said.removeprefix("column")
    await here.press("ctrl+end", "end")
    first = grid.in_sight[0]
    assert grid.in_sight[1] == columns
    assert not first or re.search(rf"columns {first + 1}(–{columns})? of {columns} ←$", sight(here))
    for keys in ((), ("pageup", "left")):
        await here.press(*keys)
        assert (
            grid.scroll_offset.y in grid._laid.tops and grid.scroll_offset.x + grid._laid.lefts[1] in grid._laid.lefts
        )


def sight(here: Running) -> str:
    """What stands above the rows."""
    return str(here.frame.query_one("#sight", Static).content)


async def beginnings(here: Running) -> None:
    """A heading of the overview with a number has as many rows, or the last of them says that there are more."""
    await here.press("1")
    rows = [row.strip() for row in here.rows]
    heads = [(n, int(found[1])) for n, row in enumerate(rows) if (found := re.search(r"^[A-Z].*  (\d+)$", row))]
    assert {"Open ends", "Steps due", "Mirror"} <= {rows[n].partition("  ")[0] for n, _number in heads}
    for (n, number), (end, _next) in zip(heads, [*heads[1:], (len(rows), 0)], strict=True):
        under = rows[n + 1 : end]
        left = re.match(r"… and (\d+) more", under[-1])
        assert len(under) == number or left and len(under) - 1 + int(left[1]) == number, rows[n]
