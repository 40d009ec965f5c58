"""Names: who is meant by what follows an ``@``, and what one types for a party or a person.

A *ref* is a party's id, or ``party/person`` where a person was named.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, cast

from procesregie.model.dossier import Dossier
from procesregie.model.ids import slug

if TYPE_CHECKING:
    from procesregie.model.log import Log
    from procesregie.model.party import Party

NAME = r"\w+(?:[-/]\w+)*"
"""What can follow an ``@``, as a pattern: a word, with hyphens, and ``party/person``."""


def folded(text: str) -> str:
    """`text` without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=8192)  # the same few hundred names, each time a record changes
def _key(text: str) -> str:
    """A name as it is compared: its words without case and accents, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", folded(text)))


def party_of(ref: str) -> str:
    """The party of a ref: itself, or the party on whose behalf the person sits there."""
    return ref.split("/", 1)[0]


def person_called(dossier: Dossier, ref: str) -> str:
    """What people call `ref`: a party's title, a person's name.

    In a process whose record holds no names, a person is called by function, or as somebody of the party.
    """
    party_id, _, person_id = ref.partition("/")
    party = cast("Party | None", dossier.get(f"table/{party_id}"))
    title = party.title if party else party_id
    if not person_id:
        return title
    person = party.people.get(person_id) if party else None
    if getattr(dossier.records.get("process"), "names", True):
        return (person.name or person.function if person else "") or person_id
    return (person.function if person else "") or title


@dataclass(frozen=True, slots=True)
class _Known:
    """A party or a person, with the names that lead to it."""

    ref: str
    short: str
    id: str
    names: tuple[str, ...]

    @property
    def is_person(self) -> bool:
        return "/" in self.ref

    def begins(self, key: str) -> bool:
        return any(name.startswith(key) for name in self.names)

    def has_word(self, key: str) -> bool:
        return any(f"-{key}-" in f"-{name}-" for name in self.names)

    def has_word_beginning(self, key: str) -> bool:
        return any(f"-{key}" in f"-{name}" for name in self.names)


class Names:
    """The names at the table of `dossier`. It answers for the dossier it was made from: a new one, a new Names."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        process = dossier.records.get("process")
        self.language = str(getattr(process, "language", "nl"))
        """The language of the process: in which words a line is typed back."""
        self._here: list[_Known] = []
        self._gone: list[_Known] = []
        self._parties = dossier.parties
        for party_id, party in self._parties.items():
            if party.empty:  # nobody answers to it
                continue
            self._learn(party_id, party, use_functions=not getattr(process, "names", True))
        self._found: dict[str, str | None] = {}

    def _learn(self, party_id: str, party: Party, *, use_functions: bool) -> None:
        gone = party.left() is not None
        own = (_key(party.short), _key(party_id), _key(party.title))
        (self._gone if gone else self._here).append(_Known(party_id, own[0], own[1], _filled(own)))
        for person_id, person in party.people.items():
            called = person.function if use_functions else person.name
            known = _Known(f"{party_id}/{person_id}", "", _key(person_id), _filled((_key(person_id), _key(called))))
            (self._gone if gone or person.until else self._here).append(known)

    def resolve(self, word: str) -> str | None:
        """The ref `word` (what follows the ``@``) means, or None when that is nobody, or more than one.

        Exact short name, exact id, a person's id, the one name it begins, the one name that has that word;
        who left the table, or went into another party, only when nobody else answers to it.
        """
        if word not in self._found:
            self._found[word] = self._in_party(word) if "/" in word else self._by_name(_key(word))
        return self._found[word]

    def _by_name(self, key: str) -> str | None:
        if not key:
            return None
        for known in (self._here, self._gone):
            answering = False
            for found in (
                [one for one in known if one.short == key],
                [one for one in known if one.id == key and not one.is_person],
                [one for one in known if one.id == key and one.is_person],
                [one for one in known if one.begins(key)],
                [one for one in known if one.has_word(key)],
            ):
                refs = {one.ref for one in found}
                # a party called after its only person is meant as the party
                refs = {ref for ref in refs if "/" not in ref or party_of(ref) not in refs}
                if len(refs) == 1:
                    return refs.pop()
                answering = answering or bool(refs)
            if answering:
                return None
        return None

    def _in_party(self, word: str) -> str | None:
        """``party/person``, by exact names on both sides; ``table/party`` is the address of a party."""
        left, _, right = word.partition("/")
        if left == "table" and right in self._parties:
            return right
        everybody = [*self._here, *self._gone]
        parties = {one.ref for one in everybody if not one.is_person and _key(left) in (one.short, one.id)}
        found = [
            one.ref for one in everybody if one.is_person and one.id == _key(right) and party_of(one.ref) in parties
        ]
        return found[0] if len(found) == 1 else None

    def short(self, ref: str) -> str:
        """The word one types after the ``@`` for `ref`: the shortest that means exactly that."""
        party_id, _, person_id = ref.partition("/")
        party = self._parties.get(party_id)
        short = party.short if party else ""
        words = [person_id, f"{short}/{person_id}", ref] if person_id else [short, party_id, f"table/{party_id}"]
        return next((word for word in words if re.fullmatch(NAME, word) and self.resolve(word) == ref), ref)

    def complete(self, prefix: str, present: Collection[str] = ()) -> list[str]:
        """What can stand after the ``@`` when `prefix` is typed: parties of `present` first, people after parties.

        Without a prefix the parties only. Who has left is offered when nobody else is.
        """
        key = _key(prefix)
        for known in (self._here, self._gone):
            fits = [one for one in known if one.has_word_beginning(key) and (key or not one.is_person)]
            if fits:
                fits.sort(
                    key=lambda one: (
                        party_of(one.ref) not in present,
                        one.is_person,
                        not one.short.startswith(key),
                        not one.begins(key),
                        one.short or one.id,
                    )
                )
                return [self.short(one.ref) for one in fits]
        return []

    def threads(self, prefix: str = "") -> list[str]:
        """Threads that begin with `prefix`, the most used one first."""
        key = folded(prefix)
        return [thread for thread in self._threads if folded(thread).startswith(key)]

    @cached_property
    def _threads(self) -> list[str]:
        logs: Iterable[Log] = (
            cast("Log", record)
            for address, record in self._dossier.records.items()
            if address.startswith("sessions/") and address.count("/") == 2
        )
        times = Counter(thread for log in logs for line in log.lines.values() for thread in line.threads)
        return sorted(times, key=lambda thread: (-times[thread], thread))


