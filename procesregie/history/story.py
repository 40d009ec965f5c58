"""The life of one record: every commit that changed it, and what it changed there, latest first.

One ``git log`` for its files and two readings of git's storage, whatever the length of the history: what the
record said at each commit, and what the records it names are called now (then, for those that are gone).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from procesregie.change.compare import Change, compare, same
from procesregie.history.blobs import blobs_of
from procesregie.history.merged import in_doubt, left_out
from procesregie.history.moment import FORMAT, Blob, Moment, moments_with_files
from procesregie.history.past import Archive, Between, Version, named_in, read_record, text_name
from procesregie.history.place import Place, shallow
from procesregie.history.stated import stated
from procesregie.history.timeline import head_of
from procesregie.history.wanted import reference, refers
from procesregie.language import Language
from procesregie.model.address import address_of, file_of, id_of, is_address, owner_of
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier, Problem
from procesregie.model.log import Line, Log

_READING = ("-c", "--root", "--raw", "--no-abbrev", "--no-renames")


@dataclass(frozen=True)
class Subject:
    """What a story is about: a record, a text, or a row or field of one."""

    address: str
    path: tuple[str, ...] = ()
    """``("people", "jan")`` a person of the party, ``("intent",)`` a field; empty for the whole record."""

    @classmethod
    def of(cls, text: str) -> Subject:
        """The subject written as ``table/ggd``, ``table/ggd/jan`` (a person), ``process``, ``texts/propositie``;
        ValueError when it is none."""
        if is_address(text) or (text.startswith("texts/") and text_name(f"{text}.md")):
            return cls(text)
        party, _, person = text.rpartition("/")
        if party.startswith("table/") and is_address(party) and person:
            return cls(party, ("people", person))
        raise ValueError(f"not an address: {text!r}")

    @property
    def files(self) -> tuple[str, ...]:
        """The files it stands in, by path from the folder of the process."""
        if self.address.startswith("texts/"):
            return (f"{self.address}.md",)
        if self.address.startswith("decisions/") and self.address.count("/") == 1:
            return (file_of(self.address), file_of(f"{self.address}/after"))
        return (file_of(self.address),)

    @property
    def logs(self) -> tuple[str, ...]:
        """For a session: where its logs stand, as patterns."""
        whole = self.address.startswith("sessions/") and self.address.count("/") == 1
        return (f"{self.address}/log-*.toml",) if whole else ()

    @property
    def where(self) -> list[str]:
        """Where git looks for all of it, as patterns."""
        return [*(f":(literal){path}" for path in self.files), *(f":(glob){path}" for path in self.logs)]

    @property
    def name(self) -> str:
        """The id by which others refer to it."""
        return self.path[-1] if self.path[:1] == ("people",) else id_of(self.address)


@dataclass(frozen=True)
class Chapter:
    """One moment in the life of a record."""

    moment: Moment
    changes: tuple[Change, ...]
    old: Dossier
    """The record before it, and those that are named, for who tells the changes in words."""
    new: Dossier
    said: tuple[tuple[str, Line], ...] = ()
    """The lines that were said by it or name it, by address; only where mentions are asked for."""
    begins: bool = False
    """A clone that holds no older history begins here: this is how it stood, not what changed."""
    moved_from: str = ""
    """The address it stood at before somebody gave its file another name."""
    moved_to: str = ""
    """The address it stands at since."""
    left_out: tuple[Between, ...] = ()
    """Of a merge: what its branches had changed here, each by itself, and it did not take over."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read of it in this commit."""
        return tuple(problem for problem in self.new.problems if problem.weight == "broken")

    def remarks(self, lang: Language) -> list[str]:
        """What there is to know of it besides what changed, a sentence each."""
        found = []
        if self.begins:
            found.append(lang("This copy of the history begins here: this is how it stood, not what changed."))
        if self.moved_from:
            found.append(lang("Its file was called {name} before.", name=self.moved_from))
        if self.moved_to:
            found.append(lang("Its file has been called {name} since.", name=self.moved_to))
        if self.problems:
            found.append(lang("It could not be read as it was committed here."))
        return found


@dataclass(frozen=True, slots=True)
class Turn:
    """A file at a commit: what it said there, and what it had said before."""

    moment: Moment
    address: str
    blob: Blob


