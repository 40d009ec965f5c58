"""A party at the table and its people: ``table/<id>.toml``; and its private part, which lives outside the folder."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from procesregie.model.declare import (
    Part,
    Record,
    Words,
    choice,
    choices,
    day,
    flag,
    line,
    number,
    ref,
    rows,
    text,
)


class Kind(Words):
    """Kinds of actor."""

    GOVERNMENT = "government"
    RESIDENT = "resident"
    CIVIL_SOCIETY = "civil society"
    BUSINESS = "business"
    KNOWLEDGE = "knowledge"
    FUNDER = "funder"
    INITIATOR = "informal initiator"


class Ring(Words):
    """How close a party is: layers of the network, from the outside in."""

    KNOWS = "knows of it"
    BACKS = "backs the direction"
    ACTS = "acts"


class Seat(Words):
    """What kind of seat a party has."""

    MEMBER = "member"
    OBSERVER = "observer"
    EMPTY = "empty"


class Came(Words):
    """How a party came to the table."""

    INVITED = "invited"
    SELF = "self-joined"
    WRITTEN = "written only"


class MoveKind(Words):
    """What happened to a party's place at the table."""

    JOINED = "joined"
    LEFT = "left"
    MERGED = "merged"
    RENAMED = "renamed"


class Tier(Words):
    """The levels of an organisation: who leads it, who runs it, who does the work."""

    BOARD = "board"
    MANAGEMENT = "management"
    PRACTICE = "practice"


class Reached(Words):
    """Whether a level of an organisation is reached."""

    YES = "reached"
    PARTLY = "partly"
    NO = "not reached"


class Bond(Words):
    """With what a party feels a bond."""

    EACH_OTHER = "each other"
    ISSUE = "the issue"
    COMMUNITY = "the community"


class Person(Part):
    """Somebody who sits at the table on behalf of a party. Contact data never stands here."""

    called_by: ClassVar[tuple[str, ...]] = ("name", "function")

    name: str = line("Name")
    function: str = line("Function")
    since: date | None = day("Since")
    until: date | None = day("Until")


class TableMove(Part):
    """A party joins, leaves, merges or is renamed; its id and its story stay."""

    called_by: ClassVar[tuple[str, ...]] = ("kind",)

    kind: MoveKind = choice("What happened", MoveKind, default=MoveKind.JOINED)
    on: date | None = day("Date")
    reason: str = line("Reason")
    into: str = ref("Into", "table", "The party it became part of.")
    former: str = line("Former name")


class Interest(Part):
    """One interest inside the organisation, as disclosed."""

    called_by: ClassVar[tuple[str, ...]] = ("interest",)

    interest: str = line("Interest", required=True)
    whose: str = line("Whose", "Which part of the organisation.")


class Level(Part):
    """Whether the board, the management or the practice of an organisation is reached."""

    called_by: ClassVar[tuple[str, ...]] = ("level", "reached")

    level: Tier | None = choice("Which level", Tier, "If none of these, its key says which.")
    reached: Reached = choice("Reached", Reached, default=Reached.NO)
    since: date | None = day("Since")
    note: str = line("Note", "What can be settled there, with what money, and who takes it higher.")


class Consultation(Part):
    """The constituency was asked."""

    called_by: ClassVar[tuple[str, ...]] = ("on",)

    on: date | None = day("Date")
    how: str = line("How")
    support: int | None = number("Support (%)", least=0, most=100)
    reservations: str = line("Reservations")


class Contribution(Part):
    """What a party contributed or risked, and how that was acknowledged."""

    called_by: ClassVar[tuple[str, ...]] = ("what",)

    what: str = line("What it contributed or risked", required=True)
    on: date | None = day("Date")
    acknowledged_on: date | None = day("Acknowledged on")
    how: str = line("How it was acknowledged")


