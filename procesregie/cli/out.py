"""What a command says: results on stdout, diagnostics on stderr, user text never as a control character.

Every line goes through :class:`Out`. Text for people shows control characters as visible signs;
``--json`` carries them exactly, escaped, so that the bytes on stdout are harmless either way.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any, TextIO

from procesregie.language.visible import visible

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def as_json(data: Any) -> str:
    """`data` as JSON that is readable and holds no raw control character; dates in ISO form, enums as their value."""
    return _escaped(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))


def as_json_rows(key: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """An object with one list in it, on one line: as :func:`as_json`, for lists of thousands.

    (With ``indent`` Python's json leaves its C encoder, which is four times as fast.)
    """
    return _escaped(json.dumps({key: list(rows)}, ensure_ascii=False, default=_plain))


def _escaped(text: str) -> str:
    if text.isascii() and "\x7f" not in text:
        return text
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (tuple, set, frozenset)):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no place in the JSON of a command")


def calm() -> None:
    """Makes the standard streams take any text: what an encoding cannot show becomes an escape, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


@dataclass
class Out:
    """One command's voice. With `json`, people's lines are left out and :meth:`data` speaks; else the other way round."""

    json: bool = False

    def line(self, text: str = "") -> None:
        """A line of the result, for people."""
        if not self.json:
            _write(sys.stdout, visible(text))

    def data(self, data: Any) -> None:
        """The result as data, for programs; only with ``--json``."""
        if self.json:
            _write(sys.stdout, as_json(data))

    def rows(self, key: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """The result as data when it is one long list; only with ``--json``."""
        if self.json:
            _write(sys.stdout, as_json_rows(key, rows))

    def raw(self, text: str) -> None:
        """A result that is a text of its own (minutes), ending in a newline already."""
        sys.stdout.write(visible(text))

    def note(self, text: str) -> None:
        """A diagnostic: stderr, always."""
        _write(sys.stderr, visible(text))


def _write(stream: TextIO, text: str) -> None:
    stream.write(text + "\n")
