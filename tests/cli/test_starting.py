"""``new``, ``demo``, ``git-setup`` and ``private``: where a process begins and what surrounds it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from procesregie import __main__
from tests.cli.conftest import Runner


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True).stdout


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """What was asked of the interface instead of opening it: folder, language, day."""
    calls: list[tuple[str, str, str]] = []

    def opener(folder: str, language: str, as_of: str) -> int:
        calls.append((folder, language, as_of))
        return 0

    monkeypatch.setattr(__main__, "opened", opener)
    return calls


def test_a_new_process_is_committed_and_opened(run: Runner, tmp_path: Path, opened: list[tuple[str, str, str]]) -> None:
    folder = tmp_path / "wijk"
    told = run("new", folder, "--title", "Wijk", "--template", "challenge-network", "--language", "en")
    assert told.code == 0
    assert opened == [(str(folder), "en", "")]
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "log", "--format=%s").startswith("draft: ")
    assert git(folder, "config", "push.followTags").strip() == "true"
    assert "push.followTags=true" in told.err
    assert list((folder / "table").glob("*.toml"))


def test_new_does_not_write_over_anything(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("van ons")
    told = run("new", tmp_path / "vol", "--no-open")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert [file.name for file in (tmp_path / "vol").iterdir()] == ["brief.txt"]


def test_a_template_that_is_not_there_lists_those_that_are(run: Runner, tmp_path: Path) -> None:
    told = run("new", tmp_path / "wijk", "--template", "toverstaf", "--no-open")
    assert told.code == 2
    assert "challenge-network" in told.err
    assert not (tmp_path / "wijk").exists()


def test_a_process_can_be_a_folder_of_a_bigger_repository(run: Runner, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "van-anderen.txt").write_text("klaargezet")
    git(tmp_path, "add", "van-anderen.txt")
    told = run("new", tmp_path / "dossier" / "wijk", "--no-open")
    assert told.code == 0 and "“Wijk”" in told.out  # without a title it is called as its folder is
    assert not (tmp_path / "dossier" / "wijk" / ".git").exists()
    assert git(tmp_path, "diff", "--cached", "--name-only").split() == ["van-anderen.txt"]


@pytest.mark.parametrize(("language", "title"), [("nl", "Dichtbij en Doenbaar"), ("en", "Lindenveld Warm")])
def test_a_sample_in_the_language_of_the_reader(
    run: Runner, tmp_path: Path, opened: list[tuple[str, str, str]], language: str, title: str
) -> None:
    told = run("demo", "--language", language, "--dir", tmp_path / "demo")
    assert told.code == 0
    assert title in told.out
    ((folder, spoken, as_of),) = opened
    assert (folder, spoken) == (str(tmp_path / "demo"), language)
    assert as_of in told.out
    assert run("check", "-C", folder).code == 0
    assert git(Path(folder), "log", "--format=%ae").count("example.org") >= 4


def test_a_sample_that_is_there_is_opened_as_it_was_left(
    run: Runner, tmp_path: Path, opened: list[tuple[str, str, str]]
) -> None:
    first = run("demo", "lindenveld-warm", "--dir", tmp_path / "demo", "--json")
    (tmp_path / "demo" / "table" / "nieuw.toml").write_text('title = "Nieuw"\n')
    again = run("demo", "lindenveld-warm", "--dir", tmp_path / "demo", "--json")
    assert (first.json["made"], again.json["made"]) == (True, False)
    assert (tmp_path / "demo" / "table" / "nieuw.toml").is_file()
    assert opened == []


def test_a_sample_is_the_same_on_every_machine(run: Runner, tmp_path: Path, hermetic: Path) -> None:
    run("demo", "lindenveld-warm", "--dir", tmp_path / "een", "--no-open")
    (hermetic / "gitconfig").write_text(
        "[user]\n\tname = Iemand Anders\n\temail = x@example.org\n[core]\n\tautocrlf = true\n"
    )
    run("demo", "lindenveld-warm", "--dir", tmp_path / "twee", "--no-open")
    heads = {git(tmp_path / name, "rev-parse", "HEAD") for name in ("een", "twee")}
    assert len(heads) == 1


def test_a_sample_does_not_go_into_a_folder_that_holds_something(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "van-mij.txt").write_text("blijft")
    told = run("demo", "--dir", tmp_path, "--no-open")
    assert told.code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["van-mij.txt"]


def test_what_git_is_told_is_shown_set_and_taken_back(run: Runner, process: Path) -> None:
    assert all(one["set"] for one in run("git-setup", "--json").json["settings"])
    assert not any(one["set"] for one in run("git-setup", "--undo", "--json").json["settings"])
    assert git(process, "config", "push.followTags") == ""
    told = run("git-setup")
    assert "push.followTags = true" in told.out
    assert "--yes" in told.err
    assert git(process, "config", "push.followTags") == ""
    assert all(one["set"] for one in run("git-setup", "--yes", "--json").json["settings"])


def test_a_folder_without_git_becomes_a_repository_when_asked(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "process.toml").write_text('title = "Los"\nlanguage = "nl"\nid = "los"\n')
    told = run("git-setup", "-C", tmp_path)
    assert told.code == 2
    assert "git-setup --init" in told.err
    assert run("git-setup", "--init", "--yes", "-C", tmp_path).code == 0
    assert (tmp_path / ".git").is_dir()
    assert run("draft", "-C", tmp_path, "-m", "begin").code == 0


def test_the_private_layer_goes_to_the_next_laptop(
    run: Runner, process: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = "2026-03-12-tafel"
    run("capture", session, stdin="( alleen voor mij\n")
    archive = tmp_path / "mee.zip"
    assert run("private", "--export", archive).code == 0
    assert "alleen voor mij" in run("show", session, "--private").out
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "andere-laptop"))
    assert "alleen voor mij" not in run("show", session, "--private").out
    assert run("private", "--import", archive, "--json").json["added"] == [f"sessions/{session}/log-noor-hageman"]
    assert "alleen voor mij" in run("show", session, "--private").out


def test_the_private_layer_is_not_exported_into_the_folder(run: Runner, process: Path) -> None:
    told = run("private", "--export", process / "mee.zip")
    assert told.code == 2
    assert not (process / "mee.zip").exists()


def test_no_arguments_and_a_folder_open_the_interface(
    run: Runner, process: Path, opened: list[tuple[str, str, str]]
) -> None:
    assert [run().code, run(process).code, run("--language", "en", process, "--as-of", "2026-01-01").code] == [0, 0, 0]
    assert opened == [("", "", ""), (str(process), "", ""), (str(process), "en", "2026-01-01")]


def test_the_interface_is_not_opened_into_a_pipe(process: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "procesregie", "--language", "nl", str(process)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "terminal" in done.stderr
