"""The evening, headless: capture, close, log and export minutes; and plain git tells the same."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from procesregie.model.log import LineKind
from tests.journeys import evening
from tests.journeys.evening import DECISIONS, KILLED_AT, PARTIES, SESSION, Said

STANDS = {
    "reasoned objection": "bezwaar kosten niet onderbouwd",
    "accept, not our preference": "niet onze voorkeur",
    "subject to constituency": "onder voorbehoud",
    "concern": "kanttekening de buurt weet het nog niet",
    "stands aside": "stapt opzij",
}


def procesregie(folder: Path, *arguments: str, stdin: str = "", code: int = 0) -> str:
    """What a command writes on stdout, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "procesregie", *arguments], cwd=folder, input=stdin, capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def typed(one: Said) -> list[str]:
    """The lines of the input for one line of the evening: a decision is followed by its positions."""
    if one.number not in DECISIONS:
        return [one.typed]
    exceptions = [f": @{short} {STANDS[stand]}" for short, stand in DECISIONS[one.number][1].items()]
    return [one.typed, *exceptions, ": rest consent"]


def read_until(program: subprocess.Popen[str], mark: str) -> None:
    assert program.stdout is not None
    while mark not in program.stdout.readline():
        assert program.poll() is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lindenveld-warm"
    evening.process(made)
    return made


def test_the_whole_evening(folder: Path) -> None:
    expected = evening.lines()
    _first_half_until_killed(folder, expected)
    rest = [line for one in expected if one.number > KILLED_AT for line in typed(one)]
    told = json.loads(procesregie(folder, "capture", SESSION, "--as", "Noor", "--json", stdin="\n".join(rest) + "\n"))
    assert (told["made"], told["recorder"], told["unclear"], len(told["lines"])) == (False, "noor", 0, len(rest))

    closed = json.loads(procesregie(folder, "close", SESSION, "--decision", "all", "--weight", "decision", "--json"))
    assert closed["outcome"] == "decision"
    assert len(closed["decisions"]) == 2
    assert closed["tags"] == [f"decision/{name}" for name in closed["decisions"]]

    evening.check_lines(folder, expected)
    evening.check_positions(folder)
    evening.check_told(folder)
    _timeline(folder, closed["commit"])
    assert "Pilot met 40 woningen" in procesregie(folder, "export", "minutes", SESSION)
    problems = json.loads(_check(folder))["problems"]
    assert [found for found in problems if not found["file"].endswith(".tmp")] == []
    diff = evening.git(folder, "diff", "HEAD~1", "--stat")
    assert f"sessions/{SESSION}/log-noor.toml" in diff


def _first_half_until_killed(folder: Path, expected: list[Said]) -> None:
    """Types until line 97 was taken, then `kill -9`: nothing that was answered to is lost."""
    program = subprocess.Popen(
        [sys.executable, "-u", "-m", "procesregie", "capture", SESSION, "--as", "Noor", "--verbose",
         "--present", ",".join(short for short, _title in PARTIES.values())],
        cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert program.stdin is not None
    for one in expected[:KILLED_AT]:
        for line in typed(one):
            program.stdin.write(line + "\n")
            program.stdin.flush()
    last = expected[KILLED_AT - 1]
    assert last.kind is not LineKind.DECISION
    read_until(program, last.last)
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdin.close()


def _check(folder: Path) -> str:
    """What `check` says; the only thing to mend may be what a write left that the kill cut off."""
    done = subprocess.run([sys.executable, "-m", "procesregie", "check", "--json"], cwd=folder, capture_output=True)
    return done.stdout.decode()


def _timeline(folder: Path, commit: str) -> None:
    told = json.loads(procesregie(folder, "log", "--json"))["moments"]
    assert [moment["outcome"] for moment in told] == ["decision", "draft", "draft"]
    assert (told[0]["commit"], told[0]["session"]) == (commit, SESSION)
    assert procesregie(folder, "log", "--decisions").startswith("● ")
    shown = json.loads(procesregie(folder, "show", SESSION, "--json"))
    assert (shown["commit"], len(shown["decisions"])) == (commit, 2)
    assert shown["changes"]


def test_what_a_killed_capture_had_read_is_in_the_folder_or_brought_back(folder: Path) -> None:
    expected = evening.lines()
    _first_half_until_killed(folder, expected)
    procesregie(folder, "capture", SESSION, "--as", "Noor")
    evening.check_lines(folder, expected[:KILLED_AT])


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_capture_that_is_ended_has_written_what_it_read(folder: Path, ending: signal.Signals) -> None:
    expected = evening.lines()[:10]
    program = subprocess.Popen(
        [sys.executable, "-u", "-m", "procesregie", "capture", SESSION, "--as", "Noor", "--verbose"],
        cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert program.stdin is not None
    for one in expected:
        program.stdin.write(one.typed + "\n")
        program.stdin.flush()
    read_until(program, expected[-1].last)
    program.send_signal(ending)
    assert program.wait() == 130
    assert program.stderr is not None
    assert "Traceback" not in program.stderr.read()
    program.stdin.close()
    evening.check_lines(folder, expected)


def test_three_who_write_at_the_same_time_each_have_a_log(folder: Path) -> None:
    expected = evening.lines()
    programs = [
        subprocess.Popen(
            [sys.executable, "-u", "-m", "procesregie", "capture", SESSION, "--as", name, "--verbose"],
            cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL,
        )
        for name in ("Noor", "Noor", "Ties")
    ]  # fmt: skip
    for part, program in enumerate(programs):
        assert program.stdin is not None
        program.stdin.write(expected[part * 10].typed + "\n")
        program.stdin.flush()
        read_until(program, expected[part * 10].last)  # all three are at it by now
    for part, program in enumerate(programs):
        program.communicate("\n".join(one.typed for one in expected[part * 10 + 1 : part * 10 + 10]) + "\n")
    assert [program.returncode for program in programs] == [0, 0, 0]
    logs = evening.dossier(folder).logs(SESSION)
    assert sorted(logs) == ["noor", "noor-2", "ties"]
    assert sorted(line.text for log in logs.values() for line in log.lines.values()) == sorted(
        one.text for one in expected[:30]
    )
