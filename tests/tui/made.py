"""A small process to show: a folder of TOML as a person could have written it, and a history in real git."""

from __future__ import annotations

import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import tomli_w

PROCESS_ID = "0f3c9a7e5d1b4c2f8a6e9d0b1c2d3e4f"

Files = dict[str, dict[str, Any]]

PROCESS: dict[str, Any] = {
    "format": 1,
    "id": PROCESS_ID,
    "title": "Lindenveld Warm",
    "language": "nl",
    "commissioner": "Gemeente Oldermeer",
    "issue": "De warmte in de wijk komt van gas, en dat houdt op. Wat ervoor in de plaats komt is van niemand alleen.\n",
    "intent": "Dat iedereen in Lindenveld warm blijft wonen, ook wie het niet breed heeft.\n",
    "starts": date(2025, 9, 1),
    "rule": "consent",
    "phases": {
        "a2": {"phase": "explore", "since": date(2025, 9, 1)},
        "b3": {"phase": "share", "since": date(2026, 1, 15), "reason": "de urgentie is gedeeld"},
    },
}

PARTIES: Files = {
    "table/gemeente-oldermeer": {
        "title": "Gemeente Oldermeer",
        "short": "gemeente",
        "kind": "government",
        "ring": "acts",
        "people": {"anke-dros": {"name": "Anke Dros", "function": "wethouder", "since": date(2025, 9, 1)}},
        "reason": "Stelt kaders en betaalt een deel.\n",
    },
    "table/huurdersraad-haardstee": {
        "title": "Huurdersraad Haardstee",
        "short": "hr-haardstee",
        "kind": "resident",
        "ring": "backs the direction",
        "must": "Betaalbaar blijven.\n",
        "want": "Meebeslissen over de planning per straat.\n",
        "brings": "800 huishoudens die wij kennen.\n",
        "asks": "De straatplanning, een jaar vooruit.\n",
    },
    "table/stroomland": {"title": "Stroomland", "short": "stroomland", "kind": "business", "ring": "acts"},
    "table/vve-toren-b": {"title": "VvE Toren B", "short": "toren-b", "kind": "resident", "ring": "knows of it"},
    "table/departement": {"title": "Departement", "kind": "government", "seat": "observer"},
    "table/aannemer-velthoek": {
        "title": "Aannemer Velthoek",
        "kind": "business",
        "moves": {"x1": {"kind": "left", "on": date(2026, 2, 1), "reason": "de aanbesteding ging niet door"}},
    },
}

OTHERS: Files = {
    "agenda/warmtebron": {
        "title": "Warmtebron",
        "stage": "in conversation",
        "why_now": "Het net is vol tot 2029.\n",
        "urgency": {
            "gemeente-oldermeer": {"view": "sees it"},
            "stroomland": {"view": "sees it", "note": "het net is vol"},
            "vve-toren-b": {"view": "doubts", "source": "Rie Vosmeer"},
        },
    },
    "agenda/isolatie-eerst": {"title": "Isolatie eerst", "stage": "direction", "brought_by": "huurdersraad-haardstee"},
    "agenda/koken": {"title": "Koken", "stage": "signal", "parent": "warmtebron"},
    "roles/kadersteller": {
        "title": "Kadersteller",
        "kind": "framework setter",
        "party": "gemeente-oldermeer",
        "person": "anke-dros",
        "topics": {"warmtebron": {"does": "decides"}},
        "mandate": "Het college, tot de raad erover gaat.\n",
    },
    "roles/regiegroep": {"title": "Regiegroep", "kind": "steering group"},
    "steps/2026-02-26-netcapaciteit": {
        "title": "Netcapaciteit per straat uitzoeken",
        "owner": "stroomland",
        "due": date(2026, 3, 5),
        "session": "2026-02-26-moeten-willen-kunnen",
        "moves": {
            "m1": {"was": date(2026, 2, 12), "moved_on": date(2026, 2, 10), "reason": "cijfers kwamen later"},
            "m2": {"was": date(2026, 2, 26), "moved_on": date(2026, 2, 26), "reason": "ziekte"},
        },
    },
    "steps/2026-02-26-brief-bewoners": {
        "title": "Brief aan alle bewoners, in gewone taal",
        "owner": "huurdersraad-haardstee",
        "due": date(2026, 4, 2),
        "effect": "Wie niet komt weet toch wat er speelt.\n",
        "session": "2026-02-26-moeten-willen-kunnen",
    },
    "steps/2026-01-29-kaart": {"title": "Kaart van de wijk", "state": "done", "done_on": date(2026, 2, 10)},
    "sessions/2026-01-29-vier-deelthemas": {
        "title": "Vier deelthema’s",
        "date": date(2026, 1, 29),
        "kind": "network table",
        "outcome": "decision",
        "closed_on": datetime(2026, 1, 29, 17, 0),
        "decisions": ["2026-01-29-vier-deelthemas"],
        "adopted_in": "2026-02-26-moeten-willen-kunnen",
        "sent_on": date(2026, 1, 30),
    },
    "sessions/2026-02-26-moeten-willen-kunnen": {
        "title": "Moeten, willen, kunnen",
        "date": date(2026, 2, 26),
        "outcome": "draft",
        "closed_on": datetime(2026, 2, 26, 16, 45),
        "sent_on": date(2026, 2, 27),
        "attendance": {
            "gemeente-oldermeer": {"presence": "present", "people": ["anke-dros"]},
            "stroomland": {"presence": "apologies"},
        },
    },
    "sessions/2026-02-26-moeten-willen-kunnen/log-anna": {
        "recorder": "anna",
        "lines": {
            "aaaaaa": {"at": datetime(2026, 2, 26, 14, 5), "by": ["stroomland"], "text": "het net is vol tot 2029"},
            "bbbbbb": {"at": datetime(2026, 2, 26, 14, 9), "kind": "open end", "text": "Wie draagt het vollooprisico?"},
        },
    },
    "sessions/2026-03-19-netwerktafel": {
        "title": "Netwerktafel over de pilot",
        "date": date(2026, 3, 19),
        "kind": "network table",
        "place": "Buurthuis De Linde",
        "question": "Onder welke voorwaarden doen we een pilot met veertig woningen?\n",
        "programme": {
            "p1": {"title": "Opening", "order": 100, "minutes": 10},
            "p2": {"title": "Warmtebron", "order": 200, "topic": "warmtebron", "minutes": 60},
        },
    },
    "decisions/2026-01-29-vier-deelthemas": {
        "title": "Vier deelthema’s, elk met een eigen tafel",
        "weight": "agreement",
        "state": "taken",
        "taken_on": date(2026, 1, 29),
        "session": "2026-01-29-vier-deelthemas",
        "review_on": date(2026, 3, 1),
        "positions": {
            "gemeente-oldermeer": {"position": "consent"},
            "stroomland": {"position": "consent"},
            "vve-toren-b": {"position": "reasoned objection", "reason": "kosten niet onderbouwd"},
        },
    },
    "decisions/2026-02-26-pilot-40-woningen": {
        "title": "Pilot warmtenet met 40 woningen",
        "weight": "decision",
        "session": "2026-02-26-moeten-willen-kunnen",
        "what": "We beginnen met veertig woningen rond de Lindestraat.\n",
        "topics": ["warmtebron"],
    },
}


