"""Table: parties by how close they are, and the other ways to look at them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from procesregie.insight.views import Cell, Grid, Head, Listing, Row, ViewOf
from procesregie.language import N_, Language
from procesregie.language.signs import ENDED, OPEN
from procesregie.model.dossier import Dossier
from procesregie.model.party import Kind, Party, Ring, Seat

RINGS = (Ring.ACTS, Ring.BACKS, Ring.KNOWS)


def in_order(dossier: Dossier) -> list[tuple[str, Party]]:
    """The parties with their ids, as the process has them: by their number, then by name."""
    return sorted(dossier.parties.items(), key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))


def by_ring(dossier: Dossier, today: date, lang: Language) -> Listing:
    """Every party under its ring; those that left at the end."""
    parties = in_order(dossier)
    here = [(id, party) for id, party in parties if party.left() is None]
    gone = [(id, party) for id, party in parties if party.left() is not None]

    def groups() -> Iterator[tuple[str, Iterator[Row]]]:
        for ring in RINGS:
            yield lang(ring.value), (party_row(id, party, lang) for id, party in here if party.ring == ring)
        yield lang("Left the table"), (party_row(id, party, lang, ENDED) for id, party in gone)

    return Listing.of(groups())


def party_row(id: str, party: Party, lang: Language, sign: str = OPEN) -> Row:
    """A party: sign, name, kind, and that it only watches."""
    beside = [lang(party.kind.value) if party.kind else "", lang("observer") if party.seat == Seat.OBSERVER else ""]
    people = " ".join(person.name for person in party.people.values())
    said = ", ".join(word for word in beside if word)
    return Row(f"table/{id}", party.title, sign, beside=(said,) if said else (), words=f"{party.short} {people}")


def kind_by_ring(dossier: Dossier, today: date, lang: Language) -> Grid:
    """Who is at the table: kinds of actor × rings, with the names in the cells."""
    here = [(id, party) for id, party in in_order(dossier) if party.left() is None]
    kinds: list[Kind | None] = [*Kind, *([None] if any(party.kind is None for _, party in here) else [])]
    cells = []
    for kind in kinds:
        of_kind = [(id, party) for id, party in here if party.kind is kind]
        cells.append(tuple(_seats([pair for pair in of_kind if pair[1].ring is ring]) for ring in RINGS))
    return Grid(
        corner=lang("Kind"),
        rows=tuple(Head(_capital(lang(kind.value) if kind else lang("no kind said"))) for kind in kinds),
        columns=tuple(Head(_capital(lang(ring.value))) for ring in RINGS),
        cells=tuple(cells),
    )


def _seats(parties: list[tuple[str, Party]]) -> Cell:
    names = (party.short or party.title for _, party in parties)
    return Cell("\n".join(names), tuple(f"table/{id}" for id, _ in parties))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


VIEWS = (
    ViewOf("ring", N_("by ring"), by_ring),
    ViewOf("grid", N_("kinds × rings"), kind_by_ring),
)
