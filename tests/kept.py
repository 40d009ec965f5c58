"""What takes long to make and is the same for many tests: made once for all processes of a run, and shared or copied."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 120.0
"""Seconds after which what another process is making counts as not coming."""


class Kept:
    """Folders by name, each made by whichever process of the run needs it first."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def shared(self, name: str, make: Callable[[Path], object]) -> Path:
        """The folder `name`, which `make` fills; for those that only look in it."""
        found, making = self._home / name, self._home / f"{name}.making"
        try:
            making.mkdir(parents=True)
        except FileExistsError:
            self._await(found)
            return found
        if not found.exists():
            make(making / "it")
            (making / "it").rename(found)
        return found

    def copied(self, name: str, make: Callable[[Path], object], to: Path) -> Path:
        """A copy of that folder in `to`, to write in."""
        shutil.copytree(self.shared(name, make), to, symlinks=True)
        return to

    def _await(self, found: Path) -> None:
        until = time.monotonic() + PATIENCE
        while not found.exists():
            assert time.monotonic() < until, f"{found.name} was not made"
            time.sleep(0.02)


def kept_in(factory: pytest.TempPathFactory) -> Kept:
    """What this run keeps: beside the folders of its processes, when there are several."""
    base = factory.getbasetemp()
    return Kept((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "kept")
