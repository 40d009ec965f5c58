"""Git, as a program that is run: the only module that imports GitPython, and of it only the command wrapper.

Bytes go in and come out. Standard input is a real file (a pipe that nobody empties can stop both
sides). What is run here is plumbing and porcelain with ``-z``; git's prose is shown, never read.

What only looks does without GitPython: importing that takes as long as reading the first page of the
timeline several times, and what it runs cannot be stopped half-way.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from procesregie.history.trouble import GitFailed, NoGit
from procesregie.language.visible import visible

if TYPE_CHECKING:
    from git import Git as Wrapper

READING = ("--no-optional-locks", "-c", "core.quotePath=false", "-c", "color.ui=false")
"""For commands that only look: no lock is taken that somebody else could stumble over."""

PIPE = subprocess.PIPE
if sys.platform == "win32":
    _APART: Mapping[str, Any] = {"creationflags": subprocess.CREATE_NO_WINDOW}
    os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")  # no git.exe that lies in the folder itself
else:
    _APART: Mapping[str, Any] = {"start_new_session": True}
"""For a process without a terminal: it can write nothing over the screen, and ask nothing."""
_NO_TERMINAL = {"GIT_TERMINAL_PROMPT": "0", "GPG_TTY": ""}
"""What tells git the same."""

NEUTRAL: Mapping[str, str] = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_TEMPLATE_DIR": "",
    "GIT_DEFAULT_HASH": "sha1",
}
"""An environment in which nothing of the user's settings counts: sample histories get the same ids everywhere."""


class Stopped(Exception):
    """What git was looking at was stopped (:meth:`Git.stop`): nobody waits for it any more."""


@dataclass(frozen=True)
class Answer:
    """What a git command left behind."""

    status: int
    out: bytes
    words: str
    """What git, or a hook, wrote on standard error: for people, in their language."""
    trace: bytes = b""
    """The events of trace2 as JSON lines, when they were asked for."""

    def out_if(self, ok: Collection[int]) -> bytes:
        """What git wrote; raises GitFailed when its exit code is not in `ok`."""
        if self.status not in ok:
            raise GitFailed(self.words, self.status)
        return self.out

    def events(self, kind: str) -> Iterator[dict[str, object]]:
        """The events of `kind` in the trace."""
        for line in self.trace.splitlines():
            try:
                event = json.loads(line)
            except ValueError:  # two processes wrote at the same time
                continue
            if event.get("event") == kind:
                yield event


class Git:
    """Git, run in one folder."""

    def __init__(self, folder: Path, *, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self._environment = dict(environment or {})
        self._looking: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    def run(
        self, *arguments: str, stdin: bytes = b"", ok: Collection[int] = (0,), env: Mapping[str, str] | None = None
    ) -> bytes:
        """Runs git with `arguments` and gives what it wrote; raises GitFailed when its exit code is not in `ok`."""
        return self.ask(*arguments, stdin=stdin, env=env).out_if(ok)

    def read(self, *arguments: str, stdin: bytes = b"", ok: Collection[int] = (0,)) -> bytes:
        """As :meth:`run`, for a command that only looks."""
        return self.look(*arguments, stdin=stdin).out_if(ok)

    def look(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Answer:
        """As :meth:`ask`, for a command that only looks; raises Stopped when :meth:`stop` put an end to it."""
        surroundings = {**os.environ, **self._environment, **(env or {}), **_NO_TERMINAL}
        command = ["git", "-C", str(self.folder), *READING, *arguments]
        with _standard_input(stdin) as source:
            try:
                process = subprocess.Popen(
                    command, stdin=source or subprocess.DEVNULL, stdout=PIPE, stderr=PIPE, env=surroundings, **_APART
                )
            except FileNotFoundError as error:
                raise NoGit(str(error)) from error
            self._looking.add(process)
            if self._stopped:
                self.stop()
            out, words = process.communicate()
            self._looking.discard(process)
        if self._stopped:
            raise Stopped
        return Answer(process.returncode, out, visible(words.decode("utf-8", "replace").strip()))

    def stop(self) -> None:
        """Ends what is being looked at, for good: whoever waits for it no longer does."""
        self._stopped = True
        for process in list(self._looking):
            process.terminate()

    def ask(
        self,
        *arguments: str,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        traced: bool = False,
        asks: bool = False,
    ) -> Answer:
        """Runs git and gives its answer, whatever its exit code; raises NoGit when there is no git.

        With `asks`, git and what it starts may ask something at the terminal, which the caller has freed
        for that; without it they get no terminal at all. With `traced`, the answer carries git's trace.
        """
        surroundings = {**_user_locale(), **self._environment, **(env or {})}
        if not asks:
            surroundings |= _NO_TERMINAL
        if not traced:
            return self._execute(arguments, stdin, surroundings, asks)
        with tempfile.TemporaryDirectory(prefix="procesregie-") as folder:
            trace = Path(folder, "trace")
            answer = self._execute(arguments, stdin, surroundings | {"GIT_TRACE2_EVENT": str(trace)}, asks)
            events = trace.read_bytes() if trace.exists() else b""
        return Answer(answer.status, answer.out, answer.words, events)

    def _execute(self, arguments: tuple[str, ...], stdin: bytes, env: Mapping[str, str], asks: bool) -> Answer:
        from git.exc import GitCommandNotFound

        # -C, because GitPython runs in whatever folder we are in when its own is gone.
        command = ["git", "-C", str(self.folder), *arguments]
        with _standard_input(stdin, asks) as source:
            try:
                answer = self._wrapper.execute(
                    command,
                    istream=source,
                    with_extended_output=True,
                    with_exceptions=False,
                    stdout_as_string=False,
                    strip_newline_in_stdout=False,
                    env=env,
                    start_new_session=not asks,  # without a terminal nothing can write over the screen
                )
            except GitCommandNotFound as error:
                raise NoGit(str(error)) from error
        status, out, words = answer
        return Answer(status, out, visible(words.strip()))

    @cached_property
    def _wrapper(self) -> Wrapper:
        os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
        from git import Git as Wrapper

        return Wrapper()


@contextmanager
def _standard_input(stdin: bytes, asks: bool = False) -> Iterator[BinaryIO | None]:
    """`stdin` as a file; nothing at all when it is empty, or the terminal for a command that may ask."""
    if stdin:
        with tempfile.TemporaryFile() as source:
            source.write(stdin)
            source.seek(0)
            yield cast(BinaryIO, source)
    else:
        yield cast(BinaryIO, sys.__stdin__.buffer) if asks and sys.__stdin__ else None


def _user_locale() -> dict[str, str]:
    """The user's own locale, which GitPython replaces by C: hooks and git's words are for this user."""
    return {name: os.environ.get(name, "") for name in ("LC_ALL", "LANGUAGE")}
