"""Agenda: topics by how far they have come, as a tree of themes, by who sees the urgency, by what say was promised, by
whose interests are opposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from procesregie.insight.agenda import postponements, rungs, urgency
from procesregie.insight.views import MOST_COLUMNS, Cell, Grid, Group, Head, Listing, Row, ViewOf
from procesregie.language import N_, Language, capital
from procesregie.language.signs import ENDED, LATE, OPEN, PROPOSED, SLIPPED, TAKEN
from procesregie.model.dossier import Dossier
from procesregie.model.topic import Difference, Promise, Stage, Topic, Urgency, View

SIGNS = {Stage.DECIDED: TAKEN, Stage.DIRECTION: PROPOSED, Stage.CLOSED: ENDED, Stage.PARKED: ENDED}
BETWEEN = " ↔ "
"""What stands between two parties whose interests are opposed."""
SEEN = {View.SEES: "✓", View.DOUBTS: "?", View.NOT: "×", View.UNKNOWN: "·"}
"""Signs for how a party sees the urgency; the word always stands beside them or in the legend."""


def in_order(dossier: Dossier) -> list[tuple[str, Topic]]:
    """The topics with their ids, as the process has them: by their number, then by title."""
    return sorted(dossier.topics.items(), key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))


def short_name(dossier: Dossier, party: str) -> str:
    """The short name of a party, else its title; its id when it is not there."""
    record = dossier.parties.get(party)
    return (record.short or record.title) if record else party


# -- the board


def by_stage(dossier: Dossier, today: date, lang: Language) -> Listing:
    """The board: every topic under its stage."""
    topics, times = in_order(dossier), postponements(dossier)

    def row(id: str, topic: Topic) -> Row:
        """A topic: sign, title, who sees the urgency, how often it was postponed."""
        moved = lang("{sign} postponed {n}×", sign=SLIPPED, n=times[id]) if times[id] else ""
        beside = tuple(said for said in (urgency_in_short(dossier, topic, lang), moved) if said)
        return Row(f"agenda/{id}", topic.title, SIGNS.get(topic.stage, OPEN), beside=beside)

    groups = (
        Group(
            lang(stage.value),
            tuple(row(id, topic) for id, topic in topics if topic.stage == stage),
            (("stage", stage.value),),
        )
        for stage in Stage
    )
    return Listing(tuple(group for group in groups if group.rows))


def urgency_in_short(dossier: Dossier, topic: Topic, lang: Language) -> str:
    """How many parties see the urgency, doubt it, do not see it: ``4 see it, 1 doubts``."""
    found = urgency(dossier, topic)
    said = []
    if n := len(found[View.SEES]):
        said.append(lang.many("{n} sees it", "{n} see it", n))
    if n := len(found[View.DOUBTS]):
        said.append(lang.many("{n} doubts", "{n} doubt", n))
    if n := len(found[View.NOT]):
        said.append(lang.many("{n} does not see it", "{n} do not see it", n))
    return ", ".join(said)


# -- the tree


def as_tree(dossier: Dossier, today: date, lang: Language) -> Listing:
    """Themes with their sub-themes under them, and who joined each."""
    topics = in_order(dossier)
    children: dict[str, list[str]] = {}
    for id, topic in topics:
        children.setdefault(topic.parent if topic.parent in dossier.topics else "", []).append(id)
    rows: list[Row] = []
    seen: set[str] = set()

    def grow(id: str, depth: int) -> None:
        if id in seen:
            return
        seen.add(id)
        rows.append(_tree_row(dossier, id, depth, lang))
        for child in children.get(id, ()):
            grow(child, depth + 1)

    for id in (*children.get("", ()), *(id for id, _ in topics)):  # after the roots whatever hangs in a circle
        grow(id, 0)
    return Listing((Group("", tuple(rows)),) if rows else ())


def _tree_row(dossier: Dossier, id: str, depth: int, lang: Language) -> Row:
    topic = dossier.topics[id]
    joined = ", ".join(short_name(dossier, party) for party in topic.parties)
    sign = SIGNS.get(topic.stage, OPEN)
    beside = tuple(said for said in (lang(topic.stage.value), joined) if said)
    return Row(f"agenda/{id}", topic.title, sign, beside=beside, depth=depth)


# -- urgency


def urgency_rows(dossier: Dossier, today: date, lang: Language) -> Grid:
    """Topic by topic who sees the urgency, who doubts, who does not see it, and of whom we do not know."""
    return Grid(
        corner=lang("Topic"),
        rows=tuple(Head(topic.title, f"agenda/{id}") for id, topic in in_order(dossier)),
        columns=tuple(Head(capital(lang(view.value))) for view in View),
        cells=tuple(
            tuple(_who(dossier, view, rows, lang) for view, rows in urgency(dossier, topic).items())
            for _, topic in in_order(dossier)
        ),
    )


def _who(dossier: Dossier, view: View, rows: Mapping[str, Urgency | None], lang: Language) -> Cell:
    return Cell(
        ", ".join(short_name(dossier, party) for party in rows),
        tuple(f"table/{party}" for party in rows),
        tuple(urgency_said(dossier, party, row, lang) for party, row in rows.items()),
    )


def urgency_said(dossier: Dossier, party: str, row: Urgency | None, lang: Language) -> str:
    """How a party sees it, since when, and from whom we know: ``VvE Toren B · since 12 March 2026 · Corrie``."""
    parts = [dossier.name(f"table/{party}")]
    if row is not None:
        parts += [_since(row.since, lang) if row.since else "", row.source, row.note]
    return " · ".join(part for part in parts if part)


@lru_cache(maxsize=256)
def _since(on: date, lang: Language) -> str:
    """Of thousands few are of another day."""
    return lang("since {day}", day=lang.day(on))


def urgency_by_party(dossier: Dossier, today: date, lang: Language) -> Grid:
    """Parties × topics: how each of them sees the urgency of each topic that is not parked or closed."""
    every = in_order(dossier)
    live = [(id, topic) for id, topic in every if topic.stage not in (Stage.PARKED, Stage.CLOSED)]
    topics = live[:MOST_COLUMNS]
    unknown = {id: _sees(dossier, "", id, None, lang) for id, _ in topics}  # most parties say nothing of most topics
    legend = "   ".join(f"{sign} {lang(view.value)}" for view, sign in SEEN.items())
    if apart := len(every) - len(live):
        legend += "   " + lang.many(
            "left out: {n} topic, parked or closed", "left out: {n} topics, parked or closed", apart
        )
    if more := len(live) - len(topics):
        legend += "   " + lang.many("left out: the last topic", "left out: the last {n} topics", more)
    parties = sorted(
        ((id, party) for id, party in dossier.parties.items() if party.at_table),
        key=lambda pair: (pair[1].order or 0, pair[1].title.lower()),
    )
    return Grid(
        corner=lang("Party"),
        rows=tuple(Head(party.short or party.title, f"table/{id}", words=party.title) for id, party in parties),
        columns=tuple(Head(topic.title, f"agenda/{id}") for id, topic in topics),
        cells=tuple(
            tuple(
                _sees(dossier, party, id, row, lang) if (row := topic.urgency.get(party)) else unknown[id]
                for id, topic in topics
            )
            for party, _ in parties
        ),
        legend=legend,
        nothing=lang("Nobody is at the table yet.") if not parties else lang("Every topic is parked or closed."),
    )


def _sees(dossier: Dossier, party: str, topic: str, row: Urgency | None, lang: Language) -> Cell:
    view = row.view if row is not None else View.UNKNOWN
    said = [f"{SEEN[view]} {lang(view.value)}"]
    if row is not None:
        said.append(urgency_said(dossier, party, row, lang).partition(" · ")[2])
    return Cell(SEEN[view], (f"agenda/{topic}",), tuple(one for one in said if one), marked=view is View.NOT)


# -- promised say


def by_say(dossier: Dossier, today: date, lang: Language) -> Listing:
    """Topic by topic what say each party was promised, and what it came to."""

    def rows(id: str, topic: Topic) -> Iterator[Row]:
        for party, promise in topic.promised.items():
            said = tuple(say_said(promise, lang))
            below = (rungs(promise) or 0) < 0
            name = dossier.name(f"table/{party}")
            short = getattr(dossier.parties.get(party), "short", "") or name
            words = f"{topic.title} {name}"
            yield Row(f"agenda/{id}", short, LATE if below else OPEN, beside=said, marked=below, words=words)

    return Listing.of(
        ((topic.title, rows(id, topic)) for id, topic in in_order(dossier)),
        lang(
            "Nobody has been promised a say yet. You write it with a topic: choose one in another view (l), then e, "
            "“Promised say”."
        ),
    )


def say_said(promise: Promise, lang: Language) -> Iterator[str]:
    """What was promised, what happened, and the difference in words, which comes first where there is one."""
    apart = rungs(promise)
    if apart == 0 and promise.promised is not None:
        yield lang("{say}, as promised", say=lang(promise.promised.value))
        return
    if apart:
        yield rungs_said(apart, lang)
    if promise.promised is not None:
        yield lang("promised: {say}", say=lang(promise.promised.value))
    if promise.happened is not None:
        yield lang("happened: {say}", say=lang(promise.happened.value))
    elif promise.promised is not None:
        yield lang("what happened is not on record yet")


def rungs_said(apart: int, lang: Language) -> str:
    """How far apart promise and practice are: ``2 rungs below what was promised``."""
    if apart < 0:
        return lang.many("{n} rung below what was promised", "{n} rungs below what was promised", -apart)
    return lang.many("{n} rung above what was promised", "{n} rungs above what was promised", apart)


# -- opposed interests


def opposed(dossier: Dossier, today: date, lang: Language) -> Listing:
    """Topic by topic where the interests of two parties are opposed."""

    def rows(id: str, topic: Topic) -> Iterator[Row]:
        for row in topic.differences.values():
            between = BETWEEN.join(short_name(dossier, party) for party in (row.one, row.other) if party)
            said = tuple(one for one in (between, *how_far(row, lang)) if one)
            yield Row(f"agenda/{id}", row.about, OPEN, beside=said, words=f"{topic.title} {row.about} {between}")

    return Listing.of(
        ((topic.title, rows(id, topic)) for id, topic in in_order(dossier)),
        lang(
            "No opposed interests on record yet. You write them with a topic: choose one in another view (l), then e, "
            "“Opposed interests”."
        ),
    )


def how_far(row: Difference, lang: Language) -> Iterator[str]:
    """How far two parties came with what is at odds between them: talks held, at which level, what came of it."""
    if row.talks is not None:
        yield lang.many("{n} talk", "{n} talks", row.talks)
    if row.level is not None:
        yield lang(row.level.value)
    if row.outcome:
        yield row.outcome


VIEWS = (
    ViewOf("stage", N_("by stage"), by_stage, abreast=True),
    ViewOf("tree", N_("tree of themes"), as_tree),
    ViewOf("urgency", N_("who sees the urgency"), urgency_rows),
    ViewOf("parties", N_("urgency by party"), urgency_by_party),
    ViewOf("say", N_("promised say"), by_say, "influence promise belofte beloofd"),
    ViewOf("opposed", N_("opposed interests"), opposed, "conflict conflicts interests belangen schuurt"),
)
