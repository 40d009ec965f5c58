"""What comes after a decision: a position that is taken later, what became of a condition, a review. Pure.

A decision that was taken is locked: all of this stands in the ``after.toml`` beside it. While it is only proposed a
position goes into the decision itself.
"""

from __future__ import annotations

from datetime import date

from procesregie.insight.deciding import UNASKED, stances
from procesregie.model.decision import (
    After,
    Channel,
    ConditionMet,
    Decision,
    DecisionState,
    LaterPosition,
    Position,
    Review,
    Stand,
)
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.ids import new_key


def positioned(
    dossier: Dossier,
    decision: str,
    party: str,
    stand: Stand,
    on: date,
    *,
    words: str = "",
    channel: Channel | None = None,
    recorder: str = "",
    person: str = "",
) -> tuple[str, Record]:
    """The record, with its address, that says where `party` stands on `decision` (ids) from the day `on`.

    What it was before is kept. `words` are its reason; of a party that moved, what moved it.
    """
    record = dossier.decisions[decision]
    old = next((one.now for one in stances(dossier, decision) if one.party == party), None)
    moved = old is not None and old.position is not stand and old.position not in UNASKED
    fields: dict[str, object] = {
        "position": stand,
        "reason": words if not moved or stand is Stand.OBJECTION else "",
        "changed_by": words if moved and stand is not Stand.OBJECTION else "",
        "before": old.position if old is not None and moved else None,
        "person": person,
        "channel": channel,
        "recorder": recorder,
        "on": on,
    }
    if record.state is DecisionState.PROPOSED:
        row = Position.model_validate({**fields, "answered": old.answered if old is not None else ""})
        return _address(decision), record.model_copy(update={"positions": {**record.positions, party: row}})
    after = dossier.after(decision) or After()
    key = party if party not in after.positions else new_key(after.positions)
    later = LaterPosition.model_validate({**fields, "party": party})
    return _after(decision), after.model_copy(update={"positions": {**after.positions, key: later}})


def conditions_of(dossier: Dossier, decision: str) -> list[tuple[str, str, ConditionMet | None]]:
    """The conditions of `decision` (an id), each with what became of it: key, condition, None when nothing did yet."""
    after = dossier.after(decision)
    became = after.conditions if after is not None else {}
    return [(key, row.condition, became.get(key)) for key, row in dossier.decisions[decision].conditions.items()]


def settled(dossier: Dossier, decision: str, condition: str, on: date, *, met: bool, note: str) -> tuple[str, Record]:
    """The record, with its address, that says what became of a condition (a key) of `decision` on the day `on`."""
    after = dossier.after(decision) or After()
    row = ConditionMet(on=on, met=met, note=note)
    return _after(decision), after.model_copy(update={"conditions": {**after.conditions, condition: row}})


def reviewed(
    dossier: Dossier, decision: str, on: date, outcome: str, session: str = "", again: date | None = None
) -> tuple[str, Record]:
    """The record, with its address, that says that `decision` was looked at again on the day `on`, and what came of it;
    `again` is the day of the next review."""
    after = dossier.after(decision) or After()
    row = Review(on=on, outcome=outcome, session=session, review_on=again)
    return _after(decision), after.model_copy(update={"reviews": {**after.reviews, new_key(after.reviews): row}})


def may_follow(decision: Decision) -> bool:
    """Whether something can come after `decision`: it was taken."""
    return decision.state in (DecisionState.TAKEN, DecisionState.OPEN)


def _address(decision: str) -> str:
    return f"decisions/{decision}"


def _after(decision: str) -> str:
    return f"decisions/{decision}/after"
