"""Table: parties by how close they are, and those that left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.model.party import Party
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, View
from procesregie.tui.card import reference
from procesregie.tui.layout import Block, Items
from procesregie.tui.text import joined, line, muted

if TYPE_CHECKING:
    from procesregie.tui.frame import Frame


class Table(Area):
    name = N_("Table")
    room = "table"
    empty = N_("Nobody at the table yet. Press n for the first party.")
    keys = frozenset({"private", "forget"})
    help = N_(
        "Who is at the table, by how close they are: parties that act, that back the direction, that know of it. "
        "A party's card says why it is here, what it brings and asks, its roles and its steps. "
        "v opens, for this card only, what you keep of it in confidence; that never goes into the folder. "
        "A party that leaves keeps its story; it moves to the end of the list."
    )

    def before(self, view: View, address: str) -> Iterator[Block]:
        from procesregie.tui.whom import of_party

        id, dossier = address.partition("/")[2], view.dossier
        party = cast(Party, dossier.get(address))
        if move := party.left():
            yield Items(((signs.ENDED, joined([line(_(move.kind.value)), line(move.reason)])),))
        yield from of_party(dossier, id, view.today)
        steps = [
            (signs.OPEN, joined([reference(dossier, "steps", name), muted(_(step.state.value))]))
            for name, step in dossier.steps.items()
            if step.owner == id
        ]
        if steps:
            yield Items(tuple(steps), _("Steps"))

    # -- keys

    def commands(self, address: str) -> Sequence[tuple[str, str, str]]:
        return (
            [("forget", N_("forget a person of this party …"), "forget vergeet person persoon avg")] if address else ()
        )

    def do(self, frame: Frame, action: str) -> None:
        from procesregie.tui.forget import forget

        if frame.address:
            frame.run_worker(forget(frame.app, frame.address.partition("/")[2]), group="asking")

    def allows(self, frame: Frame, action: str) -> bool | None:
        return True if frame.address and frame.app.view.then is None else None
