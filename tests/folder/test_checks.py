"""Every check finds what it is for, says where and how to mend it, in both languages, and nothing else."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from procesregie.folder.checks import CHECKS, check, check_references
from procesregie.folder.private import PrivateLayer
from procesregie.folder.problems import said
from procesregie.folder.store import Folder
from procesregie.language import language
from procesregie.model.address import file_of
from procesregie.model.decision import Decision, Position
from procesregie.model.dossier import Problem
from procesregie.model.log import Line, LineKind, Log
from procesregie.model.party import Party, Person, PrivateParty
from procesregie.model.role import Role
from procesregie.model.session import Attendance, Session
from procesregie.model.step import Step
from tests.folder.conftest import SESSION

LOG = f"{SESSION}/log-anna"
MARK = "GEHEIM-7f3kq2"


def found(folder: Folder) -> list[Problem]:
    folder = Folder.find(folder.root)
    problems = check(folder, folder.load())
    for problem in problems:
        for code in ("en", "nl"):
            assert "{" not in said(problem, language(code))
    return problems


def sentences(folder: Folder) -> list[str]:
    return [said(problem, language("en")) for problem in found(folder)]


def write(folder: Folder, address: str, text: str) -> None:
    path = folder.root / file_of(address)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_sound_process_has_nothing_to_mend(folder: Folder) -> None:
    folder.save("steps/x", Step(title="X", owner="haardstee", person="anna", session="2026-03-12-netwerktafel"))
    folder.append(LOG, "lines", "aaaaaa", {"text": "x", "by": ["haardstee/anna", "toren-b"], "became": "steps/x"})
    (folder.root / SESSION / "minutes.md").write_text("# Verslag\n")
    (folder.root / "README.md").write_text("Welkom\n")
    (folder.root / ".gitattributes").write_text("* text\n")
    assert found(folder) == []


def test_every_check_says_what_it_means_and_how_to_mend_it() -> None:
    for one in (*CHECKS, check_references):
        assert one.__doc__
        assert one.__doc__.startswith("*")
        assert "Mend it" in one.__doc__ or "mend" in one.__doc__


def test_an_id_that_leads_nowhere_is_found_in_every_kind_of_field(folder: Folder) -> None:
    folder.save_many(
        {
            "steps/x": Step(title="X", owner="haarstee", topic="warmtebron"),
            "roles/r": Role(title="R", party="haardstee", person="ana", counterpart="nobody"),
            "decisions/d": Decision(
                title="D",
                topics=("warmtebron", "weg"),
                said="2026-03-12-netwerktafel/anna/zzzzzz",
                positions={"ggd": Position(), "haardstee": Position(person="bo")},
            ),
            SESSION: Session(
                title="N", date=date(2026, 3, 12), attendance={"haardstee": Attendance(people=("anna", "cor"))}
            ),
            LOG: Log(lines={"aaaaaa": Line(text="t", by=("toren-c", "haardstee/dirk"), became="steps/y")}),
        }
    )
    assert sorted(line.split(": ", 1)[1].split(". ")[0] for line in sentences(folder)) == sorted(
        [
            "owner names a party that does not exist: haarstee",
            "person names somebody this party does not have: ana",
            "counterpart names a role that does not exist: nobody",
            "topics names a topic that does not exist: weg",
            "said names a line or a record that does not exist: 2026-03-12-netwerktafel/anna/zzzzzz",
            "positions.ggd names a party that does not exist: ggd",
            "positions.haardstee.person names somebody this party does not have: bo",
            "attendance.haardstee.people names somebody this party does not have: cor",
            "lines.aaaaaa.by names a party that does not exist: toren-c",
            "lines.aaaaaa.by names somebody this party does not have: haardstee/dirk",
            "lines.aaaaaa.became names a line or a record that does not exist: steps/y",
        ]
    )
    (owner,) = [problem for problem in found(folder) if problem.file == "steps/x.toml"]
    assert (owner.line, owner.column, owner.excerpt) == (2, 9, 'owner = "haarstee"')
    assert said(owner, language("en")).endswith("Did you mean haardstee?")


def test_a_reference_to_a_file_that_cannot_be_read_leads_somewhere(folder: Folder) -> None:
    write(folder, "table/haardstee", "title = \n")
    assert [problem.check for problem in found(folder)] == ["syntax"]


def test_a_line_in_a_log_that_is_private_is_not_missed(folder: Folder) -> None:
    folder.save("steps/x", Step(title="X", said="2026-03-12-netwerktafel/anna/zzzzzz"))
    assert found(folder) == []
    folder.save("steps/x", Step(title="X", said="2026-03-13-iets/anna/zzzzzz"))
    assert [problem.check for problem in found(folder)] == ["reference"]


def test_references_are_checked_without_a_folder_too(folder: Folder) -> None:
    folder.save("steps/x", Step(title="X", owner="weg"))
    (problem,) = check_references(folder.load())
    assert (problem.file, problem.line) == ("steps/x.toml", None)


def test_two_parties_with_one_short_name(folder: Folder) -> None:
    folder.save("table/toren-b", Party(title="VvE Toren B", short="HS"))
    assert sentences(folder) == [
        "table/toren-b.toml:2:1: haardstee already has the short name HS. Give one of the two another short name."
    ]
    folder.save("table/toren-b", Party(title="VvE Toren B", short="haardstee"))
    assert [problem.check for problem in found(folder)] == ["short"]
    folder.save("table/toren-b", Party(title="VvE Toren B", short="toren-b"))
    assert found(folder) == []


def test_a_key_with_a_typing_error_is_asked_about_and_a_key_of_ones_own_is_not(folder: Folder) -> None:
    write(folder, "table/haardstee", 'title = "X"\nkleur = "rood"\n[people.anna]\nfuncton = "voorzitter"\n')
    assert sentences(folder) == [
        "table/haardstee.toml:4:1: The program does not know people.anna.functon. Did you mean function?"
    ]


def test_a_log_without_its_session(folder: Folder) -> None:
    folder.append("sessions/2026-04-02-weg/log-anna", "lines", "aaaaaa", {"text": "x"})
    assert [(problem.file, problem.check) for problem in found(folder)] == [
        ("sessions/2026-04-02-weg/session.toml", "alone")
    ]


# --- anything private


@pytest.mark.parametrize(
    ("address", "text", "key"),
    [
        ("table/x", f'title = "X"\nnotes = """\n{MARK}\n"""\n', "notes"),
        ("table/x", f'title = "X"\n[motives.aaaaaa]\nmotive = "{MARK}"\n', "motives"),
        ("table/x", f'title = "X"\n[people.anna]\nname = "Anna"\nmail = "{MARK}@example.org"\n', "people.anna.mail"),
        ("table/x", f'title = "X"\ntelefoon = "{MARK}"\n', "telefoon"),
        (SESSION, f'title = "X"\ndate = 2026-03-12\nreflection = "{MARK}"\n', "reflection"),
        (LOG, f'[lines.aaaaaa]\nkind = "aside"\ntext = "{MARK}"\n', "lines.aaaaaa"),
    ],
)
def test_what_is_private_inside_the_folder_is_found_and_not_repeated(
    folder: Folder, address: str, text: str, key: str
) -> None:
    write(folder, address, text)
    (problem,) = [problem for problem in found(folder) if problem.check == "private"]
    assert problem.file == file_of(address)
    assert text.splitlines()[(problem.line or 0) - 1].startswith(key.split(".")[-1]) or key.split(".")[0] in text
    assert MARK not in repr(problem)


def test_an_aside_without_its_words_is_as_it_should_be(folder: Folder) -> None:
    folder.save(LOG, Log(lines={"aaaaaa": Line(kind=LineKind.ASIDE)}))
    assert found(folder) == []


def test_the_log_of_a_confidential_session_does_not_belong_in_the_folder(folder: Folder) -> None:
    folder.save(SESSION, Session(title="N", date=date(2026, 3, 12), confidential=True))
    folder.append(LOG, "lines", "aaaaaa", {"text": MARK})
    (problem,) = found(folder)
    assert (problem.check, problem.file) == ("private", f"{LOG}.toml")
    assert MARK not in repr(problem)


def test_a_private_layer_that_was_put_into_the_folder_is_found(folder: Folder, tmp_path: Path) -> None:
    layer = PrivateLayer("lindenveld1")
    layer.save("table/haardstee", PrivateParty(notes=MARK))
    layer.export_to(tmp_path / "layer.zip")
    shutil.copy(tmp_path / "layer.zip", folder.root / "bijlage.bin")
    shutil.copytree(layer.root, folder.root / "private")
    assert [(problem.file, problem.check) for problem in found(folder)] == [
        ("bijlage.bin", "private"),
        ("private", "private"),
    ]


def test_of_the_private_layer_only_the_place_of_what_is_broken_is_told(folder: Folder) -> None:
    layer = PrivateLayer("lindenveld1")
    layer.save("table/haardstee", PrivateParty(notes=MARK))
    layer.path("table/haardstee").write_text(f'power = "{MARK}"\n')
    (problem,) = check(folder, folder.load(), layer)
    assert problem.file.endswith("table/haardstee.toml")
    assert MARK not in repr(problem)


# --- other files


def test_files_that_are_no_records_are_told_apart(folder: Folder) -> None:
    (folder.root / "table" / "haardstee.toml~").write_text("")
    (folder.root / "table" / "haardstee (kopie).toml").write_text("title = 'x'\n")
    (folder.root / "agenda" / ".warmtebron.toml.0a1b2c3d.tmp").write_text("half")
    (folder.root / "agenda" / ".gitkeep").write_text("")
    (folder.root / SESSION / "foto.jpg").write_bytes(b"\xff")
    (folder.root / "agenda" / "oud").mkdir()
    (folder.root / "agenda" / "oud" / "x.toml").write_text("title = 'x'\n")
    assert [(problem.file, problem.check) for problem in found(folder)] == [
        ("agenda/.warmtebron.toml.0a1b2c3d.tmp", "foreign"),
        ("agenda/oud/x.toml", "foreign"),
        (f"{SESSION}/foto.jpg", "foreign"),
        ("table/haardstee (kopie).toml", "name"),
        ("table/haardstee.toml~", "foreign"),
    ]


def test_names_of_people_may_stand_in_the_record(folder: Folder) -> None:
    folder.save("table/haardstee", Party(title="X", people={"anna": Person(name="Anna", function="voorzitter")}))
    assert found(folder) == []
