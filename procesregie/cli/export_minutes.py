"""``procesregie export minutes SESSION``: the minutes as they were sent, as Markdown or as plain text for a mail."""

from __future__ import annotations

from pathlib import Path

import click

from procesregie.cli.find import complete_session, session_named
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, language
from procesregie.language import say as _


@declare("minutes", N_("Writes out the minutes of a session, as Markdown or plain text."))
@argument("session", metavar=N_("SESSION"), shell_complete=complete_session)
@option(
    "--format",
    "style",
    type=click.Choice(["md", "txt"]),
    default="md",
    help=N_("Markdown (md), or plain text for a mail (txt)."),
)
@option(
    "--now",
    is_flag=True,
    help=N_("As the record stands now, with what was answered or corrected since they were sent."),
)
@option("-o", "--output", default="", metavar=N_("FILE"), help=N_("Write to this file instead of the screen."))
def command(settings: Settings, session: str, style: str, now: bool, output: str) -> int:
    """Writes the minutes to stdout, or to a file. They are in the process's language unless another was asked for."""
    from procesregie.desk.minuted import minuted
    from procesregie.export.minutes import plain_text

    desk = settings.desk()
    name = session_named(desk.dossier.sessions, session)
    lang = language(settings.language) if settings.language else desk.lang
    found = minuted(desk, name, lang)
    text = found.now if now else found.text
    text = plain_text(text) if style == "txt" else text
    if found.moved_on and not now:
        settings.out.note(_("What was answered or corrected since is not in them; --now writes them with it."))
    if output:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
        settings.out.line(_("The minutes are in {file}.", file=output))
    elif not settings.json:
        settings.out.raw(text)
    settings.out.data(
        {
            "session": name,
            "format": style,
            "language": lang.code,
            "as_sent": bool(found.sent) and not now,
            "file": output or None,
            "text": text,
        }
    )
    return 0
