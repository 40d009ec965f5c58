"""Mirror: questions about the process by principle, each with why it is asked and what prompted it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from procesregie.insight.views import Listing, ViewOf
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, Entry, Later, Row, View, grouped
from procesregie.tui.layout import Block, Card, Items, Paragraph, Title
from procesregie.tui.reflection import Asked, names_in, place_of
from procesregie.tui.text import ACCENT, assembled, joined, line, link, muted, plain

if TYPE_CHECKING:
    from procesregie.tui.frame import Frame


LENS, PULSE = "lens:", "pulse:"
"""What the keys of the rows begin with that are no question."""
MOST_EVIDENCE = 50
"""Records a card names at most; “.” offers every one of them."""
VIEWS = (
    ViewOf("questions", N_("questions"), lambda *_: Listing(())),
    ViewOf("vitality", N_("vitality"), lambda *_: Listing(())),
)
"""The two ways to look in the mirror; :meth:`Mirror.entries` has the rows of both."""


class Mirror(Area):
    name = N_("Mirror")
    empty = N_("The mirror has nothing to ask now.")
    help = N_(
        "Questions a colleague could ask you, by the principle they come from: never a grade, and nothing"
        " here has to be done. Beside a question you see why it is asked and which records prompted it; "
        "Enter takes you there. x sets a question aside with a reason, and asks it again if it was set "
        "aside. It also comes back by itself when there is more to ask about. A confidential question "
        "rests on what only you keep; while others see your screen, the mirror is closed. n records a "
        "pulse: how the collaboration is doing, through five lenses; once a quarter is often enough."
    )
    keys = frozenset({"set_aside", "pulse"})
    ends = frozenset({"more"})

    @property
    def views(self) -> Sequence[ViewOf]:
        return VIEWS

    @property
    def vitality(self) -> bool:
        """Whether the pulses are shown, and not the questions."""
        return self.chosen == "vitality"

    def do(self, frame: Frame, action: str) -> None:
        frame.action_pulse()

    def allows(self, frame: Frame, action: str) -> bool | None:
        return None if frame.app.then is not None else True

    def enter(self, frame: Frame, entry: Entry) -> None:
        if entry.key.startswith(PULSE):
            frame.action_pulse(entry.key.removeprefix(PULSE))
        elif entry.key.startswith(LENS) or frame.has_class("-narrow"):
            frame.go_inside()
        else:
            frame.action_more()

    def entries(self, view: View) -> Iterator[Row]:
        if self.vitality:
            from procesregie.tui.pulses import rows

            yield from rows(view)
            return
        if view.mirror is None:
            return
        for principle, found in groupby(view.mirror.open, key=lambda one: one.question.principle):
            yield from grouped([(_(principle.label), [question_entry(one) for one in found])])
        away = [question_entry(one) for one in view.mirror.asked if one.away]
        yield from grouped([(_("Set aside"), away)])

    def nothing(self, view: View) -> str:
        if self.vitality:
            return _("No pulse yet. n records how the collaboration is doing, through five lenses, each from 1 to 5.")
        if view.shared:
            return _("Others see your screen: the mirror is closed. F8 opens it again.")
        return super().nothing(view) if view.mirror is not None else _("Reading …")

    def detail(self, view: View, key: str) -> Card | Later:
        if key.startswith((LENS, PULSE)):
            from procesregie.tui.pulses import card

            return card(view, key)
        asked = view.mirror.get(key) if view.mirror else None
        return question_card(view, asked) if asked else Card()


def question_entry(asked: Asked) -> Entry:
    """The row of a question; the word that it is confidential stands before it, where no list cuts it off."""
    question = asked.question
    sign = muted(f"{signs.ENDED} ") if asked.away else line(f"{signs.QUESTION} ", ACCENT)
    parts: list[Content | str] = [sign]
    if question.confidential:
        parts.append(muted(f"{_('confidential')}  "))
    parts.append(line(question.said(spoken())))
    address = f"mirror#{asked.key}"
    return Entry(asked.key, assembled(*parts), address, f"{question.key} {_(question.principle.label)}")


def question_card(view: View, asked: Asked) -> Card:
    """A question in full, with its evidence: every record of it is a link."""
    question, called = asked.question, names_in(view.dossier)
    below = [muted(_(question.principle.label))]
    if question.confidential:
        below.append(muted(_("confidential: it rests on what only you keep")))
    blocks: list[Block] = [Title(plain(question.said(spoken())), joined(below))]
    if asked.row is not None:
        label = _("Set aside") if asked.away else _("Was set aside, and is back: there is more to ask about")
        said = joined([line(spoken().day(asked.row.on, "full")) if asked.row.on else muted(""), line(asked.row.reason)])
        blocks.append(Items(((signs.ENDED, said),), label))
    shown = question.evidence[:MOST_EVIDENCE]
    evidence = [(signs.OPEN, link(called(where), f"app.go({place_of(where)!r})")) for where in shown]
    if more := len(question.evidence) - len(shown):
        evidence.append((" ", muted(_("… and {n} more: “.” shows them all", n=more))))
    if evidence:
        blocks.append(Items(tuple(evidence), _("What prompted it (Enter goes there)")))
    blocks.append(Paragraph(plain(_(question.hypothesis)), _("Why it is asked")))
    if question.remedy:
        blocks.append(Paragraph(plain(_(question.remedy)), _("What could help")))
    hint = _("x asks it again.") if asked.away else _("x sets it aside, with a reason.")
    if question.key == "pulse-overdue":
        hint = f"{_('n records a new one.')} {hint}"
    blocks.append(Paragraph(muted(hint)))
    return Card(blocks)
