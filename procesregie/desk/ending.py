"""How a record moves on or ends: with a date and a reason, its id and its story kept. Pure; nothing is written here.

A committed record is never removed. A step's date moves and the old one stays; a party leaves, or goes into
another; a topic is closed, a role ends, a step or a proposal is withdrawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from procesregie.language import N_
from procesregie.language.trouble import Trouble
from procesregie.model.address import id_of
from procesregie.model.decision import Decision, DecisionState
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.ids import new_key
from procesregie.model.party import MoveKind, Party, TableMove
from procesregie.model.role import Holder, Role
from procesregie.model.step import DateMove, Step, StepState
from procesregie.model.topic import Stage, Topic


class LeftAlready(Trouble):
    """A party leaves once."""

    def __init__(self, title: str, on: date | None) -> None:
        super().__init__(
            N_("“{title}” has already left the table."),
            N_("What is on record about that is under comings and goings (moves)."),
            title=title,
            on=on,
        )


class IntoItself(Trouble):
    """A party goes into another one."""

    def __init__(self, title: str) -> None:
        super().__init__(
            N_("“{title}” cannot become part of itself."), N_("Name the party it becomes part of."), title=title
        )


class NothingToMove(Trouble):
    """The date is that one already."""

    def __init__(self, title: str) -> None:
        super().__init__(N_("“{title}” is already due on that day."), title=title)


class HeldAlready(Trouble):
    """The role is held by that party and person already."""

    def __init__(self, title: str, holder: str) -> None:
        super().__init__(N_("“{title}” is already held by {holder}."), title=title, holder=holder)


class NotWithdrawn(Trouble):
    """A record of a kind that is not withdrawn; says what happens to it instead."""


class EndedAlready(Trouble):
    """What is closed, withdrawn or ended does not end twice."""

    def __init__(self, title: str) -> None:
        super().__init__(N_("“{title}” is already closed or withdrawn."), title=title)


_INSTEAD = {
    "table": N_("A party leaves, or becomes part of another: procesregie leave {id}"),
    "sessions": N_("A session is closed: procesregie close {id}"),
    "process": N_("A process is handed over: set its successor and the date."),
}


def moved(step: Step, due: date, on: date, reason: str = "") -> Step:
    """`step` with its date moved to `due` on the day `on`; the old date stands in ``moves``. :class:`NothingToMove`."""
    if step.due == due:
        raise NothingToMove(step.title)
    if step.due is None:
        return step.model_copy(update={"due": due})
    move = DateMove(was=step.due, moved_on=on, reason=reason)
    return step.model_copy(update={"due": due, "moves": {**step.moves, new_key(step.moves): move}})


def done(step: Step, on: date, result: str = "") -> Step:
    """`step` done on the day `on`, with what came of it. :class:`EndedAlready` when it is not open."""
    if step.state is not StepState.OPEN:
        raise EndedAlready(step.title)
    return step.model_copy(update={"state": StepState.DONE, "done_on": on, "result": _text(result) or step.result})


def _text(words: str) -> str:
    """`words` as a long text stands in a file."""
    return f"{words.strip()}\n" if words.strip() else ""


def handed(role: Role, party: str, person: str, on: date, reason: str = "") -> Role:
    """`role` in the hands of `party` (an id) and `person` from the day `on`; who held it before stands in ``earlier``.

    Whoever gets it has still to accept it. :class:`HeldAlready` when they hold it.
    """
    if (role.party, role.person) == (party, person):
        raise HeldAlready(role.title, "/".join(part for part in (party, person) if part))
    changes: dict[str, object] = {"party": party, "person": person, "since": on, "accepted_on": None}
    if role.party:
        row = Holder(party=role.party, person=role.person, since=role.since, until=on, reason=reason)
        changes["earlier"] = {**role.earlier, new_key(role.earlier): row}
    return role.model_copy(update=changes)


def kept(address: str, before: Mapping[str, Any], after: dict[str, Any], on: date, reason: str = "") -> dict[str, Any]:
    """`after`, the plain data of a record that was edited, with what moved kept beside it: the old date of a step, who
    held a role before. Nothing is added where that was written by hand, or nothing moved."""
    if address.startswith("steps/"):
        was = before.get("due")
        if not isinstance(was, date) or was == after.get("due") or after.get("moves") != before.get("moves"):
            return after
        return _with_row(after, "moves", {"was": was, "moved_on": on}, reason)
    if address.startswith("roles/") and changes_hands(before, after) and after.get("earlier") == before.get("earlier"):
        known = {name: before[name] for name in ("party", "person", "since") if name in before}
        return _with_row(after, "earlier", {**known, "until": on}, reason)
    return after


def changes_hands(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether the plain data of a role says another holder `after`; a person that was not said yet is no other holder."""
    party, person = before.get("party"), before.get("person")
    return bool(party) and (party != after.get("party") or bool(person and person != after.get("person")))


