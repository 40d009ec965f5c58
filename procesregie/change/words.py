"""Changes said in words: sentences about records and fields, by area, in the reader's language.

What is said here is user text; whoever shows it makes it safe for its screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from procesregie.change.compare import Change, in_order
from procesregie.change.events import told_as_event
from procesregie.change.gathered import AT_MOST, gathered, of_lines
from procesregie.change.marks import Piece, brief, overlaid, shortened
from procesregie.change.naming import Named, Naming
from procesregie.change.sentence import Group, Sentence
from procesregie.change.tally import tally
from procesregie.language import N_, Language
from procesregie.model.address import is_address, is_log, model_of
from procesregie.model.decision import After, Decision, DecisionState
from procesregie.model.declare import Part, Record, meaning, to_data
from procesregie.model.dossier import Dossier
from procesregie.model.grouptext import GroupText, is_text
from procesregie.model.log import Line, LineKind
from procesregie.model.step import Step

AREAS = {
    "decisions": N_("Decisions"),
    "agenda": N_("Agenda-setting"),
    "table": N_("At the table"),
    "roles": N_("Roles"),
    "steps": N_("Next steps"),
    "sessions": N_("Sessions"),
    "process": N_("Process"),
    "texts": N_("Texts"),
}
"""The headings, in the order in which a reader wants them."""


def in_words(
    changes: Iterable[Change], old: Dossier, new: Dossier, lang: Language, *, full: bool = False
) -> list[Group]:
    """`changes` between `old` and `new` as sentences, by area.

    What comes in numbers (the lines of a session, positions, who was there) is gathered into one sentence,
    and long texts are shortened to what changed; with `full` every change has a sentence of its own that
    holds all of it.
    """
    teller = Teller(Naming(old, new, lang, exact=full), full=full)
    by_area: dict[str, list[Change]] = {}
    for change in changes:
        area = change.address.split("/", 1)[0]
        by_area.setdefault(area if area in AREAS else "texts", []).append(change)
    return [
        Group(lang(heading), tuple(teller.told(by_area[area]))) for area, heading in AREAS.items() if area in by_area
    ]


class Teller:
    """Makes sentences: one for each change when told in `full`, else as few as tell it."""

    def __init__(self, names: Naming, *, full: bool = False) -> None:
        self.names, self.lang, self.full = names, names.lang, full
        self._known: dict[str, dict[str, Any]] = {}

    def told(self, changes: Iterable[Change]) -> Iterator[Sentence]:
        """Sentences for `changes` of one area, record by record."""
        if self.full:
            yield from map(self.sentence, changes)
            return
        by_record: dict[str, list[Change]] = {}
        for change in changes:
            by_record.setdefault(change.address, []).append(change)
        logs = [change for address in by_record if is_log(address) for change in by_record[address]]
        for address in in_order(by_record):
            if not is_log(address):
                yield from self._of_record(by_record[address])
        for _, of_session in groupby(logs, key=lambda change: change.address.split("/")[1]):
            yield self._of_lines(list(of_session))

    def _of_record(self, changes: list[Change]) -> Iterator[Sentence]:
        events, changes = told_as_event(self.names, changes)
        yield from events
        for _, group in groupby(changes, key=lambda change: change.path[0] if len(change.path) > 1 else change.path):
            together = list(group)
            whole = gathered(self.names, together)
            yield from [whole] if whole else map(self.sentence, together)

    def sentence(self, change: Change) -> Sentence:
        """The one sentence about `change`."""
        if not change.path:
            return self._record(change)
        if len(change.path) == 2:
            return self._row(change)
        return self._field(change)

    def _of_lines(self, changes: list[Change]) -> Sentence:
        """What was said in one session; under it the lines that are different, when they are few."""
        lines: dict[tuple[str, str], list[Change]] = {}
        for change in changes:
            if self._is_told(change):
                lines.setdefault((change.address, change.path[1]), []).append(change)
        told = lines if len(lines) <= AT_MOST else {}
        return replace(of_lines(self.names, changes), detail=tuple(self._of_line(*at, told[at]) for at in told))

    def _of_line(self, address: str, key: str, changes: list[Change]) -> str:
        """What is different about a line: its words before and after, else its words and the fields that changed."""
        line = self._line(address, key)
        words = line.get("text") or self.lang(str(line.get("kind", LineKind.NOTE.value)))
        fields = [
            f"{self.names.label(Line, change.path[2])}: {''.join(p.plain() for p in self._field(change).pieces[1:])}"
            for change in changes
        ]
        own = any(change.path[2] == "text" for change in changes)
        return ", ".join(fields) if own else f"“{brief(str(words), 12)}”: {', '.join(fields)}"

    def _is_told(self, change: Change) -> bool:
        """Whether it is a change in a line that people see: nothing the program keeps, no line that became an aside."""
        if len(change.path) != 3:
            return False
        line, about = self._line(change.address, change.path[1]), meaning(Line, change.path[2])
        return line.get("kind") != LineKind.ASIDE and not (about is not None and about.kept)

    def _line(self, address: str, key: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._data(address).get("lines", {}).get(key, {})
        return found

    # -- a record comes or goes

    def _record(self, change: Change) -> Sentence:
        name = self.names.record(change.address)
        pieces: tuple[Piece, ...]
        if change.sign == "-":
            pieces = (Piece(self.lang("{name} is no longer there", name=name), "label"),)
        else:
            said = "" if self.full else self._came(change.address)
            pieces = (Piece(name, "label"), Piece(f" · {said}")) if said else (Piece(name, "label"),)
        if self.full or (change.sign == "+" and isinstance(self.names.new.get(change.address), After)):
            data = change.old if change.sign == "-" else change.new
            assert isinstance(data, dict)
            detail = tuple(self._listed(change.address, data))  # what came after a decision is its rows
        else:
            record = self.names.new.get(change.address)
            detail = tuple(self._of_decision(record)) if isinstance(record, Decision) else ()
        return Sentence(pieces, change.sign, (change,), detail)

    def _of_decision(self, record: Decision) -> Iterator[str]:
        """Where everybody stands on a new decision, and what it takes the place of, with why."""
        if record.positions:
            yield tally(record.positions, self.lang)
        if record.supersedes:
            titles = self.lang.joined(self.names.record(f"decisions/{name}") for name in record.supersedes)
            replaces = self.lang("replaces {titles}", titles=titles)
            why = brief(record.supersedes_reason)
            yield f"{replaces}: “{why}”" if why else replaces

    def _came(self, address: str) -> str:
        """What is worth knowing at once of a record that is new: where it stands, whose it is, by when."""
        record = self.names.new.get(address)
        if record is None or not is_address(address):
            return ""
        said = []
        if isinstance(record, Step):
            said.append(self.names.record(f"table/{record.owner}") if record.owner else "")
            said.append(self.lang("by {day}", day=self.lang.day(record.due)) if record.due else "")
        else:
            weight = record.weight if isinstance(record, Decision) else None
            said += [self.lang(str(weight)) if weight else "", self._stands(record)]
        return ", ".join(part for part in said if part)

    def _stands(self, record: Record) -> str:
        """Where a new record stands; empty where that is where every new one begins."""
        stands = getattr(record, type(record).stands, None)
        if isinstance(record, Decision):
            if stands is DecisionState.OPEN and record.open_until:
                return self.lang("open until {day}", day=self.lang.day(record.open_until))
        elif stands == _default(type(record), type(record).stands):
            return ""
        return self.lang(str(stands)) if stands else ""

    def _listed(self, address: str, data: Mapping[str, Any]) -> Iterator[str]:
        """Every field of a record, one to a line; rows on lines of their own."""
        model = _model(address)
        for name, value in data.items():
            label = self.names.label(model, name)
            if isinstance(value, dict):
                for key, row in value.items():
                    yield f"{label}: {self._row_in_words(address, name, key, row)}"
            else:
                yield f"{label}: {self.names.value(Named(model, name, data, home=address), value, quoted=True)}"

    # -- a row comes or goes

    def _row(self, change: Change) -> Sentence:
        table, key = change.path
        row = change.old if change.new is None else change.new
        about = f"{self._about(change.address)}{self.names.label(_model(change.address), table)}: "
        said = self._row_in_words(change.address, table, key, row)
        pieces: tuple[Piece, ...]
        if change.new is None:
            pieces = (Piece(about, "label"), Piece(said, "old"), Piece(f" → {self.lang('empty')}"))
        elif change.old is None:
            pieces = (Piece(about, "label"), Piece(said, "new"))
        else:  # a value by hand where a row belongs, or the other way round
            was = self._row_in_words(change.address, table, key, change.old)
            pieces = (Piece(about, "label"), Piece(was, "old"), Piece(" → "), Piece(said, "new"))
        return Sentence(pieces, change.sign, (change,))

    def _row_in_words(self, address: str, table: str, key: str, row: object) -> str:
        if not isinstance(row, dict):
            return f"{key}: {self.names.value(Named(None, table, {}), row, quoted=True)}"
        about = meaning(model, table) if (model := _model(address)) else None
        part = about.row if about else None
        name = self._row_name(address, table, key, row)
        said = []
        for field, value in row.items():
            told = self.names.value(Named(part, field, row, key, address), value, quoted=True)
            if not self.full and part is not None and (about_field := meaning(part, field)) and about_field.kept:
                continue  # what the program keeps: an order, where it was said
            called = told.removeprefix("“").removesuffix("”")
            if called == self.names.row(address, table, key, row) if self.full else f", {name}".endswith(f", {called}"):
                continue  # the row is called by it
            short = not self.full and part is not None and field == part.stands
            said.append(told if short else f"{self.names.label(part, field)}: {told}")
        if not said:
            return name
        asks = name.endswith(("?", "!"))  # a mark of its own parts it from what follows
        return f"{name.removesuffix('.')}{' ' if asks else ', '}{', '.join(said)}"

    def _row_name(self, address: str, table: str, key: str, row: Mapping[str, Any]) -> str:
        """The name of a row; with its key when it has to be told apart from another one."""
        name = self.names.row(address, table, key, row)
        return f"{name} ({key})" if self.full and name != key and not self._keyed(address, table) else name

    @staticmethod
    def _keyed(address: str, table: str) -> bool:
        about = meaning(model, table) if (model := _model(address)) else None
        return bool(about and about.room)

    # -- a field

    def _field(self, change: Change) -> Sentence:
        field, about = self._placed(change)
        form = field.meaning.form if field.meaning else ""
        old, new = change.old, change.new
        if form in ("choice", "flag") and field.model is not None:
            default = _default(field.model, field.name)
            old, new = (default if value is None else value for value in (old, new))
        label = Piece(about, "label")
        sign = "+" if old is None else "-" if new is None else "~"
        if form == "text" and isinstance(old, str) and isinstance(new, str):
            marked = overlaid(old, new)
            return Sentence((label, *(marked if self.full else shortened(marked))), sign, (change,))
        if isinstance(old, list) and isinstance(new, list):
            return Sentence((label, *filter(_filled, self._lists(field, old, new))), sign, (change,))
        was, now = (None if value is None else self._value(field, value) for value in (old, new))
        return Sentence((label, *self._arrow(was, now)), sign, (change,))

    def _arrow(self, was: str | None, now: str | None) -> Iterator[Piece]:
        if was is not None:
            yield Piece(was, "old")
            yield Piece(" → ")
        yield Piece(self.lang("empty")) if now is None else Piece(now, "new")

    def _value(self, field: Named, value: object) -> str:
        if isinstance(value, str) and not self.full:
            value = brief(value)
        return self.names.value(field, value, quoted=True)

    def _lists(self, field: Named, old: list[object], new: list[object]) -> Iterator[Piece]:
        """Two lists: the whole of it with what came and went marked; in short ``+ what came − what went``."""
        if sorted(map(str, old)) == sorted(map(str, new)):  # the same things in another order
            yield from self._arrow(self._value(field, old), self._value(field, new))
            return
        marked = [(item, "out" if item not in new else "") for item in old]
        marked += [(item, "in") for item in new if item not in old]
        if self.full:
            for n, (item, mark) in enumerate(marked):
                yield Piece(", " if n else "")
                yield Piece(self._value(field, item), "out" if mark == "out" else "in" if mark else "")
            return
        came, went = ([self._value(field, item) for item, m in marked if m == mark] for mark in ("in", "out"))
        yield Piece(f"+ {', '.join(came)}" if came else "", "new")
        yield Piece(" " if came and went else "")
        yield Piece(f"− {', '.join(went)}" if went else "", "old")

    def _placed(self, change: Change) -> tuple[Named, str]:
        """The field that changed, and the words the sentence begins with."""
        model, name = _model(change.address), change.path[-1]
        record = self._about(change.address)
        if len(change.path) == 1:
            around = self._data(change.address)
            return Named(model, name, around, home=change.address), self._labelled(record, model, name)
        table, key = change.path[0], change.path[1]
        about = meaning(model, table) if model else None
        row = self._data(change.address).get(table, {}).get(key, {})
        part = about.row if about else None
        begin = f"{record}{self.names.label(model, table)}, {self._row_name(change.address, table, key, row)}: "
        return Named(part, name, row, key, change.address), self._labelled(begin, part, name)

    def _labelled(self, begin: str, model: type[Part] | None, name: str) -> str:
        if begin and not self.full and model is not None and model.stands == name:
            return begin
        return f"{begin}{self.names.label(model, name)}: "

    def _about(self, address: str) -> str:
        """The record a sentence is about; under the heading of the process that goes without saying."""
        return "" if address == "process" and not self.full else f"{self.names.record(address)}: "

    def _data(self, address: str) -> dict[str, Any]:
        if address not in self._known:
            found = self.names.get(address)
            self._known[address] = to_data(found) if found is not None else {}
        return self._known[address]


def _model(address: str) -> type[Part] | None:
    if is_text(address):
        return GroupText
    return model_of(address) if is_address(address) else None


def _default(model: type[Part], name: str) -> Any:
    info = model.model_fields.get(name)
    return info.get_default(call_default_factory=False) if info else None


def _filled(piece: Piece) -> bool:
    return bool(piece.text)


__all__ = ["AREAS", "Group", "Sentence", "Teller", "in_words", "tally"]
