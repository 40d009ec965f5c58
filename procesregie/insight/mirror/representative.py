"""Representative: the more of the actors that are needed take part, the better an approach can work."""

from __future__ import annotations

from collections.abc import Iterator

from procesregie.insight.mirror.question import Looking, Question
from procesregie.language import N_
from procesregie.model.party import Kind, Seat
from procesregie.model.session import SessionKind

_CONCERNED = (Kind.RESIDENT, Kind.INITIATOR)
_FEW = 4
"""A table smaller than this says nothing about who is usual."""
_MOST = 0.75
"""Above this share usual suspects are among themselves."""


def residents_late(looking: Looking) -> Iterator[Question]:
    """The people it is about see what nobody else at the table sees. The earlier they sit there, the more of it
    still counts.

    Ask who knows somebody it is about, and go there; or hold the next session where they come already.
    """
    if len(looking.held) < 2:
        return
    parties = looking.dossier.parties
    for session in looking.held:
        if any(party in parties and parties[party].kind in _CONCERNED for party in looking.present(session)):
            return
    yield Question(
        N_("After {n} sessions not one resident has been at the table. Who knows somebody it is about?"),
        evidence=tuple(f"sessions/{id}" for id in looking.held[:2]),
        values={"n": len(looking.held)},
    )


def usual_suspects(looking: Looking) -> Iterator[Question]:
    """Who always comes brings what was known already. The more of the others there are, the better the approach
    fits the whole.

    Open a few seats on purpose: for who lives there, works there or began something there without being asked.
    """
    sessions = looking.dossier.sessions
    tables = [id for id in looking.held if sessions[id].kind not in (SessionKind.STEERING, SessionKind.TALKS)]
    if not tables:
        return
    parties = looking.dossier.parties
    there = [id for id in sorted(looking.present(tables[-1])) if id in parties and parties[id].seat is Seat.MEMBER]
    usual = [id for id in there if parties[id].usual_suspect]
    if len(there) >= _FEW and len(usual) > _MOST * len(there):
        yield Question(
            N_(
                "{n} of the {all} parties at “{session}” are usual suspects. Who else belongs there, "
                "and for whom would they come?"
            ),
            evidence=(f"sessions/{tables[-1]}", *(f"table/{id}" for id in usual)),
            values={"n": len(usual), "all": len(there), "session": sessions[tables[-1]].title},
        )
