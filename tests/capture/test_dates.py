"""Dates as people say them; the evening is Thursday 12 March 2026."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from procesregie.capture.dates import day_of, due
from procesregie.language import language
from tests.capture.neighbourhood import EVENING


def on(text: str) -> date:
    return date.fromisoformat(text)


DATES: list[tuple[str, str]] = [
    ("2 april", "2026-04-02"),
    ("voor 2 april", "2026-04-02"),
    ("vóór 2 april", "2026-04-02"),
    ("uiterlijk 2 april", "2026-04-02"),
    ("uiterlijk op 2 april", "2026-04-02"),
    ("op 2 april 2026", "2026-04-02"),
    ("by 2 April", "2026-04-02"),
    ("before 2 April 2027", "2027-04-02"),
    ("on the 2nd of April", "2026-04-02"),
    ("by April 2nd, 2026", "2026-04-02"),
    ("2 apr 2026", "2026-04-02"),
    ("2 mrt.", "2026-03-02"),
    ("3 sept", "2026-09-03"),
    ("3 febr.", "2026-02-03"),
    ("1e april", "2026-04-01"),
    ("12 March", "2026-03-12"),
    ("voor 1 mei.", "2026-05-01"),
    ("by 1 May", "2026-05-01"),
    ("1-4-2026", "2026-04-01"),
    ("01-04-2026", "2026-04-01"),
    ("1-4-26", "2026-04-01"),
    ("1/4", "2026-04-01"),
    ("1/4/2026", "2026-04-01"),
    ("1.4.2026", "2026-04-01"),
    ("2026-04-02", "2026-04-02"),
    ("donderdag 2 april", "2026-04-02"),
    ("Thursday 2 April", "2026-04-02"),
    ("do 2 april 2026", "2026-04-02"),
    ("vrijdag 3/4", "2026-04-03"),
    # a day that is past: next year's only when it is more than six months ago
    ("10 februari", "2026-02-10"),
    ("1 januari", "2026-01-01"),
    # weekdays
    ("vrijdag", "2026-03-13"),
    ("voor vrijdag", "2026-03-13"),
    ("donderdag", "2026-03-19"),
    ("maandag", "2026-03-16"),
    ("komende maandag", "2026-03-16"),
    ("maandag a.s.", "2026-03-16"),
    ("this Friday", "2026-03-13"),
    ("by Monday", "2026-03-16"),
    ("volgende vrijdag", "2026-03-20"),
    ("next Friday", "2026-03-20"),
    ("volgende week vrijdag", "2026-03-20"),
    ("vrijdag volgende week", "2026-03-20"),
    ("next week Monday", "2026-03-16"),
    # weeks, months, years: their last day, before them their first
    ("volgende week", "2026-03-20"),
    ("voor volgende week", "2026-03-16"),
    ("deze week", "2026-03-13"),
    ("next week", "2026-03-20"),
    ("week 14", "2026-04-03"),
    ("in week 14", "2026-04-03"),
    ("voor week 14", "2026-03-30"),
    ("uiterlijk week 14", "2026-04-03"),
    ("week 14 2027", "2027-04-09"),
    ("week 2", "2026-01-09"),
    ("volgende maand", "2026-04-30"),
    ("voor volgende maand", "2026-04-01"),
    ("next month", "2026-04-30"),
    ("volgend jaar", "2027-12-31"),
    # parts of them
    ("eind maart", "2026-03-31"),
    ("voor eind maart", "2026-03-31"),
    ("half april", "2026-04-15"),
    ("medio april", "2026-04-15"),
    ("begin mei", "2026-05-01"),
    ("begin mei 2027", "2027-05-01"),
    ("end of March", "2026-03-31"),
    ("by the end of March", "2026-03-31"),
    ("mid April", "2026-04-15"),
    ("mid-April", "2026-04-15"),
    ("early May", "2026-05-01"),
    ("eind februari 2028", "2028-02-29"),
    ("eind deze week", "2026-03-13"),
    ("eind van de week", "2026-03-13"),
    ("begin volgende week", "2026-03-16"),
    ("end of next week", "2026-03-20"),
    ("uiterlijk voor het einde van de maand", "2026-03-31"),
    ("end of the month", "2026-03-31"),
    ("eind 2026", "2026-12-31"),
    ("eind van het jaar", "2026-12-31"),
    # from now
    ("vandaag", "2026-03-12"),
    ("morgen", "2026-03-13"),
    ("tomorrow", "2026-03-13"),
    ("overmorgen", "2026-03-14"),
    ("the day after tomorrow", "2026-03-14"),
    ("+2w", "2026-03-26"),
    ("+10d", "2026-03-22"),
    ("+1m", "2026-04-12"),
    ("over twee weken", "2026-03-26"),
    ("in two weeks", "2026-03-26"),
    ("binnen veertien dagen", "2026-03-26"),
    ("over 3 dagen", "2026-03-15"),
    ("over een maand", "2026-04-12"),
    ("in a year", "2027-03-12"),
]

NO_DATES = [
    "zo snel mogelijk",
    "asap",
    "doen we zo",
    "wie wat do",
    "bellen met ma",
    "zien we Fri",
    "plan voor 2026",
    "in 2026",
    "punt 4",
    "hoofdstuk 1-4",
    "versie 1.4",
    "twaalf huizen",
    "40 woningen",
    "voor de zomer",
    "in mei",
    "dat may",
    "we may",
    "wie durft in maart",
    "gesprek om 12 uur",
    "vrijdag om 10 uur",
    "elke vrijdag",
    "iedere maandag",
    "elke week op vrijdag",
    "every Friday",
    "goede morgen",
    "in de morgen",
    "de week",
    "dit is een week",
    "half jaar",
    "een half jaar",
    "na 2 april",
    "vanaf 2 april",
    "after 2 April",
    "verslag van 2 april",
    "notitie over 2 april",
    "vorige week vrijdag",
    "afgelopen vrijdag",
    "last Friday",
    "niet voor vrijdag",
    "van 1 april tot 2 april",
    "31 februari",
    "30 februari 2027",
    "1/13",
    "week 60",
    "week 0",
    "vrijdag 2 april",
    "2 april bellen",
    "2 april jl.",
    "+2x",
    "over veel weken",
    "2026-4-2",
    "pagina 99999999999999999999",
]


@pytest.mark.parametrize(("said", "day"), DATES)
def test_a_date_is_read_as_the_end_of_the_line(said: str, day: str) -> None:
    assert due(f"netcapaciteit per straat {said}", EVENING) == ("netcapaciteit per straat", on(day))
    assert due(said.upper(), EVENING) == ("", on(day))
    assert day_of(said, EVENING) == on(day)


@pytest.mark.parametrize("said", NO_DATES)
def test_what_is_no_date_is_text(said: str) -> None:
    assert due(f"de groep praat {said}", EVENING) is None


def test_only_the_whole_end_counts_and_the_longest_end_wins() -> None:
    assert due("voor 2 april bellen we", EVENING) is None
    assert due("brief van 2 april, voor eind maart", EVENING) == ("brief van 2 april", on("2026-03-31"))
    assert due("de bus van vrijdag voor maandag", EVENING) == ("de bus van vrijdag", on("2026-03-16"))
    assert due("bel ma 2 april", EVENING) == ("bel ma", on("2026-04-02"))
    assert due("", EVENING) is None
    assert due("   ", EVENING) is None


@pytest.mark.parametrize(
    ("said", "today", "day"),
    [
        ("10 januari", "2026-12-20", "2027-01-10"),
        ("20 december", "2026-01-05", "2026-12-20"),
        ("1 juni", "2026-11-30", "2026-06-01"),
        ("1 juni", "2026-12-01", "2026-06-01"),
        ("1 juni", "2026-12-02", "2027-06-01"),
        ("eind januari", "2026-12-20", "2027-01-31"),
        ("week 2", "2026-12-20", "2027-01-15"),
        ("vrijdag", "2026-03-13", "2026-03-20"),
        ("maandag", "2026-03-15", "2026-03-16"),
        ("volgende week maandag", "2026-03-15", "2026-03-16"),
        ("+1m", "2026-01-31", "2026-02-28"),
        ("volgende maand", "2026-12-31", "2027-01-31"),
        ("29 februari", "2028-01-01", "2028-02-29"),
    ],
)
def test_it_is_relative_to_the_day_of_the_session(said: str, today: str, day: str) -> None:
    assert due(f"zaal {said}", on(today)) == ("zaal", on(day))


def test_no_date_where_the_calendar_ends() -> None:
    assert due("zaal over 999 jaar", date(9500, 1, 1)) is None
    assert due("zaal 1 januari", date(9999, 12, 1)) is None
    assert due("zaal volgende week", date(9999, 12, 31)) is None


def test_in_a_field_of_a_form_a_day_can_be_shorter() -> None:
    assert day_of("1-4", EVENING) == on("2026-04-01")
    assert day_of(" 2  April ", EVENING) == on("2026-04-02")
    assert day_of("31-2", EVENING) is None
    assert day_of("vrijdag 2 april", EVENING) is None
    assert day_of("", EVENING) is None
    assert day_of("ooit", EVENING) is None


def test_a_field_takes_a_day_that_was_and_a_line_does_not() -> None:
    assert day_of("Yesterday", EVENING) == day_of("gisteren", EVENING) == on("2026-03-11")
    assert day_of("last Tuesday", EVENING) == day_of("afgelopen dinsdag", EVENING) == on("2026-03-10")
    assert day_of("last Thursday", EVENING) == on("2026-03-05")  # EVENING is a Thursday
    assert day_of("last week", EVENING) is None
    assert due("de bus van gisteren", EVENING) is None and due("brief last Tuesday", EVENING) is None


DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))


@given(DAYS, DAYS, st.sampled_from(("nl", "en")), st.sampled_from(("long", "full")))
def test_a_day_written_in_full_reads_back_whatever_today_is(day: date, today: date, code: str, form: str) -> None:
    written = language(code).day(day, form)  # type: ignore[arg-type]
    assert due(f"zaal {written}", today) == ("zaal", day)
    assert day_of(written, today) == day
    assert day_of(day.isoformat(), today) == day


@given(DAYS, st.integers(-180, 180), st.sampled_from(("nl", "en")), st.sampled_from(("short", "medium")))
def test_a_day_written_without_its_year_reads_back_in_that_year(day: date, away: int, code: str, form: str) -> None:
    today = day - timedelta(days=away)
    assume(today.year == day.year)
    written = language(code).day(day, form)  # type: ignore[arg-type]
    assert due(f"zaal {written}", today) == ("zaal", day)


@given(st.text(max_size=40), DAYS)
def test_any_text_has_a_date_or_has_none(text: str, today: date) -> None:
    found = due(text, today)
    assert found is None or text.startswith(found[0])
    day_of(text, today)


def test_the_first_date_of_a_session_costs_no_library() -> None:
    code = (
        "import sys, datetime; import procesregie.capture.grammar as g, procesregie.capture.dates as d;"
        "assert d.due('voor 2 april', datetime.date(2026, 3, 12));"
        "assert not [m for m in sys.modules if m.startswith('babel')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
