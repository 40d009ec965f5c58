"""Names of months and days, so that a date on the first screen costs no library. A test holds them to Babel's."""

from __future__ import annotations

from datetime import date
from typing import Literal

DayForm = Literal["short", "medium", "dated", "long", "full"]

MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
SHORT_MONTHS = {
    "nl": ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
SHORT_WEEKDAYS = {
    "nl": ["ma", "di", "wo", "do", "vr", "za", "zo"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
WEEKDAYS = {
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def said(on: date, form: DayForm, code: str) -> str:
    """`on` in the language `code`: short ``12 mrt``, medium ``do 12 mrt``, dated ``12 mrt 2026``, long ``12 maart 2026``,
    full ``do 12 maart 2026``."""
    months = MONTHS if form in ("long", "full") else SHORT_MONTHS
    words = [str(on.day), months[code][on.month - 1]]
    if form in ("medium", "full"):
        words.insert(0, SHORT_WEEKDAYS[code][on.weekday()])
    if form in ("dated", "long", "full"):
        words.append(str(on.year))
    return " ".join(words)
