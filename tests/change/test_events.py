"""Dates that move, parties that come, go, merge and are renamed: one sentence each, and every change in full."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from tests.change.test_words import told

PARTY = {"title": "Fixbrigade", "short": "fix"}
STEP = {"title": "Netcapaciteit", "due": date(2026, 4, 2)}
ON = date(2026, 3, 12)


def said(old: dict[str, Any], new: dict[str, Any], *, full: bool = False) -> list[str]:
    around = {"table/lindewarm": {"title": "Lindewarm"}}
    groups = told({**old, **around}, {**new, **around}, full=full)
    return [f"{one.sign} {one.text}" for group in groups for one in group.sentences]


@pytest.mark.parametrize(
    ("row", "fields", "sentence"),
    [
        ({"on": ON, "reason": "gevraagd"}, {}, "~ Fixbrigade kwam aan tafel, 12 maart 2026: “gevraagd”"),
        ({"kind": "left", "on": ON}, {}, "~ Fixbrigade ging van tafel, 12 maart 2026"),
        ({"kind": "merged", "into": "lindewarm"}, {}, "~ Fixbrigade ging op in Lindewarm"),
        ({"kind": "merged"}, {}, "~ Fixbrigade ging samen met een andere partij"),
        ({"kind": "renamed"}, {"title": "De Fixers"}, "~ De Fixers is de nieuwe naam van Fixbrigade"),
        ({"kind": "renamed", "former": "Fix"}, {}, "~ Fixbrigade is de nieuwe naam van Fix"),
    ],
)
def test_what_happens_to_a_party(row: dict[str, Any], fields: dict[str, Any], sentence: str) -> None:
    old = {"table/fix": copy.deepcopy(PARTY)}
    new = {"table/fix": {**PARTY, **fields, "moves": {"a": row}}}
    assert said(old, new) == [sentence]
    assert len(said(old, new, full=True)) == 1 + len(fields)


def test_a_date_that_moved() -> None:
    old = {"steps/net": copy.deepcopy(STEP)}
    row = {"was": date(2026, 4, 2), "moved_on": ON, "reason": "metingen zijn laat"}
    new = {"steps/net": {**STEP, "due": date(2026, 4, 16), "moves": {"a": row}}}
    assert said(old, new) == ["~ Netcapaciteit: verschoven 2 april 2026 → 16 april 2026: “metingen zijn laat”"]
    assert len(said(old, new, full=True)) == 2
    unmoved = {"steps/net": {**STEP, "moves": {"a": row}}}
    assert said(old, unmoved) == [
        "+ Netcapaciteit: Verschoven: 2 april 2026, Verzet op: 12 maart 2026, Reden: “metingen zijn laat”"
    ]
