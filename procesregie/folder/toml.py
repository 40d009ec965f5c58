"""TOML as this program reads and writes it: bytes to plain data, and plain data to bytes that never flip.

Reading is done by tomli alone. What is written in one piece is written by tomli-w, which makes the
*canonical* form of a file: scalars and lists first, a list one item a line, then tables, strings with a
newline in them over several lines. What people wrote by hand is patched instead (see :mod:`patch`), and a
new row is text put after what stands there (:func:`appended`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import tomli
import tomli_w

from procesregie.folder.layout import Path, Statement, excerpt, line_and_column, scan
from procesregie.language import N_

BOM = "\ufeff"
MERGING = b"<<<<<<< "
"""What git puts where two people's work did not go together; inside a text it is TOML like any other."""


class NotToml(Exception):
    """Bytes that cannot be read as TOML: where, and what is wrong (a message id with its values)."""

    def __init__(self, what: str, line: int, column: int, excerpt: str, **values: object) -> None:
        super().__init__(what)
        self.what = what
        self.line = line
        self.column = column
        self.excerpt = excerpt
        self.values = values


@dataclass(frozen=True, slots=True)
class Twice:
    """A table or a key that stands twice, as a merge of two people's work can leave it."""

    path: Path
    lines: tuple[int, int]
    """The line of the earlier one, which is left out, and of the later one, which counts."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, counted from 1, and what stands on its line."""

    line: int
    column: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds, and what stands in it twice."""

    data: dict[str, Any]
    twice: list[Twice] = field(default_factory=list)


def plain(data: bytes) -> dict[str, Any]:
    """The plain data of a file; :class:`NotToml` when it cannot be read."""
    try:
        return tomli.loads(data.decode())
    except (ValueError, RecursionError):
        return reading(data).data


def reading(data: bytes) -> Reading:
    """The plain data of a file and what stands in it twice; :class:`NotToml` when it cannot be read.

    Of a table or a key that stands twice the later one counts whole: the earlier is left out.
    """
    text = text_of(data)
    if MERGING in data and (marker := _unfinished(text)):
        raise marker
    try:
        return Reading(tomli.loads(text.removeprefix(BOM)))
    except (ValueError, RecursionError) as error:
        once, twice = _without_earlier(text)
        if twice:
            with suppress(ValueError, RecursionError):
                return Reading(tomli.loads(once.removeprefix(BOM)), twice)
        raise _explained(error, text) from error


def text_of(data: bytes) -> str:
    """The text in `data`; :class:`NotToml` with the place when it is not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = line_and_column(before, len(before))
        shown = excerpt(data.decode(errors="replace"), line)
        raise NotToml(N_("A character here is not UTF-8."), line, column, shown) from error


def canonical(data: Mapping[str, Any]) -> bytes:
    """The bytes of `data` in canonical form: UTF-8, NFC, LF."""
    return tomli_w.dumps(_kept(normal(data)), multiline_strings=True).encode()


