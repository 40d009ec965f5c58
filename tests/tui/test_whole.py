"""Every list whole: 150 parties and 2,000 steps stand in each view, as data and on screen, or it says what is left out."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from benchmarks.large import DECISIONS, PARTIES, SESSIONS, STEPS, TOPICS
from procesregie.__main__ import main
from procesregie.insight.views import Grid, Listing, views_of
from procesregie.language import Language
from procesregie.model.address import ROOMS, Room
from procesregie.model.dossier import Dossier
from procesregie.tui.areas.all import index_of
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
OTHERS = {"say", "lessons", "threads", "answers", "check-out", "absent", "matrix"}
"""Views of what was said or written about records, and of those about which it was."""


def listed(made: Listing) -> Counter[str]:
    """How often each record stands in a listing."""
    return Counter(row.address for group in made.groups for row in group.rows)


def counted(room: Room, grid: Grid, dossier: Dossier) -> None:
    """What a grid shows, and what it says it leaves out, are all the records it is about."""
    said = [int(number) for number in re.findall(r"left out: \D*(\d+)", grid.legend)]
    about = {"agenda": dossier.topics, "table": dossier.parties}[room]
    rows, columns = ([head.address for head in heads if head.address] for heads in (grid.rows, grid.columns))
    inside = {address for cells in grid.cells for cell in cells for address in cell.addresses}
    names = grid.legend.partition("nothing on record yet: ")[2]
    missing = len(names.split(", ")) if names else 0
    shown = {address for address in {*rows, *inside} if address.startswith(f"{room}/")}
    assert len(shown) + missing + (sum(said) if room == "agenda" else 0) == len(about)
    for other, every in (("sessions/", dossier.sessions), ("agenda/", dossier.topics)):
        across = [address for address in columns if address.startswith(other)]
        assert not across or len(across) + sum(said) == len(every)


async def test_a_crowded_process(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    root = kept.shared("crowded", crowded)
    async with running(root, (80, 24)) as here:
        await here.until(lambda: here.app.view.whole)
        dossier, today = here.app.desk.dossier, here.app.clock.today()
        assert {room: len(dossier.room(room)) for room in THERE} == THERE
        for room in ROOMS:
            for view in views_of(room):
                made = view.make(dossier, today, Language("en"))
                if view.key in OTHERS:
                    continue
                if isinstance(made, Grid):
                    counted(room, made, dossier)
                else:
                    assert listed(made) == Counter(f"{room}/{id}" for id in dossier.room(room)), view.key
        await on_screen(here)
    assert main(["list", "steps", "--view", "owner", "--json", "--dir", str(root)]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    assert sum(len(group["rows"]) for group in groups) == STEPS


async def on_screen(here: Running) -> None:
    """The first view of each area has a row for every record, and a grid one for every party."""
    for room in THERE:
        await here.press(str(index_of(room) + 1))
        assert Counter(here.keys) == Counter(f"{room}/{id}" for id in here.app.desk.dossier.room(room))
    await here.press("3")
    here.frame.action_view("presence")
    await here.settle()
    grid = here.frame.grid_table
    assert grid is not None and grid.row_count == PARTIES
