"""What comes after a decision: beside it once it was taken, in it while it is proposed; what moved a party is kept."""

from __future__ import annotations

from datetime import date

import pytest

from procesregie.desk.after import positioned, reviewed, settled
from procesregie.insight.deciding import review_on
from procesregie.insight.preparation import prepare
from procesregie.model.decision import After, Channel, Decision, Stand
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier

ON = date(2026, 3, 12)


def _there(state: str, stand: str, after: After | None = None) -> Dossier:
    rows = {"kerk": {"position": stand, "reason": "te duur", "answered": "wordt uitgezocht"}}
    records: dict[str, Record] = {
        "table/kerk": Decision(title="Kerk"),
        "decisions/pilot": Decision.from_data({"title": "Pilot", "state": state, "positions": rows}),
    }
    if after is not None:
        records["decisions/pilot/after"] = after
    return Dossier(records)


def test_a_party_that_moves_keeps_what_it_was_and_what_moved_it() -> None:
    address, record = positioned(
        _there("taken", "reasoned objection"),
        "pilot",
        "kerk",
        Stand.CONSENT,
        ON,
        words="de prijs zakte",
        channel=Channel.MAIL,
    )
    assert address == "decisions/pilot/after" and isinstance(record, After)
    row = record.positions["kerk"]
    assert (row.position, row.before, row.changed_by, row.reason) == (
        Stand.CONSENT,
        Stand.OBJECTION,
        "de prijs zakte",
        "",
    )
    assert (row.party, row.channel, row.on) == ("kerk", Channel.MAIL, ON)


def test_an_objection_has_its_reason_and_an_answer_to_a_first_question_is_no_move() -> None:
    _address, record = positioned(_there("taken", "consent"), "pilot", "kerk", Stand.OBJECTION, ON, words="nu te duur")
    assert isinstance(record, After)
    assert (record.positions["kerk"].reason, record.positions["kerk"].before) == ("nu te duur", Stand.CONSENT)
    _address, record = positioned(_there("taken", "asked, no answer"), "pilot", "kerk", Stand.CONSENT, ON, words="ja")
    assert isinstance(record, After)
    assert (record.positions["kerk"].reason, record.positions["kerk"].before) == ("ja", None)


def test_a_second_later_position_stands_beside_the_first() -> None:
    first = After.from_data({"positions": {"kerk": {"party": "kerk", "position": "concern", "on": date(2026, 2, 1)}}})
    _address, record = positioned(_there("taken", "consent", first), "pilot", "kerk", Stand.CONSENT, ON)
    assert isinstance(record, After) and len(record.positions) == 2
    (later,) = [row for key, row in record.positions.items() if key != "kerk"]
    assert later.before is Stand.CONCERN


def test_while_it_is_proposed_a_position_goes_into_the_decision_and_its_answer_stays() -> None:
    address, record = positioned(
        _there("proposed", "reasoned objection"), "pilot", "kerk", Stand.CONSENT, ON, words="ok"
    )
    assert address == "decisions/pilot" and isinstance(record, Decision)
    row = record.positions["kerk"]
    assert (row.position, row.before, row.answered) == (Stand.CONSENT, Stand.OBJECTION, "wordt uitgezocht")


def test_a_condition_and_a_review_stand_beside_what_was_there() -> None:
    there = _there("taken", "consent", After(notes="Zo liep het.\n"))
    _address, met = settled(there, "pilot", "prijs", ON, met=False, note="38 procent")
    _address, looked = reviewed(there, "pilot", ON, "blijft", "2026-03-12-tafel")
    assert isinstance(met, After) and isinstance(looked, After)
    assert met.notes == "Zo liep het.\n" and not met.conditions["prijs"].met
    (row,) = looked.reviews.values()
    assert (row.outcome, row.session) == ("blijft", "2026-03-12-tafel")


@pytest.mark.parametrize(
    ("reviews", "due"),
    [
        ((), date(2026, 3, 1)),
        (((date(2026, 1, 15), None),), date(2026, 3, 1)),  # long before: it is still to be looked at
        (((date(2026, 2, 20), None),), None),
        (((date(2026, 3, 12), date(2026, 9, 1)),), date(2026, 9, 1)),
        (((date(2026, 3, 12), date(2026, 9, 1)), (date(2026, 8, 20), None)), None),
        (((date(2026, 3, 12), date(2026, 9, 1)), (date(2026, 5, 1), None)), date(2026, 9, 1)),
    ],
)
def test_a_review_says_when_the_next_one_is(reviews: tuple[tuple[date, date | None], ...], due: date | None) -> None:
    decision = "decisions/pilot"
    there = _there("taken", "consent")
    dates = {"review_on": date(2026, 3, 1), "taken_on": date(2026, 1, 1)}
    there = there.with_record(decision, there.decisions["pilot"].model_copy(update=dates))
    for on, again in reviews:
        there = there.with_record(*reviewed(there, "pilot", on, "blijft", "", again))
    assert review_on(there, "pilot") == due
    assert prepare(there, date(2026, 8, 31)).to_review == (("pilot",) if due and due < date(2026, 8, 31) else ())
    assert prepare(there, date(2026, 9, 1)).to_review == (("pilot",) if due else ())
