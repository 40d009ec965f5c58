"""``procesregie at MOMENT [RECORD [FIELD…]]``: the record as it stood then; with ``--bring-back`` as an edit of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from procesregie.cli import changes, editing, record
from procesregie.cli.find import complete_field_name, complete_moment, complete_subject, moment_named
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.log import data as moment_data
from procesregie.cli.log import row
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment
    from procesregie.history.past import Past
    from procesregie.model.address import Room
    from procesregie.model.dossier import Dossier


@declare(
    "at",
    N_("Shows the log as it stood at a commit, a session or a date: all of it, or one record; nothing is changed."),
)
@argument("moment", metavar=N_("MOMENT"), shell_complete=complete_moment)
@argument("address", metavar=N_("[RECORD]"), required=False, default="", shell_complete=complete_subject)
@argument("names", metavar=N_("[FIELD...]"), nargs=-1, shell_complete=complete_field_name)
@option("--bring-back", is_flag=True, help=N_("Make the record (or just these fields) what it was then."))
def command(settings: Settings, moment: str, address: str, names: tuple[str, ...], bring_back: bool) -> int:
    """Shows it, or brings it back."""
    if bring_back and not address:
        raise click.UsageError(_("Say which record to bring back."))
    desk = settings.desk()
    found = moment_named(desk.repository, moment)
    if not address:
        _whole(settings, found, desk.repository.at(found.sha))
        return 0
    then = desk.repository.at(found.sha).dossier
    meant = _meant(then, desk.dossier, address)
    if bring_back:
        return _bring_back(settings, desk, found, meant, names)
    _one(settings, desk, found, meant, then, names)
    return 0


def _meant(then: Dossier, now: Dossier, word: str) -> str:
    """The address that `word` means, as things were called then, else as they are now."""
    from procesregie.capture.meant import address_meant
    from procesregie.capture.values import Unread

    word = word.strip("/").removesuffix(".md")
    if word.startswith("texts/"):
        return word
    try:
        return address_meant(then, word)
    except Unread:
        return address_meant(now, word)


def _whole(settings: Settings, moment: Moment, past: Past) -> None:
    """Everything there was: each area with its records and where they stood."""
    from procesregie.change.words import AREAS
    from procesregie.model.address import ROOMS
    from procesregie.model.declare import to_data

    then, out = past.dossier, settings.out
    changes.unreadable(out, then.problems)
    out.line(row(moment))
    if "process" in then.records:
        process, phase = then.process, then.process.phase_now()
        out.line(" · ".join(part for part in (process.title, _(phase.phase.value) if phase else "") if part))
        for label, text in ((_("Issue"), process.issue), (_("Intent"), process.intent)):
            if text:
                out.line(f"{label}: {visible_line(text)}")
    listed: dict[str, list[str]] = {room: _listed(then, room) for room in ROOMS}
    listed["texts"] = [_("{name}, {n} words", name=n, n=len(text.split())) for n, text in then.texts.items()]
    for room, lines in listed.items():
        if lines:
            out.line()
            out.line(f"{_(AREAS[room])} ({len(lines)})")
        for line in lines:
            out.line(f"  {line}")
    if settings.json:
        records_ = {address: to_data(one) for address, one in then.records.items()}
        files = [problem.file for problem in then.problems if problem.weight == "broken"]
        out.data({"moment": moment_data(moment), "records": records_, "texts": then.texts, "unreadable": files})


def _listed(then: Dossier, room: Room) -> list[str]:
    """The records of `room` by name, with where each stood."""
    from procesregie.change.naming import Naming

    names = Naming(then, then, spoken())
    found = []
    for name, one in then.room(room).items():
        stands = getattr(one, type(one).stands, None) if type(one).stands else None
        called = visible_line(names.record(f"{room}/{name}"))
        found.append(f"{called} · {_(str(stands))}" if stands else called)
    return found


def _one(settings: Settings, desk: Desk, moment: Moment, address: str, then: Dossier, names: tuple[str, ...]) -> None:
    """One record of then; with `names` only these fields."""
    from procesregie.desk.bringing import chosen, stood
    from procesregie.model.grouptext import is_text

    data = chosen(stood(desk, moment.sha, address), address, names)
    settings.out.line(row(moment))
    if is_text(address):
        settings.out.line()
        settings.out.line(str(data["text"]).rstrip("\n"))
    else:
        record.lines(settings, then, address, data)
    settings.out.data({"moment": moment_data(moment), "address": address, "record": data})


def _bring_back(settings: Settings, desk: Desk, moment: Moment, address: str, names: tuple[str, ...]) -> int:
    from procesregie.desk.bringing import bring_back_named
    from procesregie.folder.problems import sentences

    before = desk.dossier
    dangling = bring_back_named(desk, moment.sha, address, names)
    editing.tell(settings, desk, before, address)
    for problem in dangling:
        settings.out.note(sentences(problem, spoken()))
    return 0
