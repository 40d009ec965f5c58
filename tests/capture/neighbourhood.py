"""A neighbourhood at the table: the dossier these tests are told with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from procesregie.capture.grammar import Captured, Context, parse
from procesregie.capture.names import Names
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.party import MoveKind, Party, Person, TableMove
from procesregie.model.process import Process
from procesregie.model.session import Attendance, Item, Presence, Session
from procesregie.model.topic import Topic

EVENING = date(2026, 3, 12)
"""A Thursday."""
NOW = datetime(2026, 3, 12, 14, 5)
SESSION = "2026-03-12-netwerktafel"
PROPOSAL = f"{SESSION}/anna/aaaaaa"


def _party(title: str, short: str, **people: Person) -> Party:
    return Party(title=title, short=short, people=people)


PARTIES: dict[str, Party] = {
    "woningstichting-haardstee": _party(
        "Woningstichting Haardstee", "haardstee", joke=Person(name="Joke Brandsma", function="bestuurder")
    ),
    "huurdersraad-haardstee": _party("Huurdersraad Haardstee", "hr-haardstee"),
    "wbv-westerdiek": _party("Woningbouwvereniging Westerdiek", "westerdiek"),
    "stroomland": _party("Stroomland", "stroomland", **{"jan-peter": Person(name="Jan Peter Müller")}),
    "vve-toren-a": _party("VvE Toren A", "toren-a"),
    "vve-toren-b": _party("VvE Toren B", "toren-b", henk=Person(name="Henk Olde")),
    "eigenaren-vlinderbuurt": _party("Eigenaren Vlinderbuurt", "eigenaren"),
    "moskee": _party("Moskee El Huda", "moskee"),
    "kerk": _party("Kerk aan de Dijk", "kerk"),
    "cooperatie-lindewarm": _party("Energiecoöperatie Lindewarm", "lindewarm"),
    "kruimelhof": _party(
        "Welzijn Kruimelhof", "kruimelhof", **{"dilara-aksoy": Person(name="Dilara Aksoy", function="opbouwwerker")}
    ),
    "velthoek": _party("Aannemer Velthoek", "velthoek"),
    "ggd-lindenveld": _party("GGD Lindenveld", "ggd"),
    "rie-vosmeer": _party("Rie Vosmeer", "rie", rie=Person(name="Rie Vosmeer")),
    "fixbrigade": Party(
        title="Fixbrigade",
        short="fixbrigade",
        moves={"m1": TableMove(kind=MoveKind.MERGED, on=date(2026, 1, 5), into="cooperatie-lindewarm")},
    ),
}
SHORT = {party_id: party.short for party_id, party in PARTIES.items()}


def dossier(more: Mapping[str, Record] | None = None, *, names: bool = True, language: str = "nl") -> Dossier:
    """The neighbourhood, its next session, and `more` records by address."""
    records: dict[str, Record] = {
        "process": Process.from_data({"title": "Lindenveld Warm", "language": language, "names": names}),
        "agenda/warmtebron": Topic(title="Warmtebron"),
        "agenda/isolatie-eerst": Topic(title="Isolatie eerst"),
        f"sessions/{SESSION}": Session(
            title="Netwerktafel",
            date=EVENING,
            starts=time(14, 0),
            ends=time(16, 0),
            programme={
                "opening": Item(title="Opening", order=100, minutes=10),
                "bron": Item(title="De warmtebron", order=200, topic="warmtebron", minutes=40),
                "rondvraag": Item(title="Rondvraag", order=300, minutes=15),
            },
            attendance={
                "woningstichting-haardstee": Attendance(presence=Presence.PRESENT),
                "vve-toren-b": Attendance(presence=Presence.PRESENT),
                "moskee": Attendance(presence=Presence.PRESENT),
                "stroomland": Attendance(presence=Presence.PRESENT),
                "kerk": Attendance(presence=Presence.APOLOGIES),
                "velthoek": Attendance(presence=Presence.INVITED),
            },
        ),
    }
    records.update({f"table/{party_id}": party for party_id, party in PARTIES.items()})
    records.update(more or {})
    return Dossier(records=records)


def context(**more: object) -> Context:
    """The middle of the evening: one proposal made, three parties without a position on it."""
    given: dict[str, object] = {
        "names": Names(dossier()),
        "on": EVENING,
        "at": NOW,
        "recorder": "anna",
        "session": SESSION,
        "present": ("woningstichting-haardstee", "vve-toren-b", "moskee", "stroomland"),
        "undecided": ("woningstichting-haardstee", "moskee", "stroomland"),
        "proposal": PROPOSAL,
        "item": "bron",
        "items": {
            "opening": "Opening",
            "bron": "De warmtebron",
            "rondvraag": "Rondvraag",
            "warmtebron": "Warmtebron",
            "isolatie-eerst": "Isolatie eerst",
        },
    }
    return Context(**(given | more))  # type: ignore[arg-type]


def read(text: str, **more: object) -> Captured:
    """`text` as it is captured in the middle of the evening."""
    return parse(text, context(**more))
