"""``procesregie forget PERSON``: takes a person out of the current files, and says what is left to do by hand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from procesregie.cli import changes
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from procesregie.change.words import Group
    from procesregie.desk.desk import Desk
    from procesregie.desk.forgetting import Forgetting


@declare("forget", N_("Takes a person out of the current files, and their contact details out of the private layer."))
@argument("person", metavar=N_("PERSON"))
@option("--dry-run", is_flag=True, help=N_("Shows what it would do, and does nothing."))
@option(
    "--redact",
    is_flag=True,
    help=N_("Also blacks them out in decisions that were taken; verify then says “blacked out”."),
)
@option("--yes", is_flag=True, help=N_("Does it without asking."))
def command(settings: Settings, person: str, dry_run: bool, redact: bool, yes: bool) -> int:
    """Shows it first; does it when that is confirmed, or said with --yes. It is not undone."""
    from procesregie.desk.forgetting import carry_out, changes_of, person_called, plan

    desk = settings.desk()
    before = desk.dossier
    planned = plan(desk, person_called(before, person), redact=redact)
    groups = changes_of(desk, planned, spoken())
    sure = yes and not dry_run
    above = N_("{name} ({party}) is taken out of:") if sure else N_("{name} ({party}) would be taken out of:")
    settings.out.line(_(above, name=_name(planned), party=_party(desk, planned)))
    settings.out.line()
    changes.tell(settings.out, groups)
    _private(settings, planned)
    _left(settings, desk, planned)
    done = not dry_run and (yes or _confirmed(settings))
    if done:
        planned = carry_out(desk, planned)
        settings.out.line()
        settings.out.line(_("Done. It is not committed yet: procesregie draft does that."))
    settings.out.data(_data(planned, groups, done))
    if not (done or dry_run):
        settings.out.note(_("Nothing was changed. Say --yes to do it."))
    return 0 if done or dry_run else 1


def _name(planned: Forgetting) -> str:
    return visible_line(planned.who.name or planned.who.person)


def _party(desk: Desk, planned: Forgetting) -> str:
    return visible_line(desk.dossier.name(f"table/{planned.who.party}"))


def _private(settings: Settings, planned: Forgetting) -> None:
    if planned.private:
        n = len(planned.private)
        said = say_many(
            "{n} record in the private layer, earlier versions too",
            "{n} records in the private layer, earlier versions too",
            n,
        )
        settings.out.line(said)


def _left(settings: Settings, desk: Desk, planned: Forgetting) -> None:
    """What stays, and what can be done about it."""
    from procesregie.cli.log import row
    from procesregie.desk.forgetting import JOURNALED, MENDED, RECORDED, kept_in, mending

    out = settings.out
    if planned.locked:
        out.line()
        out.line(_("Decisions that were taken stay what they were; --redact blacks out the name in them:"))
        for address in planned.locked:
            out.line(f"  {address}")
    if planned.mentions:
        out.line()
        out.line(_("Their name, or part of it, appears in the text here. These lines are for you to change:"))
        for one in planned.mentions:
            where = f"{one.file}:{one.line}"
            out.line(f"  {where}: {_('(confidential)')}" if one.private else f"  {where}: {visible_line(one.text)}")
    if planned.journals:
        out.line()
        out.line(_(JOURNALED))
        for kept in planned.journals:
            out.line(f"  {kept_in(desk, kept)}")
    if planned.recorders:
        out.line()
        out.line(_(RECORDED))
        for name in planned.recorders:
            out.line(f"  {name}")
    if planned.commits:
        out.line()
        out.line(say_many("{n} commit names them:", "{n} commits name them:", len(planned.commits)))
        for moment in planned.commits:
            out.line(f"  {row(moment)}")
        out.line(_(MENDED))
        for shell in mending(planned):
            out.line(f"  {shell}")


def _confirmed(settings: Settings) -> bool:
    """Asks at a terminal; anywhere else the answer is no."""
    if settings.out.json or not sys.stdin.isatty():
        return False
    return click.confirm(_("Take them out?"), default=False)


def _data(planned: Forgetting, groups: list[Group], done: bool) -> dict[str, Any]:
    return {
        "party": planned.who.party,
        "person": planned.who.person,
        "done": done,
        "changed": sorted(planned.records),
        "changes": changes.data(groups),
        "locked": list(planned.locked),
        "private": sorted(planned.private),
        "mentions": [
            {"file": one.file, "line": one.line, "private": one.private, **({} if one.private else {"text": one.text})}
            for one in planned.mentions
        ],
        "journals": [{"session": one.session, "place": one.place, "entered": one.entered} for one in planned.journals],
        "recorders": list(planned.recorders),
        "commits": [{"commit": one.sha, "date": one.date, "subject": one.subject} for one in planned.commits],
    }
