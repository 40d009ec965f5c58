"""What a question is, when an objection counts, and how a question is set aside."""

from __future__ import annotations

from datetime import date

import pytest

from procesregie.insight.mirror import Looking, Principle, Question, askers, everything, look
from procesregie.insight.mirror.aside import ask_again, is_aside, reason_of, set_aside
from procesregie.language import language
from procesregie.model.decision import After, Decision, DecisionState, LaterPosition, Position, Stand
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.party import MoveKind, Party, TableMove
from procesregie.model.process import PrivateProcess
from procesregie.model.session import Session
from tests.insight.conftest import Seen

DAY = date(2026, 3, 12)
NL, EN = "dichtbij-en-doenbaar", "lindenveld-warm"


def changed(dossier: Dossier, address: str, **fields: object) -> Dossier:
    record = dossier.records[address]
    return dossier.with_record(address, record.model_copy(update=fields))


def still(dossier: Dossier, on: date, key: str, private: Dossier | None = None) -> bool:
    return key in [question.key for question in look(dossier, on, private)]


def test_every_principle_asks_something_and_every_question_says_why() -> None:
    assert {asker.principle for asker in askers()} == set(Principle)
    assert len({asker.name for asker in askers()}) == len(askers())
    for asker in askers():
        for text in (asker.hypothesis, asker.remedy):
            assert text.endswith((".", "?"))
            assert language("nl")(text) != text, f"no Dutch for {asker.name}"


def left(dossier: Dossier) -> list[Question]:
    return [question for question in look(dossier, DAY) if question.key.startswith("left-after-objection")]


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
    (question,) = left(dossier)
    assert question.key == "left-after-objection-toren-b"
    assert question.evidence == ("table/toren-b", "decisions/2026-02-01-pilot")
    assert "20 februari 2026" in question.said(language("nl"))
    assert "20 February 2026" in question.said(language("en"))
    stays = changed(dossier, "table/toren-b", moves={})
    consents = changed(dossier, "decisions/2026-02-01-pilot", positions={"toren-b": Position(position=Stand.CONSENT)})
    long_ago = changed(dossier, "decisions/2026-02-01-pilot", taken_on=date(2025, 2, 1))
    for other in (stays, consents, long_ago):
        assert left(other) == []


def test_an_objection_that_came_later_or_was_given_up_counts() -> None:
    dossier = changed(objecting(), "decisions/2026-02-01-pilot", positions={})
    assert left(dossier) == []
    later = LaterPosition(party="toren-b", position=Stand.OBJECTION, on=date(2026, 2, 18))
    after = dossier.with_record("decisions/2026-02-01-pilot/after", After(positions={"a": later}))
    assert [q.of for q in left(after)] == ["toren-b"]
    gave_up = Position(position=Stand.CONSENT, before=Stand.OBJECTION)
    assert left(changed(objecting(), "decisions/2026-02-01-pilot", positions={"toren-b": gave_up}))


def test_an_empty_process_is_asked_nothing() -> None:
    assert look(Dossier(), DAY) == []
    assert Looking(Dossier(), DAY).held == ()


def test_many_names_are_counted_not_listed() -> None:
    names = tuple(f"Partij {n}" for n in range(6))
    question = Question("{parties}?", (), {"parties": names})
    assert question.said(language("nl")) == "Partij 0, Partij 1, Partij 2 en 3 anderen?"


# -- setting aside


@pytest.fixture
def shared(seen: dict[str, dict[str, Seen]]) -> tuple[Dossier, date, Question]:
    dossier, on, _ = seen[NL]["2025-10-28-themasessie-jeugd"]
    return dossier, on, next(q for q in look(dossier, on) if q.key == "never-acknowledged")


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


def test_it_comes_back_when_there_is_more_to_ask_about(
    shared: tuple[Dossier, date, Question], seen: dict[str, dict[str, Seen]]
) -> None:
    dossier, on, question = shared
    aside = set_aside(dossier.process, question, "Komt nog.", on, language("nl")).set_aside
    later, then, _ = seen[NL]["2025-11-14-extra-partnersessie"]
    later = changed(later, "process", set_aside=aside)
    back = next(q for q in look(later, then) if q.key == question.key)
    assert set(back.evidence) > set(question.evidence)
    found = reason_of(back, later)
    assert found is not None and found.reason == "Komt nog.", "why it was set aside then is still known"


def test_a_confidential_question_is_set_aside_in_the_private_layer(seen: dict[str, dict[str, Seen]]) -> None:
    dossier, on, private = seen[EN]["2024-11-02-walk-with-rie"]
    question = next(q for q in look(dossier, on, private) if q.key == "motives-unknown")
    home = set_aside(PrivateProcess(), question, "First some time.", on, language("en"))
    assert not still(dossier, on, question.key, private.with_record("process", home))
    shared_instead = changed(dossier, "process", set_aside=home.set_aside)
    assert still(shared_instead, on, question.key, private), "a shared reason does not answer it"


def test_the_same_question_about_many_is_asked_once() -> None:
    dossier = objecting()
    for number in range(4):
        party = dossier.parties["toren-b"].model_copy(update={"title": f"Toren {number}"})
        dossier = dossier.with_record(f"table/toren-{number}", party)
        positions = {f"toren-{n}": Position(position=Stand.OBJECTION, reason="kosten") for n in range(number + 1)}
        dossier = changed(dossier, "decisions/2026-02-01-pilot", positions=positions)
        asked = [(q.key, q.evidence[0]) for q in left(dossier)]
        if number < 3:
            assert asked == [(f"left-after-objection-toren-{n}", f"table/toren-{n}") for n in range(number + 1)]
    (question,) = left(dossier)
    assert question.key == "left-after-objection" and question.evidence == tuple(f"table/toren-{n}" for n in range(4))
    assert "4 partijen" in question.said(language("nl"))
