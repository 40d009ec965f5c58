"""A line of the log in the words the stream shows: who, what, and what is remarkable about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.content import Content

from procesregie.capture.names import person_called
from procesregie.capture.words import SIGN_OF
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.language.visible import visible, visible_line
from procesregie.model.address import address_of
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, LineKind
from procesregie.model.session import Session
from procesregie.tui.sessions.stream import Entry, Look
from procesregie.tui.text import muted

SIGNS: dict[LineKind, str] = {
    **SIGN_OF,
    LineKind.NOTE: "",
    LineKind.HEARD: "@",
    LineKind.CAME: "→",
    LineKind.LEFT: "←",
    LineKind.APOLOGIES: "–",
}
"""The sign of each kind, as it is typed where it can be."""

_SAYS = {
    LineKind.HEARD: N_("heard, nothing to add"),
    LineKind.CAME: N_("came"),
    LineKind.LEFT: N_("left"),
    LineKind.APOLOGIES: N_("apologies"),
}
_QUIET = (LineKind.HEARD, LineKind.CAME, LineKind.LEFT, LineKind.APOLOGIES, LineKind.POSITION)
LONG = 400
"""A line with more characters than this is folded like a paste."""


def left_out(dossier: Dossier, left: Iterable[str]) -> list[Content]:
    """What a commit does not take along (files, and the folders of sessions that are open), in sentences."""
    addresses = [(address_of(f"{file}session.toml") if file.endswith("/") else None, file) for file in left]
    sessions = ", ".join(dossier.name(address) for address, _file in addresses if address)
    files = ", ".join(file for address, file in addresses if not address)
    said = [_("Left out until it is closed: {sessions}", sessions=sessions)] if sessions else []
    said += [_("Left out: {files}", files=files)] if files else []
    return [muted(one) for one in said]


def short_name(dossier: Dossier, who: str) -> str:
    """What a speaker (``party`` or ``party/person``) is called in a narrow column."""
    party, _slash, person = who.partition("/")
    record = dossier.parties.get(party)
    name = record.short if record and record.short else party
    called = person_called(dossier, who).split() if person else []
    return visible_line(f"{called[0]} ({name})" if called else name)


def speakers(dossier: Dossier, by: Iterable[str]) -> str:
    """Who said it, in a narrow column: one or two by name, more by their number."""
    names = [short_name(dossier, who) for who in by]
    if len(names) > 2:
        return many("{n} party", "{n} parties", len(names))
    return ", ".join(names)


class Teller:
    """Makes entries of lines, for one dossier."""

    def __init__(
        self,
        dossier: Dossier,
        session: Session,
        aside: Callable[[str], str],
        *,
        shared: bool,
        asides: bool,
        confidential: bool,
    ) -> None:
        """`aside` gives the text of an aside; it is shown when `asides` are opened and the screen is not `shared`."""
        self.dossier = dossier
        self.programme = session.programme
        self._on = session.date
        self._aside = aside
        self.hidden = shared and confidential
        self.asides = asides and not shared

    def entry(self, address: str, line: Line, below: str = "") -> Entry:
        """`line` as a row of the stream."""
        time = f"{line.at:%H:%M}" if line.at else ""
        if self.hidden and line.kind is not LineKind.ITEM:
            return Entry(address, time, SIGNS[LineKind.ASIDE], "", _("(confidential)"), "quiet")
        if line.kind is LineKind.ITEM:
            return Entry(address, time, text=visible_line(self.item(line)), look="rule")
        text = self._text(address, line)
        return Entry(
            address,
            time,
            SIGNS[line.kind],
            speakers(self.dossier, line.by),
            text,
            self._look(line),
            self._mark(line),
            below,
            _("… {n} more rows") if line.pasted or len(text) > LONG else "",
        )

    def item(self, line: Line) -> str:
        """What an item line is about: an item of the programme, a topic, or its own words."""
        found = self.programme.get(line.item)
        if found is not None:
            return found.title
        return (
            self.dossier.name(f"agenda/{line.item}")
            if f"agenda/{line.item}" in self.dossier.records
            else (line.text or line.item)
        )

    def _text(self, address: str, line: Line) -> str:
        if line.kind is LineKind.ASIDE:
            return visible(self._aside(address) or line.text) if self.asides else _("(confidential)")
        if line.kind is LineKind.POSITION and line.position is not None:
            stand = _(line.position.value)
            return f"{stand}: {visible_line(line.text)}" if line.text else stand
        text = visible(line.text)
        if line.kind in _SAYS:
            return f"{_(_SAYS[line.kind])} {text}".rstrip()
        if line.due:
            return f"{text} → {spoken().near(line.due, self._on, 'medium')}"
        return text

    @staticmethod
    def _look(line: Line) -> Look:
        if line.kind is LineKind.DECISION:
            return "strong"
        return "quiet" if line.kind in _QUIET or line.kind is LineKind.ASIDE else "text"

    @staticmethod
    def _mark(line: Line) -> str:
        if line.who:
            return _("who? {names}", names=visible_line(" ".join(f"@{word}" for word in line.who)))
        return _("read back") if line.unclear else ""
