"""What the commands that edit share: reading ``FIELD=VALUE``, writing, and saying what changed as History would."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from procesregie.cli import changes
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble

if TYPE_CHECKING:
    import click

    from procesregie.capture.entered import Entry
    from procesregie.desk.desk import Desk
    from procesregie.model.dossier import Dossier

STANDARD_INPUT = "-"
"""The value that is read from standard input."""


class OneInput(Trouble):
    """Standard input can be one value only."""

    def __init__(self, name: str) -> None:
        super().__init__(N_("{name}: standard input has already gone into another field."), name=name)


def entries_of(words: Iterable[str]) -> list[Entry]:
    """The ``FIELD=VALUE`` words of a command; one value may be ``-``, and is read from standard input."""
    from dataclasses import replace

    from procesregie.capture.entered import Entry

    found: list[Entry] = []
    taken = False
    for word in words:
        entry = Entry.of(word)
        if entry.text == STANDARD_INPUT:
            if taken:
                raise OneInput(entry.name)
            taken = True
            entry = replace(entry, text=sys.stdin.buffer.read().decode("utf-8-sig", errors="replace"))
        found.append(entry)
    return found


def tell(settings: Settings, desk: Desk, before: Dossier, address: str) -> None:
    """Says what changed at `address` since `before`, in words; as data the record as it is now."""
    from procesregie.change.compare import compare
    from procesregie.change.words import in_words

    was, now = _data(before, address), _data(desk.dossier, address)
    differences = compare(was, now)
    groups = in_words(differences, before, desk.dossier, spoken(), full=True)
    if differences:
        changes.tell(settings.out, groups)
    else:
        settings.out.line(_("Nothing changed: it already said that."))
    settings.out.data(
        {
            "address": address,
            "changed": bool(differences),
            "record": now.get(address, {}),
            "changes": changes.data(groups),
        }
    )


def _data(dossier: Dossier, address: str) -> dict[str, dict[str, Any]]:
    """The plain data at `address`, a text's too, by that address; empty when nothing is there."""
    from procesregie.model.declare import to_data

    record, text = dossier.get(address), dossier.texts.get(address.removeprefix("texts/"))
    if record is not None:
        return {address: to_data(record)}
    return {address: {"text": text}} if address.startswith("texts/") and text is not None else {}


def mention_reason(settings: Settings, reason: str) -> None:
    """Says, and no more than that, that no reason was given."""
    if not reason:
        settings.out.note(_("No reason was given; whoever reads this back will ask. Give one with --reason."))


def complete_field(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """For the shell: the fields of the record that was named, with an equals sign."""
    from procesregie.model.address import ROOMS, model_of
    from procesregie.model.declare import fields

    named = str(ctx.params.get("address") or ctx.params.get("room") or "")
    try:
        model = model_of(f"{named}/x" if named in ROOMS else named)
    except ValueError:
        return []
    offered = [one for one in fields(model) if not one.meaning.kept]
    words = [f"{one.name}." if one.meaning.form == "rows" else f"{one.name}=" for one in offered]
    return [word for word in words if word.startswith(incomplete)]


def complete_in(room: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """For the shell: the addresses of `room`."""
    from procesregie.cli.find import complete_address

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        return [address for address in complete_address(ctx, param, incomplete) if address.startswith(f"{room}/")]

    return complete
