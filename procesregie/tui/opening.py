"""What is opened when the interface starts: the process in a folder, or the screen that helps to one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from procesregie.desk.desk import Desk
from procesregie.folder.store import NotAProcess
from procesregie.language import speak
from procesregie.model.address import Room
from procesregie.model.clock import Clock

if TYPE_CHECKING:
    from procesregie.tui.app import ProcesregieApp

FIRST_ROOMS: tuple[Room, ...] = ("process", "sessions", "steps")
"""What the first screen needs; the rest is loaded behind it."""


def opened(folder: Path | None, clock: Clock, language: str | None = None) -> ProcesregieApp:
    """The app on the process in `folder` (or the current one), in the language of the process unless one is given.

    Where there is no process the app helps to one; what cannot be read raises its Trouble.
    """
    try:
        desk = Desk.open(folder or Path.cwd(), clock, FIRST_ROOMS)
    except NotAProcess as trouble:
        from procesregie.tui.app import ProcesregieApp

        return ProcesregieApp(None, clock, trouble=trouble if folder else None, language=language)
    if not language:
        speak(desk.dossier.process.language.value)
    from procesregie.tui.app import ProcesregieApp

    return ProcesregieApp(desk, clock, language=language)
