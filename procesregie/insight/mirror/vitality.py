"""The pulse of a collaboration: how it is doing on five lenses (Kaats & Opheij), each time it was taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from procesregie.model.declare import FieldOf, fields
from procesregie.model.process import Process, Pulse

GLYPHS = "▁▂▄▆█"
"""A mark from 1 to 5 as a bar; its number always stands beside it."""
NOT_TAKEN = "·"
"""A lens that was not looked at."""

LENSES: tuple[FieldOf, ...] = tuple(one for one in fields(Pulse) if one.meaning.form == "number")
"""The five lenses, as the model declares them."""


def pulses(process: Process | None) -> list[tuple[str, Pulse]]:
    """The pulses that were taken with their keys, oldest first."""
    rows = process.pulse.items() if process else ()
    return sorted(rows, key=lambda pair: (pair[1].on or date.min, pair[0]))


@dataclass(frozen=True)
class Lens:
    """One lens, and its mark in every pulse."""

    name: str
    """Its name in the file."""
    label: str
    """Message id of what it is called."""
    marks: tuple[int | None, ...]
    """Oldest first; None where it was not looked at."""

    def line(self, most: int = 0) -> str:
        """The marks as bars with their numbers, the last `most` of them (0: all); what is left out is a sign."""
        shown = self.marks[-most:] if most else self.marks
        left_out = "… " if len(shown) < len(self.marks) else ""
        return left_out + " ".join(f"{barred(mark):<2}" for mark in shown).rstrip()

    @property
    def moved(self) -> int:
        """How much the last mark is above the one before it; 0 when there are no two."""
        known = [mark for mark in self.marks if mark is not None]
        return known[-1] - known[-2] if len(known) > 1 and self.marks[-1] is not None else 0


def barred(mark: int | None) -> str:
    """A mark as a bar with its number."""
    return NOT_TAKEN if mark is None else f"{GLYPHS[mark - 1]}{mark}"


def by_lens(process: Process | None) -> tuple[Lens, ...]:
    """The five lenses through time."""
    taken = pulses(process)
    return tuple(
        Lens(one.name, one.meaning.label, tuple(getattr(pulse, one.name) for _, pulse in taken)) for one in LENSES
    )


def key_for(process: Process, on: date) -> str:
    """The key of a new pulse taken on the day `on`."""
    key, number = on.isoformat(), 1
    while key in process.pulse:
        number += 1
        key = f"{on.isoformat()}-{number}"
    return key
