"""Parties: the seats, the exchange, who was there and who was heard, and what is kept while nothing changes."""

from __future__ import annotations

from datetime import date

from procesregie.insight.contributions import contributions
from procesregie.insight.preparation import prepare
from procesregie.insight.presence import attended, share
from procesregie.insight.views import Grid, Listing
from procesregie.insight.views.table import VIEWS, by_ring, exchange, kind_by_ring, presence
from procesregie.language import language
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, LineKind, Log
from procesregie.model.party import Kind, MoveKind, Party, Ring, Seat, TableMove
from procesregie.model.session import Attendance, Outcome, Presence, Session
from tests.samples.conftest import Told

DAY = date(2026, 3, 12)
EN = language("en")
ROW = {
    "rie": Attendance(presence=Presence.PRESENT),
    "gemeente": Attendance(presence=Presence.APOLOGIES),
    "moskee": Attendance(presence=Presence.INVITED),
    "straat": Attendance(presence=Presence.PRESENT),
}


def process() -> Dossier:
    """Two closed sessions and one that is open; an empty seat, and a party that left."""
    first = Session(title="Een", date=date(2026, 1, 1), outcome=Outcome.DRAFT, attendance=ROW)
    records: dict[str, Record] = {
        "table/gemeente": Party(title="Gemeente", short="gem", kind=Kind.GOVERNMENT, ring=Ring.ACTS, brings="Geld.\n"),
        "table/moskee": Party(title="Moskee", kind=Kind.CIVIL_SOCIETY),
        "table/rie": Party(
            title="Rie", kind=Kind.INITIATOR, ring=Ring.ACTS, brings="De straat.\n", asks="Een\nsleutel.\n"
        ),
        "table/straat": Party(title="Iemand uit de straat", kind=Kind.RESIDENT, seat=Seat.EMPTY),
        "table/velthoek": Party(title="Velthoek", moves={"a": TableMove(kind=MoveKind.LEFT, on=DAY)}),
        "sessions/een": first,
        "sessions/een/log-anna": Log(
            lines={
                "aaaaaa": Line(text="de sleutel", by=("rie",)),
                "bbbbbb": Line(kind=LineKind.CAME, by=("velthoek",)),
                "cccccc": Line(text="twee keer", by=("rie",)),
            }
        ),
        "sessions/twee": first.model_copy(update={"title": "Twee", "date": date(2026, 2, 1)}),
        "sessions/drie": first.model_copy(update={"title": "Drie", "date": date(2026, 3, 1), "outcome": None}),
    }
    return Dossier(records)


def test_seats_by_kind_and_ring_with_the_empty_ones_beside_them() -> None:
    here = process()
    grid = kind_by_ring(here, DAY, EN)
    cells = {
        (row.text, column.text): cell.text
        for row, line in zip(grid.rows, grid.cells, strict=True)
        for column, cell in zip(grid.columns, line, strict=True)
        if cell.text
    }
    assert cells == {
        ("Government", "Acts"): "gem",
        ("Civil society", "Knows of it"): "Moskee",
        ("Informal initiator", "Acts"): "Rie",
        ("Resident", "Empty seats"): "□ Iemand uit de straat",
    }
    groups = {group.heading: [(row.sign, row.title) for row in group.rows] for group in by_ring(here, DAY, EN).groups}
    assert groups["Empty seats"] == [("□", "Iemand uit de straat")] and groups["Left the table"] == [("×", "Velthoek")]
    assert groups["knows of it"] == [("·", "Moskee")]


def test_the_exchange_marks_one_side_only_and_names_of_whom_nothing_is_known() -> None:
    grid = exchange(process(), DAY, EN)
    assert [head.text for head in grid.rows] == ["gem", "Rie"]
    assert [cell.text for cell in grid.cells[0]] == ["Geld.", "!"] and grid.cells[0][1].marked
    assert [cell.text for cell in grid.cells[1]] == ["De straat.", "Een sleutel."] and grid.legend.endswith(
        "yet: Moskee"
    )


def test_presence_counts_closed_sessions_and_says_where_nobody_can_tell() -> None:
    here = process()
    grid = presence(here, DAY, EN)
    rows = {head.text: [cell.text for cell in row] for head, row in zip(grid.rows, grid.cells, strict=True)}
    assert rows == {
        "gem": ["0/2", "0", "○", "○"],
        "Moskee": ["0/2", "0", "–", "–"],
        "Rie": ["2/2", "1", "●", "◐"],
        "Velthoek": ["1/2", "0", "◐", ""],  # came in by a line; left the table since
    }
    said = {head.text: row for head, row in zip(grid.rows, grid.cells, strict=True)}["Rie"]
    assert said[2].said == ("there", "heard 2 times") and said[3].said == ("there; what was said is not on record",)
    found = share(here, "rie")
    assert (found.present, found.asked, found.closed, found.heard_in, found.heard, found.last) == (
        2,
        2,
        2,
        1,
        2,
        "twee",
    )


def test_what_was_gone_through_is_gone_through_again_only_where_it_changed() -> None:
    here = process()
    before = attended(here)
    renamed = here.with_record("table/rie", Party(title="Rie Vosmeer"))
    assert all(one is other for one, other in zip(attended(renamed), before, strict=True))
    log = here.records["sessions/een/log-anna"].model_copy(
        update={"lines": {"dddddd": Line(text="nee", by=("gemeente",))}}
    )
    later = here.with_record("sessions/een/log-anna", log)
    assert attended(later)[1] is before[1] and attended(later)[0] is not before[0]
    assert share(later, "rie").heard == 0 and len(contributions(here, "rie")) == 2 and not contributions(later, "rie")


def test_every_view_stands_an_empty_process_and_one_party() -> None:
    for here in (Dossier(), Dossier({"table/a": Party(title="A")})):
        for view in VIEWS:
            made = view.make(here, DAY, EN)
            assert isinstance(made, Listing | Grid)
            if isinstance(made, Grid):
                assert all(len(row) == len(made.columns) for row in made.cells) and len(made.cells) == len(made.rows)


def test_who_did_not_speak_in_the_last_sessions_is_said_to_be_silent_whatever_position_they_took(
    lindenveld: Told,
) -> None:
    here, today = lindenveld.desk.dossier, lindenveld.story.as_of
    quiet = prepare(here, today).silent
    assert quiet == ("basisschool-lindeblad", "waterschap", "zorgcentrum-lindenstate")
    last = attended(here)[-3:]
    assert not any(one.parties[party].heard for one in last for party in quiet if party in one.parties)
    assert any(one.parties[party].was == "present" for one in last for party in quiet if party in one.parties)
