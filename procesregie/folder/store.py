"""Records in a tree of files: read in bulk, written one by one with the smallest diff, never over somebody's work.

A :class:`Tree` is what the shared folder and the private layer have in common; :class:`Folder` is the
shared one. Both remember what tells the bytes of every file they read from others, so that a file that changed
outside is seen before it is written, and hand out a :class:`~procesregie.model.dossier.Dossier`.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import tomli
from pydantic import ValidationError

from procesregie.folder import problems as problem
from procesregie.folder import toml
from procesregie.folder.files import print_of, read, reading_trouble, write_atomically, writing_trouble
from procesregie.folder.patch import patch, same
from procesregie.folder.walk import Found, Walk, inside
from procesregie.language import N_, Language
from procesregie.language.trouble import Trouble
from procesregie.model.address import Room, file_of, model_of
from procesregie.model.declare import Record, to_data
from procesregie.model.dossier import Dossier, Problem
from procesregie.model.process import FORMAT

BREATH = 0.003
"""Seconds of work after which a bulk load lets others have the interpreter."""

FILE = "process.toml"


class NotAProcess(Trouble):
    """There is no ``process.toml`` here."""


class ChangedOutside(Trouble):
    """The file is no longer what was read: somebody else wrote it, and it is not written over."""


class NewerFormat(Trouble):
    """The folder was written by a newer program: it opens read-only."""


class Broken(Trouble):
    """A file on disk that cannot be read, and so is not written over; `problem` says where and what."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.what, found.remedy)
        self.values = dict(found.values)
        self.problem = found

    def said(self, lang: Language) -> str:
        return problem.said(self.problem, lang)


class BrokenProcess(Broken):
    """``process.toml`` itself cannot be read, so nothing can."""


