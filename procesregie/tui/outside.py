"""What changes in the folder while it is open: an editor, a colleague's push, another program.

A thread of its own waits for the system to say which files changed; where the system cannot (too many files
watched already, a library that is not there), it looks at their times twice a second (12 ms of processor time for
3,000 files). It reads no file: the desk does.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

POLL_SECONDS = 0.5
"""How often times are looked at where watching is not possible."""
GATHER_MS, QUIET_MS = 400, 100
"""Changes within so many milliseconds are told together; so many without one end the waiting."""
Changed = Callable[[frozenset[str] | None], object]
"""Called with the addresses whose files changed; None when only looking everywhere can tell."""
Times = dict[str, tuple[int, int]]


class Outside:
    """Watches the folder `root` from the moment it is made until :meth:`stop`; calls `tell` from its own thread."""

    def __init__(self, root: Path, tell: Changed) -> None:
        self._root, self._tell = root, tell
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="outside", daemon=True).start()

    def stop(self) -> None:
        """Nothing is told any more."""
        self._ended.set()

    def _watch(self) -> None:
        for paths in self._changes():
            if self._ended.is_set():
                return
            found = addresses(self._root, paths)
            if found != frozenset():
                self._tell(found)

    def _changes(self) -> Iterator[Iterable[str]]:
        try:
            yield from self._told()
        except (ImportError, OSError, RuntimeError):  # RuntimeError: what the library says when the system refuses
            yield from self._polled()

    def _told(self) -> Iterator[Iterable[str]]:
        """What the system says."""
        from watchfiles import watch

        changes = watch(
            self._root,
            watch_filter=None,
            debounce=GATHER_MS,
            step=QUIET_MS,
            stop_event=self._ended,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        for batch in changes:
            yield [path for _change, path in batch]

    def _polled(self) -> Iterator[Iterable[str]]:
        """What the times of the files say."""
        before = times(self._root)
        while not self._ended.wait(POLL_SECONDS):
            now = times(self._root)
            yield [path for path, _when in before.items() ^ now.items()]
            before = now


def addresses(root: Path, paths: Iterable[str]) -> frozenset[str] | None:
    """The records in the files at `paths`; None when there is one (a folder, a text) that only a whole look explains.

    Hidden names are nobody's record: git's own files, and those that are being written.
    """
    from procesregie.model.address import address_of

    found: set[str] = set()
    for path in paths:
        parts = Path(os.path.relpath(path, root)).parts
        if any(part.startswith(".") for part in parts) or path.endswith("~"):
            continue
        address = address_of("/".join(parts))
        if address is None:
            if path.endswith((".toml", ".md")) or "." not in parts[-1]:
                return None
            continue
        found.add(address)
    return frozenset(found)


def times(root: Path) -> Times:
    """When each record and text below `root` was written, and how long it is."""
    found: Times = {}
    folders = [str(root)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif entry.name.endswith((".toml", ".md")):
                        said = entry.stat(follow_symlinks=False)
                        found[entry.path] = (said.st_mtime_ns, said.st_size)
        except OSError:
            continue  # it went while we were looking
    return found
