"""Picking from a list by typing a part of what one looks for: references, words, commands, anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.tui.bars import KeyBar
from procesregie.tui.layout import WithKey
from procesregie.tui.safe_input import SafeInput
from procesregie.tui.sheet import Overlay
from procesregie.tui.text import ACCENT, STRONG, assembled, line, muted

MOST = 200
"""Rows shown at most; the last one says how many more there are, which another letter finds."""


@dataclass(frozen=True)
class Choice:
    """Something to pick."""

    key: str
    says: Content | str
    """The row as it is painted, or a person's words, laid out when they come into sight: of thousands two hundred do."""
    words: str = ""
    """What a search looks in beside the text."""
    by: Content = Content("")
    """The key that does the same, shown behind the text."""
    beside: str = ""
    """What is said after those words."""

    @cached_property
    def text(self) -> Content:
        """The row as it is painted."""
        return self.says if isinstance(self.says, Content) else assembled(line(self.says), "  ", muted(self.beside))

    @cached_property
    def said(self) -> str:
        """Its text in lower case, made once: letter after letter is looked for in the same thousands."""
        return (self.says.plain if isinstance(self.says, Content) else f"{self.says}  {self.beside}").lower()

    @cached_property
    def there(self) -> str:
        """All a search looks in."""
        return f"{self.said} {self.words.lower()}"


def matching(choices: Iterable[Choice], typed: str) -> list[Choice]:
    """The choices in which every typed word is found: what it says exactly, then what begins with it, then the others."""
    words = typed.lower().split()
    if not words:
        return list(choices)
    found: list[tuple[int, int, Choice]] = []
    for place, choice in enumerate(choices):
        if all(word in choice.there for word in words):
            begins = choice.said.startswith(words[0])
            at_word = any(part.startswith(words[0]) for part in choice.there.split())
            exact = choice.said == " ".join(words)
            found.append((0 if exact else 1 if begins else 2 if at_word else 3, place, choice))
    return [choice for _rank, _place, choice in sorted(found, key=lambda item: item[:2])]


class Typed(SafeInput):
    """The line one types in; the arrows move the list below it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.take", N_("take"), id="take")]

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("down", "up", "pagedown", "pageup") and isinstance(self.screen, Pick):
            event.stop()
            event.prevent_default()
            self.screen.move(event.key)
            return
        await super()._on_key(event)


class Pick(Overlay[str | None]):
    """Asks for one of `choices`; the key of the one that was picked, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="leave"),
    ]

    def __init__(
        self, title: str, choices: Sequence[Choice], *, typed: str = "", hint: str = "", current: str = ""
    ) -> None:
        super().__init__()
        self._title, self._choices, self._typed, self._hint = title, choices, typed, hint
        self._current = current
        self.shown = typed
        """What was typed when the rows were looked up that are shown."""
        self.taken: set[str] | None = None
        """For who picks several: the keys taken so far."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="overlay"):
            yield Static(line(self._title, STRONG), classes="overlay-title")
            yield Typed(
                self._typed,
                id="typed",
                compact=True,
                placeholder=self._hint or _("type part of it"),
                select_on_focus=False,
            )
            yield OptionList(id="choices", compact=True)
            yield KeyBar()

    def on_mount(self) -> None:
        self._show(self._typed)
        if self._current and not self._typed:
            listed = self.query_one(OptionList)
            at = next((i for i, option in enumerate(listed.options) if option.id == self._current), None)
            listed.highlighted = at if at is not None else listed.highlighted
        self.query_one("#typed").focus()

    def choices(self, typed: str) -> Sequence[Choice]:
        """What there is to pick when `typed` was typed."""
        return matching(self._choices, typed)

    def prompt(self, choice: Choice) -> VisualType:
        """The row of a choice."""
        if choice.by:
            return WithKey(choice.text, choice.by)
        if self.taken is None:
            return choice.text
        return assembled(line("[x] " if choice.key in self.taken else "[ ] ", ACCENT), choice.text)

    def _show(self, typed: str, at: int | None = None) -> None:
        listed = self.query_one(OptionList)
        found = self.choices(typed)
        listed.set_options(Option(self.prompt(choice), id=choice.key) for choice in found[:MOST])
        if (more := len(found) - MOST) > 0:
            listed.add_option(Option(muted(_("and {n} more: another letter finds them", n=more)), disabled=True))
        if not found:
            listed.add_option(Option(muted(_("Nothing here matches.")), disabled=True))
        elif at is not None:
            listed.highlighted = at
        else:
            listed.action_first()
        self.shown = typed

    @on(Input.Changed, "#typed")
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def move(self, key: str) -> None:
        """Moves the cursor of the list."""
        listed = self.query_one(OptionList)
        if key == "down":
            listed.action_cursor_down()
        elif key == "up":
            listed.action_cursor_up()
        else:
            listed._move_page(1 if key == "pagedown" else -1)

    @property
    def picked(self) -> str | None:
        """The key the cursor is on."""
        option = self.query_one(OptionList).highlighted_option
        return option.id if option and not option.disabled else None

    def action_take(self) -> None:
        """Answers with the row the cursor is on."""
        if self.picked is not None:
            self.dismiss(self.picked)

    @on(OptionList.OptionSelected, "#choices")
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()

    def action_leave(self) -> None:
        """Answers nothing."""
        self.dismiss(None)


class PickMany(Pick):
    """Asks for any number of `choices`: the answer is their keys, one a line, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="leave"),
        Binding("ctrl+s,f2", "done", N_("ready"), id="done", key_display="F2"),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], taken: Iterable[str], *, typed: str = "") -> None:
        super().__init__(title, choices, typed=typed)
        self.taken = set(taken)

    def action_take(self) -> None:
        self.action_turn()

    def action_turn(self) -> None:
        """Takes the row the cursor is on, or leaves it."""
        assert self.taken is not None
        key = self.picked
        if key is not None:
            self.taken ^= {key}
            listed = self.query_one(OptionList)
            self._show(self.query_one("#typed", Input).value, listed.highlighted)

    def action_done(self) -> None:
        """Answers with what was taken."""
        self.dismiss("\n".join(sorted(self.taken or ())))

    def action_leave(self) -> None:
        self.action_done()
