"""Roles: by kind, with who holds them; those that ended at the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from procesregie.insight.views import Listing, Row, ViewOf
from procesregie.language import N_, Language
from procesregie.language.signs import ENDED, OPEN
from procesregie.model.dossier import Dossier
from procesregie.model.role import Role, RoleKind


def by_kind(dossier: Dossier, today: date, lang: Language) -> Listing:
    """Every role under its kind."""
    roles = sorted(dossier.roles.items(), key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))
    ended = [(id, role) for id, role in roles if role.until is not None and role.until < today]
    now = [pair for pair in roles if pair not in ended]

    def groups() -> Iterator[tuple[str, Iterator[Row]]]:
        for kind in (*RoleKind, None):
            heading = lang(kind.value) if kind else lang("no kind said")
            yield heading, (_row(dossier, id, role, lang) for id, role in now if role.kind == kind)
        yield lang("Ended"), (_row(dossier, id, role, lang, ENDED) for id, role in ended)

    return Listing.of(groups())


def _row(dossier: Dossier, id: str, role: Role, lang: Language, sign: str = OPEN) -> Row:
    holder = dossier.name(f"table/{role.party}") if role.party else lang("nobody")
    return Row(f"roles/{id}", role.title, sign, beside=(holder,))


VIEWS = (ViewOf("kind", N_("by kind"), by_kind),)
