"""Setting a question aside, with a reason that is kept: in ``process.toml``, or for a confidential one in the private layer.

What is set aside is the question with its evidence of then. It stays away as long as there is nothing new to ask
about; with a record or line more among its evidence it comes back, and its reason of then is shown with it.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from procesregie.insight.mirror.question import Question
from procesregie.language import Language
from procesregie.model.dossier import Dossier
from procesregie.model.process import PrivateProcess, Process, SetAside

Home = Process | PrivateProcess
"""Where it is kept: in the process, or in its private part."""


def set_aside(home: Home, question: Question, reason: str, on: date, lang: Language) -> Home:
    """`home` with `question` set aside on the day `on`; `lang` is the language of the process.

    `home` is the process, or its private part (an empty ``PrivateProcess()`` when there is none yet) for a
    confidential question.
    """
    row = SetAside(question=question.said(lang), reason=reason, on=on, about=question.evidence)
    return home.model_copy(update={"set_aside": {**home.set_aside, question.key: row}})


def ask_again(home: Home, key: str) -> Home:
    """`home` in which the question with `key` is no longer set aside."""
    return home.model_copy(update={"set_aside": {k: row for k, row in home.set_aside.items() if k != key}})


def reason_of(question: Question, dossier: Dossier, private: Dossier | None = None) -> SetAside | None:
    """How `question` was set aside, once, whether or not it came back since."""
    source = private if question.confidential else dossier
    home = cast("Home | None", source.get("process") if source else None)
    return home.set_aside.get(question.key) if home else None


def is_aside(question: Question, dossier: Dossier, private: Dossier | None = None) -> SetAside | None:
    """How `question` was set aside, when it still is: nothing is asked about that was not asked about then."""
    row = reason_of(question, dossier, private)
    return row if row is not None and set(question.evidence) <= set(row.about) else None
