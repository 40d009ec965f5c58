"""A file somebody wrote in, changed by the program: only the lines of what changed, and every comment stays."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from procesregie.folder.layout import scan
from procesregie.folder.patch import CannotPatch, _Patch, patch, same
from procesregie.folder.toml import canonical, plain

HAND = b"""\
# Anna, 12 maart: eerst bellen
title = 'Huurdersraad Haardstee'  # zoals ze zichzelf noemen
short="haardstee"
kleur = "blauw"   # een sleutel van onszelf

values = "kort, op een regel"
bonds = [
  "the issue", # zeiden ze zelf
  "community",
]

# wie er komt
[people.anna]
name = "Anna de Wit"

# vervangt Anna
[people.bo]
name = "Bo"
function = "penningmeester"
# hier nog iets
"""


def changed(**fields: Any) -> bytes:
    old = plain(HAND)
    return patch(HAND, old, {**old, **fields})


def lines_that_differ(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    one, other = before.decode().splitlines(), after.decode().splitlines()
    return [line for line in one if line not in other], [line for line in other if line not in one]


def test_a_changed_value_changes_its_line_and_keeps_the_comment_behind_it() -> None:
    assert lines_that_differ(HAND, changed(title="Huurders Haardstee")) == (
        ["title = 'Huurdersraad Haardstee'  # zoals ze zichzelf noemen"],
        ['title = "Huurders Haardstee"  # zoals ze zichzelf noemen'],
    )


def test_a_comment_in_a_list_stays_with_its_item() -> None:
    after = changed(bonds=["each other", "the issue"])
    assert b'"the issue", # zeiden ze zelf' in after
    assert plain(after)["bonds"] == ["each other", "the issue"]


def test_a_list_whose_comments_cannot_be_kept_in_place_is_written_anew_and_right() -> None:
    assert plain(changed(bonds=[]))["bonds"] == []


def test_a_new_key_stands_where_it_is_declared() -> None:
    old = plain(HAND)
    after = patch(HAND, old, {"title": old["title"], "short": "haardstee", "kind": "resident", **old})
    assert b'short="haardstee"\nkind = "resident"\nkleur' in after


def test_a_new_row_stands_by_key_and_one_at_the_end_after_the_last_comment() -> None:
    people = plain(HAND)["people"]
    between = changed(people={"anna": people["anna"], "bas": {"name": "Bas"}, "bo": people["bo"]})
    assert between.index(b"[people.anna]") < between.index(b"[people.bas]") < between.index(b"# vervangt Anna")
    last = changed(people={**people, "cor": {"name": "Cor"}})
    assert last.startswith(HAND)
    assert last.removeprefix(HAND) == b'\n[people.cor]\nname = "Cor"\n'


def test_a_row_that_goes_leaves_its_comments() -> None:
    people = plain(HAND)["people"]
    after = changed(people={"anna": people["anna"]})
    assert plain(after)["people"] == {"anna": people["anna"]}
    assert b"# vervangt Anna" in after
    assert b"# hier nog iets" in after


def test_what_both_leave_alone_stays_as_it_is_written() -> None:
    """The program sorts lists and leaves out defaults; that alone changes nothing in a file."""
    hand = b'ring = "knows of it"\ntitle = "X"\nbonds = ["b", "a"]\n'
    taken = {"title": "X", "bonds": ["a", "b"]}
    assert patch(hand, taken, taken) == hand
    assert patch(hand, taken, {**taken, "title": "Y"}) == hand.replace(b'"X"', b'"Y"')


def test_a_default_that_was_written_out_goes_when_another_value_comes() -> None:
    hand = b'ring = "knows of it" # nog\ntitle = "X"\n'
    assert patch(hand, {"title": "X"}, {"title": "X", "ring": "acts"}) == b'ring = "acts" # nog\ntitle = "X"\n'


@pytest.mark.parametrize(
    "hand",
    [
        b'people.anna.name = "A"\npeople.anna.function = "f" # x\n',
        b'people = { anna = { name = "A", function = "f" } } # x\n',
        b'[people]\nanna = { name = "A", function = "f" } # x\n',
        b'[people]\nanna.name = "A"\nanna.function = "f" # x\n',
        b'"people"."anna" . name = "A"\n"people".anna.function = "f" # x\n',
        b'[ people . "anna" ] # x\n  name = "A"\n  function = "f"\n',
        b'\xef\xbb\xbf[people.anna] # x\nname = "A"\nfunction = "f"',
    ],
)
def test_every_way_of_writing_a_table_can_be_changed(hand: bytes) -> None:
    old = {"people": {"anna": {"name": "A", "function": "f"}}}
    for anna in (
        {"name": "B", "function": "f"},
        {"name": "A"},
        {"name": "A", "function": "f", "since": date(2026, 3, 12)},
    ):
        new: dict[str, Any] = {"title": "T", "people": {"anna": anna, "bo": {"name": "Bo"}}}
        after = patch(hand, old, new)
        assert plain(after) == new
        assert b"# x" in after


def test_a_file_with_the_line_ends_of_windows_keeps_them() -> None:
    hand = HAND.replace(b"\n", b"\r\n")
    after = patch(hand, plain(hand), {**plain(hand), "what": "een\ntwee\n"})
    assert after.count(b"\n") == after.count(b"\r\n")
    assert plain(after)["what"] == "een\ntwee\n"


def test_an_array_of_tables_by_hand_is_left_alone_and_what_stands_beside_it_can_change() -> None:
    hand = b'title = "X"\n[[links]]\nurl = "a"\n[[links]]\nurl = "b"\n'
    old = plain(hand)
    assert patch(hand, old, {**old, "title": "Y"}) == hand.replace(b'"X"', b'"Y"')


def test_a_change_that_would_touch_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is made is read back before anybody may write it."""
    monkeypatch.setattr(_Patch, "made", lambda *_: "title = 'Y'\nshort = 'lost'\n")
    with pytest.raises(CannotPatch):
        patch(b"title = 'X'\nshort = 'x'\n", {"title": "X", "short": "x"}, {"title": "Y", "short": "x"})


