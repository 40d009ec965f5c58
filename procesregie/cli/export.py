"""``procesregie export …``: what leaves the folder. Nothing private does."""

from __future__ import annotations

from procesregie.cli.group import Commands
from procesregie.language import N_

command = Commands(
    {"minutes": "procesregie.cli.export_minutes", "handover": "procesregie.cli.export_handover"},
    name="export",
    help=N_("Exports what is to leave the folder."),
)
