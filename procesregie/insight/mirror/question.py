"""What a question of the mirror is, and what it is asked of.

A question is never a grade: it says what stands in the record, asks what a colleague would ask about it, and
points at the records that prompted it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from procesregie.capture.names import party_of
from procesregie.language import N_, Language
from procesregie.model.dossier import Dossier
from procesregie.model.log import LineKind
from procesregie.model.party import Party
from procesregie.model.session import Presence

NAMED = 3
"""So many names stand in a question; the others are counted."""


class Principle(StrEnum):
    """Six principles for bringing parties together, in the order of the mirror. The value is the name of its module."""

    REPRESENTATIVE = "representative"
    MOTIVATED = "motivated"
    COMMITTED = "committed"
    RECOGNISED = "recognised"
    ROLE_CLEAR = "role_clear"
    ACTION_ORIENTED = "action_oriented"

    @property
    def label(self) -> str:
        """Message id of what it is called."""
        return _LABELS[self]


_LABELS = {
    Principle.REPRESENTATIVE: N_("Representative"),
    Principle.MOTIVATED: N_("Motivated"),
    Principle.COMMITTED: N_("Committed"),
    Principle.RECOGNISED: N_("Recognised"),
    Principle.ROLE_CLEAR: N_("Role-clear"),
    Principle.ACTION_ORIENTED: N_("Action-oriented"),
}


@dataclass(frozen=True)
class Question:
    """A question, with the records that prompted it. Who asks one fills in the first four; the mirror the others."""

    words: str
    """Message id of the question, to be filled with `values`."""
    evidence: tuple[str, ...]
    """Addresses of the records, or of lines (``session/recorder/line``), that prompted it; the telling ones first."""
    values: Mapping[str, object] = field(default_factory=dict)
    """Text, numbers, dates, words of a closed list, or a tuple of names."""
    of: str = ""
    """The id of what it is about, when the same question can be asked of several."""
    confidential: bool = False
    """Whether its evidence stands in the private layer: then it is shown, and set aside, only there."""
    key: str = ""
    """Its stable name: which question, and of what."""
    principle: Principle = Principle.REPRESENTATIVE
    hypothesis: str = ""
    """Message id of why it is asked."""
    remedy: str = ""
    """Message id of what one could do."""

    def said(self, lang: Language) -> str:
        """The question in the language of the reader."""
        return lang.filled(self.words, {name: _said(value, lang) for name, value in self.values.items()})


def _said(value: object, lang: Language) -> str:
    if isinstance(value, tuple):
        names = [_said(name, lang) for name in value]
        if len(names) > NAMED + 1:
            names[NAMED:] = [lang(N_("{n} others"), n=len(names) - NAMED)]
        return lang.joined(names)
    return lang(value.value) if isinstance(value, StrEnum) else lang.value(value)


@dataclass(frozen=True)
class Looking:
    """What a question is asked of: the record as of a day, with the private layer where that is open."""

    dossier: Dossier
    today: date
    private: Dossier | None = None

    @cached_property
    def held(self) -> tuple[str, ...]:
        """Ids of the sessions that were closed, oldest first."""
        closed = [(s.date, id) for id, s in self.dossier.sessions.items() if s.outcome is not None]
        return tuple(id for _, id in sorted(closed))

    @cached_property
    def _present(self) -> dict[str, frozenset[str]]:
        """Who was present at each held session, those who came in later too."""
        found = {}
        for id in self.held:
            checked_in = {
                party for party, row in self.dossier.sessions[id].attendance.items() if row.presence is Presence.PRESENT
            }
            came = {party_of(who) for _, line in self.dossier.said(id) if line.kind is LineKind.CAME for who in line.by}
            found[id] = frozenset(checked_in | came)
        return found

    def present(self, session: str) -> frozenset[str]:
        """Ids of the parties that were at `session`, one of :attr:`held`."""
        return self._present[session]

    def earlier(self) -> tuple[str, ...]:
        """The held sessions but the last: what stems from them had a session's time to be mended."""
        return self.held[:-1]

    def at_table(self) -> Iterator[tuple[str, Party]]:
        """The parties that are there (they did not leave, and are no empty seat), with their ids."""
        return ((id, party) for id, party in self.dossier.parties.items() if party.at_table)

    def names(self, ids: tuple[str, ...] | list[str], room: str = "table") -> tuple[str, ...]:
        """What the records `ids` of `room` are called."""
        return tuple(self.dossier.name(f"{room}/{id}") for id in ids)
