"""What a key does to the record the cursor is on: new, edit, undo, more, the session screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from textual import work

from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.model.address import Room, room_of
from procesregie.tui.sheet import Sheet
from procesregie.tui.text import assembled, line, muted
from procesregie.tui.undoing import redo, undo

if TYPE_CHECKING:
    from procesregie.capture.grammar import Echo
    from procesregie.model.session import Session
    from procesregie.model.step import Step
    from procesregie.tui.ask import Blank
    from procesregie.tui.reflection import Asked

NEW_TITLES: dict[Room, str] = {
    "agenda": N_("New topic"),
    "table": N_("New party"),
    "roles": N_("New role"),
    "steps": N_("New next step"),
    "sessions": N_("New session"),
    "decisions": N_("New decision"),
}
NO_SESSION = {
    "session": N_("There is no session to hold. Press 6, then n, to make one."),
    "prepare": N_("There is no session to prepare. Press 6, then n, to make one."),
    "wrap_up": N_("There is no session to wrap up. Press 6, then n, to make one."),
}
"""What is said of a key that is about a session, where there is none for it."""


class Actions(Sheet[None]):
    """The part of the frame that changes something. It asks the desk, never the files."""

    address: str
    """The record the cursor is on."""
    room: Room | None

    def new_here(self) -> tuple[str, dict[str, Any]]:
        """What a new record gets from being made where the cursor is, in words and as fields; empty mostly."""
        return "", {}

    def has_row(self, address: str) -> bool:
        """Whether the record at `address` has a row, or a card, of its own in what is shown."""
        return False

    @work(group="asking")
    async def action_new(self) -> None:
        """Asks for a title (a session also for its day) and makes the record."""
        from procesregie.model.declare import to_data
        from procesregie.tui.ask import Ask, Blank
        from procesregie.tui.days import read_day

        room = self.room
        if room is None:
            return
        blanks = [self._titled(room)]
        if room == "sessions":
            blanks.append(Blank(_("Date"), check=self._day_said, hint=_("today, next Friday, 2 April")))
        here, fields = self.new_here()
        answer = await self.app.push_screen_wait(Ask(f"new {room}", _(NEW_TITLES[room]), *blanks, said=here))
        if answer is None:
            return
        if room == "sessions":
            fields["date"] = read_day(answer[1], self.app.clock.today())
        title = answer[0]
        if room == "steps":
            step, _echoes = self._step(title)
            title, fields = step.title, fields | to_data(step)
            del fields["title"]
        address = await self.app.try_to(self.app.desk.create, room, title, **fields)
        if address:
            if not here or self.has_row(address):  # in a grid it stands where the cursor is
                self.app.action_go(address)
            self.app.tell(_("“{title}” is there. Press e to write more about it.", title=title))

    def _titled(self, room: Room) -> Blank:
        """What a new record is called; a step is typed as in a session, with whose it is and when."""
        from procesregie.tui.ask import Blank, filled

        if room == "steps":
            return Blank(_("Title"), check=self._step_said, hint=_("@who what, by 2 April"))
        return Blank(_("Name") if room == "table" else _("Title"), check=filled)

    def _step(self, text: str) -> tuple[Step, tuple[Echo, ...]]:
        from procesregie.capture.become import step_typed

        return step_typed(text, self.app.view.dossier, self.app.clock.today())

    def _step_said(self, text: str) -> str:
        """Whose step it is and when, as far as that was understood; nothing of a title alone."""
        from procesregie.tui.ask import filled

        step, echoes = self._step(text)
        filled(step.title)
        who = [self.app.view.dossier.name(f"table/{step.owner}")] if step.owner else []
        said = [*who, *(echo.said(spoken()) for echo in echoes)]
        return " · ".join([step.title, *said]) if said else ""

    def _day_said(self, text: str) -> str:
        from procesregie.tui.days import day_words, read_day

        return day_words(read_day(text, self.app.clock.today()))

    def action_edit(self) -> None:
        """The form of the record; for a decision that was taken, what can be done instead."""
        if not self.address:
            return
        if self.app.desk.locked(self.address):
            self.ask_about_locked(self.address)
        else:
            self.open_form(self.address)

    def open_form(self, address: str) -> None:
        """Opens the form of the record at `address`, which need not be there yet."""
        from procesregie.tui.record_form import RecordForm

        self.app.hush()
        self.app.push_screen(RecordForm(address, self.app))

    @work(group="asking")
    async def ask_about_locked(self, address: str) -> None:
        """A taken decision stays what it was: what can be done, and the way there."""
        from procesregie.tui.ask import Choose

        answer = await self.app.push_screen_wait(
            Choose(
                self.app.view.dossier.name(address),
                _("This decision was taken, and stays what it was. What has become known since is written beside it."),
                [
                    ("after", _("write what came after it: a later position, a review")),
                    ("newer", _("propose a decision that replaces it")),
                ],
            )
        )
        if answer == "after":
            self.open_form(f"{address}/after")
        elif answer == "newer":
            await self._propose_newer(address)

    async def _propose_newer(self, address: str) -> None:
        from procesregie.tui.ask import Ask, Blank, filled

        asked = Ask(f"replaced {address}", _("New decision"), Blank(_("Title"), check=filled))
        title = await self.app.push_screen_wait(asked)
        if title is None:
            return
        old = address.partition("/")[2]
        made = await self.app.try_to(self.app.desk.create, "decisions", title[0], supersedes=[old])
        if made:
            self.app.action_go(made)
            self.open_form(made)

    @work(group="asking")
    async def action_undo(self) -> None:
        """Takes the last edit back."""
        await undo(self.app)

    @work(group="asking")
    async def action_redo(self) -> None:
        """Makes the edit again that was taken back."""
        await redo(self.app)

    async def go_on(self, leads: Sequence[str]) -> None:
        """Goes to one of the records at `leads`, the one that is picked."""
        from procesregie.tui.card import room_label
        from procesregie.tui.pick import Choice, Pick

        dossier = self.app.view.dossier
        if not leads:
            self.app.tell(_("This record mentions no other."))
            return
        choices = [
            Choice(to, assembled(line(dossier.name(to)), "  ", muted(room_label(room_of(to)))), to) for to in leads
        ]
        picked = await self.app.push_screen_wait(Pick(_("From here to"), choices))
        if picked:
            self.app.action_go(picked)

    @work(group="asking")
    async def action_end(self) -> None:
        """How this record goes, as the practice has it: with a reason, its story kept."""
        from procesregie.tui.endings import ended

        if self.address and self.app.desk.locked(self.address):
            self.ask_about_locked(self.address)
        elif self.address and self.address != "process":
            await ended(self.app, self.address)

    # -- the mirror

    @work(group="asking")
    async def evidence_of(self, asked: Asked) -> None:
        """Goes to what prompted a question; where that is more than one record, to the one that is picked."""
        from procesregie.tui.pick import Choice, Pick
        from procesregie.tui.reflection import names_in, place_of

        question, called = asked.question, names_in(self.app.view.dossier)
        where = question.evidence[0] if len(question.evidence) == 1 else None
        if len(question.evidence) > 1:
            choices = [Choice(one, line(called(one)), one) for one in question.evidence]
            where = await self.app.push_screen_wait(Pick(question.said(spoken()), choices).in_private())
        if where is not None:
            self.app.action_go(place_of(where))

    @work(group="asking")
    async def put_aside(self, asked: Asked) -> None:
        """Sets a question aside, with why; asks one again that was set aside."""
        from procesregie.tui.ask import Ask, Blank, filled
        from procesregie.tui.reflection import ask_again, set_aside

        desk, question = self.app.desk, asked.question
        if asked.away:
            await self.app.try_to(ask_again, desk, question)
            return
        kept = _("The reason is kept where only you can see it.") if question.confidential else _("The reason is kept.")
        said = f"{question.said(spoken())}\n\n{kept}"
        ask = Ask(f"aside {question.key}", _("Set this question aside"), Blank(_("Why?"), check=filled), said=said)
        reason = await self.app.push_screen_wait(ask.in_private())
        if reason is not None:
            await self.app.try_to(set_aside, desk, question, reason[0])

    # -- the session screens

    def session_here(self) -> str | None:
        """The session the cursor is on; elsewhere the one that comes next."""
        from procesregie.insight.preparation import next_session

        dossier = self.app.view.dossier
        room, _sep, id = self.address.partition("/")
        if room == "sessions":
            return id
        return next_session(dossier, self.app.clock.today())

    def action_session(self) -> None:
        """Holds the session: check-in, then capture; a closed one asks whether it is to be corrected."""
        session = self.session_here()
        if session is None:
            self.app.tell(_(NO_SESSION["session"]))
        else:
            self.app.hold(session)

    def said_closed(self, session: str) -> bool:
        """Whether `session` was closed; then that is said: another one is never opened in its place."""
        record = cast("Session | None", self.app.view.dossier.get(f"sessions/{session}"))
        if record is None or record.outcome is None:
            return False
        self.app.tell(
            _(
                "“{title}” is closed. m shows its minutes; s corrects what was written down, e the session "
                "itself, and c commits that as a correction.",
                title=record.title,
            )
        )
        return True

    def action_prepare(self) -> None:
        """What the session starts from, its programme and who is invited."""
        session = self.session_here()
        if session is None:
            self.app.tell(_(NO_SESSION["prepare"]))
        elif not self.said_closed(session):
            self.app.prepare(session)

    @work(group="asking")
    async def action_commit(self) -> None:
        """Commits what is open, without a session; on a closed session, as a correction of it too. Once all is read."""
        from procesregie.tui.sessions.drafting import DraftScreen

        await self.app.all_read()
        session = self.address.removeprefix("sessions/") if self.address.startswith("sessions/") else ""
        record = self.app.view.dossier.sessions.get(session)
        closed = record is not None and record.outcome is not None
        if self.app.view.whole and not self.app.only_read():
            self.app.push_screen(DraftScreen(session if closed else ""))

    def action_wrap_up(self) -> None:
        """From what was said to the commit."""
        session = self.session_here()
        if session is None:
            self.app.tell(_(NO_SESSION["wrap_up"]))
        elif not self.said_closed(session):
            self.app.wrap_up(session)
