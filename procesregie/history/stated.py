"""What a commit is, from the files in it, where its message no longer says so.

A squash, a hook or a host can drop the trailers. The files are the truth: a commit in which a session got its
outcome is a draft or a decision, whatever became of its message.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from procesregie.history.blobs import blobs_of
from procesregie.history.git import Git
from procesregie.history.moment import OUTCOMES, Moment, Stated
from procesregie.history.place import Place
from procesregie.model.address import address_of, id_of

_known: dict[tuple[str, str], Stated | None] = {}
"""What was found, by the folder of the process in its repository and the id of the commit: that always says the same."""


def stated(git: Git, place: Place, moments: Sequence[Moment]) -> list[Moment]:
    """`moments`, with what their files say for those whose message does not; two commands, or none."""
    silent = {moment.sha for moment in moments if not moment.outcome and len(moment.parents) < 2}
    asked = [sha for sha in silent if (place.prefix, sha) not in _known]
    if asked:
        found = _found(git, place, asked)
        _known.update({(place.prefix, sha): found.get(sha) for sha in asked})
    return [
        replace(moment, stated=_known[place.prefix, moment.sha]) if moment.sha in silent else moment
        for moment in moments
    ]


def _found(git: Git, place: Place, shas: Sequence[str]) -> dict[str, Stated]:
    touched = list(_sessions(git, place, shas))
    blobs = blobs_of(git, (oid for _, _, *both in touched for oid in both if oid.strip("0")))
    closed: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for sha, session, old, new in touched:
        was, now = (_plain(blobs.get(oid)) for oid in (old, new))
        if now.get("outcome") in OUTCOMES and now.get("outcome") != was.get("outcome"):
            closed.setdefault(sha, []).append((session, now))
    return {sha: _together(sessions) for sha, sessions in closed.items()}


def _together(closed: list[tuple[str, dict[str, Any]]]) -> Stated:
    """What several sessions that were closed in one commit make of it: a decision, when one of them was."""
    decided = [(name, data) for name, data in closed if data["outcome"] == "decision"]
    name, data = max(decided or closed, key=lambda pair: (str(pair[1].get("date", "")), pair[0]))
    taken = [str(one) for _, data in closed for one in _listed(data.get("decisions"))]
    return Stated(str(data["outcome"]), name, tuple(dict.fromkeys(taken)))


def _sessions(git: Git, place: Place, shas: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Each session whose file changed in one of the commits: the commit, its id, its blob before and after."""
    out = git.read(
        "diff-tree", "--stdin", "-r", "-z", "--root", "--raw", "--no-renames", "--full-index",
        "--", ":(glob)sessions/*/session.toml", stdin="".join(f"{sha}\n" for sha in shas).encode(),
    )  # fmt: skip
    sha = ""
    tokens = iter(os.fsdecode(out).split("\0"))
    for token in tokens:
        if not token.startswith(":"):
            sha = token.strip()
            continue
        _, _, old, new, _ = token.split(" ")
        if address := address_of(place.inside(next(tokens)) or ""):
            yield sha, id_of(address), old, new


def _plain(blob: bytes | None) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads((blob or b"").decode())
    except ValueError:  # broken, or not UTF-8: then it says nothing
        return {}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
