"""The pulse on screen: another way to look in the mirror, a form to record one, and one to mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import tomli
from textual.widgets import OptionList

from tests.tui.made import PROCESS, written
from tests.tui.running import running

TAKEN: dict[str, Any] = {
    "herfst": {"on": date(2025, 11, 6), "relation": 3, "organisation": 3, "note": "We kennen elkaars petten."},
    "winter": {
        "on": date(2026, 2, 26),
        "ambition": 4,
        "relation": 4,
        "organisation": 2,
        "note": "Wie stuurt de rekening?",
    },
}


def kept(root: Path) -> dict[str, Any]:
    """The pulses as they stand in the file."""
    pulses: dict[str, Any] = tomli.loads((root / "process.toml").read_text()).get("pulse", {})
    return pulses


async def test_each_lens_is_a_line_of_its_marks_and_each_pulse_can_be_read_back(plain: Path) -> None:
    written(plain, {"process": {**PROCESS, "pulse": TAKEN}})
    async with running(plain, language="nl") as here:
        await here.until(lambda: here.app.mirror is not None)
        await here.press("9", "l")
        assert here.rows[:6] == [
            "Vitaliteit, 2 peilingen",
            "· Ambitie      ·  ▆4",
            "· Belangen     ·  ·",
            "↑ Relatie      ▄3 ▆4",
            "↓ Organisatie  ▄3 ▂2",
            "· Proces       ·  ·",
        ]
        assert here.rows[6:] == [
            "Wanneer we keken",
            "· 26 februari 2026  Wie stuurt de rekening?",
            "· 6 november 2025  We kennen elkaars petten.",
        ]
        here.frame.rows_list.put_on("lens:organisation")
        await here.settle()
        assert "1 omlaag sinds de vorige" in here.card and "We kennen elkaars petten." in here.card
        here.frame.rows_list.put_on("pulse:winter")
        await here.settle()
        assert "Peiling van 26 februari 2026" in here.card and "▆4" in here.card
        await here.press("enter")
        await here.until(lambda: here.name == "RowForm")
        await here.press("down", "end", "backspace")
        await here.type("5")
        await here.press("f2")
        await here.until(lambda: kept(plain)["winter"]["ambition"] == 5)
        assert kept(plain)["winter"]["note"] == "Wie stuurt de rekening?" and kept(plain)["herfst"] == TAKEN["herfst"]


async def test_n_records_one_and_u_takes_it_back(plain: Path) -> None:
    async with running(plain) as here:
        await here.until(lambda: here.app.mirror is not None)
        await here.press("9", "l")
        assert here.keys == [] and "No pulse yet" in here.card
        await here.press("n")
        await here.until(lambda: here.name == "RowForm")
        await here.press("down")
        await here.type("4")
        await here.press("f2")
        await here.until(lambda: bool(kept(plain)))
        assert kept(plain) == {"2026-03-12": {"on": date(2026, 3, 12), "ambition": 4}}
        await here.until(lambda: any("▆4" in row for row in here.rows))
        await here.press("u")
        await here.until(lambda: not kept(plain))
        assert here.toasts[-1] == "Undone: + Vitality: 12 March 2026, Ambition: 4. U does it again."
        await here.press("U")
        await here.until(lambda: bool(kept(plain)))
        assert here.toasts[-1] == "Done again: + Vitality: 12 March 2026, Ambition: 4."
        await here.press("U")
        assert here.toasts[-1] == "Nothing was undone that could be done again."
        await here.press("u")
        await here.until(lambda: not kept(plain))
        await here.press("l")
        assert any("resident" in row for row in here.rows)


async def test_the_palette_records_one_from_anywhere(plain: Path) -> None:
    async with running(plain) as here:
        await here.until(lambda: here.app.mirror is not None)
        for area in ("1", "9"):
            await here.press(area, "ctrl+p")
            await here.until(lambda: here.name == "Palette")
            await here.type("five lenses")
            assert len(here.app.screen.query_one("#choices", OptionList).options) == 1
            await here.press("enter")
            await here.until(lambda: here.name == "RowForm")
            await here.press("escape")
            await here.until(lambda: here.name == "Frame")


async def test_what_somebody_else_wrote_meanwhile_stays(plain: Path) -> None:
    async with running(plain) as here:
        await here.until(lambda: here.app.mirror is not None)
        await here.press("9", "n")
        await here.until(lambda: here.name == "RowForm")
        written(plain, {"process": {**PROCESS, "pulse": TAKEN, "goal": "Een plan.\n"}})
        await here.press("f2")
        await here.until(lambda: len(kept(plain)) == 3)
        assert tomli.loads((plain / "process.toml").read_text())["goal"] == "Een plan.\n"


async def test_nothing_is_recorded_while_another_moment_is_shown(process: Path) -> None:
    async with running(process) as here:
        await here.press("t", *"tikfout", "enter")
        await here.until(lambda: here.app.then is not None)
        await here.press("9", "l", "n")
        assert here.name == "Frame" and here.toasts
        here.frame.action_pulse()
        await here.settle()
        assert here.name == "Frame" and not kept(process)
