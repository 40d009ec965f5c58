"""A terminal for each journey that wants one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal

Opener = Callable[..., Terminal]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Opener]:
    """Makes terminals: ``terminal(folder, 80, 24)``. Skipped where there is no tmux; CI installs it."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    made: list[Terminal] = []
    with tempfile.TemporaryDirectory(prefix="tmux-") as sockets:  # the path of a socket must be short

        def opener(folder: Path, columns: int = 120, rows: int = 36) -> Terminal:
            made.append(Terminal(Path(sockets) / f"s{len(made)}", folder, columns=columns, rows=rows))
            return made[-1]

        yield opener
        for one in made:
            one.close()
