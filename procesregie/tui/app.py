"""The app: the open process and the screens on top of each other.

Screens come here for four things only: ``desk`` (the open process), ``view`` (what there is to show now),
``write`` and ``read`` (work off the event loop), and ``tell`` (a short word to the user). They learn that
records changed through the signal ``changed``. What goes on behind the screens is in ``looking``.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import WorkerError

from procesregie.language import N_, speak, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.language.visible import visible
from procesregie.model.clock import Clock
from procesregie.tui import theme
from procesregie.tui.areas.area import View
from procesregie.tui.looking import Looking
from procesregie.tui.memory import remember, remembered
from procesregie.tui.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from textual.driver import Driver

    from procesregie.desk.desk import Desk
    from procesregie.folder.journal import Journal
    from procesregie.model.address import Room
    from procesregie.tui.areas.area import Area
    from procesregie.tui.frame import Frame
    from procesregie.tui.glance import Glance

FIRST_ROOMS: tuple[Room, ...] = ("process", "sessions", "steps", "table")
"""What the overview needs; the rest is loaded behind it."""


def first_opened(root: Path, clock: Clock, breathe: Callable[[], None], area: Area) -> Desk:
    """Opens the process in `root` with what the overview needs, and works out the rows of `area`: they are kept, so
    that no key waits for that. Blocks."""
    from procesregie.desk.desk import Desk

    desk = Desk.open(root, clock, FIRST_ROOMS, breathe)
    area.rows(View(desk.dossier, clock.today(), desk.whole, desk=desk))
    return desk


class ProcesregieApp(Looking):
    """The interface on one open process, or on none yet."""

    CSS_PATH = "procesregie.tcss"
    TITLE = "procesregie"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (100, "-wide"), (150, "-broad")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "palette", N_("anything"), id="palette"),
        Binding("question_mark,f1", "help", N_("help"), id="help"),
        Binding("ctrl+q", "quit", N_("quit"), id="quit", show=False),
    ]

    def __init__(
        self,
        desk: Desk | None = None,
        clock: Clock | None = None,
        *,
        seen: Glance | None = None,
        trouble: Trouble | None = None,
        language: str | None = None,
    ) -> None:
        self.language = language
        """The language that was asked for; None for the one of the process."""
        self.trouble = trouble
        """Why no process is open, shown on the first screen."""
        super().__init__(desk, clock or (desk.clock if desk else Clock.of(None)), seen)
        self._first_theme()

    def _first_theme(self) -> None:
        """The theme before anything is drawn: choosing it later would style everything twice."""
        self.register_theme(theme.DARK)
        self.register_theme(theme.LIGHT)
        wanted = theme.first_theme(remembered().theme)
        chosen = self.available_themes.get(wanted, theme.DARK)
        if chosen.ansi and "NO_COLOR" in os.environ:  # without colours the terminal's own would all be one
            chosen = theme.DARK if chosen.dark else theme.LIGHT
        self._wanted_theme = chosen.name
        if not chosen.ansi:
            self.set_reactive(App.theme, self._wanted_theme)
            self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.OWN_VARIABLES

    @property
    def frame(self) -> Frame | None:
        """The screen with the areas, on top or under others; None while no process is open."""
        from procesregie.tui.frame import Frame

        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Frame)), None)

    @cached_property
    def forms(self) -> Journal:
        """What stands half typed in forms and lines, of this process or before one is open: there again after a crash."""
        from procesregie.folder.journal import Journal
        from procesregie.model.ids import ID

        kept = "no-process"
        if self._desk is not None:
            kept, root = self.desk.dossier.process.id, self.desk.root
            if not ID.fullmatch(kept):  # by hand it may have none
                kept = hashlib.sha256(os.fsencode(root)).hexdigest()[:24]
        return Journal(kept, "forms", on_trouble=lambda trouble: self.call_later(self.tell_trouble, trouble))

    # -- life

    def _fatal_error(self) -> None:
        """Ends on a mistake of our own with a sentence: what was typed is in the folder or in the journal."""
        from rich.text import Text

        from procesregie.folder.mistake import told

        if self._exception is not None:
            self._exit_renderables.append(Text(visible(told(self._exception))))
        self._close_messages_no_wait()

    def on_mount(self) -> None:
        self._end_on_signals()
        self.theme = (
            self._wanted_theme
        )  # one of the terminal's own colours is chosen here: it changes how all are drawn
        if self._desk is not None:
            self.opened(self._desk)
        elif self.seen is not None:
            self.call_after_refresh(self.open_seen, self.seen)
        else:
            self.first()

    def get_driver_class(self) -> type[Driver]:
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":  # Windows, or a test
            return found
        from procesregie.tui.terminal import Terminal

        return Terminal

    def _end_on_signals(self) -> None:
        """A window that is closed, or a system that goes down, ends the program the way `q` does: all is written."""
        for name in ("SIGTERM", "SIGHUP"):
            number = int(getattr(signal, name, 0))
            with suppress(NotImplementedError, RuntimeError, ValueError):  # not on Windows, not in a thread
                asyncio.get_running_loop().add_signal_handler(number, self.exit, 128 + number)

    def get_default_screen(self) -> Screen[object]:
        """The frame, where there is something to show in it: one screen less to draw first."""
        if self._desk is None and self.seen is None:
            return super().get_default_screen()
        from procesregie.tui.frame import Frame

        return cast("Screen[object]", Frame())

    @work(group="loading", description="opening")  # else all that was seen is printed in one
    async def open_seen(self, seen: Glance) -> None:
        """Opens the process of which the first glance is on the screen."""
        frame = self.frame
        assert frame is not None, "what was seen is shown in one"
        await self.timeline_shown()
        try:
            desk = await self.read(first_opened, seen.root, self.clock, self.aside.breathe, frame.area)
        except Trouble as trouble:
            self.exit(trouble.code, message=Text(visible(trouble.said(spoken()))))
            return
        self._take(desk)
        frame.refill()  # who went on meanwhile, to History, need not wait for the rest
        self.load_rest()

    async def timeline_shown(self) -> None:
        """Waits, a second at most, until the timeline is on the screen where somebody went to History at once: git has
        it long before there are records, and reading those would hold it up."""
        reading = [worker for worker in self.workers if worker.group == "history"]
        if not reading:
            return
        shown = asyncio.Event()
        with suppress(TimeoutError, WorkerError):
            async with asyncio.timeout(1):
                await self.workers.wait_for_complete(reading)
                self.screen.call_after_refresh(shown.set)
                await shown.wait()

    def _take(self, desk: Desk) -> None:
        self.hear(desk)
        self.__dict__.pop("forms", None)

    def opened(self, desk: Desk) -> None:
        """Shows `desk`: its first screen now, everything else as it comes in."""
        from procesregie.tui.frame import Frame

        self._take(desk)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if not self.language:
            speak(desk.dossier.process.language.value)
        if isinstance(self.screen, Frame):
            self.screen.begin()
        else:
            self.push_screen(Frame())
        self.call_after_refresh(self.load_rest)

    def action_first(self) -> None:
        """Opens another process, or starts one."""
        self.first()

    def first(self) -> None:
        """The screen for when no process is open."""
        from procesregie.tui.first import First

        self.push_screen(First(self.trouble))

    @work(group="loading")
    async def load_rest(self) -> None:
        """Everything the first screen did without: the other records, then what git says."""
        desk = self.desk
        if desk.whole:
            self.look_at_git()
            self.look_in_mirror()
        else:  # it tells that everything is there, and then both are looked at
            await self.read(desk.load_all, self.aside.breathe, self._make_rows)
        self.watch_outside()
        title = desk.dossier.process.title
        await self.read(lambda: remember(remembered().with_opened(desk.root, title)))

    async def all_read(self) -> None:
        """Until every record is there, or nothing brings them any more."""
        while not self.view.whole and (loading := [worker for worker in self.workers if worker.group == "loading"]):
            with suppress(WorkerError):
                await self.workers.wait_for_complete(loading)

    def _make_rows(self) -> None:
        """Works out the rows of the area in view: they are kept, so that no key waits for that. Blocks."""
        if self.frame is not None:
            self.frame.area.rows(self.view)

    def on_unmount(self) -> None:
        self.hear_no_more()
        self.queue.finish()

    # -- what the user asks of the app

    def action_go(self, address: str) -> None:
        """Goes to the record at `address`, from wherever we are."""
        self._to_frame(lambda frame: frame.go(address))

    def action_look(self, index: int, view: str) -> None:
        """Shows another area, in the view `view` of it or (empty) as it was left, from wherever we are."""
        self._to_frame(lambda frame: frame.look(index, view))

    def _to_frame(self, do: Callable[[Frame], None]) -> None:
        """Does `do` once the screens over the areas are gone; from one where something is being done one goes by hand."""
        from procesregie.tui.forms.form import Form

        frame, top = self.frame, self.screen
        if frame is None:
            return
        if top is frame:
            do(frame)
        elif top.is_modal:
            self.pop_screen()
            self.call_later(self._to_frame, do)
        elif isinstance(top, Form):
            top.action_leave()  # what was typed in it is kept
            self.call_later(self._to_frame, do)
        elif isinstance(top, Sheet) and top.only_reads:
            top.dismiss(None)
            self.call_later(self._to_frame, do)
        else:
            self.tell(_("Leave this screen first; nothing on it is lost."))

    def hold(self, session: str) -> None:
        """Holds `session` (an id): who is there, then what is said."""
        from procesregie.tui.sessions import hold

        if not self.only_read():
            hold(self, session)

    def prepare(self, session: str) -> None:
        """What `session` (an id) starts from, its programme and who is invited."""
        from procesregie.tui.sessions import prepare

        if not self.only_read():
            prepare(self, session)

    def wrap_up(self, session: str) -> None:
        """From what was said in `session` (an id) to its commit."""
        from procesregie.tui.sessions import wrap_up

        if not self.only_read():
            wrap_up(self, session)

    def action_palette(self) -> None:
        """Finds anything: a record, a person, a command."""
        from procesregie.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    @work(group="asking")
    async def action_whom(self, address: str = "") -> None:
        """Whom one needs for what: begins at the record at `address`; goes to the one that is picked."""
        from procesregie.tui.whom import Whom

        picked = await self.push_screen_wait(Whom(self.view.dossier, self.clock.today(), address))
        if picked:
            self.action_go(picked)

    @work(group="asking")
    async def action_hand_over(self) -> None:
        """What a successor has to know, as of the moment that is shown."""
        from procesregie.tui.sessions.handover import show_handover

        await show_handover(self)

    def action_help(self) -> None:
        """Explains this screen."""
        from procesregie.tui.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def action_turn_theme(self) -> None:
        """Light becomes dark, and the other way round."""
        self.theme = theme.LIGHT.name if self.current_theme.dark else theme.DARK.name
        self.run_worker(self.write(remember, replace(remembered(), theme=self.theme)), group="memory")

    def action_turn_language(self) -> None:
        """Dutch becomes English, and the other way round."""
        speak("en" if spoken().code == "nl" else "nl")
        self.since = None
        self.changed.publish(frozenset())
        self.look_at_git()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Nothing of Textual's own: :class:`~procesregie.tui.palette.Palette` holds our commands."""
        return ()
