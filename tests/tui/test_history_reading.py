"""History read back: a base to compare with, only some of the moments, and the card in hand while the list moves."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from tests.history.made import program
from tests.tui.made import git
from tests.tui.running import PATIENCE, Running, running


async def timeline(here: Running) -> None:
    """The timeline, read."""
    await here.press("8")
    await here.until(lambda: len(here.keys) == 4)


async def test_w_marks_a_base_every_row_is_compared_with_and_escape_lifts_it(process: Path) -> None:
    async with running(process) as here:
        await timeline(here)
        await here.press("down", "w")
        assert "⇄ ◌ 20 Feb  base · tikfout hersteld  by hand" in here.rows
        await here.press("up")
        assert "from  ◌ 20 February 2026 tikfout hersteld\nto    ○ 26 February 2026" in here.card
        assert "~ Koken: Title: “Koken op stroom” → “Koken”" in here.card
        await here.press("down", "down", "down")
        assert "from  ○ 5 January 2026 het proces begint\nto    ◌ 20 February 2026" in here.card
        await here.press("d")
        assert "+++ b/agenda/koken.toml" in here.card
        await here.press("escape", "escape")
        assert not any("base" in row for row in here.rows) and "Compared" not in here.card


async def test_what_changed_since_the_last_decision_is_in_the_palette(process: Path) -> None:
    topic = process / "agenda/koken.toml"
    topic.write_text(topic.read_text().replace('"Koken"', '"Koken en eten"'))
    async with running(process) as here:
        await here.until(lambda: here.app.since is not None)
        await here.press("ctrl+p", *"last", "enter")
        await here.until(lambda: "Compared" in here.card)
        assert "from  ● 29 January 2026 Vier deelthema’s, elk met een eigen tafel\nto    ▸ now" in here.card
        assert "Koken en eten: Title: “Koken” → “Koken en eten”" in here.card
        assert "Pilot warmtenet met 40 woningen" in here.card


async def test_f_shows_only_some_moments_and_says_which(process: Path) -> None:
    async with running(process) as here:
        await timeline(here)
        await here.press("f", *"deci", "enter")
        await here.until(lambda: len(here.keys) == 1)
        assert here.rows[0] == "Only: decisions" and "29 Jan" in here.rows[-1]
        await here.press("f", *"draft", "enter")
        await here.until(lambda: len(here.keys) == 3)
        await here.press("f", *"stroom", "enter")
        await here.until(lambda: here.rows[0] == "Only: decisions · drafts · Stroomland")
        await here.press("f", "enter")  # what was chosen first is left out again
        await here.until(lambda: here.rows[0] == "Only: drafts · Stroomland")
        await here.press("escape")
        await here.until(lambda: len(here.keys) == 4)
        await here.press("f", *"2026-02-01", "enter")
        await here.until(lambda: len(here.keys) == 2)
        await here.press("f", *"merges", "enter")
        await here.until(lambda: here.keys == [])
        assert here.card == "There is no moment like that. Esc shows them all."


async def test_enter_behind_find_looks_through_all_of_history(process: Path) -> None:
    async with running(process) as here:
        await timeline(here)
        await here.press("slash", *"op", "space", *"STROOM", "enter")
        await here.until(lambda: here.rows[0] == "“op STROOM”: 2 moments")
        assert [key[:1] != "" for key in here.keys] == [True, True]
        assert "Title: “Koken op stroom” → “Koken”" in here.card and "Netcapaciteit" not in here.card
        await here.press("slash", *"vollooprisico", "enter")
        await here.until(lambda: here.rows[0] == "“vollooprisico”: 1 moment")
        assert "· open end · Wie draagt het vollooprisico?" in here.card
        await here.press("slash", *"[/x", "enter")
        await here.until(lambda: "“[/x” was never said" in here.card)
        await here.press("escape")
        assert len(here.keys) == 4


async def test_leaving_a_search_ends_what_git_was_looking_at(
    process: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, pid = shutil.which("git"), tmp_path / "pid"
    slow = f'case "$*" in *" -S "*) echo $$ > {pid}; exec sleep 600;; esac; exec {real} "$@"'
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin/git", slow)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin{os.pathsep}{os.environ['PATH']}")
    async with running(process) as here:
        await timeline(here)
        for key in ("slash", *"toren", "enter"):
            await here.pilot.press(key)
        async with asyncio.timeout(PATIENCE):
            while not pid.exists() or not pid.read_text().endswith("\n"):
                await here.pilot.pause()
        assert "Looking for “toren”" in here.rows[0]
        await here.press("escape")
        assert len(here.keys) == 4
        with pytest.raises(ProcessLookupError):
            async with asyncio.timeout(PATIENCE):
                while True:
                    os.kill(int(pid.read_text()), 0)
                    await here.pilot.pause()


async def test_arrows_in_the_card_move_the_list_and_j_and_k_scroll_it(process: Path) -> None:
    async with running(process, size=(80, 10)) as here:
        await timeline(here)
        await here.press("tab")
        assert here.app.focused is not None and here.app.focused.id == "detail"
        await here.press("down", "down")
        assert here.frame.entry is not None and "Vier deelthema’s" in here.card
        assert here.app.focused.id == "detail"
        await here.press("j")
        assert here.app.focused.scroll_y == 1
        await here.press("k")
        assert here.app.focused.scroll_y == 0
        await here.press("2", "tab", "down")
        assert here.frame.rows_list.highlighted == 1  # elsewhere the arrows scroll what has the focus


async def test_a_merge_has_its_sign_and_word_and_hostile_names_are_text(process: Path) -> None:
    git(process, "checkout", "-qb", "other", "HEAD~1")
    (process / "agenda/[red]x.toml").write_text('title = "[/ \\u001b[2J"\n')
    (process / "agenda/boos.toml").write_text("title = \"[/ \\u001b[2J [x={'a[0]':1}]\"\n")
    git(process, "add", "-A")
    git(process, "commit", "-qm", "[/bold] \x1b]0;x\x07 $(reboot)")
    git(process, "checkout", "-q", "-")
    git(process, "merge", "-q", "--no-edit", "-m", "samen", "other")
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: len(here.keys) == 6)
        assert any(row.startswith("⊕") and row.endswith("samen  merged") for row in here.rows)
        assert "\x1b" not in "".join(here.rows) + here.card
        for key in ("d", "w", "down", "d", "t", "2", "r", "escape", "left_square_bracket", "escape"):
            await here.press(key)
            assert "\x1b" not in "".join(here.rows) + here.card
