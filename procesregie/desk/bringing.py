"""What stood in the record at another moment, made an edit of now: all of a record or text, or some fields of it.

It goes through the desk like every edit: written at once, undone with one key, and never into a decision that was taken.
What was said is never taken back: of a log comes what its lines said then, and later lines stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from procesregie.change.compare import Change, apply, compare
from procesregie.desk.desk import Desk
from procesregie.desk.troubles import Locked
from procesregie.history.story import narrowed
from procesregie.language import N_
from procesregie.language.trouble import Trouble
from procesregie.model.address import model_of, room_of
from procesregie.model.declare import Part, Record, fields, meaning, to_data
from procesregie.model.dossier import Dossier
from procesregie.model.grouptext import GroupText, is_text

if TYPE_CHECKING:
    from procesregie.model.dossier import Problem

_OWN_WAY = {"decisions": ("state", "taken_on")}
"""What comes about in a way of its own: a decision is taken in a session, never by an edit."""


class NotThereThen(Trouble):
    """The record was not there at that moment, or could not be read as it stood."""

    def __init__(self, address: str, moment: str, *, broken: bool = False) -> None:
        what = N_("“{address}” could not be read as it stood at {moment}.")
        called = moment[:10] if len(moment) >= 40 else moment  # the id of a commit is told by its beginning
        super().__init__(
            what if broken else N_("“{address}” was not there at {moment}."), address=address, moment=called
        )


class NoSuchField(Trouble):
    """A field that the record does not have."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(N_("It has no field “{name}”."), N_("Available: {listed}"), name=name, listed=", ".join(known))


def differing(now: Dossier, then: Dossier, address: str) -> list[Change]:
    """What would make of the record at `address` (and of what came after it) what it was in `then`.

    Without what the program keeps itself, and without what was not there yet: nothing is taken away.
    """
    found: list[Change] = []
    for one in _beside(address):
        was = _data(then, one)
        if was:
            found += [change for change in compare(_data(now, one), was) if _free(change)]
    return found


def bring_back(desk: Desk, changes: Iterable[Change]) -> frozenset[str]:
    """Makes `changes` (some of those :func:`differing` gave) as one edit; where. Locked for a decision that was taken."""
    made = list(changes)
    addresses = {change.address for change in made}
    for address in addresses:
        if desk.locked(address):
            raise Locked(desk.dossier.name(address))
    now: dict[str, Any] = {}
    for address in addresses:
        now |= _data(desk.dossier, address)
    data = apply(now, made)
    desk.apply({address: _model(address).from_data(data[address]) for address in addresses})
    return frozenset(addresses)


def stood(desk: Desk, moment: str, address: str) -> Dossier:
    """The record or text at `address`, and what came after it, as they stood at `moment` (what ``Repository.find`` finds).

    Raises NoSuchMoment, NotThereThen.
    """
    then = desk.repository.some(moment, _beside(address))
    if not _data(then, address):
        raise NotThereThen(address, moment, broken=bool(then.problems))
    return then


def bring_back_named(desk: Desk, moment: str, address: str, names: Iterable[str] = ()) -> list[Problem]:
    """Makes of the record at `address` what it was at `moment`; only the fields called `names` when some are.

    A field is called as in its file: ``intent``, ``positions.toren-b``, ``people.jan.function``. Raises NotThereThen,
    NoSuchField, Locked, and the troubles of a save. What comes back are references to what is no longer there.
    """
    from procesregie.folder.checks import check_references

    changes = differing(desk.dossier, stood(desk, moment, address), address)
    paths = [_path(_model(address), name) for name in names]
    if paths:
        changes = [one for change in changes for path in paths for one in narrowed(change, path)]
    made = bring_back(desk, changes)
    return [problem for problem in check_references(desk.dossier, desk.folder) if problem.address in made]


def chosen(then: Dossier, address: str, names: Iterable[str]) -> dict[str, Any]:
    """The plain data of the record or text at `address`; only what stands in the fields called `names` when some are."""
    data: dict[str, Any] = _data(then, address)[address]
    paths = [_path(_model(address), name) for name in names]
    if not paths:
        return data
    found = [one for path in paths for one in narrowed(Change(address, (), None, data), path)]
    return apply({address: {}}, found)[address]


def _beside(address: str) -> tuple[str, ...]:
    if is_text(address) or room_of(address) != "decisions" or address.count("/") > 1:
        return (address,)
    return (address, f"{address}/after")


def _data(dossier: Dossier, address: str) -> dict[str, dict[str, Any]]:
    """The plain data at `address`, by that; empty when nothing is there."""
    record: Record | None = dossier.get(address)
    if record is not None:
        return {address: to_data(record)}
    text = dossier.texts.get(address.removeprefix("texts/")) if is_text(address) else None
    return {} if text is None else {address: {"text": text}}


def _model(address: str) -> type[Record]:
    return GroupText if is_text(address) else model_of(address)


def _free(change: Change) -> bool:
    if not change.path:
        return True
    if change.address.rpartition("/")[2].startswith("log-") and change.new is None:
        return False  # a line that was said later
    name = change.path[0]
    about = meaning(_model(change.address), name)
    own = () if is_text(change.address) else _OWN_WAY.get(room_of(change.address), ())
    return not (about is not None and about.kept) and name not in own


def _path(model: type[Part], name: str) -> tuple[str, ...]:
    path = tuple(name.split("."))
    about = meaning(model, path[0])
    if about is None or (len(path) > 1 and about.row is None) or len(path) > 3:
        raise NoSuchField(name, (field.name for field in fields(model)))
    return path
