"""A file that people wrote in, changed in place: the lines of the fields that changed, and no other.

What must change is found on plain data; where it stands is found by :mod:`layout`; the change is text put
in, taken out or replaced there. Comments, order, unknown keys and blank lines stay because nobody touches
them. The result is read back before anybody may write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

import tomli
import tomli_w

from procesregie.folder.layout import Path, Statement, scan
from procesregie.folder.toml import BOM, canonical, normal, plain, text_of
from procesregie.language import N_
from procesregie.language.trouble import Trouble

_COMMENTS = re.compile(r"(?:[ \t]*#[^\n]*\n)*")
_COMMENT_BLOCK = re.compile(r"(?:[ \t]*#[^\n]*\n)*\Z")
_BLANKS_BEFORE = re.compile(r"(?:[ \t]*\r?\n)*\Z")
_BLANKS_AFTER = re.compile(r"(?:[ \t]*\r?\n)*")


class CannotPatch(Trouble):
    """A file is written in a way in which a change cannot be made without touching more than the change."""


def same(one: Any, other: Any) -> bool:
    """Whether two values of plain data are the same, types included (``1`` is not ``true``)."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other or (one != one and other != other))


def patch(data: bytes, old: Mapping[str, Any], new: Mapping[str, Any]) -> bytes:
    """The file `data` with the difference between `old` and `new` made in it, and nothing else.

    `old` is what the program took from the file; it may say less than the file does (a default that a
    hand wrote out, a list in another order), and what both leave alone stays as it is written. Raises
    :class:`NotToml` when `data` cannot be read, :class:`CannotPatch` when the change cannot be made.
    """
    text = text_of(data)
    mark = BOM if text.startswith(BOM) else ""
    before = plain(data)
    wanted = _changed(before, old, new)
    if same(before, wanted):
        return data
    result = (mark + _Patch(text.removeprefix(BOM)).made(before, wanted, new)).encode()
    try:
        sound = same(plain(result), wanted)
    except Exception:
        sound = False
    if not sound:
        raise CannotPatch(
            N_("The file is written in a way the program cannot change without touching more than it should."),
            N_("Make the change in an editor."),
        )
    return result


