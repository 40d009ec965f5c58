"""``procesregie export handover``: what somebody who takes the process over has to know, on one sheet."""

from __future__ import annotations

from pathlib import Path

import click

from procesregie.cli.group import command as declare
from procesregie.cli.group import option
from procesregie.cli.settings import Settings
from procesregie.language import N_, language
from procesregie.language import say as _


@declare("handover", N_("Writes out the hand-over pack: what a successor has to know, as Markdown or plain text."))
@option(
    "--format",
    "style",
    type=click.Choice(["md", "txt"]),
    default="md",
    help=N_("Markdown (md), or plain text for a mail (txt)."),
)
@option("-o", "--output", default="", metavar=N_("FILE"), help=N_("Write to this file instead of the screen."))
def command(settings: Settings, style: str, output: str) -> int:
    """Writes it to stdout, or to a file, in the process's language unless another was asked for."""
    from procesregie.export.handover import handover
    from procesregie.export.minutes import plain_text

    desk = settings.desk()
    lang = language(settings.language) if settings.language else desk.lang
    today = desk.clock.today()
    text = handover(desk.dossier, today, lang)
    text = plain_text(text) if style == "txt" else text
    if output:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
        settings.out.line(_("The hand-over pack is in {file}.", file=output))
    elif not settings.json:
        settings.out.raw(text)
    data = {"as_of": today, "format": style, "language": lang.code, "file": output or None, "text": text}
    settings.out.data(data)
    return 0
