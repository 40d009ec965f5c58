"""Records with every field filled, made from the declaration: what is added to the model is tested by itself."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from procesregie.model.address import ROOMS, model_of
from procesregie.model.declare import FieldOf, Part, fields
from tests.tui.made import Files, made, written

IDS = {
    "agenda": "warmtebron",
    "table": "gemeente-oldermeer",
    "roles": "regiegroep",
    "steps": "2026-01-29-kaart",
    "sessions": "2026-01-29-vier-deelthemas",
    "decisions": "2026-01-29-vier-deelthemas",
}
"""A record of every room that the made process has, for references."""

ADDRESSES = {
    "agenda": "agenda/vol",
    "table": "table/vol",
    "roles": "roles/vol",
    "steps": "steps/2026-03-01-vol",
    "sessions": "sessions/2026-03-01-vol",
    "decisions": "decisions/2026-03-01-vol",
}
"""Where the filled records stand."""


def value(field: FieldOf, text: str) -> Any:
    """Something that can stand in `field`, with `text` wherever words go."""
    meaning = field.meaning
    if meaning.form == "rows":
        assert meaning.row is not None
        return {IDS.get(meaning.room, "rij"): filled(meaning.row, text)}
    if meaning.form == "number":
        return meaning.least or 7
    words = list(meaning.words) if meaning.words else []
    return {
        "line": "anke-dros" if meaning.of_person else text,
        "text": text + "\n",
        "lines": [text, "tweede"],
        "day": date(2026, 3, 1),
        "moment": datetime(2026, 3, 1, 14, 5),
        "time": time(14, 5),
        "flag": True,
        "choice": words[-1].value if words else "",
        "choices": [words[0].value] if words else [],
        "ref": IDS.get(meaning.room, ""),
        "refs": [IDS.get(meaning.room, "")],
    }[meaning.form]


def filled(model: type[Part], text: str = "woorden") -> dict[str, Any]:
    """Plain data with every field of `model` in it."""
    return {field.name: value(field, text) for field in fields(model)}


def full_files(text: str = "woorden") -> Files:
    """A filled record of every room, by address; the decision is still proposed, so that it can be written."""
    files: Files = {ADDRESSES[room]: filled(model_of(ADDRESSES[room]), text) for room in ROOMS}
    files[ADDRESSES["decisions"]]["state"] = "proposed"
    files[ADDRESSES["sessions"]].pop("outcome")
    return files


def made_full(root: Path, text: str = "woorden") -> Path:
    """The made process with a filled record of every room in it, without git."""
    made(root, history=False)
    written(root, full_files(text))
    return root
