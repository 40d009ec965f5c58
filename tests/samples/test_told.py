"""The stories as processes: their history, the events placed in it, and what stays out of git."""

from __future__ import annotations

import difflib
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from procesregie.capture.names import Names
from procesregie.capture.sitting import Sitting
from procesregie.desk.desk import Desk
from procesregie.desk.story import InsideRepository, read, story, tell
from procesregie.desk.troubles import AlreadyThere, NoTemplate
from procesregie.folder.checks import check_references
from procesregie.folder.shipped import shipped
from procesregie.history.locked import altered
from procesregie.insight.agenda import spoken_of
from procesregie.model.address import TEMPLATES, model_of
from procesregie.model.decision import Stand
from procesregie.model.declare import Part, fields, to_data
from procesregie.model.log import LineKind, Response
from tests.samples.conftest import Told

NOT_IN_A_STORY_YET = {("Process", "names"): "both processes name people"}
"""Fields that no story fills, and why."""

PILOT, STOP = "2025-05-24-pilot-heat-net-40-homes", "2025-09-13-stop-the-pilot-heat-net"
MOMENTS = {"dichtbij-en-doenbaar": 15, "lindenveld-warm": 17}


@pytest.mark.parametrize("name", MOMENTS)
def test_every_moment_is_a_commit_by_its_own_hands_at_its_own_time(told: dict[str, Told], name: str) -> None:
    one = told[name]
    commits = [m for m in one.story.moments if m.kind != "ahead"]
    found = one.git("log", "--reverse", "--format=%an|%ae|%aI|%cn|%cI").splitlines()
    assert len(found) == MOMENTS[name]
    for moment, line in zip(commits, found, strict=True):
        author, mail = one.story.hands[moment.author]
        at = moment.at.isoformat()
        assert line == f"{author}|{mail}|{at}|{author}|{at}"


@pytest.mark.parametrize("name", MOMENTS)
def test_trailers_say_what_the_story_says(told: dict[str, Told], name: str) -> None:
    one = told[name]
    form = "--format=%(trailers:key=Outcome,valueonly,separator=)|%(trailers:key=Session,valueonly,separator=)"
    for moment, line in zip(one.story.moments, one.git("log", "--reverse", form).splitlines(), strict=False):
        session = moment.session if moment.kind == "session" else ""
        assert line == ("|" if moment.kind == "by hand" else f"{moment.outcome or 'draft'}|{session}")
    subjects = one.git("log", "--reverse", "--format=%s").splitlines()
    for moment, subject in zip(one.story.moments, subjects, strict=False):
        assert len(subject) <= 72
        assert moment.kind == "by hand" or subject.startswith(("draft: ", "decision: "))


@pytest.mark.parametrize("name", MOMENTS)
def test_the_record_is_sound_at_every_moment(told: dict[str, Told], name: str) -> None:
    one = told[name]
    for sha in one.shas():
        past = one.desk.repository.at(sha).dossier
        assert past.problems == ()
        assert [problem.values for problem in check_references(past)] == []
    assert one.desk.check() == []
    assert altered(one.desk.repository, one.desk.dossier) == []


@pytest.mark.parametrize("name", MOMENTS)
def test_nothing_that_was_said_in_confidence_is_in_git(told: dict[str, Told], name: str) -> None:
    one = told[name]
    everything = one.git("log", "--all", "-p", "--format=%B") + one.git("for-each-ref", "--format=%(contents)")
    asides = [
        line.text
        for address in one.private.records
        if "/log-" in address
        for line in one.private.logs(address.split("/")[1])[address.split("/log-")[1]].lines.values()
        if line.text
    ]
    assert len(asides) >= 3
    written = [
        str(value)
        for moment in one.story.moments
        for data in moment.records(private=True).values()
        for value in (data.get("notes"), data.get("entrance"), data.get("reflection"), data.get("worries"))
        if value
    ]
    contacts = [c["phone"] for m in one.story.moments for d in m.records(True).values() for c in
                d.get("contacts", {}).values() if "phone" in c]  # fmt: skip
    assert len(written) > 5 and contacts
    for secret in [*asides, *(part for text in written for part in text.splitlines()), *contacts]:
        assert secret not in everything


