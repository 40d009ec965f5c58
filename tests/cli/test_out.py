"""What reaches stdout and stderr, and what never does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from procesregie.__main__ import main
from procesregie.cli import commands as declared
from procesregie.cli.out import as_json, as_json_rows
from tests.cli.conftest import Runner

HOSTILE = "a\x1b[2Jb\x07\x9bc\u2028d\udc80e\x7f"


def test_json_is_exact_and_holds_no_control_character() -> None:
    text = as_json({"text": HOSTILE, "on": date(2026, 3, 12), "names": ("é", "ß")})
    assert not [c for c in text if ord(c) < 32 and c != "\n" or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000]
    assert json.loads(text) == {"text": HOSTILE, "on": "2026-03-12", "names": ["é", "ß"]}


def test_rows_say_the_same_as_an_object_with_a_list() -> None:
    rows = [{"text": HOSTILE, "n": n} for n in range(3)]
    assert json.loads(as_json_rows("moments", rows)) == json.loads(as_json({"moments": rows}))
    assert "\x1b" not in as_json_rows("moments", rows)


def test_a_mistake_of_ours_is_one_line_with_where_the_details_are(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hermetic: Path
) -> None:
    (tmp_path / "broken_command.py").write_text("command = 1 / 0\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(declared.MODULES, "log", "broken_command")
    told = run("--language", "en", "log")
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    details = hermetic / "state" / "procesregie" / "mistake.txt"
    assert f"The details are in {details}." in told.err
    assert "ZeroDivisionError" in details.read_text()
    assert details.stat().st_mode & 0o777 == 0o600


def test_whoever_stops_reading_gets_no_complaint(process: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "procesregie", "log"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    program.stdout.close()
    assert program.stderr is not None
    assert program.stderr.read() == b""
    assert program.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's own")
def test_a_full_disk_under_stdout_is_a_sentence(process: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "procesregie", "log"], stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_a_terminal_that_knows_no_dutch_letters_still_gets_the_words(process: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "procesregie", "status"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Wijk in Beweging" in done.stdout


def test_main_takes_the_arguments_the_program_was_started_with(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["procesregie", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("procesregie ")
