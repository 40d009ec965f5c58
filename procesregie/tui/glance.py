"""The first glance: what a folder says before anything is loaded, read as plain TOML.

The first screen is there before the models are, which cost more to import than all of this to read. It
shows the process, the next session and the steps that are due, in the words and under the keys the overview
uses; a moment later the overview itself stands there.
"""

from __future__ import annotations

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


@dataclass(frozen=True)
class Glance:
    """What was read of a folder."""

    root: Path
    process: Data
    sessions: Mapping[str, Data]
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
        coming = sorted((s["date"], id) for id, s in self.sessions.items() if "outcome" not in s)
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
        return spoken().day(on, "short").rjust(6)


def glance(folder: Path, today: date) -> Glance | None:
    """A glance at the process in `folder`; None when anything about it needs a closer look."""
    import tomli

    def read(path: Path) -> Data:
        return tomli.loads(path.read_text(encoding="utf-8"))

    def readable(paths: list[Path]) -> Iterator[tuple[Path, Data]]:
        for path in paths:
            try:
                data = read(path)
            except (OSError, ValueError):
                continue  # what is wrong with it is said when it is loaded
            if isinstance(data.get("title"), str):
                yield path, data

    try:
        process = read(folder / "process.toml")
    except (OSError, ValueError):
        return None
    if not isinstance(process.get("title"), str) or process.get("format") != THIS_FORMAT:
        return None
    sessions = {p.parent.name: d for p, d in readable(sorted(folder.glob("sessions/*/session.toml")))}
    steps = {p.stem: d for p, d in readable(sorted(folder.glob("steps/*.toml"), reverse=True)[:MOST_STEPS])}
    dated = {id: d for id, d in sessions.items() if type(d.get("date")) is date}
    return Glance(folder, process, dated, steps, today)
