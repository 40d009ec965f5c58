"""How a record moves on or ends: the old date, the id and the story stay."""

from __future__ import annotations

from datetime import date

import pytest

from procesregie.desk.ending import (
    EndedAlready,
    HeldAlready,
    IntoItself,
    LeftAlready,
    NothingToMove,
    NotWithdrawn,
    done,
    handed,
    kept,
    left,
    moved,
    still_held,
    withdrawn,
)
from procesregie.language import CODES, language
from procesregie.model.declare import to_data
from procesregie.model.dossier import Dossier
from procesregie.model.party import Party
from procesregie.model.role import Role
from procesregie.model.session import Session
from procesregie.model.step import Step, StepState
from procesregie.model.topic import Topic

TODAY, LATER = date(2026, 3, 12), date(2026, 4, 2)
STEP, ROLE = "steps/2026-03-01-bellen", "roles/medevoorzitter"


def test_every_move_of_a_date_is_kept() -> None:
    step = Step(title="Bellen", due=date(2026, 3, 20))
    once = moved(step, LATER, TODAY, "ziek")
    twice = moved(once, date(2026, 5, 1), TODAY)
    assert [(row.was, row.reason) for row in twice.moves.values()] == [(date(2026, 3, 20), "ziek"), (LATER, "")]
    assert twice.due == date(2026, 5, 1)
    with pytest.raises(NothingToMove):
        moved(once, LATER, TODAY)


def test_a_first_date_is_no_move() -> None:
    assert moved(Step(title="Bellen"), LATER, TODAY, "nu wel") == Step(title="Bellen", due=LATER)


def test_an_edited_date_is_a_move_too_unless_the_moves_were_written_by_hand() -> None:
    before = to_data(Step(title="Bellen", due=TODAY))
    (row,) = kept(STEP, before, {**before, "due": LATER}, TODAY, "ziek")["moves"].values()
    assert row == {"was": TODAY, "moved_on": TODAY, "reason": "ziek"}
    (row,) = kept(STEP, before, {"title": "Bellen"}, TODAY)["moves"].values()
    assert row == {"was": TODAY, "moved_on": TODAY}
    by_hand = {**before, "due": LATER, "moves": {"a": {"was": TODAY}}}
    for after in (by_hand, dict(before), {**before, "title": "Schrijven"}):
        assert kept(STEP, before, after, TODAY) == after
    assert kept(STEP, {"title": "Bellen"}, {**before}, TODAY) == before


def test_a_party_leaves_once() -> None:
    gone = left(Party(title="Velthoek"), TODAY, "De bouw ligt stil.", id="velthoek")
    move = gone.left()
    assert move is not None and move.kind.value == "left" and move.reason == "De bouw ligt stil." and move.on == TODAY
    with pytest.raises(LeftAlready):
        left(gone, LATER, id="velthoek")
    with pytest.raises(IntoItself):
        left(Party(title="Velthoek"), TODAY, into="velthoek", id="velthoek")
    merged = left(Party(title="Fixbrigade"), TODAY, into="lindewarm", id="fixbrigade").left()
    assert merged is not None and merged.kind.value == "merged" and merged.into == "lindewarm"


def test_what_a_party_still_holds() -> None:
    dossier = Dossier(
        {
            "steps/open": Step(title="Open", owner="velthoek"),
            "steps/klaar": Step(title="Klaar", owner="velthoek", state=StepState.DONE),
            "steps/ander": Step(title="Ander", owner="moskee"),
            "roles/nu": Role(title="Nu", party="velthoek"),
            "roles/toen": Role(title="Toen", party="velthoek", until=date(2026, 1, 1)),
        }
    )
    assert still_held(dossier, "velthoek", TODAY) == ["roles/nu", "steps/open"]


def test_what_ends_ends_once_and_what_does_not_says_what_does() -> None:
    for address, record in (
        ("agenda/a", Topic(title="A")),
        ("steps/a", Step(title="A")),
        ("roles/a", Role(title="A")),
    ):
        ended = withdrawn(address, record, TODAY, "klaar")
        assert ended != record and "klaar" in str(to_data(ended).values())
        with pytest.raises(EndedAlready):
            withdrawn(address, ended, TODAY)
    assert withdrawn("roles/a", Role(title="A", until=LATER), TODAY).model_dump()["until"] == TODAY
    for address, other in (("sessions/a", Session(title="A", date=TODAY)), ("table/a", Party(title="A"))):
        with pytest.raises(NotWithdrawn) as caught:
            withdrawn(address, other, TODAY)
        for code in CODES:
            assert "procesregie " in caught.value.said(language(code))


def test_a_role_that_moves_keeps_who_held_it_and_waits_to_be_accepted() -> None:
    selma = Role(title="Medevoorzitter", party="kring", person="selma", since=date(2025, 9, 5), accepted_on=TODAY)
    now = handed(selma, "wijkteams", "fenna", LATER, "Selma gaat weg.")
    assert (now.party, now.person, now.since, now.accepted_on) == ("wijkteams", "fenna", LATER, None)
    (before,) = now.earlier.values()
    assert (before.party, before.person, before.since, before.until) == ("kring", "selma", date(2025, 9, 5), LATER)
    assert before.reason == "Selma gaat weg."
    with pytest.raises(HeldAlready):
        handed(now, "wijkteams", "fenna", LATER)
    assert handed(Role(title="Nieuw"), "kring", "", TODAY).earlier == {}


def test_an_edited_holder_is_kept_too_but_a_name_that_is_filled_in_is_no_move() -> None:
    before = to_data(Role(title="Medevoorzitter", party="kring", person="selma", since=TODAY))
    (row,) = kept(ROLE, before, {**before, "person": "fenna"}, LATER, "ziek")["earlier"].values()
    assert row == {"party": "kring", "person": "selma", "since": TODAY, "until": LATER, "reason": "ziek"}
    unnamed = to_data(Role(title="Medevoorzitter", party="kring"))
    for was, after in ((unnamed, {**unnamed, "person": "selma"}), ({"title": "Nieuw"}, before)):
        assert kept(ROLE, was, after, LATER) == after


def test_a_step_is_done_once_with_what_came_of_it() -> None:
    step = done(Step(title="Bellen", due=TODAY), LATER, "Drie keer in gesprek.")
    assert (step.state, step.done_on, step.result) == (StepState.DONE, LATER, "Drie keer in gesprek.\n")
    with pytest.raises(EndedAlready):
        done(step, LATER)
