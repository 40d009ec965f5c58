"""A line that asks something: kept while it is typed, offered again until what it answers was written.

That it outlives `kill -9` is in :mod:`tests.tui.test_signals`, with the real program.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event

from textual.widgets import Input

from procesregie.folder.files import NotWritable
from procesregie.folder.journal import Journal
from procesregie.model.decision import Stand
from procesregie.tui.half_typed import HalfTyped
from procesregie.tui.sessions.preparing import PrepareScreen
from procesregie.tui.sessions.wrapup import WrapUpScreen
from tests.tui.made import PROCESS_ID
from tests.tui.running import Running, running
from tests.tui.sessions.table import evening, laid

STEP = "steps/2026-02-26-netcapaciteit"
IS_BACK = "What you typed here before is back. ctrl+u empties the line."


def kept() -> dict[str, str]:
    """What the journal on disk has."""
    return Journal(PROCESS_ID, "forms").under_edit


def lines(here: Running) -> list[str]:
    """What stands in the lines of the question."""
    return [line.value for line in here.app.screen.query(Input)]


async def test_a_question_is_kept_until_its_answer_is_written(plain: Path) -> None:
    file = plain / f"{STEP}.toml"
    async with running(plain) as here:
        await here.press("5", "m")
        await here.type("2 april")
        await here.press("enter")
        await here.type("de aannemer is ziek")
        async with running(plain) as again:  # the first was killed: nothing was closed
            await again.press("5", "m")
            assert lines(again) == ["2 april", "de aannemer is ziek"] and IS_BACK in again.toasts
            file.write_text(file.read_text("utf-8").replace("uitzoeken", "opzoeken"), "utf-8")
            await again.press("enter")
            await again.until(lambda: again.name == "Frame")
            assert "aannemer" not in file.read_text("utf-8"), "somebody else wrote meanwhile"
            await again.press("m")
            assert lines(again) == ["2 april", "de aannemer is ziek"], "what was not written is not let go of"
            await again.press("escape")
            again.app.look_outside()
            await again.until(lambda: "opzoeken" in again.app.desk.dossier.name(STEP))
            await again.press("m", "enter")
            await again.until(lambda: "u undoes it" in again.toasts[-1])
            assert "de aannemer is ziek" in file.read_text("utf-8") and kept() == {}


async def test_what_is_being_written_is_not_offered_again_and_what_is_typed_after_it_stays(plain: Path) -> None:
    busy = Event()
    async with running(plain) as here:
        await here.press("p")
        screen = here.app.screen
        assert isinstance(screen, PrepareScreen)
        writing = here.app.run_worker(here.app.write(busy.wait, 5), group="busy")
        for key in ("a", *"Een", "enter", *"Tw"):
            await here.pilot.press(key)
        assert screen.prompt.value == "Tw" and list(kept().values()) == ["Tw"]
        busy.set()
        await writing.wait()
        await here.until(lambda: "Een" in {item.title for _key, item in screen.programme})
        assert list(kept().values()) == ["Tw"]
        await here.press("ctrl+u", "escape")
        assert kept() == {}
        refused = HalfTyped(here.app, "moved steps/x")
        refused.typed("de aannemer is ziek")
        refused.answered()
        for answer in (fail, lambda: None):  # both are asked for before the first is refused
            here.app.run_worker(here.app.try_to(answer), group="busy")
        await here.settle()
        assert kept() == {"moved steps/x": "de aannemer is ziek"} and not here.app.answered


def fail() -> None:
    raise NotWritable("This was not to be written.")


async def test_a_disk_that_keeps_nothing_stops_nobody_from_typing(plain: Path, hermetic: Path) -> None:
    process = plain / "process.toml"
    process.write_text(process.read_text("utf-8").replace(f'id = "{PROCESS_ID}"\n', ""), "utf-8")
    async with running(plain) as here:
        await here.press("5", "m", *"2 ap", "escape", "m")
        assert lines(here)[0] == "2 ap", "a process without an id has a journal, too"
        shutil.rmtree(hermetic / "state")
        (hermetic / "state").write_text("in the way")
        here.app.forms.close()
        await here.press(*"ril")
        assert lines(here)[0] == "2 april"
        assert len([told for told in here.toasts if told.startswith("What you are typing cannot be kept now")]) == 1


async def test_a_reason_beside_a_proposal_and_what_the_commit_is_called_are_kept(tmp_path: Path) -> None:
    root = laid(tmp_path / "lindenveld")
    async with evening(root, language="en") as held:
        await held.say("! pilot")
        await held.typed("half")
        await held.press("f4", "o", *"te du")
        recording = held.capture.recording
        assert recording.flush(10)
        recording._lock.release()  # the system does this for a process that dies
        async with evening(root, language="en") as again:
            assert again.capture.prompt.value == "half"
            assert "reason of Basisschool Lindeblad was half typed" in [*again.app._notifications][-1].message
            await again.press("f4", "space", *"ur", "enter", "escape")
            [position] = again.capture.recording.sitting.positions(again.capture.recording.sitting.proposal).values()
            assert (position.position, position.reason) == (Stand.OBJECTION, "te duur") and kept() == {}
            assert again.capture.prompt.value == "half"
            await again.press("ctrl+u", "f9")
            wrapping: WrapUpScreen = await again.on(WrapUpScreen)
            await again.press("7")
            await again.until(lambda: wrapping.at == 6)
            await again.press("t", *"de pilot", "enter")
            assert wrapping.wrapping.summary == "de pilot" and list(kept().values()) == ["de pilot"]
            await again.press("1")
            await again.until(lambda: wrapping.at == 0)
            await again.press("escape", "f9")
            wrapping = await again.on(WrapUpScreen)
            assert wrapping.wrapping.summary == "de pilot"
            await again.press("7")
            await again.until(lambda: wrapping.at == 6)
            await again.press("o")
            await again.until(lambda: kept() == {})
    assert "de pilot" in (root / "sessions/2026-03-12-netwerktafel/session.toml").read_text("utf-8")
