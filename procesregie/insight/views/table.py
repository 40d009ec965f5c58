"""Table: parties by how close they are, as a grid of kinds and rings, by what they bring and ask, by who was there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from procesregie.insight.presence import Attended, Share, There, attended, share_of
from procesregie.insight.views import MOST_COLUMNS, Cell, Grid, Head, Listing, Row, ViewOf
from procesregie.language import N_, Language, capital
from procesregie.language.signs import EMPTY_SEAT, ENDED, OPEN
from procesregie.model.dossier import Dossier
from procesregie.model.party import Kind, Party, Ring, Seat

RINGS = (Ring.ACTS, Ring.BACKS, Ring.KNOWS)
THERE_HEARD, THERE_SILENT, APOLOGIES, ABSENT = "●", "◐", "○", "–"
"""Signs of the presence view; its legend says what they mean."""


def in_order(dossier: Dossier) -> list[tuple[str, Party]]:
    """The parties with their ids, as the process has them: by their number, then by name."""
    return sorted(dossier.parties.items(), key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))


def here_in_order(dossier: Dossier) -> list[tuple[str, Party]]:
    """The same, of those that are there: who left and who is missed are not among them."""
    return [(id, party) for id, party in in_order(dossier) if party.at_table]


# -- the list


def by_ring(dossier: Dossier, today: date, lang: Language) -> Listing:
    """Every party under its ring; then the empty seats, and those that left at the end."""
    parties, here = in_order(dossier), here_in_order(dossier)
    empty = [(id, party) for id, party in parties if party.empty and party.left() is None]
    gone = [(id, party) for id, party in parties if party.left() is not None]

    def groups() -> Iterator[tuple[str, Iterator[Row]]]:
        for ring in RINGS:
            yield lang(ring.value), (party_row(id, party, lang) for id, party in here if party.ring == ring)
        yield lang("Empty seats"), (party_row(id, party, lang, EMPTY_SEAT) for id, party in empty)
        yield lang("Left the table"), (party_row(id, party, lang, ENDED) for id, party in gone)

    return Listing.of(groups())


def party_row(id: str, party: Party, lang: Language, sign: str = OPEN) -> Row:
    """A party: sign, name, kind, and that it only watches."""
    beside = [lang(party.kind.value) if party.kind else "", lang("observer") if party.seat == Seat.OBSERVER else ""]
    people = " ".join(person.name for person in party.people.values())
    said = ", ".join(word for word in beside if word)
    return Row(f"table/{id}", party.title, sign, beside=(said,) if said else (), words=f"{party.short} {people}")


# -- kinds and rings


def kind_by_ring(dossier: Dossier, today: date, lang: Language) -> Grid:
    """Who is there and who is missed: kinds of actor × rings, with the names in the cells; empty seats beside them."""
    parties = [(id, party) for id, party in in_order(dossier) if party.left() is None]
    kinds: list[Kind | None] = [*Kind, *([None] if any(party.kind is None for _, party in parties) else [])]
    cells = []
    for kind in kinds:
        of_kind = [(id, party) for id, party in parties if party.kind is kind]
        seated = [_seats([(id, p) for id, p in of_kind if p.at_table and p.ring is ring]) for ring in RINGS]
        cells.append((*seated, _seats([(id, p) for id, p in of_kind if p.empty])))
    missed = any(party.empty for _, party in parties)
    return Grid(
        corner=lang("Kind"),
        rows=tuple(
            Head(capital(lang(kind.value)), gives=(("kind", kind.value),))
            if kind
            else Head(capital(lang("no kind given")))
            for kind in kinds
        ),
        columns=(
            *(Head(capital(lang(ring.value)), gives=(("ring", ring.value),)) for ring in RINGS),
            Head(lang("Empty seats"), gives=(("seat", Seat.EMPTY.value),)),
        ),
        cells=tuple(cells),
        legend=lang("{sign} an empty seat: somebody we miss", sign=EMPTY_SEAT)
        if missed
        else ""
        if parties
        else lang("Nobody at the table yet. n makes a party of the kind and the ring it is pressed in."),
    )


def _seats(parties: list[tuple[str, Party]]) -> Cell:
    names = (f"{EMPTY_SEAT} {party.title}" if party.empty else party.short or party.title for _, party in parties)
    return Cell("\n".join(names), tuple(f"table/{id}" for id, _ in parties))


# -- the fair exchange


def exchange(dossier: Dossier, today: date, lang: Language) -> Grid:
    """What each party brings beside what it asks; of whom neither is known is said below."""
    here = here_in_order(dossier)
    known = [(id, party) for id, party in here if party.brings.strip() or party.asks.strip()]
    unknown = [party.short or party.title for _, party in here if not (party.brings.strip() or party.asks.strip())]
    legend = lang("! one side only")
    if unknown:
        legend += "   " + lang("nothing on record yet: {names}", names=", ".join(unknown))
    return Grid(
        corner=lang("Party"),
        rows=tuple(Head(party.short or party.title, f"table/{id}", words=party.title) for id, party in known),
        columns=(Head(lang("Brings")), Head(lang("Asks"))),
        cells=tuple((_side(id, p.brings, p.asks), _side(id, p.asks, p.brings)) for id, p in known),
        legend=legend,
        nothing=lang(
            "What a party brings and asks is not on record yet. You write it with the party: choose it in another "
            "view (l), then e, “Brings”."
        ),
    )


def _side(id: str, text: str, other: str) -> Cell:
    """One side of the exchange; an empty one beside a filled one is marked."""
    said = " ".join(text.split())
    return Cell(said or "!", (f"table/{id}",), marked=not said and bool(other.strip()))


# -- who was there


def presence(dossier: Dossier, today: date, lang: Language) -> Grid:
    """Parties × closed sessions: there and heard, there and silent, apologies, absent; how often in all."""
    every = attended(dossier)
    shown = every[-MOST_COLUMNS:]
    named = {party for one in every for party in one.parties}
    parties = [(id, party) for id, party in in_order(dossier) if party.at_table or (id in named and not party.empty)]
    cells = [_cells(one, lang) for one in shown]
    legend = lang(
        "{heard} there and heard   {silent} there, not heard   {apologies} apologies   {absent} absent",
        heard=THERE_HEARD, silent=THERE_SILENT, apologies=APOLOGIES, absent=ABSENT,
    )  # fmt: skip
    if len(every) > len(shown):
        legend += "   " + lang("left out: the first {n} sessions", n=len(every) - len(shown))
    return Grid(
        corner=lang("Party"),
        rows=tuple(Head(party.short or party.title, f"table/{id}", words=party.title) for id, party in parties),
        columns=(
            Head(lang("Present at"), short=lang("there")),
            Head(lang("Heard at"), short=lang("heard")),
            *(_session_head(dossier, one, today, lang) for one in shown),
        ),
        cells=tuple(
            (
                *_totals(share_of(every, id), lang),
                *(was(one.parties.get(id)) for one, was in zip(shown, cells, strict=True)),
            )
            for id, _ in parties
        ),
        legend=legend,
        nothing=lang("No session has been closed yet.") if not every else "",
    )


def _session_head(dossier: Dossier, one: Attended, today: date, lang: Language) -> Head:
    session = dossier.sessions[one.session]
    day = lang.near(session.date, today)
    short = day.replace(f"{session.date:%Y}", f"'{session.date:%y}")  # such a column is three wide
    return Head(f"{day} {session.title}", f"sessions/{one.session}", short=short.replace(" ", "\n"))


def _totals(found: Share, lang: Language) -> tuple[Cell, Cell]:
    there = lang(
        "at {n} of {all} closed sessions; it was invited to {asked}",
        n=found.present,
        all=found.closed,
        asked=found.asked,
    )
    heard = lang("heard at {n} of them; spoke {times}×", n=found.heard_in, times=found.heard)
    return Cell(f"{found.present}/{found.closed}", said=(there,)), Cell(str(found.heard_in), said=(heard,))


def _cells(one: Attended, lang: Language) -> Callable[[There | None], Cell]:
    """The cell of a party in a column; most of a hundred and fifty are alike."""
    return cache(lambda there: _was(one, there, lang))


def _was(one: Attended, there: There | None, lang: Language) -> Cell:
    if there is None:
        return Cell()
    where = (f"sessions/{one.session}",)
    if there.was == "apologies":
        return Cell(APOLOGIES, where, (lang("sent apologies"),))
    if there.was == "absent":
        return Cell(ABSENT, where, (lang("absent"),) if not there.heard else (lang("absent"), _heard(there, lang)))
    if not one.logged:
        return Cell(THERE_SILENT, where, (lang("there; what was said is not on record"),))
    return Cell(THERE_HEARD if there.heard else THERE_SILENT, where, (lang("there"), _heard(there, lang)))


def _heard(there: There, lang: Language) -> str:
    return lang.many("heard once", "heard {n} times", there.heard) if there.heard else lang("not heard")


VIEWS = (
    ViewOf("ring", N_("by ring"), by_ring),
    ViewOf("grid", N_("kinds × rings"), kind_by_ring, "missing empty seat ontbreekt lege stoel"),
    ViewOf("exchange", N_("who brings and asks what"), exchange),
    ViewOf("presence", N_("who was there"), presence, "attendance heard aanwezig gehoord"),
)
