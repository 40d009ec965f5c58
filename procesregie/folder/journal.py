"""What was typed and is not in the folder yet, on this machine, for its owner only; and who may write which log.

Two small files. ``….jsonl`` holds entries (a line added, a line corrected), one JSON object a line, only
ever added to. ``….typed`` holds the text that stands half typed, by place, written over on every key with a
single system call: a program that is killed leaves the last key or the one before it, never half of one. It is
read before it is written, so that two programs on one process keep what was typed in either.
Neither waits for the disk; :meth:`Journal.flush` does, where there is time.

One writer a log: :class:`RecorderLock` is a lock that the system lets go of when its holder dies.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from procesregie.folder.files import writing_trouble
from procesregie.folder.places import OWNER_FILE, identifier, make_private_folder, state_base
from procesregie.language import N_
from procesregie.language.trouble import Trouble
from procesregie.model.ids import LONGEST, slug

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BINARY = getattr(os, "O_BINARY", 0)
_SIZE = 12
"""Bytes at the head of ``….typed`` that say how many follow; what stands after those is from before."""


class NotKept(Trouble):
    """What is half typed cannot be kept on this disk now."""


class Journal:
    """The journal of one log (or of the forms) of one process. Any thread may call it; entries are made by one program
    at a time."""

    def __init__(
        self,
        process_id: str,
        session: str,
        recorder: str = "",
        *,
        base: Path | None = None,
        on_trouble: Callable[[Trouble], object] = lambda trouble: None,
    ) -> None:
        """The journal for what `recorder` types in `session`; for forms, any word of its own does for `session`.

        `base` is where journals lie (default: the user's state folder). Nothing is made until something is
        written. `on_trouble` is called when the disk does not take what is half typed, once until it does again.
        Raises :class:`NoIdentifier` for a process without an id.
        """
        folder = (base or state_base()) / "journal" / identifier(process_id)
        name = re.sub(r"[^A-Za-z0-9-]", "-", session) + (f".{slug(recorder)}" if recorder else "")
        self.entries_file = folder / f"{name}.jsonl"
        self.typed_file = folder / f"{name}.typed"
        self._handles: dict[Path, int] = {}
        self._lock = threading.Lock()
        self._untaken: dict[str, str] = {}
        """What was typed and the disk did not take, by place."""
        self._on_trouble = on_trouble
        self._unsettled = len(self.entries())

    # --- what is half typed

    def typed(self, text: str, place: str = "") -> None:
        """Keeps `text` as it stands now: of the prompt, or of the field at `place` (``table/ggd title``).

        Empty text means that nothing stands there any more. A disk that does not take it stops nobody from typing
        on: it goes there with the next key, and meanwhile it is said.
        """
        with self._lock:
            told = bool(self._untaken)
            self._untaken[place] = text
            try:
                self._write_typed()
            except OSError as error:
                trouble: Trouble = writing_trouble(error, self.typed_file)
            except Trouble as error:
                trouble = error
            else:
                self._untaken.clear()
                return
        if not told:
            self._on_trouble(
                NotKept(
                    N_("What you are typing cannot be kept now, should the program stop before it is saved."),
                    N_("Carry on, and save it soon."),
                    detail=str(trouble),
                )
            )

    @property
    def half_typed(self) -> str:
        """What stood half typed in the prompt."""
        return self.under_edit.get("", "")

    @property
    def under_edit(self) -> dict[str, str]:
        """What stood half typed, by place, in the order it was begun; the prompt's own is at ``""``."""
        return {place: text for place, text in {**self._read_typed(), **self._untaken}.items() if text}

    def _read_typed(self) -> dict[str, str]:
        with suppress(OSError, ValueError):
            data = self.typed_file.read_bytes()
            found = json.loads(data[_SIZE : _SIZE + int(data[:_SIZE])])
            if isinstance(found, dict):
                return {str(place): str(text) for place, text in found.items()}
        return {}

    def _write_typed(self) -> None:
        was, now = self._read_typed(), self.under_edit
        if now == was:
            return
        data = _framed(now)
        handle = self._handle(self.typed_file, os.O_RDWR)
        os.lseek(handle, 0, os.SEEK_SET)
        if (written := os.write(handle, data)) < len(data):  # the disk was full half-way: there is room for what stood
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, _framed(was))
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.ftruncate(handle, written)  # no aside stays behind

    # --- what was entered

    def entry(self, entry: dict[str, Any]) -> None:
        """Adds `entry` (what JSON can hold) to what must still go into the folder."""
        data = json.dumps(entry, separators=(",", ":")).encode() + b"\n"
        with self._lock:
            handle = self._handle(self.entries_file, os.O_RDWR | os.O_APPEND)
            try:
                os.write(handle, data)
            except OSError as error:
                raise writing_trouble(error, self.entries_file) from error
            self._unsettled += 1

    def entries(self) -> list[dict[str, Any]]:
        """What was entered and not yet cleared, in order. A last line that was torn by a crash is left out."""
        try:
            data = self.entries_file.read_bytes()
        except OSError:
            return []
        found = []
        for line in data.split(b"\n"):
            with suppress(ValueError):
                entry = json.loads(line)
                if isinstance(entry, dict):
                    found.append(entry)
        return found

    def settle(self, number: int = 1) -> None:
        """The `number` oldest entries that were not settled yet are in the folder; when all are, the file is emptied.

        Counted, so that an entry made meanwhile is never forgotten with those before it.
        """
        with self._lock:
            self._unsettled -= number
            if self._unsettled <= 0:
                self._empty()

    def clear(self) -> None:
        """Forgets every entry: all of it is in the folder. What is half typed stays."""
        with self._lock:
            self._empty()

    def _empty(self) -> None:
        self._unsettled = 0
        if self.entries_file.exists():
            handle = self._handle(self.entries_file, os.O_RDWR | os.O_APPEND)
            try:
                os.ftruncate(handle, 0)
            except OSError as error:
                raise writing_trouble(error, self.entries_file) from error

    # --- the files

    def flush(self) -> None:
        """Waits until everything is on the disk itself, so that it outlives a power cut as well."""
        with self._lock:
            for handle in self._handles.values():
                os.fsync(handle)

    def close(self) -> None:
        """Lets go of the files; the journal stays, and opens them again when something is written."""
        with self._lock:
            for path in list(self._handles):
                self._close(path)

    def _handle(self, path: Path, flags: int) -> int:
        """The open file at `path`; a torn last line in it is ended first, so that the next stands on its own."""
        if path in self._handles:
            return self._handles[path]
        make_private_folder(path.parent)
        try:
            handle = os.open(path, flags | os.O_CREAT | _BINARY, OWNER_FILE)
            size = os.fstat(handle).st_size
            if flags & os.O_APPEND and size:
                os.lseek(handle, size - 1, os.SEEK_SET)
                if os.read(handle, 1) != b"\n":
                    os.write(handle, b"\n")
        except OSError as error:
            raise writing_trouble(error, path) from error
        self._handles[path] = handle
        return handle

    def _close(self, path: Path) -> None:
        handle = self._handles.pop(path, None)
        if handle is not None:
            os.close(handle)


