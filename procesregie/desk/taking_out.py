"""Taking a line out that should not be there. It goes only where nothing came of it, and it can be brought back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from procesregie.language import N_
from procesregie.language.trouble import Trouble
from procesregie.model.address import is_address, log_of
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, LineKind

if TYPE_CHECKING:
    from procesregie.desk.recording import Recording


class SomethingCame(Trouble):
    """The line is what a record came from: taken out, that record would come from nowhere."""

    def __init__(self, title: str) -> None:
        super().__init__(
            N_("“{title}” came out of this line, so it stays."),
            N_(
                "In the wrap-up, x undoes that, and then the line can go; what was committed is withdrawn in its "
                "own area."
            ),
            title=title,
        )


class PointedAt(Trouble):
    """Other lines are about this one: positions on a proposal, the answer to an open end."""

    def __init__(self, text: str) -> None:
        super().__init__(
            N_("Another line is about this one, so it stays: {text}"),
            N_("Take that one out first, or correct this one."),
            text=text,
        )


@dataclass(frozen=True)
class TakenOut:
    """A line that was taken out, and what brings it back as it was."""

    address: str
    line: Line
    aside: str | None
    """The text of an aside; None for any other line."""
    before: str
    """The key of the line it stood before in its log; empty for the last."""
    followers: Mapping[str, tuple[Line, Line]]
    """Lines that were about the item it named: as they were, and as they are now."""


def taking_out(recording: Recording, address: str) -> TakenOut:
    """What is taken out with the line at `address`; SomethingCame or PointedAt where it has to stay."""
    dossier, sitting = recording.view, recording.sitting
    line = sitting.lines[address]
    _may_go(dossier, address, line)
    log, key = log_of(address)
    keys = list(getattr(dossier.get(log), "lines", {}))
    at = keys.index(key) + 1
    changed = (
        sitting.followers(address, line.model_copy(update={"kind": LineKind.NOTE}))
        if line.kind is LineKind.ITEM
        else {}
    )
    return TakenOut(
        address,
        line,
        recording.aside_of(address) if line.kind is LineKind.ASIDE and not recording.confidential else None,
        keys[at] if at < len(keys) else "",
        {other: (sitting.lines[other], now) for other, now in changed.items()},
    )


def _may_go(dossier: Dossier, address: str, line: Line) -> None:
    made = line.became if line.kind in (LineKind.DECISION, LineKind.STEP, LineKind.POSITION) else ""
    if made and is_address(made) and dossier.get(made) is not None:
        raise SomethingCame(dossier.name(made))
    for room in ("decisions", "steps"):
        for name, record in dossier.room(room).items():
            if getattr(record, "said", "") == address:
                raise SomethingCame(dossier.name(f"{room}/{name}"))
    for session in dossier.sessions:
        for _other, said in dossier.said(session):
            if address in (said.on, said.became):
                raise PointedAt(said.text or (said.position.value if said.position else ""))