@dataclass
class _Life:
    """The versions of a record, latest first, and where its file got another name."""

    turns: list[Turn]
    addresses: set[str]
    """Its address and those it stood at before."""
    merges: list[Moment] = field(default_factory=list)
    """The merges of branches in which it was not the same."""
    order: list[str] = field(default_factory=list)
    """The commits, latest first."""
    moved: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The commits that gave its file another name, with the address before and after."""


def story(archive: Archive, subject: Subject, *, mentions: bool = False) -> list[Chapter]:
    """The life of `subject`, latest first; with `mentions` what was said and decided about it elsewhere as well."""
    if not head_of(archive.git):
        return []
    life = _life(archive, subject)
    turns = _with_mentions(archive, subject, life) if mentions and subject.address != "process" else life.turns
    told = _with_left_out(archive, with_names(archive, _told(archive, turns, life, subject)), life, subject)
    told = as_stated(archive, told)
    cut = shallow(archive.place)
    return [replace(one, begins=True) if one.moment.sha in cut else one for one in told]


# -- reading


def _life(archive: Archive, subject: Subject) -> _Life:
    """Every version of the files of `subject`; those from before somebody gave its file another name too."""
    life = _Life([], {subject.address})
    _read(archive, subject, life)
    newest = next((turn for turn in life.turns if turn.address == subject.address), None)
    if newest is not None and newest.blob.gone and (later := _moved(archive, newest, came=False)):
        life.moved[newest.moment.sha] = (subject.address, later)
    address = subject.address
    while oldest := next((turn for turn in reversed(life.turns) if turn.address == address), None):
        former = _moved(archive, oldest, came=True) if oldest.blob.came else ""
        if not former or former in life.addresses:
            break
        life.moved[oldest.moment.sha] = (former, address)
        life.addresses.add(former)
        _read(archive, Subject(former), life)
        address = former
    return life


def _read(archive: Archive, subject: Subject, life: _Life) -> None:
    """Reads the versions of `subject` into its `life`; those of branches that a merge left out as well."""
    for moment, turns in _logged(archive, subject.where, "--date-order", "--full-history"):
        life.turns += turns
        life.order.append(moment.sha)
        if len(moment.parents) > 1:
            life.merges.append(moment)


def logged(archive: Archive, where: Sequence[str], *options: str, revs: Sequence[str] = ("HEAD",)) -> Iterator[Turn]:
    """The versions of the records and texts in the files `where`, latest first."""
    for _moment, turns in _logged(archive, where, *options, revs=revs):
        yield from turns


def _logged(
    archive: Archive, where: Sequence[str], *options: str, revs: Sequence[str] = ("HEAD",)
) -> Iterator[tuple[Moment, list[Turn]]]:
    out = archive.git.read("log", "-z", *_READING, *FORMAT, *options, *revs, "--", *where)
    for moment, blobs in moments_with_files(out):
        addresses = ((address_in(archive.place, blob.path), blob) for blob in blobs)
        yield moment, [Turn(moment, address, blob) for address, blob in addresses if address]


def address_in(place: Place, path: str) -> str:
    """The address of a file of the repository, a text's too; empty when it is none of the record."""
    inside = place.inside(path) or ""
    return address_of(inside) or (f"texts/{name}" if (name := text_name(inside)) else "")


def _moved(archive: Archive, turn: Turn, *, came: bool) -> str:
    """Where the file that came (or went) in `turn` stood before (or stands since); empty when it simply came."""
    room = turn.address.split("/")[0]
    if room == "process":
        return ""
    out = archive.git.read(
        "diff-tree", "-r", "-z", "--root", "-M50%", "--diff-filter=R", "--raw", "--no-commit-id",
        turn.moment.sha, "--", f":(top,literal){archive.place.prefix}{room}",
    )  # fmt: skip
    parts = os.fsdecode(out).split("\0")
    for old, new in zip(parts[1::3], parts[2::3], strict=False):
        this, other = (new, old) if came else (old, new)
        if this == turn.blob.path:
            return address_in(archive.place, other)
    return ""


def _with_mentions(archive: Archive, subject: Subject, life: _Life) -> list[Turn]:
    """The versions of `life`, and those of other files in which lines that name `subject` came or went."""
    found = {
        (turn.moment.sha, turn.address): turn
        for turn in logged(
            archive, ["."] if archive.place.prefix else [], "-G", reference(subject.name), "--extended-regexp"
        )
        if owner_of(turn.address) not in life.addresses
    }
    found |= {(turn.moment.sha, turn.address): turn for turn in life.turns}
    life.order = archive.git.read("rev-list", "--date-order", "HEAD").decode().split()
    rank = {sha: n for n, sha in enumerate(life.order)}
    return sorted(found.values(), key=lambda turn: rank[turn.moment.sha])


# -- telling


