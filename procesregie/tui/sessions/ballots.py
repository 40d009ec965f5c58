"""Where positions come from and where they go: lines of the log while people talk, the decision at wrap-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Protocol

from procesregie.capture.names import party_of
from procesregie.capture.sitting import Sitting, moved
from procesregie.capture.words import STAND_OF
from procesregie.desk.recording import Recording
from procesregie.model.decision import Channel, Decision, Position, Stand
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, LineKind
from procesregie.model.party import Seat

REST = "rest"
"""Stands for everybody who has no position yet."""


class Ballot(Protocol):
    """The positions on one proposal."""

    @property
    def title(self) -> str:
        """What is proposed."""

    @property
    def dossier(self) -> Dossier:
        """Where parties have their names."""

    @property
    def positions(self) -> Mapping[str, Position]:
        """Who stands where, by party."""

    @property
    def undecided(self) -> Sequence[str]:
        """Who is there and has no position yet."""

    def record(self, party: str, stand: Stand, reason: str | None = None) -> None:
        """`party` (or :data:`REST`) takes `stand`, with the reason it had when none is given; Trouble when that
        cannot be kept."""

    @property
    def address(self) -> str:
        """The line, or the record, that proposes it."""

    at_once: bool
    """Whether what is recorded is on disk when :meth:`record` returns."""


SLIP = timedelta(minutes=1)
"""Within this time another letter for the same party is a slip of the finger, also where a reason was given."""


class LineBallot:
    """Positions as lines of the log. What a party was given on this visit is corrected, not said twice.

    A reason that was given longer than a moment ago was meant: another position after it is a move, and what it
    was before stays on record with its reason.
    """

    at_once = True

    def __init__(self, recording: Recording, prompt: Callable[[], str]) -> None:
        """`prompt` is what stands half typed in the session's own prompt, which stays there."""
        self.recording, self._prompt = recording, prompt
        self.proposal = self.address = recording.sitting.proposal
        self._given: set[str] = set()
        """Addresses of the lines of this visit."""

    @property
    def title(self) -> str:
        return self.recording.sitting.lines[self.proposal].text

    @property
    def dossier(self) -> Dossier:
        return self.recording.desk.dossier

    @property
    def positions(self) -> Mapping[str, Position]:
        return self.recording.sitting.positions(self.proposal)

    @property
    def undecided(self) -> Sequence[str]:
        return self.recording.sitting.undecided(self.proposal)

    def record(self, party: str, stand: Stand, reason: str | None = None) -> None:
        recording = self.recording
        if party == REST and not self.undecided:
            return
        address, said = self._to_correct(party, stand)
        if reason is None:
            reason = said.text if said is not None else ""
        text = self._typed(party, f"{self._said(stand)} {reason}".rstrip())
        if said is not None and len(said.by) == 1:
            recording.correct(address, text)
        else:
            if said is not None:  # it was one of several that were given together: it leaves them
                others = tuple(ref for ref in said.by if party_of(ref) != party)
                recording.put(address, said.model_copy(update={"by": others}))
            recording.add(text)
            self._given.add(next(reversed(recording.sitting.lines)))
        recording.type(self._prompt())

    def _to_correct(self, party: str, stand: Stand) -> tuple[str, Line | None]:
        """The line of this visit that gave `party` its position, when what is given now corrects it."""
        for address in reversed(self.recording.sitting.lines):
            said = self.recording.sitting.lines[address]
            if address in self._given and party in {party_of(ref) for ref in said.by}:
                since = self.recording.desk.clock.now() - said.at if said.at else SLIP
                slipped = since < SLIP or not said.text or said.position is stand
                return (address, said) if slipped else ("", None)
        return "", None

    def _said(self, stand: Stand) -> str:
        return STAND_OF["en" if self.recording.names.language == "en" else "nl"][stand]

    def _typed(self, party: str, said: str) -> str:
        return f": {party if party == REST else '@' + self.recording.names.short(party)} {said}"


class DecisionBallot:
    """Positions in the record of a decision that is proposed."""

    at_once = False

    def __init__(
        self, address: str, dossier: Dossier, sitting: Sitting, recorder: str, save: Callable[[Decision], object]
    ) -> None:
        """`save` is handed the decision at every change; it returns at once and writes in order."""
        decision = dossier.records[address]
        assert isinstance(decision, Decision), f"{address} is no decision"
        self.address, self.decision, self._dossier, self._sitting = address, decision, dossier, sitting
        self._recorder, self._save = recorder, save
        self._before = dict(decision.positions)

    @property
    def title(self) -> str:
        return self.decision.title

    @property
    def dossier(self) -> Dossier:
        return self._dossier

    @property
    def positions(self) -> Mapping[str, Position]:
        return self.decision.positions

    @property
    def undecided(self) -> Sequence[str]:
        parties = self._dossier.parties
        watching = {name for name, party in parties.items() if party.seat is Seat.OBSERVER}
        return [one for one in self._sitting.present if one not in self.decision.positions and one not in watching]

    def record(self, party: str, stand: Stand, reason: str | None = None) -> None:
        now = self.decision.positions.get(party)
        if reason is None:
            reason = self._reason_now(party, now)
        line = Line(kind=LineKind.POSITION, position=stand, text=reason)
        known = {"channel": Channel.ROOM, "recorder": self._recorder, "on": self._sitting.session.date}
        rows = dict(self.decision.positions)
        for one in list(self.undecided) if party == REST else [party]:
            rows[one] = moved(self._before.get(one), line, one).model_copy(update=known)
        self.decision = self.decision.model_copy(update={"positions": rows})
        self._save(self.decision)

    def _reason_now(self, party: str, now: Position | None) -> str:
        """What was given as the reason of `party` on this visit: it stays with whatever it stands for after all."""
        before = self._before.get(party)
        if now is None or now == before:
            return ""
        return now.changed_by if before is not None and now.changed_by else now.reason if before is None else ""
