"""Action-oriented: the clearer the effect of what parties do, the more intentions become action."""

from __future__ import annotations

from collections.abc import Iterator

from procesregie.insight.mirror.question import Looking, Question
from procesregie.language import N_
from procesregie.model.step import StepState


def steps_unfinished(looking: Looking) -> Iterator[Question]:
    """Who sees what a step adds to the whole is more likely to take it. A step without an owner, a date or an effect
    is still an intention.

    Ask at the start of the next session: whose is it, by when, and what will be different then? Or let it go.
    """
    earlier = set(looking.earlier())
    steps = looking.dossier.steps
    found = [
        id
        for id, step in sorted(steps.items())
        if step.state is StepState.OPEN
        and (step.session in earlier or (not step.session and earlier))
        and not (step.owner and step.due and step.effect.strip())
    ]
    if found:
        yield Question(
            N_("{n} open steps have no owner, no date or no effect yet. Which of them still matter, and to whom?")
            if len(found) > 1
            else N_("“{step}” has no owner, no date or no effect yet. Whose is it, and what will it change?"),
            evidence=tuple(f"steps/{id}" for id in found),
            values={"n": len(found), "step": steps[found[0]].title},
        )
