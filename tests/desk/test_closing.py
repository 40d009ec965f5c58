"""One session, one commit: as a draft or a decision, and nothing lost when git refuses."""

from __future__ import annotations

import subprocess
from datetime import date

import pytest

from procesregie.change.words import in_words
from procesregie.desk import Desk
from procesregie.desk.troubles import ClosedAlready, Locked, NothingProposed, NotProposed, WhichDecision
from procesregie.history.trouble import HookRefused
from procesregie.insight.deciding import absent, waiting
from procesregie.model.decision import Channel, DecisionState, DecisionWeight, Position, Stand
from procesregie.model.declare import to_data
from tests.desk.conftest import SESSION, held

PILOT = "2026-03-12-pilot-met-40-woningen"


def git(desk: Desk, *arguments: str) -> str:
    """What git itself says."""
    return subprocess.run(["git", *arguments], cwd=desk.root, capture_output=True, text=True, check=True).stdout


def a_decision(desk: Desk) -> None:
    held(
        desk,
        "@haardstee de ketelruimte mag",
        "! pilot met 40 woningen",
        ": @toren-b bezwaar kosten niet onderbouwd",
        ": rest consent",
        "> @stroomland netcapaciteit per straat voor 2 april",
        "? wie draagt het vollooprisico",
    )


def test_a_decision_is_one_commit_that_git_alone_can_read(desk: Desk) -> None:
    a_decision(desk)
    before = git(desk, "rev-list", "--count", "HEAD")
    closed = desk.close(SESSION, "decision", weight="decision")
    assert int(git(desk, "rev-list", "--count", "HEAD")) == int(before) + 1
    assert git(desk, "log", "-1", "--format=%s") == "decision: Pilot met 40 woningen (Netwerktafel 12-3)\n"
    assert git(desk, "log", "-1", "--format=%(trailers:key=Outcome,valueonly)").strip() == "decision"
    assert git(desk, "log", "-1", "--format=%(trailers:key=Decision,valueonly)").strip() == PILOT
    assert git(desk, "tag", "-l", "decision/*") == f"decision/{PILOT}\n"
    assert git(desk, "status", "--porcelain") == ""
    assert "- Stroomland: Netcapaciteit per straat, voor 2 april" in closed.message
    assert "wie draagt het vollooprisico" in closed.message
    decision = desk.dossier.decisions[PILOT]
    assert decision.state is DecisionState.TAKEN
    assert decision.positions["vve-toren-b"].position is Stand.OBJECTION
    assert [s.sentences[0].text for s in in_words(*desk.repository.changes_of(closed.sha, desk.dossier), desk.lang)][
        0
    ].startswith("Pilot met 40 woningen")


def test_closing_as_a_draft_takes_no_decision_and_the_proposal_waits(desk: Desk) -> None:
    a_decision(desk)
    closed = desk.close(SESSION, "draft")
    assert closed.subject.startswith("draft: ")
    assert desk.dossier.decisions[PILOT].state is DecisionState.PROPOSED
    assert git(desk, "tag", "-l") == ""
    with pytest.raises(ClosedAlready):
        desk.close(SESSION, "draft")


def test_several_proposals_have_to_be_named(desk: Desk) -> None:
    held(desk, "! eerst isoleren", "! daarna warmtenet")
    with pytest.raises(WhichDecision) as listed:
        desk.close(SESSION, "decision")
    assert "eerst-isoleren" in str(listed.value)
    line = next(address for address, line in desk.dossier.said(SESSION) if line.text == "eerst isoleren")
    closed = desk.close(SESSION, "decision", [line])
    assert closed.decisions == ("2026-03-12-eerst-isoleren",)
    assert desk.dossier.decisions["2026-03-12-daarna-warmtenet"].state is DecisionState.PROPOSED


def test_there_is_no_decision_without_a_proposal(desk: Desk) -> None:
    held(desk, "zomaar een gesprek")
    with pytest.raises(NothingProposed):
        desk.close(SESSION, "decision")


