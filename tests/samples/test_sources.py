"""What stands in the folders of the stories and the templates: every file is a record as the program writes it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import tomli

from procesregie.desk.desk import Desk
from procesregie.desk.starting import new_process, template, templates
from procesregie.desk.story import read, said, stories
from procesregie.folder.shipped import shipped
from procesregie.folder.toml import canonical
from procesregie.model.address import address_of, file_of, model_of
from procesregie.model.clock import Clock
from procesregie.model.declare import Part, fields, to_data

SHIPPED = (shipped("sample_projects"), shipped("templates"))


def _record_files() -> list[tuple[Path, str, bool]]:
    """Every file with a record that is shipped: the file, its address, and whether it is private."""
    found = []
    for root in SHIPPED:
        for file in sorted(root.rglob("*.toml")):
            parts = file.relative_to(root).parts[2:]
            private = bool(parts) and parts[0] == "private"
            if not parts or file.name == "template.toml":
                continue
            address = address_of("/".join(parts[1:] if private else parts))
            assert address is not None, f"{file} is no file of a process"
            found.append((file, address, private))
    return found


def _unknown(part: Part) -> list[str]:
    """Keys of `part`, and of the rows in it, that the model does not declare."""
    found = list(part.model_extra or {})
    for one in fields(type(part)):
        if one.meaning.form == "rows":
            for row in getattr(part, one.name).values():
                found.extend(_unknown(row))
    return found


TEMPLATES = ["empty", "challenge-network", "merger", "writing-a-text"]


def test_there_are_two_stories_and_four_templates_in_both_languages() -> None:
    assert [one.name for one in stories()] == ["dichtbij-en-doenbaar", "lindenveld-warm"]
    for code in ("nl", "en"):
        assert [one.name for one in templates(code)] == TEMPLATES
        assert all(one.description for one in templates(code))


def test_every_file_is_a_record_in_canonical_form_without_unknown_keys() -> None:
    files = _record_files()
    assert len(files) > 300
    for file, address, private in files:
        record = model_of(address, private=private).from_data(tomli.loads(file.read_text(encoding="utf-8")))
        assert _unknown(record) == [], file
        assert canonical(to_data(record)) == file.read_bytes(), f"{file} is not in canonical form"


def test_a_story_writes_nothing_that_closing_writes() -> None:
    by_the_program = {"outcome", "closed_on", "decisions", "said", "became", "taken_on"}
    for file, address, private in _record_files():
        if not private:
            told = by_the_program & tomli.loads(file.read_text(encoding="utf-8")).keys()
            assert not told, f"{file} says {told}, which the program says ({address})"


@pytest.mark.parametrize("name", ["dichtbij-en-doenbaar", "lindenveld-warm"])
def test_moments_are_in_order_and_every_session_has_its_lines(name: str) -> None:
    one = read(shipped("sample_projects") / name)
    folders = sorted(path.name for path in (shipped("sample_projects") / name).iterdir() if path.is_dir())
    assert [moment.key for moment in one.moments] == folders
    assert [moment.at for moment in one.moments] == sorted(moment.at for moment in one.moments)
    for moment in one.moments:
        assert moment.at.tzinfo is not None
        assert moment.author in one.hands
        if moment.kind == "session":
            record = moment.records()[f"sessions/{moment.session}"]
            assert record["summary"] == moment.summary
            lines = said(moment, record["date"])
            assert 12 <= len(lines) <= 80
            assert all(line.at.hour >= 7 for line in lines), f"{moment.key}: a first line without its time"
    closed = [moment for moment in one.moments if moment.kind != "ahead"]
    assert (one.as_of - closed[-1].at.date()).days == 7


# templates


def test_a_template_has_no_dates() -> None:
    for file in shipped("templates").rglob("*.toml"):
        assert not re.search(r"\d{4}-\d\d-\d\d", file.read_text(encoding="utf-8")), file


def test_the_two_languages_of_a_template_have_the_same_records() -> None:
    for name in TEMPLATES:
        counts = []
        for code in ("nl", "en"):
            folder = template(name, code).folder
            counts.append({room.name: len(list(room.iterdir())) for room in folder.iterdir() if room.is_dir()})
            assert tomli.loads((folder / "process.toml").read_text(encoding="utf-8")).get("language", "nl") == code
        assert counts[0] == counts[1]


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_process_begins_from_a_template(tmp_path: Path, name: str, code: str) -> None:
    desk = new_process(tmp_path / "x", name, "Ons begin", code, Clock.of("2026-03-12T14:05"))
    assert desk.dossier.process.title == "Ons begin"
    assert desk.dossier.process.language == code
    assert desk.check() == []
    assert len(desk.repository.timeline()) == 1
    assert desk.repository.git.read("status", "--short") == b""


def _written(text: str) -> set[str]:
    """The words of some length in `text`."""
    return set(re.findall(r"[a-zà-ÿ]{5,}", text.lower()))


def test_what_a_template_says_is_said_in_its_own_language() -> None:
    """No sentence was left behind in the other one."""
    for name in TEMPLATES[1:]:
        english, dutch = (
            _written(" ".join(file.read_text(encoding="utf-8") for file in template(name, code).folder.rglob("*.*")))
            for code in ("en", "nl")
        )
        assert {"which", "there", "their", "where"} & english and not {"which", "there", "their", "where"} & dutch
        assert {"wordt", "waarom", "zonder"} & dutch and not {"wordt", "waarom", "zonder", "iedereen"} & english


@pytest.mark.parametrize(("code", "text"), [("nl", "tekst"), ("en", "text")])
def test_writing_a_text_begins_with_an_ugly_version_and_who_says_that_it_is_good(
    tmp_path: Path, code: str, text: str
) -> None:
    desk = new_process(tmp_path / "x", "writing-a-text", "", code, Clock.of("2026-03-12T14:05"))
    dossier = desk.dossier
    assert "0.1" in dossier.texts[text] and dossier.texts[text].count("\n## ") >= 6
    ((_, session),) = dossier.sessions.items()
    assert session.texts[text].version == "0.1" and session.texts[text].asked
    assert dossier.process.done_judged_by and dossier.process.done_when.count("?") == 3
    assert {str(role.kind) for role in dossier.roles.values()} >= {
        "client", "delivery partner", "expert by experience", "facilitator", "steering group",
    }  # fmt: skip
    assert dossier.parties and all(party.empty for party in dossier.parties.values()), "who is missed has no name yet"


@pytest.mark.parametrize("code", ["nl", "en"])
def test_a_merger_has_two_houses_their_works_councils_and_an_ambition_to_be_against(tmp_path: Path, code: str) -> None:
    desk = new_process(tmp_path / "x", "merger", "", code, Clock.of("2026-03-12T14:05"))
    dossier = desk.dossier
    kinds = [str(role.kind) for role in dossier.roles.values()]
    assert {"client", "delivery partner", "facilitator", "framework setter"} <= set(kinds)
    client, delivery = (next(r for r in dossier.roles.values() if r.kind == k) for k in ("client", "delivery partner"))
    assert dossier.roles[client.counterpart] == delivery and dossier.roles[delivery.counterpart] == client
    assert len(dossier.parties) == 8 and len(dossier.topics) == 7
    assert dossier.process.ambition and dossier.process.aims.count("?") == 3
    assert all(step.effect for step in dossier.steps.values())
    ((_, session),) = dossier.sessions.items()
    assert len(session.programme) == 6


def test_the_challenge_network_has_seats_to_fill_questions_and_a_first_session(tmp_path: Path) -> None:
    desk = new_process(tmp_path / "x", "challenge-network", "", "nl", Clock.of("2026-03-12T14:05"))
    dossier: Any = desk.dossier
    assert dossier.process.done_when.count("?") >= 3
    assert {str(party.kind) for party in dossier.parties.values()} == {
        "government", "resident", "civil society", "business", "knowledge", "funder", "informal initiator",
    }  # fmt: skip
    kinds = {str(role.kind) for role in dossier.roles.values()}
    assert {"client", "framework setter", "network lead", "facilitator", "steering group"} <= kinds
    assert all(role.purpose and role.limits for role in dossier.roles.values())
    assert dossier.topics and all(step.effect for step in dossier.steps.values())
    ((session, record),) = dossier.sessions.items()
    assert session == "2026-03-26-eerste-bijeenkomst"
    assert len(record.programme) == 5 and record.prepared
    assert (desk.root / file_of(f"sessions/{session}")).is_file()


def test_the_desk_opens_what_a_template_made(tmp_path: Path) -> None:
    new_process(tmp_path / "x", "challenge-network", "", "en", Clock.of("2026-03-12"))
    assert Desk.open(tmp_path / "x").dossier.process.title == "Challenge network"
