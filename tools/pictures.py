"""Pictures of the real screens, as SVG: the app itself runs, headless, on a real folder.

python tools/pictures.py PROCESS OUT [--size 120x36] [--language nl] [--theme light] [--as-of 2026-03-12] [KEY …]

A KEY is a key as Textual calls it (``6``, ``enter``, ``ctrl+p``), or ``text:…`` for something to type.
"""

from __future__ import annotations

import argparse
import asyncio
import re
from pathlib import Path

from procesregie.model.clock import Clock
from procesregie.tui.app import ProcesregieApp
from procesregie.tui.opening import opened
from procesregie.tui.theme import DARK, LIGHT

_TEXT = re.compile(r'(<text[^>]* x=")([\d.]+)("[^>]* textLength=")([\d.]+)("[^>]*>)((?:&#160;)+)')
_COLUMN = 12.2
"""The width of a column in the SVG that Textual makes."""


def tidied(svg: str) -> str:
    """`svg` without spaces at the start of a piece of text: some programs that show SVG leave those out."""

    def moved(match: re.Match[str]) -> str:
        start, x, middle, length, end, spaces = match.groups()
        shift = len(spaces) // len("&#160;") * _COLUMN
        return f"{start}{float(x) + shift:.1f}{middle}{float(length) - shift:.1f}{end}"

    return _TEXT.sub(moved, svg)


async def settled(app: ProcesregieApp) -> None:
    """Waits for everything that is being read or written; a question that is open is not waited for."""
    for _round in range(20):
        busy = [w for w in app.workers if not w.is_finished and w.group != "asking"]
        if not busy:
            return
        await asyncio.gather(*(w.wait() for w in busy), return_exceptions=True)


async def picture(app: ProcesregieApp, size: tuple[int, int], keys: list[str], theme: str = "") -> str:
    """What the screen shows after `keys`, as SVG."""
    async with app.run_test(size=size) as pilot:
        if theme:
            app.theme = {"light": LIGHT.name, "dark": DARK.name}.get(theme, theme)
        await pilot.pause()
        await settled(app)
        for key in keys:
            if key.startswith("text:"):
                for letter in key.removeprefix("text:"):
                    await pilot.press("space" if letter == " " else letter)
            else:
                await pilot.press(key)
            await pilot.pause()
            await settled(app)
        await pilot.pause()
        return tidied(app.export_screenshot(title="procesregie"))


def main() -> None:
    """Makes one picture, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("process", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("keys", nargs="*")
    parser.add_argument("--size", default="120x36")
    parser.add_argument("--language", default=None)
    parser.add_argument("--theme", default="")
    parser.add_argument("--as-of", default=None)
    wanted = parser.parse_args()
    width, height = (int(part) for part in wanted.size.split("x"))
    app = opened(wanted.process, Clock.of(wanted.as_of), wanted.language)
    wanted.out.write_text(asyncio.run(picture(app, (width, height), wanted.keys, wanted.theme)), encoding="utf-8")


if __name__ == "__main__":
    main()
