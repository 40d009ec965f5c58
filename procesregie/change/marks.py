"""Two texts laid over each other: what stayed, which words went, which came.

Lines are laid over each other first and words only within what differs, so that a long text costs no
more than what changed in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["", "label", "old", "new", "out", "in"]
"""``label``: what the sentence is about. ``old``/``new``: a value before and after. ``out``/``in``: words marked in a
text; the pieces without a mark or with ``out`` are the old text, those without or with ``in`` the new one."""

_WORD = re.compile(r"\s*\S+|\s+")
_PLAIN: dict[Mark, tuple[str, str]] = {"out": ("[-", "-]"), "in": ("{+", "+}")}
_AROUND = 6
"""Words that are left standing on either side of a change when what stayed is shortened."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence, and what it is."""

    text: str
    mark: Mark = ""

    def plain(self) -> str:
        """The text as it stands in plain letters: ``[-went-]``, ``{+came+}``."""
        before, after = _PLAIN.get(self.mark, ("", ""))
        return f"{before}{self.text}{after}"


def overlaid(old: str, new: str) -> tuple[Piece, ...]:
    """`old` and `new` as pieces: without the ones marked ``in`` they are `old`, without the ones ``out``, `new`."""
    return tuple(_joined(_laid(_lines(old), _lines(new), by_word=True)))


def _laid(old: Sequence[str], new: Sequence[str], *, by_word: bool) -> Iterator[Piece]:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        went, came = "".join(old[a:b]), "".join(new[c:d])
        if what == "equal":
            yield Piece(went)
        elif by_word and went and came:
            yield from _laid(_WORD.findall(went), _WORD.findall(came), by_word=False)
        else:
            yield from _replaced(went, came)


def _replaced(went: str, came: str) -> Iterator[Piece]:
    """Words that went and words that came; the space both begin with stayed."""
    a, b = (text[: len(text) - len(text.lstrip())] for text in (went, came))
    space = a if a == b else ""
    yield Piece(space)
    yield Piece(went[len(space) :], "out")
    yield Piece(came[len(space) :], "in")


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.mark == piece.mark:
            last = Piece(last.text + piece.text, last.mark)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """`pieces` on one line, with what stayed cut down to a few words around each change."""
    if pieces:
        pieces = [*pieces[:-1], Piece(pieces[-1].text.rstrip(), pieces[-1].mark)]
    return tuple(
        Piece(_cut(piece, first=n == 0, last=n == len(pieces) - 1), piece.mark) for n, piece in enumerate(pieces)
    )


def _cut(piece: Piece, *, first: bool, last: bool) -> str:
    text = re.sub(r"\s*\n\s*", " ", piece.text)
    words = _WORD.findall(text)
    if piece.mark or len(words) <= 2 * _AROUND + 2:
        return brief(text) if piece.mark else text
    head = "" if first else "".join(words[:_AROUND])
    tail = "" if last else "".join(words[-_AROUND:])
    return f"{head} …{tail}" if head else f"…{tail}"


def brief(text: str, words: int = 40) -> str:
    """`text` on one line, cut after so many `words`."""
    found = _WORD.findall(re.sub(r"\s*\n\s*", " ", text).rstrip())
    return "".join(found) if len(found) <= words else "".join(found[:words]) + " …"


def counted(pieces: Iterable[Piece]) -> tuple[int, int]:
    """How many words came in and went out."""
    came, went = 0, 0
    for piece in pieces:
        n = len(piece.text.split())
        came += n if piece.mark == "in" else 0
        went += n if piece.mark == "out" else 0
    return came, went
