"""What is imported when: a real process is asked what it has in ``sys.modules``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("textual", "rich", "click", "git", "babel", "pydantic", "tomlkit", "tomli_w")


def imported(code: str, folder: Path) -> set[str]:
    """The top-level names of what is imported when `code` has run in a new interpreter."""
    asked = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}


def heavy(names: set[str]) -> set[str]:
    return names & set(HEAVY)


def ran(*arguments: str) -> str:
    """The code of a run of the program with `arguments`."""
    return f"from procesregie.__main__ import main\nassert main({list(arguments)!r}) == 0"


@pytest.fixture
def process(tmp_path: Path) -> Path:
    """A process with nothing but its own file and a session to come."""
    folder = tmp_path / "wijk"
    (folder / "sessions" / "2026-03-20-tafel").mkdir(parents=True)
    (folder / "process.toml").write_text('format = 1\nid = "abc"\ntitle = "Wijk"\nlanguage = "nl"\n')
    (folder / "sessions/2026-03-20-tafel/session.toml").write_text('title = "Tafel"\ndate = 2026-03-20\n')
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    subprocess.run(["git", "commit", "--quiet", "--message", "begin"], cwd=folder, check=True)
    return folder


def test_the_package_imports_next_to_nothing(tmp_path: Path) -> None:
    bare = imported("pass", tmp_path)
    assert imported("import procesregie", tmp_path) - bare <= {"procesregie", "__future__"}


def test_the_version_needs_no_library(tmp_path: Path) -> None:
    assert heavy(imported(ran("--version"), tmp_path)) == set()


def test_help_needs_click_alone(tmp_path: Path) -> None:
    assert heavy(imported(ran("log", "--help"), tmp_path)) == {"click"}


def test_the_timeline_needs_the_program_git_and_no_models(process: Path) -> None:
    assert heavy(imported(ran("log", "--json"), process)) == {"click"}


@pytest.mark.parametrize("command", [["status"], ["check"], ["show", "HEAD"], ["draft", "--help"]])
def test_no_command_knows_textual(process: Path, command: list[str]) -> None:
    assert imported(ran(*command), process).isdisjoint({"textual", "rich"})


@pytest.mark.parametrize(
    "room", ["language", "model", "change", "capture", "folder", "history", "insight", "export", "desk"]
)
def test_no_room_below_the_screens_imports_them(tmp_path: Path, room: str) -> None:
    every = (
        "import importlib, pkgutil\n"
        f"package = importlib.import_module('procesregie.{room}')\n"
        "for found in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(found.name)"
    )
    assert imported(every, tmp_path).isdisjoint({"textual", "rich", "click"})


def test_the_first_glance_needs_textual_and_none_of_the_rest(process: Path) -> None:
    first = (
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from procesregie.tui.frame import Frame\n"
        "from procesregie.tui.opening import opened\n"
        "from procesregie.model.clock import Clock\n"
        "app = opened(Path.cwd(), Clock(date(2026, 3, 12)))\n"
        "assert app.seen is not None, 'there is something to show at once'\n"
        "with app._context():\n"
        "    Frame()"
    )
    assert heavy(imported(first, process)) <= {"textual", "rich"}


def test_an_open_process_needs_neither_git_nor_babel_before_they_are_asked(process: Path) -> None:
    opened = (
        "from pathlib import Path\n"
        "from procesregie.desk.desk import Desk\n"
        "assert Desk.open(Path.cwd()).dossier.sessions"
    )
    assert heavy(imported(opened, process)).isdisjoint({"git", "babel", "click", "textual", "rich", "tomlkit"})
