"""Committed: the more different motives find a place at the table, the longer the parties stay when it gets rough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from procesregie.insight.mirror.question import Looking, Question
from procesregie.language import N_
from procesregie.model.decision import Stand
from procesregie.model.party import TableMove

_RIGHT_AFTER = timedelta(days=60)
"""Who leaves within this time after an objection may have left because of it."""


def disagreement_unanswered(looking: Looking) -> Iterator[Question]:
    """Not everybody has to agree. But who hears nothing back on what they do not agree with has one foot out of the
    door; who was answered, even with a no, tends to stay.

    Tell each of them what was done with it, or that nothing will be, and why. Write that down as the answer.
    """
    open_ones: dict[str, dict[str, None]] = {}
    gone = {id for id, party in looking.dossier.parties.items() if party.left() is not None}
    for session in looking.earlier():
        for row in looking.dossier.sessions[session].disagreements.values():
            if not row.answered and row.party not in gone:
                open_ones.setdefault(session, {})[row.party] = None
    parties = list(dict.fromkeys(party for found in open_ones.values() for party in found if party))
    if open_ones:
        words = (
            N_("{parties} said what they do not agree with, and no answer to it is on record. What did you answer?")
            if parties
            else N_("Somebody said what they do not agree with, and no answer is on record. What did you answer?")
        )
        yield Question(
            words,
            evidence=(*(f"sessions/{id}" for id in open_ones), *(f"table/{id}" for id in parties)),
            values={"parties": looking.names(parties)} if parties else {},
        )


def left_after_objection(looking: Looking) -> Iterator[Question]:
    """A table that stays mixed survives a setback better. Who leaves after an objection takes that objection along,
    and it is still true.

    Call them without asking them back: what was it, and what would have had to be different? Then look whether the
    objection has found another voice at the table.
    """
    for id, party in looking.dossier.parties.items():
        move = party.left()
        objected = _objected(looking, id, move) if move else []
        if move and objected:
            yield Question(
                N_(
                    "{party} left on {day}, shortly after objecting. Did they leave because of it, and who says it now?"
                ),
                evidence=(f"table/{id}", *objected),
                values={"party": party.title, "day": move.on},
                of=id,
            )


def _objected(looking: Looking, party: str, move: TableMove) -> list[str]:
    """Decisions to which `party` objected shortly before it left, an objection it gave up included."""
    if move.on is None:
        return []
    found = []
    for id, decision in looking.dossier.decisions.items():
        positions = [(row.position, row.before, row.on) for key, row in decision.positions.items() if key == party]
        after = looking.dossier.after(id)
        positions += (
            [(r.position, r.before, r.on) for r in after.positions.values() if r.party == party] if after else []
        )
        session = looking.dossier.sessions.get(decision.session)
        held_on = decision.taken_on or (session.date if session else None)
        if any(Stand.OBJECTION in (now, was) and _shortly(on or held_on, move.on) for now, was, on in positions):
            found.append(f"decisions/{id}")
    return found


def _shortly(said: date | None, left: date) -> bool:
    return said is not None and timedelta() <= left - said <= _RIGHT_AFTER
