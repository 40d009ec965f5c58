"""Words, plurals and dates, in Dutch and English: the one place for every string a person sees.

A message is written in English in the code and looked up in the catalogue of a :class:`Language`
(gettext). Rooms that make texts in the language of the process (minutes, commits, changes in words)
are handed a ``Language`` as ``lang`` and say ``lang("…")``; ``cli`` and ``tui`` speak the language of
the interface through :func:`say`, imported as ``_``.

User text goes in by name, as a value: ``lang("{party} joined", party=name)``. It is never itself a
message, so braces in it stay what they are.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Literal

from procesregie.language.days import DayForm
from procesregie.language.days import said as said_day

CODES = ("nl", "en")
_LOCALE = Path(__file__).parent / "locale"
_LEAD, _DATED_LEAD = len("12 mrt"), len("12 mrt 2025")


def N_(message: str) -> str:
    """Marks `message` for the catalogue where it is declared but said elsewhere."""
    return message


def capital(text: str) -> str:
    """`text` as it begins a heading or a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


class Language:
    """One language: its messages, its plurals, its dates."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._catalogue = gettext.translation("procesregie", _LOCALE, [code], fallback=True)

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def __call__(self, message: str, /, **values: object) -> str:
        """`message` in this language, with `values` filled in; an empty message stays empty."""
        if not message:
            return ""
        said = self._catalogue.gettext(message)
        return said.format(**values) if values else said

    def many(self, one: str, more: str, n: int, /, **values: object) -> str:
        """`one` or `more` by the number `n`, which fills ``{n}``."""
        return self._catalogue.ngettext(one, more, n).format(n=n, **values)

    def filled(self, message: str, values: Mapping[str, object]) -> str:
        """`message` with `values` given as a mapping (problems and findings carry theirs along)."""
        return self._catalogue.gettext(message).format(**values) if message else ""

    def day(self, on: date | None, form: DayForm = "long") -> str:
        """A date: short ``12 mrt``, medium ``do 12 mrt``, dated ``12 mrt 2026``, long ``12 maart 2026``, full with weekday.

        Without a year it belongs under a heading that says it; elsewhere :meth:`near` says it where it is needed.
        """
        if on is None:
            return ""
        return said_day(on, form, self.code)

    def near(self, on: date, today: date, form: Literal["short", "medium"] = "short") -> str:
        """A date with its year where that is not the one of `today`: ``12 mrt``, ``12 mrt 2025``."""
        said = self.day(on, form)
        return said if on.year == today.year else f"{said} {on.year}"

    def lead(self, on: date, today: date | None = None) -> str:
        """A date before a row, so that days stand under each other; without `today` under a heading that says the year."""
        said = self.day(on, "short") if today is None else self.near(on, today)
        return said.rjust(_LEAD if len(said) <= _LEAD else _DATED_LEAD)

    def moment(self, at: datetime | None) -> str:
        """A date and time: ``12 maart 2026 14:05``."""
        return "" if at is None else f"{self.day(at.date())} {at:%H:%M}"

    def joined(self, items: Iterable[str]) -> str:
        """``a, b en c``."""
        found = list(items)
        if len(found) < 2:
            return "".join(found)
        return self(N_("{first} and {last}"), first=", ".join(found[:-1]), last=found[-1])

    def value(self, value: object) -> str:
        """A value of a field in words: a word of a closed list, a date, yes or no, a number."""
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return self(N_("yes")) if value else self(N_("no"))
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, time) and not value.second:
            return f"{value:%H:%M}"
        return str(value)


@cache
def language(code: str) -> Language:
    """The language with `code` (``nl`` or ``en``); English for any other."""
    return Language(code if code in CODES else "en")


_spoken: list[Language] = []


def speak(code: str) -> Language:
    """Sets the language of the interface, for the whole run."""
    _spoken[:] = [language(code)]
    return _spoken[0]


def spoken() -> Language:
    """The language of the interface: what :func:`speak` set, else the locale's."""
    return _spoken[0] if _spoken else language(of_locale())


def say(message: str, /, **values: object) -> str:
    """`message` in the language of the interface."""
    return spoken()(message, **values)


def say_many(one: str, more: str, n: int, /, **values: object) -> str:
    """`one` or `more` by `n`, in the language of the interface."""
    return spoken().many(one, more, n, **values)


def of_locale() -> str:
    """The language of the user's environment: Dutch for a Dutch locale, English for every other."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        if value := os.environ.get(name):
            return "nl" if value.lower().startswith("nl") else "en"
    try:
        found = locale.getlocale()[0] or ""  # Windows, macOS without LANG
    except ValueError:
        found = ""
    return "nl" if found.lower().startswith(("nl", "dutch")) else "en"
