"""Bringing back: what stood in a record then, all of it or one field, becomes an edit now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procesregie.change.naming import Naming
from procesregie.change.words import Teller
from procesregie.desk.bringing import bring_back, differing, stood
from procesregie.desk.troubles import Locked
from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.language.trouble import Trouble
from procesregie.model.grouptext import is_text
from procesregie.tui.pick import Choice, Pick
from procesregie.tui.text import assembled, line, muted
from procesregie.tui.told import on_one_line

if TYPE_CHECKING:
    from procesregie.change.compare import Change
    from procesregie.history.moment import Moment
    from procesregie.model.dossier import Dossier
    from procesregie.tui.app import ProcesregieApp

ALL = "all"


async def brought_back(app: ProcesregieApp, then: Dossier, moment: Moment, address: str) -> None:
    """Asks what of the record or text at `address` comes back from `then`, writes it, and shows it now."""
    desk = app.desk
    name = then.name(address)
    day = spoken().day(moment.date.date(), "long")
    changes = differing(desk.dossier, then, address)
    free = [change for change in changes if not desk.locked(change.address)]
    if changes and not free:
        app.tell_trouble(Locked(name))
        return
    if not free:
        app.tell(_("“{name}” still has everything it had then.", name=name))
        return
    picked: str | None = ALL
    if not _whole(free):
        picked = await app.push_screen_wait(Pick(_("Bring back from {day}", day=day), choices(app, then, free)))
    chosen = free if picked == ALL else [change for n, change in enumerate(free) if str(n) == picked]
    if not chosen:
        return
    made = await app.try_to(bring_back, desk, chosen)
    if made:
        app.show_then(None)
        if not is_text(address):
            app.action_go(address)
        app.tell(_("Brought back from {day}: {name}. u undoes it.", day=day, name=name))


async def brought_back_from(app: ProcesregieApp, moment: Moment, address: str) -> None:
    """The same, out of git: from `moment`, whatever is shown now."""
    try:
        then = await app.read(stood, app.desk, moment.sha, address)
    except Trouble as trouble:
        app.tell_trouble(trouble)
        return
    await brought_back(app, then, moment, address)


def choices(app: ProcesregieApp, then: Dossier, changes: list[Change]) -> list[Choice]:
    """All of it, or one field: what stands there now, and what would stand there."""
    teller = Teller(Naming(app.desk.dossier, then, spoken()))
    found = [Choice(ALL, assembled(line(_("everything as it was then")), "  ", muted(str(len(changes)))))]
    for n, change in enumerate(changes):
        sentence = teller.sentence(change)
        found.append(Choice(str(n), assembled(muted(f"{sentence.sign} "), on_one_line(sentence)), ""))
    return found


def _whole(changes: list[Change]) -> bool:
    """Whether it is not there at all any more: then there is nothing to choose."""
    return any(not change.path for change in changes)
