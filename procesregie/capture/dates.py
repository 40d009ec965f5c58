"""Dates as people say them at a table, in Dutch and English, day before month: a short grammar of our own.

A date counts only as the whole end of a line, after ``voor``, ``uiterlijk``, ``op``, ``by``, ``before``,
``on`` or nothing. What is not surely a date is text: abbreviations of weekdays by themselves, bare years and
numbers, ``zo snel mogelijk``, ``elke vrijdag``, ``na 2 april``, ``verslag van 2 april``.

What a phrase without a day means:

- a weekday is the next one; *volgende week vrijdag*, *volgende vrijdag* and *next Friday* are in next week;
- a week is due on its Friday, a month or year on its last day; *before* a week or month is on its first;
- *begin*, *half* and *eind* are the first, the middle and the last: of a month 1, 15 and its last day, of a
  week Monday, Wednesday and Friday;
- a day without a year is this year's, and next year's only when that is more than six months ago.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from procesregie.capture.names import folded
from procesregie.language import days


def due(text: str, on: date) -> tuple[str, date] | None:
    """The rest of `text` and the date it ends in, read on the day `on`; None when it does not end in one."""
    words = list(re.finditer(r"\S+", text))
    said = [folded(word.group()) for word in words]
    if not said:
        return None
    said[-1] = said[-1].rstrip(".,;!")
    for start in range(max(0, len(said) - _LONGEST), len(said)):
        found = _read(" ".join(said[start:]), on)
        if found is None:
            continue
        if found is _MISMATCH or _is_text_after(said[max(0, start - 2) : start]):
            return None
        return text[: words[start].start()].rstrip(" \t\u00a0,;"), found
    return None


def day_of(text: str, on: date) -> date | None:
    """The date `text` is as a whole, as typed in a field of a form, read on the day `on`; None when it is none."""
    said = " ".join(folded(text).split()).rstrip(".,;")
    said = re.sub(r"^(\d{1,2})[-.](\d{1,2})$", r"\1/\2", said)  # in a line a range or a version; in a date field a day
    found = _read(said, on) or _gone(said, on)
    return None if found is _MISMATCH else found


def _gone(said: str, on: date) -> date | None:
    """A day that was, which only a field asks for: *gisteren*, *last Tuesday*. In a line that is no due date."""
    if said in _GONE:
        return on - timedelta(days=_GONE[said])
    when, _, weekday = said.partition(" ")
    number = _calendar().weekdays.get(weekday) if when in ("last", "past", "vorige", "afgelopen") else None
    return None if number is None else on - timedelta(days=(on.weekday() - number - 1) % 7 + 1)


_GONE = {
    "gisteren": 1, "yesterday": 1, "eergisteren": 2, "day before yesterday": 2, "the day before yesterday": 2,
}  # fmt: skip
_LONGEST = 7
_MISMATCH = date.min
"""A weekday and a day that contradict each other: nobody knows which was meant."""

_PREPOSITIONS = """na vanaf sinds tot t/m van over per rond omstreeks circa tussen en of bij met vorige afgelopen laatste
    after from since till until to of about around between and or last past through"""
_NO_DEADLINE = "elke iedere elk ieder every each alle all de het een goede goeie deze the a niet not"
_TEXT_AFTER = frozenset(f"{_PREPOSITIONS} {_NO_DEADLINE}".split())
"""Words before a day that make it something else than a due date: another relation, a day that comes back, a denial."""
_OTHER_WEEKS = "elke iedere elk ieder every each wekelijks weekly maandelijks monthly vorige afgelopen last past"
_NOT_THAT_DAY = frozenset(_OTHER_WEEKS.split())
"""The same where one word stands between: *elke week op vrijdag*, *vorige week vrijdag*."""


def _is_text_after(before: list[str]) -> bool:
    """Whether the one or two words before a date make it something else than a due date."""
    return bool(before) and (before[-1] in _TEXT_AFTER or before[0] in _NOT_THAT_DAY)


@dataclass(frozen=True, slots=True)
class _Period:
    """A week, a month or a year: its first day, its middle and its last (for a week its last working day)."""

    first: date
    middle: date
    last: date


def _week(day: date) -> _Period:
    monday = day - timedelta(days=day.weekday())
    return _Period(monday, monday + timedelta(days=2), monday + timedelta(days=4))


def _month(year: int, month: int) -> _Period:
    return _Period(date(year, month, 1), date(year, month, 15), date(year, month, monthrange(year, month)[1]))


def _year(year: int) -> _Period:
    return _Period(date(year, 1, 1), date(year, 7, 1), date(year, 12, 31))


def _months_on(day: date, months: int) -> date:
    """The same day `months` later (or earlier), or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _near(on: date, month: int, day: int) -> date:
    """The day without a year: this year's, or next year's when that is more than six months ago."""
    this = date(on.year, month, day)
    return date(on.year + 1, month, day) if this < _months_on(on, -6) else this


