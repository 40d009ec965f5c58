"""The screen for when no process is open: open one again, or start one from a template."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.desk.desk import Desk
from procesregie.desk.starting import new_process, templates
from procesregie.desk.story import stories, story, tell
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.clock import Clock
from procesregie.model.ids import slug
from procesregie.tui.ask import Ask, Blank, Choose, filled
from procesregie.tui.bars import KeyBar
from procesregie.tui.days import Unread
from procesregie.tui.layout import WIDEST, Block, Card, Paragraph, Title, hanging
from procesregie.tui.memory import remembered
from procesregie.tui.sheet import Sheet
from procesregie.tui.text import STRONG, assembled, line, muted, plain


class First(Sheet[None]):
    """Where one comes in without a process."""

    HELP = N_(
        "A process is a folder with its own history. Open one you already have, or start one from a "
        "template: give it a title and a folder, and it is there, with its first commit."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("this"), id="take"),
        Binding("o", "open", N_("open a folder"), id="open"),
        Binding("escape", "leave", N_("back"), id="back"),
        Binding("q", "app.quit", N_("quit"), id="leave"),
    ]

    def __init__(self, trouble: Trouble | None = None) -> None:
        super().__init__()
        self._trouble = trouble

    def compose(self) -> ComposeResult:
        said = _("The log of a process: every session one commit, as a draft or a decision.")
        blocks: list[Block] = [Title(line("procesregie", STRONG)), Paragraph(plain(said))]
        if self._trouble is not None:
            blocks.append(Paragraph(plain(self._trouble.said(spoken()))))
        with Vertical(id="first"):
            yield Static(Card(blocks))
            yield OptionList(id="ways", compact=True)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        ways = self.query_one(OptionList)
        ways.add_options(self._ways())
        ways.action_first()
        ways.focus()

    def _ways(self) -> list[Option]:
        found: list[Option] = []
        recent = remembered().there()
        if recent:
            found.append(_heading(_("Opened before")))
            found += [Option(Way(one.title, one.folder), id=f"open:{one.folder}") for one in recent]
        found.append(_heading(_("Start a process")))
        for template in templates(spoken().code):
            found.append(Option(Way(template.title, template.description), id=f"new:{template.name}"))
        found.append(_heading(_("Look at a sample")))
        for one in sorted(stories(), key=lambda one: one.language != spoken().code):
            found.append(Option(Way(one.title, one.description), id=f"sample:{one.name}"))
        return found

    @on(OptionList.OptionSelected, "#ways")
    def _taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        kind, _sep, what = (event.option_id or "").partition(":")
        if kind == "open":
            self.open(Path(what))
        elif kind == "new":
            self.begin(what)
        elif kind == "sample":
            self.look_at(what)

    def action_take(self) -> None:
        """Takes the row the cursor is on."""
        self.query_one(OptionList).action_select()

    def action_leave(self) -> None:
        """Back to the process that is open, when there is one."""
        self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a way back only to a process that is open."""
        return action != "leave" or self.app.view.desk is not None

    @work(group="asking")
    async def action_open(self) -> None:
        """Asks for the folder of a process and opens it."""
        answer = await self.app.push_screen_wait(Ask("open", _("Open a folder"), Blank(_("Folder"), check=filled)))
        if answer is not None:
            self.open(Path(answer[0]).expanduser())

    @work(group="opening")
    async def open(self, folder: Path) -> None:
        """Opens the process in `folder`."""
        desk = await self.app.try_to(Desk.open, folder, self.app.clock)
        if desk is not None:
            self.app.opened(desk)

    @work(group="asking")
    async def begin(self, template: str) -> None:
        """Asks what a process from `template` is called and where it goes, and makes it."""
        title = await self.app.push_screen_wait(Ask("new", _("A new process"), Blank(_("Title"), check=filled)))
        if title is None:
            return
        offered = str(Path.cwd() / (slug(title[0]) or "proces"))
        where = await self.app.push_screen_wait(
            Ask(
                f"new {offered}",
                _("Where does it go?"),
                Blank(_("Folder"), offered, _free),
                said=_("A new folder; an empty one will do as well."),
            )
        )
        if where is None:
            return
        code = await self.app.push_screen_wait(
            Choose(
                _("Which language is it kept in?"),
                _("Its commits and minutes are written in this language; the screens can be in either."),
                sorted([("nl", "Nederlands"), ("en", "English")], key=lambda pair: pair[0] != spoken().code),
            )
        )
        if code is not None:
            await self._make(Path(where[0]).expanduser(), template, title[0], code)

    @work(group="asking")
    async def look_at(self, name: str) -> None:
        """Makes a sample with its whole history, where it is not there yet, and opens it as of its own day."""
        app, one = self.app, story(name)
        where = await app.push_screen_wait(
            Ask(
                f"sample {name}",
                one.title,
                Blank(_("Folder"), str(Path.cwd() / one.name), there),
                said=_("Where does it go?"),
            )
        )
        if where is None:
            return
        folder = Path(where[0]).expanduser()
        if not (folder / "process.toml").is_file() and await app.try_to(tell, one, folder) is None:
            return
        desk = await app.try_to(Desk.open, folder, Clock(one.as_of))
        if desk is not None:
            app.opened(desk)
            app.tell(_("You see it as of {day}, the week after its last session.", day=spoken().day(one.as_of)))

    async def _make(self, folder: Path, template: str, title: str, code: str) -> None:
        app = self.app
        try:
            desk = await app.write(new_process, folder, template, title, code, app.clock)
        except Trouble as trouble:
            app.tell_trouble(trouble)
            if not (folder / "process.toml").is_file():
                return
            opened = await app.try_to(Desk.open, folder, app.clock)  # git refused; the folder is there all the same
            if opened is None:
                return
            desk = opened
        app.opened(desk)
        app.tell(_("“{title}” is there. Press e to write about the issue, 6 to plan the first session.", title=title))


def _heading(text: str) -> Option:
    return Option(assembled("\n", line(text, STRONG)), disabled=True)


class Way(Card):
    """What one can begin with: its title, and under it the whole of what it is."""

    def __init__(self, title: str, beside: str) -> None:
        super().__init__()
        self.title, self.beside = line(title), muted(beside)

    def __str__(self) -> str:
        return f"{self.title}\n{self.beside}"

    def laid_out(self, width: int) -> list[Content]:
        width = min(width, WIDEST)
        return [self.title.truncate(width, ellipsis=True), *hanging(Content("  "), self.beside, width)]


def there(text: str) -> str:
    """Where a folder is in full, unless that is what `text` says already."""
    full = str(Path(filled_path(text)).expanduser().absolute())
    return full if full != text.strip() else ""


def _free(text: str) -> str:
    """Says where a folder will be; a folder that holds something will not do."""
    folder = Path(filled_path(text)).expanduser()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unread(_("There is already something in that folder."))
    return there(text)


def filled_path(text: str) -> str:
    """`text` when it says something."""
    filled(text)
    return text.strip()
