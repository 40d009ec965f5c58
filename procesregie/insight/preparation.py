"""What the next session starts from: what earlier ones left behind, due by its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from procesregie.capture.names import party_of
from procesregie.insight.kept import of_session
from procesregie.model.dossier import Dossier

if TYPE_CHECKING:
    from procesregie.model.log import Line
    from procesregie.model.step import Step

SILENT_AFTER = 3
"""A party at the table that did not speak in this many closed sessions in a row is called silent."""


@dataclass(frozen=True)
class Preparation:
    """Ids (or addresses of lines), in the order they should come up."""

    session: str | None
    """The session prepared for, or None when none is planned."""
    since: str | None
    """The session it starts from: the last one that was closed."""
    to_adopt: tuple[str, ...] = ()
    """Sessions whose minutes are not adopted yet, oldest first."""
    proposals: tuple[str, ...] = ()
    """Decisions that are proposed and not taken."""
    open_ends: tuple[tuple[str, Line], ...] = ()
    """Open ends of all earlier sessions that nobody answered yet, the oldest first: address and line."""
    carried: tuple[tuple[str, int], ...] = ()
    """Topics that were on a programme and not reached, most often first: id, and how many times in a row."""
    due: tuple[str, ...] = ()
    """Open steps due by then, by date."""
    slipped: tuple[str, ...] = ()
    """Open steps whose date moved, most often first."""
    to_review: tuple[str, ...] = ()
    """Decisions whose review date has come."""
    waiting: tuple[str, ...] = ()
    """Decisions that are open until a date for who was absent."""
    silent: tuple[str, ...] = ()
    """Parties that were not heard for long."""


def next_session(dossier: Dossier, today: date) -> str | None:
    """The session that is on, or the first one to come: not closed, oldest date first from `today` on.

    A session of an earlier date that was never closed comes before what is still to come: it wants closing.
    """
    open_ones = sorted((s.date, name) for name, s in dossier.sessions.items() if s.outcome is None)
    return open_ones[0][1] if open_ones else None


def last_closed(dossier: Dossier, before: str | None = None) -> str | None:
    """The session that was closed last, on or before the date of `before` (an id)."""
    limit = dossier.sessions[before].date if before and before in dossier.sessions else date.max
    closed = [
        (s.date, s.closed_on.isoformat() if s.closed_on else "", name)
        for name, s in dossier.sessions.items()
        if s.outcome is not None and s.date <= limit and name != before
    ]
    return max(closed)[2] if closed else None


def overdue(step: Step, today: date) -> bool:
    """Whether `step` is open and past its date."""
    return step.state.value == "open" and step.due is not None and step.due < today


def prepare(dossier: Dossier, today: date, session: str | None = None) -> Preparation:
    """What `session` (or the next one) starts from, as of `today`."""
    session = session or next_session(dossier, today)
    on = max(today, dossier.sessions[session].date) if session else today
    since = last_closed(dossier, session)
    closed = sorted((s.date, name) for name, s in dossier.sessions.items() if s.outcome is not None and s.date <= on)
    open_steps = {name: step for name, step in dossier.steps.items() if step.state.value == "open"}
    decisions = dossier.decisions
    return Preparation(
        session=session,
        since=since,
        to_adopt=tuple(
            name for _, name in closed if not dossier.sessions[name].adopted_in and dossier.sessions[name].sent_on
        ),
        proposals=tuple(name for name, d in decisions.items() if d.state.value == "proposed"),
        open_ends=tuple(found for _, name in closed if name != session for found in _left_open(dossier, name)),
        carried=tuple(sorted(carried_over(dossier, on).items(), key=lambda pair: (-pair[1], pair[0]))),
        due=tuple(
            sorted((n for n, s in open_steps.items() if s.due and s.due <= on), key=lambda n: (open_steps[n].due, n))
        ),
        slipped=tuple(
            sorted((n for n, s in open_steps.items() if s.moves), key=lambda n: (-len(open_steps[n].moves), n))
        ),
        to_review=_to_review(dossier, on),
        waiting=tuple(name for name, d in decisions.items() if d.state_on(today).value == "open until"),
        silent=silent(dossier, [name for _, name in closed]),
    )


@of_session
def _left_open(dossier: Dossier, session: str) -> tuple[tuple[str, Line], ...]:
    """The open ends of `session` that nobody answered yet: address and line."""
    return tuple(
        (address, line) for address, line in dossier.said(session) if line.kind.value == "open end" and not line.settled
    )


@of_session
def _reached(dossier: Dossier, session: str) -> frozenset[str]:
    """The items of the programme of `session` about which something was said."""
    return frozenset(line.item for _, line in dossier.said(session) if line.item)


_NOT_DONE = ("signal", "on the agenda", "in conversation", "direction")


def carried_over(dossier: Dossier, until: date) -> dict[str, int]:
    """Topics, by id, that were planned and not reached: in how many sessions in a row, up to the day `until`.

    A session tells only when its log follows its programme (with ``#`` lines); a topic that is talked about after
    all starts anew, and one that is decided, parked or closed does not count any more.
    """
    times: dict[str, int] = {}
    closed = sorted((s.date, name) for name, s in dossier.sessions.items() if s.outcome is not None and s.date <= until)
    for _day, name in closed:
        programme = dossier.sessions[name].programme
        reached = _reached(dossier, name)
        talked = reached | {programme[key].topic for key in reached if key in programme}
        times = {topic: n for topic, n in times.items() if topic not in talked}
        for topic in {item.topic for item in programme.values() if item.topic}:
            if topic in talked:
                continue
            if reached & programme.keys():
                times[topic] = times.get(topic, 0) + 1
    open_ones = {name for name, topic in dossier.topics.items() if topic.stage.value in _NOT_DONE}
    return {topic: n for topic, n in times.items() if topic in open_ones}


def _to_review(dossier: Dossier, on: date) -> tuple[str, ...]:
    """The decisions, by id, that are to be looked at again by the day `on`."""
    if not dossier.decisions:  # the first screen does without their models
        return ()
    from procesregie.insight.deciding import review_due

    return tuple(name for name in sorted(dossier.decisions) if review_due(dossier, name, on))


def silent(dossier: Dossier, closed: list[str]) -> tuple[str, ...]:
    """Members of the table that did not speak in the last sessions of `closed` of which there is a log: a position is
    not being heard."""
    logged = (name for name in reversed(closed) if any(log.lines for log in dossier.logs(name).values()))
    recent = list(islice(logged, SILENT_AFTER))
    if len(recent) < SILENT_AFTER:
        return ()
    from procesregie.model.log import SPEAKING  # the first screen does without

    said = (line for name in recent for _, line in dossier.said(name) if line.kind in SPEAKING)
    heard = {party_of(who) for line in said for who in line.by}
    return tuple(
        name
        for name, party in dossier.parties.items()
        if name not in heard
        and party.seat.value == "member"
        and party.ring.value != "knows of it"
        and party.left() is None
    )
