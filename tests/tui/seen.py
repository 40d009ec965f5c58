"""What is on a screen, cell by cell, without a terminal: its text, and how each cell looks."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.strip import Strip


def strips(screen: Screen[Any]) -> list[Strip]:
    """The rows of `screen` as it is painted now."""
    return screen._compositor.render_strips()


def painted(screen: Screen[Any]) -> list[str]:
    """Their text."""
    return [strip.text for strip in strips(screen)]