def _told(archive: Archive, turns: Sequence[Turn], life: _Life, subject: Subject) -> list[Chapter]:
    """The chapters that `turns` make, latest first."""
    known = archive.versions((turn.address, oid) for turn in turns for oid in (turn.blob.oid, *turn.blob.was))
    by_commit: dict[str, list[Turn]] = {}
    for turn in reversed(turns):
        by_commit.setdefault(turn.moment.sha, []).append(turn)
    before = {(turn.address, turn.blob.oid): turn.blob.was[0] for turn in turns if turn.blob.was}
    chapters = []
    for sha, group in by_commit.items():
        chapter = _Telling(known, subject, life, before, life.moved.get(sha)).chapter(group)
        moved = (chapter.moved_from or chapter.moved_to) and not subject.path
        if chapter.changes or chapter.said or chapter.problems or moved:
            chapters.append(chapter)
    return chapters[::-1]


def _with_left_out(archive: Archive, told: Sequence[Chapter], life: _Life, subject: Subject) -> list[Chapter]:
    """`told`, and what merges did not take over of the branches they brought together."""
    chapters = {chapter.moment.sha: chapter for chapter in told}
    subjects = [Subject(address) for address in sorted(life.addresses)]
    where = [pattern for one in subjects for pattern in one.where]
    files = [file for one in subjects for file in one.files]
    before: dict[str, list[str]] = {}
    for turn in life.turns:
        was = turn.blob.was[0] if len(turn.blob.was) == 1 else "merged"
        before.setdefault(_id(turn.blob.oid), []).append(_id(was))
    merges = life.merges if subject.logs else in_doubt(archive, life.merges, files, before)
    for moment in merges:
        found = []
        for branch in left_out(archive, moment, where):
            about = [one for change in branch.changes for one in narrowed(change, subject.path)]
            found += [branch._replace(changes=about)] if about else []
        if found:
            chapter = chapters.get(moment.sha, Chapter(moment, (), Dossier(), Dossier()))
            chapters[moment.sha] = replace(chapter, left_out=tuple(found))
    rank = {sha: n for n, sha in enumerate(life.order)}
    return sorted(chapters.values(), key=lambda chapter: rank[chapter.moment.sha])


def _id(oid: str) -> str:
    """The id of a blob; empty where there is none, which git says with zeros."""
    return oid if oid.strip("0") else ""


@dataclass
class _Telling:
    """One commit, told."""

    known: Mapping[tuple[str, str], Version]
    subject: Subject
    life: _Life
    before: Mapping[tuple[str, str], str]
    """The blob that stood at an address before another one: what could last be read is found along these."""
    moved: tuple[str, str] | None

    def chapter(self, group: Sequence[Turn]) -> Chapter:
        """What the commit did to the files in `group`."""
        before: dict[str, Version] = {}
        after: dict[str, Version] = {}
        changes: list[Change] = []
        for turn in group:
            was = [self._version(turn.address, oid) for oid in turn.blob.was] or [Version()]
            now = self._version(turn.address, turn.blob.oid)
            before[turn.address], after[turn.address] = was[0], now
            if not now.broken:
                changes += self._changes(turn, was, now.data)
        came_from = self._carried(before, after, changes) if self.moved else ""
        about = [one for change in changes for one in self._about(change)]
        said = [one for one in about if one.old is None and one.path[:1] == ("lines",) and self._elsewhere(one)]
        problems = tuple(problem for version in after.values() for problem in version.problems)
        moved_to = self.moved[1] if self.moved and self.moved[0] == self.subject.address else ""
        return Chapter(
            group[0].moment, tuple(one for one in about if one not in said), dossier_of(before),
            replace(dossier_of(after), problems=problems), lines_in(said, after), moved_from=came_from, moved_to=moved_to,
        )  # fmt: skip

    def _version(self, address: str, oid: str) -> Version:
        return self.known.get((address, oid), Version())

    def _last_readable(self, address: str, oid: str) -> Version:
        """What the blob said, or when it cannot be read, what stood there before it."""
        seen: set[str] = set()
        while self._version(address, oid).broken and oid not in seen:
            seen.add(oid)
            oid = self.before.get((address, oid), "")
        return self._version(address, oid)

    def _changes(self, turn: Turn, was: Sequence[Version], now: dict[str, Any] | None) -> list[Change]:
        """What the commit itself changed: of a merge, only what is as in neither of its parents."""
        old = self._last_readable(turn.address, turn.blob.was[0]) if was[0].broken else was[0]
        changes = compared(turn.address, old.data, now)
        for other in was[1:]:
            theirs = {change.path for change in compared(turn.address, other.data, now)}
            changes = [change for change in changes if change.path in theirs]
        return changes

    def _carried(self, before: dict[str, Version], after: dict[str, Version], changes: list[Change]) -> str:
        """A record whose file got another name did not come or go: what changed on the way is told instead."""
        assert self.moved is not None
        old, new = self.moved
        if new == self.subject.address or new in self.life.addresses:
            was, now = before.get(old, Version()), after.get(new, Version())
            changes[:] = [c for c in changes if c.address not in (old, new) or c.path]
            changes += compared(new, was.data, now.data) if was.data and now.data else []
            before[new] = before.pop(old, was)
            return old
        changes[:] = [change for change in changes if change.address != old or change.path]
        return ""

    def _about(self, change: Change) -> Iterator[Change]:
        """`change` as far as it is about the subject: all of it, or what it does to one row or field."""
        path = self.subject.path
        if self._elsewhere(change):
            yield from (one for one in taken_apart(change) if self._names_it(one))
        else:
            yield from narrowed(change, path) if path else (change,)

    def _elsewhere(self, change: Change) -> bool:
        return owner_of(change.address) not in self.life.addresses

    def _names_it(self, change: Change) -> bool:
        found = (*change.path, *_words_in(change.old), *_words_in(change.new))
        return any(refers(word, self.subject.name) for word in found)


