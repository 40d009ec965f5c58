"""Keeps the catalogue: finds every message in the code and the model, and compiles what is translated.

python tools/messages.py            bring nl.po up to date with the code, then compile
python tools/messages.py --compile  compile only (what make does before it tests)
python tools/messages.py --missing  list what has no Dutch yet; exit 1 when there is any
python tools/messages.py --add F    take translations from F, a JSON object of English: Dutch ([one, more] for plurals)
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "procesregie/language/locale/nl/LC_MESSAGES/procesregie.po"
SAID = {"_": 1, "N_": 1, "say": 1, "lang": 1, "many": 2, "say_many": 2}
"""The functions that say a message, and how many of their arguments are messages."""


def declared() -> Iterator[str]:
    """The labels, helps and words the model declares, and why the mirror asks what it asks."""
    from procesregie.insight.mirror import askers
    from procesregie.model.address import TEMPLATES, model_of
    from procesregie.model.declare import Part, Words, fields

    addresses = [template.format("a", "a") for template in TEMPLATES]
    todo: list[type[Part]] = [*(model_of(a) for a in addresses), *(model_of(a, private=True) for a in addresses)]
    seen: set[type[Part]] = set()
    words: set[type[Words]] = set()
    while todo:
        model = todo.pop(0)
        if model in seen:
            continue
        seen.add(model)
        for field in fields(model):
            yield field.meaning.label
            if field.meaning.help:
                yield field.meaning.help
            if field.meaning.row:
                todo.append(field.meaning.row)
            if field.meaning.words and field.meaning.words not in words:
                words.add(field.meaning.words)
                yield from (word.label for word in field.meaning.words)
    for asker in askers():
        yield from (asker.hypothesis, asker.remedy)


def said_in(file: Path) -> Iterator[str | tuple[str, ...]]:
    """The messages in `file`, wherever they stand: a tokenizer does not look into f-strings, the parser does."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [a.value for a in node.args[: SAID.get(name, 0)] if isinstance(a, ast.Constant)]
        texts = tuple(text for text in given if isinstance(text, str) and text)
        if name in SAID and len(texts) == SAID[name]:
            yield texts if len(texts) > 1 else texts[0]


def template() -> Catalog:
    """Every message of the program, without translations."""
    catalog = Catalog(project="procesregie", charset="utf-8", fuzzy=False)
    for message in declared():
        if message not in ("nl", "en"):
            catalog.add(message)
    for file in sorted((ROOT / "procesregie").rglob("*.py")):
        for text in said_in(file):
            catalog.add(text)
    return catalog


def read() -> Catalog:
    """The Dutch catalogue as it stands."""
    if not PO.exists():
        return Catalog(locale="nl", project="procesregie", charset="utf-8")
    with PO.open("rb") as source:
        return read_po(source, locale="nl")


def missing(catalog: Catalog) -> list[str]:
    """Messages of `catalog` that have no Dutch, or none that counts: what is fuzzy is left out of the program."""

    def has(message: Message) -> bool:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        return all(texts) and not message.fuzzy

    return [str(message.id) for message in catalog if message.id and not has(message)]


def compile_catalogue() -> None:
    """Writes the ``.mo`` beside the ``.po``."""
    with PO.with_suffix(".mo").open("wb") as target:
        write_mo(target, read())


def update() -> Catalog:
    """Brings the Dutch catalogue up to date with the code, keeping its translations; what is gone, goes."""
    catalog = read()
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:  # a plural that became one text, or the other way round: what is left is right or missing
        if message.id:
            message.flags.discard("fuzzy")
    catalog.revision_date = datetime(2026, 1, 1)
    catalog.creation_date = datetime(2026, 1, 1)
    with PO.open("wb") as target:
        write_po(target, catalog, omit_header=False, no_location=True, sort_output=True, width=110)
    return catalog


def add(file: Path) -> None:
    """Takes translations from `file`, whether the code has their messages yet or not."""
    catalog = update()
    given = json.loads(file.read_text(encoding="utf-8"))
    for message in catalog:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if key in given:
            dutch = given[key]
            message.string = tuple(dutch) if isinstance(dutch, list) else dutch
            message.flags.discard("fuzzy")
    with PO.open("wb") as target:
        write_po(target, catalog, omit_header=False, no_location=True, sort_output=True, width=110)
    compile_catalogue()


def main(arguments: list[str]) -> int:
    if "--add" in arguments:
        add(Path(arguments[-1]))
        return 0
    if "--compile" in arguments:
        compile_catalogue()
        return 0
    catalog = read() if "--missing" in arguments else update()
    if "--missing" not in arguments:
        compile_catalogue()
    left = missing(catalog)
    print("\n".join(left))
    return 1 if left else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
