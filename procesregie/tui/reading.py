"""What a key does when one reads back: as it stood then, from moment to moment, and what was brought back from there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.address import owner_of
from procesregie.tui.actions import Actions
from procesregie.tui.text import line

if TYPE_CHECKING:
    from textual.binding import Binding

    from procesregie.history.moment import Moment
    from procesregie.model.dossier import Dossier
    from procesregie.tui.then import Then

THEN = frozenset({"then", "now", "moment", "bring_back", "story"})
"""Keys that lead to another moment, or make sense there."""
ASKS = frozenset({"ask_then", "then_on", "ask_story", "ask_compare", "compare_decided", "verify"})
"""What is only in the palette."""
READS = frozenset({"area", "view", "find", "more", "back", "walk", "scroll", *THEN, *ASKS})
"""Keys of the frame that change nothing: all that is left of them when another moment is shown."""


class Reading(Actions):
    """The part of the frame that goes back to another moment and shows everything as it was."""

    _steps = 0
    """How many moments further back (below 0) or on one is going."""

    def moment_here(self) -> str:
        """The commit that the row of the cursor is; empty when it is none."""
        raise NotImplementedError

    def may_read(self, action: str) -> bool | None:
        """Whether a key of :data:`THEN` makes sense here."""
        view = self.app.view
        if view.desk is None:
            return None if action in ("then", "story") else False
        if action == "story":
            return True if self.address or self.moment_here() else None
        if view.then is None:
            return action == "then"
        if action in ("then", "now"):  # one key: to another moment when the cursor is on one, else back to now
            return (self.moment_here() in ("", view.then.sha)) == (action == "now")
        if action == "bring_back":
            return True if self.address else None
        return True

    def say_why(self, key: Binding) -> None:
        """Another moment is shown, whatever the row; or it makes no sense on this one."""
        if self.app.then is not None and key.action.partition("(")[0] not in READS:
            self.app.only_read()
        else:
            super().say_why(key)

    # -- to another moment

    def action_then(self) -> None:
        """Everything as it was at the moment of this row; where the row is none, at one that is asked for."""
        here = self.moment_here()
        if here:
            self.go_to_moment(here, overview=self.app.then is None)
        else:
            self.action_ask_then()

    def action_ask_then(self) -> None:
        """Asks for the moment."""

        def picked(text: str | None) -> None:
            if text is not None:
                self.go_to_moment(text)

        self.pick_moment(_("As it stood on"), picked)

    def action_then_on(self, day: str) -> None:
        """Everything as it was at the end of `day`, with the record in view that is in view now."""
        self.go_to_moment(day)

    def pick_moment(self, title: str, then: Callable[[str | None], None]) -> None:
        """Asks for a moment, and does `then` with what git's history is searched with."""
        from procesregie.tui.moments import PickMoment

        self.app.push_screen(PickMoment(title, self.app.clock.today()), then)

    def go_to_moment(self, text: str, *, overview: bool = False) -> None:
        """Shows the moment called `text`; on the overview, or with the record in view that is in view now."""
        from procesregie.tui.then import stood

        desk = self.app.desk
        self._go_then(lambda: stood(desk, text), overview)

    def action_moment(self, by: int) -> None:
        """The moment before this one (-1) or after it (1), with the same record in view."""
        from procesregie.tui.then import beside

        desk, then = self.app.desk, self.app.then
        if then is not None:
            self._steps += by  # those that are still being read count: no press of the key is lost
            steps = self._steps
            self._go_then(lambda: beside(desk, then, steps), False)

    @work(group="then", exclusive=True)
    async def _go_then(self, find: Callable[[], Then], overview: bool) -> None:
        try:
            then = await self.app.read(find)
        except Trouble as trouble:
            self._steps = 0
            self.app.tell_trouble(trouble)
            return
        self._steps = 0
        self.close_confidential()
        self.app.show_then(then)
        if overview:
            self.action_area(0)

    def close_confidential(self) -> None:
        """What is private is of now, and closes."""
        raise NotImplementedError

    def action_area(self, index: int) -> None:
        """Shows another area."""
        raise NotImplementedError

    def action_now(self) -> None:
        """Back to now, with the same record in view."""
        self.app.show_then(None)

    # -- compared with another moment

    @work(group="comparing", exclusive=True)
    async def action_compare_decided(self) -> None:
        """What changed since the last decision."""
        from procesregie.history.wanted import Wanted

        desk = self.app.desk
        try:
            found = await self.app.read(desk.repository.reading(Wanted(marks=frozenset({"decision"}))).more, 1)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        if found:
            self.compared(found[0])
        else:
            self.app.tell(_("No decision has been taken yet."))

    def action_ask_compare(self) -> None:
        """Asks for the moment to compare with."""

        def picked(text: str | None) -> None:
            if text is not None:
                self._compare_with(text)

        self.pick_moment(_("Compare with"), picked)

    @work(group="comparing", exclusive=True)
    async def _compare_with(self, text: str) -> None:
        try:
            self.compared(await self.app.read(self.app.desk.repository.find, text))
        except Trouble as trouble:
            self.app.tell_trouble(trouble)

    def compared(self, base: Moment) -> None:
        """Shows the timeline with every moment compared with `base`, from the latest on."""
        raise NotImplementedError

    # -- back from there

    def action_bring_back(self) -> None:
        """What stood there then becomes an edit now."""
        then = self.app.then
        if self.address and then is not None:
            from procesregie.tui.bringing import brought_back

            self.app.run_worker(brought_back(self.app, then.dossier, then.moment, self.address), group="asking")

    # -- the story of a record

    def action_story(self) -> None:
        """What became of this record, from the beginning; of a commit, of one of the records it changed."""
        if self.address:
            self.story_of(self.address)
        elif self.moment_here():
            self._story_in(self.moment_here())

    def story_of(self, address: str) -> None:
        """The story of the record, text or person at `address`."""
        from procesregie.tui.storied import StoryScreen

        dossier = self.app.view.dossier
        self.app.push_screen(StoryScreen(address, called(dossier, address)))

    @work(group="asking")
    async def _story_in(self, sha: str) -> None:
        from procesregie.tui.pick import Choice, Pick

        try:
            between = await self.app.read(self.app.desk.repository.changes_of, sha)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        addresses = dict.fromkeys(owner_of(change.address) for change in between.changes)
        both = (between.new, between.old)
        choices = []
        for address in addresses:
            dossier = next((one for one in both if one.get(address)), between.new)
            choices.append(Choice(address, line(called(dossier, address)), address))
        picked = choices[0].key if len(choices) == 1 else None
        if len(choices) > 1:
            picked = await self.app.push_screen_wait(Pick(_("Story of"), choices))
        if picked:
            self.story_of(picked)
        elif not choices:
            self.app.tell(_("Nothing in the record changed."))

    def action_ask_story(self) -> None:
        """Asks whose story: any record, person or text."""
        from procesregie.tui.palette import record_choices
        from procesregie.tui.pick import Pick

        def picked(key: str | None) -> None:
            if key:
                self.story_of(key.removeprefix("go:").replace("#", "/"))

        self.app.push_screen(Pick(_("Story of"), list(record_choices(self.app.view.dossier))), picked)

    def action_verify(self) -> None:
        """Whether every decision is as it was when it was taken."""
        from procesregie.tui.verifying import Verified

        self.app.push_screen(Verified())

    def show_moment(self, sha: str) -> None:
        """Shows the timeline with the cursor on the commit `sha`."""
        raise NotImplementedError

    def commands(self) -> list[tuple[str, str, str]]:
        """What the palette can do here beside the keys: an action, its words, and what else it is found by."""
        return [
            ("screen.ask_then", N_("as it stood on …"), "then toen date datum"),
            (
                "screen.compare_decided",
                N_("compare with the last decision"),
                "what changed since diff wat veranderd sinds vergelijk besluit",
            ),
            ("screen.ask_story", N_("story of …"), "story verhaal persoon person text tekst"),
            ("screen.verify", N_("verify: is every decision as it was taken?"), "verify controleren"),
            ("screen.ask_compare", N_("compare with …"), "diff vergelijk date datum"),
        ]


def called(dossier: Dossier, address: str) -> str:
    """What the record, text or person at `address` is called."""
    if address.count("/") == 2 and address.startswith("table/"):
        from procesregie.tui.card import person_name

        return person_name(dossier, *address.split("/")[1:])
    return dossier.name(address)
