"""A real terminal to test in: tmux, with a server, a home and a size of its own. It waits for texts, never for time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE = 30.0
"""Seconds after which a text that does not come is a failure."""
PAUSE = 0.02
"""Seconds between two looks at the screen."""
_OUTER = ("COLUMNS", "LINES", "TMUX", "TMUX_PANE")
BINARY = shutil.which("tmux") or "tmux"


class Terminal:
    """One program in one window of tmux."""

    def __init__(
        self, socket: Path, folder: Path, *, columns: int, rows: int, env: dict[str, str] | None = None
    ) -> None:
        self.socket = socket
        self.folder = folder
        self.env = {"TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        self.size = (columns, rows)

    # -- the window

    def open(self, *arguments: str | Path) -> None:
        """Starts the program with `arguments` in a window of its own, which stays when it ends."""
        columns, rows = self.size
        self._tmux(
            "-f", os.devnull, "new-session", "-d", "-s", "it", "-x", str(columns), "-y", str(rows),
            "-c", str(self.folder), *self._command(arguments),
            ";", "set-option", "-t", "it", "remain-on-exit", "on",
            ";", "set-option", "-t", "it", "status", "off",
        )  # fmt: skip

    def again(self, *arguments: str | Path) -> None:
        """Starts the program once more, after it ended."""
        self._tmux("respawn-pane", "-k", "-t", "it", "-c", str(self.folder), *self._command(arguments))

    def _command(self, arguments: tuple[str | Path, ...]) -> list[str]:
        """The program in this test's own surroundings, and none of the terminal the tests were started in."""
        env = {name: value for name, value in (os.environ | self.env).items() if name not in _OUTER}
        kept = [f"{name}={value}" for name, value in env.items()]
        return ["env", "-i", *kept, sys.executable, "-m", "procesregie", *map(str, arguments)]

    def close(self) -> None:
        """Ends what runs in it and then tmux: a program that only hears that its terminal is gone writes on for a while."""
        with suppress(AssertionError, ProcessLookupError):  # tmux has ended already, or the program meanwhile
            if not self.ended:
                os.kill(self.pid, signal.SIGKILL)
        subprocess.run([BINARY, "-S", str(self.socket), "kill-server"], capture_output=True)

    def resize(self, columns: int, rows: int) -> None:
        """Another size for the window."""
        self._tmux("resize-window", "-t", "it", "-x", str(columns), "-y", str(rows))

    @property
    def pid(self) -> int:
        """The process id of the program."""
        return int(self._tmux("display-message", "-p", "-t", "it", "#{pane_pid}"))

    @property
    def ended(self) -> bool:
        """Whether the program has ended."""
        return self._tmux("display-message", "-p", "-t", "it", "#{pane_dead}").strip() == "1"

    def kill(self, with_signal: signal.Signals = signal.SIGKILL) -> None:
        """Sends a signal to the program, and waits until it has ended."""
        os.kill(self.pid, with_signal)
        self.wait(lambda: self.ended, "the program to end")

    # -- hands

    def type(self, text: str) -> None:
        """Types `text`, letter by letter."""
        self._tmux("send-keys", "-t", "it", "-l", "--", text)

    def press(self, *keys: str) -> None:
        """Presses keys by their tmux names: Enter, Escape, Up, F4, Space, C-p."""
        self._tmux("send-keys", "-t", "it", "--", *keys)

    def say(self, text: str) -> None:
        """Types `text` and presses Enter, in one go, as a fast typist would."""
        self.type(text)
        self.press("Enter")

    def paste(self, text: str) -> None:
        """Pastes `text` as a terminal does (bracketed)."""
        subprocess.run(
            [BINARY, "-S", str(self.socket), "load-buffer", "-b", "pasted", "-"], input=text.encode(), check=True
        )
        self._tmux("paste-buffer", "-p", "-r", "-d", "-b", "pasted", "-t", "it")

    # -- eyes

    @property
    def screen(self) -> str:
        """What is on the screen now."""
        return self._tmux("capture-pane", "-p", "-t", "it")

    def see(self, *texts: str) -> str:
        """Waits until all of `texts` are on the screen; the screen."""
        self.wait(lambda: all(text in self.screen for text in texts), repr(texts))
        return self.screen

    def see_no_more(self, text: str) -> str:
        """Waits until `text` is gone from the screen; the screen."""
        self.wait(lambda: text not in self.screen, f"{text!r} to go")
        return self.screen

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Looks until `until` is true; AssertionError with the screen when it does not become so."""
        deadline = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < deadline, f"waited for {what}; the screen showed:\n{self.screen}"
            time.sleep(PAUSE)

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            [BINARY, "-S", str(self.socket), *arguments], capture_output=True, text=True, env=os.environ | self.env
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
