"""The signs of the interface: those of the whole program, where screens look for them."""

from procesregie.language.signs import (
    BROKEN,
    BY_HAND,
    DECISION,
    DONE,
    DRAFT,
    EMPTY_SEAT,
    ENDED,
    LATE,
    NOW,
    OPEN,
    PROPOSED,
    QUESTION,
    SHARED,
    SLIPPED,
    TAKEN,
)

__all__ = [
    "BROKEN",
    "BY_HAND",
    "DECISION",
    "DONE",
    "DRAFT",
    "EMPTY_SEAT",
    "ENDED",
    "LATE",
    "NOW",
    "OPEN",
    "PROPOSED",
    "QUESTION",
    "SHARED",
    "SLIPPED",
    "TAKEN",
]
