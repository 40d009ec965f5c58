"""What every test stands on: a home, a git and a clock of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("calm", deadline=None, derandomize=True)
settings.load_profile("calm")


@pytest.fixture(autouse=True)
def hermetic(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Home, XDG folders, git's configuration, language, zone and clock that are this test's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setattr("procesregie.language._spoken", [])  # what a test before this one spoke
    for name in list(os.environ):
        if name.startswith(("GIT_", "XDG_", "LC_", "PROCESREGIE_")) or name in (
            "LANGUAGE",
            "EDITOR",
            "VISUAL",
            "NO_COLOR",
        ):
            monkeypatch.delenv(name)
    config = home / "gitconfig"
    config.write_text("[user]\n\tname = Noor Hageman\n\temail = noor@example.org\n[init]\n\tdefaultBranch = main\n")
    for name, value in {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "TZ": "Europe/Amsterdam",
        "LANG": "C.UTF-8",
        "PROCESREGIE_TODAY": "2026-03-12T14:05",
    }.items():
        monkeypatch.setenv(name, value)
    return home
