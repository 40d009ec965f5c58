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
