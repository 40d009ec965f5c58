"""To forget a person: every reference goes, words are listed, what is locked stays, history is only read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tomli

from procesregie.desk import Desk
from procesregie.desk.forgetting import NobodyToForget, carry_out, kept_in, mending, person_called, plan
from procesregie.folder.checks import check_references
from procesregie.folder.journal import Journal
from procesregie.folder.problems import said
from procesregie.history.locked import verdicts
from procesregie.language import speak
from procesregie.model.decision import After, Decision
from procesregie.model.log import Log
from procesregie.model.party import Party, PrivateParty
from procesregie.model.role import Role
from procesregie.model.step import Step
from tests.desk.conftest import SESSION, held

PILOT = "2026-03-12-pilot-met-40-woningen"
PARTY = "vve-toren-b"


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Wout Schreuder sits there for Toren B, in everything that can name a person; a decision was taken."""
    desk.save(f"table/{PARTY}", Party.from_data({"title": "VvE Toren B", "short": "toren-b", "people": {
        "wout": {"name": "Wout Schreuder"}, "corrie": {"name": "Corrie Haverkamp"}}}))  # fmt: skip
    desk.save(
        "table/moskee",
        Party.from_data({"title": "Moskee", "short": "moskee", "people": {"wout": {"name": "W. Bakker"}}}),
    )
    held(
        desk,
        "@toren-b/wout wie draagt het risico",
        "! pilot met 40 woningen",
        ": @toren-b/wout bezwaar kosten niet onderbouwd",
    )
    desk.close(SESSION, "decision", weight="decision")
    desk.save("steps/2026-03-13-meten", Step(title="Meten", owner=PARTY, person="wout", effect="Wout weet het dan.\n"))
    desk.save("roles/stem", Role.from_data({"title": "Stem", "party": "moskee", "person": "wout", "earlier": {
        "a": {"party": PARTY, "person": "wout", "until": date(2026, 1, 1)}}}))  # fmt: skip
    desk.save(f"decisions/{PILOT}/after", After.from_data({"positions": {"x": {"party": PARTY, "person": "wout"}}}))
    contacts = {"wout": {"mail": "wout@example.org"}, "corrie": {"mail": "corrie@example.org"}}
    desk.keep(f"table/{PARTY}", PrivateParty.from_data({"contacts": contacts}))
    return desk


def _files(desk: Desk) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted((*desk.root.rglob("*.toml"), *desk.private.root.rglob("*.toml")))}


def test_a_plan_writes_nothing_and_says_everything(known: Desk) -> None:
    before = _files(known)
    planned = plan(known, person_called(known.dossier, "Schreuder"))
    assert _files(known) == before
    assert planned.who.party == PARTY and planned.who.person == "wout"
    assert set(planned.records) == {
        f"table/{PARTY}", "steps/2026-03-13-meten", "roles/stem", f"decisions/{PILOT}/after", f"sessions/{SESSION}/log-anna",
    }  # fmt: skip
    assert planned.locked == (f"decisions/{PILOT}",) and list(planned.private) == [f"table/{PARTY}"]
    assert ("steps/2026-03-13-meten.toml", "Wout weet het dan.") in {(one.file, one.text) for one in planned.mentions}
    assert any(one.file.endswith("minutes.md") for one in planned.mentions)
    assert all("W. Bakker" not in one.text for one in planned.mentions)
    assert [moment.session for moment in planned.commits] == [SESSION]


def test_every_reference_goes_and_nobody_else_s(known: Desk) -> None:
    carry_out(known, plan(known, person_called(known.dossier, f"{PARTY}/wout")))
    dossier = known.dossier
    assert list(dossier.parties[PARTY].people) == ["corrie"] and list(dossier.parties["moskee"].people) == ["wout"]
    assert dossier.steps["2026-03-13-meten"].person == "" and dossier.steps["2026-03-13-meten"].owner == PARTY
    role = dossier.roles["stem"]
    assert role.person == "wout" and role.earlier["a"].person == "" and role.earlier["a"].party == PARTY
    assert {who for _address, line in dossier.said(SESSION) for who in line.by} == {PARTY}
    private = tomli.loads((known.private.root / f"table/{PARTY}.toml").read_text())
    assert list(private["contacts"]) == ["corrie"] and known.private.former(f"table/{PARTY}") == []
    assert not known.can_undo
    loose = [problem.address for problem in check_references(dossier)]
    assert loose == [f"decisions/{PILOT}"], "it says so, until that is blacked out too"


