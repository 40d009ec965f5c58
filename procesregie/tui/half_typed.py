"""A line while it is typed: in the journal at every key, until what it answers was written.

Esc leaves it there, and so does a program that is killed: it stands in the line again when the same is asked again.
What a line says to begin with is not kept, and neither is an empty one. Everything lies in the journal of this machine,
for its owner only, whether it is about what is shared or what is private.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from procesregie.language import say as _

if TYPE_CHECKING:
    from procesregie.tui.app import ProcesregieApp


class HalfTyped:
    """What stands in one line."""

    def __init__(self, app: ProcesregieApp, place: str, begun: str = "") -> None:
        """A line that says `begun`; `place` is what it asks, and of which record: ``moved steps/2026-03-12-offerte``."""
        self._app, self.place, self._begun = app, place, begun
        being_written = any(one.place == place for one in app.answered)
        self.text = begun if being_written else app.forms.under_edit.get(place, begun)
        """What stands in it now; first what was kept, where something was."""

    @property
    def changed(self) -> bool:
        """Whether something stands in it that has to be kept."""
        return bool(self.text.strip()) and self.text != self._begun

    def typed(self, text: str) -> None:
        """Keeps `text`, before anything else happens with it."""
        self.text = text
        self._app.forms.typed(text if self.changed else "", self.place)

    def answered(self) -> None:
        """It was taken: it is let go of when what is written next is on disk, and kept when that fails."""
        self._app.answered.add(self)

    def written(self) -> None:
        """What it says is on disk: the journal lets it go, unless something else stands there by now."""
        if self._app.forms.under_edit.get(self.place) == self.text:
            self._app.forms.typed("", self.place)


def say_it_is_back(app: ProcesregieApp, *lines: HalfTyped) -> None:
    """Says of lines that were just opened that something typed before stands in them."""
    if any(line.changed for line in lines):
        app.hush()
        app.tell(_("What you typed here before is back. ctrl+u empties the line."))


def say_it_is_kept(app: ProcesregieApp, *lines: HalfTyped) -> None:
    """Says of lines that are left that what was typed in them is not lost."""
    if any(line.changed for line in lines):
        app.tell(_("Not saved, not lost: what you typed stands here when you come back."))


def say_the_name_is_back(app: ProcesregieApp) -> None:
    """Says of a commit that it has the name it was given before the program ended."""
    app.tell(_("The commit is called what you typed before; t changes that."))
