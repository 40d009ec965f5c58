"""A record as a card: every filled field, as the model declares it. No list of fields stands here.

References are links to the record they name; a word of a closed list is said in the reader's language; a
row is one item with its own filled fields behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from textual.content import Content

from procesregie.capture.meant import ONE
from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.model.address import Room, id_of, room_of
from procesregie.model.declare import FieldOf, Part, Record, as_read, fields
from procesregie.model.dossier import Dossier, Problem
from procesregie.model.ids import is_random
from procesregie.tui import signs
from procesregie.tui.layout import Block, Card, Items, Pairs, Paragraph, Title
from procesregie.tui.text import ACCENT, assembled, joined, line, link, muted, plain

_LONG = ("text", "rows")
UNNAMED = frozenset({"note", "on", "how", "kind", "certainty", "channel", "position"})
"""Fields of a row that need no label before their words: they are plainly that."""


def record_card(
    dossier: Dossier,
    address: str,
    *,
    before: Iterable[Block] = (),
    after: Iterable[Block] = (),
    skip: Collection[str] = (),
) -> Card:
    """The card of the record at `address`; `before` stands between its title and its fields, `after` below them."""
    record = dossier.get(address)
    if record is None:
        return Card([Paragraph(plain(_("This record is not there (any more).")))])
    skip = {"title", *skip}
    kind, id = muted(_(ONE[room_of(address)])), id_of(address)
    dated = id[:4].isdigit()  # it says what the title says, and takes two lines: that can wait until the end
    title = Title(line(dossier.name(address)), kind if dated else joined([kind, muted(id)]))
    called = [Pairs(((_("Identifier"), muted(id)),))] if dated else []
    return Card([title, *before, *blocks_of(record, dossier, address, skip), *after, *called])


def blocks_of(
    part: Part, dossier: Dossier, address: str, skip: Collection[str] = (), *, by_hand: bool = True
) -> list[Block]:
    """The filled fields of `part` as blocks, in declared order; short ones that follow each other share columns.

    Below them, where it is `by_hand` too, the keys that the model does not know.
    """
    found: list[Block] = []
    pairs: list[tuple[str, Content]] = []
    for field in fields(type(part)):
        value = getattr(part, field.name)
        if field.name in skip or field.meaning.kept or not _filled(field, value, type(part)):
            continue
        if field.meaning.form not in _LONG:
            pairs.append((_(field.meaning.label), value_of(field, value, dossier, part)))
            continue
        if pairs:
            found.append(Pairs(tuple(pairs)))
            pairs = []
        found.append(_long(field, value, dossier, part, address))
    if pairs:
        found.append(Pairs(tuple(pairs)))
    return [*found, *(_unknown(part) if by_hand else ())]


def _filled(field: FieldOf, value: Any, model: type[Part]) -> bool:
    """Whether `value` says something: a flag does when it is not what it is by itself."""
    if field.meaning.form == "flag":
        return bool(value != model.model_fields[field.name].default)
    return value is not None and value != "" and value != () and value != {}


def _long(field: FieldOf, value: Any, dossier: Dossier, owner: Part, address: str) -> Block:
    label = _(field.meaning.label)
    if field.meaning.form == "text":
        return Paragraph(plain(value.rstrip("\n")), label)
    rows = [
        (signs.OPEN, row_of(field, key, row, dossier, owner, address)) for key, row in as_read(value, field.meaning)
    ]
    return Items(tuple(rows), label)


def _unknown(part: Part) -> Iterator[Block]:
    """Keys that a person wrote and the model does not know: shown as they stand."""
    extra: Mapping[str, Any] = part.model_extra or {}
    if extra:
        yield Items(
            tuple((signs.OPEN, assembled(muted(key), " ", plain(str(value)))) for key, value in extra.items()),
            _("Written by hand"),
        )


def row_name(field: FieldOf, key: str, row: Part, dossier: Dossier, address: str) -> str:
    """What a row in the record at `address` is called: what its key names, else its own words, else its key."""
    if field.meaning.room:
        return dossier.name(f"{field.meaning.room}/{key}")
    if field.meaning.about:
        return dossier.names_about(address, field.meaning.about).get(key, key)
    by = _called_by(row)
    if by is None:
        return key
    said = value_of(by, getattr(row, by.name), dossier, row).plain
    if row.of_party and not getattr(row, "party", "") and key in dossier.parties:
        return f"{dossier.name(f'table/{key}')}, {said}"
    named = by.name == type(row).called_by[0] or by.meaning.form != "choice" or is_random(key)
    return said if named else f"{key}, {said}"


def _called_by(row: Part) -> FieldOf | None:
    """The field whose words a row is called by; None when it has none of them."""
    declared = {field.name: field for field in fields(type(row))}
    found = (declared[name] for name in type(row).called_by)
    return next((field for field in found if _filled(field, getattr(row, field.name), type(row))), None)


def row_of(field: FieldOf, key: str, row: Part, dossier: Dossier, owner: Part, address: str) -> Content:
    """A row of the record at `address` on one (wrapped) line: what it is called, then its filled fields."""
    name = row_name(field, key, row, dossier, address)
    room = field.meaning.room
    parts = [link(name, _shown(f"{room}/{key}")) if room else line(name)]
    by = None if room or field.meaning.about else _called_by(row)
    for inner in fields(type(row)):
        value = getattr(row, inner.name)
        if inner is by or inner.meaning.kept or not _filled(inner, value, type(row)):
            continue
        party = key if room == "table" else getattr(row, "party", "")
        shown = value_of(inner, value, dossier, owner, party=party)
        if inner.meaning.form == "flag" and value:
            shown = line(_(inner.meaning.label))
        elif inner.name not in (*type(row).called_by, *UNNAMED):
            label = _(inner.meaning.label)
            shown = assembled(muted(f"{label[:1].lower()}{label[1:]} "), shown)
        parts.append(shown)
    return joined(parts)


def value_of(field: FieldOf, value: Any, dossier: Dossier, owner: Part, *, party: str = "") -> Content:
    """A filled value in words, references as links."""
    meaning = field.meaning
    if meaning.form == "ref":
        return reference(dossier, meaning.room, value)
    if meaning.form == "refs":
        return joined([reference(dossier, meaning.room, item) for item in value], ", ")
    if meaning.form == "choice":
        return line(_(value.label))
    if meaning.form == "choices":
        return joined([line(_(item.label)) for item in value], ", ")
    if meaning.form == "lines":
        return joined([line(person_name(dossier, party, item)) for item in value], ", ")
    if meaning.of_person:
        holder = party or getattr(owner, "party", "") or getattr(owner, "owner", "")
        return line(person_name(dossier, holder, value))
    return plain(dossier.recorder(value) if meaning.points == "recorder" else said(value))


def said(value: object) -> str:
    """A plain value in the reader's language."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return spoken().day(value, "full")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return spoken().value(value)


