"""What stands around the stream: the header, the programme, the harvest, and on a narrow screen one line of counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from textual.content import Content

from procesregie.capture.sitting import Sitting
from procesregie.change.tally import tally
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.model.dossier import Dossier
from procesregie.model.log import LineKind
from procesregie.model.session import Session
from procesregie.tui import signs
from procesregie.tui.sessions.said import SIGNS, short_name
from procesregie.tui.sessions.wrap import cut
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted

SHARED = signs.SHARED
"""The sign for a screen others see as well."""

LEAST_ITEM = 18
"""Columns the name of the current item has, before something else makes room for it."""

HARVEST: dict[LineKind, str] = {
    LineKind.AGREED: N_("agreed"),
    LineKind.DECISION: N_("proposals"),
    LineKind.STEP: N_("next steps"),
    LineKind.OPEN_END: N_("open ends"),
    LineKind.CONCERN: N_("concerns"),
    LineKind.ADDITION: N_("additions"),
}
"""The kinds that are counted, with what several of them are called."""


@dataclass(frozen=True)
class Standing:
    """How the session stands, as far as it may be seen."""

    dossier: Dossier
    sitting: Sitting
    shared: bool = False
    hidden: bool = False
    """The session is confidential and others see this screen."""

    @property
    def session(self) -> Session:
        return self.sitting.session

    @property
    def counts(self) -> Mapping[LineKind, int]:
        return {} if self.hidden else self.sitting.counts

    @property
    def proposal(self) -> str:
        """The text of the last proposal."""
        found = self.sitting.lines.get(self.sitting.proposal)
        return found.text if found and not self.hidden else ""

    @property
    def spread(self) -> str:
        """How the positions on it are spread."""
        return tally(self.sitting.positions(self.sitting.proposal), spoken()) if self.proposal else ""

    @property
    def item(self) -> str:
        """What is being talked about, in words."""
        item = self.session.programme.get(self.sitting.item)
        return item.title if item else self.dossier.name(f"agenda/{self.sitting.item}") if self.sitting.item else ""


def minutes_left(sitting: Sitting, now: datetime) -> int | None:
    """Minutes until the session ends: by its time, else by its programme; None when neither is known, or not today."""
    session = sitting.session
    left = sitting.minutes_left(now)
    planned = timedelta(minutes=sum(item.minutes or 0 for item in session.programme.values()))
    if left is None and session.starts and planned:
        left = int((datetime.combine(session.date, session.starts) + planned - now).total_seconds() // 60)
    return left if left is not None and abs(left) < 12 * 60 else None


def header(standing: Standing, now: datetime, width: int) -> Content:
    """What session this is, who is there, how far the round is, and how much time is left, in one row."""
    session, lang = standing.session, spoken()
    sitting = standing.sitting
    there, heard = len(sitting.present), len(sitting.present) - len(sitting.round_open)
    title = line(session.title, STRONG)
    left = minutes_left(sitting, now)
    time = "" if left is None else _("{n} min left", n=left) if left >= 0 else _("{n} min over", n=-left)
    shared = line(f"{SHARED} {_('shared')}", ACCENT) if standing.shared else Content("")
    table = many("{n} at the table", "{n} at the table", there)
    rounds = _("round: {heard} of {there} heard", heard=heard, there=there) if there else ""
    short = _("{heard} of {there} heard", heard=heard, there=there) if there else ""
    for lead, tail in (
        ((title, muted(lang.near(session.date, now.date(), "medium")), muted(table)), (rounds, time)),
        ((title, muted(table)), (short, time)),
        ((title,), (short, time)),
        ((title,), (short,)),
    ):
        begin = joined(list(lead))
        end = joined([*(muted(word) for word in tail if word), shared], "   ")
        if begin.cell_length + end.cell_length + 3 <= width:
            break
    begin = begin.truncate(max(8, width - end.cell_length - 3), ellipsis=True)
    return assembled(begin, " " * max(2, width - begin.cell_length - end.cell_length), end)


def programme(standing: Standing, width: int) -> Content:
    """The items, what was done, and where we are."""
    rows = []
    states = standing.sitting.programme
    for state in states:
        here, done = state.state == "now", state.state == "done"
        sign = signs.NOW if here else signs.DONE if done else " "
        planned = f"{state.item.minutes}′" if state.item.minutes else ""
        title = cut(state.item.title, max(6, width - 3 - len(planned)))
        name = muted(title) if done else line(title, STRONG if here else "")
        gap = " " * max(1, width - 2 - name.cell_length - len(planned))
        rows.append(assembled(line(f"{sign} ", ACCENT if here else ""), name, gap if planned else "", muted(planned)))
    if standing.item and standing.sitting.item not in standing.session.programme:
        rows.append(assembled(line(f"{signs.NOW} ", ACCENT), line(cut(standing.item, width - 3), STRONG)))
    return Content("\n").join(rows or muted_rows(_("No programme. A line “# …” begins an item."), width))


def muted_rows(text: str, width: int) -> list[Content]:
    """`text` said beside the matter, in rows of `width`."""
    return muted(text).wrap(max(8, width))


def harvest(standing: Standing, width: int) -> Content:
    """What was gathered, the last proposal and where people stand on it, and who was not heard."""
    rows: list[Content] = []
    sitting = standing.sitting
    for kind, word in HARVEST.items():
        n = standing.counts.get(kind, 0)
        label, say = _(word), line if n else muted
        gap = max(1, width - 2 - len(label))
        rows.append(assembled(line(f"{SIGNS[kind]} ", ACCENT if n else ""), say(label), say(str(n).rjust(gap))))
    if sitting.unclear and not standing.hidden:
        rows.append(muted(many("{n} to read back", "{n} to read back", len(sitting.unclear))))
    if standing.proposal:
        rows += [Content(""), *line(f"! {standing.proposal}", STRONG).wrap(width)[:3]]
        rows += muted_rows(standing.spread, width) if standing.spread else []
        if undecided := len(sitting.undecided()):
            rows += muted_rows(_("{n} not asked yet", n=undecided), width)
    if sitting.opener:
        rows += [
            Content(""),
            *muted_rows(_("opened by {who}", who=short_name(standing.dossier, sitting.opener)), width),
        ]
    if sitting.round_open:
        names = ", ".join(short_name(standing.dossier, party) for party in sitting.round_open)
        rows += [Content(""), *muted_rows(_("not heard yet this round:"), width), *line(names).wrap(width)]
    return Content("\n").join(rows)


def counts(standing: Standing, width: int) -> Content:
    """The current item and the harvest in one row, for a narrow screen."""
    gathered = joined([line(f"{SIGNS[kind]} {n}") for kind in HARVEST if (n := standing.counts.get(kind, 0))], "  ")
    waiting = len(standing.sitting.round_open)
    unheard = muted(_("{n} not heard", n=waiting)) if waiting else Content("")
    more = assembled(line("F5", ACCENT), " ", muted(_("more")))
    tail = joined([gathered, unheard, more], "   ")
    if width - tail.cell_length < LEAST_ITEM:  # who was not heard stands in the header too
        tail = joined([gathered, more], "   ")
    room = width - tail.cell_length - 4
    name = cut(standing.item, room) if standing.item and room > 5 else ""
    lead = assembled(line(f"{signs.NOW} ", ACCENT), line(name)) if name else Content("")
    return assembled(lead, " " * max(1, width - lead.cell_length - tail.cell_length), tail)
