"""The real program in a real terminal: what is typed, wherever that is, outlives a closed window and a kill."""

from __future__ import annotations

import io
import os
import pty
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import tomli

from procesregie.folder.journal import Journal
from procesregie.model.declare import fields
from procesregie.model.topic import Topic
from tests.tui.made import PROCESS_ID, git

PATIENCE = 30.0


class Program:
    """The program, with what it wrote so far."""

    def __init__(self, process: subprocess.Popen[bytes], terminal: int) -> None:
        self.process, self.terminal, self.written = process, terminal, b""

    def until(self, text: str) -> None:
        """Until `text` is written to the terminal."""
        end = time.monotonic() + PATIENCE
        while text.encode() not in self.written:
            assert time.monotonic() < end, f"{text!r} did not come"
            if select.select([self.terminal], [], [], 0.1)[0]:
                self.written += os.read(self.terminal, 1 << 16)

    def press(self, keys: str) -> None:
        """Types `keys`."""
        self.written = b""
        os.write(self.terminal, keys.encode())

    def typed_and_killed(self, text: str) -> None:
        """Types `text`, and kills the program once it is on the screen."""
        self.press(text)
        self.until(text)
        self.process.kill()
        self.process.wait(PATIENCE)


@contextmanager
def started(root: Path) -> Iterator[Program]:
    """The program on `root` in a pseudo-terminal of 100 by 30."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    command = [sys.executable, "-m", "procesregie", str(root), "--language", "en"]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    try:
        yield Program(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def in_the_form(program: Program) -> None:
    """Goes to the form of the topic."""
    program.until("Open ends")  # everything is loaded
    program.press("2")
    program.until("Koken")
    program.press("e")
    program.until("What could get it moving")


def asked(program: Program, *ways: tuple[str, str]) -> None:
    """Presses keys from the first screen on, each once what comes of the ones before is there."""
    program.until("Open ends")
    for keys, until in ways:
        program.press(keys)
        program.until(until)


def test_killed_wherever_one_types_and_started_again_what_was_typed_stands_there_and_is_saved(process: Path) -> None:
    to_why = (("5", "Netcapaciteit"), ("m", "To which date?"))
    to_responses = (
        ("6", "Netwerktafel over"),
        ("\x1b[B", "Moeten, willen, kunnen"),
        ("i", "brought in"),
        ("n", "Why?"),
    )
    with started(process) as program:
        in_the_form(program)
        program.press(" en de kosten")
        program.until("kosten")
        offered = [field.name for field in fields(Topic) if not field.meaning.kept]
        program.press("\x1b[Z" * (len(offered) - offered.index("dilemma")))  # shift+tab, back to it
        program.until("Good for the whole")
        program.press("een lange tekst\r")
        program.until("lange tekst")
        program.typed_and_killed("en een tweede regel")
    with started(process) as program:
        in_the_form(program)
        program.until("en de kosten")
        program.press("\x1bOQ")  # F2
        program.until("Saved")
    saved = tomli.loads((process / "agenda/koken.toml").read_text(encoding="utf-8"))
    assert saved["title"] == "Koken en de kosten" and "een lange tekst\nen een tweede regel\n" in saved.values()
    assert Journal(PROCESS_ID, "forms").under_edit == {}
    with started(process) as program:  # a question
        asked(program, *to_why, ("2 april\r", "2 April 2026"))
        program.typed_and_killed("de aannemer is ziek")
    with started(process) as program:  # what a commit is called
        asked(program, *to_why)
        program.until("de aannemer is ziek")
        program.press("\r")
        program.until("undoes")
        program.press("c")
        program.until("Commit what is open")
        program.press("t")
        program.typed_and_killed("de datum verschoof")
    with started(process) as program:  # one answer to what many said
        asked(program, ("c", "draft: de datum verschoof"), ("\r", "Open ends"), *to_responses)
        program.typed_and_killed("te technisch")
    with started(process) as program:
        asked(program, *to_responses)
        program.until("te technisch")
        program.press("\r")
        program.until("declined: te technisch")
    assert "de aannemer is ziek" in (process / "steps/2026-02-26-netcapaciteit.toml").read_text(encoding="utf-8")
    assert "te technisch" in (process / "sessions/2026-02-26-moeten-willen-kunnen/log-anna.toml").read_text("utf-8")
    assert git(process, "log", "-1", "--format=%s").strip() == "draft: de datum verschoof"
    assert Journal(PROCESS_ID, "forms").under_edit == {}


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGHUP])
def test_what_is_half_typed_in_a_form_is_kept(plain: Path, ends: signal.Signals) -> None:
    with started(plain) as program:
        in_the_form(program)
        program.press(" en de kosten")
        program.until("kosten")
        program.process.send_signal(ends)
        assert program.process.wait(PATIENCE) in (128 + ends, -ends)
    assert Journal(PROCESS_ID, "forms").under_edit == {"agenda/koken title": "Koken en de kosten"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_a_terminal_that_is_gone_keeps_nobody_waiting() -> None:
    from textual.app import App
    from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

    from procesregie.tui.terminal import Terminal

    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError

    terminal = Terminal(App())
    terminal._writer_thread = writer = WriterThread(Gone())

    def all_of_it() -> None:
        writer.start()
        terminal.write("the first")
        writer.join()
        for _ in range(MAX_QUEUED_WRITES + 1):
            terminal.write("nobody reads this")
        terminal.close()

    ending = threading.Thread(target=all_of_it, daemon=True)
    ending.start()
    ending.join(5)
    assert not ending.is_alive()
