"""``procesregie export minutes SESSION``: the minutes as they were sent, as Markdown or as plain text for a mail."""

from __future__ import annotations

from procesregie.cli.find import complete_session, session_named
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.cli.written import as_text, write_out
from procesregie.language import N_, language
from procesregie.language import say as _


@declare("minutes", N_("Writes out the minutes of a session, as Markdown or plain text."))
@argument("session", metavar=N_("SESSION"), shell_complete=complete_session)
@as_text
@option(
    "--now",
    is_flag=True,
    help=N_("As the record stands now, with what was answered or corrected since they were sent."),
)
def command(settings: Settings, session: str, style: str, now: bool, output: str) -> int:
    """Writes the minutes to stdout, or to a file. They are in the process's language unless another was asked for."""
    from procesregie.desk.minuted import minuted

    desk = settings.desk()
    name = session_named(desk.dossier.sessions, session)
    lang = language(settings.language) if settings.language else desk.lang
    found = minuted(desk, name, lang)
    if found.moved_on and not now:
        settings.out.note(_("What was answered or corrected since is not in them; --now writes them with it."))
    said = _("The minutes are in {file}.", file=output)
    written = write_out(settings, found.now if now else found.text, style, output, said)
    as_sent = bool(found.sent) and not now
    settings.out.data({"session": name, "language": lang.code, "as_sent": as_sent, **written})
    return 0
