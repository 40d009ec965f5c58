"""What changed between two states of the record, as data: by address, by row, by field.

Nothing here knows a model. Plain data is a tree of at most three levels: a record holds fields, a
table holds rows, a row holds fields. Rows are compared by key and fields by name; everything below a
field is one value, lists too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from procesregie.model.address import ROOMS
from procesregie.model.declare import Value

Data = Mapping[str, Any]
"""The plain data of one record."""


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """The plain data of a whole record, looked up each time it is asked for.

    A commit can bring thousands of records, of which most are told by their name.
    """

    data: Mapping[str, Data]
    address: str

    def __call__(self) -> dict[str, Any]:
        return dict(self.data[self.address])

    def __eq__(self, other: object) -> bool:
        return self() == (other() if isinstance(other, Whole) else other)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different. None stands for what is not there."""

    address: str
    path: tuple[str, ...]
    """``()`` the whole record comes or goes; ``("title",)`` a field; ``("positions", "toren-b")`` a row comes or
    goes; ``("positions", "toren-b", "reason")`` a field of a row."""
    was: Value | Whole | None
    now: Value | Whole | None

    @property
    def old(self) -> Value | None:
        """What stood there."""
        return self.was() if isinstance(self.was, Whole) else self.was

    @property
    def new(self) -> Value | None:
        """What stands there since."""
        return self.now() if isinstance(self.now, Whole) else self.now

    @property
    def sign(self) -> str:
        """``+`` it came, ``-`` it went, ``~`` it is different."""
        return "+" if self.was is None else "-" if self.now is None else "~"

    def reversed(self) -> Change:
        """The change that undoes this one."""
        return Change(self.address, self.path, self.now, self.was)


def compare(old: Mapping[str, Data], new: Mapping[str, Data]) -> list[Change]:
    """The changes that make `new` out of `old` (plain data by address), area by area, in the order of the fields.

    The order of keys is no difference. ``apply(old, compare(old, new)) == new``.
    """
    return [change for address in in_order({*old, *new}) for change in _record(address, old, new)]


def in_order(addresses: Iterable[str]) -> list[str]:
    """Addresses as people meet them: the process, then area by area."""
    rank: dict[str, int] = {room: n for n, room in enumerate(("process", *ROOMS))}
    return sorted(addresses, key=lambda address: (rank.get(address.split("/", 1)[0], len(rank)), address))


def _record(address: str, old: Mapping[str, Data], new: Mapping[str, Data]) -> Iterator[Change]:
    if address not in old or address not in new:
        was, now = (Whole(data, address) if address in data else None for data in (old, new))
        yield Change(address, (), was, now)
        return
    before, after = old[address], new[address]
    for name in _keys(before, after):
        was, now = before.get(name), after.get(name)
        if _table(was, now):
            yield from _rows(address, name, was, now)
        elif not same(was, now):
            yield Change(address, (name,), was, now)


def _table(was: object, now: object) -> bool:
    return isinstance(was, dict | None) and isinstance(now, dict | None)


def _rows(address: str, name: str, was: dict[str, Any] | None, now: dict[str, Any] | None) -> Iterator[Change]:
    before, after = was or {}, now or {}
    for key in _keys(before, after):
        row, other = before.get(key), after.get(key)
        if isinstance(row, dict) and isinstance(other, dict):
            for field in _keys(row, other):
                if not same(row.get(field), other.get(field)):
                    yield Change(address, (name, key, field), row.get(field), other.get(field))
        elif not same(row, other):
            yield Change(address, (name, key), row, other)
    # An empty table in a file, as a hand may leave it: `apply` drops one whose last row went.
    if now == {} and (was is None or before):
        yield Change(address, (name,), None, {})
    elif now is None and was == {}:
        yield Change(address, (name,), {}, None)


def _keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [*new, *(key for key in old if key not in new)]


def same(a: object, b: object) -> bool:
    """Whether two values are the same in a file: ``1``, ``1.0`` and ``true`` are three things, NaN is itself."""
    if type(a) is not type(b):
        return False
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return a == b or (a != a and b != b)


def apply(data: Mapping[str, Data], changes: Iterable[Change]) -> dict[str, dict[str, Any]]:
    """`data` with `changes` made; `data` itself stays as it is."""
    made: dict[str, dict[str, Any]] = {address: dict(record) for address, record in data.items()}
    for change in changes:
        if not change.path:
            _put(made, change.address, change.new)
            continue
        record = made.setdefault(change.address, {})
        if len(change.path) == 1:
            _put(record, change.path[0], change.new)
            continue
        name, key, *field = change.path
        table = record[name] = dict(record.get(name, {}))
        if field:
            table[key] = dict(table.get(key, {}))
            _put(table[key], field[0], change.new)
        else:
            _put(table, key, change.new)
            if not table:
                del record[name]
    return made


def _put(into: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        into.pop(key, None)
    else:
        into[key] = value
