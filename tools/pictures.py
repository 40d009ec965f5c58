"""Pictures of the real screens, as SVG: the app itself runs, headless, on a real folder.

python tools/pictures.py PROCESS OUT [--size 120x36] [--language nl] [--theme light] [--as-of 2026-03-12] [KEY …]

python tools/pictures.py --docs [--only NAME,NAME] makes the pictures of the README and the docs, from the samples.

A KEY is a key as Textual calls it (``6``, ``enter``, ``ctrl+p``), or ``text:…`` for something to type.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from procesregie.language import speak
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


QUIET_SECONDS = 0.5
"""How long is waited at most for what is being read or written: some work waits for the next key itself."""


async def settled(app: ProcesregieApp) -> None:
    """Waits for everything that is being read or written."""
    busy = [asyncio.ensure_future(w.wait()) for w in app.workers if not w.is_finished and w.group != "asking"]
    if busy:
        await asyncio.wait(busy, timeout=QUIET_SECONDS)


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
                await pilot.pause()
                continue
            await pilot.press(key)
            await pilot.pause()
            await settled(app)
        await pilot.pause()
        return tidied(app.export_screenshot(title="procesregie"))


@dataclass(frozen=True)
class Picture:
    """One picture of the docs: of which sample, how large, after which keys."""

    name: str
    sample: str
    keys: tuple[str, ...]
    size: tuple[int, int] = (120, 36)
    theme: str = "light"
    as_of: str = ""


def typed(*lines: str) -> tuple[str, ...]:
    """The keys that type these lines."""
    return tuple(key for line in lines for key in (f"text:{line}", "enter"))


SAID = typed(
    "# opening",
    "@kruimelhof the kitchen stays open until nine",
    "+ @toren-b the roof on the north side, that was missing",
    "< @stroomland week 14 is too early for the cable  #grid",
    "! start with the north row in May",
    ": @stroomland not our preference earlier than we asked",
    "> @lindewarm letter to all owners before 2 April",
    "( the director is not convinced yet",
)
GEZEGD = typed(
    "# opening",
    "@beraad eerst wie het betreft, dan pas de pers",
    "+ @jeugd de drie regio's staan nog niet in het verhaal",
    "< @kgs wie betaalt de eerste drie maanden?  #geld",
    "! we lanceren in het buurthuis, niet op het plein",
    ": @middenring niet onze voorkeur",
    ": rest consent",
    "> @bond zaal vastleggen voor 2 februari",
    "( de directeur twijfelt nog",
)
CAPTURE = ("s", "asterisk", "enter")
ANYTHING = ("ctrl+p",)
ALBUM = (
    Picture("overview", "en", ()),
    Picture("capture", "en", (*CAPTURE, *SAID, "text:@toren-b who "), theme="dark"),
    Picture("wrapup", "en", (*CAPTURE, *SAID, "f9", "right", "right", "right", "right", "right", "enter")),
    Picture("history", "en", ("8", *("down",) * 8)),
    Picture("positions", "en", (*CAPTURE, *SAID, "f4"), size=(80, 24)),
    Picture("table", "en", ("3", "down", "down", "down")),
    Picture("overzicht", "nl", ()),
    Picture("sessie", "nl", (*CAPTURE, *GEZEGD), size=(80, 24), theme="dark"),
    Picture("geschiedenis", "nl", ("8", "down", "down", "down"), size=(80, 24)),
    Picture("history-at", "en", ("8", *("down",) * 7, "t", "7", "down", "down")),
    Picture("history-compare", "en", ("8", *("down",) * 7, "w", "up", "up"), theme="dark"),
    Picture("story", "en", (*ANYTHING, "text:toren b", "enter", "b", "down", "down", "down")),
    Picture("toen", "nl", ("8", "down", "down", "down", "t", "2"), size=(80, 24)),
    Picture("topic", "en", ("2", *("down",) * 5), size=(120, 36)),
    Picture("seats", "en", ("3", "l"), size=(80, 24), theme="dark"),
    Picture("ruil", "nl", ("3", *("down",) * 3)),
    Picture("matrix", "en", ("4", "l")),
    Picture("stappen", "nl", ("5", "l"), size=(80, 24)),
    Picture("draden", "nl", ("6", "l"), theme="dark"),
    Picture("decision", "en", ("7", *("down",) * 4)),
    Picture("spiegel", "nl", ("9", "down")),
    Picture("pulse", "en", ("9", "l"), size=(80, 24), theme="dark"),
    Picture("tekst", "nl", (*ANYTHING, "text:verhaal van", "enter", "text:propos", "enter"), theme="dark"),
)


def album(folder: Path, only: str = "") -> None:
    """Makes the pictures of the docs (or the ones called in `only`) in `folder`, each on a fresh sample, in a home of their own."""
    from procesregie.desk.story import story, tell

    folder.mkdir(exist_ok=True)
    for one in (one for one in ALBUM if not only or one.name in only.split(",")):
        with tempfile.TemporaryDirectory() as home:
            for kind in ("DATA", "STATE", "CONFIG", "CACHE"):
                os.environ[f"XDG_{kind}_HOME"] = f"{home}/{kind.lower()}"
            told = story(one.sample)
            process = Path(home) / told.name
            tell(told, process)
            speak(one.sample)
            clock = Clock.of(f"{one.as_of or told.as_of.isoformat()}T10:05")
            app = opened(process, clock, one.sample)
            svg = asyncio.run(picture(app, one.size, list(one.keys), one.theme))
        (folder / f"{one.name}.svg").write_text(svg, encoding="utf-8")
        print(folder / f"{one.name}.svg")


def main() -> None:
    """Makes one picture, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("process", type=Path, nargs="?")
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("keys", nargs="*")
    parser.add_argument("--size", default="120x36")
    parser.add_argument("--language", default=None)
    parser.add_argument("--theme", default="")
    parser.add_argument("--as-of", default=None)
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--only", default="")
    wanted = parser.parse_intermixed_args()
    if wanted.docs:
        album(Path(__file__).parent.parent / "docs/pictures", wanted.only)
        return
    if wanted.process is None or wanted.out is None:
        parser.error("name a process and a file to write")
    if wanted.language:
        speak(wanted.language)
    width, height = (int(part) for part in wanted.size.split("x"))
    app = opened(wanted.process, Clock.of(wanted.as_of), wanted.language)
    wanted.out.write_text(asyncio.run(picture(app, (width, height), wanted.keys, wanted.theme)), encoding="utf-8")


if __name__ == "__main__":
    main()
