"""A text the group writes together: ``texts/<name>.md``, as if it were a record with one field."""

from __future__ import annotations

from typing import ClassVar

from procesregie.model.declare import Record, text


class GroupText(Record):
    """The text itself; its file is Markdown, and holds nothing else."""

    stands: ClassVar[str] = "text"

    text: str = text("Text")


def is_text(address: str) -> bool:
    """Whether `address` is that of a text (``texts/propositie``), and not of a record."""
    return address.startswith("texts/")


def heading_of(text: str) -> str:
    """What `text` begins with: its first line that says something, without the sign of a heading."""
    return next((said for row in text.splitlines() if (said := row.strip().lstrip("#").strip())), "")
