"""Action-oriented: the clearer the effect of what parties do, the more intentions become action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from procesregie.insight.mirror.looking import Looking
from procesregie.insight.mirror.question import Question, few
from procesregie.language import N_
from procesregie.model.decision import DecisionWeight, Stand
from procesregie.model.party import Party, Reached
from procesregie.model.session import SessionKind

_SLIPPED = 3
"""A step that moved this often is not late, it is something else."""
_MANY_STEPS, _SHARE = 6, 2 / 3
"""Of at least so many open steps, the share of the two busiest from which they carry everything."""
_OTHERS = 4
"""With fewer parties that act there is nobody to share with."""
_LOAD = 2
"""So many open steps take time that somebody has to be given."""
_VERY_MANY = 20
"""A decision that binds this many parties is a grand deal."""
_FEW_ACT = 4
"""One party in so many that acts is few."""
_TOP = frozenset(("board", "bestuur", "top", "directie", "directors", "council", "college", "raad van bestuur"))
_PRACTICE = frozenset(("practice", "praktijk", "uitvoering", "werkvloer", "shop floor", "floor", "front line"))
"""What the levels of an organisation are called: who leads it, and who does the work."""


def steps_unfinished(looking: Looking) -> Iterator[Question]:
    """People who see what a step adds to the whole are more likely to take it. A step without an owner, a date or an
    effect is still only an intention.

    Ask at the start of the next session: whose is this, by when, and what will be different then? Or let it go.
    """
    earlier = set(looking.earlier())
    found = [
        id
        for id, step in looking.open_steps.items()
        if (step.session in earlier or (not step.session and earlier))
        and not (step.owner and step.due and step.effect.strip())
    ]
    if found:
        yield Question(
            N_("{n} open steps still lack an owner, a date or an effect. Which of them still matter, and to whom?")
            if len(found) > 1
            else N_("“{step}” still lacks an owner, a date or an effect. Whose is it, and what will it change?"),
            evidence=tuple(f"steps/{id}" for id in found),
            values={"n": len(found), "step": looking.open_steps[found[0]].title},
        )


def step_keeps_slipping(looking: Looking) -> Iterator[Question]:
    """When a step slips once, somebody was busy; when it slips three times, that says something about the step. The
    smaller and clearer it is, the sooner it is taken.

    Do not ask for a fourth date. Ask what is really in the way, and what step would be small enough for this week.
    """
    yield from few(
        _step_keeps_slipping(looking),
        N_("{n} steps have slipped three times or more. Which would you make smaller first?"),
    )


def _step_keeps_slipping(looking: Looking) -> Iterator[Question]:
    for id, step in looking.open_steps.items():
        if len(step.moves) >= _SLIPPED:
            yield Question(
                N_("“{step}” has slipped {n} times. What is really in the way, and what would be a smaller step?"),
                evidence=(f"steps/{id}", *((f"table/{step.owner}",) if step.owner else ())),
                values={"step": step.title, "n": len(step.moves)},
                of=id,
            )


def session_without_step(looking: Looking) -> Iterator[Question]:
    """A good conversation that nobody does anything with is a pleasant memory. One small step shows everybody that it
    goes on.

    Ring round tomorrow with one question: what will you do differently this week because of it? Note it as a step.
    """
    last = looking.held[-1] if looking.held else ""
    session = looking.dossier.sessions.get(last)
    if session is None or session.kind is SessionKind.WRITTEN:
        return
    if not any(step.session == last for step in looking.dossier.steps.values()):
        yield Question(
            N_("“{session}” ended without a next step. What is the smallest thing somebody could do now?"),
            evidence=(f"sessions/{last}",),
            values={"session": session.title},
        )


def process_only_again(looking: Looking) -> Iterator[Question]:
    """Working together is a means. A table that talks about itself time after time loses the people who came for the
    matter itself.

    Let the next session begin with the matter itself, where it happens: a kitchen, a case file, a street. The rules can
    wait.
    """
    sessions = looking.dossier.sessions
    row = list(takewhile(lambda id: sessions[id].process_only, reversed(looking.held)))
    if len(row) > 1:
        yield Question(
            N_("The last {n} sessions were only about the process. When will it be about the matter itself again?"),
            evidence=tuple(f"sessions/{id}" for id in row),
            values={"n": len(row)},
        )


def two_carry_everything(looking: Looking) -> Iterator[Question]:
    """Responsibility is shared when the steps are. When two parties carry everything, the others look on and those two
    grow tired.

    Let them say at the table what they would gladly hand over. Ask those who have no step yet what they could do.
    """
    steps = {id: step for id, step in looking.open_steps.items() if step.owner}
    two = [owner for owner, _ in Counter(step.owner for step in steps.values()).most_common(2)]
    theirs = [id for id, step in steps.items() if step.owner in two]
    if len(steps) >= _MANY_STEPS and len(looking.acting) >= _OTHERS and len(theirs) >= _SHARE * len(steps):
        yield Question(
            N_("{n} of the {all} open steps are with {parties}. Who else could take one over?"),
            evidence=(*(f"table/{id}" for id in two), *(f"steps/{id}" for id in theirs)),
            values={"n": len(theirs), "all": len(steps), "parties": looking.names(two)},
        )


def owner_without_time(looking: Looking) -> Iterator[Question]:
    """Working in a network is work too. A step that has to be done on top of everything else is done last, however
    clear its effect.

    Ask their director for half a day a week, for a named person. Or make the step smaller.
    """
    load = Counter(step.owner for step in looking.open_steps.values())
    found = [id for id, party in looking.members.items() if load[id] >= _LOAD and not party.capacity.strip()]
    steps = [id for id, step in looking.open_steps.items() if step.owner in found]
    if found:
        yield Question(
            N_(
                "{n} open steps are with {parties}, and nothing says they were given time for them. Who can give "
                "it to them?"
            ),
            evidence=(*(f"table/{id}" for id in found), *(f"steps/{id}" for id in steps)),
            values={"parties": looking.names(found), "n": len(steps)},
        )


def top_without_practice(looking: Looking) -> Iterator[Question]:
    """What is agreed at the top is done in practice, or not at all. Those who have to do it and hear of it last do not
    see what good it does.

    Ask the board which of the people who do the work you may call, and let them tell you what it would change on a
    Tuesday.
    """
    agreed = {
        party
        for decision in looking.in_force.values()
        if decision.session in looking.earlier()
        for party, row in decision.positions.items()
        if row.position is Stand.CONSENT
    }
    found = [id for id, party in looking.acting.items() if id in agreed and _only_at_the_top(party)]
    if found:
        yield Question(
            N_(
                "At {parties} the board has agreed, but the people who do the work have not been reached. Who "
                "will tell them?"
            ),
            evidence=tuple(f"table/{id}" for id in found),
            values={"parties": looking.names(found)},
        )


def _only_at_the_top(party: Party) -> bool:
    levels = [(row.level or key.replace("-", " ").casefold(), row.reached) for key, row in party.levels.items()]
    top = any(reached is Reached.YES for name, reached in levels if name in _TOP)
    practice = [reached for name, reached in levels if name in _PRACTICE]
    return top and bool(practice) and all(reached is Reached.NO for reached in practice)


def many_bound_few_act(looking: Looking) -> Iterator[Question]:
    """One grand deal with everybody is quickly made and seldom carried out. The fewer parties see what they themselves
    will do with it, the less happens.

    Ask each of them for one sentence: what will we do with this on Monday? Or split it up, for those who are ready to
    begin.
    """
    yield from few(
        _many_bound_few_act(looking),
        N_("{n} decisions bind very many parties, and few of those act on them. Which would you split up first?"),
    )


def _many_bound_few_act(looking: Looking) -> Iterator[Question]:
    carrying: dict[str, set[str]] = {}
    for step in looking.dossier.steps.values():
        if step.owner:
            for cause in {step.decision, step.session} - {""}:
                carrying.setdefault(cause, set()).add(step.owner)
    for id, decision in looking.in_force.items():
        bound = decision.parties or tuple(decision.positions)
        if (
            decision.weight is DecisionWeight.DIRECTION
            or len(bound) < _VERY_MANY
            or decision.session not in looking.earlier()
        ):
            continue
        acting = carrying.get(id, set()) | carrying.get(decision.session, set())
        if len(acting) * _FEW_ACT < len(bound):
            yield Question(
                N_("“{decision}” binds {n} parties; steps for it are with {few} of them. What are the others doing?"),
                evidence=(f"decisions/{id}", *(f"table/{party}" for party in sorted(acting))),
                values={"decision": decision.title, "n": len(bound), "few": len(acting)},
                of=id,
            )
