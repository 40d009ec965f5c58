"""What a form is filled in against: the records there are, today, and the values of the fields beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from procesregie.model.dossier import Dossier


@dataclass(frozen=True)
class Context:
    """What the editors of one form share."""

    dossier: Dossier
    today: date
    address: str
    """The record the form is of, or in which its row is."""
    place: str
    """Where what is typed is kept in the journal, before the name of the field."""
    party: str = ""
    """The party whose people are meant, when the row or the record is about one."""
    keep: Callable[[str, str], None] = lambda name, text: None
    """Puts what stands in the field `name` into the journal; empty text when it is what it was."""
    values: Callable[[], Mapping[str, Any]] = field(default=dict)
    """What stands in the other fields now, as far as it can be read."""

    def people(self) -> dict[str, str]:
        """The people one can mean here, by id: of the party that is filled in, or that the row is of."""
        now = self.values()
        party = str(now.get("party") or now.get("owner") or self.party)
        holder = self.dossier.parties.get(party)
        if holder is None:
            return {}
        return {id: person.name or person.function or id for id, person in holder.people.items()}
