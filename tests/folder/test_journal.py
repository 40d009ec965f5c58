"""What is typed outlives the program, and two recorders never write one log."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from procesregie.folder.files import NotWritable, WriteFailed
from procesregie.folder.journal import Journal, RecorderLock

SESSION = "2026-03-12-netwerktafel"
AWKWARD = "[/ \x1b[2J \ud800 é 🙂 " + "x" * 10_000


def journal(recorder: str = "anna") -> Journal:
    return Journal("lindenveld1", SESSION, recorder)


def test_what_was_entered_and_half_typed_is_there_again() -> None:
    first = journal()
    first.typed("< @toren-b wie dr")
    first.entry({"kind": "append", "text": AWKWARD})
    first.entry({"kind": "change"})
    again = journal()
    assert again.half_typed == "< @toren-b wie dr"
    assert again.entries() == [{"kind": "append", "text": AWKWARD}, {"kind": "change"}]


def test_a_shorter_text_leaves_nothing_of_a_longer_one() -> None:
    first = journal()
    for text in (AWKWARD, "kort", "é"):
        first.typed(text)
        assert journal().half_typed == text
    first.typed("")
    assert journal().half_typed == ""


def test_a_form_keeps_each_field_and_knows_nothing_of_the_prompt() -> None:
    forms = Journal("lindenveld1", "forms")
    forms.typed("Woningsticht", "table/haardstee title")
    forms.typed("Omdat", "table/haardstee reason")
    forms.typed("", "table/haardstee reason")
    assert Journal("lindenveld1", "forms").under_edit == {"table/haardstee title": "Woningsticht"}
    assert journal().half_typed == ""


def test_two_programs_on_one_process_keep_what_is_typed_in_either() -> None:
    one, other = Journal("lindenveld1", "forms"), Journal("lindenveld1", "forms")
    one.typed("Woningsticht", "table/haardstee title")
    other.typed("Omdat", "moved steps/offerte")
    one.typed("Woningstichting", "table/haardstee title")
    other.typed("", "moved steps/offerte")
    other.typed("Koken", "agenda/koken title")
    kept = {"table/haardstee title": "Woningstichting", "agenda/koken title": "Koken"}
    assert one.under_edit == other.under_edit == Journal("lindenveld1", "forms").under_edit == kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit to the size of a file")
def test_a_disk_that_is_full_half_way_keeps_what_stood_and_takes_the_rest_when_there_is_room() -> None:
    import resource

    told: list[str] = []
    forms = Journal("lindenveld1", "forms", on_trouble=lambda trouble: told.append(str(trouble)))
    forms.typed("Woningsticht", "table/haardstee title")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        for text in ("x" * 200, "x" * 201):
            forms.typed(text, "table/haardstee reason")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    stood = {"table/haardstee title": "Woningsticht"}
    assert Journal("lindenveld1", "forms").under_edit == stood
    assert len(told) == 1 and forms.under_edit == {**stood, "table/haardstee reason": "x" * 201}
    forms.typed("k", "agenda/koken title")
    assert Journal("lindenveld1", "forms").under_edit == forms.under_edit != stood


def test_each_log_of_each_process_has_its_own() -> None:
    journal("anna").entry({"n": 1})
    long = "2026-03-12-" + "x" * 49
    Journal("lindenveld1", long, "anna").entry({"n": 2})
    assert journal("anna-2").entries() == []
    assert Journal("anders1", SESSION, "anna").entries() == []
    assert Journal("lindenveld1", long, "bo").entries() == []


def test_a_line_torn_by_a_crash_is_left_out_and_the_next_stands_on_its_own() -> None:
    first = journal()
    first.entry({"n": 1})
    first.close()
    with first.entries_file.open("ab") as file:
        file.write(b'{"n": 2, "te')
    again = journal()
    again.entry({"n": 3})
    assert journal().entries() == [{"n": 1}, {"n": 3}]


def test_what_is_in_the_folder_is_forgotten_by_count_so_that_a_newer_line_is_not() -> None:
    first = journal()
    first.entry({"n": 1})
    first.entry({"n": 2})
    first.settle()
    assert len(journal().entries()) == 2
    again = journal()
    again.entry({"n": 3})
    again.settle(2)
    assert {"n": 3} in journal().entries()
    again.settle()
    assert journal().entries() == []
    again.entry({"n": 4})
    assert journal().entries() == [{"n": 4}]


def test_clearing_forgets_the_entries_and_keeps_what_is_half_typed() -> None:
    first = journal()
    first.typed("half")
    first.entry({"n": 1})
    first.clear()
    assert (journal().entries(), journal().half_typed) == ([], "half")
    journal().clear()


def test_nobody_else_can_read_it(hermetic: Path) -> None:
    before = os.umask(0)
    try:
        first = journal()
        first.typed("half")
        first.entry({"n": 1})
        first.flush()
        RecorderLock(hermetic, SESSION, "anna").release()
    finally:
        os.umask(before)
    made = [hermetic / "state", *(hermetic / "state").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in made if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in made if path.is_file()} == {0o600}


def test_a_journal_that_cannot_be_written_is_a_sentence(hermetic: Path) -> None:
    (hermetic / "state").write_text("in the way")
    with pytest.raises((NotWritable, WriteFailed)):
        journal().entry({"n": 1})


def test_killed_on_any_key_the_last_one_or_the_one_before_it_is_there() -> None:
    code = (
        "from procesregie.folder.journal import Journal\n"
        f"journal = Journal('lindenveld1', {SESSION!r}, 'anna')\n"
        "for n in range(1_000_000):\n"
        "    journal.typed('x' * (n % 997) + str(n))\n"
        "    if n % 50 == 0: journal.entry({'n': n}); print(n, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        while int(writer.stdout.readline()) < 500:
            pass
        writer.kill()
        last = max([500, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    found = journal()
    typed = int(found.half_typed.lstrip("x"))
    assert typed >= last
    assert len(found.half_typed) == typed % 997 + len(str(typed))
    numbers = [entry["n"] for entry in found.entries()]
    assert numbers == list(range(0, numbers[-1] + 1, 50))
    assert numbers[-1] >= last


# --- one writer a log


def test_the_second_pair_of_hands_gets_a_log_of_its_own(tmp_path: Path) -> None:
    one = RecorderLock(tmp_path, SESSION, "Anna de Wit")
    two = RecorderLock(tmp_path / "." / "x" / "..", SESSION, "anna-de-wit")
    three = RecorderLock(tmp_path, SESSION, "Anna de Wit")
    assert [lock.name for lock in (one, two, three)] == ["anna-de-wit", "anna-de-wit-2", "anna-de-wit-3"]
    assert RecorderLock(tmp_path, "2026-04-02-x", "Anna de Wit").name == "anna-de-wit"
    assert RecorderLock(tmp_path, SESSION, "Bo").name == "bo"
    one.release()
    one.release()
    assert RecorderLock(tmp_path, SESSION, "Anna de Wit").name == "anna-de-wit"


def test_a_name_without_letters_and_a_very_long_one_still_make_an_id(tmp_path: Path) -> None:
    assert RecorderLock(tmp_path, SESSION, "…").name == "recorder"
    with RecorderLock(tmp_path, SESSION, "x" * 80) as first, RecorderLock(tmp_path, SESSION, "x" * 80) as second:
        assert first.name == "x" * 60
        assert second.name == "x" * 58 + "-2"


def test_two_ways_to_one_folder_meet_at_one_lock(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with RecorderLock(tmp_path / "real", SESSION, "anna"):
        assert RecorderLock(tmp_path / "link", SESSION, "anna").name == "anna-2"


def test_the_lock_of_a_program_that_was_killed_is_free_again(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom procesregie.folder.journal import RecorderLock\n"
        f"lock = RecorderLock(Path({str(tmp_path)!r}), {SESSION!r}, 'anna')\n"
        "print(lock.name, flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "anna"
        with RecorderLock(tmp_path, SESSION, "anna") as ours:
            assert ours.name == "anna-2"
        other.kill()
        other.wait()
    with RecorderLock(tmp_path, SESSION, "anna") as ours:
        assert ours.name == "anna"
