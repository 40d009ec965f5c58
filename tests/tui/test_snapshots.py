"""How the main screens look, held still: each is a text in ``snapshots/``, renewed by ``make snapshots``.

A scene is one app that walks past several screens, in sizes of its own. A change that was meant shows as a diff
to read; one that was not fails here.
"""

from __future__ import annotations

import asyncio
import difflib
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from procesregie.desk.starting import new_process
from procesregie.desk.story import story
from procesregie.language import speak
from procesregie.model.clock import Clock
from procesregie.tui.app import ProcesregieApp
from procesregie.tui.opening import opened
from procesregie.tui.theme import DARK, LIGHT
from tests.kept import Kept
from tests.samples.conftest import telling
from tests.tui.crowd import crowded
from tests.tui.running import PATIENCE
from tests.tui.seen import painted, pictured

FOLDER = Path(__file__).parent / "snapshots"
NOW = Clock.of("2026-03-12T10:05")
COMMITTED = "2026-03-01T10:00:00+01:00"
TALL, SMALL, USUAL, WIDE = (120, 36), (60, 20), (80, 24), (200, 50)


@dataclass(frozen=True)
class Shot:
    """A screen: the keys that lead to it from the one before, and the size it is looked at in."""

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int]


@dataclass(frozen=True)
class Scene:
    """One app on one process, in one language and one theme."""

    process: str
    """``nl`` or ``en`` for that sample, ``empty``, ``crowded``, or nothing: no process is open."""
    language: str
    theme: str
    shots: tuple[Shot, ...]


def keys(*words: str) -> tuple[str, ...]:
    """The keys that type each of `words`, which are keys themselves when they are the name of one."""
    found: list[str] = []
    for word in words:
        found += [word] if len(word) == 1 or word in NAMED else ["space" if c == " " else c for c in word]
    return tuple(found)


NAMED = {"enter", "escape", "down", "up", "right", "tab", "space", "f1", "f2", "f4", "f9", "ctrl+p", "asterisk"}
LEADS_ON = {"8", "enter", "escape", "p", "s", "f4", "f9"}
"""Keys after which another screen may stand there: the next key waits for it."""
ASKING = {"asking", "session", "holding", "wrap-up", "wrapping", "committing"}
"""Work that waits for a person."""
SAID = ("# opening", "@kgs wie betaalt het eerste jaar", "! we beginnen klein", "> @bond zaal vastleggen voor 2 april")
HEARD = (
    "# opening",
    "@stroomland the grid is full",
    "! start with the north row",
    "> @lindewarm letter before 2 April",
)

SCENES = {
    "areas-nl-light": Scene("nl", "nl", "light", (
        Shot("overview", (), USUAL),
        Shot("agenda", ("2",), TALL),
        Shot("table", ("3", "down"), USUAL),
        Shot("roles", ("4",), WIDE),
        Shot("steps", ("5",), SMALL),
        Shot("sessions", ("6",), USUAL),
        Shot("decisions", ("7",), SMALL),
        Shot("history", ("8", "down"), USUAL),
        Shot("mirror", ("9",), TALL),
    )),
    "areas-en-dark": Scene("en", "en", "dark", (
        Shot("overview", (), TALL),
        Shot("agenda", ("2",), SMALL),
        Shot("table", ("3", "down"), WIDE),
        Shot("roles", ("4",), USUAL),
        Shot("steps", ("5",), TALL),
        Shot("sessions", ("6",), SMALL),
        Shot("decisions", ("7",), TALL),
        Shot("history", ("8", "down", "down"), WIDE),
        Shot("mirror", ("9",), USUAL),
    )),
    "over-nl-dark": Scene("nl", "nl", "dark", (
        Shot("form", ("3", "down", "e"), USUAL),
        Shot("palette", keys("escape", "ctrl+p", "eenv"), SMALL),
        Shot("help", ("escape", "f1"), TALL),
    )),
    "over-en-light": Scene("en", "en", "light", (
        Shot("form", ("3", "down", "e"), WIDE),
        Shot("palette", keys("escape", "ctrl+p", "grid"), TALL),
        Shot("help", ("escape", "f1"), USUAL),
    )),
    "session-nl-light": Scene("nl", "nl", "light", (
        Shot("preparation", ("p",), TALL),
        Shot("checkin", ("escape", "s"), USUAL),
        Shot("capture", keys("asterisk", "enter", *(k for line in SAID for k in (line, "enter")), "@bond wie"), USUAL),
        Shot("positions", ("f4",), SMALL),
        Shot("wrapup", ("escape", "enter", "f9"), TALL),
    )),
    "session-en-dark": Scene("en", "en", "dark", (
        Shot("preparation", ("p",), SMALL),
        Shot("capture", keys("escape", "s", "asterisk", "enter", *(k for line in HEARD for k in (line, "enter"))), TALL),
        Shot("positions", ("f4",), USUAL),
        Shot("wrapup", ("escape", "f9"), SMALL),
    )),
    "empty-en-dark": Scene("empty", "en", "dark", (
        Shot("overview", (), USUAL),
        Shot("agenda", ("2",), SMALL),
        Shot("table", ("3",), TALL),
        Shot("mirror", ("9",), USUAL),
    )),
    "first-nl-light": Scene("", "nl", "light", (Shot("first", (), USUAL),)),
    "first-en-dark": Scene("", "en", "dark", (Shot("first", (), SMALL),)),
    "crowded-nl-dark": Scene("crowded", "nl", "dark", (
        Shot("agenda", ("2",), WIDE),
        Shot("table", ("3",), SMALL),
        Shot("steps", ("5",), USUAL),
    )),
}  # fmt: skip


