"""What a team asks its history, answered without the screen; with git alone in ``docs/git.md``."""

from __future__ import annotations

import pytest

from procesregie.__main__ import main
from tests.samples.conftest import Told

PILOT = "decisions/2025-05-24-pilot-heat-net-40-homes"
QUESTIONS = [
    ("who objected to the pilot, and why", "lindenveld-warm", f"show {PILOT}",
     ["VvE Toren B (positions.vve-toren-b)", "reasoned objection", "the costs are not substantiated"]),
    ("what became of that objection", "lindenveld-warm", "search objection --history",
     ["The objection that was parked on 24 May turned out to be right."]),
    ("which decision replaced it, where", "lindenveld-warm", "list decisions --view chain",
     ["Stop the pilot heat net", "Pilot heat net, 40 homes", "The bids are 38 per cent above the indication"]),
    ("which decisions bind a party that was not there", "lindenveld-warm", "list decisions --view absent",
     ["Kerk De Brug", "Stop the pilot heat net"]),
    ("what changed since the last decision", "dichtbij-en-doenbaar", "diff last-decision",
     ["decision: Dichtbij en Doenbaar vastgesteld", "now", "Lancering"]),
    ("how the intent read on 1 November", "dichtbij-en-doenbaar", "at 2025-11-01 process intent",
     ["Dat wie hulp zoekt één keer zijn verhaal doet", "Ook als je ver weg woont."]),
    ("when Toren B joined, on whose word", "lindenveld-warm", "story table/vve-toren-b",
     ["17 Jan 2026", "Jitske", "VvE Toren B joined the table, 17 January 2026", "backs the direction → acts"]),
    ("which steps of Stroomland slipped, with the reasons", "lindenveld-warm",
     "story steps/2024-09-19-room-on-the-cable-per-street",
     ["29 November 2024 → 28 February 2025", "Two planners ill; the towers turned out to be counted twice."]),
    ("what Beraad Ervaringskennis brought in, and what was done with it", "dichtbij-en-doenbaar",
     "input beraad-ervaringskennis", ["een half jaar houden wat je had is genoeg", "een jaar is een half jaar geworden"]),
    ("what was changed by hand", "lindenveld-warm", "log --by-hand",
     ["typing error in heat-source: form -> from (by hand)"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sample", "command", "said"), [one[1:] for one in QUESTIONS], ids=[one[0] for one in QUESTIONS]
)
def test_what_a_team_asks(
    sample: str, command: str, said: list[str], told: dict[str, Told], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), "-C", str(told[sample].desk.root), "--language", "en"]) == 0
    out = capsys.readouterr().out
    at = 0
    for words in said:
        assert words in out[at:], words
        at = out.index(words, at)


@pytest.mark.parametrize("sample", ["lindenveld-warm", "dichtbij-en-doenbaar"])
def test_every_decision_of_a_sample_is_as_it_was_taken(
    sample: str, told: dict[str, Told], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "-C", str(told[sample].desk.root), "--language", "en"]) == 0
    assert "all as they were taken" in capsys.readouterr().out


def test_the_proposition_was_fine_tuned_from_the_session_that_is_called_so(
    dichtbij: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["story", "texts/propositie", "-C", str(dichtbij.desk.root), "--language", "nl"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert (
        first == "propositie  █▅▅▃▃▄▂▁  fijnslijpen sinds 18 dec 2025: hoogstens één op de twintig woorden veranderde"
    )
