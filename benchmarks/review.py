"""What reading the history costs, on the large process with 10,000 commits behind it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks import past, terminal
from benchmarks.measure import Row, compared, ran, timed

MIDDLE = 5_000
"""So many commits back the record is looked at."""


def rows(folder: Path) -> Iterator[Row]:
    """The six rows; `folder` is where the process is made."""
    made = past.make(folder)
    yield timeline(made)
    yield words(made)
    yield from whole_record(made)
    yield story(made)
    yield search(made)


def timeline(folder: Path) -> Row:
    """From starting the program, History asked for as soon as there is a screen, until its first page is there."""
    from procesregie.history.moment import FORMAT

    shown = past.SUBJECT.format(n=past.COMMITS - 12)  # a row further down: only the list has it
    ours = [sys.executable, "-m", "procesregie", str(folder)]
    theirs = [["git", "log", "-n", "200", "-z", *FORMAT]]

    def bare() -> float:
        app = terminal.until([sys.executable, "-m", "benchmarks.bare"], "row number 20", Path.cwd())
        return app + ran(theirs, folder)

    return compared(
        "start until the first page of the timeline is on the screen, 10,000 commits",
        "a bare Textual app until its 20th row, plus git log -n 200 with the same format",
        1.5,
        lambda: terminal.until(ours, shown, folder, keys=b"8"),
        bare,
        runs=9,
    )


def words(folder: Path) -> Row:
    """Every time another commit, in one open process."""
    from procesregie.change.words import in_words
    from procesregie.desk.desk import Desk
    from procesregie.language import language

    desk = Desk.open(folder)
    shas = iter(past.git(folder, "rev-list", "HEAD").decode().split())
    others = iter(past.git(folder, "rev-list", "--skip=3000", "HEAD").decode().split())

    def theirs() -> float:
        sha = next(others)
        return ran([["git", "diff", f"{sha}^", sha]], folder)

    return compared(
        "the words for one commit, in the open interface, 10,000 commits",
        "one git diff of it",
        3,
        lambda: timed(lambda: in_words(*desk.repository.changes_of(next(shas), desk.dossier), language("nl"))),
        theirs,
        runs=41,
    )


def whole_record(folder: Path) -> Iterator[Row]:
    """The record at a commit, read anew; then the one at the next commit."""
    from procesregie.history.repository import Repository

    shas = past.git(folder, "rev-list", "HEAD").decode().split()[MIDDLE:]
    numbers = count()

    def theirs() -> None:
        _by_hand(folder, shas[next(numbers)])

    def ours() -> float:
        repository = Repository(folder)
        return timed(lambda: repository.at(shas[next(numbers)]))

    yield compared(
        "the whole record at a commit of 10,000, validated",
        "git ls-tree, cat-file --batch and tomllib.loads of the same files",
        0.9,
        ours,
        lambda: timed(theirs),
        runs=7,
    )
    repository = Repository(folder)
    repository.at(shas[next(numbers)])
    yield compared(
        "the record at the next commit after that",
        "the same",
        0.1,
        lambda: timed(lambda: repository.at(shas[next(numbers)])),
        lambda: timed(theirs),
        runs=7,
    )


def _by_hand(folder: Path, sha: str) -> None:
    """What anybody would do: list the files, read them, parse them."""
    listed = past.git(folder, "ls-tree", "-r", "-z", sha).split(b"\0")[:-1]
    oids = [entry.split(b" ")[2].split(b"\t")[0] for entry in listed if entry.endswith(b".toml")]
    out = past.git(folder, "cat-file", "--batch", stdin=b"\n".join(oids) + b"\n")
    at = 0
    for _ in oids:
        end = out.index(b"\n", at)
        size = int(out[at:end].rsplit(b" ", 1)[1])
        tomllib.loads(out[end + 1 : end + 1 + size].decode())
        at = end + size + 2


def story(folder: Path) -> Row:
    """Of a record that changed in two hundred commits."""
    from procesregie.history.repository import Repository

    address = past.OFTEN.removesuffix(".toml")

    def ours() -> None:
        assert len(Repository(folder).story(address)) > 190

    return compared(
        "the story of a record that changed 200 times, 10,000 commits",
        "git log -p -- its file",
        2,
        lambda: timed(ours),
        lambda: ran([["git", "log", "-p", "--", past.OFTEN]], folder),
        runs=7,
    )


def search(folder: Path) -> Row:
    """Words that came in ten commits."""
    from procesregie.history.repository import Repository

    def ours() -> None:
        assert len(Repository(folder).search(past.RARE)) == 10

    return compared(
        "words looked for in all of the history, 10,000 commits",
        "git log -p -S of the same words",
        1,
        lambda: timed(ours),
        lambda: ran([["git", "log", "-p", f"-S{past.RARE}"]], folder),
        runs=5,
    )
