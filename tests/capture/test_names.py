"""Who is meant by what follows an @."""

from __future__ import annotations

from datetime import date

import pytest

from procesregie.capture.names import Names, offer_short, party_of, person_called
from procesregie.model.log import Line, Log
from procesregie.model.party import MoveKind, Party, Person, TableMove
from tests.capture.neighbourhood import PARTIES, SESSION, SHORT, dossier

MEANT: list[tuple[str, str | None]] = [
    ("haardstee", "woningstichting-haardstee"),  # a short name, though two titles have the word
    ("HAARDSTEE", "woningstichting-haardstee"),
    ("woningstichting-haardstee", "woningstichting-haardstee"),  # an id
    ("joke", "woningstichting-haardstee/joke"),  # a person's id
    ("jan-peter", "stroomland/jan-peter"),
    ("Jan-Peter-Müller", "stroomland/jan-peter"),
    ("dilara", "kruimelhof/dilara-aksoy"),  # the one name it begins
    ("stroom", "stroomland"),
    ("huurdersraad", "huurdersraad-haardstee"),
    ("kruimel", "kruimelhof"),
    ("linde", "cooperatie-lindewarm"),
    ("energiecoo", "cooperatie-lindewarm"),
    ("Energiecoöperatie", "cooperatie-lindewarm"),
    ("vlinderbuurt", "eigenaren-vlinderbuurt"),  # the one name that has that word
    ("huda", "moskee"),
    ("aksoy", "kruimelhof/dilara-aksoy"),
    ("rie", "rie-vosmeer"),  # a party and its person: the party
    ("rie-vosmeer", "rie-vosmeer"),
    ("haardstee/joke", "woningstichting-haardstee/joke"),
    ("woningstichting-haardstee/joke", "woningstichting-haardstee/joke"),
    ("table/moskee", "moskee"),
    ("fixbrigade", "fixbrigade"),  # merged, and nobody else answers to it
    ("toren", None),  # two
    ("vve", None),
    ("woning", None),
    ("h", None),
    ("lindenveld", "ggd-lindenveld"),
    ("iemand", None),
    ("moskee/joke", None),
    ("vlinder-buurt", None),
    ("_", None),
]


@pytest.mark.parametrize(("word", "ref"), MEANT)
def test_a_word_means_one_party_or_person_or_nobody(word: str, ref: str | None) -> None:
    assert Names(dossier()).resolve(word) == ref


def test_who_left_answers_only_when_nobody_else_does() -> None:
    gone = {"m": TableMove(kind=MoveKind.LEFT, on=date(2026, 2, 1))}
    names = Names(
        dossier(
            {
                "table/bouwbedrijf": Party(title="Bouwbedrijf", short="bouw", moves=gone),
                "table/bouwgroep": Party(title="Bouwgroep Noord", short="bg"),
            }
        )
    )
    assert names.resolve("bouw") == "bouwgroep"
    assert names.resolve("bouwbedrijf") == "bouwbedrijf"
    assert names.short("bouwbedrijf") == "bouwbedrijf"
    assert names.complete("bouw") == ["bg"]
    assert names.complete("bouwb") == ["bouwbedrijf"]
    assert Names(dossier()).complete("fix") == ["fixbrigade"]


def test_a_person_who_stopped_answers_only_when_nobody_else_does() -> None:
    people = {"ans": Person(name="Ans"), "ans-b": Person(name="Ans", until=date(2026, 1, 1))}
    names = Names(dossier({"table/school": Party(title="School", people=people)}))
    assert names.resolve("ans") == "school/ans"
    assert names.resolve("ans-b") == "school/ans-b"


def test_what_one_types_means_exactly_that() -> None:
    names = Names(dossier())
    refs = [*PARTIES, *(f"{party_id}/{person}" for party_id, party in PARTIES.items() for person in party.people)]
    for ref in refs:
        assert names.resolve(names.short(ref)) == ref
    assert names.short("vve-toren-b") == SHORT["vve-toren-b"]
    assert names.short("woningstichting-haardstee/joke") == "joke"
    assert names.short("rie-vosmeer/rie") == "rie/rie"
    assert names.short("nergens") == "nergens"


