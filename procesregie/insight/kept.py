"""Something that takes reading the whole record: worked out once for each dossier, and kept for the last one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from procesregie.model.dossier import Dossier

Found = TypeVar("Found")


def of_dossier(work_out: Callable[[Dossier], Found]) -> Callable[[Dossier], Found]:
    """`work_out`, which is asked again only when the dossier is another one: a dossier is a value, never changed."""
    last: list[tuple[Dossier, Found]] = []

    @wraps(work_out)
    def found(dossier: Dossier) -> Found:
        known = last[0] if last else None
        if known is None or known[0] is not dossier:
            known = (dossier, work_out(dossier))
            last[:] = [known]
        return known[1]

    return found
