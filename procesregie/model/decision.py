"""A decision and its life: ``decisions/<date>-<what>/decision.toml``, and ``after.toml`` for what came later."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from procesregie.model.declare import (
    Part,
    Record,
    Words,
    choice,
    day,
    flag,
    line,
    person,
    ref,
    refs,
    rows,
    text,
)
from procesregie.model.process import Rule


class DecisionWeight(Words):
    """How heavy it is: provisional direction, agreement between named parties, mandated decision."""

    DIRECTION = "direction"
    AGREEMENT = "agreement"
    DECISION = "decision"


class DecisionState(Words):
    """Where a decision is in its life; *superseded* is derived from the newer decision."""

    PROPOSED = "proposed"
    TAKEN = "taken"
    OPEN = "open until"
    WITHDRAWN = "withdrawn"


class Stand(Words):
    """Positions a party can take, beyond yes and no."""

    CONSENT = "consent"
    NOT_PREFERRED = "accept, not our preference"
    CONCERN = "concern"
    OBJECTION = "reasoned objection"
    ASIDE = "stands aside"
    SUBJECT = "subject to constituency"
    NO_ANSWER = "asked, no answer"
    NOT_ASKED = "not yet asked"


class Channel(Words):
    """How a position reached us."""

    ROOM = "room"
    PHONE = "phone"
    MAIL = "mail"


class Position(Part):
    """Where one party stands, who says so, and what moved it."""

    called_by: ClassVar[tuple[str, ...]] = ("position",)
    stands: ClassVar[str] = "position"

    position: Stand = choice("Position", Stand, default=Stand.NOT_ASKED)
    reason: str = line("Reason")
    person: str = person("Person")
    channel: Channel | None = choice("Channel", Channel)
    recorder: str = line("Recorded by", points="recorder")
    on: date | None = day("Date")
    before: Stand | None = choice("Before", Stand)
    changed_by: str = line("What changed it")
    answered: str = line("How it was answered")


class Option(Part):
    """An option that was considered."""

    option: str = line("Option", required=True)
    called_by: ClassVar[tuple[str, ...]] = ("option",)
    weighed: str = line("Arguments for and against")
    chosen: bool = flag("Chosen")


class Condition(Part):
    """A condition on which the decision rests."""

    called_by: ClassVar[tuple[str, ...]] = ("condition",)

    condition: str = line("Condition", required=True)
    party: str = ref("Asked by", "table")
    due: date | None = day("Due")


class Decision(Record):
    """Free while proposed; locked as a whole by the commit that takes it."""

    stands: ClassVar[str] = "state"

    title: str = line("Title", required=True)
    weight: DecisionWeight | None = choice("Weight", DecisionWeight)
    state: DecisionState = choice("State", DecisionState, default=DecisionState.PROPOSED)
    taken_on: date | None = day("Taken on")
    open_until: date | None = day("Open until", "For those who were absent.")
    session: str = ref("From session", "sessions", kept=True)
    said: str = line("Said in", kept=True, points="line")
    what: str = text("What is decided")
    topics: tuple[str, ...] = refs("Topics", "agenda")
    parties: tuple[str, ...] = refs(
        "Binds", "table", "The parties it holds between; leave empty for everybody at the table."
    )
    rule: Rule | None = choice("Decision rule", Rule)
    decided_by: str = ref("Decided by", "table")
    considerations: str = text("Considerations")
    gains: str = text("Who gains", "A gain for the whole, or for some in particular.")
    options: dict[str, Option] = rows("Options", Option)
    conditions: dict[str, Condition] = rows("Conditions", Condition)
    positions: dict[str, Position] = rows("Positions", Position, keyed_by="table")
    review_on: date | None = day("Review on")
    supersedes: tuple[str, ...] = refs("Supersedes", "decisions")
    supersedes_reason: str = text("Why it supersedes")
    withdrawn_reason: str = line("Why withdrawn")

    def unanswered(self) -> list[str]:
        """Ids of the parties whose reasoned objection stands without an answer."""
        return [p for p, row in self.positions.items() if row.position is Stand.OBJECTION and not row.answered.strip()]

    def state_on(self, today: date) -> DecisionState:
        """The state as of `today`: once its date is past, a decision that was open for who was absent is taken."""
        past = self.open_until is None or self.open_until < today
        return DecisionState.TAKEN if self.state is DecisionState.OPEN and past else self.state


class LaterPosition(Position):
    """A position taken after the decision was; its key is free, a party can have several."""

    called_by: ClassVar[tuple[str, ...]] = ("party",)

    party: str = ref("Party", "table")


class ConditionMet(Part):
    """What became of a condition."""

    called_by: ClassVar[tuple[str, ...]] = ("note",)

    on: date | None = day("Date")
    met: bool = flag("Met")
    note: str = line("Note")


class Review(Part):
    """The decision was looked at again."""

    called_by: ClassVar[tuple[str, ...]] = ("outcome",)

    on: date | None = day("Date")
    outcome: str = line("Outcome")
    session: str = ref("Session", "sessions")
    review_on: date | None = day("Review on", "When it is looked at again after this one.")


class After(Record):
    """What came after a decision was taken: never in the locked file."""

    positions: dict[str, LaterPosition] = rows("Later positions", LaterPosition)
    conditions: dict[str, ConditionMet] = rows("Conditions met", ConditionMet, about="conditions")
    reviews: dict[str, Review] = rows("Reviews", Review)
    notes: str = text("Notes")
