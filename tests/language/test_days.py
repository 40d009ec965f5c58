from datetime import date, timedelta

import pytest
from babel.dates import format_date, get_day_names

from procesregie.language import Language, language
from procesregie.language.days import WEEKDAYS, DayForm

PATTERNS: dict[DayForm, str] = {
    "short": "d MMM",
    "medium": "EEE d MMM",
    "dated": "d MMM y",
    "long": "d MMMM y",
    "full": "EEE d MMMM y",
}


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("form", list(PATTERNS))
def test_every_day_of_a_year_reads_as_babel_has_it(code: str, form: DayForm) -> None:
    day = date(2026, 1, 1)
    while day.year == 2026:
        wanted = format_date(day, PATTERNS[form], locale=code).replace(".", "")
        assert Language(code).day(day, form) == wanted
        day += timedelta(days=1)


@pytest.mark.parametrize("code", ["nl", "en"])
def test_the_days_of_the_week_are_babels(code: str) -> None:
    assert WEEKDAYS[code] == [get_day_names("wide", locale=code)[n] for n in range(7)]


def test_a_day_says_its_year_where_that_is_not_this_one() -> None:
    today, dutch = date(2026, 3, 12), language("nl")
    assert (dutch.near(date(2026, 3, 1), today), dutch.near(date(2025, 3, 1), today)) == ("1 mrt", "1 mrt 2025")
    assert dutch.near(date(2025, 3, 1), today, "medium") == "za 1 mrt 2025"
    leads = [
        dutch.lead(date(2026, 3, 1), today),
        dutch.lead(date(2025, 12, 18), today),
        dutch.lead(date(2027, 1, 4), today),
    ]
    assert leads == [" 1 mrt", "18 dec 2025", " 4 jan 2027"] and dutch.lead(date(2020, 3, 1)) == " 1 mrt"
