"""What stood there then, brought back now: an edit like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.desk.bringing import NoSuchField, NotThereThen, bring_back_named
from procesregie.desk.desk import Desk
from procesregie.desk.troubles import Locked
from procesregie.folder.store import ChangedOutside
from procesregie.history.trouble import NoSuchMoment
from tests.history.made import process, put

LOG = 'recorder = "anna"\n[lines.aaaaaa]\ntext = "{text}"\n'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A party, a topic, a text, a log and a decision; then all of them changed, the decision taken."""
    root = tmp_path / "p"
    repository = process(root)
    put(root, "table/ggd.toml", 'title = "GGD"\nring = "acts"\n[people.jan]\nname = "Jan"\nfunction = "arts"\n')
    put(root, "table/kerk.toml", 'title = "Kerk"\n')
    put(root, "agenda/bron.toml", 'title = "De bron"\nbrought_by = "kerk"\n')
    put(root, "texts/brief.md", "Beste allen,\n")
    put(root, "sessions/tafel/session.toml", 'title = "Tafel"\ndate = 2026-03-12\n')
    put(root, "sessions/tafel/log-anna.toml", LOG.format(text="toen"))
    put(root, "decisions/pilot/decision.toml", 'title = "Pilot"\nwhat = "Veertig.\\n"\n')
    repository.commit("draft: een\n")
    put(root, "table/ggd.toml", '# met de hand\ntitle = "GGD Lindenveld"\n[people.jan]\nname = "Jan"\n')
    (root / "table/kerk.toml").unlink()
    put(root, "agenda/bron.toml", 'title = "De bron"\n')
    put(root, "texts/brief.md", "Beste iedereen,\n")
    put(root, "sessions/tafel/log-anna.toml", LOG.format(text="nu") + '[lines.bbbbbb]\ntext = "later"\n')
    put(root, "decisions/pilot/decision.toml", 'title = "Pilot"\nwhat = "Dertig.\\n"\nstate = "taken"\n')
    repository.commit("decision: twee\n\nOutcome: decision\nDecision: pilot\n")
    return Desk.open(root)


def test_a_record_a_field_a_row_and_a_text_come_back_and_are_undone(desk: Desk) -> None:
    file = desk.root / "table/ggd.toml"
    before = file.read_text()
    bring_back_named(desk, "HEAD~1", "table/ggd", ["ring", "people.jan.function"])
    assert (desk.dossier.parties["ggd"].ring, desk.dossier.parties["ggd"].title) == ("acts", "GGD Lindenveld")
    assert desk.dossier.parties["ggd"].people["jan"].function == "arts"
    assert file.read_text().startswith("# met de hand\n")
    desk.undo()
    assert file.read_text() == before
    bring_back_named(desk, "HEAD~1", "table/ggd")
    assert desk.dossier.parties["ggd"].title == "GGD"
    bring_back_named(desk, "HEAD~1", "texts/brief")
    assert (desk.root / "texts/brief.md").read_text() == "Beste allen,\n" == desk.dossier.texts["brief"]
    desk.undo()
    assert (desk.root / "texts/brief.md").read_text() == "Beste iedereen,\n" == desk.dossier.texts["brief"]
    desk.redo()
    assert desk.dossier.texts["brief"] == "Beste allen,\n"
    bring_back_named(desk, "HEAD~1", "table/kerk")
    assert desk.dossier.parties["kerk"].title == "Kerk"
    desk.undo()
    assert not (desk.root / "table/kerk.toml").exists()


def test_what_it_points_to_and_is_gone_is_said(desk: Desk) -> None:
    (problem,) = bring_back_named(desk, "HEAD~1", "agenda/bron")
    assert problem.values["id"] == "kerk" if "id" in problem.values else "kerk" in str(problem.values)
    assert bring_back_named(desk, "HEAD~1", "table/ggd") == []


def test_what_was_said_is_never_taken_back(desk: Desk) -> None:
    bring_back_named(desk, "HEAD~1", "sessions/tafel/log-anna")
    lines = desk.dossier.logs("tafel")["anna"].lines
    assert {key: line.text for key, line in lines.items()} == {"aaaaaa": "toen", "bbbbbb": "later"}


def test_what_does_not_come_back(desk: Desk) -> None:
    with pytest.raises(Locked):
        bring_back_named(desk, "HEAD~1", "decisions/pilot", ["what"])
    with pytest.raises(NotThereThen):
        bring_back_named(desk, "HEAD~2", "table/ggd")
    with pytest.raises(NotThereThen):
        bring_back_named(desk, "HEAD~2", "texts/brief")
    with pytest.raises(NoSuchField):
        bring_back_named(desk, "HEAD~1", "table/ggd", ["ring.x"])
    with pytest.raises(NoSuchMoment):
        bring_back_named(desk, "nooit", "table/ggd")
    put(desk.root, "texts/brief.md", "Iemand anders schreef.\n")
    with pytest.raises(ChangedOutside):
        bring_back_named(desk, "HEAD~1", "texts/brief")
    assert (desk.root / "texts/brief.md").read_text() == "Iemand anders schreef.\n"
    assert not desk.can_undo
