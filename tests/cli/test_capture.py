"""``capture``: lines on standard input become lines of a session."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import PARTIES, Runner

SESSION = "2026-03-12-netwerktafel"


def log(process: Path, session: str = SESSION, recorder: str = "noor-hageman") -> str:
    return (process / "sessions" / session / f"log-{recorder}.toml").read_text(encoding="utf-8")


def test_a_dated_name_makes_the_session_and_says_so(run: Runner, process: Path) -> None:
    told = run("capture", SESSION, "--title", "Netwerktafel", "--kind", "network table", "--json", stdin="eerste\n")
    assert (told.code, told.json["session"], told.json["made"]) == (0, SESSION, True)
    assert (process / "sessions" / SESSION / "session.toml").read_text() == (
        'title = "Netwerktafel"\ndate = 2026-03-12\nkind = "network table"\n'
    )
    assert run("capture", SESSION, "--json", stdin="tweede\n").json["made"] is False
    assert log(process).count("[lines.") == 2


def test_a_title_makes_a_session_of_today(run: Runner, process: Path) -> None:
    told = run("capture", "tafel", "--title", "Tafel over warmte", "--json", stdin="hoi\n")
    assert told.json["session"] == "2026-03-12-tafel-over-warmte"


def test_the_end_of_a_name_is_enough_for_a_session_that_is_there(run: Runner, process: Path) -> None:
    run("capture", SESSION, stdin="een\n")
    assert run("capture", "netwerk", "--json", stdin="twee\n").json["session"] == SESSION


def test_a_name_that_is_nothing_makes_no_session_by_accident(run: Runner, process: Path) -> None:
    run("capture", SESSION, stdin="een\n")
    told = run("capture", "netwrktafel", stdin="verloren?\n")
    assert told.code == 2
    assert SESSION in told.err
    assert [folder.name for folder in (process / "sessions").iterdir()] == [SESSION]


def test_it_says_of_every_line_what_it_understood(run: Runner, process: Path) -> None:
    lines = (
        "@haardstee de ketelruimte mag\n\n> @stroomland netcapaciteit voor 2 april\n"
        "@niemand wie is dit\n( bestuurder twijfelt\n"
    )
    told = run("capture", SESSION, "--json", stdin=lines)
    first, step, unknown, aside = told.json["lines"]
    assert (first["kind"], first["by"], first["text"]) == ("note", ["haardstee"], "de ketelruimte mag")
    assert (step["kind"], step["by"], step["due"]) == ("next step", ["stroomland"], "2026-04-02")
    assert "do 2 april 2026" in step["echo"]
    assert (unknown["who"], unknown["unclear"], told.json["unclear"]) == (["niemand"], True, 1)
    assert aside["kind"] == "aside"
    assert "twijfelt" not in told.out
    assert first["address"].startswith(f"{SESSION}/noor-hageman/")
    assert told.err == "4 regels in “Netwerktafel”, 1 om na te lezen.\n"


def test_verbose_shows_each_line_and_hides_what_is_confidential(run: Runner, process: Path) -> None:
    told = run("capture", SESSION, "-v", stdin="> @stroomland bellen voor vrijdag\n( stil hierover\n")
    assert "→ vr 13 maart 2026" in told.out
    assert "(vertrouwelijk)" in told.out
    assert "stil hierover" not in told.out + told.err


def test_who_is_present_is_named_by_short_names(run: Runner, process: Path) -> None:
    told = run("capture", SESSION, "--present", "haardstee, toren-b", "--json", stdin="! Pilot\n: rest consent\n")
    assert told.json["lines"][1]["by"] == ["haardstee", "toren-b"]
    text = (process / "sessions" / SESSION / "session.toml").read_text()
    assert text.count('presence = "present"') == 2


def test_somebody_who_is_nobody_stops_it_before_anything_is_made(run: Runner, process: Path) -> None:
    told = run("capture", SESSION, "--present", "haardstee,niemand", stdin="tekst\n")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert all(name in told.err for name in PARTIES)
    assert not (process / "sessions").exists()


def test_the_recorder_is_who_was_named_else_what_git_says(run: Runner, process: Path) -> None:
    assert run("capture", SESSION, "--json", stdin="a\n").json["recorder"] == "noor-hageman"
    assert run("capture", SESSION, "--as", "Ties Wolbrink", "--json", stdin="a\n").json["recorder"] == "ties-wolbrink"
    subprocess.run(["git", "config", "procesregie.recorder", "Fenna"], cwd=process, check=True)
    assert run("capture", SESSION, "--json", stdin="a\n").json["recorder"] == "fenna"


def test_input_of_windows_is_read_and_mentioned(run: Runner, process: Path) -> None:
    told = run("capture", SESSION, "--json", stdin="\ufeffeerste\r\n".encode() + "café één\r\n".encode("cp1252"))
    assert [line["text"] for line in told.json["lines"]] == ["eerste", "café één"]
    assert "regel 2 is geen UTF-8" in told.err


def test_control_characters_are_kept_in_the_file_and_never_written_out_raw(run: Runner, process: Path) -> None:
    hostile = "dit \x1b[2J wist \x07 het scherm [/ [x={'a[0]':1}]"
    told = run("capture", SESSION, "-v", stdin=hostile + "\n")
    assert "\x1b" not in told.out + told.err
    assert "␛[2J" in told.out
    assert "\\u001b[2J" in log(process)
    shown = run("show", SESSION, "--json")
    assert "\x1b" not in shown.out
    assert shown.json["lines"][0]["text"] == hostile


def test_ten_thousand_characters_and_other_scripts_are_one_line(run: Runner, process: Path) -> None:
    said = ["x" * 10_000, "שלום עולם", "Zoë\u0301 n\u0303", "👩‍👩‍👧 en verder"]
    told = run("capture", SESSION, "--json", stdin="\n".join(said) + "\n")
    assert [len(line["text"]) for line in told.json["lines"]][0] == 10_000
    assert told.json["lines"][1]["text"] == said[1]
    assert told.json["lines"][3]["text"] == said[3]


@pytest.mark.parametrize("title", ["!!!", "🌱🌱", "CON", "../../../etc", "-rf", "--upload-pack=x"])
def test_any_title_gets_a_valid_id_and_is_no_option_of_git(run: Runner, process: Path, title: str) -> None:
    told = run("capture", "x", f"--title={title}", "--json", stdin="! Besluit\n")
    assert told.code == 0
    session = told.json["session"]
    assert (process / "sessions" / session / "session.toml").is_file()
    closed = run("close", session, "--draft", "-m", title, "--json")
    assert closed.code == 0
    assert closed.json["subject"].startswith("draft: ")


def test_a_closed_session_can_be_added_to_and_is_said_to_be_closed(run: Runner, process: Path) -> None:
    run("capture", SESSION, stdin="een\n")
    run("close", SESSION, "--draft")
    told = run("capture", SESSION, stdin="vergeten\n")
    assert told.code == 0
    assert f"draft --corrects {SESSION}" in told.err
    corrected = run("draft", "--corrects", SESSION, "-m", "een vergeten regel", "--json")
    assert corrected.json["subject"].startswith("draft: correctie: een vergeten regel")
    assert run("log", "--json").json["moments"][0]["corrects"] == SESSION


def test_the_log_of_a_confidential_session_stays_out_of_the_folder(run: Runner, process: Path) -> None:
    told = run("capture", SESSION, "--title", "Onder vier ogen", "--confidential", "--json", stdin="@toren-b geheim\n")
    assert told.json["confidential"] is True
    assert "geheim" not in told.out + told.err
    assert [file.name for file in (process / "sessions" / SESSION).iterdir()] == ["session.toml"]
    private = run("capture", SESSION, "--private", "--json", stdin="@toren-b ook dit\n")
    assert private.json["lines"][0]["text"] == "ook dit"


def test_nothing_on_the_input_is_nothing_done(run: Runner, process: Path) -> None:
    told = run("capture", SESSION, stdin="\n\n")
    assert (told.code, told.err) == (0, "0 regels in “Netwerktafel”.\n")
