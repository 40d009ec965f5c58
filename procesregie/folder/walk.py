"""A walk through a tree of files: which ones hold a record, and what stands where one should be.

It reads names, not contents; links are never followed, so nothing outside the tree is met.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISLNK
from typing import NamedTuple

from procesregie.folder import problems as problem
from procesregie.folder.files import read
from procesregie.language import N_
from procesregie.language.trouble import Trouble
from procesregie.model.address import ROOMS, Room, address_of, file_of, model_of
from procesregie.model.declare import Record
from procesregie.model.dossier import Problem
from procesregie.model.ids import ID


class FollowsNoLinks(Trouble):
    """A link inside the folder leads elsewhere; it is not followed."""


class Found(NamedTuple):
    """A file with a record, as a walk through the tree finds it."""

    address: str
    path: str
    model: type[Record]


def inside(root: Path, file: str) -> Path:
    """The path of `file` below `root`; :class:`FollowsNoLinks` when a link stands in between."""
    place = str(root)
    for part in file.split("/"):
        place = f"{place}{os.sep}{part}"
        with suppress(OSError):  # what is not there yet is no link
            if S_ISLNK(os.lstat(place).st_mode):
                raise FollowsNoLinks(
                    N_("{path} is a link to another place, and links are not followed."),
                    N_("Put the file itself there."),
                    path=place,
                )
    return Path(place)


class Walk:
    """One walk below `root`; what is not as it should be goes to `troubles` on the way."""

    def __init__(self, root: Path, private: bool, troubles: list[Problem]) -> None:
        self.root = root
        self.private = private
        self.troubles = troubles

    def at(self, addresses: Iterable[str]) -> Iterator[Found]:
        """The files of `addresses`, those that are there."""
        for address in addresses:
            file = file_of(address)
            try:
                path = inside(self.root, file)
                if path.is_file():
                    yield Found(address, str(path), model_of(address, private=self.private))
            except FollowsNoLinks:
                self.troubles.append(problem.is_a_link(file, address))
            except OSError as error:
                self.troubles.append(problem.cannot_read(file, address, error))

    def everywhere(self, rooms: Iterable[Room] | None = None) -> Iterator[Found]:
        """Every file with a record: the process itself always, then room by room, by name."""
        wanted = set(rooms) if rooms is not None else None
        yield from self.at(["process"])
        for room in ROOMS:
            if wanted is None or room in wanted:
                look = self._inside_folders if room in ("sessions", "decisions") else self._files
                yield from look(room)

    def _files(self, folder: str) -> Iterator[Found]:
        """The records that are files of `folder`, which is a room or a folder in one."""
        model: type[Record] | None = None
        flat = "/" not in folder
        for entry in self._entries(folder):
            name = entry.name
            if not name.endswith(".toml"):
                continue
            file = f"{folder}/{name}"
            address = address_of(file)
            if entry.is_symlink():
                self.troubles.append(problem.is_a_link(file))
            elif address is None:
                if flat or name.startswith("log-"):
                    self.troubles.append(problem.not_an_id(file))
            elif entry.is_file():
                if model is None or not flat:
                    model = model_of(address, private=self.private)
                yield Found(address, entry.path, model)

    def _inside_folders(self, room: str) -> Iterator[Found]:
        for entry in self._entries(room):
            folder = f"{room}/{entry.name}"
            if entry.is_symlink():
                self.troubles.append(problem.is_a_link(folder))
            elif entry.is_dir():
                if ID.fullmatch(entry.name):
                    yield from self._files(folder)
                else:
                    self.troubles.append(problem.not_an_id(folder))

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """What stands in `folder`, by name, hidden names left out; a trouble when it cannot be read."""
        path = self.root / folder
        try:
            if path.is_symlink():
                self.troubles.append(problem.is_a_link(folder))
                return []
            with os.scandir(path) as entries:
                return sorted((entry for entry in entries if entry.name[0] != "."), key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            self.troubles.append(problem.cannot_read(folder, "", error))
            return []

    def texts(self) -> dict[str, str]:
        """The texts the group writes together, by name without ending."""
        texts = {}
        for entry in self._entries("texts"):
            if not entry.name.endswith(".md"):
                continue
            file = f"texts/{entry.name}"
            if entry.is_symlink():
                self.troubles.append(problem.is_a_link(file))
                continue
            try:
                texts[entry.name.removesuffix(".md")] = read(entry.path).decode(errors="replace")
            except OSError as error:
                self.troubles.append(problem.cannot_read(file, "", error))
        return texts
