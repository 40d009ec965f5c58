"""Sessions on screen: preparing, check-in, capture, positions and wrap-up.

The screens here hold no record of their own. Everything typed goes to a
:class:`~procesregie.desk.recording.Recording` before the prompt is free again; what is shown is read back
from it. The frame comes here with :func:`hold`, :func:`wrap_up` and :func:`prepare`.
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from procesregie.tui.app import ProcesregieApp


def hold(app: ProcesregieApp, session: str) -> None:
    """Opens `session` (an id) for what is said; who is there is asked first, when nobody said so yet."""
    from procesregie.tui.sessions.holding import held

    _once(app, held(app, session))


def wrap_up(app: ProcesregieApp, session: str) -> None:
    """From what was said in `session` (an id) to its commit."""
    from procesregie.tui.sessions.holding import wrapped

    _once(app, wrapped(app, session))


def prepare(app: ProcesregieApp, session: str) -> None:
    """What `session` (an id) starts from, its programme and who is invited."""
    from procesregie.tui.sessions.preparing import PrepareScreen

    app.push_screen(PrepareScreen(session))


def _once(app: ProcesregieApp, opening: Coroutine[Any, Any, None]) -> None:
    """Opens a session once, however often the key is pressed: a second log would not be what was meant."""
    if any(worker.group == "session" and not worker.is_finished for worker in app.workers):
        opening.close()
        return
    app.run_worker(opening, group="session")
