"""The mirror looks at the samples, session by session: each question where it first fires, and where it is silent."""

from __future__ import annotations

from datetime import date

import pytest

from procesregie.insight.mirror import Looking, Principle, Question, askers, everything, look
from procesregie.insight.mirror.aside import ask_again, is_aside, reason_of, set_aside
from procesregie.language import language
from procesregie.model.decision import Decision, DecisionState, LaterPosition, Position, Stand
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.party import Motive, MoveKind, Party, PrivateParty, TableMove
from procesregie.model.process import PrivateProcess
from procesregie.model.role import Role
from procesregie.model.session import Session
from tests.samples.conftest import Told

DAY = date(2026, 3, 12)


def at(told: Told, session: str) -> tuple[Dossier, date]:
    """The record as it was when `session` was closed, and the day of that."""
    moment = told.desk.repository.find(session)
    return told.desk.repository.at(moment.sha).dossier, moment.date.date()


def keys(told: Told, session: str) -> list[str]:
    """What the mirror asks right after `session`."""
    return [question.key for question in look(*at(told, session), told.private)]


def the(told: Told, session: str, key: str) -> Question:
    return next(question for question in look(*at(told, session), told.private) if question.key == key)


def changed(dossier: Dossier, address: str, **fields: object) -> Dossier:
    record = dossier.records[address]
    return dossier.with_record(address, record.model_copy(update=fields))


def still(dossier: Dossier, on: date, key: str, private: Dossier | None = None) -> bool:
    return key in [question.key for question in look(dossier, on, private)]


FIRST = {
    "dichtbij-en-doenbaar": {
        "residents-late": "2025-09-17-zes-gesprekken",
        "disagreement-unanswered": "2025-09-17-zes-gesprekken",
        "steps-unfinished": "2025-09-17-zes-gesprekken",
        "usual-suspects": "2025-09-25-ronde-a",
        "never-acknowledged": "2025-10-28-themasessie-jeugd",
        "double-hat-bond-van-gemeenten": "2025-12-05-regiegroep",
    },
    "lindenveld-warm": {
        "usual-suspects": "2024-10-10-first-table",
        "disagreement-unanswered": "2024-10-10-first-table",
        "motives-unknown": "2024-11-02-walk-with-rie",
        "double-hat-gemeente-oldermeer": "2024-12-12-hats",
        "never-acknowledged": "2025-04-12-must-want-can",
    },
}
"""The session of each story after which a question is first asked; before it, and in a story without it, it is silent."""


@pytest.mark.parametrize("name", FIRST)
def test_each_question_is_first_asked_where_its_story_begins(name: str, told: dict[str, Told]) -> None:
    first: dict[str, str] = {}
    for moment in told[name].story.moments:
        if moment.kind == "session":
            for key in keys(told[name], moment.session):
                first.setdefault(key, moment.session)
    assert first == FIRST[name]


@pytest.mark.parametrize(
    ("key", "session"),
    [
        ("residents-late", "2025-10-03-regiegroep"),
        ("usual-suspects", "2025-10-16-ronde-b"),
        ("motives-unknown", "2026-01-15-vaststelling"),
        ("steps-unfinished", "2026-01-15-vaststelling"),
    ],
)
def test_it_falls_silent_when_the_story_answers_it(key: str, session: str, dichtbij: Told) -> None:
    assert key not in keys(dichtbij, session)


def test_every_principle_asks_something_and_every_question_says_why() -> None:
    assert {asker.principle for asker in askers()} == set(Principle)
    assert len({asker.name for asker in askers()}) == len(askers())
    for asker in askers():
        assert asker.hypothesis.endswith(".") and asker.remedy.endswith(".")
        for text in (asker.hypothesis, asker.remedy):
            assert language("nl")(text) != text, f"no Dutch for {asker.name}"


def test_a_sample_is_asked_few_things_in_both_languages(dichtbij: Told, lindenveld: Told) -> None:
    for told in (dichtbij, lindenveld):
        desk = told.desk
        questions = look(desk.dossier, desk.clock.today(), told.private)
        assert 1 <= len(questions) <= 7
        assert [q.principle for q in questions] == sorted((q.principle for q in questions), key=list(Principle).index)
        for question in questions:
            assert question.said(language("nl")) != question.said(language("en"))
            assert "?" in question.said(language("nl")) and "{" not in question.said(language("nl"))
            assert all(address in desk.dossier.records for address in question.evidence)


# -- the records they point at, and silence when the cause is gone


