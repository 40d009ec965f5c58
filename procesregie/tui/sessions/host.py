"""A screen with one prompt, and panels that take the place of what is above it for a while.

A panel (check-in, positions) has no input of its own: it answers to the keys of the one prompt there is. So
there is one queue of keys, and what is typed after F4 can not overtake it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, Generic

from textual import events, work
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from procesregie.tui.sessions.prompt import Prompt, PromptScreen
from procesregie.tui.sheet import Result
from procesregie.tui.text import ACCENT, line

SIGN = " › "
"""What stands before the prompt."""


class Listed(OptionList, can_focus=False):
    """The list of a panel; the prompt keeps the focus and moves it."""

    def move(self, key: str) -> bool:
        """Moves the cursor by `key`; whether that is a key that moves it."""
        does = {
            "up": self.action_cursor_up,
            "down": self.action_cursor_down,
            "pageup": self.action_page_up,
            "pagedown": self.action_page_down,
            "home": self.action_first,
            "end": self.action_last,
        }.get(key)
        if does is not None:
            does()
        return does is not None

    @property
    def under(self) -> str:
        """The id of the row the cursor is on; empty on none."""
        option = self.highlighted_option
        return (option.id or "") if option else ""


class Panel(Vertical, can_focus=False):
    """Something that takes the place of the stream and answers to the keys, until it closes."""

    KEYS: ClassVar[list[BindingType]] = []
    """What stands in the bar of keys while it is open, with ``panel('name')`` as its action."""
    help_title = ""
    """Message id of what its help is about."""
    help_text = ""
    """Message id of its help."""
    host: Host[Any]

    @property
    def typing(self) -> bool:
        """Whether letters are text now, and not commands."""
        return False

    def opened(self) -> None:
        """Draws itself; the prompt is empty and its."""
        raise NotImplementedError

    def pressed(self, event: events.Key) -> bool:
        """What a key does; whether it was taken."""
        raise NotImplementedError

    def typed(self, text: str) -> None:
        """What happens at every change of the prompt."""
        raise NotImplementedError

    def refuse(self, text: str) -> None:
        """Says why a key does nothing on this row."""
        self.host.app.refuse(text)

    def does(self, name: str) -> bool:
        """Whether `name` is something it can do now."""
        return hasattr(self, f"do_{name}")

    @property
    def prompt(self) -> Prompt:
        """The prompt, which is this panel's while it is open."""
        return self.host.prompt


class Host(PromptScreen[Result], Generic[Result]):
    """A prompt screen that panels can be opened on."""

    panel: Panel | None = None
    """The panel that is open."""
    kept = ""
    """What stood in the prompt when it was opened; it stands there again afterwards."""

    def open_panel(self, panel: Panel) -> None:
        """Gives the keys to `panel`, until :meth:`close_panel`."""
        self.panel, self.kept = panel, self.prompt.value
        panel.host = self
        self.prompt.put("")  # not the panel's yet, and not what was typed either
        panel.add_class("-open")
        self.add_class("-panel")
        self.listen()
        panel.opened()

    def close_panel(self) -> None:
        """Gives the keys back, and the prompt what stood in it."""
        if self.panel is not None:
            self.panel.remove_class("-open")
        self.panel = None
        self.remove_class("-panel")
        self.listen()
        self.sign()
        self.prompt.put(self.kept)
        self.kept = ""

    def passed_on(self, text: str) -> bool:
        """Tells the panel what stands in the prompt; whether there is a panel, whose it is."""
        if self.panel is not None and self.panel.has_class("-open"):
            self.panel.typed(text)
        return self.panel is not None

    def listen(self) -> None:
        """Letters are text, or commands of the panel that is open."""
        self.prompt.reads_letters = self.panel is None or self.panel.typing
        self.set_class(not self.prompt.reads_letters, "-commands")
        self.refresh_bindings()

    def sign(self, said: Content | None = None) -> None:
        """What stands before the prompt."""
        self.query_one("#sign", Static).update(line(SIGN, ACCENT) if said is None else said)

    def action_panel(self, name: str) -> None:
        """What a key of the panel does."""
        if self.panel is not None and self.panel.does(name):
            getattr(self.panel, f"do_{name}")()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a panel mean something while it is open and letters are commands."""
        if action == "panel":
            return self.panel is not None and not self.panel.typing and self.panel.does(str(parameters[0]))
        return super().check_action(action, parameters)

    # -- while something is written

    def took_paste(self, text: str) -> bool:
        """Whether a paste was not for the prompt now: it stands there when the panel has closed."""
        if self.panel is None or self.panel.typing or "\n" in text.strip("\n"):
            return False
        self.keep(self.kept + text.strip("\n"))
        return True

    def keep(self, text: str) -> None:
        """What stands in the prompt after the panel."""
        self.kept = text

    @work(group="holding")
    async def holding(self, do: Callable[[], Awaitable[None]]) -> None:
        """Does `do` off the event loop; keys typed from now on come after it (see :mod:`procesregie.tui.keys`)."""
        await do()
