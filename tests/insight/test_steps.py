"""Steps read together, on the story: whose they are, where they were said, what was learned."""

from __future__ import annotations

from datetime import date

from procesregie.insight.steps import learned, loads, said_in
from procesregie.insight.views.decisions import by_weight, chain
from procesregie.insight.views.roles import by_party, topics_by_parties
from procesregie.insight.views.steps import by_owner, by_topic, lessons
from procesregie.language import language
from tests.samples.conftest import Told

END, EN = date(2026, 3, 19), language("en")
DESK = "2025-01-25-open-an-insulation-desk-in-the-neighbourhood"


def test_the_steps_of_a_party_are_counted_and_late_ones_among_them(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    found = {load.party: load for load in loads(dossier, END)}
    assert (found["gemeente-oldermeer"].open, found["gemeente-oldermeer"].late) == (2, 1)
    assert sum(load.open + load.done for load in found.values()) == sum(
        step.state.value in ("open", "done") for step in dossier.steps.values()
    )
    headings = [group.heading for group in by_owner(dossier, END, EN).groups]
    assert headings[0] == "Gemeente Oldermeer · 2 open, 1 late"


def test_every_step_stands_once_by_owner_and_once_by_topic(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    for view in (by_owner, by_topic):
        rows = [row.address for group in view(dossier, END, EN).groups for row in group.rows]
        assert sorted(rows) == sorted(f"steps/{id}" for id in dossier.steps)


def test_the_desk_slipped_three_times_and_stands_where_it_was_said(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    (row,) = [r for group in by_topic(dossier, END, EN).groups for r in group.rows if r.address == f"steps/{DESK}"]
    assert "↷ slipped 3×" in row.beside
    line = said_in(dossier, dossier.steps[DESK])
    assert line is not None and "insulation desk" in line.text.lower()


def test_lessons_and_setbacks_of_steps_topics_and_sessions_stand_together(lindenveld: Told) -> None:
    dossier = lindenveld.desk.dossier
    rooms = {(one.kind, one.address.partition("/")[0]) for one in learned(dossier)}
    assert rooms == {("lesson", "steps"), ("lesson", "agenda"), ("setback", "steps"), ("setback", "sessions")}
    groups = lessons(dossier, END, EN).groups
    assert [group.heading for group in groups] == ["Lessons", "Setbacks"]
    assert any("A letterbox is not a conversation" in row.title for row in groups[0].rows)
    assert all("104 notes" not in row.title for row in groups[0].rows)


def test_decisions_by_weight_and_as_a_chain_hold_each_decision_once(dichtbij: Told) -> None:
    dossier, today = dichtbij.desk.dossier, date(2026, 1, 22)
    for view in (by_weight, chain):
        rows = [row.address for group in view(dossier, today, EN).groups for row in group.rows]
        assert sorted(rows) == sorted(f"decisions/{id}" for id in dossier.decisions)
    (links, _alone) = chain(dossier, today, EN).groups
    assert [(row.title, row.depth) for row in links.rows] == [("Vier hoofdstukken", 0), ("Drie hoofdstukken", 1)]
    assert len(links.rows[1].beside) > 2, "why it was replaced"


def test_the_matrix_says_several_letters_in_a_cell_and_what_they_stand_for(lindenveld: Told) -> None:
    grid = topics_by_parties(lindenveld.desk.dossier, END, EN)
    at = {head.text.strip(): row for head, row in zip(grid.rows, grid.cells, strict=True)}
    column = [head.short for head in grid.columns].index("gemeente")
    cell = at["Warm without gas"][column]
    assert cell.text == "DC" and cell.addresses == ("roles/framework", "roles/purse")
    assert "decides · Framework setter: The plan; not what the table does itself." in cell.said
    assert grid.legend.startswith("D decides  C consents")


def test_roles_by_party_name_the_double_hat(lindenveld: Told) -> None:
    groups = {group.heading: group.rows for group in by_party(lindenveld.desk.dossier, END, EN).groups}
    said = {row.address: row.beside for row in groups["Gemeente Oldermeer"]}
    assert "double hat" in said["roles/framework"][0] and "double hat" in said["roles/purse"][0]
