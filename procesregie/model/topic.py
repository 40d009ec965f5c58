"""A topic of agenda-setting: ``agenda/<id>.toml``. An issue earns its place; urgency is not shared by itself."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from procesregie.model.declare import Part, Record, Words, choice, day, line, number, ref, refs, rows, text
from procesregie.model.party import Tier


class Stage(Words):
    """How far a topic has come."""

    SIGNAL = "signal"
    ON_AGENDA = "on the agenda"
    IN_CONVERSATION = "in conversation"
    DIRECTION = "direction"
    DECIDED = "decided"
    PARKED = "parked"
    CLOSED = "closed"


class View(Words):
    """Whether a party sees the urgency."""

    SEES = "sees it"
    DOUBTS = "doubts"
    NOT = "does not see it"
    UNKNOWN = "unknown"


class Perspective(Words):
    """Three perspectives on residents: as shareholder, as stakeholder, as part of the ecosystem."""

    BUY = "buy"
    GET = "get"
    DO = "do"


class Say(Words):
    """The Dutch participation ladder, from the lowest rung to the highest."""

    INFORM = "inform"
    CONSULT = "consult"
    ADVISE = "advise"
    CO_PRODUCE = "co-produce"
    CO_DECIDE = "co-decide"
    SELF_MANAGE = "self-manage"


class Movement(Words):
    """What a topic asks for; the three go together, and each has a pace of its own."""

    IMPROVE = "improve"
    CHANGE = "change"
    RENEW = "renew"


class Urgency(Part):
    """How one party sees the urgency of a topic, since when, and how we know."""

    called_by: ClassVar[tuple[str, ...]] = ("view",)
    stands: ClassVar[str] = "view"

    view: View = choice("Urgency", View, default=View.UNKNOWN)
    since: date | None = day("Since")
    source: str = line("Source")
    note: str = line("Note")


class Promise(Part):
    """How much say a party was promised on a topic, and what it came to."""

    called_by: ClassVar[tuple[str, ...]] = ("promised",)
    stands: ClassVar[str] = "promised"

    promised: Say | None = choice("Promised say", Say)
    happened: Say | None = choice("What happened", Say)
    note: str = line("Note")


class Difference(Part):
    """Opposed interests of two parties, each as that party would put it itself; a conflict, when it comes to one."""

    called_by: ClassVar[tuple[str, ...]] = ("about",)

    about: str = line("What is at odds", required=True)
    one: str = ref("The one side", "table")
    one_view: str = line("As the one side sees it", "In words they would use themselves.")
    other: str = ref("The other side", "table")
    other_view: str = line("As the other side sees it", "In words they would use themselves.")
    talks: int | None = number("Talks held", "It is seldom done in one or two.", least=0)
    level: Tier | None = choice("At which level", Tier, "Where it is talked about now: practice, management, board.")
    outcome: str = line("What came of it")


class Topic(Record):
    """Something that is, or might come, on the table."""

    stands: ClassVar[str] = "stage"

    title: str = line("Title", required=True)
    order: int | None = number("Order", kept=True)
    stage: Stage = choice("Stage", Stage, default=Stage.SIGNAL)
    stage_reason: str = line("Why this stage", "Why it was parked, closed or moved.")
    parent: str = ref("Part of", "agenda", "The topic this is a sub-theme of.")
    what: str = text("What it is about")
    why_now: str = text("Why now", "What the figures say, and what it does to people.")
    brought_by: str = ref("Brought up by", "table")
    brought_on: date | None = day("Brought up on")
    first_session: str = ref("First came up in", "sessions")
    parties: tuple[str, ...] = refs("Parties that joined", "table")
    perspective: Perspective | None = choice("Residents", Perspective, "Do residents buy, get or do something here?")
    urgency: dict[str, Urgency] = rows("Urgency", Urgency, keyed_by="table")
    promised: dict[str, Promise] = rows("Promised say", Promise, keyed_by="table")
    movement: Movement | None = choice(
        "Movement", Movement, "Improve what there is, change how it is done, or renew it altogether."
    )
    barrier: str = text("What is in the way")
    lever: str = text("What could get it moving", "The key to that lock, and what can start now.")
    dilemma: str = text("Grey area", "Good for the whole, hard for a constituency.")
    differences: dict[str, Difference] = rows("Opposed interests", Difference)
    lessons: str = text("Lessons")
    review_on: date | None = day("Review on")
