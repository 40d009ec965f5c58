"""What only a real terminal shows: keys that come in a burst are done in their order, whatever opens in between.

Headless, all keys stand in one queue before the first is looked at; a terminal brings them in pieces, and what is
typed after a key that opens something must not overtake it.
"""

from __future__ import annotations

from pathlib import Path

from tests.journeys.conftest import Opener, terminal
from tests.journeys.terminal import Terminal
from tests.tui.sessions.table import SESSION, laid

__all__ = ["terminal"]


def log(root: Path) -> str:
    """The log as it stands in the folder."""
    return "".join(path.read_text("utf-8") for path in (root / "sessions" / SESSION).glob("log-*.toml"))


def opened(terminal: Opener, root: Path) -> Terminal:
    """The session, at its check-in."""
    window = terminal(root, 100, 28)
    window.open(root)
    window.see("Netwerktafel", "sinds")
    window.press("s")
    window.see("Inchecken", "21 nog niet")
    return window


def test_a_burst_of_keys_is_done_in_its_order(terminal: Opener, tmp_path: Path) -> None:
    root = laid(tmp_path / "lindenveld", present=False)
    window = opened(terminal, root)
    window.press("*", "Enter")
    window.type("! pilot met 40 woningen")
    window.press("Enter", "F4", "Down", "n", "b")
    window.type("kosten niet onderbouwd")
    window.press("Enter", "r", "c", "Enter")
    window.type("@haardstee en dit direct erachteraan, fout")
    window.press(*["BSpace"] * 6)
    window.type(" goed")
    window.press("Enter", "C-n")
    window.type("@moskee ")
    window.paste("een\ntwee\ndrie")
    window.type("half getypt")
    window.see("› half getypt", "19 consent", "21 aan tafel")
    window.wait(lambda: "drie" in log(root), "the paste to be in the folder")
    said = log(root)
    assert "kosten niet onderbouwd" in said and "en dit direct erachteraan goed" in said and "een\ntwee\ndrie" in said
    assert said.count("[lines.") == 7
