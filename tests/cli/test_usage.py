"""What a command says when it is called wrongly, in both languages, on one line; and its help."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.cli.commands import MODULES
from tests.cli.conftest import Runner

ENGLISH = ("Usage", "Options", "Commands", "Show this", "Missing", "No such", "Invalid", "[OPTIONS]", "Error")


@pytest.mark.parametrize("name", list(MODULES))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_command_has_help_in_both_languages(run: Runner, name: str, language: str) -> None:
    told = run("--language", language, name, "--help")
    assert told.code == 0
    assert name in told.out.splitlines()[0]
    assert ("Gebruik:" if language == "nl" else "Usage:") in told.out
    assert language == "en" or not [word for word in ENGLISH if word in told.out]


@pytest.mark.parametrize("position", ["before", "after"])
def test_the_language_may_stand_before_or_after_the_command(run: Runner, position: str) -> None:
    option = ("--language", "nl")
    told = run(*option, "log", "--help") if position == "before" else run("log", *option, "--help")
    assert "Gebruik:" in told.out


def test_the_help_of_the_program_lists_every_command_with_what_it_does(run: Runner) -> None:
    told = run("--help")
    assert [name for name in MODULES if f"\n  {name} " not in told.out] == []


@pytest.mark.parametrize(
    ("arguments", "english", "dutch"),
    [
        (["vergaderen"], "'vergaderen' is not a command, and not a folder either.", "is geen opdracht"),
        (["log", "--wat"], "No such option '--wat'.", "Die optie is er niet: '--wat'."),
        (["log", "-n", "veel"], "“veel” is not a number.", "“veel” is geen getal."),
        (["close"], "Missing argument 'SESSION'", "Er ontbreekt iets: 'SESSIE'"),
        (["close", "x"], "Say either --draft or --decision.", "Zeg --draft of --decision."),
        (["close", "x", "--draft", "--decision"], "Say either --draft or --decision.", "Zeg --draft of --decision."),
        (["close", "x", "--draft", "y"], "A draft takes no decisions", "Een concept neemt geen besluiten"),
        (["log", "--language", "fr"], "'fr'", "'fr'"),
        (["private"], "Choose one of --where", "Kies één van --where"),
        (["log", "teveel"], "unexpected extra argument (teveel)", "(teveel)"),
    ],
)
def test_a_wrong_call_gets_one_line_and_exit_2(run: Runner, arguments: list[str], english: str, dutch: str) -> None:
    for language, expected in (("en", english), ("nl", dutch)):
        told = run("--language", language, *arguments)
        assert (told.code, told.out) == (2, "")
        assert expected in told.err
        assert told.err.count("\n") == 1
        assert "--help" in told.err
        assert language == "en" or not [word for word in ENGLISH if word in told.err]


def test_a_day_that_is_none_is_said_to_be_none(run: Runner, process: Path) -> None:
    told = run("status", "--as-of", "12 maart")
    assert told.code == 2
    assert told.err == "procesregie: “12 maart” is geen datum. Schrijf hem als 2026-03-12.\n"


def test_the_clock_in_the_environment_is_held_to_the_same(
    run: Runner, process: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROCESREGIE_TODAY", "gisteren")
    told = run("status")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "gisteren" in told.err


def test_the_version(run: Runner) -> None:
    assert run("--version").out == "procesregie 0.1.0\n"


def test_a_folder_that_is_no_process_is_said_to_be_none(run: Runner, tmp_path: Path) -> None:
    for command in (["status"], ["log"], ["check"], ["capture", "x"], ["close", "x", "--draft"], ["show", "x"]):
        told = run(*command, "-C", tmp_path)
        assert told.code == 2
        assert str(tmp_path) in told.err
        assert "Traceback" not in told.err


def test_a_folder_that_is_not_there_is_said_not_to_be(run: Runner, tmp_path: Path) -> None:
    told = run("status", "--dir", tmp_path / "nergens")
    assert told.code == 2
    assert "nergens" in told.err
    assert told.err.count("\n") == 1
