"""Where the templates and the sample projects are: in the installed package, or in the checkout beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(kind: Literal["templates", "sample_projects"]) -> Path:
    """The folder of what comes with the program: inside an installed wheel, else at the top of the checkout."""
    installed = _PACKAGE / "shipped" / kind
    return installed if installed.is_dir() else _PACKAGE.parent / kind
