"""Decisions by where they are in their life, with how heavy they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast

from procesregie.change.tally import tally
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.model.decision import Decision, DecisionState
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, Entry, Row, View, grouped, title_entry
from procesregie.tui.card import blocks_of, reference
from procesregie.tui.layout import Block, Heading, Items, Pairs
from procesregie.tui.text import line, muted


class Decisions(Area):
    name = N_("Decisions")
    room = "decisions"
    empty = N_("No decisions yet. In a session, a line that begins with “! ” proposes one; n makes one here.")
    help = N_(
        "What is proposed, what was decided, and what took its place. A decision that was taken stays what it was: "
        "it is changed by a later one that says so. Later positions, conditions and reviews go into what came after it."
    )

    def entries(self, view: View) -> Iterable[Row]:
        all_of = sorted(
            view.dossier.decisions.items(), key=lambda pair: (pair[1].taken_on or date.max, pair[0]), reverse=True
        )
        replaced = {old for _id, d in all_of if d.taken_on for old in d.supersedes}
        valid = [pair for pair in all_of if pair[0] not in replaced]

        def of(state: DecisionState) -> Iterator[Entry]:
            return (decision_entry(id, d, view.today) for id, d in valid if d.state_on(view.today) == state)

        return grouped(
            [
                (_("Proposed"), of(DecisionState.PROPOSED)),
                (_("Open for who was absent"), of(DecisionState.OPEN)),
                (_("Taken"), of(DecisionState.TAKEN)),
                (
                    _("Superseded"),
                    (decision_entry(id, d, view.today, signs.ENDED) for id, d in all_of if id in replaced),
                ),
                (_("Withdrawn"), of(DecisionState.WITHDRAWN)),
            ]
        )

    def before(self, view: View, address: str) -> Iterator[Block]:
        decision = cast(Decision, view.dossier.get(address))
        id = address.partition("/")[2]
        newer = view.dossier.superseded_by(id)
        if newer:
            yield Pairs(tuple((_("Superseded by"), reference(view.dossier, "decisions", name)) for name in newer))
        if decision.positions:
            yield Pairs(((_("Positions"), line(tally(decision.positions, spoken()))),))
        after = view.dossier.after(id)
        if after is not None:
            yield Heading(_("What came after"))
            yield from blocks_of(after, view.dossier, f"{address}/after")
            yield Heading(_("As it was taken"))
        elif decision.state in (DecisionState.TAKEN, DecisionState.OPEN):
            yield Items(((signs.TAKEN, muted(_("Taken, and locked: it stays what it was."))),))


def decision_entry(id: str, decision: Decision, today: date, sign: str = "", key: str = "") -> Entry:
    """The row of a decision: sign, date, title, weight."""
    state = decision.state_on(today)
    own = {
        DecisionState.PROPOSED: signs.PROPOSED,
        DecisionState.TAKEN: signs.TAKEN,
        DecisionState.OPEN: signs.PROPOSED,
        DecisionState.WITHDRAWN: signs.ENDED,
    }[state]
    on = decision.open_until if state == DecisionState.OPEN else decision.taken_on
    lead = spoken().day(on, "short").rjust(6) if on else ""
    if on and state == DecisionState.OPEN:
        lead = _("until {day}", day=spoken().day(on, "short"))
    entry = title_entry(
        f"decisions/{id}",
        decision.title,
        sign=sign or own,
        lead=lead,
        beside=_(decision.weight.value) if decision.weight else "",
    )
    return Entry(key, entry.text, entry.address, entry.words) if key else entry
