"""A session that was closed: its own screen says so, and no other session is opened in its place."""

from __future__ import annotations

from pathlib import Path

from procesregie.tui.ask import Choose
from procesregie.tui.frame import Frame
from procesregie.tui.sessions.minutes import MinutesScreen
from procesregie.tui.sessions.wrapup import WrapUpScreen
from tests.tui.sessions.table import SESSION, evening


async def test_s_on_a_closed_session_asks_whether_to_correct_it_and_w_opens_nothing(root: Path) -> None:
    async with evening(root) as held:
        held.capture.add("@toren-b te duur")
        await held.press("f9")
        screen: WrapUpScreen = await held.on(WrapUpScreen)
        await held.press("7")
        await held.until(lambda: screen.at == 6)
        await held.press("o")
        await held.on(MinutesScreen)
        await held.press("enter")
        frame: Frame = await held.on(Frame)
        frame.app.action_go(f"sessions/{SESSION}")
        await held.until(lambda: frame.session_here() == SESSION)
        await held.press("w")
        await held.pilot.pause()
        assert held.app.screen is frame
        await held.press("s")
        await held.on(Choose)
