"""``procesregie log``: the timeline, newest first. Nothing but git is asked, so it is quick on any history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procesregie.cli.find import process_root
from procesregie.cli.group import Count, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _

if TYPE_CHECKING:
    from procesregie.history.moment import Moment

SIGNS: dict[str, str] = {"decision": "●", "draft": "○", "merge": "◌", "by hand": "◌"}
"""The same everywhere: a decision is a full circle, a draft an open one, what says neither a dotted one."""


@declare("log", N_("The timeline: every commit of the process, and whether it was a draft or a decision."))
@option("--decisions", is_flag=True, help=N_("Only decisions."))
@option("--drafts", is_flag=True, help=N_("Only drafts."))
@option("-n", "number", type=Count(), default=None, metavar=N_("N"), help=N_("The newest N."))
def command(settings: Settings, decisions: bool, drafts: bool, number: int | None) -> int:
    """Reads the timeline."""
    from procesregie.history.repository import Repository

    wanted = {name for name, asked in (("decision", decisions), ("draft", drafts)) if asked}
    found = Repository(process_root(settings.where)).timeline(None if wanted else number)
    if wanted:
        found = [moment for moment in found if moment.outcome in wanted][:number]
    if settings.json:
        settings.out.rows("moments", map(data, found))
        return 0
    for moment in found:
        settings.out.line(row(moment))
    if not found:
        settings.out.note(_("There is nothing here yet."))
    return 0


def row(moment: Moment) -> str:
    """A moment as a line: sign, date, the start of its commit, what it says of itself."""
    lang = spoken()
    day = lang.day(moment.date.date(), "short") + f" {moment.date.year}"
    hand = "" if moment.outcome else f" ({lang('merge') if moment.mark == 'merge' else lang('by hand')})"
    return f"{SIGNS[moment.mark]} {day:>11}  {moment.sha[:7]}  {moment.subject}{hand}"


def data(moment: Moment) -> dict[str, Any]:
    """A moment as data. (Its trailers are read once here: a timeline has thousands of moments.)"""
    said: dict[str, list[str]] = {}
    for key, value in moment.trailers:
        said.setdefault(key.lower(), []).append(value)
    outcome = said.get("outcome", [""])[-1]
    outcome = outcome if outcome in SIGNS else ""
    return {
        "commit": moment.sha,
        "date": moment.when,
        "author": moment.author,
        "email": moment.email,
        "outcome": outcome or None,
        "mark": outcome or moment.mark,
        "subject": moment.subject,
        "session": said.get("session", [None])[-1],
        "decisions": said.get("decision", []),
        "corrects": said.get("corrects", [None])[-1],
        "reverses": said.get("reverses", []),
    }
