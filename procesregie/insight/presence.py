"""Who was there and who was heard, over all closed sessions: what a party's card and the presence view show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from procesregie.capture.names import party_of
from procesregie.capture.sitting import Sitting
from procesregie.insight.kept import of_dossier, of_session
from procesregie.model.dossier import Dossier
from procesregie.model.log import SPEAKING
from procesregie.model.session import Presence

Was = Literal["present", "apologies", "absent"]
"""How a party stood in a session it was asked for."""


@dataclass(frozen=True, slots=True)
class There:
    """A party at one closed session."""

    was: Was
    heard: int = 0
    """How often it spoke, or said it had nothing to add; in a written round, what it sent in."""


_there = cache(There)  # thousands of them, of which few differ


@dataclass(frozen=True)
class Attended:
    """One closed session."""

    session: str
    logged: bool
    """Whether what was said is on record: else nobody can tell who was heard."""
    parties: Mapping[str, There]
    """By id, those that were asked for it, came, or were heard."""


@of_dossier
def attended(dossier: Dossier) -> tuple[Attended, ...]:
    """Every closed session, the first one first."""
    closed = sorted((s.date, id) for id, s in dossier.sessions.items() if s.outcome is not None)
    return tuple(attended_in(dossier, id) for _, id in closed)


@of_session
def attended_in(dossier: Dossier, session: str) -> Attended:
    """Who was there in `session` (an id), and who was heard."""
    sitting = Sitting(dossier, session)
    heard = Counter(
        party
        for line in sitting.lines.values()
        if line.kind in SPEAKING
        for party in {party_of(ref) for ref in line.by}
    )
    found: dict[str, There] = {}
    for party, row in sitting.session.attendance.items():
        if row.presence in (Presence.INVITED, Presence.ABSENT):
            found[party] = _there("absent", heard[party])
    found |= {party: _there("apologies", heard[party]) for party in sitting.apologies}
    found |= {party: _there("present", heard[party]) for party in (*sitting.present, *sitting.left)}
    found |= {party: _there("absent", times) for party, times in heard.items() if party not in found}
    return Attended(session, bool(sitting.lines), found)


@dataclass(frozen=True)
class Share:
    """How often a party was there and was heard."""

    present: int
    asked: int
    """Closed sessions it was asked for, or came to by itself."""
    closed: int
    heard_in: int
    """Sessions in which it was heard."""
    heard: int
    """Times it was heard, in all of them."""
    last: str
    """The id of the last session it was present at; empty when there was none."""


def share(dossier: Dossier, party: str) -> Share:
    """How often `party` (an id) was there and was heard, of all closed sessions."""
    return share_of(attended(dossier), party)


def share_of(every: Sequence[Attended], party: str) -> Share:
    """The same, of the sessions `every`: for who asks it of many parties."""
    rows = [(one.session, one.parties[party]) for one in every if party in one.parties]
    there = [session for session, row in rows if row.was == "present"]
    return Share(
        present=len(there),
        asked=len(rows),
        closed=len(every),
        heard_in=sum(1 for _, row in rows if row.heard),
        heard=sum(row.heard for _, row in rows),
        last=there[-1] if there else "",
    )
