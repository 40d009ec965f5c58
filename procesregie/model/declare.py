"""How a field is declared: its type, its label, what it is for. Said here once, used everywhere.

A record is a pydantic model whose fields are made by the functions below. Forms, cards, changes in
words, messages of ``check`` and JSON all read these declarations through :func:`fields`; none of them
lists a field by hand. Labels and help are message ids (English); the catalogues in ``language`` turn
them into what a person reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from procesregie.model.lean import lean

Form = Literal[
    "line",  # one line of text
    "text",  # long text: always multi-line in the file, ending in one newline
    "lines",  # several single lines
    "day",
    "moment",  # local date and time, to the second
    "time",
    "number",
    "flag",
    "choice",  # one of the values of a Words class
    "choices",  # several of them
    "ref",  # the id of another record
    "refs",
    "rows",  # a table of tables, keyed
]


Points = Literal["", "party", "line", "item", "person", "recorder"]


class Words(StrEnum):
    """The values a field takes, as they stand in the file."""

    @property
    def label(self) -> str:
        """The message id of what it is called: the value itself, where that is English."""
        return self.value


def label_of(words: type[Words], value: str) -> str:
    """The message id of what `value` is called; itself when it is none of `words`."""
    return words(value).label if value in set(words) else value


class Part(BaseModel):
    """A record, or a keyed row inside one. Unknown keys a person wrote are kept (``model_extra``)."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True, protected_namespaces=())

    # What a row is called by in lists and in sentences: the first of these fields that is filled.
    called_by: ClassVar[tuple[str, ...]] = ("title",)
    # Whether rows of this kind keep the order they were written in, instead of standing by key.
    in_order: ClassVar[bool] = False
    # Whether the key of a row can be the id of the party it is of, where it names none: then it is called by that first.
    of_party: ClassVar[bool] = False
    # The choice that says where a record or row stands: its words need no label in a sentence.
    stands: ClassVar[str] = ""

    def model_post_init(self, context: Any, /) -> None:
        lean(self)


class Record(Part):
    """One file. Its id is the file's name and stands nowhere inside it."""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The record for the parsed TOML `data`; raises pydantic's ValidationError."""
        return cls.model_validate(data)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field is: everything the rest of the program needs to show, edit, compare and check it."""

    label: str
    """Message id of its name on screen."""
    form: Form
    help: str = ""
    """Message id of one sentence that says what belongs here, shown under the field in a form."""
    room: str = ""
    """For ref(s) and for rows keyed by a reference: the room the id points into, such as ``table``."""
    about: str = ""
    """For rows about rows: the table that has their keys, in the record this one belongs to (of what came after a
    decision, the decision; of what is private about a record, the record). ``texts/`` for the texts the group writes,
    where another name will do too."""
    words: type[Words] | None = None
    row: type[Part] | None = None
    least: int | None = None
    most: int | None = None
    of_person: bool = False
    """A line that names a person of the record's own party, by id."""
    points: Points = ""
    """For line(s) that name something without being a reference: a party or ``party/person``, the address of a line
    or record, an item of the programme or a topic, a person of the row's party, whoever kept the log."""
    kept: bool = False
    """A field that the program keeps and a form does not offer (order, said, became)."""


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A declared field of a model: its name in the file and its meaning."""

    name: str
    meaning: Meaning
    required: bool


def _field(default: Any, meaning: Meaning) -> Any:
    extra: dict[str, Any] = {"meaning": meaning}
    if default is ...:
        return Field(json_schema_extra=extra)
    if default in ({}, ()):
        return Field(default_factory=type(default), json_schema_extra=extra)
    limits: dict[str, Any] = {}
    if meaning.form == "number":
        limits = {"ge": meaning.least, "le": meaning.most}
    return Field(default=default, json_schema_extra=extra, **limits)


def line(label: str, help: str = "", *, required: bool = False, kept: bool = False, points: Points = "") -> Any:
    """One line of text (``str``, empty when unsaid); `points` says what it names, if anything."""
    return _field(... if required else "", Meaning(label, "line", help, kept=kept, points=points))


def text(label: str, help: str = "") -> Any:
    """Long text (``str``): several lines, ending in one newline in the file."""
    return _field("", Meaning(label, "text", help))


def lines(label: str, help: str = "", *, kept: bool = False, points: Points = "") -> Any:
    """Several single lines (``tuple[str, ...]``), in the order given; `points` says what they name, if anything."""
    return _field((), Meaning(label, "lines", help, kept=kept, points=points))


def day(label: str, help: str = "", *, required: bool = False) -> Any:
    """A date (``datetime.date | None``)."""
    return _field(... if required else None, Meaning(label, "day", help))


def moment(label: str, help: str = "", *, kept: bool = False) -> Any:
    """A local date and time, to the second (``datetime.datetime | None``)."""
    return _field(None, Meaning(label, "moment", help, kept=kept))


def clock(label: str, help: str = "") -> Any:
    """A time of day (``datetime.time | None``)."""
    return _field(None, Meaning(label, "time", help))


def number(label: str, help: str = "", *, least: int | None = None, most: int | None = None, kept: bool = False) -> Any:
    """A whole number (``int | None``), within `least` and `most`."""
    return _field(None, Meaning(label, "number", help, least=least, most=most, kept=kept))


def flag(label: str, help: str = "", *, default: bool = False) -> Any:
    """Yes or no (``bool``); only what differs from `default` stands in the file."""
    return _field(default, Meaning(label, "flag", help))


def choice(label: str, words: type[Words], help: str = "", *, default: Words | None = None, kept: bool = False) -> Any:
    """One of `words`, or None when it was not said and there is no `default`."""
    return _field(default, Meaning(label, "choice", help, words=words, kept=kept))


def choices(label: str, words: type[Words], help: str = "") -> Any:
    """Several of `words` (``tuple``), kept sorted in the file."""
    return _field((), Meaning(label, "choices", help, words=words))


def ref(label: str, room: str, help: str = "", *, kept: bool = False) -> Any:
    """The id of a record in `room` (``str``, empty when unsaid)."""
    return _field("", Meaning(label, "ref", help, room=room, kept=kept))


def refs(label: str, room: str, help: str = "", *, kept: bool = False) -> Any:
    """Ids of records in `room` (``tuple[str, ...]``), kept sorted in the file."""
    return _field((), Meaning(label, "refs", help, room=room, kept=kept))


def person(label: str, help: str = "") -> Any:
    """A person: the id of somebody in a party's ``people`` (``str``, empty when unsaid)."""
    return _field("", Meaning(label, "line", help, of_person=True))


