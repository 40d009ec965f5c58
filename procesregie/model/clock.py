"""One clock for the whole program, so that stories and tests do not age."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Clock:
    """Today and now. With `day` it is that day (at the real time of day); with `moment` it stands still."""

    day: date | None = None
    moment: datetime | None = None

    @classmethod
    def of(cls, text: str | None) -> Clock:
        """The clock for ``--as-of``: ``2026-03-12`` or ``2026-03-12T14:05``; ValueError for anything else.

        Without `text`, ``PROCESREGIE_TODAY`` says the same; without that, the clock is the system's.
        """
        text = text or os.environ.get("PROCESREGIE_TODAY")
        if not text:
            return cls()
        if len(text) > 10:
            moment = datetime.fromisoformat(text).replace(microsecond=0, tzinfo=None)
            return cls(moment.date(), moment)
        return cls(date.fromisoformat(text))

    def today(self) -> date:
        return self.day or date.today()

    def now(self) -> datetime:
        """Local date and time, to the second."""
        if self.moment:
            return self.moment
        return datetime.combine(self.today(), datetime.now().time().replace(microsecond=0))
