"""The evening through a real terminal: ninety minutes in their order, killed at line 97, closed, and found back."""

from __future__ import annotations

import re
import signal
from functools import partial
from pathlib import Path

import pytest

from procesregie.model.log import LineKind
from tests.journeys import evening
from tests.journeys.conftest import Opener
from tests.journeys.evening import ASIDES, CORRECTED, DECISIONS, KILLED_AT, PARTIES, SESSION, SHORT, Said
from tests.journeys.terminal import Terminal

PASTED_AFTER = 60
LETTER = {
    "reasoned objection": "b",
    "accept, not our preference": "n",
    "subject to constituency": "v",
    "concern": "k",
    "stands aside": "o",
}
MOST_KEYS = 60
"""For twenty-one positions with three exceptions, the reason of an objection among them."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lindenveld-warm"
    evening.process(made)
    return made


def begin(terminal: Terminal, folder: Path) -> None:
    """Opens the process and its next session, and waits for the check-in."""
    terminal.open(folder)
    terminal.see("Netwerktafel", "wijzigingen sinds")
    terminal.press("s")
    terminal.see("Inchecken")


def check_in(terminal: Terminal) -> None:
    """Marks all twenty-one present."""
    terminal.press(*["Space"] * len(PARTIES))
    terminal.see("21 aanwezig")
    terminal.press("Enter")
    terminal.see("21 aan tafel")


def back_in(terminal: Terminal, folder: Path) -> None:
    """Opens the session again after the program ended."""
    terminal.again(folder)
    terminal.see("Netwerktafel", "wijziging", "sinds")
    terminal.press("s")
    terminal.see("21 aan tafel")


def say(terminal: Terminal, one: Said) -> None:
    """Types one line; a line that is to be corrected lacks its last word at first."""
    if one.number in CORRECTED:
        terminal.say(one.before)
        terminal.press("Up")
        terminal.see("verbeteren: Enter bewaart")
        terminal.type(f" {one.last}")
        terminal.press("Enter")
        terminal.see_no_more("verbeteren: Enter bewaart")
    else:
        terminal.say(one.typed)
    if one.number not in ASIDES:
        terminal.see(one.last)
    if one.number in DECISIONS:
        assert take_positions(terminal, DECISIONS[one.number][1]) <= MOST_KEYS


def take_positions(terminal: Terminal, three: dict[str, str]) -> int:
    """Twenty-one positions by F4: three exceptions, the rest consents. How many keys that took."""
    rows = sorted(PARTIES, key=lambda name: PARTIES[name][1].casefold())
    keys: list[str] = ["F4"]
    terminal.press("F4")
    terminal.see("Standpunten", "21 nog niet gevraagd")
    at = 0
    for short, stand in sorted(three.items(), key=lambda pair: rows.index(SHORT[pair[0]])):
        row = rows.index(SHORT[short])
        pressed = ["Down"] * (row - at) + [LETTER[stand]]
        terminal.press(*pressed)
        keys += pressed
        at = row + 1
        if stand == "reasoned objection":
            terminal.see("want:")
            terminal.say("kosten niet onderbouwd")
            keys += [*"kosten niet onderbouwd", "Enter"]
            terminal.see("bezwaar · kosten niet onderbouwd")
    terminal.press("r", "c")
    terminal.see("18 consent")
    terminal.press("Enter")
    terminal.see("aan tafel", "18 consent")
    return len([*keys, "r", "c", "Enter"])


def wrap_up(terminal: Terminal) -> None:
    """Goes through the steps, scores the evening, and closes it as a decision with both decisions taken."""
    terminal.press("F9")
    terminal.see("Afronden", "Enter verbetert een regel")
    for key, seen in (
        ("Right", "Hoe zwaar weegt het"),
        ("Right", "Wie doet wat"),
        ("6", "Hoe gaat iedereen naar huis"),
    ):
        terminal.press(key)
        terminal.see(seen)
    terminal.say("8 hoopvol")
    terminal.see("8  hoopvol")
    terminal.press("Enter")
    terminal.see("Dit wordt vastgelegd")
    terminal.press("!")
    terminal.see("Wat er besloten is")
    terminal.press("Home", "Space", "End", "Space")
    terminal.see(*(f"● {title}" for title, _three in DECISIONS.values()))
    terminal.press("Enter")
    for title, _three in DECISIONS.values():
        terminal.wait(partial(_asked_about, terminal, title), f"the weight of {title}")
        terminal.press("Down", "Down", "Down", "Enter")
    terminal.see("Afgesloten als besluit")
    terminal.press("Enter")
    terminal.see("geen wijzigingen sinds")


def _asked_about(terminal: Terminal, title: str) -> bool:
    """Whether the weight of this decision is asked, in the box over what stands behind it."""
    screen = terminal.screen
    return "Hoe zwaar weegt het?" in screen and re.search(rf"│ +{title} +│", screen) is not None


def test_ninety_minutes(terminal: Opener, folder: Path) -> None:
    window = terminal(folder, 120, 36)
    expected = evening.lines()
    begin(window, folder)
    check_in(window)
    for one in expected:
        say(window, one)
        if one.number == PASTED_AFTER:
            window.paste(evening.paste())
            window.see("40 regels als één aantekening")
        if one.number == KILLED_AT:
            window.type("@kerk halverwege een")
            window.see("halverwege een")
            window.kill()
            back_in(window, folder)
            window.see("halverwege een", one.last)
            window.press("C-u")
            window.see_no_more("halverwege een")
    wrap_up(window)
    evening.check_lines(folder, expected)
    evening.check_positions(folder)
    evening.check_told(folder)
    pasted = [line for _address, line in evening.dossier(folder).said(SESSION) if line.pasted]
    assert [line.text for line in pasted] == [evening.paste()]
    window.press("8")
    window.see("● besluit", "Pilot met 40 woningen; Bewoners", "besluit, genomen")


@pytest.mark.parametrize(("columns", "rows"), [(60, 20), (80, 24), (200, 50)])
def test_a_first_session_at_every_size(terminal: Opener, folder: Path, columns: int, rows: int) -> None:
    """From opening to a decision that stands in git, with what the smallest and the largest screens show."""
    window = terminal(folder, columns, rows)
    begin(window, folder)
    check_in(window)
    window.say("@kerk wij doen mee")
    window.see("wij doen mee")
    window.say("! Eerst isoleren")
    window.see("Eerst isoleren")
    window.say("> @stroomland bellen voor 2 april")
    window.see("bellen")
    window.press("F9")
    window.see("Afronden")
    window.press("6")
    window.see("Hoe gaat iedereen naar huis")
    window.press("Enter")
    window.see("Dit wordt vastgelegd")
    window.press("!")
    window.see("Wat er besloten is")
    window.press("Enter")
    window.see("Hoe zwaar weegt het?")
    window.press("Down", "Enter")
    window.see("Afgesloten als besluit")
    assert evening.git(folder, "log", "-1", "--format=%s").startswith("decision: richting: Eerst isoleren")


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_it_every_line_and_the_half_typed_one_come_back(
    terminal: Opener, folder: Path, ending: signal.Signals
) -> None:
    expected = [one for one in evening.lines()[:12] if one.kind is not LineKind.DECISION]
    window = terminal(folder, 100, 30)
    begin(window, folder)
    check_in(window)
    for one in expected:
        window.say(one.typed)
    window.see(expected[-1].last)
    window.type("< @toren-b nog niet af")
    window.see("nog niet af")
    window.kill(ending)
    back_in(window, folder)
    window.see("< @toren-b nog niet af", expected[-1].last)
    window.press("Enter")
    window.see_no_more("› < @toren-b")
    evening.check_lines(folder, [*expected, Said(13, "", LineKind.CONCERN, ("vve-toren-b",), "nog niet af")])
