"""An empty seat is somebody who is missed: nobody sits on it, so it is never there, asked, heard or silent."""

from __future__ import annotations

from datetime import date

from procesregie.capture.names import Names
from procesregie.capture.sitting import Sitting
from procesregie.insight.deciding import absent
from procesregie.insight.mirror.looking import Looking
from procesregie.insight.preparation import silent
from procesregie.model.decision import Decision
from procesregie.model.log import Line, Log
from procesregie.model.party import Party, Person, Ring, Seat
from procesregie.model.session import Attendance, Presence, Session
from procesregie.tui.sessions.roll import Roll
from tests.capture.neighbourhood import EVENING, SESSION, dossier

EMPTY = Party(
    title="Iemand uit de straat", short="straat", seat=Seat.EMPTY, ring=Ring.ACTS, people={"x": Person(name="X")}
)
ATTENDANCE = {
    "moskee": Attendance(presence=Presence.PRESENT),
    "straat": Attendance(presence=Presence.PRESENT),  # as a hand could have written it
}


def test_it_is_never_there_asked_heard_or_silent() -> None:
    session = Session(title="Tafel", date=EVENING, attendance=ATTENDANCE)
    held = {f"sessions/2026-01-0{n}-x": Session(title="x", date=date(2026, 1, n)) for n in (1, 2, 3)}
    decision = Decision(title="Pilot")
    logs = {f"{address}/log-anna": Log(lines={"aaaaaa": Line(text="x", by=("moskee",))}) for address in held}
    quiet = {"table/dijk": Party(title="Dijk", ring=Ring.ACTS)}
    records = {f"sessions/{SESSION}": session, "decisions/pilot": decision, **held, **logs, **quiet}
    here = dossier({"table/straat": EMPTY, **records})
    assert not here.parties["straat"].at_table and here.parties["moskee"].at_table
    assert not here.parties["fixbrigade"].at_table  # it went into another party

    names = Names(here)
    assert names.resolve("straat") is None and names.resolve("x") is None and "straat" not in names.complete("str")
    sitting = Sitting(here, SESSION)
    assert sitting.present == ("moskee",) and sitting.undecided("decisions/pilot") == ("moskee",)
    assert "straat" not in sitting.not_heard
    assert silent(here, [id.partition("/")[2] for id in held]) == ("dijk",)
    assert "straat" not in absent(here, "pilot", SESSION)
    assert "straat" not in dict(Looking(here, EVENING).at_table())
    assert "straat" not in Roll(here, Session(title="Tafel", date=EVENING)).others


def test_who_takes_it_keeps_its_story_under_the_same_id() -> None:
    taken = EMPTY.model_copy(update={"seat": Seat.MEMBER, "title": "Rie van hiernaast"})
    here = dossier({"table/straat": taken})
    assert here.parties["straat"].at_table and Names(here).resolve("straat") == "straat"
