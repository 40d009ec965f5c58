"""Decisions by where they are in their life, with how heavy they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from procesregie.change.tally import tally
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.model.decision import Decision, DecisionState
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, View
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