def test_a_taken_decision_is_locked(desk: Desk) -> None:
    a_decision(desk)
    desk.close(SESSION, "decision", weight="direction")
    decision = desk.dossier.decisions[PILOT]
    assert decision.weight is DecisionWeight.DIRECTION
    with pytest.raises(Locked):
        desk.save(f"decisions/{PILOT}", decision.model_copy(update={"title": "Iets anders"}))
    assert desk.undo() is None


def test_when_a_hook_refuses_the_session_is_open_again_and_every_word_is_there(desk: Desk) -> None:
    a_decision(desk)
    hook = desk.root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho 'eerst een review' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(HookRefused) as refused:
        desk.close(SESSION, "decision")
    assert "eerst een review" in refused.value.detail
    assert desk.dossier.sessions[SESSION].outcome is None
    assert PILOT not in desk.dossier.decisions and not (desk.root / f"decisions/{PILOT}").exists(), (
        "nothing is left behind"
    )
    assert not any(line.became for _address, line in desk.dossier.said(SESSION))
    assert not (desk.root / f"sessions/{SESSION}/minutes.md").exists()
    assert "outcome" not in (desk.root / f"sessions/{SESSION}/session.toml").read_text()
    hook.unlink()
    assert desk.close(SESSION, "decision").decisions == (PILOT,)


def test_another_open_session_is_left_where_it_is(desk: Desk) -> None:
    a_decision(desk)
    desk.create("sessions", "Regiegroep")
    closed = desk.close(SESSION, "draft")
    assert closed.left == ("sessions/2026-03-12-regiegroep/",)
    assert git(desk, "status", "--porcelain") == "?? sessions/2026-03-12-regiegroep/\n"


def test_another_open_session_in_which_nothing_changed_is_not_said_to_be_left_out(desk: Desk) -> None:
    a_decision(desk)
    desk.create("sessions", "Regiegroep")
    git(desk, "add", ".")
    git(desk, "commit", "-qm", "alles")
    assert desk.close(SESSION, "draft").left == ()


def test_a_correction_of_a_closed_session_says_what_it_corrects(desk: Desk) -> None:
    a_decision(desk)
    desk.close(SESSION, "draft")
    log = desk.root / f"sessions/{SESSION}/log-anna.toml"
    log.write_text(log.read_text().replace("ketelruimte mag", "ketelruimte mag niet"))
    desk.refresh()
    corrected = desk.draft("niet gezegd", corrects=SESSION)
    assert corrected.subject == "draft: correctie: niet gezegd (Netwerktafel 12-3)"
    assert git(desk, "log", "-1", "--format=%(trailers:key=Corrects,valueonly)").strip() == SESSION


def test_wrapping_up_twice_makes_nothing_twice(desk: Desk) -> None:
    a_decision(desk)
    first = desk.wrap_up(SESSION)
    assert set(first.decisions) == {PILOT}
    assert list(first.steps) == ["2026-03-12-netcapaciteit-per-straat"]
    assert desk.wrap_up(SESSION).made == ()
    assert first.not_heard == ["vve-toren-b", "stroomland", "moskee"]  # a position is not yet a say


def test_an_unknown_name_becomes_a_party_at_wrap_up(desk: Desk) -> None:
    held(desk, "@kruimelhof wij doen mee", "< @kerk lastig")
    wrap = desk.wrap_up(SESSION)
    assert set(wrap.unknown_names) == {"kruimelhof", "kerk"}
    assert wrap.make_party("kruimelhof") == "table/kruimelhof"
    wrap.replace_name("kerk", "moskee")
    assert wrap.unknown_names == {}
    said = [line.by for _, line in desk.dossier.said(SESSION)]
    assert said == [("kruimelhof",), ("moskee",)]


