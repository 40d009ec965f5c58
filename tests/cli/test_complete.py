"""What a shell completes: commands, sessions, decisions, addresses, templates and samples."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from procesregie.cli.commands import commands
from procesregie.cli.settings import Settings
from tests.cli.conftest import Runner


@pytest.fixture
def full(run: Runner, process: Path) -> Path:
    run("capture", "2026-03-12-netwerktafel", stdin="! Pilot\n")
    run("capture", "2026-03-19-tafel", stdin="een\n")
    run("close", "2026-03-12-netwerktafel", "--draft")
    return process


def completed(folder: Path, *words: str) -> list[str]:
    """What bash would offer after `words`, the last of which is unfinished."""
    asked = {
        "_PROCESREGIE_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("procesregie", *words)),
        "COMP_CWORD": str(len(words)),
    }
    done = subprocess.run(
        [sys.executable, "-m", "procesregie"], cwd=folder, env=os.environ | asked, capture_output=True, text=True
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["cap"], ["capture"]),
        (["close", "2026"], ["2026-03-19-tafel", "2026-03-12-netwerktafel"]),
        (["capture", "2026-03-1"], ["2026-03-19-tafel", "2026-03-12-netwerktafel"]),
        (["close", "2026-03-12-netwerktafel", "--decision", "a"], ["all"]),
        (["close", "2026-03-12-netwerktafel", "--decision", "2026"], ["2026-03-12-pilot"]),
        (["show", "table/to"], ["table/toren-b"]),
        (["show", "decisions/"], ["decisions/2026-03-12-pilot"]),
        (["set", "table/haar"], ["table/haardstee"]),
        (["set", "table/haardstee", "own"], ["own_interest="]),
        (["set", "table/haardstee", "peo"], ["people."]),
        (["add", "ta"], ["table"]),
        (["add", "steps", "Bellen", "own"], ["owner="]),
        (["leave", "table/to"], ["table/toren-b"]),
        (["export", "minutes", "2026-03-19"], ["2026-03-19-tafel"]),
        (["new", "x", "--template", "c"], ["challenge-network"]),
        (["demo", "dicht"], ["dichtbij-en-doenbaar"]),
        (["log", "--dec"], ["--decisions"]),
        (["list", "ag"], ["agenda"]),
        (["list", "tafel", "--view", "gr"], ["grid"]),
    ],
)
def test_a_word_that_is_begun(full: Path, words: list[str], offered: list[str]) -> None:
    assert completed(full, *words) == offered


def test_what_looks_back_is_completed(full: Path) -> None:
    (full / "texts").mkdir()
    (full / "texts/brief.md").write_text("Beste allen,\n")
    (full / "table/toren-b.toml").write_text('title = "B"\n[people.wout]\nname = "Wout"\n')
    for words, offered in (
        (["diff", "la"], ["last-decision"]),
        (["at", "2026-03-12"], ["2026-03-12-netwerktafel"]),
        (["at", "decision/"], ["decision/2026-03-12-pilot"]),
        (["at", "HEAD", "process", "int"], ["intent"]),
        (["story", "texts/"], ["texts/brief"]),
        (["story", "table/toren-b/"], ["table/toren-b/wout"]),
        (["story", "table/toren-b", "rin"], ["ring"]),
        (["log", "--party", "to"], ["toren-b"]),
        (["log", "--text", ""], ["brief"]),
    ):
        shell = BashComplete(commands, {"obj": Settings(folder=str(full))}, "procesregie", "_PROCESREGIE_COMPLETE")
        assert [one.value for one in shell.get_completions(words[:-1], words[-1])] == offered, words


def test_the_script_for_the_shell_is_given(process: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "procesregie"],
        env=os.environ | {"_PROCESREGIE_COMPLETE": "zsh_source"},
        capture_output=True,
        text=True,
    )
    assert "#compdef procesregie" in done.stdout
