"""What the interface remembers on this machine between runs: processes opened lately, and the theme.

Nothing depends on it: a file that cannot be read or written is as if nothing was remembered.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import platformdirs

MOST = 8
"""Processes remembered at most."""


@dataclass(frozen=True)
class Opened:
    """A process that was opened."""

    folder: str
    title: str


@dataclass(frozen=True)
class Memory:
    """Everything that is remembered."""

    recent: tuple[Opened, ...] = ()
    """The latest first."""
    theme: str = ""

    def with_opened(self, folder: Path, title: str) -> Memory:
        """This memory with the process in `folder` on top."""
        one = Opened(str(folder), title)
        others = tuple(other for other in self.recent if other.folder != one.folder)
        return replace(self, recent=(one, *others)[:MOST])

    def there(self) -> list[Opened]:
        """The processes that are still where they were."""
        return [one for one in self.recent if (Path(one.folder) / "process.toml").is_file()]


def remembered() -> Memory:
    """What is remembered."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        data = json.loads(_file().read_text(encoding="utf-8"))
        recent = tuple(Opened(str(one["folder"]), str(one["title"])) for one in data["recent"])
        return Memory(recent, str(data["theme"]))
    return Memory()


def remember(memory: Memory) -> None:
    """Keeps `memory` for the next run."""
    from procesregie.folder.files import write_atomically
    from procesregie.folder.places import make_private_folder
    from procesregie.language.trouble import Trouble

    with suppress(OSError, Trouble):
        make_private_folder(_file().parent)
        write_atomically(_file(), json.dumps(asdict(memory), ensure_ascii=False).encode())


def _file() -> Path:
    return platformdirs.user_state_path("procesregie", appauthor=False) / "interface.json"
