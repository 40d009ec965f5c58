"""What earlier sessions left for the next one, as rows: to read on a card, to pick from, to put on a programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from procesregie.desk.settling import days_ago
from procesregie.insight.preparation import Preparation
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.language import spoken
from procesregie.model.log import Line
from procesregie.tui import signs
from procesregie.tui.areas.area import View
from procesregie.tui.card import reference
from procesregie.tui.text import joined, line, muted

if TYPE_CHECKING:
    from procesregie.tui.reflection import Asked

MINUTES, OPEN_END = "minutes", "open end"
DAYS_IN_WEEKS, DAYS_IN_MONTHS = 14, 60
"""From here an age is said in weeks, in months."""


@dataclass(frozen=True)
class Left:
    """Something that was left."""

    key: str
    """The address of the record or the line; of a question of the mirror, its row."""
    shown: Content
    """As it stands on a card, with links."""
    title: str
    """What it is called on a programme."""
    topic: str = ""
    """The topic it is about."""
    kind: str = ""
    """:data:`MINUTES` or :data:`OPEN_END` where a key does more with it."""


@dataclass(frozen=True)
class Heap:
    """Things of one kind that were left."""

    sign: str
    label: str
    left: tuple[Left, ...]
    """The first of them, or all."""
    count: int
    """How many there are."""


def heaps(view: View, prepared: Preparation, most: int | None = None) -> list[Heap]:
    """What was left, the first things first; kinds of which there is nothing are left out. At most `most` of a kind are
    worked out: in two years there are thousands of open ends, of which a card shows a few."""
    due = set(prepared.due)
    found: list[tuple[str, str, Callable[[View, Sequence[Any]], Iterator[Left]], Sequence[Any]]] = [
        (signs.DRAFT, _("Minutes to adopt"), _minutes, prepared.to_adopt),
        (signs.PROPOSED, _("Proposals waiting"), _decisions, prepared.proposals),
        ("?", _("Open ends"), _open_ends, prepared.open_ends),
        (signs.LATE, _("Steps due by then"), _steps, prepared.due),
        (signs.SLIPPED, _("Steps that slipped"), _steps, [name for name in prepared.slipped if name not in due]),
        (signs.TAKEN, _("Decisions to look at again"), _decisions, prepared.to_review),
        (signs.PROPOSED, _("Open for absentees"), _decisions, prepared.waiting),
        (signs.OPEN, _("Planned and not reached"), _carried, prepared.carried),
        (signs.OPEN, _("Not heard for some time"), _silent, prepared.silent),
        (signs.QUESTION, _("The mirror asks"), _asked, _may_be_brought(view)),
    ]
    return [Heap(sign, label, tuple(told(view, what[:most])), len(what)) for sign, label, told, what in found if what]


def _minutes(view: View, names: Iterable[str]) -> Iterator[Left]:
    for name in names:
        session = view.dossier.sessions[name]
        parts = [reference(view.dossier, "sessions", name), muted(spoken().near(session.date, view.today))]
        if session.remarks:
            parts.append(muted(many("{n} remark", "{n} remarks", len(session.remarks))))
        title = _("Minutes of {session}", session=session.title)
        yield Left(f"sessions/{name}", joined(parts), title, kind=MINUTES)


def _decisions(view: View, names: Iterable[str]) -> Iterator[Left]:
    for name in names:
        decision = view.dossier.decisions[name]
        topic = decision.topics[0] if decision.topics else ""
        yield Left(f"decisions/{name}", reference(view.dossier, "decisions", name), decision.title, topic)


def _open_ends(view: View, ends: Iterable[tuple[str, Line]]) -> Iterator[Left]:
    for address, said in ends:
        session = view.dossier.sessions[address.split("/", 1)[0]]
        item = session.programme.get(said.item)
        topic = item.topic if item else said.item if said.item in view.dossier.topics else ""
        shown = joined([line(said.text), muted(age_said(days_ago(view.dossier, address, view.today)))])
        yield Left(address, shown, " ".join(said.text.split()), topic, OPEN_END)


def age_said(days: int) -> str:
    """How long ago, in the unit one would say it in."""
    if days >= DAYS_IN_MONTHS:
        return many("open for {n} month", "open for {n} months", round(days / 30.4))
    if days >= DAYS_IN_WEEKS:
        return many("open for {n} week", "open for {n} weeks", round(days / 7))
    if days < 1:
        return _("open since today")
    return many("open for {n} day", "open for {n} days", days)


def steps_shown(view: View, names: Iterable[str]) -> list[Content]:
    """Steps with their owner, their date, and how often they slipped."""
    found = []
    for name in names:
        step = view.dossier.steps[name]
        owner = muted(view.dossier.name(f"table/{step.owner}") if step.owner else _("nobody"))
        due = muted(spoken().near(step.due, view.today)) if step.due else muted("")
        moved = muted(_("slipped {times}", times=f"{len(step.moves)}×")) if step.moves else muted("")
        found.append(joined([reference(view.dossier, "steps", name), owner, due, moved]))
    return found


def _steps(view: View, names: Sequence[str]) -> Iterator[Left]:
    for name, shown in zip(names, steps_shown(view, names), strict=True):
        step = view.dossier.steps[name]
        yield Left(f"steps/{name}", shown, step.title, step.topic)


def _carried(view: View, carried: Iterable[tuple[str, int]]) -> Iterator[Left]:
    for name, times in carried:
        shown = joined([reference(view.dossier, "agenda", name), muted(_("postponed {times}", times=f"{times}×"))])
        yield Left(f"agenda/{name}", shown, view.dossier.topics[name].title, name)


def _silent(view: View, names: Iterable[str]) -> Iterator[Left]:
    for name in names:
        title = _("Hear {party}", party=view.dossier.name(f"table/{name}"))
        yield Left(f"table/{name}", reference(view.dossier, "table", name), title)


def _may_be_brought(view: View) -> list[Asked]:
    """Questions of the mirror one might bring along; none that is confidential, a programme is shared."""
    return [one for one in (view.mirror.open if view.mirror is not None else ()) if not one.question.confidential]


def _asked(view: View, questions: Iterable[Asked]) -> Iterator[Left]:
    for asked in questions:
        said = asked.question.said(spoken())
        yield Left(asked.key, line(said), said)
