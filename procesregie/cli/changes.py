"""Changes in words, as lines and as data: what every command that tells of changes shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from procesregie.language import say as _
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from procesregie.change.sentence import Sentence
    from procesregie.change.words import Group
    from procesregie.cli.out import Out
    from procesregie.model.dossier import Problem


def tell(out: Out, groups: Iterable[Group], indent: str = "", *, detail: bool = False) -> None:
    """Each area with its changes under it; with `detail` also what stands under a sentence."""
    for group in groups:
        out.line(indent + group.heading)
        sentences(out, [group], f"{indent}  ", detail=detail)


def sentences(out: Out, groups: Iterable[Group], indent: str, *, detail: bool = False) -> None:
    """The changes without the headings of their areas."""
    for group in groups:
        for sentence in group.sentences:
            out.line(f"{indent}{sentence.sign} {visible_line(sentence.text)}")
            for line in sentence.detail if detail else ():
                out.line(f"{indent}    {visible_line(line)}")


def data(groups: Iterable[Group], *, values: bool = False) -> list[dict[str, Any]]:
    """The same as data: what changed where, in words; with `values` every change with what stood there and stands."""
    return [
        {"heading": group.heading, "changes": [_sentence(one, values=values) for one in group.sentences]}
        for group in groups
    ]


def _sentence(sentence: Sentence, *, values: bool) -> dict[str, Any]:
    said: dict[str, Any] = {
        "sign": sentence.sign,
        "text": sentence.text,
        "address": sentence.change.address,
        "path": list(sentence.change.path),
    }
    if values:
        said["values"] = [
            {"address": one.address, "path": list(one.path), "old": one.old, "new": one.new} for one in sentence.changes
        ]
    return said


def unreadable(out: Out, problems: Iterable[Problem]) -> None:
    """Says which files could not be read at that moment: what is told is told without them."""
    for file in dict.fromkeys(problem.file for problem in problems if problem.weight == "broken"):
        out.note(_("{file} could not be read as it stood then; the rest is shown without it.", file=file))
