"""Steps: small ones, by date. Late and slipped ones say so with a sign and a word."""

from __future__ import annotations

from datetime import date

from procesregie.insight.preparation import overdue
from procesregie.insight.views import Listing, Row, ViewOf
from procesregie.language import N_, Language
from procesregie.language.signs import DONE, ENDED, LATE, OPEN, SLIPPED
from procesregie.model.dossier import Dossier
from procesregie.model.step import Step, StepState


def by_date(dossier: Dossier, today: date, lang: Language) -> Listing:
    """The late ones on top, then what comes, then what is done."""
    steps = sorted(dossier.steps.items(), key=lambda pair: (pair[1].due or date.max, pair[0]))
    is_open = [(id, step) for id, step in steps if step.state == StepState.OPEN]

    def row(id: str, step: Step) -> Row:
        return step_row(dossier, id, step, today, lang)

    return Listing.of(
        [
            (lang("Late"), (row(id, s) for id, s in is_open if overdue(s, today))),
            (lang("To come"), (row(id, s) for id, s in is_open if s.due and not overdue(s, today))),
            (lang("No date"), (row(id, s) for id, s in is_open if not s.due)),
            (lang("Done"), (row(id, s) for id, s in reversed(steps) if s.state == StepState.DONE)),
            (lang("Withdrawn"), (row(id, s) for id, s in steps if s.state == StepState.WITHDRAWN)),
        ]
    )


def slipped(step: Step) -> str:
    """How often the date of `step` moved: ``3×``."""
    return f"{len(step.moves)}×"


def step_row(dossier: Dossier, id: str, step: Step, today: date, lang: Language) -> Row:
    """A step: sign, date, what, whose, how often it slipped."""
    late = overdue(step, today)
    sign = {StepState.DONE: DONE, StepState.WITHDRAWN: ENDED}.get(step.state, LATE if late else OPEN)
    owner = dossier.parties.get(step.owner)
    beside = []
    if step.owner:
        beside.append((owner.short or owner.title) if owner else step.owner)
    if step.moves:
        beside.append(lang("{sign} slipped {times}", sign=SLIPPED, times=slipped(step)))
    lead = lang.day(step.due, "short").rjust(6) if step.due else ""
    return Row(f"steps/{id}", step.title, sign, lead, tuple(beside), marked=late, words=owner.title if owner else "")


VIEWS = (ViewOf("date", N_("by date"), by_date),)