def reference(dossier: Dossier, room: str, id: str) -> Content:
    """The record `id` of `room` by its name, as a link; one that is not there is shown as its id, with a sign."""
    return reference_to(dossier, f"{room}/{id}")


def reference_to(dossier: Dossier, address: str, name: str = "") -> Content:
    """The same for the record at `address`; `name` is what it is called here, if not by its own name."""
    if dossier.get(address) is None:
        return assembled(line(name or id_of(address)), muted(f" ({_('not there')})"))
    return link(name or dossier.name(address), _shown(address))


def _shown(address: str) -> str:
    return f"app.go({address!r})"


def person_name(dossier: Dossier, party: str, id: str) -> str:
    """A person of `party` by name (or by function, where the process keeps no names), else the id."""
    holder = dossier.parties.get(party) if party else None
    person = holder.people.get(id) if holder else None
    if person is None:
        return id
    named = dossier.process.names if dossier.get("process") else True
    return (person.name if named else "") or person.function or id


def links_of(dossier: Dossier, record: Record) -> list[str]:
    """The addresses `record` names, in declared order, each once, and only those that are there."""
    found: dict[str, None] = {}

    def gather(part: Part) -> None:
        for field in fields(type(part)):
            value, room = getattr(part, field.name), field.meaning.room
            if field.meaning.form == "ref" and value:
                found[f"{room}/{value}"] = None
            elif field.meaning.form == "refs":
                found.update((f"{room}/{item}", None) for item in value)
            elif field.meaning.form == "rows":
                for key, row in value.items():
                    if room:
                        found[f"{room}/{key}"] = None
                    gather(row)

    gather(record)
    return [address for address in found if dossier.get(address) is not None]


def problem_card(problems: Collection[Problem]) -> Card:
    """What is wrong with a file, and how to mend it."""
    lang = spoken()
    blocks: list[Block] = []
    for problem in problems:
        where = problem.file
        if problem.line:
            where += f":{problem.line}" + (f":{problem.column}" if problem.column else "")
        blocks.append(
            Title(assembled(line(f"{signs.BROKEN} ", ACCENT), line(where)), muted(_("This file cannot be read.")))
        )
        blocks.append(Paragraph(plain(lang.filled(problem.what, problem.values))))
        if problem.excerpt:
            blocks.append(Paragraph(plain(problem.excerpt.rstrip("\n")), _("It says")))
        if problem.remedy:
            blocks.append(Paragraph(plain(lang.filled(problem.remedy, problem.values)), _("What to do")))
    blocks.append(Paragraph(muted(_("Everything else works; this file is not overwritten."))))
    return Card(blocks)


def room_label(room: Room) -> str:
    """What one record of `room` is called, in the reader's language."""
    return _(ONE[room])
