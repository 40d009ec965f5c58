"""``log``, ``show``, ``status``, ``check`` and ``export minutes``: everything there is to read."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Runner

SESSION = "2026-03-12-netwerktafel"
LINES = (
    "@haardstee de ketelruimte mag\n! Pilot met 40 woningen\n: @toren-b bezwaar kosten\n: rest consent\n"
    "> @stroomland netcapaciteit per straat voor 20 maart\n? wie draagt het\n"
)


@pytest.fixture
def closed(run: Runner, process: Path) -> Path:
    """A process with a session that was closed as a decision, and one to come."""
    run("capture", SESSION, "--present", "haardstee,toren-b,kruimelhof", stdin=LINES)
    assert run("close", SESSION, "--decision", "--weight", "agreement").code == 0
    run("capture", "2026-03-26-volgende", "--title", "Volgende tafel", stdin="")
    return process


def test_the_timeline_has_a_line_for_each_moment(run: Runner, closed: Path) -> None:
    lines = run("log").out.splitlines()
    assert [line[0] for line in lines] == ["●", "○", "○"]
    assert lines[0].endswith("decision: afspraak: Pilot met 40 woningen (Netwerktafel 12-3)")
    assert run("log", "-n", "1").out.splitlines() == lines[:1]
    assert run("log", "--decisions").out.splitlines() == lines[:1]
    assert run("log", "--drafts", "-n", "1").out.splitlines() == lines[1:2]
    assert run("log", "-n", "0").out == ""


def test_a_commit_by_hand_is_shown_as_what_it_is(run: Runner, closed: Path) -> None:
    (closed / "agenda").mkdir(exist_ok=True)
    (closed / "agenda" / "warmte.toml").write_text('title = "Warmte"\n')
    subprocess.run(["git", "add", "agenda"], cwd=closed, check=True)
    subprocess.run(["git", "commit", "-qm", "tikfout"], cwd=closed, check=True)
    assert run("log").out.splitlines()[0].endswith("tikfout (met de hand)")
    newest = run("log", "--json").json["moments"][0]
    assert (newest["mark"], newest["outcome"], newest["session"]) == ("by hand", None, None)
    shown = run("show", "HEAD").out
    assert shown.startswith("◌ tikfout (met de hand)\n")
    assert "Warmte" in shown


def test_a_session_is_shown_with_what_it_changed(run: Runner, closed: Path) -> None:
    by_session, by_commit = run("show", SESSION, "--json").json, run("show", "HEAD", "--json").json
    assert by_session == by_commit
    assert by_session["decisions"] == ["2026-03-12-pilot-met-40-woningen"]
    assert [group["heading"] for group in by_session["changes"]][0] == "Besluiten"
    told = run("show", "netwerktafel").out
    assert "Pilot met 40 woningen" in told
    assert "Noor Hageman" in told


@pytest.mark.parametrize("what", ["nergens", "--", "-x", "HEAD~40", "0001-01-01"])
def test_what_is_no_moment_is_said_to_be_none(run: Runner, closed: Path, what: str) -> None:
    told = run("show", "--", what)
    assert told.code == 2
    assert told.err.count("\n") == 1


def test_where_the_process_stands(run: Runner, closed: Path) -> None:
    told = run("status", "--as-of", "2026-03-24").out
    assert "Wijk in Beweging" in told
    assert "Volgende sessie: Volgende tafel, do 26 maart 2026" in told
    assert "Netcapaciteit per straat" in told
    assert "te laat" in told
    assert "Datum: 26 maart 2026" in run("show", "2026-03-26-volgende").out, "what was prepared of what is to come"
    data = run("status", "--json", "--as-of", "2026-03-24").json
    assert data["next_session"] == {"id": "2026-03-26-volgende", "title": "Volgende tafel", "date": "2026-03-26"}
    (step,) = data["steps_due"]
    assert (step["owner"], step["due"], step["overdue"]) == ("stroomland", "2026-03-20", True)
    assert data["git"]["branch"] == "main"
    assert [group["heading"] for group in data["changes"]] == ["Sessies"]


def test_a_process_without_git_can_still_be_read(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "los").mkdir()
    (tmp_path / "los" / "process.toml").write_text('title = "Los"\nlanguage = "nl"\nid = "los"\n')
    told = run("status", "-C", tmp_path / "los")
    assert told.code == 0
    assert "Los" in told.out
    assert "git" in told.err
    assert run("log", "-C", tmp_path / "los").code == 2


def test_a_sound_record_is_said_to_be_sound(run: Runner, closed: Path) -> None:
    told = run("check")
    assert (told.code, told.out.startswith("In orde")) == (0, True)
    assert run("check", "--json").json["problems"] == []


def test_three_broken_files_are_three_findings_with_their_place_and_the_rest_is_usable(
    run: Runner, closed: Path
) -> None:
    (closed / "table" / "kapot.toml").write_text('title = "Zonder eind\n')
    (closed / "table" / "vreemd.toml").write_text('title = "Vreemd"\nkind = "alien"\n')
    (closed / "table" / "moskee.toml").write_bytes(b'title = "\xff\xfe"\n')
    told = run("check")
    assert told.code == 1
    for place in ("table/kapot.toml:1:", "table/vreemd.toml:2:", "table/moskee.toml:1:"):
        assert place in told.out
    problems = run("check", "--json").json["problems"]
    assert {problem["file"] for problem in problems} == {"table/kapot.toml", "table/vreemd.toml", "table/moskee.toml"}
    assert all(problem["what"] and problem["line"] for problem in problems)
    other = run("status")
    assert other.code == 0
    assert "table/kapot.toml" in other.err
    assert "Volgende tafel" in other.out


def test_a_taken_decision_that_was_altered_is_found(run: Runner, closed: Path) -> None:
    file = closed / "decisions" / "2026-03-12-pilot-met-40-woningen" / "decision.toml"
    file.write_text(file.read_text().replace("40 woningen", "400 woningen"))
    told = run("check", "--json")
    assert told.code == 1
    assert [problem["file"] for problem in told.json["problems"]] == [
        "decisions/2026-03-12-pilot-met-40-woningen/decision.toml"
    ]


def test_the_minutes_in_both_forms_and_languages(run: Runner, closed: Path, tmp_path: Path) -> None:
    markdown = run("export", "minutes", SESSION).out
    assert markdown.startswith("# Netwerktafel\n")
    assert markdown == (closed / "sessions" / SESSION / "minutes.md").read_text(encoding="utf-8")
    plain = run("export", "minutes", SESSION, "--format", "txt").out
    assert "#" not in plain
    assert "Pilot met 40 woningen" in plain
    assert "Decided" in run("export", "minutes", SESSION, "--language", "en").out
    file = tmp_path / "verslag.md"
    told = run("export", "minutes", SESSION, "-o", file)
    assert str(file) in told.out
    assert file.read_text(encoding="utf-8") == markdown
    assert run("export", "minutes", SESSION, "--json").json["text"] == markdown


def test_the_minutes_stay_what_was_sent_and_those_of_now_are_asked_for(run: Runner, closed: Path) -> None:
    sent = run("export", "minutes", SESSION)
    assert "--now" not in sent.err
    assert run("set", f"sessions/{SESSION}", "place=De Linde").code == 0
    again = run("export", "minutes", SESSION)
    assert again.out == sent.out and "--now" in again.err
    assert "De Linde" in run("export", "minutes", SESSION, "--now").out
    assert "De Linde" in run("export", "minutes", SESSION, "--language", "en").out
    told = run("export", "minutes", SESSION, "--json").json
    assert told["as_sent"] and told["text"] == sent.out


def test_minutes_that_cannot_be_written_are_a_sentence(run: Runner, closed: Path, tmp_path: Path) -> None:
    told = run("export", "minutes", SESSION, "-o", tmp_path / "nergens" / "verslag.md")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "verslag.md" in told.err
