"""What only the facilitator keeps: opened for one card, closed on leaving it, written nowhere but in the private layer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from procesregie.folder.private import PrivateLayer
from procesregie.model.party import Certainty, Motive, PrivateParty, Weight
from procesregie.tui.beside import Beside
from procesregie.tui.forms.form import Form
from tests.tui.made import PROCESS_ID
from tests.tui.running import Running, running
from tests.tui.test_forms import put

SECRET = "via de penningmeester"


@pytest.fixture
def layer(hermetic: Path) -> PrivateLayer:
    """A private layer with something in it about one party."""
    layer = PrivateLayer(PROCESS_ID)
    layer.save("table/stroomland", PrivateParty(entrance=f"{SECRET}\n", power=next(iter(Weight))))
    return layer


def panel(here: Running) -> str:
    """What the private panel says; empty when it is closed."""
    screen = here.frame
    assert isinstance(screen, Beside)
    return screen.private_panel.card.text if screen.private_panel is not None else ""


async def at(here: Running, address: str) -> None:
    """Puts the cursor on `address`."""
    here.app.action_go(address)
    await here.settle()


def shown(here: Running) -> str:
    """Everything on the screen."""
    return here.app.export_screenshot().replace("&#160;", " ")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_it_is_opened_for_one_card_and_closed_on_leaving_it(
    plain: Path, layer: PrivateLayer, size: tuple[int, int]
) -> None:
    async with running(plain, size) as here:
        await at(here, "table/stroomland")
        assert SECRET not in shown(here)
        await here.press("v")
        assert SECRET in panel(here) and SECRET in shown(here)
        await here.press(*(["escape"] if size[0] < 80 else []), "down")
        assert panel(here) == "" and SECRET not in shown(here) and here.frame.address != "table/stroomland"
        await here.press("up")
        assert panel(here) == "" and SECRET not in shown(here)


@pytest.mark.parametrize("keys", [["v"], ["escape"], ["2"], ["2", "3"], ["f8"]])
async def test_it_closes(plain: Path, layer: PrivateLayer, keys: list[str]) -> None:
    async with running(plain) as here:
        await at(here, "table/stroomland")
        await here.press("v")
        assert SECRET in panel(here)
        await here.press(*keys)
        assert panel(here) == "" and SECRET not in shown(here)


async def test_another_screen_closes_it(plain: Path, layer: PrivateLayer) -> None:
    async with running(plain) as here:
        await at(here, "table/stroomland")
        await here.press("v")
        here.app.prepare("2026-03-19-netwerktafel")
        await here.settle()
        await here.press("escape")
        assert here.name == "Frame" and panel(here) == ""


async def test_it_stays_closed_while_others_see_the_screen(plain: Path, layer: PrivateLayer) -> None:
    async with running(plain) as here:
        await at(here, "table/stroomland")
        await here.press("v", "e")
        await here.until(lambda: here.name == "PrivateForm")
        await here.settle()
        await put(here, "notes", "half getypt")
        await here.press("ctrl+p", "f8")  # from wherever one is, in one key
        assert here.name == "Frame" and panel(here) == "" and SECRET not in shown(here)
        await here.press("v")
        assert panel(here) == "" and any("while the screen is shared" in toast for toast in here.toasts)
        await here.press("f8", "v", "e")
        await here.until(lambda: here.name == "PrivateForm" and "half getypt" in shown(here))
        await here.press("escape", "f8", "9")
        assert "Others see your screen" in here.card
        await here.press("f8", "x")
        assert here.name == "Ask"
        await here.press("f8")
        assert here.name == "Frame" and "Others see your screen" in here.card


async def test_it_is_written_outside_the_folder_only_and_undone(plain: Path, layer: PrivateLayer) -> None:
    before = {path: path.read_bytes() for path in plain.rglob("*.toml")}
    file = layer.path("table/vve-toren-b")
    async with running(plain, language="nl") as here:
        await at(here, "table/vve-toren-b")
        await here.press("v")
        assert "Hier staat nog niets" in panel(here)
        await here.press("e")
        await here.until(lambda: here.name == "PrivateForm")
        await here.settle()
        await put(here, "notes", "Rie twijfelt zelf ook")
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        await here.until(lambda: "Rie twijfelt zelf ook" in panel(here))
        assert "Rie twijfelt zelf ook" in file.read_text() and file.stat().st_mode & 0o077 == 0
        assert "Rie twijfelt" not in here.card
        await here.press("u")
        await here.until(lambda: not file.exists())
    assert {path: path.read_bytes() for path in plain.rglob("*.toml")} == before


async def test_of_a_session_it_keeps_the_reflection(plain: Path) -> None:
    async with running(plain) as here:
        await at(here, "sessions/2026-02-26-moeten-willen-kunnen")
        await here.press("v")
        await here.press("e")
        await here.until(lambda: here.name == "PrivateForm")
        await here.settle()
        form = here.app.screen
        assert isinstance(form, Form) and "reflection" in form.editors
        await put(here, "reflection", "Ik liet het te lang lopen")
        await here.press("f2")
        await here.until(lambda: "te lang lopen" in panel(here))
        assert "te lang lopen" in PrivateLayer(PROCESS_ID).path("sessions/2026-02-26-moeten-willen-kunnen").read_text()
        assert not any("te lang lopen" in path.read_text() for path in plain.rglob("*.toml"))


async def test_what_was_half_typed_there_is_not_in_the_forms_of_the_record_itself(plain: Path) -> None:
    async with running(plain) as here:
        await at(here, "table/stroomland")
        await here.press("v")
        await here.press("e")
        await here.until(lambda: here.name == "PrivateForm")
        await here.settle()
        await put(here, "notes", "half getypt")
        await here.press("escape", "escape", "e")
        await here.until(lambda: here.name == "RecordForm")
        assert "half getypt" not in shown(here)
        await here.press("escape", "v", "e")
        await here.until(lambda: here.name == "PrivateForm")
        await here.settle()
        form = here.app.screen
        assert isinstance(form, Form) and form.editors["notes"].text == "half getypt"


async def test_a_guessed_motive_is_confirmed_with_one_key(plain: Path, layer: PrivateLayer) -> None:
    motives = {
        "m1": Motive(motive="een goed verhaal in de krant"),
        "m2": Motive(motive="het net"),
        "m3": Motive(motive="x"),
    }
    known = {**motives, "m3": motives["m3"].model_copy(update={"certainty": Certainty.CONFIRMED})}
    layer.save("table/stroomland", PrivateParty(motives=known))
    async with running(plain) as here:
        await at(here, "table/stroomland")
        await here.press("g")  # nothing private is open: no such key
        assert here.name == "Frame" and panel(here) == ""
        await here.press("v")
        await here.press("g")
        await here.until(lambda: here.name == "Pick")
        await here.press("down", "enter")
        await here.until(lambda: here.name == "Frame")
        await here.settle()
        kept = layer.load().get("table/stroomland")
        assert isinstance(kept, PrivateParty)
        assert {key: row.certainty.value for key, row in kept.motives.items()} == {
            "m1": "guessed", "m2": "confirmed", "m3": "confirmed",
        }  # fmt: skip
        assert kept.motives["m2"].on == date(2026, 3, 12) and "confirmed" in panel(here)
        await here.press("g")  # one is left: no question
        await here.until(lambda: "guessed" not in panel(here))
        await here.press("u")
        assert "guessed" in panel(here)
