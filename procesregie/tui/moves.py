"""How a step or a role moves on, asked for with one key: another date, done, somebody else who holds it. What was is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from procesregie.capture.names import person_called
from procesregie.desk import ending
from procesregie.language import say as _
from procesregie.model.role import Role
from procesregie.model.step import Step, StepState
from procesregie.tui.ask import Ask, Blank
from procesregie.tui.days import day_words, read_day
from procesregie.tui.pick import Choice, Pick
from procesregie.tui.text import assembled, line, muted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from procesregie.desk.desk import Desk
    from procesregie.model.declare import Record
    from procesregie.model.dossier import Dossier
    from procesregie.tui.app import ProcesregieApp


async def move_date(app: ProcesregieApp, address: str) -> None:
    """Asks to when the step at `address` moves, and why; a reason is asked for, never demanded."""
    step, today = cast(Step, app.desk.record(address)), app.clock.today()
    was = _("It was due on {day}.", day=day_words(step.due)) if step.due else ""
    blanks = [Blank(_("To which date?"), check=lambda text: day_words(read_day(text, today)))]
    blanks += [Blank(_("Why?"), may_be_empty=True)] if step.due else []
    answer = await app.push_screen_wait(Ask(f"moved {address}", step.title, *blanks, said=was))
    if answer is None:
        return
    due = read_day(answer[0], today)
    assert due is not None, "the question is not left with an empty day"
    reason = answer[1] if step.due else ""
    if await app.try_to(_change, app.desk, address, lambda now: ending.moved(cast(Step, now), due, today, reason)):
        app.tell(_("“{title}”: {day}. u undoes it.", title=step.title, day=day_words(due)))


async def done(app: ProcesregieApp, address: str) -> None:
    """Asks what came of the step at `address`, and marks it as done."""
    step, today = cast(Step, app.desk.record(address)), app.clock.today()
    answer = await app.push_screen_wait(
        Ask(f"done {address}", _("Done: {title}", title=step.title), Blank(_("What came of it?")), may_be_empty=True)
    )
    if answer is None:
        return
    if await app.try_to(_change, app.desk, address, lambda now: ending.done(cast(Step, now), today, answer[0])):
        app.tell(_("“{title}” is done. u undoes it.", title=step.title))


def is_open(dossier: Dossier, address: str) -> bool:
    """Whether the step at `address` is open."""
    step = dossier.get(address)
    return isinstance(step, Step) and step.state is StepState.OPEN


async def hand_over(app: ProcesregieApp, address: str) -> None:
    """Asks who holds the role at `address` from now on, and why."""
    role, today = cast(Role, app.desk.record(address)), app.clock.today()
    picked = await app.push_screen_wait(
        Pick(_("Who holds “{title}” from today?", title=role.title), list(people(app.desk.dossier)))
    )
    if picked is None:
        return
    party, _slash, person = picked.partition("/")
    reason = ""
    if role.party:
        asked = Ask(f"handed {address}", _("Why does it move?"), Blank(_("Why?")), may_be_empty=True)
        answer = await app.push_screen_wait(asked)
        if answer is None:
            return
        reason = answer[0]
    who = person_called(app.desk.dossier, picked) if person else app.desk.dossier.name(f"table/{party}")
    if await app.try_to(
        _change, app.desk, address, lambda now: ending.handed(cast(Role, now), party, person, today, reason)
    ):
        app.tell(_("“{title}” is now held by {who}. u undoes it.", title=role.title, who=who))


def people(dossier: Dossier) -> Iterator[Choice]:
    """Every party that is at the table, and everybody who sits there for it."""
    for id, party in sorted(dossier.parties.items(), key=lambda pair: pair[1].title.casefold()):
        if party.left() is not None or party.empty:
            continue
        yield Choice(id, assembled(line(party.title), "  ", muted(party.short)), f"{id} {party.short}")
        for key, one in party.people.items():
            if one.until is None:
                name = person_called(dossier, f"{id}/{key}")
                yield Choice(f"{id}/{key}", assembled(line(name), "  ", muted(party.title)), key)


def _change(desk: Desk, address: str, change: Callable[[Record], Record]) -> bool:
    """Writes the record at `address` as `change` makes it of what it is now."""
    desk.save(address, change(desk.record(address)))
    return True
