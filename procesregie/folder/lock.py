"""One writer a log: a lock that the system lets go of when its holder dies, however that happens."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from types import TracebackType

from procesregie.folder.files import writing_trouble
from procesregie.folder.places import OWNER_FILE, make_private_folder, state_base
from procesregie.model.ids import LONGEST, slug

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


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
