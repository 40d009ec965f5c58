"""Preparing: question, programme and invitations, and what was left brought onto the programme."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.folder.journal import Journal
from procesregie.language import speak
from procesregie.model.session import Item, Presence, Session
from procesregie.tui.pick import PickMany
from procesregie.tui.sessions import prepare
from procesregie.tui.sessions.left import age_said
from procesregie.tui.sessions.preparing import PrepareScreen, item_typed, read_item
from procesregie.tui.sessions.wrapsteps import OpenEnds
from procesregie.tui.sessions.wrapup import WrapUpScreen
from tests.tui.made import made
from tests.tui.running import Running, running

COMING = "2026-03-19-netwerktafel"
HELD = "2026-02-26-moeten-willen-kunnen"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path / "lindenveld")


async def preparing(here: Running) -> PrepareScreen:
    prepare(here.app, COMING)
    await here.until(lambda: isinstance(here.app.screen, PrepareScreen) and here.app.screen.is_mounted)
    await here.settle()
    screen = here.app.screen
    assert isinstance(screen, PrepareScreen)
    return screen


def session(here: Running) -> Session:
    return here.app.desk.dossier.sessions[COMING]


async def test_items_are_typed_one_after_another_with_their_minutes(root: Path) -> None:
    async with running(root) as here:
        screen = await preparing(here)
        await here.press("a", *"Rollen 20", "enter")
        await here.press(*"Rondvraag", "enter", "enter")
        assert [(item.title, item.minutes) for _key, item in screen.programme] == [
            ("Opening", 10),
            ("Warmtebron", 60),
            ("Rollen", 20),
            ("Rondvraag", None),
        ]
        assert screen.query_one("#plan").has_focus


async def test_an_item_is_moved_changed_and_taken_out(root: Path) -> None:
    async with running(root, language="nl") as here:
        screen = await preparing(here)
        await here.press("down", "down", "K")
        assert [item.title for _key, item in screen.programme] == ["Warmtebron", "Opening"]
        await here.press("enter", "end", *[*["backspace"] * 2], *"45", "enter")
        assert session(here).programme["p2"] == Item(title="Warmtebron", minutes=45, order=100, topic="warmtebron")
        await here.press("x")
        assert list(session(here).programme) == ["p1"]


async def test_what_was_left_is_brought_in(root: Path) -> None:
    async with running(root) as here:
        await preparing(here)
        await here.press("b")
        assert isinstance(here.app.screen, PickMany)
        await here.press(*"vollooprisico", "enter", "f2")
        assert [item.title for item in session(here).programme.values()][-1] == "Wie draagt het vollooprisico?"


async def test_who_is_invited_heads_the_check_in(root: Path) -> None:
    async with running(root, (60, 20)) as here:
        await preparing(here)
        await here.press("i")
        await here.press(*"stroomland", "enter", "f2")
        assert {n: row.presence for n, row in session(here).attendance.items()} == {"stroomland": Presence.INVITED}


async def test_the_question_is_written_and_left_half_typed_it_waits(root: Path) -> None:
    async with running(root) as here:
        screen = await preparing(here)
        await here.press("enter", "ctrl+u", *"Wie draagt wat?", "escape")
        assert session(here).question.startswith("Onder welke")
        assert "Wie draagt wat?" in Journal(here.app.desk.dossier.process.id, "forms").under_edit.values()  # for a kill
        await here.press("enter")
        assert screen.prompt.value == "Wie draagt wat?"
        await here.press("enter")
        assert session(here).question.strip() == "Wie draagt wat?"


@pytest.mark.parametrize(
    ("typed", "title", "minutes"),
    [
        ("Warmtebron 45", "Warmtebron", 45),
        ("Warmtebron 45 min", "Warmtebron", 45),
        ("Warmtebron", "Warmtebron", None),
        ("Agenda 2030", "Agenda 2030", None),
        ("  ", None, None),
    ],
)
def test_an_item_is_its_title_and_its_minutes(typed: str, title: str | None, minutes: int | None) -> None:
    item = read_item(typed)
    assert (item.title if item else None, item.minutes if item else None) == (title, minutes)
    if item and item.minutes:
        assert read_item(item_typed(item)) == item


def test_how_long_something_is_open_is_said_as_one_says_it() -> None:
    speak("en")
    assert [age_said(days) for days in (0, 1, 2)] == ["open since today", "open for 1 day", "open for 2 days"]


async def test_what_was_left_is_adopted_settled_and_brought_in_with_one_key_each(root: Path) -> None:
    session_file = root / "sessions" / HELD / "session.toml"
    remark = '\n[remarks.aaaaaa]\nremark = "Toren B zei het anders"\nparty = "toren-b"\n'
    session_file.write_text(session_file.read_text() + remark)
    async with running(root) as here:
        screen = await preparing(here)
        await here.press("right")
        left = screen.under_left
        assert left is not None and left.key == f"sessions/{HELD}" and "1 remark" in left.shown.plain
        await here.press("m", "enter")
        minutes = here.app.desk.dossier.sessions[HELD]
        assert minutes.adopted_in == COMING and minutes.remarks["aaaaaa"].answer == "taken in"
        ends = [one for one in screen._lefts.values() if one.kind == "open end"]
        assert [end.title for end in ends] == ["Wie draagt het vollooprisico?"] and "2 weeks" in ends[0].shown.plain
        screen.lefts.highlighted = screen.lefts.get_option_index(ends[0].key)
        await here.press("b")
        assert [item.title for _key, item in screen.programme][-1] == "Wie draagt het vollooprisico?"
        await here.press("k", *"de gemeente", "enter")
        assert not screen.prepared.open_ends
        line = dict(here.app.desk.dossier.said(HELD))[ends[0].key]
        assert (line.became, line.response_why) == (f"sessions/{COMING}", "de gemeente")
        await here.press("u")
        assert [address for address, _line in screen.prepared.open_ends] == [ends[0].key]


async def test_wrap_up_settles_what_earlier_sessions_left_and_adopts_their_minutes(root: Path) -> None:
    async with running(root) as here:
        with here.app.desk.recording(COMING, "anna") as recording:
            recording.add("? wie belt de notaris")
        here.app.wrap_up(COMING)
        await here.until(lambda: isinstance(here.app.screen, WrapUpScreen))
        screen = here.app.screen
        assert isinstance(screen, WrapUpScreen)
        await here.press("4")
        await here.until(lambda: isinstance(screen.step, OpenEnds))
        await here.press("down", "space")
        lines = here.app.desk.dossier
        assert [line.settled for _address, line in lines.said(HELD) if line.kind.value == "open end"] == [True]
        await here.press("space")
        assert not any(line.settled for _address, line in here.app.desk.dossier.said(HELD))
        await here.press("space", "down", "space")
        assert here.app.desk.dossier.sessions[HELD].adopted_in == COMING
        await here.press("home", "space")
        (own,) = here.app.desk.dossier.said(COMING)
        assert own[1].became == f"sessions/{COMING}"
        await here.press("1", "escape")
        await here.until(lambda: here.name == "Frame" and not [w for w in here.app.workers if not w.is_finished])
