"""Light, dark, the terminal's own colours, or none at all: the cursor and every word can be told from the ground."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from rich.color import Color
from textual.color import Color as TextualColor
from textual.theme import Theme

from procesregie.tui.lists import RecordList
from procesregie.tui.theme import DARK, LIGHT, first_theme
from tests.tui.running import Running, running


def told_apart(here: Running) -> None:
    """On every row of the screen each visible character has another colour than its ground."""
    for strip in here.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.text.strip() and segment.style:
                colours = (segment.style.color or Color.default(), segment.style.bgcolor or Color.default())
                assert colours[0] != colours[1] or colours[0].is_default, segment


@pytest.mark.parametrize("chosen", ["dark", "light", "ansi", "ansi-light", "textual-dark", "nord"])
async def test_every_theme_shows_every_area(process: Path, chosen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCESREGIE_THEME", chosen)
    async with running(process, (100, 30)) as here:
        for number in range(1, 9):
            await here.press(str(number))
            told_apart(here)
        await here.press("3", "e")
        told_apart(here)


@pytest.mark.parametrize("chosen", ["dark", "ansi", "ansi-light"])
async def test_without_colours_the_cursor_is_still_seen(
    process: Path, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("PROCESREGIE_THEME", chosen)
    async with running(process, (100, 30)) as here:
        await here.press("3")
        told_apart(here)
        assert not here.app.current_theme.ansi
        listed = here.frame.query_one(RecordList)
        grounds = {
            listed.get_visual_style("option-list--option", *extra).background
            for extra in ((), ("option-list--option-highlighted",))
        }
        assert len(grounds) == 2


def test_what_was_chosen_wins_from_the_environment_and_that_from_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLORFGBG", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert first_theme() == DARK.name
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert first_theme() == LIGHT.name
    monkeypatch.setenv("PROCESREGIE_THEME", "dark")
    assert first_theme() == DARK.name
    assert first_theme(LIGHT.name) == LIGHT.name
    monkeypatch.delenv("PROCESREGIE_THEME")
    monkeypatch.setenv("TERM", "linux")
    assert first_theme() == "ansi-dark"


async def test_a_theme_there_is_not_is_the_dark_one(process: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCESREGIE_THEME", "regenboog")
    async with running(process) as here:
        assert here.app.theme == DARK.name


def _luminance(colour: TextualColor) -> float:
    """How light a colour is, as the WCAG say it (relative luminance)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part / 255) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_every_word_can_be_read_on_every_ground(theme: Theme) -> None:
    """At least 4.5 to 1 (WCAG 2, AA), also on the row the cursor is on and in a field that has the focus."""
    known = {**theme.to_color_system().generate(), **theme.variables}
    colour = {
        name: TextualColor.parse(said) for name, said in known.items() if said.startswith("#") and " " not in said
    }
    field = colour["panel"].blend(colour["foreground"], 0.05)  # Textual tints an Input that has the focus
    grounds = [
        colour[name] for name in ("background", "panel", "block-cursor-background", "block-cursor-blurred-background")
    ]
    words = [
        colour[name]
        for name in ("foreground", "text-muted", "text-disabled", "accent", "warning", "error", "link-color")
    ]
    pairs = [*product(words, [*grounds, field]), (colour["background"], colour["accent"])]
    for word, ground in pairs:
        light, dark = sorted((_luminance(word), _luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (word.hex, ground.hex)
