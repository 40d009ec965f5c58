"""Bytes and plain data: text survives exactly, the canonical form never flips, and errors say where."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from procesregie.folder.toml import NotToml, appended, canonical, has_row, place, plain, reading
from procesregie.language import language

DATA: dict[str, Any] = {
    "title": "Pilot warmtenet",
    "what": "Veertig woningen.\nNiet meer.\n",
    "topics": ["isolatie", "warmtebron"],
    "on": date(2026, 3, 12),
    "at": datetime(2026, 3, 12, 14, 5),
    "starts": time(19, 30),
    "positions": {"haardstee": {"position": "consent"}, "toren-b": {"position": "concern", "reason": "kosten"}},
}


def test_the_canonical_form_reads_well() -> None:
    assert canonical(DATA).decode() == (
        'title = "Pilot warmtenet"\n'
        'what = """\nVeertig woningen.\nNiet meer.\n"""\n'
        'topics = [\n    "isolatie",\n    "warmtebron",\n]\n'
        "on = 2026-03-12\n"
        "at = 2026-03-12 14:05:00\n"
        "starts = 19:30:00\n"
        '\n[positions.haardstee]\nposition = "consent"\n'
        '\n[positions.toren-b]\nposition = "concern"\nreason = "kosten"\n'
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_survives(text: str) -> None:
    """Control characters, ends of lines of any system, quotes: what is read is what was typed (in NFC)."""
    import unicodedata

    data = {"text": text, "list": [text], "rows": {"a": {"text": text}}}
    written = canonical(data)
    assert plain(written) == plain(canonical(plain(written)))
    assert plain(written)["text"] == unicodedata.normalize("NFC", text)
    assert tomli.loads(written.decode()) == plain(written)
    assert written.decode().encode() == written


@pytest.mark.parametrize(
    "text", ["a\r\nb", "\r\n", "\r", "a\n", "\x1b[2J", "\x00\x7f\x85", '"""', "\\", "  \n\t \n", "[/"]
)
def test_awkward_text_survives(text: str) -> None:
    assert plain(canonical({"text": text})) == {"text": text}


def test_ends_of_lines_are_lf_and_text_is_composed() -> None:
    assert b"\r" not in canonical({"text": "een\r\ntwee\r\n"})
    assert canonical({"text": "cafe\u0301"}) == 'text = "café"\n'.encode()


def test_what_utf8_cannot_hold_is_shown_as_such_and_does_not_fail() -> None:
    assert plain(canonical({"text": "a\udcffb"})) == {"text": "a\ufffdb"}


def test_a_row_is_text_put_after_what_stands_there() -> None:
    log = b'recorder = "anna"\n\n[lines.aaaaaa]\ntext = "een"\n# nalezen!'
    after = appended(log, "lines", "bbbbbb", {"text": "twee"})
    assert after == log + b'\n\n[lines.bbbbbb]\ntext = "twee"\n'
    assert appended(after, "lines", "cccccc", {"text": "drie"}) == after + b'\n[lines.cccccc]\ntext = "drie"\n'
    assert appended(b"", "lines", "aaaaaa", {"text": "een"}) == b'[lines.aaaaaa]\ntext = "een"\n'


def test_a_canonical_log_stays_canonical_line_after_line() -> None:
    data: dict[str, Any] = {"recorder": "anna", "lines": {}}
    log = canonical({"recorder": "anna"})
    for number in range(5):
        data["lines"][f"line{number}x"] = {"text": f"regel {number}\n"}
        log = appended(log, "lines", f"line{number}x", {"text": f"regel {number}\n"})
    assert log == canonical(data)


def test_no_row_is_put_where_it_would_break_the_file() -> None:
    with pytest.raises(NotToml):
        appended(b'lines = { aaaaaa = { text = "een" } }\n', "lines", "bbbbbb", {"text": "twee"})
    noted = b'notes = """\nlines = niet echt\n"""\n'
    assert plain(appended(noted, "lines", "bbbbbb", {"text": "x"}))["lines"] == {"bbbbbb": {"text": "x"}}


def test_a_row_that_is_there_is_found_without_parsing() -> None:
    log = b'[lines.aaaaaa]\ntext = "[lines.bbbbbb]"\n'
    assert has_row(log, "lines", "aaaaaa")
    assert not has_row(log, "lines", "bbbbbb")