def _changed(into: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The data `into` with the difference between `old` and `new` made in it."""
    result = {key: value for key, value in into.items() if key in new or key not in old}
    for key, value in new.items():
        if isinstance(value, Mapping) and isinstance(old.get(key), Mapping):
            inside = into.get(key)
            result[key] = _changed(inside if isinstance(inside, Mapping) else {}, old[key], value)
        elif key not in old or not same(old[key], value):
            result[key] = normal(value)
    return result


class _Patch:
    """One patch under way: the text, where things stand in it, and the edits so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.statements = scan(text)
        self.edits: list[tuple[int, int, str]] = []
        first = text.find("\n")
        self.newline = "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"

    def made(self, before: dict[str, Any], wanted: dict[str, Any], declared: Mapping[str, Any]) -> str:
        """The text in which `before` became `wanted`; new keys take their place from the order of `declared`."""
        self._differ(before, wanted, declared, ())
        result, at = "", 0
        # at one place keys come before tables, and both before what is taken away there; else as it was decided
        for start, end, piece in sorted(self.edits, key=lambda edit: (*edit[:2], edit[2].lstrip().startswith("["))):
            result += self.text[at : max(start, at)]
            if start == end and piece and result and not result.endswith("\n"):
                result += self.newline
            result += piece.replace("\r\n", "\n").replace("\n", self.newline)
            at = max(end, at)
        return result + self.text[at:]

    def _differ(self, before: dict[str, Any], wanted: dict[str, Any], declared: Mapping[str, Any], at: Path) -> None:
        order = [*declared, *(key for key in wanted if key not in declared)]
        added: dict[str, Any] = {}
        for key in before:
            if key not in wanted:
                self._delete((*at, key))
        for key in order:
            if key not in wanted:
                continue
            here, value = (*at, key), wanted[key]
            if key not in before:
                added[key] = value
            elif not same(before[key], value) and not self._replace(here, before[key], value, declared.get(key)):
                self._delete(here)
                added[key] = value
        if before and not wanted and at:
            self._keep_empty(at)
        self._add_values({key: value for key, value in added.items() if not isinstance(value, dict)}, order, at)
        for key, value in added.items():
            if isinstance(value, dict):
                self._add_table((*at, key), value, order)

    # --- what is there already

    def _replace(self, here: Path, before: Any, value: Any, declared: Any) -> bool:
        """Changes what stands at `here` where it stands; False when that cannot be."""
        pair = next((s for s in self.statements if s.path == here and not s.is_table), None)
        if pair is not None:
            written = self.text[pair.value : pair.value_end]
            piece = None
            if isinstance(before, list) and isinstance(value, list) and "#" in written:
                piece = _list_with_comments(written, before, value)
            self.edits.append((pair.value, pair.value_end, piece if piece is not None else _literal(value)))
            return True
        if isinstance(before, dict) and isinstance(value, dict):
            self._differ(before, value, declared if isinstance(declared, Mapping) else {}, here)
            return True
        return False

    def _delete(self, here: Path) -> None:
        """Takes away everything at and below `here`, except comments."""
        for statement in self._below(here):
            start, end = statement.start, statement.end
            rest = self.text[statement.value_end : end]
            if "#" in rest and not statement.is_table:
                self.edits.append((start, end, rest.lstrip()))
                continue
            if "#" in rest:
                self.edits.append((start, end, rest[rest.index("#") :]))
                continue
            if statement.is_table:
                blank = _BLANKS_BEFORE.search(self.text, 0, start)
                start = blank.start() if blank and blank.start() > 0 else start
                # the newline that ends the line before the blank ones belongs to that line
                if start < statement.start and start > 0 and self.text[start - 1] != "\n":
                    start = self.text.index("\n", start) + 1
                if start == 0:
                    end = self._after_blanks(end) if not self._has_pairs(statement) else end
            self.edits.append((start, end, ""))

    def _keep_empty(self, at: Path) -> None:
        """A table that lost its last key and must still be there gets a header, or is written ``{}``."""
        if any(s.is_table and s.path == at for s in self.statements):
            return
        first = self._below(at)[0]
        if first.is_table:
            self.edits.append((first.start, first.start, canonical(_nested(at, {})).decode()))
        else:
            self.edits.append((first.start, first.start, f"{_key(at[len(first.table) :])} = {{}}\n"))

    def _below(self, here: Path) -> list[Statement]:
        return [s for s in self.statements if s.path[: len(here)] == here]

    def _has_pairs(self, header: Statement) -> bool:
        return any(s.table == header.path and not s.is_table for s in self.statements)

    def _after_blanks(self, offset: int) -> int:
        found = _BLANKS_AFTER.match(self.text, offset)
        return found.end() if found else offset

    # --- what comes new

    def _add_values(self, added: dict[str, Any], order: list[str], at: Path) -> None:
        """Puts values and lists into the table `at`, each after the one that is declared before it."""
        if not added:
            return
        home = self._home(at)
        if home is None:
            self._new_header(at, added)
            return
        table, prefix, offset = home
        siblings = {s.path[-1]: s for s in self.statements if s.path[:-1] == at and s.table == table and not s.is_table}
        anchor = None
        first = next((siblings[key] for key in order if key in siblings), None)
        for key in order:
            if key in siblings:
                anchor = siblings[key].end
            elif key in added:
                line = f"{_key((*prefix, key))} = {_literal(added[key])}\n"
                if anchor is None and first is None and not at and self._table_follows(offset):
                    line += "\n" if key == list(added)[-1] else ""
                where = anchor if anchor is not None else self._above(first.start) if first else offset
                self.edits.append((where, where, line))

    def _home(self, at: Path) -> tuple[Path, Path, int] | None:
        """Where keys of the table `at` go: the header they stand under, what goes before them, and an offset."""
        if not at:
            header = next((s for s in self.statements if s.is_table), None)
            pairs = [s for s in self.statements if not s.table and not s.is_table]
            if pairs:
                return (), (), pairs[-1].end
            return (), (), self._above(header.start) if header else len(self.text)
        for s in self.statements:
            if s.is_table and s.path == at:
                return at, (), s.end
        dotted = [s for s in self.statements if not s.is_table and len(s.table) < len(at) and s.path[: len(at)] == at]
        if dotted and len(dotted[-1].path) > len(at):
            return dotted[-1].table, at[len(dotted[-1].table) :], dotted[-1].end
        return None

    def _new_header(self, at: Path, added: dict[str, Any]) -> None:
        """A header for a table that had none of its own, before the tables inside it."""
        where = self._above(self._below(at)[0].start)
        self.edits.append((where, where, _section(at, added) + "\n"))

    def _add_table(self, here: Path, value: dict[str, Any], order: list[str]) -> None:
        """Puts a table in, after the one that is declared, or sorted, before it."""
        piece = _section(here, value)
        earlier, later = self._around(here, order)
        if earlier is not None:
            gap = "" if earlier == 0 or self.text[:earlier].endswith(("\n\n", "\n\r\n")) else "\n"
            follows = self.text[earlier:].lstrip(" \t")
            close = "\n" if follows and not follows.startswith(("\n", "\r\n")) else ""
            self.edits.append((earlier, earlier, gap + piece + close))
        elif later is not None:
            self.edits.append((later, later, piece + "\n"))

    def _around(self, here: Path, order: list[str]) -> tuple[int | None, int | None]:
        """The offset after the table before `here`, or else the one before the table after it; never both None."""
        parent, key = here[:-1], here[-1]
        number = order.index(key)
        for sibling in reversed(order[:number]):
            if tables := self._sections((*parent, sibling)):
                return self._tail(tables[-1].end), None
        for sibling in order[number + 1 :]:
            if tables := self._sections((*parent, sibling)):
                return None, self._above(tables[0].start)
        under = [s for s in self.statements if s.table == parent]
        if parent and under and any(s.is_table for s in under):
            return self._tail(under[-1].end), None
        return len(self.text), None

    def _sections(self, here: Path) -> list[Statement]:
        """The statements of the tables at and below `here` that have headers."""
        return [s for s in self.statements if s.table[: len(here)] == here]

    def _tail(self, offset: int) -> int:
        """After the comments that follow directly on `offset`, unless they stand above a header."""
        found = _COMMENTS.match(self.text, offset)
        end = found.end() if found else offset
        return offset if self.text[end:].lstrip(" \t").startswith("[") else end

    def _above(self, offset: int) -> int:
        """Before the comments that stand directly above `offset`."""
        found = _COMMENT_BLOCK.search(self.text, 0, offset)
        start = found.start() if found else offset
        return start if start == 0 or self.text[start - 1] == "\n" else offset

    def _table_follows(self, offset: int) -> bool:
        return bool(self.text[offset:].strip()) and not self.text[offset:].startswith(("\n", "\r\n"))


def _nested(path: Path, value: Any) -> dict[str, Any]:
    for key in reversed(path):
        value = {key: value}
    assert isinstance(value, dict)
    return value


def _section(path: Path, value: dict[str, Any]) -> str:
    """A table as text, with its header. Lists with tables in them are written inline."""
    head = canonical(_nested(path, {})).decode()
    plain_values = {key: item for key, item in value.items() if not isinstance(item, dict)}
    pieces = [head + "".join(f"{_key((key,))} = {_literal(item)}\n" for key, item in plain_values.items())]
    pieces += [_section((*path, key), item) for key, item in value.items() if isinstance(item, dict)]
    if not plain_values and len(pieces) > 1:
        pieces = pieces[1:]
    return "\n".join(pieces)


def _key(path: Path) -> str:
    return ".".join(tomli_w.dumps({part: 0}).removesuffix(" = 0\n") for part in path)


def _literal(value: Any) -> str:
    """`value` as it stands after its ``=``."""
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in _flat(value))):
        return _inline(value)
    return canonical({"k": value}).decode().removeprefix("k = ").removesuffix("\n")


