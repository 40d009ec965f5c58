"""Roles: by kind, with who holds them; and as one table of topics and parties, to know whom you need for what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from procesregie.insight.roles import hats, holding, letter, matrix, unsettled
from procesregie.insight.views import Cell, Grid, Head, Listing, Row, ViewOf
from procesregie.insight.views.table import in_order
from procesregie.language import N_, Language
from procesregie.language.signs import ENDED, OPEN, PROPOSED
from procesregie.model.dossier import Dossier
from procesregie.model.role import Doing, Role, RoleKind


def by_kind(dossier: Dossier, today: date, lang: Language) -> Listing:
    """Every role under its kind."""
    roles, row = _sorted(dossier), _rows(dossier, today, lang)
    now = [(id, role) for id, role in roles if not role.ended(today)]

    def groups() -> Iterator[tuple[str, Iterator[Row]]]:
        for kind in (*RoleKind, None):
            heading = lang(kind.value) if kind else lang("no kind given")
            yield heading, (row(id, role) for id, role in now if role.kind == kind)
        yield lang("Ended"), (row(id, role) for id, role in roles if role.ended(today))

    return Listing.of(groups())


def by_party(dossier: Dossier, today: date, lang: Language) -> Listing:
    """The roles of every party that holds one, in the order of the table; those of nobody after them."""
    roles, row = sorted(_sorted(dossier), key=lambda pair: pair[1].ended(today)), _rows(dossier, today, lang)
    held: dict[str, list[Row]] = {}
    for id, role in roles:
        held.setdefault(role.party, []).append(row(id, role, holder=False))
    order = [id for id, _party in in_order(dossier)]
    others = sorted(party for party in held if party and party not in order)
    named = [(dossier.name(f"table/{party}"), held.get(party, ())) for party in [*order, *others]]
    return Listing.of([*named, (lang("nobody"), held.get("", ()))])


def _rows(dossier: Dossier, today: date, lang: Language) -> Callable[..., Row]:
    """What makes the row of a role: who holds it, a double hat, whether it was accepted, and what it is about."""
    doubled = {id for worn in hats(dossier, today) for id in (worn.one, worn.other)}

    def row(id: str, role: Role, *, holder: bool = True) -> Row:
        waits = bool(role.party) and not role.ended(today) and role.accepted_on is None
        beside = [lang("double hat")] if id in doubled else []  # first, where it is never cut
        if holder:
            beside.append(dossier.name(f"table/{role.party}") if role.party else lang("nobody"))
        elif role.topics:
            beside.append(", ".join(dossier.name(f"agenda/{topic}") for topic in role.topics))
        if waits:  # the sign says it too, where the words are cut
            beside.append(lang("not accepted yet"))
        words = " ".join(dossier.name(f"agenda/{topic}") for topic in role.topics)
        sign = ENDED if role.ended(today) else PROPOSED if waits else OPEN
        return Row(f"roles/{id}", role.title, sign, beside=(", ".join(beside),) if beside else (), words=words)

    return row


def topics_by_parties(dossier: Dossier, today: date, lang: Language) -> Grid:
    """Who decides, consents, advises, executes, is informed: a letter for each, several in a cell where one does more."""
    found = matrix(dossier, today)
    if not found.parties:
        nothing = lang("No role says yet what it does on which topic. Press e on a role to write it.")
        return Grid(lang("Topic"), (), (), (), nothing=nothing)
    order = list(Doing)
    played: dict[tuple[str, str], list[tuple[str, Role]]] = {}
    for id, role in holding(dossier, today):
        for topic in role.topics:
            played.setdefault((topic, role.party), []).append((id, role))

    def cell(topic: str, party: str) -> Cell:
        mine = sorted(played[topic, party], key=lambda pair: order.index(pair[1].topics[topic].does))
        letters = dict.fromkeys(letter(role.topics[topic].does, lang) for _id, role in mine)
        said = tuple(_said(role, topic, lang) for _id, role in mine)
        return Cell("".join(letters), tuple(f"roles/{id}" for id, _role in mine), said)

    filled = {place: cell(*place) for place in played}
    empty = Cell()  # most of what three hundred topics by a hundred and fifty parties make
    unclear = {topic for topic in found.topics if unsettled(dossier, topic, today)}
    legend = "  ".join(f"{letter(does, lang)} {lang(does.value)}" for does in Doing)
    if unclear:
        legend += f"  {PROPOSED} {lang('not clear who decides')}"
    return Grid(
        corner=lang("Topic"),
        rows=tuple(
            Head(
                f"{'  ' * depth}{dossier.topics[topic].title}{f' {PROPOSED}' if topic in unclear else ''}",
                f"agenda/{topic}",
            )
            for topic, depth in zip(found.topics, found.depths, strict=True)
        ),
        columns=tuple(_head(dossier, party, lang) for party in found.parties),
        cells=tuple(tuple(filled.get((topic, party), empty) for party in found.parties) for topic in found.topics),
        legend=legend,
    )


def _said(role: Role, topic: str, lang: Language) -> str:
    row = role.topics[topic]
    return f"{lang(row.does.value)} · {role.title}" + (f": {row.note}" if row.note else "")


def _head(dossier: Dossier, party: str, lang: Language) -> Head:
    record = dossier.parties.get(party)
    if record is None:
        return Head(party or lang("nobody"))
    return Head(record.title, f"table/{party}", record.short)


def _sorted(dossier: Dossier) -> list[tuple[str, Role]]:
    return sorted(dossier.roles.items(), key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))


VIEWS = (
    ViewOf("kind", N_("by kind"), by_kind),
    ViewOf("matrix", N_("topics × parties"), topics_by_parties, "who decides wie besluit"),
    ViewOf("party", N_("by party"), by_party),
)
