"""A session: ``sessions/<date>-<what>/session.toml``; what was said stands in the logs beside it (see :mod:`log`)."""

from __future__ import annotations

from datetime import date as Day
from datetime import datetime, time
from typing import ClassVar

from procesregie.model.declare import (
    Part,
    Record,
    Words,
    choice,
    clock,
    day,
    flag,
    line,
    lines,
    moment,
    number,
    ref,
    refs,
    rows,
    text,
)


class SessionKind(Words):
    """The form of a conversation."""

    TABLE = "network table"
    STEERING = "steering group"
    ROUND = "round"
    THEME = "theme session"
    WRITTEN = "written round"
    TALKS = "one-to-one talks"
    WALK = "walk"
    SOCRATIC = "Socratic dialogue"
    PLENARY = "plenary"
    OTHER = "other"


class Outcome(Words):
    """As what a session was closed."""

    DRAFT = "draft"
    DECISION = "decision"


class Presence(Words):
    """Whether a party was there."""

    INVITED = "invited"
    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class Attendance(Part):
    """One party at one session, as checked in; who came or left later is in the log."""

    called_by: ClassVar[tuple[str, ...]] = ("presence",)
    stands: ClassVar[str] = "presence"

    presence: Presence = choice("Presence", Presence, default=Presence.INVITED)
    people: tuple[str, ...] = lines("People", "The people from this party who were there.", points="person")
    note: str = line("Note")


class Item(Part):
    """An item of the programme."""

    title: str = line("Title", required=True)
    order: int | None = number("Order", kept=True)
    topic: str = ref("Topic", "agenda")
    minutes: int | None = number("Length in minutes", least=0)
    question: str = line("Question")


class Score(Part):
    """How somebody left: a mark from 1 to 10 and a word; the key is a party's id, or free."""

    called_by: ClassVar[tuple[str, ...]] = ("score",)
    of_party: ClassVar[bool] = True

    score: int | None = number("Mark", least=1, most=10)
    word: str = line("In a word")
    party: str = ref("Party", "table")


class Remark(Part):
    """A remark on the minutes of this session."""

    called_by: ClassVar[tuple[str, ...]] = ("remark",)

    remark: str = line("Remark", required=True)
    party: str = ref("Party", "table")
    on: Day | None = day("Date")
    answer: str = line("What was done with it")


class Residue(Part):
    """What a party still does not agree with, and whether it was answered."""

    called_by: ClassVar[tuple[str, ...]] = ("about",)

    about: str = line("Disagrees with", required=True)
    party: str = ref("Party", "table")
    answered: str = line("Answered")


class TextSeen(Part):
    """A text of ``texts/`` as this session saw it; the key is the file's name without its ending."""

    called_by: ClassVar[tuple[str, ...]] = ("version",)

    version: str = line("Version", "Such as 0.3, or simply: unfinished.")
    asked: str = line("What was asked of it")


class Session(Record):
    """A conversation: prepared, held, closed as a draft or a decision."""

    title: str = line("Title", required=True)
    date: Day = day("Date", required=True)
    starts: time | None = clock("From")
    ends: time | None = clock("Until")
    kind: SessionKind | None = choice("Form", SessionKind)
    place: str = line("Place")
    question: str = text("The question for this conversation")
    reason: str = line("Why this session", "If it was an extra one.")
    prepared: str = text("Preparation")
    programme: dict[str, Item] = rows("Programme", Item)
    attendance: dict[str, Attendance] = rows("Who was there", Attendance, keyed_by="table")
    confidential: bool = flag("Confidential", "The whole log stays private; all that is shared is that it took place.")

    outcome: Outcome | None = choice("Closed as", Outcome, kept=True)
    closed_on: datetime | None = moment("Closed on", kept=True)
    summary: str = line("In one line", "The subject line of its commit.")
    decisions: tuple[str, ...] = refs("Decisions taken", "decisions", kept=True)
    texts: dict[str, TextSeen] = rows("Texts on the table", TextSeen, about="texts/")
    process_only: bool = flag("Only about the process")
    setback: str = text("Setback or reversal")
    disagreements: dict[str, Residue] = rows("Not everybody agrees", Residue)
    pattern: str = text("How we talked", "Who built on whom, who kept silent, what kept coming back.")
    scores: dict[str, Score] = rows("Check-out", Score)
    sent_on: Day | None = day("Minutes sent on")
    comments_until: Day | None = day("Comments until")
    remarks: dict[str, Remark] = rows("Remarks on the minutes", Remark)
    adopted_in: str = ref("Minutes adopted in", "sessions")


class PrivateSession(Record):
    """The facilitator's own reflection on a session; private layer only."""

    reflection: str = text("Reflection", "What you saw, what it did to you, and what you did in it.")
    worries: str = text("Worries", "Where it was not calm or safe, and for whom.")
    mood: str = line("Mood")
