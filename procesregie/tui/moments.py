"""Asking for a moment: by its date, its session, words of its subject, or any name git has for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from textual import work
from textual.widgets import Input

from procesregie.history.moment import Moment
from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.language.trouble import Trouble
from procesregie.tui.days import Unread, read_day
from procesregie.tui.pick import Choice, Pick, matching
from procesregie.tui.text import assembled, line, muted
from procesregie.tui.then import mark_words, said_by, sign_of

LISTED = 1000
"""Moments one picks from at most; an older one is found by its date, its session or its commit."""


class PickMoment(Pick):
    """Asks for a moment; the answer is something ``find`` of the repository understands, or None.

    It is there at once, and has the moments to choose from as soon as git has listed them.
    """

    def __init__(self, title: str, today: date) -> None:
        super().__init__(title, (), hint=_("a date, a session, a word, a commit"))
        self._today = today

    def on_mount(self) -> None:
        super().on_mount()
        self._list()

    @work(group="moments")
    async def _list(self) -> None:
        try:
            moments = await self.app.read(self.app.desk.repository.timeline, LISTED)
        except Trouble as trouble:
            self.dismiss(None)
            self.app.tell_trouble(trouble)
            return
        self._choices = [moment_choice(moment) for moment in moments]
        self._show(self.query_one(Input).value)

    def choices(self, typed: str) -> Sequence[Choice]:
        found = matching(self._choices, typed)
        day = day_past(typed, self._today)
        if day is not None:
            what = _("{day}: the last moment up to then", day=spoken().day(day, "full"))
            return [Choice(day.isoformat(), line(what)), *found]
        if not found and typed.strip() and " " not in typed.strip():
            return [Choice(typed.strip(), assembled(line(typed.strip()), "  ", muted(_("as git knows it"))))]
        return found


def moment_choice(moment: Moment) -> Choice:
    """A moment as one picks it."""
    day = spoken().day(moment.date.date(), "long")
    text = assembled(
        muted(f"{sign_of(moment)} "), line(day), "  ", line(said_by(moment)), "  ", muted(mark_words(moment.mark))
    )
    return Choice(moment.sha, text, f"{moment.date.date().isoformat()} {moment.session} {moment.sha} {moment.author}")


def day_past(typed: str, today: date) -> date | None:
    """The day that was typed, when it is one: of those without a year the last that was."""
    try:
        day = read_day(typed, today)
    except Unread:
        return None
    if day is not None and day > today and not re.search(r"\d{4}", typed):
        with suppress(ValueError):  # 29 February
            return day.replace(year=day.year - 1)
    return day
