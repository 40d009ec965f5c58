"""To know whom you need for what: what roles say about topics, read from a topic, from a party, or as a whole.

Nothing here judges. That nobody decides about a topic can be right: then the table does, by its own rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from procesregie.insight.kept import of_dossier
from procesregie.language import N_, Language
from procesregie.model.dossier import Dossier
from procesregie.model.process import Rule
from procesregie.model.role import Doing, Role, RoleKind
from procesregie.model.topic import Stage

HATS = frozenset(
    frozenset(pair)
    for pair in (
        (RoleKind.FRAME, RoleKind.FUNDER),
        (RoleKind.CLIENT, RoleKind.EXECUTOR),
        (RoleKind.CLIENT, RoleKind.DELIVERY),
        (RoleKind.FUNDER, RoleKind.EXECUTOR),
        (RoleKind.FACILITATOR, RoleKind.CLIENT),
        (RoleKind.FACILITATOR, RoleKind.FRAME),
        (RoleKind.FACILITATOR, RoleKind.FUNDER),
    )
)
"""Roles that are hard to play at once: the others never know which of the two is speaking."""
_OVER = (Stage.PARKED, Stage.CLOSED)


@dataclass(frozen=True)
class Played:
    """What one role does about one topic."""

    role: str
    party: str
    """Who holds it; empty for nobody."""
    person: str
    does: Doing
    note: str = ""
    of: str = ""
    """The topic it is about, where that is a bigger one of which this is a part; else empty."""


@dataclass(frozen=True)
class Hats:
    """One party that holds two roles which are hard to play at once."""

    party: str
    one: str
    other: str


def letter(does: Doing, lang: Language) -> str:
    """The letter that stands for what a role does: the first of the word, in the language of the reader."""
    return lang(does.value)[:1].upper()


def holding(dossier: Dossier, today: date) -> Iterator[tuple[str, Role]]:
    """The roles that hold as of `today`, with their ids, in the order of the record."""
    found = sorted(dossier.roles.items(), key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))
    return ((id, role) for id, role in found if role.begun(today) and not role.ended(today))


About = Mapping[str, list[Played]]
"""What the roles that hold do about each topic (an id), who decides first."""


@of_dossier
def about(dossier: Dossier, today: date) -> About:
    """All of it at once."""
    found: dict[str, list[Played]] = {}
    for id, role in holding(dossier, today):
        for topic, row in role.topics.items():
            found.setdefault(topic, []).append(Played(id, role.party, role.person, row.does, row.note))
    order = {does: place for place, does in enumerate(Doing)}
    return {topic: sorted(played, key=lambda one: order[one.does]) for topic, played in found.items()}


def needed(dossier: Dossier, topic: str, today: date) -> list[Played]:
    """Whom one needs for `topic` (an id): who decides first, and after its own what holds for the whole it is a part of."""
    known = about(dossier, today)
    found: list[Played] = []
    at, of, seen = topic, "", {topic}
    while at:
        found += [replace(one, of=of) for one in known.get(at, ())]
        record = dossier.topics.get(at)
        at = record.parent if record is not None and record.parent not in seen else ""
        seen.add(at)
        of = at
    return found


def deciders(dossier: Dossier, topic: str, today: date) -> list[Played]:
    """Which roles decide about `topic` (an id); where none does, those that decide about the whole it is a part of."""
    found = [one for one in needed(dossier, topic, today) if one.does is Doing.DECIDES]
    return [one for one in found if one.of == found[0].of] if found else []


def deciding(dossier: Dossier, topic: str, today: date, lang: Language) -> str:
    """A sentence where nobody, or more than one party, decides about `topic` (an id); empty where one does."""
    who = dict.fromkeys(one.party for one in deciders(dossier, topic, today))
    if len(who) == 1:
        return ""
    if who:
        names = (dossier.name(f"table/{party}") if party else lang(N_("nobody")) for party in who)
        return lang(N_("More than one decides this: {parties}."), parties=lang.joined(names))
    rule = dossier.process.rule if dossier.get("process") else None
    if rule is None or rule is Rule.ONE:
        return lang(N_("No role decides this."))
    return lang(N_("No role decides this: the table does, by {rule}."), rule=lang(rule.value))


def unsettled(dossier: Dossier, topic: str, today: date) -> bool:
    """Whether it is not clear who decides about `topic` (an id): more than one role's party, or nobody and no rule."""
    who = {one.party for one in deciders(dossier, topic, today)}
    rule = dossier.process.rule if dossier.get("process") else None
    return len(who) > 1 or (not who and rule in (None, Rule.ONE))


