"""Sessions: what comes next on top, then what was held, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from textual.content import Content

from procesregie.insight.preparation import Preparation, prepare
from procesregie.insight.views.sessions import outcome_sign
from procesregie.language import N_, say_many
from procesregie.language import say as _
from procesregie.model.session import Outcome, Session
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, View
from procesregie.tui.card import reference
from procesregie.tui.layout import Block, Heading, Items, Pairs
from procesregie.tui.sessions.left import heaps, steps_shown
from procesregie.tui.text import joined, line, muted

MOST = 12
"""Things of one kind a preparation lists; their own areas have them all."""


class Sessions(Area):
    name = N_("Sessions")
    room = "sessions"
    empty = N_("No sessions yet. Press n to plan the first one.")
    help = N_(
        "The next session stands on top, with what it starts from: proposals that wait, minutes to adopt, open ends, "
        "steps that are due. Press s to hold it: first who is there, then one line for everything that is said. "
        "v opens your own reflection on it, which never goes into the folder. "
        "{draft} was closed as a draft, {decision} as a decision."
    )
    keys = frozenset({"session", "prepare", "wrap_up", "private"})

    def before(self, view: View, address: str) -> Iterator[Block]:
        id = address.partition("/")[2]
        session = cast(Session, view.dossier.get(address))
        if session.outcome is None:
            yield from preparation_blocks(view, prepare(view.dossier, view.today, id))
        else:
            yield from _left_behind(view, id, session)


def preparation_blocks(view: View, prepared: Preparation) -> Iterator[Block]:
    """What a session starts from, the first things first; nothing when nothing was left."""
    filled = heaps(view, prepared)
    if not filled:
        return
    yield Heading(_("What this session starts from"))
    if prepared.since:
        yield Pairs(((_("Last session"), reference(view.dossier, "sessions", prepared.since)),))
    for heap in filled:
        shown = [(heap.sign, left.shown) for left in heap.left[:MOST]]
        if len(heap.left) > MOST:
            shown.append(("…", muted(_("and {n} more", n=len(heap.left) - MOST))))
        yield Items(tuple(shown), heap.label)
    yield Heading(_("The session itself"))


def _named(view: View, room: str, ids: Iterable[str]) -> list[Content]:
    return [reference(view.dossier, room, id) for id in ids]


def _left_behind(view: View, id: str, session: Session) -> Iterator[Block]:
    dossier = view.dossier
    closed = _("decision") if session.outcome == Outcome.DECISION else _("draft")
    said = sum(1 for _line in dossier.said(id))
    pairs = [(_("Closed as"), line(f"{outcome_sign(session)} {closed}"))]
    if said:
        pairs.append((_("Said"), line(say_many("{n} line", "{n} lines", said))))
    if session.decisions:
        pairs.append((_("Decided"), joined(_named(view, "decisions", session.decisions), ", ")))
    yield Pairs(tuple(pairs))
    steps = [name for name, step in dossier.steps.items() if step.session == id]
    if steps:
        yield Items(tuple((signs.OPEN, item) for item in steps_shown(view, steps)), _("Next steps"))
