"""The areas in the order of their numbers, each imported when it is first shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.model.address import Room, room_of
from procesregie.tui.areas.area import Area


@dataclass(frozen=True)
class Place:
    """Where an area stands in the bar, and which class it is."""

    name: str
    """Message id of its name."""
    module: str
    made_by: str
    room: Room | None = None

    def area(self) -> Area:
        """A new one."""
        module = import_module(f"procesregie.tui.areas.{self.module}")
        return cast("type[Area]", getattr(module, self.made_by))()


PLACES: tuple[Place, ...] = (
    Place(N_("Overview"), "overview", "Overview"),
    Place(N_("Agenda"), "agenda", "Agenda", "agenda"),
    Place(N_("Table"), "table", "Table", "table"),
    Place(N_("Roles"), "roles", "Roles", "roles"),
    Place(N_("Steps"), "steps", "Steps", "steps"),
    Place(N_("Sessions"), "sessions", "Sessions", "sessions"),
    Place(N_("Decisions"), "decisions", "Decisions", "decisions"),
    Place(N_("History"), "history", "History"),
    Place(N_("Mirror"), "mirror", "Mirror"),
)
SPECIAL = frozenset({"session", "prepare", "wrap_up", "private", "set_aside"})
"""Actions that make sense in some areas only, which name them in ``keys``."""


def index_of(address: str) -> int:
    """Which area the record at `address` has its place in; ValueError when `address` is none."""
    room = room_of(address)
    return next((index for index, place in enumerate(PLACES) if place.room == room), 0)


def named(name: str) -> int | None:
    """Which area is called `name` (``history``, ``mirror``), of those that hold no records of their own."""
    return next((index for index, place in enumerate(PLACES) if place.room is None and place.module == name), None)


def area_of(address: str) -> Area:
    """A fresh area for the record at `address`, to make its card elsewhere."""
    return PLACES[index_of(address)].area()


def ways() -> Iterator[tuple[int, str, str, str]]:
    """Every area and every way to look at it: which area, the key of the view, its words, and what else finds it."""
    for index, place in enumerate(PLACES):
        yield index, "", _(place.name), place.module
        for view in place.area().views:
            yield index, view.key, f"{_(place.name)}: {_(view.name)}", f"{view.key} {view.found_by}"
