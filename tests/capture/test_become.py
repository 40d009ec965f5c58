"""Proposals and next steps become records, once."""

from __future__ import annotations

from datetime import date

from procesregie.capture.become import Became, become, party_from, settle
from procesregie.capture.grammar import again, parse
from procesregie.capture.names import Names
from procesregie.capture.sitting import Sitting
from procesregie.model.decision import Decision, DecisionState, Position, Stand
from procesregie.model.declare import to_data
from procesregie.model.dossier import Dossier, Problem
from procesregie.model.log import Line, LineKind, Log
from procesregie.model.session import Session
from procesregie.model.step import Step
from tests.capture.neighbourhood import EVENING, NOW, SESSION, dossier
from tests.capture.test_sitting import Evening


def taken_in(given: Dossier, became: Became) -> Dossier:
    """`given` with what became of its lines."""
    for address, record in became.records.items():
        given = given.with_record(address, record)
    for address, line in became.lines.items():
        given = with_line(given, address, line)
    return given


def with_line(given: Dossier, address: str, line: Line) -> Dossier:
    session, recorder, key = address.split("/")
    log = given.logs(session)[recorder]
    changed = log.model_copy(update={"lines": {**log.lines, key: line}})
    return given.with_record(f"sessions/{session}/log-{recorder}", changed)


def test_a_proposal_becomes_a_decision_with_its_positions() -> None:
    evening = Evening()
    evening.type("# bron")
    said = evening.type("! pilot met 40 woningen bij @haardstee #warmte")
    evening.type(": @toren-b bezwaar kosten", ": rest consent", ": @toren-b consent met plafond")
    became = become(evening.kept(), SESSION)
    address = "decisions/2026-03-12-pilot-met-40-woningen-bij-woningstichting-haardst"
    assert set(became.records) == {address}
    made = became.records[address]
    assert isinstance(made, Decision)
    assert made.title == "Pilot met 40 woningen bij Woningstichting Haardstee warmte"
    assert (made.state, made.weight, made.session, made.said) == (DecisionState.PROPOSED, None, SESSION, said)
    assert made.topics == ("warmtebron",)
    assert to_data(made)["positions"]["vve-toren-b"] == {
        "position": "consent",
        "reason": "kosten",
        "channel": "room",
        "recorder": "anna",
        "on": EVENING,
        "before": "reasoned objection",
        "changed_by": "met plafond",
    }
    assert set(made.positions) == {"vve-toren-b", "woningstichting-haardstee", "moskee", "stroomland"}
    assert became.lines[said].became == address


def test_a_step_becomes_a_step_without_its_date_in_the_words() -> None:
    evening = Evening()
    evening.type("# isolatie")
    said = evening.type("> @jan-peter, @kerk netcapaciteit per straat voor 2 april")
    became = become(evening.kept(), SESSION)
    assert became.records == {
        "steps/2026-03-12-netcapaciteit-per-straat": Step(
            title="Netcapaciteit per straat (+ Kerk aan de Dijk)",
            owner="stroomland",
            person="jan-peter",
            due=date(2026, 4, 2),
            topic="isolatie-eerst",
            session=SESSION,
            said=said,
        )
    }
    assert became.lines[said].text == "netcapaciteit per straat voor 2 april"


def test_a_step_without_owner_or_date_or_that_is_only_a_date() -> None:
    evening = Evening()
    evening.type("> zaal boeken", "> @kerk vrijdag", "> @kerk")
    made = [record for record in become(evening.kept(), SESSION).records.values() if isinstance(record, Step)]
    assert [(step.title, step.owner, step.due) for step in made] == [
        ("Zaal boeken", "", None),
        ("Vrijdag", "kerk", date(2026, 3, 13)),
    ]


def test_twice_changes_nothing() -> None:
    evening = Evening()
    evening.type("! pilot", ": @toren-b bezwaar kosten", "> @kerk zaal", "! pilot", ": rest consent")
    once = taken_in(evening.kept(), become(evening.kept(), SESSION))
    assert {address for address in once.records if address.startswith(("decisions/", "steps/"))} == {
        "decisions/2026-03-12-pilot",
        "decisions/2026-03-12-pilot-2",
        "steps/2026-03-12-zaal",
    }
    assert become(once, SESSION) == Became()


