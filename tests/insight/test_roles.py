"""Whom one needs for what, on the stories: from a topic, from a party, and the whole as one table."""

from __future__ import annotations

from datetime import date

import pytest

from procesregie.capture.values import Unread
from procesregie.insight import roles
from procesregie.insight.whom import meant
from procesregie.language import CODES, language
from procesregie.model.dossier import Dossier
from procesregie.model.process import Process, Rule
from procesregie.model.role import Does, Doing, Role
from procesregie.model.topic import Topic
from tests.samples.conftest import Told

END = date(2026, 3, 19)


def test_a_topic_says_who_advises_and_for_the_whole_of_which_it_is_a_part_who_decides(lindenveld: Told) -> None:
    found = [(one.does, one.party, one.of) for one in roles.needed(lindenveld.desk.dossier, "heat-source", END)]
    assert found[0] == (Doing.ADVISES, "stroomland", "")
    assert (Doing.DECIDES, "gemeente-oldermeer", "warm-without-gas") in found
    assert "velthoek" not in {party for _does, party, _of in found}, "its role ended"


def test_a_role_that_ended_or_has_yet_to_begin_is_nobody_one_needs(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    assert "velthoek" in {one.party for one in roles.needed(dossier, "heat-source", date(2025, 5, 1))}
    assert roles.needed(dossier, "warm-without-gas", date(2024, 1, 1)) == []


def test_the_double_hat_of_the_gemeente_is_named_with_both_roles(lindenveld: Told) -> None:
    worn = roles.hats(lindenveld.desk.dossier, END)
    assert roles.Hats("gemeente-oldermeer", "framework", "purse") in worn
    assert roles.hats(lindenveld.desk.dossier, date(2024, 11, 1)) == [], "not before it held the purse"


def test_nobody_and_several_are_said_and_one_is_not() -> None:
    def dossier(*deciding: str, rule: Rule | None = None) -> Dossier:
        held = {f"roles/{p}": Role(title=p, party=p, topics={"bron": Does(does=Doing.DECIDES)}) for p in deciding}
        return Dossier({"process": Process(title="P", rule=rule), "agenda/bron": Topic(title="Bron"), **held})

    def said(there: Dossier) -> str:
        return roles.deciding(there, "bron", END, language("nl"))

    assert said(dossier()) == "Er is nog geen rol die hierover besluit."
    assert said(dossier(rule=Rule.CONSENT)) == "Geen rol besluit hierover: dat doet de tafel, met consent."
    assert said(dossier("haardstee")) == ""
    assert said(dossier("haardstee", "kerk")) == "Meer dan één besluit hierover: haardstee en kerk."


def test_the_table_of_topics_and_parties_holds_everything_and_no_column_without_a_role(lindenveld: Told) -> None:
    found = roles.matrix(lindenveld.desk.dossier, END)
    assert found.cell("warm-without-gas", "gemeente-oldermeer") == (Doing.DECIDES, Doing.CONSENTS)
    assert found.cell("the-grid", "stroomland") == (Doing.DECIDES,)
    assert set(found.parties) == {party for _topic, party in found.cells}
    assert "the-jar" not in found.topics and "the-grid" in found.topics, "over, but a role still names it"
    assert found.depths[found.topics.index("row-by-row")] == 2


@pytest.mark.parametrize("code", CODES)
def test_no_two_letters_of_the_table_are_the_same(code: str) -> None:
    assert len({roles.letter(does, language(code)) for does in Doing}) == len(Doing)


def test_a_ring_of_parents_is_read_once() -> None:
    ring = Dossier({"agenda/a": Topic(title="A", parent="b"), "agenda/b": Topic(title="B", parent="a")})
    assert sorted(id for id, _depth in roles.themes(ring)) == ["a", "b"]
    assert roles.needed(ring, "a", END) == []


def test_a_word_finds_topics_parties_and_roles_an_exact_one_before_all_others(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    assert meant(dossier, "stroomland") == ["table/stroomland"]
    assert meant(dossier, "@gemeente") == ["table/gemeente-oldermeer"]
    assert meant(dossier, "row by row") == ["agenda/row-by-row"]
    assert "roles/purse" in meant(dossier, "300,000"), "it is what the role is for"
    with pytest.raises(Unread):
        meant(dossier, "zeppelin")


def test_pairings_read_from_both_sides(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    assert roles.counterparts(dossier, "client") == ["facilitation", "delivery"]
    assert "client" in roles.counterparts(dossier, "facilitation")


def test_who_held_a_role_before_is_found_from_the_party(dichtbij: Told) -> None:
    assert "medevoorzitter" in roles.held_before(dichtbij.desk.dossier, "directeurenkring-sociaal")
