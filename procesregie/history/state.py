"""What git says before anything is written: who commits, on what branch, what is under way, what has changed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from procesregie.history.git import Git
from procesregie.history.place import Place
from procesregie.history.trouble import (
    DetachedHead,
    GitTrouble,
    IndexLocked,
    InProgress,
    NoIdentity,
    NotYours,
    Unmerged,
)
from procesregie.model.address import address_of

How = Literal["new", "changed", "gone", "unmerged"]
"""What happened to a file since the last commit."""

_UNDER_WAY = (
    ("rebase-merge", "rebase"),
    ("rebase-apply/applying", "am"),
    ("rebase-apply", "rebase"),
    ("MERGE_HEAD", "merge"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("BISECT_LOG", "bisect"),
)


@dataclass(frozen=True)
class State:
    """The state of the repository, as far as it matters to the process in it."""

    branch: str
    """The name of the branch; empty on a detached HEAD."""
    head: str
    """The commit it stands at; empty before the first one."""
    upstream: str
    """The branch it is published as, such as ``origin/main``; empty when there is none."""
    ahead: int
    """Commits that were not pushed, as far as known without the network."""
    behind: int
    operation: str
    """What is under way, in git's words: merge, rebase, cherry-pick, revert, bisect, am; else empty."""
    name: str
    """Who commits; empty when git does not know."""
    email: str
    changed: Mapping[str, How] = field(default_factory=dict)
    """Files of the process that changed since the last commit, by path from its folder."""
    untracked: frozenset[str] = frozenset()
    """Those of them git does not know yet."""
    foreign: frozenset[str] = frozenset()
    """Files git does not know that are none of the process: an export, a list of addresses. Never committed."""
    ignored: frozenset[str] = frozenset()
    """Files and folders (with a slash) of the process that git is told to ignore; with an empty one, all of it."""
    trouble: GitTrouble | None = None
    """What stands in the way of a commit, or None. With it, the process is read-only as far as git goes."""


@dataclass(frozen=True)
class Status:
    """What ``git status`` tells about the folder of a process."""

    branch: str = ""
    head: str = ""
    upstream: str = ""
    ahead: int = 0
    behind: int = 0
    changed: dict[str, How] = field(default_factory=dict)
    untracked: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    staged: bool = True
    """Whether the index has, or could have, something that is not in the last commit: what others staged."""
    index: tuple[int, ...] = ()
    """What told the index apart when this was asked (:func:`index_of`): another one can have more staged."""

    def once_written(self, files: Mapping[str, bool]) -> Status:
        """This status after `files` (by path) were written; the value says whether a file stood there before.

        What stood there and was clean is known to git; what did not, and is not listed as gone, is new to it.
        """
        new = {path for path, was_there in files.items() if not was_there and path not in self.changed}
        changed: dict[str, How] = {path: "new" if path in new else self.changed.get(path, "changed") for path in files}
        changed.update({path: "changed" for path in files if self.changed.get(path) == "gone"})
        return replace(self, changed={**self.changed, **changed}, untracked=self.untracked | new)


def status(git: Git, place: Place) -> Status:
    """Asks ``git status`` about the folder of the process alone."""
    index = index_of(place)  # before git looks: what is staged meanwhile makes another one
    out = git.read(
        "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--ignored=matching", "--no-renames",
        "--", ".",
    )  # fmt: skip
    head: dict[str, str] = {}
    changed: dict[str, How] = {}
    untracked: set[str] = set()
    foreign: set[str] = set()
    ignored: set[str] = set()
    staged = bool(place.prefix)  # the rest of the repository was not looked at
    for entry in os.fsdecode(out).split("\0"):
        kind, _, rest = entry.partition(" ")
        if kind == "#":
            name, _, value = rest.partition(" ")
            head[name] = value
            continue
        if kind not in _FIELDS_BEFORE_PATH:
            continue
        staged = staged or (kind in "1u" and rest[0] != ".")
        full = rest.split(" ", _FIELDS_BEFORE_PATH[kind])[-1]
        path = place.inside(full)
        if kind == "!":
            ignored.add("" if place.prefix.startswith(full) else path or full)
        elif path and kind == "?" and not of_the_process(path):
            foreign.add(path)
        elif path:
            changed[path] = _how(kind, rest)
            if kind == "?":
                untracked.add(path)
    ahead, _, behind = head.get("branch.ab", "+0 -0").partition(" ")
    branch, oid = head.get("branch.head", ""), head.get("branch.oid", "")
    return Status(
        branch="" if branch == "(detached)" else branch,
        head="" if oid == "(initial)" else oid,
        upstream=head.get("branch.upstream", ""),
        ahead=abs(int(ahead)),
        behind=abs(int(behind)),
        changed=changed,
        untracked=frozenset(untracked),
        foreign=frozenset(foreign),
        ignored=frozenset(ignored),
        staged=staged,
        index=index,
    )


