"""The record as it stood at a commit, and what differs between two, read straight out of git's storage.

Nothing is ever checked out. Blobs come out of one ``cat-file --batch``, and what a blob said is
remembered by its id, so that the commit next to one that was read costs almost nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import ValidationError

from procesregie.change.compare import Change, compare
from procesregie.folder import toml
from procesregie.folder.problems import not_toml, stands_twice, wrong_fields
from procesregie.history.blobs import blobs_of, blobs_with_ids
from procesregie.history.git import Git
from procesregie.history.place import Place
from procesregie.model.address import address_of, file_of, is_address, log_of, model_of
from procesregie.model.declare import Meaning, Part, Record, fields, to_data
from procesregie.model.dossier import Dossier, Problem

_REMEMBERED = 20_000
"""So many blobs are remembered at most: some 60 MB of records."""
_FILES = ("100644", "100755")
_FEW = 50
"""Of so many records at most it is guessed which others they name."""
_RAW = ("-r", "-z", "--raw", "--no-renames", "--full-index")


class Between(NamedTuple):
    """What differs between two moments, and the records that takes to tell it: those that differ and those they name."""

    changes: list[Change]
    old: Dossier
    new: Dossier


@dataclass(frozen=True)
class Past:
    """The whole record as it stood at a commit."""

    sha: str
    dossier: Dossier
    """Its problems list the files that were broken then."""

    @property
    def data(self) -> Mapping[str, dict[str, Any]]:
        """Its plain data by address."""
        return Plain(self.dossier)


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a blob said, for the address it stood at."""

    record: Record | None
    problems: tuple[Problem, ...]


Here = Callable[[str, str], Record | None]
"""The record in memory that was read at an address, from a file with the bytes of a blob (by its id); None when none was."""

_Called = dict[str, tuple[str, Record]]
"""Records by the name git was asked for them by (``rev:path``), each with its address."""


class Version(NamedTuple):
    """What stood at an address at some moment; empty where nothing did."""

    record: Record | None = None
    problems: tuple[Problem, ...] = ()
    text: str | None = None

    @property
    def broken(self) -> bool:
        """Whether something stood there that could not be read."""
        return self.record is None and any(problem.weight == "broken" for problem in self.problems)

    @property
    def data(self) -> dict[str, Any] | None:
        """Its plain data."""
        if self.text is not None:
            return {"text": self.text}
        return to_data(self.record) if self.record is not None else None


