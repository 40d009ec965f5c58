"""The sitting: where a session stands, read from its check-in and from what was said. Derived, never stored.

A party is *heard* when it speaks: in a note, an addition, a concern, an open end, a proposal, in what is agreed,
or in a line with only its name. Taking a position is not being heard (a round of consent would make everybody so),
and neither is getting a step to do, coming or leaving.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from procesregie.capture.grammar import Context
from procesregie.capture.names import Names, folded, party_of
from procesregie.model.decision import Channel, Position, Stand
from procesregie.model.dossier import Dossier
from procesregie.model.log import SPEAKING, Line, LineKind
from procesregie.model.party import Seat
from procesregie.model.session import Item, Presence, SessionKind


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item of the programme and whether it was done, is on now, or is ahead."""

    key: str
    item: Item
    state: Literal["done", "now", "ahead"]


class Sitting:
    """A session as it goes: give it each line as it comes (`add`), ask it anything in between.

    It starts with the lines of `dossier`, or with `said` where those stand elsewhere (a confidential session).
    Raises KeyError when `dossier` has no such session.
    """

    def __init__(self, dossier: Dossier, session_id: str, said: Iterable[tuple[str, Line]] | None = None) -> None:
        self.session_id = session_id
        self.session = dossier.sessions[session_id]
        self._parties, self._decisions = dossier.parties, dossier.decisions
        programme = {key: item.title for key, item in self._items()}
        topics = {topic_id: topic.title for topic_id, topic in dossier.topics.items() if topic_id not in programme}
        self._named = programme | topics
        """What ``#`` can name, with its title."""
        self._recorders = {name: log.recorder or name for name, log in dossier.logs(session_id).items()}
        self.lines: dict[str, Line] = dict(dossier.said(session_id) if said is None else said)
        """Every line by its address, in the order it was said."""
        self._read_all()

    def add(self, address: str, line: Line) -> None:
        """A line was captured, or corrected when `address` is known already."""
        known = address in self.lines
        self.lines[address] = line
        if known:
            self._read_all()
        else:
            self._read(address, line)

    def drop(self, address: str) -> None:
        """The line at `address` is no more (a paste that was split, say)."""
        if self.lines.pop(address, None) is not None:
            self._read_all()

    # reading the lines

    def _read_all(self) -> None:
        self._present: dict[str, None] = {}
        self._apologies: dict[str, None] = {}
        self._left: dict[str, None] = {}
        for party, row in self.session.attendance.items():
            if party in self._parties and self._parties[party].empty:
                continue
            if row.presence is Presence.PRESENT:
                self._present[party] = None
            elif row.presence is Presence.APOLOGIES:
                self._apologies[party] = None
        self._heard: dict[str, None] = {}
        self._round: dict[str, None] = {}
        self.item = ""
        """What is being talked about: a programme item's key, a topic's id, or words; empty before the first."""
        self._item_since: datetime | None = None
        self._items_done: dict[str, None] = {}
        self.counts: Counter[LineKind] = Counter()
        """How many lines of each kind."""
        self.threads: dict[str, list[str]] = {}
        """Threads, each with the addresses of its lines."""
        self.unknown: dict[str, list[str]] = {}
        """Names that are nobody at this table, as first typed, each with the addresses of its lines."""
        self.proposal = ""
        """The address of the proposal that was captured last; empty when there is none."""
        self._positions: dict[str, dict[str, Position]] = {}
        self._proposed_as: dict[str, str] = {}
        for address, line in self.lines.items():
            self._read(address, line)

    def _read(self, address: str, line: Line) -> None:
        self.counts[line.kind] += 1
        for thread in line.threads:
            self.threads.setdefault(thread, []).append(address)
        for word in dict.fromkeys(line.who):
            known = next((name for name in self.unknown if folded(name) == folded(word)), word)
            self.unknown.setdefault(known, []).append(address)
        parties = dict.fromkeys(party_of(ref) for ref in line.by)
        if line.kind in SPEAKING:
            self._heard.update(parties)
            self._round.update(parties)
            self._read_speaking(parties)
        if line.kind is LineKind.ITEM:
            self._read_item(line)
        elif line.kind is LineKind.DECISION:
            self.proposal = address
            if line.became:
                self._proposed_as[line.became.removeprefix("decisions/")] = address
        elif line.kind is LineKind.POSITION:
            self._read_position(address, line)
        elif line.kind in (LineKind.CAME, LineKind.LEFT, LineKind.APOLOGIES):
            self._read_coming(line.kind, parties)

    def _read_item(self, line: Line) -> None:
        if self.item:
            self._items_done[self.item] = None
        self.item = line.item
        self._item_since = line.at
        self._round = {}

    def _read_speaking(self, parties: Iterable[str]) -> None:
        """Who speaks is there, checked in or not; but for who sent apologies, left, was noted as absent, or wrote."""
        if self.session.kind is SessionKind.WRITTEN:
            return
        for party in parties:
            row = self.session.attendance.get(party)
            known = party in self._present or party in self._left or party in self._apologies
            if not known and (row is None or row.presence is not Presence.ABSENT):
                self._present[party] = None

    def _read_coming(self, kind: LineKind, parties: Iterable[str]) -> None:
        where = {
            LineKind.CAME: self._present,
            LineKind.LEFT: self._left,
            LineKind.APOLOGIES: self._apologies,
        }
        for party in parties:
            for there in where.values():
                there.pop(party, None)
            where[kind][party] = None

    def _read_position(self, address: str, line: Line) -> None:
        if not line.on or line.position is None:
            return
        proposal = self._proposed_as.get(line.on, line.on)
        rows = self._positions.get(proposal)
        if rows is None:
            decision = self._decisions.get(proposal)
            rows = self._positions[proposal] = dict(decision.positions) if decision else {}
        if proposal == line.on and line.became == f"decisions/{proposal}":
            return  # the record of an older proposal has it already
        for ref in line.by:
            rows[party_of(ref)] = self._position(rows.get(party_of(ref)), line, ref, address)

    def _position(self, before: Position | None, line: Line, ref: str, address: str) -> Position:
        recorder = address.split("/")[1] if address.count("/") == 2 else ""
        return moved(before, line, ref).model_copy(
            update={
                "channel": Channel.ROOM,
                "recorder": self._recorders.get(recorder, recorder),
                "on": self.session.date,
            }
        )

    def followers(self, address: str, line: Line) -> dict[str, Line]:
        """The lines that were about the item named at `address`, now that this line became `line`.

        Until the next item; what was corrected to be about something else stays so.
        """
        before = ""
        followers: dict[str, Line] = {}
        said = iter(self.lines.items())
        for known, other in said:
            if known == address:
                break
            before = other.item if other.kind is LineKind.ITEM else before
        was, now = self.lines[address].item, line.item if line.kind is LineKind.ITEM else before
        for known, other in said:
            if other.kind is LineKind.ITEM:
                break
            if other.item == was != now:
                followers[known] = other.model_copy(update={"item": now})
        return followers

    # who is there

    @property
    def present(self) -> tuple[str, ...]:
        """Who is there now: checked in, came in, or spoke, and did not leave."""
        return tuple(self._present)

    @property
    def left(self) -> tuple[str, ...]:
        """Who was there and left."""
        return tuple(self._left)

    @property
    def apologies(self) -> tuple[str, ...]:
        """Who sent apologies."""
        return tuple(self._apologies)

    @property
    def invited(self) -> tuple[str, ...]:
        """Who was invited and has not been seen, nor sent apologies."""
        return tuple(
            party
            for party, row in self.session.attendance.items()
            if row.presence is Presence.INVITED and not {party} & {*self._present, *self._left, *self._apologies}
        )

    # the round

    @property
    def heard(self) -> tuple[str, ...]:
        """Who has spoken this session, in the order they first did."""
        return tuple(self._heard)

    @property
    def not_heard(self) -> tuple[str, ...]:
        """Who is there and has not spoken this session."""
        return tuple(party for party in self._present if party not in self._heard)

    @property
    def opener(self) -> str:
        """Who spoke first on the present item; empty when nobody has."""
        return next(iter(self._round), "")

    @property
    def round(self) -> tuple[str, ...]:
        """Who has spoken since the present item began."""
        return tuple(self._round)

    @property
    def round_open(self) -> tuple[str, ...]:
        """Who is there and has not spoken since the present item began."""
        return tuple(party for party in self._present if party not in self._round)

    # the programme

    @property
    def programme(self) -> tuple[ItemState, ...]:
        """The items of the programme in their order, and how far it is."""
        return tuple(
            ItemState(key, item, "now" if key == self.item else "done" if key in self._items_done else "ahead")
            for key, item in self._items()
        )

    def _items(self) -> list[tuple[str, Item]]:
        return sorted(self.session.programme.items(), key=lambda pair: (pair[1].order or 0, pair[0]))

    @property
    def next_item(self) -> str:
        """The key of the item after the present one (of the first, before any); empty after the last."""
        keys = [key for key, _ in self._items()]
        later = keys[keys.index(self.item) + 1 :] if self.item in keys else keys
        return next((key for key in later if key not in self._items_done), "")

    def minutes_left(self, now: datetime) -> int | None:
        """Minutes until the session ends, below zero when it is over time; None when no end was set."""
        if self.session.ends is None:
            return None
        return int((datetime.combine(self.session.date, self.session.ends) - now).total_seconds() // 60)

    def item_minutes_left(self, now: datetime) -> int | None:
        """Minutes left of the present item, below zero when it is over time; None when no time was set for it."""
        item = self.session.programme.get(self.item)
        if item is None or item.minutes is None or self._item_since is None:
            return None
        return item.minutes - int((now - self._item_since).total_seconds() // 60)

    # the harvest

    def of(self, *kinds: LineKind) -> dict[str, Line]:
        """The lines of these kinds by address, in the order they were said."""
        return {address: line for address, line in self.lines.items() if line.kind in kinds}

    @property
    def unclear(self) -> tuple[str, ...]:
        """The addresses of the lines to be read back."""
        return tuple(address for address, line in self.lines.items() if line.unclear or line.who)

    @property
    def proposals(self) -> dict[str, dict[str, Position]]:
        """Positions by party on each proposal: those captured here by their line, older ones by the decision's id."""
        found = {address: self._positions.get(address, {}) for address in self.of(LineKind.DECISION)}
        return found | {on: rows for on, rows in self._positions.items() if on not in found}

    def positions(self, proposal: str) -> dict[str, Position]:
        """Positions by party on a proposal: the address of its line, or the id of a decision proposed before."""
        proposal = self._proposed_as.get(proposal, proposal)
        if proposal in self._positions:
            return dict(self._positions[proposal])
        decision = self._decisions.get(proposal)
        return dict(decision.positions) if decision else {}

    def undecided(self, proposal: str = "") -> tuple[str, ...]:
        """Who is there and has no position on `proposal` (without it, the last one); observers take none."""
        taken = self.positions(proposal or self.proposal)
        watching = {party for party, record in self._parties.items() if record.seat is Seat.OBSERVER}
        return tuple(party for party in self._present if party not in taken and party not in watching)

    def context(self, names: Names, at: datetime | None, recorder: str, proposal: str = "") -> Context:
        """What the next line is read against; positions are about `proposal`, else the last one."""
        proposal = proposal or self.proposal
        return Context(
            names=names,
            on=self.session.date,
            at=at,
            recorder=recorder,
            session=self.session_id,
            present=self.present,
            undecided=self.undecided(proposal) if proposal else (),
            proposal=proposal,
            item=self.item,
            items=self._named,
        )


_NONE_YET = (Stand.NO_ANSWER, Stand.NOT_ASKED)


def moved(before: Position | None, line: Line, ref: str) -> Position:
    """The position of `ref` after `line`, on top of what it was `before`.

    A party that moves keeps what it was and the reason it had for that, and what is said with the move is what changed
    it; with an objection what is said is its reason. Said again, a position keeps its reason unless a new one is given.
    How it was answered stays.
    """
    assert line.position is not None
    person = ref.partition("/")[2]
    if before is None:
        return Position(position=line.position, reason=line.text, person=person)
    changes: dict[str, object] = {"position": line.position, "person": person or before.person}
    if before.position is line.position:
        changes["reason"] = line.text or before.reason
    elif before.position in _NONE_YET:
        changes["reason"] = line.text
    elif line.position is Stand.OBJECTION:
        changes |= {"reason": line.text, "before": before.position, "changed_by": ""}
    else:
        changes |= {"before": before.position, "changed_by": line.text}
    return before.model_copy(update=changes)
