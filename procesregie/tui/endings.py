"""How a record goes, as the practice has it: a party leaves, a topic is closed or parked, a role ends, a step or a
proposal is withdrawn. Its story stays. Only what was never committed can be taken away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from procesregie.desk import ending
from procesregie.language import say as _
from procesregie.model.address import file_of, id_of, room_of
from procesregie.model.declare import Record
from procesregie.model.party import Party
from procesregie.model.topic import Topic
from procesregie.tui.ask import Ask, Blank, Choose
from procesregie.tui.pick import Choice, Pick
from procesregie.tui.text import line

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.model.dossier import Dossier
    from procesregie.tui.app import ProcesregieApp

MOST_NAMES = 4
"""Things still held that are named; more are counted by who looks."""


async def ended(app: ProcesregieApp, address: str) -> None:
    """Asks how the record at `address` goes, and why, and writes that. A reason is asked for, never demanded."""
    desk = app.desk
    title = desk.dossier.name(address)
    fresh = await app.read(never_committed, desk, address)
    ways = [*ways_of(address, desk.dossier), *([("away", _("remove it: it was never committed"))] if fresh else [])]
    if not ways:
        app.tell(_("A session stays. Wrapping it up closes it: w."))
        return
    answer: str | None = ways[0][0]
    if len(ways) > 1:
        answer = await app.push_screen_wait(Choose(title, _("What ends keeps its story."), ways))
    if answer is None:
        return
    if answer == "away":
        if await app.try_to(_taken_away, desk, address):
            app.tell(_("“{title}” has been removed. u brings it back.", title=title))
        return
    into = ""
    if answer == "into":
        picked = await app.push_screen_wait(
            Pick(_("Which party does it become part of?"), _other_parties(desk, id_of(address)))
        )
        if picked is None:
            return
        into = picked
    said = dict(ways)[answer]
    reason = await app.push_screen_wait(
        Ask(
            f"{answer} {address}",
            f"{title}: {said}",
            Blank(_("Why?")),
            said=_("Whoever reads this back will ask."),
            may_be_empty=True,
        )
    )
    if reason is None:
        return
    if await app.try_to(_put, desk, address, answer, reason[0], into):
        app.tell(_("On record: {title}, {what}. u undoes it.", title=title, what=said))
        _mention_held(app, address)


def ways_of(address: str, dossier: Dossier) -> list[tuple[str, str]]:
    """How the record at `address` can go, each with its words."""
    record = dossier.get(address)
    if isinstance(record, Party) and record.empty:
        return [("left", _("is no longer kept open"))]
    return {
        "table": [("left", _("leaves the table")), ("into", _("becomes part of another party"))],
        "agenda": [("withdrawn", _("closed")), ("parked", _("parked"))],
        "roles": [("withdrawn", _("this role ends"))],
        "steps": [("withdrawn", _("withdrawn"))],
        "decisions": [("withdrawn", _("withdrawn"))],
    }.get(room_of(address), [])


def never_committed(desk: Desk, address: str) -> bool:
    """Whether the record at `address` is in no commit, and nobody said anything in it. Blocks on git."""
    if any(other.startswith(f"{address}/") for other in desk.dossier.records):
        return False
    if not desk.repository.exists():
        return True
    return desk.repository.changed().get(file_of(address)) == "new"


def _put(desk: Desk, address: str, way: str, reason: str, into: str) -> bool:
    """Writes that the record at `address` went this `way`."""
    record, on = desk.record(address), desk.clock.today()
    made: Record
    if way in ("left", "into"):
        made = ending.left(cast(Party, record), on, reason, into, id=id_of(address))
    elif way == "parked":
        made = ending.parked(cast(Topic, record), reason)
    else:
        made = ending.withdrawn(address, record, on, reason)
    desk.save(address, made)
    return True


def _taken_away(desk: Desk, address: str) -> bool:
    desk.apply({address: None})
    return True


def _other_parties(desk: Desk, but: str) -> list[Choice]:
    parties = desk.dossier.parties.items()
    return [Choice(id, line(p.title), f"{id} {p.short}") for id, p in parties if id != but and p.at_table]


def _mention_held(app: ProcesregieApp, address: str) -> None:
    """Mentions what a party that went still holds."""
    if room_of(address) != "table":
        return
    held = ending.still_held(app.desk.dossier, id_of(address), app.clock.today())
    if held:
        names = [app.desk.dossier.name(one) for one in held]
        shown = ", ".join([*names[:MOST_NAMES], *(["…"] if len(names) > MOST_NAMES else [])])
        app.tell(_("It still holds: {listed}. Who will take that over?", listed=shown))
