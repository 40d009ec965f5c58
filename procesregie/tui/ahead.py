"""What is got ready while nobody waits, once everything is on the screen: what is shown next has less to do then.

Nothing here is needed. What is not ready when it is asked for is got there and then.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from procesregie.insight.contributions import by_party
from procesregie.insight.presence import attended_in
from procesregie.model.dossier import Dossier

if TYPE_CHECKING:
    from procesregie.tui.looking import Looking

STYLES = Path(__file__).parent / "sessions" / "sessions.tcss"
"""How the screens of a session look. Textual reads every style sheet anew when a screen brings one it did not know."""
MODULES = (
    "procesregie.tui.grid",
    "procesregie.tui.areas.agenda",
    "procesregie.tui.areas.table",
    "procesregie.tui.areas.roles",
    "procesregie.tui.areas.steps",
    "procesregie.tui.areas.sessions",
    "procesregie.tui.areas.decisions",
    "procesregie.tui.palette",
    "procesregie.tui.storied",
    "procesregie.tui.sessions.capture",
)
"""What the areas, and screens one opens often, are made of. Not all: what is imported stays in memory (a form takes 0.9 MB)."""


async def get_ready(app: Looking, dossier: Dossier) -> None:
    """Gets ready what is asked of `dossier`; the first time also what does not change with it."""
    await app.read(gone_through, dossier, app.aside.breathe)
    if not app.stylesheet.has_source(str(STYLES)):
        await app.read(imported, app.aside.breathe)
        app.stylesheet.read(STYLES)
        app.stylesheet.parse()
        collect_by_little()


def gone_through(dossier: Dossier, breathe: Callable[[], None]) -> None:
    """Reads every line that was said, as every card of a party does: what is found is kept. Blocks."""
    for name, session in dossier.sessions.items():
        if session.outcome is not None:
            attended_in(dossier, name)
        by_party(dossier, name)
        breathe()


def imported(breathe: Callable[[], None]) -> None:
    """Imports the areas and screens one opens often. Blocks."""
    for name in MODULES:
        import_module(name)
        breathe()


def collect_by_little() -> None:
    """What came in stays, and is looked through for what can be thrown away for the last time; from here on that is done
    with a little at a time: a key waits a few ms for it, not 30."""
    gc.collect(1)
    gc.freeze()
    gc.set_threshold(5_000, 4, 2_500)
