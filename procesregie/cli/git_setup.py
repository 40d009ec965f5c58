"""``procesregie git-setup``: what git itself is told in this repository, shown first, and taken back on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from procesregie.cli.find import process_root
from procesregie.cli.group import command as declare
from procesregie.cli.group import option
from procesregie.cli.settings import Settings
from procesregie.language import N_
from procesregie.language import say as _

if TYPE_CHECKING:
    from procesregie.history.setup import Setting


@declare("git-setup", N_("Shows what git is told in this repository, and sets it or takes it back when asked."))
@option("--yes", is_flag=True, help=N_("Sets what is shown, for this repository alone."))
@option("--undo", is_flag=True, help=N_("Takes it back."))
@option("--init", is_flag=True, help=N_("First makes the folder a repository, if it is not in one."))
def command(settings: Settings, yes: bool, undo: bool, init: bool) -> int:
    """Shows the settings as they are after what was asked."""
    from procesregie.history.repository import Repository

    if undo and (yes or init):
        raise click.UsageError(_("Say either --yes or --undo."))
    repository = Repository(process_root(settings.where))
    if init and repository.create():
        settings.out.note(_("{folder} is now a git repository.", folder=repository.root))
    assert repository.place
    if yes:
        repository.setup()
    elif undo:
        repository.unset()
    shown = repository.setup_shown()
    _tell(settings, shown)
    if not yes and not undo and not all(one.done for one in shown):
        settings.out.note(_("`procesregie git-setup --yes` sets this."))
    return 0


def _tell(settings: Settings, shown: list[Setting]) -> None:
    for one in shown:
        state = _("set") if one.done else _("not set") if one.now is None else _("different: {value}", value=one.now)
        settings.out.line(f"{'●' if one.done else '○'} {one.key} = {one.value}  ({state})")
        settings.out.line(f"  {_(one.why)}")
    settings.out.data(
        {"settings": [{"key": o.key, "value": o.value, "now": o.now, "set": o.done, "why": _(o.why)} for o in shown]}
    )
