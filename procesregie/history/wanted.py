"""Which moments of the timeline are asked for, and reading those: a page at a time, however long the history.

What git can choose by itself (a party, a topic, a person, a text) it chooses; what a moment is and when it was, is
looked at here, in stretches that grow as long as nothing fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from procesregie.history.git import Git
from procesregie.history.moment import Mark, Moment
from procesregie.history.place import Place, shallow
from procesregie.history.stated import stated
from procesregie.history.timeline import head_of, read_moments

PAGE = 200
"""Commits read at a time, at first."""
_MOST = 4_000


@dataclass(frozen=True)
class Wanted:
    """A choice of moments; each part that is filled narrows it."""

    marks: frozenset[Mark] = frozenset()
    """``decision``, ``draft``, ``by hand``, ``merge``: any of these."""
    party: str = ""
    """The id of a party: its record changed, or lines that name it came or went (it was there, spoke, stood for something)."""
    person: str = ""
    """The id of a person, the same way."""
    topic: str = ""
    """The id of a topic, the same way."""
    text: str = ""
    """The name of a text of ``texts/``."""
    session: str = ""
    """The id of a session: the commits that changed its files."""
    since: date | None = None
    until: date | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()

    @property
    def only_git(self) -> bool:
        """Whether git alone can choose: every commit it finds is wanted."""
        return not self.marks and self.since is None and self.until is None and len(self.named) < 2

    def fits(self, moment: Moment) -> bool:
        """Whether a moment is of the kind and the days that are asked for."""
        day = moment.date.date()
        return (
            (not self.marks or moment.mark in self.marks)
            and (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
        )

    @property
    def named(self) -> tuple[str, ...]:
        """The ids that lines must have that came or went."""
        return tuple(name for name in (self.party, self.person, self.topic) if name)

    @property
    def paths(self) -> tuple[str, ...]:
        """Where git is asked to look, from the folder of the process, as patterns; empty: everywhere."""
        if self.text:
            return (f":(literal)texts/{self.text}.md",)
        if self.session:
            return (f":(literal)sessions/{self.session}",)
        return ()


def reference(name: str) -> str:
    """The regular expression that finds the id `name` where a line of a file refers to it: no word in a sentence."""
    return rf"[\"./]{re.escape(name)}[]\"/ .=]"


def refers(word: str, name: str) -> bool:
    """Whether `word`, a key or a value of a record, is the id `name` or an address with it."""
    return word == name or name in word.split("/")


class Reading:
    """The moments that are `wanted`, latest first, as far as they were read."""

    def __init__(self, git: Git, place: Place, wanted: Wanted | None = None, until: str = "") -> None:
        self.git, self.place = git, place
        self.wanted = wanted or Wanted()
        self.moments: list[Moment] = []
        """What was read so far."""
        self.until = until or head_of(git)
        """The commit it begins with: what is committed while somebody reads, does not shift the pages."""
        self.done = not self.until
        """Whether there is nothing more."""
        self.cut_off = bool(shallow(place))
        """Whether this copy holds only the newest part of the history."""
        self._skip = 0
        self._ahead: list[Moment] = []

    def more(self, number: int = PAGE) -> list[Moment]:
        """The next `number` moments (fewer at the end)."""
        size = number if self.wanted.only_git else max(number, PAGE)
        while len(self._ahead) < number and not self.done:
            self._ahead += filter(self._fits, self._stretch(size))
            size = min(size * 4, _MOST)
        page, self._ahead = self._ahead[:number], self._ahead[number:]
        self.moments += page
        return page

    @property
    def all_read(self) -> bool:
        """Whether every moment that is wanted was given."""
        return self.done and not self._ahead

    def _stretch(self, size: int) -> list[Moment]:
        """The next `size` commits that git finds."""
        found = read_moments(self.git, self.place, size, self._skip, until=self.until, chosen=self._chosen())
        self._skip += len(found)
        self.done = len(found) < size
        return stated(self.git, self.place, found)

    def _chosen(self) -> tuple[str, ...]:
        wanted = self.wanted
        pattern = ("-G", reference(wanted.named[0]), "--extended-regexp") if wanted.named else ()
        return (*pattern, "--", *wanted.paths) if pattern or wanted.paths else ()

    def _fits(self, moment: Moment) -> bool:
        return self.wanted.fits(moment) and all(moment.sha in shas for shas in self._others)

    @cached_property
    def _others(self) -> list[frozenset[str]]:
        """The commits of every further id that is asked for: git chooses by one at a time."""
        found = []
        where = self.wanted.paths or (["."] if self.place.prefix else [])
        for name in self.wanted.named[1:]:
            out = self.git.read(
                "log", "--format=%H", "-G", reference(name), "--extended-regexp", self.until, "--", *where
            )
            found.append(frozenset(out.decode().split()))
        return found
