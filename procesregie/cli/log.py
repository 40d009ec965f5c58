"""``procesregie log``: the timeline, newest first. Nothing but git is asked, so it is quick on any history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from procesregie.cli.find import complete_name, complete_session, day_named, process_root
from procesregie.cli.group import Count, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.history.moment import OUTCOMES, UNSTATED
from procesregie.language import N_, spoken
from procesregie.language import say as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from procesregie.history.moment import Moment
    from procesregie.history.wanted import Wanted

SIGNS: dict[str, str] = {"decision": "●", "draft": "○", "merge": "◌", "by hand": "◌"}
"""The same everywhere: a decision is a full circle, a draft an open one, what says neither a dotted one."""


@declare("log", N_("Shows the timeline: every commit of the process, and whether it was a draft or a decision."))
@option("--decisions", is_flag=True, help=N_("Only decisions."))
@option("--drafts", is_flag=True, help=N_("Only drafts."))
@option("--by-hand", is_flag=True, help=N_("Only what was changed by hand."))
@option(
    "--party", metavar=N_("PARTY"), shell_complete=complete_name("table"), help=N_("Only where this party appears.")
)
@option("--person", metavar=N_("PERSON"), help=N_("Only where this person appears (their id or their name)."))
@option(
    "--topic", metavar=N_("TOPIC"), shell_complete=complete_name("agenda"), help=N_("Only where this topic appears.")
)
@option("--text", metavar=N_("TEXT"), shell_complete=complete_name("texts"), help=N_("Only what changed this text."))
@option("--session", metavar=N_("SESSION"), shell_complete=complete_session, help=N_("Only what changed this session."))
@option("--since", metavar=N_("DATE"), help=N_("From this day on."))
@option("--until", metavar=N_("DATE"), help=N_("Up to and including this day."))
@option("-n", "number", type=Count(), default=None, metavar=N_("N"), help=N_("The newest N."))
def command(settings: Settings, number: int | None, **asked: Any) -> int:
    """Reads the timeline."""
    from procesregie.history.repository import Repository

    repository = Repository(process_root(settings.where))
    wanted = _wanted(settings, asked)
    if wanted.everything:
        found = repository.timeline(number)
    else:
        reading = repository.reading(wanted)
        found = reading.more(number) if number is not None else []
        while number is None and not reading.all_read:
            found += reading.more()
    if settings.json:
        settings.out.rows("moments", map(data, found))
        return 0
    for moment in found:
        settings.out.line(row(moment))
    if repository.shallow and number is None:
        settings.out.note(_("This copy of the history begins here."))
    if not found:
        settings.out.note(_("There is nothing here yet.") if wanted.everything else _("There is no such moment."))
    return 0


def _wanted(settings: Settings, asked: Mapping[str, Any]) -> Wanted:
    from procesregie.history.moment import Mark
    from procesregie.history.wanted import Wanted

    kinds: tuple[tuple[str, Mark], ...] = (("decisions", "decision"), ("drafts", "draft"), ("by_hand", "by hand"))
    return Wanted(
        marks=frozenset(mark for name, mark in kinds if asked[name]),
        party=_id(settings, "table", asked["party"]),
        person=_person(settings, asked["person"]),
        topic=_id(settings, "agenda", asked["topic"]),
        text=(asked["text"] or "").removeprefix("texts/").removesuffix(".md"),
        session=(asked["session"] or "").removeprefix("sessions/"),
        since=_day(asked["since"]),
        until=_day(asked["until"]),
    )


def _id(settings: Settings, room: str, word: str | None) -> str:
    """The id in `room` that `word` means; of what is no longer there its exact id."""
    from procesregie.model.ids import ID

    if not word:
        return ""
    name = word.removeprefix(f"{room}/").removeprefix("@")
    if (process_root(settings.where) / room / f"{name}.toml").is_file():
        return name
    from procesregie.capture.meant import record_meant
    from procesregie.capture.values import Unread

    rooms = {"table": "table", "agenda": "agenda"}[room]
    try:
        return record_meant(settings.desk().dossier, rooms, name)  # type: ignore[arg-type]
    except Unread:
        if not ID.fullmatch(name):
            raise
        return name


def _person(settings: Settings, word: str | None) -> str:
    """The id of the person that `word` names; of who is no longer there their exact id."""
    from procesregie.model.ids import slug

    name = (word or "").rpartition("/")[2].removeprefix("@")
    if not name:
        return ""
    parties = settings.desk(("process", "table")).dossier.parties.values()
    people = {id: person for party in parties for id, person in party.people.items()}
    called = (id for id, person in people.items() if person.name and slug(person.name) == slug(name))
    return name if name in people else next(called, name)


def _day(text: str | None) -> date | None:
    return day_named(text) if text else None


def row(moment: Moment) -> str:
    """A moment as a line: sign, date, the start of its commit, what it says of itself."""
    lang = spoken()
    day = lang.day(moment.date.date(), "dated")
    return f"{SIGNS[moment.mark]} {day:>11}  {moment.sha[:7]}  {moment.subject}{apart(moment)}"


def apart(moment: Moment) -> str:
    """What is to be said of a commit that does not say itself what it is."""
    if moment.stated:
        decided = moment.outcome == "decision"
        return f" ({_('a decision, according to its session') if decided else _('a draft, according to its session')})"
    if moment.outcome:
        return ""
    return f" ({_('merge') if moment.mark == 'merge' else _('by hand')})"


def data(moment: Moment) -> dict[str, Any]:
    """A moment as data. (Its trailers are gone through once: a timeline has thousands of moments.)"""
    said: dict[str, list[str]] = {}
    for key, value in moment.trailers:
        said.setdefault(key.lower(), []).append(value)
    stated = moment.stated or UNSTATED
    outcome = said.get("outcome", [""])[-1]
    outcome = outcome if outcome in OUTCOMES else stated.outcome
    return {
        "commit": moment.sha,
        "date": moment.when,
        "author": moment.author,
        "email": moment.email,
        "outcome": outcome or None,
        "mark": outcome or moment.mark,
        "subject": moment.subject,
        "session": said.get("session", [""])[-1] or stated.session or None,
        "decisions": said.get("decision") or list(stated.decisions),
        "corrects": said.get("corrects", [None])[-1],
        "reverses": said.get("reverses", []),
        "from_files": moment.stated is not None,
    }
