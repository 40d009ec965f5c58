"""Typed words become the fields of a record: ``stage=parked``, ``urgency.ggd.view=doubts``, ``parties+=kerk``.

What a field takes is what the model declares; nothing here knows a field by name. A field goes by its key in
the file, or by its label in either language. A row is ``field.key.field``; a key that is ``+`` (or begins with
it) makes a new row. An empty value clears. Everything is read before anything is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal

from pydantic import ValidationError

from procesregie.capture.meant import person_meant, record_meant, ref_meant, row_meant
from procesregie.capture.names import folded
from procesregie.capture.values import Unread, read_flag, read_word, typed
from procesregie.language import CODES, N_, Language, language
from procesregie.language.trouble import Trouble
from procesregie.model.address import Room, id_of, model_of, room_of
from procesregie.model.declare import FieldOf, Part, fields
from procesregie.model.dossier import Dossier
from procesregie.model.ids import new_key, slug

_LISTS = ("lines", "refs", "choices")


class NotEntered(Trouble):
    """What was typed for a field cannot be taken: the field as it was typed, what is wrong, and what would be right."""

    def __init__(self, name: str, why: Unread) -> None:
        super().__init__("{name}: {why}", name=name, why=why)
        self.name, self.why = name, why

    def said(self, lang: Language) -> str:
        return f"{self.name}: {self.why.said(lang)}"


@dataclass(frozen=True)
class Entry:
    """One ``FIELD=VALUE`` as it was typed."""

    name: str
    text: str
    how: Literal["", "+", "-"] = ""
    """Whether the value replaces what stands there, is added to a list, or taken out of it."""

    @classmethod
    def of(cls, word: str) -> Entry:
        """Reads ``name=text``, ``name+=text`` or ``name-=text``; :class:`NotEntered` for anything else."""
        name, sep, text = word.partition("=")
        how: Literal["", "+", "-"] = "+" if name.endswith("+") else "-" if name.endswith("-") else ""
        name = name.removesuffix(how).strip() if how else name.strip()
        if not sep or not name:
            raise NotEntered(word.strip() or "=", Unread(N_("Write it as FIELD=VALUE.")))
        return cls(name, text, how)


def entered(
    address: str,
    data: Mapping[str, Any],
    entries: Iterable[Entry],
    dossier: Dossier,
    today: date,
    *,
    private: bool = False,
) -> dict[str, Any]:
    """The plain data of the record at `address` with `entries` taken into `data`.

    `private` reads the fields of its part in the private layer. Raises :class:`NotEntered` for the first entry
    that cannot be taken; nothing is changed then.
    """
    entering = _Entering(address, model_of(address, private=private), dict(data), dossier, today)
    placed = [(entry, *entering.placed(entry)) for entry in entries]
    for entry, path, of in sorted(placed, key=lambda one: _about_people(one[2])):
        entering.take(entry, path, of)
    entering.validate()
    return entering.data


def _about_people(of: FieldOf) -> bool:
    return of.meaning.of_person or of.meaning.points == "person"


@dataclass
class _Entering:
    """A record while fields are entered into it."""

    address: str
    model: type[Part]
    data: dict[str, Any]
    dossier: Dossier
    today: date
    new_rows: dict[tuple[str, str], str] = field(default_factory=dict)
    """The key made for a row that was typed as ``+``, by its field and what was typed."""
    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    """How each path was typed, for what is said about it."""

    # -- where it goes

    def placed(self, entry: Entry) -> tuple[tuple[str, ...], FieldOf]:
        """The path of keys that `entry` names, and the field at its end (a table of rows when it names a row)."""
        first, *rest = entry.name.split(".")
        try:
            of = _field_named(self.model, first)
            path: tuple[str, ...] = (of.name,)
            if rest and of.meaning.form != "rows":
                raise Unread(N_("There is nothing below this field."))
            if rest:
                path = (*path, self._key(of, rest[0]))
            if len(rest) > 1:
                assert of.meaning.row is not None
                of = _field_named(of.meaning.row, ".".join(rest[1:]))
                path = (*path, of.name)
        except Unread as why:
            raise NotEntered(entry.name, why) from None
        self.names[path] = entry.name
        return path, of

    def _key(self, of: FieldOf, typed_key: str) -> str:
        rows = self.data.get(of.name, {})
        if typed_key in rows:
            return typed_key
        if of.meaning.room:
            room: Room = of.meaning.room  # type: ignore[assignment]
            return record_meant(self.dossier, room, typed_key)
        if of.meaning.about and not of.meaning.about.endswith("/"):
            return row_meant(self.dossier.names_about(self.address, of.meaning.about), typed_key)
        if typed_key.startswith("+"):
            taken = {*rows, *self.new_rows.values()}
            return self.new_rows.setdefault((of.name, typed_key), new_key(taken))
        key = slug(typed_key)
        if not key:
            raise Unread(N_("“{key}” cannot be a key. Use lower-case letters, digits and hyphens."), key=typed_key)
        return key

    # -- what it becomes

    def take(self, entry: Entry, path: tuple[str, ...], of: FieldOf) -> None:
        """Puts the value of `entry` at `path`."""
        try:
            if of.meaning.form == "rows":
                self._clear(entry, path, of)
                return
            part = self._part(path)
            value = self._value(entry, of, part, path)
        except Unread as why:
            raise NotEntered(entry.name, why) from None
        if value is None or value == []:
            part.pop(of.name, None)
        else:
            part[of.name] = value

    def _clear(self, entry: Entry, path: tuple[str, ...], of: FieldOf) -> None:
        """A whole row, or all of them, is only ever cleared."""
        assert of.meaning.row is not None
        if entry.text.strip() or entry.how:
            inner = ", ".join(one.name for one in fields(of.meaning.row) if not one.meaning.kept)
            where = ".".join(path) if len(path) > 1 else f"{of.name}.KEY"
            raise Unread(N_("These are rows; name a field: {where}.FIELD, one of: {inner}."), where=where, inner=inner)
        if len(path) == 1:
            self.data.pop(of.name, None)
            return
        rows = {key: row for key, row in self.data.get(of.name, {}).items() if key != path[1]}
        self.data.pop(of.name, None)
        if rows:
            self.data[of.name] = rows

    def _part(self, path: tuple[str, ...]) -> dict[str, Any]:
        """The part that holds the field at `path`, made when its row is not there yet; never one of `data` as given."""
        if len(path) == 1:
            return self.data
        table, key, _name = path
        rows = dict(self.data.get(table, {}))
        if key not in rows:
            rows[key] = self._ordered(table, rows)
        rows[key] = dict(rows[key])
        self.data[table] = rows
        row: dict[str, Any] = rows[key]
        return row

    def _ordered(self, table: str, rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """A new row: with its place after the others, where rows of its kind have one."""
        row = next(one.meaning.row for one in fields(self.model) if one.name == table)
        assert row is not None
        if not any(one.name == "order" for one in fields(row)):
            return {}
        return {"order": max((int(data.get("order", 0)) for data in rows.values()), default=0) + 100}

    def _value(self, entry: Entry, of: FieldOf, part: Mapping[str, Any], path: tuple[str, ...]) -> Any:
        text, form = entry.text, of.meaning.form
        if form in _LISTS:
            return self._list(entry, of, list(part.get(of.name, [])), path)
        if entry.how:
            raise Unread(N_("Only lists can be added to or taken from; write this with =."))
        if not text.strip():
            if of.required:
                raise Unread(N_("This has to be filled in."))
            return None
        if form == "text":
            return text.rstrip() + "\n"
        if "\n" in text.strip():
            raise Unread(N_("This takes one line."))
        if form == "flag":
            return read_flag(text)
        return self._one(of, text, path) if form in ("choice", "ref", "line") else typed(of.meaning, text, self.today)

    def _list(self, entry: Entry, of: FieldOf, now: list[str], path: tuple[str, ...]) -> list[str]:
        words = entry.text.splitlines() if "\n" in entry.text else entry.text.split(",")
        given = [self._one(of, word, path) for word in words if word.strip()]
        if entry.how == "+":
            given = [*now, *given]
        elif entry.how == "-":
            given = [item for item in now if item not in given]
        return list(dict.fromkeys(given))

    def _one(self, of: FieldOf, text: str, path: tuple[str, ...]) -> str:
        """One word of a closed list, one reference, one person, or a line as it is."""
        meaning = of.meaning
        if meaning.words:
            return read_word(text, meaning.words)
        if meaning.room:
            room: Room = meaning.room  # type: ignore[assignment]
            found = record_meant(self.dossier, room, text)
            if len(path) == 1 and self.address == f"{room}/{found}":
                raise Unread(N_("A record cannot point to itself."))
            return found
        if _about_people(of):
            return person_meant(self.dossier, self._party(path), text)
        return ref_meant(self.dossier, text) if meaning.points == "party" else text.strip()

    def _party(self, path: tuple[str, ...]) -> str:
        """Whose people are meant at `path`: of the party named beside it, or that the row or the record is about."""
        row = next((one.meaning for one in fields(self.model) if one.name == path[0]), None)
        model, part = self.model, self.data
        if len(path) == 3 and row is not None and row.row is not None:
            model, part = row.row, self.data.get(path[0], {}).get(path[1], {})
        for one in fields(model):
            if one.meaning.form == "ref" and one.meaning.room == "table" and part.get(one.name):
                return str(part[one.name])
        if len(path) == 3 and row is not None and row.room == "table":
            return path[1]
        return id_of(self.address) if room_of(self.address) == "table" else ""

    # -- whether it holds

    def validate(self) -> None:
        """Raises :class:`NotEntered` for what is still missing in a record or a row, or cannot be kept."""
        try:
            self.model.model_validate(self.data)
        except ValidationError as error:
            one = error.errors()[0]
            path = tuple(str(part) for part in one["loc"])
            why = N_("This has to be filled in.") if one["type"] == "missing" else N_("This cannot be saved as it is.")
            raise NotEntered(self.names.get(path, ".".join(path)), Unread(why)) from None


class NoField(Unread):
    """There is no such field; the one that was meant, or all there are, are named as the reader's screen does."""

    def __init__(self, word: str, offered: Sequence[FieldOf]) -> None:
        super().__init__(N_("There is no such field."))
        self.word, self.offered = word, offered

    def said(self, lang: Language) -> str:
        """The sentence, with every field by its label and its key."""
        called = {f"{lang(one.meaning.label)} ({one.name})": one for one in self.offered}
        word = _words(self.word)
        names = {_words(one.name): said for said, one in called.items()}
        names |= {_words(lang(one.meaning.label)): said for said, one in called.items()}
        meant = [said for name, said in names.items() if name.startswith(f"{word} ")]
        meant = meant or [names[name] for name in get_close_matches(word, names, 1)]
        if len(set(meant)) == 1:
            return f"{lang(self.what)} {lang(N_('Did you mean {meant}?'), meant=meant[0])}"
        return f"{lang(self.what)} {lang(N_('Available: {listed}'), listed=', '.join(called))}"


def _field_named(model: type[Part], word: str) -> FieldOf:
    """The field of `model` that `word` names: its key, or its label in either language. :class:`Unread` when none."""
    offered = [one for one in fields(model) if not one.meaning.kept]
    kept = {one.name for one in fields(model) if one.meaning.kept}
    for one in offered:
        if one.name == word:
            return one
    if word in kept:
        raise Unread(N_("The program keeps this field itself."))
    said = _words(word)
    found = [one for one in offered if said in {_words(language(code)(one.meaning.label)) for code in CODES}]
    if len(found) == 1:
        return found[0]
    raise NoField(word, offered)


def _words(text: str) -> str:
    """A label or a key as it is compared: without case, accents, and what stands between its words."""
    return " ".join(folded(text).replace("_", " ").replace("-", " ").split())
