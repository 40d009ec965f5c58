"""From what was said to the commit: every step writes at once, none is demanded, and git tells the same story."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.content import Content
from textual.widgets import Static

from procesregie.model.decision import Decision, DecisionState, DecisionWeight, Stand
from procesregie.model.log import LineKind
from procesregie.model.party import Ring
from procesregie.model.session import Outcome
from procesregie.tui.ask import Ask, Choose
from procesregie.tui.bars import KeyBar
from procesregie.tui.frame import Frame
from procesregie.tui.pick import Pick
from procesregie.tui.sessions.capture import CaptureScreen
from procesregie.tui.sessions.drafting import DraftScreen
from procesregie.tui.sessions.minutes import MinutesScreen
from procesregie.tui.sessions.positions import PositionsScreen
from procesregie.tui.sessions.wrapclosing import Taking
from procesregie.tui.sessions.wrapsteps import Committing
from procesregie.tui.sessions.wrapup import WrapUpScreen
from tests.tui.made import git, written
from tests.tui.sessions.table import SESSION, Evening, evening, laid

SAID = (
    "# Warmtebron",
    "@haardstee de ketelruimte mag, als de straatplanning meekomt",
    "< @toren-b wie draagt het vollooprisico? #kosten",
    "@jansen zegt ook iets",
    "? wat als het net tot 2029 vol is",
    "! pilot met 40 woningen",
    ": @toren-b bezwaar kosten niet onderbouwd",
    ": rest consent",
    "> @stroomland netcapaciteit per straat voor 2 april",
    "( bestuurder twijfelt",
)


async def wrapping(held: Evening, *said: str) -> WrapUpScreen:
    """Everything was said; F9."""
    for text in said or SAID:
        held.capture.add(text)
    await held.press("f9")
    screen: WrapUpScreen = await held.on(WrapUpScreen)
    return screen


async def to(held: Evening, step: int) -> WrapUpScreen:
    """To a step, by its number."""
    screen: WrapUpScreen = await held.on(WrapUpScreen)
    if screen.prompt.has_focus:
        await held.press("escape")
    await held.press(str(step))
    await held.until(lambda: screen.at == step - 1)
    await held.pilot.pause()
    return screen


def rows(screen: WrapUpScreen) -> list[str]:
    """What the step shows."""
    return [f"{row.lead.plain}{row.text.plain}" for row in screen.step.rows()]


async def test_a_whole_evening_ends_in_one_decision(root: Path) -> None:
    async with evening(root) as held:
        screen = await wrapping(held)
        desk = held.app.desk
        assert "@jansen" in rows(screen)[1]
        await held.press("p")  # the unknown name becomes a party
        await held.until(lambda: "jansen" in desk.dossier.parties and not held.capture.recording.sitting.unclear)

        await held.press("right")
        await held.until(lambda: screen.at == 1)
        assert "Pilot met 40 woningen" in rows(screen)[0] and "1 bezwaar" in rows(screen)[0]
        await held.press("w")
        await held.on(Choose)
        await held.press("down", "down", "enter")
        await held.on(WrapUpScreen)
        (name,) = screen.wrapping.wrap_up.decisions
        await held.until(lambda: desk.dossier.decisions[name].weight is DecisionWeight.AGREEMENT)

        await to(held, 6)
        await held.typed("8 hoopvol")
        await held.press("enter")
        await held.typed("@toren-b 6 lange avond")
        await held.press("enter")
        await held.until(lambda: len(desk.dossier.sessions[SESSION].scores) == 2)
        assert desk.dossier.sessions[SESSION].scores["toren-b"].word == "lange avond"

        await to(held, 7)
        await held.press("exclamation_mark")
        await held.on(Taking)
        await held.press("enter")
        minutes: MinutesScreen = await held.on(MinutesScreen)
        assert "Pilot met 40 woningen" in minutes.text("txt")
        await held.press("c")
        assert "Netbeheerder Stroomland: Netcapaciteit per straat" in held.app.clipboard
        await held.press("enter")
        await held.on(Frame)

        session = desk.dossier.sessions[SESSION]
        assert (session.outcome, session.decisions) == (Outcome.DECISION, (name,))
        decision = desk.dossier.decisions[name]
        assert decision.state is DecisionState.TAKEN
        assert decision.positions["toren-b"].reason == "kosten niet onderbouwd"
        (step,) = desk.dossier.steps.values()
        assert (step.owner, step.due) == ("stroomland", date(2026, 4, 2))
    log = git(root, "log", "-1", "--format=%s%n%(trailers:key=Outcome,valueonly)%(trailers:key=Decision,valueonly)")
    assert log.splitlines()[0].startswith("decision: afspraak: Pilot met 40 woningen")
    assert log.splitlines()[1:3] == ["decision", name]
    assert git(root, "tag", "-l", "decision/*").split() == [f"decision/{name}"]
    assert git(root, "status", "--porcelain") == ""
    assert "twijfelt" not in git(root, "log", "-p", "--all")


async def test_nothing_is_demanded_a_draft_is_three_keys_away(root: Path) -> None:
    async with evening(root, language="en") as held:
        await wrapping(held)
        await to(held, 7)
        await held.press("o")
        await held.on(MinutesScreen)
        await held.press("escape")
        await held.on(Frame)
        assert held.app.desk.dossier.sessions[SESSION].outcome is Outcome.DRAFT
        (decision,) = held.app.desk.dossier.decisions.values()
        assert decision.state is DecisionState.PROPOSED
    assert git(root, "log", "-1", "--format=%(trailers:key=Outcome,valueonly)").strip() == "draft"


async def test_back_is_back_to_the_session_and_nothing_is_lost(root: Path) -> None:
    async with evening(root) as held:
        screen = await wrapping(held, "eerste", "! voorstel")
        await held.press("right")
        await held.until(lambda: screen.at == 1)
        await held.press("escape")
        await held.until(lambda: screen.at == 0)
        await held.press("escape")
        await held.on(CaptureScreen)
        await held.say("en nog iets")
        assert [line.text for line in held.lines] == ["eerste", "voorstel", "en nog iets"]
        await held.press("f9")
        await held.on(WrapUpScreen)
        await to(held, 2)
        assert len(held.app.desk.dossier.decisions) == 1
    stands = (root / "sessions" / SESSION / "log-noor-hageman.toml").read_text("utf-8")
    assert "en nog iets" in stands and "became" in stands


async def test_a_line_is_corrected_while_it_is_read_back(root: Path) -> None:
    async with evening(root) as held:
        screen = await wrapping(held, "@haardstee eerste", "tweede")
        await held.press("down", "enter")
        assert screen.prompt.value == "tweede"
        await held.typed(" keer")
        await held.press("escape")
        assert [line.text for line in held.lines] == ["eerste", "tweede"]
        await held.press("enter")
        assert screen.prompt.value == "tweede keer"  # what was left half typed waits at its line
        await held.press("home")
        await held.typed("+ ")
        await held.press("enter")
        await held.until(lambda: held.lines[1].kind is LineKind.ADDITION)
        assert held.lines[1].text == "tweede keer"


def bar(screen: WrapUpScreen) -> str:
    """The keys the bar offers."""
    shown = screen.query_one(KeyBar).render()
    assert isinstance(shown, Content)
    return shown.plain


async def test_the_bar_names_what_enter_does_on_this_row_and_in_this_line(root: Path) -> None:
    async with evening(root, language="en") as held:
        screen = await wrapping(held, "@bernard vindt het duur", "tweede")
        assert "p new party" in bar(screen) and "k kind" not in bar(screen), "a name of nobody"
        await held.press("k")
        (told,) = held.app._notifications
        assert told.message == "“kind” does nothing on this row. Move the cursor to another one."
        await held.press("end")
        await held.pilot.pause()
        assert "new party" not in bar(screen) and "k kind" in bar(screen), "a line of the log"
        await to(held, 6)
        await held.until(lambda: screen.prompt.has_focus)
        assert "enter go on" in bar(screen), "nothing typed yet"
        await held.typed("8 hoopvol")
        await held.pilot.pause()
        assert "enter save" in bar(screen) and "correct" not in bar(screen)
        await held.press("enter")
        await held.until(lambda: len(held.app.desk.dossier.sessions[SESSION].scores) == 1)
        await held.press("escape", "enter")
        assert screen.prompt.value == "8 hoopvol"
        await held.typed(" en moe")
        await held.press("enter")
        scores = held.app.desk.dossier.sessions
        await held.until(lambda: [one.word for one in scores[SESSION].scores.values()] == ["hoopvol en moe"])
        await held.press("right")
        await held.until(lambda: screen.at == 6)
        await held.press("escape")
        await held.until(lambda: screen.at == 5 and screen.prompt.has_focus)
        assert not screen.prompt.value, "back is a new line, not the first one again"


async def test_an_unknown_name_is_somebody_who_is_there(root: Path) -> None:
    async with evening(root) as held:
        await wrapping(held, "@bernard vindt het duur", "> @bernard zoekt de cijfers op voor 2 april")
        await held.press("i")
        await held.on(Pick)
        await held.typed("toren b")
        await held.press("enter")
        await held.until(lambda: all(line.by == ("toren-b",) for line in held.lines))
        assert [line.text for line in held.lines] == ["vindt het duur", "zoekt de cijfers op voor 2 april"]
        assert "bernard" not in held.app.desk.dossier.parties


async def test_a_proposal_that_was_none_takes_its_record_along(root: Path) -> None:
    async with evening(root) as held:
        await wrapping(held, "! pilot", "> @kerk stoelen klaarzetten")
        screen = await to(held, 2)
        assert len(held.app.desk.dossier.decisions) == 1
        await held.press("x")
        await held.until(lambda: not held.app.desk.dossier.decisions)
        assert (held.lines[0].kind, held.lines[0].became) == (LineKind.NOTE, "")
        await to(held, 3)
        await held.press("x")
        await held.until(lambda: not held.app.desk.dossier.steps)
        assert rows(screen) == []


async def test_positions_are_completed_at_wrap_up(root: Path) -> None:
    async with evening(root) as held:
        await wrapping(held, "! pilot", ": @kerk consent")
        screen = await to(held, 2)
        await held.press("p")
        await held.on(PositionsScreen)
        await held.press("r", "n", "b")
        await held.typed("te duur")
        await held.press("enter", "enter")
        await held.on(WrapUpScreen)
        (name,) = screen.wrapping.wrap_up.decisions
        first = min(screen.wrapping.recording.sitting.present, key=screen.step.name)

        def decision() -> Decision:
            return held.app.desk.dossier.decisions[name]

        await held.until(
            lambda: decision().positions.get(first) is not None and decision().positions[first].reason != ""
        )
        assert (decision().positions[first].position, decision().positions[first].reason) == (
            Stand.OBJECTION,
            "te duur",
        )
        assert decision().positions["kerk"].position is Stand.CONSENT
        assert len(decision().positions) == 21


async def test_a_step_gets_an_owner_a_date_and_company(root: Path) -> None:
    async with evening(root) as held:
        await wrapping(held, "> stoelen klaarzetten")
        await to(held, 3)
        await held.press("o")
        await held.on(Pick)
        await held.typed("kerk")
        await held.press("enter")
        await held.until(lambda: [step.owner for step in held.app.desk.dossier.steps.values()] == ["kerk"])
        await held.on(WrapUpScreen)
        await held.press("d")
        await held.on(Ask)
        await held.typed("volgende week vrijdag")
        await held.press("enter")
        await held.until(lambda: [s.due for s in held.app.desk.dossier.steps.values()] == [date(2026, 3, 20)])
        await held.on(WrapUpScreen)
        await held.press("a")
        await held.typed("@moskee koffie voor 2 april")
        await held.press("enter")
        await held.until(lambda: len(held.app.desk.dossier.steps) == 2)
        assert {step.owner for step in held.app.desk.dossier.steps.values()} == {"kerk", "moskee"}


async def test_an_open_end_becomes_a_step_and_who_was_silent_is_heard(root: Path) -> None:
    async with evening(root) as held:
        await wrapping(held, "? stoelen klaarzetten", "@kerk ja")
        screen = await to(held, 4)
        await held.press("k")
        await held.on(Choose)
        await held.press(*["down"] * 5, "enter")
        await held.until(lambda: held.lines[0].kind is LineKind.STEP)
        await to(held, 5)
        before = len(rows(screen))
        await held.press("space")
        await held.until(lambda: len(rows(screen)) == before - 1)
        await held.press("enter")
        await held.typed("wij doen mee")
        await held.press("enter")
        await held.until(lambda: len(rows(screen)) == before - 2)
        assert held.lines[-1].text == "wij doen mee" and held.lines[-1].kind is LineKind.NOTE


async def test_of_several_proposals_only_what_is_marked_is_taken(root: Path) -> None:
    async with evening(root) as held:
        screen = await wrapping(held, "! eerste", "! tweede")
        await to(held, 7)
        await held.press("exclamation_mark")
        await held.on(Taking)
        await held.press("enter")  # none is marked: nothing happens
        assert isinstance(held.app.screen, Taking)
        await held.press("down", "space", "enter")
        await held.on(Choose)  # how heavy it is, asked once
        await held.press("enter")  # and left unsaid
        await held.on(MinutesScreen)
        states = {d.title: (d.state, d.weight) for d in held.app.desk.dossier.decisions.values()}
        assert states == {"Eerste": (DecisionState.PROPOSED, None), "Tweede": (DecisionState.TAKEN, None)}
        assert screen.busy is False


async def test_a_hook_that_refuses_is_a_sentence_and_the_session_stays_open(root: Path) -> None:
    from textual.widgets import Static

    hook = root / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'eerst de koffie' >&2\nexit 1\n")
    hook.chmod(0o755)
    async with evening(root) as held:
        screen = await wrapping(held)
        await to(held, 7)
        await held.press("o")
        await held.until(lambda: screen.refused is not None and not screen.busy)
        await held.until(lambda: "eerst de koffie" in str(screen.query_one("#preview-text", Static).content))
        assert held.app.desk.dossier.sessions[SESSION].outcome is None
        hook.unlink()
        await held.press("o")
        await held.on(MinutesScreen)


async def test_the_commit_and_the_minutes_are_shown_as_they_will_be(root: Path) -> None:
    from textual.widgets import Static

    async with evening(root) as held:
        screen = await wrapping(held)
        await to(held, 7)

        def shown() -> str:
            return str(screen.query_one("#preview-text", Static).content)

        await held.until(lambda: "draft: Netwerktafel" in shown())
        assert "1 besluit zonder zwaarte" in shown() and "1 regel na te lezen" in shown()
        await held.press("down")
        await held.until(lambda: "decision: Pilot met 40 woningen" in shown())
        await held.press("t")
        await held.typed("de pilot kan beginnen")
        await held.press("enter")
        await held.until(lambda: "decision: de pilot kan beginnen" in shown())
        await held.press("m")
        await held.until(lambda: "## Volgende stappen" in shown())
        assert "twijfelt" not in shown()
        assert git(root, "rev-list", "--count", "HEAD").strip() == "1"


async def test_a_confidential_session_is_closed_without_its_words(tmp_path: Path) -> None:
    root = laid(tmp_path / "p", confidential=True)
    async with evening(root) as held:
        screen = await wrapping(held, "@haardstee wij overwegen te stoppen", "! een besluit")
        await held.press("enter")
        assert screen.prompt.value == "@haardstee wij overwegen te stoppen"
        await held.press("f8")  # others see the screen: gone at once, where it is being corrected too
        assert "stoppen" not in held.app.export_screenshot() and not screen.prompt.value
        await held.press("f8")
        await held.until(lambda: "stoppen" in held.app.export_screenshot())
        await to(held, 7)
        await held.press("o")
        await held.on(MinutesScreen)
        await held.press("enter")
        await held.on(Frame)
    assert "stoppen" not in git(root, "log", "-p", "--all")
    assert git(root, "log", "-1", "--format=%(trailers:key=Session,valueonly)").strip() == SESSION


async def test_a_closed_session_is_corrected_by_a_commit_of_its_own(root: Path) -> None:
    from procesregie.tui.sessions import hold

    async with evening(root) as held:
        await wrapping(held, "@haardstee eerste")
        await to(held, 7)
        await held.press("o")
        await held.on(MinutesScreen)
        await held.press("enter")
        await held.on(Frame)
        hold(held.app, SESSION)
        await held.on(Choose)
        await held.press("enter")
        screen: CaptureScreen = await held.on(CaptureScreen)
        assert screen.closed
        await held.press("up")
        await held.typed(" en beter")
        await held.press("enter", "f9")
        await held.on(DraftScreen)
        await held.press("enter")
        await held.on(Frame)
    corrects = git(root, "log", "-1", "--format=%s%n%(trailers:key=Corrects,valueonly)").split("\n")
    assert corrects[0].startswith("draft: ") and corrects[1] == SESSION
    assert "eerste en beter" in git(root, "show", "HEAD")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_hostile_text_goes_through_every_step(root: Path, size: tuple[int, int]) -> None:
    hostile = "[/ [x={'a[0]':1}] \x1b[2J"
    async with evening(root, size=size) as held:
        held.app.post_message(events.Paste(f"! {hostile}"))
        await held.press("enter")
        for text in (f"> @kerk {hostile}", f"? {hostile}", f"@[x {hostile}", f"@wie {hostile}"):
            held.capture.add(text)
        await held.press("f9")
        screen: WrapUpScreen = await held.on(WrapUpScreen)
        for step in range(1, 8):
            await to(held, step)
            assert "\x1b" not in held.app.export_screenshot()
            await held.press("enter")
            await held.pilot.pause()
            if held.app.screen is not screen:
                await held.press("escape")
                await held.on(WrapUpScreen)
        await to(held, 7)
        await held.press("exclamation_mark")
        await held.on(Taking)
        await held.press("enter")
        await held.on(Choose)
        await held.press("enter")  # left unsaid
        minutes: MinutesScreen = await held.on(MinutesScreen)
        assert "\x1b" not in held.app.export_screenshot()
        assert "\x1b" not in minutes.text("txt")
    assert "[x={'a[0]':1}]" in git(root, "log", "-1", "--format=%B")


async def test_keys_that_come_faster_than_records_are_made_all_count(root: Path) -> None:
    async with evening(root) as held:
        screen = await wrapping(held)
        for _key in range(4):
            screen.action_on()
        await held.until(lambda: screen.at == 4)
        screen.action_back()
        screen.action_back()
        await held.until(lambda: screen.at == 2)


async def test_leaving_the_question_of_its_weight_decides_nothing(root: Path) -> None:
    async with evening(root) as held:
        await wrapping(held)
        await to(held, 7)
        await held.press("exclamation_mark")
        await held.on(Taking)
        await held.press("enter")
        await held.on(Choose)
        await held.press("escape")
        await held.on(WrapUpScreen)
        await held.pilot.pause()
        assert held.app.desk.dossier.sessions[SESSION].outcome is None


async def test_an_objection_nobody_answered_is_mentioned_before_the_choice(root: Path) -> None:
    async with evening(root) as held:
        await wrapping(held)
        screen = await to(held, 7)
        assert "1 bezwaar zonder antwoord" in Committing(screen.wrapping).mentions()


async def test_minutes_are_adopted_with_what_was_remarked_on_them(root: Path) -> None:
    before = {
        "title": "Eerste tafel",
        "date": date(2026, 2, 26),
        "outcome": "draft",
        "sent_on": date(2026, 2, 27),
        "remarks": {"aaaaaa": {"remark": "Toren B zei het anders", "party": "toren-b"}},
    }
    written(root, {"sessions/2026-02-26-tafel": before})
    async with evening(root) as held:
        screen = await wrapping(held, "@haardstee wij doen mee")
        await to(held, 4)
        assert rows(screen)[-1].endswith("Eerste tafel · 1 opmerking")
        await held.press("space")
        asked: Ask = await held.on(Ask)
        assert "Toren B zei het anders" in str(asked.query_one(".said", Static).content)
        await held.press("escape")
        await held.on(WrapUpScreen)
        desk = held.app.desk
        assert not desk.dossier.sessions["2026-02-26-tafel"].adopted_in
        await held.press("space")
        await held.on(Ask)
        await held.press("enter")
        await held.until(lambda: desk.dossier.sessions["2026-02-26-tafel"].adopted_in == SESSION)
        assert desk.dossier.sessions["2026-02-26-tafel"].remarks["aaaaaa"].answer == "overgenomen"
        await held.on(WrapUpScreen)
        await held.press("space")
        await held.until(lambda: not desk.dossier.sessions["2026-02-26-tafel"].adopted_in)


async def test_who_is_waited_for_stands_under_what_is_taken_and_one_key_lets_it_hold_at_once(root: Path) -> None:
    async with evening(root) as held:
        desk = held.app.desk
        desk.save("process", desk.dossier.process.model_copy(update={"absentees_days": 5}))
        desk.save("table/kerk", desk.dossier.parties["kerk"].model_copy(update={"ring": Ring.ACTS}))
        await wrapping(held, "! pilot met 40 woningen", "afgemeld @kerk", ": rest consent", "! brief aan iedereen")
        await to(held, 7)
        await held.press("exclamation_mark")
        taking: Taking = await held.on(Taking)
        said = taking.query_one("#waiting", Static)
        assert taking.check_action("at_once", ()) is None  # nothing is marked yet
        await held.press("space", "down", "space")
        until = "Blijft open tot 17 maart 2026, voor wie er niet was: Kerk."
        assert str(said.content) == f"Pilot met 40 woningen: {until}\nBrief aan iedereen: {until}"
        await held.press("o")
        pilot, letter = str(said.content).splitlines()
        assert pilot.endswith(until) and letter.startswith("Brief aan iedereen: Geldt meteen.")
        await held.press("enter")
        await held.on(Choose)
        await held.press("enter")
        await held.on(Choose)
        await held.press("enter")
        await held.on(MinutesScreen)
        pilot_is, letter_is = held.app.desk.dossier.decisions.values()
        assert (pilot_is.state, pilot_is.open_until) == (DecisionState.OPEN, date(2026, 3, 17))
        assert (letter_is.state, letter_is.open_until) == (DecisionState.TAKEN, None)
