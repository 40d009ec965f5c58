"""What the mirror costs: all its questions about the large process, beside loading that process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.measure import Row, compared, timed

TODAY = date(2026, 6, 1)
"""A few months after the last session of the large process."""


def whole(folder: Path) -> Row:
    """Every question asked of the process in `folder`, as of a day after its last session."""
    from procesregie.desk.desk import Desk
    from procesregie.insight.mirror import everything

    desk = Desk.open(folder)
    desk.load_all()

    def ours() -> None:
        everything(desk.dossier.with_record("process", desk.dossier.process), TODAY)  # a new dossier: nothing is kept

    def theirs() -> None:
        Desk.open(folder).load_all()

    return compared(
        "the whole mirror on the large process", "loading it", 1.0, lambda: timed(ours), lambda: timed(theirs), runs=15
    )
