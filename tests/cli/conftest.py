"""How these tests run a command."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from procesregie.__main__ import main
from tests.kept import Kept


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it wrote on stdout, as data."""
        return json.loads(self.out)


class Runner(Protocol):
    """Runs a command; `stdin` is what it reads."""

    def __call__(self, *arguments: str | Path, stdin: str | bytes = b"") -> Ran: ...


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """The whole program in this process, from its arguments to its exit code."""

    def runner(*arguments: str | Path, stdin: str | bytes = b"") -> Ran:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return runner


@pytest.fixture
def process(run: Runner, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A process of four parties, in Dutch, which is also the current folder."""

    def make(folder: Path) -> None:
        made = run("new", folder, "--title", "Wijk in Beweging", "--language", "nl", "--no-open")
        assert made.code == 0, made.err
        for name, title in PARTIES.items():
            (folder / "table" / f"{name}.toml").parent.mkdir(exist_ok=True)
            (folder / "table" / f"{name}.toml").write_text(f'title = "{title}"\nshort = "{name}"\n', encoding="utf-8")
        assert run("draft", "-C", folder, "-m", "wie er aan tafel zitten").code == 0

    folder = kept.copied("wijk", make, tmp_path / "wijk")
    monkeypatch.chdir(folder)
    return folder


PARTIES = {
    "haardstee": "Woningstichting Haardstee",
    "toren-b": "VvE Toren B",
    "stroomland": "Netbeheerder Stroomland",
    "kruimelhof": "Welzijn Kruimelhof",
}
