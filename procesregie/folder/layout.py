"""Where things stand in a TOML file: the one scanner behind places in messages, patches and merges gone double.

It walks over text that a TOML parser has accepted, or nearly so, and says of every table header and
every ``key = value`` from where to where it runs. It reads no values; tomli does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import tomli

Path = tuple[str, ...]
"""The keys that lead to a value: ``("lines", "7f3kq2", "text")``."""

_STRING = (
    r'"""(?:\\.|[^\\])*?"""(?:""?)?'
    r"|'''.*?'''(?:''?)?"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
)
_KEY_PART = r'(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
_KEY = re.compile(rf"{_KEY_PART}(?:[ \t]*\.[ \t]*{_KEY_PART})*")
_BARE = re.compile(r"[A-Za-z0-9_.-]+")
_BLANK = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")
_SPACE = re.compile(r"[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_INSIDE = re.compile(rf"{_STRING}|#[^\n]*|[\[\]{{}}]|[^\"'#\[\]{{}}]+", re.DOTALL)
_SCALAR = re.compile(rf"{_STRING}|[^\s#\"'](?:[^#\n\r]*[^#\n\r \t])?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statement:
    """One table header, or one ``key = value``, with offsets into the text."""

    path: Path
    table: Path
    """The header it stands under; for a header, itself."""
    is_table: bool
    is_array: bool
    """A ``[[header]]``, which this program never writes but a hand may."""
    start: int
    """Where its first line begins."""
    key: int
    value: int
    """Where the value begins; for a header, where the key begins."""
    value_end: int
    end: int
    """After the newline of its last line."""


def scan(text: str) -> list[Statement]:
    """The statements of `text` in order; at the first thing that is not TOML it stops, with what it has."""
    return list(_statements(text))


def _statements(text: str) -> Iterator[Statement]:
    at = 0
    table: Path = ()
    end_of_text = len(text)
    while at < end_of_text:
        if (blank := _BLANK.match(text, at)) and blank.end() > at:
            at = blank.end()
            continue
        start, at = at, _after(_SPACE, text, at)
        found = _header(text, start, at) if text.startswith("[", at) else _pair(text, start, at, table)
        if found is None:
            return
        if found.is_table:
            table = found.path
        yield found
        at = found.end


def _header(text: str, start: int, at: int) -> Statement | None:
    brackets = 2 if text.startswith("[[", at) else 1
    at = _after(_SPACE, text, at + brackets)
    key = _KEY.match(text, at)
    if key is None or not (path := _path(key.group())):
        return None
    closing = _after(_SPACE, text, key.end())
    if not text.startswith("]" * brackets, closing):
        return None
    rest = _BLANK.match(text, closing + brackets)
    if rest is None:
        return None
    return Statement(path, path, True, brackets == 2, start, at, at, key.end(), rest.end())


def _pair(text: str, start: int, at: int, table: Path) -> Statement | None:
    key = _KEY.match(text, at)
    equals = _EQUALS.match(text, key.end()) if key else None
    if key is None or equals is None or not (path := _path(key.group())):
        return None
    value_end = _value_end(text, equals.end())
    rest = _BLANK.match(text, value_end) if value_end is not None else None
    if value_end is None or rest is None:
        return None
    return Statement(table + path, table, False, False, start, at, equals.end(), value_end, rest.end())


def _value_end(text: str, at: int) -> int | None:
    """Where the value that begins at `at` ends; None when it does not."""
    if text[at : at + 1] not in ("[", "{"):
        scalar = _SCALAR.match(text, at)
        return scalar.end() if scalar else None
    depth = 0
    for token in _INSIDE.finditer(text, at):
        if token.start() != at:
            return None  # something the pattern does not know stands in between
        at = token.end()
        sign = token.group()
        if sign in ("[", "{"):
            depth += 1
        elif sign in ("]", "}"):
            depth -= 1
            if depth == 0:
                return at
    return None


def _path(key: str) -> Path:
    """A key as it is written, as its parts; empty when it cannot be read."""
    if _BARE.fullmatch(key):
        return tuple(key.split("."))
    try:
        data = tomli.loads(f"{key} = 0")
    except tomli.TOMLDecodeError:
        return ()
    parts: list[str] = []
    while isinstance(data, dict):
        ((part, data),) = data.items()
        parts.append(part)
    return tuple(parts)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column of `offset`, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def excerpt(text: str, line: int) -> str:
    """The line numbered `line` (from 1), without its end; empty when there is none. A very long one is cut."""
    lines = text.split("\n", line)
    found = lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""
    return found if len(found) <= 160 else found[:159] + "…"