@of_dossier
def hats(dossier: Dossier, today: date) -> Sequence[Hats]:
    """The parties that hold two roles which are hard to play at once, as of `today`."""
    held: dict[str, list[tuple[str, Role]]] = {}
    for id, role in dossier.roles.items():
        if role.party and role.begun(today) and not role.ended(today):
            held.setdefault(role.party, []).append((id, role))
    return [
        Hats(party, one, other)
        for party, roles in held.items()
        for (one, first), (other, second) in combinations(roles, 2)
        if frozenset((first.kind, second.kind)) in HATS
    ]


def counterparts(dossier: Dossier, role: str) -> list[str]:
    """The other halves of the pairing of `role` (an id): the one it names, and those that name it."""
    own = dossier.roles[role].counterpart
    others = [id for id, other in dossier.roles.items() if other.counterpart == role and id != own]
    return [*([own] if own in dossier.roles else []), *others]


def roles_of(dossier: Dossier, party: str) -> list[str]:
    """Ids of the roles that `party` (an id) holds or held last, those that hold today and those that ended alike."""
    theirs = [(id, role) for id, role in dossier.roles.items() if role.party == party]
    return [id for id, role in sorted(theirs, key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))]


def held_before(dossier: Dossier, party: str) -> list[str]:
    """Ids of the roles that `party` (an id) held before they went to somebody else."""
    return [
        id
        for id, role in dossier.roles.items()
        if role.party != party and any(row.party == party for row in role.earlier.values())
    ]


# -- as a whole: topics against parties


@dataclass(frozen=True)
class Matrix:
    """Who does what about what: the cell of a topic and a party holds everything its roles do about it."""

    topics: tuple[str, ...]
    """Ids, the tree of themes read from above; topics that are parked or closed only where a role names them."""
    depths: tuple[int, ...]
    """How deep each topic stands in that tree."""
    parties: tuple[str, ...]
    """Ids of the parties that hold a role about a topic, in the order of the table; an empty one for nobody."""
    cells: dict[tuple[str, str], tuple[Doing, ...]]

    def cell(self, topic: str, party: str) -> tuple[Doing, ...]:
        """What `party` does about `topic`: who decides first."""
        return self.cells.get((topic, party), ())


def matrix(dossier: Dossier, today: date) -> Matrix:
    """The roles that hold as of `today`, as one table."""
    found: dict[tuple[str, str], set[Doing]] = {}
    for _id, role in holding(dossier, today):
        for topic, row in role.topics.items():
            found.setdefault((topic, role.party), set()).add(row.does)
    named = {topic for topic, _party in found}
    tree = [(id, depth) for id, depth in themes(dossier) if id in named or dossier.topics[id].stage not in _OVER]
    order = sorted(dossier.parties, key=lambda id: (dossier.parties[id].order or 0, dossier.parties[id].title.lower()))
    holders = {party for _topic, party in found}
    parties = [id for id in order if id in holders] + ([""] if "" in holders else [])
    cells = {key: tuple(doing for doing in Doing if doing in does) for key, does in found.items()}
    return Matrix(tuple(id for id, _ in tree), tuple(depth for _, depth in tree), tuple(parties), cells)


def themes(dossier: Dossier) -> list[tuple[str, int]]:
    """Every topic with how deep it stands in the tree of themes, read from above; a ring of parents is cut open."""
    topics = sorted(dossier.topics.items(), key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))
    under: dict[str, list[str]] = {}
    for id, topic in topics:
        under.setdefault(topic.parent if topic.parent in dossier.topics else "", []).append(id)
    found: dict[str, int] = {}

    def walk(parent: str, depth: int) -> None:
        for id in under.get(parent, ()):
            if id not in found:
                found[id] = depth
                walk(id, depth + 1)

    walk("", 0)
    for id, _topic in topics:
        if id not in found:
            found[id] = 0
            walk(id, 1)
    return list(found.items())
