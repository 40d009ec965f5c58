"""A day as it is typed in a field: read as everywhere, and echoed in full."""

from __future__ import annotations

from datetime import date

from procesregie.capture.values import Unread, read_day, read_moment, read_time
from procesregie.language import spoken

__all__ = ["Unread", "day_words", "read_day", "read_moment", "read_time"]


def day_words(on: date | None) -> str:
    """A day in full, as the echo of what was typed."""
    return spoken().day(on, "full")
