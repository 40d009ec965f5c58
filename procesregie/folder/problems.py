"""What is not sound in a file, made into problems with a place, a sentence and a remedy."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from procesregie.folder.layout import Path
from procesregie.folder.toml import NotToml, Twice, place
from procesregie.language import N_, Language
from procesregie.model.address import file_of
from procesregie.model.declare import Meaning, Part, Record, meaning
from procesregie.model.dossier import Problem

_IN_AN_EDITOR = N_("Mend it in an editor. Until then it is left as it is; everything else stays usable.")

_NOT_THIS: dict[str, tuple[str, str]] = {
    # form of the field: what is wrong, how to mend it
    "line": (N_("{key} must be text."), N_("Put it in quotes.")),
    "text": (N_("{key} must be text."), N_("Put it in quotes, three on each side for several lines.")),
    "lines": (N_("{key} must be a list of texts."), N_('Write {name} = ["…", "…"].')),
    "day": (N_("{key} must be a date."), N_("Write it without quotes, such as 2026-03-12.")),
    "moment": (N_("{key} must be a date and a time."), N_("Write it without quotes, such as 2026-03-12T14:05:00.")),
    "time": (N_("{key} must be a time."), N_("Write it without quotes, such as 14:05:00.")),
    "number": (N_("{key} must be a whole number."), N_("Write it without quotes.")),
    "flag": (N_("{key} must be true or false."), N_("Write true or false, without quotes.")),
    "choice": (N_("{key} cannot be {value}."), N_("It is one of: {words}.")),
    "choices": (N_("{key} cannot be {value}."), N_("It is a list of: {words}.")),
    "ref": (N_("{key} must be an id."), N_("Put it in quotes.")),
    "refs": (N_("{key} must be a list of ids."), N_('Write {name} = ["…", "…"].')),
    "rows": (N_("{key} must be a table."), N_("Write it as [{key}] with its fields below.")),
}


def said(problem: Problem, lang: Language) -> str:
    """`problem` in one line: where, what, and how to mend it."""
    where = ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part)
    return f"{where}: {sentences(problem, lang)}"


def sentences(problem: Problem, lang: Language) -> str:
    """What is wrong, and how to mend it: a sentence each."""
    what, remedy = (lang.filled(part, problem.values) for part in (problem.what, problem.remedy))
    return f"{what}{'' if what.endswith(('.', '?', '!')) else '.'} {remedy}" if remedy else what


def not_toml(address: str, error: NotToml) -> Problem:
    """A file that is no TOML."""
    return Problem(
        file_of(address),
        error.what,
        _IN_AN_EDITOR,
        error.values,
        error.line,
        error.column,
        error.excerpt,
        address,
        "broken",
        "syntax",
    )


def stands_twice(address: str, data: bytes, twice: Twice) -> Problem:
    """A table or key that stands twice: a question, with both lines. The file is read, but not written over."""
    found = place(data, twice.path)
    return Problem(
        file_of(address),
        N_("{key} is here twice, on line {first} and on line {second}."),
        N_(
            "Which one counts? Take out or rename the other in an editor. Until then the later one is read "
            "and the file is not overwritten."
        ),
        {"key": ".".join(twice.path), "first": twice.lines[0], "second": twice.lines[1]},
        twice.lines[1],
        found.column,
        found.excerpt,
        address,
        "finding",
        "twice",
    )


def cannot_read(file: str, address: str, error: OSError) -> Problem:
    """A file or folder the system does not let us read."""
    return Problem(
        file,
        N_("It cannot be read ({said})."),
        N_("Ask for permission to read it, or check that the disk is there."),
        {"said": error.strerror or str(error)},
        address=address,
        weight="broken",
        check="file",
    )


def is_a_link(file: str, address: str = "") -> Problem:
    """A link instead of a file or folder; it is not followed."""
    return Problem(
        file,
        N_("It is a link to another place, and links are not followed."),
        N_("Put the file itself there."),
        address=address,
        weight="broken",
        check="file",
    )


def not_an_id(file: str) -> Problem:
    """A file or folder in a room whose name is no id."""
    return Problem(
        file,
        N_("Its name is not an id, so it is not read."),
        N_("Give it a name of lower-case letters, digits and hyphens, at most 60, such as ggd-lindenveld."),
        weight="broken",
        check="name",
    )


def wrong_fields(address: str, model: type[Record], data: bytes, error: ValidationError) -> Iterator[Problem]:
    """What pydantic found, field by field, each with its place in the file."""
    seen: set[Path] = set()
    for detail in error.errors(include_url=False, include_context=True):
        path = tuple(part for part in map(str, detail["loc"]) if part != "[key]")
        known, of = _deepest(model, path)
        path = path[: len(of)] if of else path
        if path in seen:
            continue
        seen.add(path)
        what, remedy, values = _sentence(detail, path, known)
        found = place(data, path, detail.get("input"))
        yield Problem(
            file_of(address), what, remedy, values, found.line, found.column, found.excerpt, address, "broken", "field"
        )


def _deepest(model: type[Part], path: Path) -> tuple[Meaning | None, Path]:
    """The meaning of the declared field that `path` leads to or into, and the path to it (to the row for a row)."""
    known: Meaning | None = None
    for number, part in enumerate(path):
        if known is not None and known.form == "rows" and known.row is not None:
            if number + 1 < len(path):
                model, known = known.row, None
                continue
            return known, path
        found = meaning(model, part)
        if found is None:
            return None, path
        if found.form != "rows":
            return found, path[: number + 1]
        known = found
    return known, path


def _sentence(detail: Any, path: Path, known: Meaning | None) -> tuple[str, str, dict[str, object]]:
    values: dict[str, object] = {"key": ".".join(path), "name": path[-1] if path else "", "value": _shown(detail)}
    kind = str(detail["type"])
    if kind == "missing":
        return N_("{key} is missing."), N_('Add a line {name} = "…".'), values
    if known is None:
        return N_("{key} cannot be read ({said})."), _IN_AN_EDITOR, values | {"said": detail["msg"]}
    if kind in ("greater_than_equal", "less_than_equal"):
        values |= {"least": known.least, "most": known.most}
        if known.most is None:
            return N_("{key} cannot be {value}."), N_("It is at least {least}."), values
        return N_("{key} cannot be {value}."), N_("It is a number from {least} to {most}."), values
    what, remedy = _NOT_THIS[known.form]
    if known.words is not None:
        words = [str(word.value) for word in known.words]
        values["words"] = ", ".join(words)
        if close := get_close_matches(str(detail.get("input")), words, 1):
            return what, N_("Did you mean {meant}? It is one of: {words}."), values | {"meant": close[0]}
    return what, remedy, values


def _shown(detail: Any) -> str:
    """The value that stands there, short."""
    text = str(detail.get("input", ""))
    return text if len(text) <= 60 else text[:59] + "…"
