"""What the record says of a topic: who sees the urgency, what say was promised, when it came up and when it did not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from procesregie.insight.kept import of_dossier
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, LineKind
from procesregie.model.topic import Promise, Say, Topic, Urgency, View

UNSAID = frozenset({LineKind.ITEM, LineKind.HEARD, LineKind.CAME, LineKind.LEFT, LineKind.APOLOGIES, LineKind.ASIDE})
"""Kinds of line that say nothing about a topic."""
_RUNGS = tuple(Say)


# -- urgency


def urgency(dossier: Dossier, topic: Topic) -> Mapping[View, Mapping[str, Urgency | None]]:
    """Party by party (ids) how they see the urgency; every view has its parties, none when nobody has it.

    Who left the table is in none of them. Unknown are those of whom that is on record, and those of whom nothing is: of the parties that joined the topic,
    or, where none is named, of everybody at the table.
    """
    found: dict[View, dict[str, Urgency | None]] = {view: {} for view in View}
    for party, row in topic.urgency.items():
        if party not in dossier.parties or dossier.parties[party].at_table:
            found[row.view][party] = row
    for party in concerned(dossier, topic):
        if party not in topic.urgency:
            found[View.UNKNOWN][party] = None
    return found


def concerned(dossier: Dossier, topic: Topic) -> list[str]:
    """Ids of the parties a topic is for: those that joined it and are there, else everybody at the table."""
    parties = dossier.parties
    named = [party for party in topic.parties if party in parties and parties[party].at_table]
    return named or [id for id, party in parties.items() if party.at_table]


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


_NOTHING = Spoken()


def spoken_of(dossier: Dossier, topic: str) -> Spoken:
    """What was said about `topic` (an id), over all sessions."""
    return _spoken(dossier).get(topic, _NOTHING)


@of_dossier
def _spoken(dossier: Dossier) -> Mapping[str, Spoken]:
    turns: dict[str, list[Turn]] = {}
    lines: dict[str, list[tuple[str, Line]]] = {}
    for id, session in sorted(dossier.sessions.items(), key=lambda pair: (pair[1].date, pair[0])):
        items = {key: item.topic for key, item in session.programme.items() if item.topic}
        came_up: set[str] = set()
        logged = False
        for address, line in dossier.said(id):
            logged = True
            topic = items.get(line.item, line.item)
            if topic in dossier.topics:
                came_up.add(topic)
                if line.kind not in UNSAID and line.text:
                    lines.setdefault(topic, []).append((address, line))
        if session.outcome is not None and logged:
            for topic in dict.fromkeys(items.values()):
                turns.setdefault(topic, []).append(Turn(id, topic in came_up))
    return {
        topic: Spoken(tuple(turns.get(topic, ())), tuple(lines.get(topic, ())))
        for topic in dict.fromkeys([*turns, *lines])
    }


# -- parts


def parts(dossier: Dossier, topic: str) -> list[str]:
    """Ids of the sub-themes of `topic`, and theirs, each once."""
    children: dict[str, list[str]] = {}
    for id, record in dossier.topics.items():
        if record.parent:
            children.setdefault(record.parent, []).append(id)
    found: dict[str, None] = {}
    todo = list(children.get(topic, ()))
    while todo:
        id = todo.pop(0)
        if id not in found and id != topic:
            found[id] = None
            todo += children.get(id, ())
    return list(found)
