"""Writing the texts the group makes together: whole files, never over what somebody else wrote meanwhile."""

from __future__ import annotations

from pathlib import Path

from procesregie.folder.files import read, write_atomically, writing_trouble
from procesregie.folder.store import changed_outside
from procesregie.folder.walk import inside


def write_text(root: Path, address: str, before: str | None, after: str | None) -> None:
    """Puts `after` in the file of the text at `address`, or takes the file away; `before` is what we know of it.

    Raises ChangedOutside when something else stands there, and the troubles of :func:`write_atomically`.
    """
    path = inside(root, f"{address}.md")
    try:
        here = read(path).decode(errors="replace")
    except FileNotFoundError:
        here = None
    if here != before:
        raise changed_outside(path)
    try:
        if after is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise writing_trouble(error, path) from error
    write_atomically(path, after.encode())
