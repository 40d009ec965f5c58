"""The process as a whole: ``process.toml``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from procesregie.model.declare import Part, Record, Words, choice, day, flag, line, lines, number, ref, rows, text

FORMAT = 1
"""The version of the format this program writes. An older folder is upgraded in memory; a newer one opens read-only."""


class Tongue(Words):
    """The languages a process can be kept in."""

    DUTCH = "nl"
    ENGLISH = "en"

    @property
    def label(self) -> str:
        return self.name.capitalize()


class Phase(Words):
    """The phases of a collaboration (Kaats & Opheij); going back to an earlier one is normal."""

    EXPLORE = "explore"
    SHARE = "share"
    AGREE = "agree"
    SHAPE = "shape"
    CARRY_OUT = "carry out"


class Rule(Words):
    """How the group decides."""

    CONSENT = "consent"
    CONSENSUS = "consensus"
    MAJORITY = "majority"
    ONE = "one party decides"


class PhaseMove(Part):
    """A phase that began, with the reason; the latest is where the process is."""

    called_by: ClassVar[tuple[str, ...]] = ("phase",)

    phase: Phase = choice("Phase", Phase, default=Phase.EXPLORE)
    since: date | None = day("Since")
    reason: str = line("Reason")


class Term(Part):
    """A word the group uses, or one it avoids."""

    called_by: ClassVar[tuple[str, ...]] = ("word",)

    word: str = line("Word", required=True)
    avoid: bool = flag("We avoid it")
    instead: str = line("Say instead")
    meaning: str = line("What we mean by it")


class Pulse(Part):
    """A look at the vitality of the collaboration, each lens from 1 to 5 (five lenses, Kaats & Opheij)."""

    called_by: ClassVar[tuple[str, ...]] = ("on",)

    on: date | None = day("Date")
    ambition: int | None = number(
        "Ambition", "Do we want the same thing, and does it still pull? From 1 to 5.", least=1, most=5
    )
    interests: int | None = number(
        "Interests", "Is there something in it for each of us, and do we know what? From 1 to 5.", least=1, most=5
    )
    relation: int | None = number(
        "Relation", "Do we say what we think, and do what we say? From 1 to 5.", least=1, most=5
    )
    organisation: int | None = number(
        "Organisation", "Is it clear who does what, and is it working? From 1 to 5.", least=1, most=5
    )
    process: int | None = number(
        "Process", "Do we take the right step at the right time, and together? From 1 to 5.", least=1, most=5
    )
    note: str = line("Note")


class SetAside(Part):
    """A question of the mirror that was set aside; it stays away until there is more to ask about than there was."""

    called_by: ClassVar[tuple[str, ...]] = ("question",)

    question: str = line("Question")
    reason: str = line("Reason")
    on: date | None = day("Date")
    about: tuple[str, ...] = lines(
        "Asked about", "What prompted the question at the time: records and lines.", kept=True
    )


class Process(Record):
    """Why there is a process, what it is for, where it stands and what it may do."""

    format: int | None = number("Version of the format", kept=True, least=1)
    id: str = line("Identifier", kept=True)
    title: str = line("Title", required=True)
    language: Tongue = choice("Language", Tongue, default=Tongue.DUTCH)
    names: bool = flag(
        "People are named in the record", "When this is off, their function is written instead.", default=True
    )

    commissioner: str = line("Client", "Who asked for this.")
    occasion: str = text("Occasion", "Why now, what set it in motion.")
    aims: str = text("Aims")
    starts: date | None = day("Starts")
    ends: date | None = day("Ends")

    issue: str = text(
        "Issue",
        "The shared challenge in today's words: a place rather than a target group, what changes rather than what is "
        "made. It keeps developing; every wording stays in the history.",
    )
    issue_review: date | None = day("Review the wording on")
    goal: str = text("Goal", "The result we know we want.")
    intent: str = text("Intent", "Why we do it at all, and for whom it makes a difference.")
    helped: str = text("Who is helped", "For whom is this better, and how would they notice?")
    dependence: str = text("Why together", "What nobody can achieve alone.")
    added_value: str = text("What we add", "What exists already, and what this adds to it.")

    picture: str = text("Shared picture", "What we see together. Provisional until a decision settles it.")
    picture_settled: str = ref("Shared picture settled by", "decisions")
    direction: str = text("Direction", "Where we are heading, loosely held.")
    direction_settled: str = ref("Direction settled by", "decisions")
    ambition: str = text("Shared ambition", "Worked out far enough for a party to disagree with it.")
    ambition_settled: str = ref("Shared ambition settled by", "decisions")

    deliverables: str = text("What we make", "Only a text, or more: a launch, a plan, a way of working.")
    done_when: str = text("When it is good")
    done_judged_by: str = line("Who judges that")
    rule: Rule | None = choice("Decision rule", Rule, "How the group decides.")
    decider: str = ref("Who decides", "table", "Only where one party decides.")
    absentees_days: int | None = number("Days for absentees", "How many days absent parties have to respond.", least=0)

    rules: str = text("Rules and limits")
    budget: str = line("Budget")
    latitude: str = text("Room for manoeuvre", "What may be done differently here.")
    framed_by: str = ref("Limits set by", "table")
    structure: str = text(
        "How we are organised",
        "A loose circle, a platform between the parties, a body of its own; and how it stays light.",
    )

    phases: dict[str, PhaseMove] = rows("Phases", PhaseMove)
    words: dict[str, Term] = rows("Glossary", Term, "Words we use and words we avoid.")
    pulse: dict[str, Pulse] = rows("Vitality", Pulse)
    networks: str = text("Linked networks", "Other tables on the same challenge, and why we do or do not join them.")
    successor: str = line("Successor", "Who keeps the log after the hand-over.")
    handed_over: date | None = day("Handed over on")
    handover: str = text("What is handed over", "What is open, what to hold on to, what to let go of.")
    set_aside: dict[str, SetAside] = rows("Questions set aside", SetAside, kept=True)

    def phase_now(self) -> PhaseMove | None:
        """The phase the process is in: the row that began last, or None."""
        return max(self.phases.values(), key=lambda move: move.since or date.min, default=None)


class PrivateProcess(Record):
    """What stands about the process as a whole in the private layer only."""

    set_aside: dict[str, SetAside] = rows("Questions set aside", SetAside, kept=True)
