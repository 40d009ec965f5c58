"""Recognised: the more what parties contribute and risk is acknowledged, the more they go along."""

from __future__ import annotations

from collections.abc import Iterator

from procesregie.insight.mirror.question import Looking, Question
from procesregie.language import N_


def never_acknowledged(looking: Looking) -> Iterator[Question]:
    """Who sticks out their neck watches whether anybody saw it. The more it is acknowledged, the more they go along.

    Say it at the next session, by name and in front of the others, or write to them. A line in the minutes counts.
    """
    if len(looking.held) < 2:
        return
    before = looking.dossier.sessions[looking.held[-1]].date
    found = [
        (id, row)
        for id, party in looking.at_table()
        for row in party.contributions.values()
        if row.acknowledged_on is None and row.on is not None and row.on < before
    ]
    parties = list(dict.fromkeys(id for id, _ in found))
    if len(found) == 1:
        words = N_("“{what}” ({parties}): nobody has acknowledged it yet. When could you?")
        values: dict[str, object] = {"what": found[0][1].what.rstrip("."), "parties": looking.names(parties)}
    else:
        words = N_("What {parties} contributed has not been acknowledged yet. When could you?")
        values = {"parties": looking.names(parties)}
    if found:
        yield Question(words, evidence=tuple(f"table/{id}" for id in parties), values=values)
