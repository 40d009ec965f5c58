"""Steps: small ones, by date. Late and slipped ones say so with a sign and a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast

from textual.content import Content

from procesregie.insight.preparation import overdue
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.model.step import Step, StepState
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, Entry, Row, View, grouped
from procesregie.tui.layout import Block, Pairs
from procesregie.tui.text import ACCENT, assembled, line, muted


class Steps(Area):
    name = N_("Steps")
    room = "steps"
    empty = N_("No next steps yet. Press n for the first one.")
    help = N_(
        "What was promised, whose it is and when. Late ones stand on top; that a step slips is normal, and how often "
        "is kept. To move a date, press e and change it."
    )

    def entries(self, view: View) -> Iterable[Row]:
        steps = sorted(view.dossier.steps.items(), key=lambda pair: (pair[1].due or date.max, pair[0]))
        is_open = [(id, step) for id, step in steps if step.state == StepState.OPEN]
        entry = step_entry
        return grouped(
            [
                (_("Late"), (entry(view, id, s) for id, s in is_open if overdue(s, view.today))),
                (_("To come"), (entry(view, id, s) for id, s in is_open if s.due and not overdue(s, view.today))),
                (_("No date"), (entry(view, id, s) for id, s in is_open if not s.due)),
                (_("Done"), (entry(view, id, s) for id, s in reversed(steps) if s.state == StepState.DONE)),
                (_("Withdrawn"), (entry(view, id, s) for id, s in steps if s.state == StepState.WITHDRAWN)),
            ]
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


def slipped(step: Step) -> str:
    """How often the date of `step` moved: ``3×``."""
    return f"{len(step.moves)}×"


def step_entry(view: View, id: str, step: Step, key: str = "") -> Entry:
    """The row of a step: sign, date, what, whose, how often it slipped."""
    late = overdue(step, view.today)
    sign = {StepState.DONE: signs.DONE, StepState.WITHDRAWN: signs.ENDED}.get(
        step.state, signs.LATE if late else signs.OPEN
    )
    owner = view.dossier.parties.get(step.owner)
    parts: list[Content | str] = [line(f"{sign} ", ACCENT) if late else muted(f"{sign} ")]
    if step.due:
        parts += [muted(spoken().day(step.due, "short").rjust(6)), "  "]
    parts.append(line(step.title))
    if step.owner:
        parts += ["  ", muted((owner.short or owner.title) if owner else step.owner)]
    if step.moves:
        parts += ["  ", muted(_("{sign} slipped {times}", sign=signs.SLIPPED, times=slipped(step)))]
    address = f"steps/{id}"
    return Entry(key or address, assembled(*parts), address, f"{address} {owner.title if owner else ''}")
