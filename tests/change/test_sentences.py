"""Sentences by property: whatever changed, it is told once, apart from everything else, and in people's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from procesregie.change.compare import Change
from procesregie.change.sentence import Sentence
from procesregie.change.words import in_words
from procesregie.language import Language, language
from procesregie.model.address import ROOMS, model_of
from procesregie.model.declare import Meaning, fields
from procesregie.model.dossier import Dossier
from tests.change import made

NL, EN = language("nl"), language("en")
_LANGUAGES = st.sampled_from([NL, EN])


@st.composite
def changes(draw: st.DrawFn, address: str | None = None) -> tuple[Change, Dossier]:
    """A change of one field or row of a record of any kind, and the record around it."""
    where = address or draw(st.sampled_from(made.ADDRESSES))
    model = model_of(where)
    field = draw(st.sampled_from(fields(model)))
    about = field.meaning
    path: tuple[str, ...] = (field.name,)
    if about.form == "rows":
        assert about.row is not None
        path = (field.name, draw(made.ids))
        inner = draw(st.sampled_from([None, *fields(about.row)]))
        if inner is None:
            values: st.SearchStrategy[Any] = made.part(about.row)
        else:
            path, values = (*path, inner.name), made.written(about.row, inner)
    else:
        values = made.written(model, field)
    old, new = draw(st.none() | values), draw(st.none() | values)
    assume(old != new)
    around = {"title": "Naam", "date": date(2026, 3, 12)} if where != "process" else {"title": "Naam"}
    needed = {f.name: around.get(f.name, "Naam") for f in fields(model) if f.required}
    return Change(where, path, old, new), made.dossier({where: needed})


def sentence(change: Change, dossier: Dossier, lang: Language) -> Sentence:
    (group,) = in_words([change], dossier, dossier, lang, full=True)
    (one,) = group.sentences
    return one


@given(st.data(), _LANGUAGES)
def test_two_different_changes_never_share_a_sentence(data: st.DataObject, lang: Language) -> None:
    address = data.draw(st.sampled_from(made.ADDRESSES))
    (one, dossier), (other, _) = data.draw(changes(address)), data.draw(changes(address))
    assume(one != other)
    said = [sentence(change, dossier, lang) for change in (one, other)]
    assert (said[0].sign, said[0].pieces, said[0].detail) != (said[1].sign, said[1].pieces, said[1].detail)


def _everything_is_called() -> Dossier:
    """A record of every kind under each id, and a person under each id at every party, all with names of their own."""
    data: dict[str, dict[str, Any]] = {"process": {"title": "Wijk"}}
    for room in ROOMS:
        for n, id in enumerate(made.IDS):
            data[f"{room}/{id}"] = {"title": f"Naam {n} ({room})"} | (
                {"date": date(2026, 3, 12)} if room == "sessions" else {}
            )
            if room == "table":
                data[f"{room}/{id}"]["people"] = {one: {"name": f"Mens {n} {m}"} for m, one in enumerate(made.IDS)}
    logs = {address: {"recorder": address.rpartition("-")[2]} for address in made.ADDRESSES if "/log-" in address}
    afters: dict[str, dict[str, Any]] = {address: {} for address in made.ADDRESSES if address.endswith("/after")}
    return made.dossier(data | logs | afters)


CALLED = _everything_is_called()


def _of(change: Change) -> tuple[Change, list[Meaning]]:
    """`change` with a key that means nothing where a row has no other, and what its table and its field mean."""
    first = next(field.meaning for field in fields(model_of(change.address)) if field.name == change.path[0])
    if len(change.path) == 1 or first.row is None:
        return change, [first]
    key = change.path[1] if first.room else "q7q7q7"
    inner = [field.meaning for field in fields(first.row) if field.name in change.path[2:]]
    return replace(change, path=(change.path[0], key, *change.path[2:])), [first, *inner]


def _said_of(about: Meaning, value: Any, lang: Language) -> list[str]:
    """What a reader must find of a value."""
    if isinstance(value, dict):
        assert about.row is not None
        rows = [value] if not all(isinstance(row, dict) for row in value.values()) or not value else value.values()
        inner = {field.name: field.meaning for field in fields(about.row)}
        return [
            said
            for row in rows
            for name, one in row.items()
            if name in inner
            for said in _said_of(inner[name], one, lang)
        ]
    if isinstance(value, list):
        return [said for one in value for said in _said_of(about, one, lang)]
    if about.room:
        return [CALLED.name(f"{about.room}/{value}")]
    if about.words:
        return [lang(value)]
    if isinstance(value, str):
        return [] if about.of_person or about.points else [value.strip()]
    return [lang.moment(value) if isinstance(value, datetime) else lang.value(value)]


@given(changes(), _LANGUAGES)
def test_a_sentence_holds_the_record_the_label_and_both_values(given_: tuple[Change, Dossier], lang: Language) -> None:
    change, about = _of(given_[0])
    one = sentence(change, CALLED, lang)
    whole = "\n".join((*(piece.text for piece in one.pieces), *one.detail))
    assert all(lang(meaning.label) in whole for meaning in about)
    title = CALLED.name("/".join(change.address.split("/")[:2]))
    assert title in whole
    texts = about[-1].form == "text" and change.old is not None and change.new is not None
    for value in (change.old, change.new):
        if value is not None and not texts:  # of two texts the words are marked: see test_marks
            assert all(said in whole for said in _said_of(about[-1], value, lang))


@given(changes(), _LANGUAGES, st.booleans())
def test_no_id_and_no_name_of_a_field_shows_where_there_is_a_title_or_a_label(
    given_: tuple[Change, Dossier], lang: Language, full: bool
) -> None:
    change, about = _of(given_[0])
    (group,) = in_words([change], CALLED, CALLED, lang, full=full)
    (one,) = group.sentences
    assert not [id for id in made.IDS if id in one.text or id in "\n".join(one.detail)]
    if full and len(change.path) != 2:
        label = next(piece.text for piece in one.pieces if piece.mark == "label")
        assert label.endswith(f"{lang(about[-1].label)}: ")


_NEAR: list[tuple[str, tuple[str, ...], Any, Any]] = [
    ("sessions/a/log-anna", ("lines", "x", "threads"), ["a, b"], ["a", "b"]),
    ("sessions/a/log-anna", ("lines", "x", "at"), datetime(2026, 3, 12, 14, 5, 1), datetime(2026, 3, 12, 14, 5, 2)),
    ("sessions/a/log-anna", ("lines", "x", "by"), ["kerk"], ["kerk-2"]),
    ("sessions/a", ("starts",), time(14, 5), time(14, 5, 1)),
    ("sessions/a", ("closed_on",), datetime(2026, 3, 12, 14, 5, 1), datetime(2026, 3, 12, 14, 5, 2)),
    ("sessions/a", ("by_hand",), "1", 1),
    ("sessions/a", ("by_hand",), 1, 1.0),
    ("sessions/a", ("by_hand",), True, "ja"),
    ("sessions/a", ("by_hand",), ["1"], [1]),
    ("sessions/a", ("by_hand",), ["a", "b"], "a, b"),
    ("sessions/a", ("by_hand",), "a, b", ["a, b"]),
    ("sessions/a", ("by_hand",), [], ""),
    ("sessions/a", ("by_hand",), date(2026, 3, 12), "12 maart 2026"),
    ("sessions/a", ("by_hand",), date(2026, 3, 12), datetime(2026, 3, 12)),
    ("sessions/a", ("by_hand",), "x", "x\n"),
    ("sessions/a", ("by_hand",), [["a"], ["b"]], [["a", "b"]]),
    ("sessions/a", ("by_hand",), {"a": "b"}, "a: b"),
    ("sessions/a", ("attendance", "kerk"), {"note": "x, Mensen: y"}, {"note": "x", "people": ["y"]}),
    ("agenda/x", ("brought_by",), "kerk", "kerk-2"),
    ("agenda/x", ("parties",), ["kerk"], ["kerk-2"]),
    ("table/kerk", ("moves", "a"), {"kind": "left"}, {"kind": "left", "into": "kerk"}),
    ("decisions/x", ("positions", "kerk", "person"), "jan", "piet"),
]
_AROUND: dict[str, dict[str, Any]] = {
    "process": {"title": "Wijk"},
    "table/kerk": {"title": "kerk-2", "people": {"jan": {"name": "Jan"}, "piet": {"name": "Jan"}}},
    "agenda/x": {"title": "X"},
    "sessions/a": {"title": "A", "date": date(2026, 3, 12)},
    "sessions/a/log-anna": {"recorder": "anna"},
    "decisions/x": {"title": "X"},
}


@pytest.mark.parametrize(("address", "path", "one", "other"), _NEAR, ids=repr)
@pytest.mark.parametrize("lang", [NL, EN], ids=repr)
def test_what_looks_alike_is_told_apart(
    address: str, path: tuple[str, ...], one: Any, other: Any, lang: Language
) -> None:
    dossier = made.dossier(_AROUND)
    for first, second in (((None, one), (None, other)), ((one, None), (other, None)), (("z", one), ("z", other))):
        said = [sentence(Change(address, path, *ends), dossier, lang) for ends in (first, second)]
        assert (said[0].pieces, said[0].detail) != (said[1].pieces, said[1].detail)
