"""The mirror: questions about the process, grouped by six principles, each with the records that prompted it.

A question is one small function in the module of its principle. Being there is being asked: every function of
such a module whose name has no underscore before it takes a :class:`Looking` and yields a :class:`Question`
for everything it would ask about. Its docstring is what a reader is told: why it is asked (the hypothesis) and,
after an empty line, what one could do (the remedy). Nothing here blocks, grades or writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from inspect import getdoc, isfunction

from procesregie.insight.mirror.aside import is_aside
from procesregie.insight.mirror.looking import Looking
from procesregie.insight.mirror.question import Principle, Question
from procesregie.model.dossier import Dossier

__all__ = ["Looking", "Principle", "Question", "askers", "everything", "look"]


@dataclass(frozen=True)
class Asker:
    """A function of the mirror, with what its docstring says."""

    principle: Principle
    name: str
    ask: Callable[[Looking], Iterator[Question]]
    hypothesis: str
    remedy: str

    def asked(self, looking: Looking) -> Iterator[Question]:
        """Its questions, complete."""
        for question in self.ask(looking):
            key = f"{self.name}-{question.of}" if question.of else self.name
            yield replace(question, key=key, principle=self.principle, hypothesis=self.hypothesis, remedy=self.remedy)


@cache
def askers() -> tuple[Asker, ...]:
    """Everything that can be asked, by principle, in the order in which it stands there."""
    return tuple(asker for principle in Principle for asker in _of(principle))


def _of(principle: Principle) -> Iterator[Asker]:
    module = import_module(f"{__name__}.{principle.value}")
    for name, function in vars(module).items():
        if isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_"):
            hypothesis, remedy = (" ".join(part.split()) for part in (getdoc(function) or "").split("\n\n"))
            yield Asker(principle, name.replace("_", "-"), function, hypothesis, remedy)


def everything(
    dossier: Dossier, today: date, private: Dossier | None = None, breathe: Callable[[], None] = lambda: None
) -> list[Question]:
    """Every question there is as of `today`, those that were set aside as well, by principle.

    `private` is the private layer, when it may be shown; without it nothing is asked that rests on it. `breathe` is
    called before each, for who does other things meanwhile.
    """
    looking = Looking(dossier, today, private if private and private.records else None)
    found: list[Question] = []
    for asker in askers():
        breathe()
        found += asker.asked(looking)
    return found


def look(dossier: Dossier, today: date, private: Dossier | None = None) -> list[Question]:
    """The questions that are open as of `today`: all of :func:`everything` but what was set aside."""
    return [one for one in everything(dossier, today, private) if is_aside(one, dossier, private) is None]
