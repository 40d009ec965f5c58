"""Words that were taken out of the record for somebody's sake: what stands in their place, and how that is recognised.

A person who asks to be forgotten is taken out of what is locked too. What stands there then is told apart from what was
altered: a mark in the place of words, or a reference to a person that is empty now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

BLACKED = "█"
"""What stands for words that were taken out, such as a name that had to go: ``█████``."""


def black_out(text: str, words: Iterable[str]) -> str:
    """`text` with each of `words` under a mark of one length, so that it does not tell how long the name was."""
    for word in sorted((word for word in words if word), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", BLACKED * 5, text, flags=re.IGNORECASE)
    return text


def is_blacked_out(old: object, new: object) -> bool:
    """Whether `new` is `old` with nothing but words blacked out: what still stands is what stood there."""
    if isinstance(old, list) and isinstance(new, list):
        pairs = list(zip(old, new, strict=False))
        return len(old) == len(new) and all(a == b or is_blacked_out(a, b) for a, b in pairs)
    if not isinstance(old, str) or not isinstance(new, str) or BLACKED not in new:
        return False
    left = re.split(f"{BLACKED}+", new)
    return re.fullmatch(".+".join(map(re.escape, left)), old, re.DOTALL) is not None
