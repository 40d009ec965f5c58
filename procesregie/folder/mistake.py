"""A mistake of the program itself: one sentence for who met it, the details in a file for who mends it."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from procesregie.language import say as _


def told(error: BaseException) -> str:
    """The sentence for `error`, with where its details were written."""
    name = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    try:
        where = _written(error)
    except OSError:
        return _("This is a mistake in the program itself, not in your record ({name}).", name=name)
    return _(
        "This is a mistake in the program itself, not in your record ({name}). The details are in {file}.",
        name=name,
        file=where,
    )


def _written(error: BaseException) -> Path:
    from procesregie.folder.places import OWNER_FILE, make_private_folder, state_base

    make_private_folder(state_base())
    file = state_base() / "mistake.txt"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_FILE)
    with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as target:
        target.write("".join(traceback.format_exception(error)))
    return file
