"""Records made from what the model declares: of every kind, with every field, and words that look like anything."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from procesregie.model.address import TEMPLATES, model_of
from procesregie.model.declare import FieldOf, Meaning, Part, fields, to_data
from procesregie.model.dossier import Dossier

IDS = ("ggd-lindenveld", "toren-b", "haardstee", "2026-03-12-netwerktafel")
ADDRESSES = tuple(
    template.format(*pair) for template in TEMPLATES for pair in zip(IDS[:2], ("anna", "ties"), strict=True)
)
_LETTERS = st.sampled_from("abc é,“”→:{}[]_-+~'\"\\\x1b\u202e")
words = st.text(_LETTERS, min_size=1, max_size=12)
long_text = st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=4).map(
    lambda lines: "\n".join(lines).strip() or "x"
)
ids = st.sampled_from(IDS)


def value(meaning: Meaning) -> st.SearchStrategy[Any]:
    """What may stand in a field that means `meaning`, as plain data."""
    simple: dict[str, st.SearchStrategy[Any]] = {
        "line": ids if meaning.of_person else words,
        "text": long_text.map(lambda text: text + "\n"),
        "lines": st.lists(words, min_size=1, max_size=3),
        "day": st.dates(),
        "moment": st.datetimes().map(lambda at: at.replace(microsecond=0)),
        "time": st.times().map(lambda at: at.replace(microsecond=0)),
        "number": st.integers(meaning.least or 0, meaning.most or 9999),
        "flag": st.booleans(),
        "ref": ids,
        "refs": st.lists(ids, min_size=1, unique=True).map(sorted),
    }
    if meaning.form == "rows":
        assert meaning.row is not None
        return st.dictionaries(ids, part(meaning.row), max_size=3)
    if meaning.words:
        one = st.sampled_from([str(word) for word in meaning.words])
        return one if meaning.form == "choice" else st.lists(one, min_size=1, unique=True).map(sorted)
    return simple[meaning.form]


def written(model: type[Part], field: FieldOf) -> st.SearchStrategy[Any]:
    """What may stand in `field` of `model` as the program writes it: never what goes without saying."""
    default = model.model_fields[field.name].get_default(call_default_factory=True)
    return value(field.meaning).filter(lambda drawn: drawn != default)


def part(model: type[Part]) -> st.SearchStrategy[dict[str, Any]]:
    """Plain data of `model`, as a hand may have written it: any of its fields, and keys of its own."""

    def named(chosen: list[FieldOf]) -> st.SearchStrategy[dict[str, Any]]:
        picked = {field.name: value(field.meaning) for field in fields(model) if field.required or field in chosen}
        return st.fixed_dictionaries(picked, optional={"by_hand": words})

    return st.lists(st.sampled_from(fields(model)), max_size=5).flatmap(named)


def record(address: str) -> st.SearchStrategy[dict[str, Any]]:
    """Plain data of the record at `address`, as its file holds it."""
    model = model_of(address)
    return part(model).map(lambda data: to_data(model.from_data(data)))


def records(*, written: bool = True) -> st.SearchStrategy[dict[str, dict[str, Any]]]:
    """Some records by address; as the program writes them, or (not `written`) as hands may."""
    one = record if written else (lambda address: part(model_of(address)))
    return st.lists(st.sampled_from(ADDRESSES), max_size=4, unique=True).flatmap(
        lambda addresses: st.fixed_dictionaries({address: one(address) for address in addresses})
    )


def dossier(data: dict[str, dict[str, Any]]) -> Dossier:
    """The dossier of plain data."""
    return Dossier({address: model_of(address).from_data(record) for address, record in data.items()})
