"""``close`` and ``draft``: one session, one commit; and what stands in the way of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Runner

SESSION = "2026-03-12-netwerktafel"
LINES = "@haardstee hoi\n! Pilot met 40 woningen\n: rest consent\n! Eerst isoleren\n> @stroomland bellen voor 2 april\n"


@pytest.fixture
def captured(run: Runner, process: Path) -> Path:
    """A session with two proposals and a step."""
    assert run("capture", SESSION, "--present", "haardstee,toren-b", stdin=LINES).code == 0
    return process


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def test_several_proposals_and_none_named_gives_the_list(run: Runner, captured: Path) -> None:
    before = git(captured, "rev-parse", "HEAD")
    told = run("close", SESSION, "--decision")
    assert (told.code, told.out) == (2, "")
    assert "2026-03-12-pilot-met-40-woningen" in told.err
    assert "2026-03-12-eerst-isoleren" in told.err
    assert git(captured, "rev-parse", "HEAD") == before


def test_one_is_taken_and_the_other_waits(run: Runner, captured: Path) -> None:
    told = run("close", SESSION, "--decision", "2026-03-12-eerst-isoleren", "--weight", "direction", "-m", "Richting")
    assert told.code == 0
    assert told.out.startswith("● decision: ")
    assert git(captured, "tag", "-l").split() == ["decision/2026-03-12-eerst-isoleren"]
    waiting = run("status", "--json").json["proposals"]
    assert [one["id"] for one in waiting] == ["2026-03-12-pilot-met-40-woningen"]


def test_a_decision_is_named_by_the_address_of_its_line_too(run: Runner, captured: Path) -> None:
    lines = run("show", SESSION, "--json").json["lines"]
    address = next(line["address"] for line in lines if line["text"] == "Pilot met 40 woningen")
    told = run("close", SESSION, "--decision", address, "--json")
    assert told.json["decisions"] == ["2026-03-12-pilot-met-40-woningen"]


def test_all_takes_all(run: Runner, captured: Path) -> None:
    told = run("close", SESSION, "--decision", "all", "--json")
    assert (told.code, len(told.json["decisions"]), len(told.json["tags"])) == (0, 2, 2)
    assert told.json["commit"] == git(captured, "rev-parse", "HEAD").strip()


def test_a_draft_takes_none(run: Runner, captured: Path) -> None:
    told = run("close", SESSION, "--draft", "--json")
    assert (told.json["outcome"], told.json["decisions"]) == ("draft", [])
    assert len(run("status", "--json").json["proposals"]) == 2


def test_closing_a_closed_session_is_a_sentence(run: Runner, captured: Path) -> None:
    run("close", SESSION, "--draft")
    told = run("close", SESSION, "--draft")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "--corrects" in told.err


def test_what_is_not_taken_along_is_listed(run: Runner, captured: Path) -> None:
    run("capture", "2026-03-19-volgende", stdin="nog niet\n")
    (captured / "agenda").mkdir(exist_ok=True)
    (captured / "agenda" / "kapot.toml").write_text("title = [\n")
    told = run("close", SESSION, "--draft", "--json")
    assert told.code == 0
    assert sorted(told.json["left"]) == ["agenda/kapot.toml", "sessions/2026-03-19-volgende/"]
    left = git(captured, "status", "--porcelain", "--untracked-files=all")
    assert "agenda/kapot.toml" in left
    assert f"sessions/{SESSION}" not in left


def test_a_broken_file_of_the_session_itself_stops_it(run: Runner, captured: Path) -> None:
    (captured / "sessions" / SESSION / "session.toml").write_text('title = "Netwerk\ndate = 2026-03-12\n')
    told = run("close", SESSION, "--draft")
    assert told.code == 2
    assert f"sessions/{SESSION}/session.toml" in told.err
    assert "Traceback" not in told.err


def test_a_hook_that_refuses_is_quoted_and_nothing_is_lost(run: Runner, captured: Path) -> None:
    hook = captured / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'geen commits op donderdag' >&2\nexit 1\n")
    hook.chmod(0o755)
    told = run("close", SESSION, "--draft")
    assert told.code == 2
    assert "geen commits op donderdag" in told.err
    hook.unlink()
    assert run("close", SESSION, "--draft").code == 0


def test_git_that_does_not_know_who_you_are_is_explained(
    run: Runner, captured: Path, monkeypatch: pytest.MonkeyPatch, hermetic: Path
) -> None:
    (hermetic / "gitconfig").write_text("[user]\n\tuseConfigOnly = true\n")
    told = run("close", SESSION, "--draft", "--language", "en")
    assert told.code == 2
    assert "git config --global user.name" in told.err


def test_nothing_to_commit_is_said_and_is_fine(run: Runner, process: Path) -> None:
    told = run("draft")
    assert (told.code, told.out) == (0, "")
    assert told.err.count("\n") == 1


def test_a_draft_says_what_it_was_told(run: Runner, process: Path) -> None:
    (process / "agenda").mkdir(exist_ok=True)
    (process / "agenda" / "warmte.toml").write_text('title = "Warmte"\n')
    told = run("draft", "-m", "de warmte erbij")
    assert told.out.startswith("○ draft: de warmte erbij")
    assert git(process, "log", "-1", "--format=%(trailers:key=Outcome,valueonly)").strip() == "draft"


def test_who_was_absent_is_said_with_until_when_and_how_not_to_wait(run: Runner, captured: Path) -> None:
    assert run("set", "process", "absentees_days=5").code == 0
    assert run("set", "table/kruimelhof", "ring=acts").code == 0
    told = run("close", SESSION, "--decision", "2026-03-12-eerst-isoleren", "--json")
    assert told.json["open_until"] == {"2026-03-12-eerst-isoleren": "2026-03-17"}
    assert "blijft open tot 17 maart 2026, voor wie er niet was: Welzijn Kruimelhof. Met --at-once" in told.err
