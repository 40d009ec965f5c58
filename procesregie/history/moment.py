"""A moment: one commit, as the timeline shows it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

Mark = Literal["draft", "decision", "merge", "by hand"]
Trailers = tuple[tuple[str, str], ...]
OUTCOMES = ("draft", "decision")
"""What a session can be closed as."""

_FIELDS = ("%H", "%P", "%an", "%ae", "%aI", "%(trailers:only,unfold,separator=%x1E,key_value_separator=%x1F)", "%B")
FORMAT = (
    "--no-color",
    "--no-show-signature",
    "--no-decorate",
    "--no-notes",
    "--encoding=UTF-8",
    "--format=" + "%x00".join(_FIELDS),
)
"""Options of ``git log -z`` that make what :func:`moments` reads."""
FIELDS = len(_FIELDS)


@dataclass(frozen=True)
class Stated:
    """What the files of a commit say of it where its message does not: a session was closed in it."""

    outcome: str
    session: str
    decisions: tuple[str, ...] = ()


UNSTATED = Stated("", "")
"""What files say that say nothing of it."""


@dataclass(frozen=True)
class Moment:
    """One commit: who, when, what it says it is."""

    sha: str
    parents: tuple[str, ...]
    author: str
    email: str
    when: str
    """The author's date and time with zone, as ISO 8601."""
    trailers: Trailers
    """Key and value of each trailer, in order."""
    message: str
    stated: Stated | None = None
    """What its files say, for a commit whose trailers were lost (see :func:`procesregie.history.stated.stated`)."""

    @property
    def date(self) -> datetime:
        """When it was made, by its author's clock."""
        return datetime.fromisoformat(self.when)

    @cached_property
    def subject(self) -> str:
        """The first line of the message (of a message by hand: its first paragraph, on one line)."""
        return " ".join(self.message.lstrip("\n").split("\n\n", 1)[0].split("\n")).strip()

    @cached_property
    def body(self) -> str:
        """What stands between subject and trailers."""
        paragraphs = self.message.strip("\n").split("\n\n")[1:]
        if self.trailers and paragraphs:
            del paragraphs[-1]
        return "\n\n".join(paragraphs).strip("\n")

    def all(self, key: str) -> tuple[str, ...]:
        """The values of the trailer `key`, in order."""
        return tuple(value for name, value in self.trailers if name.lower() == key.lower())

    def _last(self, key: str) -> str:
        found = self.all(key)
        return found[-1] if found else ""

    @cached_property
    def outcome(self) -> str:
        """``draft``, ``decision``, or empty for a commit that does not say (made by hand)."""
        said = self._last("Outcome")
        return said if said in OUTCOMES else (self.stated or UNSTATED).outcome

    @property
    def session(self) -> str:
        """The id of the session that was closed with it; empty when there is none."""
        return self._last("Session") or (self.stated or UNSTATED).session

    @property
    def decisions(self) -> tuple[str, ...]:
        """The ids of the decisions it took."""
        return self.all("Decision") or (self.stated or UNSTATED).decisions

    @property
    def corrects(self) -> str:
        """The session it corrects."""
        return self._last("Corrects")

    @property
    def reverses(self) -> tuple[str, ...]:
        """The decisions it reverses."""
        return self.all("Reverses")

    @cached_property
    def mark(self) -> Mark:
        """What the timeline calls it."""
        if self.outcome:
            return "decision" if self.outcome == "decision" else "draft"
        return "merge" if len(self.parents) > 1 else "by hand"


def moments(out: bytes) -> Iterator[Moment]:
    """The moments in what ``git log -z`` with :data:`FORMAT` wrote."""
    fields = out.decode("utf-8", "replace").split("\0")
    for i in range(0, len(fields) - FIELDS + 1, FIELDS):
        sha, parents, author, email, when, trailers, message = fields[i : i + FIELDS]
        yield Moment(sha, tuple(parents.split()), author, email, when, _trailers(trailers), message)


@dataclass(frozen=True, slots=True)
class Blob:
    """A file in a commit: its path from the top of the repository, and the id of what stands in it."""

    path: str
    oid: str
    """Only zeros when the file was taken away."""
    was: tuple[str, ...] = ()
    """The id of what stood there before, in each parent; only zeros where it was not there."""

    @property
    def gone(self) -> bool:
        """Whether the file was taken away."""
        return not self.oid.strip("0")

    @property
    def came(self) -> bool:
        """Whether it was in none of the parents."""
        return not any(oid.strip("0") for oid in self.was)


def moments_with_files(out: bytes) -> Iterator[tuple[Moment, list[Blob]]]:
    """The moments in what ``git log --raw -z`` with :data:`FORMAT` wrote, each with the files it changed."""
    rest = out.split(b"\0")
    at = 0
    while at + FIELDS < len(rest):
        moment = next(moments(b"\0".join(rest[at : at + FIELDS])))
        at += FIELDS
        blobs = []
        if at < len(rest) and not rest[at]:
            at += 1  # before those of a merge, if any, stands nothing, where before others there is a new line
        while at + 1 < len(rest) and (head := rest[at].lstrip(b"\n")).startswith(b":"):
            blobs.append(_blob(head.decode(), os.fsdecode(rest[at + 1])))
            at += 2
        yield moment, blobs


def _blob(head: str, path: str) -> Blob:
    """A line of ``--raw``: as many modes and ids as there are parents (one colon for each), and those of the result."""
    parents = len(head) - len(head.lstrip(":"))
    oids = head.lstrip(":").split(" ")[parents + 1 : 2 * parents + 2]
    return Blob(path, oids[-1], tuple(oids[:-1]))


def _trailers(text: str) -> Trailers:
    if not text:
        return ()
    pairs = (item.partition("\x1f") for item in text.rstrip("\n").split("\x1e"))
    return tuple((key, value) for key, _, value in pairs)


_TRAILER = re.compile(r"([A-Za-z0-9-]+): (.*)")


def trailers_in(message: str) -> Trailers:
    """The trailers of a message we made: the lines of its last paragraph."""
    lines = message.rstrip("\n").rsplit("\n\n", 1)[-1].split("\n")
    found = [_TRAILER.fullmatch(line) for line in lines]
    return tuple((match[1], match[2]) for match in found if match) if all(found) else ()
