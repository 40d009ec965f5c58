"""Narrowing the timeline: to decisions, drafts or what was done by hand, to a topic, a party, a person, a text, a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.tui import signs
from procesregie.tui.moments import day_past
from procesregie.tui.pick import Choice as Row
from procesregie.tui.pick import Pick, matching
from procesregie.tui.text import ACCENT, assembled, line, muted

if TYPE_CHECKING:
    from procesregie.history.wanted import Wanted
    from procesregie.model.dossier import Dossier
    from procesregie.tui.areas.history import History
    from procesregie.tui.frame import Frame


@dataclass(frozen=True)
class Choice:
    """One way in which the timeline is narrowed."""

    kind: str
    """``mark``, ``topic``, ``party``, ``person``, ``text``, ``since`` or ``until``."""
    value: str
    said: str
    """In words."""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.value}"


def wanted(chosen: Sequence[Choice]) -> Wanted:
    """What git is asked for."""
    from procesregie.history.wanted import Wanted

    found: dict[str, Any] = {"marks": frozenset(one.value for one in chosen if one.kind == "mark")}
    for one in chosen:
        if one.kind != "mark":
            found[one.kind] = date.fromisoformat(one.value) if one.kind in ("since", "until") else one.value
    return Wanted(**found)


def ask(frame: Frame, area: History) -> None:
    """Asks what to narrow to; what was chosen before is left out again the same way."""
    asked = PickChoice(frame.app.view.dossier, area.only, frame.app.view.today)

    def picked(key: str | None) -> None:
        choice = asked.offered.get(key or "")
        if choice is not None:
            kept = tuple(one for one in area.only if one.key != choice.key and not _same_place(one, choice))
            area.narrow(frame, kept if choice in area.only else (*kept, choice))

    frame.app.push_screen(asked, picked)


def _same_place(one: Choice, other: Choice) -> bool:
    """Whether `other` takes the place of `one`: marks add up, of everything else there is one."""
    return one.kind == other.kind != "mark"


class PickChoice(Pick):
    """Asks for one way to narrow the timeline; its key, or None."""

    def __init__(self, dossier: Dossier, chosen: Sequence[Choice], today: date) -> None:
        self.offered = {choice.key: choice for choice in (*chosen, *offers(dossier))}
        super().__init__(
            _("Show only"),
            [_row(choice, choice in chosen) for choice in self.offered.values()],
            hint=_("decisions, topic, party, person, text, date"),
        )
        self._today = today

    def choices(self, typed: str) -> Sequence[Row]:
        day = day_past(typed, self._today)
        if day is None:
            return matching(self._choices, typed)
        said = spoken().day(day, "long")
        both = (
            Choice("since", day.isoformat(), _("since {day}", day=said)),
            Choice("until", day.isoformat(), _("until {day}", day=said)),
        )
        self.offered |= {choice.key: choice for choice in both}
        return [*(_row(choice, False) for choice in both), *matching(self._choices, typed)]


def _row(choice: Choice, taken: bool) -> Row:
    kinds = {"topic": _("topic"), "party": _("party"), "person": _("person"), "text": _("text")}
    lead = line(f"{signs.DONE} ", ACCENT) if taken else muted("  ")
    beside = _("chosen: Enter leaves it out") if taken else kinds.get(choice.kind, "")
    return Row(choice.key, assembled(lead, line(choice.said), "  ", muted(beside)), choice.value)


def offers(dossier: Dossier) -> Iterator[Choice]:
    """Everything one can narrow to."""
    yield Choice("mark", "decision", _("decisions"))
    yield Choice("mark", "draft", _("drafts"))
    yield Choice("mark", "by hand", _("by hand"))
    yield Choice("mark", "merge", _("merges"))
    for id, topic in dossier.topics.items():
        yield Choice("topic", id, topic.title)
    for id, party in dossier.parties.items():
        yield Choice("party", id, party.title)
    for party in dossier.parties.values():
        for id, person in party.people.items():
            yield Choice("person", id, person.name or person.function or id)
    for name in dossier.texts:
        yield Choice("text", name, name)
