"""``procesregie show COMMIT|SESSION|ADDRESS``: one moment, with what it changed, in words; or a record as it stands."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from procesregie.cli import changes, record
from procesregie.cli.find import complete_session_or_address, fitting
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.log import SIGNS, apart
from procesregie.cli.log import data as moment_data
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.declare import to_data

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment
    from procesregie.model.dossier import Dossier
    from procesregie.model.log import Line


@declare(
    "show",
    N_("Shows what a commit or a session changed, in words; what was said in an open one; or a record (table/ggd)."),
)
@argument("what", metavar=N_("COMMIT|SESSION|ADDRESS"), shell_complete=complete_session_or_address)
@option("--private", is_flag=True, help=N_("Also what the private layer holds about it."))
def command(settings: Settings, what: str, private: bool) -> int:
    """Shows a moment, a session that is still open, or the record at an address."""
    from procesregie.desk.standing import told
    from procesregie.history.trouble import NoSuchMoment

    desk = settings.desk()
    if address := _address(desk.dossier, what):
        record.tell(settings, desk, address, private)
        return 0
    found = fitting(what, desk.dossier.sessions)
    if len(found) == 1:
        if desk.dossier.sessions[found[0]].outcome is None:
            _open_session(settings, desk, found[0], private)
            return 0
        what = found[0]
    try:
        moment = desk.repository.find(what)
    except NoSuchMoment:
        if not (named := _named(desk.dossier, what)):
            raise
        record.tell(settings, desk, named, private)
        return 0
    commit = told(desk, moment, spoken())
    _head(settings, moment)
    for remark in commit.remarks:
        settings.out.line(remark)
    if commit.tells_changes:
        changes.tell(settings.out, commit.groups)
    for branch in commit.left_out:
        settings.out.line(_("Left out when this was merged:"))
        changes.tell(settings.out, branch, "  ")
    said = _said(desk, moment.session, private) if private and moment.session else []
    _lines(settings, desk, said)
    settings.out.data(
        {
            **moment_data(moment),
            "message": moment.message,
            "changes": changes.data(commit.groups),
            "remarks": commit.remarks,
            "left_out": [changes.data(branch) for branch in commit.left_out],
            "lines": _line_data(said),
        }
    )
    return 0


def _address(dossier: Dossier, what: str) -> str:
    """The record that `what` means (``table/ggd``, ``table/GGD``); empty when it is none, so that a moment is looked for."""
    from procesregie.capture.meant import address_meant

    if dossier.get(what) is None and "/" not in what:
        return ""
    try:
        return address_meant(dossier, what)
    except Trouble:
        return ""


def _named(dossier: Dossier, what: str) -> str:
    """The one record, of whatever kind, that the name `what` means; empty when there is none, or more than one."""
    from procesregie.capture.meant import record_meant
    from procesregie.model.address import ROOMS

    found = []
    for room in ROOMS:
        with suppress(Trouble):
            found.append(f"{room}/{record_meant(dossier, room, what)}")
    return found[0] if len(found) == 1 else ""


def _head(settings: Settings, moment: Moment) -> None:
    out = settings.out
    out.line(f"{SIGNS[moment.mark]} {moment.subject}{apart(moment)}")
    out.line(f"  {moment.sha[:10]} · {spoken().moment(moment.date)} · {moment.author}")
    if moment.body:
        out.line()
        out.line(moment.body)
    out.line()


def _open_session(settings: Settings, desk: Desk, name: str, private: bool) -> None:
    session = desk.dossier.sessions[name]
    said = _said(desk, name, private)
    settings.out.line(f"◌ {session.title}, {spoken().day(session.date, 'full')} ({_('still open')})")
    if not said:  # it is still to be held: what was prepared
        record.lines(settings, desk.dossier, f"sessions/{name}")
    _lines(settings, desk, said)
    settings.out.data({"session": name, "open": True, "record": to_data(session), "lines": _line_data(said)})


def _said(desk: Desk, session: str, private: bool) -> list[tuple[str, Line]]:
    """The lines of a session; with `private` the texts of its asides in them, and those of a confidential log."""
    shared = list(desk.dossier.said(session))
    if not private:
        return shared
    asides = dict(desk.private.load().said(session))
    together = [
        (address, line.model_copy(update={"text": asides[address].text}) if address in asides else line)
        for address, line in shared
    ]
    known = {address for address, _line in shared}
    return together + [pair for pair in asides.items() if pair[0] not in known]


def _lines(settings: Settings, desk: Desk, said: list[tuple[str, Line]]) -> None:
    from procesregie.capture.grammar import typed
    from procesregie.capture.names import Names
    from procesregie.model.log import LineKind

    names = Names(desk.dossier)
    for _address, line in said:
        aside = line.kind is LineKind.ASIDE
        text = _("(confidential)") if aside and not line.text else typed(line, names, line.text if aside else "")
        settings.out.line(f"  {line.at:%H:%M}  {text}" if line.at else f"         {text}")


def _line_data(said: list[tuple[str, Line]]) -> list[dict[str, Any]]:
    return [{"address": address, "kind": line.kind.value, **to_data(line)} for address, line in said]
