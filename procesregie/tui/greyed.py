"""Why a key that is greyed out does nothing on this row, and what to do instead: one sentence, derived from what is there."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from procesregie.language import say as _
from procesregie.tui.actions import NO_SESSION

if TYPE_CHECKING:
    from textual.binding import Binding

    from procesregie.tui.areas.area import View
    from procesregie.tui.frame import Frame
    from procesregie.tui.sheet import Ours


def why(frame: Frame, key: Binding) -> str:
    """Why `key`, which is greyed out on this row of `frame`, does nothing here."""
    view, what = frame.app.view, _(key.description)
    if view.desk is None:
        return _("The records are still being read. Try “{key}” again in a moment.", key=what)
    if key.action in NO_SESSION:
        return _(NO_SESSION[key.action])
    if key.action == "undo" or not frame.address:
        return why_on(frame, key)
    title, state = view.dossier.name(frame.address), _state(view, frame.address)
    if key.action == "here('condition')" and frame.area.allows(frame, "review"):
        return _("“{title}” was taken without conditions.", title=title)
    if state:
        does = _("“{key}” does nothing here: “{title}” is {state}.", key=what, title=title, state=_(state))
    else:
        does = _("“{key}” does nothing for “{title}”.", key=what, title=title)
    leads = frame.active_bindings.get("full_stop")
    return f"{does} {_('“.” shows what else there is to do.')}" if leads and leads.enabled else does


def why_on(screen: Ours[Any], key: Binding) -> str:
    """Why `key` does nothing on a row of `screen`, whatever is on it."""
    if key.action == "undo":
        return _("Nothing was changed since this process was opened or last committed: there is nothing to undo.")
    if screen.has_class("-nothing"):
        return _("There is nothing here that “{key}” could be about.", key=_(key.description))
    return _("“{key}” does nothing on this row. Move the cursor to another one.", key=_(key.description))


def _state(view: View, address: str) -> str:
    """The word for where the record at `address` is in its life (a message id); empty where it has none."""
    from procesregie.model.decision import Decision

    record = view.dossier.get(address)
    state = record.state_on(view.today) if isinstance(record, Decision) else getattr(record, "state", None)
    return str(state.value) if isinstance(state, Enum) else ""
