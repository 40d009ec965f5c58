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
    from procesregie.history.locked import Verdict
    from procesregie.history.moment import Moment
    from procesregie.history.verified import Verified as Found


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
    from procesregie.history.verified import verify

    found = verify(desk.repository, desk.dossier)
    changed = sum(not one.sound for one in found)
    said = (
        say_many("{n} decision is not as it was taken.", "{n} decisions are not as they were taken.", changed)
        if changed
        else _("Every decision is as it was when it was taken.")
    )
    if not found:
        said = _("No decision has been taken yet.")
    blocks: list[Block] = [Title(line(said))]
    for one in found:
        blocks += _blocks(desk, one)
    return Card(blocks)


def _blocks(desk: Desk, found: Found) -> Iterator[Block]:
    from procesregie.history.verified import altered_in_words

    verdict = found.verdict
    lines = [joined([*_standing(verdict), *_signed(found)]), muted(_taken(verdict))]
    yield Items(((signs.TAKEN, assembled(line(verdict.title), *(part for one in lines for part in ("\n", one)))),))
    groups = altered_in_words(verdict, desk.dossier, spoken()) if verdict.changes else ()
    changes = [(f"  {sentence.sign}", told(sentence)) for group in groups for sentence in group.sentences]
    if changes:
        yield Items(tuple(changes))


def _standing(verdict: Verdict) -> Iterator[Content]:
    if verdict.standing == "as taken":
        yield line(f"{signs.DONE} {_('as it was taken')}")
        return
    from procesregie.history.verified import STANDINGS

    words = _(STANDINGS[verdict.standing])
    by = verdict.by
    who = (
        _("by {author} on {day} ({commit})", author=by.author, day=_day(by), commit=by.sha[:8])
        if by is not None
        else _("here, not committed yet")
    )
    yield line(f"{signs.LATE} {words} {who}", ACCENT)


def _signed(found: Found) -> Iterator[Content]:
    """What its tag and its signatures say, where there is something to say."""
    from procesregie.history.verified import SIGNATURES, TAGS

    if found.tag != "here":
        yield muted(_(TAGS[found.tag]))
    for signature in dict.fromkeys((found.signature, found.tag_signature)):
        if signature:
            yield line(_(SIGNATURES[signature], who=found.signer), ACCENT if signature == "bad" else "")


def _taken(verdict: Verdict) -> str:
    taken = verdict.taken
    return _("taken on {day}, {author} ({commit})", day=_day(taken), author=taken.author, commit=taken.sha[:8])


def _day(moment: Moment) -> str:
    return spoken().day(moment.date.date(), "long")
