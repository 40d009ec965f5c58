"""Committed: the more different motives find a place at the table, the longer the parties stay when it gets rough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from procesregie.insight.deciding import review_on
from procesregie.insight.mirror.looking import Looking
from procesregie.insight.mirror.question import Question, few
from procesregie.language import N_
from procesregie.model.decision import Stand
from procesregie.model.party import TableMove
from procesregie.model.process import Process, Rule

_RIGHT_AFTER = timedelta(days=60)
"""Who leaves within this time after an objection may have left because of it."""
_CAN_BE_ASKED = timedelta(days=180)
"""After this long one does not call somebody any more about why they left."""
_QUARTER = timedelta(days=100)
"""A quarter, and a week to find a moment."""
_PATTERN = 3
"""Motives of fewer parties than this show no pattern."""


def disagreement_unanswered(looking: Looking) -> Iterator[Question]:
    """Not everybody has to agree. But a party that hears nothing back about what it disagrees with has one foot out of
    the door; one that was answered, even with a no, tends to stay.

    Tell each of them what was done with it, or that nothing will be, and why. Write that down as the answer.
    """
    open_ones: dict[str, dict[str, None]] = {}
    gone = looking.dossier.parties.keys() - looking.seated.keys()
    for session in looking.earlier():
        for row in looking.dossier.sessions[session].disagreements.values():
            if not row.answered and row.party not in gone:
                open_ones.setdefault(session, {})[row.party] = None
    parties = list(dict.fromkeys(party for found in open_ones.values() for party in found if party))
    if open_ones:
        words = (
            N_("{parties} said what they do not agree with, and no answer is on record. What did you tell them?")
            if parties
            else N_("Somebody said what they do not agree with, and no answer is on record. What did you tell them?")
        )
        yield Question(
            words,
            evidence=(*(f"sessions/{id}" for id in open_ones), *(f"table/{id}" for id in parties)),
            values={"parties": looking.names(parties)} if parties else {},
        )


def objection_unanswered(looking: Looking) -> Iterator[Question]:
    """Consent means that nobody has a reasoned objection left. A decision that passes one over stands on one leg too
    few, and those who objected do not feel bound by it.

    Go back to those who objected: what would have to change before they could live with it? Write the answer down, even
    if it comes late.
    """
    yield from few(
        _objection_unanswered(looking),
        N_("{n} decisions were taken by consent while an objection still has no answer. Which would you answer first?"),
    )


def _objection_unanswered(looking: Looking) -> Iterator[Question]:
    for id, decision in looking.in_force.items():
        if (decision.rule or (looking.process and looking.process.rule)) is not Rule.CONSENT:
            continue
        after = looking.dossier.after(id)
        later = {row.party for row in after.positions.values()} if after else set()
        parties = [party for party in decision.unanswered() if party not in later]
        if parties:
            yield Question(
                N_(
                    "“{decision}” was taken by consent, and the objection of {parties} still has no answer. What "
                    "could it be?"
                ),
                evidence=(f"decisions/{id}", *(f"table/{party}" for party in parties)),
                values={"decision": decision.title, "parties": looking.names(parties)},
                of=id,
            )


def left_after_objection(looking: Looking) -> Iterator[Question]:
    """A table that stays mixed survives a setback better. A party that leaves after an objection takes the objection
    with it, and it is still true.

    Call them, without asking them to come back: what was it, and what should have been different? Then see whether the
    objection has found another voice at the table.
    """
    yield from few(
        _left_after_objection(looking),
        N_("{n} parties left shortly after objecting. Which of them would you call first?"),
    )


def _left_after_objection(looking: Looking) -> Iterator[Question]:
    for id, party in looking.dossier.parties.items():
        move = party.left()
        if move is None or move.on is None or looking.today - move.on > _CAN_BE_ASKED:
            continue
        objected = [*_objected(looking, id, move), *_disagreed(looking, id, move)]
        if objected:
            yield Question(
                N_("{party} left on {day}, shortly after objecting. Was that the reason, and who says it now?"),
                evidence=(f"table/{id}", *objected),
                values={"party": party.title, "day": move.on},
                of=id,
            )


def _objected(looking: Looking, party: str, move: TableMove) -> Iterator[str]:
    """Decisions to which `party` objected shortly before it left, an objection it gave up included."""
    for id, decision in looking.dossier.decisions.items():
        positions = [(row.position, row.before, row.on) for key, row in decision.positions.items() if key == party]
        after = looking.dossier.after(id)
        positions += (
            [(r.position, r.before, r.on) for r in after.positions.values() if r.party == party] if after else []
        )
        session = looking.dossier.sessions.get(decision.session)
        held_on = decision.taken_on or (session.date if session else None)
        if any(Stand.OBJECTION in (now, was) and _shortly(on or held_on, move.on) for now, was, on in positions):
            yield f"decisions/{id}"


def _disagreed(looking: Looking, party: str, move: TableMove) -> Iterator[str]:
    """Sessions shortly before it left at which `party` said what it did not agree with, and got no answer."""
    for id in looking.held:
        session = looking.dossier.sessions[id]
        rows = [row for row in session.disagreements.values() if row.party == party and not row.answered]
        if rows and _shortly(session.date, move.on):
            yield f"sessions/{id}"


def _shortly(said: date | None, left: date | None) -> bool:
    return said is not None and left is not None and timedelta() <= left - said <= _RIGHT_AFTER


def decided_at_once(looking: Looking) -> Iterator[Question]:
    """Slow down and you move faster: what is decided the first time it comes up returns with those who had not thought
    about it yet.

    Bring it back once on purpose: what did you hear back home, and does it still stand?
    """
    yield from few(
        _decided_at_once(looking),
        N_(
            "{n} decisions were taken in the session in which their topic first came up. Which would you "
            "bring back once more?"
        ),
    )


def _decided_at_once(looking: Looking) -> Iterator[Question]:
    for id, decision in looking.in_force.items():
        fresh = [topic for topic in decision.topics if looking.came_up.get(topic) == (decision.session,)]
        if _reviewed_since(looking, id, decision.taken_on):
            continue
        if fresh:
            yield Question(
                N_(
                    "“{topic}” was decided in the session in which it first came up. Who had no time to think about it?"
                ),
                evidence=(f"decisions/{id}", *(f"agenda/{topic}" for topic in fresh), f"sessions/{decision.session}"),
                values={"topic": looking.dossier.name(f"agenda/{fresh[0]}")},
                of=id,
            )


def review_overdue(looking: Looking) -> Iterator[Question]:
    """A review date is a promise to those who consented because of it. If they see it pass in silence, they will be
    more careful with their next yes.

    Put it on the next programme for ten minutes: does it still stand, and what have we learned? Or agree a new date,
    out loud.
    """
    late = [
        id for id in looking.in_force if (due := review_on(looking.dossier, id)) is not None and due < looking.today
    ]
    if late:
        yield Question(
            N_("We were to look at “{decision}” again on {day}, and no review is on record. Does it still stand?")
            if len(late) == 1
            else N_("The review date of {n} decisions has passed. Which would you look at again first?"),
            evidence=tuple(f"decisions/{id}" for id in late),
            values={
                "n": len(late),
                "decision": looking.dossier.decisions[late[0]].title,
                "day": review_on(looking.dossier, late[0]),
            },
        )


def _reviewed_since(looking: Looking, decision: str, day: date | None) -> bool:
    after = looking.dossier.after(decision)
    return after is not None and any(row.on and (day is None or row.on >= day) for row in after.reviews.values())


def motives_of_one_kind(looking: Looking) -> Iterator[Question]:
    """A table where everybody sits for one kind of reason falls apart at the first setback. Where some come because it
    pays, some for each other and some because it is right, it holds.

    Ask those who act what else they come for. Or look for somebody who would come for another reason altogether.
    """
    known = {id: kept for id in looking.acting if (kept := looking.confided(id)) and kept.motives}
    kinds = {motive.kind for kept in known.values() for motive in kept.motives.values()}
    kind = next(iter(kinds)) if len(kinds) == 1 else None
    if len(known) >= _PATTERN and kind is not None:
        yield Question(
            N_(
                "All {n} parties that act and whose motives you know come for one kind of reason: {kind}. What "
                "else might somebody come for?"
            ),
            evidence=tuple(f"table/{id}" for id in known),
            values={"n": len(known), "kind": kind},
            confidential=True,
        )


def pulse_overdue(looking: Looking) -> Iterator[Question]:
    """How things are between us goes up and down unseen. If you take the pulse each quarter, you see it sink before
    anybody leaves.

    Five sheets on the wall, or five questions by phone: ambition, interests, relation, organisation, process. Then ask
    what it would take to go one dot higher.
    """
    process = looking.process if looking.held else None
    taken = [pulse.on for pulse in process.pulse.values() if pulse.on] if process else []
    if process and taken and _runs(process, looking) and looking.today - max(taken) > _QUARTER:
        yield Question(
            N_("The last pulse was on {day}, more than a quarter ago. How are things between us now?"),
            evidence=("process",),
            values={"day": max(taken)},
        )


def _runs(process: Process, looking: Looking) -> bool:
    return process.handed_over is None and (process.ends is None or process.ends >= looking.today)
