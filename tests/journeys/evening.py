"""The evening both journeys tell: twenty-one parties, a hundred and fifty lines, two decisions, five steps.

What is typed and what must stand in the record afterwards are said together here, so that the screen and
the commands are held to the same thing.
"""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from procesregie.model.clock import Clock
from procesregie.model.dossier import Dossier
from procesregie.model.log import LineKind

SESSION = "2026-03-12-netwerktafel"
TITLE = "Netwerktafel"
KILLED_AT = 97
"""After this many lines the program is killed, and goes on."""

PARTIES: dict[str, tuple[str, str]] = {
    # id: short name, title
    "gemeente-oldermeer": ("gemeente", "Gemeente Oldermeer"),
    "woningstichting-haardstee": ("haardstee", "Woningstichting Haardstee"),
    "woningbouwvereniging-westerdiek": ("westerdiek", "Woningbouwvereniging Westerdiek"),
    "netbeheerder-stroomland": ("stroomland", "Netbeheerder Stroomland"),
    "energiecooperatie-lindewarm": ("lindewarm", "Energiecoöperatie Lindewarm"),
    "bewonerskerngroep": ("kerngroep", "Bewonerskerngroep"),
    "huurdersraad-haardstee": ("hr-haardstee", "Huurdersraad Haardstee"),
    "huurdersraad-westerdiek": ("hr-westerdiek", "Huurdersraad Westerdiek"),
    "vve-toren-a": ("toren-a", "VvE Toren A"),
    "vve-toren-b": ("toren-b", "VvE Toren B"),
    "eigenaren-vlinderbuurt": ("vlinderbuurt", "Eigenaren Vlinderbuurt"),
    "wijkraad": ("wijkraad", "Wijkraad"),
    "moskee": ("moskee", "Moskee"),
    "kerk": ("kerk", "Kerk"),
    "basisschool-lindeblad": ("lindeblad", "Basisschool Lindeblad"),
    "zorgcentrum-lindenstate": ("lindenstate", "Zorgcentrum Lindenstate"),
    "welzijn-kruimelhof": ("kruimelhof", "Welzijn Kruimelhof"),
    "winkeliers": ("winkeliers", "Winkeliers"),
    "aannemer-velthoek": ("velthoek", "Aannemer Velthoek"),
    "hogeschool-oldermeer": ("hogeschool", "Hogeschool Oldermeer"),
    "rie-vosmeer": ("rie", "Rie Vosmeer"),
}
SHORT = {short: name for name, (short, _title) in PARTIES.items()}

DECISIONS = {
    33: ("Pilot met 40 woningen", {"toren-b": "reasoned objection", "westerdiek": "accept, not our preference",
                                   "hr-haardstee": "subject to constituency"}),
    121: ("Bewoners beslissen mee over de planning", {"velthoek": "accept, not our preference",
                                                      "kerk": "concern", "hogeschool": "stands aside"}),
}  # fmt: skip
"""The number of their line, what is decided, and the three who do not simply consent."""

STEPS = {
    40: ("stroomland", "netcapaciteit per straat", "voor 2 april", date(2026, 4, 2)),
    61: ("gemeente", "brief aan alle eigenaren", "uiterlijk vrijdag", date(2026, 3, 13)),
    88: ("kruimelhof", "jongeren uitnodigen voor de tweede ronde", "voor eind maart", date(2026, 3, 31)),
    109: ("haardstee", "ketelruimte laten meten", "op 26 maart", date(2026, 3, 26)),
    140: ("hogeschool", "studenten de kosten laten narekenen", "voor 1 mei", date(2026, 5, 1)),
}
ASIDES = {20: "bestuurder twijfelt zelf ook", 77: "dit ging over iets anders", 133: "straks even apart spreken"}
CORRECTED = (5, 16, 29, 52, 70, 96, 115, 148)
"""Lines that are first typed without their last word."""

_SAYS = """de ketelruimte mag als de straatplanning meekomt wie draagt het risico van leegloop jongeren doen mee
huurders willen zekerheid over kosten eerst isoleren daarna warmte bewoners koken samen één loket werkt niet overal
het net zit vol tot later de school wil meedoen wij betalen het onderzoek straat voor straat beginnen"""
_SIGNS = (("", LineKind.NOTE),) * 5 + (
    ("+ ", LineKind.ADDITION),
    ("= ", LineKind.AGREED),
    ("< ", LineKind.CONCERN),
    ("? ", LineKind.OPEN_END),
)


@dataclass(frozen=True)
class Said:
    """One line: what is typed, and what must stand in the record."""

    number: int
    typed: str
    kind: LineKind
    by: tuple[str, ...]
    """Ids of the parties that said it."""
    text: str
    due: date | None = None

    @property
    def before(self) -> str:
        """What is typed first where the line is corrected: all but the last word."""
        return self.typed.rsplit(" ", 1)[0]

    @property
    def last(self) -> str:
        """The word that the correction adds."""
        return self.typed.rsplit(" ", 1)[1]


