"""Typed words become values: days, times, numbers, yes and no, and every word of every list in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest

from procesregie.capture.entered import NoField, _field_named
from procesregie.capture.values import (
    NO,
    YES,
    NoWord,
    Unread,
    read_day,
    read_flag,
    read_moment,
    read_number,
    read_time,
    read_word,
    typed,
)
from procesregie.language import CODES, language
from procesregie.model.address import TEMPLATES, model_of
from procesregie.model.declare import Meaning, Part, Words, fields
from procesregie.model.party import Kind
from procesregie.model.process import Tongue
from procesregie.model.role import Role
from procesregie.model.topic import Stage, View

TODAY = date(2026, 3, 12)


def lists() -> Iterator[type[Words]]:
    """Every closed list the model declares."""
    todo: list[type[Part]] = [
        model_of(template.format("a", "a"), private=private) for template in TEMPLATES for private in (False, True)
    ]
    seen: set[type] = set()
    while todo:
        model = todo.pop()
        for field in fields(model):
            words, row = field.meaning.words, field.meaning.row
            if words is not None and words not in seen:
                seen.add(words)
                yield words
            if row is not None and row not in seen:
                seen.add(row)
                todo.append(row)


def test_every_word_is_read_in_both_languages() -> None:
    found = list(lists())
    assert len(found) > 20
    for words in found:
        for word in words:
            for name in (word.value, *(language(code)(word.label) for code in CODES)):
                assert read_word(name, words) == word.value, (words, name)
                assert read_word(f" {name.upper()} ", words) == word.value, (words, name)


def test_the_beginning_of_one_word_is_enough_and_of_two_is_not() -> None:
    assert read_word("twijf", View) == "doubts"
    assert read_word("op de", Stage) == "on the agenda"
    with pytest.raises(NoWord) as caught:
        read_word("zie", View)
    assert caught.value.said(language("nl")) == "“zie” kan elk van deze zijn: ziet het, ziet het niet."
    with pytest.raises(NoWord) as none:
        read_word("misschien", View)
    assert "ziet het, twijfelt" in none.value.said(language("nl"))
    with pytest.raises(NoWord) as near:
        read_word("doubt it", View)
    assert "Did you mean doubts?" in near.value.said(language("en"))


def test_a_word_that_stands_in_one_label_is_enough_and_what_begins_one_goes_before_it() -> None:
    assert read_word("initiatief", Kind) == "informal initiator"
    assert read_word("agenda", Stage) == "on the agenda"
    assert read_word("neder", Tongue) == read_word("dutch", Tongue) == "nl"
    with pytest.raises(NoWord) as caught:
        read_word("zz", Kind)
    assert "overheid, inwoners" in caught.value.said(language("nl"))


def test_yes_and_no() -> None:
    assert not YES & NO
    for word in YES:
        assert read_flag(f" {word.upper()} ")
    for word in NO:
        assert not read_flag(word)
    with pytest.raises(Unread):
        read_flag("soms")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-02", date(2026, 4, 2)),
        ("2 april", date(2026, 4, 2)),
        ("next Friday", date(2026, 3, 20)),
        ("2-4", date(2026, 4, 2)),
        ("", None),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


def test_a_time_and_a_moment() -> None:
    assert read_time("14.05") == read_time("14:05") == time(14, 5) and read_time("9") == time(9)
    assert read_time(" ") is None and read_moment("", TODAY) is None
    assert read_moment("2 april 14:05", TODAY) == datetime(2026, 4, 2, 14, 5)
    assert read_moment("2026-04-02T14:05:00", TODAY) == datetime(2026, 4, 2, 14, 5)


@pytest.mark.parametrize(
    ("form", "text"),
    [("day", "zo snel mogelijk"), ("time", "kwart"), ("time", "25:00"), ("moment", "2 april"), ("number", "drie")],
)
def test_what_is_none_says_what_would_be(form: str, text: str) -> None:
    with pytest.raises(Unread) as caught:
        typed(Meaning("Iets", form), text, TODAY)  # type: ignore[arg-type]
    for code in CODES:
        assert caught.value.said(language(code))


def test_a_number_keeps_its_limits() -> None:
    assert read_number("7", 1, 10) == 7 and read_number("-3", None, None) == -3
    with pytest.raises(Unread, match="From 1 to 10"):
        read_number("11", 1, 10)
    with pytest.raises(Unread, match="No less than"):
        read_number("-1", 0, None)


def test_a_line_is_what_it_is() -> None:
    assert typed(Meaning("Iets", "line"), "  [/ x = 'y' ", TODAY) == "[/ x = 'y'"
    assert typed(Meaning("Iets", "line"), "  ", TODAY) is None


def test_a_field_that_is_not_there_is_answered_with_those_of_the_screen_in_its_language() -> None:
    with pytest.raises(NoField) as near:
        _field_named(Role, "soort")
    assert near.value.said(language("nl")).endswith("Bedoel je Soort rol (kind)?")
    with pytest.raises(NoField) as far:
        _field_named(Role, "kleur")
    assert "Vervuld door (party), Persoon (person)" in far.value.said(language("nl"))
    assert "Held by (party), Person (person)" in far.value.said(language("en"))
