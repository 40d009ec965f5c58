"""Who types: the name a log goes by when nobody said one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procesregie.language.trouble import Trouble
from procesregie.model.ids import slug

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk


def recorder_of(desk: Desk) -> str:
    """The recorder as an id: git's own setting ``procesregie.recorder``, else the name git commits with.

    Empty when git does not say either, or is not there: then whoever opens the log asks.
    """
    from procesregie.history.state import identity

    git = desk.repository.git
    try:
        asked = git.read("config", "--get", "procesregie.recorder", ok=(0, 1)).decode(errors="replace").strip()
        return slug(asked or identity(git)[0])
    except Trouble:
        return ""
