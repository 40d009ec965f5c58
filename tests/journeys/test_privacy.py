"""What was said in confidence never enters git, the folder or any output that did not ask for it.

Every private field of the model is filled with a mark, asides and a confidential session are captured, one
session is closed. Then every file, every object of the repository and every output of every command is read.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from procesregie.model.address import model_of
from procesregie.model.declare import Meaning, Part, fields
from tests.cli.conftest import Runner, run
from tests.journeys import evening
from tests.journeys.evening import SESSION

__all__ = ["run"]

MARK = "geheim"
ASIDE = "geheimterzijde"
CONFIDENTIAL = "2026-03-13-gesprek-onder-vier-ogen"
ADDRESSES = ("process", "table/moskee", f"sessions/{SESSION}")
COMMANDS = (
    ["status"],
    ["check"],
    ["log"],
    ["show", "HEAD"],
    ["show", SESSION],
    ["show", CONFIDENTIAL],
    *(["show", address] for address in ADDRESSES),
    ["mirror", "--all", "--why"],
    ["set", "table/moskee", "reason=hoort erbij"],
    ["export", "minutes", SESSION],
    ["export", "minutes", SESSION, "--format", "txt"],
    ["export", "minutes", CONFIDENTIAL],
    ["git-setup"],
)


def marked(model: type[Part], path: str) -> Iterator[tuple[str, Any]]:
    """A value for every field of `model` that holds words, each with a mark that says where it stood."""
    for field in fields(model):
        value = _value(field.meaning, f"{path}{field.name}")
        if value is not None:
            yield field.name, value


def _value(meaning: Meaning, path: str) -> Any:
    mark = f"{MARK}{path}".replace("_", "")
    if meaning.form in ("line", "text"):
        return mark
    if meaning.form == "lines":
        return [mark]
    if meaning.form == "rows" and meaning.row is not None:
        return {"een": dict(marked(meaning.row, path))}
    return None


class Procesregie(Protocol):
    """Runs a command in a folder; what it wrote, on whichever stream."""

    def __call__(self, folder: Path, *arguments: str, stdin: str = "", ok: tuple[int, ...] = (0,)) -> str: ...


@pytest.fixture
def procesregie(run: Runner) -> Procesregie:
    def runner(folder: Path, *arguments: str, stdin: str = "", ok: tuple[int, ...] = (0,)) -> str:
        done = run("-C", folder, *arguments, stdin=stdin)
        assert done.code in ok, done.err
        assert "Traceback" not in done.err
        return done.out + done.err

    return runner


@pytest.fixture
def folder(tmp_path: Path, procesregie: Procesregie) -> Path:
    """An evening with everything private filled in, an aside of each recorder, and a confidential talk."""
    from procesregie.desk.desk import Desk

    made = tmp_path / "lindenveld-warm"
    evening.process(made)
    desk = Desk.open(made)
    for address in ADDRESSES:
        model = model_of(address, private=True)
        desk.private.save(address, model.from_data(dict(marked(model, address.replace("/", "")))))
    lines = ["@moskee dit mag iedereen weten", f"( {ASIDE} een", f"terzijde: {ASIDE} twee @kerk #{ASIDE}", "! Pilot"]
    assert ASIDE not in procesregie(made, "capture", SESSION, "--json", stdin="\n".join(lines))
    assert ASIDE not in procesregie(made, "capture", SESSION, "--as", "Ties", "-v", stdin=f"( {ASIDE} drie\n")
    talk = f"@moskee {MARK}gesprek\n! {MARK}besluit\n> @kerk {MARK}stap\n( {ASIDE} vier\n"
    assert MARK not in procesregie(made, "capture", CONFIDENTIAL, "--confidential", "--json", stdin=talk)
    return made


def everything_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the folder, and every object of the repository, told or not."""
    for file in folder.rglob("*"):
        if file.is_file():
            yield str(file), file.read_bytes() + str(file).encode()
    objects = evening.git(folder, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split()
    for name in objects:
        yield name, subprocess.run(["git", "cat-file", "-p", name], cwd=folder, capture_output=True, check=True).stdout


def test_nothing_private_leaves_the_private_layer(procesregie: Procesregie, folder: Path, tmp_path: Path) -> None:
    procesregie(folder, "close", SESSION, "--decision", "--weight", "direction", "--json")
    procesregie(folder, "close", CONFIDENTIAL, "--draft", "--json")
    leaks = [name for name, content in everything_in(folder) if MARK.encode() in content]
    assert leaks == []
    for command in COMMANDS:
        for form in ([], ["--json"]):
            assert MARK not in procesregie(folder, *command, *form, ok=(0, 1))


def test_an_open_session_shows_nothing_private_either(procesregie: Procesregie, folder: Path) -> None:
    for command in (["show", SESSION], ["show", CONFIDENTIAL], ["status"], ["check"]):
        for form in ([], ["--json"]):
            assert MARK not in procesregie(folder, *command, *form, ok=(0, 1))


def test_who_asks_for_the_private_gets_it(procesregie: Procesregie, folder: Path) -> None:
    told = procesregie(folder, "show", SESSION, "--private")
    assert [f"{ASIDE} {word}" in told for word in ("een", "twee", "drie")] == [True] * 3
    assert f"{MARK}gesprek" in procesregie(folder, "show", CONFIDENTIAL, "--private")


def test_the_marks_do_reach_the_private_layer_and_go_along_to_the_next_laptop(
    procesregie: Procesregie, folder: Path, tmp_path: Path
) -> None:
    where = Path(procesregie(folder, "private", "--where").strip())
    assert folder not in where.parents
    kept = "".join(file.read_text() for file in where.rglob("*.toml"))
    wanted = [value for address in ADDRESSES for value in _words(address)]
    assert len(wanted) >= 9
    assert [mark for mark in wanted if mark not in kept] == []
    assert all(file.stat().st_mode & 0o077 == 0 for file in where.rglob("*"))
    archive = tmp_path / "private.zip"
    procesregie(folder, "private", "--export", str(archive))
    assert archive.stat().st_mode & 0o077 == 0
    assert "0" in procesregie(folder, "private", "--import", str(archive))


def _words(address: str) -> Iterator[str]:
    def words(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for inner in value.values():
                yield from words(inner)
        elif isinstance(value, list):
            yield from value
        else:
            yield value

    for _name, value in marked(model_of(address, private=True), address.replace("/", "")):
        yield from words(value)


def test_private_files_found_inside_the_folder_are_reported(procesregie: Procesregie, folder: Path) -> None:
    inside = folder / "private" / "table"
    inside.mkdir(parents=True)
    (inside / "moskee.toml").write_text('notes = "meegenomen"\n')
    told = procesregie(folder, "check", ok=(1,))
    assert "private" in told
