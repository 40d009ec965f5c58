"""``procesregie draft``: what is open, committed without a session; or a correction of a closed one."""

from __future__ import annotations

from procesregie.cli.close import tell
from procesregie.cli.find import complete_session, session_named
from procesregie.cli.group import command as declare
from procesregie.cli.group import option
from procesregie.cli.settings import Settings
from procesregie.language import N_


@declare("draft", N_("Commits what is open as a draft, or a correction of a closed session."))
@option("-m", "--message", default="", metavar=N_("TEXT"), help=N_("What it is, in one line."))
@option(
    "--corrects",
    default="",
    metavar=N_("SESSION"),
    shell_complete=complete_session,
    help=N_("The closed session that this corrects."),
)
def command(settings: Settings, message: str, corrects: str) -> int:
    """Commits, and says what was committed."""
    desk = settings.desk()
    session = session_named(desk.dossier.sessions, corrects) if corrects else ""
    tell(settings, desk.draft(message, session), "draft", session)
    return 0
