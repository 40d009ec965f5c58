"""What only the facilitator keeps of a party or a session: a panel beside its card, and its form.

It is opened card by card and closed on leaving the card. What it shows stands in the private layer, outside the folder.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.content import Content

from procesregie.language import say as _
from procesregie.model.address import Room, model_of
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.party import Certainty, Motive, PrivateParty
from procesregie.tui.card import blocks_of, problem_card
from procesregie.tui.layout import Block, Card, Paragraph, Title
from procesregie.tui.record_form import RecordForm
from procesregie.tui.sheet import SHARE
from procesregie.tui.text import ACCENT, joined, line, muted

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk

ROOMS: tuple[Room, ...] = ("table", "sessions")
"""Where there is something private to keep of a record."""


def private_card(dossier: Dossier, asides: Dossier, address: str) -> Card:
    """What the private layer has at `address`."""
    title = Title(line(_("Confidential"), ACCENT))
    where = Paragraph(muted(_("Only here, never in the folder. v or Esc closes it, F8 hides it wherever you are.")))
    problems = [problem for problem in asides.problems if problem.address == address]
    if problems:
        return Card([title, where, *problem_card(problems).blocks])
    record = asides.get(address)
    blocks: list[Block] = blocks_of(record, dossier, address) if record is not None else []
    if not blocks:
        blocks = [Paragraph(muted(_("Nothing has been written here yet. Press e to write.")))]
    return Card([title, where, *blocks])


def guessed(asides: Dossier, address: str) -> dict[str, Motive]:
    """The motives of the party at `address` that are a guess yet, by key."""
    record = asides.get(address)
    if not isinstance(record, PrivateParty):
        return {}
    return {key: row for key, row in record.motives.items() if row.certainty is Certainty.GUESSED}


def confirmed(asides: Dossier, address: str, key: str, on: date) -> PrivateParty:
    """What is kept of the party at `address`, with the motive `key` confirmed on `on`."""
    record = asides.get(address)
    assert isinstance(record, PrivateParty)
    row = record.motives[key].model_copy(update={"certainty": Certainty.CONFIRMED, "on": on})
    return record.model_copy(update={"motives": {**record.motives, key: row}})


class PrivateForm(RecordForm):
    """The form of what is kept of the record at `address`; it writes in the private layer, and nowhere else."""

    BINDINGS: ClassVar[list[BindingType]] = [replace(SHARE, show=True)]
    private = True

    def heading(self) -> Content:
        name = line(self.context.dossier.name(self.address))
        return joined([line(_("Confidential"), ACCENT), name, muted(_("never in the folder"))])

    def now(self, desk: Desk) -> Record | None:
        return desk.asides.get(self.address)

    def put(self, data: dict[str, Any]) -> None:
        record = model_of(self.address, private=True).from_data(data)
        if data or self.base is not None:
            self.app.desk.keep(self.address, record)

    def look(self) -> None:
        self.app.desk.refresh_private(self.address)
