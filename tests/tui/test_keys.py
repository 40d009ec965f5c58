"""Keys typed faster than screens come: each goes to the screen that is coming, in order, and nothing is waited for by time."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from textual.events import Key, Paste

from procesregie.desk import recorder
from procesregie.desk.desk import Desk
from procesregie.model.decision import Channel, Stand
from procesregie.tui.sessions.capture import CaptureScreen
from tests.tui.running import Running, running
from tests.tui.sessions.table import SESSION, laid

NAMES = {" ": "space", "!": "exclamation_mark"}


def burst(here: Running, *keys: str) -> None:
    """All of `keys` at once: nothing is done between one and the next."""
    for key in keys:
        here.app.post_message(Key(NAMES.get(key, key), key if len(key) == 1 else None))


async def test_a_record_is_made_in_one_burst(plain: Path) -> None:
    async with running(plain) as here:
        burst(here, "2", "n", *"Koken op gas", "enter", "3", "2", "n", *"Vloeren", "enter")
        await here.until(lambda: "agenda/vloeren" in here.app.desk.dossier.records)
        assert here.app.desk.dossier.topics["koken-op-gas"].title == "Koken op gas"


async def test_one_question_after_the_other_is_answered_in_one_burst(plain: Path) -> None:
    four = "2026-01-29-vier-deelthemas"
    async with running(plain) as here:
        here.app.action_go(f"decisions/{four}")
        await here.settle()
        burst(here, "a", *"stroom", "enter", "down", "enter", "down", "enter", *"het net", "enter", "enter", "2")
        await here.until(lambda: here.app.desk.dossier.after(four) is not None and here.name == "Frame")
        after = here.app.desk.dossier.after(four)
        assert after is not None
        row = after.positions["stroomland"]
        assert (row.position, row.channel) == (Stand.NOT_PREFERRED, Channel.PHONE)
        assert "het net" in (row.reason, row.changed_by)
        await here.until(lambda: here.frame.area.room == "agenda")


async def test_what_is_typed_right_after_s_is_said_in_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = laid(tmp_path / "p")
    slow = threading.Event()
    asked = recorder.recorder_of

    def slowly(desk: Desk) -> str:
        slow.wait(10)
        return asked(desk)

    monkeypatch.setattr(recorder, "recorder_of", slowly)
    async with running(root, language="nl") as here:
        here.app.action_go(f"sessions/{SESSION}")
        await here.settle()
        burst(here, "s", *"@haardstee de ketelruimte mag", "enter")
        here.app.post_message(Paste("= eens"))
        burst(here, "enter")
        await here.settle()
        assert here.name == "Frame", "the session waits for who keeps the log"
        slow.set()
        await here.until(lambda: isinstance(here.app.screen, CaptureScreen))
        screen = here.app.screen
        assert isinstance(screen, CaptureScreen)
        await here.until(lambda: len(screen.recording.lines()) == 2)
        said = [(line.kind.value, line.by, line.text) for _address, line in screen.recording.lines()]
        assert said == [("note", ("haardstee",), "de ketelruimte mag"), ("agreed", (), "eens")]


async def test_who_never_asks_holds_nobody_up_for_good(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(plain) as here:
        asks, left = asyncio.Event(), list[bool]()
        monkeypatch.setattr(here.app, "exit", lambda *_args, **_more: left.append(True))
        here.app.run_worker(asks.wait(), group="asking")
        await here.press("2", "3")  # the first goes before anybody looks who asks
        assert here.frame.area.room == "agenda"
        await here.press("ctrl+q")
        assert left, "one can always leave"
        asks.set()
        await here.until(lambda: here.frame.area.room == "table")
