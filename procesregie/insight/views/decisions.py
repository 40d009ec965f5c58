"""Decisions by where they are in their life, with how heavy they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from procesregie.insight.views import Listing, Row, ViewOf
from procesregie.language import N_, Language
from procesregie.language.signs import ENDED, PROPOSED, TAKEN
from procesregie.model.decision import Decision, DecisionState
from procesregie.model.dossier import Dossier

_SIGNS = {
    DecisionState.PROPOSED: PROPOSED,
    DecisionState.TAKEN: TAKEN,
    DecisionState.OPEN: PROPOSED,
    DecisionState.WITHDRAWN: ENDED,
}


def by_state(dossier: Dossier, today: date, lang: Language) -> Listing:
    """What waits on top, then what holds, then what no longer does."""
    every = sorted(dossier.decisions.items(), key=lambda pair: (pair[1].taken_on or date.max, pair[0]), reverse=True)
    replaced = {old for _id, d in every if d.taken_on for old in d.supersedes}
    valid = [pair for pair in every if pair[0] not in replaced]

    def of(state: DecisionState) -> Iterator[Row]:
        return (decision_row(id, d, today, lang) for id, d in valid if d.state_on(today) == state)

    return Listing.of(
        [
            (lang("Proposed"), of(DecisionState.PROPOSED)),
            (lang("Open for who was absent"), of(DecisionState.OPEN)),
            (lang("Taken"), of(DecisionState.TAKEN)),
            (lang("Superseded"), (decision_row(id, d, today, lang, ENDED) for id, d in every if id in replaced)),
            (lang("Withdrawn"), of(DecisionState.WITHDRAWN)),
        ]
    )


def decision_row(id: str, decision: Decision, today: date, lang: Language, sign: str = "") -> Row:
    """A decision: sign, date, title, weight."""
    state = decision.state_on(today)
    on = decision.open_until if state == DecisionState.OPEN else decision.taken_on
    lead = lang.day(on, "short").rjust(6) if on else ""
    if on and state == DecisionState.OPEN:
        lead = lang("until {day}", day=lang.day(on, "short"))
    beside = (lang(decision.weight.value),) if decision.weight else ()
    return Row(f"decisions/{id}", decision.title, sign or _SIGNS[state], lead, beside)


VIEWS = (ViewOf("state", N_("by state"), by_state),)
