"""The repository a process stands in: everything the rest of the program asks git."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from procesregie.history.commit import Author, Committed, commit
from procesregie.history.git import NEUTRAL, Git
from procesregie.history.moment import Moment
from procesregie.history.place import Place, place_of
from procesregie.history.state import How, State, identity, in_the_way, state, status
from procesregie.history.timeline import find, read_moments
from procesregie.history.trouble import NotARepository


class Repository:
    """The git repository around the process in the folder `root`.

    With `neutral`, nothing of the user's settings counts (identity, signing, hooks, templates): for
    sample histories, which get the same ids on any machine.
    """

    def __init__(self, root: Path, *, neutral: bool = False) -> None:
        self.root = root
        self.neutral = neutral
        self.git = Git(root, environment=NEUTRAL if neutral else None)

    @cached_property
    def place(self) -> Place:
        """Where it stands; raises NotARepository, BareRepository, DubiousOwnership or NoGit."""
        return place_of(self.root, self.git)

    def exists(self) -> bool:
        """Whether the folder is in a repository; raises what else stands in the way."""
        try:
            return bool(self.place)
        except NotARepository:
            return False

    def create(self) -> bool:
        """Makes a repository of the folder, unless it is in one already: then its commits go there, and it is False."""
        if self.exists():
            return False
        self.git.run("init", "--quiet", *(["--initial-branch=main"] if self.neutral else []))
        self.__dict__.pop("place", None)
        return True

    def state(self) -> State:
        """Everything that is asked before a write."""
        return state(self.git, self.place)

    def changed(self) -> dict[str, How]:
        """The files of the process that changed since the last commit, by path from its folder, and how."""
        return status(self.git, self.place).changed

    def commit(
        self,
        paths: Iterable[str] | None,
        message: str,
        tags: Sequence[tuple[str, str]] = (),
        *,
        by: Author | None = None,
        asks: bool = False,
    ) -> Committed:
        """One commit of `paths` (those that changed; None: all that did) with `message`, and annotated `tags` on it.

        What others staged stays as it was. Raises the GitTrouble that stands in the way, and then nothing
        has changed; a tag that fails, a hook that altered something are warnings of what comes back.
        With `asks`, git may use the terminal to ask something: only when it was freed for that.
        """
        env = by.environment() if by else {}
        found = status(self.git, self.place)
        name = by.name if by else identity(self.git)[0]
        if trouble := in_the_way(self.git, self.place, found, name):
            raise trouble
        return commit(self.git, self.place, found, paths, message, tags, env=env, asks=asks)

    def tag(self, decision: str) -> str:
        """The name of the tag of `decision` (an id): with the folder before it in a bigger repository."""
        return f"{self.place.prefix}decision/{decision}"

    def timeline(
        self, limit: int | None = None, skip: int = 0, *, paths: Sequence[str] = (), since: str = "HEAD"
    ) -> list[Moment]:
        """The moments of the process, latest first; `paths` narrows them to those that touched these files."""
        return read_moments(self.git, self.place, limit, skip, paths, since)

    def find(self, text: str) -> Moment:
        """The moment called `text`: a session's id, a date, a commit, a tag, a branch; raises NoSuchMoment."""
        return find(self.git, self.place, text)
