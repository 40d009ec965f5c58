"""The signs and words of the capture line, in both languages: the one place where they are listed."""

from __future__ import annotations

import re
from functools import cache

from procesregie.model.decision import Stand
from procesregie.model.log import LineKind

SPACE = " \t\u00a0"
"""What counts as a space in a line. Other characters Python calls white are control characters, and kept."""

SIGNS: dict[str, LineKind] = {
    "+": LineKind.ADDITION,
    "=": LineKind.AGREED,
    "<": LineKind.CONCERN,
    "?": LineKind.OPEN_END,
    "!": LineKind.DECISION,
    ":": LineKind.POSITION,
    ">": LineKind.STEP,
    "(": LineKind.ASIDE,
    "#": LineKind.ITEM,
}
SIGN_OF: dict[LineKind, str] = {kind: sign for sign, kind in SIGNS.items()}

WORDS: dict[str, LineKind] = {
    **dict.fromkeys(("besluit", "voorstel", "decision", "proposal"), LineKind.DECISION),
    **dict.fromkeys(("stap", "actie", "volgende stap", "step", "action", "next step"), LineKind.STEP),
    **dict.fromkeys(("eens", "agreed"), LineKind.AGREED),
    **dict.fromkeys(("vraag", "open eindje", "question", "open end"), LineKind.OPEN_END),
    **dict.fromkeys(("kanttekening", "concern"), LineKind.CONCERN),
    **dict.fromkeys(("aanvulling", "toevoeging", "addition"), LineKind.ADDITION),
    **dict.fromkeys(("aantekening", "note"), LineKind.NOTE),
    **dict.fromkeys(("standpunt", "position"), LineKind.POSITION),
    **dict.fromkeys(("terzijde", "vertrouwelijk", "aside", "confidential"), LineKind.ASIDE),
}
"""What says the same as a sign, when a colon and a space follow."""

COMINGS: dict[str, LineKind] = {
    "in": LineKind.CAME,
    "uit": LineKind.LEFT,
    "out": LineKind.LEFT,
    "afgemeld": LineKind.APOLOGIES,
    "apologies": LineKind.APOLOGIES,
}
COMING_OF: dict[str, dict[LineKind, str]] = {
    "nl": {LineKind.CAME: "in", LineKind.LEFT: "uit", LineKind.APOLOGIES: "afgemeld"},
    "en": {LineKind.CAME: "in", LineKind.LEFT: "out", LineKind.APOLOGIES: "apologies"},
}

STANDS: dict[Stand, tuple[str, ...]] = {
    Stand.CONSENT: ("consent", "cons", "akkoord", "stemt in", "ja", "agrees", "agree", "yes"),
    Stand.NOT_PREFERRED: (
        "akkoord,? (?:maar )?niet onze voorkeur",
        "niet onze voorkeur,? (?:maar )?akkoord",
        "niet onze voorkeur",
        "accepts?,? (?:but )?not our preference",
        "not our preference",
        "nov",
        "nop",
    ),
    Stand.CONCERN: ("kanttekening", "kantt", "concern"),
    Stand.OBJECTION: (
        "beargumenteerd bezwaar",
        "maakt bezwaar",
        "bezwaar",
        "bezw",
        "reasoned objection",
        "objection",
        "objects",
        "obj",
    ),
    Stand.ASIDE: ("stapt opzij", "opzij", "stands? aside", "aside"),
    Stand.SUBJECT: (
        "(?:onder )?voorbehoud(?: achterban)?",
        "voorb",
        "subject to (?:its |their )?(?:constituency|members)",
        "subject to",
        "subject",
    ),
    Stand.NO_ANSWER: ("(?:gevraagd,? )?geen antwoord", "(?:asked,? )?no answer"),
    Stand.NOT_ASKED: ("(?:nog )?niet gevraagd", "not (?:yet )?asked"),
}
"""How a position is said, as patterns; several words before one."""
STAND_OF: dict[str, dict[Stand, str]] = {
    "nl": {
        Stand.CONSENT: "consent",
        Stand.NOT_PREFERRED: "akkoord, niet onze voorkeur",
        Stand.CONCERN: "kanttekening",
        Stand.OBJECTION: "bezwaar",
        Stand.ASIDE: "stapt opzij",
        Stand.SUBJECT: "onder voorbehoud achterban",
        Stand.NO_ANSWER: "geen antwoord",
        Stand.NOT_ASKED: "nog niet gevraagd",
    },
    "en": {
        Stand.CONSENT: "consent",
        Stand.NOT_PREFERRED: "accept, not our preference",
        Stand.CONCERN: "concern",
        Stand.OBJECTION: "objection",
        Stand.ASIDE: "stands aside",
        Stand.SUBJECT: "subject to constituency",
        Stand.NO_ANSWER: "no answer",
        Stand.NOT_ASKED: "not yet asked",
    },
}
"""How a position is typed back."""

_AFTER = rf"(?![\w-])(?:[{SPACE}]*[:,;.–—-]+(?=[{SPACE}]|$))*[{SPACE}]*"


@cache
def _stands() -> tuple[tuple[re.Pattern[str], Stand], ...]:
    """The patterns of :data:`STANDS`, longest first; made when the first position is read (that takes 10 ms)."""
    every = [(pattern, stand) for stand, patterns in STANDS.items() for pattern in patterns]
    return tuple(
        (re.compile(f"(?:{pattern})".replace(" ", f"[{SPACE}]+") + _AFTER, re.IGNORECASE), stand)
        for pattern, stand in sorted(every, key=lambda pair: -len(pair[0]))
    )


REST = re.compile(
    rf"(?:de |the )?(?:rest|overigen|others|allen|iedereen|all|everybody)(?=[{SPACE}]|$)[{SPACE}]*", re.IGNORECASE
)
"""Everybody present who has no position yet."""


def stand_of(text: str) -> tuple[Stand, str] | None:
    """The position `text` begins with and what follows it (the reason), or None when it begins with none."""
    for pattern, found in _stands():
        if match := pattern.match(text):
            return found, text[match.end() :]
    return None
