"""History: every commit of the process, and beside it what it changed, in words.

The timeline is read a page at a time, and a commit's changes when the cursor is on it; both come from git, off
the event loop. What is kept here is what git answered, which never changes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING

from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, Entry, Later, Row, View
from procesregie.tui.areas.area import Heading as GroupHeading
from procesregie.tui.areas.history.cards import Shown, compared_card, moment_card
from procesregie.tui.areas.history.seeking import Seeking
from procesregie.tui.layout import Card, Title
from procesregie.tui.text import ACCENT, assembled, joined, line, muted
from procesregie.tui.then import mark_words, said_by, sign_of
from procesregie.tui.told import words_blocks

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment
    from procesregie.history.repository import Repository
    from procesregie.history.wanted import Reading, Wanted
    from procesregie.tui.areas.history.choosing import Choice
    from procesregie.tui.frame import Frame

PAGE = 200
"""Commits read at a time."""
BLINK = 0.1
"""Seconds the first page may take before it is said that it is being read; sooner, that would only flash by."""
MORE = "more"
NOW = "now"


class History(Area):
    name = N_("History")
    empty = N_("No commits yet. The first session you close is the first moment here.")
    help = N_(
        "Every moment of the process, newest first: {draft} a draft, {decision} a decision, {hand} a "
        "change made by hand. Beside it is what changed, in words. Enter shows the minutes, d the change "
        "as it is in the files. w marks a moment to compare all others with, f shows only some of them, t"
        " shows everything as it was then. / and Enter search everything that was said, decided and "
        "changed."
    )
    keys = reads = frozenset({"as_files", "base", "narrow"})
    ends = frozenset()
    walks = True

    def __init__(self) -> None:
        super().__init__()
        self.reading: Reading | None = None
        self.only: tuple[Choice, ...] = ()
        """What the timeline is narrowed to."""
        self.base: Moment | None = None
        """The moment that every other is compared with."""
        self.shown: Shown = "words"
        self.seeking = Seeking()
        self._cards: dict[tuple[str, str, Shown, str], Card] = {}
        self._known: dict[str, Moment] = {}
        self._one_at_a_time = Lock()

    @property
    def moments(self) -> list[Moment]:
        """What was read of the timeline."""
        return self.reading.moments if self.reading else []

    # -- reading

    def read(self, repository: Repository, *, afresh: bool = False) -> bool:
        """Reads the next page of the timeline, or the first one `afresh`; whether there is anything new. Blocks on git."""
        with self._one_at_a_time:
            return self._read(repository, afresh)

    def _read(self, repository: Repository, afresh: bool) -> bool:
        reading = self.reading
        if reading is None or afresh:
            fresh = repository.reading(self._wanted())
            if reading is not None and (fresh.until, fresh.wanted) == (reading.until, reading.wanted):
                return False
            found = fresh.more(max(PAGE, len(self.moments) if reading and fresh.wanted == reading.wanted else 0))
            self.reading = fresh
        else:
            found = [] if reading.all_read else reading.more(PAGE)
        self.know(found)
        return bool(found) or afresh

    def _wanted(self) -> Wanted:
        from procesregie.history.wanted import Wanted

        if not self.only:
            return Wanted()
        from procesregie.tui.areas.history.choosing import wanted

        return wanted(self.only)

    def know(self, moments: Iterable[Moment]) -> None:
        """These moments are on the list, or have been."""
        self._known |= {moment.sha: moment for moment in moments}

    def came(self, frame: Frame) -> None:
        self._look(frame, afresh=True)

    def reached(self, frame: Frame, key: str) -> None:
        if key == MORE:
            self._look(frame)

    def _look(self, frame: Frame, *, afresh: bool = False, to: str = "") -> None:
        frame.run_worker(self._looking(frame, afresh, to), group="history")

    async def _looking(self, frame: Frame, afresh: bool, to: str) -> None:
        repository = self._repository(frame)
        if repository is None:
            return
        try:
            before = len(self.moments)
            page = asyncio.ensure_future(frame.app.read(self.read, repository, afresh=afresh))
            if self.reading is None:
                with frame.app.batch_update():
                    await asyncio.wait([page], timeout=BLINK)
            new = await page
            while to and not self._lists(to) and self.reading and not self.reading.all_read:
                new = await frame.app.read(self.read, repository) or new
        except Trouble as trouble:
            frame.show_trouble(trouble)
            return
        if (new or to) and frame.area is self:
            further = self.moments[before:] if not afresh and self.place == MORE else []
            frame.fill(to or (further[0].sha if further else ""))

    def _lists(self, sha: str) -> bool:
        return any(moment.sha == sha for moment in self.moments)

    def _repository(self, frame: Frame) -> Repository | None:
        """The process in git: the timeline needs no record, and does not wait until they are read."""
        from procesregie.history.repository import Repository

        view = frame.app.view
        if view.desk is not None:
            return view.desk.repository
        return Repository(view.seen.root) if view.seen is not None else None

    def show(self, frame: Frame, sha: str) -> None:
        """Puts the cursor on the commit `sha`, however far back it is."""
        self.seeking.end()
        self.only, self.filter, self.place = (), "", sha
        self._look(frame, afresh=True, to=sha)

    # -- keys

    def moment(self, key: str) -> str:
        return key if key in self._known else ""

    def enter(self, frame: Frame, entry: Entry) -> None:
        if entry.key in self._known and self.base is None:
            self.shown = "minutes"
            frame.show_detail()
        frame.go_inside()

    def sought(self, frame: Frame, text: str) -> None:
        self.filter = ""
        frame.close_filter()
        self.seeking.begin(frame, self, text)

    def back(self, frame: Frame, inside: bool) -> bool:
        if self.shown != "words":
            self.shown = "words"
            frame.show_detail()
            return not inside
        if inside:
            return False
        if self.seeking.text:
            self.seeking.end()
            frame.fill()
            return True
        if self.base is not None:
            self.compare(frame, None)
            return True
        if self.only:
            self.narrow(frame, ())
            return True
        return False

    def do(self, frame: Frame, action: str) -> None:
        entry = frame.entry
        if action == "as_files":
            self.shown = "words" if self.shown == "toml" else "toml"
            frame.show_detail()
        elif action == "narrow":
            from procesregie.tui.areas.history.choosing import ask

            ask(frame, self)
        elif entry is not None:
            here = self._known.get(entry.key)
            self.compare(frame, None if here == self.base else here)

    def allows(self, frame: Frame, action: str) -> bool | None:
        entry = frame.entry
        if action == "base" and self.base is None:
            return True if entry is not None and entry.key in self._known else None
        return True

    def compare(self, frame: Frame, base: Moment | None) -> None:
        """Compares every row with `base` from now on, or (None) with the one before it again."""
        self.base = base
        if base is not None:
            self._known[base.sha] = base
        self.shown = "words"
        frame.fill()

    def narrow(self, frame: Frame, chosen: tuple[Choice, ...]) -> None:
        """Shows only the moments that are `chosen`."""
        self.only = chosen
        self._look(frame, afresh=True)

    # -- the list

    def nothing(self, view: View) -> str:
        if self.seeking.text:
            return self.seeking.nothing
        if self.only:
            return _("There is no moment like that. Esc shows them all.")
        return _(self.empty) if view.whole else _("Reading …")

    def entries(self, view: View) -> Iterator[Row]:
        if self.seeking.text:
            yield GroupHeading(self.seeking.said)
            yield from by_year(self.seeking.moments, lambda one: moment_entry(one, *self._marked(view, one.sha)))
            return
        if self.only:
            yield GroupHeading(_("Only: {what}", what=" · ".join(choice.said for choice in self.only)))
        if self._shows_now(view):
            changes = muted(str(view.since.changes)) if view.since and view.since.changes else muted("")
            sign = line(f"{'  ' if self.base else ''}{signs.NOW} ", ACCENT)
            yield Entry(NOW, assembled(sign, line(_("not committed yet")), "  ", changes))
        month = ""
        for moment in self.moments:
            if moment.when[:7] != month:
                month = moment.when[:7]
                yield GroupHeading(spoken().day(moment.date.date(), "long").split(" ", 1)[1])
            yield moment_entry(moment, *self._marked(view, moment.sha))
        if self.moments and self.reading and not self.reading.all_read:
            yield Entry(MORE, muted(_("… earlier moments")))
        elif self.moments and self.reading and self.reading.cut_off:
            yield GroupHeading(_("This copy of the history begins here."))

    def _shows_now(self, view: View) -> bool:
        return not self.only and view.then is None and view.since is not None and view.since.changes > 0

    def _marked(self, view: View, sha: str) -> tuple[str, str]:
        """What stands before a row, and the word for it. Other rows keep in line with it."""
        if view.then is not None and view.then.sha == sha:
            return (f"{signs.NOW} ", _("here"))
        if self.base is not None and self.base.sha == sha:
            return (f"{signs.BASE} ", _("base"))
        return ("  ", "") if view.then or self.base else ("", "")

    # -- the card

    def detail(self, view: View, key: str) -> Card | Later:
        desk, base, shown = view.desk, self.base, self.shown
        moment = self._known.get(key)
        if desk is None or (moment is None and key != NOW):
            return Card()
        if key == NOW:
            if base is not None:
                return lambda: compared_card(desk, base, None, shown)
            groups = view.since.groups if view.since else ()
            return lambda: Card([Title(line(_("Not committed yet"))), *words_blocks(groups)])
        if self.seeking.text and base is None and shown == "words" and (found := self.seeking.card(key)):
            return found
        known = self._cards.get((key, base.sha if base else "", shown, spoken().code))
        return known or (lambda: self._read_card(desk, base, moment, shown))

    def _read_card(self, desk: Desk, base: Moment | None, moment: Moment | None, shown: Shown) -> Card:
        assert moment is not None
        other = base is not None and base != moment
        card = compared_card(desk, base, moment, shown) if base and other else moment_card(desk, moment, shown)
        self._cards[(moment.sha, base.sha if base else "", shown, spoken().code)] = card
        return card


def by_year(moments: Iterable[Moment], entry: Callable[[Moment], Entry]) -> Iterator[Row]:
    """The rows of `moments`, under their years."""
    for year, found in groupby(moments, key=lambda one: one.date.year):
        yield GroupHeading(str(year))
        yield from map(entry, found)


def moment_entry(moment: Moment, before: str = "", word: str = "") -> Entry:
    """The row of a commit, with a sign before it and the word for that sign."""
    when = spoken().lead(moment.date.date())
    said = joined([line(word, ACCENT), line(said_by(moment))]) if word else line(said_by(moment))
    parts = (muted(f"{sign_of(moment)} {when}  "), said, muted(f"  {mark_words(moment.mark)}"))
    text = assembled(line(before, ACCENT), *parts) if before else assembled(*parts)
    return Entry(moment.sha, text, "", f"{moment.sha} {moment.author} {moment.message}")
