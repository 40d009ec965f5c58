"""The app as a test runs it: headless, on a real folder, waited for instead of slept for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.worker import Worker

from procesregie.language import speak
from procesregie.language.visible import visible
from procesregie.model.clock import Clock
from procesregie.tui.app import ProcesregieApp
from procesregie.tui.frame import Frame, card_text
from procesregie.tui.lists import RecordList
from procesregie.tui.opening import opened

PATIENCE = 15.0
"""Seconds after which something that does not come is a failure."""


class Running:
    """An app under a pilot."""

    def __init__(self, app: ProcesregieApp, pilot: Pilot[Any]) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        """Until nothing is read or written any more; a question that stands open is not waited for."""
        async with asyncio.timeout(PATIENCE):
            await self.pilot.pause()
            while (busy := self._busy()) or self.app.answering:
                await asyncio.gather(*(worker.wait() for worker in busy), return_exceptions=True)
                await self.pilot.pause()
            await self.pilot.pause()

    def _busy(self) -> list[Worker[Any]]:
        """What is at work and asks nothing."""
        return [w for w in self.app.workers if not w.is_finished and w.group not in ("asking", "session")]

    async def press(self, *keys: str) -> None:
        """Presses `keys` and waits for what comes of them."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Types `text` as a paste of a terminal would bring it, which keeps every character."""
        from textual import events

        assert self.app.screen.focused is not None, "nothing has the focus"
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Until `holds`; what is written off the event loop takes a moment."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await self.settle()
                await asyncio.sleep(0.005)

    @property
    def frame(self) -> Frame:
        """The frame, wherever it is in the stack."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Frame))

    @property
    def keys(self) -> list[str]:
        """The keys of the rows in the list, or of the cards on a board."""
        board = self._board
        return [address for _heading, cards in board for address, _said in cards] or self.frame.query_one(
            RecordList
        ).keys

    @property
    def _board(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The headings of a board, each with the addresses and the words of its cards; nothing for a list or a grid."""
        table = self.frame.grid_table
        if table is None or any(head.text for head in table.grid.rows):
            return []
        columns = zip(*table.grid.cells, strict=True)
        return [
            (head.short, [(cell.addresses[0], visible(cell.text)) for cell in cells if cell.addresses])
            for head, cells in zip(table.grid.columns, columns, strict=True)
        ]

    @property
    def rows(self) -> list[str]:
        """The rows of the list, or of a board column by column, as text, headings too."""
        if board := self._board:
            return [said for heading, cards in board for said in (heading, *(card for _address, card in cards))]
        return [str(option.prompt).lstrip("\n") for option in self.frame.query_one(RecordList).options]

    @property
    def card(self) -> str:
        """What stands beside the list."""
        return card_text(self.frame)

    @property
    def toasts(self) -> list[str]:
        """What was told."""
        return [notification.message for notification in self.app._notifications]

    @property
    def name(self) -> str:
        """The kind of screen on top."""
        return type(self.app.screen).__name__


@asynccontextmanager
async def running(root: Path | None, size: tuple[int, int] = (120, 36), language: str = "en") -> AsyncIterator[Running]:
    """The app on the process in `root`, loaded; in English unless said otherwise."""
    speak(language)
    app = opened(root, Clock.of(None), language) if root else ProcesregieApp(language=language)
    async with app.run_test(size=size) as pilot:
        here = Running(app, pilot)
        await here.settle()
        yield here
