"""What is opened when the interface starts: the process in a folder, or the screen that helps to one."""

from __future__ import annotations

from pathlib import Path

from procesregie.language import speak
from procesregie.model.clock import Clock
from procesregie.tui.app import ProcesregieApp
from procesregie.tui.glance import glance


def opened(folder: Path | None, clock: Clock, language: str | None = None) -> ProcesregieApp:
    """The app on the process in `folder` (or the current one), in the language of the process unless one is given.

    What one glance can show is on the screen first, and the process opened behind it. Where there is no process
    the app helps to one; what cannot be read raises its Trouble.
    """
    root = folder or Path.cwd()
    seen = glance(root, clock.today())
    if seen is not None:
        if not language:
            speak(seen.language)
        return ProcesregieApp(None, clock, seen=seen, language=language)
    return _looked_at_closely(root, clock, language, named=folder is not None)


def _looked_at_closely(root: Path, clock: Clock, language: str | None, *, named: bool) -> ProcesregieApp:
    """The app where a glance was not enough: below the process, no process, an unreadable or another format."""
    from procesregie.desk.desk import Desk
    from procesregie.folder.store import NotAProcess

    try:
        desk = Desk.open(root, clock)
    except NotAProcess as trouble:
        return ProcesregieApp(None, clock, trouble=trouble if named else None, language=language)
    if not language:
        speak(desk.dossier.process.language.value)
    return ProcesregieApp(desk, clock, language=language)
