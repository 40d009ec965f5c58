"""Role-clear: the better parties can act from their own role, the sooner something moves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from procesregie.insight.mirror.question import Looking, Question
from procesregie.language import N_
from procesregie.model.role import Role, RoleKind

_DOUBLE = tuple(
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


def double_hat(looking: Looking) -> Iterator[Question]:
    """Who wears two hats is heard with the heaviest of them. The better each party can act from one clear role, the
    sooner something moves.

    Let them say at the table which hat they wear when, or let another party take one of the two roles.
    """
    held: dict[str, list[tuple[str, Role]]] = {}
    for id, role in looking.dossier.roles.items():
        begun = role.since is None or role.since <= looking.today
        if role.party and begun and (role.until is None or role.until >= looking.today):
            held.setdefault(role.party, []).append((id, role))
    for party, roles in held.items():
        pair = next((p for p in combinations(roles, 2) if {role.kind for _, role in p} in _DOUBLE), None)
        if pair:
            (one_id, one), (other_id, other) = pair
            yield Question(
                N_("{party} is {one} and {other} at once. Do the others always know which of the two is speaking?"),
                evidence=(f"roles/{one_id}", f"roles/{other_id}", f"table/{party}"),
                values={"party": looking.dossier.name(f"table/{party}"), "one": one.kind, "other": other.kind},
                of=party,
            )
