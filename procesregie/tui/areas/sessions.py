"""Sessions: what comes next on top, then what was held, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from textual.content import Content

from procesregie.insight.contributions import brought_in, tally
from procesregie.insight.preparation import Preparation, prepare
from procesregie.insight.presence import attended_in
from procesregie.insight.views import Listing
from procesregie.insight.views.over_sessions import decimal, mean
from procesregie.insight.views.sessions import outcome_sign
from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _
from procesregie.model.dossier import Dossier
from procesregie.model.log import Response
from procesregie.model.session import Outcome, Session
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, Heading, Later, Row, View, entry_of
from procesregie.tui.card import reference
from procesregie.tui.layout import Block, Card, Items, Pairs
from procesregie.tui.layout import Heading as Above
from procesregie.tui.sessions.left import heaps, steps_shown
from procesregie.tui.text import joined, line, muted

if TYPE_CHECKING:
    from procesregie.tui.frame import Frame

PART = "part:"
"""What the key of a row begins with that is no session."""
MOST = 12
"""Things of one kind a preparation lists; their own areas have them all."""


class Sessions(Area):
    name = N_("Sessions")
    room = "sessions"
    empty = N_("No sessions yet. Press n to plan the first one.")
    help = N_(
        "The next session comes first, with what it starts from: proposals waiting, minutes to adopt, "
        "open ends, steps that are due. Press s to hold it: first who is there, then one line for "
        "everything that is said. i shows what was said and brought in, and what was done with it; m the "
        "minutes; l turns to threads, check-out, and disagreement or remarks, where a writes the answer. "
        "c commits a correction. v opens your own reflection on it, which never goes into the folder. "
        "{draft} was closed as a draft, {decision} as a decision."
    )
    keys = frozenset({"session", "prepare", "wrap_up", "private", "input", "answer", "minutes"})

    def entries(self, view: View) -> Iterable[Row]:
        """Threads, and what somebody holds, are no records: their rows have a key of their own."""
        made = self.made(view)
        sight = self.sight.key if self.sight else ""
        if sight not in ("threads", "answers") or not isinstance(made, Listing):
            yield from super().entries(view)
            return
        for group in made.groups:
            yield Heading(group.heading, len(group.rows))
            for row in group.rows:
                key = row.words if sight == "threads" else f"{row.address} {row.words}"
                yield entry_of(row, f"{PART}{key}")

    def detail(self, view: View, key: str) -> Card | Later:
        """Of a thread off the event loop: in two years thousands of things are said about one."""
        if not key.startswith(f"{PART}#"):
            return super().detail(view, key)
        from procesregie.tui.sessions.overall import thread_card

        return lambda: thread_card(view, key.removeprefix(PART))

    def card(self, view: View, address: str) -> Card:
        """The card of a session; of a remark, of what somebody does not agree with."""
        if not address.startswith(PART):
            return super().card(view, address)
        from procesregie.tui.sessions.overall import held_card

        what = address.removeprefix(PART)
        session, table, key = f"{what} ".split(" ", 2)
        held = held_card(view, session.partition("/")[2], table, key.strip())
        return held or super().card(view, session)

    def do(self, frame: Frame, action: str) -> None:
        id = frame.address.partition("/")[2]
        if action == "input":
            from procesregie.tui.sessions.responses import ResponsesScreen

            frame.app.push_screen(ResponsesScreen(id))
        elif action == "minutes":
            from procesregie.tui.sessions.minutes import show_minutes

            frame.app.run_worker(show_minutes(frame.app, id), group="asking")
        elif action == "answer" and (held := self._held(frame)):
            from procesregie.tui.sessions.overall import answered

            frame.app.run_worker(answered(frame.app, *held), group="asking")

    def allows(self, frame: Frame, action: str) -> bool | None:
        if action == "answer":
            return self._held(frame) is not None
        return True if frame.address.startswith("sessions/") else None

    def _held(self, frame: Frame) -> tuple[str, str, str] | None:
        """What the cursor is on that can be answered: session, table and key."""
        entry = frame.entry
        parts = entry.key.removeprefix(PART).split(" ") if entry is not None and entry.key.startswith(PART) else []
        return (parts[0].partition("/")[2], parts[1], parts[2]) if len(parts) == 3 else None

    def before(self, view: View, address: str) -> Iterator[Block]:
        id = address.partition("/")[2]
        session = cast(Session, view.dossier.get(address))
        if session.outcome is None:
            if said := _said(view.dossier, id):
                yield Pairs(((_("Said"), said),))
            yield from preparation_blocks(view, prepare(view.dossier, view.today, id))
        else:
            yield from _left_behind(view, id, session)

    def after(self, view: View, address: str) -> Iterator[Block]:
        """Who came without being checked in: the minutes count them too."""
        id = address.partition("/")[2]
        session = cast(Session, view.dossier.get(address))
        there = attended_in(view.dossier, id).parties if session.outcome is not None else {}
        came = [party for party, one in there.items() if one.was == "present" and party not in session.attendance]
        if came:
            yield Items(tuple((signs.OPEN, name) for name in _named(view, "table", came)), _("Also there"))


def preparation_blocks(view: View, prepared: Preparation) -> Iterator[Block]:
    """What a session starts from, the first things first; nothing when nothing was left."""
    filled = heaps(view, prepared, MOST)
    if not filled:
        return
    yield Above(_("What this session starts from"))
    if prepared.since:
        yield Pairs(((_("Last session"), reference(view.dossier, "sessions", prepared.since)),))
    for heap in filled:
        shown = [(heap.sign, left.shown) for left in heap.left]
        if heap.count > MOST:
            shown.append(("…", muted(_("and {n} more", n=heap.count - MOST))))
        yield Items(tuple(shown), heap.label)
    yield Above(_("The session itself"))


def _named(view: View, room: str, ids: Iterable[str]) -> list[Content]:
    return [reference(view.dossier, room, id) for id in ids]


def _said(dossier: Dossier, id: str) -> Content | None:
    """How much was said in a session; None for nothing."""
    said = sum(1 for _line in dossier.said(id))
    return line(say_many("{n} line", "{n} lines", said)) if said else None


def _left_behind(view: View, id: str, session: Session) -> Iterator[Block]:
    dossier = view.dossier
    closed = _("decision") if session.outcome == Outcome.DECISION else _("draft")
    pairs = [(_("Closed as"), line(f"{outcome_sign(session)} {closed}"))]
    if said := _said(dossier, id):
        pairs.append((_("Said"), said))
    counted = tally(brought_in(dossier, id))
    answered = [muted(f"{counted[one]} {_(one.value)}") for one in Response if counted[one]]
    if answered:
        pairs.append((_("Input"), joined([line(str(sum(counted.values()))), *answered])))
    mark = mean(session)
    if mark is not None:
        given = sum(row.score is not None for row in session.scores.values())
        marks = muted(say_many("{n} mark", "{n} marks", given))
        pairs.append((_("Check-out"), joined([line(decimal(mark, spoken())), marks])))
    if session.decisions:
        pairs.append((_("Decided"), joined(_named(view, "decisions", session.decisions), ", ")))
    yield Pairs(tuple(pairs))
    steps = [name for name, step in dossier.steps.items() if step.session == id]
    if steps:
        yield Items(tuple((signs.OPEN, item) for item in steps_shown(view, steps)), _("Next steps"))
