"""A process of a hundred and fifty parties and two thousand steps, over three years: the one of `make bench`, slower."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks.large import BEGIN, Writer
from procesregie.folder.toml import canonical
from tests.tui.made import git

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def crowded(root: Path) -> None:
    """Writes it in `root`, with one commit, on the same day whoever needs it first."""
    for path, data in Writer().files():
        file = root / slower(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(canonical(slower(data)))
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--date=2026-03-01T10:00:00+01:00", "-m", "draft: het begin\n\nOutcome: draft\n")


def slower(value: Any) -> Any:
    """`value` with its days, those inside a text too, twice as far apart: six hundred of them from March 2023 on."""
    match value:
        case datetime():
            return datetime.combine(slower(value.date()), value.time())
        case date():
            return BEGIN.replace(year=2023, month=3) + (value - BEGIN) * 2
        case str() if "-" in value:
            return DAY.sub(lambda found: slower(date.fromisoformat(found[0])).isoformat(), value)
        case list():
            return [slower(one) for one in value]
        case dict():
            return {slower(key): slower(one) for key, one in value.items()}
    return value
