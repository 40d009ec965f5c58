"""A program in a pseudo-terminal, and the seconds until a text is on its screen."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import environment

COLUMNS, ROWS = 120, 36
PATIENCE = 30.0
"""Seconds after which a text that did not come is a failure."""

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])")


def until(
    command: Sequence[str], text: str, folder: Path, extra: dict[str, str] | None = None, keys: bytes = b""
) -> float:
    """The seconds from starting `command` until `text` was written to its terminal; then it is ended.

    `keys` are typed as soon as something stands on its screen. Raises RuntimeError with what was on the screen when the text does not come.
    """
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    wanted = text.encode()
    since = time.perf_counter()
    program = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=environment() | (extra or {}),
        start_new_session=True,
        close_fds=True,
    )
    os.close(theirs)
    try:
        return _wait(ours, wanted, since, keys)
    finally:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        os.close(ours)


def _wait(terminal: int, wanted: bytes, since: float, keys: bytes) -> float:
    written = b""
    while time.perf_counter() - since < PATIENCE:
        ready, _, _ = select.select([terminal], [], [], 0.5)
        if not ready:
            continue
        try:
            written += os.read(terminal, 1 << 16)
        except OSError:
            break
        if keys and len(_ESCAPES.sub(b"", written)) > COLUMNS:
            os.write(terminal, keys)
            keys = b""
        if wanted in written or wanted in _ESCAPES.sub(b"", written):
            return time.perf_counter() - since
    shown = _ESCAPES.sub(b" ", written).decode(errors="replace")
    raise RuntimeError(f"{wanted.decode()!r} did not come on the screen; it showed: {shown[-2000:]}")
