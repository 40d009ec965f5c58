"""What Tab completes: names after @, threads after #, items of the programme, and the typed commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from procesregie.model.ids import slug

MOST = 6
"""Suggestions shown at once."""
_WORD = re.compile(r"(?:^|(?<=\s))([@#])(\S*)$")


@dataclass(frozen=True)
class Completion:
    """What can stand in the place of what is typed from `start` to `end`."""

    start: int
    end: int
    options: tuple[str, ...]
    at: int = 0
    """The one Tab takes."""

    def moved(self, by: int) -> Completion:
        """The same, with another one to take."""
        return Completion(self.start, self.end, self.options, (self.at + by) % len(self.options))

    def taken(self, text: str) -> tuple[str, int]:
        """`text` with the option in its place and a space behind it; and where the cursor goes."""
        chosen = f"{text[: self.start]}{self.options[self.at]} "
        return chosen + text[self.end :].lstrip(" "), len(chosen)


@dataclass(frozen=True)
class Completer:
    """Looks at what is typed before the cursor and says how it can go on."""

    names: Callable[[str], Sequence[str]]
    """Short names that go on from a beginning."""
    threads: Callable[[str], Sequence[str]]
    """Threads that go on from a beginning, most used first."""
    items: Sequence[str]
    """Titles of the programme."""
    commands: Sequence[str]
    """Typed commands, with their slash."""

    def look(self, text: str, cursor: int) -> Completion | None:
        """How `text` can go on at `cursor`, or None."""
        before = text[:cursor]
        if before.startswith("# ") and cursor == len(text):
            return self._found(2, cursor, self._beginning(self.items, before[2:]))
        if before.startswith("/") and " " not in before:
            return self._found(0, cursor, self._beginning(self.commands, before))
        match = _WORD.search(before)
        if match is None:
            return None
        sign, beginning = match[1], match[2]
        if sign == "@":
            options = [f"@{name}" for name in self.names(beginning)] if beginning else []
        else:
            options = [f"#{name}" for name in self.threads(beginning)] if beginning else []
        return self._found(match.start(), cursor, options, typed=match[0])

    @staticmethod
    def _beginning(words: Sequence[str], typed: str) -> list[str]:
        wanted = slug(typed)
        return [word for word in words if not wanted or slug(word).startswith(wanted)]

    @staticmethod
    def _found(start: int, end: int, options: Sequence[str], typed: str = "") -> Completion | None:
        left = tuple(option for option in options if option != typed)[:MOST]
        return Completion(start, end, left) if left else None
