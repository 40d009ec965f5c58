"""A record as it stands, in words: what ``procesregie show table/ggd`` tells. Its fields are the model's, none by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from procesregie.cli.settings import Settings
from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.language.visible import visible_line
from procesregie.model.address import id_of, room_of
from procesregie.model.declare import Part, as_read, fields, to_data

if TYPE_CHECKING:
    from procesregie.change.naming import Naming
    from procesregie.desk.desk import Desk
    from procesregie.model.declare import Record
    from procesregie.model.dossier import Dossier

_INDENT = "  "


def tell(settings: Settings, desk: Desk, address: str, private: bool) -> None:
    """The record at `address`, and its private part when that is asked for."""
    from procesregie.change.naming import Naming

    record = desk.record(address)
    names = Naming(desk.dossier, desk.dossier, spoken())
    lines(settings, desk.dossier, address)
    aside = desk.asides.get(address) if private else None
    if aside is not None:
        settings.out.line(_("(confidential)"))
        _lines(settings, names, address, type(aside), to_data(aside))
    data: dict[str, Any] = {"address": address, "id": id_of(address), "title": desk.dossier.name(address)}
    data["record"] = to_data(record)
    if private:
        data["private"] = to_data(aside) if aside is not None else {}
    settings.out.data(data)


def lines(settings: Settings, dossier: Dossier, address: str, data: Mapping[str, Any] | None = None) -> None:
    """The record at `address` of `dossier`, which has it, for people: what it is called and every filled field
    (of `data` when only some are wanted)."""
    from procesregie.capture.meant import ONE
    from procesregie.change.naming import Naming

    record = dossier.records[address]
    names = Naming(dossier, dossier, spoken())
    kind = " · ".join((_(ONE[room_of(address)]), address))
    settings.out.line(f"{visible_line(names.record(address))} · {kind}")
    _lines(settings, names, address, type(record), to_data(record) if data is None else data)


def _lines(settings: Settings, names: Naming, address: str, model: type[Record], data: Mapping[str, Any]) -> None:
    for text in _told(names, address, model, data, ""):
        settings.out.line(_INDENT + text)


def _told(names: Naming, address: str, model: type[Part], data: Mapping[str, Any], key: str) -> Iterator[str]:
    """A line for each filled field of a record or row, in declared order; then what somebody wrote by hand."""
    from procesregie.change.naming import Named
    from procesregie.model.party import Person

    declared = {one.name: one.meaning for one in fields(model)}
    for name in (*(n for n in declared if n in data), *(n for n in data if n not in declared)):
        value, meaning = data[name], declared.get(name)
        if meaning is not None and meaning.kept:
            continue
        label = names.label(model, name)
        if meaning is not None and meaning.form == "rows" and meaning.row is not None:
            yield f"{label}:"
            for row, inner in as_read(value, meaning):
                called, inner = _person(names, address, row, inner) if meaning.row is Person else ("", inner)
                yield f"{_INDENT}{visible_line(called or names.row(address, name, row, inner))} ({name}.{row})"
                for text in _told(names, address, meaning.row, inner, row):
                    yield _INDENT * 2 + text
        elif meaning is not None and meaning.form == "text":
            yield f"{label}:"
            yield from (_INDENT + line for line in str(value).rstrip("\n").split("\n"))
        else:
            said = names.value(Named(model, name, data, key, address), value)
            yield f"{label}: {visible_line(said)}"


def _person(names: Naming, address: str, key: str, data: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """A person by name; in a process that keeps no names by function, the name left out."""
    if getattr(names.get("process"), "names", True):
        return "", data
    return names.person(id_of(address), key), {name: value for name, value in data.items() if name != "name"}
