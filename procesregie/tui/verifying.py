"""Is every decision as it was when it was taken: each with who took it and when, and what was altered since by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.tui import signs
from procesregie.tui.bars import KeyBar
from procesregie.tui.layout import Block, Card, Items, Title
from procesregie.tui.sheet import Overlay
from procesregie.tui.text import ACCENT, assembled, joined, line, muted
from procesregie.tui.told import told

if TYPE_CHECKING:
    from textual.content import Content

    from procesregie.desk.desk import Desk
    from procesregie.history.locked import TagStanding, Verdict
    from procesregie.history.moment import Moment


class Verified(Overlay[None]):
    """Every decision that was taken, against the commit that took it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", N_("back"), id="leave")]

    def compose(self) -> ComposeResult:
        with Vertical(classes="overlay -tall"):
            with VerticalScroll():
                yield Static(Card.of_text(_("Reading …")), id="verdicts")
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.read()

    @work(group="verifying", exclusive=True)
    async def read(self) -> None:
        """Compares them."""
        try:
            card = await self.app.read(verified, self.app.desk)
        except Trouble as trouble:
            card = Card.of_text(f"{trouble}\n\n{trouble.detail}".rstrip())
        self.query_one("#verdicts", Static).update(card)

    def action_leave(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def verified(desk: Desk) -> Card:
    """What is to be said of every decision. Blocks on git."""
    from procesregie.history.locked import tags, verdicts

    found = verdicts(desk.repository, desk.dossier)
    here = tags(desk.repository, found)
    changed = sum(verdict.standing != "as taken" for verdict in found)
    said = (
        say_many("{n} decision is not as it was taken.", "{n} decisions are not as they were taken.", changed)
        if changed
        else _("Every decision is as it was when it was taken.")
    )
    if not found:
        said = _("No decision was taken yet.")
    blocks: list[Block] = [Title(line(said))]
    for verdict in found:
        blocks += _blocks(desk, verdict, here[verdict.decision])
    return Card(blocks)


def _blocks(desk: Desk, verdict: Verdict, tag: TagStanding) -> Iterator[Block]:
    lines = [joined([*_standing(verdict), *_tag(tag)]), muted(_taken(verdict))]
    yield Items(((signs.TAKEN, assembled(line(verdict.title), *(part for one in lines for part in ("\n", one)))),))
    if verdict.changes:
        yield Items(tuple(_changes(desk, verdict)))


def _standing(verdict: Verdict) -> Iterator[Content]:
    if verdict.standing == "as taken":
        yield line(f"{signs.DONE} {_('as it was taken')}")
        return
    words = _("blacked out") if verdict.standing == "redacted" else _("altered")
    by = verdict.by
    who = (
        _("by {author} on {day} ({commit})", author=by.author, day=_day(by), commit=by.sha[:8])
        if by is not None
        else _("here, not committed yet")
    )
    yield line(f"{signs.LATE} {words} {who}", ACCENT)


def _tag(tag: TagStanding) -> Iterator[Content]:
    if tag == "not here":
        yield muted(_("its tag is not here"))
    elif tag == "elsewhere":
        yield line(_("its tag points to another commit"), ACCENT)


def _taken(verdict: Verdict) -> str:
    taken = verdict.taken
    return _("taken on {day}, {author} ({commit})", day=_day(taken), author=taken.author, commit=taken.sha[:8])


def _day(moment: Moment) -> str:
    return spoken().day(moment.date.date(), "long")


def _changes(desk: Desk, verdict: Verdict) -> Iterator[tuple[str, Content]]:
    from procesregie.change.words import in_words

    before = desk.repository.some(verdict.taken.sha, [f"decisions/{verdict.decision}"])
    for group in in_words(verdict.changes, before, desk.dossier, spoken()):
        for sentence in group.sentences:
            yield f"  {sentence.sign}", told(sentence)