def test_the_same_commits_on_any_machine(
    told: dict[str, Told], tmp_path: Path, hermetic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in ("pre-commit", "commit-msg"):
        (hooks / hook).write_text("#!/bin/sh\necho no >&2\nexit 1\n")
        (hooks / hook).chmod(0o755)
    (tmp_path / "template" / "hooks").mkdir(parents=True)
    (tmp_path / "template" / "hooks" / "pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "template" / "hooks" / "pre-commit").chmod(0o755)
    (hermetic / "gitconfig").write_text(
        f"[user]\n\tname = Somebody Else\n\temail = else@example.org\n[commit]\n\tgpgSign = true\n[tag]\n\tgpgSign = true\n"
        f"[core]\n\thooksPath = {hooks}\n\tautocrlf = true\n[init]\n\ttemplateDir = {tmp_path / 'template'}\n"
        "\tdefaultBranch = trunk\n\tdefaultObjectFormat = sha256\n"
    )
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody Else")
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    for name, before in told.items():
        again = tell(story(name), tmp_path / name)
        refs = again.repository.git.read("for-each-ref", "--format=%(refname) %(objectname)").decode()
        assert refs == before.git("for-each-ref", "--format=%(refname) %(objectname)")


def test_the_folder_holds_the_last_commit_and_the_session_that_is_prepared(dichtbij: Told) -> None:
    assert dichtbij.git("status", "--short") == "?? sessions/2026-01-29-lancering/\n"
    session = dichtbij.desk.dossier.sessions["2026-01-29-lancering"]
    assert session.outcome is None and len(session.programme) == 4


def test_what_comes_next_is_kept_by_who_took_the_log_over(lindenveld: Told) -> None:
    assert lindenveld.git("status", "--short") == "?? sessions/2026-04-18-spring-table/\n"
    assert lindenveld.story.moments[-1].author == "dilara"
    session = lindenveld.desk.dossier.sessions["2026-04-18-spring-table"]
    assert session.outcome is None and session.prepared and len(session.programme) == 5


def test_all_fields_are_used_somewhere(told: dict[str, Told]) -> None:
    declared: set[tuple[str, str]] = set()
    used: set[tuple[str, str]] = set()

    def look(model: type[Part], rows: list[dict[str, Any]]) -> None:
        for one in fields(model):
            declared.add((model.__name__, one.name))
            filled = [row[one.name] for row in rows if one.name in row]
            if filled:
                used.add((model.__name__, one.name))
            if one.meaning.row:
                look(one.meaning.row, [row for table in filled for row in table.values()])

    for one in told.values():
        for private, dossier in ((False, one.desk.dossier), (True, one.private)):
            for template in TEMPLATES:
                look(model_of(template.format("x", "x"), private=private), [])
            for address, record in dossier.records.items():
                look(model_of(address, private=private), [to_data(record)])
        for moment in one.story.moments:  # what stood there once and does not any more
            for address, data in moment.records().items():
                look(model_of(address), [data])
    assert declared - used == NOT_IN_A_STORY_YET.keys()


# the events placed in the first story


def test_five_decisions_in_four_sessions_each_with_its_tag(dichtbij: Told) -> None:
    decisions = [
        "2025-10-03-wie-meedoet-en-hoe-we-besluiten",
        "2025-11-06-drie-hoofdstukken",
        "2025-12-05-vier-hoofdstukken",
        "2025-12-05-wie-spreekt-bij-de-lancering",
        "2026-01-15-dichtbij-en-doenbaar-vastgesteld",
    ]
    assert dichtbij.git("tag", "--list", "decision/*").split() == [f"decision/{name}" for name in decisions]
    subjects = dichtbij.git("log", "--format=%s").splitlines()
    assert sum(subject.startswith("decision: ") for subject in subjects) == 4
    assert any(subject.startswith("decision: richting: ") for subject in subjects)
    assert any(subject.startswith("decision: afspraak: ") for subject in subjects)
    december = dichtbij.git("log", "-1", "--format=%B", dichtbij.commit_of("13-regiegroep-december"))
    assert "Reverses: 2025-11-06-drie-hoofdstukken" in december
    assert december.count("\nDecision: ") == 2
    assert dichtbij.desk.dossier.superseded_by("2025-11-06-drie-hoofdstukken") == ["2025-12-05-vier-hoofdstukken"]


def test_a_proposal_that_was_withdrawn(dichtbij: Told) -> None:
    board = dichtbij.desk.dossier.decisions["2025-09-05-het-bestuur-van-de-bond-stelt-de-propositie-vast"]
    assert board.state == "withdrawn" and board.withdrawn_reason
    assert board.decided_by == "bond-van-gemeenten"


def test_objection_amendment_consent(dichtbij: Told) -> None:
    steden = dichtbij.desk.dossier.decisions["2025-11-06-drie-hoofdstukken"].positions["kring-grote-steden"]
    assert (steden.before, steden.position) == ("reasoned objection", "consent")
    assert steden.changed_by and steden.answered


def test_adopted_by_nine_with_one_aside_and_an_observer_who_only_looks(dichtbij: Told) -> None:
    positions = dichtbij.desk.dossier.decisions["2026-01-15-dichtbij-en-doenbaar-vastgesteld"].positions
    assert Counter(str(one.position) for one in positions.values()) == {"consent": 9, "stands aside": 1}
    assert "departement-samenleven" not in positions
    assert dichtbij.desk.dossier.parties["departement-samenleven"].seat == "observer"


def test_somebody_who_was_not_there_is_corrected(dichtbij: Told) -> None:
    sha = dichtbij.commit_of("06-correctie")
    body = dichtbij.git("log", "-1", "--format=%B", sha)
    assert body.startswith("draft: correctie: ") and "Corrects: 2025-10-03-regiegroep" in body
    address = "2025-10-03-regiegroep"
    before = dichtbij.desk.repository.at(f"{sha}~1").dossier.sessions[address].attendance["middenring"]
    after = dichtbij.desk.repository.at(sha).dossier.sessions[address].attendance["middenring"]
    assert (before.presence, after.presence) == ("present", "absent")


def test_a_party_gets_its_official_name_and_keeps_its_id(dichtbij: Told) -> None:
    party = dichtbij.desk.dossier.parties["zorgfinanciers"]
    (renamed,) = [move for move in party.moves.values() if move.kind == "renamed"]
    assert (party.title, renamed.former) == ("Landelijk Verbond Zorgfinanciering", "Zorgfinanciers")
    assert party.short == "zorgfin"


def test_sixty_one_reactions_each_with_an_answer(dichtbij: Told) -> None:
    lines = [line for _, line in dichtbij.desk.dossier.said("2025-12-01-schriftelijke-ronde") if line.response]
    assert Counter(line.response for line in lines) == {
        Response.ADOPTED: 44, Response.PARTLY: 9, Response.DECLINED: 8,
    }  # fmt: skip
    assert all(line.response_why and line.by for line in lines)
    assert len({line.by[0].split("/")[0] for line in lines}) == 10


def test_steps_slip_and_say_why(dichtbij: Told) -> None:
    steps = dichtbij.desk.dossier.steps
    assert len(steps) > 40
    slipped = {name: len(step.moves) for name, step in steps.items() if step.moves}
    assert len(slipped) >= 8 and max(slipped.values()) == 2
    assert len(steps["2025-11-06-zaal-en-pers-voor-de-lancering-vastleggen"].moves) == 2
    assert all(move.reason and move.was for step in steps.values() for move in step.moves.values())
    assert all(step.owner and step.due and step.said for step in steps.values())
    assert {str(step.state) for step in steps.values()} == {"open", "done", "withdrawn"}


def test_minutes_are_adopted_one_with_a_remark_and_one_not_at_all(dichtbij: Told) -> None:
    sessions = {name: one for name, one in dichtbij.desk.dossier.sessions.items() if one.outcome}
    assert len(sessions) == 12
    not_adopted = [name for name, one in sessions.items() if not one.adopted_in]
    assert not_adopted == ["2025-11-14-extra-partnersessie", "2026-01-15-vaststelling"]
    assert sessions["2025-09-05-start-regiegroep"].remarks["selma"].answer
    assert sessions["2025-09-05-start-regiegroep"].adopted_in == "2025-10-03-regiegroep"


def test_fourteen_additions_in_round_a_and_a_thread(dichtbij: Told) -> None:
    lines = [line for _, line in dichtbij.desk.dossier.said("2025-09-25-ronde-a")]
    assert sum(line.kind is LineKind.ADDITION for line in lines) == 14
    simple = {line.by[0].split("/")[0] for line in lines if "eenvoud" in line.threads and line.by}
    assert len(simple) >= 2


def test_twelve_words_in_the_fine_tuning(dichtbij: Told) -> None:
    lines = [line for _, line in dichtbij.desk.dossier.said("2025-12-18-fijnslijpen")]
    assert sum(line.kind is LineKind.ADDITION for line in lines) == 12


def test_two_recorders_in_the_plenary(dichtbij: Told) -> None:
    assert set(dichtbij.desk.dossier.logs("2025-11-06-plenair")) == {"noor", "ties"}


def test_nothing_is_left_unclear_but_one_name_nobody_knew(dichtbij: Told, lindenveld: Told) -> None:
    unclear = [
        line.who
        for one in (dichtbij, lindenveld)
        for session in one.desk.dossier.sessions
        for _, line in one.desk.dossier.said(session)
        if line.unclear
    ]
    assert unclear == [("renske",)]


def _texts(dichtbij: Told) -> list[str]:
    """The versions of the proposition, oldest first."""
    found: list[str] = []
    for sha in dichtbij.shas():
        if "texts/propositie.md" in dichtbij.git("ls-tree", "-r", "--name-only", sha).splitlines():
            text = dichtbij.git("show", f"{sha}:texts/propositie.md")
            if not found or text != found[-1]:
                found.append(text)
    return found


def test_the_text_changes_less_and_less(dichtbij: Told) -> None:
    versions = _texts(dichtbij)
    assert len(versions) == 9
    changes = [
        1 - difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()
        for old, new in zip(versions, versions[1:], strict=False)
    ]
    assert changes == sorted(changes, reverse=True)
    assert changes[0] > 0.5 and changes[-1] < 0.03
    seen = [s.texts["propositie"].version for s in dichtbij.desk.dossier.sessions.values() if s.texts]
    assert seen == ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.8", "0.9", "1.0"]


def test_the_avoided_word_slips_into_one_version_and_is_found(dichtbij: Told) -> None:
    assert dichtbij.desk.dossier.process.words["client"].avoid
    assert ["cliënt" in text for text in _texts(dichtbij)].count(True) == 1
    assert "cliënt" in dichtbij.git("show", f"{dichtbij.commit_of('10-extra-partnersessie')}:texts/propositie.md")
    said = [line.text for _, line in dichtbij.desk.dossier.said("2025-12-01-schriftelijke-ronde")]
    assert sum("cliënt" in text for text in said) == 1


def test_the_intent_is_rewritten_in_plain_words(dichtbij: Told) -> None:
    sha = dichtbij.commit_of("07-ronde-b")
    before, after = (dichtbij.desk.repository.at(rev).dossier.process.intent for rev in (f"{sha}~1", sha))
    assert "domeinoverstijgend" in before and "één keer zijn verhaal" in after


def test_the_co_chair_changes_hands(dichtbij: Told) -> None:
    sha = dichtbij.commit_of("13-regiegroep-december")
    held = [dichtbij.desk.repository.at(rev).dossier.roles["medevoorzitter"].person for rev in (f"{sha}~1", sha)]
    assert held == ["selma", "fenna"]


def test_the_absent_answer_later_and_the_decision_stays_as_it_was(dichtbij: Told) -> None:
    after = dichtbij.desk.dossier.after("2025-10-03-wie-meedoet-en-hoe-we-besluiten")
    assert after is not None
    assert {str(one.position) for one in after.positions.values()} == {
        "consent", "accept, not our preference", "asked, no answer",
    }  # fmt: skip
    assert after.conditions["reiskosten"].met


# the events placed in the second story


def test_twenty_five_parties_of_every_kind(lindenveld: Told) -> None:
    parties = {name: party for name, party in lindenveld.desk.dossier.parties.items() if not party.empty}
    assert len(parties) == 25
    assert len({str(party.kind) for party in parties.values()}) == 7
    assert all(party.reason and party.short and party.people for party in parties.values())
    spread = Counter(step.owner for step in lindenveld.desk.dossier.steps.values())
    assert len(spread) >= 18 and max(spread.values()) * 4 <= spread.total()


def test_one_seat_is_empty_still_and_one_topic_was_on_a_programme_without_coming_up(told: dict[str, Told]) -> None:
    empty = {name for one in told.values() for name, party in one.desk.dossier.parties.items() if party.empty}
    assert empty == {"a-tenant-of-a-private-landlord"}
    written = told["dichtbij-en-doenbaar"].desk.dossier
    assert spoken_of(written, "afstand").postponed == ("2025-10-16-ronde-b",)


def test_nine_of_eleven_are_usual_suspects_and_four_seats_are_opened(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    there = [p for p, a in dossier.sessions["2024-10-10-first-table"].attendance.items() if a.presence == "present"]
    assert len(there) == 11
    assert sum(dossier.parties[party].usual_suspect for party in there) == 9
    sha = lindenveld.commit_of("03-first-table")
    before, after = (set(lindenveld.desk.repository.at(rev).dossier.parties) for rev in (f"{sha}~1", sha))
    assert after - before == {"rie-vosmeer", "moskee", "vve-toren-b", "winkeliers"}


def test_from_getting_to_doing(lindenveld: Told) -> None:
    sha = lindenveld.commit_of("04-walk-with-rie")
    topics = [lindenveld.desk.repository.at(r).dossier.topics["cooking-and-insulation"] for r in (f"{sha}~1", sha)]
    assert [str(topic.perspective) for topic in topics] == ["get", "do"]
    assert "2034" in lindenveld.desk.dossier.sessions["2024-09-19-kitchen-table-talks"].disagreements["when"].about


DECISIONS = {
    # weight, and how many take which position
    "2024-11-23-insulation-first": ("direction", {"consent": 17, "accept, not our preference": 1, "stands aside": 1}),
    "2025-01-25-four-sub-themes-each-with-its-own-table": (
        "agreement",
        {"consent": 15, "accept, not our preference": 1, "stands aside": 1, "subject to constituency": 1},
    ),
    PILOT: ("decision", {"consent": 17, "accept, not our preference": 3, "reasoned objection": 1}),
    STOP: ("decision", {"consent": 16, "accept, not our preference": 1, "stands aside": 1}),
    "2026-01-17-collective-insulation-opt-in": (
        "decision",
        {"consent": 19, "accept, not our preference": 1, "stands aside": 1, "subject to constituency": 1},
    ),
    "2026-03-12-dilara-aksoy-of-kruimelhof-keeps-the-log": ("agreement", {"consent": 15}),
}


def test_six_decisions_in_six_sessions_each_with_its_tag(lindenveld: Told) -> None:
    assert lindenveld.git("tag", "--list", "decision/*").split() == [f"decision/{name}" for name in DECISIONS]
    for name, (weight, positions) in DECISIONS.items():
        decision = lindenveld.desk.dossier.decisions[name]
        assert str(decision.weight) == weight
        assert Counter(str(one.position) for one in decision.positions.values()) == positions
        assert len(decision.options) >= 3 and sum(option.chosen for option in decision.options.values()) == 1
        assert decision.review_on and decision.considerations and decision.gains and decision.conditions
    evening = lindenveld.desk.dossier.decisions["2024-10-10-next-table-not-in-the-evening"]
    assert evening.state == "withdrawn" and evening.withdrawn_reason and len(evening.positions) == 5


@pytest.mark.parametrize(
    ("session", "parties"),
    [
        ("2024-11-23-network-table", 19),
        ("2025-05-24-network-table", 21),
        ("2025-09-13-the-bids", 18),
        ("2026-01-17-network-table", 22),
    ],
)
def test_so_many_parties_were_there_when_it_was_decided(lindenveld: Told, session: str, parties: int) -> None:
    sitting = Sitting(lindenveld.desk.dossier, session)
    assert len(sitting.present) == parties
    (decision,) = lindenveld.desk.dossier.sessions[session].decisions
    assert set(lindenveld.desk.dossier.decisions[decision].positions) == set(sitting.present)


def test_positions_that_moved_say_what_moved_them(lindenveld: Told) -> None:
    moved = {
        (name, party): (str(row.before), str(row.position))
        for name, decision in lindenveld.desk.dossier.decisions.items()
        for party, row in decision.positions.items()
        if row.before and row.changed_by and row.answered
    }
    assert len(moved) == 6
    four = "2025-01-25-four-sub-themes-each-with-its-own-table"
    assert moved[four, "westerdiek"] == ("reasoned objection", "consent")
    assert set(moved.values()) == {("concern", "consent"), ("reasoned objection", "consent")}


def test_one_party_sets_the_limits_and_pays(lindenveld: Told) -> None:
    held = lindenveld.desk.repository.at(lindenveld.commit_of("06-hats")).dossier
    assert {str(role.kind) for role in held.roles.values() if role.party == "gemeente-oldermeer"} == {
        "client", "framework setter", "funder", "network lead",
    }  # fmt: skip
    assert held.sessions["2024-12-12-hats"].process_only
    assert str(held.process.rule) == "consent" and not held.process.decider


def test_four_tables_each_for_a_part_of_the_whole(lindenveld: Told) -> None:
    topics = lindenveld.desk.repository.at(lindenveld.commit_of("07-four-tables")).dossier.topics
    parts = ("cooking-and-insulation", "the-bill", "merelbuurt-2034", "heat-source")
    assert all(topics[part].parent == "warm-without-gas" and len(topics[part].parties) >= 4 for part in parts)
    assert {*parts, "warm-without-gas"} == set(
        lindenveld.desk.dossier.decisions["2025-01-25-four-sub-themes-each-with-its-own-table"].topics
    )
    assert topics["the-grid"].parent == "heat-source"


def test_a_typing_error_is_mended_by_hand(lindenveld: Told) -> None:
    sha = lindenveld.commit_of("08-by-hand")
    assert lindenveld.git("log", "-1", "--format=%B", sha).strip() == "typing error in heat-source: form -> from"
    assert lindenveld.git("show", "--format=", "--name-only", sha).split() == ["agenda/heat-source.toml"]
    lines = lindenveld.git("show", "--format=", "--unified=0", sha).splitlines()[-2:]
    assert "comes form when" in lines[0] and lines[1] == lines[0].replace("-", "+", 1).replace("form", "from")
    moment = lindenveld.desk.repository.find(sha)
    assert not moment.outcome and not moment.session


def test_the_cable_is_full_and_everybody_knows_it(lindenveld: Told) -> None:
    said = [line for _, line in lindenveld.desk.dossier.said("2025-03-06-heat-source")]
    (counted,) = [line for line in said if line.pasted]
    assert counted.by == ("stroomland/chloe",) and counted.text.count("\n") == 5
    assert any(line.kind is LineKind.AGREED and "2029" in line.text for line in said)
    grid = lindenveld.desk.dossier.topics["the-grid"]
    assert grid.stage == "parked" and grid.stage_reason and grid.review_on
    thanked = lindenveld.desk.dossier.parties["stroomland"].contributions["counted"]
    assert thanked.acknowledged_on and "no" in thanked.how


def test_what_is_given_has_somebody_who_gets_it(lindenveld: Told) -> None:
    parties = lindenveld.desk.repository.at(lindenveld.commit_of("10-must-want-can")).dossier.parties
    there = lindenveld.desk.dossier.sessions["2025-04-12-must-want-can"].attendance
    spoken = [parties[party] for party, row in there.items() if row.presence == "present"]
    assert sum(bool(party.must or party.want or party.can) for party in spoken) >= 14
    assert "boiler room" in parties["haardstee"].brings and "planning" in parties["haardstee"].asks


def test_toren_b_doubts_objects_is_right_and_joins(lindenveld: Told) -> None:
    dossier, tower = lindenveld.desk.dossier, "vve-toren-b"
    kinds = [
        (line.kind, line.position)
        for session in ("2025-03-06-heat-source", "2025-05-24-network-table")
        for _, line in dossier.said(session)
        if line.by and line.by[0].startswith(tower)
    ]
    assert (LineKind.CONCERN, None) in kinds and (LineKind.POSITION, Stand.OBJECTION) in kinds
    objection = dossier.decisions[PILOT].positions[tower]
    assert "costs" in objection.reason and not objection.answered, "it was parked, and not answered"
    parked = lindenveld.desk.repository.at(lindenveld.commit_of("11-pilot")).dossier.topics["take-up-risk"]
    assert parked.stage == "parked" and tower in parked.promised
    assert "right" in dossier.decisions[STOP].what
    party = dossier.parties[tower]
    assert party.contributions["objection"].acknowledged_on == dossier.sessions["2025-09-13-the-bids"].date
    (joined,) = party.moves.values()
    assert (joined.kind, joined.on) == ("joined", dossier.sessions["2026-01-17-network-table"].date)
    assert dossier.decisions["2026-01-17-collective-insulation-opt-in"].positions[tower].position is Stand.CONSENT


def test_of_seven_talks_only_that_they_took_place_is_in_git(lindenveld: Told) -> None:
    sha = lindenveld.commit_of("12-seven-talks")
    folder = "sessions/2025-07-03-seven-talks"
    assert lindenveld.git("show", "--format=", "--name-only", sha).split() == [
        f"{folder}/minutes.md", f"{folder}/session.toml",
    ]  # fmt: skip
    session = lindenveld.desk.dossier.sessions["2025-07-03-seven-talks"]
    assert session.confidential and not session.attendance and not session.programme
    assert not lindenveld.desk.dossier.logs("2025-07-03-seven-talks")
    kept = lindenveld.private.logs("2025-07-03-seven-talks")["jitske"].lines.values()
    assert len(kept) == 20
    assert {line.kind for line in kept} >= {LineKind.ITEM, LineKind.NOTE, LineKind.OPEN_END, LineKind.ASIDE}
    assert len({line.by[0].split("/")[0] for line in kept if line.by}) == 7


def test_the_pilot_is_reversed_by_a_later_decision(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    assert dossier.superseded_by(PILOT) == [STOP]
    assert "38 per cent" in dossier.decisions[STOP].supersedes_reason
    message = lindenveld.git("log", "-1", "--format=%B", lindenveld.commit_of("13-the-bids"))
    assert f"\nReverses: {PILOT}\n" in message
    after = dossier.after(PILOT)
    assert after is not None and not any(row.met for row in after.conditions.values())
    assert dossier.sessions["2025-09-13-the-bids"].setback
    lessons = [step.lesson for step in dossier.steps.values() if step.lesson]
    assert len(lessons) >= 6 and any("indication of one party" in lesson for lesson in lessons)


def test_velthoek_leaves_and_its_story_stays(lindenveld: Told) -> None:
    left = lindenveld.desk.dossier.parties["velthoek"].left()
    assert left is not None and left.kind == "left" and left.reason
    there = Sitting(lindenveld.desk.dossier, "2025-09-13-the-bids")
    assert there.left == ("velthoek",) and "velthoek" not in there.positions(STOP)
    assert lindenveld.desk.dossier.roles["delivery"].until == left.on


def test_the_fix_brigade_goes_into_lindewarm_and_both_stories_are_found(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    went = dossier.parties["fixbrigade"].left()
    assert went is not None and (went.kind, went.into) == ("merged", "lindewarm")
    sha = lindenveld.commit_of("14-one-club")
    before, after = (lindenveld.desk.repository.at(rev).dossier for rev in (f"{sha}~1", sha))
    assert before.parties["fixbrigade"].left() is None and "job" in after.parties["lindewarm"].people
    assert Names(before).resolve("job") == "fixbrigade/job" and Names(after).resolve("job") == "lindewarm/job"
    for party in ("fixbrigade", "lindewarm"):
        story = lindenveld.git("log", "--format=%h", "--", f"table/{party}.toml").split()
        assert len(story) >= 4 and sha.startswith(story[0] if party == "fixbrigade" else sha)
    assert any(step.owner == "fixbrigade" for step in dossier.steps.values())


def test_the_lead_goes_from_the_town_hall_to_lindewarm(lindenveld: Told) -> None:
    sha = lindenveld.commit_of("15-slower")
    held = [lindenveld.desk.repository.at(rev).dossier.roles["network-lead"].party for rev in (f"{sha}~1", sha)]
    assert held == ["gemeente-oldermeer", "lindewarm"]


def test_the_insulation_desk_slips_three_times_and_opens_at_the_bakers(lindenveld: Told) -> None:
    desk = lindenveld.desk.dossier.steps["2025-01-25-open-an-insulation-desk-in-the-neighbourhood"]
    moves = sorted(desk.moves.values(), key=lambda move: str(move.was))
    assert [str(move.was) for move in moves] == ["2025-04-01", "2025-06-01", "2025-09-15"]
    assert len({move.reason for move in moves}) == 3 and desk.setback and desk.lesson
    assert desk.state == "done" and "baker" in desk.result and desk.owner == "lindewarm"


def test_subject_to_members_and_then_the_members_say_yes(lindenveld: Told) -> None:
    opt_in = "2026-01-17-collective-insulation-opt-in"
    tenants = "huurdersraad-haardstee"
    assert lindenveld.desk.dossier.decisions[opt_in].positions[tenants].position is Stand.SUBJECT
    after = lindenveld.desk.dossier.after(opt_in)
    assert after is not None
    (later,) = after.positions.values()
    assert (later.party, later.position, later.before) == (tenants, Stand.CONSENT, Stand.SUBJECT)
    assert lindenveld.desk.dossier.parties[tenants].consultations["february"].support == 78


def test_the_log_is_handed_over_and_the_pulse_says_how_it_is(lindenveld: Told) -> None:
    process = lindenveld.desk.dossier.process
    assert "Dilara Aksoy" in process.successor and process.handed_over and "Open:" in process.handover
    last = max(process.pulse.values(), key=lambda pulse: str(pulse.on))
    assert (last.relation, last.organisation) == (4, 2)
    assert len(process.pulse) == 6
    assert set(lindenveld.desk.dossier.logs("2026-03-12-hand-over")) == {"jitske", "dilara"}
    assert lindenveld.desk.dossier.roles["facilitation"].until == process.handed_over
    phases = sorted(process.phases.values(), key=lambda move: str(move.since))
    assert [str(move.phase) for move in phases] == [
        "explore", "share", "agree", "shape", "explore", "agree", "carry out",
    ]  # fmt: skip


def test_minutes_of_the_setback_are_left_unadopted(lindenveld: Told) -> None:
    sessions = {name: one for name, one in lindenveld.desk.dossier.sessions.items() if one.outcome}
    assert len(sessions) == 14
    assert [name for name, one in sessions.items() if not one.adopted_in and not one.confidential] == [
        "2025-09-13-the-bids", "2026-03-12-hand-over",
    ]  # fmt: skip
    remarks = [remark for one in sessions.values() if one.adopted_in for remark in one.remarks.values()]
    assert len(remarks) >= 6 and all(remark.answer and remark.party for remark in remarks)
    (open_remark,) = sessions["2025-09-13-the-bids"].remarks.values()
    assert open_remark.party == "velthoek" and not open_remark.answer


def test_sessions_sound_like_people_and_not_like_forms(lindenveld: Told) -> None:
    for name, session in lindenveld.desk.dossier.sessions.items():
        if not session.outcome or session.confidential:
            continue
        said = [line for _, line in lindenveld.desk.dossier.said(name)]
        assert 12 <= len(said) <= 50
        assert any(line.kind is LineKind.ASIDE and not line.text for line in said)
        assert any(line.kind is LineKind.STEP for line in said)
        assert len({line.by[0].split("/")[0] for line in said if line.by}) >= 8
        assert len(session.scores) >= 2 and session.disagreements


def test_the_letter_gets_shorter_words_with_each_version(lindenveld: Told) -> None:
    letters = [
        lindenveld.git("show", f"{lindenveld.commit_of(key)}:texts/letter.md")
        for key in ("15-slower", "16-opt-in", "17-hand-over")
    ]
    assert [f"Version {version}" in letter for version, letter in zip(("0.1", "0.2", "1.0"), letters, strict=True)] == [
        True, True, True,
    ]  # fmt: skip
    assert ["proposition" in letter for letter in letters] == [True, False, False]
    seen = [s.texts["letter"].version for s in lindenveld.desk.dossier.sessions.values() if s.texts]
    assert seen == ["0.1", "0.2", "1.0"]


def test_steps_of_the_neighbourhood_are_taken_slip_and_are_put_in_order(lindenveld: Told) -> None:
    steps = lindenveld.desk.dossier.steps
    assert len(steps) >= 60
    assert all(step.owner and step.person and step.due and step.effect and step.said for step in steps.values())
    assert sum(bool(step.moves) for step in steps.values()) >= 10
    assert all(move.reason and move.was for step in steps.values() for move in step.moves.values())
    assert {str(step.state) for step in steps.values()} == {"open", "done", "withdrawn"}
    still = [step for step in steps.values() if step.state == "open"]
    assert len({step.order for step in still}) == len(still) >= 5


def test_more_than_sixty_steps_over_the_two(told: dict[str, Told]) -> None:
    assert sum(len(one.desk.dossier.steps) for one in told.values()) > 100


# telling


def test_a_story_is_found_by_name_or_by_language() -> None:
    assert story("nl").name == "dichtbij-en-doenbaar"
    assert story("en").name == "lindenveld-warm"
    with pytest.raises(NoTemplate):
        story("warm")


def test_a_story_is_not_told_over_somebodys_work(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(AlreadyThere):
        tell(story("en"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_story_is_not_told_inside_a_repository_that_would_see_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    with pytest.raises(InsideRepository):
        tell(story("en"), tmp_path / "demo")
    assert not (tmp_path / "demo").exists()
    (tmp_path / ".gitignore").write_text("demo/\n")
    desk = tell(story("en"), tmp_path / "demo")
    assert len(desk.repository.timeline()) == MOMENTS["lindenveld-warm"]


def test_what_somebody_keeps_in_the_private_layer_is_left_alone(tmp_path: Path) -> None:
    first = tell(story("en"), tmp_path / "one")
    file = first.private.path("table/westerdiek")
    file.write_text('notes = """\nmine\n"""\n', encoding="utf-8")
    again: Desk = tell(story("en"), tmp_path / "two")
    assert again.private.path("table/westerdiek").read_text(encoding="utf-8") == 'notes = """\nmine\n"""\n'


def test_a_commit_by_hand_has_no_trailers(tmp_path: Path) -> None:
    """A moment in which somebody mended a typing error in an editor."""
    folder = tmp_path / "small"
    (folder / "01-start").mkdir(parents=True)
    (folder / "02-by-hand").mkdir()
    source = shipped("sample_projects") / "lindenveld-warm"
    process = (source / "01-start" / "process.toml").read_bytes()
    process = process.replace(b'framed_by = "gemeente-oldermeer"\n', b"").replace(
        b'decider = "gemeente-oldermeer"\n', b""
    )
    (folder / "01-start" / "process.toml").write_bytes(process)
    (folder / "02-by-hand" / "process.toml").write_bytes(
        process.replace(b"Two earlier plans", b"Two earlier heat plans")
    )
    (folder / "story.toml").write_text(
        'title = "Small"\nlanguage = "en"\ndescription = "x"\nprocess_id = "smallsample"\nas_of = 2024-09-10\n'
        '[facilitators.jitske]\nname = "Jitske"\nemail = "j@example.org"\n'
        '[moments.01-start]\nat = 2024-09-02T10:00:00+02:00\nauthor = "jitske"\nkind = "new"\nsummary = "begins"\n'
        '[moments.02-by-hand]\nat = 2024-09-03T10:00:00+02:00\nauthor = "jitske"\nkind = "by hand"\nsummary = "typo"\n',
        encoding="utf-8",
    )
    desk = tell(read(folder), tmp_path / "told")
    log = desk.repository.git.read("log", "--format=%B|").decode().split("|")
    assert log[0].strip() == "typo"
    assert log[1].strip().endswith("Outcome: draft")
