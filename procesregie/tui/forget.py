"""To forget a person, on screen: what it takes out, what it leaves, and the key that does it. It is not undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from procesregie.desk.forgetting import (
    JOURNALED,
    MENDED,
    RECORDED,
    Forgetting,
    Mention,
    Who,
    carry_out,
    changes_of,
    kept_in,
    mending,
    plan,
)
from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _
from procesregie.tui import signs
from procesregie.tui.bars import KeyBar
from procesregie.tui.card import reference
from procesregie.tui.layout import Block, Card, Heading, Items, Paragraph, Title
from procesregie.tui.pick import Choice, Pick
from procesregie.tui.sheet import Overlay
from procesregie.tui.text import ACCENT, line, muted, plain
from procesregie.tui.then import said_by, sign_of

if TYPE_CHECKING:
    from procesregie.change.words import Group
    from procesregie.history.moment import Moment
    from procesregie.model.party import Party
    from procesregie.tui.app import ProcesregieApp


async def forget(app: ProcesregieApp, party: str) -> None:
    """Asks who of `party` (an id) is to be forgotten, and shows what that does."""
    record: Party = app.desk.dossier.parties[party]
    people = [Choice(id, line(person.name or person.function or id), id) for id, person in record.people.items()]
    if not people:
        app.tell(_("Nobody sits at the table for this party."))
        return
    picked = await app.push_screen_wait(Pick(_("Who from “{title}” is to be forgotten?", title=record.title), people))
    if picked is not None:
        who = Who(party, picked, record.people[picked].name)
        await app.push_screen_wait(ForgetScreen(who))


class ForgetScreen(Overlay[None]):
    """What forgetting somebody takes out and leaves; then, when it was done, what is left to do by hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark", "forget", N_("forget"), id="forget.do", key_display="!"),
        Binding("b", "redact", N_("taken decisions too, or not"), id="forget.redact"),
        Binding("escape", "leave", N_("back"), id="forget.leave"),
    ]

    def __init__(self, who: Who) -> None:
        super().__init__()
        self.who = who
        self.redact = False
        """Whether decisions that were taken are blacked out too."""
        self.planned: Forgetting | None = None
        self.done = False
        self.groups: list[Group] = []
        """What it would change, in words."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="overlay -tall"):
            with VerticalScroll():
                yield Static(muted(_("Reading …")), id="forgetting")
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Once it is done there is nothing left to choose."""
        return action == "leave" or (self.planned is not None and not self.done)

    @work(group="forgetting", exclusive=True)
    async def look(self) -> None:
        """Works out what it would do, and shows that."""
        desk = self.app.desk
        self.planned = await self.app.try_to(lambda: plan(desk, self.who, redact=self.redact))
        self.groups = changes_of(desk, self.planned, spoken()) if self.planned is not None else []
        self._show()
        self.refresh_bindings()

    def action_redact(self) -> None:
        """Blacks out taken decisions as well, or leaves them."""
        self.redact = not self.redact
        self.look()

    @work(group="asking")
    async def action_forget(self) -> None:
        """Does it, and shows what is left."""
        if self.planned is None or self.done:
            return
        left = await self.app.try_to(carry_out, self.app.desk, self.planned)
        if left is not None:
            self.planned, self.done, self.groups = left, True, []
            self._show()
            self.query_one(VerticalScroll).scroll_home(animate=False)
            self.refresh_bindings()

    def action_leave(self) -> None:
        """Leaves it as it is."""
        self.dismiss(None)

    def seen(self) -> None:
        self._show()

    def _show(self) -> None:
        if self.planned is not None:
            self.query_one("#forgetting", Static).update(Card(self._blocks(self.planned)))

    def _blocks(self, planned: Forgetting) -> Iterator[Block]:
        name = line(self.who.name or self.who.person)
        below = (
            _("has been taken out; not committed yet") if self.done else _("would be taken out. This cannot be undone.")
        )
        yield Title(name, muted(below))
        for group in self.groups:
            yield Heading(group.heading)
            yield Items(tuple((sentence.sign, plain(sentence.text)) for sentence in group.sentences))
        if planned.private and not self.app.shared:
            n = len(planned.private)
            said = say_many(
                "{n} record in the private layer, earlier versions too",
                "{n} records in the private layer, earlier versions too",
                n,
            )
            yield Items(((signs.OPEN, line(said)),))
        if planned.locked:
            label = _("Decisions that were taken stay what they were; b blacks out the name in them")
            room = ((signs.TAKEN, reference(self.app.desk.dossier, *one.split("/", 1))) for one in planned.locked)
            yield Items(tuple(room), label)
        yield from self._by_hand(planned)

    def _by_hand(self, planned: Forgetting) -> Iterator[Block]:
        shown = [one for one in planned.mentions if not (one.private and self.app.shared)]
        if shown:
            label = _("Their name, or part of it, appears in the text here. These lines are for you to change")
            yield Items(tuple((signs.OPEN, _where(one)) for one in shown), label)
        if planned.journals and not self.app.shared:
            desk = self.app.desk
            yield Items(tuple((signs.OPEN, line(kept_in(desk, one))) for one in planned.journals), _(JOURNALED))
        if planned.recorders:
            yield Items(tuple((signs.OPEN, line(name)) for name in planned.recorders), _(RECORDED))
        if planned.commits:
            named = say_many("{n} commit names them:", "{n} commits name them:", len(planned.commits))
            yield Heading(_("History"))
            yield Items(tuple((sign_of(moment), _commit(moment)) for moment in planned.commits), named)
            yield Paragraph(plain(_(MENDED)))
            yield Items(tuple(("$", plain(shell)) for shell in mending(planned)))


def _where(one: Mention) -> Content:
    said = muted(_("(confidential)")) if one.private else plain(one.text)
    return Content("  ").join([line(f"{one.file}:{one.line}", ACCENT), said])


def _commit(moment: Moment) -> Content:
    day = spoken().day(moment.date.date(), "dated")
    return Content("  ").join([muted(day), muted(moment.sha[:7]), line(said_by(moment))])
