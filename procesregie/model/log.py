"""What was said, as one recorder typed it: ``sessions/<id>/log-<recorder>.toml``."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from procesregie.model.decision import Stand
from procesregie.model.declare import Part, Record, Words, choice, day, flag, line, lines, moment, refs, rows


class LineKind(Words):
    """What a captured line is."""

    NOTE = "note"
    ADDITION = "addition"
    AGREED = "agreed"
    CONCERN = "concern"
    OPEN_END = "open end"
    DECISION = "proposal"
    POSITION = "position"
    STEP = "next step"
    ASIDE = "aside"
    ITEM = "item"
    HEARD = "heard"
    CAME = "came"
    LEFT = "left"
    APOLOGIES = "apologies"


SAYING = frozenset({LineKind.NOTE, LineKind.ADDITION, LineKind.CONCERN, LineKind.OPEN_END})
"""The kinds of line that are what somebody said, and no more than that."""
SPEAKING = SAYING | {LineKind.AGREED, LineKind.DECISION, LineKind.HEARD}
"""The kinds of line by which a party is heard."""


class Response(Words):
    """What was done with a contribution."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    DECLINED = "declined"
    PENDING = "pending"


class Line(Part):
    """One captured line. Its key is six random base32 characters; its address is ``session/recorder/line``."""

    called_by: ClassVar[tuple[str, ...]] = ("text",)
    in_order: ClassVar[bool] = True

    at: datetime | None = moment("At")
    kind: LineKind = choice("Kind", LineKind, default=LineKind.NOTE)
    by: tuple[str, ...] = lines("Said by", "Ids of parties; `party/person` where a person was named.", points="party")
    text: str = line("Text")
    item: str = line("About", "The programme item, or the id of the topic, from an item line.", points="item")
    mentions: tuple[str, ...] = refs("Mentions", "table")
    threads: tuple[str, ...] = lines("Threads")
    who: tuple[str, ...] = lines("Who?", "Names after an @ that match nobody at this table.")
    due: date | None = day("Due")
    position: Stand | None = choice("Position", Stand)
    on: str = line(
        "On", "For a position: the address of the line, or the id of the decision, it is about.", points="line"
    )
    pasted: bool = flag("Pasted")
    unclear: bool = flag("To read back")
    became: str = line("Became", kept=True, points="line")
    response: Response | None = choice("Response", Response)
    response_why: str = line("Why")

    @property
    def settled(self) -> bool:
        """Of an open end: whether it was answered. It led to something (a record, a later line, the session in which it
        was settled), or a response to it is on record."""
        return bool(self.became) or self.response not in (None, Response.PENDING)


class Log(Record):
    """The lines of one recorder, in the order they were said."""

    called_by: ClassVar[tuple[str, ...]] = ("recorder",)

    recorder: str = line("Recorder", points="recorder")
    lines: dict[str, Line] = rows("Lines", Line)
