"""``procesregie new DIR``: a new process from a template, with its first commit, opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, capital, spoken
from procesregie.language import say as _

if TYPE_CHECKING:
    import click


def _complete_template(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from procesregie.desk.starting import templates

    return [one.name for one in templates(spoken().code) if one.name.startswith(incomplete)]


@declare("new", N_("Makes a new process from a template, commits it and opens it."))
@argument("target", metavar=N_("DIR"))
@option(
    "--template",
    default="empty",
    metavar=N_("TEMPLATE"),
    shell_complete=_complete_template,
    help=N_("What to start from: empty (if not given), writing-a-text, challenge-network or merger."),
)
@option(
    "--title", default="", metavar=N_("TEXT"), help=N_("What the process is called; as its folder is, if not given.")
)
@option("--no-open", is_flag=True, help=N_("Makes it and stops there."))
def command(settings: Settings, target: str, template: str, title: str, no_open: bool) -> int:
    """Makes the process; ``--language`` is the language it is kept in."""
    from procesregie.desk.starting import new_process

    code = spoken().code
    called = Path(target).absolute().name.replace("-", " ").replace("_", " ").strip()
    desk = new_process(Path(target), template, title or capital(called), code, settings.clock)
    settings.out.line(_("“{title}” is in {folder}.", title=desk.dossier.process.title, folder=target))
    told = ", ".join(f"{one.key}={one.value}" for one in desk.repository.setup_shown() if one.key.startswith("push"))
    settings.out.note(_("Git was told this here: {told}. `procesregie git-setup` shows and undoes it.", told=told))
    settings.out.data(
        {"folder": str(desk.root), "title": desk.dossier.process.title, "language": code, "template": template}
    )
    return 0 if no_open or settings.json else settings.opener(target, settings.language, settings.as_of)
