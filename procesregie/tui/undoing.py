"""Undo and redo, on every screen that has them: what was undone is said in the words of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procesregie.language import say as _
from procesregie.language import spoken

if TYPE_CHECKING:
    from procesregie.desk.edits import Edit
    from procesregie.tui.app import ProcesregieApp


async def undo(app: ProcesregieApp) -> None:
    """Takes the last edit back, and says what that was."""
    edit = await app.try_to(app.desk.undo)
    if edit is not None:
        again = f" {_('U does it again.')}" if app.screen.active_bindings.keys() & {"U"} else ""
        app.tell(_("Undone: {what}.", what=_said(app, edit)) + again)


async def redo(app: ProcesregieApp) -> None:
    """Makes the edit again that was taken back last, and says what that is."""
    if not app.desk.can_redo:
        app.tell(_("Nothing was undone that could be done again."))
        return
    edit = await app.try_to(app.desk.redo)
    if edit is not None:
        app.tell(_("Done again: {what}.", what=_said(app, edit)))


def _said(app: ProcesregieApp, edit: Edit) -> str:
    from procesregie.desk.edits import in_short

    return in_short(edit, app.desk.dossier, spoken()).rstrip(".")
