"""``procesregie set ADDRESS FIELD=VALUE…``: fields of a record, as a form on screen would take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from procesregie.cli.editing import complete_field, entries_of, tell
from procesregie.cli.find import complete_address
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_
from procesregie.language import say as _
from procesregie.language.trouble import Trouble

if TYPE_CHECKING:
    from procesregie.capture.entered import Entry
    from procesregie.desk.desk import Desk
    from procesregie.model.declare import Record
    from procesregie.model.dossier import Dossier


class InConfidence(Trouble):
    """Words that were said in confidence would land in a file that others see."""

    def __init__(self, address: str) -> None:
        super().__init__(
            N_("{address}: this was said in confidence and does not go into a file others see."),
            N_("Add --private to change it where it is kept."),
            address=address,
        )


@declare("set", N_("Changes fields of a record: stage=parked, people.anna.name=Anna, effect=- (from standard input)."))
@argument("address", metavar=N_("ADDRESS"), shell_complete=complete_address)
@argument("values", nargs=-1, metavar=N_("FIELD=VALUE..."), shell_complete=complete_field)
@option("--private", is_flag=True, help=N_("Fields of its part in the private layer: motives, contact, reflection."))
def command(settings: Settings, address: str, values: tuple[str, ...], private: bool) -> int:
    """Writes them all, or none."""
    from procesregie.capture.entered import entered
    from procesregie.capture.meant import address_meant
    from procesregie.desk.ending import kept
    from procesregie.model.address import model_of
    from procesregie.model.declare import to_data

    if not values:
        raise click.UsageError(_("Say what to set: FIELD=VALUE."))
    given = entries_of(values)
    desk = settings.desk()
    before = desk.dossier
    found = address_meant(before, address)
    if private:
        return _private(settings, desk, found, given)
    record = before.get(found)
    was = to_data(record) if record is not None else {}
    now = entered(found, was, given, before, desk.clock.today())
    made = model_of(found).from_data(kept(found, was, now, desk.clock.today()))
    _keep_confidence(before, found, made)
    desk.save(found, made)
    tell(settings, desk, before, found)
    return 0


def _private(settings: Settings, desk: Desk, address: str, given: list[Entry]) -> int:
    """The same for what stands in the private layer: nothing of it is shown, but in its data when asked."""
    from procesregie.capture.entered import entered
    from procesregie.model.address import model_of
    from procesregie.model.declare import to_data

    record = desk.asides.get(address)
    was = to_data(record) if record is not None else {}
    now = entered(address, was, given, desk.dossier, desk.clock.today(), private=True)
    kept = model_of(address, private=True).from_data(now)
    changed = desk.private.save(address, kept)
    settings.out.line(_("Kept in the private layer.") if changed else _("Nothing changed: it already said that."))
    settings.out.data({"address": address, "private": True, "changed": changed, "record": to_data(kept)})
    return 0


def _keep_confidence(dossier: Dossier, address: str, record: Record) -> None:
    """Raises :class:`InConfidence` for the words of an aside, and for any line of a confidential session."""
    from procesregie.model.address import id_of
    from procesregie.model.log import LineKind, Log

    if not isinstance(record, Log):
        return
    session = dossier.sessions.get(id_of(address))
    asides = any(line.kind is LineKind.ASIDE and line.text for line in record.lines.values())
    if asides or (record.lines and session is not None and session.confidential):
        raise InConfidence(address)
