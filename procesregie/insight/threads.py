"""Common threads and pet themes: what comes back over all sessions, by whom, and who was asked about it.

A thread is a word after a ``#`` in a captured line. It is *common* when several parties bring it up in more than one
session, and somebody's *pet theme* when most of what was said about it came from one party and few others did. A pet
theme is not less true; it wants testing with others before a table goes along with it, or lets it go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from procesregie.capture.names import party_of
from procesregie.model.dossier import Dossier
from procesregie.model.ids import slug

if TYPE_CHECKING:
    from procesregie.model.log import Line

COMMON_PARTIES, COMMON_SESSIONS = 3, 2
"""Different parties (beside the one that brings it up most), and sessions, that make a thread a common one."""
PET_LINES = 3
"""Times one party brings something up, at least, before it is called its theme."""

Kind = Literal["common", "pet", "thread"]


@dataclass(frozen=True)
class Thread:
    """A theme that came back."""

    name: str
    lines: Mapping[str, Line]
    """The lines with it, by address, in the order they were said."""
    sessions: tuple[str, ...]
    """Ids of the sessions it came up in, the first one first."""
    parties: Mapping[str, int]
    """How often each party (by id) brought it up, most often first."""
    about: tuple[str, ...] = ()
    """Addresses of topics and decisions that are about it."""
    mentioned: tuple[str, ...] = field(default=())
    """Parties that were named in those lines and did not say one themselves."""

    @property
    def main(self) -> str:
        """The party whose theme it mainly is: more than half of what was said about it; empty when nobody's."""
        party, times = next(iter(self.parties.items()), ("", 0))
        return party if times >= PET_LINES and 2 * times > self.said_by else ""

    @property
    def said_by(self) -> int:
        """How many times somebody said it, counting each party of a line."""
        return sum(self.parties.values())

    @property
    def others(self) -> tuple[str, ...]:
        """Who else brought it up."""
        return tuple(party for party in self.parties if party != self.main)

    @property
    def kind(self) -> Kind:
        """Whether it is common, one party's theme, or neither yet."""
        if len(self.others) >= COMMON_PARTIES and len(self.sessions) >= COMMON_SESSIONS:
            return "common"
        return "pet" if self.main else "thread"

    @property
    def tested(self) -> bool:
        """Whether others were asked: two of them spoke about it, or it is a topic or a decision of its own."""
        return len(self.others) >= 2 or bool(self.about)


def threads(dossier: Dossier) -> tuple[Thread, ...]:
    """All threads, those brought up most often (by most parties) first."""
    lines: dict[str, dict[str, Line]] = {}
    sessions: dict[str, dict[str, None]] = {}
    for session in sorted(dossier.sessions, key=lambda name: (dossier.sessions[name].date, name)):
        for address, line in dossier.said(session):
            for name in line.threads:
                lines.setdefault(name, {})[address] = line
                sessions.setdefault(name, {})[session] = None
    subjects = _Subjects(dossier)
    found = [_thread(name, said, tuple(sessions[name]), subjects) for name, said in lines.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.lines), -len(one.parties), one.name)))


def thread(dossier: Dossier, name: str) -> Thread | None:
    """The thread called `name`, or None when nothing was said about it."""
    return next((one for one in threads(dossier) if one.name == name.casefold().lstrip("#")), None)


def _thread(name: str, lines: Mapping[str, Line], sessions: tuple[str, ...], subjects: _Subjects) -> Thread:
    said = Counter(party for line in lines.values() for party in dict.fromkeys(party_of(ref) for ref in line.by))
    parties = dict(sorted(said.items(), key=lambda pair: (-pair[1], pair[0])))
    named = {party for line in lines.values() for party in line.mentions}
    return Thread(name, lines, sessions, parties, subjects.about(name, lines), tuple(sorted(named - parties.keys())))


class _Subjects:
    """Topics and decisions with the words they are called by, to see which a thread is about."""

    def __init__(self, dossier: Dossier) -> None:
        self._words: dict[str, tuple[str, frozenset[str]]] = {}
        for room, records in (("agenda", dossier.topics), ("decisions", dossier.decisions)):
            for name, record in records.items():
                words = slug(record.title).split("-") + ([] if room == "decisions" else name.split("-"))
                self._words[f"{room}/{name}"] = ("".join(name.split("-")), frozenset(words))
        self._topics = {name: record.topics for name, record in dossier.decisions.items()}

    def about(self, thread: str, lines: Mapping[str, Line]) -> tuple[str, ...]:
        """Addresses of those that have the thread as their name or as a word of it, that a line with it became,
        and of decisions about such a topic."""
        plain = slug(thread)
        word = plain.replace("-", "")
        found = {address: None for address, (joined, words) in self._words.items() if word in (joined, *words)}
        found |= {line.became: None for line in lines.values() if line.became in self._words}
        topics = {address.removeprefix("agenda/") for address in found if address.startswith("agenda/")}
        found |= {f"decisions/{name}": None for name, of in self._topics.items() if topics & set(of)}
        return tuple(found)
