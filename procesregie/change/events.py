"""What happened as one would say it: a date that moved, a party that came, left, merged or got another name.

Such a thing is several changes in a file (the field and the row that keeps why); for a reader it is one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from procesregie.change.compare import Change
from procesregie.change.marks import Piece
from procesregie.change.naming import Naming
from procesregie.change.sentence import Sentence
from procesregie.language import N_
from procesregie.model.party import MoveKind

_SAID = {
    MoveKind.JOINED: N_("joined the table"),
    MoveKind.LEFT: N_("left the table"),
    MoveKind.MERGED: N_("merged with another party"),
    MoveKind.RENAMED: N_("changed its name"),
}


def told_as_event(names: Naming, changes: Sequence[Change]) -> tuple[list[Sentence], list[Change]]:
    """The events among `changes` of one record, and the changes that are none."""
    room = changes[0].address.partition("/")[0]
    rows = [c for c in changes if c.path[:1] == ("moves",) and len(c.path) == 2 and c.old is None]
    if not rows or room not in ("steps", "table"):
        return [], list(changes)
    told = _slipped(names, changes, rows) if room == "steps" else _moved(names, changes, rows)
    taken = [change for sentence in told for change in sentence.changes]
    return told, [change for change in changes if change not in taken]


def _slipped(names: Naming, changes: Sequence[Change], rows: Sequence[Change]) -> list[Sentence]:
    """The date of a step that moved, with the reason."""
    due = next((c for c in changes if c.path == ("due",) and c.old is not None and c.new is not None), None)
    if due is None or len(rows) != 1:
        return []
    lang = names.lang
    reason = _row(rows[0]).get("reason", "")
    pieces = [
        Piece(f"{names.record(due.address)}: {lang('moved')} ", "label"),
        Piece(lang.value(due.old), "old"),
        Piece(" → "),
        Piece(lang.value(due.new), "new"),
    ]
    return [Sentence((*pieces, *_because(reason)), "~", (due, rows[0]))]


def _moved(names: Naming, changes: Sequence[Change], rows: Sequence[Change]) -> list[Sentence]:
    """A party that came, left, merged or was renamed."""
    return [_of_party(names, changes, row) for row in rows]


def _of_party(names: Naming, changes: Sequence[Change], change: Change) -> Sentence:
    row, lang = _row(change), names.lang
    kind = MoveKind(row.get("kind", MoveKind.JOINED))
    about: tuple[Change, ...] = (change,)
    title = next((c for c in changes if c.path == ("title",)), None)
    said = lang(_SAID[kind])
    if kind is MoveKind.MERGED and row.get("into"):
        said = lang("became part of {party}", party=names.record(f"table/{row['into']}"))
    if kind is MoveKind.RENAMED:
        former = row.get("former") or (title.old if title else "")
        said = lang("is the new name of {former}", former=former) if former else said
        about = (change, title) if title else about
    on = row.get("on")
    when = f", {lang.day(on)}" if isinstance(on, date) else ""
    pieces = (Piece(f"{names.record(change.address)} ", "label"), Piece(f"{said}{when}", "new"))
    return Sentence((*pieces, *_because(row.get("reason", ""))), "~", about)


def _because(reason: Any) -> tuple[Piece, ...]:
    return (Piece(f": “{reason}”"),) if reason else ()


def _row(change: Change) -> dict[str, Any]:
    return change.new if isinstance(change.new, dict) else {}
