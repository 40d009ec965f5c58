"""``procesregie close SESSION --draft | --decision``: one session, one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from procesregie.cli.find import complete_decision, complete_session, session_named
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _

if TYPE_CHECKING:
    from procesregie.desk.closing import Closed
    from procesregie.desk.desk import Desk


@declare("close", N_("Closes a session with one commit: as a draft, or as a decision."))
@argument("session", metavar=N_("SESSION"), shell_complete=complete_session)
@argument("decisions", nargs=-1, metavar=N_("[DECISION...|all]"), shell_complete=complete_decision)
@option("--draft", is_flag=True, help=N_("As a draft; what is proposed stays proposed."))
@option("--decision", is_flag=True, help=N_("As a decision: the ones named, all, or the only one proposed."))
@option(
    "--weight",
    type=click.Choice(["direction", "agreement", "decision"]),
    metavar=N_("WEIGHT"),
    help=N_("For a decision that has none yet: direction, agreement or decision."),
)
@option(
    "--at-once",
    is_flag=True,
    help=N_(
        "What is taken holds at once; otherwise it stays open for as long as the process gives absentees to respond."
    ),
)
@option(
    "--holds",
    multiple=True,
    metavar=N_("DECISION"),
    shell_complete=complete_decision,
    help=N_("This one of what is taken holds at once, the others stay open; may be said more than once."),
)
@option("-m", "--message", default="", metavar=N_("TEXT"), help=N_("The session in one line: the commit's subject."))
def command(
    settings: Settings,
    session: str,
    decisions: tuple[str, ...],
    draft: bool,
    decision: bool,
    weight: str | None,
    at_once: bool,
    holds: tuple[str, ...],
    message: str,
) -> int:
    """Closes, and says what was committed."""
    if draft == decision:
        raise click.UsageError(_("Say either --draft or --decision."))
    if draft and decisions:
        raise click.UsageError(
            _("A draft takes no decisions; close with --decision to take {names}.", names=", ".join(decisions))
        )
    desk = settings.desk(rooms=())
    name = session_named(desk.ids("sessions"), session)
    held = ("all",) if at_once else holds
    closed = desk.close(name, "decision" if decision else "draft", decisions, message, weight or "", at_once=held)
    tell(settings, closed, "decision" if decision else "draft", name)
    _mention_waiting(settings, desk, closed)
    for one in closed.decisions:
        taken = desk.dossier.decisions[one]
        if parties := taken.unanswered():
            who = ", ".join(desk.dossier.name(f"table/{party}") for party in parties)
            settings.out.note(_("“{title}” was taken with an unanswered objection: {who}", title=taken.title, who=who))
    return 0


def _mention_waiting(settings: Settings, desk: Desk, closed: Closed) -> None:
    """Says until when what was taken stays open, and for whom."""
    for name, wait in closed.waiting.items():
        said = {
            "title": desk.dossier.decisions[name].title,
            "day": spoken().day(wait.until),
            "who": spoken().joined(desk.dossier.name(f"table/{party}") for party in wait.absent),
        }
        if wait.absent:
            note = _("“{title}” stays open until {day}, for those who were absent: {who}.", **said)
        else:
            note = _("“{title}” stays open until {day}.", **said)
        settings.out.note(f"{note} {_('With --at-once it holds at once.')}")


def tell(settings: Settings, closed: Closed, outcome: str, session: str = "") -> None:
    """What a commit came to, for people and as data."""
    out = settings.out
    out.line(f"{'●' if outcome == 'decision' else '○'} {closed.subject}  {closed.sha[:7]}")
    if closed.left:
        out.note(_("Left out: {files}", files=", ".join(closed.left)))
    for warning in closed.warnings:
        out.note(str(warning))
    out.data(
        {
            "commit": closed.sha,
            "subject": closed.subject,
            "outcome": outcome,
            "session": session,
            "decisions": list(closed.decisions),
            "open_until": {name: wait.until for name, wait in closed.waiting.items()},
            "tags": list(closed.tags),
            "left": list(closed.left),
            "warnings": [str(warning) for warning in closed.warnings],
        }
    )
