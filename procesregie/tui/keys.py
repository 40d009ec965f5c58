"""Keys in the order they were typed, each where it was meant: the next is given when the one before did what it does.

Textual hands every key at once to what has the focus then. What a key opens comes later: its question is asked when
something was read, its screen takes keys when it is laid out. Who types on meanwhile means the screen that is coming.
So keys (and what is pasted) wait here until the one before went all the way up, whoever asks something has its question
on the screen or is done, and the screen on top has its cursor. That is waited for; no time is. Letters for a line that
has the cursor need no such care, and a key that comes alone waits for nothing.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.worker import WorkerError

from procesregie.tui.sheet import asker_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.worker import Worker

ASKS = frozenset({"asking", "session", "holding", "leaving"})
"""The groups of workers that bring another screen: what is typed after the key that began one is meant for that."""
ALWAYS = frozenset({"ctrl+q", "f8"})
"""What is not kept waiting by a question that does not come: one can always leave, and hide what is private."""


class KeysInOrder(App[int]):
    """An app that gives one key at a time."""

    def __init__(self) -> None:
        self._typed: deque[events.Key | events.Paste] = deque()
        """What was typed and not given yet."""
        self._behind: tuple[Sequence[MessagePump], Screen[Any]] | None = None
        """The way of the key that was given last, and what was on top, until somebody goes behind it."""
        self._under_way = False
        """Whether somebody does: nothing is given meanwhile."""
        self._held_up = False
        """Whether that is so because somebody is about to ask something."""
        self._watched: dict[Worker[Any], asyncio.Task[None]] = {}
        """Who is about to ask something, and who waits to hear that they are done."""
        super().__init__()

    def on_mount(self) -> None:
        """Hears of every screen that comes or goes."""
        self.screen_change_signal.subscribe(self, self._another_screen, immediate=True)

    @property
    def answering(self) -> bool:
        """Whether something typed was not given yet, or is gone behind; not while that waits for who is about to ask."""
        return (self._under_way or bool(self._typed)) and not self._held_up

    async def on_event(self, event: events.Event) -> None:
        leaves = self._held_up and isinstance(event, events.Key) and event.key in ALWAYS
        if leaves or not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if not self._under_way:
            await self._give()

    def post_display_hook(self) -> None:
        self._go_behind()  # what the key did is on the screen: it is not kept waiting for this

    async def _give(self) -> None:
        """Gives what was typed to what has the focus: text one after the other, anything else once what came before it
        did what it does."""
        while self._typed and self._behind is None:
            top, focused = self.screen, self.focused
            event = self._typed.popleft()
            text = isinstance(event, events.Key) and focused and focused.check_consume_key(event.key, event.character)
            way = [*(focused or top).ancestors_with_self]
            await super().on_event(event)
            if not text:
                self._behind = [*way, *way], top  # behind the key, then behind what it made a list or a line say
        if self._typed:
            self._go_behind()

    def _go_behind(self) -> None:
        if self._behind is not None and not self._under_way:
            (way, top), self._behind, self._under_way = self._behind, None, True
            self._follow(way, top)

    def _follow(self, way: Sequence[MessagePump], top: Screen[Any]) -> None:
        """Goes behind the key from one to the next of those it passes; who is gone already is passed over."""
        for at, one in enumerate(way):
            if one.call_later(self._follow, way[at + 1 :], top):
                return
        self.call_later(self._answered, top)

    async def _answered(self, top: Screen[Any]) -> None:
        """The key did what it does, while `top` was on top: gives the next, once there is something to give it to."""
        self._held_up = bool(busy := self._about_to_ask())
        if busy:
            for worker in busy:
                if worker not in self._watched:
                    self._watched[worker] = asyncio.create_task(self._ended(worker))
        elif self.screen is not top:
            self._follow([self.screen, self], self.screen)
        else:
            self._under_way = False
            await self._give()

    def _about_to_ask(self) -> list[Worker[Any]]:
        """Workers that ask, and whose question is not on the screen."""
        shown = {asker_of(screen) for screen in self.screen_stack}
        return [one for one in self.workers if one.group in ASKS and not one.is_finished and one not in shown]

    async def _ended(self, worker: Worker[Any]) -> None:
        with suppress(WorkerError):
            await worker.wait()
        self._watched.pop(worker, None)
        self._look_again()

    def _another_screen(self, _screen: Screen[Any]) -> None:
        self._look_again()

    def _look_again(self) -> None:
        if self._held_up and self.screen_stack:  # there is none any more when the program ends meanwhile
            self._held_up = False
            self._follow([self.screen, self], self.screen)
