"""A day as it is typed in a field: the same words as in a captured line, and the same echo in full."""

from __future__ import annotations

from datetime import date, datetime, time

from procesregie.capture.dates import day_of
from procesregie.language import say as _
from procesregie.language import spoken


class Unread(ValueError):
    """What was typed is no day, time or number; says what would be."""


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
        raise Unread(_("Not a day. Say it as: 2 April 2026, 2026-04-02, next Friday."))
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
        raise Unread(_("Not a time. Say it as: 14:05.")) from None


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
        raise Unread(_("Not a day and a time. Say it as: 2 April 2026 14:05."))
    return datetime.combine(found, at)


def day_words(on: date | None) -> str:
    """A day in full, as the echo of what was typed."""
    return spoken().day(on, "full")
