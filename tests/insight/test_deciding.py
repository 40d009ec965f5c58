"""A decision among the others, on the stories: who stands where since, what replaced what, what nobody answered."""

from __future__ import annotations

from procesregie.insight.deciding import Replaced, chains, replaced_by, replaces, stances, unanswered
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
