"""Two themes in one visual language: a calm ground, one accent colour, nothing that shouts.

Which one is used: what was chosen last, else ``PROCESREGIE_THEME`` (``dark``, ``light`` or ``ansi``, or the
name of any theme of Textual), else what the terminal says of its background, else dark.
"""

from __future__ import annotations

import os

from textual.theme import Theme

DARK = Theme(
    name="procesregie-dark",
    primary="#82b8a6",
    secondary="#82b8a6",
    accent="#82b8a6",
    warning="#d6b370",
    error="#e2917f",
    success="#82b8a6",
    foreground="#d8dce0",
    background="#15181b",
    surface="#15181b",
    panel="#1d2126",
    dark=True,
    variables={
        "rule": "#343b42",
        "text-muted": "#9da6af",
        "text-disabled": "#9da6af",
        "block-cursor-background": "#273e38",
        "block-cursor-foreground": "#f2f5f4",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#22282c",
        "block-hover-background": "#1d2126",
        "input-cursor-background": "#d8dce0",
        "input-selection-background": "#82b8a6 35%",
        "border": "#82b8a6",
        "border-blurred": "#343b42",
        "scrollbar": "#505a63",
        "scrollbar-background": "#15181b",
        "scrollbar-background-hover": "#15181b",
        "scrollbar-background-active": "#15181b",
        "link-color": "#d8dce0",
        "link-background-hover": "#273e38",
        "link-color-hover": "#f2f5f4",
    },
)

LIGHT = Theme(
    name="procesregie-light",
    primary="#1c6b58",
    secondary="#1c6b58",
    accent="#1c6b58",
    warning="#8a5a00",
    error="#a63a2b",
    success="#1c6b58",
    foreground="#23282c",
    background="#fcfbf8",
    surface="#fcfbf8",
    panel="#f1efe9",
    dark=False,
    variables={
        "rule": "#d5d2c8",
        "text-muted": "#5c6369",
        "text-disabled": "#5c6369",
        "block-cursor-background": "#d3e7e0",
        "block-cursor-foreground": "#10201b",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#ebe9e2",
        "block-hover-background": "#f1efe9",
        "input-cursor-background": "#23282c",
        "input-selection-background": "#1c6b58 25%",
        "border": "#1c6b58",
        "border-blurred": "#d5d2c8",
        "scrollbar": "#aaa698",
        "scrollbar-background": "#fcfbf8",
        "scrollbar-background-hover": "#fcfbf8",
        "scrollbar-background-active": "#fcfbf8",
        "link-color": "#23282c",
        "link-background-hover": "#d3e7e0",
        "link-color-hover": "#10201b",
    },
)

OWN_VARIABLES = {"rule": "ansi_bright_black"}
"""Variables of ours that the themes of Textual do not have."""
_BY_WORD = {"dark": DARK.name, "light": LIGHT.name, "ansi": "ansi-dark"}


def first_theme(remembered: str = "") -> str:
    """The name of the theme to start with."""
    wanted = remembered or os.environ.get("PROCESREGIE_THEME", "")
    if wanted:
        return _BY_WORD.get(wanted, wanted)
    if os.environ.get("TERM") == "linux":
        return "ansi-dark"
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if ground in ("7", "15") else DARK.name
