"""The areas in the order of their numbers. A later one (the mirror) is a line here and a module beside it."""

from __future__ import annotations

from procesregie.model.address import room_of
from procesregie.tui.areas.agenda import Agenda
from procesregie.tui.areas.area import Area
from procesregie.tui.areas.decisions import Decisions
from procesregie.tui.areas.history import History
from procesregie.tui.areas.overview import Overview
from procesregie.tui.areas.roles import Roles
from procesregie.tui.areas.sessions import Sessions
from procesregie.tui.areas.steps import Steps
from procesregie.tui.areas.table import Table

AREAS: tuple[type[Area], ...] = (Overview, Agenda, Table, Roles, Steps, Sessions, Decisions, History)


def area_of(address: str) -> Area:
    """The area in which the record at `address` has its place; ValueError when `address` is none."""
    room = room_of(address)
    return next((area for area in AREAS if area.room == room and room != "process"), Overview)()
