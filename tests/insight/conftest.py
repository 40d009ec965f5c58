"""The samples, told once for this room too, and how they stood when each of their sessions was closed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from procesregie.model.address import model_of
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from tests.samples.conftest import Told, dichtbij, lindenveld, told

__all__ = ["dichtbij", "lindenveld", "told"]


class Seen(NamedTuple):
    """A process as it stood right after a session, with the private layer of then."""

    dossier: Dossier
    day: date
    private: Dossier


@pytest.fixture(scope="package")
def seen(told: dict[str, Told]) -> dict[str, dict[str, Seen]]:  # noqa: F811
    """Of each story, by session: everything the mirror could look at when that session was closed."""
    return {name: _sessions(one) for name, one in told.items()}


def _sessions(one: Told) -> dict[str, Seen]:
    found = {}
    kept: dict[str, Record] = {}
    for moment, sha in zip(one.story.moments, one.shas(), strict=False):
        for address, data in moment.records(private=True).items():
            kept[address] = model_of(address, private=True).from_data(data)
        if moment.kind == "session":
            found[moment.session] = Seen(one.desk.repository.at(sha).dossier, moment.at.date(), Dossier(dict(kept)))
    return found
