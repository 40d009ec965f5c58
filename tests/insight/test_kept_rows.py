"""What is kept of a step's row and of what a session left open follows the records it was worked out from."""

from __future__ import annotations

from datetime import date

from procesregie.insight.preparation import prepare
from procesregie.insight.views.steps import by_date
from procesregie.language import language
from procesregie.model.dossier import Dossier
from procesregie.model.log import Log
from procesregie.model.party import Party
from procesregie.model.process import Process
from procesregie.model.session import Session
from procesregie.model.step import Step

TODAY = date(2026, 3, 12)


def _dossier() -> Dossier:
    step = Step.from_data({"title": "Offerte vragen", "owner": "ggd", "due": date(2026, 3, 1)})
    session = Session.from_data({"title": "Tafel", "date": date(2026, 3, 5), "outcome": "draft"})
    log = Log.from_data({"lines": {"aaaaaa": {"kind": "open end", "text": "wie betaalt?"}}})
    return Dossier(
        {
            "process": Process.from_data({"title": "Proef", "language": "en"}),
            "table/ggd": Party.from_data({"title": "GGD", "short": "ggd"}),
            "steps/offerte": step,
            "sessions/tafel": session,
            "sessions/tafel/log-anna": log,
        }
    )


def test_a_row_is_made_anew_for_another_step_owner_day_and_language() -> None:
    dossier = _dossier()

    def row(of: Dossier, today: date = TODAY, code: str = "en") -> tuple[str, tuple[str, ...], str, bool]:
        (group,) = by_date(of, today, language(code)).groups
        (found,) = group.rows
        return found.title, found.beside, found.lead.strip(), found.marked

    first = row(dossier)
    assert first == ("Offerte vragen", ("ggd",), "1 Mar", True)
    assert row(dossier, date(2026, 2, 1))[3] is False
    assert row(dossier, code="nl")[2] == "1 mrt"
    changed = dossier.steps["offerte"].model_copy(update={"title": "Offerte kiezen"})
    assert row(dossier.with_record("steps/offerte", changed))[0] == "Offerte kiezen"
    party = dossier.parties["ggd"].model_copy(update={"short": "zorg"})
    assert row(dossier.with_record("table/ggd", party))[1] == ("zorg",)
    assert row(dossier) == first


def test_an_open_end_that_is_answered_is_open_no_longer() -> None:
    dossier = _dossier()
    assert [where for where, _line in prepare(dossier, TODAY).open_ends] == ["tafel/anna/aaaaaa"]
    log = dossier.logs("tafel")["anna"]
    line = log.lines["aaaaaa"].model_copy(update={"became": "steps/offerte"})
    answered = log.model_copy(update={"lines": {"aaaaaa": line}})
    assert prepare(dossier.with_record("sessions/tafel/log-anna", answered), TODAY).open_ends == ()


def test_rooms_and_logs_follow_the_records_that_are_put_in_and_taken_out() -> None:
    dossier = _dossier()
    assert "offerte" in dossier.steps  # sorted out once: from here on only what changes is sorted in
    party = dossier.parties["ggd"].model_copy(update={"short": "zorg"})
    changed = dossier.with_records(
        {
            "table/ggd": party,
            "table/bewoners": Party.from_data({"title": "Bewoners"}),
            "steps/offerte": None,
            "sessions/tafel/log-bas": Log(),
            "sessions/tafel/log-anna": None,
            "decisions/nooit": None,
        }
    )
    for found in (changed, Dossier(changed.records)):
        assert [(id, one.short) for id, one in found.parties.items()] == [("ggd", "zorg"), ("bewoners", "")]
        assert not found.steps
        assert not found.decisions
        assert list(found.logs("tafel")) == ["bas"]
    assert list(dossier.steps) == ["offerte"]
    assert list(dossier.logs("tafel")) == ["anna"]
