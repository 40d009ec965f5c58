"""Steps read together: whose they are, what they are about, how many each carries, and what was learned on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from procesregie.insight.preparation import overdue
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line
from procesregie.model.step import Step, StepState


def by_date(dossier: Dossier) -> list[tuple[str, Step]]:
    """Every step with its id, by the day it is due; those without a day last."""
    return sorted(dossier.steps.items(), key=lambda pair: (pair[1].due or date.max, pair[0]))


@dataclass(frozen=True)
class Load:
    """What one party carries."""

    party: str
    """Its id; empty for steps without an owner."""
    open: int
    late: int
    done: int


def loads(dossier: Dossier, today: date) -> list[Load]:
    """How the steps are spread over the parties, who carries most first."""
    found: dict[str, list[int]] = {}
    for step in dossier.steps.values():
        row = found.setdefault(step.owner, [0, 0, 0])
        row[0] += step.state is StepState.OPEN
        row[1] += overdue(step, today)
        row[2] += step.state is StepState.DONE
    named = sorted(found.items(), key=lambda pair: (-pair[1][0], -pair[1][2], dossier.name(f"table/{pair[0]}")))
    return [Load(party, *counts) for party, counts in named]


def groups_by_owner(dossier: Dossier, today: date) -> list[tuple[Load, list[tuple[str, Step]]]]:
    """The steps of each party, who carries most first; of each the open ones by date, then those that are over."""
    found: dict[str, list[tuple[str, Step]]] = {}
    for pair in by_date(dossier):
        found.setdefault(pair[1].owner, []).append(pair)
    return [(load, sorted(found[load.party], key=_over)) for load in loads(dossier, today)]


def groups_by_topic(dossier: Dossier) -> list[tuple[str, list[tuple[str, Step]]]]:
    """The steps about each topic (an id, empty for none), in the order of the tree of themes."""
    from procesregie.insight.roles import themes

    found: dict[str, list[tuple[str, Step]]] = {id: [] for id, _depth in themes(dossier)}
    for pair in by_date(dossier):
        found.setdefault(pair[1].topic if pair[1].topic in dossier.topics else "", []).append(pair)
    return [(topic, sorted(steps, key=_over)) for topic, steps in found.items() if steps]


def _over(pair: tuple[str, Step]) -> bool:
    return pair[1].state is not StepState.OPEN


def said_in(dossier: Dossier, step: Step) -> Line | None:
    """The line from which `step` came; None when it came from none, or that is not here."""
    session, _slash, rest = step.said.partition("/")
    recorder, _slash, key = rest.partition("/")
    log = dossier.logs(session).get(recorder)
    return log.lines.get(key) if log is not None else None


# -- what was learned


@dataclass(frozen=True)
class Learned:
    """A lesson, or a setback, as it stands in a record."""

    address: str
    kind: Literal["lesson", "setback"]
    text: str
    on: date | None
    """The day it is from, as far as the record knows."""


def learned(dossier: Dossier) -> list[Learned]:
    """Every lesson and every setback of steps, topics and sessions, the latest first; those without a day last."""
    return sorted(_learned(dossier), key=lambda one: (one.on is None, -(one.on or date.min).toordinal(), one.address))


def _learned(dossier: Dossier) -> Iterator[Learned]:
    for id, step in dossier.steps.items():
        on = step.done_on or step.due
        if step.setback.strip():
            yield Learned(f"steps/{id}", "setback", step.setback.strip(), on)
        if step.lesson.strip():
            yield Learned(f"steps/{id}", "lesson", step.lesson.strip(), on)
    for id, session in dossier.sessions.items():
        if session.setback.strip():
            yield Learned(f"sessions/{id}", "setback", session.setback.strip(), session.date)
    for id, topic in dossier.topics.items():
        if topic.lessons.strip():
            yield Learned(f"agenda/{id}", "lesson", topic.lessons.strip(), None)
