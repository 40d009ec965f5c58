"""``procesregie diff A [B]``: what differs between two moments, in words; B is now when it is not said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procesregie.cli import changes
from procesregie.cli.find import complete_moment, moment_named, process_root
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.log import data as moment_data
from procesregie.cli.log import row
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _

if TYPE_CHECKING:
    from procesregie.history.moment import Moment
    from procesregie.history.repository import Repository


@declare(
    "diff", N_("Shows what differs between two moments, in words: a commit, a session, a date, last-decision, now.")
)
@argument("old", metavar=N_("MOMENT"), shell_complete=complete_moment)
@argument("new", metavar=N_("[MOMENT]"), required=False, default="now", shell_complete=complete_moment)
@option("--full", is_flag=True, help=N_("Every change in a sentence of its own, in full."))
@option("--toml", is_flag=True, help=N_("As it is in the files: git's own comparison."))
def command(settings: Settings, old: str, new: str, full: bool, toml: bool) -> int:
    """Compares two moments."""
    from procesregie.change.words import in_words
    from procesregie.history.repository import Repository

    repository = Repository(process_root(settings.where))
    before, after = _moment(repository, old), _moment(repository, new)
    names = before.sha if before else "now", after.sha if after else "now"
    if toml:
        patch = repository.patch(*names)
        settings.out.raw(patch)
        settings.out.data({"from": _data(before), "to": _data(after), "patch": patch})
        return 0
    between = repository.changes_between(*names)
    groups = in_words(between.changes, between.old, between.new, spoken(), full=full)
    changes.unreadable(settings.out, (*between.old.problems, *between.new.problems))
    settings.out.line(_said(before))
    settings.out.line(_said(after))
    settings.out.line()
    changes.tell(settings.out, groups, detail=True)
    if not groups:
        settings.out.line(_("Nothing is different."))
    settings.out.data(
        {"from": _data(before), "to": _data(after), "changes": changes.data(groups, values=True)},
    )
    return 0


def _moment(repository: Repository, word: str) -> Moment | None:
    """The moment called `word`; None for now."""
    from procesregie.history.repository import NOW

    return None if word in NOW else moment_named(repository, word)


def _said(moment: Moment | None) -> str:
    return row(moment) if moment else f"◌ {_('now'):>11}  {_('the files as they are')}"


def _data(moment: Moment | None) -> dict[str, Any] | None:
    return moment_data(moment) if moment else None
