"""Templates and samples are found in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.folder import shipped as room
from procesregie.folder.shipped import shipped


def test_in_a_checkout_they_stand_at_the_top() -> None:
    top = Path(__file__).resolve().parent.parent.parent
    assert shipped("templates") == top / "templates"
    assert shipped("sample_projects") == top / "sample_projects"


def test_in_a_wheel_they_stand_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "procesregie" / "shipped" / "templates").mkdir(parents=True)
    monkeypatch.setattr(room, "_PACKAGE", tmp_path / "procesregie")
    assert shipped("templates") == tmp_path / "procesregie" / "shipped" / "templates"
