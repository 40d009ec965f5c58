"""A role: ``roles/<id>.toml``. To know whom you need for what."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from procesregie.model.declare import Part, Record, Words, choice, choices, day, line, number, person, ref, rows, text


class RoleKind(Words):
    """Kinds of role in a collaboration."""

    CLIENT = "client"
    DELIVERY = "delivery partner"
    FRAME = "framework setter"
    FUNDER = "funder"
    EXECUTOR = "executor"
    LEAD = "network lead"
    FACILITATOR = "facilitator"
    STEERING = "steering group"
    EXPERIENCE = "expert by experience"
    OTHER = "other"


class Doing(Words):
    """What a role does about a topic."""

    DECIDES = "decides"
    CONSENTS = "consents"
    ADVISES = "advises"
    EXECUTES = "executes"
    INFORMED = "is informed"


class Legitimacy(Words):
    """What a role is legitimised by."""

    MANDATE = "mandate"
    POSITION = "standing"
    SKILL = "skill"
    OVERVIEW = "overview"


class Does(Part):
    """What this role does about one topic."""

    called_by: ClassVar[tuple[str, ...]] = ("does",)
    stands: ClassVar[str] = "does"

    does: Doing = choice("Does", Doing, default=Doing.INFORMED)
    note: str = line("Note")


class Holder(Part):
    """Who held a role before it went to somebody else."""

    called_by: ClassVar[tuple[str, ...]] = ("party",)

    party: str = ref("Held by", "table")
    person: str = person("Person")
    since: date | None = day("Since")
    until: date | None = day("Until")
    reason: str = line("Why it moved")


class Role(Record):
    """Who may do what and who does it, on whose mandate, since when, and whether they accepted it."""

    title: str = line("Title", required=True)
    order: int | None = number("Order", kept=True)
    kind: RoleKind | None = choice("Kind of role", RoleKind)
    party: str = ref("Held by", "table")
    person: str = person("Person")
    purpose: str = text("What you need this role for")
    topics: dict[str, Does] = rows("Does what, on which topic", Does, keyed_by="agenda")
    mandate: str = text("Mandate")
    legitimacy: tuple[Legitimacy, ...] = choices("Legitimacy", Legitimacy)
    limits: str = text("Limits", "What it does not do or decide.")
    style: str = line("Style", "How it is carried out: top-down or as a partner, in what tone and rhythm, with whom.")
    counterpart: str = ref("Counterpart", "roles", "The other half of a role pairing.")
    since: date | None = day("Since")
    until: date | None = day("Until")
    until_reason: str = line("Why it ended")
    accepted_on: date | None = day("Accepted by its holder on")
    earlier: dict[str, Holder] = rows(
        "Previously held by", Holder, "Kept automatically when the role goes to somebody else."
    )

    def begun(self, today: date) -> bool:
        """Whether it holds, or held, as of `today`."""
        return self.since is None or self.since <= today

    def ended(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.until is not None and self.until < today
