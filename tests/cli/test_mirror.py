"""``procesregie mirror``: it asks in the reader's language, and keeps why a question was set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.folder.private import PrivateLayer
from tests.cli.conftest import Runner

STEP = 'title = "Bellen met de corporatie"\nsession = "2026-02-01-start"\n'
SESSION = 'title = "{title}"\ndate = {date}\noutcome = "draft"\n'


@pytest.fixture
def asked(process: Path) -> Path:
    """A process that was met twice, without a resident, and left a step without an owner."""
    for name, title, day in (("2026-02-01-start", "Start", "2026-02-01"), ("2026-03-01-tafel", "Tafel", "2026-03-01")):
        (process / "sessions" / name).mkdir(parents=True)
        (process / "sessions" / name / "session.toml").write_text(SESSION.format(title=title, date=day))
    (process / "process.toml").open("a").write('intent = """\nDat niemand in de kou zit.\n"""\n')
    (process / "steps").mkdir(exist_ok=True)
    (process / "steps" / "2026-03-01-brief.toml").write_text('title = "Brief"\nsession = "2026-03-01-tafel"\n')
    (process / "steps" / "2026-02-01-bellen.toml").write_text(STEP)
    return process


def test_it_asks_with_the_records_that_prompted_it(run: Runner, asked: Path) -> None:
    told = run("mirror")
    assert told.code == 0, told.err
    assert "Representatief" in told.out and "Na 2 sessies heeft er nog geen inwoner" in told.out
    assert "Start, 1 februari 2026 · sessions/2026-02-01-start" in told.out
    assert "“Bellen met de corporatie” heeft nog geen actiehouder" in told.out
    assert "Waarom de vraag" not in told.out
    assert "Waarom de vraag: Wie ziet wat een stap" in run("mirror", "--why").out
    english = run("--language", "en", "mirror").out
    assert "After 2 sessions not one resident" in english and "Representative" in english


def test_as_data(run: Runner, asked: Path) -> None:
    questions = run("mirror", "--json").json["questions"]
    assert [q["key"] for q in questions] == ["residents-late", "steps-unfinished"]
    step = questions[1]
    assert step["principle"] == "action_oriented" and step["open"] and step["set_aside"] is None
    assert step["evidence"] == [{"address": "steps/2026-02-01-bellen", "title": "Bellen met de corporatie"}]
    assert step["hypothesis"] and step["remedy"] and not step["confidential"]


def test_setting_aside_keeps_the_reason_in_the_process(run: Runner, asked: Path) -> None:
    assert run("mirror", "--set-aside", "residents-late", "--reason", "Vanaf april, na de rondgang.").code == 0
    told = run("mirror")
    assert "geen inwoner" not in told.out and "1 opzijgelegd" in told.err
    assert "Vanaf april, na de rondgang." in run("mirror", "--all").out
    file = (asked / "process.toml").read_text(encoding="utf-8")
    assert '[set_aside.residents-late]\nquestion = "Na 2 sessies' in file
    assert "on = 2026-03-12" in file and '    "sessions/2026-02-01-start",' in file
    assert run("check").code == 0, run("check").out
    assert run("mirror", "--ask-again", "residents-late").code == 0
    assert "geen inwoner" in run("mirror").out and "set_aside" not in (asked / "process.toml").read_text()


def test_what_is_confidential_is_asked_only_where_it_may_be_shown(run: Runner, asked: Path) -> None:
    for name in ("2026-03-05-rondgang",):
        (asked / "sessions" / name).mkdir()
        (asked / "sessions" / name / "session.toml").write_text(SESSION.format(title="Rondgang", date="2026-03-05"))
    acting = asked / "table" / "haardstee.toml"
    acting.write_text(acting.read_text() + 'ring = "acts"\n')
    identifier = next(line for line in (asked / "process.toml").read_text().splitlines() if line.startswith("id = "))
    layer = PrivateLayer(identifier.split('"')[1])
    (layer.where() / "table").mkdir(parents=True)
    (layer.where() / "table" / "toren-b.toml").write_text('notes = """\nBelt liever.\n"""\n')
    assert "beweegt" not in run("mirror").out + run("mirror", "--json").out
    assert "Wat Woningstichting Haardstee beweegt" in run("mirror", "--private").out
    assert run("mirror", "--private", "--set-aside", "motives-unknown", "--reason", "Eerst koffie.").code == 0
    assert "beweegt" not in run("mirror", "--private").out
    assert "Eerst koffie." in (layer.where() / "process.toml").read_text()
    assert all("Eerst koffie" not in file.read_text() for file in asked.rglob("*.toml"))
    assert run("private", "--export", asked.parent / "laag.zip").code == 0
    assert run("mirror", "--private", "--ask-again", "motives-unknown").code == 0
    assert run("private", "--import", asked.parent / "laag.zip", "--replace").code == 0
    assert "beweegt" not in run("mirror", "--private").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--set-aside", "residents-late"], "--reason"),
        (["--set-aside", "niets", "--reason", "x"], "residents-late, steps-unfinished"),
        (["--ask-again", "residents-late"], "residents-late"),
        (["--set-aside", "a", "--ask-again", "b", "--reason", "x"], "--ask-again"),
    ],
)
def test_bad_input_is_one_line_that_says_what_to_do(run: Runner, asked: Path, arguments: list[str], said: str) -> None:
    told = run("mirror", *arguments)
    assert told.code == 2
    assert said in told.err and len(told.err.strip().splitlines()) == 1
    assert "set_aside" not in (asked / "process.toml").read_text()


def test_the_pulse_is_shown_on_five_lenses_and_recorded_as_any_row(run: Runner, process: Path) -> None:
    told = run("mirror", "--pulse")
    assert told.code == 0 and told.out == "Er is nog geen peiling gedaan.\n"
    assert "procesregie set process pulse.2026-03-12.on=2026-03-12 pulse.2026-03-12.relation=4" in told.err
    made = (
        "pulse.2026-03-12.on=2026-03-12",
        "pulse.2026-03-12.relation=4",
        "pulse.2026-03-12.note=Warm, en nog los zand.",
    )
    assert run("set", "process", *made).code == 0
    assert run("set", "process", "pulse.later.on=2026-06-11", "pulse.later.relation=3").code == 0
    told = run("mirror", "--pulse")
    assert "Relatie      ▆4 ▄3\n" in told.out and "Ambitie      ·  ·\n" in told.out
    assert "  12 maart 2026  Warm, en nog los zand.\n  11 juni 2026\n" in told.out
    assert "pulse.2026-03-12-2.on=2026-03-12" in told.err
    data = run("mirror", "--pulse", "--json").json
    assert data["lenses"] == ["ambition", "interests", "relation", "organisation", "process"]
    assert data["pulses"][0] == {
        "key": "2026-03-12", "on": "2026-03-12", "ambition": None, "interests": None, "relation": 4,
        "organisation": None, "process": None, "note": "Warm, en nog los zand.",
    }  # fmt: skip
    assert run("mirror", "--pulse", "--ask-again", "x").code == 2


def test_nothing_to_ask(run: Runner, process: Path) -> None:
    told = run("mirror")
    assert told.code == 0 and told.out == "De spiegel heeft niets te vragen.\n" and told.err == ""
