"""What the record says of a topic: who sees the urgency, what say was promised, when it came up and when it did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from procesregie.insight.kept import of_dossier, of_session
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, LineKind
from procesregie.model.topic import Difference, Promise, Say, Topic, Urgency, View

UNSAID = frozenset({LineKind.ITEM, LineKind.HEARD, LineKind.CAME, LineKind.LEFT, LineKind.APOLOGIES, LineKind.ASIDE})
"""Kinds of line that say nothing about a topic."""
_RUNGS = tuple(Say)


# -- urgency


@of_dossier
def at_table(dossier: Dossier) -> Mapping[str, None]:
    """Ids of the parties that are there, in the order of their records."""
    return {id: None for id, party in dossier.parties.items() if party.at_table}


def urgency(dossier: Dossier, topic: Topic) -> Mapping[View, Mapping[str, Urgency | None]]:
    """Party by party (ids) how they see the urgency; every view has its parties, none when nobody has it.

    Who left the table is in none of them. Unknown are those of whom that is on record, and those of whom nothing is: of
    the parties that joined the topic, or, where none is named, of everybody at the table.
    """
    here = at_table(dossier)
    found: dict[View, dict[str, Urgency | None]] = {view: {} for view in View}
    for party, row in topic.urgency.items():
        if party in here or party not in dossier.parties:
            found[row.view][party] = row
    for party in [party for party in topic.parties if party in here] or here:
        if party not in topic.urgency:
            found[View.UNKNOWN][party] = None
    return found


# -- promised say


def rungs(promise: Promise) -> int | None:
    """How many rungs of the ladder what happened is above (or, negative, below) what was promised; None when unknown."""
    if promise.promised is None or promise.happened is None:
        return None
    return _RUNGS.index(promise.happened) - _RUNGS.index(promise.promised)


def promised(dossier: Dossier, party: str) -> Iterator[tuple[str, Promise]]:
    """What say `party` was promised, by topic (ids)."""
    return ((id, topic.promised[party]) for id, topic in dossier.topics.items() if party in topic.promised)


# -- when it came up


@dataclass(frozen=True)
class Turn:
    """A closed session that had a topic on its programme, and whether it came up."""

    session: str
    came_up: bool


@dataclass(frozen=True)
class Spoken:
    """What was said about a topic, and when it was on the programme."""

    turns: tuple[Turn, ...] = ()
    """Closed sessions that had it on the programme and of which a log is there to tell, the first one first."""
    lines: tuple[tuple[str, Line], ...] = ()
    """Lines about it with their addresses, in the order they were said."""

    @property
    def postponed(self) -> tuple[str, ...]:
        """Ids of the sessions on whose programme it was without coming up."""
        return tuple(turn.session for turn in self.turns if not turn.came_up)


def spoken_of(dossier: Dossier, topic: str) -> Spoken:
    """What was said about `topic` (an id), over all sessions."""
    return _by_topic(dossier).get(topic, Spoken())


@of_dossier
def _by_topic(dossier: Dossier) -> Mapping[str, Spoken]:
    """What was said about each topic (by id) that came up or was to."""
    turns: dict[str, list[Turn]] = {}
    lines: dict[str, list[tuple[str, Line]]] = {}
    for _, id in sorted((session.date, id) for id, session in dossier.sessions.items()):
        found = _in_session(dossier, id)
        for topic, said in found.lines.items():
            lines.setdefault(topic, []).extend(said)
        for topic in found.planned:
            turns.setdefault(topic, []).append(Turn(id, topic in found.came_up))
    return {topic: Spoken(tuple(turns.get(topic, ())), tuple(lines.get(topic, ()))) for topic in {*turns, *lines}}


def postponements(dossier: Dossier) -> Counter[str]:
    """How often each topic (by id) was postponed; the same as :attr:`Spoken.postponed`, for all of them at once."""
    found: Counter[str] = Counter()
    for id in dossier.sessions:
        session = _in_session(dossier, id)
        found.update(session.planned - session.came_up)
    return found


@dataclass(frozen=True)
class _Session:
    """What one session says of topics, by their ids."""

    planned: frozenset[str]
    """On its programme; of a closed session of which a log is there."""
    came_up: frozenset[str]
    lines: Mapping[str, list[tuple[str, Line]]]


@of_session
def _in_session(dossier: Dossier, id: str) -> _Session:
    session = dossier.sessions[id]
    items = {key: item.topic for key, item in session.programme.items() if item.topic}
    lines: dict[str, list[tuple[str, Line]]] = {}
    came_up: set[str] = set()
    logged = False
    for address, line in dossier.said(id):
        logged = True
        if line.item:
            topic = items.get(line.item, line.item)
            came_up.add(topic)
            if line.kind not in UNSAID and line.text:
                lines.setdefault(topic, []).append((address, line))
    planned = items.values() if logged and session.outcome is not None else ()
    return _Session(frozenset(planned), frozenset(came_up), lines)


# -- opposed interests


@of_dossier
def at_odds(dossier: Dossier) -> Mapping[str, list[tuple[str, Difference]]]:
    """What each party (an id) is at odds about with another, with the topic (an id) that says how each sees it."""
    found: dict[str, list[tuple[str, Difference]]] = {}
    for id, topic in dossier.topics.items():
        for row in topic.differences.values():
            for party in {row.one, row.other} - {""}:
                found.setdefault(party, []).append((id, row))
    return found


# -- parts


@of_dossier
def children(dossier: Dossier) -> Mapping[str, list[str]]:
    """Ids of the sub-themes of each topic (an id) that has them."""
    found: dict[str, list[str]] = {}
    for id, record in dossier.topics.items():
        if record.parent:
            found.setdefault(record.parent, []).append(id)
    return found


def parts(dossier: Dossier, topic: str) -> list[str]:
    """Ids of the sub-themes of `topic`, and theirs, each once."""
    found: dict[str, None] = {}
    todo = list(children(dossier).get(topic, ()))
    while todo:
        id = todo.pop(0)
        if id not in found and id != topic:
            found[id] = None
            todo += children(dossier).get(id, ())
    return list(found)
