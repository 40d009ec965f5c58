"""Topics: who sees the urgency, what say was promised, when a topic came up and when it did not, its tree."""

from __future__ import annotations

from datetime import date

from procesregie.insight.agenda import at_odds, parts, rungs, spoken_of, urgency
from procesregie.insight.views import Grid, Listing
from procesregie.insight.views.agenda import (
    VIEWS,
    as_tree,
    by_say,
    by_stage,
    opposed,
    say_said,
    urgency_by_party,
    urgency_rows,
)
from procesregie.language import language
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, LineKind, Log
from procesregie.model.party import MoveKind, Party, Seat, TableMove, Tier
from procesregie.model.perspectives import GUIDANCE, foreign
from procesregie.model.session import Item, Outcome, Session
from procesregie.model.topic import Difference, Perspective, Promise, Say, Topic, Urgency, View

DAY = date(2026, 3, 12)
EN = language("en")


def process(**more: Record) -> Dossier:
    """Four parties, an empty seat, one that left, and a heat source with two sub-themes."""
    records: dict[str, Record] = {
        "table/gemeente": Party(title="Gemeente", short="gem"),
        "table/toren-b": Party(title="VvE Toren B"),
        "table/rie": Party(title="Rie"),
        "table/moskee": Party(title="Moskee"),
        "table/straat": Party(title="Iemand uit de straat", seat=Seat.EMPTY),
        "table/velthoek": Party(title="Velthoek", moves={"a": TableMove(kind=MoveKind.LEFT, on=DAY)}),
        "agenda/bron": Topic(
            title="Bron",
            urgency={
                "gemeente": Urgency(view=View.SEES, since=date(2026, 1, 5), source="Anke"),
                "toren-b": Urgency(view=View.DOUBTS),
                "velthoek": Urgency(view=View.SEES),
            },
            promised={
                "toren-b": Promise(promised=Say.CO_DECIDE, happened=Say.CONSULT),
                "rie": Promise(promised=Say.ADVISE),
            },
        ),
        "agenda/koken": Topic(title="Koken", parent="bron", parties=("rie", "velthoek")),
        "agenda/wok": Topic(title="Wok", parent="koken"),
    }
    return Dossier(records | {address.replace("__", "/"): record for address, record in more.items()})


def test_unknown_are_those_of_whom_nothing_is_known_too() -> None:
    here = process()
    found = {view: tuple(rows) for view, rows in urgency(here, here.topics["bron"]).items()}
    assert found == {
        View.SEES: ("gemeente",),  # who left the table is in none of them
        View.DOUBTS: ("toren-b",),
        View.NOT: (),
        View.UNKNOWN: ("rie", "moskee"),
    }
    assert list(urgency(here, here.topics["koken"])[View.UNKNOWN]) == ["rie"]  # of who joined, where that is said
    grid = urgency_rows(here, DAY, EN)
    assert [cell.text for cell in grid.cells[0]] == ["gem", "VvE Toren B", "", "Rie, Moskee"]
    assert grid.cells[0][0].said == ("Gemeente · since 5 January 2026 · Anke",)
    by_party = urgency_by_party(here, DAY, EN)
    assert [head.text for head in by_party.rows] == ["gem", "Moskee", "Rie", "VvE Toren B"]
    assert [row[0].text for row in by_party.cells] == ["✓", "·", "·", "?"]


def test_what_happened_against_what_was_promised_in_words() -> None:
    here = process()
    rows = here.topics["bron"].promised
    assert rungs(rows["toren-b"]) == -3 and rungs(rows["rie"]) is None
    assert list(say_said(Promise(promised=Say.ADVISE, happened=Say.ADVISE), EN)) == ["advise, as promised"]
    (group,) = by_say(here, DAY, EN).groups
    below, unsaid = group.rows
    assert below.marked and below.beside[0] == "3 rungs below what was promised"
    assert not unsaid.marked and unsaid.beside == ("promised: advise", "what happened is not on record yet")


def test_postponed_is_on_the_programme_and_not_in_the_log() -> None:
    programme = {"a": Item(title="Warmte", topic="bron"), "b": Item(title="Koken", topic="koken")}
    said = {"aaaaaa": Line(text="het net is vol", by=("gemeente",), item="a")}
    held = Session(title="Tafel", date=date(2026, 2, 1), programme=programme, outcome=Outcome.DRAFT)
    here = process(
        sessions__een=held,
        **{"sessions/een/log-anna": Log(lines=said)},
        # nobody kept a log here: then nobody can tell
        sessions__twee=held.model_copy(update={"date": date(2026, 2, 8)}),
        # not closed yet
        sessions__drie=held.model_copy(update={"date": date(2026, 3, 1), "outcome": None}),
        **{"sessions/drie/log-anna": Log(lines={"bbbbbb": Line(kind=LineKind.ITEM, item="a")})},
    )
    bron, koken = spoken_of(here, "bron"), spoken_of(here, "koken")
    assert [line.text for _, line in bron.lines] == ["het net is vol"] and bron.lines[0][0] == "een/anna/aaaaaa"
    assert [turn.session for turn in bron.turns] == ["een"] and bron.postponed == ()
    assert koken.postponed == ("een",) and not koken.lines
    rows = {row.title: row.beside for group in by_stage(here, DAY, EN).groups for row in group.rows}
    assert rows["Koken"] == ("↷ postponed 1×",)


def test_the_tree_holds_every_topic_once_even_in_a_circle() -> None:
    circle = {"agenda__x": Topic(title="X", parent="y"), "agenda__y": Topic(title="Y", parent="x")}
    here = process(**circle, agenda__los=Topic(title="Los", parent="weg"))
    (group,) = as_tree(here, DAY, EN).groups
    assert [(row.title, row.depth) for row in group.rows] == [
        ("Bron", 0), ("Koken", 1), ("Wok", 2), ("Los", 0), ("X", 0), ("Y", 1),
    ]  # fmt: skip
    assert parts(here, "bron") == ["koken", "wok"] and parts(here, "x") == ["y"]


def test_opposed_interests_stand_under_their_topic_and_with_both_parties() -> None:
    row = Difference(about="Wie betaalt", one="gemeente", other="rie", talks=3, level=Tier.BOARD, outcome="De helft.")
    here = process(agenda__geld=Topic(title="Geld", differences={"a": row, "b": Difference(about="Los")}))
    (group,) = opposed(here, DAY, EN).groups
    assert group.heading == "Geld" and group.rows[1].beside == ()
    assert group.rows[0].beside == ("gem ↔ Rie", "3 talks", "board", "De helft.")
    assert at_odds(here) == {"gemeente": [("geld", row)], "rie": [("geld", row)]}


def test_every_view_stands_an_empty_process_and_one_without_parties() -> None:
    for here in (Dossier(), Dossier({"agenda/a": Topic(title="A", promised={"weg": Promise(promised=Say.INFORM)})})):
        for view in VIEWS:
            made = view.make(here, DAY, EN)
            assert isinstance(made, Listing | Grid)
            if isinstance(made, Grid):
                assert all(len(row) == len(made.columns) for row in made.cells) and len(made.cells) == len(made.rows)


def test_each_perspective_has_its_words_in_both_languages_and_no_other_has_them() -> None:
    for code in ("nl", "en"):
        words = [word for guidance in GUIDANCE.values() for word in guidance.called[code]]
        assert len(words) == len(set(words)) and all(word == word.lower() for word in words)
    assert foreign(Perspective.DO, "nl")["cliënt"] is Perspective.GET and "klant" not in foreign(Perspective.BUY, "nl")
