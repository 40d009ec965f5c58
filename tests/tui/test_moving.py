"""Keys that let something move on: a date, a step that is done, a role, a position; and the look-up of whom one needs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import Static

from procesregie.model.decision import Channel, Stand
from procesregie.model.step import StepState
from procesregie.tui.layout import Card
from procesregie.tui.signs import LATE
from procesregie.tui.whom import Whom
from tests.tui.running import running

NET, LETTER = "steps/2026-02-26-netcapaciteit", "steps/2026-02-26-brief-bewoners"
FOUR = "2026-01-29-vier-deelthemas"


async def test_a_step_moves_with_why_and_is_done_with_what_came_of_it(plain: Path) -> None:
    async with running(plain) as here:
        await here.press("5", "m")
        assert here.name == "Ask"
        await here.type("morgen of zo")
        await here.press("enter")  # to why
        await here.press("enter")
        assert here.name == "Ask", "that is no day"
        assert here.app.screen.query_one("#blank-0").has_focus, "and there it is mended"
        await here.press("escape", "m")
        assert any("is back" in told for told in here.toasts), "Esc leaves a question, what was typed in it is kept"
        await here.press("ctrl+u")
        await here.type("2 april")
        await here.press("enter")  # to why
        await here.type("de aannemer is ziek")
        await here.press("enter")
        await here.until(lambda: here.app.desk.dossier.steps[NET.partition("/")[2]].due == date(2026, 4, 2))
        step = here.app.desk.dossier.steps[NET.partition("/")[2]]
        assert sorted(row.reason for row in step.moves.values()) == [
            "cijfers kwamen later",
            "de aannemer is ziek",
            "ziekte",
        ]
        assert "↷ slipped 3×" in "".join(here.rows)
        here.app.action_go(LETTER)
        await here.press("d")
        await here.type("bezorgd in drie talen")
        await here.press("enter")
        await here.until(lambda: here.app.desk.dossier.steps[LETTER.partition("/")[2]].state is StepState.DONE)
        assert here.app.desk.dossier.steps[LETTER.partition("/")[2]].result == "bezorgd in drie talen\n"
        await here.press("m")
        assert here.name == "Frame", "what is done does not move"


async def test_a_role_goes_to_somebody_else_and_its_card_keeps_who_held_it(plain: Path) -> None:
    async with running(plain) as here:
        here.app.action_go("roles/kadersteller")
        await here.press("m")
        await here.type("stroom")
        await here.press("enter")
        await here.type("de raad wil het zo")
        await here.press("enter")
        await here.until(lambda: here.app.desk.dossier.roles["kadersteller"].party == "stroomland")
        await here.settle()
        assert "Held by" in here.card and "Stroomland · since 12 March 2026" in here.card
        assert "◇ not yet" in here.card, "it was not accepted by who has it now"
        assert "Previously held by\n× Gemeente Oldermeer · person Anke Dros" in here.card
        assert "why it moved de raad wil" in here.card


async def test_whom_one_needs_is_found_by_a_word_from_anywhere(plain: Path) -> None:
    async with running(plain, size=(80, 24)) as here:
        await here.press("5", "ctrl+p")
        await here.type("whom do")
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, Whom))
        await here.type("warmtebron")
        shown = here.app.screen.query_one("#whom-card", Static).content
        assert isinstance(shown, Card) and "decides · Gemeente Oldermeer, Anke Dros · Kadersteller" in shown.text
        await here.press("tab")
        assert here.app.screen.focused is not None and here.app.screen.focused.id == "whom"
        await here.press("tab", "enter")
        assert here.frame.address == "agenda/warmtebron"
        await here.press("4", "a")
        assert here.name == "Whom"
        assert "Held by" in str(getattr(here.app.screen.query_one("#whom-card", Static).content, "text", ""))


async def test_what_comes_after_a_decision_stands_beside_it_and_the_decision_stays(plain: Path) -> None:
    here_file = plain / f"decisions/{FOUR}/decision.toml"
    with here_file.open("a", encoding="utf-8") as file:
        file.write('[conditions.plan]\ncondition = "De straatplanning komt mee"\n')
    before = here_file.read_bytes()
    async with running(plain) as here:
        here.app.action_go(f"decisions/{FOUR}")
        await here.press("a")
        await here.type("stroom")
        await here.press("enter", "down", "enter", "down", "enter")  # accept, not our preference; by phone
        assert here.name == "Ask"
        await here.type("het net blijft vol")
        await here.press("enter", "enter")
        await here.until(lambda: here.app.desk.dossier.after(FOUR) is not None)
        await here.press("o", "enter")
        await here.type("afgesproken met de gemeente")
        await here.press("enter")
        assert f"{LATE} 1 March 2026" in here.card  # its review is due
        await here.press("r")
        await here.type("blijft zo")
        await here.press("enter")
        await here.type("1 oktober")
        await here.press("enter")
        await here.until(lambda: bool(here.app.desk.dossier.after(FOUR).reviews))  # type: ignore[union-attr]
        after = here.app.desk.dossier.after(FOUR)
        assert after is not None
        row = after.positions["stroomland"]
        assert (row.position, row.channel, row.party) == (Stand.NOT_PREFERRED, Channel.PHONE, "stroomland")
        assert "het net blijft vol" in (row.reason, row.changed_by) and row.on == date(2026, 3, 12)
        assert after.conditions["plan"].met and after.conditions["plan"].note == "afgesproken met de gemeente"
        await here.settle()
        assert "✓ De straatplanning komt mee" in here.card and "blijft zo" in here.card
        assert "het net blijft vol" in here.card
        assert f"{LATE} 1 March" not in here.card and "1 October 2026" in here.card.split("As it was taken")[0]
    assert here_file.read_bytes() == before


async def test_a_person_is_forgotten_from_the_palette_once_it_is_shown_what_that_does(plain: Path) -> None:
    async with running(plain) as here:
        here.app.action_go("table/gemeente-oldermeer")
        await here.press("ctrl+p")
        await here.type("forget a person")
        await here.press("enter", "enter")
        await here.until(lambda: here.name == "ForgetScreen")
        await here.settle()
        shown = here.app.screen.query_one("#forgetting", Static).content
        assert isinstance(shown, Card) and "Kadersteller: Person: Anke Dros → empty" in shown.text
        assert "anke-dros" in here.app.desk.dossier.parties["gemeente-oldermeer"].people
        await here.press("exclamation_mark")
        await here.until(lambda: not here.app.desk.dossier.parties["gemeente-oldermeer"].people)
        assert here.app.desk.dossier.roles["kadersteller"].person == ""
        await here.press("escape")
        assert here.name == "Frame"


async def test_a_lesson_of_a_topic_shows_the_topic_among_the_steps(plain: Path) -> None:
    with (plain / "agenda/koken.toml").open("a", encoding="utf-8") as file:
        file.write('lessons = "Eerst proeven."\n')
    async with running(plain) as here:
        await here.press("5")
        here.frame.action_view("lessons")
        await here.settle()
        assert "» Eerst proeven.  Koken" in here.rows
        assert here.card.startswith("Koken\nTopic · koken")
        await here.press("m", "d")
        assert here.name == "Frame", "a topic has no date to move"


async def test_what_is_due_moves_from_the_overview_too(plain: Path) -> None:
    async with running(plain) as here:
        here.frame.rows_list.put_on("process")
        await here.press("m", "d")
        assert here.name == "Frame", "the process has no date to move"
        here.frame.rows_list.put_on(next(key for key in here.keys if key.startswith("due:")))
        await here.press("d")
        await here.type("uitgezocht")
        await here.press("enter")
        await here.until(lambda: here.app.desk.dossier.steps[NET.partition("/")[2]].state is StepState.DONE)
