"""Work behind the screens stands aside while a key is answered, and goes on when what it did is painted."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from procesregie.folder.files import NotWritable
from procesregie.tui import work
from procesregie.tui.work import Aside
from tests.tui.running import running


def test_work_stands_aside_from_a_key_until_it_is_painted() -> None:
    aside, began, went_on = Aside(), Event(), Event()
    aside.breathe()  # nobody waits: it goes on
    aside.key()

    def working() -> None:
        began.set()
        aside.breathe()
        went_on.set()

    thread = Thread(target=working)
    thread.start()
    assert began.wait(5) and not went_on.wait(work.LONGEST_ASIDE / 4)
    aside.painted()
    assert went_on.wait(5)
    thread.join()


def test_a_key_that_paints_nothing_does_not_stop_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "LONGEST_ASIDE", 0.0)
    aside = Aside()
    aside.key()
    aside.breathe()


async def test_keys_and_paints_of_the_app_are_told(process: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    async with running(process) as here:
        monkeypatch.setattr(here.app.aside, "key", lambda: told.append("key"))
        monkeypatch.setattr(here.app.aside, "painted", lambda: told.append("painted"))
        await here.press("down")
    assert "painted" in told[told.index("key") :]  # one from before the key may still have come in


async def test_what_is_to_be_written_is_written_also_when_the_screen_that_asked_for_it_goes(process: Path) -> None:
    written: list[str] = []
    busy = Event()

    def fail() -> None:
        raise NotWritable("This was not to be written.")

    async with running(process) as here:
        before = here.app.run_worker(here.app.write(busy.wait, 5))
        left = [here.app.run_worker(here.app.write(do)) for do in (lambda: written.append("it"), fail)]
        await here.pilot.pause()
        for worker in left:
            worker.cancel()
        await here.pilot.pause()
        busy.set()
        await before.wait()
        await here.until(lambda: "This was not to be written." in here.toasts)
    assert written == ["it"]
