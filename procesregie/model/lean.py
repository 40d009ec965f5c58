"""What pydantic gives every instance for itself and parts may share: a large process has 30,000 of them in memory.

Parts are frozen, so nobody notices; a copy (``model_copy``) gets its own again. It is half of what records take.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

_put = object.__setattr__  # a frozen model refuses its own
_SAID: dict[frozenset[str], set[str]] = {}
"""Every combination of fields that some part was made with."""
_NAMES: dict[type[BaseModel], dict[str, Any]] = {}
"""The attributes of an instance, by model: copies of such a dict have one table of keys together (PEP 412)."""


def lean(part: BaseModel) -> None:
    """Lets a `part` that was just made share what many others have too."""
    said = part.__pydantic_fields_set__
    _put(part, "__pydantic_fields_set__", _SAID.setdefault(frozenset(said), said))
    if not part.__pydantic_extra__:
        _put(part, "__pydantic_extra__", None)
    own = part.__dict__
    names = _NAMES.get(type(part)) or _names(type(part))
    if len(own) == len(names):  # one that is half typed, in a form, has not all of its fields
        values = names.copy()
        values.update(own)
        _put(part, "__dict__", values)


def _names(model: type[BaseModel]) -> dict[str, Any]:
    one = model.__new__(model)
    for name in model.model_fields:
        _put(one, name, None)
    _NAMES[model] = vars(one)
    return vars(one)
