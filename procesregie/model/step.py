"""A next step: ``steps/<date>-<what>.toml``. Small steps now; that they slip is normal, and kept."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from procesregie.model.declare import Part, Record, Words, choice, day, line, number, person, ref, rows, text


class StepState(Words):
    """Where a step stands."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class DateMove(Part):
    """The date of a step moved, with the reason."""

    called_by: ClassVar[tuple[str, ...]] = ("was",)

    was: date | None = day("Was due")
    moved_on: date | None = day("Rescheduled on")
    reason: str = line("Reason")


class Translation(Part):
    """What a party does with the step inside its own organisation."""

    called_by: ClassVar[tuple[str, ...]] = ("what",)

    what: str = line("In their own organisation")
    on: date | None = day("Date")


class Step(Record):
    """An action, whose it is, when it is due, and what it adds to the whole."""

    stands: ClassVar[str] = "state"

    title: str = line("Action", required=True)
    order: int | None = number("Order", kept=True)
    owner: str = ref("Owner", "table")
    person: str = person("Person")
    due: date | None = day("Due")
    effect: str = text("What it adds to the whole")
    topic: str = ref("Topic", "agenda")
    session: str = ref("From session", "sessions", kept=True)
    said: str = line("Said in", kept=True, points="line")
    decision: str = ref("Carries out", "decisions")
    state: StepState = choice("State", StepState, default=StepState.OPEN)
    done_on: date | None = day("Done on")
    result: str = text("What came of it")
    moves: dict[str, DateMove] = rows("Slipped", DateMove)
    translations: dict[str, Translation] = rows("Within each organisation", Translation, keyed_by="table")
    setback: str = text("Setback")
    lesson: str = text("Lesson")
    withdrawn_reason: str = line("Why withdrawn")
