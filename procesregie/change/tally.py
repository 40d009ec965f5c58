"""Positions in one line: ``17 consent · 3 not our preference · 1 objection``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from procesregie.language import Language
from procesregie.model.decision import Position, Stand


def tally(positions: Mapping[str, Position] | Iterable[Stand], lang: Language, *, between: str = " · ") -> str:
    """How many took which position, the ones that go along first; empty when there are none."""
    found = (p.position for p in positions.values()) if isinstance(positions, Mapping) else positions
    counts = Counter(found)
    return between.join(counted(stand, counts[stand], lang) for stand in Stand if counts[stand])


def counted(stand: Stand, n: int, lang: Language) -> str:
    """`n` parties that take the position `stand`, as short as one says it."""
    many = lang.many
    return {
        Stand.CONSENT: lambda: many("{n} consent", "{n} consent", n),
        Stand.NOT_PREFERRED: lambda: many("{n} not our preference", "{n} not our preference", n),
        Stand.CONCERN: lambda: many("{n} concern", "{n} concerns", n),
        Stand.OBJECTION: lambda: many("{n} objection", "{n} objections", n),
        Stand.ASIDE: lambda: many("{n} stands aside", "{n} stand aside", n),
        Stand.SUBJECT: lambda: many("{n} subject to constituency", "{n} subject to constituency", n),
        Stand.NO_ANSWER: lambda: many("{n} asked, no answer", "{n} asked, no answer", n),
        Stand.NOT_ASKED: lambda: many("{n} not yet asked", "{n} not yet asked", n),
    }[stand]()
