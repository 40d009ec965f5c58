"""All records of one process, in memory: what every screen, command and question reads.

A dossier is a value: it is replaced, record by record, never changed in place by who reads it. It
knows addresses and records, no files; what could not be read is listed in ``problems``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from procesregie.model.address import Room, id_of, owner_of
from procesregie.model.ids import slug

if TYPE_CHECKING:
    from procesregie.model.decision import After, Decision
    from procesregie.model.declare import Part, Record
    from procesregie.model.log import Line, Log
    from procesregie.model.party import Party
    from procesregie.model.process import Process
    from procesregie.model.role import Role
    from procesregie.model.session import Session
    from procesregie.model.step import Step
    from procesregie.model.topic import Topic

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that is not sound: where, what, and how to mend it, in words a person can act on.

    `what` and `remedy` are message ids with `values` to fill in, so that they can be said in either language.
    """

    file: str
    what: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    column: int | None = None
    excerpt: str = ""
    address: str = ""
    weight: Literal["broken", "finding"] = "finding"
    """``broken``: the record could not be read and will not be written over. ``finding``: it can be read."""
    check: str = ""
    """The name of the check that found it: syntax, field, reference, twice, locked, private, unknown-key …"""


Sorted = dict[str, dict[str, "Record"]]
"""The records of each room by id, and under ``sessions/<id>`` the logs of that session by recorder."""


def _sorted(records: Mapping[str, Record | None], known: Sorted | None = None) -> Sorted:
    """`records` sorted out, beside what is `known` already (which is left as it is); those that are None are not in it."""
    found = dict(known or {})
    ours: set[str] = set()
    for address, record in records.items():
        room, _, rest = address.partition("/")
        name, _, part = rest.partition("/")
        if name and not part:
            place, key = room, name
        elif part.startswith("log-"):
            place, key = f"{room}/{name}", part.removeprefix("log-")
        else:
            continue
        if place not in ours:
            ours.add(place)
            found[place] = dict(found.get(place, {}))
        if record is None:
            found[place].pop(key, None)
        else:
            found[place][key] = record
    return found


@dataclass(frozen=True)
class Dossier:
    """The records of a process by address, and what is wrong with those that could not be read."""

    records: dict[str, Record] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    """What the group writes together: the files of ``texts/`` by name, as text."""
    kept: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was worked out from all of it and holds as long as this dossier does, by who worked it out (``insight.kept``)."""

    @property
    def process(self) -> Process:
        return cast("Process", self.records["process"])

    def get(self, address: str) -> Record | None:
        """The record at `address`, or None."""
        return self.records.get(address)

    def room(self, room: Room) -> Mapping[str, Record]:
        """The records of `room` by id, without the logs and afters beside them."""
        return self._sorted.get(room, {})

    @cached_property
    def _sorted(self) -> Sorted:
        """Sorted out once for each dossier: rooms are asked for again and again, by everything that reads."""
        return _sorted(self.records)

    @property
    def topics(self) -> Mapping[str, Topic]:
        return cast("Mapping[str, Topic]", self.room("agenda"))

    @property
    def parties(self) -> Mapping[str, Party]:
        return cast("Mapping[str, Party]", self.room("table"))

    @property
    def roles(self) -> Mapping[str, Role]:
        return cast("Mapping[str, Role]", self.room("roles"))

    @property
    def steps(self) -> Mapping[str, Step]:
        return cast("Mapping[str, Step]", self.room("steps"))

    @property
    def sessions(self) -> Mapping[str, Session]:
        return cast("Mapping[str, Session]", self.room("sessions"))

    @property
    def decisions(self) -> Mapping[str, Decision]:
        return cast("Mapping[str, Decision]", self.room("decisions"))

    def after(self, decision: str) -> After | None:
        """What came after `decision` (an id), or None."""
        return cast("After | None", self.records.get(f"decisions/{decision}/after"))

    def logs(self, session: str) -> Mapping[str, Log]:
        """The logs of `session` (an id) by recorder name, such as ``anna``."""
        return cast("Mapping[str, Log]", self._sorted.get(f"sessions/{session}", {}))

    def said(self, session: str) -> Iterator[tuple[str, Line]]:
        """Every line of `session` with its address (``session/recorder/line``), all logs together in order of time."""
        return ((f"{session}/{recorder}/{key}", line) for recorder, key, line in self.lines(session))

    def lines(self, session: str) -> Iterator[tuple[str, str, Line]]:
        """The same with the recorder and the key of each line."""
        logs = self.logs(session)
        found = [(recorder, key, line) for recorder, log in logs.items() for key, line in log.lines.items()]
        if len(logs) > 1:  # one log is in the order it was said already; a stable sort interleaves several
            found.sort(key=lambda said: said[2].at.isoformat() if said[2].at else "")
        return iter(found)

    def superseded_by(self, decision: str) -> list[str]:
        """The ids of decisions that are taken and supersede `decision`."""
        return [newer for newer, record in self.decisions.items() if decision in record.supersedes and record.taken_on]

    def name(self, address: str) -> str:
        """What a record is called by people: its title, or its id where it has none or does not exist."""
        record = self.records.get(address)
        return str(getattr(record, "title", "") or id_of(address))

    def names_about(self, address: str, table: str) -> dict[str, str]:
        """What rows in the record at `address` can be about, by key: what the rows of `table` in the record it belongs
        to are called; for ``texts/`` the texts."""
        if table == "texts/":
            return {name: name for name in self.texts}
        rows: Mapping[str, Part] = getattr(self.records.get(owner_of(address)), table, {})
        return {
            key: next((str(said) for name in row.called_by if (said := getattr(row, name))), key)
            for key, row in rows.items()
        }

    def recorder(self, name: str) -> str:
        """What whoever keeps a log as `name` (``anna``, ``noor-hageman-2``) is called: the one person at the table who
        has that id or that name (or their function, where people are not named), else the name as words."""
        base = re.sub(r"-\d+$", "", name)
        people = [(key, person) for party in self.parties.values() for key, person in party.people.items()]
        named = [person for key, person in people if base in (key, slug(person.name))]
        shown = getattr(self.records.get("process"), "names", True)
        if len(named) == 1:
            return (named[0].name if shown else "") or named[0].function or name
        return " ".join(part[:1].upper() + part[1:] for part in base.split("-")) if shown else name

    def with_record(self, address: str, record: Record | None) -> Dossier:
        """This dossier with `record` at `address`, or without it when None."""
        return self.with_records({address: record})

    def with_records(self, changed: Mapping[str, Record | None]) -> Dossier:
        """This dossier with the records and texts `changed` in it, without those that are None."""
        kept = {address: record for address, record in changed.items() if not address.startswith("texts/")}
        records, texts = dict(self.records), dict(self.texts)
        for address, record in kept.items():
            _put(records, address, record)
        for address in changed.keys() - kept.keys():
            _put(texts, address.removeprefix("texts/"), getattr(changed[address], "text", None))
        found = replace(self, records=records, texts=texts)
        if (known := self.__dict__.get("_sorted")) is not None:  # thousands need not be sorted out anew for one
            found.__dict__["_sorted"] = _sorted(kept, known)
        return found


def _put(into: dict[str, V], key: str, value: V | None) -> None:
    """`value` at `key`; nothing there when it is None."""
    if value is None:
        into.pop(key, None)
    else:
        into[key] = value
