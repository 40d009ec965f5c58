"""``procesregie check``: is the record sound? Every problem with its file, line and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _

if TYPE_CHECKING:
    from procesregie.model.dossier import Problem


@declare(
    "check", N_("Checks that the record is sound: files, fields, references, nothing private, decisions as taken.")
)
def command(settings: Settings) -> int:
    """0 when it is sound, 1 when there is something to mend."""
    desk = settings.desk()
    problems = desk.check()
    for problem in problems:
        settings.out.line(_place(problem) + _sentence(problem))
        for line in problem.excerpt.splitlines():
            settings.out.line(f"    {line}")
    if problems:
        settings.out.line(say_many("{n} thing to mend.", "{n} things to mend.", len(problems)))
    else:
        settings.out.line(_("Sound: {n} records read, nothing to mend.", n=len(desk.dossier.records)))
    settings.out.data({"sound": not problems, "records": len(desk.dossier.records), "problems": [*map(data, problems)]})
    return 1 if problems else 0


def _place(problem: Problem) -> str:
    return ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part) + ": "


def _sentence(problem: Problem) -> str:
    from procesregie.folder.problems import sentences

    return sentences(problem, spoken())


def data(problem: Problem) -> dict[str, Any]:
    """A problem as data."""
    lang = spoken()
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "address": problem.address,
        "check": problem.check,
        "weight": problem.weight,
        "what": lang.filled(problem.what, problem.values),
        "remedy": lang.filled(problem.remedy, problem.values),
        "excerpt": problem.excerpt,
    }
