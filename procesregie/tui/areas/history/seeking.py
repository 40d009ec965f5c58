"""Looking through all of history: what was said, decided and changed, in every commit, whatever stands there now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from procesregie.language import say as _
from procesregie.language import say_many
from procesregie.language.trouble import Trouble
from procesregie.tui.areas.history.cards import moment_blocks
from procesregie.tui.layout import Card

if TYPE_CHECKING:
    from textual.worker import Worker

    from procesregie.history.moment import Moment
    from procesregie.history.story import Chapter
    from procesregie.tui.areas.history import History
    from procesregie.tui.frame import Frame


class Seeking:
    """What is looked for, and the moments in which it was found."""

    def __init__(self) -> None:
        self.text = ""
        """What is looked for; empty when nothing is."""
        self.moments: list[Moment] = []
        """Those in which it was found, latest first."""
        self._chapters: dict[str, Chapter] = {}
        self._work: Worker[None] | None = None
        self._busy = False

    @property
    def said(self) -> str:
        """What is going on, above the list."""
        if self._busy:
            return _("Looking for “{text}” …  Esc stops", text=self.text)
        number = say_many("{n} moment", "{n} moments", len(self.moments))
        return _("“{text}”: {number}", text=self.text, number=number)

    @property
    def nothing(self) -> str:
        """What is said while there are no rows."""
        if self._busy:
            return self.said
        return _("“{text}” was never said, decided or changed. Esc shows every moment.", text=self.text)

    def begin(self, frame: Frame, area: History, text: str) -> None:
        """Looks for `text`; what was looked for before is given up."""
        self.end()
        self.text, self._busy = text, True
        words = text.lower().split()
        self.moments = [one for one in area.moments if all(word in _there(one) for word in words)]
        frame.fill()
        self._work = frame.run_worker(self._look(frame, area, text), group="seeking", exclusive=True)

    def end(self) -> None:
        """Looks for nothing any more."""
        if self._work is not None:
            self._work.cancel()
        self.text, self.moments, self._chapters, self._busy, self._work = "", [], {}, False, None

    def card(self, sha: str) -> Card | None:
        """What was found in the commit `sha`; None when only its message has the words."""
        from procesregie.tui.chapters import chapter_blocks

        chapter = self._chapters.get(sha)
        return Card([*moment_blocks(chapter.moment), *chapter_blocks(chapter)]) if chapter else None

    async def _look(self, frame: Frame, area: History, text: str) -> None:
        repository = frame.app.desk.repository.beside()
        try:
            found = await frame.app.read(repository.search, text)
        except asyncio.CancelledError:  # left with Esc, or the program ends: git need not look on
            repository.stop()
            raise
        except Trouble as trouble:
            self.end()
            frame.fill()
            frame.show_trouble(trouble)
            return
        self._busy = False
        self._chapters = {chapter.moment.sha: chapter for chapter in found}
        both = {one.sha: one for one in (*self.moments, *(chapter.moment for chapter in found))}
        area.know(both.values())
        self.moments = sorted(both.values(), key=lambda one: one.date, reverse=True)
        if frame.area is area:
            frame.fill()


def _there(moment: Moment) -> str:
    return f"{moment.message} {moment.author}".lower()
