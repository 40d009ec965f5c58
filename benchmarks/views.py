"""What the views and the other screens of the large process cost: showing each the first time, and a key in it.

All of it on one process (:func:`made`): the large one, with roles, promised say, a few commits, and a session of five
hundred lines that is being held, which the others have no need of.

*Showing*: from the key that asks for a view or a screen until it is painted with its rows, the first time since the
program began, which has nothing left to do behind the screen. Against it: what Textual itself takes for a screen with
the same in it (:mod:`benchmarks.alike`): the rows and the lines beside them as they read, the fields one fills in, git
asked the same; measured right after ours, in the same process. What ours does more is to find out what there is to show,
to keep what was typed, and to look as it does. A screen that grew slow is seen in the slowest of them, all of them in
what they take together; a screen is painted on a beat of a sixtieth of a second, so that one of 30 ms is now and then
one of 46: the limits leave room for that.

*A key*: from the key until what it does is painted: the cursor on another row (with its card beside it), or the letter
in its line with what it finds. Against it: a key in a bare OptionList of 2,000 rows, as everywhere.

Each row of the table but one is the slowest of all, by its own name; ``python -m benchmarks.views`` tells them all.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from textual import events
from textual.widgets import Input, OptionList

from benchmarks.alike import Against, Commands, Inside, inside
from benchmarks.measure import Row
from benchmarks.screens import SIZE, Painted, bare_keys, counted, frame_of, large_app
from procesregie.tui.app import ProcesregieApp

TIMES = 12
"""How many keys are pressed in each place."""
HISTORY = 8
"""The area that is read when it is first shown."""
DOWN, WORD = ("down",) * TIMES, tuple("ketelruimte")
RUNS = 3
WAITING = ("asking", "session", "wrap-up")
"""Workers that wait for a person, not for something that is read."""
SESSION = "Wat nu gezegd wordt"
LINES = 500
LOG = ("git", "log", "-z", "--format=%H%x00%P%x00%an%x00%ae%x00%aI%x00%(trailers:only,unfold)%x00%B", "--max-count=200")


# -- what it is measured on


def made(folder: Path) -> Path:
    """The copy of the large process in `folder`, with what it has not: roles, promised say, a session that is on."""
    from procesregie.desk.desk import Desk
    from procesregie.model.declare import to_data

    desk = Desk.open(folder)
    for n in range(150):
        does = {f"onderwerp-{2 * n + m:03}": {"does": ("decides", "advises")[m]} for m in range(2)}
        desk.set(
            f"roles/rol-{n:03}", {"title": f"Rol {n:03}", "party": f"partij-{n:03}", "kind": "executor", "topics": does}
        )
    for n in range(60):
        topic = desk.dossier.topics[f"onderwerp-{n:03}"]
        desk.set(f"agenda/onderwerp-{n:03}", {**to_data(topic), "promised": {f"partij-{n:03}": {"promised": "advise"}}})
        if n % 4 == 0:
            desk.draft("Wat ieder is toegezegd")
    name = desk.create("sessions", SESSION).removeprefix("sessions/")
    with desk.recording(name, "noor-hageman") as recording:
        for n in range(LINES):
            recording.add(f"@p{n % 150:03} regel {n} over de ketelruimte en de #kosten")
        recording.add("! Eerst isoleren, dan pas warmtenet")
        recording.flush()
    return folder


# -- what is measured


@dataclass(frozen=True)
class Shown:
    """One place: how long it took to show, how long a screen with the same in it took, and how long each key in it."""

    name: str
    rows: int
    took: float
    theirs: float
    keys: tuple[float, ...]


class Walk:
    """A walk past every view and the other screens of one app."""

    def __init__(self, app: ProcesregieApp, against: Against) -> None:
        self.app, self.frame, self.painted = app, frame_of(app), Painted(app)
        self.against = against

    async def took(self, key: str, there: Callable[[], bool]) -> float:
        """The seconds from `key` until a paint after which `there`."""
        since = time.perf_counter()
        self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        return await self.painted.until(there) - since

    async def settle(self) -> None:
        """Until nothing is read behind the screen."""
        await asyncio.sleep(0.1)
        while any(not one.is_finished and one.group not in WAITING for one in self.app.workers):
            await asyncio.sleep(0.02)

    async def keys(self, keys: Sequence[str], where: Callable[[], object]) -> tuple[float, ...]:
        """How long each of `keys` took until `where` it led was another place; as far as there is a further place."""
        found: list[float] = []
        for key in keys:
            before = where()
            try:
                async with asyncio.timeout(2):
                    found.append(await self.took(key, lambda: where() != before))  # noqa: B023
            except TimeoutError:
                break
        return tuple(found)

    def at(self) -> object:
        """Where the cursor of the frame is, once its card is shown."""
        entry = self.frame.entry
        return entry.key if entry is not None and entry.key == self.frame.area.place else self.frame.area.place

    def listed(self) -> int:
        """How many rows are shown in the frame."""
        grid = self.frame.grid_table
        return grid.row_count if grid is not None else self.frame.rows_list.option_count

    async def views(self) -> AsyncIterator[Shown]:
        """Every area, and every view of it."""
        from procesregie.language import say
        from procesregie.tui.areas.all import PLACES
        from procesregie.tui.bars import AreaBar

        bar = self.frame.query_one(AreaBar)
        for number in (2, 3, 4, 5, 6, 7, 8, 9, 1):

            def there(number: int = number) -> bool:
                return bar.current == number - 1 and (number != HISTORY or self.listed() > 0)

            took, first = await self.took(str(number), there), True
            for view in self.frame.area.views or ():
                if not first:
                    took = await self.took("l", lambda: self.frame.area.chosen == view.key)  # noqa: B023
                first = False
                name = f"{say(PLACES[number - 1].name)}: {say(view.name)}"
                yield await self.seen(name, took)
            if first:
                yield await self.seen(say(PLACES[number - 1].name), took)

    async def seen(self, name: str, took: float) -> Shown:
        """What is shown in the frame, and keys in it."""
        await self.settle()
        there = inside(self.frame, [LOG] if self.frame.area is self.frame.areas.get(HISTORY - 1) else ())
        return await self.told(name, took, there, DOWN, self.at)

    async def told(
        self, name: str, took: float, what: Inside, keys: Sequence[str] = (), where: Callable[[], object] = lambda: None
    ) -> Shown:
        """The place `name`, which took as long and has `what` in it, held against Textual; and `keys` in it."""
        theirs = await self.against.shown(what)
        return Shown(name, len(what.rows), took, theirs, await self.keys(keys, where))

    async def others(self) -> AsyncIterator[Shown]:
        """The screens beside them: find, card, form, story, palette, and what a session and its end are typed in."""
        self.app.action_go(f"steps/{min(self.app.desk.dossier.steps)}")
        await self.settle()
        took = await self.took("slash", lambda: isinstance(self.frame.focused, Input))
        field = Inside(labels=("filter",))
        yield await self.told("find in Steps", took, field, WORD, lambda: self.frame.area.filter)
        await self.took("escape", lambda: self.frame.main.has_focus)
        await self.took("escape", lambda: not self.frame.area.filter)
        await self.settle()
        took = await self.took("enter", lambda: self.frame.has_class("-inside"))
        yield await self.told("the card of a step", took, Inside(lines=inside(self.frame).lines))
        await self.took("escape", lambda: self.frame.main.has_focus)
        step = f"{self.frame.address}.toml"
        renamed = ("git", "diff-tree", "-r", "--root", "-M50%", "--diff-filter=R", "--raw", "HEAD", "--", "steps")
        asked = [(*LOG, "--raw", "--full-history", "HEAD", "--", step), renamed, ("git", "show", f"HEAD:{step}")]
        for name, key, there, keys, commands in (
            ("the form of a step", "e", "RecordForm", ("tab",) * 6, ()),
            ("the story of a step", "b", "StoryScreen", (), asked),
            ("the palette", "ctrl+p", "Palette", WORD, ()),
        ):
            yield await self.screen(name, key, there, keys, commands)
            await self.took("escape", lambda: self.app.screen is self.frame)
            await self.settle()
        self.app.action_go(f"sessions/{self.session}")
        await self.settle()
        who = [("git", "var", "GIT_COMMITTER_IDENT")]
        yield await self.screen("a session that is held", "s", "CaptureScreen", ("x",) * TIMES, who)
        await self.took("ctrl+u", lambda: not getattr(self.app.focused, "value", ""))
        took = await self.took("f4", lambda: self.panel() is not None)
        yield await self.told("the positions of a proposal", took, inside(self.app.screen), DOWN, self.place)
        await self.took("escape", lambda: self.panel() is None)
        yield await self.screen("the wrap-up of a session", "f9", "WrapUpScreen", DOWN)

    @property
    def session(self) -> str:
        """The session that is held."""
        return next(name for name, one in self.app.desk.dossier.sessions.items() if one.title == SESSION)

    def panel(self) -> object:
        """What lies over the lines of a session."""
        return getattr(self.app.screen, "panel", None)

    async def screen(self, name: str, key: str, kind: str, keys: Sequence[str], commands: Commands = ()) -> Shown:
        """The screen of that `kind` that `key` opens, with what is in it; `commands` are what git is asked for it."""
        took = await self.took(key, lambda: type(self.app.screen).__name__ == kind and self.filled())
        await self.settle()
        return await self.told(name, took, inside(self.app.screen, commands), keys, self.place)

    def filled(self) -> bool:
        """Whether the screen has its rows: of a session that is held, the lines that were said; of a form, its fields."""
        screen = self.app.screen
        said = getattr(screen, "stream", None)
        if said is not None:
            return bool(said.virtual_size.height)
        return any(one.option_count for one in screen.query(OptionList)) or len(screen.query("Input, TextArea")) > 1

    def place(self) -> object:
        """Where the cursor is on the screen, and what is typed; in what is picked from, what that found."""
        screen, focused = self.app.screen, self.app.focused
        rows = [(one.highlighted, one.option_count) for one in screen.query(OptionList)]
        return focused, getattr(screen, "shown", getattr(focused, "value", None)), rows if focused else None


async def walked(folder: Path) -> list[Shown]:
    """Everything there is to see of the process in `folder`, each for the first time."""
    app = large_app(folder)
    async with app.run_test(size=SIZE):
        await counted(app)
        async with Against(folder) as against:
            walk = Walk(app, against)
            await walk.settle()
            return [one async for one in walk.views()] + [one async for one in walk.others()]


@dataclass(frozen=True)
class Measured:
    """One place over all runs: how long it took to show, and a screen of Textual's own with the same; every key in it."""

    name: str
    rows: int
    shown: float
    bare: float
    keys: tuple[float, ...]


