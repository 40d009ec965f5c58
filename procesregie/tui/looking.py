"""The part of the app that works behind the screens: reading and writing off the event loop, and looking around.

It looks at three things, again whenever records change: what git says, what the mirror asks, and what somebody
changed in the folder outside the program.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import time
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from textual import on, work
from textual.events import Event, Key
from textual.message import Message
from textual.signal import Signal

from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.language.trouble import Trouble
from procesregie.language.visible import visible
from procesregie.model.clock import Clock
from procesregie.model.dossier import Dossier
from procesregie.tui.areas.area import Since, View
from procesregie.tui.keys import KeysInOrder
from procesregie.tui.sheet import Ours
from procesregie.tui.work import Aside, Work

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from procesregie.desk.desk import Desk
    from procesregie.insight.converge import Converging
    from procesregie.tui.glance import Glance
    from procesregie.tui.half_typed import HalfTyped
    from procesregie.tui.outside import Outside
    from procesregie.tui.reflection import Mirrored
    from procesregie.tui.then import Then

P = ParamSpec("P")
T = TypeVar("T")
TOGETHER = 1.0
"""Words this many seconds apart stand under each other; a later one takes the place of what was said before."""
SOON = 0.1
"""Seconds after a change in which it is painted, where anything is."""
REFUSED = 3.0
"""Seconds that a refusal stays."""


class RecordsChanged(Message):
    """Records at these addresses changed, whoever changed them."""

    def __init__(self, addresses: frozenset[str]) -> None:
        super().__init__()
        self.addresses = addresses

    def can_replace(self, message: Message) -> bool:
        """Never: two changes in a row are both told."""
        return False


class ChangedOutside(Message):
    """Files changed in the folder: of the records at these addresses, or (None) of any."""

    def __init__(self, addresses: frozenset[str] | None) -> None:
        super().__init__()
        self.addresses = addresses


class Looking(KeysInOrder):
    """The open process, what there is to show of it now, and the queues in which it is read and written."""

    def __init__(self, desk: Desk | None, clock: Clock, seen: Glance | None) -> None:
        self._desk = desk
        self.clock = clock
        self.seen = seen
        """What a first glance at the folder showed, until it is open."""
        self.queue = Work()
        self.aside = Aside()
        self.since: Since | None = None
        self.mirror: Mirrored | None = None
        """What the mirror asks; None until it was looked in."""
        self.shared = False
        """Whether others see the screen."""
        self.then: Then | None = None
        """The moment that is shown in the place of now."""
        self._to_look = self._to_reflect = self._reflecting = False
        self.answered: set[HalfTyped] = set()
        """Lines that were answered with, until what they say is written."""
        self._outside: Outside | None = None
        self._stop_hearing: Callable[[], None] = lambda: None
        super().__init__()
        self.changed: Signal[frozenset[str]] = Signal(self, "records changed")

    # -- a key goes before what is worked on behind the screens

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key):
            self.aside.key()
        await super().on_event(event)

    def post_display_hook(self) -> None:
        self.aside.painted()
        super().post_display_hook()

    # -- what screens come for

    @property
    def desk(self) -> Desk:
        """The open process. Only the first screen is shown without one."""
        assert self._desk is not None, "no process is open"
        return self._desk

    @property
    def view(self) -> View:
        """What there is to show now."""
        if self._desk is None:
            return View(Dossier(), self.clock.today(), whole=False, seen=self.seen)
        if (then := self.then) is not None:
            mirror = None if self.shared else then.mirror
            return View(then.dossier, then.today, desk=self._desk, mirror=mirror, shared=self.shared, then=then)
        return View(
            self._desk.dossier,
            self.clock.today(),
            self._desk.whole,
            self.since,
            self._desk,
            mirror=None if self.shared else self.mirror,
            shared=self.shared,
        )

    async def write(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Work that writes: off the event loop, after everything that was asked for before it; what it raises is
        raised here. A caller that is cancelled (its screen went) stops waiting; the work is done all the same. What was
        answered before is let go of with it."""
        answers = tuple(self.answered)

        def doing() -> T:
            try:
                done = do(*args, **kwargs)
                for line in self.answered.intersection(answers):  # without those an earlier work failed on
                    line.written()
                return done
            finally:
                self.answered.difference_update(answers)

        writing = self.queue.write(doing)
        try:
            return await asyncio.shield(writing)
        except asyncio.CancelledError:
            writing.add_done_callback(self._written_unseen)
            raise

    def _written_unseen(self, writing: asyncio.Future[T]) -> None:
        """Tells why something was not written, when who asked for it is gone."""
        trouble = None if writing.cancelled() else writing.exception()
        if isinstance(trouble, Trouble) and self.is_running:
            self.tell_trouble(trouble)

    async def read(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Work that only reads: off the event loop, beside whatever is written."""
        return await self.queue.read(do, *args, **kwargs)

    def tell(self, text: str, *, severity: SeverityLevel = "information", title: str = "") -> None:
        """A short word that goes away by itself, sooner when there is a newer one. `text` is never markup."""
        for earlier in [one for one in self._notifications if one.severity == "information"]:
            if time() - earlier.raised_at > TOGETHER:
                self._unnotify(earlier, refresh=False)
        self.notify(visible(text), title=visible(title), severity=severity, markup=False)

    def refuse(self, text: str) -> None:
        """Why nothing happens: a sentence that is read at once, and soon gives back what it stood over."""
        self.hush()
        self.notify(visible(text), timeout=REFUSED, markup=False)

    def hush(self) -> None:
        """Takes away the short words: they would stand over what comes now."""
        for told in [one for one in self._notifications if one.severity == "information"]:
            self._unnotify(told)

    def tell_trouble(self, trouble: Trouble) -> None:
        """What went wrong, in its own sentence, with somebody else's words under it."""
        said = trouble.said(spoken())
        self.tell(f"{said}\n{trouble.detail}".rstrip(), severity="error")

    async def try_to(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T | None:
        """`do` in the writing queue; a Trouble is told and makes None."""
        try:
            return await self.write(do, *args, **kwargs)
        except Trouble as trouble:
            self.tell_trouble(trouble)
            return None

    def share(self) -> None:
        """Others see the screen from now on, or no longer: what is private and what the mirror asks is hidden."""
        self.shared = not self.shared
        if self.shared:
            self.hush()
            self._leave_private()
        for screen in self.screen_stack:
            if isinstance(screen, Ours):
                screen.seen()
        self.changed.publish(frozenset())

    def _leave_private(self) -> None:
        """Leaves what shows what is not for everybody, and what stands over that; a form keeps what was typed."""
        while any(isinstance(screen, Ours) and screen.private for screen in self.screen_stack):
            self.screen.dismiss()

    def action_share(self) -> None:
        """The same, with a word about it."""
        self.share()
        told = _("Shared: what is private is hidden.") if self.shared else _("Only you see this screen.")
        self.tell(told)

    # -- as it stood then

    def show_then(self, then: Then | None) -> None:
        """Shows `then` in the place of what there is now, or (None) now again."""
        self.then = then
        self.changed.publish(frozenset())
        if then is not None:
            self._reflect_then(then)

    @work(group="mirror then", exclusive=True, description="mirror")  # else all of `then` is printed in one
    async def _reflect_then(self, then: Then) -> None:
        from procesregie.tui.reflection import reflected

        mirror = await self.read(reflected, then.dossier, then.today, None, self.aside.breathe)
        if self.then is then:
            self.then = replace(then, mirror=mirror)
            self.changed.publish(frozenset())

    def only_read(self) -> bool:
        """Whether nothing can be changed now because another moment is shown; then that is said."""
        if self.then is not None:
            day = spoken().day(self.then.today, "long")
            self.refuse(_("This is how it stood on {day}: nothing can be changed here. Esc goes back to now.", day=day))
        return self.then is not None

    # -- looking around

    def hear(self, desk: Desk) -> None:
        """Listens to `desk` from now on, and to nothing else."""
        self.hear_no_more()
        self._desk, self.clock, self.seen = desk, desk.clock, None
        self.since, self.mirror, self.then = None, None, None
        self._stop_hearing = desk.subscribe(self._heard)

    def hear_no_more(self) -> None:
        """Lets go of the process that was open."""
        self._stop_hearing()
        if self._outside is not None:
            self._outside.stop()
            self._outside = None

    def _heard(self, addresses: frozenset[str]) -> None:
        self.post_message(RecordsChanged(addresses))

    @on(RecordsChanged)
    def _records_changed(self, message: RecordsChanged) -> None:
        self.changed.publish(message.addresses)
        self._to_look = True
        self.call_after_refresh(self._look_around)  # what changed is on the screen before anything is made of it
        self.set_timer(SOON, self._look_around)  # what waits for the paint of a form goes with that form

    def _look_around(self) -> None:
        if self._to_look:
            self._to_look = False
            self.look_at_git()
            self.look_in_mirror()

    @work(group="git", exclusive=True)
    async def look_at_git(self) -> None:
        """Asks git what changed since the last commit; only reads, so the latest question counts."""
        desk = self.desk
        if not desk.whole:
            return
        before, found = self.since, await self.read(read_since, desk, self.aside.breathe)
        texts = before.texts if before is not None and before.last == found.last else ()
        self.since = replace(found, texts=texts)
        self.changed.publish(frozenset())
        if not texts and (texts := await self.read(read_texts, desk)):
            self.since = replace(found, texts=texts)
            self.changed.publish(frozenset())

    @work(group="mirror")
    async def look_in_mirror(self) -> None:
        """Asks the mirror; what changes while it is asked, it is asked once more."""
        self._to_reflect = True
        if self._reflecting:
            return
        self._reflecting = True
        try:
            while self._to_reflect and self.desk.whole:
                self._to_reflect = False
                await self._reflect(self.desk)
        finally:
            self._reflecting = False

    async def _reflect(self, desk: Desk) -> None:
        from procesregie.tui.ahead import get_ready
        from procesregie.tui.reflection import reflected

        def private() -> Dossier | None:
            try:
                return desk.asides
            except Trouble:  # it has no place to be: then there is nothing in it either
                return None

        asides = await self.write(private)
        found = await self.read(reflected, desk.dossier, self.clock.today(), asides, self.aside.breathe)
        if desk is self._desk and found != self.mirror:
            self.mirror = found
            self.changed.publish(frozenset())
        await get_ready(self, desk.dossier)

    def watch_outside(self) -> None:
        """Takes in what an editor or a colleague changes in the folder, from now on."""
        from procesregie.tui.outside import Outside

        self._outside = Outside(self.desk.root, self._noticed)

    def _noticed(self, addresses: frozenset[str] | None) -> None:
        try:
            self.post_message(ChangedOutside(addresses))
        except RuntimeError:
            pass  # the app ended meanwhile

    @on(ChangedOutside)
    def _changed_outside(self, message: ChangedOutside) -> None:
        self.take_in(message.addresses)

    def look_outside(self) -> None:
        """Looks everywhere in the folder for what was changed."""
        self.take_in(None)

    def action_look_outside(self) -> None:
        """The same, asked for."""
        self.look_outside()

    @work(group="outside")
    async def take_in(self, addresses: frozenset[str] | None) -> None:
        """Takes in what changed at `addresses`, or (None) anywhere."""
        if self._desk is not None and self._desk.whole:
            await self.try_to(self._desk.refresh, addresses)

    def on_app_focus(self) -> None:
        self.look_outside()


def read_texts(desk: Desk) -> Sequence[Converging]:
    """How the texts of `desk` settle, by its commits. Blocks; what git cannot do is told with the rest of what it says."""
    if not (desk.root / "texts").is_dir():
        return ()
    from procesregie.insight.converge import converging

    try:
        return converging(desk.repository, desk.dossier)
    except Trouble:
        return ()


def read_since(desk: Desk, breathe: Callable[[], None]) -> Since:
    """What git says of `desk` now. Blocks; a git trouble is said, never raised."""
    from procesregie.desk.standing import changes_now, standing

    breathe()  # the key that changed something is painted first

    try:
        stands = standing(desk)
        groups = changes_now(desk, spoken(), stands.state)
    except Trouble as trouble:
        return Since(hindrance=trouble.said(spoken()))
    return Since(
        last=stands.last,
        groups=groups,
        changes=sum(len(group.sentences) for group in groups),
        ahead=stands.state.ahead,
        behind=stands.state.behind,
        hindrance=stands.state.trouble.said(spoken()) if stands.state.trouble else "",
    )
