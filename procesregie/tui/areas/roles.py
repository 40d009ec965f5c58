"""Roles: to know whom you need for what."""

from __future__ import annotations

from collections.abc import Iterable

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.model.role import Role, RoleKind
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, Entry, Row, View, grouped, title_entry


class Roles(Area):
    name = N_("Roles")
    room = "roles"
    empty = N_("No roles yet. Press n for the first one.")
    help = N_(
        "Who may and does what, on whose mandate, and whether they accepted it. "
        "Roles stand by kind, with the party that holds them. A role that ended stays, at the end."
    )

    def entries(self, view: View) -> Iterable[Row]:
        roles = sorted(view.dossier.roles.items(), key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))
        ended = [(id, r) for id, r in roles if r.until is not None and r.until < view.today]
        now = [pair for pair in roles if pair not in ended]
        for kind in (*RoleKind, None):
            heading = _(kind.value) if kind else _("no kind said")
            yield from grouped([(heading, (self._entry(view, id, r) for id, r in now if r.kind == kind))])
        yield from grouped([(_("Ended"), (self._entry(view, id, r, signs.ENDED) for id, r in ended))])

    def _entry(self, view: View, id: str, role: Role, sign: str = signs.OPEN) -> Entry:
        holder = view.dossier.name(f"table/{role.party}") if role.party else _("nobody")
        return title_entry(f"roles/{id}", role.title, sign=sign, beside=holder)
