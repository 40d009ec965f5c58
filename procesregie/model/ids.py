"""Ids are words: made from titles, valid as file names everywhere, never changed by a rename."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Collection
from datetime import date

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
LONGEST = 60
_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "ð": "d", "ı": "i"})
_RESERVED = frozenset({"con", "prn", "aux", "nul"} | {f"com{n}" for n in range(10)} | {f"lpt{n}" for n in range(10)})
"""Names Windows keeps for devices, whatever their ending."""
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


def slug(title: str) -> str:
    """`title` as an id, at most 60 characters; empty when nothing of it can stand in one."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_SPELLED)).encode("ascii", "ignore").decode()
    plain = re.sub(r"['`]", "", plain)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-")


def new_id(title: str, taken: Collection[str], *, on: date | None = None, otherwise: str = "record") -> str:
    """An id for `title` that is not in `taken` (compared without case), with the date before it when `on` is given.

    A title without a letter or digit, or one that Windows keeps for a device, is called after
    `otherwise` (the kind of record).
    """
    words = slug(title)
    if not words or (words in _RESERVED and on is None):
        words = f"{otherwise}-{words}".rstrip("-")
    if on is not None:
        words = f"{on.isoformat()}-{words}"
    used = {name.lower() for name in taken}
    candidate, n = words[:LONGEST].rstrip("-"), 1
    while candidate in used:
        n += 1
        ending = f"-{n}"
        candidate = words[: LONGEST - len(ending)].rstrip("-") + ending
    return candidate


def is_random(key: str) -> bool:
    """Whether `key` is one of :func:`new_key`, and says nothing."""
    return len(key) == 6 and set(key) <= set(_BASE32)


def new_key(taken: Collection[str] = (), *, chance: random.Random | None = None) -> str:
    """Six random base32 characters for a line or a row without a key of its own."""
    source = chance or random.SystemRandom()
    while True:
        bits = source.getrandbits(30)  # one question to the system for all six
        key = "".join(_BASE32[bits >> shift & 31] for shift in range(25, -1, -5))
        if key not in taken:
            return key
