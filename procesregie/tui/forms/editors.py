"""A field on a form: one widget for each way a field is declared, and nothing that knows a field by name.

An editor holds what is typed, nothing else: :meth:`Editor.read` says what that is as plain data, and
``text`` what to keep of it in the journal.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import TextArea

from procesregie.capture.values import typed
from procesregie.language import spoken
from procesregie.model.declare import FieldOf, Part
from procesregie.tui.card import said
from procesregie.tui.days import day_words
from procesregie.tui.forms.context import Context
from procesregie.tui.safe_input import SafeInput, painted

EMPTY = "–"
"""What stands in a field where nothing does."""
CLASS = "editor"
"""The class of every editor. Given when it is made: one that is added is looked up in the styles there and then."""


@dataclass
class Edited(Message):
    """Something was typed or picked in `editor`."""

    editor: Editor


class Editor(Widget):
    """What every field of a form can do."""

    of: FieldOf
    context: Context
    was: Any
    """Its value as plain data when the form opened; None when there was none."""

    def read(self) -> Any:
        """What stands here, as plain data; None for nothing. Raises :class:`Unread`."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """What stands here, for the journal."""
        raise NotImplementedError

    def bring_back(self, text: str) -> None:
        """Puts back what the journal kept."""
        raise NotImplementedError

    @property
    def changed(self) -> bool:
        """Whether it is no longer what it was."""
        raise NotImplementedError

    def tell(self) -> None:
        """Keeps what stands here in the journal, before anything else happens with it, and tells the form."""
        self.context.keep(self.of.name, self.text if self.changed else "")
        self.post_message(Edited(self))

    def echo(self) -> str:
        """What is understood of it, where that is worth saying."""
        return ""


class LineEditor(SafeInput, Editor):
    """One line of text, and everything that is typed as one: a day, a time, a number."""

    def __init__(self, of: FieldOf, value: Any, context: Context) -> None:
        self.of, self.was, self.context = of, value, context
        self._shown = _typed(value)
        super().__init__(self._shown, compact=True, select_on_focus=False, placeholder=EMPTY, classes=CLASS)

    @property
    def text(self) -> str:
        return self.value

    def bring_back(self, text: str) -> None:
        self.value = text

    @property
    def changed(self) -> bool:
        return self.value != self._shown

    def read(self) -> Any:
        if not self.changed:
            return self.was
        return typed(self.of.meaning, self.value, self.context.today)

    def echo(self) -> str:
        if self.of.meaning.form == "day" and self.value.strip():
            found = self.read()
            return f"→ {day_words(found)}" if isinstance(found, date) else ""
        return ""

    async def _on_key(self, event: events.Key) -> None:
        steps = {"up": self.screen.focus_previous, "down": self.screen.focus_next, "enter": self.screen.focus_next}
        if event.key in steps:
            event.stop()
            event.prevent_default()
            steps[event.key]()
            return
        await super()._on_key(event)

    def watch_value(self, _value: str) -> None:
        """Tells the form."""
        if self.is_mounted:
            self.tell()


class TextEditor(TextArea, Editor):
    """Several lines: a text, or one item a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "to(False)", show=False),
        Binding("ctrl+end", "to(True)", show=False),
    ]

    def __init__(self, of: FieldOf, value: Any, context: Context) -> None:
        self.of, self.was, self.context = of, value, context
        self._before = "\n".join(value) if isinstance(value, list) else str(value or "").rstrip("\n")
        super().__init__(
            self._before,
            compact=True,
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=EMPTY,
            classes=CLASS,
        )

    def get_line(self, line_index: int) -> Text:
        return Text(painted(self.document.get_line(line_index)), end="", no_wrap=True)

    @property
    def changed(self) -> bool:
        return self.text != self._before

    def bring_back(self, text: str) -> None:
        self.text = text

    def read(self) -> Any:
        if not self.changed:
            return self.was
        if self.of.meaning.form == "lines":
            return [line.strip() for line in self.text.splitlines() if line.strip()] or None
        return self.text.rstrip() + "\n" if self.text.strip() else None

    def action_to(self, end: bool) -> None:
        """To the start or the end of all that stands here."""
        self.move_cursor(self.document.end if end else (0, 0))

    def action_cursor_up(self, select: bool = False) -> None:
        """Up; from the first row to the field above, as in every other field."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down; from the last row to the field below, as in every other field."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tells the form."""
        event.stop()
        self.tell()


def _typed(value: Any) -> str:
    """A plain value as one types it."""
    if isinstance(value, datetime):
        return f"{spoken().day(value.date())} {value:%H:%M}"
    if isinstance(value, date | time):
        return spoken().day(value) if isinstance(value, date) else said(value)
    return "" if value is None else str(value)


def kept_json(value: Any) -> str:
    """A plain value as text for the journal."""
    return json.dumps(value, default=_as_text, ensure_ascii=False)


def from_json(text: str) -> Any:
    """A plain value from the journal; days come back as text, which the model reads."""
    return json.loads(text)


def _as_text(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(type(value))


def names_of(model: type[Part]) -> Sequence[str]:
    """The names of the fields a row is called by."""
    return model.called_by
