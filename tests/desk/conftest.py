"""A small neighbourhood in a folder with git, and a session to hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.desk import Desk
from procesregie.desk.starting import first_commit
from procesregie.model.clock import Clock
from procesregie.model.session import Presence

PARTIES = ("Huurdersraad Haardstee", "VvE Toren B", "Stroomland", "Moskee")
SESSION = "2026-03-12-netwerktafel"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The open process, committed once, with a session that everybody came to."""
    root = tmp_path / "lindenveld"
    root.mkdir()
    (root / "process.toml").write_text('format = 1\nid = "0123456789abcdef"\ntitle = "Lindenveld Warm"\n')
    desk = Desk.open(root, Clock.of("2026-03-12T14:05"))
    for title in PARTIES:
        desk.create("table", title)
    first_commit(desk)
    desk.create("sessions", "Netwerktafel")
    with desk.recording(SESSION, "anna") as recording:
        recording.check_in(dict.fromkeys(desk.dossier.parties, Presence.PRESENT))
    return desk


def held(desk: Desk, *lines: str) -> None:
    """Holds the session: these lines are typed."""
    with desk.recording(SESSION, "anna") as recording:
        for line in lines:
            recording.add(line)
        assert recording.flush(5)