class Archive:
    """Reads records out of a repository. Remembers what it read; what is in memory already, by `here`, it does not read."""

    def __init__(self, git: Git, place: Place, here: Here | None = None) -> None:
        self.git, self.place, self._here = git, place, here
        self._known: dict[tuple[str, str], FileRead] = {}
        self._texts: dict[str, str] = {}

    # -- one moment

    def at(self, sha: str) -> Past:
        """The whole record at the commit `sha`."""
        out = self.git.read("ls-tree", "-r", "-z", "--full-tree", sha, "--", *_folder(self.place))
        files = {}
        for entry in os.fsdecode(out).split("\0")[:-1]:
            head, _, path = entry.partition("\t")
            mode, _, oid = head.split(" ")
            inside = self.place.inside(path)
            if mode in _FILES and inside:
                files[inside] = oid
        return Past(sha, self._dossier(files))

    def _dossier(self, files: Mapping[str, str]) -> Dossier:
        """The dossier of `files`: blob ids by path from the folder of the process."""
        self._read(files.items())
        addresses = {address: oid for path, oid in files.items() if (address := address_of(path))}
        texts = {name: oid for path, oid in files.items() if (name := text_name(path))}
        records: dict[str, Record] = {}
        problems: list[Problem] = []
        for address, oid in addresses.items():
            found = self._known[oid, address]
            problems += found.problems
            if found.record is not None:
                records[address] = found.record
        return Dossier(records, tuple(problems), {name: self._texts[oid] for name, oid in texts.items()})

    def _read(self, files: Iterable[tuple[str, str]], names: Mapping[str, str] | None = None) -> _Called:
        """Reads `files` (blob ids by path from the folder of the process), and what stands at `names` in the same go."""
        pairs = list(files)
        records = [(address, oid) for path, oid in pairs if (address := address_of(path))]
        return self._fetch(records, [oid for path, oid in pairs if text_name(path)], names)

    def _fetch(
        self, records: Iterable[tuple[str, str]], texts: Iterable[str], names: Mapping[str, str] | None = None
    ) -> _Called:
        """Reads the blobs (of records by address, and of texts) that are not known yet, all in one go.

        `names` are read with them: ``rev:path``, each with its address; what comes back is what could be read of those.
        """
        if len(self._known) > _REMEMBERED:
            self._known.clear()
            self._texts.clear()
        unread = [(address, oid) for address, oid in dict.fromkeys(records) if not self._knows(address, oid)]
        new_texts = [oid for oid in texts if oid not in self._texts]
        blobs = blobs_with_ids(self.git, [*(oid for _, oid in unread), *new_texts, *(names or ())])
        for address, oid in unread:
            self._known[oid, address] = read_record(address, blobs[oid].data if oid in blobs else b"")
        for oid in new_texts:
            self._texts[oid] = (blobs[oid].data if oid in blobs else b"").decode(errors="replace")
        found: _Called = {}
        for name, address in (names or {}).items():
            if name not in blobs:
                continue
            oid, data = blobs[name]
            if not self._knows(address, oid):
                self._known[oid, address] = read_record(address, data)
            if record := self._known[oid, address].record:
                found[name] = (address, record)
        return found

    def _knows(self, address: str, oid: str) -> bool:
        """Whether it is known what the blob says; of a recent commit most stands in the folder word for word."""
        if (oid, address) not in self._known and self._here is not None:
            here = self._here(address, oid)
            if here is not None:
                self._known[oid, address] = FileRead(here, ())
        return (oid, address) in self._known

    def versions(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Version]:
        """What stood in the blobs `asked` for, by address (a text's too) and id, all read in one go."""
        pairs = [(address, oid) for address, oid in dict.fromkeys(asked) if oid.strip("0")]
        texts = [oid for address, oid in pairs if address.startswith("texts/")]
        self._fetch((pair for pair in pairs if not pair[0].startswith("texts/")), texts)
        found = {}
        for address, oid in pairs:
            if address.startswith("texts/"):
                found[address, oid] = Version(text=self._texts[oid])
            else:
                read = self._known[oid, address]
                found[address, oid] = Version(read.record, read.problems)
        return found

    # -- two moments

    def between(self, old: str, new: str, where: Sequence[str] = ()) -> Between:
        """What made the commit `new` out of `old` (in the files `where`, as patterns); only what differs is read."""
        out = self.git.read("diff-tree", *_RAW, "--no-commit-id", old, new, "--", *(where or _folder(self.place)))
        return self._told(os.fsdecode(out).split("\0"), old, new)

    def paths(self, old: str, new: str) -> dict[str, str]:
        """The files of the process that differ between two commits, by path from its folder, with how."""
        out = self.git.read(
            "diff-tree", "-r", "-z", "--name-status", "--no-renames", old, new, "--", *_folder(self.place)
        )
        tokens = os.fsdecode(out).split("\0")
        return {
            inside: how
            for how, path in zip(tokens[0::2], tokens[1::2], strict=False)
            if (inside := self.place.inside(path))
        }

    def of(self, sha: str, around: Dossier | None = None) -> Between:
        """What the commit `sha` changed: against its first parent, or against nothing.

        `around` is a dossier in memory, of any moment: from it is guessed which records will be named, so that those
        are read in one go with what changed.
        """
        first = ("--root", "--diff-merges=first-parent", "--no-commit-id")
        out = self.git.read("diff-tree", *_RAW, *first, sha, "--", *_folder(self.place))
        return self._told(os.fsdecode(out).split("\0"), f"{sha}^", sha, around)

    def _told(self, entries: list[str], old: str, new: str, around: Dossier | None = None) -> Between:
        """What differs, from the raw `entries` of a diff between the revisions `old` and `new`."""
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        for head, path in zip(entries[0::2], entries[1::2], strict=False):
            mode, other_mode, oid, other_oid, _ = head[1:].split(" ")
            if inside := self.place.inside(path):
                before |= {inside: oid} if mode in _FILES else {}
                after |= {inside: other_oid} if other_mode in _FILES else {}
        here = {address for path in (*before, *after) if (address := address_of(path))}
        guessed = named_in(around, here) if around is not None and len(here) <= _FEW else set()
        known = self._read([*before.items(), *after.items()], self._names((old, new), guessed - here))
        was, now = self._dossier(before), self._dossier(after)
        changes = difference(was, now)
        changed = {change.address for change in changes}
        named = [(rev, one, named_in(one, changed) - one.records.keys()) for rev, one in ((old, was), (new, now))]
        asked = {name: a for rev, _, missing in named for name, a in self._names((rev,), missing - guessed).items()}
        known |= self._fetch((), (), asked)
        was, now = (
            Dossier({**_picked(known, self._names((rev,), missing)), **one.records}, one.problems, one.texts)
            for rev, one, missing in named
        )
        return Between(changes, was, now)

    def _names(self, revs: Iterable[str], addresses: Iterable[str]) -> dict[str, str]:
        """What git calls the files of the records at `addresses` in each of `revs`, with the address of each."""
        wanted = sorted(addresses)
        return {self._name(rev, address): address for rev in revs for address in wanted}

    def _name(self, rev: str, address: str) -> str:
        return f"{rev}:{self.place.prefix}{file_of(address)}"

    def since(self, head: str, files: Collection[str], now: Dossier, new: Container[str] = ()) -> Between:
        """What made `now` out of the commit `head`, as far as it stands in `files` (by path); it has none of the `new`."""
        addresses, texts = wanted(files)
        was = self.some(head, *wanted(path for path in files if path not in new)) if head else Dossier()
        return Between(difference(was, _only(now, addresses, texts)), was, now)

    def some(self, rev: str, addresses: Iterable[str], texts: Iterable[str] = ()) -> Dossier:
        """The records at `addresses` and the texts called `texts` as they stood at `rev`; what was not there is not in it."""
        paths = [*(file_of(address) for address in addresses), *(f"texts/{name}.md" for name in texts)]
        names = {f"{rev}:{self.place.prefix}{path}": path for path in paths}
        found = blobs_of(self.git, list(names))
        records: dict[str, Record] = {}
        problems: list[Problem] = []
        told: dict[str, str] = {}
        for name, path in names.items():
            data = found[name]
            if data is None:
                continue
            if (address := address_of(path)) is None:
                told[text_name(path)] = data.decode(errors="replace")
                continue
            read = read_record(address, data)
            problems += read.problems
            if read.record is not None:
                records[address] = read.record
        return Dossier(records, tuple(problems), told)


