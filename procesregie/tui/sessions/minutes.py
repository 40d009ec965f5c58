"""What a session came to, and its minutes: to read, to copy into a mail, to save as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.tui import signs
from procesregie.tui.ask import Ask, Blank
from procesregie.tui.bars import KeyBar
from procesregie.tui.sheet import Sheet
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted, plain

if TYPE_CHECKING:
    from procesregie.desk.closing import Closed


class MinutesScreen(Sheet[None]):
    """The minutes of the session `session` (an id): right after it was closed, or again."""

    CSS_PATH = "sessions.tcss"
    HELP = N_(
        "The minutes of this session; once it is closed they are in the folder too. c copies them as "
        "plain text, for a mail; s saves them as a file. Enter goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", N_("copy"), id="minutes.copy", tooltip=N_("copies the minutes, as plain text for a mail")),
        Binding("s", "save", N_("save"), id="minutes.save", tooltip=N_("saves the minutes as a file")),
        Binding("enter,escape", "done", N_("done"), id="minutes.done"),
    ]

    def __init__(self, session: str, closed: Closed | None = None, outcome: str = "") -> None:
        """`closed` is the commit that was just made of it, as `outcome`."""
        super().__init__()
        self.session, self.closed, self.outcome = session, closed, outcome

    def compose(self) -> ComposeResult:
        yield Static(self._head(), id="head")
        if self.closed is not None:
            yield Static(self._told(self.closed), id="told")
        with VerticalScroll(id="minutes"):
            yield Static(plain(self.text("txt")))
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#minutes").focus()

    def _head(self) -> Content:
        if self.closed is None:
            session = self.app.desk.dossier.sessions[self.session]
            return joined([line(_("Minutes"), STRONG), line(session.title), muted(spoken().day(session.date))])
        decided = self.outcome == "decision"
        said = _("Closed as a decision") if decided else _("Closed as a draft")
        return assembled(line(f"{signs.DECISION if decided else signs.DRAFT} ", ACCENT), line(said, STRONG))

    @staticmethod
    def _told(closed: Closed) -> Content:
        rows = [assembled(line(closed.subject), "  ", muted(closed.sha[:10]))]
        rows += [line(warning.said(spoken()), "$warning") for warning in closed.warnings]
        if closed.left:
            rows.append(muted(_("Left out: {files}", files=", ".join(closed.left))))
        return Content("\n").join(rows)

    def text(self, style: str) -> str:
        """The minutes as Markdown (``md``) or plain text (``txt``)."""
        from procesregie.export.minutes import minutes

        desk = self.app.desk
        return minutes(desk.dossier, self.session, desk.lang, "txt" if style == "txt" else "md")

    def action_copy(self) -> None:
        """Copies the minutes; the terminal passes them on, over ssh too."""
        self.app.copy_to_clipboard(self.text("txt"))
        self.app.tell(_("The minutes are copied. (If the terminal does not allow that: s saves them.)"))

    @work(group="asking")
    async def action_save(self) -> None:
        """Asks where, and writes them there: Markdown, or plain text for a name that ends in .txt."""
        default = Path.home() / f"{self.session}.md"
        said = _("A name that ends in .txt makes plain text.")
        answer = await self.app.push_screen_wait(Ask(_("Save the minutes"), Blank(_("File"), str(default)), said=said))
        if answer is None:
            return
        path = Path(answer[0]).expanduser()
        from procesregie.folder.files import write_atomically

        await self.app.try_to(write_atomically, path, self.text(path.suffix.removeprefix(".")).encode())
        if path.is_file():
            self.app.tell(_("Saved in {file}.", file=path))

    def action_done(self) -> None:
        """Back."""
        self.dismiss(None)