def _framed(typed: Mapping[str, str]) -> bytes:
    data = json.dumps(typed, separators=(",", ":")).encode()
    return b"%0*d" % (_SIZE, len(data)) + data


@dataclass(frozen=True)
class Kept:
    """Something a journal on this machine still has."""

    session: str
    """The session in which it was typed; empty for a form."""
    place: str
    """The form and field it stands half typed in; empty for the prompt of a session."""
    text: str
    entered: bool = False
    """Whether it is a line that is not in the folder yet, and not something half typed."""


def everything_kept(process_id: str, *, base: Path | None = None) -> list[Kept]:
    """What the journals of a process on this machine have: half typed, and entered but not in the folder yet."""
    folder = (base or state_base()) / "journal" / identifier(process_id)
    found = []
    for name in sorted({path.stem for path in folder.glob("*.*") if path.suffix in (".typed", ".jsonl")}):
        session, _dot, recorder = name.partition(".")
        journal = Journal(process_id, session, recorder, base=base)
        where = session if recorder else ""
        found += [Kept(where, place, text) for place, text in journal.under_edit.items()]
        said = (json.dumps(entry, ensure_ascii=False) for entry in journal.entries())
        found += [Kept(where, "", text, entered=True) for text in said]
    return found


class RecorderLock:
    """The right to write one log of a session. When `recorder` has it already, the next is ``anna-2``, and so on.

    The lock lies in the user's state folder, never in the process: the folder of the process is named by
    its real path, so that two ways to the same folder meet.
    """

    def __init__(self, root: Path, session: str, recorder: str, *, base: Path | None = None) -> None:
        """Takes the first name that is free, ``recorder`` as an id first; it stands in ``name``."""
        digest = hashlib.sha256(os.fsencode(os.path.normcase(root.resolve()))).hexdigest()[:24]
        folder = (base or state_base()) / "locks" / digest
        make_private_folder(folder)
        wanted = slug(recorder) or "recorder"
        number = 1
        self.name = wanted
        while (handle := _locked(folder / f"{session}.{self.name}.lock")) is None:
            number += 1
            ending = f"-{number}"
            self.name = wanted[: LONGEST - len(ending)].rstrip("-") + ending
        self._handle: int | None = handle

    def release(self) -> None:
        """Gives the log free. The lock's file stays: taking it away would let two in."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> RecorderLock:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


def _locked(path: Path) -> int | None:
    """A handle that holds the lock at `path`, or None when another holds it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, OWNER_FILE)
    except OSError as error:
        raise writing_trouble(error, path) from error
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except PermissionError as error:  # how Windows says that it is taken
        os.close(handle)
        if sys.platform == "win32":
            return None
        raise writing_trouble(error, path) from error
    except OSError as error:
        os.close(handle)
        raise writing_trouble(error, path) from error
    return handle