def test_residents_late(dichtbij: Told) -> None:
    dossier, on = at(dichtbij, "2025-09-25-ronde-a")
    question = the(dichtbij, "2025-09-25-ronde-a", "residents-late")
    assert question.evidence == ("sessions/2025-09-05-start-regiegroep", "sessions/2025-09-17-zes-gesprekken")
    assert question.values["n"] == 3
    there = dossier.sessions["2025-09-25-ronde-a"].attendance
    party = next(id for id, row in there.items() if row.presence.value == "present")
    assert not still(changed(dossier, f"table/{party}", kind="resident"), on, "residents-late")


def test_usual_suspects(lindenveld: Told) -> None:
    session = "2024-10-10-first-table"
    dossier, on = at(lindenveld, session)
    question = the(lindenveld, session, "usual-suspects")
    assert (question.values["n"], question.values["all"]) == (9, 11)
    assert question.evidence[0] == f"sessions/{session}"
    assert "table/velthoek" in question.evidence and "table/bewonerskerngroep" not in question.evidence
    assert not still(changed(dossier, "table/velthoek", usual_suspect=False), on, "usual-suspects")


def test_motives_unknown_is_asked_only_where_the_private_layer_is(lindenveld: Told) -> None:
    session = "2024-11-02-walk-with-rie"
    dossier, on = at(lindenveld, session)
    question = the(lindenveld, session, "motives-unknown")
    assert question.confidential
    assert question.evidence == ("table/fixbrigade",)
    assert not still(dossier, on, "motives-unknown")
    assert not still(dossier, on, "motives-unknown", Dossier())
    known = lindenveld.private
    for address in question.evidence:
        known = known.with_record(address, PrivateParty(motives={"a": Motive(motive="Wil niet achterblijven")}))
    assert not still(dossier, on, "motives-unknown", known)


def test_disagreement_unanswered(dichtbij: Told) -> None:
    session = "2025-09-25-ronde-a"
    dossier, on = at(dichtbij, session)
    question = the(dichtbij, session, "disagreement-unanswered")
    first = "sessions/2025-09-05-start-regiegroep"
    assert question.evidence == (first, "table/directeurenkring-sociaal")
    start = dossier.sessions["2025-09-05-start-regiegroep"]
    answered = {k: row.model_copy(update={"answered": "Ja: samen."}) for k, row in start.disagreements.items()}
    assert not still(changed(dossier, first, disagreements=answered), on, question.key)
    gone = {"weg": TableMove(kind=MoveKind.LEFT, on=on)}
    assert not still(changed(dossier, "table/directeurenkring-sociaal", moves=gone), on, question.key)


def test_never_acknowledged(dichtbij: Told) -> None:
    session = "2025-10-28-themasessie-jeugd"
    dossier, on = at(dichtbij, session)
    question = the(dichtbij, session, "never-acknowledged")
    assert question.evidence == ("table/beraad-ervaringskennis",)
    assert "Schreef de bedoeling" in question.said(language("nl"))
    party = dossier.parties["beraad-ervaringskennis"]
    rows = {k: row.model_copy(update={"acknowledged_on": on}) for k, row in party.contributions.items()}
    assert not still(changed(dossier, question.evidence[0], contributions=rows), on, question.key)


def test_double_hat(dichtbij: Told) -> None:
    session = "2025-12-05-regiegroep"
    dossier, on = at(dichtbij, session)
    key = "double-hat-bond-van-gemeenten"
    question = the(dichtbij, session, key)
    assert question.evidence == ("roles/communicatie", "roles/opdrachtgever", "table/bond-van-gemeenten")
    assert "opdrachtgever" in question.said(language("nl"))
    assert not still(changed(dossier, "roles/communicatie", party="wijkteamplatform"), on, key)
    assert not still(changed(dossier, "roles/opdrachtgever", until=date(2025, 12, 4)), on, key)


def test_steps_unfinished(dichtbij: Told) -> None:
    session = "2025-09-17-zes-gesprekken"
    dossier, on = at(dichtbij, session)
    question = the(dichtbij, session, "steps-unfinished")
    assert len(question.evidence) == question.values["n"] == 3
    assert "steps/2025-09-05-communicatie-aanhaken" in question.evidence
    assert all("2025-09-17" not in address for address in question.evidence), "what was agreed just now may ripen"
    for address in question.evidence:
        dossier = changed(dossier, address, effect="Iedereen leest mee.\n")
    assert not still(dossier, on, question.key)


def objecting(**fields: object) -> Dossier:
    """A process in which a party objects to a decision of 1 February and leaves on 20 February."""
    records: dict[str, Record] = {
        "table/toren-b": Party(title="VvE Toren B", moves={"weg": TableMove(kind=MoveKind.LEFT, on=date(2026, 2, 20))}),
        "sessions/2026-02-01-tafel": Session(title="Tafel", date=date(2026, 2, 1)),
        "decisions/2026-02-01-pilot": Decision(
            title="Pilot",
            session="2026-02-01-tafel",
            state=DecisionState.TAKEN,
            taken_on=date(2026, 2, 1),
            positions={"toren-b": Position(position=Stand.OBJECTION, reason="kosten")},
        ),
    }
    return Dossier(records)