class Party(Record):
    """Who is at the table, why, and what it brings and asks."""

    called_by: ClassVar[tuple[str, ...]] = ("title",)
    stands: ClassVar[str] = "ring"

    title: str = line("Name", required=True)
    short: str = line("Short name", "What you type after @.")
    order: int | None = number("Order", kept=True)
    kind: Kind | None = choice("Kind", Kind)
    ring: Ring = choice("Ring", Ring, default=Ring.KNOWS)
    seat: Seat = choice(
        "Seat",
        Seat,
        "An empty seat is named after whoever is missing. When somebody takes it: their name, and a member's seat.",
        default=Seat.MEMBER,
    )
    reason: str = text("Why at the table")
    came: Came | None = choice("How they joined", Came)
    usual_suspect: bool = flag("Usual suspect")
    people: dict[str, Person] = rows("People", Person)

    shared_interest: str = text("Shared interest")
    own_interest: str = text("Own interest")
    interests: dict[str, Interest] = rows("Interests within the organisation", Interest)
    autonomy_kept: str = text("Autonomy kept")
    autonomy_given: str = text("Autonomy given")
    values: str = text("What it stands for", "Values it is willing to show.")
    hesitation: str = text("Reasons not to join")
    bonds: tuple[Bond, ...] = choices("Bond with", Bond)
    must: str = text("Must", "What it has to do.")
    want: str = text("Want", "What it would like.")
    can: str = text("Can", "What it is able to do itself.")
    brings: str = text("Brings", "Talent, time, knowledge, money, a room.")
    asks: str = text("Asks", "What it needs from others, and from whom.")
    capacity: str = line("Time released")
    constituency: str = text("Constituency")
    consultations: dict[str, Consultation] = rows("Constituency consulted", Consultation)
    levels: dict[str, Level] = rows("Levels reached", Level, "Board, management, practice.")
    contributions: dict[str, Contribution] = rows("Contributions and recognition", Contribution)
    moves: dict[str, TableMove] = rows("Comings and goings", TableMove)

    @property
    def empty(self) -> bool:
        """Whether this is an empty seat: somebody who is missed. Nobody sits on it, so nobody is asked, heard or silent."""
        return self.seat is Seat.EMPTY

    @property
    def at_table(self) -> bool:
        """Whether somebody is there: a party that did not leave, no empty seat."""
        return not self.empty and self.left() is None

    def left(self) -> TableMove | None:
        """The move by which this party left the table or went into another; None while it is there."""
        last = max(self.moves.values(), key=lambda move: move.on or date.min, default=None)
        if last is None:
            return None
        gone = [m for m in self.moves.values() if m.kind in (MoveKind.LEFT, MoveKind.MERGED) and m.on == last.on]
        return gone[0] if gone else None


class MotiveKind(Words):
    """Three kinds of motive."""

    INSTRUMENTAL = "instrumental"
    AFFECTIVE = "affective"
    MORAL = "moral"


class Certainty(Words):
    """Motives are learned, not assumed."""

    GUESSED = "guessed"
    CONFIRMED = "confirmed"


class Weight(Words):
    """How much of it a party has."""

    LOW = "low"
    SOME = "some"
    HIGH = "high"


class Motive(Part):
    """What moves a party: a guess until it is confirmed."""

    called_by: ClassVar[tuple[str, ...]] = ("motive",)

    motive: str = line("Motive", required=True)
    kind: MotiveKind | None = choice("Kind of motive", MotiveKind)
    certainty: Certainty = choice("Certainty", Certainty, default=Certainty.GUESSED)
    on: date | None = day("Date")


class Contact(Part):
    """How to reach a person. Private, always."""

    called_by: ClassVar[tuple[str, ...]] = ("mail", "phone")

    mail: str = line("Mail")
    phone: str = line("Phone")
    note: str = line("Note")


class PrivateParty(Record):
    """What stands about a party in the private layer only."""

    motives: dict[str, Motive] = rows("Motives", Motive)
    power: Weight | None = choice("Power", Weight)
    legitimacy: Weight | None = choice("Legitimacy", Weight)
    urgency: Weight | None = choice("Urgency for them", Weight)
    entrance: str = text("The right way in", "Through whom, where, and in which words; how they like to work.")
    last_talk: date | None = day("Last one-to-one")
    contacts: dict[str, Contact] = rows("Contact", Contact, about="people")
    notes: str = text("Notes")
