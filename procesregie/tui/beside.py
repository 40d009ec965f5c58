"""The part of the frame that shows what is not for everybody: the private panel beside a card, and the mirror's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.containers import Horizontal
from textual.widget import Widget

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.model.address import room_of
from procesregie.tui.areas.area import Entry
from procesregie.tui.layout import CardView
from procesregie.tui.reading import Reading
from procesregie.tui.sheet import Overlay
from procesregie.tui.text import line

if TYPE_CHECKING:
    from procesregie.tui.reflection import Asked


class Beside(Reading):
    """Opens what is private for one card, and closes it on leaving that card."""

    @property
    def entry(self) -> Entry | None:
        """The row the cursor is on."""
        raise NotImplementedError

    @property
    def main(self) -> Widget:
        """What has the rows of this area."""
        raise NotImplementedError

    def lead_on(self) -> object:
        """Goes to what the record the cursor is on names."""
        raise NotImplementedError

    @property
    def asked(self) -> Asked | None:
        """The question of the mirror the cursor is on."""
        mirror = self.app.view.mirror
        return mirror.get(self.entry.key) if mirror is not None and self.entry is not None else None

    def action_set_aside(self) -> None:
        """Sets the question aside, or asks it again."""
        if self.asked is not None:
            self.put_aside(self.asked)

    def action_pulse(self, key: str = "") -> None:
        """The form of the pulse `key`, or of a new one, from wherever one is."""
        from procesregie.tui.pulses import record

        if not self.app.only_read():
            self.app.run_worker(record(self.app, key), group="asking")

    def commands(self) -> list[tuple[str, str, str]]:
        """Beside the others: a pulse can be recorded from every area; the mirror has a key for it."""
        by_key = any(active.enabled and active.binding.id == "pulse" for active in self.active_bindings.values())
        may = self.app.view.desk is not None and self.app.then is None and not by_key
        words = N_("records how the collaboration is doing, through five lenses")
        return [*super().commands(), *([("screen.pulse", words, "pulse vitality vitaliteit peiling")] if may else [])]

    def action_more(self) -> None:
        """What this leads to: of a question what prompted it, of a record what it names."""
        if self.asked is not None:
            self.evidence_of(self.asked)
        else:
            self.lead_on()

    # -- what is private

    @property
    def private_panel(self) -> CardView | None:
        """The panel, when it is open."""
        return self.query_one_optional("#private", CardView)

    def has_private(self) -> bool:
        """Whether something private can be kept of the record the cursor is on."""
        return bool(self.address) and room_of(self.address) in ("table", "sessions")

    @work(group="private", exclusive=True)
    async def action_private(self) -> None:
        """Opens what only you keep of this record, or closes it."""
        from procesregie.tui.confidential import private_card

        if self.private_panel is not None:
            self.close_private()
            return
        if self.app.shared:
            self.app.tell(_("Not while the screen is shared. F8 ends that."))
            return
        address = self.address
        asides = await self.app.try_to(lambda: self.app.desk.asides)
        if asides is None or address != self.address or not self.has_private() or self.app.shared:
            return
        panel = CardView(id="private")
        panel.show(private_card(self.app.view.dossier, asides, address))
        self.add_class("-private")
        await self.query_one("#body", Horizontal).mount(panel)
        if self.has_class("-narrow"):
            panel.focus()
        self.refresh_bindings()

    def may_confirm(self) -> bool | None:
        """Whether the open panel has a motive that is still a guess; hidden while no panel is open."""
        if self.private_panel is None or not self.has_private():
            return False
        from procesregie.tui.confidential import guessed  # with all forms: not before a panel is open

        return True if guessed(self.app.desk.asides, self.address) else None

    @work(group="asking")
    async def confirm_motive(self) -> None:
        """A motive that was a guess was said by the party itself: it is confirmed, as of today."""
        from procesregie.tui.confidential import confirmed, guessed
        from procesregie.tui.pick import Choice, Pick

        address = self.address
        motives = guessed(self.app.desk.asides, address)
        picked = next(iter(motives), None)
        if len(motives) > 1:
            choices = [Choice(key, line(row.motive), key) for key, row in motives.items()]
            picked = await self.app.push_screen_wait(Pick(_("Which one did they confirm?"), choices).in_private())
        if picked is None:
            return
        record = confirmed(self.app.desk.asides, address, picked, self.app.clock.today())
        await self.app.try_to(self.app.desk.keep, address, record)

    def close_private(self) -> None:
        """Closes the private panel, and leaves nothing of it on the screen."""
        panel = self.private_panel
        if panel is not None:
            panel.remove()
            self.remove_class("-private")
            self.call_after_refresh(self._focus_again)
            self.refresh_bindings()

    def close_confidential(self) -> None:
        self.close_private()

    def _focus_again(self) -> None:
        if self.focused is None:
            (self.query_one("#detail") if self.has_class("-inside") else self.main).focus()

    def keep_private(self) -> None:
        """After a change: the panel shows what is kept now, or closes when others see the screen."""
        panel = self.private_panel
        if panel is None:
            return
        if self.app.shared or not self.has_private():
            self.close_private()
        else:
            from procesregie.tui.confidential import private_card  # as above: not before a panel is open

            panel.show(private_card(self.app.view.dossier, self.app.desk.asides, self.address))

    def on_screen_suspend(self) -> None:
        """Another screen comes over this one: only a question, or the panel's own form, leaves the panel open."""
        from procesregie.tui.confidential import PrivateForm

        if not isinstance(self.app.screen, Overlay | PrivateForm):
            self.close_private()

    def action_edit(self) -> None:
        """The form of the record; of what is kept in confidence, when that is open."""
        if self.private_panel is None:
            super().action_edit()
        elif self.address:
            from procesregie.tui.confidential import PrivateForm

            self.app.push_screen(PrivateForm(self.address, self.app))
