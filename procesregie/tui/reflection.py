"""The mirror as the interface knows it: what it asks now, what was set aside, and how a question goes aside.

It is asked off the event loop (:func:`reflected`); screens are given the answer with the view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from procesregie.language import say_many, spoken
from procesregie.model.dossier import Dossier

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.insight.mirror import Question
    from procesregie.insight.mirror.aside import Home
    from procesregie.model.process import SetAside


@dataclass(frozen=True)
class Asked:
    """A question, and what was done with it before."""

    question: Question
    row: SetAside | None
    """How it was set aside, once."""
    away: bool
    """Whether it still is."""

    @property
    def key(self) -> str:
        """Its row in a list."""
        return f"ask:{self.question.key}"


@dataclass(frozen=True)
class Mirrored:
    """Everything the mirror asks, by principle."""

    asked: tuple[Asked, ...] = ()

    @property
    def open(self) -> tuple[Asked, ...]:
        """What was not set aside."""
        return tuple(one for one in self.asked if not one.away)

    def get(self, key: str) -> Asked | None:
        """The question with the row `key`."""
        return next((one for one in self.asked if one.key == key), None)

    def few(self, number: int) -> Sequence[Asked]:
        """A few open questions, of as many principles as there are."""
        first = {one.question.principle: one for one in reversed(self.open)}
        others = [one for one in self.open if one not in first.values()]
        return [*(one for one in self.open if one in first.values()), *others][:number]


def reflected(
    dossier: Dossier, today: date, private: Dossier | None, breathe: Callable[[], None] = lambda: None
) -> Mirrored:
    """What the mirror asks of `dossier`; of the `private` layer too, where there is one. `breathe` is called in between."""
    from procesregie.insight.mirror import everything
    from procesregie.insight.mirror.aside import is_aside, reason_of

    return Mirrored(
        tuple(
            Asked(one, reason_of(one, dossier, private), is_aside(one, dossier, private) is not None)
            for one in everything(dossier, today, private, breathe)
        )
    )


def set_aside(desk: Desk, question: Question, reason: str) -> None:
    """Sets `question` aside for `reason`: a confidential one in the private layer, any other in the process."""
    from procesregie.insight.mirror import aside

    home = _home(desk, question)
    made = aside.set_aside(home, question, reason, desk.clock.today(), desk.lang)
    _keep(desk, made)


def ask_again(desk: Desk, question: Question) -> None:
    """Brings `question` back, which was set aside."""
    from procesregie.insight.mirror import aside

    made = aside.ask_again(_home(desk, question), question.key)
    _keep(desk, made)


def _keep(desk: Desk, home: Home) -> None:
    from procesregie.model.process import PrivateProcess

    if isinstance(home, PrivateProcess):
        desk.keep("process", home)
    else:
        desk.save("process", home)


def _home(desk: Desk, question: Question) -> Home:
    from procesregie.model.process import PrivateProcess

    if not question.confidential:
        return desk.dossier.process
    found = desk.asides.get("process")
    return found if isinstance(found, PrivateProcess) else PrivateProcess()


def names_in(dossier: Dossier) -> Callable[[str], str]:
    """What a piece of evidence in `dossier` is called: a record by its name, a line by its words."""
    from procesregie.change.naming import Named, Naming
    from procesregie.model.log import Line

    naming = Naming(dossier, dossier, spoken())
    return lambda address: naming.value(Named(Line, "became", {}), address)


def place_of(address: str) -> str:
    """The record that shows a piece of evidence: of a line (``session/recorder/line``) its session."""
    from procesregie.model.address import is_address

    return address if is_address(address) else f"sessions/{address.split('/')[0]}"


def how_many(number: int) -> str:
    """``4 questions``."""
    return say_many("{n} question", "{n} questions", number)
