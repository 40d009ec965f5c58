"""The frame: areas by number, a list that keeps its place, a card that follows, one step back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Static

from procesregie.tui.bars import AreaBar, KeyBar, TitleBar
from procesregie.tui.layout import CardView
from procesregie.tui.lists import RecordList
from procesregie.tui.scrollbar import Bar
from tests.tui.running import running
from tests.tui.seen import painted


async def test_numbers_switch_areas_and_each_keeps_its_place(process: Path) -> None:
    async with running(process) as here:
        await here.press("3", "down", "down")
        at = here.frame.entry
        assert at is not None and at.address.startswith("table/")
        await here.press("5")
        assert here.keys[0].startswith("steps/")
        await here.press("3")
        assert here.frame.entry == at


async def test_the_card_follows_the_cursor(process: Path) -> None:
    async with running(process) as here:
        await here.press("2")
        first = here.card
        await here.press("down")
        assert here.card != first
        entry = here.frame.entry
        assert entry is not None and here.card.startswith(here.app.view.dossier.name(entry.address))


async def test_headings_are_passed_over(process: Path) -> None:
    async with running(process) as here:
        await here.press("5")
        listed = here.frame.query_one(RecordList)
        seen = []
        for _ in listed.options:
            option = listed.highlighted_option
            assert option is not None and not option.disabled
            seen.append(option.id)
            await here.press("down")
        assert set(seen) == set(here.keys)


async def test_enter_goes_in_and_escape_comes_back(process: Path) -> None:
    async with running(process) as here:
        await here.press("3", "enter")
        assert here.app.focused is here.frame.query_one("#detail")
        await here.press("escape")
        assert here.app.focused is here.frame.rows_list


async def test_escape_at_the_list_stays_where_it_is(process: Path) -> None:
    async with running(process) as here:
        await here.press("3", "down", "escape", "escape")
        assert here.name == "Frame" and here.frame.area.room == "table"


async def test_enter_on_the_overview_goes_to_the_record_in_its_place(process: Path) -> None:
    async with running(process) as here:
        await here.press("down", "enter")
        assert here.frame.area.room == "sessions"
        assert here.frame.address == "sessions/2026-03-19-netwerktafel"


async def test_under_80_columns_list_and_card_are_two_steps(process: Path) -> None:
    async with running(process, (60, 20)) as here:
        await here.press("3")
        left, detail = here.frame.query_one("#left"), here.frame.query_one("#detail")
        assert left.display and not detail.display
        await here.press("enter")
        assert detail.display and not left.display
        await here.press("escape")
        assert left.display and not detail.display


@pytest.mark.parametrize(("width", "shown"), [(80, "1  2  3 Table  4"), (120, "2 Agenda   3 Table   4 Roles")])
async def test_the_bar_names_what_fits(process: Path, width: int, shown: str) -> None:
    async with running(process, (width, 30)) as here:
        await here.press("3")
        bar = str(here.frame.query_one(AreaBar).render())
        assert shown.replace(" ", "") in bar.replace(" ", "")
        assert "Table" in bar
        assert ("Agenda" in bar) == (width >= 100)


async def test_a_click_on_the_bar_switches_areas(process: Path) -> None:
    async with running(process, (80, 24)) as here:
        bar = str(here.frame.query_one(AreaBar).render())
        await here.pilot.click(AreaBar, offset=(bar.index(" 5 ") + 1, 0))
        await here.settle()
        assert here.frame.area.room == "steps"


async def test_a_click_on_a_row_opens_its_card_and_a_click_on_a_key_presses_it(process: Path) -> None:
    async with running(process) as here:
        await here.press("3")
        await here.pilot.click(RecordList, offset=(5, 2))
        await here.settle()
        assert here.frame.address in here.keys and here.app.focused is here.frame.query_one("#detail")
        await here.press("escape")
        bar = str(here.frame.query_one(KeyBar).render())
        await here.pilot.click(KeyBar, offset=(bar.index("n new") + 1, 0))
        await here.settle()
        assert here.name == "Ask"


async def test_find_filters_while_typing_and_escape_shows_everything_again(process: Path) -> None:
    async with running(process) as here:
        await here.press("3")
        everybody = here.keys
        await here.press("slash", *"rosstroom"[3:])
        assert here.keys == ["table/stroomland"]
        assert here.rows[0].endswith("  1") and "stroomland" not in here.rows[0].lower()  # its heading, counted anew
        await here.press("enter")
        assert here.app.focused is here.frame.rows_list and here.keys == ["table/stroomland"]
        await here.press("escape")
        assert here.keys == everybody


async def test_find_looks_in_names_of_people_and_says_when_nothing_has_it(process: Path) -> None:
    async with running(process) as here:
        await here.press("3", "slash", *"anke")
        assert here.keys == ["table/gemeente-oldermeer"]
        await here.press(*"zzz")
        assert here.keys == [] and "ankezzz" in here.card
        await here.press("escape")
        assert len(here.keys) > 3  # where nothing is found, one key is enough
        await here.press("slash", *"ankezzz")
        await here.press("enter", "l")
        assert "Nothing here matches." in str(here.frame.query_one("#sight", Static).content)  # a grid has no card
        await here.press("escape", "escape")
        grid = here.frame.grid_table
        assert grid is not None and grid.row_count > 3


async def test_letters_that_follow_at_once_are_looked_for(process: Path) -> None:
    async with running(process) as here:
        await here.press("3")
        for key, letter in (("slash", "/"), *((letter, letter) for letter in "eneco")):  # e edits, n makes, c commits
            here.app.post_message(events.Key(key, letter))
        await here.until(lambda: here.frame.area.filter == "eneco")
        assert here.name == "Frame"
        await here.press("escape", "escape", "2")
        for key, letter in (("slash", "/"), *((letter, letter) for letter in "nee")):
            here.app.post_message(events.Key(key, letter))
        await here.until(lambda: here.frame.area.filter == "nee")


async def test_a_filter_is_kept_with_its_area(process: Path) -> None:
    async with running(process) as here:
        await here.press("3", "slash", *"stroom", "enter", "2")
        assert len(here.keys) == 3
        await here.press("3")
        assert here.keys == ["table/stroomland"]
        await here.press("slash", *"huurders", "enter")  # what is typed now takes the place of what was looked for
        assert here.keys == ["table/huurdersraad-haardstee"]


async def test_the_title_says_what_changed_since_the_last_commit(process: Path) -> None:
    async with running(process) as here:
        bar = here.frame.query_one(TitleBar)
        await here.until(lambda: bool(str(bar.since)))
        assert str(bar.process) == "Lindenveld Warm"
        assert str(bar.since) == "○ no changes since 26 Feb (draft)"
        topic = process / "agenda/koken.toml"
        topic.write_text(topic.read_text().replace("Koken", "Koken en afwassen"))
        here.app.look_outside()
        await here.until(lambda: "1 change " in str(bar.since))
        assert str(bar.since) == "○ 1 change since 26 Feb (draft)"


async def test_dutch_throughout(process: Path) -> None:
    async with running(process, language="nl") as here:
        assert "Overzicht" in str(here.frame.query_one(AreaBar).render())
        await here.press("2")
        assert any("In gesprek" in row for row in here.rows)
        await here.press("question_mark")
        assert here.name == "Help"


async def test_the_language_turns_on_the_spot(process: Path) -> None:
    async with running(process, language="nl") as here:
        here.app.action_turn_language()
        await here.settle()
        assert "Overview" in str(here.frame.query_one(AreaBar).render())
        assert any("Next session" in row for row in here.rows)


async def test_q_quits(process: Path) -> None:
    async with running(process) as here:
        await here.pilot.press("q")
        await here.pilot.pause()
        assert here.app._exit


@pytest.mark.parametrize(("key", "screen"), [("p", "PrepareScreen"), ("s", "CaptureScreen")])
async def test_the_session_screens_are_a_key_away(process: Path, key: str, screen: str) -> None:
    async with running(process) as here:
        await here.press("6", key)
        await here.until(lambda: here.name == screen)


async def test_keys_that_make_no_sense_here_are_not_shown(process: Path) -> None:
    async with running(process, (200, 50)) as here:
        await here.press("3")
        assert "wrap up" not in str(here.frame.query_one(KeyBar).render())
        await here.press("8")
        bar = str(here.frame.query_one(KeyBar).render())
        assert "words/files" in bar and "edit" not in bar and "new" not in bar


async def test_nothing_is_asked_of_a_process_that_is_not_open_yet(process: Path) -> None:
    from procesregie.model.clock import Clock
    from procesregie.tui.opening import opened

    app = opened(process, Clock.of(None), "en")
    app.open_seen = lambda seen: None  # type: ignore[method-assign, assignment, misc]
    async with app.run_test(size=(100, 30)) as pilot:
        bar = str(app.screen.query_one(KeyBar).render())
        assert "session" in bar and "move date" not in bar and "whom" not in bar
        for key in (
            "n",
            "e",
            "u",
            "s",
            "p",
            "w",
            "full_stop",
            "2",
            "3",
            "8",
            "enter",
            "escape",
            "1",
            "enter",
            "ctrl+p",
        ):
            await pilot.press(key)
        await pilot.pause()


async def test_the_first_glance_stands_under_the_same_keys_as_the_overview(process: Path) -> None:
    from datetime import date

    from procesregie.tui.areas.area import Entry
    from procesregie.tui.glance import THIS_FORMAT, glance

    seen = glance(process, date(2026, 3, 12))
    assert seen is not None
    first = [row.key for row in seen.rows() if isinstance(row, Entry)]
    async with running(process) as here:
        assert set(first) <= set(here.keys) and len(first) == 3
        from procesregie.model.process import FORMAT

        assert THIS_FORMAT == FORMAT


async def test_a_change_of_one_record_changes_its_row_and_leaves_the_others_where_they_are(process: Path) -> None:
    async with running(process) as here:
        await here.press("2", "down")
        before = list(here.frame.rows_list.options)
        there = [row[:48] for row in painted(here.frame)]  # the list, without the card beside it
        topic = here.app.desk.dossier.topics["koken"].model_copy(update={"title": "Koken op stroom"})
        here.app.desk.save("agenda/koken", topic)
        await here.until(lambda: any("Koken op stroom" in row for row in here.rows))
        after = here.frame.rows_list.options
        assert [a is b for a, b in zip(after, before, strict=True)] == [True] * len(before)
        assert sum("Koken op stroom" in row for row in here.rows) == 1
        await here.settle()
        now = [row[:48] for row in painted(here.frame)]
        (other,) = [row for row, was in zip(now[3:-1], there[3:-1], strict=True) if row != was]
        assert "Koken op stroom" in other
        await here.press("u")
        await here.until(lambda: not any("Koken op stroom" in row for row in here.rows))
        assert len(here.frame.rows_list.options) == len(before)


async def test_a_scrollbar_painted_where_its_thumb_moved_looks_as_one_that_is_painted_whole(process: Path) -> None:
    async with running(process, (100, 12)) as here:
        await here.press("2")
        seen = set()
        for key in ("down", "end", "up", "pageup", "home", "tab", "pagedown", "end", "tab", "down"):
            await here.press(key)
            for one in (here.frame.main, here.frame.query_one(CardView)):
                bar = one.vertical_scrollbar
                assert isinstance(bar, Bar)
                shown = bar.render_lines(bar.size.region)
                bar.refresh()
                assert shown == bar.render_lines(bar.size.region), key
                seen.add(bar.thumb)
        assert len(seen) > 4, "it moved, and became longer and shorter"
