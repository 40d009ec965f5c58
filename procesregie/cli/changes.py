"""Changes in words, as lines and as data: what ``status`` and ``show`` share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from procesregie.change.words import Group
    from procesregie.cli.out import Out


def tell(out: Out, groups: Iterable[Group]) -> None:
    """Each area with its changes under it."""
    for group in groups:
        out.line(group.heading)
        for sentence in group.sentences:
            out.line(f"  {sentence.sign} {visible_line(sentence.text)}")


def data(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """The same as data: what changed where, in words."""
    return [
        {
            "heading": group.heading,
            "changes": [
                {
                    "sign": sentence.sign,
                    "text": sentence.text,
                    "address": sentence.change.address,
                    "path": list(sentence.change.path),
                }
                for sentence in group.sentences
            ],
        }
        for group in groups
    ]
