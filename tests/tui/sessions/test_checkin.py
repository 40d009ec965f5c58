"""Check-in: twenty-one parties in a few keys, and what is written is what was marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual import events

from procesregie.model.session import Presence
from procesregie.tui.sessions.capture import CaptureScreen
from tests.tui.sessions.table import SESSION, TITLES, Evening, evening, laid


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Everybody is invited, nobody is there yet."""
    return laid(tmp_path / "lindenveld", present=False)


def presence(held: Evening) -> dict[str, Presence]:
    """Who is how, as it was written."""
    return {name: row.presence for name, row in held.app.desk.dossier.sessions[SESSION].attendance.items()}


async def begin(held: Evening) -> None:
    """Enter, and the session."""
    await held.press("enter")
    await held.closed()


async def test_everybody_but_one_in_a_handful_of_keys(root: Path) -> None:
    async with evening(root) as held:
        await held.opened(held.capture.checkin)
        held.keys = 0
        await held.press("slash")
        await held.typed("water")
        await held.press("escape", "a", "asterisk")
        await begin(held)
        assert held.keys <= 10
        written = presence(held)
        assert written["waterschap"] is Presence.APOLOGIES
        assert sum(row is Presence.PRESENT for row in written.values()) == 20
        assert len(held.capture.recording.sitting.present) == 20
    assert 'presence = "apologies"' in (root / "sessions" / SESSION / "session.toml").read_text("utf-8")


async def test_space_marks_and_unmarks_and_goes_on(root: Path) -> None:
    async with evening(root) as held:
        await held.opened(held.capture.checkin)
        first, second, third = held.capture.checkin.roll.invited[:3]
        await held.press("space", "space", "space", "up", "space")
        await begin(held)
        written = presence(held)
        assert (written[first], written[second], written[third]) == (
            Presence.PRESENT,
            Presence.PRESENT,
            Presence.INVITED,
        )


async def test_finding_marks_one_after_another(root: Path) -> None:
    async with evening(root) as held:
        await held.opened(held.capture.checkin)
        await held.press("slash")
        for part in ("hr-w", "toren b", "kerk"):
            await held.typed(part)
            await held.press("enter")
        await held.press("enter")
        await begin(held)
        assert {n for n, was in presence(held).items() if was is Presence.PRESENT} == {
            "hr-westerdiek",
            "toren-b",
            "kerk",
        }


async def test_a_party_that_came_unexpectedly_is_made_by_its_name(root: Path) -> None:
    async with evening(root) as held:
        await held.opened(held.capture.checkin)
        await held.press("slash")
        for said in ("! de sluis dicht", "@kerk te nat", ": rest consent"):  # no names, but lines typed too early
            await held.typed(said)
            await held.press("enter", *["backspace"] * len(said))
        await held.typed("Bakkerij Jansen [/]")
        await held.press("enter")
        await held.until(lambda: len(held.app.desk.dossier.parties) == len(TITLES) + 1)
        await held.pilot.pause()
        await held.press("escape")
        await begin(held)
        (made,) = set(held.app.desk.dossier.parties) - set(TITLES)
        assert held.app.desk.dossier.parties[made].title == "Bakkerij Jansen [/]"
        assert presence(held)[made] is Presence.PRESENT
        await held.say(f"@{held.app.desk.dossier.parties[made].short} goedenavond")
        assert held.lines[-1].by == (made,)


async def test_people_of_a_party_are_marked_and_make_it_present(root: Path) -> None:
    async with evening(root) as held:
        await held.opened(held.capture.checkin)
        await held.press("slash")
        await held.typed("gemeente")
        await held.press("escape", "p", "down", "space", "home", "p")
        assert ["met naam" in told.message for told in held.app._notifications] == [True], "nobody to show"
        await begin(held)
        row = held.app.desk.dossier.sessions[SESSION].attendance["gemeente"]
        assert (row.presence, row.people) == (Presence.PRESENT, ("anke-dros",))


async def test_what_was_marked_is_kept_on_the_way_back_too(root: Path) -> None:
    async with evening(root, language="en") as held:
        await held.opened(held.capture.checkin)
        first = held.capture.checkin.roll.invited[0]
        await held.press("space")
        assert json.loads(held.capture.recording.half_way["check-in"]) == {first: ["present"]}
        held.capture.checkin.opened()  # as it is opened after a kill
        assert held.capture.checkin.roll.presence(first) is Presence.PRESENT
        await held.press("escape")
        await held.closed()
        assert presence(held)[first] is Presence.PRESENT
        await held.press("f10")
        await held.opened(held.capture.checkin)
        assert held.capture.checkin.roll.presence(first) is Presence.PRESENT


async def test_without_invitations_everybody_at_the_table_is_listed(tmp_path: Path) -> None:
    root = laid(tmp_path / "p", present=False, attendance={})
    async with evening(root, size=(60, 20)) as held:
        await held.opened(held.capture.checkin)
        assert sorted(held.capture.checkin.roll.found("")) == sorted(TITLES)
        await held.press("space", "asterisk")  # whoever was marked before was not invited for that
        await begin(held)
        assert len(held.capture.recording.sitting.present) == 21


async def test_what_changed_before_can_be_a_draft_of_its_own(root: Path) -> None:
    from procesregie.tui.ask import Choose
    from procesregie.tui.sessions import hold
    from tests.tui.made import git
    from tests.tui.running import running

    (root / "table" / "kerk.toml").write_text('title = "Kerk De Ark"\nshort = "kerk"\n', "utf-8")
    async with running(root) as here:
        hold(here.app, SESSION)
        await here.until(lambda: isinstance(here.app.screen, Choose))
        await here.press("down", "enter")
        await here.until(lambda: isinstance(here.app.screen, CaptureScreen) and here.app.screen.panel is not None)
        assert git(root, "log", "-1", "--format=%(trailers:key=Outcome,valueonly)").strip() == "draft"
        assert git(root, "status", "--porcelain") == ""
        hold(here.app, SESSION)  # a second s opens no second log
        await here.settle()
        assert sum(isinstance(screen, CaptureScreen) for screen in here.app.screen_stack) == 1


async def test_a_question_mark_explains_where_letters_are_keys(root: Path) -> None:
    from procesregie.tui.help import Help

    async with evening(root) as held:
        await held.opened(held.capture.checkin)
        await held.press("question_mark")
        await held.on(Help)
        await held.press("escape", "slash")
        await held.typed("kerk?")
        assert held.capture.prompt.value == "kerk?"


async def test_what_is_typed_while_it_is_written_is_the_first_line(root: Path) -> None:
    """Enter, and on at once: the keys wait for the record, and nothing overtakes anything."""
    async with evening(root) as held:
        await held.opened(held.capture.checkin)
        for key in ("asterisk", "enter", *"@kerk welkom", "enter", *"half"):
            held.app.post_message(events.Key(key, key if len(key) == 1 else None))
        held.app.post_message(events.Paste(" geplakt\n"))
        await held.until(lambda: held.capture.prompt.value == "half geplakt")
        assert [(line.by, line.text) for line in held.lines] == [(("kerk",), "welkom")]
        assert len(held.capture.recording.sitting.present) == 21
        assert held.capture.recording.sitting.heard == ("kerk",)
