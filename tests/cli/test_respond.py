"""What was done with input, headless: for one reaction, for many at once, and back to who brought it in."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Runner

LINES = "@westerdiek #te te kort\n@haardstee bladzijde 3 is onduidelijk #taal\n@haardstee geen geld genoemd #geld\n+ van iemand zonder naam\n"


def test_a_written_round_is_answered_in_bulk_and_read_back_by_party(run: Runner, process: Path) -> None:
    held = run("capture", "2026-03-12-ronde", "--kind", "written round", "--as", "anna", "--json", stdin=LINES)
    first = held.json["lines"][0]["address"].rpartition("/")[2]
    waiting = run("respond", "ronde", "--json").json
    assert [one["waits"] for one in waiting["lines"]] == [True] * 4 and not waiting["answered"]
    assert run("respond", "ronde", "--adopted").code == 2, "which lines is said, never guessed"
    assert run("respond", "ronde", "nietes", "--adopted").code == 2
    assert run("respond", "ronde", first, "--declined", "--why", "het blijft één bladzijde").code == 0
    assert len(run("respond", "ronde", "--party", "haardstee", "--adopted", "--json").json["lines"]) == 2
    partly = run("respond", "ronde", "--thread", "#geld", "--all", "--partly", "--why", "als notitie", "--json").json
    assert [one["response"] for one in partly["lines"]] == ["partly"]
    said = run("input", "haardstee", "--language", "nl").out
    assert "1 overgenomen · 1 deels" in said and "geen geld genoemd #geld  → deels: als notitie" in said
    assert run("input", "haardstee", "--json").json["responses"]["partly"] == 1
    log = (process / "sessions/2026-03-12-ronde/log-anna.toml").read_text()
    assert log.count("response = ") == 3 and log.count("response_why = ") == 2
    assert run("input", "niemand").code == 2


def test_a_line_that_should_not_be_there_is_taken_out(run: Runner, process: Path) -> None:
    told = run(
        "capture", "2026-03-12-tafel", "--as", "anna", "--json", stdin="een\n! een proef\n: @haardstee consent\n"
    ).json
    one, proposal, _stand = (line["address"] for line in told["lines"])
    assert run("capture", "tafel", "--take-out", proposal).code == 2, "a position is about it"
    out = run("capture", "tafel", "--take-out", one[-6:], "--language", "en")
    assert (out.code, out.out.strip()) == (0, "Taken out: een")
    assert (
        "een proef" in (text := (process / "sessions/2026-03-12-tafel/log-anna.toml").read_text())
        and one[-6:] not in text
    )
    assert run("capture", "tafel", "--take-out", one).code == 2
