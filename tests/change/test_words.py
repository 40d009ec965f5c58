"""Changes in words: titles not ids, labels not names of fields, and every change told."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procesregie.change.compare import Change, compare
from procesregie.change.sentence import Group, Sentence
from procesregie.change.tally import tally
from procesregie.change.words import in_words
from procesregie.language import Language, language
from procesregie.model.address import model_of
from procesregie.model.decision import Position, Stand
from procesregie.model.declare import Meaning, fields
from procesregie.model.dossier import Dossier
from tests.change import made

NL, EN = language("nl"), language("en")
SESSION = "sessions/2026-03-12-netwerktafel"
PILOT = "decisions/2026-03-12-pilot"


def evening() -> dict[str, dict[str, Any]]:
    return {
        "process": {"title": "Lindenveld Warm", "intent": "Mensen krijgen sneller hulp.\n"},
        "table/ggd-lindenveld": {"title": "GGD Lindenveld"},
        "table/toren-b": {"title": "VvE Toren B", "people": {"jan": {"name": "Jan Pot", "function": "voorzitter"}}},
        "agenda/warmtebron": {
            "title": "Warmtebron",
            "stage": "in conversation",
            "parties": ["ggd-lindenveld"],
            "urgency": {"ggd-lindenveld": {"view": "doubts"}},
        },
        SESSION: {"title": "Netwerktafel", "date": date(2026, 3, 12)},
    }


def told(old: dict[str, Any], new: dict[str, Any], lang: Language = NL, *, full: bool = False) -> list[Group]:
    return in_words(compare(old, new), made.dossier(old), made.dossier(new), lang, full=full)


def texts(groups: list[Group]) -> list[str]:
    return [
        line for group in groups for one in group.sentences for line in (f"{one.sign} {one.text}", *one.detail) if line
    ]


def changed(address: str, **fields_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    old = evening()
    new = copy.deepcopy(old)
    new.setdefault(address, {}).update(fields_)
    new[address] = {name: value for name, value in new[address].items() if value is not None}
    return old, new


def test_the_areas_stand_in_the_order_of_a_reader() -> None:
    old, new = evening(), evening()
    new[PILOT] = {"title": "Pilot"}
    new["agenda/warmtebron"]["stage"] = "decided"
    new["table/toren-b"]["ring"] = "acts"
    new["roles/trekker"] = {"title": "Trekker"}
    new["steps/2026-03-12-net"] = {"title": "netcapaciteit"}
    new[SESSION]["place"] = "Buurthuis"
    new["process"]["budget"] = "geen"
    headings = ["Besluiten", "Agendering", "Aan tafel", "Rollen", "Volgende stappen", "Sessies", "Proces"]
    assert [group.heading for group in told(old, new)] == headings


@pytest.mark.parametrize(
    ("address", "fields_", "said"),
    [
        ("agenda/warmtebron", {"stage": "decided"}, "~ Warmtebron: in gesprek → besloten"),
        ("table/toren-b", {"ring": "acts"}, "~ VvE Toren B: weet ervan → doet mee"),
        ("table/toren-b", {"usual_suspect": True}, "~ VvE Toren B: Vaste gast: nee → ja"),
        ("agenda/warmtebron", {"brought_by": "toren-b"}, "+ Warmtebron: Ingebracht door: VvE Toren B"),
        ("agenda/warmtebron", {"review_on": date(2026, 9, 1)}, "+ Warmtebron: Opnieuw bekijken op: 1 september 2026"),
        ("agenda/warmtebron", {"title": "De bron"}, "~ De bron: Titel: “Warmtebron” → “De bron”"),
        (
            "agenda/warmtebron",
            {"parties": ["ggd-lindenveld", "toren-b"]},
            "~ Warmtebron: Aangehaakte partijen: + VvE Toren B",
        ),
        (
            "agenda/warmtebron",
            {"urgency": {"ggd-lindenveld": {"view": "sees it"}}},
            "~ Warmtebron: Urgentie, GGD Lindenveld: twijfelt → ziet het",
        ),
        ("agenda/warmtebron", {"parties": ["toren-b"]}, "~ Warmtebron: Aangehaakte partijen: + VvE Toren B − GGD Lindenveld"),
        (
            "agenda/warmtebron",
            {"promised": {"toren-b": {"promised": "advise", "note": "x"}}},
            "+ Warmtebron: Toegezegde invloed: VvE Toren B, adviseren, Notitie: “x”",
        ),
        (
            "table/toren-b",
            {"levels": {"board": {"reached": "reached", "since": date(2026, 3, 1)}}},
            "+ VvE Toren B: Lagen bereikt: board, bereikt, Sinds: 1 maart 2026",
        ),
        (
            "table/toren-b",
            {"consultations": {"a": {"on": date(2026, 3, 1), "support": 80}}},
            "+ VvE Toren B: Achterban geraadpleegd: 1 maart 2026, Draagvlak (%): 80",
        ),
        ("process", {"intent": "Mensen krijgen eerder hulp.\n"}, "~ Bedoeling: Mensen krijgen [-sneller-]{+eerder+} hulp."),
        ("table/toren-b", {"people": None}, "- VvE Toren B: Mensen: Jan Pot, Functie: “voorzitter” → leeg"),
        (SESSION, {"made_up": "x"}, "+ Netwerktafel, 12 maart 2026: made_up: “x”"),
        (
            "roles/trekker",
            {"title": "Trekker", "party": "toren-b"},
            "+ Trekker",
        ),
    ],
)  # fmt: skip
def test_a_change_in_words(address: str, fields_: dict[str, Any], said: str) -> None:
    assert texts(told(*changed(address, **fields_))) == [said]


def test_in_english_too() -> None:
    assert texts(told(*changed("agenda/warmtebron", stage="decided"), EN)) == [
        "~ Warmtebron: in conversation → decided"
    ]


def test_a_person_is_called_by_name_and_by_function_where_names_are_not_written() -> None:
    old, new = changed("roles/trekker", title="Trekker", party="toren-b", person="jan")
    assert "Persoon: Jan Pot" in texts(told(old, new, full=True))
    for data in (old, new):
        data["process"]["names"] = False
    assert "Persoon: voorzitter" in texts(told(old, new, full=True))


def test_a_new_step_says_whose_and_by_when() -> None:
    step = {"title": "netcapaciteit per straat", "owner": "ggd-lindenveld", "due": date(2026, 4, 2)}
    assert texts(told(*changed("steps/2026-03-12-net", **step))) == [
        "+ netcapaciteit per straat · GGD Lindenveld, voor 2 april 2026"
    ]


def test_a_new_decision_has_its_positions_in_one_line() -> None:
    positions: dict[str, Any] = {f"p{n}": {"position": "consent"} for n in range(17)}
    positions |= {f"q{n}": {"position": "accept, not our preference"} for n in range(3)}
    positions["toren-b"] = {"position": "reasoned objection", "reason": "kosten"}
    old, new = changed(PILOT, title="Pilot", weight="decision", state="taken", positions=positions)
    assert texts(told(old, new)) == ["+ Pilot · besluit, genomen", "17 consent · 3 niet onze voorkeur · 1 bezwaar"]
    without = {**new, PILOT: {**new[PILOT], "positions": {}}}
    assert texts(told(without, new)) == ["+ Pilot: Standpunten: 17 consent · 3 niet onze voorkeur · 1 bezwaar"]
    assert len(texts(told(without, new, full=True))) == 21


def test_a_row_that_is_called_as_its_key_is_called_so_once() -> None:
    since = {"phase": "share", "since": date(2026, 3, 17)}
    assert texts(told(*changed("process", phases={"share": since}), EN)) == ["+ Phases: share, Since: 17 March 2026"]


def test_a_decision_that_is_open_says_until_when() -> None:
    old, new = changed(PILOT, title="Pilot", weight="decision", state="open until", open_until=date(2026, 3, 17))
    assert texts(told(old, new)) == ["+ Pilot · besluit, open tot 17 maart 2026"]


def test_what_came_after_a_decision_says_what_came() -> None:
    later = {"party": "toren-b", "position": "consent", "on": date(2026, 4, 2)}
    assert texts(told(*changed(f"{PILOT}/after", positions={"q": later}))) == [
        "+ 2026-03-12-pilot, daarna",
        "Latere standpunten: VvE Toren B, consent, Datum: 2 april 2026",
    ]


def test_a_question_set_aside_is_said_once_also_when_it_begins_with_a_title() -> None:
    row = {"question": "“Pilot” is genomen. Wie belt?", "reason": "ik bel"}
    assert texts(told(*changed("process", set_aside={"q": row}))) == [
        "+ Vragen opzijgelegd: “Pilot” is genomen. Wie belt? Reden: “ik bel”"
    ]


def test_who_was_there_is_counted() -> None:
    presence = ["present"] * 5 + ["apologies"]
    attendance = {f"p{n}": {"presence": word} for n, word in enumerate(presence)}
    assert texts(told(*changed(SESSION, attendance=attendance))) == [
        "+ Netwerktafel, 12 maart 2026: Wie er was: 5 × aanwezig, 1 × afwezig met bericht"
    ]


def test_the_lines_of_a_session_are_counted_by_kind_and_told_one_by_one_in_full() -> None:
    lines: dict[str, Any] = {f"aaaa{n:02}": {"text": f"regel {n}"} for n in range(30)}
    lines["bbbbbb"] = {"text": "en wie betaalt dat", "kind": "concern", "by": ["toren-b/jan"]}
    lines["cccccc"] = {"kind": "aside"}
    log: dict[str, Any] = {"recorder": "anna", "lines": lines}
    old, new = changed(f"{SESSION}/log-anna", **log)
    new[f"{SESSION}/log-ties"] = {"recorder": "ties", "lines": {"cccccc": {"text": "ook"}}}
    assert texts(told(old, new)) == [
        "+ Netwerktafel, 12 maart 2026: 32 regels genoteerd (31 × aantekening, 1 × kanttekening)"
    ]
    later = copy.deepcopy(new)
    later[f"{SESSION}/log-anna"]["lines"]["aaaa03"]["text"] = "regel drie"
    corrected = ["~ Netwerktafel, 12 maart 2026: 1 regel gecorrigeerd", "Tekst: “regel 3” → “regel drie”"]
    assert texts(told(new, later)) == corrected
    assert texts(told(new, later, full=True)) == [
        "~ Netwerktafel, 12 maart 2026, meegeschreven door anna: Regels, regel drie (aaaa03): Tekst: “regel 3” → “regel drie”"
    ]
    later[f"{SESSION}/log-anna"]["lines"]["aaaa04"] |= {"response": "adopted", "response_why": "kan zo"}
    assert texts(told(new, later)) == [
        "~ Netwerktafel, 12 maart 2026: 1 regel beantwoord, 1 regel gecorrigeerd",
        corrected[1],
        "“regel 4”: Antwoord: overgenomen, Waarom: “kan zo”",
    ]
    done = copy.deepcopy(new)
    done[f"{SESSION}/log-anna"]["lines"]["aaaa05"] |= {"became": "sessions/2026-04-02-tafel", "response_why": "zo"}
    done[f"{SESSION}/log-anna"]["lines"]["aaaa06"] |= {"became": "steps/bellen"}
    assert texts(told(new, done))[0].endswith("1 open eindje afgehandeld, 1 regel opgenomen in een stap of besluit")
    assert texts(told(done, new))[0].endswith("1 open eindje weer open, 1 regel gecorrigeerd")
    later[f"{SESSION}/log-anna"]["lines"]["aaaa04"] = {"kind": "aside"}
    assert texts(told(new, later))[1:] == [corrected[1]], "what became an aside is not said"
    for n in range(5, 8):
        later[f"{SESSION}/log-anna"]["lines"][f"aaaa0{n}"]["threads"] = ["kosten"]
    assert texts(told(new, later)) == ["~ Netwerktafel, 12 maart 2026: 5 regels gecorrigeerd"]
    more = copy.deepcopy(old)
    more[f"{SESSION}/log-anna"] = {"recorder": "anna"}
    sentences = [one for group in told(more, new, full=True) for one in group.sentences]
    assert len(sentences) == 33
    assert "Gezegd door: VvE Toren B (Jan Pot)" in sentences[30].text


def test_a_decision_that_is_new_says_what_it_replaces_and_why() -> None:
    old = {"decisions/drie": {"title": "Drie hoofdstukken", "state": "taken"}}
    newer = {"title": "Vier hoofdstukken", "supersedes": ["drie"], "supersedes_reason": "De berekening\nwas er niet.\n"}
    assert texts(told(old, {**old, "decisions/vier": newer})) == [
        "+ Vier hoofdstukken · voorgesteld",
        "vervangt Drie hoofdstukken: “De berekening was er niet.”",
    ]


def test_what_is_called_the_same_is_told_apart() -> None:
    old = {"table/kerk": {"title": "Kerk"}, "table/kerk-2": {"title": "Kerk"}}
    new = copy.deepcopy(old)
    new["table/kerk"]["ring"] = new["table/kerk-2"]["ring"] = "acts"
    assert texts(told(old, new)) == [
        "~ Kerk (kerk): weet ervan → doet mee",
        "~ Kerk (kerk-2): weet ervan → doet mee",
    ]


def test_a_text_of_the_group() -> None:
    old, new = Dossier(texts={"propositie": "Een voorstel.\n"}), Dossier(texts={"propositie": "Ons voorstel.\n"})
    change = Change("texts/propositie", ("text",), "Een voorstel.\n", "Ons voorstel.\n")
    groups = in_words([change], old, new, NL)
    assert groups[0].heading == "Teksten"
    assert texts(groups) == ["~ propositie: [-Een-]{+Ons+} voorstel."]


def _holds(sentence: Sentence, value: str) -> bool:
    return value in "\n".join((*(piece.text for piece in sentence.pieces), *sentence.detail))


@given(made.records(), made.records(), st.sampled_from([NL, EN]))
def test_every_change_has_exactly_one_sentence_and_no_two_share_one(
    old: dict[str, Any], new: dict[str, Any], lang: Language
) -> None:
    changes = compare(old, new)
    groups = told(old, new, lang, full=True)
    sentences = [one for group in groups for one in group.sentences]
    assert sorted(one.change.address for one in sentences) == sorted(change.address for change in changes)
    assert all(len(one.changes) == 1 for one in sentences)
    said = [(group.heading, one.sign, one.pieces, one.detail) for group in groups for one in group.sentences]
    assert len(set(said)) == len(said)


def _names_something(about: Meaning) -> bool:
    return about.of_person or bool(about.points)


@given(made.records(), made.records(), st.sampled_from([NL, EN]))
def test_a_sentence_holds_the_label_and_both_values(old: dict[str, Any], new: dict[str, Any], lang: Language) -> None:
    for group in told(old, new, lang, full=True):
        for one in group.sentences:
            change = one.change
            if len(change.path) != 1:
                continue
            declared = {field.name: field.meaning for field in fields(model_of(change.address))}
            about = declared.get(change.path[0])
            assert (lang(about.label) if about else change.path[0]) in one.text
            for value, marks in ((change.old, ("", "out")), (change.new, ("", "in"))):
                if about and about.form == "text" and change.old is not None and change.new is not None:
                    assert "".join(piece.text for piece in one.pieces[1:] if piece.mark in marks) == value
                elif isinstance(value, str) and (about is None or about.form == "line" and not _names_something(about)):
                    assert _holds(one, value)


@given(made.records(), made.records())
def test_the_short_form_leaves_no_change_out(old: dict[str, Any], new: dict[str, Any]) -> None:
    sentences = [one for group in told(old, new) for one in group.sentences]
    covered = [change for one in sentences for change in one.changes]
    assert sorted(map(repr, covered)) == sorted(map(repr, compare(old, new)))


def test_a_tally_goes_from_consent_to_not_asked() -> None:
    stands = [Stand.NOT_ASKED, Stand.OBJECTION, Stand.OBJECTION, Stand.CONSENT]
    assert tally(stands, NL) == "1 consent · 2 bezwaren · 1 nog niet gevraagd"
    assert tally({"a": Position(position=Stand.ASIDE)}, EN, between=", ") == "1 stands aside"
    assert tally([], NL) == ""
