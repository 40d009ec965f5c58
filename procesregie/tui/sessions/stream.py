"""What is said, as it is said: one widget that paints rows itself, however many lines there are.

A line that is added costs the rows it takes and nothing else; only what is on the screen is drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from procesregie.tui.layout import WIDEST, Scrolled
from procesregie.tui.sessions.wrap import cut, wrap

Look = Literal["time", "sign", "who", "text", "quiet", "strong", "mark", "rule"]
"""How a piece of a row looks: the component class ``stream--<look>``."""

Piece = tuple[str, Look]
ROOMY = 56
"""From this width on, who speaks has a column of its own."""
WHO_LEAST, WHO_MOST = 8, 16
FOLDED = 6
"""A paste longer than this many rows shows its first rows and how many more there are."""


@dataclass(frozen=True)
class Entry:
    """One line of the log, ready to be shown: words only, no record. Texts are visible text already."""

    address: str
    time: str = ""
    sign: str = ""
    who: str = ""
    text: str = ""
    look: Look = "text"
    mark: str = ""
    """What is remarkable about it, behind the text: a name that nobody has."""
    below: str = ""
    """What stands under it: how the positions on a proposal are spread."""
    more: str = ""
    """Said instead of the rows that are folded away, with ``{n}`` for their number; empty folds none."""


class Stream(Scrolled, can_focus=False):
    """The lines of a session in order, the last one in sight."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "stream--time",
        "stream--sign",
        "stream--who",
        "stream--text",
        "stream--quiet",
        "stream--strong",
        "stream--mark",
        "stream--rule",
        "stream--chosen",
    }

    @dataclass
    class Chosen(Message):
        """A line was clicked."""

        address: str

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.empty = empty
        """What is said while nothing was said yet."""
        self.chosen = ""
        """The address of the line that is being corrected."""
        self._entries: list[Entry] = []
        self._places: dict[str, int] = {}
        self._rows: list[list[list[Piece]]] = []
        self._starts: list[int] = []
        self._width = 0
        self._who = WHO_LEAST
        self._styles: dict[str, Style] = {}
        self._follows = True
        """Whether the last line is to be in sight: until somebody scrolls back. Not asked of the scroll position when
        the size changes: the very line that makes the scrollbar appear would be the one that is not shown."""

    # -- what is in it

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    def show(self, entries: Iterable[Entry], *, keep_place: bool = False) -> None:
        """Shows `entries` in the place of what was there, the last one in sight, or where one was reading."""
        self._entries = list(entries)
        self._arrange()
        if self._follows or not keep_place:
            self._to_end()

    def append(self, entry: Entry) -> None:
        """Adds `entry` at the end; it scrolls into sight, also when somebody was reading back."""
        self._entries.append(entry)
        if self._widest(entry) > self._who or not self._width:
            self._arrange()
        else:
            self._place(entry)
            self._measure()
        self._to_end()

    def _to_end(self) -> None:
        self._follows = True
        self.scroll_end(animate=False, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._follows = self.is_vertical_scroll_end

    def replace(self, entry: Entry) -> None:
        """Shows `entry` in the place of the line with its address; nothing when it is not there."""
        at = self._places.get(entry.address)
        if at is None or self._entries[at] == entry:
            return
        self._entries[at] = entry
        rows = self._laid_out(entry)
        if len(rows) == len(self._rows[at]) and self._widest(entry) <= self._who:
            self._rows[at] = rows
            self.refresh()
        else:
            self._arrange()

    def choose(self, address: str) -> None:
        """Marks the line at `address` and brings it into sight; empty marks none."""
        self.chosen = address
        at = self._places.get(address)
        if at is not None:
            top, height = self._starts[at], len(self._rows[at])
            if top < self.scroll_y or top + height > self.scroll_y + self.size.height:
                self.scroll_to(y=max(0, top - self.size.height // 2), animate=False)
        self.refresh()

    # -- how it is laid out

    def _arrange(self) -> None:
        """Lays everything out anew: the width changed, or a line in the middle grew."""
        self._rows, self._starts, self._places = [], [], {}
        self._width = self.scrollable_content_region.width
        if not self._width:
            return  # it has no place on the screen yet: then it is told its size
        self._who = max((self._widest(entry) for entry in self._entries), default=WHO_LEAST)
        for entry in self._entries:
            self._place(entry)
        self._measure()

    def _place(self, entry: Entry) -> None:
        start = self._starts[-1] + len(self._rows[-1]) if self._starts else 0
        self._places[entry.address] = len(self._rows)
        self._starts.append(start)
        self._rows.append(self._laid_out(entry))

    def _measure(self) -> None:
        height = self._starts[-1] + len(self._rows[-1]) if self._starts else 0
        self.virtual_size = Size(self._width, height)
        self.refresh()

    @staticmethod
    def _widest(entry: Entry) -> int:
        return min(max(cell_len(entry.who), WHO_LEAST), WHO_MOST) if entry.look != "rule" else WHO_LEAST

    def _laid_out(self, entry: Entry) -> list[list[Piece]]:
        if entry.look == "rule":
            return [self._ruled(entry)]
        lead, who = self._lead(entry)
        text = f"{who}{entry.text}".rstrip("\n")
        room = max(8, min(self._width - sum(cell_len(piece) for piece, _ in lead) - 1, WIDEST))
        lines = wrap(text, room)
        folded = len(lines) - FOLDED + 1 if entry.more and len(lines) > FOLDED else 0
        rows: list[list[Piece]] = [[(line, entry.look)] for line in (lines[:-folded] if folded else lines)]
        if folded:
            rows.append([(entry.more.format(n=folded), "mark")])
        if entry.mark:
            self._mark(rows, entry.mark, room)
        rows += [[(line, "quiet")] for line in (wrap(entry.below, room) if entry.below else ())]
        indent: Piece = (" " * sum(cell_len(piece) for piece, _ in lead), "text")
        return [[*lead, *rows[0]], *([indent, *row] for row in rows[1:])]

    @staticmethod
    def _mark(rows: list[list[Piece]], mark: str, room: int) -> None:
        used = sum(cell_len(piece) for piece, _ in rows[-1])
        if used + cell_len(mark) + 2 <= room:
            rows[-1].append((f"  {mark}", "mark"))
        else:
            rows.extend([(line, "mark")] for line in wrap(mark, room))

    def _lead(self, entry: Entry) -> tuple[list[Piece], str]:
        """What stands before the text, and who speaks where there is no column for it."""
        time: Piece = (f" {entry.time:<5} ", "time")
        sign: Piece = (f"{entry.sign:<1} ", "sign")
        if self._width < ROOMY:
            return [time, sign], f"{entry.who}: " if entry.who else ""
        who = cut(entry.who, self._who)
        return [time, sign, (who + " " * (self._who + 2 - cell_len(who)), "who")], ""

    def _ruled(self, entry: Entry) -> list[Piece]:
        lead = f" {entry.time:<5} "
        text = cut(entry.text, max(4, self._width - cell_len(lead) - 6))
        line = "─" * max(0, self._width - cell_len(lead) - cell_len(text) - 5)
        return [(lead, "time"), ("── ", "rule"), (text, "strong"), (f" {line}", "rule")]

    # -- painting

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if not self._entries:
            return self._when_empty(y, width)
        row = y + round(self.scroll_y)
        if not self._starts or row >= self._starts[-1] + len(self._rows[-1]):
            return Strip.blank(width, self.rich_style)
        at = bisect_right(self._starts, row) - 1
        pieces = self._rows[at][row - self._starts[at]]
        ground = self.rich_style
        over = Style(bgcolor=self._style("chosen").bgcolor) if self._entries[at].address == self.chosen else Style()
        strip = Strip([Segment(text, self._style(look) + over) for text, look in pieces])
        return strip.adjust_cell_length(width, ground + over)

    def _when_empty(self, y: int, width: int) -> Strip:
        rows = wrap(self.empty, max(8, width - 4))
        row = y - 1
        text = f"  {rows[row]}" if 0 <= row < len(rows) else ""
        return Strip([Segment(text, self._style("quiet"))]).adjust_cell_length(width, self.rich_style)

    def _style(self, look: str) -> Style:
        found = self._styles.get(look)
        if found is None:
            found = self._styles[look] = self.get_component_rich_style(f"stream--{look}")
        return found

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    # -- what happens to it

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Lays it out for its width before it is painted; the event that tells of a new size comes after."""
        follows = self._follows
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self.scrollable_content_region.width != self._width:
            self._arrange()
        if follows:
            self._to_end()
        return changed

    def on_click(self, event: events.Click) -> None:
        row = event.y + round(self.scroll_y)
        if self._starts and row < self._starts[-1] + len(self._rows[-1]):
            entry = self._entries[bisect_right(self._starts, row) - 1]
            self.post_message(self.Chosen(entry.address))
