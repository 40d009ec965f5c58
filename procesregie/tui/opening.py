"""What is opened when the interface starts: the process in a folder, or the screen that helps to one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from procesregie.desk.desk import Desk
from procesregie.folder.store import Folder, NotAProcess
from procesregie.language import speak
from procesregie.model.address import address_of
from procesregie.model.clock import Clock

if TYPE_CHECKING:
    from procesregie.tui.app import ProcesregieApp


def opened(folder: Path | None, clock: Clock, language: str | None = None) -> ProcesregieApp:
    """The app on the process in `folder` (or the current one), in the language of the process unless one is given.

    Where there is no process the app helps to one; what cannot be read raises its Trouble.
    """
    try:
        desk = first_of(folder or Path.cwd(), clock)
    except NotAProcess as trouble:
        from procesregie.tui.app import ProcesregieApp

        return ProcesregieApp(None, clock, trouble=trouble if folder else None, language=language)
    if not language:
        speak(desk.dossier.process.language.value)
    from procesregie.tui.app import ProcesregieApp

    return ProcesregieApp(desk, clock, language=language)


def first_of(folder: Path, clock: Clock) -> Desk:
    """The process in (or above) `folder` with what the first screen needs: sessions and steps.

    What was said in sessions, and everything else, is loaded behind it; so is what is wrong with a file.
    """
    desk = Desk(Folder.find(folder), clock)
    files = [desk.root / "process.toml", *desk.root.glob("steps/*.toml"), *desk.root.glob("sessions/*/session.toml")]
    addresses = (address_of(file.relative_to(desk.root).as_posix()) for file in files)
    desk.dossier = desk.folder.load(addresses=[address for address in addresses if address])
    return desk