_PARTS = {
    **dict.fromkeys(("begin", "begin van", "beginning of", "start of", "early"), "first"),
    **dict.fromkeys(("half", "medio", "midden", "mid", "mid-", "middle of"), "middle"),
    **dict.fromkeys(("eind", "einde", "eind van", "einde van", "end of", "end", "late"), "last"),
}
_COUNTS = {
    word: n
    for n, words in {
        1: "een a an one", 2: "twee two", 3: "drie three", 4: "vier four", 5: "vijf five", 6: "zes six",
        7: "zeven seven", 8: "acht eight", 9: "negen nine", 10: "tien ten", 12: "twaalf twelve", 14: "veertien fourteen",
    }.items()
    for word in words.split()
}  # fmt: skip
_UNITS = {
    **dict.fromkeys(("d", "dag", "dagen", "day", "days"), "day"),
    **dict.fromkeys(("w", "week", "weken", "weeks"), "week"),
    **dict.fromkeys(("m", "maand", "maanden", "month", "months"), "month"),
    **dict.fromkeys(("j", "y", "jaar", "year", "years"), "year"),
}
_DAYS = {
    "vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2, "day after tomorrow": 2,
    "the day after tomorrow": 2,
}  # fmt: skip


@dataclass(frozen=True)
class _Calendar:
    """Names of months and weekdays in both languages, without case, accents and full stops."""

    months: dict[str, int]
    weekdays: dict[str, int]
    weekdays_short: dict[str, int]


@cache
def _calendar() -> _Calendar:
    def numbered(*tables: Mapping[str, Sequence[str]], first: int) -> dict[str, int]:
        return {folded(name): n for names in tables for named in names.values() for n, name in enumerate(named, first)}

    return _Calendar(
        numbered(days.MONTHS, days.SHORT_MONTHS, first=1) | {"febr": 2, "sept": 9},
        numbered(days.WEEKDAYS, first=0),
        numbered(days.SHORT_WEEKDAYS, first=0),
    )


