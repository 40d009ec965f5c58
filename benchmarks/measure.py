"""Medians of runs that take turns, so that a busy machine is busy for both."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Run = Callable[[], float]
"""Does the thing once; the seconds it took (what was prepared for it left out)."""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    against: str
    limit: float
    ours: float
    """Median, in seconds."""
    theirs: float
    runs: int

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def holds(self) -> bool:
        return self.ratio <= self.limit


def compared(what: str, against: str, limit: float, ours: Run, theirs: Run, runs: int) -> Row:
    """`ours` and `theirs`, `runs` times in turn after one run of each that does not count."""
    ours(), theirs()
    mine, others = [], []
    for _ in range(runs):
        mine.append(ours())
        others.append(theirs())
    return Row(what, against, limit, median(mine), median(others), runs)


def timed(work: Callable[[], object]) -> float:
    """The seconds that `work` takes."""
    since = time.perf_counter()
    work()
    return time.perf_counter() - since


def ran(commands: Iterable[Sequence[str | Path]], folder: Path, stdin: bytes = b"") -> float:
    """The seconds it takes to run `commands` in `folder`, one after the other."""

    def work() -> None:
        for command in commands:
            done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, env=environment())
            if done.returncode:
                raise RuntimeError(f"{command}: {done.stderr.decode(errors='replace')}")

    return timed(work)


def environment() -> dict[str, str]:
    """The environment every measured process gets: the user's, with a git and a home of its own."""
    home = Path(__file__).parent / ".work" / "home"
    home.mkdir(parents=True, exist_ok=True)
    config = home / "gitconfig"
    if not config.exists():
        config.write_text("[user]\n\tname = Bench\n\temail = bench@example.org\n[init]\n\tdefaultBranch = main\n")
    left_out = ("GIT_", "PROCESREGIE_", "LC_", "PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
