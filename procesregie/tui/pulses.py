"""The pulse on screen: a row per lens with its marks, a card for a lens and for a pulse, and a form to record one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from procesregie.insight.mirror.vitality import LENSES, Lens, barred, by_lens, key_for, pulses
from procesregie.language import say as _
from procesregie.language import say_many, spoken
from procesregie.model.process import Process, Pulse
from procesregie.tui import signs
from procesregie.tui.areas.area import Entry, Heading, Row, View
from procesregie.tui.areas.mirror import LENS, PULSE
from procesregie.tui.layout import Block, Card, Items, Pairs, Paragraph, Title
from procesregie.tui.text import ACCENT, assembled, line, muted

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.tui.app import ProcesregieApp

SHOWN = 6
"""Marks in a row of the list; the card has them all."""
_UP, _DOWN = "↑", "↓"


def _process(view: View) -> Process | None:
    found = view.dossier.get("process")
    return found if isinstance(found, Process) else None


def rows(view: View) -> Iterator[Row]:
    """The five lenses with their marks, and under them the pulses, the last one first."""
    process = _process(view)
    taken = pulses(process)
    if not taken:
        return
    width = max(len(_(lens.label)) for lens in by_lens(process))
    yield Heading(say_many("Vitality, {n} pulse", "Vitality, {n} pulses", len(taken)))
    for lens in by_lens(process):
        sign = _UP if lens.moved > 0 else _DOWN if lens.moved < 0 else signs.OPEN
        name = _(lens.label)
        text = assembled(
            line(f"{sign} ", ACCENT) if lens.moved < 0 else muted(f"{sign} "),
            line(name.ljust(width + 2)),
            line(lens.line(SHOWN)),
        )
        yield Entry(f"{LENS}{lens.name}", text, "", name)
    yield Heading(_("When we looked"))
    for key, pulse in reversed(taken):
        day = spoken().day(pulse.on, "long") if pulse.on else key
        yield Entry(
            f"{PULSE}{key}", assembled(muted(f"{signs.OPEN} "), line(day), "  ", muted(pulse.note)), "", pulse.note
        )


def card(view: View, key: str) -> Card:
    """What stands beside a row: a lens through time, or a pulse."""
    process = _process(view)
    if key.startswith(LENS):
        lens = next((one for one in by_lens(process) if one.name == key.removeprefix(LENS)), None)
        return _lens_card(process, lens) if lens else Card()
    found = dict(pulses(process)).get(key.removeprefix(PULSE))
    return _pulse_card(found) if found else Card()


def _lens_card(process: Process | None, lens: Lens) -> Card:
    taken = pulses(process)
    moved = (
        _("{n} up since the previous one", n=lens.moved)
        if lens.moved > 0
        else _("{n} down since the previous one", n=-lens.moved)
        if lens.moved < 0
        else ""
    )
    said = [
        (
            spoken().day(pulse.on, "long") if pulse.on else key,
            assembled(line(barred(getattr(pulse, lens.name))), "  ", muted(pulse.note)),
        )
        for key, pulse in reversed(taken)
    ]
    blocks: list[Block] = [Title(line(_(lens.label)), muted(moved)), Paragraph(line(lens.line())), Pairs(tuple(said))]
    return Card([*blocks, _hint()])


def _pulse_card(pulse: Pulse) -> Card:
    day = spoken().day(pulse.on, "long") if pulse.on else ""
    marks = tuple((_(lens.meaning.label), line(barred(getattr(pulse, lens.name)))) for lens in LENSES)
    blocks: list[Block] = [Title(line(_("Pulse of {day}", day=day)), muted(_("each lens from 1 to 5"))), Pairs(marks)]
    if pulse.note:
        blocks.append(Items(((signs.OPEN, line(pulse.note)),), _("Note")))
    return Card([*blocks, _hint(_("Enter changes it."))])


def _hint(before: str = "") -> Paragraph:
    return Paragraph(muted(f"{before} {_('n records a new one.')}".lstrip()))


async def record(app: ProcesregieApp, key: str = "") -> None:
    """The form of the pulse `key`, or of a new one, taken today; writes it when it is saved."""
    from procesregie.model.declare import fields, to_data
    from procesregie.tui.forms.context import Context
    from procesregie.tui.forms.form import RowForm

    of = next(one for one in fields(Process) if one.name == "pulse")
    dossier, today = app.view.dossier, app.clock.today()
    row = dossier.process.pulse.get(key)
    data = to_data(row) if row else {"on": today}
    context = Context(dossier, today, "process", f"pulse/{key or 'new'}")
    answer = await app.push_screen_wait(RowForm(of, key, data, context))
    if answer is not None and await app.try_to(_kept, app.desk, key, answer):
        app.tell(_("Saved. u undoes it."))


def _kept(desk: Desk, key: str, data: dict[str, Any]) -> bool:
    """Writes the pulse `data` under `key`, or as a new one; what somebody else wrote meanwhile stays."""
    from procesregie.folder.store import ChangedOutside

    try:
        _put(desk, key, data)
    except ChangedOutside:
        desk.refresh(["process"])
        _put(desk, key, data)
    return True


def _put(desk: Desk, key: str, data: dict[str, Any]) -> None:
    process = desk.dossier.process
    pulse = Pulse.model_validate(data)
    key = key or key_for(process, pulse.on or desk.clock.today())
    desk.save("process", process.model_copy(update={"pulse": {**process.pulse, key: pulse}}))
