"""``procesregie demo``: a sample process with its whole history, made here and opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _

if TYPE_CHECKING:
    import click

    from procesregie.desk.story import Story


def _complete_story(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from procesregie.desk.story import stories

    return [one.name for one in stories() if one.name.startswith(incomplete)]


@declare(
    "demo", N_("Opens a sample process with its whole history, in the folder given with --dir or one of its own name.")
)
@argument("name", default="", metavar=N_("[NAME]"), shell_complete=_complete_story)
@option("--no-open", is_flag=True, help=N_("Makes it and stops there."))
def command(settings: Settings, name: str, no_open: bool) -> int:
    """Makes the sample called `name`, or the one in the reader's language; one that is there already is opened again."""
    from procesregie.desk.story import story, tell

    one = story(name or spoken().code)
    folder = Path(settings.folder or one.name)
    again = _is_there(folder, one)
    if not again:
        settings.out.note(_("Making “{title}”, commit by commit: it takes some seconds …", title=one.title))
        tell(one, folder)
    _say(settings, one, folder, again)
    if no_open or settings.json:
        return 0
    return settings.opener(str(folder), settings.language, settings.as_of or one.as_of.isoformat())


def _is_there(folder: Path, one: Story) -> bool:
    """Whether `folder` holds this very sample, made earlier."""
    from procesregie.folder.store import Folder
    from procesregie.language.trouble import Trouble

    if not (folder / "process.toml").is_file():
        return False
    try:
        return Folder.find(folder).load(["process"]).process.id == one.process_id
    except (Trouble, KeyError):
        return False


def _say(settings: Settings, one: Story, folder: Path, again: bool) -> None:
    out = settings.out
    where = _("“{title}” is already in {folder}, as you left it.") if again else _("“{title}” is in {folder}.")
    out.line(where.format(title=one.title, folder=folder))
    day = spoken().day(one.as_of)
    out.line(
        _(
            "You see it as of {day}, the week after its last session: {command}",
            day=day,
            command=f"procesregie {folder} --as-of {one.as_of}",
        )
    )
    out.data(
        {
            "name": one.name,
            "title": one.title,
            "folder": str(folder.absolute()),
            "language": one.language,
            "as_of": one.as_of,
            "made": not again,
        }
    )
