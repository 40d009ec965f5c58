"""A hand at the keys of a form: one key after the other, each as soon as the one before it did what it does."""

from __future__ import annotations

import asyncio
import builtins
from collections.abc import Callable
from time import monotonic

from textual import events
from textual.widgets import Input

from procesregie.tui.forms.editors import Editor
from procesregie.tui.forms.form import Form
from procesregie.tui.pick import Pick
from tests.tui.running import PATIENCE, Running


class Hand:
    """Presses keys one after the other, each as soon as the one before it did what it does."""

    def __init__(self, here: Running) -> None:
        self.here, self.app = here, here.app

    async def press(self, key: str, done: Callable[[], bool]) -> None:
        """Presses `key` and waits until `done`."""
        event = events.Key(key, {"space": " "}.get(key, key if len(key) == 1 else None))
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)
        await self.until(done, key)

    async def type(self, text: str, done: Callable[[], bool]) -> None:
        """Types `text` where the cursor is and waits until `done`."""
        self.app.post_message(events.Paste(text))
        await self.until(done, text)

    async def until(self, done: Callable[[], bool], what: str) -> None:
        """Until `done`; fails with `what` when that does not come."""
        ends = monotonic() + PATIENCE
        while not done():
            assert monotonic() < ends, f"{what!r} did nothing on {self.here.name}"
            await asyncio.sleep(0.001)

    @property
    def form(self) -> Form:
        """The form on top."""
        form = self.app.screen
        assert isinstance(form, Form), self.here.name
        return form

    async def reach(self, name: str) -> Editor:
        """Goes to the field `name` with Tab."""
        form = self.form
        assert name in form.editors, f"no form offers {name}"
        editors = list(form.editors.values())
        now = next(at for at, editor in enumerate(editors) if form.focused is editor)
        while form.focused is not form.editors[name]:
            now = (now + 1) % len(editors)
            following = editors[now]
            await self.press("tab", lambda one=following: form.focused is one)  # type: ignore[misc]
        return form.editors[name]

    def picking(self) -> bool:
        """Whether a list to pick from stands open."""
        return isinstance(self.app.screen, Pick) and isinstance(self.app.screen.focused, Input)

    def in_form(self, kind: builtins.type[Form]) -> Callable[[], bool]:
        """Whether a form of a `kind` stands open with the cursor in it."""
        return lambda: isinstance(self.app.screen, kind) and isinstance(self.app.screen.focused, Editor)
