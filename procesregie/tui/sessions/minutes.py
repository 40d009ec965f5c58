"""What a session came to, and its minutes: to read, to copy into a mail, to save as a file.

Of a session that was closed they are the ones that were sent; what the record says by now is a key away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from procesregie.desk.minuted import Minuted, minuted
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.tui import signs
from procesregie.tui.sessions.paper import Paper
from procesregie.tui.sessions.said import left_out
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted

if TYPE_CHECKING:
    from procesregie.desk.closing import Closed
    from procesregie.tui.app import ProcesregieApp


async def show_minutes(app: ProcesregieApp, session: str) -> None:
    """Shows the minutes of `session` (an id)."""
    app.push_screen(MinutesScreen(session, await app.read(minuted, app.desk, session)))


class MinutesScreen(Paper):
    """The minutes of the session `session` (an id): right after it was closed, or again."""

    TITLE = N_("Minutes")
    copied = N_("The minutes are copied. (If the terminal does not allow that: s saves them.)")
    saving = N_("Save the minutes")
    HELP = N_(
        "The minutes of this session. Once it is closed these are the ones in the folder, as they were sent; "
        "where the record says more by now, n shows how they would read today. c copies them as plain text, "
        "for a mail; s saves them as a file. Enter goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n",
            "turn",
            N_("as sent/now"),
            id="minutes.turn",
            tooltip=N_("as they were sent, or as the record stands now"),
        ),
    ]

    def __init__(self, session: str, minuted: Minuted, closed: Closed | None = None, outcome: str = "") -> None:
        """`closed` is the commit that was just made of it, as `outcome`."""
        super().__init__(session, minuted.text)
        self.session, self.minuted, self.closed, self.outcome = session, minuted, closed, outcome
        self.now = False
        """Whether they are shown as the record stands now, where that is not what was sent."""

    def _about(self) -> Content:
        return self._told(self.closed) if self.closed is not None else self._which()

    def _which(self) -> Content:
        """Which minutes these are: as they were sent, or as the record stands now."""
        if not self.minuted.sent:
            return Content("")
        if self.now:
            return muted(_("As the record stands now: these were not sent. n shows the ones that were."))
        session = self.app.desk.dossier.sessions[self.session]
        said = _("As they stand in the folder.")
        if session.adopted_in:
            said = _("As adopted in “{session}”.", session=self.app.desk.dossier.name(f"sessions/{session.adopted_in}"))
        elif session.sent_on:
            said = _("As sent on {day}.", day=spoken().day(session.sent_on))
        more = _("What was answered or corrected since is not in them; n shows them with it.")
        return muted(f"{said} {more}" if self.minuted.moved_on else said)

    def _head(self) -> Content:
        if self.closed is None:
            session = self.app.desk.dossier.sessions[self.session]
            return joined([line(_("Minutes"), STRONG), line(session.title), muted(spoken().day(session.date))])
        decided = self.outcome == "decision"
        said = _("Closed as a decision") if decided else _("Closed as a draft")
        return assembled(line(f"{signs.DECISION if decided else signs.DRAFT} ", ACCENT), line(said, STRONG))

    def _told(self, closed: Closed) -> Content:
        rows = [assembled(line(closed.subject), "  ", muted(closed.sha[:10]))]
        rows += [line(warning.said(spoken()), "$warning") for warning in closed.warnings]
        rows += left_out(self.app.view.dossier, closed.left)
        return Content("\n").join(rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to turn to only when the record says more than what was sent."""
        return self.minuted.moved_on if action == "turn" else super().check_action(action, parameters)

    def action_turn(self) -> None:
        """As the record stands now, or as they were sent."""
        self.now = not self.now
        self.markdown = self.minuted.now if self.now else self.minuted.text
        self._show()
