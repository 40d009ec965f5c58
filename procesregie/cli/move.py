"""``procesregie move STEP DATE --reason``: the date of a step moves; the old one is kept, with why."""

from __future__ import annotations

from typing import cast

from procesregie.cli.editing import complete_in, mention_reason, tell
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_


@declare("move", N_("Moves the date of a step; the old date and the reason are kept."))
@argument("step", metavar=N_("STEP"), shell_complete=complete_in("steps"))
@argument("day", metavar=N_("DATE"))
@option("--reason", default="", metavar=N_("TEXT"), help=N_("Why it moves."))
def command(settings: Settings, step: str, day: str, reason: str) -> int:
    """Moves it, and says what changed."""
    from procesregie.capture.meant import record_meant
    from procesregie.capture.values import Unread, read_day
    from procesregie.desk.ending import moved
    from procesregie.model.step import Step

    desk = settings.desk()
    before = desk.dossier
    address = f"steps/{record_meant(before, 'steps', step)}"
    today = desk.clock.today()
    due = read_day(day, today)
    if due is None:
        raise Unread(N_("Not a day. Say it as: 2 April 2026, 2026-04-02, next Friday."))
    desk.save(address, moved(cast(Step, desk.record(address)), due, today, reason.strip()))
    tell(settings, desk, before, address)
    mention_reason(settings, reason)
    return 0
