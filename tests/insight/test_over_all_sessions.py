"""What comes back over all sessions: threads, what became of input, and what a search finds."""

from __future__ import annotations

import time
from datetime import date
from itertools import cycle

from procesregie.insight.contributions import contributions, every, tally
from procesregie.insight.search import excerpted, search
from procesregie.insight.threads import thread, threads
from procesregie.insight.views import Grid, Listing, views_of
from procesregie.language import language
from procesregie.model.decision import Stand
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, LineKind, Log, Response
from procesregie.model.party import Party, Person
from procesregie.model.process import Process
from procesregie.model.session import Session
from procesregie.model.step import Step
from tests.samples.conftest import Told


def test_a_pet_theme_is_told_from_a_common_thread(dichtbij: Told) -> None:
    dossier = dichtbij.desk.dossier
    counter = thread(dossier, "#eenloket")
    assert counter is not None and counter.kind == "pet" and counter.main == "middenring"
    assert counter.others == ("jeugdregios", "directeurenkring-sociaal") and counter.tested
    assert counter.about == ("agenda/een-loket",)
    money = threads(dossier)[0]
    assert (money.name, money.kind, money.main) == ("geld", "common", "kring-grote-steden")
    eighteen = thread(dossier, "achttien")
    assert eighteen is not None and eighteen.kind == "pet" and not eighteen.tested
    assert thread(dossier, "nooit-gezegd") is None


def test_threads_check_out_and_what_is_still_held_are_views_of_the_sessions(dichtbij: Told) -> None:
    dossier, today, lang = dichtbij.desk.dossier, date(2026, 1, 22), language("nl")
    views = {view.key: view.make(dossier, today, lang) for view in views_of("sessions")}
    threads_seen, answers, marks = views["threads"], views["answers"], views["check-out"]
    assert isinstance(threads_seen, Listing) and isinstance(answers, Listing) and isinstance(marks, Grid)
    assert [len(group.rows) for group in threads_seen.groups] == [6, 7, 2], "each thread once, under its own kind"
    untested = [row.title for group in threads_seen.groups for row in group.rows if row.marked]
    asked = {row.title: row.beside[-1] for group in threads_seen.groups for row in group.rows}
    assert asked["eenloket"].endswith("jeugd, directeuren") and asked["wachten"] == "5 sessies"
    assert untested == ["wachten", "inwoners", "achttien"]
    open_ones = answers.groups[0]
    assert [row.address for row in open_ones.rows] == ["sessions/2025-11-14-extra-partnersessie"]
    assert marks.legend.endswith("6,7 → 8,5") and len(marks.rows) == 12 and marks.cells[0][0].text == "6,7"


def test_what_became_of_input(dichtbij: Told) -> None:
    dossier = dichtbij.desk.dossier
    written = tally(one for one in every(dossier) if one.session == "2025-12-01-schriftelijke-ronde")
    assert written[Response.ADOPTED] == 44 and written[Response.PARTLY] == 9 and written[Response.DECLINED] == 8
    countryside = contributions(dossier, "plattelandstafel")
    declined = [one for one in countryside if one.response is Response.DECLINED]
    assert len(declined) == 2 and all(one.why for one in declined)
    assert [one.session for one in countryside] == sorted(one.session for one in countryside)
    assert not any(one.line.kind is LineKind.POSITION for one in countryside)


def test_a_response_is_owed_to_what_was_written() -> None:
    lines = {
        "aaaaaa": Line(by=("ggd",), text="korter"),
        "bbbbbb": Line(text="van iemand die geen naam zette", kind=LineKind.ADDITION),
        "dddddd": Line(text="drie reacties, zegt wie het log houdt"),
        "cccccc": Line(by=("ggd",), kind=LineKind.HEARD),
    }
    at_table = Session(title="Tafel", date=date(2026, 3, 1))
    records = {
        "process": Process(title="p", id="x"),
        "sessions/r": Session.from_data({"title": "Ronde", "date": date(2026, 3, 12), "kind": "written round"}),
        "sessions/r/log-anna": Log(lines=lines),
        "sessions/t": at_table,
        "sessions/t/log-anna": Log(lines=lines),
    }
    found = [(one.session, one.address[-6:], one.waits) for one in every(Dossier(records))]
    assert found == [("t", "aaaaaa", False), ("t", "bbbbbb", False), ("r", "aaaaaa", True), ("r", "bbbbbb", True)]