def test_a_name_that_is_settled_after_another_reaches_the_step_it_leads_too(desk: Desk) -> None:
    held(desk, "@kruimelhof wij doen mee", "> @kerk soep voor 2 april", "> @kerk stoelen", "! soep van @kerk")
    wrap = desk.wrap_up(SESSION)
    soup, chairs = wrap.steps
    wrap.save(f"steps/{chairs}", wrap.steps[chairs].model_copy(update={"title": "Twaalf stoelen"}))
    wrap.make_party("kruimelhof")
    wrap.replace_name("kerk", "moskee")
    assert (wrap.steps[soup].owner, wrap.steps[soup].title) == ("moskee", "Soep")
    assert (wrap.steps[chairs].owner, wrap.steps[chairs].title) == ("", "Twaalf stoelen")  # somebody's own words stay
    assert [decision.title for decision in wrap.decisions.values()] == ["Soep van Moskee"]


def test_what_will_be_committed_can_be_read_before_it_is(desk: Desk) -> None:
    a_decision(desk)
    wrap = desk.wrap_up(SESSION)
    message, minutes = wrap.message("decision"), wrap.minutes("decision")
    assert desk.dossier.sessions[SESSION].outcome is None
    closed = wrap.close("decision")
    assert closed.message == message
    assert (desk.root / f"sessions/{SESSION}/minutes.md").read_text() == minutes


# -- who was absent


def _with_absentees(desk: Desk) -> None:
    """The moskee sent apologies; a member that was not there, an observer and somebody who only knows of it."""
    desk.set("process", {**to_data(desk.dossier.process), "absentees_days": 5})
    for title, row in {"Kerk": {"ring": "acts"}, "Rijk": {"ring": "acts", "seat": "observer"}, "Krant": {}}.items():
        desk.create("table", title, **row)
    held(desk, "! pilot met 40 woningen", "afgemeld @moskee", ": rest consent")


def test_a_decision_taken_while_members_were_absent_stays_open_for_them(desk: Desk) -> None:
    _with_absentees(desk)
    closed = desk.close(SESSION, "decision", weight="agreement")
    decision = desk.dossier.decisions[PILOT]
    assert decision.state is DecisionState.OPEN and decision.open_until == date(2026, 3, 17)
    assert closed.waiting[PILOT].absent == ("kerk", "moskee")
    assert "open tot 17 maart 2026" in closed.message
    minutes = desk.root / "sessions" / SESSION / "minutes.md"
    assert "Open tot 17 maart 2026, voor wie er niet was." in minutes.read_text(encoding="utf-8")


def test_the_one_who_closes_can_let_it_hold_at_once(desk: Desk) -> None:
    _with_absentees(desk)
    assert desk.close(SESSION, "decision", weight="agreement", at_once=("all",)).waiting == {}
    decision = desk.dossier.decisions[PILOT]
    assert decision.state is DecisionState.TAKEN and decision.open_until is None


def test_of_two_decisions_one_can_hold_at_once(desk: Desk) -> None:
    _with_absentees(desk)
    desk.wrap_up(SESSION)
    letter = desk.create("decisions", "Een brief aan iedereen", session=SESSION).removeprefix("decisions/")
    with pytest.raises(NotProposed):
        desk.close(SESSION, "decision", (PILOT,), weight="agreement", at_once=(letter,))
    closed = desk.close(SESSION, "decision", ("all",), weight="agreement", at_once=(letter,))
    assert set(closed.waiting) == {PILOT}
    states = {name: desk.dossier.decisions[name].state for name in (PILOT, letter)}
    assert states == {PILOT: DecisionState.OPEN, letter: DecisionState.TAKEN}


def test_nobody_is_waited_for_who_answered_already_or_whom_the_agreement_does_not_bind(desk: Desk) -> None:
    _with_absentees(desk)
    desk.wrap_up(SESSION)
    here = desk.dossier.decisions[PILOT]
    by_mail = Position(position=Stand.CONSENT, channel=Channel.MAIL)
    answered = here.model_copy(update={"positions": {**here.positions, "kerk": by_mail}})
    desk.save(f"decisions/{PILOT}", answered)
    assert absent(desk.dossier, PILOT, SESSION) == ("moskee",)
    bound = answered.model_copy(update={"parties": ("stroomland", "vve-toren-b")})
    desk.save(f"decisions/{PILOT}", bound)
    assert waiting(desk.dossier, PILOT, SESSION) is None
    assert desk.close(SESSION, "decision", weight="agreement").waiting == {}
