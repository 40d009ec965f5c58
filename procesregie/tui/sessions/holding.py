"""Opening a session: who types, whether it was closed already, and then its screen. It ends with the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.language import spoken
from procesregie.model.address import owner_of

if TYPE_CHECKING:
    from procesregie.desk.recording import Recording
    from procesregie.tui.app import ProcesregieApp

MOST_NAMES, LONGEST_NAME = 12, 60
"""Records named at most, where there are more."""


async def held(app: ProcesregieApp, session: str) -> None:
    """Shows `session` (an id) as it happens, until it is left or closed."""
    from procesregie.tui.sessions.capture import CaptureScreen

    if not await _wanted(app, session):
        return
    recording = await opened(app, session)
    if recording is None:
        return
    if recording.sitting.lines or recording.sitting.present or await _ready(app):
        await app.push_screen_wait(CaptureScreen(recording))
    else:
        await app.write(recording.close)


async def wrapped(app: ProcesregieApp, session: str) -> None:
    """Wraps `session` (an id) up without showing it as it happens first."""
    from procesregie.tui.sessions.wrapping import wrapped_up

    recording = await opened(app, session)
    if recording is None:
        return
    try:
        await wrapped_up(app, recording)
    finally:
        await app.write(recording.close)


async def opened(app: ProcesregieApp, session: str) -> Recording | None:
    """The recording of `session`; None when it cannot be opened, which is said."""
    from procesregie.desk.recorder import recorder_of
    from procesregie.tui.ask import Ask, Blank

    desk = app.desk
    if not desk.whole:
        await app.try_to(desk.load_all)
    recorder = await app.read(recorder_of, desk)
    if not recorder:
        said = _("Every recorder has a log of their own. git does not know your name yet.")
        answer = await app.push_screen_wait(Ask("recorder", _("Who keeps the log?"), Blank(_("Name")), said=said))
        if answer is None:
            return None
        recorder = answer[0]
    return await app.try_to(desk.recording, session, recorder)


async def _wanted(app: ProcesregieApp, session: str) -> bool:
    """Whether a session that was closed is to be corrected; true for one that was not."""
    from procesregie.tui.ask import Choose

    record = app.desk.dossier.sessions[session]
    if record.outcome is None:
        return True
    day = spoken().day(record.closed_on.date() if record.closed_on else record.date)
    said = _(
        "It was closed as a {outcome} on {day}. What was committed stays; a correction is a new commit.",
        outcome=_(record.outcome.value),
        day=day,
    )
    answers = [("correct", _("Correct what was written down"))]
    return await app.push_screen_wait(Choose(record.title, said, answers)) is not None


async def _ready(app: ProcesregieApp) -> bool:
    """Whether to begin; what changed since the last commit can be committed first, so that the session's is its own."""
    from procesregie.desk.standing import standing
    from procesregie.language.trouble import Trouble
    from procesregie.tui.ask import Choose
    from procesregie.tui.sessions.drafting import title_of

    desk = app.desk
    try:
        stands = await app.read(standing, desk)
    except Trouble:
        return True  # without git there is a session all the same
    open_ones = {f"sessions/{id}" for id, one in desk.dossier.sessions.items() if one.outcome is None}
    owners = {owner_of(address) for address in stands.changed} - open_ones  # a draft leaves those for their own commit
    if stands.state.trouble is not None or not owners:
        return True
    names = sorted(desk.dossier.name(owner) for owner in owners)
    said = many("{n} record changed since the last commit:", "{n} records changed since the last commit:", len(names))
    shown = [name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…" for name in names[:MOST_NAMES]]
    if more := len(names) - len(shown):
        shown.append(_("and {n} more", n=more))
    answers = [("begin", _("begin the session")), ("draft", _("commit that first, as a draft"))]
    answer = await app.push_screen_wait(Choose(_("Before it begins"), f"{said}\n{', '.join(shown)}", answers))
    if answer == "draft":
        closed = await app.try_to(desk.draft)
        if closed is not None:
            app.tell(_("Committed: {title}", title=title_of(closed.subject)))
    return answer is not None
