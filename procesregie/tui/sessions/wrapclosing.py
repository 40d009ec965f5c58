"""The last step: what will be committed, in words, and the commit itself, as a draft or as a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.change.tally import tally
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.decision import Decision
from procesregie.tui import signs
from procesregie.tui.bars import KeyBar
from procesregie.tui.half_typed import HalfTyped
from procesregie.tui.sessions.rows import Rows
from procesregie.tui.sessions.said import left_out
from procesregie.tui.sessions.wrapdoing import Doing
from procesregie.tui.sessions.wrapsteps import Committing
from procesregie.tui.sheet import Overlay
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from procesregie.desk.closing import Closed
    from procesregie.desk.closing import Closing as WorkedOut
    from procesregie.insight.deciding import Waiting
    from procesregie.model.dossier import Dossier


SUMMARY = "summary"
"""What the line below asks for when it asks what the commit is called."""


class Closing(Doing):
    """The part of the wrap-up that commits."""

    busy = False
    """Whether a commit is being made."""
    shows_minutes = False
    """Whether the minutes are shown, instead of the commit."""
    refused: Trouble | None = None
    """Why the last attempt did not come to a commit."""

    # -- what it will be

    @property
    def outcome(self) -> str:
        """As what it is shown: the row the cursor is on."""
        return self.under or Committing.DRAFT

    @work(group="preview", exclusive=True)
    async def preview(self) -> None:
        """Shows the commit, or the minutes, as they would be; nothing is written."""
        wrap_up = self.wrapping.wrap_up
        named = list(wrap_up.decisions) if self.outcome == Committing.DECISION else []
        do = partial(wrap_up.closing, self.outcome, named, self.wrapping.summary)
        try:
            worked_out = await self.app.read(do)
        except Trouble as trouble:
            self._show_preview(self._said(trouble))
            return
        self._show_preview(self._foreseen(worked_out))

    def _foreseen(self, worked_out: WorkedOut) -> list[Content]:
        parts: list[Content] = self._said(self.refused) if self.refused else []
        if self.busy:
            parts += [line(_("Being committed …"), ACCENT), Content("")]
        step = self.step
        missing = step.mentions() if isinstance(step, Committing) else []
        if missing:
            parts += [muted(_("Still open, and that is all right: {things}", things=" · ".join(missing))), Content("")]
        if worked_out.left:
            parts += [*left_out(self.app.view.dossier, worked_out.left), Content("")]
        title = _("The minutes as they will be sent") if self.shows_minutes else _("The commit as it will read")
        text = worked_out.minutes if self.shows_minutes else worked_out.message
        return [*parts, line(title, STRONG), Content(""), plain(text.rstrip("\n"))]

    @staticmethod
    def _said(trouble: Trouble) -> list[Content]:
        said = [line(trouble.said(spoken()), ACCENT)]
        if trouble.detail:
            said.append(plain(trouble.detail.rstrip()))
        return [*said, muted(_("Nothing is lost: the session is still open.")), Content("")]

    def _show_preview(self, parts: Sequence[Content]) -> None:
        self.query_one("#preview-text", Static).update(Content("\n").join(parts))

    def action_turn(self) -> None:
        """The minutes, or the commit again."""
        self.shows_minutes = not self.shows_minutes
        self.query_one("#preview").scroll_home(animate=False)
        self.preview()

    def action_summary(self) -> None:
        """What the commit is called, in one line."""

        def named(text: str) -> None:
            self.wrapping.summary = text.strip()
            self.preview()

        self.write_line(SUMMARY, self.wrapping.summary, named, stays=True)

    @property
    def kept_summary(self) -> HalfTyped:
        """What the commit is called as the journal has it, until it is made."""
        return HalfTyped(self.app, self.place(SUMMARY), self.wrapping.recording.session.summary)

    # -- the choice

    def action_draft(self) -> None:
        """Closes the session as a draft."""
        self._commit(Committing.DRAFT, ())

    @work(group="asking")
    async def action_decide(self) -> None:
        """Closes the session as a decision, once it is said which, and confirmed with another key."""
        proposed = self.wrapping.wrap_up.decisions
        if not proposed:
            self.app.tell(_("Nothing was proposed. A line that begins with “! ” proposes something."))
            return
        waiting = await self.app.read(self.wrapping.wrap_up.waiting, list(proposed))
        taken = await self.app.push_screen_wait(Taking(proposed, waiting, self.wrapping.desk.dossier))
        if not taken:
            return
        for name in taken.decisions:
            if proposed[name].weight is None and not await self.ask_weight(f"decisions/{name}"):
                return  # Esc goes back: nothing is decided by leaving a question
        self._commit(Committing.DECISION, taken.decisions, taken.at_once)

    @work(group="committing")
    async def _commit(self, outcome: str, taken: Sequence[str], at_once: Sequence[str] = ()) -> None:
        if self.busy:
            return
        self.busy, self.refused = True, None
        self.preview()
        self.refresh_bindings()
        wrap_up = self.wrapping.wrap_up
        self.kept_summary.answered()
        try:
            closed = await self.app.write(wrap_up.close, outcome, taken, self.wrapping.summary, at_once=at_once)
        except Trouble as trouble:
            self.refused = trouble
            return
        finally:
            self.busy = False
            self.refresh_bindings()
            self.preview()
        await self._finished(closed, outcome)

    async def _finished(self, closed: Closed, outcome: str) -> None:
        from procesregie.desk.minuted import minuted
        from procesregie.tui.sessions.minutes import MinutesScreen

        desk, name = self.wrapping.desk, self.wrapping.id
        await self.app.push_screen_wait(MinutesScreen(name, await self.app.read(minuted, desk, name), closed, outcome))
        self.dismiss(True)


@dataclass(frozen=True)
class Taken:
    """What is taken, and which of it holds at once, whoever was absent."""

    decisions: tuple[str, ...]
    at_once: tuple[str, ...] = ()


class Taking(Overlay[Taken | None]):
    """Which decisions are taken: the last look, and the key that is not the one that opened this.

    What stays open for who was absent says until when; one key lets the one under the cursor hold at once.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("take them"), id="taking.take"),
        Binding("space", "mark", N_("this one, or not"), id="taking.mark"),
        Binding("o", "at_once", N_("open for those who were absent, or at once"), id="taking.at_once"),
        Binding("escape", "leave", N_("back"), id="taking.leave"),
    ]

    def __init__(self, proposed: Mapping[str, Decision], waiting: Mapping[str, Waiting], dossier: Dossier) -> None:
        super().__init__()
        self.proposed, self.waiting, self.dossier = proposed, waiting, dossier
        self.taken = set(proposed) if len(proposed) == 1 else set()
        """Which are taken: the only one there is; of several, those that are marked."""
        self.at_once: set[str] = set()
        """Which hold at once, whoever was absent."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="overlay"):
            yield Static(line(_("What is decided"), STRONG), classes="overlay-title")
            yield Static(
                muted(_("A decision that is taken stays what it was. What is not marked stays proposed.")),
                classes="said",
            )
            yield Rows(id="taking", markup=False, compact=True)
            yield Static(id="waiting", classes="said")
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#taking").focus()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nobody has to be waited for there is nothing to choose."""
        if action != "at_once" or not self.waiting:
            return action != "at_once"
        return True if self.under in self.waiting.keys() & self.taken else None

    @property
    def under(self) -> str:
        """The decision the cursor is on."""
        option = self.query_one(Rows).highlighted_option
        return (option.id or "") if option else ""

    def _show(self) -> None:
        rows = self.query_one(Rows)
        at = rows.highlighted or 0
        rows.set_options(Option(self._row(name, decision), name) for name, decision in self.proposed.items())
        rows.highlighted = at
        waits = [name for name in self.proposed if name in self.waiting.keys() & self.taken]
        said = Content("\n").join([self._waits(name, named=len(self.proposed) > 1) for name in waits])
        shown = self.query_one("#waiting", Static)
        shown.display = bool(said)
        shown.update(said)
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.refresh_bindings()

    def _waits(self, name: str, *, named: bool) -> Content:
        """Until when it stays open, and for whom; or that it does not."""
        title = [line(self.proposed[name].title, STRONG), Content(": ")] if named else []
        return Content("").join([*title, self._until(name)])

    def _until(self, name: str) -> Content:
        wait = self.waiting[name]
        who = spoken().joined(self.dossier.name(f"table/{party}") for party in wait.absent)
        if name in self.at_once:
            return plain(_("Holds at once. Absent and not asked yet: {who}.", who=who) if who else _("Holds at once."))
        day = spoken().day(wait.until)
        if not who:
            return plain(_("Stays open until {day}.", day=day))
        return plain(_("Stays open until {day}, for those who were absent: {who}.", day=day, who=who))

    def _row(self, name: str, decision: Decision) -> Content:
        mark = line(f"{signs.DECISION if name in self.taken else signs.DRAFT} ", ACCENT)
        weight = _(decision.weight.value) if decision.weight else ""
        parts = [line(decision.title, STRONG), muted(weight), muted(tally(decision.positions, spoken()))]
        return assembled(mark, joined([part for part in parts if part]))

    def action_mark(self) -> None:
        """This one is taken, or is not."""
        if self.under:
            self.taken ^= {self.under}
            self._show()

    def action_at_once(self) -> None:
        """This one holds at once, or stays open for who was absent."""
        self.at_once ^= {self.under}
        self._show()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Takes what is marked."""
        if self.taken:
            taken = tuple(name for name in self.proposed if name in self.taken)
            self.dismiss(Taken(taken, tuple(name for name in taken if name in self.at_once)))
        else:
            self.app.tell(_("Mark with the space bar what is decided."))

    def action_leave(self) -> None:
        """Takes nothing."""
        self.dismiss(None)