def measured(folder: Path, runs: int = RUNS) -> tuple[list[Measured], list[float]]:
    """Every place, and a key in a bare list; ours and theirs take turns."""
    ours: list[list[Shown]] = []
    keys: list[float] = []
    for _ in range(runs):
        keys += asyncio.run(bare_keys())
        ours.append(asyncio.run(walked(folder)))
    places = [
        Measured(
            same[0].name,
            same[0].rows,
            median(one.took for one in same),
            median(one.theirs for one in same),
            tuple(key for one in same for key in one.keys),
        )
        for same in zip(*ours, strict=True)
    ]
    return places, keys


def rows(folder: Path) -> Iterator[Row]:
    """What the slowest of them costs to show, what a key costs where it is slowest, and of all keys the slow ones."""
    places, keys = measured(folder)
    against = "a screen of Textual's own widgets with the same in it"
    slow = max(places, key=lambda one: one.shown / one.bare)
    what = f"showing a view or a screen for the first time, the slowest of {len(places)} ({slow.name})"
    yield Row(what, against, 2.5, slow.shown, slow.bare, RUNS)
    what = f"showing all {len(places)} for the first time, one after the other"
    yield Row(what, against, 1.25, sum(one.shown for one in places), sum(one.bare for one in places), RUNS)
    slow = max((one for one in places if one.keys), key=lambda one: median(one.keys))
    against = "a key in a bare OptionList of 2,000 rows"
    what = f"a key in a view or a screen, where it is slowest ({slow.name}), median"
    yield Row(what, against, 1.5, median(slow.keys), median(keys), RUNS)
    every = [key for one in places for key in one.keys]
    yield Row("a key in any of them, p95", against, 3, quantiles(every, n=20)[-1], quantiles(keys, n=20)[-1], RUNS)


def told(folder: Path) -> Iterator[str]:
    """All of them, one a line."""
    places, keys = measured(folder)
    yield f"a key in a bare list: {median(keys) * 1000:.0f} ms, p95 {quantiles(keys, n=20)[-1] * 1000:.0f}"
    for one in places:
        key = f"{median(one.keys) * 1000:4.0f} ({max(one.keys) * 1000:.0f} at most)" if one.keys else ""
        shown = f"{one.shown * 1000:5.0f} / {one.bare * 1000:4.0f} = {one.shown / one.bare:4.2f}"
        yield f"{one.name:48} {one.rows:5} rows  shown {shown}  key {key}"


if __name__ == "__main__":
    from benchmarks.rows import Rows

    for line in told(Rows().views_folder):
        print(line, flush=True)