def test_what_one_types_for_a_party_without_a_usable_short_name() -> None:
    twins = {"table/a": Party(title="A", short="zelfde"), "table/b": Party(title="B", short="zelfde")}
    names = Names(dossier({**twins, "table/c": Party(title="C", short="met spatie"), "table/d": Party(title="D")}))
    assert [names.short(ref) for ref in "abcd"] == ["a", "b", "c", "d"]
    assert names.resolve("zelfde") is None
    shadowed = Names(dossier({"table/x": Party(title="X", short="y"), "table/y": Party(title="Y", short="y y")}))
    assert shadowed.short("y") == "table/y"
    assert shadowed.resolve("table/y") == "y"


def test_completion_offers_who_is_there_first() -> None:
    names = Names(dossier())
    assert names.complete("toren") == ["toren-a", "toren-b"]
    assert names.complete("toren", present=("vve-toren-b",)) == ["toren-b", "toren-a"]
    assert names.complete("haard") == ["haardstee", "hr-haardstee"]
    assert names.complete("buurt") == []
    assert names.complete("vlin") == ["eigenaren"]
    assert names.complete("jo") == ["joke"]
    everybody = names.complete("", present=("moskee", "kerk"))
    assert everybody[:2] == ["kerk", "moskee"]
    assert set(everybody) == set(SHORT.values()) - {"fixbrigade"}


def test_threads_are_completed_from_what_was_said_before() -> None:
    said = {
        "aaaaaa": Line(threads=("kosten", "warmte")),
        "bbbbbb": Line(threads=("kosten",)),
        "cccccc": Line(threads=("koken",)),
    }
    names = Names(dossier({f"sessions/{SESSION}/log-anna": Log(lines=said)}))
    assert names.threads("ko") == ["kosten", "koken"]
    assert names.threads() == ["kosten", "koken", "warmte"]
    assert names.threads("x") == []


def test_a_party_is_called_by_its_title_and_a_person_by_name_or_by_function() -> None:
    shown, hidden = dossier(), dossier(names=False)
    assert person_called(shown, "woningstichting-haardstee/joke") == "Joke Brandsma"
    assert person_called(hidden, "woningstichting-haardstee/joke") == "bestuurder"
    assert person_called(hidden, "stroomland/jan-peter") == "Stroomland"
    assert person_called(hidden, "stroomland") == "Stroomland"
    assert person_called(shown, "stroomland/wie") == "wie"
    assert person_called(hidden, "stroomland/wie") == "Stroomland"
    assert person_called(shown, "weg") == "weg"
    assert Names(hidden).resolve("opbouwwerker") == "kruimelhof/dilara-aksoy"
    assert Names(shown).resolve("brandsma") == "woningstichting-haardstee/joke"
    assert Names(hidden).resolve("brandsma") is None
    assert party_of("a/b") == party_of("a") == "a"


@pytest.mark.parametrize(
    ("title", "taken", "short"),
    [
        ("Woningstichting Haardstee", (), "haardstee"),
        ("Huurdersraad Haardstee", ("haardstee",), "hr-haardstee"),
        ("VvE Toren B", (), "toren-b"),
        ("Gemeente Oldermeer", (), "oldermeer"),
        ("Moskee", (), "moskee"),
        ("Gemeente", (), "gemeente"),
        ("Kerk aan de Dijk", (), "kerk-dijk"),
        ("Energiecoöperatie Lindewarm", ("Lindewarm",), "ec-lindewarm"),
        ("Moskee", ("moskee",), "moskee-2"),
        ("Moskee", ("moskee", "moskee-2"), "moskee-3"),
        ("Beraad Ervaringskennis", (), "beraad"),
        ("🙂", (), "partij"),
    ],
)
def test_a_short_name_is_offered(title: str, taken: tuple[str, ...], short: str) -> None:
    assert offer_short(title, taken) == short
