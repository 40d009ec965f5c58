"""How a record goes, as the practice has it: with a reason, its story kept; only what was never committed goes away."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.tui.made import written
from tests.tui.running import Running, running


def read(root: Path, file: str) -> dict[str, Any]:
    """What stands in a file of the process."""
    return tomli.loads((root / file).read_text(encoding="utf-8"))


async def ending(here: Running, address: str, key: str = "delete") -> None:
    """Puts the cursor on `address` and presses the key."""
    here.app.action_go(address)
    await here.settle()
    await here.pilot.press(key)
    await here.until(lambda: here.name in ("Choose", "Ask"))
    await here.settle()


async def why(here: Running, reason: str) -> None:
    """Types a reason, and waits until it is on record."""
    await here.until(lambda: here.name == "Ask")
    await here.settle()
    await here.type(reason)
    await here.press("enter")
    await here.until(lambda: here.name == "Frame" and here.app.desk.can_undo)
    await here.settle()


async def test_a_party_leaves_with_a_reason_and_is_asked_what_it_holds(process: Path) -> None:
    async with running(process) as here:
        await ending(here, "table/stroomland")
        await here.press("enter")
        await why(here, "geen mensen meer")
        (move,) = read(process, "table/stroomland.toml")["moves"].values()
        assert move == {"kind": "left", "on": date(2026, 3, 12), "reason": "geen mensen meer"}
        assert any("Netcapaciteit per straat" in toast for toast in here.toasts)
        assert "Left the table  2" in here.rows
        await here.press("u")
        await here.until(lambda: "moves" not in read(process, "table/stroomland.toml"))


async def test_a_party_goes_into_another(process: Path) -> None:
    async with running(process, language="nl") as here:
        await ending(here, "table/vve-toren-b", "D")
        await here.press("down", "enter")
        await here.until(lambda: here.name == "Pick")
        await here.press(*"haardstee", "enter")
        await why(here, "één stem voor het blok")
        (move,) = read(process, "table/vve-toren-b.toml")["moves"].values()
        assert move["kind"] == "merged" and move["into"] == "huurdersraad-haardstee"


@pytest.mark.parametrize(("downs", "stage"), [(0, "closed"), (1, "parked")])
async def test_a_topic_is_closed_or_parked(process: Path, downs: int, stage: str) -> None:
    async with running(process) as here:
        await ending(here, "agenda/koken")
        await here.press(*["down"] * downs, "enter")
        await why(here, "later")
        data = read(process, "agenda/koken.toml")
        assert data["stage"] == stage and data["stage_reason"] == "later"


async def test_a_role_ends_and_a_step_and_a_proposal_are_withdrawn(process: Path) -> None:
    async with running(process) as here:
        await ending(here, "roles/regiegroep")
        await why(here, "taak volbracht")
        assert read(process, "roles/regiegroep.toml")["until_reason"] == "taak volbracht"
        await ending(here, "steps/2026-02-26-brief-bewoners")
        await why(here, "niet meer nodig")
        assert read(process, "steps/2026-02-26-brief-bewoners.toml")["state"] == "withdrawn"
        await ending(here, "decisions/2026-02-26-pilot-40-woningen")
        await why(here, "eerst praten")
        data = read(process, "decisions/2026-02-26-pilot-40-woningen/decision.toml")
        assert data["state"] == "withdrawn" and data["withdrawn_reason"] == "eerst praten"


async def test_a_decision_that_was_taken_is_not_withdrawn_but_answered(process: Path) -> None:
    async with running(process) as here:
        await ending(here, "decisions/2026-01-29-vier-deelthemas")
        assert "stays what it was" in here.app.export_screenshot().replace("&#160;", " ")


async def test_a_reason_is_not_demanded_and_escape_changes_nothing(process: Path) -> None:
    async with running(process) as here:
        before = (process / "roles/regiegroep.toml").read_bytes()
        await ending(here, "roles/regiegroep")
        await here.press("escape")
        assert (process / "roles/regiegroep.toml").read_bytes() == before and not here.app.desk.can_undo
        await ending(here, "roles/regiegroep")
        await here.press("enter")
        await here.until(lambda: "until" in read(process, "roles/regiegroep.toml"))


async def test_what_was_never_committed_can_be_taken_away_and_brought_back(process: Path) -> None:
    written(process, {"agenda/vergissing": {"title": "Vergissing"}})
    file = process / "agenda/vergissing.toml"
    async with running(process) as here:
        await ending(here, "agenda/vergissing")
        await here.press("end", "enter")
        await here.until(lambda: not file.exists())
        await here.settle()
        assert "agenda/vergissing" not in here.keys
        await here.press("u")
        await here.until(file.exists)


async def test_a_session_is_wrapped_up_not_ended(process: Path) -> None:
    async with running(process) as here:
        here.app.action_go("sessions/2026-02-26-moeten-willen-kunnen")
        await here.settle()
        await here.press("delete")
        await here.until(lambda: any("Wrapping it up" in toast for toast in here.toasts))
        assert here.name == "Frame"


async def test_what_ended_does_not_end_twice(process: Path) -> None:
    async with running(process) as here:
        await ending(here, "table/aannemer-velthoek")
        await here.press("enter")
        await here.until(lambda: here.name == "Ask")
        await here.settle()
        await here.press("enter")
        await here.until(lambda: any("has already left the table" in toast for toast in here.toasts))
