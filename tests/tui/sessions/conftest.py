"""The table of every story here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.sessions.table import laid


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A process of twenty-one parties that are all there, its first commit made."""
    return laid(tmp_path / "lindenveld")
