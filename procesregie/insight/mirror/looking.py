"""What the questions are asked of: the record as of a day, with what follows from it worked out once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, cast

from procesregie.capture.names import party_of
from procesregie.model.decision import Decision, DecisionState
from procesregie.model.dossier import Dossier
from procesregie.model.log import SAYING, Line, LineKind
from procesregie.model.party import Party, PrivateParty, Ring, Seat
from procesregie.model.process import Process
from procesregie.model.role import Role
from procesregie.model.session import Presence
from procesregie.model.step import Step, StepState


class Mention(NamedTuple):
    """A thread was taken up in a line."""

    session: str
    address: str
    line: Line


@dataclass(frozen=True)
class Looking:
    """What a question is asked of: the record as of a day, with the private layer where that is open."""

    dossier: Dossier
    today: date
    private: Dossier | None = None

    @property
    def process(self) -> Process | None:
        """The process as a whole; None when its file cannot be read."""
        return cast("Process | None", self.dossier.get("process"))

    # -- sessions, and what was said in them

    @cached_property
    def held(self) -> tuple[str, ...]:
        """Ids of the sessions that were closed, oldest first."""
        closed = [(s.date, id) for id, s in self.dossier.sessions.items() if s.outcome is not None]
        return tuple(id for _, id in sorted(closed))

    def earlier(self) -> tuple[str, ...]:
        """The held sessions but the last: what stems from them had a session's time to be mended."""
        return self.held[:-1]

    def held_since(self, day: date) -> tuple[str, ...]:
        """The held sessions after `day`, oldest first."""
        return tuple(id for id in self.held if self.dossier.sessions[id].date > day)

    @cached_property
    def _said(self) -> dict[str, tuple[tuple[str, Line], ...]]:
        return {id: tuple(self.dossier.said(id)) for id in self.held}

    def said(self, session: str) -> tuple[tuple[str, Line], ...]:
        """The lines of `session`, one of :attr:`held`, with their addresses, in the order of time."""
        return self._said[session]

    @cached_property
    def _present(self) -> dict[str, frozenset[str]]:
        """Who was present at each held session, those who came in later too."""
        found = {}
        for id in self.held:
            checked_in = {
                party for party, row in self.dossier.sessions[id].attendance.items() if row.presence is Presence.PRESENT
            }
            came = {party_of(who) for _, line in self.said(id) if line.kind is LineKind.CAME for who in line.by}
            found[id] = frozenset(checked_in | came)
        return found

    def present(self, session: str) -> frozenset[str]:
        """Ids of the parties that were at `session`, one of :attr:`held`."""
        return self._present[session]

    def heard(self, session: str) -> frozenset[str]:
        """Ids of the parties of which something that they said at `session`, one of :attr:`held`, is on record.
        A step names its owner and a position can come by phone: neither says that."""
        return frozenset(party_of(who) for _, line in self.said(session) if line.kind in SAYING for who in line.by)

    @cached_property
    def threads(self) -> Mapping[str, tuple[Mention, ...]]:
        """Every thread with the lines that took it up, oldest first."""
        found: dict[str, list[Mention]] = {}
        for id in self.held:
            for address, line in self.said(id):
                for thread in line.threads:
                    found.setdefault(thread, []).append(Mention(id, address, line))
        return {thread: tuple(mentions) for thread, mentions in found.items()}

    @cached_property
    def came_up(self) -> Mapping[str, tuple[str, ...]]:
        """Every topic with the held sessions in which it came up, oldest first: on the programme, or in what was said."""
        found: dict[str, dict[str, None]] = {}
        topics = self.dossier.topics
        for id in self.held:
            programme = self.dossier.sessions[id].programme
            for item in programme.values():
                found.setdefault(item.topic, {})[id] = None
            for about in {line.item for _, line in self.said(id)} & topics.keys():
                found.setdefault(about, {})[id] = None
        for name, topic in topics.items():
            if topic.first_session in self._said:
                sessions = found.setdefault(name, {})
                found[name] = dict.fromkeys(sorted({*sessions, topic.first_session}, key=self.held.index))
        return {name: tuple(sessions) for name, sessions in found.items()}

    # -- the table

    @cached_property
    def seated(self) -> Mapping[str, Party]:
        """The parties that are there (they did not leave, and are no empty seat), by id."""
        return {id: party for id, party in self.dossier.parties.items() if party.at_table}

    def at_table(self) -> Iterator[tuple[str, Party]]:
        """The parties that are there, with their ids."""
        yield from self.seated.items()

    @cached_property
    def members(self) -> Mapping[str, Party]:
        """Those of them that are no observers."""
        return {id: party for id, party in self.at_table() if party.seat is Seat.MEMBER}

    @cached_property
    def acting(self) -> Mapping[str, Party]:
        """The members that act."""
        return {id: party for id, party in self.members.items() if party.ring is Ring.ACTS}

    @cached_property
    def roles_now(self) -> Mapping[str, Role]:
        """The roles that somebody has today, by id."""
        return {
            id: role
            for id, role in self.dossier.roles.items()
            if (role.party or role.person)
            and (role.since is None or role.since <= self.today)
            and (role.until is None or role.until >= self.today)
        }

    def confided(self, party: str) -> PrivateParty | None:
        """What only the facilitator keeps about `party`, where that may be seen."""
        record = self.private.get(f"table/{party}") if self.private else None
        return record if isinstance(record, PrivateParty) else None

    # -- decisions and steps

    @cached_property
    def in_force(self) -> Mapping[str, Decision]:
        """The decisions that were taken and not replaced or withdrawn since, oldest first."""
        decisions = self.dossier.decisions
        replaced = {old for one in decisions.values() if one.taken_on for old in one.supersedes}
        taken = [
            (one.taken_on, id)
            for id, one in decisions.items()
            if one.taken_on and one.state in (DecisionState.TAKEN, DecisionState.OPEN) and id not in replaced
        ]
        return {id: decisions[id] for _, id in sorted(taken)}

    @cached_property
    def open_steps(self) -> Mapping[str, Step]:
        """The steps that are neither done nor withdrawn, by id."""
        return {id: step for id, step in sorted(self.dossier.steps.items()) if step.state is StepState.OPEN}

    def names(self, ids: tuple[str, ...] | list[str], room: str = "table") -> tuple[str, ...]:
        """What the records `ids` of `room` are called."""
        return tuple(self.dossier.name(f"{room}/{id}") for id in ids)