def made(names: bool = True) -> Dossier:
    people = {"cagla": Person(name="Çağla Demir", function="wethouder")}
    return Dossier(
        {
            "process": Process(title="p", id="x", names=names),
            "table/steden": Party(title="Kring Grote Steden", short="steden", people=people),
            "sessions/a": Session(title="Eén loket", date=date(2026, 1, 8), prepared="Wie betaalt?\n"),
            "sessions/a/log-noor": Log(
                lines={
                    "aaaaaa": Line(
                        by=("steden/cagla",),
                        text="een rekening zonder bedrag",
                        threads=("geld",),
                        response_why="Raming",
                    ),
                    "bbbbbb": Line(text="CITÉ"),
                    "cccccc": Line(by=("steden",), kind=LineKind.POSITION, position=Stand.CONSENT),
                }
            ),
            "steps/x": Step(title="Rekenen", owner="steden", due=date(2026, 2, 2), effect="Dan weten we het bedrag.\n"),
        },
        texts={"propositie": "# Propositie\n\nWat we samen doen.\n"},
    )


def test_search_looks_everywhere_without_case_or_accents() -> None:
    dossier = made()
    assert [(h.address, h.field) for h in search(dossier, "een LOKET")] == [("sessions/a", "")]
    said = search(dossier, "cagla rekening")[0]
    assert (said.line, said.who, said.on) == ("a/noor/aaaaaa", ("steden/cagla",), date(2026, 1, 8))
    assert said.marks == ((4, 12),) and said.excerpt[4:12] == "rekening"
    assert [h.excerpt for h in search(dossier, "cité")] == ["CITÉ"] == [h.excerpt for h in search(dossier, "#cite")]
    assert [h.address for h in search(dossier, "bedrag")] == ["steps/x", "sessions/a"], "the newest first"
    assert search(dossier, "bedrag")[0].field == "What it adds to the whole"
    assert [(h.line, h.excerpt[:12]) for h in search(dossier, "#geld")] == [("a/noor/aaaaaa", "een rekening")]
    assert [(h.address, h.field) for h in search(dossier, "propositie")] == [("texts/propositie", "Text")]
    (why,) = search(dossier, "raming cagla")
    assert (why.line, why.field, why.excerpt, why.marks) == ("a/noor/aaaaaa", "Why", "Raming", ((0, 6),))
    (mute,) = (hit for hit in search(dossier, "grote steden") if hit.kind is LineKind.POSITION)
    assert (mute.excerpt, mute.stand) == ("", "consent"), "a position without words is where they stood"
    assert search(dossier, "demir") and not search(made(names=False), "demir"), "no name where names are not shown"
    assert search(dossier, "steden bedrag") and not search(dossier, "steden kerk") and not search(dossier, "  ")
    cut, marks = excerpted("é " * 90 + "speld " + "x" * 90, ("speld",))
    assert [cut[a:b] for a, b in marks] == ["speld"] and cut.startswith("… ") and cut.endswith(" …")


def test_search_is_quick_on_a_large_process() -> None:
    records = dict(made().records)
    words = cycle(
        ["wie", "betaalt", "het", "netwerk", "als", "de", "warmte", "één", "jaar", "later", "komt", "dan", "gezegd"]
    )
    for n in range(2000):
        records[f"steps/s{n}"] = Step(title=" ".join(next(words) for _ in range(7)), owner="steden")
    for n in range(30):
        lines = {f"k{i}": Line(text=" ".join(next(words) for _ in range(12)), by=("steden",)) for i in range(500)}
        records[f"sessions/a/log-r{n}"] = Log(lines=lines)
    dossier = Dossier(records)
    search(dossier, "warmte", 50)
    started = time.process_time()
    assert len(search(dossier, "warmte jaar", 50)) == 50 and not search(dossier, "kathedraal", 50)
    assert time.process_time() - started < 0.4, "two searches; measured at 0.05 s"
