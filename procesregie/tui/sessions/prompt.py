"""The one line in which a session is typed, and the screen around it that never lets it go.

Keys are taken in the order they were typed, here and nowhere else: Enter, Tab, the arrows and the function
keys are handled in the same queue as the letters. So a fast typist's next word never ends up in the line
before, and backspace takes away the letter it was meant for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Generic

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from procesregie.tui.safe_input import SafeInput
from procesregie.tui.sheet import Result, Sheet


def _nothing(_text: str) -> None:
    """What happens with a text when nobody wants it."""


class Prompt(SafeInput, inherit_bindings=False):
    """An input that loses no character: each change is told at once, a paste of several lines stays whole.

    `key` is asked first for every key, and says whether it took it. `typed` is called with the text at every
    change, `moved` when the cursor moved after it, `pasted` with a paste of several lines. `gate` says of a paste whether
    somebody else took it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in Input.BINDINGS if not (isinstance(binding, Binding) and binding.key == "enter")
    ]

    def __init__(
        self,
        key: Callable[[events.Key], bool],
        typed: Callable[[str], None] = _nothing,
        pasted: Callable[[str], None] = _nothing,
        moved: Callable[[str], None] = _nothing,
        gate: Callable[[str], bool] = lambda _text: False,
        *,
        id: str,
    ) -> None:
        super().__init__(compact=True, select_on_focus=False, id=id)
        self._key, self._typed, self._pasted, self._moved = key, typed, pasted, moved
        self._gate = gate
        self.reads_letters = True
        """Whether letters are text; where they are commands, the key bar shows them."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return self.reads_letters and super().check_consume_key(key, character)

    def watch_value(self, value: str) -> None:
        """Keeps what stands here before anything else happens with it."""
        self._typed(value)

    def watch_selection(self) -> None:
        """The cursor moved: what can be completed is another word now."""
        self._moved(self.value)

    def take(self) -> str:
        """What was typed; the prompt is empty when this returns, before the next key is read."""
        text = self.value
        self.value = ""
        return text

    def put(self, text: str) -> None:
        """Writes `text` in the prompt, the cursor behind it."""
        self.value = text
        self.cursor_position = len(text)

    async def _on_key(self, event: events.Key) -> None:
        text = event.is_printable and self.reads_letters
        if self._key(event) or (not text and await self._of_screen(event)):
            event.stop()
            event.prevent_default()
        elif text or not event.is_printable:
            await super()._on_key(event)
        else:  # a letter that is no text here may still be a key of the app
            event.prevent_default()

    async def _of_screen(self, event: events.Key) -> bool:
        """Does what this field or its screen has on this key, now, in the order it was typed."""
        active = self.screen.active_bindings.get(event.key)
        if active is None or active.node not in (self, self.screen) or not active.enabled:
            return False
        return await self.app.run_action(active.binding.action, active.node)

    # -- pasting

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.put_in(event.text)

    def action_paste(self) -> None:
        self.put_in(self.app.clipboard)

    def put_in(self, pasted: str) -> None:
        """What is pasted: one line where the cursor is, several as they are."""
        if self._gate(pasted):
            return
        text = pasted.replace("\r\n", "\n").replace("\r", "\n")  # terminals send line ends as carriage returns
        if "\n" in text.strip("\n"):
            self._pasted(text)
        elif text.strip("\n"):
            self.replace(text.strip("\n"), *sorted(self.selection))

    @property
    def _value(self) -> Text:
        return Text("•" * len(self.value), no_wrap=True, end="") if self.password else super()._value


class PromptScreen(Sheet[Result], Generic[Result]):
    """A screen with one prompt that always has the focus, wherever one clicks."""

    prompt: Prompt

    def on_mount(self) -> None:
        self.prompt.focus()

    def on_descendant_blur(self) -> None:
        if self.is_mounted and self.prompt.is_attached:
            self.prompt.focus()
