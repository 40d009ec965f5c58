"""What an area shows, as plain data: a listing or a grid, made once for the screen and for ``procesregie list``.

An area can be looked at in more than one way. Each way is a :class:`ViewOf`, declared in the module of the area's
room (``insight/views/agenda.py``) in its ``VIEWS``; the first is the one an area opens with, and it lists every
record of the room. Nothing here knows of widgets; texts are a person's own words or are said in ``lang``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import cast

from procesregie.language import Language
from procesregie.language.signs import OPEN
from procesregie.model.address import Room
from procesregie.model.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a listing, on one line. A record can stand in it more than once."""

    address: str
    """Where it leads; empty for a row that is no record of its own."""
    title: str
    sign: str = OPEN
    lead: str = ""
    """Something short before the title: a day."""
    beside: tuple[str, ...] = ()
    """What is said after the title, the most telling first."""
    depth: int = 0
    """How deep it stands in a tree; 0 at the root."""
    marked: bool = False
    """Whether it asks for attention: then its sign has the one colour."""
    words: str = ""
    """What a search looks in beside all of this."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows with something in common. One without rows is not shown."""

    heading: str
    """Empty for rows that stand under no heading."""
    rows: tuple[Row, ...]
    gives: tuple[tuple[str, str], ...] = ()
    """Fields, with their values, that a new record gets when it is made among them."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Groups of rows, whole: nothing is cut."""

    groups: tuple[Group, ...]
    nothing: str = ""
    """What to say when there is no row; empty for what the area says by itself."""

    @classmethod
    def of(cls, groups: Iterable[tuple[str, Iterable[Row]]], nothing: str = "") -> Listing:
        """A listing of headings with their rows, those without rows left out."""
        made = ((heading, tuple(rows)) for heading, rows in groups)
        return cls(tuple(Group(heading, rows) for heading, rows in made if rows), nothing)


@dataclass(frozen=True, slots=True)
class Head:
    """What a row or a column of a grid is about."""

    text: str
    address: str = ""
    """The record it is; empty when it is none."""
    short: str = ""
    """How it is called above a narrow column; empty for the text itself."""
    words: str = ""
    """What a search looks in beside the text."""
    gives: tuple[tuple[str, str], ...] = ()
    """Fields, with their values, that a new record gets when it is made in this row or column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row and a column meet. An empty text is a cell in which nothing stands."""

    text: str = ""
    """What stands in it: a sign with a word, or names, one a line."""
    addresses: tuple[str, ...] = ()
    """The records that are in it, in the order of the text."""
    said: tuple[str, ...] = ()
    """The same in full sentences, for the card and for who hears it read: date, source, note."""
    marked: bool = False
    """Whether it asks for attention."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows × columns. ``cells[row][column]`` has as many rows and columns as there are heads."""

    corner: str
    """What the rows are, said above them."""
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: tuple[tuple[Cell, ...], ...]
    legend: str = ""
    """What the signs in it mean, on one line."""
    nothing: str = ""
    """What to say when there is no row or no column."""


def side_by_side(groups: Sequence[Group]) -> Grid:
    """`groups` as columns beside each other, each with its rows under its heading: a board."""
    height = max((len(group.rows) for group in groups), default=0)
    rows = [[*(_card(row) for row in group.rows), *[Cell()] * (height - len(group.rows))] for group in groups]
    return Grid(
        corner="",
        rows=(Head(""),) * height,
        columns=tuple(
            Head(group.heading, short=f"{group.heading}  {len(group.rows)}", gives=group.gives) for group in groups
        ),
        cells=tuple(zip(*rows, strict=True)),
    )


def _card(row: Row) -> Cell:
    return Cell(f"{row.sign} {row.title}", (row.address,), marked=row.marked)


MOST_COLUMNS = 40
"""Columns a grid has at most; one that would have more says how many it leaves out, and of what."""

Made = Listing | Grid


@dataclass(frozen=True, slots=True)
class ViewOf:
    """One way to look at an area."""

    key: str
    """What it is called on the command line, in English: ``board``."""
    name: str
    """Message id of what it is called on screen: ``by stage``."""
    make: Callable[[Dossier, date, Language], Made]
    """What there is to show, as of a day."""
    found_by: str = ""
    """What else it is looked for by, in both languages."""
    abreast: bool = False
    """Whether the groups of a listing stand side by side where a screen has room for that: then it is a board."""


def views_of(room: Room) -> tuple[ViewOf, ...]:
    """The ways to look at the records of `room`, the first one first."""
    if room == "process":
        return ()
    return cast("tuple[ViewOf, ...]", import_module(f"procesregie.insight.views.{room}").VIEWS)