def test_left_after_objection() -> None:
    dossier = objecting()
    (question,) = look(dossier, DAY)
    assert question.key == "left-after-objection-toren-b"
    assert question.evidence == ("table/toren-b", "decisions/2026-02-01-pilot")
    assert "20 februari 2026" in question.said(language("nl"))
    assert "20 February 2026" in question.said(language("en"))
    stays = changed(dossier, "table/toren-b", moves={})
    consents = changed(dossier, "decisions/2026-02-01-pilot", positions={"toren-b": Position(position=Stand.CONSENT)})
    long_ago = changed(dossier, "decisions/2026-02-01-pilot", taken_on=date(2025, 2, 1))
    for other in (stays, consents, long_ago):
        assert look(other, DAY) == []


def test_an_objection_that_came_later_or_was_given_up_counts() -> None:
    dossier = changed(objecting(), "decisions/2026-02-01-pilot", positions={})
    assert look(dossier, DAY) == []
    from procesregie.model.decision import After

    later = LaterPosition(party="toren-b", position=Stand.OBJECTION, on=date(2026, 2, 18))
    after = dossier.with_record("decisions/2026-02-01-pilot/after", After(positions={"a": later}))
    assert [q.of for q in look(after, DAY)] == ["toren-b"]
    gave_up = Position(position=Stand.CONSENT, before=Stand.OBJECTION)
    assert look(changed(objecting(), "decisions/2026-02-01-pilot", positions={"toren-b": gave_up}), DAY)


def test_an_empty_process_is_asked_nothing() -> None:
    assert look(Dossier(), DAY) == []
    assert Looking(Dossier(), DAY).held == ()


def test_many_names_are_counted_not_listed() -> None:
    roles = {f"roles/r{n}": Role(title=str(n)) for n in range(3)}
    assert look(Dossier(dict(roles)), DAY) == []
    names = tuple(f"Partij {n}" for n in range(6))
    question = Question("{parties}?", (), {"parties": names})
    assert question.said(language("nl")) == "Partij 0, Partij 1, Partij 2 en 3 anderen?"


# -- setting aside


@pytest.fixture
def shared(dichtbij: Told) -> tuple[Dossier, date, Question]:
    dossier, on = at(dichtbij, "2025-10-28-themasessie-jeugd")
    return dossier, on, the(dichtbij, "2025-10-28-themasessie-jeugd", "never-acknowledged")


def test_set_aside_with_a_reason_that_is_kept(shared: tuple[Dossier, date, Question]) -> None:
    dossier, on, question = shared
    process = set_aside(dossier.process, question, "Komt bij de lancering.", on, language("nl"))
    after = dossier.with_record("process", process)
    assert not still(after, on, question.key)
    assert question.key in [q.key for q in everything(after, on)]
    row = is_aside(question, after)
    assert row is not None and row.reason == "Komt bij de lancering." and row.on == on
    assert row.question == question.said(language("nl"))
    again = after.with_record("process", ask_again(process, question.key))
    assert still(again, on, question.key)
    assert again.process == dossier.process


def test_it_comes_back_when_there_is_more_to_ask_about(shared: tuple[Dossier, date, Question], dichtbij: Told) -> None:
    dossier, on, question = shared
    aside = set_aside(dossier.process, question, "Komt nog.", on, language("nl")).set_aside
    later, then = at(dichtbij, "2025-11-14-extra-partnersessie")
    later = changed(later, "process", set_aside=aside)
    back = next(q for q in look(later, then) if q.key == question.key)
    assert set(back.evidence) > set(question.evidence)
    found = reason_of(back, later)
    assert found is not None and found.reason == "Komt nog.", "why it was set aside then is still known"


def test_a_confidential_question_is_set_aside_in_the_private_layer(lindenveld: Told) -> None:
    dossier, on = at(lindenveld, "2024-11-02-walk-with-rie")
    question = the(lindenveld, "2024-11-02-walk-with-rie", "motives-unknown")
    home = set_aside(PrivateProcess(), question, "First some time.", on, language("en"))
    private = lindenveld.private.with_record("process", home)
    assert not still(dossier, on, question.key, private)
    shared_instead = changed(dossier, "process", set_aside=home.set_aside)
    assert still(shared_instead, on, question.key, lindenveld.private), "a shared reason does not answer it"
