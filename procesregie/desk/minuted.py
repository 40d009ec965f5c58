"""The minutes of a session: as they were committed with it and sent, and as the record would have them now.

What was sent and adopted stays what it was: it stands in the folder, and that is what is shown, copied and exported. What was
answered or corrected since makes other minutes; they are there for who asks for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from procesregie.export.minutes import minutes
from procesregie.language import Language

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk


@dataclass(frozen=True)
class Minuted:
    """The minutes of a session, as Markdown."""

    sent: str
    """As they stand in the folder; empty while the session is open."""
    now: str
    """As they would be made now."""

    @property
    def moved_on(self) -> bool:
        """Whether the record says something else by now than what was sent."""
        return bool(self.sent) and self.sent.strip() != self.now.strip()

    @property
    def text(self) -> str:
        """Those that count."""
        return self.sent or self.now


def minuted(desk: Desk, session: str, lang: Language | None = None) -> Minuted:
    """The minutes of `session` (an id); in another language than that of the process they are always those of now."""
    lang = lang or desk.lang
    file = desk.root / "sessions" / session / "minutes.md"
    closed = desk.dossier.sessions[session].outcome is not None and lang.code == desk.lang.code
    sent = file.read_text(encoding="utf-8", errors="replace") if closed and file.is_file() else ""
    return Minuted(sent, minutes(desk.dossier, session, lang))