@pytest.mark.parametrize(
    ("written", "what", "line", "column"),
    [
        (b'title = "x"\ntopics = [\n  "a"\n\nwhat = 2\n', "A list is not closed with ].", 2, 1),
        (b'title = "x\nwhat = "y"\n', "The closing quotes of a text are missing.", 1, 11),
        (b'a = 1\nwhat = """\nx\n\n', "The closing quotes of a text are missing.", 2, 1),
        (b"a = 1\nwhat = 'x\n", "The closing quotes of a text are missing.", 2, 1),
        (b"a = 1\r\nb = [1\r\nc", "A list is not closed with ].", 2, 1),
        (b"a = 1\nkind: government\n", "A key must be followed by =.", 2, 5),
        (b"a = 1\n- punt\n", "A key must be followed by =.", 2, 3),
        (b"a = 1\n* punt\n", "This line is not a key, a table or a comment.", 2, 1),
        (b"[people.anna\nname = 1\n", "The name of a table is not closed with ].", 1, 13),
        (b"due = 12-03-2026\n", "There is something after the value that does not belong there.", 1, 9),
        (b"due = 2026-02-30\n", "This date does not exist.", 1, 7),
        (b"stage = besloten\n", "This is not text in quotes, a number, a date, or true or false.", 1, 9),
        (b'a = "C:\\quit"\n', "There is a \\ in a text; write \\\\ for one.", 1, 10),
        (b'a = "caf\xe9"\n', "A character here is not UTF-8.", 1, 9),
        (
            b"<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> theirs\n",
            "A merge was not finished: its marks are still in the file.",
            1,
            1,
        ),
        (b"a = 1\n[a]\nb = 1\n", "This is here twice: as a value and as a table.", 2, 3),
        (b"a = \x01\n", "This is not text in quotes, a number, a date, or true or false.", 1, 5),
        (b"a = 1\nb = 2 c = 3\n", "There is something after the value that does not belong there.", 2, 7),
        (b"x = [[1,\n2]", "A list is not closed with ].", 1, 1),
    ],
)
def test_what_is_wrong_is_said_with_its_place(written: bytes, what: str, line: int, column: int) -> None:
    with pytest.raises(NotToml) as caught:
        plain(written)
    error = caught.value
    assert (language("en").filled(error.what, error.values), error.line, error.column) == (what, line, column)
    assert error.excerpt in written.decode(errors="replace")


@pytest.mark.parametrize("written", [b"x = " + b"[" * 500 + b"]" * 500, b"x = " + b"1" * 5000])
def test_what_no_reader_can_hold_is_an_error_like_any_other(written: bytes) -> None:
    with pytest.raises(NotToml):
        plain(written)


def test_a_table_that_stands_twice_is_a_question_and_the_later_one_counts_whole() -> None:
    found = reading(b'[lines.aaaaaa]\ntext = "een"\nby = ["x"]\n\n[lines.bbbbbb]\n\n[lines.aaaaaa]\ntext = "twee"\n')
    assert found.data == {"lines": {"aaaaaa": {"text": "twee"}, "bbbbbb": {}}}
    assert [(twice.path, twice.lines) for twice in found.twice] == [(("lines", "aaaaaa"), (1, 7))]


def test_a_key_that_stands_twice_is_a_question_too() -> None:
    found = reading(b'title = "een"\nshort = "x"\ntitle = """\ntwee\n"""\n')
    assert found.data == {"title": "twee\n", "short": "x"}
    assert [(twice.path, twice.lines) for twice in found.twice] == [(("title",), (1, 3))]


def test_a_file_that_holds_a_question_and_an_error_is_an_error() -> None:
    with pytest.raises(NotToml) as caught:
        reading(b"a = 1\na = 2\nb = [\n")
    assert caught.value.line in (1, 2, 3)


def test_a_mark_at_the_beginning_of_the_file_is_read_over() -> None:
    assert plain(b'\xef\xbb\xbftitle = "Notepad"\n') == {"title": "Notepad"}


def test_a_place_is_found_for_a_key_an_item_a_row_and_what_is_missing() -> None:
    data = b'title = "x"\ntopics = [\n  "a",\n  "weg",\n]\n\n[positions.ggd]\nposition = "consent"\nreason = "r"\n'
    assert (place(data, ("title",)).line, place(data, ("title",)).column) == (1, 1)
    assert (place(data, ("topics",), "weg").line, place(data, ("topics",), "weg").excerpt) == (4, '  "weg",')
    assert place(data, ("positions", "ggd")).line == 7
    assert place(data, ("positions", "ggd", "reason")).line == 9
    assert place(data, ("positions", "ggd", "person")).line == 7
    assert place(data, ("positions",)).line == 7
    assert place(data, ("what",)).line == 1
