"""History: moments beside what they changed, in words or as the files have it; paged, searched, read-only."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.tui.areas import history
from tests.tui.made import git
from tests.tui.running import running


async def test_moments_stand_newest_first_with_sign_and_word(process: Path) -> None:
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: len(here.keys) == 4)
        assert here.rows == [
            "February 2026",
            "○ 26 Feb  Moeten, willen, kunnen  draft",
            "◌ 20 Feb  tikfout hersteld  by hand",
            "January 2026",
            "● 29 Jan  Vier deelthema’s, elk met een eigen tafel  decision",
            "○  5 Jan  het proces begint  draft",
        ]
        assert "Noor Hageman" in here.card and "26 February 2026 16:45" in here.card
        assert "~ Koken: Title: “Koken op stroom” → “Koken”" in here.card


async def test_the_change_follows_the_cursor_and_d_shows_it_as_it_stands_in_the_files(process: Path) -> None:
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: len(here.keys) == 4)
        await here.press("down", "down")
        assert "Vier deelthema’s" in here.card and "Agenda-setting" in here.card
        await here.press("d")
        assert "+++ b/decisions/2026-01-29-vier-deelthemas/decision.toml" in here.card
        await here.press("up")
        assert '+title = "Koken op stroom"' in here.card
        await here.press("d")
        assert "+++" not in here.card


async def test_enter_shows_the_minutes_of_that_commit_and_escape_the_words_again(process: Path) -> None:
    (process / "sessions/2026-01-29-vier-deelthemas/minutes.md").write_text("later veranderd\n")
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: len(here.keys) == 4)
        await here.press("down", "down", "enter")
        assert "Besloten: vier." in here.card and "later veranderd" not in here.card
        await here.press("escape")
        assert "Besloten: vier." not in here.card and here.app.focused is here.frame.rows_list


async def test_a_commit_without_minutes_shows_its_message(process: Path) -> None:
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: len(here.keys) == 4)
        await here.press("enter")
        assert "Wie draagt het vollooprisico?" in here.card


async def test_find_looks_through_messages_and_authors(process: Path) -> None:
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: len(here.keys) == 4)
        await here.press("slash", *"vollooprisico")
        assert len(here.keys) == 1 and "Moeten, willen" in here.rows[1], "under the month it was in"


async def test_what_is_not_committed_yet_stands_on_top(process: Path) -> None:
    topic = process / "agenda/koken.toml"
    topic.write_text(topic.read_text().replace("Koken", "Koken en eten"))
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: here.keys[:1] == ["now"])
        here.frame.rows_list.put_on("now")
        await here.settle()
        assert "Koken en eten" in here.card


async def test_a_long_history_is_read_a_page_at_a_time(process: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PAGE", 3)
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: len(here.keys) == 4)
        assert here.keys[-1] == "more" and len({*here.keys} - {"more"}) == 3
        await here.press("end")
        await here.until(lambda: "more" not in here.keys)
        assert len(here.keys) == 4 and here.frame.entry is not None
        assert here.frame.entry.key == here.keys[3]  # on the first of the new ones: End again goes further


async def test_a_commit_made_outside_appears(process: Path) -> None:
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: len(here.keys) == 4)
        at = here.frame.entry
        topic = process / "agenda/koken.toml"
        topic.write_text(topic.read_text().replace("Koken", "Koken, anders"))
        git(process, "commit", "-qam", "met de hand: anders")
        here.app.look_outside()
        await here.until(lambda: len(here.keys) == 5)
        assert "met de hand: anders" in here.rows[1] and here.frame.entry is not None
        assert at is not None and here.frame.entry.key == at.key


async def test_a_hostile_commit_message_is_shown_as_it_is(process: Path) -> None:
    git(process, "commit", "-q", "--allow-empty", "-m", "[/ \x1b[2J [x={'a[0]':1}]")
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: len(here.keys) == 5)
        assert "[/ ␛[2J [x={'a[0]':1}]" in here.rows[1]
        await here.press("enter")
        assert "\x1b" not in here.card
