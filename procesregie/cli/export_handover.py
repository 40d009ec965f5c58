"""``procesregie export handover``: what somebody who takes the process over has to know, on one sheet."""

from __future__ import annotations

from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.cli.written import as_text, write_out
from procesregie.language import N_, language
from procesregie.language import say as _


@declare("handover", N_("Writes out the hand-over pack: what a successor has to know, as Markdown or plain text."))
@as_text
def command(settings: Settings, style: str, output: str) -> int:
    """Writes it to stdout, or to a file, in the process's language unless another was asked for."""
    from procesregie.export.handover import handover

    desk = settings.desk()
    lang = language(settings.language) if settings.language else desk.lang
    today = desk.clock.today()
    said = _("The hand-over pack is in {file}.", file=output)
    written = write_out(settings, handover(desk.dossier, today, lang), style, output, said)
    settings.out.data({"as_of": today, "language": lang.code, **written})
    return 0
