"""The session as it happens: one line that takes everything, what was said above it, and nothing in the way.

The prompt is the only thing with the focus. What is typed is journaled at every change, and a line is in
the journal before the prompt is empty again; the folder follows in its own time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.content import Content

from procesregie.capture.grammar import Captured
from procesregie.capture.names import folded
from procesregie.change.tally import tally
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.log import LineKind
from procesregie.model.session import Presence
from procesregie.tui.sessions import commands
from procesregie.tui.sessions.ballots import LineBallot
from procesregie.tui.sessions.checkin import CheckIn
from procesregie.tui.sessions.complete import Completer
from procesregie.tui.sessions.positions import Positions
from procesregie.tui.sessions.recall import Recall
from procesregie.tui.text import ACCENT, joined, line, muted

if TYPE_CHECKING:
    from procesregie.desk.recording import Recording

LOOK_SECONDS = 1.0
"""How often the clock and the folder's trouble are looked at."""
HIDING = "( "
"""What a line begins with that others must not read over a shoulder."""


OWN = frozenset({*commands.COMMANDS, "leave"} - {"help", "share"})
"""What means nothing while a panel is open."""


class CaptureScreen(Recall):
    """One session, open for what is said. Owns its recording and closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CheckIn.KEYS,
        *Positions.KEYS,
        Binding("f4,ctrl+r", "positions", N_("positions"), id="capture.positions", tooltip=N_("where everybody stands on the last proposal")),
        Binding("f6,ctrl+n", "next_item", N_("go on"), id="capture.next_item", tooltip=N_("goes to the next item of the programme")),
        Binding("f8,ctrl+y", "share", N_("share"), id="capture.share", tooltip=N_("hides what is private while others see this screen")),
        Binding("f9,ctrl+f", "wrap_up", N_("wrap up"), id="capture.wrap_up", tooltip=N_("from what was said to the commit")),
        Binding("f2,ctrl+t", "kind", N_("kind"), id="capture.kind", tooltip=N_("turns the last line (or the one you are correcting) into another kind")),
        Binding("f3,ctrl+l", "split", N_("split"), show=False, id="capture.split", tooltip=N_("makes a line of each line of the last paste")),
        Binding("f5,ctrl+o", "panels", N_("overview"), show=False, id="capture.panels", tooltip=N_("programme and harvest, and back")),
        Binding("f7", "asides", N_("asides"), id="capture.asides", show=False, tooltip=N_("shows what was said aside, and hides it again")),
        Binding("f12,ctrl+delete", "drop", N_("take out"), id="capture.drop", show=False, tooltip=N_("takes out the line you are correcting, or the last one; asks first")),
        Binding("ctrl+z", "bring_back", N_("bring back"), id="capture.bring_back", show=False, tooltip=N_("brings back the line that was last taken out")),
        Binding("ctrl+g", "app.help", N_("help"), id="capture.help", show=False),
        Binding("f10", "check_in", N_("check-in"), id="capture.check_in", show=False, tooltip=N_("who is there")),
        Binding("escape", "leave", N_("back"), id="capture.leave", show=False, tooltip=N_("back to the overview; the session stays open")),
    ]  # fmt: skip

    def __init__(self, recording: Recording) -> None:
        super().__init__(recording)
        self.checkin = CheckIn(recording, self._checked_in)
        self.recording.on_not_kept = self.app.tell_trouble
        self.positions = Positions(self._positioned)
        self.panels = (self.checkin, self.positions)
        self._restoring = True
        self._left = False

    # -- what is there

    def on_mount(self) -> None:
        super().on_mount()
        self.prompt.put(self.recording.half_typed)
        self._restoring = False
        self._learn()
        self.show_all()
        self.set_interval(LOOK_SECONDS, self.look)
        if not self.prompt.value and self.correcting.left in self.correctable():
            self.correct(self.correcting.left)
        if self._nobody_yet():
            self.action_check_in()
        else:
            self.call_later(self.greet)  # until it is mounted nothing is said under the prompt
        self.mention_reasons()

    @property
    def help_title(self) -> str:
        """What the help is about."""
        return _(self.panel.help_title) if self.panel else _("The session as it happens")

    @property
    def help_text(self) -> str:
        """How a line is typed; of a panel, what its keys do."""
        return _(self.panel.help_text) if self.panel else _(HELP, share=commands.words(spoken().code)[7])

    def _nobody_yet(self) -> bool:
        there = any(row.presence is Presence.PRESENT for row in self.recording.sitting.session.attendance.values())
        return not there and not self.closed and not self.recording.lines()

    # -- typing

    def typed(self, text: str) -> None:
        """At every change of the prompt: journaled before anything else."""
        if self._restoring or self.passed_on(text):
            return
        self._to_go = self._to_go if not text else ""
        self.recording.type(text, self.correcting.address)
        if self.shared:
            self.prompt.password = self._hides(text)

    def keep(self, text: str) -> None:
        super().keep(text)
        self.recording.type(text)

    def moved(self, text: str) -> None:
        """How what stands before the cursor can go on."""
        if self._restoring or self.panel is not None:
            return
        hidden = not text or self.prompt.password
        self.completion = None if hidden else self._completer.look(text, self.prompt.cursor_position)
        self.show_echo()

    def _hides(self, text: str) -> bool:
        return self.recording.confidential or text.startswith(HIDING)

    def pressed(self, event: events.Key) -> bool:
        """The keys of the prompt that are not text; of a panel, while one is open."""
        if self.panel is not None:
            return self.panel.pressed(event)
        keys: dict[str, Callable[[], object]] = {
            "enter": self._enter,
            "tab": self._complete,
            "shift+tab": lambda: None,
            "up": self.earlier,
            "down": self.later,
            "escape": self.action_leave,
            "pageup": lambda: self.stream.scroll_page_up(animate=False),
            "pagedown": lambda: self.stream.scroll_page_down(animate=False),
        }
        does = keys.get(event.key)
        if does is not None:
            does()
        return does is not None

    def _enter(self) -> None:
        text = self.prompt.value
        if self.correcting.address:
            self.save(text)
        elif action := commands.action_of(text):
            self.prompt.take()
            getattr(self.app if action == "help" else self, f"action_{action}")()
        elif text.strip():
            self.add(text)

    def add(self, text: str, *, keep: bool = False) -> Captured | None:
        """Records `text`; the prompt is emptied only when it is safe, and not at all with `keep`."""
        try:
            captured = self.recording.add(text)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)  # what was typed stays in the prompt
            return None
        if keep:
            self.recording.type(self.prompt.value)
        else:
            self.prompt.take()
        self._said(captured)
        return captured

    def paste(self, text: str) -> None:
        """Several lines at once: one note, said by who was typed before it."""
        before = "" if self.correcting.address else self.prompt.value
        try:
            captured = self.recording.paste(text, before)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        if not self.correcting.address:
            self.prompt.take()
        self._said(captured)
        n = text.strip("\n").count("\n") + 1
        self.echo(joined([line(_("{n} lines as one note", n=n)), muted(_("F3 makes a line of each"))]))

    def _said(self, captured: Captured) -> None:
        """Shows the line that was just recorded, and what was understood of it."""
        address, said = next(reversed(self.recording.sitting.lines.items()))
        self.stream.append(self.teller.entry(address, said))
        if said.kind in (LineKind.POSITION, LineKind.DECISION):
            self.show_proposals()
        self.echo_of(captured)
        self.show_panels()

    # -- completing

    def _complete(self) -> None:
        """Tab takes the suggestion; with the arrows another one."""
        if self.completion is None:
            return
        text, cursor = self.completion.taken(self.prompt.value)
        self.prompt.value = text
        self.prompt.cursor_position = cursor

    # -- actions

    def action_positions(self) -> None:
        """Where everybody stands on the last proposal."""
        if not self.recording.sitting.proposal:
            self.echo(line(_("There is no proposal yet. A line that begins with “! ” makes one.")))
            return
        if self.correcting.address:
            self.let_go()
        self.completion = None
        self.echo(Content(""))
        self.positions.about(LineBallot(self.recording, lambda: self.kept))
        self.open_panel(self.positions)

    def _positioned(self) -> None:
        self.show_all()
        self.echo(line(tally(self.positions.ballot.positions, spoken())))

    def action_next_item(self) -> None:
        """The item of the programme after the one we are at."""
        sitting = self.recording.sitting
        programme = sitting.session.programme
        key = sitting.next_item
        if key:
            titles = [item.title for item in programme.values()]
            title = programme[key].title
            self.add(f"# {title if titles.count(title) == 1 else key}", keep=True)
        elif programme:
            self.echo(muted(_("That was the last item.")))
        else:
            self.echo(muted(_("There is no programme. “# …” begins an item.")))

    def action_share(self) -> None:
        """Hides what is private, or shows it again to who sits here."""
        self.app.share()
        told = _("Shared: what is private is hidden.") if self.shared else _("Only you see this screen.")
        self.echo(line(told, ACCENT))

    def seen(self) -> None:
        """What was said aside is hidden, also where it is being corrected or typed."""
        self.asides = False
        if self.shared and self.correcting.address not in ("", *self.correctable()):
            self.let_go()
        self.prompt.password = self.panel is None and self.shared and self._hides(self.prompt.value)
        self.show_all(keep_place=True)

    def action_panels(self) -> None:
        """Programme and harvest in the place of the stream, on a narrow screen."""
        self.toggle_class("-panels")
        self.call_after_refresh(self.show_panels)

    def action_check_in(self) -> None:
        """Who is there."""
        if self.correcting.address:
            self.let_go()
        self.open_panel(self.checkin)

    def _checked_in(self) -> None:
        self._learn()
        self.show_all(keep_place=True)
        self.echo(Content(""))
        self.greet()

    @work(group="wrap-up", exclusive=True)
    async def action_wrap_up(self) -> None:
        """From what was said to the commit; back here when it was left."""
        from procesregie.tui.sessions.wrapping import commit_correction, wrapped_up

        if self.correcting.address:
            self.let_go()
        if self.prompt.value.strip():
            self.echo(line(_("First press Enter on this line, or empty it with ctrl+u."), ACCENT))
            return
        wrap_up = commit_correction if self.closed else wrapped_up
        done = await wrap_up(self.app, self.recording)
        if done:
            await self._go()
        else:
            self._learn()
            self.show_all()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A panel has keys of its own; where programme and harvest stand beside the stream, no key turns to them."""
        if self.panel is not None and action in OWN:
            return False
        return super().check_action(action, parameters) if action != "panels" else self.narrow

    # -- leaving

    def action_leave(self) -> None:
        """One step back; what stands in the prompt is never thrown away."""
        if self.correcting.address:
            self.let_go()
        elif self.has_class("-panels"):
            self.remove_class("-panels")
        elif self.prompt.value:
            self.echo(muted(_("Esc on an empty prompt goes back; ctrl+u empties it.")))
        else:
            self._leaving()

    @work(group="leaving", exclusive=True)
    async def _leaving(self) -> None:
        await self._go()

    async def _go(self) -> None:
        if not self._left:
            self._left = True
            await self.app.write(self.recording.close)
            self.dismiss(None)

    def on_unmount(self) -> None:
        """The program ends: what was typed is written, and what is half typed is in the journal."""
        if not self._left:
            self._left = True
            self.recording.close()

    def _learn(self) -> None:
        """Takes what completes from the names and the programme as they are now."""
        recording = self.recording
        self._completer = Completer(
            lambda word: recording.names.complete(word, recording.sitting.present),
            lambda word: list(dict.fromkeys([*self._threads_here(word), *recording.names.threads(word)])),
            tuple(state.item.title for state in recording.sitting.programme),
            commands.words(spoken().code),
        )

    def _threads_here(self, beginning: str) -> list[str]:
        """Threads of this session that go on from `beginning`, most used first."""
        threads = self.recording.sitting.threads
        found = [thread for thread in threads if folded(thread).startswith(folded(beginning))]
        return sorted(found, key=lambda thread: -len(threads[thread]))


HELP = N_(
    "Type what is said and press Enter; sorting it out comes later. At the start of a line, followed "
    "by a space: + something that was missing, = agreed by all, < a concern, ? an open end, ! a "
    "proposal, : a position on it, > a next step (who, what, when), ( a private aside, # the next "
    "item. Words with a colon do the same: “step: …”, “concern: …”. @name at the start says who; "
    "#word marks a thread. A name alone: heard, nothing to add. “in @name”, “out @name”, “apologies "
    "@name”: who comes and goes. Tab completes a name. ↑ on an empty prompt brings back the last "
    "line, and once more the one before; empty it and press Enter twice to take it out, ctrl+z brings"
    " it back. A paste of several lines is one note; F3 makes a line of each. If a function key does "
    "not work: F2 is ctrl+t, F3 ctrl+l, F4 ctrl+r, F5 ctrl+o, F6 ctrl+n, F8 ctrl+y and F9 ctrl+f; or "
    "type a slash and a word, such as {share}."
)
