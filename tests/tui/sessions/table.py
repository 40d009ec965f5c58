"""A network table of twenty-one parties and one evening: real files, real git, the real app over them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from procesregie.language import speak
from procesregie.model.clock import Clock
from procesregie.model.log import Line
from procesregie.tui.app import ProcesregieApp
from procesregie.tui.opening import opened
from procesregie.tui.sessions import hold
from procesregie.tui.sessions.capture import CaptureScreen
from procesregie.tui.sessions.host import Panel
from tests.tui.made import PROCESS, git, written

SESSION = "2026-03-12-netwerktafel"
TITLES = {
    "gemeente": "Gemeente Oldermeer",
    "haardstee": "Woningstichting Haardstee",
    "westerdiek": "Woningbouwvereniging Westerdiek",
    "stroomland": "Netbeheerder Stroomland",
    "warmtebedrijf": "Warmtebedrijf i.o.",
    "waterschap": "Waterschap Vaart en Veen",
    "provincie": "Provincie",
    "lindewarm": "Energiecoöperatie Lindewarm",
    "bewoners": "Bewonerskerngroep",
    "hr-haardstee": "Huurdersraad Haardstee",
    "hr-westerdiek": "Huurdersraad Westerdiek",
    "toren-a": "VvE Toren A",
    "toren-b": "VvE Toren B",
    "vlinderbuurt": "Eigenaren Vlinderbuurt",
    "wijkraad": "Wijkraad Lindenveld",
    "moskee": "Moskee",
    "kerk": "Kerk",
    "lindeblad": "Basisschool Lindeblad",
    "lindenstate": "Zorgcentrum Lindenstate",
    "kruimelhof": "Welzijn Kruimelhof",
    "hogeschool": "Hogeschool Oldermeer",
}
"""Twenty-one parties, by what one types after the @ (and, here, by id)."""

PEOPLE = {"gemeente": {"anke-dros": {"name": "Anke Dros"}, "bas-oud": {"name": "Bas Oud"}}}
PROGRAMME = {
    "p1": {"title": "Opening", "order": 100, "minutes": 10},
    "p2": {"title": "Warmtebron", "order": 200, "minutes": 45},
    "p3": {"title": "Rollen", "order": 300, "minutes": 20},
    "p4": {"title": "Rondvraag", "order": 400, "minutes": 15},
}


def laid(root: Path, *, present: bool = True, language: str = "nl", **fields: Any) -> Path:
    """The process in `root` with its first commit; the session's parties are there already when `present`."""
    parties = {
        f"table/{name}": {"title": title, "short": name, "people": PEOPLE.get(name, {})}
        for name, title in TITLES.items()
    }
    presence = "present" if present else "invited"
    session = {
        "title": "Netwerktafel",
        "date": date(2026, 3, 12),
        "starts": time(14, 0),
        "ends": time(15, 30),
        "programme": PROGRAMME,
        "attendance": {name: {"presence": presence} for name in TITLES},
        **fields,
    }
    written(root, {"process": {**PROCESS, "language": language}, **parties, f"sessions/{SESSION}": session})
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "draft: het proces begint\n\nOutcome: draft\n")
    return root


class Evening:
    """The app on that table, with the session open, and what a test wants to know of it."""

    def __init__(self, app: ProcesregieApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot
        self.keys = 0
        """How many keys were pressed."""

    @property
    def capture(self) -> CaptureScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, CaptureScreen))

    @property
    def lines(self) -> list[Line]:
        """What is in the log, as the desk has it."""
        return [line for _address, line in self.capture.recording.lines()]

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.pilot.press(*keys)
        await self._answered()

    async def typed(self, text: str) -> None:
        """Types `text` as keys, faster than anybody can."""
        self.keys += len(text)
        for character in text:
            self.app.post_message(events.Key(character, character))
        await self.pilot.pause()
        await self._answered()

    async def _answered(self) -> None:
        while self.app.answering:
            await self.pilot.pause()

    async def say(self, text: str) -> None:
        """Types `text` and presses Enter."""
        await self.typed(text)
        await self.press("enter")

    async def until(self, true: Callable[[], bool]) -> None:
        """Waits for work off the event loop to come round."""
        for _ in range(2000):
            await self.pilot.pause()
            if true():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("it did not happen")

    async def opened(self, panel: Panel) -> None:
        """Until `panel` is open and its keys are."""
        await self.until(lambda: self.capture.panel is panel)

    async def closed(self) -> None:
        """Until no panel is open and nothing is held back any more."""
        await self.until(lambda: self.capture.panel is None and not self.app.answering)

    async def on(self, kind: type[Screen[Any]]) -> Any:
        """The screen in front, when it is a `kind`."""
        await self.until(lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted)
        await self.pilot.pause()
        return self.app.screen


@asynccontextmanager
async def evening(
    root: Path, *, size: tuple[int, int] = (120, 36), language: str = "nl", session: str = SESSION
) -> AsyncIterator[Evening]:
    """Opens the app on `root` and holds the session."""
    speak(language)
    app = opened(root, Clock.of(None), language)
    async with app.run_test(size=size) as pilot:
        held = Evening(app, pilot)
        await held.until(lambda: app.view.whole and app.view.desk is not None)
        hold(app, session)
        await held.until(lambda: isinstance(app.screen, CaptureScreen) and app.screen.is_mounted)
        await pilot.pause()
        yield held
