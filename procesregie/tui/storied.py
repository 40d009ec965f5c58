"""The story of one record: the moments that changed it, and beside each what it changed, in sentences.

``l`` widens it to wherever else the record is named: what was said by it and about it, positions, steps, roles.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static

from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.grouptext import is_text
from procesregie.tui import signs
from procesregie.tui.areas.area import Entry, Row
from procesregie.tui.areas.history import by_year, moment_entry
from procesregie.tui.areas.history.cards import moment_blocks
from procesregie.tui.bars import KeyBar
from procesregie.tui.chapters import chapter_blocks
from procesregie.tui.layout import Block, Card, CardView, Heading, Title
from procesregie.tui.lists import RecordList
from procesregie.tui.sheet import Sheet
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted
from procesregie.tui.then import said_by, sign_of

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.history.story import Chapter
    from procesregie.insight.converge import Converging
    from procesregie.tui.frame import Frame

WHOLE = "whole"


class StoryScreen(Sheet[None]):
    """The life of the record, person or text at `address`, called `name`."""

    only_reads = True
    HELP = N_(
        "What became of one record, moment by moment, the newest first; the first row tells all of it "
        "from the beginning. Enter goes to that moment in the timeline, t shows everything as it was "
        "then, r brings back what was here, l also shows where others mention it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "widen", N_("wherever it is mentioned"), id="widen"),
        Binding("t", "then", N_("as it stood"), id="then", tooltip=N_("shows everything as it was at this moment, to read only")),
        Binding("r", "bring_back", N_("bring back"), id="bring_back", tooltip=N_("brings back what was here then, as an edit of now: all of it, or one field")),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("right,tab", "inside", N_("read"), id="inside", show=False),
        Binding("escape,b,q", "back", N_("back"), id="back", key_display="esc"),
    ]  # fmt: skip

    def __init__(self, address: str, name: str) -> None:
        super().__init__()
        self.address, self.called = address, name
        self.chapters: list[Chapter] = []
        self.text: Converging | None = None
        """Of a text, its versions."""
        self._read = False
        self._wide = address.startswith("table/")  # a party is what it says and stands for, more than its own card
        self.help_title = name

    def compose(self) -> ComposeResult:
        yield Static(id="story-title")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield RecordList(self._moved, id="list")
            yield CardView(id="detail")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#list").focus()
        self.read()

    # -- reading

    @work(group="story", exclusive=True)
    async def read(self) -> None:
        """Reads the story out of git."""
        desk, wide = self.app.desk, self._wide
        self._head(_("Reading …"))
        try:
            self.chapters = await self.app.read(lambda: desk.repository.story(self.address, mentions=wide))
            self.text = await self.app.read(text_of, desk, self.address)
        except (Trouble, ValueError) as trouble:
            self._show(Card.of_text(str(trouble)))
            return
        self._read = True
        number = len(self.chapters)
        count = say_many("{n} moment", "{n} moments", number)
        self._head(f"{count} · {_('wherever it is mentioned')}" if wide else count)
        self.query_one(RecordList).show_rows(self._rows())
        self._show_row()
        self.refresh_bindings()

    def _head(self, beside: str) -> None:
        said = joined([line(_("Story of {name}", name=self.called), STRONG), muted(beside)], "   ")
        self.query_one("#story-title", Static).update(said)

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        if len(self.chapters) > 1:
            whole = assembled(line(f"{signs.NOW} ", ACCENT), line(_("from the beginning to now")))
            rows.append(Entry(WHOLE, whole))
        return [*rows, *by_year((chapter.moment for chapter in self.chapters), moment_entry)]

    @property
    def chapter(self) -> Chapter | None:
        """The chapter the cursor is on."""
        entry = self.query_one(RecordList).entry
        return next((one for one in self.chapters if entry and one.moment.sha == entry.key), None)

    # -- showing

    def _moved(self) -> None:
        self._show_row()
        self.refresh_bindings()

    def _show_row(self) -> None:
        if not self._read:
            return
        self.set_class(not self.chapters, "-nothing")
        chapter = self.chapter
        if chapter is not None:
            self._show(Card([*moment_blocks(chapter.moment), *self._blocks(chapter)]))
        elif self.chapters:
            self._show(Card(self._whole()))
        else:
            self._show(Card.of_text(_("Nothing of this has been committed yet.")))

    def _show(self, card: Card) -> None:
        self.query_one(CardView).show(card)

    def _whole(self) -> list[Block]:
        blocks: list[Block] = [Title(line(self.called))]
        if self.text is not None:
            from procesregie.tui.converged import converging_blocks

            blocks += converging_blocks(self.text, self.app.view.today)
        for chapter in reversed(self.chapters):
            moment = chapter.moment
            day = spoken().day(moment.date.date(), "long")
            blocks.append(Heading(f"{sign_of(moment)} {day}  {said_by(moment)}"))
            blocks += self._blocks(chapter)
        return blocks

    def _blocks(self, chapter: Chapter) -> list[Block]:
        versions = self.text.versions if self.text else ()
        version = next((one for one in versions if one.moment.sha == chapter.moment.sha), None)
        if version is None:
            return chapter_blocks(chapter, self.address)
        from procesregie.tui.converged import version_blocks

        return list(version_blocks(version))

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for a moment need one."""
        if action == "widen":
            return self.address != "process" and not is_text(self.address)
        if action in ("then", "bring_back"):
            person = self.address.count("/") == 2
            return True if self.chapter is not None and not (action == "bring_back" and person) else None
        return True

    def action_widen(self) -> None:
        """Where others name it as well; or only itself again."""
        self._wide = not self._wide
        self.read()

    def action_inside(self) -> None:
        """Into the sentences, and back to the list."""
        if self.query_one("#list").has_focus:
            self.add_class("-inside")
            self.query_one("#detail").focus()
        else:
            self.action_back()

    def action_scroll(self, by: int) -> None:
        """A line of the sentences up or down."""
        self.query_one("#detail").scroll_relative(y=by, animate=False)

    @on(OptionList.OptionSelected, "#list")
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        chapter = self.chapter
        if chapter is None:
            self.action_inside()
            return
        self._leave(lambda frame: frame.show_moment(chapter.moment.sha))

    def action_then(self) -> None:
        """Everything as it was at this moment, with this record in view."""
        chapter = self.chapter
        if chapter is None:
            return
        owner, sha = "/".join(self.address.split("/")[:2]), chapter.moment.sha

        def go(frame: Frame) -> None:
            if is_text(owner):
                frame.show_moment(sha)
            else:
                frame.go(owner)
            frame.go_to_moment(sha)

        self._leave(go)

    def action_bring_back(self) -> None:
        """What stood here then becomes an edit now."""
        chapter = self.chapter
        if chapter is not None:
            from procesregie.tui.bringing import brought_back_from

            self.app.run_worker(brought_back_from(self.app, chapter.moment, self.address), group="asking")

    def action_back(self) -> None:
        """Out of the sentences, then back to where one came from."""
        if self.has_class("-inside") or not self.query_one("#list").has_focus:
            self.remove_class("-inside")
            self.query_one("#list").focus()
        else:
            self.dismiss(None)

    def _leave(self, then: Callable[[Frame], None]) -> None:
        from procesregie.tui.frame import Frame

        app = self.app
        self.dismiss(None)
        frame = next((screen for screen in app.screen_stack if isinstance(screen, Frame)), None)
        if frame is not None:
            app.call_later(then, frame)


def text_of(desk: Desk, address: str) -> Converging | None:
    """The versions of the text at `address`; None when that is none. Blocks on git."""
    if not is_text(address):
        return None
    from procesregie.insight.converge import converging

    return next(iter(converging(desk.repository, desk.dossier, address.removeprefix("texts/"))), None)
