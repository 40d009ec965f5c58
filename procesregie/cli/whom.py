"""``procesregie whom TOPIC|PARTY``: whom you need for what. By topic who decides about it, by party what it is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from procesregie.cli.group import argument
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from datetime import date

    from procesregie.insight.roles import Played
    from procesregie.model.dossier import Dossier
    from procesregie.model.role import Role


def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """For the shell: topics and parties by their ids."""
    from procesregie.cli.find import complete_address

    found = complete_address(ctx, param, "")
    ids = [address.partition("/")[2] for address in found if address.startswith(("agenda/", "table/"))]
    return [id for id in ids if id.startswith(incomplete)]


@declare(
    "whom",
    N_(
        "Shows whom you need for what: for a topic, who decides; for a party, its roles; for nothing in "
        "particular, everything."
    ),
)
@argument("word", metavar=N_("[TOPIC|PARTY]"), default="", shell_complete=complete)
def command(settings: Settings, word: str) -> int:
    """Looks it up, from either side; several that are meant are all told."""
    from procesregie.insight.whom import meant

    desk = settings.desk()
    dossier, today = desk.dossier, desk.clock.today()
    if not word:
        return _whole(settings, dossier, today)
    found = meant(dossier, word)
    data: dict[str, list[dict[str, Any]]] = {"topics": [], "parties": [], "roles": []}
    for number, address in enumerate(found):
        if number:
            settings.out.line()
        room, _slash, id = address.partition("/")
        tell = {"agenda": _topic, "table": _party, "roles": _role}[room]
        data[{"agenda": "topics", "table": "parties", "roles": "roles"}[room]].append(
            tell(settings, dossier, id, today)
        )
    settings.out.data(data)
    return 0


def _topic(settings: Settings, dossier: Dossier, topic: str, today: date) -> dict[str, Any]:
    from procesregie.insight.roles import deciders, deciding, needed

    found = needed(dossier, topic, today)
    settings.out.line(visible_line(dossier.name(f"agenda/{topic}")))
    for of, group in groupby(found, lambda one: one.of):
        indent = "  "
        if of:
            settings.out.line(f"  {_('For the whole, {title}:', title=visible_line(dossier.name(f'agenda/{of}')))}")
            indent *= 2
        for one in group:
            settings.out.line(f"{indent}{played(dossier, one)}")
    said = deciding(dossier, topic, today, spoken())
    if said:
        settings.out.line(f"  {said}")
    return {
        "id": topic,
        "title": dossier.name(f"agenda/{topic}"),
        "needed": [_as_data(dossier, one) for one in found],
        "deciders": list(dict.fromkeys(one.party for one in deciders(dossier, topic, today))),
    }


def played(dossier: Dossier, one: Played) -> str:
    """``decides · Netbeheerder Stroomland, Chloé (The cable)``, with what it was said with."""
    who = visible_line(dossier.name(f"table/{one.party}")) if one.party else _("nobody")
    if one.person and one.party:
        from procesregie.capture.names import person_called

        who += f", {visible_line(person_called(dossier, f'{one.party}/{one.person}'))}"
    said = f"{_(one.does.value)} · {who} ({visible_line(dossier.name(f'roles/{one.role}'))})"
    return said + (f": {visible_line(one.note)}" if one.note else "")


def _as_data(dossier: Dossier, one: Played) -> dict[str, Any]:
    return {
        "does": one.does.value,
        "role": one.role,
        "party": one.party,
        "person": one.person,
        "note": one.note,
        "of": one.of,
    }


def _party(settings: Settings, dossier: Dossier, party: str, today: date) -> dict[str, Any]:
    from procesregie.insight.roles import hats, held_before, roles_of

    out = settings.out
    out.line(visible_line(dossier.name(f"table/{party}")))
    found = [(id, dossier.roles[id]) for id in roles_of(dossier, party)]
    if not found:
        out.line(f"  {_('No role.')}")
    for id, role in found:
        for text in _told(dossier, id, role, today):
            out.line(f"  {text}")
    worn = [one for one in hats(dossier, today) if one.party == party]
    for one in worn:
        names = spoken().joined(visible_line(dossier.name(f"roles/{role}")) for role in (one.one, one.other))
        out.line(f"  {_('Double hat')}: {names}")
    earlier = held_before(dossier, party)
    if earlier:
        names = spoken().joined(visible_line(dossier.name(f"roles/{id}")) for id in earlier)
        out.line(f"  {_('Previously held')}: {names}")
    return {
        "id": party,
        "title": dossier.name(f"table/{party}"),
        "roles": [_role_data(id, role, today) for id, role in found],
        "double_hats": [[one.one, one.other] for one in worn],
        "held_before": earlier,
    }


def _role(settings: Settings, dossier: Dossier, id: str, today: date) -> dict[str, Any]:
    role = dossier.roles[id]
    for text in _told(dossier, id, role, today):
        settings.out.line(text)
    return _role_data(id, role, today)


def _told(dossier: Dossier, id: str, role: Role, today: date) -> Iterator[str]:
    """A role with who holds it, and a line for each topic it is about."""
    holder = visible_line(dossier.name(f"table/{role.party}")) if role.party else _("nobody")
    yield f"{visible_line(dossier.name(f'roles/{id}'))} · {holder}{_when(role, today)}"
    for topic, row in role.topics.items():
        note = f": {visible_line(row.note)}" if row.note else ""
        yield f"  {_(row.does.value)} · {visible_line(dossier.name(f'agenda/{topic}'))}{note}"


def _when(role: Role, today: date) -> str:
    if role.ended(today):
        return f" · {_('until {day}', day=spoken().day(role.until))}"
    if not role.begun(today):
        return f" · {_('from {day}', day=spoken().day(role.since))}"
    return ""


def _role_data(id: str, role: Role, today: date) -> dict[str, Any]:
    return {
        "id": id,
        "title": role.title,
        "party": role.party,
        "holds": role.begun(today) and not role.ended(today),
        "topics": {topic: row.does.value for topic, row in role.topics.items()},
    }


def _whole(settings: Settings, dossier: Dossier, today: date) -> int:
    """Topics against parties, a letter for each thing that is done."""
    from procesregie.insight.roles import letter, matrix

    found, lang = matrix(dossier, today), spoken()
    names = [_short(dossier, party) for party in found.parties]
    for topic, depth in zip(found.topics, found.depths, strict=True):
        does = [(name, found.cell(topic, party)) for name, party in zip(names, found.parties, strict=True)]
        said = "  ".join(f"{name} {''.join(letter(one, lang) for one in cell)}" for name, cell in does if cell)
        settings.out.line(f"{'  ' * depth}{visible_line(dossier.name(f'agenda/{topic}'))}  {said or '–'}")
    if found.parties:
        settings.out.line(legend())
    settings.out.data({"matrix": _rows(found.topics, found.parties, found.cells)})
    return 0


def legend() -> str:
    """What the letters stand for."""
    from procesregie.insight.roles import letter
    from procesregie.model.role import Doing

    return "  ".join(f"{letter(does, spoken())} {_(does.value)}" for does in Doing)


def _rows(
    topics: tuple[str, ...], parties: tuple[str, ...], cells: Mapping[Any, Any]
) -> dict[str, dict[str, list[str]]]:
    return {
        topic: {party: [does.value for does in cells[topic, party]] for party in parties if (topic, party) in cells}
        for topic in topics
    }


def _short(dossier: Dossier, party: str) -> str:
    record = dossier.parties.get(party)
    return visible_line((record.short or record.title) if record else party or _("nobody"))
