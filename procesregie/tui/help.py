"""What this screen is for, in the facilitator's words, and its keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from procesregie.insight.views.table import ABSENT, APOLOGIES, THERE_HEARD, THERE_SILENT
from procesregie.language import N_
from procesregie.language import say as _
from procesregie.tui import signs
from procesregie.tui.bars import AreaBar, KeyBar, key_words
from procesregie.tui.layout import Block, Card, Heading, Pairs, Paragraph, Title
from procesregie.tui.sheet import Overlay
from procesregie.tui.text import STRONG, line, plain


class Help(Overlay[None]):
    """The help of the screen `about`, which says it in ``HELP`` and ``TITLE``, or in its ``help_text`` and ``help_title``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "leave", N_("back"), id="leave"),
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        with Vertical(classes="overlay -tall"):
            with VerticalScroll():
                yield Static(Card(self._blocks()))
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _blocks(self) -> Iterator[Block]:
        yield Title(line(str(getattr(self._about, "help_title", "")) or _(self._about.TITLE or "Help"), STRONG))
        said = str(getattr(self._about, "help_text", "")) or _(self._about.HELP or "")
        if said:
            yield Paragraph(plain(said))
        yield Heading(_("Keys"))
        yield Pairs(tuple(self._keys()))
        yield Heading(_("Signs"))
        yield Pairs(tuple(sign_words()))

    def _keys(self) -> Iterator[tuple[str, Content]]:
        areas = list(self._about.query(AreaBar))
        lists = getattr(self._about, "panel", self) is not None  # where one types what is said, nothing is listed
        if lists:
            yield "↑ ↓", line(_("through the list; what is beside it follows") if areas else _("through the list"))
        if lists and not any(b.binding.id and b.binding.key == "enter" for b in self._about.active_bindings.values()):
            yield "enter", line(_("goes in"))
        yield "esc", line(_("one step back; what you typed is kept"))
        if areas:
            yield "1 – 9", line(", ".join(f"{n} {name}" for n, name in enumerate(areas[0].names, 1)))
        seen: set[str] = set()
        for active in self._about.active_bindings.values():
            binding = active.binding
            if binding.id and binding.description and binding.id not in seen and binding.key != "escape":
                seen.add(binding.id)
                yield key_words(binding), line(_(binding.tooltip or binding.description))

    def action_leave(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def sign_words() -> Iterator[tuple[str, Content]]:
    """Every sign with what it stands for."""
    for sign, word in (
        (signs.DRAFT, _("draft")),
        (signs.DECISION, _("decision")),
        (signs.BY_HAND, _("a change made by hand, outside the program")),
        (signs.MERGED, _("two histories that came together")),
        (signs.BASE, _("the moment that others are compared with")),
        (signs.NOW, _("what comes next")),
        (signs.PROPOSED, _("proposed, or not settled yet")),
        (signs.TAKEN, _("taken")),
        (signs.LATE, _("late")),
        (signs.SLIPPED, _("its date moved")),
        (signs.DONE, _("done")),
        (signs.ENDED, _("ended: superseded, withdrawn, left, closed")),
        (signs.EMPTY_SEAT, _("an empty seat: somebody we miss")),
        (signs.QUESTION, _("a question of the mirror")),
        (signs.BROKEN, _("a file that cannot be read")),
    ):
        yield sign, line(word)
    yield "+ ~ -", line(_("new, changed, gone"))
    attended = " ".join((THERE_HEARD, THERE_SILENT, APOLOGIES, ABSENT))
    yield attended, line(_("at each session: there and heard, there and not heard, apologies, absent"))
