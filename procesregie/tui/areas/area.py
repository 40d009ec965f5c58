"""What an area is: a name, a list in groups, and a card for whatever the cursor is on.

An area reads; it never changes anything and holds no records. The frame asks it for rows and for a card,
with the :class:`View` of that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.model.address import Room, address_of
from procesregie.model.dossier import Dossier, Problem
from procesregie.tui import signs
from procesregie.tui.layout import Block, Card
from procesregie.tui.text import ACCENT, assembled, line, muted

if TYPE_CHECKING:
    from procesregie.change.words import Group
    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment
    from procesregie.tui.frame import Frame
    from procesregie.tui.glance import Glance
    from procesregie.tui.reflection import Mirrored
    from procesregie.tui.then import Then

Later = Callable[[], Card]
"""A card that takes git to make: called off the event loop."""


@dataclass(frozen=True)
class Since:
    """What git says of this moment."""

    last: Moment | None = None
    """The last commit."""
    groups: Sequence[Group] = ()
    """What changed since, in words."""
    changes: int = 0
    ahead: int = 0
    behind: int = 0
    hindrance: str = ""
    """Why no commit can be made now, in words; empty when one can."""


@dataclass(frozen=True)
class View:
    """What there is to show, at one moment."""

    dossier: Dossier
    today: date
    whole: bool = True
    """Whether every record is loaded; until then only what the first screen needs."""
    since: Since | None = None
    desk: Desk | None = None
    seen: Glance | None = None
    """What one glance at the folder showed, while there are no records yet."""
    mirror: Mirrored | None = None
    """What the mirror asks; None until it was looked in, and while others see the screen."""
    shared: bool = False
    """Whether others see the screen."""
    then: Then | None = None
    """The moment everything here is of; None for now."""


@dataclass(frozen=True)
class Entry:
    """A row of a list."""

    key: str
    """Unique in its list."""
    text: Content
    address: str = ""
    """Where Enter leads."""
    words: str = ""
    """What a search looks in beside the text."""

    def matches(self, words: Sequence[str]) -> bool:
        """Whether every one of `words` (in lower case) is somewhere in this row."""
        there = f"{self.text.plain} {self.words}".lower()
        return all(word in there for word in words)


@dataclass(frozen=True)
class Heading:
    """What a group of rows has in common."""

    text: str


Row = Entry | Heading


def grouped(groups: Iterable[tuple[str, Iterable[Entry]]]) -> Iterator[Row]:
    """Groups as rows, those without entries left out."""
    for heading, entries in groups:
        found = list(entries)
        if found:
            yield Heading(f"{heading[:1].upper()}{heading[1:]}  {len(found)}")
            yield from found


@dataclass
class Area:
    """One of the numbered areas. A subclass says :meth:`entries` and, where it has more to say, :meth:`before`."""

    name: ClassVar[str] = ""
    """Message id of its name."""
    room: ClassVar[Room | None] = None
    """Where a new record goes; None when nothing new is made here."""
    help: ClassVar[str] = ""
    """Message id: what this screen is for, in the facilitator's words."""
    empty: ClassVar[str] = N_("Nothing here yet.")
    """Message id shown when there are no rows."""
    keys: ClassVar[frozenset[str]] = frozenset()
    """Actions that only make sense here; those bound as ``here(name)`` come to :meth:`do`."""
    ends: ClassVar[frozenset[str]] = frozenset({"edit", "more", "end"})
    """What a key does to the record on a row, of what can be done to a record."""
    skip: ClassVar[frozenset[str]] = frozenset()
    """Fields that :meth:`before` shows in its own way."""
    place: str = field(default="", init=False)
    """The key the cursor was on."""
    filter: str = field(default="", init=False)

    def rows(self, view: View) -> list[Row]:
        """The list: what cannot be read first, then the groups."""
        return [*self.broken(view), *self.entries(view)]

    def nothing(self, view: View) -> str:
        """What is said where there are no rows."""
        if view.then is not None:
            return _("There was nothing here yet.")
        return _(self.empty) if view.whole else _("Reading …")

    def entries(self, view: View) -> Iterable[Row]:
        """The groups of this area."""
        raise NotImplementedError

    def broken(self, view: View) -> Iterator[Row]:
        """Files of this area that cannot be read."""
        files = sorted(_broken_files(view.dossier, self.room)) if self.room else []
        return grouped([(_("Cannot be read"), [broken_entry(file) for file in files])])

    def detail(self, view: View, key: str) -> Card | Later:
        """What is shown beside the list for the row `key`."""
        if key.startswith(f"{signs.BROKEN} "):
            from procesregie.tui.card import problem_card

            problems = _broken_files(view.dossier, self.room).get(key[2:])
            return problem_card(problems) if problems else Card()
        return self.card(view, key)

    def card(self, view: View, address: str) -> Card:
        """The card of the record at `address`."""
        from procesregie.tui.card import record_card

        return record_card(view.dossier, address, before=list(self.before(view, address)), skip=self.skip)

    def before(self, view: View, address: str) -> Iterable[Block]:
        """What stands between the title of a record and its fields."""
        return ()

    # -- keys: what an area does itself on the frame that shows it

    def came(self, frame: Frame) -> None:
        """It is shown, or records changed: whatever takes git is read now."""

    def moment(self, key: str) -> str:
        """The commit that the row `key` is; empty when it is none."""
        return ""

    def reached(self, frame: Frame, key: str) -> None:
        """The cursor came on the row `key`."""

    def enter(self, frame: Frame, entry: Entry) -> None:
        """Enter on a row: to the record's own place, or into the card."""
        if entry.address and self.room is None and entry.key != "process":
            frame.go(entry.address)
        else:
            frame.go_inside()

    def back(self, frame: Frame) -> None:
        """Esc: whatever this area shows in another way is shown as usual again."""

    def do(self, frame: Frame, action: str) -> None:
        """A key of this area."""

    def allows(self, frame: Frame, action: str) -> bool | None:
        """Whether `action`, one of :attr:`keys`, makes sense on this row; None greys it out."""
        return True


def broken_entry(file: str, key: str = "") -> Entry:
    """The row of a file that cannot be read."""
    text = assembled(line(f"{signs.BROKEN} ", ACCENT), line(file))
    return Entry(key or f"{signs.BROKEN} {file}", text, "", file)


def _broken_files(dossier: Dossier, room: Room | None) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in dossier.problems:
        address = problem.address or address_of(problem.file) or problem.file
        if problem.weight == "broken" and address.split("/", 1)[0] == room:
            found.setdefault(problem.file, []).append(problem)
    return found


def title_entry(
    address: str, title: str, *, sign: str = signs.OPEN, lead: str = "", beside: str = "", words: str = ""
) -> Entry:
    """A row for a record: its sign, something short that leads, its title, and what is said beside it."""
    parts: list[Content | str] = [muted(sign), " "]
    if lead:
        parts += [muted(lead), "  "]
    parts.append(line(title))
    if beside:
        parts += ["  ", muted(beside)]
    return Entry(address, assembled(*parts), address, f"{address} {words}")
