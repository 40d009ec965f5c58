"""History: every commit of the process, and beside it what it changed, in words.

The timeline is read a page at a time, and a commit's changes when the cursor is on it; both come from git, off
the event loop. What is kept here is what git answered, which never changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, Entry, Later, Row, View
from procesregie.tui.areas.area import Heading as GroupHeading
from procesregie.tui.layout import Block, Card, Pairs, Paragraph, Title
from procesregie.tui.text import ACCENT, assembled, joined, line, muted, plain
from procesregie.tui.then import mark_words, said_by, sign_of
from procesregie.tui.told import words_blocks

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment
    from procesregie.tui.frame import Frame

PAGE = 200
"""Commits read at a time."""
MORE = "more"
NOW = "now"
Shown = Literal["words", "toml", "minutes"]


class History(Area):
    name = N_("History")
    empty = N_("No commits yet. The first session you close is the first moment here.")
    help = N_(
        "Every moment of the process, newest first: {draft} a draft, {decision} a decision, {hand} a change made by "
        "hand. Beside it stands what changed, in words. Enter shows the minutes, d the change as it stands in the files."
    )
    keys = frozenset({"as_files"})
    ends = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[Moment] = []
        self.all_read = False
        self.shown: Shown = "words"
        self._cards: dict[tuple[str, Shown, str], Card] = {}

    # -- reading

    def read(self, desk: Desk, *, afresh: bool = False) -> bool:
        """Reads the next page of the timeline, or the first one `afresh`; whether there is anything new. Blocks on git."""
        if afresh:
            newest = desk.timeline(PAGE, 0)
            if self.moments and newest and newest[0].sha == self.moments[0].sha:
                return False
            self.moments, self.all_read = newest, len(newest) < PAGE
            return True
        if self.all_read:
            return False
        page = desk.timeline(PAGE, len(self.moments))
        self.moments = [*self.moments, *page]
        self.all_read = len(page) < PAGE
        return bool(page)

    def came(self, frame: Frame) -> None:
        self._look(frame, afresh=True)

    def reached(self, frame: Frame, key: str) -> None:
        if key == MORE:
            self._look(frame)

    def _look(self, frame: Frame, *, afresh: bool = False) -> None:
        frame.run_worker(self._reading(frame, afresh), group="history")

    async def _reading(self, frame: Frame, afresh: bool) -> None:
        desk = frame.app.view.desk
        if desk is None:
            return
        try:
            new = await frame.app.read(self.read, desk, afresh=afresh)
        except Trouble as trouble:
            frame.show_trouble(trouble)
            return
        if new and frame.area is self:
            frame.fill()

    # -- keys

    def moment(self, key: str) -> str:
        return key if any(moment.sha == key for moment in self.moments) else ""

    def enter(self, frame: Frame, entry: Entry) -> None:
        self.shown = "minutes"
        frame.show_detail()
        frame.go_inside()

    def back(self, frame: Frame) -> None:
        if self.shown != "words":
            self.shown = "words"
            frame.show_detail()

    def do(self, frame: Frame, action: str) -> None:
        self.turn("toml")
        frame.show_detail()

    # -- the list

    def entries(self, view: View) -> Iterator[Row]:
        if view.since and view.since.changes:
            yield Entry(
                NOW,
                assembled(
                    line(f"{signs.NOW} ", ACCENT), line(_("not committed yet")), "  ", muted(str(view.since.changes))
                ),
            )
        month = ""
        for moment in self.moments:
            heading = spoken().day(moment.date.date(), "long").split(" ", 1)[1]
            if heading != month:
                month = heading
                yield GroupHeading(heading)
            yield moment_entry(moment, *self._marked(view, moment.sha))
        if self.moments and not self.all_read:
            yield Entry(MORE, muted(_("… earlier moments")))

    def _marked(self, view: View, sha: str) -> tuple[str, str]:
        """What stands before a row, and the word for it: the moment that is shown. Other rows keep in line with it."""
        if view.then is None:
            return ("", "")
        return (f"{signs.NOW} ", _("here")) if view.then.sha == sha else ("  ", "")

    # -- the card

    def detail(self, view: View, key: str) -> Card | Later:
        desk = view.desk
        if desk is None or key == MORE:
            return Card()
        if key == NOW:
            groups = view.since.groups if view.since else ()
            return lambda: Card([Title(line(_("Not committed yet"))), *words_blocks(groups)])
        moment = next((m for m in self.moments if m.sha == key), None)
        if moment is None:
            return Card()
        known = self._cards.get((key, self.shown, spoken().code))
        return known or (lambda: self._read_card(desk, moment))

    def _read_card(self, desk: Desk, moment: Moment) -> Card:
        shown = self.shown
        blocks: list[Block]
        if shown == "toml":
            blocks = [Paragraph(plain(patch_of(desk, moment)))]
        elif shown == "minutes":
            blocks = minutes_blocks(desk, moment)
        else:
            blocks = words_blocks(desk.changes_of(moment.sha, spoken()))
        card = Card([*moment_blocks(moment), *blocks])
        self._cards[(moment.sha, shown, spoken().code)] = card
        return card

    def turn(self, shown: Shown) -> None:
        """Shows `shown` beside the list; the words again when that was shown already."""
        self.shown = "words" if self.shown == shown else shown


def moment_entry(moment: Moment, before: str = "", word: str = "") -> Entry:
    """The row of a commit, with a sign before it and the word for that sign."""
    when = spoken().day(moment.date.date(), "short").rjust(6)
    said = joined([line(word, ACCENT), line(said_by(moment))])
    text = assembled(
        line(before, ACCENT), muted(f"{sign_of(moment)} {when}  "), said, "  ", muted(mark_words(moment.mark))
    )
    return Entry(moment.sha, text, "", f"{moment.sha} {moment.author} {moment.message}")


def moment_blocks(moment: Moment) -> list[Block]:
    """What a commit is, above whatever is shown of it."""
    sign = sign_of(moment)
    lang = spoken()
    below = joined(
        [
            muted(f"{sign} {mark_words(moment.mark)}"),
            muted(f"{lang.day(moment.date.date(), 'full')} {moment.date:%H:%M}"),
            muted(moment.author),
            muted(moment.sha[:8]),
        ]
    )
    return [Title(line(said_by(moment)), below)]


def minutes_blocks(desk: Desk, moment: Moment) -> list[Block]:
    """The minutes a commit carries; for one that carries none, its message."""
    found: list[Block] = []
    minutes = minutes_of(desk, moment)
    if minutes:
        found.append(Paragraph(plain(minutes), _("Minutes")))
    else:
        found.append(Paragraph(plain(moment.body or _("This commit says nothing more.")), _("Message")))
    if moment.decisions:
        found.append(Pairs(((_("Decisions"), line(", ".join(moment.decisions))),)))
    return found


def patch_of(desk: Desk, moment: Moment) -> str:
    """The change of a commit as it stands in the files of the process. Blocks on git."""
    out = desk.repository.git.read("show", "--no-color", "--format=", "--no-ext-diff", moment.sha, "--", ".")
    return out.decode("utf-8", "replace").strip()


def minutes_of(desk: Desk, moment: Moment) -> str:
    """The minutes as they were committed with `moment`; empty when it carries none. Blocks on git."""
    if not moment.session:
        return ""
    answer = desk.repository.git.ask("show", f"{moment.sha}:./sessions/{moment.session}/minutes.md")
    return "" if answer.status else answer.out.decode("utf-8", "replace").strip()
