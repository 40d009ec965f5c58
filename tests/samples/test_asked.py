"""What a reader who was not there asks, answered on screen: each within three keys and a word, on both samples."""

from __future__ import annotations

from datetime import date

import pytest

from procesregie.tui.layout import CardView
from tests.samples.conftest import Told
from tests.tui.running import Running, running

LETTERS = {" ": "space", ":": "colon"}


async def asked(here: Running, *keys: str, word: str = "") -> str:
    """What stands on screen after at most three keys; ``…`` among them is where the word is typed."""
    assert len([key for key in keys if key != "…"]) <= 3
    for key in keys:
        if key == "…":
            for letter in word:
                await here.pilot.press(LETTERS.get(letter, letter))
            await here.settle()
        else:
            await here.press(key)
    await here.settle()
    card = here.app.screen.query_one(CardView).card
    rows = "\n".join(here.rows)
    return " ".join(f"{rows}\n{card.text}".split())


async def from_the_overview(here: Running) -> None:
    """Where every question begins."""
    while here.name != "Frame":
        await here.press("escape")
    here.app.show_then(None)
    await here.press("escape", "escape", "escape", "1")


async def test_lindenveld_warm(lindenveld: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCESREGIE_TODAY", lindenveld.story.as_of.isoformat())
    async with running(lindenveld.desk.root) as here:
        # 1, 2 and 3: who objected to the pilot and why, what became of that, which decision replaced it and where
        said = await asked(here, "ctrl+p", "…", "enter", word="pilot")
        assert "1 objection VvE Toren B (Wout Schreuder) · the costs are not substantiated" in said
        assert "The objection that was parked on 24 May turned out to be right." in said
        assert "Superseded by ↳ Stop the pilot heat net · 13 September 2025 · The bids ·" in said
        assert "Reversed. · Sat 13 September 2025 · session The bids" in said
        await from_the_overview(here)
        # 4: which decisions bind a party that was not there
        said = await asked(here, "7", "ctrl+p", "…", "enter", word="who were absent")
        assert "VvE Toren B 1 ◆ 23 Nov 2024 Insulation first direction asked, no answer" in said
        assert "Eigenaren Vlinderbuurt 1 ◆ 13 Sep 2025 Stop the pilot heat net decision stands aside" in said
        await from_the_overview(here)
        # 5: what changed since the last decision
        said = await asked(here, "ctrl+p", "…", "enter", word="last decision")
        assert "from ● 12 March 2026 agreement: Dilara Aksoy keeps the log" in said and "+ Spring table" in said
        await from_the_overview(here)
        # 6: how the intent read on 1 November
        said = await asked(here, "t", "…", "enter", word="1 nov 2024")
        then = here.app.then
        assert then is not None and (then.today, then.moment.date.date()) == (date(2024, 11, 1), date(2024, 10, 10))
        assert "Intent That nobody in Lindenveld sits in the cold to pay the bill, now or" in said
        await from_the_overview(here)
        # 7: when Toren B joined, on whose word
        said = await asked(here, "ctrl+p", "…", "enter", "b", word="toren b")
        assert "VvE Toren B: backs the direction → acts" in said
        assert "Objected in May, was right in September, and is in with all hundred and four." in said
        await from_the_overview(here)
        # 8: which steps of Stroomland slipped, with the reasons
        said = await asked(here, "5", "slash", "…", word="stroomland slipped")
        assert "Room on the cable per street stroomland ↷ slipped 2×" in said
        assert said.count(" · rescheduled on ") == 2 and "Slipped ↷ 2×" in said
        await from_the_overview(here)
        # 10: what was changed by hand
        said = await asked(here, "8", "f", "…", "enter", word="by hand")
        assert "◌ 29 Jan typing error in heat-source: form -> from by hand" in said


async def test_dichtbij_en_doenbaar(dichtbij: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCESREGIE_TODAY", dichtbij.story.as_of.isoformat())
    async with running(dichtbij.desk.root, language="nl") as here:
        # 1, 2 and 3, of the three chapters
        said = await asked(here, "ctrl+p", "…", "enter", word="drie hoofdstukken besluit")
        assert "Vervangen door ↳ Vier hoofdstukken · 5 december 2025" in said
        assert "Kring Grote Steden" in said and "bezwaar" in said
        await from_the_overview(here)
        # 5
        said = await asked(here, "ctrl+p", "…", "enter", word="laatste besluit")
        assert "van ● 15 januari 2026 Dichtbij en Doenbaar vastgesteld" in said and "+ Lancering" in said
        await from_the_overview(here)
        # 6
        said = await asked(here, "t", "…", "enter", word="1 november")
        then = here.app.then
        assert then is not None and (then.today, then.moment.date.date()) == (date(2025, 11, 1), date(2025, 10, 28))
        assert "Bedoeling Dat wie hulp zoekt één keer zijn verhaal doet" in said
        await from_the_overview(here)
        # 4
        said = await asked(here, "7", "ctrl+p", "…", "enter", word="besluiten: voor")
        assert "Middenring 1 ◆ 3 okt 2025 Wie meedoet en hoe we besluiten afspraak akkoord, niet onze voorkeur" in said
        await from_the_overview(here)
        # 9: what Beraad Ervaringskennis brought in, and what was done with it
        said = await asked(here, "ctrl+p", "…", "enter", "b", word="beraad")
        assert "betaal de trein vooraf, ik kan geen veertig euro voorschieten" in said
        assert "Bram belde ter plekke de kas van de bond" in said
        assert "→ overgenomen" in said
        await from_the_overview(here)
        # 10
        said = await asked(here, "8", "f", "…", "enter", word="met de hand")
        assert "Zo'n moment is er niet." in said
