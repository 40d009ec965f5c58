"""Where a process stands in git: its folder, the repository around it, and git's own folders."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from procesregie.history.git import Answer, Git
from procesregie.history.trouble import (
    BareRepository,
    DubiousOwnership,
    GitFailed,
    GitTrouble,
    NotARepository,
)


@dataclass(frozen=True)
class Place:
    """The folder of a process inside a repository."""

    root: Path
    """The folder of the process."""
    top: Path
    """The folder of the repository: the same, or one above it."""
    git_dir: Path
    """Git's folder for this work tree: its index and what is in progress here."""
    common_dir: Path
    """Git's folder for the whole repository; the same, except in a linked work tree."""
    prefix: str
    """From `top` to `root`, with a slash at the end; empty when they are the same."""

    def inside(self, path: str) -> str | None:
        """The path of a file of the repository, as seen from the process; None when it lies outside."""
        return path[len(self.prefix) :] if path.startswith(self.prefix) else None


def place_of(root: Path, git: Git) -> Place:
    """Where `root` stands; raises NotARepository, BareRepository or DubiousOwnership."""
    answer = git.look(
        "rev-parse",
        "--is-inside-work-tree",
        "--absolute-git-dir",
        "--git-common-dir",
        "--show-toplevel",
        "--show-prefix",
    )
    if answer.status:
        raise _why_not(root, git, answer)
    inside, git_dir, common, top, prefix = os.fsdecode(answer.out).split("\n")[:5]
    if inside != "true":
        raise BareRepository(answer.words, folder=str(root))
    return Place(root, Path(top), Path(git_dir), (root / common).resolve(), prefix)


def _why_not(root: Path, git: Git, answer: Answer) -> GitTrouble:
    """Why git finds no repository here: asked again with less, since its words are in the user's language."""
    if not root.is_dir():
        return GitFailed(answer.words, answer.status)
    bare = git.look("rev-parse", "--is-inside-work-tree")
    if not bare.status and bare.out.strip() == b"false":
        return BareRepository(answer.words, folder=str(root))
    trusting = git.look("-c", "safe.directory=*", "rev-parse", "--show-toplevel")
    if not trusting.status:
        return DubiousOwnership(answer.words, folder=str(root), top=os.fsdecode(trusting.out).rstrip("\n"))
    return NotARepository(answer.words, folder=str(root))


def shallow(place: Place) -> frozenset[str]:
    """The commits at which a clone that does not hold all of the history begins."""
    file = place.common_dir / "shallow"
    return frozenset(file.read_text().split()) if file.is_file() else frozenset()
