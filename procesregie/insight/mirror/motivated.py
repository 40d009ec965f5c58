"""Motivated: the closer an approach comes to what moves the parties, the more they make it their own."""

from __future__ import annotations

from collections.abc import Iterator

from procesregie.insight.mirror.question import Looking, Question
from procesregie.language import N_
from procesregie.model.party import PrivateParty, Ring, Seat

_BY_SESSION = 3
"""By then one can have asked who acts what moves them."""


def motives_unknown(looking: Looking) -> Iterator[Question]:
    """What moves a party is learned, not assumed. The closer the approach comes to it, the more it becomes their own.

    Have a talk without an agenda with one of them, and ask why they come. Write down what you guess as a guess.
    """
    if looking.private is None or len(looking.held) < _BY_SESSION:
        return
    unknown = [
        id
        for id, party in looking.at_table()
        if party.ring is Ring.ACTS and party.seat is Seat.MEMBER and not _motives_known(looking, id)
    ]
    if unknown:
        yield Question(
            N_("You have not written down what moves {parties}, and they act. Whom of them could you simply ask?"),
            evidence=tuple(f"table/{id}" for id in unknown),
            values={"parties": looking.names(unknown)},
            confidential=True,
        )


def _motives_known(looking: Looking, party: str) -> bool:
    assert looking.private is not None
    record = looking.private.get(f"table/{party}")
    return isinstance(record, PrivateParty) and bool(record.motives)
