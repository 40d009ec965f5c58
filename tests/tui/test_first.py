"""Without a process: open one again, or start one from a template; and what cannot be opened says why."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import OptionList

from procesregie.tui import run
from procesregie.tui.memory import MOST, Memory, Opened, remember, remembered
from procesregie.tui.safe_input import SafeInput
from tests.tui.made import git
from tests.tui.running import running


async def test_a_process_is_started_from_a_template(tmp_path: Path) -> None:
    async with running(None) as here:
        assert here.name == "First"
        await here.press("enter")
        await here.type("Veenrijk [/ samen")
        await here.press("enter")
        here.app.screen.query_one("#blank-0", SafeInput).value = str(tmp_path / "veenrijk")
        await here.settle()
        await here.press("enter")
        assert here.name == "Choose"
        await here.press(*"j", "enter")
        await here.until(lambda: here.name == "Frame")
        await here.settle()
        assert here.rows[0].startswith("· Veenrijk [/ samen")
        assert 'title = "Veenrijk [/ samen"' in (tmp_path / "veenrijk/process.toml").read_text()
        assert git(tmp_path / "veenrijk", "log", "--format=%s").startswith("draft: ")


async def test_a_folder_that_holds_something_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol/brief.txt").write_text("van iemand")
    async with running(None) as here:
        await here.press("enter")
        await here.type("X")
        await here.press("enter")
        here.app.screen.query_one("#blank-0", SafeInput).value = str(tmp_path / "vol")
        await here.settle()
        await here.press("enter")
        assert here.name == "Ask"
        assert list((tmp_path / "vol").iterdir()) == [tmp_path / "vol/brief.txt"]


async def test_what_was_opened_before_is_offered(process: Path) -> None:
    async with running(process) as here:
        await here.until(lambda: bool(remembered().recent))
    async with running(None) as again:
        assert again.name == "First"
        await again.press("enter")
        await again.until(lambda: again.name == "Frame")
        await again.settle()
        assert again.rows[0].startswith("· Lindenveld Warm")


async def test_a_sample_is_made_with_its_history_and_opened_as_of_its_own_day(tmp_path: Path) -> None:
    async with running(None) as here:
        ways = here.app.screen.query_one("#ways", OptionList)
        ways.highlighted = ways.get_option_index("sample:lindenveld-warm")
        await here.press("enter")
        here.app.screen.query_one("#blank-0", SafeInput).value = str(tmp_path / "voorbeeld")
        await here.press("enter")
        await here.until(lambda: here.name == "Frame")
        await here.settle()
        assert here.rows[0].startswith("· Lindenveld Warm") and any("as of" in toast for toast in here.toasts)
        assert git(tmp_path / "voorbeeld", "log", "--format=%s").count("\n") > 3


async def test_another_process_is_opened_from_the_palette_and_escape_comes_back(process: Path) -> None:
    async with running(process) as here:
        here.app.action_first()
        await here.settle()
        assert here.name == "First"
        await here.press("escape")
        assert here.name == "Frame"


async def test_a_folder_without_a_process_is_said(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    async with running(tmp_path / "map") as here:
        assert here.name == "First"
        assert str(tmp_path / "map")[:20] in here.app.export_screenshot().replace("&#160;", " ")


def test_a_process_that_cannot_be_read_is_one_sentence_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "process.toml").write_text('title = "kapot\n')
    assert run(str(tmp_path), language="en") == 2
    said = capsys.readouterr().err
    assert "process.toml" in said and "Traceback" not in said


def test_a_date_that_is_none_is_one_sentence_and_exit_2(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(plain), as_of="gisteren", language="nl") == 2
    assert "gisteren" in capsys.readouterr().err


def test_memory_keeps_the_latest_and_survives_a_torn_file(tmp_path: Path) -> None:
    memory = Memory()
    for number in range(MOST + 3):
        memory = memory.with_opened(tmp_path / str(number), f"Proces {number}")
    remember(memory.with_opened(tmp_path / "5", "Vijf"))
    assert [one.title for one in remembered().recent][:2] == ["Vijf", f"Proces {MOST + 2}"]
    assert len(remembered().recent) == MOST and remembered().there() == []
    from procesregie.tui import memory as module

    module._file().write_text('{"recent": [')
    assert remembered() == Memory()
    assert Opened("a", "b") not in remembered().recent


def test_nothing_heavy_is_imported_before_the_first_paint_nor_before_the_timeline(process: Path) -> None:
    heavy = ("git", "babel", "click", "pydantic", "tomlkit", "markdown_it", "procesregie.desk", "procesregie.folder")
    code = f"""
import asyncio, sys
from pathlib import Path
from procesregie.model.clock import Clock
from procesregie.tui.opening import opened

app = opened(Path({str(process)!r}), Clock.of(None), "en")
app.open_seen = lambda seen: None

async def shown():
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Netwerktafel" in app.export_screenshot(), "the next session is not on the first screen"
        await pilot.press("8")
        await app.workers.wait_for_complete([one for one in app.workers if one.group == "history"])
        await pilot.pause()
        assert "Moeten" in app.export_screenshot(), "the timeline waits for the records"
        print([name for name in {heavy!r} if name in sys.modules])

asyncio.run(shown())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr[-2000:]
