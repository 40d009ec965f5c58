"""Processes to open: each test has its own folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.brisk import brisk
from tests.tui.made import made


@pytest.fixture(scope="session", autouse=True)
def _brisk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        brisk(patch)
        yield


@pytest.fixture
def process(tmp_path: Path) -> Path:
    """A process with a history."""
    return made(tmp_path / "lindenveld-warm")


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """The same without git."""
    return made(tmp_path / "lindenveld-warm", history=False)


@pytest.fixture
def few_paints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks: what changed within a tenth of a second is painted at once."""
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.1)