def _flat(value: list[Any]) -> Iterator[Any]:
    for item in value:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def _inline(value: Any) -> str:
    """`value` on one line: what stands in a table between braces must."""
    if isinstance(value, dict):
        inside = ", ".join(f"{_key((key,))} = {_inline(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return tomli_w.dumps({"k": normal(value)}).removeprefix("k = ").removesuffix("\n")


def _list_with_comments(written: str, before: list[Any], value: list[Any]) -> str | None:
    """A list with comments between its items, with `before` made `value` item by item; None when that fails."""
    import tomlkit  # seldom needed, and it takes its time

    document = tomlkit.parse(f"k = {written}\n")
    items: Any = document["k"]
    moves = SequenceMatcher(None, list(map(repr, before)), list(map(repr, value)), autojunk=False).get_opcodes()
    for tag, start, end, new_start, new_end in reversed(moves):
        if tag == "equal":
            continue
        for number in range(end - 1, start - 1, -1):
            del items[number]
        for number, item in enumerate(value[new_start:new_end]):
            items.insert(start + number, item)
    result = document.as_string()
    try:
        sound = same(tomli.loads(result), {"k": value})
    except tomli.TOMLDecodeError:
        sound = False
    return result.removeprefix("k = ").removesuffix("\n") if sound else None
