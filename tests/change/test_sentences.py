"""Sentences by property: whatever changed, it is told once, apart from everything else, and in people's words."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from procesregie.change.compare import Change
from procesregie.change.sentence import Sentence
from procesregie.change.words import in_words
from procesregie.language import Language, language
from procesregie.model.address import model_of
from procesregie.model.declare import fields
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


@given(changes(), _LANGUAGES)
def test_no_name_of_a_field_shows_where_it_has_a_label(given_: tuple[Change, Dossier], lang: Language) -> None:
    change, dossier = given_
    one = sentence(change, dossier, lang)
    label = next(piece.text for piece in one.pieces if piece.mark == "label")
    assert "_" not in label.replace(change.path[1] if len(change.path) > 1 else "", "")


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
