"""What stands in git's storage, read in one go."""

from __future__ import annotations

import os
from collections.abc import Iterable

from procesregie.history.git import Git


def blobs_of(git: Git, names: Iterable[str]) -> dict[str, bytes | None]:
    """The contents of the blobs called `names` (an id, or ``rev:path``); None for one that is not there."""
    asked = list(dict.fromkeys(names))
    if not asked:
        return {}
    out = git.read("cat-file", "--batch", stdin=b"".join(os.fsencode(name) + b"\n" for name in asked))
    found: dict[str, bytes | None] = {}
    at = 0
    for name in asked:
        end = out.index(b"\n", at)
        head = out[at:end].split(b" ")
        at = end + 1
        if len(head) >= 3 and head[-2] in (b"blob", b"tree", b"commit", b"tag"):
            size = int(head[-1])
            found[name] = out[at : at + size] if head[-2] == b"blob" else None
            at += size + 1
        else:  # "… missing", or ambiguous
            found[name] = None
    return found