def app_on(scene: Scene, kept: Kept, here: Path, patch: pytest.MonkeyPatch) -> ProcesregieApp:
    """The app of a scene, on a process of its own."""
    speak(scene.language)
    match scene.process:
        case "":
            return ProcesregieApp(language=scene.language)
        case "empty":
            new_process(here / "new", "empty", "Lindenveld Warm", scene.language, NOW)
            return opened(here / "new", NOW, scene.language)
        case "crowded":
            root = kept.copied("crowded", crowded, here / "crowded")
            return opened(root, NOW, scene.language)
    told = story(scene.process)
    where = kept.copied(*telling(told), here / "told")
    patch.setenv("XDG_DATA_HOME", str(where / "home"))
    return opened(where / "process", Clock.of(f"{told.as_of.isoformat()}T10:05"), scene.language)


async def walked(scene: Scene, app: ProcesregieApp) -> dict[str, str]:
    """The screens of a scene, by the name of their file."""
    found: dict[str, str] = {}
    async with app.run_test(size=scene.shots[0].size) as pilot:
        app.theme = LIGHT.name if scene.theme == "light" else DARK.name
        await still(app, pilot)
        for shot in scene.shots:
            await _resized(pilot, shot.size)
            for key in shot.keys:
                await pilot.press(key)
                if key in LEADS_ON:
                    await still(app, pilot)
            await still(app, pilot)
            found[f"{shot.name}-{scene.language}-{scene.theme}-{shot.size[0]}x{shot.size[1]}.txt"] = pictured(
                app.screen
            )
    return found


async def still(app: ProcesregieApp, pilot: Pilot[int]) -> None:
    """Until nothing is read or written any more and the screen stays as it is."""
    before: list[str] = []
    async with asyncio.timeout(PATIENCE):
        while True:
            await pilot.pause()
            now = painted(app.screen)
            reading = any(not w.is_finished and w.group not in ASKING for w in app.workers)
            if now == before and not reading:
                return
            before = now


async def _resized(pilot: Pilot[int], size: tuple[int, int]) -> None:
    if pilot.app.size != size:
        await pilot.resize_terminal(*size)
        await pilot.pause()


@pytest.mark.parametrize("name", SCENES)
async def test_it_looks_as_it_did(
    name: str, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    for hand in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{hand}_DATE", COMMITTED)
    scene = SCENES[name]
    folder = FOLDER / name.split("-")[0]
    shown = await walked(scene, app_on(scene, kept, tmp_path, monkeypatch))
    if request.config.getoption("--renew"):
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in shown.items():
            (folder / file).write_text(text, encoding="utf-8")
        return
    told = "\n".join(filter(None, (difference(folder / file, text) for file, text in shown.items())))
    if told:
        pytest.fail(f"{told}\nWas it meant? `make snapshots` renews them.", pytrace=False)


def difference(file: Path, now: str) -> str:
    """What is other than in `file`; empty when nothing is."""
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    names = (f"{file.parent.name}/{file.name}", "now")
    return "\n".join(difflib.unified_diff(before.splitlines(), now.splitlines(), *names, n=1, lineterm=""))


def test_every_snapshot_has_its_scene(request: pytest.FixtureRequest) -> None:
    expected = {
        FOLDER / name.split("-")[0] / f"{shot.name}-{scene.language}-{scene.theme}-{shot.size[0]}x{shot.size[1]}.txt"
        for name, scene in SCENES.items()
        for shot in scene.shots
    }
    found = set(FOLDER.rglob("*.txt"))
    if request.config.getoption("--renew"):
        for file in found - expected:
            file.unlink()
        return
    assert found == expected
