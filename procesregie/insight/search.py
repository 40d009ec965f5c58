"""Searching in what is on record, in what was said and in the texts the group writes: every word that is typed,
somewhere in one record, one line or one text.

Case and accents make no difference. Texts are folded once each and remembered, so that a letter more costs
little; a record that changed is read anew, nothing else. What is private is no part of a dossier, and is not found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from procesregie.capture.names import folded, person_called
from procesregie.model.address import id_of
from procesregie.model.declare import FieldOf, Part, Record, fields
from procesregie.model.dossier import Dossier
from procesregie.model.grouptext import GroupText
from procesregie.model.log import Line, LineKind, Log
from procesregie.model.party import Person

EXCERPT = 100
"""Characters of an excerpt, about."""
_COMBINING = re.compile("[\u0300-\u036f]")
_TEXTS = ("line", "text", "lines")
_IN_TEXT = fields(GroupText)[0].meaning.label


@dataclass(frozen=True)
class Hit:
    """Something that was found: where, who, when, and the words around it."""

    address: str
    """The record; of a line, its session."""
    line: str = ""
    """The address of the line (``session/recorder/key``); empty when it stands in the record itself."""
    field: str = ""
    """Message id of the label of the field it stands in; empty for a title, and for what was said."""
    who: tuple[str, ...] = ()
    """Whose it is or who said it: ids of parties, ``party/person`` where a person was named."""
    on: date | None = None
    """When it was said, or the date of the record."""
    excerpt: str = ""
    """The text it stands in, cut where it is long."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where in the excerpt the words stand: from, to."""
    kind: LineKind | None = None
    """Of a line, what it is."""
    stand: str = ""
    """Of a position, message id of where they stood: all there is to say of one without words."""


def search(
    dossier: Dossier, text: str, most: int | None = None, breathe: Callable[[], None] = lambda: None
) -> list[Hit]:
    """Where every word of `text` is found: titles that have them all first, then the rest, each the newest first.

    A record, or a text, is one hit, at the field that has most of the words; so is a line, which is found by who said it
    as well. At most `most` hits, all of them without it. `breathe` is called between one record and the next, for who
    does other things meanwhile.
    """
    words = words_of(text)
    if not words:
        return []
    found = list(_found(dossier, words, breathe))
    found.sort(key=lambda one: one.on or date.min, reverse=True)
    found.sort(key=lambda one: not one.titled)
    return [_hit(one, words) for one in found[:most]]


