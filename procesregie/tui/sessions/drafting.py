"""Committing what is open without a session, or as the correction of one that was closed: read first, then made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.tui import signs
from procesregie.tui.bars import KeyBar
from procesregie.tui.half_typed import HalfTyped, say_the_name_is_back
from procesregie.tui.sessions.below import LineBelow
from procesregie.tui.sessions.rows import Rows
from procesregie.tui.sessions.said import left_out
from procesregie.tui.text import ACCENT, STRONG, assembled, line, muted, plain

if TYPE_CHECKING:
    from procesregie.desk.closing import Drafted

DRAFT, CORRECTION = "draft", "correction"


def title_of(subject: str) -> str:
    """What a draft is called, without the word of the format that its subject begins with."""
    return subject.removeprefix(f"{DRAFT}: ")


class DraftScreen(LineBelow[bool]):
    """The commit as it will read; its result is whether it was made."""

    CSS_PATH = "sessions.tcss"
    TITLE = N_("Committing")
    HELP = N_(
        "What has changed since the last commit, as it will be committed: as a draft without a session, "
        "or as a correction of a session that was closed. Nothing that was committed before changes. t "
        "gives it a name in one line; Enter commits, Esc leaves everything as it is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit", N_("commit"), id="draft.commit"),
        Binding("t", "summary", N_("in one line"), id="draft.summary", tooltip=N_("what the commit is called")),
        Binding("escape", "back", N_("back"), id="draft.back"),
    ]

    def __init__(self, session: str = "", *, only: bool = False) -> None:
        """`session` is one that was closed and may be what is corrected; with `only` nothing else is offered."""
        super().__init__()
        self.session, self.only = session, only
        self.summary = self._kept.text
        """What the commit is called, when that was said."""
        self.busy = False

    def compose(self) -> ComposeResult:
        yield Static(line(_("Commit what is open"), STRONG), id="head")
        yield Rows(*self._options(), id="rows", markup=False, compact=True)
        with VerticalScroll(id="preview", can_focus=False):
            yield Static(id="preview-text")
        yield from self.line_below()
        yield KeyBar(id="keys")

    def _options(self) -> Iterator[Option]:
        if self.session:
            title = self.app.desk.dossier.name(f"sessions/{self.session}")
            said = line(_("a correction of {session}", session=title), STRONG)
            yield Option(assembled(line(f"{signs.DRAFT} ", ACCENT), said), CORRECTION)
        if not self.only:
            said = line(_("a draft, without a session"), STRONG)
            yield Option(assembled(line(f"{signs.DRAFT} ", ACCENT), said), DRAFT)

    def on_mount(self) -> None:
        self.add_class("-committing")
        rows = self.query_one(Rows)
        rows.highlighted = 0
        rows.focus()
        self.preview()
        if self.summary:
            say_the_name_is_back(self.app)

    @property
    def _kept(self) -> HalfTyped:
        """What the commit is called as the journal has it, until it is made."""
        return HalfTyped(self.app, f"draft sessions/{self.session}" if self.session else "draft")

    @property
    def corrects(self) -> str:
        """The session that is corrected; empty for a draft."""
        option = self.query_one(Rows).highlighted_option
        return self.session if option is not None and option.id == CORRECTION else ""

    @work(group="preview", exclusive=True)
    async def preview(self) -> None:
        """Shows the commit as it would be; nothing is written."""
        from procesregie.desk.closing import drafted

        do: Callable[[], Drafted] = partial(drafted, self.app.desk, self.summary, self.corrects)
        try:
            found = await self.app.read(do)
        except Trouble as trouble:
            self._say([line(trouble.said(spoken()), ACCENT), plain(trouble.detail.rstrip())])
            return
        parts = [line(_("The commit as it will read"), STRONG), Content(""), plain(found.message.rstrip("\n"))]
        if not found.changes:
            nothing = _("Nothing else has changed since the last commit.") if found.left else ""
            parts = [muted(nothing or _("Nothing changed since the last commit."))]
        if found.left:
            parts = [*parts, Content(""), *left_out(self.app.view.dossier, found.left)]
        self._say(parts)

    def _say(self, parts: list[Content]) -> None:
        self.query_one("#preview-text", Static).update(Content("\n").join(parts))

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.preview()

    def action_summary(self) -> None:
        """What the commit is called, in one line."""

        def named(text: str) -> None:
            self.summary = text.strip()
            self.preview()

        self.ask_line(self._kept.place, self.summary, named, stays=True)

    @work(group="committing")
    async def action_commit(self) -> None:
        """Makes the commit."""
        if self.busy:
            return
        self.busy = True
        self._kept.answered()
        try:
            closed = await self.app.write(self.app.desk.draft, self.summary, self.corrects)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        finally:
            self.busy = False
        self.app.tell(_("Committed: {title}", title=title_of(closed.subject)))
        self.dismiss(True)

    def action_back(self) -> None:
        """Leaves everything as it is."""
        self.dismiss(False)
