"""The story of a record, and whether decisions are as they were taken: read on screen, from any area."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Static

from procesregie.tui.layout import Card, CardView
from procesregie.tui.lists import RecordList
from tests.tui.made import git
from tests.tui.running import Running, running


def shown(here: Running, name: str = "") -> str:
    """What the screen on top shows beside its list, or what `name` says."""
    screen = here.app.screen
    content = screen.query_one(name, Static).content if name else screen.query_one(CardView).card
    return content.text if isinstance(content, Card) else str(content)


def moments(here: Running) -> list[str]:
    """The rows of the screen on top."""
    return [str(option.prompt).lstrip("\n") for option in here.app.screen.query_one(RecordList).options]


async def test_the_story_of_a_record_from_its_card_and_to_any_moment_of_it(process: Path) -> None:
    async with running(process) as here:
        await here.press("2")
        here.frame.put_on("agenda/koken")
        await here.press("b")
        assert here.name == "StoryScreen" and shown(here, "#story-title") == "Story of Koken   3 moments"
        assert moments(here) == [
            "▸ from the beginning to now",
            "2026",
            "○ 26 Feb  Moeten, willen, kunnen  draft",
            "◌ 20 Feb  tikfout hersteld  by hand",
            "● 29 Jan  Vier deelthema’s, elk met een eigen tafel  decision",
        ]
        assert shown(here).index("Vier deelthema’s") < shown(here).index("“Koken op stroom” → “Koken”")
        await here.press("down", "down")
        assert "~ Title: “Koken” → “Koken op stroom”" in shown(here)
        assert "Noor Hageman" in shown(here)
        await here.press("t")
        await here.until(lambda: here.app.then is not None)
        assert here.name == "Frame" and "Koken op stroom" in here.card
        await here.press("b")
        await here.until(lambda: here.name == "StoryScreen" and len(moments(here)) == 5)
        await here.press("down", "down", "down", "enter")
        await here.until(lambda: here.frame.area.name == "History")
        await here.settle()
        assert here.frame.entry is not None and "29 Jan" in str(here.frame.entry.text)


async def test_in_history_the_story_of_one_of_the_records_of_that_commit(process: Path) -> None:
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: len(here.keys) == 4)
        await here.press("down", "down", "b")
        await here.press(*"warmte", "enter")
        await here.until(lambda: here.name == "StoryScreen")
        await here.settle()
        assert "Story of Warmtebron" in shown(here, "#story-title")
        await here.press("l")
        assert "wherever it is mentioned" in shown(here, "#story-title")
        assert any("Moeten, willen, kunnen" in row or "tikfout" in row for row in moments(here))
        await here.press("escape")
        assert here.name == "Frame"


async def test_a_text_is_told_word_by_word_and_comes_back(process: Path) -> None:
    text = process / "texts/propositie.md"
    text.parent.mkdir()
    for said in ("Vier hoofdstukken voor de cliënt.\n", "Drie hoofdstukken voor iedereen [/].\n"):
        text.write_text(said)
        git(process, "add", "-A")
        git(process, "commit", "-qm", "tekst")
    async with running(process, language="nl") as here:
        await here.until(lambda: "· propositie  ▇  het beweegt nog" in here.rows)
        assert here.frame.put_on("text:propositie")
        await here.settle()
        assert "aandeel\n· " in here.card  # the overview has the line, its card the table, Enter the whole story
        await here.press("enter")
        await here.until(lambda: here.name == "StoryScreen")
        await here.press("escape", "ctrl+p", *"verhaal", "enter", *"propos", "enter")
        await here.until(lambda: here.name == "StoryScreen")
        await here.settle()
        assert "Hoe sterk het nog veranderde" in shown(here) and "het beweegt nog" in shown(here)
        assert "     5    +3    −3  60%" in shown(here)
        await here.press("down")
        assert "[Vier] Drie hoofdstukken voor [de cliënt.] iedereen [/]." in shown(here)
        await here.press("down", "r", "enter")
        await here.until(lambda: text.read_text() == "Vier hoofdstukken voor de cliënt.\n")
        await here.until(lambda: here.app.desk.can_undo)  # the file is there a moment before that
        await here.press("escape", "u")
        await here.until(lambda: text.read_text() == "Drie hoofdstukken voor iedereen [/].\n")


async def test_whether_decisions_are_as_they_were_taken(process: Path) -> None:
    file = process / "decisions/2026-01-29-vier-deelthemas/decision.toml"
    async with running(process) as here:
        await here.press("ctrl+p", *"verify", "enter")
        await here.until(lambda: "Every decision is as it was" in shown(here, "#verdicts"))
        assert "✓ as it was taken · tag not here" in shown(here, "#verdicts")
        assert "taken on 29 January 2026, Noor Hageman" in shown(here, "#verdicts")
        await here.press("escape")
        file.write_text(file.read_text().replace("elk met een eigen tafel", "drie"))
        git(process, "-c", "user.name=Ties", "commit", "-qam", "anders")
        here.app.look_outside()
        await here.settle()
        await here.press("ctrl+p", *"verify", "enter")
        await here.until(lambda: "1 decision is not as it was taken." in shown(here, "#verdicts"))
        assert "! altered by Ties on" in shown(here, "#verdicts")
        assert "elk met een eigen tafel” → “Vier" in shown(here, "#verdicts")


async def test_what_a_merge_left_out_stands_on_its_card_and_in_the_story(process: Path) -> None:
    topic = process / "agenda/koken.toml"
    whole = topic.read_text()
    git(process, "checkout", "-qb", "other")
    topic.write_text(whole.replace('title = "Koken"', 'title = "Koken en eten"'))
    git(process, "commit", "-qam", "opzij")
    git(process, "checkout", "-q", "-")
    git(process, "merge", "-q", "--no-ff", "-s", "ours", "-m", "zonder", "other")
    async with running(process) as here:
        await here.press("8")
        await here.until(lambda: "Left out when this was merged:" in here.card)
        assert "~ Koken en eten: Title: “Koken” → “Koken en eten”" in here.card
        await here.press("2")
        here.frame.put_on("agenda/koken")
        await here.press("b", "down")
        assert "zonder" in shown(here) and "Left out when this was merged:" in shown(here)
        assert "~ Title: “Koken” → “Koken en eten”" in shown(here)