def places(dossier: Dossier, text: str, breathe: Callable[[], None] = lambda: None) -> frozenset[str]:
    """The addresses of the records, and of the sessions whose lines, have every word of `text`; see :func:`search`."""
    words = words_of(text)
    return frozenset(one.address for one in _found(dossier, words, breathe)) if words else frozenset()


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` as they are looked for: folded, the thread's sign and the name's left out."""
    return tuple(dict.fromkeys(word.lstrip("#@") or word for word in lowered(text).split()))


@lru_cache(maxsize=1 << 16)
def lowered(text: str) -> str:
    """`text` without case and accents, remembered: the same names and lines are looked in again and again."""
    if text.isascii():
        return text.lower()
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))


class _Found(NamedTuple):
    """Something that was found, before its excerpt is made."""

    address: str
    line: str
    said: Line | None
    place: _Place | None
    """Where it stands; of a line that is looked up when it is shown."""
    who: tuple[str, ...]
    on: date | None
    titled: bool = False


class _Place(NamedTuple):
    """A text of a record or a line: the label of its field (empty for the title, for what was said), as it stands
    there and folded."""

    label: str
    text: str
    folded: str


def _hit(found: _Found, words: Sequence[str]) -> Hit:
    said = found.said
    place = found.place or (_in_line(said, words) if said else _Place("", "", ""))
    excerpt, marks = excerpted(place.text, words)
    stand = str(said.position.value) if said and said.position else ""
    return Hit(
        found.address, found.line, place.label, found.who, found.on, excerpt, marks, said.kind if said else None, stand
    )


def _found(dossier: Dossier, words: Sequence[str], breathe: Callable[[], None]) -> Iterator[_Found]:
    called = _called(dossier, words)
    for address, record in dossier.records.items():
        breathe()
        if isinstance(record, Log):
            yield from _in_log(dossier, address, record, words, called)
        else:
            yield from _in_record(dossier, address, record, words, called)
    for name, text in dossier.texts.items():
        breathe()
        place = _Place(_IN_TEXT, text, lowered(text))
        if _number(place, words) == len(words):
            yield _Found(f"texts/{name}", "", None, place, (), None)


def _called(dossier: Dossier, words: Sequence[str]) -> dict[str, set[str]]:
    """For each word, who has it in their name: parties, and people with the names of their party."""
    called: dict[str, set[str]] = {word: set() for word in words}
    for party, record in dossier.parties.items():
        own = lowered(f"{record.title} {record.short} {party}")
        people = [(ref, lowered(person_called(dossier, ref))) for ref in (f"{party}/{key}" for key in record.people)]
        for word, refs in called.items():
            if word in own:
                refs |= {party, *(ref for ref, _name in people)}
            else:
                refs.update(ref for ref, name in people if word in name)
    return called


# -- lines

_logs: dict[str, tuple[Record, tuple[tuple[str, Line, str], ...]]] = {}
"""The lines of the log that was last seen at an address, each with all its texts, folded."""


def _in_log(
    dossier: Dossier, address: str, log: Log, words: Sequence[str], called: dict[str, set[str]]
) -> Iterator[_Found]:
    known = _logs.get(address)
    if known is None or known[0] is not log:
        lines = ((key, line, lowered(" ".join(_texts(line)))) for key, line in log.lines.items())
        known = _logs[address] = (log, tuple(lines))
    session, recorder = id_of(address), address.rpartition("/log-")[2]
    on = getattr(dossier.get(f"sessions/{session}"), "date", None)
    for key, line, said in known[1]:
        for word in words:
            if word not in said and called[word].isdisjoint(line.by):
                break
        else:
            if said.strip() or line.position:
                yield _Found(f"sessions/{session}", f"{session}/{recorder}/{key}", line, None, line.by, on)


def _texts(line: Line) -> Iterator[str]:
    """All that a person wrote in a line: what was said, its threads, the reason of the response."""
    for field in _searched(Line):
        value = getattr(line, field.name)
        yield from (value,) if isinstance(value, str) else value


def _in_line(line: Line, words: Sequence[str]) -> _Place:
    """The sentence of `line` that has most of the `words`; what was said, when none has more, as with a thread."""
    sentences = [
        _Place("" if field.name in Line.called_by else field.meaning.label, text, lowered(text))
        for field in _searched(Line)
        if isinstance(text := getattr(line, field.name), str)
    ]
    return max(sentences, key=lambda place: _number(place, words))


# -- records

_records: dict[str, tuple[Record, bool, tuple[_Place, ...]]] = {}
"""The texts of the record that was last seen at an address; of no use when another record stands there."""


def _in_record(
    dossier: Dossier, address: str, record: Record, words: Sequence[str], called: dict[str, set[str]]
) -> Iterator[_Found]:
    names = bool(getattr(dossier.records.get("process"), "names", True))
    known = _records.get(address)
    if known is None or known[0] is not record or known[1] is not names:
        known = _records[address] = (record, names, tuple(_places(record, names)))
    places = known[2]
    who = tuple(ref for name in ("owner", "party", "brought_by") if (ref := getattr(record, name, "")))
    for word in words:
        if called[word].isdisjoint(who) and not any(word in place.folded for place in places):
            return
    place = max(places, key=lambda one: _number(one, words), default=_Place("", id_of(address), ""))
    titled = not place.label and _number(place, words) == len(words)
    on = next((day for name in ("date", "due", "taken_on") if (day := getattr(record, name, None))), None)
    yield _Found(address, "", None, place, who, on, titled)


def _number(place: _Place, words: Sequence[str]) -> int:
    """How many of the `words` stand in `place`."""
    return sum(word in place.folded for word in words)


def _places(part: Part, names: bool, label: str = "") -> Iterator[_Place]:
    for field in _searched(type(part)):
        if not names and isinstance(part, Person) and field.name == "name":
            continue
        value = getattr(part, field.name)
        if not value:
            continue
        own = "" if field.name == "title" and not label else label or field.meaning.label
        if field.meaning.form == "rows":
            for row in value.values():
                yield from _places(row, names, own)
            continue
        for text in (value,) if isinstance(value, str) else value:
            yield _Place(own, text, lowered(text))


@cache
def _searched(model: type[Part]) -> tuple[FieldOf, ...]:
    """The fields of `model` in which a person wrote words, or rows that have such: not what points or is kept."""
    found = [
        field
        for field in fields(model)
        if (
            field.meaning.form in _TEXTS and not (field.meaning.kept or field.meaning.points or field.meaning.of_person)
        )
        or (field.meaning.form == "rows" and field.meaning.row is not None and _searched(field.meaning.row))
    ]
    return tuple(sorted(found, key=lambda field: field.name != "title"))


# -- excerpts


def excerpted(text: str, words: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """`text` in one line, cut around the first of the folded `words` that stands in it, and where they stand in that."""
    text = " ".join(text.split())
    spans = _spans(text, words)
    if len(text) <= EXCERPT:
        return text, spans
    start = max(0, (spans[0][0] if spans else 0) - EXCERPT // 3)
    if start:
        start = text.rfind(" ", 0, start) + 1
    end = (
        len(text)
        if len(text) <= start + EXCERPT
        else (text.rfind(" ", start + 1, start + EXCERPT) + 1 or start + EXCERPT)
    )
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    moved = len(head) - start
    cut = f"{head}{text[start:end].rstrip()}{tail}"
    return cut, tuple((a + moved, b + moved) for a, b in spans if a >= start and b <= end)


def _spans(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where the folded `words` stand in `text`, in its own letters; a word inside a longer one counts."""
    if text.isascii():
        there, origin = text.lower(), None
    else:
        letters = [folded(letter) for letter in text]
        there = "".join(letters)
        origin = [at for at, letter in enumerate(letters) for _ in letter]
    found: list[tuple[int, int]] = []
    for word in words:
        at = there.find(word)
        while at >= 0:
            end = at + len(word)
            found.append((at, end) if origin is None else (origin[at], origin[end - 1] + 1))
            at = there.find(word, end)
    return _joined(found)


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """`spans` in order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
