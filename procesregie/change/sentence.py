"""A sentence about a change, and sentences under the heading of their area."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from procesregie.change.compare import Change
from procesregie.change.marks import Piece


@dataclass(frozen=True)
class Sentence:
    """What one change comes to in words; or several of one kind, when they are gathered."""

    pieces: tuple[Piece, ...]
    sign: str
    """``+`` it came, ``-`` it went, ``~`` it is different."""
    changes: tuple[Change, ...]
    detail: tuple[str, ...] = ()
    """Lines under it: the count of positions; when told in full, every field of what came or went."""

    @cached_property
    def text(self) -> str:
        """The sentence in plain letters."""
        return "".join(piece.plain() for piece in self.pieces)

    @property
    def change(self) -> Change:
        """What it is about (of several: the first)."""
        return self.changes[0]


@dataclass(frozen=True)
class Group:
    """The sentences about one area."""

    heading: str
    sentences: tuple[Sentence, ...]
