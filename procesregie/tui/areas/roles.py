"""Roles: to know whom you need for what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from procesregie.language import N_
from procesregie.tui.areas.area import Area, View
from procesregie.tui.layout import Block

if TYPE_CHECKING:
    from procesregie.tui.frame import Frame


class Roles(Area):
    name = N_("Roles")
    room = "roles"
    empty = N_("No roles yet. Press n for the first one.")
    keys = frozenset({"whom", "hand_over"})
    reads = frozenset({"whom"})
    help = N_(
        "Who may do what and who does it, on whose mandate, and whether they accepted it. Roles are "
        "listed by kind, with the party that holds them. A role that ended stays, at the end of the list."
        " a asks whom you need for something: a topic, a party, a word. m hands a role over; the previous"
        " holder is kept."
    )
    skip = frozenset({"party", "person", "accepted_on", "counterpart", "since", "earlier"})

    def before(self, view: View, address: str) -> Iterable[Block]:
        from procesregie.tui.whom import of_role

        return of_role(view.dossier, address.partition("/")[2], view.today)

    # -- keys

    def do(self, frame: Frame, action: str) -> None:
        if action == "whom":
            frame.app.action_whom(frame.address)
            return
        from procesregie.tui.moves import hand_over

        frame.run_worker(hand_over(frame.app, frame.address), group="asking")

    def allows(self, frame: Frame, action: str) -> bool | None:
        if action == "whom":
            return True
        if frame.app.view.then is not None:
            return False
        return True if frame.address else None