def _filled(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name)


_KINDS = {
    "aannemer": "aan", "basisschool": "bs", "bedrijf": "b", "bewonersgroep": "bg", "bewonersraad": "br",
    "cooperatie": "coop", "corporatie": "wc", "eigenaren": "eig", "energiecooperatie": "ec", "gemeente": "gem",
    "hogeschool": "hs", "huurdersraad": "hr", "huurdersvereniging": "hv", "netbeheerder": "net", "provincie": "prov",
    "stichting": "st", "universiteit": "uni", "vereniging": "ver", "vve": "vve", "waterschap": "ws", "welzijn": "wz",
    "wijkraad": "wr", "woningbouwvereniging": "wbv", "woningstichting": "ws", "zorgcentrum": "zc", "zorginstelling": "zi",
    "association": "assoc", "company": "co", "council": "cl", "foundation": "f", "municipality": "mun",
    "school": "sch", "university": "uni",
}  # fmt: skip
"""Words that say what kind of party it is: left out of a short name, or shortened in it."""
_ARTICLES = "de het een der den van voor op in en te aan bij the of for and a to at bv nv io i o ltd inc"
_SMALL = frozenset(_ARTICLES.split())


def offer_short(title: str, taken: Collection[str]) -> str:
    """A short name for a new party called `title`, that is not in `taken` (short names and ids, compared without case).

    What sets it apart (``haardstee``), else with its kind shortened (``hr-haardstee``), else the whole, else numbered.
    """
    used = {folded(name) for name in taken}
    words = slug(title).split("-") if slug(title) else ["partij"]
    own = [word for word in words if word not in _KINDS and word not in _SMALL] or words
    kinds = [_KINDS[word] for word in words if word in _KINDS and word not in own]
    tries = ["-".join(own[:2]), "-".join([*kinds, *own[:2]]), "-".join(own), "-".join(words)]
    if len(own[0]) > 3 and len(own) > 1 and len(tries[0]) > 16:
        tries.insert(0, own[0])
    for word in tries:
        if word not in used:
            return word
    n = 2
    while f"{tries[0]}-{n}" in used:
        n += 1
    return f"{tries[0]}-{n}"