def rows(
    label: str, row: type[Part], help: str = "", *, keyed_by: str = "", about: str = "", kept: bool = False
) -> Any:
    """A table of rows (``dict[str, row]``); `keyed_by` names the room when the keys are ids of records, `about` the
    table when they are keys of rows in the record this one belongs to (see :class:`Meaning`)."""
    return _field({}, Meaning(label, "rows", help, room=keyed_by, about=about, row=row, kept=kept))


@cache
def fields(model: type[Part]) -> tuple[FieldOf, ...]:
    """The declared fields of `model`, in the order they stand in a file and on a form."""
    found = []
    for name, info in model.model_fields.items():
        found.append(FieldOf(name, _meaning(info), info.is_required()))
    return tuple(found)


def meaning(model: type[Part], name: str) -> Meaning | None:
    """What the field `name` of `model` means, or None for a key the model does not declare."""
    info = model.model_fields.get(name)
    return None if info is None else _meaning(info)


def _meaning(info: FieldInfo) -> Meaning:
    extra = info.json_schema_extra
    assert isinstance(extra, dict), "every field is declared with a function of this module"
    found = extra["meaning"]
    assert isinstance(found, Meaning)
    return found


def to_data(part: Part) -> dict[str, Any]:
    """The plain data of `part` as its file holds it: declared order, empty fields left out, then unknown keys.

    Rows come by key, except those of a model that is ``in_order`` (a log's lines, as they were said).
    """
    data: dict[str, Any] = {}
    model = type(part)
    for field in fields(model):
        value = getattr(part, field.name)
        kept = _plain(value, field.meaning, _default(model, field.name))
        if kept is not None:
            data[field.name] = kept
    data.update(part.model_extra or {})
    return data


@cache
def _default(model: type[Part], name: str) -> Any:
    return model.model_fields[name].get_default(call_default_factory=False)


def _plain(value: Any, meaning: Meaning, default: Any) -> Any:
    form = meaning.form
    if form == "rows":
        return plain_rows(value, meaning) or None
    if form in ("refs", "choices"):
        return sorted(str(item) for item in value) or None
    if form == "lines":
        return list(value) or None
    if form == "text":
        return value.rstrip("\n") + "\n" if value.strip() else None
    if value is None or value == "" or (form in ("flag", "choice", "number") and value == default):
        return None
    if isinstance(value, StrEnum):
        return value.value
    return value


def plain_rows(rows: Mapping[str, Part], meaning: Meaning) -> dict[str, Any]:
    """The rows of a table as plain data, in the order its file has them."""
    assert meaning.row is not None
    keys = list(rows) if meaning.row.in_order else sorted(rows)
    return {key: to_data(rows[key]) for key in keys}


Row = TypeVar("Row", Part, Mapping[str, Any])


def as_read(rows: Mapping[str, Row], meaning: Meaning) -> list[tuple[str, Row]]:
    """The rows of a table, as parts or as plain data, in the order one reads them: by their number, else by the day they
    came, else by key; those of a model that is ``in_order`` as they stand."""

    def place(pair: tuple[str, Row]) -> tuple[int, str, str]:
        key, row = pair
        said = row if isinstance(row, Mapping) else vars(row)
        on = next((day for name in _CAME if (day := said.get(name)) is not None), "")
        return said.get("order") or 0, str(on), key

    assert meaning.row is not None
    return list(rows.items()) if meaning.row.in_order else sorted(rows.items(), key=place)


_CAME = ("on", "since", "moved_on")
"""The fields that say when a row came."""


Value = str | int | bool | date | datetime | time | list[Any] | dict[str, Any]
"""What plain data is made of."""
