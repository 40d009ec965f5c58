"""Changes are data: what lies between two states, and makes the one out of the other."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from procesregie.change.compare import Change, apply, compare, same
from procesregie.model.address import TEMPLATES, model_of
from tests.change import made

TOPIC = "agenda/warmtebron"


def test_every_kind_of_record_is_among_the_made_ones() -> None:
    assert {model_of(address) for address in made.ADDRESSES} == {model_of(t.format("a", "b")) for t in TEMPLATES}


@given(made.records(), made.records())
def test_changes_applied_to_the_old_record_give_the_new_one(old: dict[str, Any], new: dict[str, Any]) -> None:
    changes = compare(old, new)
    assert apply(old, changes) == new
    assert apply(new, [change.reversed() for change in reversed(changes)]) == old


@given(made.records(written=False), made.records(written=False))
def test_that_holds_for_what_hands_wrote_too(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert apply(old, compare(old, new)) == new


@given(made.records().flatmap(lambda data: st.tuples(st.just(data), st.data())))
def test_one_changed_record_changes_only_that(pair: tuple[dict[str, Any], st.DataObject]) -> None:
    old, draw = pair
    if not old:
        return
    address = draw.draw(st.sampled_from(sorted(old)))
    new = {**old, address: draw.draw(made.record(address))}
    assert {change.address for change in compare(old, new)} <= {address}
    assert apply(old, compare(old, new)) == new


@given(made.records())
def test_nothing_changed_is_no_change(data: dict[str, Any]) -> None:
    assert compare(data, {address: dict(record) for address, record in data.items()}) == []


def test_fields_by_name_rows_by_key_lists_as_values() -> None:
    old = {TOPIC: {"title": "Warmtebron", "parties": ["ggd"], "urgency": {"ggd": {"view": "doubts"}, "kerk": {}}}}
    new = {
        TOPIC: {
            "title": "Warmtebron",
            "parties": ["ggd", "kerk"],
            "urgency": {"ggd": {"view": "sees it", "note": "x"}, "moskee": {"view": "unknown"}},
        }
    }
    assert compare(old, new) == [
        Change(TOPIC, ("parties",), ["ggd"], ["ggd", "kerk"]),
        Change(TOPIC, ("urgency", "ggd", "view"), "doubts", "sees it"),
        Change(TOPIC, ("urgency", "ggd", "note"), None, "x"),
        Change(TOPIC, ("urgency", "moskee"), None, {"view": "unknown"}),
        Change(TOPIC, ("urgency", "kerk"), {}, None),
    ]


def test_a_record_comes_and_goes_whole() -> None:
    data = {"title": "Warmtebron"}
    assert compare({}, {TOPIC: data}) == [Change(TOPIC, (), None, data)]
    assert compare({TOPIC: data}, {}) == [Change(TOPIC, (), data, None)]


def test_the_last_row_takes_its_table_along_but_an_empty_header_by_hand_stays() -> None:
    full = {TOPIC: {"title": "x", "urgency": {"ggd": {"view": "doubts"}}}}
    for other in ({TOPIC: {"title": "x"}}, {TOPIC: {"title": "x", "urgency": {}}}):
        assert apply(full, compare(full, other)) == other
        assert apply(other, compare(other, full)) == full


def test_the_data_that_changes_are_applied_to_stays_as_it_was() -> None:
    data = {TOPIC: {"title": "x", "urgency": {"ggd": {"view": "doubts"}}}}
    apply(data, [Change(TOPIC, ("urgency", "ggd", "view"), "doubts", "sees it"), Change(TOPIC, ("title",), "x", None)])
    assert data == {TOPIC: {"title": "x", "urgency": {"ggd": {"view": "doubts"}}}}


def test_values_of_another_type_are_another_value() -> None:
    assert not same(1, True)
    assert not same([1], [1.0])
    assert not same(date(2026, 1, 1), datetime(2026, 1, 1))
    assert same(float("nan"), float("nan"))
    assert [c.sign for c in compare({"process": {"a": 1}}, {"process": {"a": True}})] == ["~"]
