"""``procesregie leave PARTY --reason``: a party leaves the table or goes into another; its id and story stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from procesregie.cli.editing import complete_in, mention_reason, tell
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_
from procesregie.language import say as _

if TYPE_CHECKING:
    from datetime import date

    from procesregie.desk.desk import Desk


@declare("leave", N_("Records that a party leaves the table, or becomes part of another; its id and its story stay."))
@argument("party", metavar=N_("PARTY"), shell_complete=complete_in("table"))
@option("--reason", default="", metavar=N_("TEXT"), help=N_("Why it leaves."))
@option(
    "--into",
    default="",
    metavar=N_("PARTY"),
    shell_complete=complete_in("table"),
    help=N_("The party it becomes part of."),
)
@option("--on", "day", default="", metavar=N_("DATE"), help=N_("The day it leaves; today if not given."))
def command(settings: Settings, party: str, reason: str, into: str, day: str) -> int:
    """Puts it on record, and mentions what the party still holds."""
    from procesregie.capture.meant import record_meant
    from procesregie.capture.values import read_day
    from procesregie.desk.ending import left
    from procesregie.model.party import Party

    desk = settings.desk()
    before = desk.dossier
    id = record_meant(before, "table", party)
    other = record_meant(before, "table", into) if into else ""
    on = read_day(day, desk.clock.today()) or desk.clock.today()
    address = f"table/{id}"
    desk.save(address, left(cast(Party, desk.record(address)), on, reason.strip(), other, id=id))
    tell(settings, desk, before, address)
    mention_reason(settings, reason)
    _mention_held(settings, desk, id, on)
    return 0


def _mention_held(settings: Settings, desk: Desk, party: str, on: date) -> None:
    from procesregie.desk.ending import still_held

    held = still_held(desk.dossier, party, on)
    if held:
        settings.out.note(_("It still holds: {listed}. Who will take that over?", listed=", ".join(held)))
