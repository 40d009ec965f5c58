"""What every screen of ours is: a screen that knows which app it is in, and who asks for what it is about."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.worker import NoActiveWorker, Worker, get_current_worker

from procesregie.language import N_

if TYPE_CHECKING:
    from textual import events

    from procesregie.tui.app import ProcesregieApp

Result = TypeVar("Result")


SHARE = Binding("f8", "app.share", N_("share"), id="share", show=False, tooltip=N_("hides what is private while others see this screen"))  # fmt: skip


class Ours(Screen[Result], Generic[Result]):
    """What both kinds of screen have."""

    BINDINGS: ClassVar[list[BindingType]] = [SHARE]
    private: bool = False
    """Whether it shows what is not for everybody: it goes when others see the screen."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self.add_class(as_wide(self.app))
        self.asker = _at_work()
        """The worker that made it, to ask something with it; None when it was not made by one."""

    @property
    def app(self) -> ProcesregieApp:  # type: ignore[override]
        """The app, by its own type."""
        return cast("ProcesregieApp", super().app)

    @property
    def covered(self) -> bool:
        """Whether a whole screen stands over it, so that nothing of it is seen."""
        above = dropwhile(lambda one: one is not self, self.app.screen_stack)
        return any(not one.is_modal for one in above if one is not self)

    @property
    def is_current(self) -> bool:
        """Whether it is seen. Textual takes the screen below the top for seen, whatever stands over it, and paints all of
        the top anew for anything that happens below."""
        return super().is_current and not self.covered

    def in_private(self) -> Self:
        """The same screen, which shows what is not for everybody."""
        self.private = True
        return self

    def seen(self) -> None:
        """Others see the screen from now on, or no longer; what shows records hears of that as of any change."""

    def on_key(self, event: events.Key) -> None:
        """A key that is greyed out says why it does nothing."""
        if self.focused is not None and event.key in self.focused._bindings.key_to_bindings:
            return  # what has the focus takes it: most keys move a cursor, and all that can be pressed is much to look at
        active = self.active_bindings.get(event.key)
        if active is not None and not active.enabled:
            event.stop()
            self.say_why(active.binding)

    def say_why(self, key: Binding) -> None:
        """Says why `key`, which is greyed out, does nothing here."""
        self.app.refuse(self.why_greyed(key))

    def why_greyed(self, key: Binding) -> str:
        """Why `key` does nothing here, and what to do instead: one sentence."""
        from procesregie.tui.greyed import why_on

        return why_on(self, key)


def as_wide(app: App[Any]) -> str:
    """The class of a screen for the width there is. Given from the first: Textual gives it when all is drawn, and then
    styles and draws it once more."""
    widths = app.HORIZONTAL_BREAKPOINTS or []
    return next(name for least, name in reversed(widths) if app.size.width >= least)


def _at_work() -> Worker[Any] | None:
    try:
        return get_current_worker()
    except NoActiveWorker:
        return None


def asker_of(screen: Screen[Any]) -> Worker[Any] | None:
    """The worker that asks with `screen`, if one does."""
    return screen.asker if isinstance(screen, Ours) else None


class Sheet(Ours[Result], Generic[Result]):
    """A whole screen."""

    only_reads: ClassVar[bool] = False
    """Whether it is there to read only, so that the palette leads away from it."""


class Overlay(ModalScreen[Result], Ours[Result], Generic[Result]):
    """A screen over another one, that gives an answer and goes."""
