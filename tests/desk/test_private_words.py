"""Nothing private is told: whatever stands in the private layer, no sentence about changes has a word of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from procesregie.change.words import Group, in_words
from procesregie.desk import Desk
from procesregie.desk.standing import changes_now
from procesregie.folder.private import PrivateLayer
from procesregie.folder.toml import canonical
from procesregie.language import language
from procesregie.model.address import file_of, model_of
from procesregie.model.declare import Part, Record, fields, to_data
from procesregie.model.log import Log
from tests.change import made

MARK = "☂"
"""Stands in everything somebody wrote in the private layer, and in nothing else."""
LANGUAGES = (language("nl"), language("en"))
ID = "0123456789abcdef"
PROCESS = {"format": 1, "id": ID, "title": "Wijk"}
PRIVATE = [a for a in made.ADDRESSES if model_of(a, private=True) is not model_of(a) or model_of(a) is Log]


def marked(model: type[Part], data: dict[str, Any]) -> dict[str, Any]:
    """`data` with the mark in all that was written; ids, chosen words and dates stay what they are."""
    found = dict(data)
    for field in fields(model):
        about, value = field.meaning, data.get(field.name)
        if about.form == "rows" and about.row is not None and value:
            found[field.name] = {key: marked(about.row, row) for key, row in value.items()}
        elif about.form in ("line", "text", "lines") and not about.words and not about.of_person and value:
            found[field.name] = [f"{MARK}{one}" for one in value] if about.form == "lines" else f"{MARK}{value}"
    return found | ({"by_hand": MARK} if "by_hand" in data else {})


def kept_private(address: str) -> st.SearchStrategy[Record]:
    """What may stand at `address` in the private layer."""
    model = model_of(address, private=True)
    return made.part(model).map(lambda data: model.from_data(marked(model, data)))


layers = st.lists(st.sampled_from(PRIVATE), min_size=1, max_size=3, unique=True).flatmap(
    lambda addresses: st.fixed_dictionaries({address: kept_private(address) for address in addresses})
)
written_in = layers.filter(lambda layer: any(MARK in record.model_dump_json() for record in layer.values()))


def written(root: Path, data: dict[str, dict[str, Any]]) -> None:
    """The folder as `data` has it, and no record besides."""
    for path in (*root.glob("*/*"), *root.glob("process.toml")):
        if path.parent.name != ".git":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for address, one in (data | {"process": data.get("process", {}) | PROCESS}).items():
        path = root / file_of(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(canonical(to_data(model_of(address).from_data(one))))


def told(groups: list[Group]) -> Iterator[str]:
    """Everything that sentences say."""
    for group in groups:
        yield group.heading
        for sentence in group.sentences:
            yield from (sentence.text, *sentence.detail)


def said(desk: Desk, sha: str = "") -> Iterator[str]:
    """What is told of what changed since the last commit (or in the commit `sha`), every way it is told."""
    for lang in LANGUAGES:
        changes, old, new = desk.repository.changes_of(sha) if sha else desk.repository.changes_now()
        yield from told(in_words(changes, old, new, lang) if sha else changes_now(desk, lang))
        yield from told(in_words(changes, old, new, lang, full=True))


_SHARED = {_.meaning.label for a in made.ADDRESSES for _ in fields(model_of(a))}
ONLY_PRIVATE = {
    lang(field.meaning.label)
    for lang in LANGUAGES
    for address in PRIVATE
    for field in fields(model_of(address, private=True))
    if field.meaning.label not in _SHARED
}
"""What fields are called that only the private layer has."""


@settings(max_examples=8)
@given(made.records(), made.records(), written_in)
def test_no_sentence_has_a_word_of_the_private_layer(
    old: dict[str, Any], new: dict[str, Any], layer: dict[str, Record]
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "process"
        root.mkdir()
        written(root, old)
        private = PrivateLayer(ID, base=Path(folder) / "private")
        desk = Desk.open(root)
        desk.private = private
        desk.repository.create()
        desk.draft()
        for address, record in layer.items():
            desk.keep(address, record)
        written(root, new)
        desk.refresh()
        sentences = list(said(desk))
        if desk.repository.changed():
            sentences += [desk.draft().message, *said(desk, "HEAD")]
        assert not [one for one in sentences if MARK in one or any(label in one for label in ONLY_PRIVATE)]
        assert MARK not in desk.repository.git.read("log", "-p", "--all", "--root").decode()
