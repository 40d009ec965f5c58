"""``procesregie withdraw ADDRESS --reason``: a topic is closed, a role ends, a step or a proposal is withdrawn."""

from __future__ import annotations

from procesregie.cli.editing import mention_reason, tell
from procesregie.cli.find import complete_address
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_


@declare("withdraw", N_("Closes a topic, ends a role, withdraws a step or a proposal; the record stays."))
@argument("address", metavar=N_("ADDRESS"), shell_complete=complete_address)
@option("--reason", default="", metavar=N_("TEXT"), help=N_("Why it ends."))
def command(settings: Settings, address: str, reason: str) -> int:
    """Ends it, and says what changed."""
    from procesregie.capture.meant import address_meant
    from procesregie.desk.ending import withdrawn

    desk = settings.desk()
    before = desk.dossier
    found = address_meant(before, address)
    desk.save(found, withdrawn(found, desk.record(found), desk.clock.today(), reason.strip()))
    tell(settings, desk, before, found)
    mention_reason(settings, reason)
    return 0