def index_of(place: Place) -> tuple[int, ...]:
    """What tells one version of the index from another: git puts a new file in its place at every change."""
    try:
        found = (place.git_dir / "index").stat()
    except FileNotFoundError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def of_the_process(path: str) -> bool:
    """Whether a file belongs to the record: what else lies in the folder is nobody's to commit but its owner's."""
    return address_of(path) is not None or _BESIDE.fullmatch(path) is not None


_BESIDE = re.compile(r"texts/.+|sessions/[^/]+/minutes\.md|\.gitattributes|\.gitignore", re.DOTALL)
_FIELDS_BEFORE_PATH = {"1": 7, "u": 9, "?": 0, "!": 0}


def _how(kind: str, rest: str) -> How:
    """One entry in a word: against the last commit, whatever of it was staged."""
    if kind == "?":
        return "new"
    if kind == "u":
        return "unmerged"
    staged, worktree = rest[0], rest[1]
    if worktree == "D" or (staged == "D" and worktree == "."):
        return "gone"
    in_last_commit = rest.split(" ", 3)[2] != "000000"  # mH: the mode in HEAD
    return "changed" if in_last_commit else "new"


def under_way(place: Place) -> str:
    """The operation that is in progress, in git's words; empty when there is none."""
    return next((name for file, name in _UNDER_WAY if (place.git_dir / file).exists()), "")


def identity(git: Git, env: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Name and address of who commits, as git itself would take them; empty when it would refuse."""
    answer = git.look("var", "GIT_COMMITTER_IDENT", env=env)
    name, _, rest = answer.out.decode("utf-8", "replace").strip().rpartition(" <")
    return (name, rest.partition(">")[0]) if not answer.status else ("", "")


def in_the_way(git: Git, place: Place, found: Status, name: str) -> GitTrouble | None:
    """The first reason why a commit would fail, or would not be where the user thinks it is."""
    operation = under_way(place)
    unmerged = [path for path, how in found.changed.items() if how == "unmerged"]
    lock = place.git_dir / "index.lock"
    if operation:
        return InProgress(operation=operation)
    if not found.branch:
        return DetachedHead()
    if unmerged or (place.prefix and (unmerged := _unmerged_elsewhere(git))):
        return Unmerged(file=unmerged[0])
    if lock.exists():
        return IndexLocked(file=str(lock))
    if not os.access(place.git_dir, os.W_OK):
        return NotYours(file=str(place.git_dir))
    if not name:
        return NoIdentity(git.look("var", "GIT_COMMITTER_IDENT").words)
    return None


def _unmerged_elsewhere(git: Git) -> list[str]:
    """Conflicts in the rest of the repository: git commits nothing while there are any."""
    return os.fsdecode(git.read("diff", "--name-only", "--diff-filter=U", "-z", "--no-ext-diff")).split("\0")[:-1]


def state(git: Git, place: Place) -> State:
    """Everything that is asked before a write."""
    found = status(git, place)
    name, email = identity(git)
    return State(
        branch=found.branch,
        head=found.head,
        upstream=found.upstream,
        ahead=found.ahead,
        behind=found.behind,
        operation=under_way(place),
        name=name,
        email=email,
        changed=found.changed,
        untracked=found.untracked,
        foreign=found.foreign,
        ignored=found.ignored,
        trouble=in_the_way(git, place, found, name),
    )
