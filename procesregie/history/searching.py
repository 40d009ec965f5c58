"""Words looked for in all of the history: every commit in which they came, went or were moved to another place.

git finds the commits; what is told of each are the changes that have the words, and nothing else of that commit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from procesregie.change.compare import Change
from procesregie.history.past import Archive, Version
from procesregie.history.story import (
    Chapter,
    Turn,
    as_stated,
    compared,
    dossier_of,
    lines_in,
    logged,
    taken_apart,
    with_names,
)
from procesregie.history.timeline import head_of

_MANY = 2_000
"""Of more commits than this, git looks through both halves at the same time."""


def search(archive: Archive, text: str, limit: int | None = None) -> list[Chapter]:
    """The moments in which `text` (capitals make no difference) came or went, latest first; at most `limit` of them."""
    wanted = " ".join(text.split())
    if not wanted or not head_of(archive.git):
        return []
    turns = _found(archive, wanted)
    known = archive.versions((turn.address, oid) for turn in turns for oid in (turn.blob.oid, *turn.blob.was))
    by_commit: dict[str, list[Turn]] = {}
    for turn in turns:
        by_commit.setdefault(turn.moment.sha, []).append(turn)
    chapters = [_chapter(group, known, wanted.casefold()) for group in by_commit.values()]
    return as_stated(archive, with_names(archive, [one for one in chapters if one.changes or one.said][:limit]))


def _found(archive: Archive, wanted: str) -> list[Turn]:
    """The versions of files in which `wanted` came or went, latest first.

    (Nothing is said of which files: git reads every folder of every commit to answer that, and takes twice as long.)
    """
    order = archive.git.read("rev-list", "HEAD").decode().split()
    middle = order[len(order) // 2]
    parts = [("HEAD", f"^{middle}"), (middle,)] if len(order) > _MANY else [("HEAD",)]
    where = ["."] if archive.place.prefix else []

    def read(part: tuple[str, ...]) -> list[Turn]:
        return list(logged(archive, where, "-S", wanted, "--regexp-ignore-case", revs=part))

    with ThreadPoolExecutor(len(parts)) as pool:
        turns = [turn for found in pool.map(read, parts) for turn in found]
    rank = {sha: n for n, sha in enumerate(order)}
    return sorted(turns, key=lambda turn: rank[turn.moment.sha])


def _chapter(group: Sequence[Turn], known: Mapping[tuple[str, str], Version], wanted: str) -> Chapter:
    before: dict[str, Version] = {}
    after: dict[str, Version] = {}
    found: list[Change] = []
    for turn in group:
        was = known.get((turn.address, turn.blob.was[0]), Version()) if turn.blob.was else Version()
        now = known.get((turn.address, turn.blob.oid), Version())
        before[turn.address], after[turn.address] = was, now
        for change in compared(turn.address, was.data, now.data):
            found += (one for one in taken_apart(change) if _has(one, wanted))
    said = [change for change in found if change.path[:1] == ("lines",) and change.old is None]
    told = tuple(change for change in found if change not in said)
    return Chapter(group[0].moment, told, dossier_of(before), dossier_of(after), lines_in(said, after))


def _has(change: Change, wanted: str) -> bool:
    """Whether the words came or went with `change`: a text in which they only stay is told where it changed."""
    return _times(change.old, wanted) != _times(change.new, wanted)


def _times(value: object, wanted: str) -> int:
    return sum(" ".join(word.casefold().split()).count(wanted) for word in _words(value))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
