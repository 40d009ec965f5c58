"""What people call things: a record, a row, a field, a value. Never an id or a field's name where there is a word.

A thing may be gone in the new state or not there yet in the old one, so names are looked for in both,
the new one first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from procesregie.language import Language
from procesregie.model.address import Room, is_address, log_of, model_of, owner_of
from procesregie.model.declare import Meaning, Part, Record, label_of, meaning
from procesregie.model.dossier import Dossier
from procesregie.model.ids import ID, is_random
from procesregie.model.party import Party, Person
from procesregie.model.session import Session


@dataclass(frozen=True)
class Named:
    """A field in its place: what it means, and what stands around it."""

    model: type[Part] | None
    name: str
    around: Mapping[str, Any]
    """The other fields of the record or row, as plain data."""
    key: str = ""
    """The key of the row it stands in."""
    home: str = ""
    """The address of the record."""

    @property
    def meaning(self) -> Meaning | None:
        return meaning(self.model, self.name) if self.model else None


class Naming:
    """Names from two dossiers, in one language."""

    def __init__(self, old: Dossier, new: Dossier, lang: Language, *, exact: bool = False) -> None:
        self.old, self.new, self.lang = old, new, lang
        self.exact = exact
        """Whether two values that differ must never read the same: seconds are told, each text stands between its own
        quotation marks, people of one name are told apart."""
        self._counted: dict[str, Counter[str]] = {}

    # -- records

    def get(self, address: str) -> Record | None:
        """The record at `address`, as it is or else as it was."""
        return self.new.get(address) or self.old.get(address)

    def record(self, address: str) -> str:
        """What the record at `address` is called: a session by title and date, a log by its session and recorder."""
        parts = address.split("/")
        if address.startswith("texts/"):
            return parts[-1].removesuffix(".md")
        if len(parts) == 3:
            whole = self.record("/".join(parts[:2]))
            if parts[0] == "sessions":
                return self.lang("{session}, {recorder}'s log", session=whole, recorder=parts[2].removeprefix("log-"))
            return self.lang("{decision}, afterwards", decision=whole)
        name = self._title(address)
        as_an_id = name != parts[-1] and ID.fullmatch(name)  # what is called as another one's id could be called
        return f"{name} ({parts[-1]})" if as_an_id or self._shares_its_name(address, name) else name

    def _titles(self, room: str) -> Counter[str]:
        """How many records of `room` have each title; only those that share theirs need a closer look."""
        if room not in self._counted:
            records = {**self.old.room(cast(Room, room)), **self.new.room(cast(Room, room))}
            self._counted[room] = Counter(str(getattr(record, "title", "")) for record in records.values())
        return self._counted[room]

    def _shares_its_name(self, address: str, name: str) -> bool:
        """Whether another record of its room goes by `name` as well: those are told apart by their id."""
        room = address.partition("/")[0]
        if self._titles(room)[str(getattr(self.get(address), "title", ""))] < 2:
            return False
        others = {*self.old.records, *self.new.records} - {address}
        return any(
            other.startswith(f"{room}/") and other.count("/") == 1 and self._title(other) == name for other in others
        )

    def _title(self, address: str) -> str:
        found = self.get(address)
        title = str(getattr(found, "title", "") or address.split("/")[-1])
        return f"{title}, {self.lang.day(found.date)}" if isinstance(found, Session) else title

    # -- rows

    def row(self, address: str, table: str, key: str, data: Mapping[str, Any]) -> str:
        """What the row `key` of `table` is called: by the record it is keyed by, else by its first filled field."""
        model = model_of(address) if is_address(address) else None
        about = meaning(model, table) if model else None
        if about is None or about.row is None:
            return key
        if about.room:
            return self.record(f"{about.room}/{key}")
        if about.about:
            there = {**self.old.names_about(address, about.about), **self.new.names_about(address, about.about)}
            return there.get(key, key)
        for name in about.row.called_by:
            if data.get(name) not in (None, ""):
                said = self.value(Named(about.row, name, data, key, address), data[name])
                if about.row.of_party and not data.get("party") and self.get(f"table/{key}"):
                    return f"{self.record(f'table/{key}')}, {said}"
                telling = _tells(about.row, name) or is_random(key) or key == said
                return said if telling else f"{key}, {said}"
        return self.record(f"table/{key}") if self.get(f"table/{key}") else key

    # -- fields

    def label(self, model: type[Part] | None, name: str) -> str:
        """What a field is called on screen; a key somebody wrote by hand is its own name."""
        about = meaning(model, name) if model else None
        return self.lang(about.label) if about else name

    def value(self, field: Named, value: object, *, quoted: bool = False) -> str:
        """A value of `field` in words; free text between quotation marks when it is `quoted`."""
        if isinstance(value, list):
            said = ", ".join(self._item_of_list(field, item, quoted=quoted) for item in value)
            return f"[{said}]" if self.exact and field.meaning is None else said  # a key by hand can hold anything
        if isinstance(value, dict):
            each = quoted and self.exact
            return ", ".join(f"{name}: {self.value(field, item, quoted=each)}" for name, item in value.items())
        if isinstance(value, datetime) and self.exact and value.second:
            return f"{self.lang.moment(value)}:{value:%S}"
        about = field.meaning
        if about is not None and isinstance(value, str):
            if about.words:
                return self.lang(label_of(about.words, value)) if value in set(about.words) else value
            if about.room:
                return self.record(f"{about.room}/{value}")
            if about.of_person or about.points == "person":
                return self.person(_party_of(field), value)
            if about.points:
                return self._pointed(about.points, value, field.home)
            if about.form == "text":
                value = value.removesuffix("\n")
        if isinstance(value, str):
            return f"“{value}”" if quoted else value
        return self.lang.value(value)

    def _item_of_list(self, field: Named, item: object, *, quoted: bool) -> str:
        said = self.value(field, item, quoted=quoted and self.exact)
        return f"{{{said}}}" if isinstance(item, dict) else said

    def person(self, party: str, person: str) -> str:
        """The name of a person of `party`, or their function where names are not written; else the id."""
        parties = [self.get(f"table/{party}")] if party else []
        parties += [*self.new.parties.values(), *self.old.parties.values()]
        for found in parties:
            if isinstance(found, Party) and person in found.people:
                name = called(found.people[person], names=self._names) or person
                others = (called(one, names=self._names) for key, one in found.people.items() if key != person)
                return f"{name} ({person})" if self.exact and name in others else name
        return person

    @cached_property
    def _names(self) -> bool:
        process = self.get("process")
        return bool(getattr(process, "names", True))

    def _pointed(self, points: str, value: str, home: str) -> str:
        if points == "party":
            party, _, person = value.partition("/")
            name = self.record(f"table/{party}") if self.get(f"table/{party}") else party
            return f"{name} ({self.person(party, person)})" if person else name
        if points == "item":
            return self._item(value, home)
        if is_address(value):
            return self.record(value)
        return self._line(value)

    def _item(self, value: str, home: str) -> str:
        session = self.get(owner_of(home))
        if isinstance(session, Session) and value in session.programme:
            return session.programme[value].title
        return self.record(f"agenda/{value}") if self.get(f"agenda/{value}") else value

    def _line(self, value: str) -> str:
        """The words of a line, for its address ``session/recorder/line``; a decision's title for its id."""
        if value.count("/") == 2:
            log, key = log_of(value)
            line = getattr(self.get(log), "lines", {}).get(key)
            if line is not None:
                return f"“{line.text}”"
        return self.record(f"decisions/{value}") if self.get(f"decisions/{value}") else value


def called(person: Person, *, names: bool) -> str:
    """What a person is called in the record: by name, or by function where names are not written."""
    return (person.name or person.function) if names else person.function


def _tells(model: type[Part], name: str) -> bool:
    """Whether the field `name` says by itself which row it is: a choice does not, many rows can make the same."""
    about = meaning(model, name)
    return about is not None and about.form != "choice"


def _party_of(field: Named) -> str:
    """The party a person belongs to: the first reference to one beside it, else the party the row is keyed by."""
    if field.model is not None:
        for name, value in field.around.items():
            about = meaning(field.model, name)
            if about and about.form == "ref" and about.room == "table" and isinstance(value, str):
                return value
    return field.key
