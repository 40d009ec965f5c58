"""``log`` with filters, ``diff``, ``story`` and ``at``: looking back without the screen."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Runner

SESSION = "2026-03-12-netwerktafel"
LINES = (
    "@haardstee de ketelruimte mag\n! Pilot met 40 woningen\n: @toren-b bezwaar kosten\n: rest consent\n"
    "> @stroomland netcapaciteit per straat voor 20 maart\n( een terzijde\n"
)


@pytest.fixture
def looked_back(run: Runner, process: Path) -> Path:
    """A draft, a decision, a change by hand; and an edit that is not committed."""
    (process / "texts").mkdir()
    (process / "texts/brief.md").write_text("Beste allen,\n")
    run("add", "agenda", "Warmtebron", "why_now=de ketel is op")
    run("capture", SESSION, "--present", "haardstee,toren-b,kruimelhof", stdin=LINES)
    assert run("close", SESSION, "--decision", "--weight", "agreement").code == 0
    (process / "texts/brief.md").write_text("Beste iedereen,\n")
    subprocess.run(["git", "commit", "-qam", "tikfout"], cwd=process, check=True)
    run("set", "table/toren-b", "ring=acts")
    return process


def test_looking_back(run: Runner, looked_back: Path) -> None:
    assert [line[0] for line in run("log").out.splitlines()] == ["◌", "●", "○", "○"]
    assert "tikfout (met de hand)" in run("log", "--by-hand").out
    assert run("log", "--party", "toren-b", "--decisions").out.startswith("●")
    assert len(run("log", "--party", "stroomland").out.splitlines()) == 2
    assert "tikfout" in run("log", "--text", "brief", "-n", "1").out
    assert run("log", "--until", "2020-01-01").err == "Zo'n moment is er niet.\n"
    assert run("log", "--since", "gisteren").code == 2

    since = run("diff", "last-decision")
    assert "~ VvE Toren B: weet ervan → doet mee" in since.out
    assert "Beste [-allen,-]{+iedereen,+}" in since.out
    assert "terzijde" not in since.out
    data = run("diff", SESSION, "now", "--json").json
    assert (data["from"]["session"], data["to"]) == (SESSION, None)
    values = [one for group in data["changes"] for change in group["changes"] for one in change["values"]]
    assert {"address": "table/toren-b", "path": ["ring"], "old": None, "new": "acts"} in values
    assert '+ring = "acts"' in run("diff", "HEAD", "--toml").out
    back = run("diff", "now", "HEAD").out
    assert "~ VvE Toren B: doet mee → weet ervan" in back
    assert run("diff", "HEAD", "HEAD").out.endswith("Niets verschilt.\n")
    assert run("diff", "nooit").code == 2

    story = run("story", "table/toren-b", "--mentions").out
    assert "bezwaar kosten" in story
    assert "+ Pilot met 40 woningen: Standpunten: VvE Toren B" in story
    assert run("story", "texts/brief", "--json").json["chapters"][0]["subject"] == "tikfout"
    assert run("story", "warmtebron").code == 2
    told = run("story", "agenda/warmtebron", "why_now", "--json").json
    assert (told["subject"], told["field"], len(told["chapters"])) == ("agenda/warmtebron", "why_now", 1)
    assert run("story", "table/niemand").code == 2


def test_what_there_is_to_know_besides_what_changed(run: Runner, looked_back: Path, tmp_path: Path) -> None:
    """A decision in its chain, a merge that took nothing over, a file that breaks and heals, a history cut short."""

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=looked_back, check=True, capture_output=True)

    (pilot,) = (one.name for one in (looked_back / "decisions").iterdir())
    run("add", "decisions", "Toch niet", f"supersedes={pilot}", "supersedes_reason=de bieding is te hoog")
    (newer,) = (one.name for one in (looked_back / "decisions").iterdir() if one.name != pilot)
    story = run("story", f"decisions/{newer}").out.splitlines()[0]
    assert story.startswith("Vervangt: Pilot met 40 woningen · ") and "· de bieding is te hoog (" in story
    chain = run("story", f"decisions/{newer}", "--json").json
    assert ([one["id"] for one in chain["supersedes"]], chain["superseded_by"]) == ([pilot], [])

    git("switch", "-qc", "zij")
    git("commit", "-qam", "zijspoor")
    git("switch", "-q", "-")
    git("merge", "-q", "-s", "ours", "--no-ff", "-m", "samen", "zij")
    merged = run("show", "HEAD").out
    assert "Bij het samenvoegen niet overgenomen:\n  Aan tafel\n    ~ VvE Toren B: weet ervan → doet mee" in merged
    assert len(run("show", "HEAD", "--json").json["left_out"]) == 1
    assert "niet overgenomen" in run("story", "table/toren-b").out

    party = looked_back / "table/toren-b.toml"
    whole = party.read_text()
    party.write_text("<<<<<<< HEAD\n" + whole)
    git("commit", "-qam", "kapot")
    assert "table/toren-b.toml is niet te lezen zoals het hier is vastgelegd" in run("show", "HEAD").out
    party.write_text(whole)
    git("commit", "-qam", "heel")
    assert "table/toren-b.toml was eerder niet te lezen, en nu wel weer" in run("show", "HEAD").out

    git("clone", "-q", "--depth", "1", f"file://{looked_back}", str(tmp_path / "ondiep"))
    assert "git fetch --unshallow" in run("-C", tmp_path / "ondiep", "status").out
    assert run("-C", tmp_path / "ondiep", "log").err == "Deze kopie van de geschiedenis begint hier.\n"
    assert "zo stond het, niet wat er veranderde" in run("-C", tmp_path / "ondiep", "show", "HEAD").out
    assert run("status", "--json").json["git"]["shallow"] is False
    run("set", "table/toren-b", "people.wout.name=Wout Schreuder")
    run("draft", "-m", "Wout erbij")
    assert run("log", "--person", "Wout Schreuder").out == run("log", "--person", "wout").out != ""


def test_as_it_stood_and_brought_back(run: Runner, looked_back: Path) -> None:
    whole = run("at", "HEAD~2").out
    assert "Aan tafel (4)" in whole
    assert "brief" not in whole
    assert run("at", "HEAD~2", "--json").json["records"]["table/toren-b"]["title"] == "VvE Toren B"
    assert run("at", SESSION, "texts/brief").out.endswith("Beste allen,\n")
    one = run("at", SESSION, "agenda/warmtebron", "why_now").out
    assert one.splitlines()[1:] == ["Warmtebron · Onderwerp · agenda/warmtebron", "  Waarom nu:", "    de ketel is op"]
    assert (
        "~ VvE Toren B: Kring: doet mee → weet ervan" in run("at", "HEAD", "table/toren-b", "ring", "--bring-back").out
    )
    assert "acts" not in (looked_back / "table/toren-b.toml").read_text()
    assert "Beste" in run("at", SESSION, "texts/brief", "--bring-back").out
    assert (looked_back / "texts/brief.md").read_text() == "Beste allen,\n"
    locked = run("at", SESSION, "decisions/2026-03-12-pilot-met-40-woningen", "title", "--bring-back")
    assert (locked.code, "Niets veranderd" in locked.out) == (0, True)
    assert run("at", "HEAD", "--bring-back").code == 2
    assert run("at", "HEAD", "table/toren-b", "nergens").code == 2


def test_searching_and_verifying(run: Runner, looked_back: Path) -> None:
    found = run("search", "ketelruimte", "--history")
    assert "haardstee" in found.out
    assert "●" in found.out
    data = run("search", "kosten", "--json").json
    assert [(hit["kind"], hit["who"]) for hit in data["hits"] if hit["line"]] == [("position", ["toren-b"])]
    assert "history" not in data
    assert "terzijde" not in run("search", "terzijde", "--history").out
    assert run("search").code == 2

    decision = "2026-03-12-pilot-met-40-woningen"
    sound = run("verify")
    assert (sound.code, "zoals het genomen is" in sound.out, "tag hier" in sound.out) == (0, True, True)
    subprocess.run(["git", "tag", "-d", f"decision/{decision}"], cwd=looked_back, check=True, capture_output=True)
    assert run("verify", "--json").json["decisions"][0]["tag"] == "not here"
    assert run("verify", "--mend", "--json").json["tags_set"] == [f"decision/{decision}"]
    file = looked_back / "decisions" / decision / "decision.toml"
    file.write_text(file.read_text().replace("40 woningen", "400 woningen"))
    subprocess.run(["git", "-c", "user.name=Ties", "commit", "-qam", "typo"], cwd=looked_back, check=True)
    told = run("verify")
    assert told.code == 1
    assert "door Ties" in told.out
    assert "“Pilot met 40 woningen” → “Pilot met 400 woningen”" in told.out
    (one,) = run("verify", "--json").json["decisions"]
    assert (one["standing"], one["by"]["author"], one["tag"]) == ("altered", "Ties", "here")
