"""A session that was closed: its own screen says so, and no other session is opened in its place."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Static

from procesregie.tui.ask import Choose
from procesregie.tui.frame import Frame
from procesregie.tui.sessions.drafting import DraftScreen
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
        await held.press("m")
        minutes: MinutesScreen = await held.on(MinutesScreen)
        assert "te duur" in minutes.text("txt")
        await held.press("escape", "c")
        drafting: DraftScreen = await held.on(DraftScreen)
        await held.until(lambda: "niets" in shown(drafting).lower())
        await held.press("escape")
        desk = held.app.desk
        record = desk.dossier.sessions[SESSION]
        desk.save(f"sessions/{SESSION}", record.model_copy(update={"place": "De Linde"}))
        await held.press("c")
        drafting = await held.on(DraftScreen)
        await held.until(lambda: "De Linde" in shown(drafting) and f"Corrects: {SESSION}" in shown(drafting))
        await held.press("t", *"zaal erbij", "enter")
        await held.until(lambda: "correctie: zaal erbij" in shown(drafting))
        await held.press("enter")
        await held.until(lambda: held.app.screen is frame)
        assert desk.repository.timeline(1)[0].corrects == SESSION
        desk.save("table/moskee", desk.dossier.parties["moskee"].model_copy(update={"reason": "de buurt komt er"}))
        await held.press("c", "down")
        drafting = await held.on(DraftScreen)
        await held.until(lambda: "Moskee" in shown(drafting) and "Corrects" not in shown(drafting))
        await held.press("enter")
        await held.until(lambda: held.app.screen is frame)
        assert (desk.repository.timeline(1)[0].outcome, desk.repository.timeline(1)[0].corrects) == ("draft", "")
        await held.press("m")
        minutes = await held.on(MinutesScreen)
        assert "De Linde" not in minutes.text("txt") and "staat er niet in" in told(minutes)
        await held.press("n")
        assert "De Linde" in minutes.text("txt") and "niet verstuurd" in told(minutes)
        await held.press("n", "c")
        assert "De Linde" not in held.app.clipboard
        await held.press("escape", "s")
        await held.on(Choose)


def told(minutes: MinutesScreen) -> str:
    """Which minutes the screen says these are."""
    return str(minutes.query_one("#told", Static).content)


def shown(drafting: DraftScreen) -> str:
    """The commit as the screen shows it."""
    return str(drafting.query_one("#preview-text", Static).content)
