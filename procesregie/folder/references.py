"""Do the ids in the records lead somewhere? Checked for everything at once, from what the model declares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from procesregie.language import N_
from procesregie.model.address import ROOMS, file_of, owner_of
from procesregie.model.decision import Decision, DecisionState
from procesregie.model.declare import Part, fields
from procesregie.model.dossier import Dossier, Problem
from procesregie.model.log import Log
from procesregie.model.party import Party


class _Pointer(NamedTuple):
    """A field that names something, ready to be followed quickly."""

    name: str
    kind: str
    """``ref``, ``refs``, ``rows``, or what a line says that it points at: party, line, person."""
    room: str = ""
    row: type[Part] | None = None
    about: str = ""
    """For rows: the table of the record beside this one that has their keys."""


@cache
def _pointers(model: type[Part]) -> tuple[_Pointer, ...]:
    """The fields of `model` that name something, or have rows that do."""
    found = []
    for declared in fields(model):
        meaning = declared.meaning
        if meaning.form in ("ref", "refs"):
            found.append(_Pointer(declared.name, meaning.form, meaning.room))
        elif meaning.form == "rows" and meaning.row and (meaning.room or meaning.about or _pointers(meaning.row)):
            about = "" if meaning.about.endswith("/") else meaning.about  # a text may be kept somewhere else
            found.append(_Pointer(declared.name, "rows", meaning.room, meaning.row, about))
        elif meaning.of_person or meaning.points == "person":
            found.append(_Pointer(declared.name, "person"))
        elif meaning.points in ("party", "line"):
            found.append(_Pointer(declared.name, meaning.points))
    return tuple(found)


@cache
def _party_field(model: type[Part]) -> str:
    """The field of `model` that says whose person is meant: its first reference to a party; empty when it has none."""
    refs = (field.name for field in fields(model) if field.meaning.form == "ref" and field.meaning.room == "table")
    return next(refs, "")


@dataclass
class Loose:
    """An id that leads nowhere: in which record, at which keys, and what it should have been."""

    address: str
    path: tuple[str, ...]
    value: str
    what: str
    known: frozenset[str] = field(repr=False, default=frozenset())
    forgotten: str = ""
    """Who is named by a decision that was taken, as ``party/person``, and was taken out of everything else."""

    def problem(self) -> Problem:
        """The finding, without its line; see :func:`procesregie.folder.checks.check_references`."""
        values: dict[str, object] = {"key": ".".join(self.path), "value": self.value}
        remedy = N_("Write the id of one that exists, or take it out.")
        if self.forgotten:
            values["person"] = self.forgotten
            remedy = N_(
                "A taken decision stays what it was; `procesregie forget {person} --redact` blacks out the name in it."
            )
        elif close := get_close_matches(self.value, self.known, 1):
            values["meant"] = close[0]
            remedy = N_("Did you mean {meant}?")
        return Problem(file_of(self.address), self.what, remedy, values, address=self.address, check="reference")


_NOT_THERE = {
    "agenda": N_("{key} names a topic that does not exist: {value}."),
    "table": N_("{key} names a party that does not exist: {value}."),
    "roles": N_("{key} names a role that does not exist: {value}."),
    "steps": N_("{key} names a step that does not exist: {value}."),
    "sessions": N_("{key} names a session that does not exist: {value}."),
    "decisions": N_("{key} names a decision that does not exist: {value}."),
    "person": N_("{key} names somebody this party does not have: {value}."),
    "row": N_("{key} is about something that is not there: {value}."),
    "line": N_("{key} names a line or a record that does not exist: {value}."),
}


def loose_ends(dossier: Dossier) -> list[Loose]:
    """Every id in the records of `dossier` that leads nowhere. A record that could not be read does exist."""
    return list(_Following(dossier).all())


class _Following:
    """One walk over all records, along everything they name."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.unread = {problem.address for problem in dossier.problems if problem.weight == "broken"}
        there = set(dossier.records) | self.unread
        self.addresses = there
        self.known: dict[str, frozenset[str]] = {
            room: frozenset(a.split("/")[1] for a in there if a.startswith(room + "/")) for room in ROOMS
        }
        self.address = ""

    def all(self) -> Iterator[Loose]:
        for address, record in self.dossier.records.items():
            if pointers := _pointers(type(record)):
                self.address = address
                yield from self.follow(record, pointers, (), "")

    def follow(self, part: Part, pointers: tuple[_Pointer, ...], at: tuple[str, ...], party: str) -> Iterator[Loose]:
        """What `part` names and is not there; `party` is the one its row is about, if any."""
        for name, kind, room, row, about in pointers:
            value = getattr(part, name)
            if not value:
                continue
            if kind == "rows":
                known = self.known[room] if room else self.rows_beside(about) if about else None
                inside = _pointers(row) if row else ()
                for key, item in value.items():
                    if known is not None and key not in known:
                        yield Loose(self.address, (*at, name, key), key, _NOT_THERE[room or "row"], known)
                    if inside:
                        yield from self.follow(item, inside, (*at, name, key), key if room == "table" else "")
            elif kind == "ref":
                if value not in self.known[room]:
                    yield self.loose((*at, name), value, room)
            elif kind == "refs":
                for each in value:
                    if each not in self.known[room]:
                        yield self.loose((*at, name), each, room)
            elif kind == "line":
                if not self.is_there(value):
                    yield self.loose((*at, name), value, "line")
            elif kind == "party":
                for each in (value,) if isinstance(value, str) else value:
                    if each not in self.known["table"]:  # no party by itself: one with a person, or none at all
                        yield from self.person((*at, name), each, "", kind)
            else:
                party = party or (getattr(part, own) if (own := _party_field(type(part))) else "")
                for each in (value,) if isinstance(value, str) else value:
                    yield from self.person((*at, name), each, party, kind)

    def rows_beside(self, table: str) -> frozenset[str] | None:
        """The keys that rows about `table` of the record beside can have; None when that cannot be read."""
        owner = owner_of(self.address)
        return frozenset(self.dossier.names_about(owner, table)) if self.dossier.get(owner) is not None else None

    def person(self, path: tuple[str, ...], value: str, party: str, kind: str) -> Iterator[Loose]:
        """A person of `party`, or for kind ``party`` a party, or ``party/person``."""
        who = value
        if kind == "party":
            party, _, who = value.partition("/")
            if party not in self.known["table"]:
                yield self.loose(path, party, "table")
                return
        record = self.dossier.records.get(f"table/{party}")
        if who and isinstance(record, Party) and who not in record.people:
            decision = self.dossier.records[self.address]
            taken = isinstance(decision, Decision) and decision.state is not DecisionState.PROPOSED
            forgotten = f"{party}/{who}" if taken else ""
            yield Loose(self.address, path, value, _NOT_THERE["person"], frozenset(record.people), forgotten)

    def is_there(self, place: str) -> bool:
        """Whether `place`, the address of a record or of a line or the id of a decision, exists.

        Of a line in a log that is not here (it is private, or could not be read) only its session is looked for.
        """
        if place in self.addresses or place in self.known["decisions"]:
            return True
        session, _, rest = place.partition("/")
        recorder, _, key = rest.partition("/")
        if not key or session not in self.known["sessions"]:
            return False
        log = self.dossier.records.get(f"sessions/{session}/log-{recorder}")
        return not isinstance(log, Log) or key in log.lines

    def loose(self, path: tuple[str, ...], value: str, room: str) -> Loose:
        return Loose(self.address, path, value, _NOT_THERE[room], self.known.get(room, frozenset()))
