"""Stories about a process as a folder: opened, changed by hands and by the program, broken, changed outside."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from procesregie.folder.files import NotReadable
from procesregie.folder.problems import said
from procesregie.folder.store import (
    Broken,
    BrokenProcess,
    ChangedOutside,
    Folder,
    NewerFormat,
    NotAProcess,
)
from procesregie.folder.toml import canonical
from procesregie.folder.walk import FollowsNoLinks
from procesregie.language import language
from procesregie.model.address import file_of
from procesregie.model.decision import Decision, Position, Stand
from procesregie.model.declare import to_data
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, Log
from procesregie.model.party import Kind, Party, Person
from procesregie.model.session import Item
from procesregie.model.step import Step
from tests.folder.conftest import SESSION

LOG = f"{SESSION}/log-anna"


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def party(dossier: Dossier, name: str) -> Party:
    return dossier.parties[name]


# --- opening


def test_a_process_is_found_from_any_place_in_it(folder: Folder) -> None:
    assert Folder.find(folder.root).root == folder.root
    assert Folder.find(folder.root / "table").root == folder.root
    assert Folder.find(folder.root / "table" / "haardstee.toml").root == folder.root


def test_the_search_ends_at_the_root_of_the_repository(folder: Folder, tmp_path: Path) -> None:
    inner = folder.root / "other"
    (inner / ".git").mkdir(parents=True)
    with pytest.raises(NotAProcess) as caught:
        Folder.find(inner)
    assert "procesregie new" in caught.value.said(language("en"))
    assert str(inner) in caught.value.said(language("nl"))
    with pytest.raises(NotAProcess):
        Folder.find(tmp_path / "nowhere")


def test_opening_never_writes(folder: Folder) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.root.rglob("*")}
    Folder.find(folder.root).load()
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.root.rglob("*")} == before


@pytest.mark.parametrize(
    ("written", "where"),
    [('title = "Lindenveld\n', "process.toml:1:"), ("format = 1\n", "process.toml:1:1: title is missing.")],
)
def test_a_process_file_that_cannot_be_read_is_a_sentence_with_its_line(
    folder: Folder, written: str, where: str
) -> None:
    (folder.root / "process.toml").write_text(written)
    with pytest.raises(BrokenProcess) as caught:
        Folder.find(folder.root)
    assert where in caught.value.said(language("en"))


def test_a_folder_that_may_not_be_read_is_a_sentence(folder: Folder, as_nobody: Callable[[str], str]) -> None:
    (folder.root / "process.toml").chmod(0o600)
    out = as_nobody(
        "from pathlib import Path\nfrom procesregie.folder.store import *\nfrom procesregie.folder.files import NotReadable\n"
        f"try: Folder.find(Path({str(folder.root)!r}))\n"
        "except NotReadable as trouble: print(trouble)"
    )
    assert "cannot be read" in out
    assert NotReadable.__doc__


def test_a_room_that_may_not_be_read_leaves_the_rest_usable(folder: Folder, as_nobody: Callable[[str], str]) -> None:
    (folder.root / "table").chmod(0o700)
    (folder.root / "agenda" / "warmtebron.toml").chmod(0o600)
    out = as_nobody(
        "from pathlib import Path\nfrom procesregie.folder.store import *\n"
        f"dossier = Folder.find(Path({str(folder.root)!r})).load()\n"
        "print(sorted(dossier.records), [p.file for p in dossier.problems])\n"
        f"print([p.file for p in Folder(Path({str(folder.root)!r})).load(addresses=['table/haardstee']).problems])"
    )
    assert out == f"['process', '{SESSION}'] ['agenda/warmtebron.toml', 'table']\n['table/haardstee.toml']"


def test_a_read_only_folder_opens_and_says_so_when_it_is_written(
    folder: Folder, as_nobody: Callable[[str], str]
) -> None:
    before = everything(folder.root)
    out = as_nobody(
        "from pathlib import Path\nfrom procesregie.folder.store import *\n"
        "from procesregie.folder.files import NotWritable\n"
        f"folder = Folder.find(Path({str(folder.root)!r}))\n"
        "party = folder.load().parties['haardstee']\n"
        "for write in (\n"
        "    lambda: folder.save('table/haardstee', party.model_copy(update={'short': 'x'})),\n"
        "    lambda: folder.save('steps/nieuw', party),\n"
        f"    lambda: folder.append('{LOG}', 'lines', 'aaaaaa', {{'text': 'x'}}),\n"
        "    lambda: folder.remove('table/haardstee'),\n"
        "):\n"
        "    try: write()\n"
        "    except NotWritable as trouble: print(trouble.remedy)"
    )
    assert out.split("\n") == ["Ask for permission to write in this folder, or work in a copy of it."] * 4
    assert everything(folder.root) == before


def test_a_folder_of_a_newer_program_opens_read_only(folder: Folder) -> None:
    process = folder.root / "process.toml"
    process.write_text(process.read_text().replace("format = 1", "format = 99"))
    newer = Folder.find(folder.root)
    dossier = newer.load()
    assert newer.newer
    for write in (
        lambda: newer.save("table/haardstee", party(dossier, "haardstee").model_copy(update={"short": "x"})),
        lambda: newer.append(LOG, "lines", "aaaaaa", {"text": "x"}),
        lambda: newer.remove("table/haardstee"),
    ):
        with pytest.raises(NewerFormat, match="format 99"):
            write()


# --- loading


def test_the_first_screen_comes_first_and_the_rest_is_read_once(folder: Folder) -> None:
    first = folder.load(["sessions"])
    assert set(first.records) == {"process", SESSION}
    one = folder.load(addresses=["agenda/warmtebron", "agenda/gone"], onto=first)
    assert set(one.records) == {"process", SESSION, "agenda/warmtebron"}
    whole = folder.load(onto=one)
    assert set(whole.records) == set(folder.addresses())
    assert all(whole.records[address] is record for address, record in one.records.items())


def test_a_long_load_lets_others_breathe(folder: Folder) -> None:
    lines = {f"{n:06}".translate(str.maketrans("0189", "abcd")): Line(text="x" * 80) for n in range(2000)}
    for name in ("a", "b", "c"):
        folder.save(f"{SESSION}/log-{name}", Log(recorder=name, lines=lines))
    breaths: list[int] = []
    folder.load(breathe=lambda: breaths.append(1))
    assert len(breaths) >= 3


def test_texts_are_read_by_name(folder: Folder) -> None:
    (folder.root / "texts").mkdir()
    (folder.root / "texts" / "propositie.md").write_bytes(b"# Dichtbij\r\n\xff")
    assert folder.load().texts == {"propositie": "# Dichtbij\r\n\ufffd"}


def test_three_broken_files_of_forty_break_themselves_only(folder: Folder) -> None:
    for number in range(40):
        folder.save(f"steps/stap-{number:02}", Step(title=f"Stap {number}", owner="haardstee"))
    steps = folder.root / "steps"
    (steps / "stap-03.toml").write_text('title = "Stap 3\nowner = "haardstee"\n')
    (steps / "stap-07.toml").write_text('title = "Stap 7"\n\ndue = "half april"\nstate = "opne"\n')
    (steps / "stap-09.toml").write_bytes(b'title = "caf\xe9"\n')
    folder = Folder.find(folder.root)
    before = everything(folder.root)
    dossier = folder.load()

    assert len(dossier.steps) == 37
    assert [said(problem, language("en")).split(" Mend")[0] for problem in dossier.problems] == [
        "steps/stap-03.toml:1:16: The closing quotes of a text are missing.",
        "steps/stap-07.toml:3:7: due must be a date. Write it without quotes, such as 2026-03-12.",
        "steps/stap-07.toml:4:9: state cannot be opne. Did you mean open? It is one of: open, done, withdrawn.",
        "steps/stap-09.toml:1:13: A character here is not UTF-8.",
    ]
    assert [problem.excerpt for problem in dossier.problems][1:3] == ['due = "half april"', 'state = "opne"']
    assert all(problem.weight == "broken" for problem in dossier.problems)
    for name in ("03", "07", "09"):
        with pytest.raises(Broken) as caught:
            folder.save(f"steps/stap-{name}", Step(title="Overschreven"))
        assert f"steps/stap-{name}.toml" in caught.value.said(language("nl"))
    with pytest.raises(Broken):
        folder.append("steps/stap-03", "moves", "aaaaaa", {"reason": "x"})
    assert everything(folder.root) == before
    folder.save("steps/stap-04", dossier.steps["stap-04"].model_copy(update={"owner": "toren-b"}))


def test_every_kind_of_wrong_value_says_what_belongs_there(folder: Folder) -> None:
    wrong = {
        "process": ('title = 5\nabsentees_days = -1\nnames = "ja, wel"\n[phases]\na = "explore"\n', 4),
        "table/x": ('title = "X"\nbonds = "the issue"\n[people]\nanna = 3\n[consultations.a]\nsupport = 101\n', 3),
        "decisions/x": ('title = "X"\ntopics = "a"\nwhat = ["x"]\nsession = 1\n[positions.ggd]\nposition = "ja"\n', 4),
        SESSION: ('title = "X"\nstarts = "half drie"\nclosed_on = "nu"\nprogramme = 1\n', 4),
        LOG: ("[lines.aaaaaa]\nby = [1]\n", 1),
    }
    for address, (written, count) in wrong.items():
        path = folder.root / file_of(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written)
        found = [p for p in folder.load(addresses=[address]).problems if p.check == "field"]
        assert len(found) == count, [said(problem, language("en")) for problem in found]
        for problem in found:
            for lang in (language("en"), language("nl")):
                assert "{" not in said(problem, lang)
            assert problem.line


def test_names_that_are_no_ids_are_listed_and_not_read(folder: Folder) -> None:
    (folder.root / "agenda" / "Warmte Bron.toml").write_text('title = "x"\n')
    (folder.root / "sessions" / "Vóór de zomer").mkdir()
    (folder.root / SESSION / "log-Anna de Wit.toml").write_text("")
    dossier = folder.load()
    assert [problem.file for problem in dossier.problems] == [
        "agenda/Warmte Bron.toml",
        f"{SESSION}/log-Anna de Wit.toml",
        "sessions/Vóór de zomer",
    ]
    assert {problem.check for problem in dossier.problems} == {"name"}


def test_links_to_elsewhere_are_not_followed_in_reading_or_writing(folder: Folder, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.toml").write_text('title = "Elders"\n')
    (folder.root / "table" / "secret.toml").symlink_to(outside / "secret.toml")
    (folder.root / "steps").symlink_to(outside)
    (folder.root / "decisions").mkdir()
    (folder.root / "decisions" / "elders").symlink_to(outside)
    (folder.root / "texts").symlink_to(outside)
    dossier = folder.load()
    assert not [address for address in dossier.records if "secret" in address]
    assert [problem.file for problem in dossier.problems] == ["table/secret.toml", "steps", "decisions/elders", "texts"]
    for address in ("table/secret", "steps/new", "decisions/elders"):
        with pytest.raises(FollowsNoLinks):
            folder.save(address, Party(title="X"))
    assert folder.load(addresses=["table/secret"]).problems
    assert everything(outside) == {"secret.toml": b'title = "Elders"\n'}


# --- saving


def test_saving_an_unchanged_record_changes_no_byte(folder: Folder) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.root.rglob("*.toml")}
    dossier = folder.load()
    assert folder.save_many(dossier.records) == []
    assert {path: path.stat().st_mtime_ns for path in folder.root.rglob("*.toml")} == before


def test_changing_one_field_changes_its_lines_only(folder: Folder) -> None:
    decision = Decision(
        title="Pilot",
        what="Veertig woningen.",
        topics=("warmtebron",),
        positions={name: Position(position=Stand.CONSENT) for name in ("haardstee", "toren-b")},
    )
    folder.save("decisions/pilot", decision)
    path = folder.root / "decisions/pilot/decision.toml"
    before = path.read_text().splitlines()
    moved = decision.positions["toren-b"].model_copy(update={"position": Stand.OBJECTION, "reason": "kosten"})
    folder.save("decisions/pilot", decision.model_copy(update={"positions": {**decision.positions, "toren-b": moved}}))
    after = path.read_text().splitlines()
    assert [line for line in after if line not in before] == ['position = "reasoned objection"', 'reason = "kosten"']
    assert after[: len(before) - 1] == before[:-1]


def test_a_title_of_any_length_moves_no_other_line(folder: Folder) -> None:
    """Tables keyed by id never flip between one line and many, as arrays of tables do."""
    people = {name: Person(name=name) for name in ("anna", "bo")}
    folder.save("table/x", Party(title="X", people=people))
    before = (folder.root / "table/x.toml").read_text().splitlines()
    folder.save("table/x", Party(title="X", people={**people, "bo": Person(name="bo " * 60)}))
    after = (folder.root / "table/x.toml").read_text().splitlines()
    assert [number for number, line in enumerate(after) if line != before[number]] == [len(before) - 1]


def test_what_hands_wrote_survives_every_save(folder: Folder) -> None:
    path = folder.root / "table/haardstee.toml"
    hand = (
        path.read_text()
        .replace("title", "# sinds 2019\ntitle")
        .replace("\n[people", '\nkleur = "rood" # eigen\n\n[people')
    )
    path.write_text(hand)
    folder = Folder.find(folder.root)
    record = party(folder.load(), "haardstee")
    folder.save("table/haardstee", record.model_copy(update={"kind": Kind.BUSINESS}))
    folder.save("table/haardstee", record.model_copy(update={"kind": Kind.CIVIL_SOCIETY, "brings": "De ketelruimte."}))
    expected = hand.replace('short = "hs"\n', 'short = "hs"\nkind = "civil society"\n', 1)
    after = path.read_text()
    assert after.replace('brings = """\nDe ketelruimte.\n"""\n', "") == expected
    assert party(Folder.find(folder.root).load(), "haardstee").model_extra == {"kleur": "rood"}


def test_a_canonical_file_stays_canonical_over_many_changes(folder: Folder) -> None:
    chance = random.Random(12)
    record = party(folder.load(), "haardstee")
    for number in range(30):
        people = {f"p{n}": Person(name=f"P {n}", function=f"f{number}") for n in range(chance.randint(0, 5))}
        record = record.model_copy(update={"people": people, "asks": f"{number}\n" * chance.randint(0, 2)})
        folder.save("table/haardstee", record)
    assert (folder.root / "table/haardstee.toml").read_bytes() == canonical(to_data(record))


def test_a_file_changed_outside_is_never_written_over(folder: Folder) -> None:
    record = party(folder.load(), "haardstee")
    path = folder.root / "table/haardstee.toml"
    path.write_text(path.read_text() + "# Bo was hier\n")
    theirs = path.read_bytes()
    with pytest.raises(ChangedOutside) as caught:
        folder.save("table/haardstee", record.model_copy(update={"short": "x"}))
    assert "haardstee.toml" in str(caught.value)
    with pytest.raises(ChangedOutside):
        folder.remove("table/haardstee")
    assert path.read_bytes() == theirs


def test_of_several_records_none_is_written_when_one_was_changed_outside(folder: Folder) -> None:
    dossier = folder.load()
    (folder.root / "table/toren-b.toml").write_text('title = "Toren B"\n')
    with pytest.raises(ChangedOutside):
        folder.save_many(
            {f"table/{name}": record.model_copy(update={"short": "q"}) for name, record in dossier.parties.items()}
        )
    assert party(Folder.find(folder.root).load(), "haardstee").short == "hs"


def test_a_file_that_appeared_or_went_outside_is_not_written_over_either(folder: Folder) -> None:
    record = party(folder.load(), "haardstee")
    (folder.root / "table/nieuw.toml").write_text('title = "Van Bo"\n')
    with pytest.raises(ChangedOutside):
        folder.save("table/nieuw", Party(title="Van Anna"))
    (folder.root / "table/haardstee.toml").unlink()
    with pytest.raises(ChangedOutside):
        folder.save("table/haardstee", record.model_copy(update={"short": "x"}))
    assert not (folder.root / "table/haardstee.toml").exists()


def test_what_changed_outside_is_taken_in_and_then_saved(folder: Folder) -> None:
    before = folder.load()
    assert folder.refresh(before) is before
    path = folder.root / "table/haardstee.toml"
    path.write_text(path.read_text().replace("hs", "hst") + "# Bo\n")
    (folder.root / "table/nieuw.toml").write_text('title = "Nieuw"\n')
    (folder.root / "table/toren-b.toml").unlink()

    one = folder.refresh(before, ["table/haardstee", "table/gone"])
    assert [a for a in one.records if one.records[a] is not before.records[a]] == ["table/haardstee"]
    after = folder.refresh(one)
    assert party(after, "haardstee").short == "hst"
    assert set(after.parties) == {"haardstee", "nieuw"}
    folder.save("table/haardstee", party(after, "haardstee").model_copy(update={"kind": Kind.BUSINESS}))
    assert path.read_text().endswith("# Bo\n")


def test_a_file_that_broke_outside_keeps_its_last_record_until_it_is_mended(folder: Folder) -> None:
    before = folder.load()
    path = folder.root / "table/haardstee.toml"
    good = path.read_text()
    path.write_text(good + "[people.\n")
    broken = folder.refresh(before, ["table/haardstee"])
    assert party(broken, "haardstee") is party(before, "haardstee")
    assert [problem.check for problem in broken.problems] == ["syntax"]
    assert folder.refresh(broken) is broken
    path.write_text(good)
    mended = folder.refresh(broken)
    assert mended.problems == ()
    assert mended.records == before.records


def test_a_table_that_stands_twice_is_a_question_and_a_line_still_finds_its_place(folder: Folder) -> None:
    path = folder.root / f"{LOG}.toml"
    path.write_text('recorder = "anna"\n\n[lines.aaaaaa]\ntext = "een"\n\n[lines.aaaaaa]\ntext = "één"\n')
    dossier = folder.load()
    assert cast("Log", dossier.get(LOG)).lines["aaaaaa"].text == "één"
    (problem,) = dossier.problems
    assert problem.weight == "finding"
    assert "lines.aaaaaa is here twice, on line 3 and on line 6." in said(problem, language("en"))
    with pytest.raises(Broken):
        folder.save(LOG, Log(recorder="anna"))
    folder.append(LOG, "lines", "bbbbbb", {"text": "twee"})
    assert path.read_text().endswith('text = "één"\n\n[lines.bbbbbb]\ntext = "twee"\n')


def test_the_marks_of_a_merge_inside_a_text_are_no_words_of_anybody(folder: Folder) -> None:
    before = folder.load()
    path = folder.root / "table/haardstee.toml"
    whole = path.read_text()
    path.write_text(f'must = """\n<<<<<<< HEAD\nhigh\n=======\nlow\n>>>>>>> other\n"""\n{whole}')
    half = folder.refresh(before)
    (problem,) = half.problems
    assert problem.weight == "broken" and "A merge was not finished" in said(problem, language("en"))
    assert problem.line == 2
    assert half.get("table/haardstee") == before.get("table/haardstee")  # what was said before, until somebody chose
    with pytest.raises(Broken):
        folder.save("table/haardstee", cast("Party", before.get("table/haardstee")))
    path.write_text(f'must = """\n<<<<<<< is how a quarrel begins\n"""\n{whole}')
    assert folder.refresh(half).problems == ()


# --- a log


def test_a_line_is_appended_and_nothing_else_is_touched(folder: Folder) -> None:
    assert folder.append(LOG, "lines", "aaaaaa", to_data(Line(text="een")), head={"recorder": "anna"})
    path = folder.root / f"{LOG}.toml"
    path.write_text(path.read_text() + "   # met de hand, zonder einde")
    assert folder.append(LOG, "lines", "bbbbbb", to_data(Line(text="twee\nregels")), head={"recorder": "bo"})
    assert not folder.append(LOG, "lines", "bbbbbb", to_data(Line(text="twee")))
    assert path.read_text() == (
        'recorder = "anna"\n\n[lines.aaaaaa]\ntext = "een"\n   # met de hand, zonder einde\n\n'
        '[lines.bbbbbb]\ntext = """\ntwee\nregels"""\n'
    )


def test_a_line_goes_in_beside_what_somebody_wrote_meanwhile_and_that_is_seen(folder: Folder) -> None:
    folder.append(LOG, "lines", "aaaaaa", {"text": "een"})
    dossier = folder.refresh(folder.load())
    path = folder.root / f"{LOG}.toml"
    path.write_text(path.read_text().replace("een", "één, verbeterd door Bo"))
    folder.append(LOG, "lines", "bbbbbb", {"text": "twee"})
    with pytest.raises(ChangedOutside):
        folder.save(LOG, Log(lines={"aaaaaa": Line(text="een!")}))
    seen = cast("Log", folder.refresh(dossier, [LOG]).get(LOG))
    assert [line.text for line in seen.lines.values()] == ["één, verbeterd door Bo", "twee"]


def test_killed_while_it_appends_a_log_holds_every_line_it_said_it_had(folder: Folder) -> None:
    code = (
        "from pathlib import Path\nfrom procesregie.folder.store import Folder\n"
        f"folder = Folder.find(Path({str(folder.root)!r})); folder.load()\n"
        "for n in range(10_000):\n"
        "    key = format(n, '06').translate(str.maketrans('0189', 'abcd'))\n"
        f"    folder.append('{LOG}', 'lines', key, {{'text': str(n)}})\n"
        "    print(n, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        while int(writer.stdout.readline()) < 30:
            pass
        writer.kill()
        told = 30 + len(writer.stdout.readlines())
    dossier = folder.load()
    lines = cast("Log", dossier.get(LOG)).lines
    assert not dossier.problems
    assert [line.text for line in lines.values()] == [str(n) for n in range(len(lines))]
    assert len(lines) in (told + 1, told + 2)


def test_two_writers_of_one_file_never_lose_the_others_work(folder: Folder) -> None:
    one, other = Folder.find(folder.root), Folder.find(folder.root)
    mine, theirs = party(one.load(), "haardstee"), party(other.load(), "haardstee")
    one.save("table/haardstee", mine.model_copy(update={"short": "een"}))
    with pytest.raises(ChangedOutside):
        other.save("table/haardstee", theirs.model_copy(update={"kind": Kind.BUSINESS}))
    other.append(LOG, "lines", "aaaaaa", {"text": "een"})
    one.append(LOG, "lines", "bbbbbb", {"text": "twee"})
    other.append(LOG, "lines", "cccccc", {"text": "drie"})
    assert list(cast("Log", Folder.find(folder.root).load().get(LOG)).lines) == ["aaaaaa", "bbbbbb", "cccccc"]


def test_removing_takes_an_empty_folder_with_it_and_leaves_a_full_one(folder: Folder) -> None:
    folder.append(LOG, "lines", "aaaaaa", {"text": "een"})
    folder.load()
    folder.remove(SESSION)
    assert (folder.root / f"{LOG}.toml").exists()
    folder.remove(LOG)
    assert not (folder.root / SESSION).exists()
    assert folder.load().sessions == {}


def test_a_copied_process_reads_the_same_anywhere(folder: Folder, tmp_path: Path) -> None:
    copy = shutil.copytree(folder.root, tmp_path / "map met spaties é")
    assert Folder.find(Path(os.path.relpath(copy))).load() == folder.load()


def test_a_day_is_a_day(folder: Folder) -> None:
    folder.save("steps/x", Step(title="X", due=date(2026, 4, 2)))
    assert "due = 2026-04-02\n" in (folder.root / "steps/x.toml").read_text()


def test_parts_share_what_is_the_same_in_all_of_them_and_a_copy_has_its_own() -> None:
    rows: dict[str, dict[str, object]] = {
        "a": {"text": "een", "kind": "note"},
        "b": {"text": "twee", "kind": "concern"},
        "c": {"text": "drie"},
    }
    rows |= {key: {"text": key, "by": [f"ggd/{key[0]}"]} for key in ("nel", "nina")}
    a, b, c, *by = Log.from_data({"lines": rows}).lines.values()
    assert by[0].by == ("ggd/n",) and by[0].by is by[1].by
    assert a.model_fields_set is b.model_fields_set and c.model_fields_set == {"text"}
    assert list(vars(a)) == list(vars(c)) == list(Line.model_fields)
    assert sys.getsizeof(vars(a)) < sys.getsizeof(dict(vars(a))), "they have one table of keys together"
    other = a.model_copy(update={"pasted": True, "kleur": "rood"})
    assert other.model_fields_set == {"text", "kind", "pasted", "kleur"} and other.model_extra == {"kleur": "rood"}
    assert a.model_fields_set == {"text", "kind"} and not a.model_extra and not a.pasted
    assert a == Line(text="een") != other and to_data(other) == {"text": "een", "pasted": True, "kleur": "rood"}
    assert Line.model_validate_json(other.model_dump_json()) == other
    half = Item.model_construct(minutes=20)
    assert half.minutes == 20 and half.order is None and not hasattr(half, "title")
