"""Decisions by where they are in their life, with how heavy they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from procesregie.insight.deciding import Replaced, chains, review_due, stances
from procesregie.insight.presence import attended_in
from procesregie.insight.views import Listing, Row, ViewOf
from procesregie.language import N_, Language
from procesregie.language.signs import ENDED, PROPOSED, TAKEN
from procesregie.model.decision import Decision, DecisionState, DecisionWeight, Stand
from procesregie.model.dossier import Dossier
from procesregie.model.party import Seat

_SIGNS = {
    DecisionState.PROPOSED: PROPOSED,
    DecisionState.TAKEN: TAKEN,
    DecisionState.OPEN: PROPOSED,
    DecisionState.WITHDRAWN: ENDED,
}


def by_state(dossier: Dossier, today: date, lang: Language) -> Listing:
    """What waits on top, then what holds, then what no longer does."""
    every = sorted(dossier.decisions.items(), key=lambda pair: (pair[1].taken_on or date.max, pair[0]), reverse=True)
    replaced = _replaced(dossier)
    valid = [pair for pair in every if pair[0] not in replaced]

    def row(id: str, decision: Decision) -> Row:
        made, due = decision_row(id, decision, today, lang), review_due(dossier, id, today)
        said = lang("review due since {day}", day=lang.near(due, today)) if due else ""
        return replace(made, beside=(said, *made.beside), marked=True) if said else made

    def of(state: DecisionState) -> Iterator[Row]:
        return (row(id, d) for id, d in valid if d.state_on(today) == state)

    return Listing.of(
        [
            (lang("Proposed"), of(DecisionState.PROPOSED)),
            (lang("Open for absentees"), of(DecisionState.OPEN)),
            (lang("Taken"), of(DecisionState.TAKEN)),
            (lang("Superseded"), (decision_row(id, d, today, lang, ENDED) for id, d in every if id in replaced)),
            (lang("Withdrawn"), of(DecisionState.WITHDRAWN)),
        ]
    )


def by_weight(dossier: Dossier, today: date, lang: Language) -> Listing:
    """The heaviest first, the latest of each on top; those of which it was not said at the end."""
    every = sorted(dossier.decisions.items(), key=lambda pair: (pair[1].taken_on or date.max, pair[0]), reverse=True)
    old = _replaced(dossier)

    def of(weight: DecisionWeight | None) -> Iterator[Row]:
        return (_stated(id, d, today, lang, old) for id, d in every if d.weight is weight)

    weights = (DecisionWeight.DECISION, DecisionWeight.AGREEMENT, DecisionWeight.DIRECTION)
    return Listing.of([*((lang(weight.value), of(weight)) for weight in weights), (lang("no weight given"), of(None))])


def chain(dossier: Dossier, today: date, lang: Language) -> Listing:
    """What replaced what, from the newest back, with why; and those that stand by themselves."""
    old, found = _replaced(dossier), chains(dossier)

    def row(one: Replaced) -> Row:
        made = _stated(one.decision, dossier.decisions[one.decision], today, lang, old)
        reason = (" ".join(one.reason.split()),) if one.reason else ()
        return replace(made, depth=one.depth, beside=(*made.beside, *reason))

    linked = {one.decision for links in found for one in links}
    alone = [(id, d) for id, d in dossier.decisions.items() if id not in linked]
    alone.sort(key=lambda pair: (pair[1].taken_on or date.max, pair[0]), reverse=True)
    tops = ((dossier.name(f"decisions/{links[0].decision}"), map(row, links)) for links in found)
    return Listing.of([*tops, (lang("On their own"), (_stated(id, d, today, lang, old) for id, d in alone))])


def for_absent(dossier: Dossier, today: date, lang: Language) -> Listing:
    """By party: what holds for it though it was not there when it was decided, and what it said about it since."""
    found: dict[str, list[Row]] = {}
    old = _replaced(dossier)
    members = {id for id, party in dossier.parties.items() if party.seat is Seat.MEMBER}
    for id, decision in sorted(dossier.decisions.items(), reverse=True):
        holds = decision.taken_on is not None and id not in old and decision.state is not DecisionState.WITHDRAWN
        if not holds or decision.session not in dossier.sessions:
            continue
        said = {one.party: one.now for one in stances(dossier, id)}
        made = decision_row(id, decision, today, lang)
        for party in members & _not_there(dossier, decision, set(said)):
            stand = said[party].position if party in said else Stand.NOT_ASKED
            found.setdefault(party, []).append(replace(made, beside=(*made.beside, lang(stand.value))))
    by_name = sorted(found, key=lambda party: dossier.name(f"table/{party}").lower())
    return Listing.of([(dossier.name(f"table/{party}"), found[party]) for party in by_name])


def _not_there(dossier: Dossier, decision: Decision, said: set[str]) -> set[str]:
    """The parties for whom `decision` holds that were not at its session; `said` are those with a position on it."""
    bound = set(decision.parties) or said | set(dossier.sessions[decision.session].attendance)
    at_session = attended_in(dossier, decision.session).parties
    there = {party for party, row in at_session.items() if row.was == "present"}  # all the time, or a part of it
    return bound - there


def _replaced(dossier: Dossier) -> set[str]:
    return {old for d in dossier.decisions.values() if d.taken_on for old in d.supersedes}


def _stated(id: str, decision: Decision, today: date, lang: Language, old: set[str]) -> Row:
    """A decision where its state is not said by what it stands under."""
    state = lang("superseded") if id in old else lang(decision.state_on(today).value)
    made = decision_row(id, decision, today, lang, ENDED if id in old else "")
    return made if decision.state_on(today) is DecisionState.OPEN else replace(made, beside=(*made.beside, state))


def sign_of(decision: Decision, today: date) -> str:
    """The sign of where a decision is in its life."""
    return _SIGNS[decision.state_on(today)]


def decision_row(id: str, decision: Decision, today: date, lang: Language, sign: str = "") -> Row:
    """A decision: sign, date, title, weight."""
    state = decision.state_on(today)
    on = decision.open_until if state == DecisionState.OPEN else decision.taken_on
    lead = lang.lead(on, today) if on else ""
    if on and state == DecisionState.OPEN:
        lead = lang("until {day}", day=lang.near(on, today))
    beside = (lang(decision.weight.value),) if decision.weight else ()
    return Row(f"decisions/{id}", decision.title, sign or _SIGNS[state], lead, beside)


VIEWS = (
    ViewOf("state", N_("by state"), by_state),
    ViewOf("weight", N_("by weight"), by_weight),
    ViewOf("chain", N_("what replaced what"), chain),
    ViewOf("absent", N_("for those who were absent"), for_absent),
)
