"""What every test stands on: a home, a git and a clock of its own."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.kept import Kept, kept_in

settings.register_profile("calm", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "calm"))

gc.set_threshold(50_000, 20, 50)  # each test leaves an app behind; looking through them all the time is a fifth of it


def pytest_addoption(parser: pytest.Parser) -> None:
    """What ``make snapshots`` says."""
    parser.addoption("--renew", action="store_true", help="keep how the screens look now as how they are to look")


GIT_CONFIG = """\
[user]
\tname = Noor Hageman
\temail = noor@example.org
[init]
\tdefaultBranch = main
\ttemplateDir = {template}
[maintenance]
\tauto = false
"""
"""A person, and nothing that git does beside what it is asked: no hooks to begin with, no tidying after each commit."""


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """What is made once for the whole run."""
    return kept_in(tmp_path_factory)


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
    (home / "template/hooks").mkdir(parents=True)
    (home / "template/info").mkdir()
    config.write_text(GIT_CONFIG.format(template=(home / "template").as_posix()))
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
