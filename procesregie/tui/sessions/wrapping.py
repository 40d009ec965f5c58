"""temporary"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procesregie.desk.recording import Recording
    from procesregie.tui.app import ProcesregieApp


async def wrapped_up(app: ProcesregieApp, recording: Recording) -> bool:
    return False


async def commit_correction(app: ProcesregieApp, recording: Recording) -> bool:
    return False
