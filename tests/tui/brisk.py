"""Textual under test, without what it does over and over: the same sheets parsed by every app, waits made of long naps."""

from __future__ import annotations

from typing import Any

import pytest
import textual._wait
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

NAP = 1 / 125
"""Seconds between two looks at whether the app is idle."""
IDLE = NAP / 10
"""Seconds of processor time within a nap under which it is."""

_parse_rules = Stylesheet._parse_rules
_parsed: dict[object, list[RuleSet]] = {}


def parse_once(sheet: Stylesheet, *source: Any, **more: Any) -> list[RuleSet]:
    """The rules of a source, parsed by the first app that needs them."""
    key = (source, tuple(more.items()), tuple(sheet._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, *source, **more)
    return _parsed[key]


def brisk(patch: pytest.MonkeyPatch) -> None:
    """From now on until `patch` is undone."""
    patch.setattr(Stylesheet, "_parse_rules", parse_once)
    patch.setattr(textual._wait, "SLEEP_GRANULARITY", NAP)
    patch.setattr(textual._wait, "SLEEP_IDLE", IDLE)
