"""Bytes on disk: written whole or not at all, and a sentence for every way in which a disk can refuse."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from procesregie.language import N_
from procesregie.language.trouble import Trouble

LEFT_OVER = ".tmp"
"""The ending of the temporary file beside a file that is being written; its name begins with a dot."""


class NotReadable(Trouble):
    """A file or folder may not be read."""


class NotWritable(Trouble):
    """A file or folder may not be written."""


class DiskFull(Trouble):
    """There is no room left for what must be written."""


class WriteFailed(Trouble):
    """The system refused a write for another reason; its own words stand in ``detail``."""


def reading_trouble(error: OSError, path: Path) -> Trouble:
    """The trouble for `error`, met while reading `path`."""
    return NotReadable(
        N_("{path} cannot be read."),
        N_("Ask for permission to read it, or check that the disk is there."),
        detail=error.strerror or str(error),
        path=path,
    )


def writing_trouble(error: OSError, path: Path) -> Trouble:
    """The trouble for `error`, met while writing `path`."""
    detail = error.strerror or str(error)
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return DiskFull(
            N_("The disk is full: {path} was not written; what was there is still there."),
            N_("Make room and try again."),
            detail=detail,
            path=path,
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotWritable(
            N_("You are not allowed to write {path}."),
            N_("Ask for permission to write in this folder, or work in a copy of it."),
            detail=detail,
            path=path,
        )
    return WriteFailed(
        N_("{path} could not be written; what was there is still there."),
        N_("Check that the disk is there and try again."),
        detail=detail,
        path=path,
    )


def read(path: Path | str) -> bytes:
    """The bytes of the file at `path`, in as few calls as can be; OSError as the system gives it."""
    handle = os.open(path, _READING)
    try:
        data = more = os.read(handle, _AT_ONCE)
        while len(more) == _AT_ONCE:
            more = os.read(handle, _AT_ONCE)
            data += more
        return data
    finally:
        os.close(handle)


_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_AT_ONCE = 1 << 16
"""Bytes asked for at once: more than nearly any file has."""


def print_of(data: bytes) -> str:
    """What tells `data` from all other bytes: the id git gives them (where it counts with SHA-1, as nearly everywhere)."""
    found = hashlib.sha1(b"blob %d\0" % len(data), usedforsecurity=False)
    found.update(data)
    return found.hexdigest()


def write_atomically(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Puts `data` at `path`, whole or not at all: a temporary file beside it, flushed to disk, then in its place.

    The file keeps its mode; a new one gets `mode`, or what the user's umask says. Raises
    :class:`NotWritable`, :class:`DiskFull` or :class:`WriteFailed`; then nothing has changed and
    nothing is left behind.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{LEFT_OVER}")
    try:
        kept = _mode(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(temporary, flags, 0o666 if mode is None else mode)
        try:
            try:
                _write_all(handle, data)
                if kept is not None and hasattr(os, "fchmod"):
                    os.fchmod(handle, kept)
                os.fsync(handle)
            finally:
                os.close(handle)
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise writing_trouble(error, path) from error


def _mode(path: Path) -> int | None:
    """The mode of the file at `path`, None when there is none; PermissionError when it is not to be written."""
    try:
        found = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return found & 0o7777


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def sync_folder(folder: Path) -> None:
    """Makes sure that the names in `folder` are on disk too, where the system knows how."""
    if os.name == "nt":
        return
    with suppress(OSError):  # the file itself is in its place by now: nothing to warn about
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