def _picked(found: Mapping[str, tuple[str, Record]], names: Iterable[str]) -> dict[str, Record]:
    """Those of `found` that go by `names`, by address."""
    return dict(found[name] for name in names if name in found)


class Plain(Mapping[str, dict[str, Any]]):
    """The plain data of a dossier by address, texts too (``texts/propositie``, with one field ``text``).

    It is made when it is looked up, and not kept: that of a whole process is several times its files.
    """

    def __init__(self, dossier: Dossier, but: Container[str] = ()) -> None:
        self.dossier = dossier
        texts = [f"texts/{name}" for name in dossier.texts]
        self._addresses = dict.fromkeys(one for one in (*dossier.records, *texts) if one not in but)

    def __getitem__(self, address: str) -> dict[str, Any]:
        if address not in self._addresses:
            raise KeyError(address)
        record = self.dossier.records.get(address)
        return to_data(record) if record is not None else {"text": self.dossier.texts[address.removeprefix("texts/")]}

    def __contains__(self, address: object) -> bool:
        return address in self._addresses

    def __iter__(self) -> Iterator[str]:
        return iter(self._addresses)

    def __len__(self) -> int:
        return len(self._addresses)


def difference(old: Dossier, new: Dossier) -> list[Change]:
    """The changes between two dossiers, without what is broken in either: that a file cannot be read is no change."""
    leave = {problem.address for problem in (*old.problems, *new.problems) if problem.weight == "broken"}
    leave |= {address for address, record in new.records.items() if old.records.get(address) is record}
    return compare(Plain(old, leave), Plain(new, leave))


def named_in(dossier: Dossier, addresses: Iterable[str]) -> set[str]:
    """The addresses of the records that the ones at `addresses` name, and of the process."""
    found = {"process"}
    for address in addresses:
        if address.count("/") == 2:
            found.add(address.rpartition("/")[0])
        record = dossier.records.get(address)
        if record is not None:
            found.update(_named(record))
    return {address for address in found if is_address(address)}


def _named(part: Part) -> Iterator[str]:
    for field in fields(type(part)):
        value = getattr(part, field.name)
        if field.meaning.form == "rows":
            for key, row in value.items():
                if not row.in_order:  # the key of a line is nobody's
                    yield f"{field.meaning.room or 'table'}/{key}"
                yield from _named(row)
        elif value:
            for item in value if isinstance(value, tuple) else (value,):
                yield from _pointed(field.meaning, str(item))


def _pointed(meaning: Meaning, value: str) -> Iterator[str]:
    if meaning.room:
        yield f"{meaning.room}/{value}"
    elif meaning.points == "party":
        yield f"table/{value.partition('/')[0]}"
    elif meaning.points == "item":
        yield f"agenda/{value}"
    elif meaning.points == "line":
        yield value if is_address(value) else f"decisions/{value}"
        if value.count("/") == 2:
            yield log_of(value)[0]


def wanted(files: Iterable[str]) -> tuple[list[str], list[str]]:
    """The addresses and the names of texts among `files`."""
    paths = list(files)
    return [a for path in paths if (a := address_of(path))], [n for path in paths if (n := text_name(path))]


def text_name(path: str) -> str:
    """The name of the text in the file at `path`; empty when it is none."""
    inside = path.startswith("texts/") and path.endswith(".md") and path.count("/") == 1
    return path[len("texts/") : -len(".md")] if inside else ""


def _only(dossier: Dossier, addresses: Iterable[str], texts: Iterable[str]) -> Dossier:
    records = {address: dossier.records[address] for address in addresses if address in dossier.records}
    return Dossier(records, dossier.problems, {name: dossier.texts[name] for name in texts if name in dossier.texts})


def _folder(place: Place) -> list[str]:
    return [f":(top,literal){place.prefix}"] if place.prefix else []


def read_record(address: str, data: bytes) -> FileRead:
    """What the bytes of a file say at `address`."""
    model = model_of(address)
    try:
        reading = toml.reading(data)
        problems = tuple(stands_twice(address, data, twice) for twice in reading.twice)
        return FileRead(model.from_data(reading.data), problems)
    except toml.NotToml as error:
        return FileRead(None, (not_toml(address, error),))
    except ValidationError as error:
        return FileRead(None, tuple(wrong_fields(address, model, data, error)))
