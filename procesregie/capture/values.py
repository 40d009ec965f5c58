"""What is typed into a field becomes its value: a day, a time, a number, yes or no, a word of a closed list.

The same reading serves a form on screen and ``procesregie set``: days as in a captured line, words in both
languages. What cannot be read is :class:`Unread`, which says what would be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from procesregie.capture.dates import day_of
from procesregie.capture.names import folded
from procesregie.language import CODES, N_, Language, language
from procesregie.language.trouble import Trouble

if TYPE_CHECKING:
    from procesregie.model.declare import Meaning, Words


class Unread(Trouble):
    """What was typed is no value of this field; says what would be."""


class NoWord(Unread):
    """What was typed is none of the words this field takes, or could be several; they are listed in the reader's language."""

    def __init__(self, text: str, several: Collection[Words], words: Iterable[Words]) -> None:
        said = N_("“{text}” could be any of these: {words}.") if several else N_("“{text}” is not one of: {words}.")
        super().__init__(said, text=text)
        self.words = list(several or words)

    def said(self, lang: Language) -> str:
        listed = [lang(word.label) for word in self.words]
        close = get_close_matches(str(self.values["text"]).casefold(), [word.casefold() for word in listed], 1)
        said = lang(self.what, text=self.values["text"], words=", ".join(listed))
        return f"{said} {lang(N_('Did you mean {meant}?'), meant=close[0])}" if close else said


SHORTEST = 3
"""Letters from which a word is looked for inside others too."""
YES = frozenset({"yes", "y", "true", "on", "1", "ja", "j", "waar", "aan", "x"})
NO = frozenset({"no", "n", "false", "off", "0", "nee", "onwaar", "uit"})


def typed(meaning: Meaning, text: str, today: date) -> Any:
    """The plain value of a field that is typed on one line (line, day, moment, time, number); None for nothing."""
    text = text.strip()
    if not text:
        return None
    match meaning.form:
        case "day":
            return read_day(text, today)
        case "moment":
            return read_moment(text, today)
        case "time":
            return read_time(text)
        case "number":
            return read_number(text, meaning.least, meaning.most)
    return text


def read_day(text: str, today: date) -> date | None:
    """The day `text` names (``2 april``, ``volgende week vrijdag``, ``2026-04-02``), None when it is empty."""
    text = text.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = day_of(text, today)
    if found is None:
        raise Unread(N_("That is not a date. Write it as: 2 April 2026, 2026-04-02, next Friday."))
    return found


def read_time(text: str) -> time | None:
    """The time of day `text` names (``14:05``, ``14.05``, ``14``), None when it is empty."""
    text = text.strip().replace(".", ":")
    if not text:
        return None
    try:
        hour, _sep, minute = text.partition(":")
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise Unread(N_("That is not a time. Write it as: 14:05.")) from None


def read_moment(text: str, today: date) -> datetime | None:
    """The day and time `text` names (``2 april 14:05``), None when it is empty."""
    text = text.strip()
    if not text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        day, _sep, clock = text.rpartition(" ")
    found, at = read_day(day, today), read_time(clock)
    if found is None or at is None:
        raise Unread(N_("That is not a date and time. Write it as: 2 April 2026 14:05."))
    return datetime.combine(found, at)


def read_number(text: str, least: int | None, most: int | None) -> int:
    """The whole number `text` is, within `least` and `most`."""
    try:
        found = int(text)
    except ValueError:
        raise Unread(N_("That is not a whole number.")) from None
    if (least is not None and found < least) or (most is not None and found > most):
        if most is None:
            raise Unread(N_("No less than {least}."), least=least)
        raise Unread(N_("From {least} to {most}."), least=least, most=most)
    return found


def read_flag(text: str) -> bool:
    """Yes or no, in either language."""
    said = folded(text.strip())
    if said in YES or said in NO:
        return said in YES
    raise Unread(N_("This takes yes or no."))


def read_word(text: str, words: type[Words]) -> str:
    """The one of `words` that `text` is, by its value or its label in either language, or that it begins or stands in."""
    said = folded(text.strip())
    known: dict[str, set[Words]] = {}
    for word in words:
        for name in (word.value, *(language(code)(word.label) for code in CODES)):
            known.setdefault(folded(name), set()).add(word)
    begun = {word for name in known if name.startswith(said) for word in known[name]}
    within = {word for name in known if said in name for word in known[name]} if len(said) >= SHORTEST else set()
    found = known.get(said) or begun or within
    if len(found) != 1:
        raise NoWord(text.strip(), [word for word in words if word in found] if said else (), words)
    return found.pop().value
