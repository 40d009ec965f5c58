"""A text on a screen of its own, made to leave the program: to read, to copy into a mail, to save as a file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from procesregie.export.minutes import plain_text
from procesregie.language import N_
from procesregie.language import say as _
from procesregie.tui.ask import Ask, Blank
from procesregie.tui.bars import KeyBar
from procesregie.tui.sheet import Sheet
from procesregie.tui.text import STRONG, line, plain


class Paper(Sheet[None]):
    """The text `markdown`, of which a file is called `name`."""

    CSS_PATH = "sessions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", N_("copy"), id="paper.copy", tooltip=N_("copies it, as plain text for a mail")),
        Binding("s", "save", N_("save"), id="paper.save", tooltip=N_("saves it as a file")),
        Binding("enter,escape", "done", N_("done"), id="paper.done"),
    ]
    copied = N_("It is copied. (If the terminal does not allow that: s saves it.)")
    """Message id of what is said then."""
    saving = N_("Save it")
    """Message id of what is asked above the name of the file."""

    def __init__(self, name: str, markdown: str) -> None:
        super().__init__()
        self.called, self.markdown = name, markdown

    def compose(self) -> ComposeResult:
        yield Static(self._head(), id="head")
        yield Static(id="told")
        with VerticalScroll(id="minutes"):
            yield Static(id="minutes-text")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#minutes").focus()
        self._show()

    def _show(self) -> None:
        self.query_one("#minutes-text", Static).update(plain(self.text("txt")))
        said = self._about()
        told = self.query_one("#told", Static)
        told.display = bool(said)
        told.update(said)

    def _head(self) -> Content:
        """What it is."""
        return line(_(self.TITLE or ""), STRONG)

    def _about(self) -> Content:
        """What there is to know about it before one reads it."""
        return Content("")

    def text(self, style: str) -> str:
        """The text that is shown, as Markdown (``md``) or plain text (``txt``)."""
        return plain_text(self.markdown) if style == "txt" else self.markdown

    def action_copy(self) -> None:
        """Copies it; the terminal passes it on, over ssh too."""
        self.app.copy_to_clipboard(self.text("txt"))
        self.app.tell(_(self.copied))

    @work(group="asking")
    async def action_save(self) -> None:
        """Asks where, and writes it there: Markdown, or plain text for a name that ends in .txt."""
        blank = Blank(_("File"), str(Path.home() / f"{self.called}.md"))
        said = _("A name that ends in .txt makes plain text.")
        answer = await self.app.push_screen_wait(Ask(f"paper {self.called}", _(self.saving), blank, said=said))
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