def test_a_record_whose_line_does_not_point_to_it_yet_is_found_again() -> None:
    evening = Evening()
    said = evening.type("! pilot")
    became = become(evening.kept(), SESSION)
    half_done = evening.kept().with_record(*next(iter(became.records.items())))
    again_became = become(half_done, SESSION)
    assert again_became.records == {}
    assert again_became.lines[said].became == "decisions/2026-03-12-pilot"


def test_what_somebody_changed_in_the_record_stays_and_later_positions_come_in() -> None:
    evening = Evening()
    evening.type("! pilot", ": @toren-b bezwaar kosten", ": @kerk consent")
    given = taken_in(evening.kept(), become(evening.kept(), SESSION))
    address = "decisions/2026-03-12-pilot"
    made = given.decisions["2026-03-12-pilot"]
    rows = dict(made.positions)
    rows["vve-toren-b"] = rows["vve-toren-b"].model_copy(update={"answered": "de raming volgt"})
    rows["kerk"] = Position(position=Stand.SUBJECT, reason="met de hand")
    given = given.with_record(address, made.model_copy(update={"title": "Anders", "positions": rows}))
    assert become(given, SESSION) == Became()

    sitting = Sitting(given, SESSION)
    names = Names(given)
    later = parse(": @toren-b consent met plafond", sitting.context(names, NOW, "anna")).line
    given = with_line(given, f"{SESSION}/anna/later1", later)
    became = become(given, SESSION)
    changed = became.records[address]
    assert isinstance(changed, Decision)
    assert changed.title == "Anders"
    assert changed.positions["kerk"] == rows["kerk"]
    row = changed.positions["vve-toren-b"]
    assert (row.position, row.before, row.answered) == (Stand.CONSENT, Stand.OBJECTION, "de raming volgt")
    assert become(taken_in(given, became), SESSION) == Became()


def test_a_corrected_position_is_taken_again() -> None:
    evening = Evening()
    evening.type("! pilot")
    said = evening.type(": @toren-b consent")
    given = taken_in(evening.kept(), become(evening.kept(), SESSION))
    sitting = Sitting(given, SESSION)
    corrected = again(sitting.lines[said], ": @toren-b bezwaar", sitting.context(Names(given), NOW, "anna")).line
    became = become(with_line(given, said, corrected), SESSION)
    changed = became.records["decisions/2026-03-12-pilot"]
    assert isinstance(changed, Decision)
    row = changed.positions["vve-toren-b"]
    assert (row.position, row.before) == (Stand.OBJECTION, None)


def test_a_decision_that_was_taken_is_left_alone() -> None:
    evening = Evening()
    evening.type("! pilot")
    given = taken_in(evening.kept(), become(evening.kept(), SESSION))
    taken = given.decisions["2026-03-12-pilot"].model_copy(update={"state": DecisionState.TAKEN})
    given = given.with_record("decisions/2026-03-12-pilot", taken)
    late = Line(kind=LineKind.POSITION, by=("kerk",), position=Stand.CONSENT, on=f"{SESSION}/anna/line00")
    assert become(with_line(given, f"{SESSION}/anna/late01", late), SESSION) == Became()


def test_positions_on_what_was_proposed_earlier_come_into_that_record() -> None:
    older = Decision(title="Isolatie", positions={"kerk": Position(position=Stand.OBJECTION, reason="te snel")})
    given = dossier({"decisions/2026-02-26-isolatie": older})
    line = Line(kind=LineKind.POSITION, by=("kerk",), position=Stand.CONSENT, text="traag", on="2026-02-26-isolatie")
    given = given.with_record(f"sessions/{SESSION}/log-anna", Log(recorder="anna", lines={"aaaaaa": line}))
    became = become(given, SESSION)
    changed = became.records["decisions/2026-02-26-isolatie"]
    assert isinstance(changed, Decision)
    row = changed.positions["kerk"]
    assert (row.position, row.before, row.changed_by) == (Stand.CONSENT, Stand.OBJECTION, "traag")
    given = taken_in(given, became)
    assert become(given, SESSION) == Became()
    assert Sitting(given, SESSION).positions("2026-02-26-isolatie") == changed.positions


