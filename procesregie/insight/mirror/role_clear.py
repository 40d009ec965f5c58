"""Role-clear: the better parties can act from their own role, the sooner something moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from procesregie.insight.mirror.looking import Looking
from procesregie.insight.mirror.question import Question, few
from procesregie.insight.roles import HATS
from procesregie.language import N_
from procesregie.model.decision import Decision, DecisionWeight, Stand
from procesregie.model.party import MoveKind, Ring, Seat
from procesregie.model.process import Rule
from procesregie.model.role import Doing, Role, RoleKind
from procesregie.model.step import Step
from procesregie.model.topic import Stage

_TALKED_ABOUT = (Stage.IN_CONVERSATION, Stage.DIRECTION, Stage.DECIDED)
_SETTLED_IN = 2
"""Within this many sessions a holder can say whether they take a role."""


class _Unsaid(StrEnum):
    """What ought to be said before a text is final."""

    GOOD = N_("when it is good")
    JUDGE = N_("who judges that")
    RULE = N_("how we decide")


def double_hat(looking: Looking) -> Iterator[Question]:
    """A party that wears two hats is heard in the heavier one. The better each party can act from one clear role, the
    sooner something moves.

    Let them say at the table which hat they wear when, or let another party take over one of the two roles.
    """
    yield from few(
        _double_hat(looking),
        N_("{n} parties wear two hats at once. Whom would you ask first which hat they are speaking in?"),
    )


def _double_hat(looking: Looking) -> Iterator[Question]:
    held: dict[str, list[tuple[str, Role]]] = {}
    for id, role in looking.roles_now.items():
        if role.party:
            held.setdefault(role.party, []).append((id, role))
    for party, roles in held.items():
        pair = next((p for p in combinations(roles, 2) if frozenset(role.kind for _, role in p) in HATS), None)
        if pair:
            (one_id, one), (other_id, other) = pair
            yield Question(
                N_("{party} is {one} and {other} at once. Do the others always know which of the two is speaking?"),
                evidence=(f"roles/{one_id}", f"roles/{other_id}", f"table/{party}"),
                values={"party": looking.dossier.name(f"table/{party}"), "one": one.kind, "other": other.kind},
                of=party,
            )


def good_enough_unsaid(looking: Looking) -> Iterator[Question]:
    """A text is never finished while nobody knows when it is good, or who says so. Settled beforehand, that is an
    agreement; settled afterwards, it is a quarrel.

    Take ten minutes before the next version: what must be in it, who reads it last, and what do we do if somebody
    objects?
    """
    process = looking.process if looking.held else None
    seen = [id for id in looking.held if looking.dossier.sessions[id].texts]
    if process is None or not seen:
        return
    said = {
        _Unsaid.GOOD: process.done_when.strip(),
        _Unsaid.JUDGE: process.done_judged_by.strip(),
        _Unsaid.RULE: process.rule,
    }
    missing = tuple(what for what, filled in said.items() if not filled)
    if missing:
        yield Question(
            N_("A text is on the table, and this is not on record: {missing}. When will you settle that?"),
            evidence=("process", f"sessions/{seen[-1]}"),
            values={"missing": missing},
        )


def nobody_decides(looking: Looking) -> Iterator[Question]:
    """Where nobody knows who decides, everybody waits, or everybody decides. The clearer it is, the sooner somebody can
    act.

    Ask the table who may settle this: one party, a few, or all of you by consent. Put the answer with the role, or with
    the process.
    """
    process = looking.process if looking.held else None
    if process is None or (process.rule and (process.rule is not Rule.ONE or process.decider)):
        return
    decided = {
        topic
        for role in looking.roles_now.values()
        for topic, row in role.topics.items()
        if row.does in (Doing.DECIDES, Doing.CONSENTS)
    }
    found = [
        id
        for id, topic in looking.dossier.topics.items()
        if topic.stage in _TALKED_ABOUT and id not in decided and len(looking.came_up.get(id, ())) >= 2
    ]
    if found:
        yield Question(
            N_("We keep talking about {topics}, and nobody knows yet who decides. How will you find out?"),
            evidence=(*(f"agenda/{id}" for id in found), "process"),
            values={"topics": tuple(f"“{name}”" for name in looking.names(found, "agenda"))},
        )


def several_decide(looking: Looking) -> Iterator[Question]:
    """Two parties that decide the same thing wait for each other, or pass each other by. With one clear role each,
    things move faster.

    Bring the two together: who decides what, and what does the other do then, consent or advise?
    """
    yield from few(
        _several_decide(looking),
        N_("On {n} topics more than one party decides. Where would you begin to untangle that?"),
    )


def _several_decide(looking: Looking) -> Iterator[Question]:
    deciding: dict[str, dict[str, str]] = {}
    for id, role in looking.roles_now.items():
        for topic, row in role.topics.items():
            if row.does is Doing.DECIDES and role.party:
                deciding.setdefault(topic, {}).setdefault(role.party, id)
    for topic, parties in deciding.items():
        record = looking.dossier.topics.get(topic)
        if len(parties) > 1 and record and record.stage is not Stage.CLOSED:
            yield Question(
                N_("{parties} both decide on “{topic}”. Who decides when they disagree?")
                if len(parties) == 2
                else N_("{parties} all decide on “{topic}”. Who decides when they disagree?"),
                evidence=(*(f"roles/{id}" for id in parties.values()), f"agenda/{topic}"),
                values={"parties": looking.names(list(parties)), "topic": record.title},
                of=topic,
            )


def binds_who_was_not_asked(looking: Looking) -> Iterator[Question]:
    """To lead is not to decide for others. A party that is bound without having been asked would have to act from
    somebody else's role, and so does not act.

    Call them before the minutes reach them: does it hold for you too? Write the answer down as a later position.
    """
    found = {id: parties for id, one in looking.in_force.items() if (parties := _not_asked(looking, id, one))}
    parties = list(dict.fromkeys(party for unasked in found.values() for party in unasked))
    if found:
        yield Question(
            N_("“{decision}” binds {parties}, and no position of theirs is on record. Who will ask them?")
            if len(found) == 1
            else N_("{n} decisions bind parties whose position is not on record: {parties}. Who will ask them?"),
            evidence=(*(f"decisions/{id}" for id in found), *(f"table/{party}" for party in parties)),
            values={
                "n": len(found),
                "decision": looking.dossier.decisions[next(iter(found))].title,
                "parties": looking.names(parties),
            },
        )


def _not_asked(looking: Looking, id: str, decision: Decision) -> list[str]:
    """The parties that `decision` binds and nobody asked, once the days for who was absent are over."""
    if decision.weight is DecisionWeight.DIRECTION or decision.taken_on is None:
        return []
    days = looking.process.absentees_days if looking.process else None
    until = decision.open_until or decision.taken_on + timedelta(days=days or 0)
    if until >= looking.today:
        return []
    after = looking.dossier.after(id)
    asked = {party for party, row in decision.positions.items() if row.position is not Stand.NOT_ASKED}
    asked |= {row.party for row in after.positions.values()} if after else set()
    bound = decision.parties or (id for id, party in looking.members.items() if party.ring is not Ring.KNOWS)
    unasked = [party for party in bound if party in looking.members and party not in asked]
    return [party for party in unasked if decision.parties or _there_on(looking, party, decision.taken_on)]


def _there_on(looking: Looking, party: str, day: date) -> bool:
    joined = [m.on for m in looking.dossier.parties[party].moves.values() if m.kind is MoveKind.JOINED and m.on]
    return not joined or min(joined) <= day


def facilitator_owns_step(looking: Looking) -> Iterator[Question]:
    """The facilitator owns the process, the group owns the result. Whatever the facilitator carries belongs to nobody
    once the facilitator goes home.

    If it is about the process, say so and leave it. If it is about the matter itself, ask the table whose it really is.
    """
    held = [role for role in looking.roles_now.values() if role.kind is RoleKind.FACILITATOR and role.party]
    earlier = set(looking.earlier())
    found = [
        id
        for id, step in looking.open_steps.items()
        if step.topic and step.session in earlier and any(_carries(looking, role, step) for role in held)
    ]
    if found:
        step = looking.open_steps[found[0]]
        yield Question(
            N_("“{step}” is about “{topic}”, and it is with the facilitator. Whose could it be?")
            if len(found) == 1
            else N_("{n} steps about the matter itself are with the facilitator. Whose could they be?"),
            evidence=tuple(f"steps/{id}" for id in found),
            values={"n": len(found), "step": step.title, "topic": looking.dossier.name(f"agenda/{step.topic}")},
        )


def _carries(looking: Looking, role: Role, step: Step) -> bool:
    """Whether the facilitator in `role` owns `step`: of a party that sits there to facilitate everybody does."""
    if step.owner != role.party:
        return False
    party = looking.dossier.parties.get(role.party)
    only_facilitates = party is not None and party.seat is Seat.OBSERVER
    return only_facilitates or not role.person or step.person in ("", role.person)


def role_not_accepted(looking: Looking) -> Iterator[Question]:
    """A role that was given and never taken up is a role on paper. Those who said yes to it act on it.

    Ask the holder, in front of the others: is this what you do, and what do you not do? Then note the date of the yes.
    """
    found = [
        id
        for id, role in looking.roles_now.items()
        if role.party
        and role.accepted_on is None
        and role.party in looking.seated
        and len(looking.held_since(role.since) if role.since else looking.held[1:]) >= _SETTLED_IN
    ]
    parties = list(dict.fromkeys(looking.roles_now[id].party for id in found))
    if found:
        yield Question(
            N_("A role went to {parties} ({roles}), and no yes is on record. Do they take it on?"),
            evidence=(*(f"roles/{id}" for id in found), *(f"table/{id}" for id in parties)),
            values={"parties": looking.names(parties), "roles": looking.names(found, "roles")},
        )
