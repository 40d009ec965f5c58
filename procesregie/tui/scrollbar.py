"""A scrollbar that is painted anew only in the lines in which it looks another way.

Textual paints all of it for every row the cursor goes further, and for every card that is longer or shorter than the one
before: of what a key costs in a list with a card beside it, that was a sixth.
"""

from __future__ import annotations

from math import ceil

from rich.console import RenderableType
from textual.geometry import Region
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar
from textual.widget import Widget

EIGHTHS = 8
"""In how many steps its thumb moves by a line."""

Thumb = tuple[int, int]
"""Where it begins and where it ends, in eighths of a line."""


class Bar(ScrollBar):
    """A vertical scrollbar."""

    position: Reactive[float] = Reactive(0.0, repaint=False)
    window_virtual_size: Reactive[int] = Reactive(100, repaint=False)
    _painted: Thumb | None = None
    """The thumb that is on the screen; None where all is in sight and there is none."""

    def render(self) -> RenderableType:
        self._painted = self.thumb
        return super().render()

    @property
    def thumb(self) -> Thumb | None:
        """The thumb as it is to be: as :class:`~textual.scrollbar.ScrollBarRender` draws it."""
        height, length, window = self.size.height, ceil(self.window_virtual_size), ceil(self.window_size)
        if not 0 < window < length or height == length:
            return None
        long = max(1, window * height / length)
        begins = int((height - long) * self.position / (length - window) * EIGHTHS)
        return begins, begins + ceil(long * EIGHTHS)

    def watch_position(self) -> None:
        """A row further can be too little to be seen."""
        self._look()

    def watch_window_virtual_size(self) -> None:
        """What it is the scrollbar of became longer, or shorter."""
        self._look()

    def _look(self) -> None:
        before, now = self._painted, self.thumb
        if before is None or now is None:
            if before is not now:
                self.refresh()
            return
        for was, to_be in zip(before, now, strict=True):
            if was != to_be:
                top, bottom = sorted((was // EIGHTHS, to_be // EIGHTHS))
                self.refresh(Region(0, top, self.size.width, bottom - top + 1))


class Barred(Widget):
    """What scrolls with such a scrollbar."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """It, made the first time it is asked for, as Textual makes its own."""
        if self._vertical_scrollbar is None:
            bar = self._vertical_scrollbar = Bar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar
