"""Which commits name somebody: in what they changed, or in what they say. Only read; history is never rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterable

from procesregie.history.moment import Moment
from procesregie.history.repository import Repository
from procesregie.history.timeline import head_of, read_moments
from procesregie.history.trouble import GitTrouble


def commits_naming(repository: Repository, words: Iterable[str]) -> list[Moment]:
    """The commits in which one of `words` came, went or is said in the message, the latest first. Blocks on git.

    Empty where there is no history. What a commit did not touch stands in its files all the same: everything from
    the first of these on holds the words, until the last one that took them out.
    """
    pattern = "|".join(f"(^|[^[:alnum:]]){_literal(word)}($|[^[:alnum:]])" for word in words)
    try:
        if not repository.exists() or not pattern or not head_of(repository.git):
            return []
    except GitTrouble:
        return []
    git, place = repository.git, repository.place
    touched = read_moments(git, place, chosen=[f"-G{pattern}", "--"])
    said = read_moments(git, place, chosen=["--extended-regexp", f"--grep={pattern}", "--"])
    known = {moment.sha: moment for moment in (*touched, *said)}
    return sorted(known.values(), key=lambda moment: moment.date, reverse=True)


def _literal(word: str) -> str:
    """`word` as git's extended regular expressions take it literally."""
    return re.sub(r"([.^$*+?()\[\]{}|\\])", r"\\\1", word)
