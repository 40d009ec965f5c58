"""The palette finds anything; the help explains the screen; one record leads to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.tui.layout import CardView
from procesregie.tui.pick import Choice, matching
from procesregie.tui.storied import StoryScreen
from procesregie.tui.text import line
from tests.tui.running import Running, running
from tests.tui.seen import painted


async def found(here: Running, text: str) -> None:
    """Types `text` in the palette and takes the first thing found."""
    await here.press("ctrl+p")
    assert here.name == "Palette"
    await here.type(text)
    await here.press("enter")
    await here.settle()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("pilot warm", "decisions/2026-02-26-pilot-40-woningen"),
        ("hr-haard", "table/huurdersraad-haardstee"),
        ("anke", "table/gemeente-oldermeer"),
        ("2 april", "steps/2026-02-26-brief-bewoners"),
        ("netwerktafel", "sessions/2026-03-19-netwerktafel"),
        ("kadersteller", "roles/kadersteller"),
    ],
)
async def test_a_record_a_person_or_a_date_is_found_from_anywhere(process: Path, text: str, address: str) -> None:
    async with running(process, language="nl") as here:
        await here.press("8")
        await found(here, text)
        assert here.name == "Frame" and here.frame.address == address


async def test_every_key_of_the_screen_is_in_the_palette_too(process: Path) -> None:
    async with running(process) as here:
        await here.press("3")
        await found(here, "new")
        assert here.name == "Ask"


async def test_light_becomes_dark_and_is_remembered(process: Path) -> None:
    async with running(process) as here:
        assert here.app.current_theme.dark
        await found(here, "light or dark")
        await here.until(lambda: not here.app.current_theme.dark)
    async with running(process) as again:
        assert not again.app.current_theme.dark


async def test_escape_leaves_the_palette(process: Path) -> None:
    async with running(process) as here:
        await here.press("ctrl+p", "escape")
        assert here.name == "Frame"


async def test_nothing_found_says_so_and_enter_does_nothing(process: Path) -> None:
    async with running(process) as here:
        await here.press("ctrl+p")
        await here.type("zzzzzz")
        await here.press("enter")
        assert here.name == "Palette"


@pytest.mark.parametrize("number", range(1, 10))
async def test_every_area_explains_itself(process: Path, number: int) -> None:
    async with running(process, language="nl") as here:
        await here.press(str(number), "question_mark")
        assert here.name == "Help"
        said = here.app.export_screenshot(simplify=False)
        assert "Toetsen" in said.replace("&#160;", " ")
        await here.press("escape")
        assert here.name == "Frame"


async def test_help_works_inside_a_form_too(process: Path) -> None:
    async with running(process) as here:
        await here.press("3", "e", "f1")
        assert here.name == "Help" and "A form" in painted(here.app.screen)[2]
        await here.press("escape")
        assert here.name == "RecordForm"


async def test_a_question_mark_in_a_field_is_a_question_mark(process: Path) -> None:
    async with running(process) as here:
        await here.press("3", "e", "question_mark")
        assert here.name == "RecordForm"


async def test_more_leads_to_what_a_record_names(process: Path) -> None:
    async with running(process) as here:
        here.app.action_go("steps/2026-02-26-netcapaciteit")
        await here.settle()
        await here.press("full_stop", *"stroom", "enter")
        assert here.frame.address == "table/stroomland"
        await here.press("full_stop")
        assert here.name == "Frame" and any("mentions no other" in toast for toast in here.toasts)


async def test_a_link_on_a_card_goes_there(process: Path) -> None:
    async with running(process) as here:
        here.app.action_go("steps/2026-02-26-netcapaciteit")
        await here.settle()
        rows = here.frame.query_one(CardView).card.content(60).plain.split("\n")
        row = next(n for n, text in enumerate(rows) if text.startswith("Owner"))
        await here.pilot.click("#detail", offset=(rows[row].index("Stroomland") + 4, row))
        await here.settle()
        assert here.frame.address == "table/stroomland"


def test_what_begins_with_it_comes_first() -> None:
    choices = [Choice(text, line(text)) for text in ("Haardstee west", "De Haard", "Oude haard")]
    assert [choice.key for choice in matching(choices, "haard")] == ["Haardstee west", "De Haard", "Oude haard"]
    assert [choice.key for choice in matching(choices, "haard de")] == ["De Haard", "Oude haard"]
    assert matching(choices, "[/") == []


async def test_from_a_form_the_palette_leads_away_and_what_was_typed_is_kept(process: Path) -> None:
    async with running(process) as here:
        here.app.action_go("agenda/koken")
        await here.settle()
        await here.press("e", "end", *" warm")
        await found(here, "stroomland")
        await here.until(lambda: here.name == "Frame")
        await here.until(lambda: here.frame.address == "table/stroomland")
        assert "Koken warm" in here.app.forms.under_edit.values()


async def test_from_a_session_the_palette_does_not_lead_away(process: Path) -> None:
    async with running(process) as here:
        await here.press("6", "s")
        await here.until(lambda: here.name == "CaptureScreen")
        here.app.action_go("table/stroomland")
        await here.settle()
        assert here.name == "CaptureScreen" and any("Leave this screen" in toast for toast in here.toasts)


async def test_an_area_a_view_or_a_text_is_found_by_a_word_from_every_screen_that_is_read(process: Path) -> None:
    (process / "texts").mkdir()
    (process / "texts/brief.md").write_text("# Aan iedereen\n", encoding="utf-8")
    async with running(process, language="nl") as here:
        await found(here, "spiegel")
        assert here.frame.area.name == "Mirror"
        for word, view in (("stokpaard", "threads"), ("urgentie per", "parties"), ("lege stoel", "grid")):
            await found(here, word)
            assert here.frame.area.chosen == view, word
        await found(here, "bedoeling")
        assert here.frame.address == "process"
        await found(here, "iedereen")
        assert isinstance(here.app.screen, StoryScreen) and here.app.screen.address == "texts/brief"
        await found(here, "verschoven")
        await here.until(lambda: here.name == "Frame")
        assert here.frame.area.name == "Steps" and here.frame.area.chosen == "date"
