"""All input is valuable: what each party brought in, over all sessions, and what was done with it.

A contribution is a line that says something: a note, an addition, a concern, an open end, a proposal. Names alone,
positions, steps and what everybody agreed on are not. In a written round every contribution waits for a response;
at a table most are answered in the room, so there only one that was set aside as *pending* does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from procesregie.capture.names import party_of
from procesregie.insight.kept import of_dossier, of_session
from procesregie.model.dossier import Dossier
from procesregie.model.log import SAYING, Line, LineKind, Response
from procesregie.model.session import SessionKind

INPUT = SAYING | {LineKind.DECISION}
"""The kinds of line that bring something in."""
ANYBODYS = frozenset({LineKind.ADDITION, LineKind.CONCERN})
"""Those that do without a speaker too."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """Something that was brought in, and what was done with it."""

    session: str
    """The id of its session."""
    recorder: str
    key: str
    line: Line
    written: bool = False
    """Whether it was a reaction in a written round."""

    @property
    def address(self) -> str:
        """Of the line: ``session/recorder/key``."""
        return f"{self.session}/{self.recorder}/{self.key}"

    @property
    def parties(self) -> tuple[str, ...]:
        """Ids of the parties that brought it in."""
        return tuple(dict.fromkeys(party_of(ref) for ref in self.line.by))

    @property
    def response(self) -> Response | None:
        """What was done with it; None when that is not on record."""
        return self.line.response

    @property
    def why(self) -> str:
        """Why, in the words it was answered with."""
        return self.line.response_why

    @property
    def became(self) -> str:
        """The address of the record or the line it led to; empty when it led to none."""
        return self.line.became

    @property
    def waits(self) -> bool:
        """Whether a response is still owed."""
        return self.response is Response.PENDING or (self.written and self.response is None)


def contributions(dossier: Dossier, party: str) -> tuple[Contribution, ...]:
    """What `party` (an id) brought in, itself or through its people, from the first session on."""
    return _by_party(dossier).get(party, ())


@of_dossier
def _by_party(dossier: Dossier) -> Mapping[str, tuple[Contribution, ...]]:
    """What each party (by id) brought in, over all sessions."""
    found: dict[str, tuple[Contribution, ...]] = {}
    for id in _in_order(dossier):
        for party, theirs in by_party(dossier, id).items():
            found[party] = (*found.get(party, ()), *theirs)
    return found


@of_session
def by_party(dossier: Dossier, session: str) -> Mapping[str, tuple[Contribution, ...]]:
    """What each party (by id) brought in in `session` (an id)."""
    found: dict[str, list[Contribution]] = {}
    for one in brought_in(dossier, session):
        for party in one.parties:
            found.setdefault(party, []).append(one)
    return {party: tuple(theirs) for party, theirs in found.items()}


def _in_order(dossier: Dossier) -> list[str]:
    return sorted(dossier.sessions, key=lambda name: (dossier.sessions[name].date, name))


def every(dossier: Dossier) -> Iterator[Contribution]:
    """All contributions to all sessions, from the first session on."""
    for session in _in_order(dossier):
        yield from brought_in(dossier, session)


def brought_in(dossier: Dossier, session: str) -> Iterator[Contribution]:
    """The contributions to `session` (an id), in the order they were said.

    A note without a speaker is the recorder's own and no contribution; an addition or a concern is one, whoever said it.
    """
    written = dossier.sessions[session].kind is SessionKind.WRITTEN
    for recorder, key, line in dossier.lines(session):
        if line.response or (
            line.kind in INPUT and line.text.strip() and (line.by or line.who or line.kind in ANYBODYS)
        ):
            yield Contribution(session, recorder, key, line, written)


def tally(found: Iterable[Contribution]) -> Counter[Response | None]:
    """How many had which response; None counts those of which none is on record."""
    return Counter(one.response for one in found)
