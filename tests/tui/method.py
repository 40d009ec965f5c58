"""What docs/method.md says, read from it: the rows of the practice, and the facts that stand on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

METHOD = Path(__file__).parents[2] / "docs/method.md"
STORIES = {"D": ("dichtbij-en-doenbaar", "nl"), "L": ("lindenveld-warm", "en")}
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Practice:
    """A row of the practice: its concept, where it is recorded, the questions about it, and where a sample has it."""

    concept: str
    recorded: str
    questions: tuple[str, ...]
    story: str
    address: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """What must stand on the screen after some keys; a step is a key, or a text that is typed."""

    area: str
    story: str
    steps: tuple[tuple[bool, str], ...]
    said: str


def cells() -> Iterator[tuple[str, list[str]]]:
    """The rows of all tables, with the heading above them."""
    area = ""
    for text in METHOD.read_text(encoding="utf-8").splitlines():
        if text.startswith("## "):
            area = text[3:].partition(" · ")[0]
        elif text.startswith("| ") and area and not text.startswith(("| begrip", "| in |", "| question", "|---")):
            yield area, [cell.strip() for cell in text.strip()[1:-1].split("|")]


def practices() -> list[Practice]:
    """The rows of the practice."""
    found = []
    for _area, row in cells():
        if len(row) == 7:
            address, *names = _CODE.findall(row[6])
            found.append(Practice(row[1], row[2], tuple(_CODE.findall(row[4])), row[6][2], address, tuple(names)))
    return found


def asked_first() -> dict[str, tuple[str, ...]]:
    """The questions of the mirror by name, with the sessions at which each is asked for the first time."""
    return {_CODE.findall(row[0])[0]: tuple(_CODE.findall(row[3])) for _area, row in cells() if len(row) == 4}


def explained() -> dict[str, str]:
    """Why each question of the mirror is asked, by its name."""
    return {_CODE.findall(row[0])[0]: row[2] for _area, row in cells() if len(row) == 4}


def facts() -> list[Fact]:
    """The facts."""
    found = []
    for area, row in cells():
        if len(row) == 3:
            steps = tuple((word.startswith("`"), word.strip("`")) for word in row[1].split())
            found.append(Fact(area, row[0][2], steps, row[2]))
    return found
