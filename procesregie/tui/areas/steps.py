"""Steps: small ones, by date. Late and slipped ones say so with a sign and a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, cast

from procesregie.capture.names import party_of
from procesregie.insight.preparation import overdue
from procesregie.insight.steps import said_in
from procesregie.insight.views.steps import slipped
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.model.step import Step
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, View
from procesregie.tui.card import reference
from procesregie.tui.layout import Block, Items, Pairs, Paragraph
from procesregie.tui.text import ACCENT, joined, line, muted, plain

if TYPE_CHECKING:
    from textual.content import Content

    from procesregie.tui.frame import Frame


class Steps(Area):
    name = N_("Steps")
    room = "steps"
    empty = N_("No next steps yet. Press n for the first one.")
    keys = frozenset({"move_date", "done"})
    skip = frozenset({"moves"})
    help = N_(
        "What was promised, by whom and for when. Late ones come first; it is normal for a step to slip, "
        "and how often is kept. n makes one: @name in front says whose it is, a date at the end when. m "
        "moves a date and asks why, d notes what came of a step that is done."
    )

    def before(self, view: View, address: str) -> Iterator[Block]:
        step = cast(Step, view.dossier.get(address))
        said = []
        if overdue(step, view.today):
            said.append((_("Late"), line(_("since {day}", day=spoken().day(step.due)), ACCENT)))
        if step.moves:
            said.append((_("Slipped"), line(f"{signs.SLIPPED} {slipped(step)}")))
        if step.session:
            said.append((_("From session"), reference(view.dossier, "sessions", step.session)))
        if said:
            yield Pairs(tuple(said))
        told = said_in(view.dossier, step)
        if told is not None and (words := told.text.strip()):
            names = [reference(view.dossier, "table", party_of(who)) for who in told.by]
            yield Paragraph(joined([joined(names, ", "), plain(words)]), _("As it was said"))

    def after(self, view: View, address: str) -> Iterator[Block]:
        step = cast(Step, view.dossier.get(address))
        if step.moves:
            yield Items(tuple(_moves(step)), _("From date to date"))

    # -- keys

    def do(self, frame: Frame, action: str) -> None:
        from procesregie.tui import moves

        ask = moves.move_date if action == "move_date" else moves.done
        frame.run_worker(ask(frame.app, frame.address), group="asking")

    def allows(self, frame: Frame, action: str) -> bool | None:
        from procesregie.tui.moves import is_open

        view = frame.app.view
        if view.then is not None:
            return False
        return True if is_open(view.dossier, frame.address) else None


def _moves(step: Step) -> Iterator[tuple[str, Content]]:
    """Every time the date of `step` moved, the latest first: from which day to which, why, and when that was written down."""
    lang, to = spoken(), step.due
    for move in sorted(step.moves.values(), key=lambda one: one.moved_on or one.was or date.min, reverse=True):
        days = " → ".join(lang.day(day) if day else _("no date") for day in (move.was, to))
        when = muted(_("rescheduled on {day}", day=lang.day(move.moved_on))) if move.moved_on else line("")
        yield signs.SLIPPED, joined([line(days), line(move.reason), when])
        to = move.was
