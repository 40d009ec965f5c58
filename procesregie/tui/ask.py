"""Small questions over the screen: one or two lines to fill in, or a choice between a few ways to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.tui.bars import KeyBar
from procesregie.tui.days import Unread
from procesregie.tui.half_typed import HalfTyped, say_it_is_back, say_it_is_kept
from procesregie.tui.layout import Hanging
from procesregie.tui.safe_input import SafeInput
from procesregie.tui.sheet import Overlay
from procesregie.tui.text import ACCENT, STRONG, line, muted, plain


@dataclass(frozen=True)
class Blank:
    """A line to fill in."""

    label: str
    value: str = ""
    check: Callable[[str], str] = lambda text: ""
    """What is read in it, shown below it; raises :class:`Unread` with what is wrong."""
    may_be_empty: bool = False
    """Whether it is asked for and not demanded, where the others are."""
    hint: str = ""
    """What stands in it, faintly, while nothing was typed."""


class _Blank(SafeInput):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.done", N_("go on"), id="done")]

    def __init__(self, half: HalfTyped, blank: Blank, id: str) -> None:
        self.half = half
        super().__init__(half.text, id=id, compact=True, select_on_focus=False, placeholder=blank.hint)

    def watch_value(self, value: str) -> None:
        """Keeps what stands here before anything else happens with it."""
        self.half.typed(value)


class Ask(Overlay[tuple[str, ...] | None]):
    """Asks to fill in `blanks`; their texts, or None when it was left.

    What is typed is kept at `place`: what is asked, and of which record (``moved steps/2026-03-12-offerte``).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="leave"),
    ]

    def __init__(self, place: str, title: str, *blanks: Blank, said: str = "", may_be_empty: bool = False) -> None:
        super().__init__()
        self._title, self._blanks, self._said, self._may_be_empty = title, blanks, said, may_be_empty
        self._halves = [HalfTyped(self.app, f"{place} {n}", blank.value) for n, blank in enumerate(blanks)]

    def compose(self) -> ComposeResult:
        with Vertical(classes="overlay"):
            yield Static(line(self._title, STRONG), classes="overlay-title")
            if self._said:
                yield Static(plain(self._said), classes="said")
            for number, blank in enumerate(self._blanks):
                yield Static(muted(blank.label))
                yield _Blank(self._halves[number], blank, f"blank-{number}")
                yield Static("", id=f"echo-{number}", classes="echo")
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#blank-0").focus()
        self._echo()
        say_it_is_back(self.app, *self._halves)

    @on(SafeInput.Changed)
    def _echo(self) -> int | None:
        """Shows what is read in each blank; the first that cannot be read, None when all can."""
        wrong: int | None = None
        for number, (blank, text) in enumerate(zip(self._blanks, self._texts(), strict=True)):
            try:
                echo = muted(blank.check(text))
            except Unread as problem:
                echo = line(str(problem), ACCENT)
                wrong = number if wrong is None else wrong
            self.query_one(f"#echo-{number}", Static).update(echo)
        return wrong

    def _texts(self) -> tuple[str, ...]:
        return tuple(self.query_one(f"#blank-{n}", SafeInput).value.strip() for n in range(len(self._blanks)))

    def action_done(self) -> None:
        """To the next blank that is empty, or back to the one that cannot be read; with neither, done."""
        texts = self._texts()
        at = next((n for n in range(len(texts)) if self.query_one(f"#blank-{n}").has_focus), 0)
        later = [n for n in range(at + 1, len(texts)) if not texts[n]]
        wanted = [n for n, blank in enumerate(self._blanks) if not texts[n] and not blank.may_be_empty]
        if (later or wanted) and not self._may_be_empty:
            to = (later or wanted)[0]
            self.query_one(f"#blank-{to}").focus()
            if to == at:  # Enter on the very line that is asked for
                self.query_one(f"#echo-{to}", Static).update(line(_("This cannot stay empty."), ACCENT))
        elif (wrong := self._echo()) is not None:
            self.query_one(f"#blank-{wrong}").focus()
        else:
            for half in self._halves:
                half.answered()
            self.dismiss(texts)

    def action_leave(self) -> None:
        """Leaves it; what was typed is kept for the next time."""
        say_it_is_kept(self.app, *self._halves)
        self.dismiss(None)


class Answers(OptionList):
    """The answers there are; the bar below says that Enter takes one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("take"), id="take")]


class Choose(Overlay[str | None]):
    """Says something and asks how to go on; the key of the answer, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="leave"),
    ]

    def __init__(self, title: str, said: Content | str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._answers = title, answers
        self._said = plain(said) if isinstance(said, str) else said

    def compose(self) -> ComposeResult:
        with Vertical(classes="overlay"):
            yield Static(line(self._title, STRONG), classes="overlay-title")
            if self._said:
                with VerticalScroll(classes="all-said"):
                    yield Static(self._said)
            yield Answers(
                *(Option(Hanging(Content(""), line(text)), id=key) for key, text in self._answers),
                id="answers",
                compact=True,
            )
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#answers").focus()

    @on(OptionList.OptionSelected)
    def _answered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Leaves it."""
        self.dismiss(None)


def filled(text: str) -> str:
    """Nothing to say about a text that is there; :class:`Unread` about one that is not."""
    if not text.strip():
        raise Unread("")
    return ""
