"""``procesregie add ROOM TITLE [FIELD=VALUE…]``: a new record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procesregie.cli.editing import complete_field, entries_of, tell
from procesregie.cli.group import argument
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_

if TYPE_CHECKING:
    import click


def _complete_room(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from procesregie.model.address import ROOMS

    return [room for room in ROOMS if room.startswith(incomplete)]


@declare("add", N_("Adds a record: a topic, party, role, step, session or decision."))
@argument("room", metavar=N_("AREA"), shell_complete=_complete_room)
@argument("title", metavar=N_("TITLE"))
@argument("values", nargs=-1, metavar=N_("[FIELD=VALUE...]"), shell_complete=complete_field)
def command(settings: Settings, room: str, title: str, values: tuple[str, ...]) -> int:
    """Makes the record with its fields, and says its address."""
    from procesregie.capture.become import step_typed
    from procesregie.capture.entered import NotEntered, entered
    from procesregie.capture.meant import room_meant
    from procesregie.capture.values import Unread
    from procesregie.model.declare import to_data

    where = room_meant(room)
    given = entries_of(values)
    desk = settings.desk()
    before = desk.dossier
    today = desk.clock.today()
    start: dict[str, object] = {"title": title.strip()}
    if where == "sessions":
        start["date"] = today
    elif where == "steps":
        start = to_data(step_typed(title, before, today)[0])
    if not start.get("title"):
        raise NotEntered("title", Unread(N_("This has to be filled in.")))
    data = entered(f"{where}/{where}-new", start, given, before, today)
    address = desk.create(where, data.pop("title"), **data)
    settings.out.line(address)
    tell(settings, desk, before, address)
    return 0
