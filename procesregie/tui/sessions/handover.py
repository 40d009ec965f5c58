"""The hand-over pack on screen: what a successor has to know, out of the shared record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from procesregie.export.handover import handover
from procesregie.language import N_, language
from procesregie.language import say as _
from procesregie.tui.sessions.paper import Paper
from procesregie.tui.text import STRONG, joined, line, muted

if TYPE_CHECKING:
    from procesregie.tui.app import ProcesregieApp


async def show_handover(app: ProcesregieApp) -> None:
    """Shows the sheet of the moment that is shown."""
    view = app.view
    lang = language(view.dossier.process.language.value)  # it is read by others, as the minutes are
    text = await app.read(handover, view.dossier, view.today, lang)
    app.push_screen(HandoverScreen(view.dossier.process.title, text))


class HandoverScreen(Paper):
    """The sheet as of the moment that is shown."""

    TITLE = N_("Hand-over pack")
    HELP = N_(
        "What somebody who takes this over has to know, on one sheet: what is handed over, what the process is, what is "
        "open, what was decided, who is there and what was learned. It is made out of the record at this moment, and "
        "nothing confidential is in it. c copies it as plain text, for a mail; s saves it as a file. Enter goes back."
    )
    saving = N_("Save the hand-over pack")

    def __init__(self, process: str, markdown: str) -> None:
        super().__init__("hand-over", markdown)
        self.process = process

    def _head(self) -> Content:
        return joined([line(_("Hand-over pack"), STRONG), muted(self.process)])