class Tree:
    """The records below `root`, by address. One thread writes; another may load meanwhile."""

    private = False
    """Whether the models of the private layer read the files."""
    file_mode: int | None = None
    folder_mode = 0o777

    def __init__(self, root: Path) -> None:
        self.root = root
        # the print of every file as it was last read or written; of one that grows row by row, its bytes: told at once
        self._read: dict[str, str | bytes] = {}
        self._said: dict[str, Record] = {}  # the record that such a file says, word for word
        self._broken: set[str] = set()
        self._grown: dict[str, str] = {}  # files that we put a row after last, and into which table

    # --- where things are

    def path(self, address: str) -> Path:
        """The file behind `address`; :class:`FollowsNoLinks` when a link stands between it and the root."""
        return inside(self.root, file_of(address))

    def addresses(self, rooms: Iterable[Room] | None = None) -> list[str]:
        """The addresses of all records that have a file, in order, without reading any."""
        return [found.address for found in Walk(self.root, self.private, []).everywhere(rooms)]

    def bytes_read(self, address: str) -> bytes | None:
        """The bytes of the file behind `address`, where they are still those that were last read or written here."""
        data = self._on_disk(self.path(address)) if address in self._read else None
        return data if self._is_read(address, data) else None

    def record_in(self, address: str, data: str) -> Record | None:
        """The record at `address`, where its file has the bytes with that print (:func:`print_of`) and says just that."""
        return self._said.get(address) if self._read.get(address) == data else None

    def _is_read(self, address: str, data: bytes | None) -> bool:
        """Whether `data` is what was last read or written at `address`; None that there was no file."""
        known = self._read.get(address)
        return known == (print_of(data) if data is not None and isinstance(known, str) else data)

    def names(self, room: Room) -> list[str]:
        """What the files and folders of `room` are called, without looking at any: names that are given away."""
        try:
            return [name.removesuffix(".toml") for name in os.listdir(self.root / room)]  # noqa: PTH208 (of thousands only the names)
        except OSError:
            return []

    # --- reading

    def load(
        self,
        rooms: Iterable[Room] | None = None,
        *,
        addresses: Iterable[str] | None = None,
        onto: Dossier | None = None,
        breathe: Callable[[], None] | None = None,
    ) -> Dossier:
        """The process and the records of `rooms`, or those at `addresses`, or all; the unreadable is in ``problems``.

        `onto` is a dossier of an earlier load: what it holds is kept and not read again. `breathe` is
        called after every few milliseconds of work, so that a thread with a screen gets its turn.
        """
        records = dict(onto.records) if onto else {}
        troubles = list(onto.problems) if onto else []
        walk = Walk(self.root, self.private, troubles)
        known = set(records) | {trouble.address for trouble in troubles if trouble.address}
        collecting = gc.isenabled()
        gc.disable()  # thousands of small objects that all stay: looking through them time and again is a third
        try:
            since = time.perf_counter()
            for found in walk.at(addresses) if addresses is not None else walk.everywhere(rooms):
                if found.address not in known:
                    self._take(found, records, troubles)
                if breathe is not None and time.perf_counter() - since > BREATH:
                    breathe()
                    since = time.perf_counter()
        finally:
            if collecting:
                gc.freeze()  # nor later: the first look through half a million new ones stops every key for 0.1 s
                gc.enable()
        texts = dict(onto.texts) if onto else {}
        if rooms is None and addresses is None:
            texts = walk.texts()
        return Dossier(records, _each_once(troubles), texts)

    def refresh(
        self, dossier: Dossier, addresses: Iterable[str] | None = None, *, but: Collection[str] = ()
    ) -> Dossier:
        """`dossier` with what changed outside since it was read: at `addresses`, or (slower) anywhere, not at `but`.

        A file that became unreadable keeps its last record, and gets its problem; one that went takes its
        record with it. When nothing changed it is the very same dossier.
        """
        everywhere = addresses is None
        asked = set(self._read) if addresses is None else set(addresses)
        troubles: list[Problem] = []
        walk = Walk(self.root, self.private, troubles)
        asked -= set(but)
        files = [f for f in (walk.everywhere(None) if everywhere else walk.at(asked)) if f.address not in but]
        records = dict(dossier.records)
        changed = asked - {found.address for found in files}
        for address in changed:
            records.pop(address, None)
            self._forget(address)
        for found in files:
            if not self._as_read(found):
                changed.add(found.address)
                self._take(found, records, troubles)
        kept = [p for p in dossier.problems if (p.address not in changed if p.address else not everywhere)]
        texts = walk.texts() if everywhere else dossier.texts
        now = _each_once([*kept, *troubles])
        unchanged = records.keys() == dossier.records.keys() and all(
            record is dossier.records[address] for address, record in records.items()
        )
        if unchanged and texts == dossier.texts and _alike(now, dossier.problems):
            return dossier
        return Dossier(records, now, texts)

    def _as_read(self, found: Found) -> bool:
        try:
            return self._is_read(found.address, read(found.path))
        except OSError:
            return False

    def _take(self, found: Found, records: dict[str, Record], troubles: list[Problem]) -> None:
        """Reads one file into `records`; what is wrong with it goes to `troubles`."""
        address, path, model = found
        try:
            data = read(path)
        except FileNotFoundError:
            return  # it went while we were looking
        except OSError as error:
            troubles.append(problem.cannot_read(file_of(address), address, error))
            return
        self._forget(address)
        self._read[address] = print_of(data)
        twice: list[Problem] = []
        try:
            try:
                plain = tomli.loads(data.decode()) if toml.MERGING not in data else None
            except (ValueError, RecursionError):
                plain = None
            if plain is None:
                reading = toml.reading(data)
                plain = reading.data
                twice = [problem.stands_twice(address, data, one) for one in reading.twice]
                troubles.extend(twice)
            records[address] = model.from_data(plain)
            if not twice:
                self._said[address] = records[address]
        except toml.NotToml as error:
            self._broken.add(address)
            troubles.append(problem.not_toml(address, error))
        except ValidationError as error:
            self._broken.add(address)
            troubles.extend(problem.wrong_fields(address, model, data, error))

    # --- writing

    def save(self, address: str, record: Record) -> bool:
        """Writes `record`, changing only the lines of the fields that changed; False when nothing had to be written.

        Raises :class:`ChangedOutside`, :class:`Broken`, :class:`NewerFormat` and the troubles of
        :func:`write_atomically`; what stood on disk then still does.
        """
        return bool(self.save_many({address: record}))

    def save_many(self, records: Mapping[str, Record]) -> list[str]:
        """Writes several records in one go: all are looked at before the first is written. The addresses written."""
        self._may_write()
        ready = {address: self._rewritten(address, record) for address, record in records.items()}
        written = []
        for address, data in ready.items():
            if data is not None:
                self._write(address, self.path(address), data)
                self._keep(address, records[address])
                written.append(address)
        return written

    def _keep(self, address: str, record: Record) -> None:
        """Remembers that the file at `address` says `record`, where it would be read as exactly that."""
        with suppress(ValidationError):
            if model_of(address, private=self.private).from_data(toml.normal(to_data(record))) == record:
                self._said[address] = record

    def append(
        self, address: str, table: str, key: str, row: Mapping[str, Any], *, head: Mapping[str, Any] | None = None
    ) -> bool:
        """Puts the row `key` of `table` (plain data) after what stands in the file; nothing else is written anew.

        False when a row with that key stands there already: doing it twice changes nothing. A new file begins
        with `head`. What somebody else wrote meanwhile stays, and is seen by the next :meth:`refresh`. Raises
        :class:`Broken` when the file cannot be read, and as :meth:`save` does.
        """
        self._may_write()
        path = self.path(address)
        here = self._on_disk(path)
        as_read = self._is_read(address, here) and address not in self._broken
        try:
            if here is not None and not as_read:
                toml.reading(here)
            if here is not None and toml.has_row(here, table, key):
                return False
            again = as_read and self._grown.get(address) == table
            data = toml.appended(toml.canonical(head or {}) if here is None else here, table, key, row, again=again)
        except toml.NotToml as error:
            raise Broken(problem.not_toml(address, error)) from error
        self._write(address, path, data, adds=True)
        self._grown[address] = table
        if not as_read and here is not None:  # we have not seen what they wrote
            self._forget(address)
        return True

    def remove(self, address: str) -> None:
        """Takes away the file of a record, and its folder when that is left empty.

        Only for what was never committed: the caller knows that. Raises :class:`ChangedOutside`.
        """
        self._may_write()
        path = self.path(address)
        if not self._is_read(address, self._on_disk(path)):
            raise changed_outside(path)
        try:
            path.unlink(missing_ok=True)
            if address.startswith(("sessions/", "decisions/")) and not any(path.parent.iterdir()):
                path.parent.rmdir()
        except OSError as error:
            raise writing_trouble(error, path) from error
        self._forget(address)

    def _may_write(self) -> None:
        """Raises the trouble that forbids every write, if there is one."""

    def _rewritten(self, address: str, record: Record) -> bytes | None:
        """The bytes that `record` makes of its file; None when it says the same as what stands there."""
        path = self.path(address)
        new = to_data(record)
        here = self._on_disk(path)
        if here is None and address not in self._read:
            return toml.canonical(new)
        if here is None:
            raise changed_outside(path)
        old = self._plain_on_disk(address, here)
        if same(old, toml.normal(new)):
            return None
        if not self._is_read(address, here):
            raise changed_outside(path)
        if toml.canonical(old) == here:
            return toml.canonical(new)
        return patch(here, old, new)

    def _plain_on_disk(self, address: str, here: bytes) -> dict[str, Any]:
        """What the program takes from the file; :class:`Broken` when it cannot, or something stands twice."""
        model = model_of(address, private=self.private)
        try:
            reading = toml.reading(here)
            record = model.from_data(reading.data)
        except toml.NotToml as error:
            raise Broken(problem.not_toml(address, error)) from error
        except ValidationError as error:
            raise Broken(next(problem.wrong_fields(address, model, here, error))) from error
        if reading.twice:
            raise Broken(problem.stands_twice(address, here, reading.twice[0]))
        return to_data(record)

    def _on_disk(self, path: Path) -> bytes | None:
        try:
            return read(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise reading_trouble(error, path) from error

    def _write(self, address: str, path: Path, data: bytes, *, adds: bool = False) -> None:
        """Puts `data` on disk, at the `path` of `address`; `adds` says that it only adds to what stood there."""
        if address not in self._read:
            try:
                path.parent.mkdir(self.folder_mode, parents=True, exist_ok=True)
            except OSError as error:
                raise writing_trouble(error, path.parent) from error
        write_atomically(path, data, mode=self.file_mode)
        self._forget(address)
        self._read[address] = data if adds else print_of(data)

    def _forget(self, address: str) -> None:
        self._read.pop(address, None)
        self._said.pop(address, None)
        self._broken.discard(address)
        self._grown.pop(address, None)


class Folder(Tree):
    """A process as a folder of TOML files."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.format = FORMAT
        """The version of the format in ``process.toml``, as it was when the folder was found."""

    @classmethod
    def find(cls, path: Path) -> Folder:
        """The process at `path`: that folder or the nearest one above it, up to the repository's root or the home.

        Raises :class:`NotAProcess`, :class:`NotReadable`, or :class:`BrokenProcess` when ``process.toml``
        cannot be read.
        """
        try:
            start = path.resolve(strict=True)
            start = start if start.is_dir() else start.parent
            here = start
            while not (here / FILE).is_file():
                if (here / ".git").exists() or here in (Path.home(), here.parent):
                    raise _not_a_process(path)
                here = here.parent
            data = read(here / FILE)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise _not_a_process(path) from error
        except OSError as error:
            raise reading_trouble(error, path) from error
        folder = cls(here)
        folder.format = _format_of(data)
        return folder

    @property
    def newer(self) -> bool:
        """Whether a newer program wrote this folder, so that we only read it."""
        return self.format > FORMAT

    def _may_write(self) -> None:
        if self.newer:
            raise NewerFormat(
                N_(
                    "This process was written by a newer version of the program (format {theirs}; this one knows {ours})."
                ),
                N_("It can be read here. Install the newer version to change it."),
                theirs=self.format,
                ours=FORMAT,
            )


def _format_of(data: bytes) -> int:
    """The version of the format that ``process.toml`` names; :class:`BrokenProcess` when it cannot be read."""
    model = model_of("process")
    try:
        plain = toml.plain(data)
        found = plain.get("format")
        format = found if isinstance(found, int) else FORMAT
        if format <= FORMAT:
            model.from_data(plain)
    except toml.NotToml as error:
        raise BrokenProcess(problem.not_toml("process", error)) from error
    except ValidationError as error:
        raise BrokenProcess(next(problem.wrong_fields("process", model, data, error))) from error
    return format


def _not_a_process(path: Path) -> NotAProcess:
    return NotAProcess(
        N_("There is no process in {path}."),
        N_("Go to the folder that holds process.toml, or begin one there: procesregie new {path}"),
        path=path,
    )


def changed_outside(path: Path) -> ChangedOutside:
    """What is said when a file is no longer what was read."""
    return ChangedOutside(
        N_("{path} has been changed by somebody else since it was read. It was not overwritten."),
        N_("Look at what changed, then try again."),
        path=path,
    )


def _each_once(troubles: list[Problem]) -> tuple[Problem, ...]:
    return tuple({(found.file, found.line, found.column, found.what): found for found in troubles}.values())


def _alike(some: Collection[Problem], others: Collection[Problem]) -> bool:
    return len(some) == len(others) and all(found in others for found in some)
