"""A decision among the other records: who is waited for, who stands where now, what it replaced and what replaced it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from procesregie.capture.sitting import Sitting
from procesregie.model.decision import Decision, Position, Stand
from procesregie.model.dossier import Dossier
from procesregie.model.party import Ring, Seat
from procesregie.model.session import Presence

UNASKED = frozenset({Stand.NOT_ASKED, Stand.NO_ANSWER})
"""Positions that are none yet."""
BEFOREHAND = timedelta(days=31)
"""A review that was held this much before its date counts."""


# -- who was absent


@dataclass(frozen=True)
class Waiting:
    """A decision stays open for who was absent."""

    until: date
    absent: tuple[str, ...]
    """Ids of the parties that are waited for."""


def waiting(dossier: Dossier, decision: str, session: str) -> Waiting | None:
    """Whether `decision` (an id), when `session` takes it, has to wait for who was absent; None when it has not.

    The process says how many days (``absentees_days``); a date that the decision itself names goes before that.
    """
    record, days = dossier.decisions[decision], dossier.process.absentees_days
    on = dossier.sessions[session].date
    if record.open_until is not None:
        return Waiting(record.open_until, absent(dossier, decision, session)) if record.open_until > on else None
    missing = absent(dossier, decision, session) if days else ()
    return Waiting(on + timedelta(days=days), missing) if days and missing else None


def absent(dossier: Dossier, decision: str, session: str) -> tuple[str, ...]:
    """Ids of the parties that `decision` is also for, that were not at `session` and said nothing about it yet.

    An agreement is for the parties it names, anything else for the members of the table: not for observers, nor
    for who only knows of it and was not invited.
    """
    record, sitting = dossier.decisions[decision], Sitting(dossier, session)
    there = {*sitting.present, *sitting.left}
    asked = {party for party, row in sitting.session.attendance.items() if row.presence is not Presence.ABSENT}
    return tuple(
        id
        for id, party in sorted(dossier.parties.items(), key=lambda pair: pair[1].title.lower())
        if id not in there
        and (id in record.parties if record.parties else party.ring is not Ring.KNOWS or id in asked)
        and party.seat is Seat.MEMBER
        and party.left() is None
        and (id not in record.positions or record.positions[id].position in UNASKED)
    )


# -- who stands where


@dataclass(frozen=True)
class Stance:
    """Where a party stands on a decision now."""

    party: str
    now: Position
    taken: Position | None = None
    """What it was when the decision was taken, where a later position took its place."""
    key: str = ""
    """The row of ``after.toml`` in which it stands; empty when it stands in the decision itself."""


def stances(dossier: Dossier, decision: str) -> list[Stance]:
    """Where every party stands on `decision` (an id) now, later positions over earlier ones, by party."""
    found = {party: Stance(party, row) for party, row in dossier.decisions[decision].positions.items()}
    after = dossier.after(decision)
    rows = after.positions.items() if after is not None else ()
    for key, row in sorted(rows, key=lambda pair: (pair[1].on or date.min, pair[0])):
        before = found.get(row.party)
        found[row.party] = Stance(row.party, row, (before.taken or before.now) if before else None, key)
    return [found[party] for party in sorted(found, key=lambda party: dossier.name(f"table/{party}").lower())]


def unanswered(dossier: Dossier, decision: str) -> list[Stance]:
    """The reasoned objections that stand now, and that nobody answered."""
    return [
        one
        for one in stances(dossier, decision)
        if one.now.position is Stand.OBJECTION and not one.now.answered.strip()
    ]


def awaited(dossier: Dossier, decision: str) -> tuple[str, ...]:
    """Ids of the parties that were absent when `decision` (an id) was taken, and have not answered since."""
    record = dossier.decisions[decision]
    if record.session not in dossier.sessions:
        return ()
    answered = {one.party for one in stances(dossier, decision) if one.now.position not in UNASKED}
    return tuple(party for party in absent(dossier, decision, record.session) if party not in answered)


def bound_unasked(dossier: Dossier, decision: str) -> tuple[str, ...]:
    """Ids of the parties that `decision` (an id) names as bound by it, and that were not asked as far as is on record."""
    asked = {one.party for one in stances(dossier, decision) if one.now.position is not Stand.NOT_ASKED}
    return tuple(party for party in dossier.decisions[decision].parties if party not in asked)


# -- when it is looked at again


def review_on(dossier: Dossier, decision: str) -> date | None:
    """The day on which `decision` (an id) is to be looked at again: the one its last review named, else the one it was
    taken with; None when none was named, or when it was looked at and nobody named another."""
    due, after = dossier.decisions[decision].review_on, dossier.after(decision)
    rows = after.reviews.values() if after is not None else ()
    for row in sorted(rows, key=lambda row: row.on or date.min):
        if row.review_on is not None:
            due = row.review_on
        elif due is not None and row.on is not None and row.on >= due - BEFOREHAND:
            due = None
    return due


def review_due(dossier: Dossier, decision: str, today: date) -> date | None:
    """The day from which `decision` (an id) was to be looked at again, where nobody did; else None."""
    due = review_on(dossier, decision)
    late = due is not None and due <= today and dossier.decisions[decision].taken_on
    return due if late and not dossier.superseded_by(decision) else None


# -- what replaced what


@dataclass(frozen=True)
class Replaced:
    """A decision in a chain of decisions that replaced each other."""

    decision: str
    depth: int
    """How far it is from where the chain was begun: 0 for that decision itself."""
    reason: str = ""
    """Why it took the place of the other, or the other took its place."""


def replaced_by(dossier: Dossier, decision: str) -> list[Replaced]:
    """What took the place of `decision` (an id), and of that, and so on, the nearest first."""
    newer: dict[str, list[str]] = {}
    for id, record in dossier.decisions.items():
        for old in record.supersedes if record.taken_on else ():
            newer.setdefault(old, []).append(id)
    return list(_walk(dossier, decision, newer, 1, {decision}, up=True))


def replaces(dossier: Dossier, decision: str) -> list[Replaced]:
    """What `decision` (an id) took the place of, and what that did, and so on, the nearest first."""
    older = {id: [old for old in d.supersedes if old in dossier.decisions] for id, d in dossier.decisions.items()}
    return list(_walk(dossier, decision, older, 1, {decision}, up=False))


def _walk(
    dossier: Dossier, decision: str, to: Mapping[str, list[str]], depth: int, seen: set[str], *, up: bool
) -> Iterator[Replaced]:
    for other in to.get(decision, ()):
        if other not in seen:
            seen.add(other)
            reason = dossier.decisions[other if up else decision].supersedes_reason
            yield Replaced(other, depth, reason.strip())
            yield from _walk(dossier, other, to, depth + 1, seen, up=up)


def chains(dossier: Dossier) -> list[list[Replaced]]:
    """Every chain of decisions that replaced each other, from the newest back, those with the newest on top first."""
    old = {other for d in dossier.decisions.values() for other in d.supersedes if d.taken_on}
    tops = [id for id, d in dossier.decisions.items() if d.supersedes and id not in old]
    tops.sort(key=lambda id: _when(dossier.decisions[id]), reverse=True)
    return [[Replaced(id, 0), *replaces(dossier, id)] for id in tops]


def _when(decision: Decision) -> date:
    return decision.taken_on or date.max