def taken_apart(change: Change) -> Iterator[Change]:
    """A record that came or went as its rows and fields, so that of another record only what names us is told."""
    if change.path:
        yield change
        return
    for name in dict.fromkeys((*_items(change.new), *_items(change.old))):
        old, new = _items(change.old).get(name), _items(change.new).get(name)
        rows = dict.fromkeys((*_items(new), *_items(old)))
        if not rows:
            yield Change(change.address, (name,), old, new)
        for key in rows:
            yield Change(change.address, (name, key), _items(old).get(key), _items(new).get(key))


def _items(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _words_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _words_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words_in(inner)


def narrowed(change: Change, path: tuple[str, ...]) -> Iterator[Change]:
    """`change` as far as it touches what stands at `path` in the record; all of it for the record as a whole."""
    n = len(change.path)
    if n >= len(path):
        if change.path[: len(path)] == path:
            yield change
    elif change.path == path[:n]:
        old, new = (_inside(value, path[n:]) for value in (change.old, change.new))
        if not same(old, new):
            yield Change(change.address, path, old, new)


def _inside(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def lines_in(said: Sequence[Change], after: Mapping[str, Version]) -> tuple[tuple[str, Line], ...]:
    """The lines that came, by their address ``session/recorder/line``."""
    found = []
    for change in said:
        _, session, log = change.address.split("/")
        record = after[change.address].record
        assert isinstance(record, Log)
        found.append((f"{session}/{log.removeprefix('log-')}/{change.path[1]}", record.lines[change.path[1]]))
    return tuple(found)


def compared(address: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> list[Change]:
    """What makes `new` out of `old` at `address`; None where nothing stood."""
    return compare({address: old} if old else {}, {address: new} if new else {})


def dossier_of(versions: Mapping[str, Version]) -> Dossier:
    """The records and texts that stood at some addresses."""
    records = {address: one.record for address, one in versions.items() if one.record is not None}
    texts = {address.removeprefix("texts/"): one.text for address, one in versions.items() if one.text is not None}
    return Dossier(records, (), texts)


def as_stated(archive: Archive, chapters: Sequence[Chapter]) -> list[Chapter]:
    """`chapters`, each with what the files of its commit say it is where its message does not."""
    moments = stated(archive.git, archive.place, [chapter.moment for chapter in chapters])
    return [replace(chapter, moment=moment) for chapter, moment in zip(chapters, moments, strict=True)]


# -- what others are called


def with_names(archive: Archive, chapters: Sequence[Chapter]) -> list[Chapter]:
    """`chapters` with the records they name in their dossiers: as they are called now, else as they were then."""
    asked: dict[str, str] = {}
    missing: list[set[str]] = []
    for chapter in chapters:
        changed = {change.address for change in chapter.changes}
        named = named_in(chapter.new, changed) | named_in(chapter.old, changed)
        missing.append(named - chapter.new.records.keys())
        asked |= {address: chapter.moment.sha for address in missing[-1] if address not in asked}
    prefix = archive.place.prefix
    names = {
        address: (f"HEAD:{prefix}{file_of(address)}", f"{sha}:{prefix}{file_of(address)}")
        for address, sha in asked.items()
    }
    blobs = blobs_of(archive.git, (name for both in names.values() for name in both))
    found: dict[str, Record] = {}
    for address, (now, then) in names.items():
        for blob in (blobs[now], blobs[then]):
            if blob is not None and address not in found and (record := read_record(address, blob).record):
                found[address] = record
    result = []
    for chapter, names_ in zip(chapters, missing, strict=True):
        around = {address: found[address] for address in names_ if address in found}
        new = replace(chapter.new, records={**around, **chapter.new.records})
        result.append(replace(chapter, new=new))
    return result
