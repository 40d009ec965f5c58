"""What a merge left out: what a branch had changed since it went its own way, and the merge did not take over.

A merge that keeps one side as it is (``git merge -s ours``) throws the other away without a trace in the record, and of
a conflict one value loses. Git's own view of a merge shows neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from procesregie.change.compare import Change, compare, same
from procesregie.history.blobs import oids_of
from procesregie.history.moment import Moment
from procesregie.history.past import Archive, Between, Plain

Before = Mapping[str, Sequence[str]]
"""For each blob what stood there before it, every time it came; empty where nothing stood."""


def left_out(archive: Archive, moment: Moment, where: Sequence[str] = ()) -> list[Between]:
    """What each branch that `moment` brought together had and it left out; in the files `where` (patterns) or in all.

    Nothing for what is no merge, or where the branches have nothing in common (as in a clone that is cut off there).
    """
    if len(moment.parents) < 2:
        return []
    begun = archive.git.look("merge-base", "--octopus", *moment.parents)
    if begun.status:
        return []
    base = begun.out.decode().split()[0]
    told = (archive.between(base, branch, where) for branch in moment.parents)
    return [found for one in told if (found := _without_taken(archive, moment.sha, one)).changes]


def in_doubt(archive: Archive, merges: Sequence[Moment], files: Sequence[str], before: Before) -> Iterator[Moment]:
    """Those of `merges` that may have left something of `files` out: most only take over what one branch did.

    A branch whose file is as it was somewhere on the way to what was merged had nothing of its own; unless it
    stood so more than once (a change that was taken back is a change). One look at git's storage for all of them.
    """
    prefix = archive.place.prefix
    asked = [f"{sha}:{prefix}{file}" for one in merges for sha in (one.sha, *one.parents) for file in files]
    stood = oids_of(archive.git, asked)
    for moment in merges:
        for file in files:
            merged, *branches = (stood[f"{sha}:{prefix}{file}"] for sha in (moment.sha, *moment.parents))
            if not all(oid == merged or _led_to(oid, merged, before) for oid in branches):
                yield moment
                break


def _led_to(oid: str, merged: str, before: Before) -> bool:
    """Whether the blob `oid`, which came once, stood somewhere on the way to `merged`."""
    seen: set[str] = set()
    while merged in before and merged not in seen:
        seen.add(merged)
        if len(before[merged]) != 1:
            return False
        merged = before[merged][0]
        if merged == oid:
            return len(before.get(oid, ())) == (1 if oid else 0)  # nothing stood there to begin with
    return False


def _without_taken(archive: Archive, sha: str, branch: Between) -> Between:
    """What a `branch` did, without what stands in the commit `sha`."""
    asked = {change.address for change in branch.changes}
    texts = {address for address in asked if address.startswith("texts/")}
    merged = archive.some(sha, asked - texts, [address.removeprefix("texts/") for address in texts])
    broken = {problem.address for problem in merged.problems if problem.weight == "broken"}
    there = Plain(merged)
    changes = (change for change in branch.changes if change.address not in broken)
    return branch._replace(changes=[lost for one in changes for lost in _lost(one, there.get(one.address))])


def _lost(change: Change, merged: dict[str, Any] | None) -> Iterator[Change]:
    """`change` as far as it is not in the record that was `merged` (None: there is none any more)."""
    there: Any = merged
    for key in change.path:
        there = there.get(key) if isinstance(there, dict) else None
    if same(there, change.new) or _taken(change.old, change.new, there):
        return
    if isinstance(change.new, dict) and isinstance(there, dict):  # it is there, but not all of it as the branch had it
        ends = (_nested(change.path, value) for value in (there, change.new))
        was, branch = ({change.address: end} for end in ends)
        yield from (one for one in compare(was, branch) if one.new is not None)
    else:
        yield change


def _nested(path: Sequence[str], value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


def _taken(old: object, new: object, there: object) -> bool:
    """Whether a list or a text has everything that came into it and nothing that went, whatever the others did there."""
    was, has, now = (_items(value) for value in (old, new, there))
    if has is None or now is None:
        return False
    came, went = [one for one in has if one not in (was or [])], [one for one in was or [] if one not in has]
    return all(one in now for one in came) and not any(one in now for one in went)


def _items(value: object) -> list[Any] | None:
    """A list, or the lines of a text; None for what has no parts."""
    if isinstance(value, list):
        return value
    return value.splitlines() if isinstance(value, str) and "\n" in value else None
