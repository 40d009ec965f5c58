"""A real process in a real folder, for every story about the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from procesregie.folder.store import Folder
from procesregie.model.party import Party, Person
from procesregie.model.process import Process
from procesregie.model.session import Session
from procesregie.model.topic import Topic

SESSION = "sessions/2026-03-12-netwerktafel"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Lindenveld, small: two parties, a topic, a session."""
    root = tmp_path / "lindenveld-warm"
    root.mkdir()
    folder = Folder(root)
    folder.save_many(
        {
            "process": Process(format=1, id="lindenveld1", title="Lindenveld Warm"),
            "table/haardstee": Party(
                title="Woningstichting Haardstee", short="hs", people={"anna": Person(name="Anna")}
            ),
            "table/toren-b": Party(title="VvE Toren B"),
            "agenda/warmtebron": Topic(title="Warmtebron", brought_by="haardstee"),
            SESSION: Session(title="Netwerktafel", date=date(2026, 3, 12)),
        }
    )
    opened = Folder.find(root)
    opened.load()
    return opened


@pytest.fixture
def as_nobody(tmp_path: Path) -> Callable[[str], str]:
    """Runs Python code as a user without rights, in a real process; what it printed."""

    def run(code: str) -> str:
        command = [sys.executable, "-c", code]
        if os.getuid() == 0:
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd="/", env=os.environ | {"HOME": str(tmp_path)}
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    for above in (tmp_path, *tmp_path.parents):
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
    return run
