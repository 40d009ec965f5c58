"""What stands in git's storage, read in one go."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from procesregie.history.git import Git


class Contents(NamedTuple):
    """What a blob holds, and its id."""

    oid: str
    data: bytes


def blobs_of(git: Git, names: Iterable[str]) -> dict[str, bytes | None]:
    """The contents of the blobs called `names` (an id, or ``rev:path``); None for one that is not there."""
    asked = list(dict.fromkeys(names))
    found = dict(_read(git, asked))
    return {name: found[name].data if name in found else None for name in asked}


def blobs_with_ids(git: Git, names: Iterable[str]) -> dict[str, Contents]:
    """The same with the id of each, without those that are not there."""
    return dict(_read(git, list(dict.fromkeys(names))))


def oids_of(git: Git, names: Sequence[str]) -> dict[str, str]:
    """The ids of the blobs called `names` (``rev:path``); empty for one that is not there."""
    if not names:
        return {}
    asked = b"".join(os.fsencode(name) + b"\n" for name in names)
    rows = git.read("cat-file", "--batch-check=%(objectname)", stdin=asked).decode("utf-8", "replace").splitlines()
    return {name: "" if row.endswith(" missing") else row for name, row in zip(names, rows, strict=True)}


def _read(git: Git, asked: list[str]) -> Iterator[tuple[str, Contents]]:
    if not asked:
        return
    out = git.read("cat-file", "--batch", stdin=b"".join(os.fsencode(name) + b"\n" for name in asked))
    at = 0
    for name in asked:
        end = out.index(b"\n", at)
        head = out[at:end].split(b" ")
        at = end + 1
        if len(head) >= 3 and head[-2] in (b"blob", b"tree", b"commit", b"tag"):
            size = int(head[-1])
            if head[-2] == b"blob":
                yield name, Contents(head[0].decode(), out[at : at + size])
            at += size + 1  # else "… missing", or ambiguous