def _any(words: dict[str, int] | dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _ways() -> tuple[tuple[str, Callable[[re.Match[str], date], date | _Period]], ...]:
    """Each way to say a date, as a pattern, and how it is read."""
    calendar = _calendar()
    month = rf"(?P<month>{_any(calendar.months)})\.?"
    weekday = rf"(?P<weekday>{_any(calendar.weekdays)})"
    dated = rf"(?:(?P<weekday>{_any(calendar.weekdays)}|{_any(calendar.weekdays_short)})\.?,? )?(?:the )?"
    year = r"(?:,? (?P<year>\d{4}))?"
    part = rf"(?:(?:the |het )?(?P<part>{_any(_PARTS)})[ ]?)"
    count = rf"(?P<count>\d{{1,3}}|{_any(_COUNTS)})"
    unit = rf"(?P<unit>{_any(_UNITS)})"
    week_next = r"(?P<next>volgende week|next week)"
    ways: tuple[tuple[str, Callable[[re.Match[str], date], date | _Period]], ...] = (
        (rf"{dated}(?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th|\.)?(?: of)? {month}{year}", _day_and_month),
        (rf"{dated}{month} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?{year}", _day_and_month),
        (
            rf"{dated}(?P<day>\d{{1,2}})(?P<dash>[-/.])(?P<month>\d{{1,2}})(?P=dash)(?P<year>\d{{4}}|\d\d)",
            _day_and_month,
        ),
        (rf"{dated}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})", _day_and_month),
        (rf"{dated}(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)", _day_and_month),
        (rf"(?:(?:komende|aanstaande|deze|a\.?s\.?|this|coming) )?{weekday}(?: a\.?s)?", _weekday),
        (rf"(?:(?P<next>volgende|next) {weekday})", _weekday),
        (rf"(?:{week_next}(?: op| on)? {weekday})", _weekday),
        (rf"(?:{weekday} {week_next})", _weekday),
        (r"(?:in )?(?:week|wk) (?P<week>\d{1,2})(?: (?P<year>\d{4}))?", _week_number),
        (rf"{part}{month}{year}", _part_of_month),
        (rf"{part}(?P<year>\d{{4}})", _part_of_year),
        (
            rf"{part}?(?:(?P<this>deze|dit|this|de|het|the) |(?P<next>volgende|volgend|next) )?"
            r"(?P<unit>week|maand|month|jaar|year)",
            _this_or_next,
        ),
        (rf"\+(?P<count>\d{{1,3}}) ?{unit}", _from_now),
        (rf"(?:over|in|binnen|within) {count} {unit}", _from_now),
        (rf"(?P<word>{_any(_DAYS)})", lambda match, on: on + timedelta(days=_DAYS[match["word"]])),
    )
    return ways


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first tried: most sessions say a date in one or two ways."""
    return re.compile(pattern)


@cache
def _words() -> frozenset[str]:
    """Every word a date can be said with: a phrase with another word in it is none, and no pattern need be tried."""
    return frozenset(re.findall(r"[a-z]+", " ".join(pattern for pattern, _ in _ways()) + _PREPOSITION.pattern))


def _may_be(phrase: str) -> bool:
    return _words().issuperset(re.findall(r"[^\W\d_]+", phrase))


_PREPOSITION = re.compile(r"(?:(?P<before>(?:uiterlijk )?voor|before)|uiterlijk(?: op)?|op|by|on) ")


def _read(said: str, on: date) -> date | None:
    """The date of a folded phrase, its preposition included; None when it is none, `_MISMATCH` when it contradicts itself."""
    preposition = _PREPOSITION.match(said)
    phrase = said[preposition.end() :] if preposition else said
    if not _may_be(phrase):
        return None
    for pattern, read in _ways():
        match = _compiled(pattern).fullmatch(phrase)
        if match is None:
            continue
        try:
            found = read(match, on)
        except (ValueError, OverflowError):  # 31 February, week 60
            return None
        if isinstance(found, date):
            return found
        return found.first if preposition and preposition["before"] else found.last
    return None


def _day_and_month(match: re.Match[str], on: date) -> date:
    calendar = _calendar()
    month = int(match["month"]) if match["month"].isdigit() else calendar.months[match["month"]]
    given = match.groupdict().get("year")
    if given:
        found = date(int(given) if len(given) == 4 else 2000 + int(given), month, int(match["day"]))
    else:
        found = _near(on, month, int(match["day"]))
    weekday = match["weekday"]
    if weekday in calendar.weekdays and calendar.weekdays[weekday] != found.weekday():
        return _MISMATCH
    if weekday in calendar.weekdays_short and calendar.weekdays_short[weekday] != found.weekday():
        raise ValueError("that word is no weekday here")  # "bel ma 2 april": the day counts without it
    return found


def _weekday(match: re.Match[str], on: date) -> date:
    weekday = _calendar().weekdays[match["weekday"]]
    if match.groupdict().get("next"):
        return _week(on).first + timedelta(days=7 + weekday)
    return on + timedelta(days=(weekday - on.weekday() - 1) % 7 + 1)


def _week_number(match: re.Match[str], on: date) -> _Period:
    number = int(match["week"])
    if match["year"]:
        return _week(date.fromisocalendar(int(match["year"]), number, 1))
    year = on.isocalendar().year
    this = date.fromisocalendar(year, number, 1)
    return _week(date.fromisocalendar(year + 1, number, 1) if this < _months_on(on, -6) else this)


def _part_of(period: _Period, part: str) -> date:
    found = getattr(period, _PARTS[part])
    assert isinstance(found, date)
    return found


def _part_of_month(match: re.Match[str], on: date) -> date:
    month = _calendar().months[match["month"]]
    year = int(match["year"]) if match["year"] else on.year
    found = _part_of(_month(year, month), match["part"])
    if not match["year"] and found < _months_on(on, -6):
        return _part_of(_month(year + 1, month), match["part"])
    return found


def _part_of_year(match: re.Match[str], on: date) -> date:
    return _part_of(_year(int(match["year"])), match["part"])


def _this_or_next(match: re.Match[str], on: date) -> date | _Period:
    """``volgende week``, ``eind deze maand``, ``end of the year``; ``de week`` by itself is text."""
    unit, part, later = _UNITS[match["unit"]], match["part"], int(bool(match["next"]))
    if not part and match["this"] in (None, "de", "het", "the") and not later:
        raise ValueError("no date")
    if part and not match["this"] and not later and match["unit"] in ("week", "jaar", "maand"):
        raise ValueError("no date")  # "half jaar"
    period = {
        "week": lambda: _week(on + timedelta(weeks=later)),
        "month": lambda: _month(_months_on(on, later).year, _months_on(on, later).month),
        "year": lambda: _year(on.year + later),
    }[unit]()
    return _part_of(period, part) if part else period


def _from_now(match: re.Match[str], on: date) -> date:
    count = int(match["count"]) if match["count"].isdigit() else _COUNTS[match["count"]]
    unit = _UNITS[match["unit"]]
    if unit in ("month", "year"):
        return _months_on(on, count * (12 if unit == "year" else 1))
    return on + timedelta(days=count * (7 if unit == "week" else 1))
