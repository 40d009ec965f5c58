"""``procesregie move STEP DATE``, ``procesregie move ROLE PARTY``: a step's date moves, a role goes to somebody else.

What was is kept, with why: the old date stands among the moves, the former holder among the earlier ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from procesregie.cli.editing import complete_in, mention_reason, tell
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_

if TYPE_CHECKING:
    from datetime import date

    from procesregie.desk.desk import Desk
    from procesregie.model.declare import Record


def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """For the shell: steps, and roles."""
    return [*complete_in("steps")(ctx, param, incomplete), *complete_in("roles")(ctx, param, incomplete)]


@declare(
    "move",
    N_("Moves the date of a step, or hands a role to somebody else; what was there before is kept, with the reason."),
)
@argument("what", metavar=N_("STEP|ROLE"), shell_complete=complete)
@argument("to", metavar=N_("DATE|PARTY"))
@option("--reason", default="", metavar=N_("TEXT"), help=N_("Why it moves."))
def command(settings: Settings, what: str, to: str, reason: str) -> int:
    """Moves it, and says what changed."""
    from procesregie.capture.meant import address_meant, record_meant

    desk = settings.desk()
    before, today = desk.dossier, desk.clock.today()
    is_role = "/" in what and address_meant(before, what).startswith("roles/")
    address = address_meant(before, what) if is_role else f"steps/{record_meant(before, 'steps', what)}"
    made = _handed(desk, address, to, today, reason) if is_role else _moved(desk, address, to, today, reason)
    desk.save(address, made)
    tell(settings, desk, before, address)
    mention_reason(settings, reason)
    return 0


def _moved(desk: Desk, address: str, day: str, today: date, reason: str) -> Record:
    from procesregie.capture.values import Unread, read_day
    from procesregie.desk.ending import moved
    from procesregie.model.step import Step

    due = read_day(day, today)
    if due is None:
        raise Unread(N_("That is not a date. Write it as: 2 April 2026, 2026-04-02, next Friday."))
    return moved(cast(Step, desk.record(address)), due, today, reason.strip())


def _handed(desk: Desk, address: str, who: str, today: date, reason: str) -> Record:
    from procesregie.capture.meant import ref_meant
    from procesregie.desk.ending import handed
    from procesregie.model.role import Role

    party, _slash, person = ref_meant(desk.dossier, who).partition("/")
    return handed(cast(Role, desk.record(address)), party, person, today, reason.strip())
