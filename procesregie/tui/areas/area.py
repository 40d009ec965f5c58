"""What an area is: a name, one or more views of its records, and a card for whatever the cursor is on.

An area reads; it never changes anything and holds no records. The frame asks it for rows (or for a grid) and for a
card, with the :class:`View` of that moment. The views themselves are plain data and stand in ``insight.views``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from procesregie.insight.views import Grid, Listing, Made, ViewOf, side_by_side, views_of
from procesregie.insight.views import Row as Shown
from procesregie.language import N_, capital, spoken
from procesregie.language import say as _
from procesregie.model.address import Room, address_of, room_of
from procesregie.model.dossier import Dossier, Problem
from procesregie.tui import signs
from procesregie.tui.layout import Block, Card
from procesregie.tui.text import ACCENT, assembled, line, muted

if TYPE_CHECKING:
    from procesregie.change.words import Group
    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment
    from procesregie.insight.converge import Converging
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
    texts: Sequence[Converging] = ()
    """The texts of the process, and how each of them settles; asked after everything else."""


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
    says: Content | Shown
    """The row as it is painted, or one of a listing, laid out when it comes into sight: of two thousand thirty do."""
    address: str = ""
    """Where Enter leads."""
    words: str = ""
    """What a search looks in beside the text."""

    @cached_property
    def text(self) -> Content:
        """The row as it is painted."""
        return self.says if isinstance(self.says, Content) else laid_out(self.says)

    def matches(self, words: Sequence[str]) -> bool:
        """Whether every one of `words` (in lower case) is somewhere in this row."""
        return all(word in self._there for word in words)

    @cached_property
    def _there(self) -> str:
        """All of it in lower case, made once: letter after letter is looked for in the same two thousand rows."""
        says = self.says
        said = says.plain if isinstance(says, Content) else " ".join((says.lead, says.title, *says.beside))
        return f"{said} {self.words}".lower()


@dataclass(frozen=True)
class Heading:
    """What a group of rows has in common, and how many there are."""

    name: str
    count: int | None = None

    @property
    def text(self) -> str:
        """As it stands above them."""
        return self.name if self.count is None else f"{self.name}  {self.count}"


Row = Entry | Heading


def grouped(groups: Iterable[tuple[str, Iterable[Entry]]]) -> Iterator[Row]:
    """Groups as rows, those without entries left out."""
    for heading, entries in groups:
        found = list(entries)
        if found:
            yield Heading(capital(heading), len(found))
            yield from found


def still_headed(rows: Iterable[Row], keeps: Callable[[Entry], bool]) -> list[Row]:
    """The entries that `keeps` keeps, each group of them under its heading, counted anew."""
    left: list[Row] = []
    above: Heading | None = None
    entries: list[Entry] = []
    for row in (*rows, Heading("")):
        if isinstance(row, Entry):
            if keeps(row):
                entries.append(row)
            continue
        if entries:
            if above is not None:
                left.append(above if above.count is None else replace(above, count=len(entries)))
            left += entries
        above, entries = row, []
    return left


BOARD_FROM = 120
"""Columns of a screen from which groups may stand side by side."""
GRID_SHARE = 0.62
"""How much of a screen a grid takes beside a card, as the style sheet says too."""
BOARD_COLUMN = 14
"""Columns a group needs at least to stand beside others."""


@dataclass
class Area:
    """One of the numbered areas. A subclass that holds records has its views; another one says :meth:`entries`."""

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
    reads: ClassVar[frozenset[str]] = frozenset()
    """Of these keys, those that change nothing: they are there too when another moment is shown."""
    ends: ClassVar[frozenset[str]] = frozenset({"edit", "more", "end"})
    """What a key does to the record on a row, of what can be done to a record."""
    skip: ClassVar[frozenset[str]] = frozenset()
    """Fields that :meth:`before` shows in its own way."""
    walks: ClassVar[bool] = False
    """Whether the arrows move the list while the card has the focus."""
    places: dict[str, str] = field(default_factory=dict, init=False)
    """The key the cursor was on, by the key of the view."""
    filter: str = field(default="", init=False)
    width: int = field(default=0, init=False)
    """Columns of the screen it is shown on."""
    chosen: str = field(default="", init=False)
    """The key of the view that is shown; empty for the first."""
    _made: tuple[Dossier, date, str, str, Made] | None = field(default=None, init=False, repr=False)
    _listed: tuple[Made, list[Row]] | None = field(default=None, init=False, repr=False)
    _boarded: tuple[Made, str, Grid | None] | None = field(default=None, init=False, repr=False)

    # -- views

    @property
    def views(self) -> Sequence[ViewOf]:
        """The ways to look at this area; none for one that holds no records of its own."""
        return views_of(self.room) if self.room else ()

    @property
    def sight(self) -> ViewOf | None:
        """The view that is shown."""
        views = self.views
        return next((one for one in views if one.key == self.chosen), views[0] if views else None)

    def choose(self, key: str = "") -> None:
        """Shows the view `key` from now on; the next one when that is empty."""
        keys = [one.key for one in self.views]
        sight = self.sight
        if not key and sight is not None:
            key = keys[(keys.index(sight.key) + 1) % len(keys)]
        self.chosen = key

    @property
    def place(self) -> str:
        """The key the cursor was on in the view that is shown."""
        return self.places.get(self.chosen, "")

    @place.setter
    def place(self, key: str) -> None:
        self.places[self.chosen] = key

    def made(self, view: View) -> Made | None:
        """What the view that is shown has to show; kept while nothing changes. None for an area without views."""
        sight, code = self.sight, spoken().code
        if sight is None:
            return None
        kept = self._made
        if kept is None or kept[0] is not view.dossier or kept[1:4] != (view.today, code, sight.key):
            made = sight.make(view.dossier, view.today, spoken())
            self._made = kept = (view.dossier, view.today, code, sight.key, made)
        return kept[4]

    def grid(self, view: View) -> Grid | None:
        """What to show as a grid; None when a list is to be shown."""
        made = self.made(view)
        if isinstance(made, Listing) and self.abreast(view, self.width):
            kept = self._boarded
            if kept is None or kept[0] is not made or kept[1] != self.filter:
                self._boarded = kept = (made, self.filter, self._board(made))
            return kept[2]
        return made if isinstance(made, Grid) and made.rows and made.columns else None

    def abreast(self, view: View, width: int) -> bool:
        """Whether the groups of the view that is shown stand side by side on a screen of `width` columns.

        Not while a file cannot be read: a list has those on top.
        """
        made, sight = self.made(view), self.sight
        if sight is None or not sight.abreast or not isinstance(made, Listing) or width < BOARD_FROM:
            return False
        if _broken_files(view.dossier, self.room):
            return False
        return len(made.groups) > 1 and width * GRID_SHARE // len(made.groups) >= BOARD_COLUMN

    def _board(self, made: Listing) -> Grid | None:
        """The groups side by side, with only the rows that have what is looked for."""
        words = self.filter.lower().split()
        groups = [
            replace(one, rows=tuple(row for row in one.rows if entry_of(row).matches(words))) for one in made.groups
        ]
        heads = [replace(one, heading=capital(one.heading)) for one in groups if one.rows]
        return side_by_side(heads) if heads else None

    def lists(self, view: View, address: str) -> bool:
        """Whether the record at `address` has a row in the view that is shown."""
        made = self.made(view)
        return isinstance(made, Listing) and any(row.address == address for one in made.groups for row in one.rows)

    # -- the list

    def rows(self, view: View) -> list[Row]:
        """The list: what cannot be read first, then the groups."""
        return [*self.broken(view), *self.entries(view)]

    def nothing(self, view: View) -> str:
        """What is said where there are no rows."""
        if view.then is not None:
            return _("There was nothing here yet.")
        if not view.whole:
            return _("Reading …")
        made = self.made(view) if self.room and view.dossier.room(self.room) else None
        return made.nothing if made is not None and made.nothing else _(self.empty)

    def entries(self, view: View) -> Iterable[Row]:
        """The groups of this area."""
        made = self.made(view)
        if not isinstance(made, Listing):
            return ()
        if self._listed is None or self._listed[0] is not made:
            self._listed = (made, list(rows_of(made)))
        return self._listed[1]

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
        grid = self.grid(view)
        if grid is not None and view.dossier.get(key) is None:
            return self._in_grid(view, grid, key)
        address = key.partition(AGAIN)[0]
        return self.of_record(view, address) if view.dossier.get(address) is not None else self.card(view, address)

    def _in_grid(self, view: View, grid: Grid, key: str) -> Card | Later:
        """What is shown beside a grid for the cell `key`: the record it is, or what stands in it."""
        from procesregie.tui.areas.cells import cell_card, place_of

        place = place_of(grid, key)
        if place is None:
            return Card()
        row, column = place
        head = grid.rows[row].address
        if column < 0 and head and view.dossier.get(head) is not None:
            return self.of_record(view, head)
        inside = grid.cells[row][column] if column >= 0 else None
        if inside is not None and len(inside.addresses) == 1 and not inside.said:
            return self.of_record(view, inside.addresses[0])
        return cell_card(view.dossier, grid, row, column)

    def of_record(self, view: View, address: str) -> Card | Later:
        """The card of the record at `address`, of this area or of another one."""
        from procesregie.tui.areas.all import area_of

        return self.card(view, address) if room_of(address) == self.room else area_of(address).card(view, address)

    def card(self, view: View, address: str) -> Card:
        """The card of the record at `address`."""
        from procesregie.tui.card import record_card

        if view.dossier.get(address) is None:
            return record_card(view.dossier, address)
        before, after = self.before(view, address), self.after(view, address)
        return record_card(view.dossier, address, before=before, after=after, skip=self.skip)

    def before(self, view: View, address: str) -> Iterable[Block]:
        """What stands between the title of a record and its fields."""
        return ()

    def after(self, view: View, address: str) -> Iterable[Block]:
        """What stands below the fields of a record."""
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

    def back(self, frame: Frame, inside: bool) -> bool:
        """Esc, in the list or `inside` the card: whatever is shown in another way is shown as usual again.

        Whether that is the whole of it; if not, Esc leads further back.
        """
        return False

    def sought(self, frame: Frame, text: str) -> None:
        """Enter behind what was typed to find: in some areas there is more to look in than the list."""

    def commands(self, address: str) -> Sequence[tuple[str, str, str]]:
        """What the palette offers for the record at `address` beside the keys: for :meth:`do`, in words, found by."""
        return ()

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


AGAIN = "@"
"""What stands, with a number, after the address in the key of a row whose record stands in the list already."""


def rows_of(listing: Listing) -> Iterator[Row]:
    """A listing as rows of the list."""
    seen: dict[str, int] = {}
    for group in listing.groups:
        if group.heading:
            yield Heading(capital(group.heading), sum(1 for row in group.rows if row.address))
        for row in group.rows:
            times = seen[row.address] = seen.get(row.address, 0) + 1
            yield entry_of(row, row.address if times == 1 and row.address else f"{row.address}{AGAIN}{times}")


@lru_cache(maxsize=8192)
def entry_of(row: Shown, key: str = "") -> Entry:
    """A row of a listing as it stands in a list.

    Kept, since of two thousand rows one at a time changes; and a row that is the same is not painted anew.
    """
    return Entry(key or row.address, row, row.address, f"{row.address} {row.words}")


def laid_out(row: Shown) -> Content:
    """A row of a listing as it is painted: sign, what leads, title, what is said beside it."""
    parts: list[Content | str] = ["  " * row.depth]
    parts.append(line(f"{row.sign} ", ACCENT) if row.marked else muted(f"{row.sign} "))
    if row.lead:
        parts += [muted(row.lead), "  "]
    parts.append(line(row.title))
    for said in row.beside:
        parts += ["  ", muted(said)]
    return assembled(*parts)
