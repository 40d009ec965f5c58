"""What every screen of ours is: a screen that knows which app it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual.screen import ModalScreen, Screen

if TYPE_CHECKING:
    from procesregie.tui.app import ProcesregieApp

Result = TypeVar("Result")


class Sheet(Screen[Result], Generic[Result]):
    """A whole screen."""

    @property
    def app(self) -> ProcesregieApp:  # type: ignore[override]
        """The app, by its own type."""
        return cast("ProcesregieApp", super().app)


class Overlay(ModalScreen[Result], Generic[Result]):
    """A screen over another one, that gives an answer and goes."""

    @property
    def app(self) -> ProcesregieApp:  # type: ignore[override]
        """The app, by its own type."""
        return cast("ProcesregieApp", super().app)
