"""Who is there: the check-in as data, so that the screen only draws it and passes keys on."""

from __future__ import annotations

from collections.abc import Iterable

from procesregie.model.dossier import Dossier
from procesregie.model.ids import slug
from procesregie.model.session import Presence, Session


class Roll:
    """The parties of one session: first who was invited, then who else is at the table."""

    def __init__(self, dossier: Dossier, session: Session) -> None:
        self.dossier = dossier
        attendance = session.attendance
        self.state: dict[str, Presence | None] = {name: row.presence for name, row in attendance.items()}
        self.people: dict[str, tuple[str, ...]] = {name: row.people for name, row in attendance.items() if row.people}
        self._asked = {name for name, presence in self.state.items() if presence is not Presence.PRESENT}
        """Who stood in the list before anybody came in."""
        self.changed: set[str] = set()
        """Parties whose row was touched here; only these are written."""

    @property
    def invited(self) -> list[str]:
        """Parties that are in the session's list, by name."""
        return self._by_name(name for name in self.state if name in self.dossier.parties)

    @property
    def others(self) -> list[str]:
        """Parties at the table that were not invited, by name."""
        parties = self.dossier.parties
        return self._by_name(name for name in parties if name not in self.state and parties[name].at_table)

    def _by_name(self, names: Iterable[str]) -> list[str]:
        return sorted(names, key=lambda name: self.title(name).casefold())

    def title(self, party: str) -> str:
        return self.dossier.name(f"table/{party}")

    def short(self, party: str) -> str:
        record = self.dossier.parties.get(party)
        return record.short if record and record.short else party

    def presence(self, party: str) -> Presence | None:
        """How `party` stands in the list; None when it is not in it."""
        return self.state.get(party)

    def found(self, text: str) -> list[str]:
        """Parties that `text` finds, those whose short name or a word begins with it first; all without `text`."""
        everybody = [*self.invited, *self.others]
        wanted = slug(text)
        if not wanted:
            return everybody if not text.strip() else []
        begins = [name for name in everybody if any(word.startswith(wanted) for word in self._words(name))]
        holds = [name for name in everybody if name not in begins and wanted in " ".join(self._words(name))]
        return begins + holds

    def _words(self, party: str) -> list[str]:
        title = slug(self.title(party))
        record = self.dossier.parties.get(party)
        people = [slug(person.name) for person in record.people.values()] if record else []
        return [slug(self.short(party)), party, title, *title.split("-"), *people]

    # -- what the keys do

    def toggle(self, party: str) -> None:
        """Present, or as it was before: invited when it stands in the list."""
        self.put(party, Presence.INVITED if self.presence(party) is Presence.PRESENT else Presence.PRESENT)

    def apologise(self, party: str) -> None:
        """Absent with a message, or invited again."""
        self.put(party, Presence.INVITED if self.presence(party) is Presence.APOLOGIES else Presence.APOLOGIES)

    def everybody(self) -> None:
        """Everybody invited who sent no apologies is there; without invitations, everybody at the table."""
        names = [*self.invited, *([] if self._asked else self.others)]
        for name in names:
            if self.presence(name) is not Presence.APOLOGIES:
                self.put(name, Presence.PRESENT)

    def put(self, party: str, presence: Presence) -> None:
        self.state[party] = presence
        self.changed.add(party)

    def toggle_person(self, party: str, person: str) -> None:
        """Whether `person` of `party` is there; somebody who is there makes the party present."""
        there = self.people.get(party, ())
        if person in there:
            self.people[party] = tuple(one for one in there if one != person)
            self.changed.add(party)
        else:
            self.people[party] = (*there, person)
            self.put(party, Presence.PRESENT)

    # -- what comes of it

    def counted(self, presence: Presence) -> int:
        return sum(1 for state in self.state.values() if state is presence)

    @property
    def marked(self) -> dict[str, list[str]]:
        """What was marked here as the journal keeps it: how each party stands, and its people that are there."""
        return {name: [presence.value, *self.people.get(name, ())] for name, presence in self.written().items()}

    def mark_again(self, marked: dict[str, list[str]]) -> None:
        """What was marked before the program was killed, of parties that are still there."""
        for name, (presence, *people) in marked.items():
            if name in self.dossier.parties:
                self.put(name, Presence(presence))
                self.people[name] = tuple(people)

    def written(self) -> dict[str, Presence]:
        """What changed, for the record."""
        return {name: state for name in self.changed if (state := self.state.get(name)) is not None}
