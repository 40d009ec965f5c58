"""A decision among the others, on the stories: who stands where since, what replaced what, what nobody answered."""

from __future__ import annotations

from datetime import timedelta

from procesregie.insight.deciding import (
    Replaced,
    absent,
    awaited,
    bound_unasked,
    chains,
    replaced_by,
    replaces,
    review_due,
    stances,
    unanswered,
)
from procesregie.insight.views.decisions import by_state
from procesregie.language import language
from procesregie.model.decision import Decision, Stand
from procesregie.model.dossier import Dossier
from tests.samples.conftest import Told

PILOT, STOP = "2025-05-24-pilot-heat-net-40-homes", "2025-09-13-stop-the-pilot-heat-net"
THREE, FOUR = "2025-11-06-drie-hoofdstukken", "2025-12-05-vier-hoofdstukken"


def test_a_later_position_stands_over_the_one_that_was_taken(lindenveld: Told) -> None:
    found = {one.party: one for one in stances(lindenveld.desk.dossier, PILOT)}
    now = found["haardstee"]
    assert now.now.position is Stand.CONCERN and now.taken is not None and now.taken.position is Stand.CONSENT
    assert found["kerk"].now.position is Stand.CONSENT and found["kerk"].taken is None and found["kerk"].key == "kerk"


def test_the_objection_of_toren_b_was_not_answered(lindenveld: Told) -> None:
    assert [one.party for one in unanswered(lindenveld.desk.dossier, PILOT)] == ["vve-toren-b"]


def test_what_replaced_what_reads_both_ways_with_why(lindenveld: Told, dichtbij: Told) -> None:
    (newer,) = replaced_by(lindenveld.desk.dossier, PILOT)
    assert newer.decision == STOP and "38 per cent" in newer.reason
    (older,) = replaces(dichtbij.desk.dossier, FOUR)
    assert older.decision == THREE and older.reason
    assert [[one.decision for one in chain] for chain in chains(dichtbij.desk.dossier)] == [[FOUR, THREE]]


def test_a_chain_goes_on_and_a_ring_is_read_once() -> None:
    def decision(*supersedes: str) -> Decision:
        return Decision.from_data({"title": "x", "state": "taken", "taken_on": "2026-01-01", "supersedes": supersedes})

    there = Dossier({"decisions/a": decision("b"), "decisions/b": decision("c"), "decisions/c": decision("a")})
    assert replaces(there, "a") == [Replaced("b", 1), Replaced("c", 2)]
    assert [one.decision for one in replaced_by(there, "a")] == ["c", "b"]
    assert chains(there) == []


def test_who_is_still_waited_for_and_what_was_to_be_looked_at_again(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    insulation = "2024-11-23-insulation-first"
    assert "kerk" in absent(dossier, insulation, "2024-11-23-network-table")
    assert "kerk" not in awaited(dossier, insulation) and "vve-toren-b" in awaited(dossier, insulation)
    bound = {"parties": ["kerk", "moskee", "rie"], "positions": {
        "kerk": {"position": "consent"}, "moskee": {"position": "not yet asked"}}}  # fmt: skip
    there = Dossier({"decisions/x": Decision.from_data({"title": "x", **bound})})
    assert bound_unasked(there, "x") == ("moskee", "rie")
    opt_in = "2026-01-17-collective-insulation-opt-in"
    on = dossier.decisions[opt_in].review_on
    assert on is not None and review_due(dossier, opt_in, on - timedelta(1)) is None
    (row,) = [r for g in by_state(dossier, on, language("en")).groups for r in g.rows if r.address.endswith(opt_in)]
    assert row.marked and row.beside[0].startswith("review due since ")
    assert review_due(dossier, insulation, on) is None, "it was looked at in May"
