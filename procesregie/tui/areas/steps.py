"""Steps: small ones, by date. Late and slipped ones say so with a sign and a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from procesregie.insight.preparation import overdue
from procesregie.insight.views.steps import slipped
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.model.step import Step
from procesregie.tui.areas.area import Area, View
from procesregie.tui.layout import Block, Pairs
from procesregie.tui.text import line


class Steps(Area):
    name = N_("Steps")
    room = "steps"
    empty = N_("No next steps yet. Press n for the first one.")
    help = N_(
        "What was promised, whose it is and when. Late ones stand on top; that a step slips is normal, and how often "
        "is kept. To move a date, press e and change it."
    )

    def before(self, view: View, address: str) -> Iterator[Block]:
        step = cast(Step, view.dossier.get(address))
        said = []
        if overdue(step, view.today):
            said.append((_("Late"), line(_("since {day}", day=spoken().day(step.due)))))
        if step.moves:
            said.append((_("Slipped"), line(slipped(step))))
        if said:
            yield Pairs(tuple(said))
