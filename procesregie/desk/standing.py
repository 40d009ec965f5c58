"""Where an open process stands in git, and what changed in it, in words. Everything here may block on git."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from procesregie.language import Language
from procesregie.model.address import address_of

if TYPE_CHECKING:
    from procesregie.change.words import Group
    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment
    from procesregie.history.state import State


@dataclass(frozen=True)
class Standing:
    """Where the process stands in git."""

    last: Moment | None
    """The last commit of this process."""
    changed: frozenset[str]
    """Addresses (or paths, of files that are no record) that changed since."""
    state: State
    """What git said."""


def standing(desk: Desk) -> Standing:
    """Where the process stands in git, for the bar above every screen."""
    state = desk.repository.state()
    last = desk.repository.timeline(limit=1) if state.head else []
    changed = {address_of(path) or path for path in state.changed}
    return Standing(last[0] if last else None, frozenset(changed), state)


@dataclass(frozen=True)
class Told:
    """A commit in words."""

    remarks: list[str]
    """What there is to know of it besides what it changed."""
    groups: list[Group]
    """What it changed."""
    left_out: list[list[Group]]
    """What a merge did not take over, of each branch it brought together."""

    @property
    def tells_changes(self) -> bool:
        """Whether what changed is to be said: that nothing did goes without saying where a remark explains it."""
        return bool(self.groups or not self.remarks)


def told(desk: Desk, moment: Moment, lang: Language) -> Told:
    """The commit of `moment`, in words."""
    from procesregie.change.words import in_words

    repository = desk.repository
    between = repository.changes_of(moment.sha, desk.dossier)
    left_out = [in_words(*branch, lang) for branch in repository.left_out(moment)]
    return Told(repository.remarks(moment, between, lang), in_words(*between, lang), left_out)


def changes_between(desk: Desk, old: str, new: str, lang: Language) -> list[Group]:
    """What differs between the commits `old` and `new`, in words; without `new`, from `old` to what is here now."""
    from procesregie.change.words import in_words
    from procesregie.history.past import Between, difference

    if new:
        between = desk.repository.changes_between(old, new)
    else:
        before, now = desk.repository.at(old).dossier, desk.dossier
        between = Between(difference(before, now), before, now)
    return in_words(*between, lang)


def changes_now(desk: Desk, lang: Language, state: State | None = None) -> list[Group]:
    """What changed since the last commit, in words. `state` is what git said just now, where it was asked."""
    from procesregie.change.words import in_words

    return in_words(*desk.repository.changes_now(found=state), lang)