def normal(value: Any) -> Any:
    """`value` as it is written: text in NFC, and nothing in it that UTF-8 cannot hold; lists and dicts of its own."""
    if isinstance(value, str):
        if value.isascii():
            return value
        value = unicodedata.normalize("NFC", value)
        try:
            value.encode()
        except UnicodeEncodeError:  # a lone surrogate, from a terminal that does not speak UTF-8
            value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return value
    if isinstance(value, Mapping):
        return {key: normal(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [normal(item) for item in value]
    return value


class _Kept(str):
    """Text with ``\\r\\n`` in it. tomli-w would make that ``\\n``, with `replace`; here it stays what it is."""

    __slots__ = ()

    def replace(self, *_: Any) -> str:
        return self


def _kept(value: Any) -> Any:
    if isinstance(value, str):
        return _Kept(value) if "\r\n" in value else value
    if isinstance(value, dict):
        return {key: _kept(item) for key, item in value.items()}
    return [_kept(item) for item in value] if isinstance(value, list) else value


def has_row(data: bytes, table: str, key: str) -> bool:
    """Whether a header for the row `key` of `table` stands in the file; found without parsing it."""
    header = f"[{table}.{key}]".encode()
    return data.startswith(header) or b"\n" + header in data


def appended(data: bytes, table: str, key: str, row: Mapping[str, Any], *, again: bool = False) -> bytes:
    """`data` with the row `key` of `table` as text after what stands there; nothing is parsed or written anew.

    Only where `table` is not written as tables (``lines = {…}``, which no program of ours writes) is the
    result read back first; :class:`NotToml` when a row cannot be put there. `again` says that a row of this
    table was put after this very file before, so that there is no need to look.
    """
    between = b"" if not data or data.endswith(b"\n\n") else b"\n" if data.endswith(b"\n") else b"\n\n"
    result = data + between + canonical({table: {key: dict(row)}})
    if not again and _written_otherwise(data, table.encode()):
        reading(result)
    return result


def _written_otherwise(data: bytes, table: bytes) -> bool:
    """Whether a line begins with `table` as a key; looked for so that a long log costs next to nothing."""
    for found in re.finditer(table + rb"(?<!\[" + table + rb")[\"']?[ \t]*[=.]", data):
        before = data[data.rfind(b"\n", 0, found.start()) + 1 : found.start()]
        if not before.strip(b" \t\"'"):
            return True
    return False


def place(data: bytes, path: Path, value: object = None) -> Place:
    """Where `path` stands in the file `data`: its key, or the nearest thing above it that is there.

    With `value`, an item of a list or a text, it is the place of that item where it can be found.
    """
    text = data.decode(errors="replace")
    statements = scan(text)
    best = None
    for statement in statements:
        if statement.path == path[: len(statement.path)] and (best is None or len(statement.path) >= len(best.path)):
            best = statement
    if best is None:  # a table that has no header of its own: the first thing inside it
        best = next((s for s in statements if s.path[: len(path)] == path), None)
    offset = best.key if best else 0
    if best and isinstance(value, str) and value:
        inside = re.compile(rf"[\"']{re.escape(value)}[\"']").search(text, best.value, best.value_end)
        offset = inside.start() if inside else offset
    line, column = line_and_column(text, offset)
    return Place(line, column, excerpt(text, line))


def _without_earlier(text: str) -> tuple[str, list[Twice]]:
    """`text` with the earlier of every double table and key made blank, lines staying where they are."""
    statements = scan(text)
    if any(statement.is_array for statement in statements):
        return text, []  # the same header many times is what an array of tables is
    headers = [s.start for s in statements if s.is_table] + [len(text)]
    gone: list[tuple[int, int]] = []
    twice: list[Twice] = []
    for tables in (True, False):  # what stands in a table that is left out is no question of its own
        last: dict[Path, Statement] = {}
        for statement in reversed(statements):
            if statement.is_table is not tables or any(start <= statement.start < end for start, end in gone):
                continue
            later = last.setdefault(statement.path, statement)
            if later is statement:
                continue
            end = min(start for start in headers if start > statement.start) if tables else statement.end
            gone.append((statement.start, end))
            lines = line_and_column(text, statement.key)[0], line_and_column(text, later.key)[0]
            twice.append(Twice(statement.path, lines))
    for start, end in gone:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text, sorted(twice, key=lambda found: found.lines)


_TOMLI_SAYS: tuple[tuple[str, str], ...] = (
    # what tomli says, what we say; the most telling first
    ("Unclosed array", N_("A list is not closed with ].")),
    ("Unclosed inline table", N_("A table is not closed with }}.")),
    ("Expected ']' at the end of a table declaration", N_("The name of a table is not closed with ].")),
    ("Expected '=' after a key", N_("A key must be followed by =.")),
    ("Invalid initial character for a key part", N_("This line is not a key, a table or a comment.")),
    ("Invalid statement", N_("This line is not a key, a table or a comment.")),
    ("Unterminated string", N_("The closing quotes of a text are missing.")),
    ("Expected \"'''\"", N_("The closing quotes of a text are missing.")),
    ('Expected "\'"', N_("The closing quotes of a text are missing.")),
    ("Found invalid character '\\n'", N_("The closing quotes of a text are missing.")),
    ("Found invalid character", N_("This character cannot be in a file as it is.")),
    ("Illegal character '\\n'", N_("The closing quotes of a text are missing.")),
    ("Unescaped '\\' in a string", N_("There is a \\ in a text; write \\\\ for one.")),
    ("Invalid value", N_("This is not text in quotes, a number, a date, or true or false.")),
    ("Invalid date or datetime", N_("This date does not exist.")),
    (
        "Expected newline or end of document after a statement",
        N_("There is something after the value that does not belong there."),
    ),
    ("Cannot overwrite a value", N_("This is here twice: as a value and as a table.")),
    ("Cannot declare", N_("This is here twice: as a value and as a table.")),
    ("Illegal character", N_("This character cannot be in a file as it is.")),
)
_SEEN_TOO_LATE = ("Unclosed", "Unterminated", "Expected \"'")
_MARKERS = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)


_BOTH_SIDES = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}\r?\n(?:.*\n)*?>{7} ", re.MULTILINE)


def _unfinished(text: str) -> NotToml | None:
    """A merge nobody finished whose marks stand inside a text, where TOML has nothing against them."""
    both = _BOTH_SIDES.search(text)
    return _merging(text, both.start()) if both else None


def _merging(text: str, start: int) -> NotToml:
    line, _ = line_and_column(text, start)
    return NotToml(N_("A merge was not finished: its marks are still in the file."), line, 1, excerpt(text, line))


def _explained(error: Exception, text: str) -> NotToml:
    """What tomli found, in our words, at its place."""
    if marker := _MARKERS.search(text):
        return _merging(text, marker.start())
    if not isinstance(error, tomli.TOMLDecodeError):  # a list 400 deep, a number of 5,000 digits
        return NotToml(N_("This cannot be read ({said})."), 1, 1, excerpt(text, 1), said=str(error))
    text = text.removeprefix(BOM).replace("\r\n", "\n")
    offset = error.pos
    if error.msg.startswith(_SEEN_TOO_LATE):  # where it began is what helps
        statements = scan(text)
        offset = statements[-1].end if statements else 0
        offset += len(text[offset:]) - len(text[offset:].lstrip())
    line, column = line_and_column(text, offset)
    shown = excerpt(text, line)
    for says, ours in _TOMLI_SAYS:
        if error.msg.startswith(says):
            return NotToml(ours, line, column, shown)
    return NotToml(N_("This is not TOML ({said})."), line, column, shown, said=error.msg)
