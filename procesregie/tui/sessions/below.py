"""A screen with a list, and a line below it in which one thing is typed at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from procesregie.tui.half_typed import HalfTyped, say_it_is_back
from procesregie.tui.sessions.prompt import Prompt
from procesregie.tui.sessions.rows import Rows
from procesregie.tui.sheet import Result, Sheet


class LineBelow(Sheet[Result], Generic[Result]):
    """Enter takes what was typed in the line; Esc leaves it where it was, for the next time the same is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.prompt = Prompt(self.pressed, self.typed, id="prompt")
        self.half: HalfTyped | None = None
        """What is typed in the line; None while it is closed."""
        self._then: Callable[[str], object] = lambda _text: None
        self._stays = False

    def line_below(self) -> ComposeResult:
        """The line, to be laid under the list."""
        with Horizontal(id="line"):
            yield Static(" › ", id="sign", markup=False)
            yield self.prompt

    def ask_line(self, place: str, text: str, then: Callable[[str], object], *, stays: bool = False) -> None:
        """Opens the line with `text`; `then` gets what was typed. What is left half typed waits at `place`; with
        `stays` also what was taken, until whoever asked says that it was written."""
        self.app.hush()  # a short word would stand over the line
        self.half, self._then, self._stays = HalfTyped(self.app, place, text), then, stays
        self.add_class("-typing")
        self.prompt.put(self.half.text)
        self.prompt.focus()
        self.refresh_bindings()
        say_it_is_back(self.app, self.half)

    def typed(self, text: str) -> None:
        """At every change of the line: kept before anything else happens with it."""
        if self.half is not None:
            self.half.typed(text)

    def pressed(self, event: events.Key) -> bool:
        """Enter takes what was typed, Esc leaves it for later."""
        if event.key == "enter":
            self.take_line()
        elif event.key == "escape":
            self.close_line()
        else:
            return False
        return True

    def take_line(self) -> None:
        """Takes what was typed, and closes the line."""
        text, half, then = self.prompt.value, self.half, self._then
        self.close_line()
        if half is not None:
            if not self._stays:
                half.answered()
            then(text)

    def close_line(self) -> None:
        """Closes the line, and goes back to the list."""
        self.half = None
        self.prompt.take()
        self.remove_class("-typing")
        self.query(Rows).first().focus()
        self.refresh_bindings()
