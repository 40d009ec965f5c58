"""Which record a word means, and a sentence when it is none or more than one."""

from __future__ import annotations

import pytest

from procesregie.capture.meant import address_meant, person_meant, record_meant, ref_meant, room_meant
from procesregie.capture.values import Unread
from procesregie.language import language
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.party import Party, Person
from procesregie.model.process import Process
from procesregie.model.step import Step
from procesregie.model.topic import Topic

NL = language("nl")
RECORDS: dict[str, Record] = {
    "process": Process(title="Wijk"),
    "agenda/warmtebron": Topic(title="Warmtebron"),
    "agenda/warmte-in-huis": Topic(title="Warmte in huis"),
    "agenda/rekening": Topic(title="De rekening"),
    "table/huurdersraad-haardstee": Party(
        title="Huurdersraad Haardstee",
        short="hr",
        people={"anna": Person(name="Anna Visser"), "jan": Person(name="Jan Visser")},
    ),
    "table/moskee": Party(title="Moskee"),
    "steps/2026-03-12-bellen": Step(title="Bellen met de moskee"),
}
DOSSIER = Dossier(RECORDS)


@pytest.mark.parametrize(
    ("word", "address"),
    [
        ("process", "process"),
        ("agenda/warmtebron", "agenda/warmtebron"),
        ("agenda/De Rekening", "agenda/rekening"),
        ("agenda/reken", "agenda/rekening"),
        ("onderwerp/huis", "agenda/warmte-in-huis"),
        ("table/@hr", "table/huurdersraad-haardstee"),
        ("partij/anna", "table/huurdersraad-haardstee"),
        ("step/bellen", "steps/2026-03-12-bellen"),
        ("agenda/warmtebron/", "agenda/warmtebron"),
    ],
)
def test_a_word_means_a_record(word: str, address: str) -> None:
    assert address_meant(DOSSIER, word) == address


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("agenda/warmte", "warmte-in-huis, warmtebron"),
        ("agenda/zon", "“zon” is hier geen onderwerp. Wat er is: rekening"),
        ("agenda/rekeningg", "Bedoel je rekening?"),
        ("table/[x={", "“[x={” is niemand aan deze tafel."),
        ("agenda", "“agenda” is geen adres van een record."),
        ("maan/zon", "“maan” is geen onderdeel."),
        ("steps/bellen/after", "is geen adres van een record."),
        ("", "is geen adres van een record."),
    ],
)
def test_a_word_that_means_none_or_several_is_a_sentence(word: str, said: str) -> None:
    with pytest.raises(Unread) as caught:
        address_meant(DOSSIER, word)
    assert said in caught.value.said(NL)


def test_people_and_refs() -> None:
    assert person_meant(DOSSIER, "huurdersraad-haardstee", "Anna Visser") == "anna"
    assert person_meant(DOSSIER, "huurdersraad-haardstee", "jan") == "jan"
    assert ref_meant(DOSSIER, "@anna") == "huurdersraad-haardstee/anna"
    assert ref_meant(DOSSIER, "moskee") == "moskee"
    for party, word, said in (
        ("huurdersraad-haardstee", "visser", "anna, jan"),
        ("huurdersraad-haardstee", "koos", "niemand van deze partij"),
        ("", "anna", "Zeg eerst om welke partij"),
    ):
        with pytest.raises(Unread) as caught:
            person_meant(DOSSIER, party, word)
        assert said in caught.value.said(NL)


def test_in_a_large_process_not_every_name_is_listed() -> None:
    many: dict[str, Record] = {f"agenda/onderwerp-{n}": Topic(title=f"Onderwerp {n}") for n in range(300)}
    with pytest.raises(Unread) as several:
        record_meant(Dossier(many), "agenda", "onderwerp")
    assert len(several.value.said(NL)) < 400 and several.value.said(NL).count("…") == 1
    with pytest.raises(Unread) as none:
        record_meant(Dossier(many), "agenda", "zzz")
    assert none.value.said(NL) == "“zzz” is hier geen onderwerp."


def test_an_area_by_its_name() -> None:
    for word, room in (
        ("Agendering", "agenda"),
        ("agenda-setting", "agenda"),
        ("Aan tafel", "table"),
        ("tafel", "table"),
        ("stappen", "steps"),
        ("roles", "roles"),
    ):
        assert room_meant(word) == room
