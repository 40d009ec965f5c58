"""What the screens cost on the large process: until everything is there, a key, an edit, memory."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList

from benchmarks import terminal
from benchmarks.bare import READ, Bare
from benchmarks.measure import Row, compared, environment, timed
from procesregie.tui.app import ProcesregieApp

if TYPE_CHECKING:
    from procesregie.tui.frame import Frame

SIZE = (120, 36)
KEYS = 60
"""How many keys are pressed in a run."""
COUNTED = "wijzigingen sinds"
"""What the title says when every record is there and git has been asked what changed."""
PATIENCE = 60.0


def rows(folder: Path, copy: Path) -> Iterator[Row]:
    """The five rows; `copy` is the one that is written in."""
    yield start(folder)
    yield from keys(folder)
    yield edit(copy)
    yield memory(folder)


def start(folder: Path) -> Row:
    ours = [sys.executable, "-m", "procesregie", str(folder)]
    theirs = [sys.executable, "-m", "benchmarks.bare", str(folder)]
    return compared(
        "start until all areas of the large process are usable and counted",
        "the bare app + tomllib.load of the same files",
        1.25,
        lambda: terminal.until(ours, COUNTED, folder),
        lambda: terminal.until(theirs, READ, Path.cwd()),
        runs=7,
    )


# -- keys


class Painted:
    """Tells when an app has painted: the moment of the paint, not that at which who waits for it gets a turn."""

    def __init__(self, app: App[Any]) -> None:
        self.app = app
        self._holds: Callable[[], bool] = lambda: False
        self._found: asyncio.Future[float] | None = None
        hook = app.post_display_hook

        def painted() -> None:
            hook()
            now = time.perf_counter()
            if self._found is not None and not self._found.done() and self._holds():
                self._found.set_result(now)

        app.post_display_hook = painted  # type: ignore[method-assign]

    async def until(self, holds: Callable[[], bool]) -> float:
        """The moment of the first paint from now on at which `holds`."""
        self._holds, self._found = holds, asyncio.get_running_loop().create_future()
        async with asyncio.timeout(PATIENCE):
            return await self._found

    async def key(self, key: str, settled: Callable[[], bool] = lambda: True) -> float:
        """The seconds from `key` until the cursor stands on another row on the screen."""
        listed = self.app.screen.query_one(OptionList)

        def row() -> str | int | None:
            """By its key: where the list is filled anew meanwhile, another row stands on the same line."""
            option = listed.highlighted_option
            return (option.id if option else None) or listed.highlighted

        before = row()
        since = time.perf_counter()
        self.app.post_message(events.Key(key, None))
        return await self.until(lambda: row() != before and settled()) - since


async def counted(app: ProcesregieApp) -> None:
    """Until every record is there, and what git and the mirror say."""
    async with asyncio.timeout(PATIENCE):
        while not (app.view.whole and app.since is not None and app.mirror is not None):
            await asyncio.sleep(0.01)


async def bare_keys() -> list[float]:
    """A key in a bare list of two thousand rows."""
    app = Bare(rows=2000)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        painted = Painted(app)
        return [await painted.key("down") for _ in range(KEYS)]


async def keys_while_loading(folder: Path) -> list[float]:
    """A key in the overview, again and again while the rest of the process comes in."""
    app = large_app(folder)
    found: list[float] = []
    async with app.run_test(size=SIZE):
        painted = Painted(app)
        while not (app.view.whole and app.since is not None and app.mirror is not None):
            found.append(await painted.key("up" if len(found) % 4 > 1 else "down"))
            await asyncio.sleep(0.02)
    return found


async def keys_in_steps(folder: Path) -> list[float]:
    """A key in the list of two thousand steps, its card beside it."""
    app = large_app(folder)
    async with app.run_test(size=SIZE) as pilot:
        await counted(app)
        await pilot.press("5")
        await pilot.pause()
        painted = Painted(app)
        frame = frame_of(app)

        def settled() -> bool:
            entry = frame.entry
            return entry is not None and frame.area.place == entry.key

        return [await painted.key("down", settled) for _ in range(KEYS)]


def keys(folder: Path) -> Iterator[Row]:
    """Both rows about keys, and the list they are held against."""
    theirs: list[float] = []
    loading: list[float] = []
    steps: list[float] = []
    runs = 3
    for _ in range(runs):
        theirs += asyncio.run(bare_keys())
        loading += asyncio.run(keys_while_loading(folder))
        steps += asyncio.run(keys_in_steps(folder))
    against = "the same key in a bare OptionList of 2,000 rows"
    yield Row("key to paint while that goes on, p95", against, 3, _p95(loading), _p95(theirs), runs)
    yield Row(
        "key to paint, 2,000 steps beside their detail, median", against, 1.5, median(steps), median(theirs), runs
    )


def _p95(found: list[float]) -> float:
    return quantiles(found, n=20)[-1]


# -- an edit


async def edits(folder: Path, times: int) -> tuple[list[float], bytes]:
    """One field of a step changed in its form, again and again; and what the file says in the end."""
    app = large_app(folder)
    async with app.run_test(size=SIZE) as pilot:
        await counted(app)
        address = sorted(app.desk.dossier.steps)[7]
        file = folder / "steps" / f"{address}.toml"
        painted = Painted(app)
        titles = [f"Gemeten stap {n}" for n in range(times)]
        found = [await _edited(app, pilot, painted, f"steps/{address}", title) for title in titles]
    return found, file.read_bytes()


async def _edited(app: ProcesregieApp, pilot: Pilot[Any], painted: Painted, address: str, title: str) -> float:
    """From the key that saves until the new title is on disk and on the screen."""
    from procesregie.tui.forms.form import Form

    app.action_go(address)
    await pilot.pause()
    await pilot.press("e")
    while not isinstance(app.screen, Form):
        await pilot.pause()
    await pilot.pause()
    app.screen.editors["title"].bring_back(title)
    await pilot.pause()
    frame = frame_of(app)
    file = app.desk.root / f"{address}.toml"

    def there() -> bool:
        shown = app.screen_stack[-1] is frame and frame.entry is not None and title in frame.entry.text.plain
        return shown and title in file.read_text(encoding="utf-8")

    since = time.perf_counter()
    app.post_message(events.Key("f2", None))
    took = await painted.until(there) - since
    await pilot.pause()
    return took


def edit(folder: Path) -> Row:
    """Rounds of edits, keys and writes that take turns; of the edits of a round, the first one does not count."""
    from benchmarks.rows import atomically

    rounds, times = 3, 5
    mine: list[float] = []
    keys: list[float] = []
    written: list[float] = []
    for _ in range(rounds):
        found, content = asyncio.run(edits(folder, times + 1))
        mine += found[1:]
        keys += asyncio.run(bare_keys())
        written += [timed(lambda: atomically(folder / "theirs", content)) for _ in range(times)]  # noqa: B023 (called here)
    return Row(
        "an edit of one field, from the key that saves to painted and on disk",
        "the same bytes written atomically + one key to paint",
        1.5,
        median(mine),
        median(written) + median(keys),
        rounds * times,
    )


# -- memory


def memory(folder: Path) -> Row:
    """VmHWM, in MB where the others have milliseconds."""

    def taken(*arguments: str) -> float:
        command = [sys.executable, "-m", "benchmarks.visited", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=True)
        return int(done.stdout) / 1e6

    what = "peak memory (VmHWM, in MB), large, all areas visited"
    return compared(what, "the bare app", 3, lambda: taken(str(folder)), taken, runs=3)


def large_app(folder: Path) -> ProcesregieApp:
    """The app on the large process, as the program opens it."""
    from procesregie.__main__ import ready_for_keys
    from procesregie.model.clock import Clock
    from procesregie.tui.opening import opened

    ready_for_keys()
    return opened(folder, Clock.of(None))


def frame_of(app: ProcesregieApp) -> Frame:
    """The frame of the app."""
    from procesregie.tui.frame import Frame

    return next(screen for screen in app.screen_stack if isinstance(screen, Frame))
