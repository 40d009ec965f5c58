"""The mirror on screen: questions with their evidence, set aside with a reason, closed while others look."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import tomli

from procesregie.folder.private import PrivateLayer
from procesregie.model.party import PrivateParty
from procesregie.tui.bars import TitleBar
from tests.tui.made import PROCESS_ID, written
from tests.tui.running import Running, running

QUESTION = "After 2 sessions not one resident has been at the table. Who knows somebody this is about?"


def right(here: Running) -> str:
    """What stands at the end of the title bar."""
    return str(here.frame.query_one(TitleBar).render()).rsplit("  ", 1)[-1]


async def asked(here: Running) -> None:
    """Until the mirror was looked in."""
    await here.until(lambda: here.app.mirror is not None)
    await here.settle()


def confidential(root: Path) -> PrivateLayer:
    """A third session, and something in the private layer: then there is a question that rests on it."""
    session = {"title": "Derde", "date": date(2026, 3, 5), "outcome": "draft", "closed_on": datetime(2026, 3, 5, 17)}
    written(root, {"sessions/2026-03-05-derde": session})
    layer = PrivateLayer(PROCESS_ID)
    layer.save("table/vve-toren-b", PrivateParty(entrance="via de penningmeester\n"))
    return layer


async def test_a_question_stands_under_its_principle_with_why_and_what_prompted_it(plain: Path) -> None:
    async with running(plain) as here:
        await asked(here)
        await here.press("9")
        assert here.rows[:2] == ["Representative  1", f"⚑ {QUESTION}"]
        assert [row for row in here.rows[2:] if row[0] != "⚑"] == ["Motivated  1", "Committed  2", "Role-clear  1"]
        assert "Why it is asked" in here.card and "What could help" in here.card
        assert "Moeten, willen, kunnen, 26 February 2026" in here.card


async def test_what_prompted_it_is_one_enter_away(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procesregie.tui.areas.mirror.MOST_EVIDENCE", 1)
    async with running(plain) as here:
        await asked(here)
        await here.press("9")
        assert "… and 1 more: “.” shows them all" in here.card and "Moeten, willen, kunnen" not in here.card
        await here.press("enter")
        assert here.name == "Pick"
        await here.press("down", "enter")
        assert here.frame.address == "sessions/2026-02-26-moeten-willen-kunnen"


async def test_on_a_narrow_screen_enter_shows_the_question_and_more_leads_on(plain: Path) -> None:
    async with running(plain, (60, 20)) as here:
        await asked(here)
        await here.press("9", "enter")
        assert here.frame.query_one("#detail").display
        await here.press("full_stop")
        assert here.name == "Pick"


@pytest.mark.parametrize(("width", "shown"), [(120, "⚑ 5 questions"), (80, "⚑ 5")])
async def test_the_title_counts_them_and_the_overview_leads_to_them(plain: Path, width: int, shown: str) -> None:
    async with running(plain, (width, 30)) as here:
        await asked(here)
        assert right(here) == shown
        here.frame.rows_list.put_on(next(key for key in here.keys if key.startswith("ask:")))
        await here.settle()
        assert QUESTION.split(". ")[0] in " ".join(here.card.split())
        await here.press("enter")
        assert here.frame.area.name == "Mirror" and here.frame.asked is not None


async def test_it_is_set_aside_with_a_reason_and_asked_again(plain: Path) -> None:
    async with running(plain) as here:
        await asked(here)
        await here.press("9", "x")
        await here.until(lambda: here.name == "Ask")
        await here.press("enter")
        assert here.name == "Ask"
        await here.type("zij komen in april")
        await here.press("enter")
        await here.until(lambda: here.rows[-2] == "Set aside  1")
        (row,) = tomli.loads((plain / "process.toml").read_text())["set_aside"].values()
        assert row["reason"] == "zij komen in april" and row["on"] == date(2026, 3, 12)
        assert "zij komen in april" in here.card and right(here) == "⚑ 4 questions"
        await here.press("x")
        await here.until(lambda: here.rows[:1] == ["Representative  1"])
        assert "set_aside" not in tomli.loads((plain / "process.toml").read_text())
        await here.press("u")
        await here.until(lambda: here.rows[-2] == "Set aside  1")


async def test_a_confidential_question_is_marked_and_set_aside_where_its_evidence_is(plain: Path) -> None:
    layer = confidential(plain)
    before = (plain / "process.toml").read_bytes()
    async with running(plain) as here:
        await asked(here)
        await here.press("9")
        row = next(row for row in here.rows if "confidential" in row)
        here.frame.rows_list.put_on(here.keys[[r for r in here.rows if "⚑" in r].index(row)])
        await here.settle()
        assert "what only you keep" in here.card
        await here.press("x")
        await here.until(lambda: here.name == "Ask")
        await here.type("dat komt nog")
        journal = here.app.forms.typed_file
        assert "dat komt nog" in journal.read_text() and journal.stat().st_mode & 0o777 == 0o600
        assert plain not in journal.parents and layer.where() not in journal.parents
        await here.press("enter")
        await here.until(
            lambda: "dat komt nog" in layer.path("process").read_text() if layer.path("process").exists() else False
        )
        assert (plain / "process.toml").read_bytes() == before
        assert not any(b"dat komt nog" in path.read_bytes() for path in plain.rglob("*") if path.is_file())
        assert "dat komt nog" not in journal.read_text()


async def test_without_the_private_layer_nothing_confidential_is_asked(plain: Path) -> None:
    session = {"title": "Derde", "date": date(2026, 3, 5), "outcome": "draft", "closed_on": datetime(2026, 3, 5, 17)}
    written(plain, {"sessions/2026-03-05-derde": session})
    async with running(plain) as here:
        await asked(here)
        await here.press("9")
        assert here.keys and not any("confidential" in row for row in here.rows)


async def test_while_others_see_the_screen_there_is_no_mirror(plain: Path) -> None:
    async with running(plain, language="nl") as here:
        await asked(here)
        await here.press("f8")
        assert right(here) == "▒ gedeeld" and not any(key.startswith("ask:") for key in here.keys)
        await here.press("9")
        assert here.keys == [] and "spiegel is dicht" in here.card
        await here.press("f8")
        assert len(here.keys) == 5 and right(here) == "⚑ 5 vragen"


async def test_it_is_asked_again_when_records_change(plain: Path) -> None:
    async with running(plain) as here:
        await asked(here)
        await here.press("9")
        step = {"title": "Zonder eigenaar", "session": "2026-01-29-vier-deelthemas"}
        written(plain, {"steps/2026-01-29-zonder": step})
        here.app.look_outside()
        await here.until(lambda: any("steps-unfinished" in key for key in here.keys))
