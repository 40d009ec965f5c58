"""Cards say every filled field of every record, references as links, words in the reader's language."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from procesregie.folder.store import Folder
from procesregie.language import say, speak, spoken
from procesregie.model.address import ROOMS, model_of
from procesregie.model.decision import After
from procesregie.model.declare import Record, as_read, fields, meaning
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, Log
from procesregie.model.party import Party
from procesregie.model.step import Step
from procesregie.tui.areas.area import View
from procesregie.tui.areas.table import Table
from procesregie.tui.card import links_of, problem_card, record_card
from tests.tui.full import ADDRESSES, made_full
from tests.tui.made import made


@pytest.fixture
def full(tmp_path: Path) -> Dossier:
    """A dossier with a filled record of every room."""
    dossier = Folder.find(made_full(tmp_path / "vol")).load()
    assert not dossier.problems
    return dossier


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_field_that_is_filled_is_on_the_card(full: Dossier, room: str, code: str) -> None:
    speak(code)
    address = ADDRESSES[room]
    said = record_card(full, address).text
    for field in fields(model_of(address)):
        if not field.meaning.kept and field.name != "title":
            assert say(field.meaning.label) in said, field.name


def test_an_empty_record_has_a_title_and_no_empty_labels(tmp_path: Path) -> None:
    dossier = Folder.find(made(tmp_path / "p", history=False)).load()
    speak("en")
    assert record_card(dossier, "roles/regiegroep").text.split("\n\n") == [
        "Regiegroep\nRole · regiegroep",
        "Kind of role  steering group",
    ]


def test_a_row_is_called_by_the_record_its_key_names_and_people_by_name(full: Dossier) -> None:
    speak("en")
    said = record_card(full, ADDRESSES["decisions"]).text
    assert "· Gemeente Oldermeer · not yet asked" in said and "person Anke Dros" in said


def test_a_mark_at_the_check_out_says_whose_it_is(full: Dossier) -> None:
    from procesregie.change.naming import Naming

    speak("en")
    address, row = "sessions/tafel", {"score": 8, "word": "hopeful"}
    scores = {"gemeente-oldermeer": row, "x7k2qa": row}
    session = model_of(address).from_data({"title": "Tafel", "date": date(2026, 3, 12), "scores": scores})
    said = record_card(full.with_record(address, session), address).text
    assert "· Gemeente Oldermeer, 8 · in a word hopeful\n· 8 · in a word hopeful" in said
    names = Naming(full, full, spoken())
    assert [names.row(address, "scores", key, row) for key in scores] == ["Gemeente Oldermeer, 8", "8"]


def test_who_took_a_later_position_is_called_by_name_as_well() -> None:
    anke = Party.from_data({"title": "Gemeente", "people": {"anke": {"name": "Anke Dros"}}})
    later = After.from_data({"positions": {"post": {"party": "gemeente", "person": "anke"}}})
    records: dict[str, Record] = {"table/gemeente": anke, "decisions/pilot/after": later}
    speak("en")
    assert "person Anke Dros" in record_card(Dossier(records), "decisions/pilot/after").text


def test_a_reference_to_nothing_says_so(tmp_path: Path) -> None:
    root = made(tmp_path / "p", history=False)
    (root / "steps/x.toml").write_text('title = "X"\nowner = "weg"\n')
    speak("en")
    assert "weg (not there)" in record_card(Folder.find(root).load(), "steps/x").text


def test_keys_written_by_hand_are_shown(tmp_path: Path) -> None:
    root = made(tmp_path / "p", history=False)
    (root / "steps/x.toml").write_text('title = "X"\nkleur = "blauw"\n')
    assert "kleur blauw" in record_card(Folder.find(root).load(), "steps/x").text


def test_what_is_written_by_hand_stands_on_the_card_of_a_party_once(tmp_path: Path) -> None:
    root = made(tmp_path / "p", history=False)
    (root / "table/x.toml").write_text('title = "X"\nkleur = "blauw"\n')
    speak("en")
    view = View(Folder.find(root).load(), date(2026, 3, 5))
    assert Table().card(view, "table/x").text.count("Written by hand") == 1


def test_links_lead_to_records_that_are_there(full: Dossier) -> None:
    decision = full.decisions["2026-03-01-vol"]
    assert "table/gemeente-oldermeer" in links_of(full, decision)
    assert all(full.get(address) is not None for address in links_of(full, decision))


def test_a_broken_file_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    root = made(tmp_path / "p", history=False)
    (root / "agenda/kapot.toml").write_text('title = "Kapot"\nstage = "signal\n')
    speak("en")
    said = problem_card(Folder.find(root).load().problems).text
    assert "agenda/kapot.toml:2" in said and 'stage = "signal' in said
    assert "What to do" in said and "not overwritten" in said


def test_a_record_that_went_is_no_crash() -> None:
    speak("en")
    assert record_card(Dossier(), "table/weg").text == "This record is not there (any more)."


def test_rows_stand_in_one_order_on_a_card_and_in_show() -> None:
    said, moves = meaning(Log, "lines"), meaning(Step, "moves")
    assert said is not None and moves is not None
    positions = {"b": Line(text="eerst", on="x/anna/p"), "a": Line(text="dan")}
    assert [key for key, _row in as_read(positions, said)] == ["b", "a"], "what was said stands as it was said"
    data: dict[str, dict[str, Any]] = {
        "a": {"moved_on": date(2026, 3, 1)},
        "b": {"moved_on": date(2026, 2, 1)},
        "c": {"order": 100},
        "d": {},
    }
    assert [key for key, _row in as_read(data, moves)] == ["d", "b", "a", "c"], "by number, by the day it came, by key"
