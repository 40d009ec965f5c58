"""Writes the tables of fields into docs/format.md, from the declarations in the model.

    python tools/fields.py           bring the page up to date
    python tools/fields.py --check   exit 1 when it is not
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/format.md"
START, END = "<!-- fields: made by tools/fields.py -->", "<!-- end of fields -->"


def tables() -> Iterator[str]:
    """A table of fields for every model, rows under the record they stand in."""
    from procesregie.model.address import TEMPLATES, file_of, model_of
    from procesregie.model.declare import Part

    for template in TEMPLATES:
        address = template.format("x", "anna")
        seen: set[type[Part]] = set()
        yield from _table(model_of(address), f"`{file_of(address)}`", "###", seen)


def _table(model: type, heading: str, level: str, seen: set[type]) -> Iterator[str]:
    from procesregie.model.declare import fields

    seen.add(model)
    yield f"{level} {heading}"
    yield ""
    yield (model.__doc__ or "").split("\n")[0]
    yield ""
    yield "| key | holds | Dutch | English |"
    yield "|---|---|---|---|"
    rows = []
    for field in fields(model):
        meaning = field.meaning
        yield f"| `{field.name}`{' (required)' if field.required else ''} | {_holds(meaning)} | {_dutch(meaning.label)} | {meaning.label} |"
        if meaning.row is not None and meaning.row not in seen:
            rows.append((meaning.row, f"`[{field.name}.<key>]`"))
    yield ""
    for row, name in rows:
        yield from _table(row, name, "####", seen)


def _holds(meaning: object) -> str:
    from procesregie.model.declare import Meaning

    assert isinstance(meaning, Meaning)
    if meaning.words is not None:
        several = "any of " if meaning.form == "choices" else ""
        return several + ", ".join(f"`{word.value}`" for word in meaning.words)
    if meaning.form == "rows":
        return f"rows, keyed by an id in `{meaning.room}/`" if meaning.room else "rows"
    if meaning.form in ("ref", "refs"):
        return f"{'ids' if meaning.form == 'refs' else 'id'} in `{meaning.room}/`"
    if meaning.of_person:
        return "id of a person"
    limits = f" {meaning.least}–{meaning.most}" if meaning.most is not None else ""
    words = {"line": "text", "text": "long text", "lines": "texts", "day": "date", "moment": "date and time"}
    return words.get(meaning.form, {"time": "time", "number": "number", "flag": "`true` or `false`"}.get(meaning.form, "")) + limits


def _dutch(label: str) -> str:
    from procesregie.language import language

    return language("nl")(label)


def page(now: str) -> str:
    """`now` with the tables between its two marks made anew."""
    head, _, rest = now.partition(START)
    _, _, tail = rest.partition(END)
    return f"{head}{START}\n\n" + "\n".join(tables()) + f"\n{END}{tail}"


def main(arguments: list[str]) -> int:
    now = PAGE.read_text(encoding="utf-8")
    made = page(now)
    if "--check" in arguments:
        if made != now:
            print("docs/format.md is behind the model: python tools/fields.py")
        return int(made != now)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