def test_a_taken_decision_is_only_touched_when_asked_and_then_only_blacked_out(known: Desk) -> None:
    file = known.root / "decisions" / PILOT / "decision.toml"
    before = file.read_bytes()
    carry_out(known, plan(known, person_called(known.dossier, f"{PARTY}/wout")))
    assert file.read_bytes() == before
    (loose,) = check_references(known.dossier)
    assert f"forget {PARTY}/wout --redact" in said(loose, speak("en"))
    carry_out(known, plan(known, person_called(known.dossier, f"{PARTY}/wout"), redact=True))
    decision = known.dossier.get(f"decisions/{PILOT}")
    assert isinstance(decision, Decision) and decision.positions[PARTY].person == ""
    assert decision.positions[PARTY].reason == "kosten niet onderbouwd"
    (verdict,) = verdicts(known.repository, known.dossier)
    assert verdict.standing == "redacted" and check_references(known.dossier) == []
    assert [problem.check for problem in known.check()] == []
    assert not known.draft("vergeten").left, "what was blacked out is committed"
    (verdict,) = verdicts(known.repository, known.dossier)
    assert verdict.standing == "redacted"


def test_what_the_journals_have_and_logs_under_their_name_are_said(known: Desk) -> None:
    forms = Journal(known.dossier.process.id, "forms")
    forms.typed("Bel Wout terug", "steps/2026-03-13-meten effect")
    forms.typed("Niets van belang", "steps/2026-03-13-meten lesson")
    forms.typed("Wout is ziek", "moved steps/2026-03-13-meten 1")
    forms.typed("Wout zei nee", f"declined {SESSION}/anna/aaaaaa 0")
    log = Journal(known.dossier.process.id, SESSION, "anna")
    log.entry({"kind": "append", "lines": {"aaaaaa": {"text": "Schreuder twijfelt"}}})
    log.typed("wat zei Wout", "")
    known.save(f"sessions/{SESSION}/log-wout-schreuder-2", Log(recorder="wout-schreuder-2"))
    planned = plan(known, person_called(known.dossier, "Schreuder"))
    speak("en")
    assert sorted(kept_in(known, one) for one in planned.journals) == [
        "a line that is not in the log yet: Netwerktafel",
        "half typed in a form: Meten (effect)",
        "half typed in an answer: Meten (moved)",
        "half typed in an answer: Netwerktafel (declined)",
        "half typed in the session: Netwerktafel",
    ]
    assert planned.recorders == ("wout-schreuder-2",)
    words, rewrite = mending(planned)
    assert "wout-schreuder-2==>recorder-1" in words
    assert 'replace(b"log-wout-schreuder-2.", b"log-recorder-1.")' in rewrite
    for place in forms.under_edit:
        forms.typed("", place)
    log.clear()
    log.typed("", "")
    assert plan(known, planned.who).journals == ()


def test_a_name_that_is_nobody_s_or_of_several_is_said(known: Desk) -> None:
    for word in ("Jansen", "wout", "", "toren-b/"):
        with pytest.raises(NobodyToForget):
            person_called(known.dossier, word)
    for word in ("toren-b/wout", f"table/{PARTY}/Schreuder", "TOREN-B/wout schreuder"):
        assert person_called(known.dossier, word).name == "Wout Schreuder"
    with pytest.raises(NobodyToForget, match=f"{PARTY}/wout, {PARTY}/corrie"):
        person_called(known.dossier, "toren-b/jansen")


def test_a_person_without_a_name_is_forgotten_too_and_no_line_is_listed(desk: Desk, tmp_path: Path) -> None:
    desk.save("table/kerk", Party.from_data({"title": "Kerk", "people": {"koster": {"function": "koster"}}}))
    planned = plan(desk, person_called(desk.dossier, "kerk/koster"))
    assert planned.mentions == () and carry_out(desk, planned).mentions == ()
    assert desk.dossier.parties["kerk"].people == {}
