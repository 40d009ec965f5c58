"""The first glance: what a folder says before anything is loaded, read as plain TOML.

The first screen is there before the models are, which cost more to import than all of this to read. It
shows the process, the next session and the steps that are due, in the words and under the keys the overview
uses; a moment later the overview itself stands there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.tui import signs
from procesregie.tui.areas.area import Entry, Heading, Row
from procesregie.tui.layout import Block, Card, Paragraph, Title
from procesregie.tui.text import ACCENT, STRONG, assembled, line, muted, plain

Data = Mapping[str, Any]
THIS_FORMAT = 1
"""A folder of another format is looked at closely before it is shown (a test holds this to the model's)."""
MOST_STEPS = 40
"""Files of steps read at most: who has more sees the rest a moment later."""
CLOSED = "\noutcome = "
"""What stands in the file of a session that was closed: most are, and are not parsed."""


@dataclass(frozen=True)
class Glance:
    """What was read of a folder."""

    root: Path
    process: Data
    sessions: Mapping[str, Data]
    """Those that have not been closed."""
    steps: Mapping[str, Data]
    today: date

    @property
    def title(self) -> str:
        return str(self.process["title"])

    @property
    def language(self) -> str:
        """The language of the process."""
        return str(self.process.get("language", "nl"))

    def rows(self) -> Iterator[Row]:
        """The first rows of the overview."""
        yield Entry("process", assembled(muted(f"{signs.OPEN} "), line(self.title)))
        yield Heading(_("Next session"))
        coming = sorted((s["date"], id) for id, s in self.sessions.items())
        if coming:
            on, id = coming[0]
            when = muted(f"{self._day(on)}  ")
            title = line(str(self.sessions[id]["title"]))
            yield Entry(f"next:{id}", assembled(line(f"{signs.NOW} ", ACCENT), when, title))
        due = sorted((s["due"], id) for id, s in self.steps.items() if "state" not in s and self._is_due(s))
        if due:
            yield Heading(f"{_('Steps due')}  {len(due)}")
        for on, id in due:
            yield Entry(
                f"due:{id}", assembled(muted(f"{signs.LATE} {self._day(on)}  "), line(str(self.steps[id]["title"])))
            )

    def card(self) -> Card:
        """The process, as far as one glance goes."""
        blocks: list[Block] = [Title(line(self.title, STRONG), muted(_("Process")))]
        for name, label in (("issue", _("Issue")), ("intent", _("Intent"))):
            if said := str(self.process.get(name, "")).rstrip("\n"):
                blocks.append(Paragraph(plain(said), label))
        return Card(blocks)

    def _is_due(self, step: Data) -> bool:
        return type(step.get("due")) is date and step["due"] <= self.today

    def _day(self, on: date) -> str:
        return spoken().lead(on, self.today)


def glance(folder: Path, today: date) -> Glance | None:
    """A glance at the process in `folder`; None when anything about it needs a closer look."""
    import tomli

    try:
        process = tomli.loads((folder / "process.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(process.get("title"), str) or process.get("format") != THIS_FORMAT:
        return None
    steps = [name for name in _names(folder / "steps") if name.endswith(".toml")]
    sessions = {name: folder / "sessions" / name / "session.toml" for name in _names(folder / "sessions")}
    coming = {id: data for id, data in _open(sessions) if type(data.get("date")) is date}
    newest = {name.removesuffix(".toml"): folder / "steps" / name for name in steps[:MOST_STEPS]}
    return Glance(folder, process, coming, dict(_open(newest)), today)


def _names(folder: Path) -> list[str]:
    """What is in `folder`, the newest first; nothing when it is not there."""
    try:
        return sorted(os.listdir(folder), reverse=True)  # noqa: PTH208 (making two thousand paths of it takes a while)
    except OSError:
        return []


def _open(files: Mapping[str, Path]) -> Iterator[tuple[str, Data]]:
    """What stands in `files` by its id, without what was closed or cannot be read: that is said when it is loaded."""
    import tomli

    for id, path in files.items():
        try:
            text = path.read_text(encoding="utf-8")
            data = {} if CLOSED in text else tomli.loads(text)
        except (OSError, ValueError):
            continue
        if isinstance(data.get("title"), str):
            yield id, data
