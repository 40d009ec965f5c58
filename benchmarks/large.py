"""A large process: 150 parties, 300 topics, 2,000 steps, 120 sessions of 150 lines, 200 decisions. Seeded."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.measure import environment

PARTIES, TOPICS, STEPS, SESSIONS, LINES, DECISIONS = 150, 300, 2000, 120, 150, 200
BEGIN = date(2024, 9, 2)
_SAID = (
    "de ketelruimte mag als straatplanning meekomt wie draagt het vollooprisico jongeren doen mee vanaf tweede ronde "
    "netcapaciteit per straat voor april bestuurder twijfelt drie hoofdstukken eerst isoleren daarna warmtenet huurders "
    "willen zekerheid over kosten gemeente betaalt onderzoek bewoners koken samen één loket werkt niet overal"
)
_WORDS = _SAID.split()
_KINDS = ("government", "resident", "civil society", "business", "knowledge", "funder", "informal initiator")
_LINE_KINDS = ("note", "note", "note", "note", "addition", "agreed", "concern", "open end")
_STANDS = ("consent", "consent", "consent", "consent", "accept, not our preference", "reasoned objection")
_STAGES = ("signal", "on the agenda", "in conversation", "direction", "decided", "parked")


class Writer:
    """Makes the plain data of every record, always the same."""

    def __init__(self, seed: int = 20260312) -> None:
        self.chance = random.Random(seed)

    def said(self, least: int, most: int) -> str:
        return " ".join(self.chance.choices(_WORDS, k=self.chance.randint(least, most)))

    def key(self) -> str:
        return "".join(self.chance.choices("abcdefghijklmnopqrstuvwxyz234567", k=6))

    def files(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every file of the process: its path and its plain data."""
        yield "process.toml", self.process()
        for n in range(PARTIES):
            yield f"table/partij-{n:03}.toml", self.party(n)
        for n in range(TOPICS):
            yield f"agenda/onderwerp-{n:03}.toml", self.topic(n)
        for n in range(SESSIONS):
            folder = f"sessions/{session(n)}"
            yield f"{folder}/session.toml", self.session(n)
            yield f"{folder}/log-noor-hageman.toml", self.log(n)
        for n in range(STEPS):
            yield f"steps/{step(n)}.toml", self.step(n)
        for n in range(DECISIONS):
            yield f"decisions/{decision(n)}/decision.toml", self.decision(n)

    def process(self) -> dict[str, Any]:
        return {
            "format": 1,
            "id": "5f0c7a1e9b3d4c2fa8e6d7b1c0a95e42",
            "title": "Groot en Breed",
            "language": "nl",
            "commissioner": "gemeente",
            "rule": "consent",
            "issue": self.said(20, 40) + "\n",
            "intent": self.said(20, 40) + "\n",
            "phases": {"1": {"phase": "explore", "since": BEGIN}, "2": {"phase": "share", "since": day(100)}},
        }

    def party(self, n: int) -> dict[str, Any]:
        return {
            "title": f"Partij {n:03}",
            "short": f"p{n:03}",
            "order": (n + 1) * 100,
            "kind": self.chance.choice(_KINDS),
            "ring": self.chance.choice(("knows of it", "backs the direction", "acts")),
            "reason": self.said(8, 20) + "\n",
            "shared_interest": self.said(8, 20) + "\n",
            "brings": self.said(5, 12) + "\n",
            "asks": self.said(5, 12) + "\n",
            "people": {
                f"persoon-{m}": {"name": f"Persoon {n}-{m}", "function": "bestuurder", "since": BEGIN} for m in range(2)
            },
            "moves": {"1": {"on": day(n), "reason": "uitgenodigd"}},
        }

    def topic(self, n: int) -> dict[str, Any]:
        return {
            "title": f"Onderwerp {n:03}: {self.said(3, 6)}",
            "order": (n + 1) * 100,
            "stage": self.chance.choice(_STAGES[1:]),
            "what": self.said(10, 30) + "\n",
            "brought_by": party(self.chance.randrange(PARTIES)),
            "parties": sorted({party(self.chance.randrange(PARTIES)) for _ in range(6)}),
            "urgency": {
                name: {"view": self.chance.choice(("sees it", "doubts", "does not see it")), "since": day(n)}
                for name in sorted({party(self.chance.randrange(PARTIES)) for _ in range(10)})
            },
        }

    def step(self, n: int) -> dict[str, Any]:
        done = self.chance.random() < 0.7
        data: dict[str, Any] = {
            "title": self.said(4, 9),
            "owner": party(self.chance.randrange(PARTIES)),
            "due": day(n // 3 + 14),
            "effect": self.said(5, 12) + "\n",
            "topic": f"onderwerp-{self.chance.randrange(TOPICS):03}",
            "session": session(n * SESSIONS // STEPS),
        }
        if done:
            data |= {"state": "done", "done_on": day(n // 3 + 20)}
        elif self.chance.random() < 0.4:
            data["moves"] = {"1": {"was": day(n // 3 + 7), "moved_on": day(n // 3 + 8), "reason": self.said(3, 6)}}
        return data

    def session(self, n: int) -> dict[str, Any]:
        there = sorted({party(self.chance.randrange(PARTIES)) for _ in range(25)})
        decisions = [decision(m) for m in range(DECISIONS) if m * SESSIONS // DECISIONS == n]
        return {
            "title": f"Netwerktafel {n:03}",
            "date": day(n * 5),
            "kind": "network table",
            "place": "buurthuis",
            "question": self.said(6, 14) + "\n",
            "outcome": "decision" if decisions else "draft",
            "closed_on": datetime.combine(day(n * 5), datetime.min.time()).replace(hour=16),
            "decisions": decisions,
            "programme": {
                f"deel-{m}": {"title": self.said(2, 4), "order": m * 100, "minutes": 20} for m in range(1, 5)
            },
            "attendance": {name: {"presence": "present"} for name in there},
        }

    def log(self, n: int) -> dict[str, Any]:
        at = datetime.combine(day(n * 5), datetime.min.time()).replace(hour=14)
        return {"recorder": "noor-hageman", "lines": {self.key(): self.line(at, m) for m in range(LINES)}}

    def line(self, begin: datetime, m: int) -> dict[str, Any]:
        data: dict[str, Any] = {"at": begin + timedelta(seconds=36 * m)}
        kind = self.chance.choice(_LINE_KINDS)
        if kind != "note":
            data["kind"] = kind
        data["by"] = [party(self.chance.randrange(PARTIES))]
        data["text"] = self.said(6, 16)
        if m % 9 == 0:
            data["threads"] = ["kosten"]
        return data

    def decision(self, n: int) -> dict[str, Any]:
        of = n * SESSIONS // DECISIONS
        return {
            "title": f"Besluit {n:03}: {self.said(3, 5)}",
            "weight": self.chance.choice(("direction", "agreement", "decision")),
            "state": "taken",
            "taken_on": day(of * 5),
            "session": session(of),
            "what": self.said(15, 30) + "\n",
            "positions": {
                name: {"position": self.chance.choice(_STANDS), "reason": self.said(3, 6), "date": day(of * 5)}
                for name in sorted({party(self.chance.randrange(PARTIES)) for _ in range(21)})
            },
        }


def day(n: int) -> date:
    """The day `n` days after the beginning."""
    return BEGIN + timedelta(days=n)


def party(n: int) -> str:
    return f"partij-{n:03}"


def session(n: int) -> str:
    return f"{day(n * 5).isoformat()}-netwerktafel-{n:03}"


def step(n: int) -> str:
    return f"{day(n // 3).isoformat()}-stap-{n:04}"


def decision(n: int) -> str:
    return f"{day(n * SESSIONS // DECISIONS * 5).isoformat()}-besluit-{n:03}"


def make(folder: Path) -> Path:
    """The large process in `folder`, a repository with one commit; what stands there already is used again."""
    from procesregie.folder.toml import canonical

    if (folder / ".git").is_dir():
        return folder
    for path, data in Writer().files():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(canonical(data))
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "draft: het begin"]):
        subprocess.run(["git", *command], cwd=folder, check=True, env=environment())
    return folder
