"""Edits are written at once, undone until they are committed, and told to who is watching."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from procesregie.desk import Desk
from procesregie.desk.edits import Edit, in_short
from procesregie.desk.standing import changes_now, standing
from procesregie.desk.starting import new_process, templates
from procesregie.desk.troubles import AlreadyThere, NoTemplate
from procesregie.folder.store import ChangedOutside, NotAProcess
from procesregie.history.git import Answer, Git
from procesregie.language import language
from procesregie.model.clock import Clock
from procesregie.model.party import PrivateParty


def where(edit: Edit | None) -> frozenset[str]:
    """Where an edit was made that was undone or done again."""
    return edit.addresses if edit is not None else frozenset()


def test_an_edit_is_on_disk_at_once_and_undone_and_made_again(desk: Desk) -> None:
    party = desk.dossier.parties["moskee"]
    desk.save("table/moskee", party.model_copy(update={"brings": "een zaal"}))
    file = desk.root / "table/moskee.toml"
    assert "een zaal" in file.read_text()
    assert where(desk.undo()) == {"table/moskee"}
    assert "een zaal" not in file.read_text()
    assert where(desk.redo()) == {"table/moskee"}
    assert "een zaal" in file.read_text()


def test_what_an_edit_did_is_said_in_the_words_of_changes(desk: Desk) -> None:
    topic = desk.create("agenda", "Warmtebron", stage="signal")
    desk.set(topic, {"title": "Warmtebron", "stage": "parked", "why_now": "Het net is vol.\n"})
    desk.keep("table/moskee", PrivateParty(entrance="via de penningmeester\n"))
    edits = [desk.undo() for _ in range(3)]
    said = [[in_short(edit, desk.dossier, language(code)) for edit in edits if edit] for code in ("nl", "en")]
    assert said == [
        ["Moskee (vertrouwelijk)", "Warmtebron: signaal → geparkeerd en nog 1", "+ Warmtebron"],
        ["Moskee (confidential)", "Warmtebron: signal → parked and 1 more", "+ Warmtebron"],
    ]


def test_undoing_a_new_record_takes_its_file_away(desk: Desk) -> None:
    address = desk.create("agenda", "Warmtebron")
    assert (desk.root / "agenda/warmtebron.toml").exists()
    desk.undo()
    assert desk.dossier.get(address) is None
    assert not (desk.root / "agenda/warmtebron.toml").exists()


def test_what_was_committed_is_no_longer_undone(desk: Desk) -> None:
    desk.create("agenda", "Warmtebron")
    desk.draft("een onderwerp")
    assert not desk.can_undo


def test_somebody_elses_edit_is_not_written_over(desk: Desk) -> None:
    party = desk.dossier.parties["moskee"]
    file = desk.root / "table/moskee.toml"
    file.write_text(file.read_text() + 'brings = "thee"\n')
    with pytest.raises(ChangedOutside):
        desk.save("table/moskee", party.model_copy(update={"asks": "stilte"}))
    assert desk.refresh() == {"table/moskee"}
    assert desk.dossier.parties["moskee"].brings.strip() == "thee"


def test_what_is_private_is_kept_outside_the_folder_and_undone_too(desk: Desk) -> None:
    before = {path: path.read_bytes() for path in desk.root.rglob("*.toml")}
    file = desk.private.where() / "table/moskee.toml"
    desk.keep("table/moskee", PrivateParty(entrance="via de penningmeester\n"))
    assert "penningmeester" in file.read_text() and desk.asides.get("table/moskee")
    assert where(desk.undo()) == {"table/moskee"}
    assert not file.exists() and desk.asides.get("table/moskee") is None
    desk.redo()
    assert "penningmeester" in file.read_text()
    assert {path: path.read_bytes() for path in desk.root.rglob("*.toml")} == before


def test_what_somebody_else_wrote_in_the_private_layer_is_taken_in(desk: Desk) -> None:
    desk.keep("table/moskee", PrivateParty(entrance="via de penningmeester\n"))
    (desk.private.where() / "table/moskee.toml").write_text('entrance = "via Anna"\n')
    with pytest.raises(ChangedOutside):
        desk.keep("table/moskee", PrivateParty(notes="later\n"))
    desk.refresh_private("table/moskee")
    kept = desk.asides.get("table/moskee")
    assert isinstance(kept, PrivateParty) and kept.entrance.strip() == "via Anna"


def test_what_is_held_in_memory_is_not_taken_in_until_it_is_on_disk(desk: Desk) -> None:
    party = desk.dossier.parties["moskee"]
    file = desk.root / "table/moskee.toml"
    desk.hold("table/moskee")
    file.write_text(file.read_text() + 'brings = "thee"\n')
    assert desk.refresh(["table/moskee"]) == frozenset() and desk.refresh() == frozenset()
    assert desk.dossier.parties["moskee"] == party
    desk.let_go("table/moskee")
    assert desk.refresh(["table/moskee"]) == {"table/moskee"}


def test_who_is_watching_hears_which_records_changed(desk: Desk) -> None:
    heard: list[frozenset[str]] = []
    stop = desk.subscribe(heard.append)
    desk.create("agenda", "Warmtebron")
    stop()
    desk.create("agenda", "Isolatie")
    assert heard == [frozenset({"agenda/warmtebron"})]


def test_what_is_to_be_ready_is_ready_before_who_is_watching_hears(desk: Desk) -> None:
    again = Desk.open(desk.root, desk.clock, ["process"])
    order: list[str] = []
    again.subscribe(lambda _addresses: order.append("told"))
    again.load_all(before_told=lambda: order.append(f"ready, whole: {again.whole}"))
    again.load_all(before_told=lambda: order.append("ready"))
    assert order == ["ready, whole: True", "told"], "where everything was there, nothing is told again"


@pytest.mark.parametrize("title", ["[/", "💥💥", "...", "CON", "-rf", "\x1b[2J", "א", "a" * 500])
def test_any_title_gets_a_valid_id(desk: Desk, title: str) -> None:
    address = desk.create("table", title)
    assert getattr(desk.dossier.get(address), "title", None) == title
    again = Desk.open(desk.root, desk.clock)
    assert getattr(again.dossier.get(address), "title", None) == title


def test_where_things_stand(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    look = Git.look

    def told(git: Git, *words: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Answer:
        asked.append(words[0])
        return look(git, *words, stdin=stdin, env=env)

    monkeypatch.setattr(Git, "look", told)
    stands = standing(desk)
    assert changes_now(desk, language("nl"), stands.state) == changes_now(desk, language("nl"))
    assert asked.count("status") == 2, "what git said is not asked again"
    assert stands.last is not None
    assert stands.last.subject == "draft: het proces begint"
    assert "sessions/2026-03-12-netwerktafel" in stands.changed
    assert stands.state.trouble is None


def test_a_folder_that_is_no_process_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotAProcess):
        Desk.open(tmp_path, Clock.of(None))


@pytest.mark.parametrize("code", ["nl", "en"])
def test_a_process_begins_from_every_template(tmp_path: Path, code: str) -> None:
    for template in templates(code):
        desk = new_process(tmp_path / template.name, template.name, "Ons proces", code, Clock.of(None))
        assert desk.dossier.process.title == "Ons proces"
        assert desk.dossier.process.language.value == code
        assert not desk.dossier.problems
        assert not standing(desk).changed
        assert desk.check() == []


def test_new_writes_over_nothing_and_knows_its_templates(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(AlreadyThere):
        new_process(tmp_path, "empty", "x", "nl", Clock.of(None))
    with pytest.raises(NoTemplate):
        new_process(tmp_path / "nieuw", "recept", "x", "nl", Clock.of(None))


def test_what_stands_in_the_folder_as_it_was_committed_is_in_memory_once(desk: Desk) -> None:
    party = desk.dossier.parties["moskee"]
    before = desk.repository.at("HEAD").dossier
    assert all(record is desk.dossier.get(address) for address, record in before.records.items())
    desk.save("table/moskee", party.model_copy(update={"brings": "een zaal\n"}))
    desk.draft("een zaal erbij")
    then, now = (desk.repository.at(rev).dossier.parties["moskee"] for rev in ("HEAD^", "HEAD"))
    assert then == party
    assert now is desk.dossier.parties["moskee"]
    assert now.brings == "een zaal\n"
