"""What a question of the mirror is.

A question is never a grade: it says what stands in the record, asks what a colleague would ask about it, and
points at the records that prompted it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from procesregie.language import N_, Language

NAMED = 3
"""So many names stand in a question; the others are counted."""

APART = 3
"""So many questions of the same kind are asked one by one; with more of them it is one question."""


class Principle(StrEnum):
    """Six principles for bringing parties together, in the order of the mirror. The value is the name of its module."""

    REPRESENTATIVE = "representative"
    MOTIVATED = "motivated"
    COMMITTED = "committed"
    RECOGNISED = "recognised"
    ROLE_CLEAR = "role_clear"
    ACTION_ORIENTED = "action_oriented"

    @property
    def label(self) -> str:
        """Message id of what it is called."""
        return _LABELS[self]


_LABELS = {
    Principle.REPRESENTATIVE: N_("Representative"),
    Principle.MOTIVATED: N_("Motivated"),
    Principle.COMMITTED: N_("Committed"),
    Principle.RECOGNISED: N_("Recognised"),
    Principle.ROLE_CLEAR: N_("Role-clear"),
    Principle.ACTION_ORIENTED: N_("Action-oriented"),
}


@dataclass(frozen=True)
class Question:
    """A question, with the records that prompted it. Who asks one fills in the first four; the mirror the others."""

    words: str
    """Message id of the question, to be filled with `values`."""
    evidence: tuple[str, ...]
    """Addresses of the records, or of lines (``session/recorder/line``), that prompted it; the telling ones first."""
    values: Mapping[str, object] = field(default_factory=dict)
    """Text, numbers, dates, words of a closed list, or a tuple of names."""
    of: str = ""
    """The id of what it is about, when the same question can be asked of several."""
    confidential: bool = False
    """Whether its evidence stands in the private layer: then it is shown, and set aside, only there."""
    key: str = ""
    """Its stable name: which question, and of what."""
    principle: Principle = Principle.REPRESENTATIVE
    hypothesis: str = ""
    """Message id of why it is asked."""
    remedy: str = ""
    """Message id of what one could do."""

    def said(self, lang: Language) -> str:
        """The question in the language of the reader."""
        return lang.filled(self.words, {name: _said(value, lang) for name, value in self.values.items()})


def _said(value: object, lang: Language) -> str:
    if isinstance(value, tuple):
        names = [_said(name, lang) for name in value]
        if len(names) > NAMED + 1:
            names[NAMED:] = [lang(N_("{n} others"), n=len(names) - NAMED)]
        return lang.joined(names)
    return lang(value.value) if isinstance(value, StrEnum) else lang.value(value)


def few(found: Iterable[Question], many: str) -> Iterator[Question]:
    """The questions `found` one by one, or when they are many as one: `many`, a message id with ``{n}`` to fill in.

    What prompted that one is the most telling record or line of each of them.
    """
    questions = list(found)
    if len(questions) <= APART:
        yield from questions
    else:
        evidence = tuple(dict.fromkeys(question.evidence[0] for question in questions))
        confidential = any(question.confidential for question in questions)
        yield Question(many, evidence, {"n": len(questions)}, confidential=confidential)