def path_of(address: str) -> str:
    """The file behind an address, as the program has it."""
    from procesregie.model.address import file_of

    return file_of(address)


def written(root: Path, files: Files) -> None:
    """Writes `files` (plain data by address) below `root`."""
    for address, data in files.items():
        path = root / path_of(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tomli_w.dumps(data, multiline_strings=True), encoding="utf-8")


def git(root: Path, *args: str, stdin: str | None = None) -> str:
    """Real git in `root`; what it wrote."""
    done = subprocess.run(["git", *args], cwd=root, input=stdin, capture_output=True, text=True, check=True)
    return done.stdout


def made(root: Path, *, language: str = "nl", history: bool = True) -> Path:
    """A whole process in `root`, with three commits: by a template, by hand, and of a session."""
    root.mkdir(parents=True, exist_ok=True)
    written(root, {"process": {**PROCESS, "language": language}, **PARTIES})
    if not history:
        written(root, OTHERS)
        return root
    git(root, "init", "-q")
    _commit(root, "draft: het proces begint\n\nOutcome: draft\n", "2026-01-05T10:00:00+01:00")
    decided = {a: d for a, d in OTHERS.items() if "vier-deelthemas" in a or a.startswith("agenda")}
    written(root, decided)
    (root / "sessions/2026-01-29-vier-deelthemas/minutes.md").write_text("# Vier deelthema’s\n\nBesloten: vier.\n")
    message = (
        "decision: Vier deelthema’s, elk met een eigen tafel\n\nBesloten\n- Vier deelthema’s\n\n"
        "Outcome: decision\nSession: 2026-01-29-vier-deelthemas\nDecision: 2026-01-29-vier-deelthemas\n"
    )
    _commit(root, message, "2026-01-29T17:00:00+01:00")
    by_hand = {a: d for a, d in OTHERS.items() if not a.startswith("sessions/2026-02-26")}
    written(root, {**by_hand, "agenda/koken": {**OTHERS["agenda/koken"], "title": "Koken op stroom"}})
    _commit(root, "tikfout hersteld\n", "2026-02-20T09:00:00+01:00")
    written(root, OTHERS)
    message = (
        "draft: Moeten, willen, kunnen\n\nOpen\n- Wie draagt het vollooprisico?\n\n"
        "Outcome: draft\nSession: 2026-02-26-moeten-willen-kunnen\n"
    )
    _commit(root, message, "2026-02-26T16:45:00+01:00")
    return root


def _commit(root: Path, message: str, at: str) -> None:
    git(root, "add", "-A")
    dated = ("-c", "user.name=Noor Hageman", "-c", "user.email=noor@example.org")
    git(root, *dated, "commit", "-q", "-F", "-", f"--date={at}", stdin=message)
