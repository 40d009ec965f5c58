"""What was brought in, answered line by line or many at once; and a line found by what was said in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.model.log import Line, Response
from procesregie.tui.sessions.responses import ResponsesScreen
from tests.tui.made import made
from tests.tui.running import Running, running

HELD = "2026-02-26-moeten-willen-kunnen"
LINES = """
[lines.cccccc]
by = ["stroomland"]
text = "bladzijde drie is onduidelijk"
threads = ["taal"]
[lines.dddddd]
kind = "addition"
text = "jongeren doen mee"
[lines.eeeeee]
kind = "agreed"
text = "drie hoofdstukken"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = made(tmp_path / "lindenveld")
    log = root / f"sessions/{HELD}/log-anna.toml"
    log.write_text(log.read_text() + LINES)
    return root


def lines(here: Running) -> dict[str, Line]:
    return {address[-6:]: line for address, line in here.app.desk.dossier.said(HELD)}


async def test_a_letter_answers_one_line_or_all_that_are_marked_with_one_reason(root: Path) -> None:
    async with running(root, (80, 24), language="nl") as here:
        here.app.action_go(f"sessions/{HELD}")
        await here.press("i")
        screen = here.app.screen
        assert isinstance(screen, ResponsesScreen)
        assert [one.address[-6:] for one in screen.found] == ["aaaaaa", "cccccc", "dddddd"], (
            "what was agreed is no input"
        )
        await here.press("a")
        assert lines(here)["aaaaaa"].response is Response.ADOPTED
        await here.press("slash", *"stroomland", "enter", "plus", "n", *"te technisch", "enter")
        assert [(k, v.response, v.response_why) for k, v in lines(here).items() if v.response] == [
            ("aaaaaa", Response.DECLINED, "te technisch"),
            ("cccccc", Response.DECLINED, "te technisch"),
        ]
        await here.press("u", "escape")
        assert here.toasts[-1].startswith("Teruggedraaid: ") and "Met U" not in here.toasts[-1]
        assert lines(here)["cccccc"].response is None and not screen.words
        await here.press("home", "w", "o")
        assert [one.address[-6:] for one in screen.found] == ["aaaaaa"], "only what waits"
        await here.press("o", "end", "a")
        assert len(screen.found) == 5 and lines(here)["eeeeee"].response is None
        await here.press("escape")
        assert here.name == "Frame"


async def test_what_was_said_is_found_in_the_palette_and_read_where_it_was_said(root: Path) -> None:
    async with running(root) as here:
        await here.press("ctrl+p", *"ONDUIDELIJK", "enter")
        await here.until(lambda: isinstance(here.app.screen, ResponsesScreen))
        screen = here.app.screen
        assert isinstance(screen, ResponsesScreen) and screen.under == f"{HELD}/anna/cccccc"
        await here.press("escape")
        assert here.frame.address == f"sessions/{HELD}"
        await here.press("slash", *"onduidelijk", "enter")
        assert here.keys == [f"sessions/{HELD}"], "a list is searched in what was said, too"


async def test_what_somebody_does_not_agree_with_is_answered_where_it_is_seen(root: Path) -> None:
    held = root / f"sessions/{HELD}/session.toml"
    rows = '\n[disagreements.aaaaaa]\nabout = "De prijs klopt niet"\nparty = "stroomland"\n'
    held.write_text(held.read_text() + rows + '\n[remarks.bbbbbb]\nremark = "Ik zei 2029"\nparty = "stroomland"\n')
    async with running(root, (80, 24), language="nl") as here:
        await here.press("6")
        here.frame.action_view("threads")
        await here.settle()
        assert here.keys == ["part:#taal"] and "bladzijde drie" in here.card
        here.frame.action_view("answers")
        await here.settle()
        assert here.keys[:2] == [f"part:sessions/{HELD} disagreements aaaaaa", f"part:sessions/{HELD} remarks bbbbbb"]
        await here.press("a", *"in april", "enter", "home", "a", *"gezien", "enter")
        session = here.app.desk.dossier.sessions[HELD]
        assert session.disagreements["aaaaaa"].answered == "in april"
        assert session.remarks["bbbbbb"].answer == "gezien"
