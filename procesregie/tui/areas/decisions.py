"""Decisions by where they are in their life, with how heavy they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from procesregie.language import N_
from procesregie.tui.areas.area import Area, View
from procesregie.tui.layout import Block

if TYPE_CHECKING:
    from procesregie.tui.frame import Frame


class Decisions(Area):
    name = N_("Decisions")
    room = "decisions"
    empty = N_("No decisions yet. In a session, a line that begins with “! ” proposes one; n makes one here.")
    keys = frozenset({"position", "condition", "review"})
    help = N_(
        "What is proposed, what was decided, and what took its place. A decision that was taken stays "
        "what it was; only a later one that says so changes it. What came after is kept beside it: a "
        "records where a party stands now, o what became of a condition, r what came of looking at it "
        "again."
    )
    skip = frozenset({"state", "what", "positions", "conditions"})

    def before(self, view: View, address: str) -> Iterator[Block]:
        from procesregie.tui.decided import blocks

        return blocks(view.dossier, address.partition("/")[2], view.today)

    # -- keys

    def do(self, frame: Frame, action: str) -> None:
        from procesregie.tui import later

        ask = {"position": later.position, "condition": later.condition, "review": later.review}[action]
        frame.run_worker(ask(frame.app, frame.address), group="asking")

    def allows(self, frame: Frame, action: str) -> bool | None:
        from procesregie.tui.later import may

        view = frame.app.view
        if view.then is not None:
            return False
        return True if may(view.dossier, frame.address, action) else None
