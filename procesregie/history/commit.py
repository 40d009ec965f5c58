"""One commit of the files that are named, and of nothing else, made by git itself with the user's settings.

``commit --only`` leaves what others staged as it was; where nothing is staged, and the index is the one we looked at,
``--include`` does the same with half the work. Both silently leave out files git does not know yet: those are made
known first (``add -N``), and forgotten again when the commit fails.

What is staged between that look and git's lock goes along with ``--include``. An index of our own (``GIT_INDEX_FILE``)
would take as long and close that, but git's would follow only after the hooks: a program that is killed in between
leaves what it committed staged as undone.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from procesregie.history.git import Answer, Git
from procesregie.history.moment import FORMAT, Moment, moments_with_files, trailers_in
from procesregie.history.place import Place
from procesregie.history.state import Status, identity, index_of
from procesregie.history.trouble import (
    GitFailed,
    GitTrouble,
    HookRefused,
    Ignored,
    IndexLocked,
    LeftOut,
    MessageAltered,
    NoIdentity,
    NoSpace,
    NothingToCommit,
    NotTagged,
    NotYours,
    SigningFailed,
)


@dataclass(frozen=True)
class Author:
    """Who commits, and when, for the history of a sample: git's own settings say it everywhere else."""

    name: str
    email: str
    at: datetime
    """With its zone, so that the commit is the same one everywhere."""

    def environment(self) -> dict[str, str]:
        """What git reads it from."""
        if self.at.tzinfo is None:
            raise ValueError("the moment of a commit needs a zone")
        return {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", self.name), ("EMAIL", self.email), ("DATE", self.at.isoformat()))
        }


@dataclass(frozen=True)
class Committed:
    """A commit that was made, and what is to be said about it."""

    moment: Moment
    paths: tuple[str, ...]
    """The files in it, by path from the folder of the process."""
    tags: tuple[str, ...] = ()
    """The tags that were set."""
    warnings: tuple[GitTrouble, ...] = ()
    """What went less well: files left out, a message altered by a hook, a tag not set."""

    @property
    def sha(self) -> str:
        return self.moment.sha


def commit(
    git: Git,
    place: Place,
    found: Status,
    paths: Iterable[str],
    message: str,
    tags: Sequence[tuple[str, str]] = (),
    *,
    env: Mapping[str, str] | None = None,
    asks: bool = False,
) -> Committed:
    """Commits `paths` (those of them that changed) with `message`, and sets `tags`.

    Raises the GitTrouble that stands in the way, NothingToCommit when no path changed, HookRefused,
    SigningFailed and the like; then the index is as it was.
    """
    named = set(paths)
    chosen = sorted(named & found.changed.keys())
    ignored = sorted(path for path in named - found.changed.keys() if _ignored(path, found.ignored))
    warnings: list[GitTrouble] = [Ignored(files=", ".join(ignored))] if ignored else []
    if not chosen:
        if not warnings and "" in found.ignored:
            warnings = [Ignored(files=place.prefix or ".")]
        raise warnings[0] if warnings else NothingToCommit()
    new = [path for path in chosen if path in found.untracked]
    how = "--only" if found.staged or found.index != index_of(place) else "--include"
    with _in_file(_pathspec(chosen)) as list_of_paths, _in_file(message.encode()) as text:
        _make_known(git, place, new)
        answer = git.ask(
            "-c", "i18n.commitEncoding=UTF-8", "-c", "core.abbrev=40",
            "commit", how, f"--pathspec-from-file={list_of_paths}", "--pathspec-file-nul",
            "--cleanup=verbatim", "-F", text,
            env=env, traced=True, asks=asks,
        )  # fmt: skip
    if answer.status:
        trouble = _why(git, place, answer, env)
        _forget(git, new)
        raise trouble
    sha = _id_of(git, answer)
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(_made, git, place, sha)
        failed = {name: set_tag(git, name, words, sha, env=env, asks=asks) for name, words in tags}
        moment, inside = reading.result()
    if left_out := sorted(set(chosen) - inside):
        warnings.append(LeftOut(answer.words, files=", ".join(left_out)))
    if not set(trailers_in(message)) <= set(moment.trailers):
        warnings.append(MessageAltered(answer.words))
    warnings += [trouble for trouble in failed.values() if trouble is not None]
    tagged = [name for name, trouble in failed.items() if trouble is None]
    return Committed(moment, tuple(sorted(inside)), tuple(tagged), tuple(warnings))


def _ignored(path: str, ignored: Collection[str]) -> bool:
    return any(path == rule or (rule in ("",) or rule.endswith("/")) and path.startswith(rule) for rule in ignored)


