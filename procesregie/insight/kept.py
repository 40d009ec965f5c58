"""What takes reading every record, or every line that was ever said: worked out once, and again only for what changed.

Records are values: as long as a session and its logs are the same objects, what was worked out from them holds; what was
worked out from a dossier holds as long as there is that dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from procesregie.model.declare import Record
    from procesregie.model.dossier import Dossier

Found = TypeVar("Found")
P = ParamSpec("P")


def of_dossier(work_out: Callable[Concatenate[Dossier, P], Found]) -> Callable[Concatenate[Dossier, P], Found]:
    """`work_out` of all records: asked once of each dossier, and kept with it.

    For what the card of every record needs of all others; what it gives is not to be changed by who asks.
    """

    @wraps(work_out)
    def found(dossier: Dossier, /, *args: P.args, **kwargs: P.kwargs) -> Found:
        asked = (work_out, args, *kwargs.items())
        if asked not in dossier.kept:
            dossier.kept[asked] = work_out(dossier, *args, **kwargs)
        return cast(Found, dossier.kept[asked])

    return found


def of_session(work_out: Callable[[Dossier, str], Found]) -> Callable[[Dossier, str], Found]:
    """`work_out` of a session (an id), which may read that session and its logs and nothing else.

    It is asked again only when one of those is another one.
    """
    kept: dict[str, tuple[Record, tuple[tuple[str, Record], ...], Found]] = {}

    @wraps(work_out)
    def found(dossier: Dossier, session: str) -> Found:
        record, logs = dossier.sessions[session], tuple(dossier.logs(session).items())
        known = kept.get(session)
        if known is None or known[0] is not record or not _same(known[1], logs):
            known = kept[session] = (record, logs, work_out(dossier, session))
        return known[2]

    return found


def _same(before: tuple[tuple[str, Record], ...], now: tuple[tuple[str, Record], ...]) -> bool:
    return len(before) == len(now) and all(
        name == other and log is another for (name, log), (other, another) in zip(before, now, strict=True)
    )