def lines() -> list[Said]:
    """The hundred and fifty lines, numbered from 1; each ends in a word of its own (``w042``) to be found by."""
    chance = random.Random(20260312)
    words = _SAYS.split()
    found = []
    for number in range(1, 151):
        mark = f"w{number:03}"
        if number in DECISIONS:
            title = DECISIONS[number][0]
            found.append(Said(number, f"! {title}", LineKind.DECISION, (), title))
        elif number in STEPS:
            owner, what, when, due = STEPS[number]
            found.append(
                Said(number, f"> @{owner} {what} {when}", LineKind.STEP, (SHORT[owner],), f"{what} {when}", due)
            )
        elif number in ASIDES:
            found.append(Said(number, f"( {ASIDES[number]}", LineKind.ASIDE, (), ""))
        else:
            sign, kind = chance.choice(_SIGNS)
            short = chance.choice(list(SHORT))
            text = " ".join([*chance.choices(words, k=chance.randint(3, 7)), mark])
            found.append(Said(number, f"{sign}@{short} {text}", kind, (SHORT[short],), text))
    return found


def paste() -> str:
    """Forty lines that somebody mailed: signs of ours among them, which must not count."""
    chance = random.Random(40)
    words = _SAYS.split()
    signs = ("", "", "- ", "! ", "> @gemeente ", "( ", "@moskee ", "# ")
    return "\n".join(f"{chance.choice(signs)}{' '.join(chance.choices(words, k=6))} p{n:02}" for n in range(1, 41))


def process(folder: Path) -> None:
    """A process in `folder` with its parties and the session to come, made and committed as anybody would."""
    from procesregie.__main__ import main

    assert main(["new", str(folder), "--title", "Lindenveld Warm", "--language", "nl", "--no-open"]) == 0
    (folder / "table").mkdir(exist_ok=True)
    for name, (short, title) in PARTIES.items():
        (folder / "table" / f"{name}.toml").write_text(f'title = "{title}"\nshort = "{short}"\n', encoding="utf-8")
    session = folder / "sessions" / SESSION
    session.mkdir(parents=True)
    (session / "session.toml").write_text(f'title = "{TITLE}"\ndate = 2026-03-12\n')
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "draft: wie er aan tafel zitten\n\nOutcome: draft")


def git(folder: Path, *arguments: str) -> str:
    """What git itself says."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def dossier(folder: Path) -> Dossier:
    """The record as it stands in the folder."""
    from procesregie.desk.desk import Desk

    return Desk.open(folder, Clock.of("2026-03-12")).dossier


def check_lines(folder: Path, expected: list[Said]) -> None:
    """Every line is there with its kind, its party and its date, in the order it was said."""
    said = [line for _address, line in dossier(folder).said(SESSION)]
    told = [line for line in said if line.kind is not LineKind.POSITION and not line.pasted]
    assert [(line.kind, line.by, line.text, line.due) for line in told] == [
        (one.kind, one.by, one.text, one.due) for one in expected
    ]
    assert not [line for line in said if line.unclear]


def check_told(folder: Path) -> None:
    """What plain git tells of the evening: one commit, a decision, with its minutes and its tags."""
    subject = git(folder, "log", "-1", "--format=%s").strip()
    assert subject.startswith("decision: ")
    assert len(subject) <= 72
    assert git(folder, "log", "-1", "--format=%(trailers:key=Outcome,valueonly)").strip() == "decision"
    assert git(folder, "log", "-1", "--format=%(trailers:key=Session,valueonly)").strip() == SESSION
    body = git(folder, "log", "-1", "--format=%b")
    taken = [found for found in dossier(folder).decisions.values() if found.state.value == "taken"]
    assert sorted(found.title for found in taken) == sorted(title for title, _three in DECISIONS.values())
    assert len(git(folder, "tag", "-l", "decision/*").split()) == 2
    minutes = git(folder, "show", f"HEAD:./sessions/{SESSION}/minutes.md")
    for title, _three in DECISIONS.values():
        assert title in body
        assert title in minutes
    for _owner, what, _when, _due in STEPS.values():
        assert what in body.lower()
        assert what in minutes.lower()
    assert [step.due for step in sorted(dossier(folder).steps.values(), key=lambda s: s.due or date.max)] == sorted(
        due for _owner, _what, _when, due in STEPS.values()
    )
    everything = git(folder, "log", "-p", "--all")
    for aside in ASIDES.values():
        assert aside not in everything
        assert aside not in minutes
    assert git(folder, "status", "--porcelain") == ""


def check_positions(folder: Path) -> None:
    """Twenty-one positions on each decision: three exceptions, the rest consents."""
    by_title = {found.title: found for found in dossier(folder).decisions.values()}
    for title, three in DECISIONS.values():
        positions = {party: found.position.value for party, found in by_title[title].positions.items()}
        wanted = dict.fromkeys(PARTIES, "consent") | {SHORT[short]: stand for short, stand in three.items()}
        assert positions == wanted


def corrected(expected: list[Said], upto: int) -> list[Said]:
    """Those of `expected` that were said by line number `upto`."""
    return [replace(one) for one in expected if one.number <= upto]
