"""What was remarked on minutes, asked about when they are adopted: while preparing, and in the wrap-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procesregie.desk.settling import remarks_open
from procesregie.language import say as _
from procesregie.tui.ask import Ask, Blank

if TYPE_CHECKING:
    from procesregie.tui.app import ProcesregieApp


async def asked_about_remarks(app: ProcesregieApp, session: str) -> str | None:
    """What was done with the remarks on the minutes of `session` (an id) that nobody answered: empty when there are
    none, None when the question was left."""
    remarks = remarks_open(app.desk.dossier.sessions[session])
    if not remarks:
        return ""
    title, said = app.desk.dossier.name(f"sessions/{session}"), "\n".join(f"- {remark}" for remark in remarks)
    question = Ask(f"remarks sessions/{session}", title, Blank(_("What was done with it"), _("taken in")), said=said)
    asked = await app.push_screen_wait(question)
    return asked[0] if asked is not None else None
