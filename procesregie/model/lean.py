"""What pydantic gives every instance for itself and parts may share: a large process has 30,000 of them in memory.

Parts are frozen, so nobody notices; a copy (``model_copy``) gets its own again. It is half of what records take.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import BaseModel

_put = object.__setattr__  # a frozen model refuses its own


class _Shape(NamedTuple):
    """What the parts of a model look like."""

    names: dict[str, Any]
    """The attributes of one of them: copies of this dict have one table of keys together (PEP 412)."""
    lists: tuple[str, ...]
    """Fields with several ids or words: most have the same few, such as the one party that said a line."""


_SHAPES: dict[type[BaseModel], _Shape] = {}
_SAID: dict[frozenset[str], set[str]] = {}
"""Every combination of fields that some part was made with."""
_LISTS: dict[tuple[str, ...], tuple[str, ...]] = {}
"""Every list that stands in some part."""


def lean(part: BaseModel) -> None:
    """Lets a `part` that was just made share what many others have too."""
    said = part.__pydantic_fields_set__
    _put(part, "__pydantic_fields_set__", _SAID.setdefault(frozenset(said), said))
    if not part.__pydantic_extra__:
        _put(part, "__pydantic_extra__", None)
    own = part.__dict__
    names, lists = _SHAPES.get(type(part)) or _shape(type(part))
    if len(own) == len(names):  # one that is half typed, in a form, has not all of its fields
        values = names.copy()
        values.update(own)
        for name in lists:
            found = own[name]
            if found and isinstance(found, tuple):  # in a form it is still a list
                values[name] = _LISTS.setdefault(found, found)
        _put(part, "__dict__", values)


def _shape(model: type[BaseModel]) -> _Shape:
    one = model.__new__(model)
    for name in model.model_fields:
        _put(one, name, None)
    lists = tuple(name for name, info in model.model_fields.items() if info.annotation == tuple[str, ...])
    return _SHAPES.setdefault(model, _Shape(vars(one), lists))
