"""What stood in the record at another moment, made an edit of now: all of a record, or one field of it.

It goes through the desk like every edit: written at once, undone with one key, and never into a decision that was taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from procesregie.change.compare import Change, apply, compare
from procesregie.desk.desk import Desk
from procesregie.desk.troubles import Locked
from procesregie.model.address import model_of, room_of
from procesregie.model.declare import meaning, to_data
from procesregie.model.dossier import Dossier

_OWN_WAY = {"decisions": ("state", "taken_on")}
"""What comes about in a way of its own: a decision is taken in a session, never by an edit."""


def differing(now: Dossier, then: Dossier, address: str) -> list[Change]:
    """What would make of the record at `address` (and of what came after it) what it was in `then`.

    Without what the program keeps itself, and without what was not there yet: nothing is taken away.
    """
    found: list[Change] = []
    for one in _beside(address):
        was, record = then.get(one), now.get(one)
        if was is None:
            continue
        there = {one: to_data(record)} if record is not None else {}
        found += [change for change in compare(there, {one: to_data(was)}) if _free(change)]
    return found


def bring_back(desk: Desk, changes: Iterable[Change]) -> frozenset[str]:
    """Makes `changes` (some of those :func:`differing` gave) as one edit; where. Locked for a decision that was taken."""
    made = list(changes)
    addresses = {change.address for change in made}
    for address in addresses:
        if desk.locked(address):
            raise Locked(desk.dossier.name(address))
    now = {address: to_data(record) for address in addresses if (record := desk.dossier.get(address)) is not None}
    data = apply(now, made)
    desk.apply({address: model_of(address).from_data(data[address]) for address in addresses})
    return frozenset(addresses)


def _beside(address: str) -> tuple[str, ...]:
    return (address, f"{address}/after") if room_of(address) == "decisions" else (address,)


def _free(change: Change) -> bool:
    if not change.path:
        return True
    name = change.path[0]
    about = meaning(model_of(change.address), name)
    return not (about is not None and about.kept) and name not in _OWN_WAY.get(room_of(change.address), ())
