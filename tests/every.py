"""Every field of every record, taken from the model: how it is typed, what stands in the file, what a reader is told.

Nothing here lists a field: one that is declared is tried, as somebody would type it, on the command line
(``tests/cli/test_fields.py``) and in its form (``tests/tui/test_every_field.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

from procesregie.language import Language
from procesregie.model.address import TEMPLATES, file_of, model_of
from procesregie.model.declare import FieldOf, Part, fields, label_of

RECORDS = {
    "agenda/tweede": 'title = "Tweede"\n',
    "agenda/warmtebron": 'title = "Warmtebron"\n',
    "table/haardstee": 'title = "Haardstee"\nshort = "haardstee"\n[people.anna]\nname = "Anna Visser"\n',
    "table/toren-b": 'title = "VvE Toren B"\nshort = "toren-b"\n[people.piet]\nname = "Piet Blom"\n',
    "roles/regiegroep": 'title = "Regiegroep"\n',
    "roles/trekker": 'title = "Trekker"\n',
    "steps/2026-03-01-bellen": 'title = "Bellen"\n',
    "sessions/2026-03-12-tafel": 'title = "Tafel"\ndate = 2026-03-12\n',
    "sessions/2026-03-26-volgende": 'title = "Volgende"\ndate = 2026-03-26\n',
    "sessions/2026-03-12-tafel/log-noor": 'recorder = "noor"\n',
    "decisions/2026-03-01-pilot": 'title = "Pilot"\n',
    "decisions/2026-02-01-eerder": 'title = "Eerder"\n',
}
IDS = {
    "agenda": "warmtebron",
    "table": "haardstee",
    "roles": "regiegroep",
    "steps": "2026-03-01-bellen",
    "sessions": "2026-03-12-tafel",
    "decisions": "2026-03-01-pilot",
}
OTHER = {
    "agenda": "tweede",
    "table": "toren-b",
    "roles": "trekker",
    "sessions": "2026-03-26-volgende",
    "decisions": "2026-02-01-eerder",
}
"""What a reference is pointed at: never the record itself."""
ABOUT = {"conditions": ("prijs", "De prijs daalt"), "texts/": ("propositie", "propositie")}
"""What rows are about that have the key of something else, by where that stands: its key, and what it is called."""
BESIDE = {
    "decisions/2026-03-01-pilot/decision.toml": '[conditions.prijs]\ncondition = "De prijs daalt"\n',
    "texts/propositie.md": "Warm wonen.\n",
}
"""What stands in the files beside the records above."""


@dataclass(frozen=True)
class Case:
    """A field of a record: how it is typed, what the file then holds, and what a reader is told."""

    address: str
    path: tuple[str, ...]
    typed: str
    plain: Any
    said: tuple[str, ...]
    of: FieldOf

    @property
    def name(self) -> str:
        return ".".join(self.path)


def addresses() -> list[str]:
    """One address of each kind."""
    found = []
    for template in TEMPLATES:
        ids = [IDS.get(template.split("/")[0], "")] + ["noor"] * (template.count("{}") - 1)
        found.append(template.format(*ids))
    return found


def cases(address: str, lang: Language) -> Iterator[Case]:
    """Every editable field of the record at `address`, those of its rows too."""
    for of in fields(model_of(address)):
        if of.meaning.kept:
            continue
        if of.meaning.row is None:
            yield case(address, (of.name,), of, lang)
            continue
        room, about = of.meaning.room, of.meaning.about
        key = OTHER.get(room, IDS[room]) if room else ABOUT[about][0] if about else "rij"
        for inner in fields(of.meaning.row):
            if not inner.meaning.kept:
                yield case(address, (of.name, key, inner.name), inner, lang)


def case(address: str, path: tuple[str, ...], of: FieldOf, lang: Language) -> Case:
    """How the field `of` is typed, and what becomes of it."""
    points = of.meaning.points not in ("", "recorder")
    make = pointing if of.meaning.of_person or points or of.meaning.room else plainly
    return Case(address, path, *make(_part(address, path), path, of, lang), of)


def plainly(model: type[Part], path: tuple[str, ...], of: FieldOf, lang: Language) -> tuple[str, Any, tuple[str, ...]]:
    """A field with a value of its own: what is typed, what stands in the file, what is said of it."""
    meaning, name, nth = of.meaning, " ".join(dict.fromkeys((path[0], path[-1]))), crc32(".".join(path).encode())
    text, day = f"Wat er bij {name} hoort [/ ±", date(2026, 4, 2) + timedelta(days=nth % 211)
    default = None if of.required else model.model_fields[of.name].default
    words = [word.value for word in meaning.words or ()]
    match meaning.form:
        case "text":
            return f"{text}\ntweede regel", f"{text}\ntweede regel\n", (text, "tweede regel")
        case "lines":
            return "een, twee", ["een", "twee"], ("een, twee",)
        case "day":
            return lang.day(day), day, (lang.day(day),)
        case "moment":
            moment = datetime(day.year, day.month, day.day, 14, 5)
            return f"{lang.day(day)} 14:05", moment, (lang.moment(moment),)
        case "time":
            clock = time(8 + nth % 12, 5)
            return f"{clock:%H.%M}", clock, (f"{clock:%H:%M}",)
        case "number":
            number = 7 if meaning.most is None else meaning.most
            return str(number), number, (str(number),)
        case "flag":
            said = lang("no" if default else "yes")
            return said, not default, (said,)
        case "choice":
            word = next(word for word in reversed(words) if word != default)
            said = lang(label_of(meaning.words, word)) if meaning.words else word
            return said, word, (said,)
        case "choices":
            return ", ".join(lang(word) for word in words), sorted(words), tuple(lang(word) for word in words)
    return text, text, (text,)


def pointing(
    _model: type[Part], _path: tuple[str, ...], of: FieldOf, _lang: Language
) -> tuple[str, Any, tuple[str, ...]]:
    """The same for a field that names something else."""
    meaning = of.meaning
    if meaning.of_person or meaning.points == "person":
        return "Piet Blom", ["piet"] if meaning.form == "lines" else "piet", ("Piet Blom",)
    if meaning.points == "party":
        return "@toren-b, @piet", ["toren-b", "toren-b/piet"], ("VvE Toren B", "Piet Blom")
    if meaning.points == "line":
        return "decisions/2026-03-01-pilot", "decisions/2026-03-01-pilot", ("Pilot",)
    if meaning.points == "item":
        return "warmtebron", "warmtebron", ("Warmtebron",)
    id = OTHER.get(meaning.room, IDS[meaning.room])
    typed = f"@{id}" if meaning.room == "table" else id
    return typed, [id] if meaning.form == "refs" else id, (TITLES[meaning.room],)


TITLES = {
    "agenda": "Tweede",
    "table": "VvE Toren B",
    "roles": "Trekker",
    "steps": "Bellen",
    "sessions": "Volgende",
    "decisions": "Eerder",
}


def _part(address: str, path: tuple[str, ...]) -> type[Part]:
    model: type[Part] = model_of(address)
    for one in fields(model):
        if len(path) == 3 and one.name == path[0] and one.meaning.row is not None:
            return one.meaning.row
    return model


def write_records(root: Path) -> None:
    """One record of each kind below `root`, and another to point at."""
    for address, text in RECORDS.items():
        file = root / file_of(address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for path, text in BESIDE.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as more:
            more.write(text)


def at(data: Any, path: tuple[str, ...]) -> Any:
    """What stands in plain `data` at `path`; None when nothing does."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def as_json(value: Any) -> Any:
    """A plain value as ``--json`` has it."""
    return value.isoformat() if isinstance(value, date | time) else value
