"""Finding a word in what was written, and words that nobody is against. Dutch and English together: a process in one
language borrows from the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NOBODY_AGAINST = (
    "ambitie beste beter betere betaalbaar bereikbaar centraal duurzaam duurzame gezond gezonde goed goede iedereen "
    "inclusief innovatief inwoner inwoners integraal juiste kansen krachtig krachtige kwaliteit leefbaar maatwerk "
    "mens mensen passend passende samen samenwerking sterk sterke toegankelijk toekomst toekomstbestendig "
    "toekomstbestendige veerkrachtig verbinden verbinding vitaal vitale zorg ondersteuning plek plaats "
    "accessible affordable ambition best better care centre connected connecting everybody everyone future "
    "healthier healthy inclusive innovative integrated liveable people place quality residents resilient right "
    "strong stronger support sustainable thriving together vibrant vital"
)
_SLOGAN = frozenset(_NOBODY_AGAINST.split())
"""What nobody is against."""
_LITTLE = 4
"""Words this short say nothing by themselves."""


def found_in(words: Iterable[str], text: str) -> str:
    """The first of `words` that stands in `text` as a word, or an empty string; capitals make no difference."""
    plain = unicodedata.normalize("NFC", text).casefold()
    for word in words:
        sought = unicodedata.normalize("NFC", word).casefold()
        if sought and sought in plain and re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", plain):
            return word
    return ""


def forms_of(word: str) -> tuple[str, ...]:
    """A word of the glossary, and the plurals it is likely to have, in Dutch and in English."""
    return (word, f"{word}en", f"{word}s", f"{word}'s", f"{word}n")


def is_slogan(text: str) -> bool:
    """Whether most of what `text` says are words that nobody is against."""
    telling = [word for word in re.findall(r"\w+", text.casefold()) if len(word) > _LITTLE - 1]
    return bool(telling) and 2 * sum(word in _SLOGAN for word in telling) > len(telling)
