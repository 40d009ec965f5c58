"""What a word means when one asks whom one needs: topics, parties and roles it names, or that speak of it."""

from __future__ import annotations

from collections.abc import Iterator

from procesregie.capture.names import Names, folded, party_of
from procesregie.capture.values import Unread
from procesregie.language import N_
from procesregie.model.dossier import Dossier


def words_of(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Everything one can look up: its address, its title, and the words by which it is found as well."""
    for id, topic in dossier.topics.items():
        yield f"agenda/{id}", topic.title, f"{id} {topic.what} {topic.why_now}"
    for id, party in dossier.parties.items():
        people = " ".join(f"{person.name} {person.function}" for person in party.people.values())
        yield f"table/{id}", party.title, f"{id} {party.short} {people}"
    for id, role in dossier.roles.items():
        kind = role.kind.value if role.kind else ""
        yield f"roles/{id}", role.title, f"{id} {kind} {role.purpose} {role.mandate}"


def meant(dossier: Dossier, word: str) -> list[str]:
    """The addresses that `word` means, an exact one before those that have all its words in their title, and those
    before what speaks of it; raises :class:`Unread` when there is none."""
    name = word.strip().strip("/")
    if name.startswith(("agenda/", "table/", "roles/")) and dossier.get(name) is not None:
        return [name]
    said = folded(name.removeprefix("@"))
    everything = list(words_of(dossier))
    exact = [address for address, title, _more in everything if said in (folded(title), address.partition("/")[2])]
    if exact:
        return exact
    who = Names(dossier).resolve(name.removeprefix("@"))
    if who is not None:
        return [f"table/{party_of(who)}"]
    parts = said.split()
    for found in (
        [address for address, title, _more in everything if parts and all(p in folded(title) for p in parts)],
        [address for address, t, more in everything if parts and all(p in folded(f"{t} {more}") for p in parts)],
    ):
        if found:
            return found
    raise Unread(N_("There is no topic, party or role “{word}” here."), word=word.strip())
