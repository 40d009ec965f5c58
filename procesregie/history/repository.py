"""The repository a process stands in: everything the rest of the program asks git.

The timeline needs git and nothing else; what reads records (and pydantic with them) is imported when it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from procesregie.history.git import NEUTRAL, Git
from procesregie.history.moment import Moment
from procesregie.history.place import Place, place_of, shallow
from procesregie.history.stated import stated
from procesregie.history.timeline import find, order_of, read_moments, sha_of
from procesregie.history.trouble import GitTrouble, NoDecisionYet, NotARepository
from procesregie.history.wanted import Reading, Wanted
from procesregie.model.ids import slug

if TYPE_CHECKING:
    from procesregie.change.compare import Change
    from procesregie.history.commit import Committed
    from procesregie.history.past import Archive, Between, Here, Past
    from procesregie.history.setup import Setting
    from procesregie.history.state import How, State, Status
    from procesregie.history.story import Chapter
    from procesregie.history.texts import TextVersion
    from procesregie.language import Language
    from procesregie.model.dossier import Dossier


NOW = ("now", "nu")
"""What the files as they are now are called."""
LAST_DECISION = ("last-decision", "laatste-besluit")
"""What the latest commit that is a decision is called."""


class Repository:
    """The git repository around the process in the folder `root`.

    With `neutral`, nothing of the user's settings counts (identity, signing, hooks, templates): for
    sample histories, which get the same ids on any machine. `here` knows the records that are in memory.
    """

    def __init__(self, root: Path, *, neutral: bool = False, here: Here | None = None) -> None:
        self.root = root
        self.neutral = neutral
        self._here = here
        self.git = Git(root, environment=NEUTRAL if neutral else None)
        self._known_name = ""

    @cached_property
    def place(self) -> Place:
        """Where it stands; raises NotARepository, BareRepository, DubiousOwnership or NoGit."""
        return place_of(self.root, self.git)

    @cached_property
    def _archive(self) -> Archive:
        from procesregie.history.past import Archive

        return Archive(self.git, self.place, self._here)

    def beside(self) -> Repository:
        """The same one, for one question that can be stopped (:meth:`stop`) without stopping any other."""
        return Repository(self.root, neutral=self.neutral, here=self._here)

    def stop(self) -> None:
        """Ends what git is looking at, and the question it was for: who asked gets no answer, but Stopped."""
        self.git.stop()

    # -- making one

    def exists(self) -> bool:
        """Whether the folder is in a repository; raises what else stands in the way."""
        try:
            return bool(self.place)
        except NotARepository:
            return False

    def create(self) -> bool:
        """Makes a repository of the folder; False when it is in one already: then its commits go there."""
        if self.exists():
            return False
        self.git.run("init", "--quiet", *(["--initial-branch=main"] if self.neutral else []))
        return True

    def setup_shown(self) -> list[Setting]:
        """What :meth:`setup` would tell git in this repository, and what it is told now."""
        from procesregie.history.setup import settings

        return settings(self.git)

    def setup(self) -> None:
        """Tells git what :meth:`setup_shown` shows, for this repository alone."""
        from procesregie.history.setup import set_up

        set_up(self.git)

    def unset(self) -> None:
        """Takes that back."""
        from procesregie.history.setup import unset

        unset(self.git)

    # -- before a write

    def state(self) -> State:
        """Everything that is asked before a write."""
        from procesregie.history.state import state

        return state(self.git, self.place)

    def ready(self, *, env: Mapping[str, str] | None = None) -> Status:
        """What ``git status`` tells of the process, when nothing stands in the way of a commit; else raises that."""
        from procesregie.history.state import in_the_way

        found = self._status()
        if trouble := in_the_way(self.git, self.place, found, self._name(env)):
            raise trouble
        return found

    def _status(self) -> Status:
        from procesregie.history.state import status

        return status(self.git, self.place)

    def _name(self, env: Mapping[str, str] | None) -> str:
        """Who commits, as git would take it; asked once, since it hardly ever changes while we run."""
        from procesregie.history.state import identity

        if env:
            return identity(self.git, env)[0]
        if not self._known_name:
            self._known_name = identity(self.git)[0]
        return self._known_name

    def changed(self) -> dict[str, How]:
        """The files of the process that changed since the last commit, by path from its folder, and how."""
        return self._status().changed

    def changed_files(self, leave: Iterable[str] = ()) -> list[str]:
        """Those files but the ones in `leave`: paths, and folders with a slash at the end."""
        return _without(self.changed(), leave)

    # -- writing

    def commit(
        self,
        message: str,
        paths: Iterable[str] | None = None,
        *,
        tags: Sequence[tuple[str, str]] = (),
        leave: Iterable[str] = (),
        found: Status | None = None,
        env: Mapping[str, str] | None = None,
        asks: bool = False,
    ) -> Committed:
        """One commit of `paths` (None: everything in the process that changed), without the ones in `leave`.

        `tags` are names with texts, set as annotated tags. `env` is git's environment for it, such as
        ``Author(…).environment()``. `found` is what :meth:`ready` told, where that still holds. What others staged stays as it was. Raises the GitTrouble that stands in
        the way, and then nothing has changed; a tag that fails, a hook that altered something are warnings of
        what comes back. With `asks`, git may use the terminal to ask something: only when it was freed for that.
        """
        from procesregie.history.commit import commit

        found = found or self.ready(env=env)
        chosen = _without(found.changed if paths is None else paths, leave)
        return commit(self.git, self.place, found, chosen, message, tags, env=env, asks=asks)

    def tag(self, decision: str) -> str:
        """The name of the tag of `decision` (an id): with the folder before it in a bigger repository."""
        folder = "/".join(slug(part) or "process" for part in self.place.prefix.rstrip("/").split("/") if part)
        return f"{folder}/decision/{decision}" if folder else f"decision/{decision}"

    def set_tag(self, name: str, text: str, sha: str) -> GitTrouble | None:
        """Sets the annotated tag `name` on the commit `sha`; what went wrong, or None."""
        from procesregie.history.commit import set_tag

        return set_tag(self.git, name, text, sha)

    # -- reading

    def timeline(
        self, limit: int | None = None, skip: int = 0, *, paths: Sequence[str] = (), until: str = "HEAD"
    ) -> list[Moment]:
        """The moments of the process, latest first; `paths` narrows them to those that touched these files."""
        return stated(self.git, self.place, read_moments(self.git, self.place, limit, skip, paths, until))

    def reading(self, wanted: Wanted | None = None, until: str = "") -> Reading:
        """The timeline, read a page at a time: every moment, or those that are `wanted`; from the commit `until` back."""
        return Reading(self.git, self.place, wanted, until)

    def order(self, until: str = "HEAD") -> list[str]:
        """The ids of all moments up to `until`, latest first: which stands beside which."""
        return order_of(self.git, self.place, until)

    def find(self, text: str) -> Moment:
        """The moment called `text`: a session's id, a date, a commit, a tag, a branch, or ``last-decision`` (the latest
        commit that is one); raises NoSuchMoment, or one of its kinds."""
        if text in LAST_DECISION:
            found = self.reading(Wanted(marks=frozenset({"decision"}))).more(1)
            if not found:
                raise NoDecisionYet(text=text)
            return found[0]
        return stated(self.git, self.place, [find(self.git, self.place, text)])[0]

    def at(self, rev: str) -> Past:
        """The whole record as it stood at `rev` (whatever :meth:`find` finds)."""
        return self._archive.at(self._sha(rev))

    def some(self, rev: str, addresses: Iterable[str]) -> Dossier:
        """The records and texts at `addresses` as they stood at `rev`; what was not there is not in it."""
        from procesregie.model.address import is_address

        asked = list(addresses)
        texts = [address.removeprefix("texts/") for address in asked if not is_address(address)]
        return self._archive.some(self._sha(rev), filter(is_address, asked), texts)

    def changes_of(self, sha: str, around: Dossier | None = None) -> Between:
        """What the commit `sha` changed; of a merge, against its first parent.

        With a dossier that is in memory `around` it (of any moment) it takes one look at git's storage less.
        """
        return self._archive.of(self._sha(sha), around)

    def remarks(self, moment: Moment, between: Between, lang: Language) -> list[str]:
        """What there is to know of a commit besides what `between` says it changed, a sentence each."""
        from procesregie.history.remarks import remarks

        return list(remarks(self.place, moment, between, lang))

    @property
    def shallow(self) -> bool:
        """Whether this copy holds only the newest part of the history."""
        return bool(shallow(self.place))

    def left_out(self, moment: Moment) -> list[Between]:
        """What a merge did not take over of each branch it brought together; nothing for another commit."""
        from procesregie.history.merged import left_out

        return left_out(self._archive, moment)

    def changes_between(self, old: str, new: str) -> Between:
        """What differs between two moments (whatever :meth:`find` finds, or ``now``: the files as they are)."""
        if new in NOW:
            return self.changes_since(old)
        if old in NOW:
            between = self.changes_since(new)
            return type(between)([change.reversed() for change in between.changes], between.new, between.old)
        return self._archive.between(self._sha(old), self._sha(new))

    def changes_since(self, old: str, leave: Iterable[str] = ()) -> Between:
        """What differs between the moment `old` and the files as they are now, committed or not."""
        found = self._status()
        if old in NOW or not found.head:
            return self._now(found.head, _without(found.changed, leave))
        sha = self._sha(old)
        return self._now(sha, _without({**self._archive.paths(sha, found.head), **found.changed}, leave))

    def patch(self, old: str, new: str = "now") -> str:
        """What differs between two commits (or the files as they ``now`` are), as git shows it."""
        ends = [end for end in (old, new) if end not in NOW]
        reverse = ["-R"] if old in NOW else []
        options = ("--no-color", "--no-ext-diff", "--no-textconv", "--no-renames")
        out = self.git.read("diff", *options, *reverse, *ends, "--", ".")
        if len(ends) < 2:  # git compares with the files it knows: the new ones are shown beside them
            for path in sorted(self._status().untracked):
                out += self.git.read("diff", *options, *reverse, "--no-index", "--", os.devnull, path, ok=(0, 1))
        return out.decode("utf-8", "replace")

    def story(self, subject: str, field: str = "", *, mentions: bool = False) -> list[Chapter]:
        """The life of a record (``table/ggd``), a person (``table/ggd/jan``) or a text, latest first; of one `field` of it.

        With `mentions` what was said and decided about it elsewhere as well. ValueError when it is no address.
        """
        from procesregie.history.story import Subject, story

        about = Subject.of(subject)
        return story(self._archive, Subject(about.address, (field,)) if field else about, mentions=mentions)

    def texts(self, name: str = "") -> dict[str, list[TextVersion]]:
        """The versions of every text of ``texts/`` (or of the one called `name`) by its name, earliest first."""
        from procesregie.history.texts import versions_of_texts

        return versions_of_texts(self._archive, name)

    def search(self, text: str, limit: int | None = None) -> list[Chapter]:
        """The moments in which `text` came or went, latest first, each with only the changes and lines that have it."""
        from procesregie.history.searching import search

        return search(self._archive, text, limit)

    def _sha(self, text: str) -> str:
        return sha_of(self.git, self.place, text) if text not in LAST_DECISION else self.find(text).sha

    def changes_now(self, leave: Iterable[str] = (), found: State | None = None) -> Between:
        """What changed in the files since the last commit. `found` is what :meth:`state` told, where that still holds."""
        seen = found or self._status()
        return self._now(seen.head, _without(seen.changed, leave))

    def _now(self, sha: str, files: Sequence[str]) -> Between:
        """What makes the files as they are now out of the commit `sha`, as far as it stands in `files`."""
        from procesregie.folder.store import Folder
        from procesregie.history.past import named_in, wanted
        from procesregie.model.dossier import Dossier

        folder = Folder(self.root)
        addresses, texts = wanted(files)
        read = folder.load(addresses=addresses)
        there = {name: self.root / f"texts/{name}.md" for name in texts}
        told = {name: path.read_text("utf-8", "replace") for name, path in there.items() if path.is_file()}
        between = self._archive.since(sha, files, Dossier(read.records, read.problems, told))
        named = named_in(between.new, addresses) | named_in(between.old, addresses)
        around = folder.load(addresses=sorted(named - read.records.keys()))
        return between._replace(new=Dossier({**around.records, **read.records}, read.problems, told))

    def changes_against(
        self, dossier: Dossier, leave: Iterable[str] = (), also: Iterable[str] = (), found: Status | None = None
    ) -> tuple[list[Change], Dossier]:
        """What makes `dossier` out of the last commit, and the records that changed as they stood in it.

        Looked at are the files that changed, without the ones in `leave`, and the addresses `also`: those
        that `dossier` holds differently but that are not written yet.
        """
        from procesregie.model.address import file_of

        found = found or self._status()
        files = dict.fromkeys([*_without(found.changed, leave), *(file_of(address) for address in also)])
        new = {path for path, how in found.changed.items() if how == "new"}
        changes, before, _ = self._archive.since(found.head, files, dossier, new)
        return changes, before


def _without(paths: Iterable[str], leave: Iterable[str]) -> list[str]:
    left = tuple(leave)
    folders = tuple(name for name in left if name.endswith("/"))
    return [path for path in paths if path not in left and not (folders and path.startswith(folders))]
