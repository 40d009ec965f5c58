"""How a text settles: for every version what came in and went out, until only fine-tuning is left.

Of each version is told which part of the words changed: words in and words out, over the words before and after together;
all of them at first, none when nothing changed. *Fine-tuning* begins with the first version from which on none, the
latest included, changed more than one word in twenty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from procesregie.change.marks import Piece, counted, overlaid
from procesregie.history.moment import Moment
from procesregie.history.repository import Repository
from procesregie.history.texts import TextVersion
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, Response

FINE = 0.05
"""The part of the words that changes at most while a text is being fine-tuned."""
_BARS = "▁▂▃▄▅▆▇█"
_TAKEN_IN = (Response.ADOPTED, Response.PARTLY)


@dataclass(frozen=True)
class Version:
    """A text as a commit left it."""

    moment: Moment
    old: str
    new: str
    called: str = ""
    """What its session calls this version, such as ``0.6``."""
    asked: str = ""
    """What the session asked of the text."""
    lines: tuple[tuple[str, Line], ...] = ()
    """What was said in that session and taken into the text, all of it or partly, by address."""

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Both versions laid over each other, with what went and what came marked."""
        return overlaid(self.old, self.new)

    @cached_property
    def changed(self) -> tuple[int, int]:
        """Words that came in, and words that went out."""
        return counted(self.pieces)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.new.split())

    @property
    def share(self) -> float:
        """The part of the words that changed, from 0 to 1."""
        both = len(self.old.split()) + self.words
        return sum(self.changed) / both if both else 0.0


@dataclass(frozen=True)
class Converging:
    """A text and its versions."""

    name: str
    versions: tuple[Version, ...]
    """Earliest first."""

    @cached_property
    def fine_tuned(self) -> Version | None:
        """The version with which fine-tuning began; None while the text still moves."""
        found = None
        for version in reversed(self.versions):
            if not version.old or not version.new or version.share > FINE:
                break
            found = version
        return found

    @property
    def line(self) -> str:
        """A bar for every version but the first: how much changed (small changes drawn larger, so that they are seen)."""
        bars = [min(int(sqrt(version.share) * len(_BARS)), len(_BARS) - 1) for version in self.versions[1:]]
        return "".join(_BARS[bar] for bar in bars)


def converging(repository: Repository, dossier: Dossier, name: str = "") -> list[Converging]:
    """Every text of the history (or the one called `name`) with its versions, out of one look at git."""
    found = repository.texts(name)
    return [Converging(one, tuple(_version(dossier, one, v) for v in found[one])) for one in sorted(found)]


def _version(dossier: Dossier, name: str, version: TextVersion) -> Version:
    session = dossier.sessions.get(version.moment.session)
    seen = session.texts.get(name) if session else None
    return Version(
        version.moment,
        version.old,
        version.new,
        seen.version if seen else "",
        seen.asked if seen else "",
        tuple(_taken_in(dossier, version.moment.session, name)),
    )


def _taken_in(dossier: Dossier, session: str, name: str) -> Sequence[tuple[str, Line]]:
    """What was said in `session` and went into the text; nothing where it had more than one on the table."""
    record = dossier.sessions.get(session)
    if record is None or set(record.texts) - {name}:
        return ()
    return [(address, line) for address, line in dossier.said(session) if line.response in _TAKEN_IN]
