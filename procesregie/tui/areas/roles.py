"""Roles: to know whom you need for what."""

from __future__ import annotations

from procesregie.language import N_
from procesregie.tui.areas.area import Area


class Roles(Area):
    name = N_("Roles")
    room = "roles"
    empty = N_("No roles yet. Press n for the first one.")
    help = N_(
        "Who may and does what, on whose mandate, and whether they accepted it. "
        "Roles stand by kind, with the party that holds them. A role that ended stays, at the end."
    )