def _pathspec(paths: Iterable[str]) -> bytes:
    """Paths as git takes them literally: nothing in a name is an option or a pattern."""
    return b"".join(b":(literal)" + os.fsencode(path) + b"\0" for path in paths)


@contextmanager
def _in_file(data: bytes) -> Iterator[str]:
    """`data` in a file of its own: standard input stays free for what git may ask."""
    handle, name = tempfile.mkstemp(prefix="procesregie-")
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
        yield name
    finally:
        Path(name).unlink(missing_ok=True)


def _make_known(git: Git, place: Place, new: list[str]) -> None:
    if new:
        answer = git.ask(
            "add", "-N", "--pathspec-from-file=-", "--pathspec-file-nul", stdin=_pathspec(new), traced=True
        )
        if answer.status:
            trouble = why_failed(place, answer)
            _forget(git, new)
            raise trouble


def _forget(git: Git, new: list[str]) -> None:
    """Takes paths that were only made known out of the index again."""
    if new:
        git.ask("update-index", "--force-remove", "-z", "--stdin", stdin=b"".join(os.fsencode(p) + b"\0" for p in new))


def _why(git: Git, place: Place, answer: Answer, env: Mapping[str, str] | None) -> GitTrouble:
    """Why there is no commit; git says in many ways that it does not know whose it would be."""
    trouble = why_failed(place, answer)
    unknown = isinstance(trouble, GitFailed) and not identity(git, env)[0]
    return NoIdentity(answer.words) if unknown else trouble


def _id_of(git: Git, answer: Answer) -> str:
    """Which commit was made, as git said it: HEAD can be somebody else's by now.

    HEAD itself where a post-commit hook put another commit in its place.
    """
    said = _SAID.match(answer.out)
    if said is None:
        return "HEAD"
    sha = said[1].decode()
    if any(child.get("hook_name") == "post-commit" for child in answer.events("child_start")):
        kept = git.look("merge-base", "--is-ancestor", sha, "HEAD").status == 0
        return sha if kept else "HEAD"
    return sha


_SAID = re.compile(rb"\[[^\n]*? ([0-9a-f]{40,64})\] ")
"""The first line git writes about a commit: ``[main 1f0c…] subject``."""


def _made(git: Git, place: Place, sha: str) -> tuple[Moment, set[str]]:
    """The commit that was just made, read back: its moment and the files of the process in it."""
    out = git.read("log", "-1", "--root", "-m", "--first-parent", "--raw", "--no-renames", "-z", *FORMAT, sha)
    moment, blobs = next(moments_with_files(out))
    return moment, {path for blob in blobs if (path := place.inside(blob.path))}


def set_tag(
    git: Git, name: str, text: str, sha: str, *, env: Mapping[str, str] | None = None, asks: bool = False
) -> GitTrouble | None:
    """Sets the annotated tag `name` with `text` on `sha`; what went wrong, or None."""
    with _in_file(text.encode()) as file:
        answer = git.ask(
            "-c", "i18n.commitEncoding=UTF-8", "tag", "--annotate", "--cleanup=verbatim", "-F", file, "--", name, sha,
            env=env, asks=asks,
        )  # fmt: skip
    return NotTagged(answer.words, tag=name) if answer.status else None


def why_failed(place: Place, answer: Answer) -> GitTrouble:
    """The cause of a failed write: from git's trace, its folder and the disk, never from its words."""
    ended = {event.get("child_id"): event.get("code") for event in answer.events("child_exit")}
    for child in answer.events("child_start"):
        if ended.get(child.get("child_id"), 1) == 0:
            continue
        if child.get("child_class") == "hook":
            return HookRefused(answer.words, hook=child.get("hook_name", ""))
        argv = child.get("argv")
        if isinstance(argv, list) and ("-bsau" in argv or argv[1:3] == ["-Y", "sign"]):
            return SigningFailed(answer.words)
    lock = place.git_dir / "index.lock"
    if lock.exists():
        return IndexLocked(answer.words, file=str(lock))
    if unwritable := next(
        (f for f in (place.git_dir, place.common_dir / "objects") if not os.access(f, os.W_OK)), None
    ):
        return NotYours(answer.words, file=str(unwritable))
    if _full(place.common_dir):
        return NoSpace(answer.words)
    return GitFailed(answer.words, answer.status)


def _full(folder: Path) -> bool:
    """Whether the disk under `folder` takes nothing any more: tried, since a quota shows nowhere else."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * 65536)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError:
        return True
    return False
