"""Reading moments: one ``git log`` for as many as are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from procesregie.history.git import Git
from procesregie.history.moment import FORMAT, Moment, moments
from procesregie.history.place import Place
from procesregie.history.trouble import BeforeTheFirst, GitFailed, NoSuchMoment
from procesregie.model.ids import ID

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_HEX = re.compile(r"[0-9a-f]{7,64}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""What :func:`find` takes for a day."""


def read_moments(
    git: Git,
    place: Place,
    limit: int | None = None,
    skip: int = 0,
    paths: Sequence[str] = (),
    until: str = "HEAD",
    chosen: Sequence[str] = (),
) -> list[Moment]:
    """Moments up to `until`, latest first: `limit` of them after the first `skip`; only those that touched `paths`.

    In a bigger repository only those that touched the process. `chosen` are options of git's own that choose
    further, with the patterns they look at after ``--``. Empty before the first commit.
    """
    span = [f"--skip={skip}"] * (skip > 0) + ([f"--max-count={limit}"] if limit is not None else [])
    where = [f":(literal){path}" for path in paths] or (["."] if place.prefix else [])
    at = chosen.index("--") if chosen else 0
    where = list(chosen[at + 1 :]) or where
    try:
        out = git.read("log", "-z", *FORMAT, *span, *chosen[:at], "--end-of-options", until, "--", *where)
    except GitFailed:
        if until == "HEAD" and not head_of(git):
            return []
        raise
    return list(moments(out))


def order_of(git: Git, place: Place, until: str = "HEAD") -> list[str]:
    """The ids of all moments up to `until`, latest first."""
    where = ["."] if place.prefix else []
    return git.read("rev-list", "--end-of-options", until, "--", *where).decode().split()


def head_of(git: Git) -> str:
    """The id of the last commit; empty before the first one."""
    answer = git.look("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return answer.out.decode().strip() if not answer.status else ""


def find(git: Git, place: Place, text: str) -> Moment:
    """The moment called `text`: the id of a session, a date (the last commit of that day or before), or any revision.

    Raises NoSuchMoment.
    """
    ways: tuple[Callable[[Git, Place, str], str], ...] = (_of_session, _of_day, _of_revision)
    if _HEX.fullmatch(text):  # a commit, nearly always: do not look through all of the history first
        ways = (_of_revision, *ways)
    sha = next((sha for way in ways if (sha := way(git, place, text))), "")
    if not sha and DAY.fullmatch(text) and (first := _first(git, place)):
        raise BeforeTheFirst(text=text, first=first)
    if not sha:
        raise NoSuchMoment(text=text)
    return moment_of(git, sha)


def sha_of(git: Git, place: Place, text: str) -> str:
    """The id of the commit called `text`, as :func:`find` finds it; an id itself costs nothing."""
    return text if _ID.fullmatch(text) else find(git, place, text).sha


def moment_of(git: Git, sha: str) -> Moment:
    """The moment of the commit `sha`, which exists."""
    return next(moments(git.read("log", "-z", "--max-count=1", *FORMAT, "--end-of-options", sha, "--")))


def _of_session(git: Git, place: Place, text: str) -> str:
    """The last commit that closed the session `text`: by its trailer, else by when its file said it was closed."""
    if not ID.fullmatch(text) or not head_of(git):
        return ""
    for found in _moments_grepped(git, place, rf"^Session: {text}$"):
        if found.session == text and found.outcome:
            return found.sha
    out = git.read(
        "log", "--max-count=1", "--format=%H", "-G", "^outcome = ", "--", f":(literal)sessions/{text}/session.toml"
    )
    return out.decode().strip()


def _moments_grepped(git: Git, place: Place, pattern: str) -> list[Moment]:
    where = ["."] if place.prefix else []
    return list(moments(git.read("log", "-z", *FORMAT, "-E", f"--grep={pattern}", "HEAD", "--", *where)))


def _of_day(git: Git, place: Place, text: str) -> str:
    if not DAY.fullmatch(text):
        return ""
    try:
        date.fromisoformat(text)
    except ValueError:
        return ""
    return next((sha for day, sha in _days(git, place) if day <= text), "")


def _first(git: Git, place: Place) -> date | None:
    """The day on which the history of the process begins; None while there is none."""
    first = min((day for day, _sha in _days(git, place)), default="")
    return date.fromisoformat(first) if first else None


def _days(git: Git, place: Place) -> Iterator[tuple[str, str]]:
    """The day and the id of every commit, latest first: the day that is shown, which a rebase leaves as it was."""
    where = ["."] if place.prefix else []
    out = git.read("log", "--format=%as %H", "HEAD", "--", *where, ok=(0, 128)).decode()
    return ((day, sha) for day, _space, sha in (row.partition(" ") for row in out.splitlines()))


def _of_revision(git: Git, _place: Place, text: str) -> str:
    answer = git.look("rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}")
    return answer.out.decode().strip() if not answer.status else ""
