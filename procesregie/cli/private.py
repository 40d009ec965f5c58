"""``procesregie private``: the private layer, which lives outside the folder: where it is, and to the next laptop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from procesregie.cli.group import command as declare
from procesregie.cli.group import option
from procesregie.cli.settings import Settings
from procesregie.language import N_, say_many
from procesregie.language import say as _


@declare("private", N_("Shows where the private layer is, and helps you take it to the next laptop."))
@option("--where", is_flag=True, help=N_("The folder it lives in."))
@option("--export", "target", default="", metavar=N_("FILE"), help=N_("All of it into one file, for your eyes only."))
@option("--import", "source", default="", metavar=N_("FILE"), help=N_("Takes in what was exported elsewhere."))
@option("--replace", is_flag=True, help=N_("With --import: also replaces what is different here."))
def command(settings: Settings, where: bool, target: str, source: str, replace: bool) -> int:
    """Does the one thing that was asked."""
    if sum((where, bool(target), bool(source))) != 1:
        raise click.UsageError(_("Choose one of --where, --export FILE and --import FILE."))
    private = settings.desk(["process"]).private
    data: dict[str, Any] = {"where": str(private.where())}
    if target:
        data |= {"file": target, "exported": private.export_to(Path(target))}
        settings.out.line(_("The private layer is in {file}. Keep it to yourself.", file=target))
    elif source:
        taken = private.import_from(Path(source), replace=replace)
        data |= {"file": source, "added": taken.added, "same": taken.same, "different": taken.different}
        settings.out.line(say_many("{n} file taken in.", "{n} files taken in.", len(taken.added)))
        _different(settings, taken.different, replace)
    else:
        settings.out.line(str(private.where()))
    settings.out.data(data)
    return 0


def _different(settings: Settings, different: tuple[str, ...], replace: bool) -> None:
    """Says of what stands in both and differs which of the two was kept."""
    listed = ", ".join(different)
    if different and replace:
        settings.out.note(_("Replaced; the earlier version is kept for 30 days: {listed}", listed=listed))
    elif different:
        settings.out.note(
            _("Different here, and left as it is: {listed}. --replace takes the other version.", listed=listed)
        )