# --- any file, any change

KEYS = st.sampled_from(["title", "what", "people", "lines", "a-b", "7f3kq2", "é key", 'q"uote', "x.y", ""])
TEXT = st.text(st.sampled_from("ab \n\r\t\"'\\#[]{}=,é̈€\x1b\x7f\u2028🙂"), max_size=12)
SCALARS = st.one_of(
    TEXT,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.dates(date(1, 1, 1)),
    st.datetimes(datetime(1, 1, 1)).map(lambda at: at.replace(microsecond=0)),
    st.times().map(lambda at: time(at.hour, at.minute, at.second)),
    st.floats(allow_nan=False),
)
LISTS = st.lists(st.one_of(TEXT, st.integers(0, 9)), max_size=4)
VALUES = st.one_of(SCALARS, LISTS)
ROWS = st.dictionaries(KEYS, st.one_of(VALUES, st.dictionaries(KEYS, VALUES, max_size=2)), max_size=3)
DATA = st.dictionaries(KEYS, st.one_of(VALUES, ROWS), max_size=5)


def written_by_hand(data: dict[str, Any], draw: Any, newline: str) -> bytes:
    """`data` as a person could have written it: comments and blank lines anywhere, tables in any of three ways."""
    number = iter(range(1000))

    def noise() -> str:
        kind = draw(st.integers(0, 5))
        return (
            f"# c{next(number)}.\n"
            if kind == 0
            else "\n"
            if kind == 1
            else f"\n # c{next(number)}.\n\n"
            if kind == 2
            else ""
        )

    def literal(value: Any) -> str:
        if isinstance(value, list) and draw(st.booleans()):
            items = [f"{literal(item)}, # c{next(number)}.\n" for item in value]
            return "[\n" + "".join(items) + "]"
        return canonical({"k": value}).decode().removeprefix("k = ").removesuffix("\n")

    def key(*parts: str) -> str:
        return ".".join(canonical({part: 0}).decode().removesuffix(" = 0\n") for part in parts)

    def pair(value: Any, *parts: str) -> str:
        behind = f"  # c{next(number)}." if draw(st.integers(0, 3)) == 0 else ""
        return f"{key(*parts)}={literal(value)}{behind}\n"

    head, tables = "", ""
    for name, value in data.items():
        if not isinstance(value, dict):
            head += noise() + pair(value, name)
    for name, value in data.items():
        if not isinstance(value, dict):
            continue
        flat = value and not any(isinstance(item, dict) for item in value.values())
        if flat and draw(st.booleans()):
            head += "".join(noise() + pair(item, name, inner) for inner, item in value.items())
            continue
        tables += noise() + f"[{key(name)}]\n"
        tables += "".join(noise() + pair(item, inner) for inner, item in value.items() if not isinstance(item, dict))
        for inner, item in value.items():
            if isinstance(item, dict):
                tables += noise() + f"[{key(name, inner)}] # c{next(number)}.\n"
                tables += "".join(noise() + pair(each, deep) for deep, each in item.items())
    text = head + tables + noise()
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return text.replace("\n", newline).encode()


def comments(data: bytes) -> set[str]:
    return {part.split(".")[0] for part in data.decode().split("# c")[1:]}


def unchanged_lines(data: bytes, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """The lines of every statement of `data` that says the same in `old` as in `new`."""

    def at(value: Any, path: tuple[str, ...]) -> Any:
        for key in path:
            if not isinstance(value, dict) or key not in value:
                return None
            value = value[key]
        return value

    text = data.decode()
    kept: list[str] = []
    for statement in scan(text):
        one, other = at(old, statement.path), at(new, statement.path)
        if isinstance(other, dict) if statement.is_table else other is not None and same(one, other):
            kept += text[statement.start : statement.end].splitlines()
    return kept


@settings(max_examples=400)
@given(st.data(), DATA, DATA, st.sampled_from(["\n", "\r\n"]))
def test_any_change_in_any_file_changes_that_and_no_more(
    source: st.DataObject, old: dict[str, Any], other: dict[str, Any], newline: str
) -> None:
    hand = written_by_hand(old, source.draw, newline)
    old = plain(hand)
    new = {key: value for key, value in old.items() if source.draw(st.booleans())}
    for key, value in other.items():
        before = new.get(key)
        new[key] = {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value

    after = patch(hand, old, new)

    assert same(plain(after), plain(canonical(new)))
    in_lists = {c for s in scan(hand.decode()) for c in comments(hand.decode()[s.value : s.value_end].encode())}
    assert comments(hand) - in_lists <= comments(after)
    result = iter(after.decode().splitlines())
    assert all(line in result for line in unchanged_lines(hand, old, new))


@given(DATA)
@example({"a": {"b": {}}})
def test_saving_what_was_read_changes_no_byte(data: dict[str, Any]) -> None:
    hand = canonical(data)
    assert patch(hand, plain(hand), plain(hand)) == hand