def _with_row(data: dict[str, Any], table: str, row: dict[str, Any], reason: str) -> dict[str, Any]:
    rows = dict(data.get(table, {}))
    return {**data, table: {**rows, new_key(rows): {**row, **({"reason": reason} if reason else {})}}}


def left(party: Party, on: date, reason: str = "", into: str = "", *, id: str = "") -> Party:
    """`party` (called `id`) after it left on the day `on`, or went `into` another (an id). :class:`LeftAlready`."""
    gone = party.left()
    if gone is not None:
        raise LeftAlready(party.title, gone.on)
    if into and into == id:
        raise IntoItself(party.title)
    kind = MoveKind.MERGED if into else MoveKind.LEFT
    move = TableMove(kind=kind, on=on, reason=reason, into=into)
    return party.model_copy(update={"moves": {**party.moves, new_key(party.moves): move}})


def parked(topic: Topic, reason: str = "") -> Topic:
    """`topic` put aside for later, with why. :class:`EndedAlready` when it is parked or closed."""
    if topic.stage in (Stage.PARKED, Stage.CLOSED):
        raise EndedAlready(topic.title)
    return topic.model_copy(update={"stage": Stage.PARKED, "stage_reason": reason})


def withdrawn(address: str, record: Record, on: date, reason: str = "") -> Record:
    """`record` closed, ended or withdrawn: :class:`NotWithdrawn` for a kind that goes another way, :class:`EndedAlready`.

    A decision that was taken is for the desk to refuse: it is locked.
    """
    fields: dict[str, object]
    match record:
        case Topic():
            ended, fields = record.stage is Stage.CLOSED, {"stage": Stage.CLOSED, "stage_reason": reason}
        case Step():
            ended = record.state is StepState.WITHDRAWN
            fields = {"state": StepState.WITHDRAWN, "withdrawn_reason": reason}
        case Role():
            ended = record.until is not None and record.until <= on
            fields = {"until": on, "until_reason": reason}
        case Decision():
            ended = record.state is DecisionState.WITHDRAWN
            fields = {"state": DecisionState.WITHDRAWN, "withdrawn_reason": reason}
        case _:
            instead = _INSTEAD.get(address.split("/")[0], "")
            raise NotWithdrawn(N_("This cannot be withdrawn."), instead, id=id_of(address))
    if ended:
        raise EndedAlready(str(getattr(record, "title", "")))
    return record.model_copy(update=fields)


def still_held(dossier: Dossier, party: str, on: date) -> list[str]:
    """Addresses of what `party` (an id) still holds on the day `on`: open steps and roles that have not ended."""
    steps = [f"steps/{id}" for id, s in dossier.steps.items() if s.owner == party and s.state is StepState.OPEN]
    roles = [f"roles/{id}" for id, r in dossier.roles.items() if r.party == party and (not r.until or r.until > on)]
    return [*roles, *steps]