def test_an_id_that_was_given_away_is_not_given_again() -> None:
    evening = Evening()
    evening.type("! pilot", "> pilot")
    given = evening.kept()
    broken = Problem("steps/2026-03-12-pilot.toml", "broken", address="steps/2026-03-12-pilot", weight="broken")
    given = Dossier(records=given.records, problems=(broken,))
    became = become(given, SESSION, taken={"decisions/2026-03-12-pilot"})
    assert set(became.records) == {"decisions/2026-03-12-pilot-2", "steps/2026-03-12-pilot-2"}


def test_ids_carry_the_date_they_are_given() -> None:
    evening = Evening()
    evening.type("! 🙂")
    assert set(become(evening.kept(), SESSION, on=date(2026, 3, 13)).records) == {"decisions/2026-03-13-decision"}


def test_a_long_proposal_has_a_title_and_keeps_all_of_it() -> None:
    evening = Evening()
    whole = "we beginnen met veertig woningen. " + "daarna kijken we verder " * 10
    evening.type(f"! {whole}", "! " + "woord " * 40)
    first, second = become(evening.kept(), SESSION).records.values()
    assert isinstance(first, Decision)
    assert isinstance(second, Decision)
    assert (first.title, first.what) == ("We beginnen met veertig woningen", whole.strip())
    assert second.title.endswith("woord…")
    assert second.what == ("woord " * 40).strip()


def test_nothing_of_a_confidential_session_becomes_a_record() -> None:
    evening = Evening()
    evening.type("! pilot", "> zaal")
    given = evening.kept()
    secret = given.sessions[SESSION].model_copy(update={"confidential": True})
    assert isinstance(secret, Session)
    assert become(given.with_record(f"sessions/{SESSION}", secret), SESSION) == Became()


def test_an_unknown_name_becomes_a_party_and_its_lines_are_read_again() -> None:
    evening = Evening()
    speaks = evening.type("@Buurt-café wil meedoen")
    evening.type("! pilot")
    stands = evening.type(": @kerk @buurt-cafe bezwaar te snel")
    owes = evening.type("> @buurt-café zaal voor vrijdag")
    evening.type("@iemand anders")
    given = evening.kept()
    party_id, party = party_from("Buurt-café", given.parties)
    assert (party_id, party.title, party.short) == ("buurt-cafe", "Buurt café", "buurt-cafe")
    lines = settle(given.with_record(f"table/{party_id}", party), SESSION, "buurt-café", party_id)
    assert set(lines) == {speaks, stands, owes}
    assert (lines[speaks].by, lines[speaks].text, lines[speaks].unclear) == (("buurt-cafe",), "wil meedoen", False)
    assert lines[stands].by == ("kerk", "buurt-cafe")
    assert (lines[stands].position, lines[stands].on, lines[stands].who) == (
        Stand.OBJECTION,
        evening.sitting.proposal,
        (),
    )
    assert (lines[owes].by, lines[owes].due) == (("buurt-cafe",), date(2026, 3, 13))
    assert lines[speaks].at == NOW


def test_an_unknown_name_can_be_somebody_who_is_there() -> None:
    evening = Evening()
    speaks = evening.type("@torenb zegt dat @torenb wacht")
    lines = settle(evening.kept(), SESSION, "torenb", "vve-toren-b")
    assert (lines[speaks].by, lines[speaks].text) == (("vve-toren-b",), "zegt dat @toren-b wacht")
    assert (lines[speaks].mentions, lines[speaks].who) == (("vve-toren-b",), ())
    lines = settle(evening.kept(), SESSION, "torenb", "stroomland/jan-peter")
    assert lines[speaks].by == ("stroomland/jan-peter",)


def test_a_party_is_made_of_anything_that_can_follow_an_at() -> None:
    assert party_from("con", ())[0] == "partij-con"
    assert party_from("moskee", {"moskee"})[0] == "moskee-2"
    assert party_from("مسجد", ())[1].title == "مسجد"
