"""What showing a view or a screen is held against: a screen of Textual's own widgets with the same in it.

The same, to the letter: an OptionList of all the rows ours has, one line each, as they read (of a grid, what stands in
each of its rows); a Static with the lines that are in sight beside them (of a card of a thousand lines no more than
that: it can be done); a labelled Input for each field one fills in; a Header and a Footer; over another screen where ours
is; and where git is asked for what it shows, git is asked in a thread, and the rows come when it has answered. It works
nothing out and keeps nothing: what it takes is what Textual takes for as much.
"""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Header, Input, Label, OptionList, Static

from benchmarks.bare import Bare
from benchmarks.measure import environment
from benchmarks.screens import SIZE, Painted

Commands = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Inside:
    """What is on a screen."""

    rows: tuple[str, ...] = ()
    lines: str = ""
    """What is in sight beside them."""
    labels: tuple[str, ...] = ()
    """Of the fields one fills in."""
    over: bool = False
    """Whether it lies over another screen."""
    commands: Commands = field(default=())
    """What git is asked, one after the other, before there are rows: written down, not what ours asks by now."""


def inside(screen: Screen[Any], commands: Commands = ()) -> Inside:
    """What is on `screen` now."""
    fields = [one for one in screen.query("Input, TextArea, PickEditor").results() if one.region.size]
    labels = tuple(str(one.id or n) for n, one in enumerate(fields))
    return Inside(tuple(_rows(screen)), "\n".join(_lines(screen)), labels, screen.is_modal, commands)


def _rows(screen: Screen[Any]) -> Iterator[str]:
    from procesregie.tui.grid import GridTable

    for listed in screen.query(OptionList):
        if listed.region.size:
            yield from (str(option.prompt) for option in listed.options)
    for table in screen.query(GridTable):
        if table.region.size:
            for head, cells in zip(table.grid.rows, table.grid.cells, strict=True):
                yield "  ".join((head.text, *(cell.text for cell in cells if cell.text)))


def _lines(screen: Screen[Any]) -> Iterator[str]:
    from procesregie.tui.forms.picked import PickEditor
    from procesregie.tui.layout import CardView
    from procesregie.tui.sessions.stream import Stream

    for card in screen.query(CardView):
        if card.region.size:
            yield from (line.plain for line in card.card.lines(card.columns)[: card.size.height])
    for stream in screen.query(Stream):
        if stream.region.size:
            yield from (f"{one.time} {one.sign} {one.who} {one.text}" for one in stream.entries[-stream.size.height :])
    for static in screen.query(Static):
        if static.region.size and not isinstance(static, PickEditor):
            yield str(static.content)


class Alike(Screen[None]):
    """A screen of Textual's own widgets, with the same in it."""

    def __init__(self, what: Inside, folder: Path) -> None:
        super().__init__()
        self.what, self.folder = what, folder
        self.full = False
        """Whether all of it is there."""

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal():
            with Vertical():
                for label in self.what.labels:
                    yield Label(label, markup=False)
                    yield Input(compact=True)
                rows = OptionList(markup=False)
                rows.styles.text_wrap = "nowrap"
                yield rows
            beside = Static(self.what.lines, markup=False)
            beside.styles.width = "1fr"
            yield beside
        yield Footer()

    async def on_mount(self) -> None:
        if self.what.commands:
            self.run_worker(self.asked())
        else:
            self.fill()

    async def asked(self) -> None:
        """Asks git, and fills it then."""
        await asyncio.to_thread(self.ask)
        self.fill()

    def ask(self) -> None:
        for command in self.what.commands:
            subprocess.run(command, cwd=self.folder, capture_output=True, check=False, env=environment())

    def fill(self) -> None:
        self.query_one(OptionList).add_options(self.what.rows)
        self.full = True


class AlikeOver(Alike, ModalScreen[None]):
    """The same, over another screen."""


class Against:
    """A bare app beside ours, in a task of its own: what each place is held against is measured right after it, so that a
    busy machine is busy for both."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._asked: asyncio.Queue[tuple[Inside, asyncio.Future[float]]] = asyncio.Queue()

    async def __aenter__(self) -> Against:
        self._task = asyncio.create_task(self._serve())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])

    async def shown(self, what: Inside) -> float:
        """The seconds it takes to put on a screen with the same in it."""
        answer: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._asked.put_nowait((what, answer))
        self._task.add_done_callback(lambda _task: answer.cancel())  # what went wrong there is not waited for
        return await answer

    async def _serve(self) -> None:
        app = Bare()
        async with app.run_test(size=SIZE) as pilot:
            painted = Painted(app)
            while True:
                what, answer = await self._asked.get()
                screen = AlikeOver(what, self.folder) if what.over else Alike(what, self.folder)
                since = time.perf_counter()
                app.push_screen(screen)
                until = await painted.until(lambda: app.screen is screen and screen.full)  # noqa: B023
                await pilot.pause()
                app.pop_screen()
                await pilot.pause()
                answer.set_result(until - since)
