"""A session as it happens: what was typed is in the log, whatever else happens on the screen."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual import events

from procesregie.model.decision import Stand
from procesregie.model.log import LineKind
from procesregie.tui.frame import Frame
from procesregie.tui.help import Help
from procesregie.tui.sessions import hold
from procesregie.tui.sessions.capture import CaptureScreen
from procesregie.tui.sessions.wrapup import WrapUpScreen
from tests.tui.sessions.table import SESSION, TITLES, Evening, evening

SHARED_SECRET = "bestuurder twijfelt over zijn portefeuille"


def on_disk(root: Path) -> str:
    """The log as it stands in the folder."""
    return "".join(path.read_text("utf-8") for path in (root / "sessions" / SESSION).glob("log-*.toml"))


def kinds(held: Evening) -> list[LineKind]:
    """What kind each line is."""
    return [line.kind for line in held.lines]


def echo(screen: CaptureScreen) -> str:
    """What stands under the prompt."""
    from textual.widgets import Static

    return str(screen.query_one("#echo", Static).content)


async def test_a_hundred_and_fifty_lines_typed_without_a_pause_lose_no_character(root: Path) -> None:
    """All keys are in the queue at once: the fastest typist there can be."""
    texts = [f"regel {n}: @haardstee zegt {'a' * (n % 7)} en méér" for n in range(150)]
    async with evening(root) as held:
        for text in texts:
            for character in text:
                held.app.post_message(events.Key(character, character))
            held.app.post_message(events.Key("enter", "\r"))
        await held.until(lambda: len(held.lines) == 150)
        assert [line.text for line in held.lines] == texts
        assert held.capture.prompt.value == ""
        assert len(held.capture.stream.entries) == 150
    for text in texts:
        assert text in on_disk(root)


async def test_a_letter_typed_after_f4_never_ends_up_in_the_prompt(root: Path) -> None:
    async with evening(root) as held:
        await held.say("! pilot met 40 woningen")
        for key in ("f4", "c", "b", "x", "y", "enter", "r", "c", "escape"):
            held.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await held.until(lambda: len(held.capture.recording.sitting.undecided()) == 0)
        await held.closed()
        assert held.capture.prompt.value == ""
        positions = held.capture.recording.sitting.positions(held.capture.recording.sitting.proposal)
        assert sorted(row.position for row in positions.values()).count(Stand.CONSENT) == 20
        assert [row.reason for row in positions.values() if row.position is Stand.OBJECTION] == ["xy"]


async def test_every_kind_of_line_is_understood_and_said_back(root: Path) -> None:
    async with evening(root) as held:
        await held.say("> @stroomland netcapaciteit per straat voor 2 april")
        line = held.lines[-1]
        assert (line.kind, line.by, line.due) == (LineKind.STEP, ("stroomland",), date(2026, 4, 2))
        assert "do 2 april 2026" in echo(held.capture)
        await held.say("kanttekening: wie draagt het risico? #kosten")
        assert held.lines[-1].kind is LineKind.CONCERN
        await held.say("@jansen zegt iets")
        assert held.lines[-1].who == ("jansen",)
        assert "jansen" in held.capture.stream.entries[-1].mark


async def test_tab_completes_a_name_and_the_arrows_choose_another(root: Path) -> None:
    async with evening(root) as held:
        await held.typed("< @tor")
        assert "@toren-a" in echo(held.capture)
        await held.press("down", "tab")
        assert held.capture.prompt.value == "< @toren-b "
        await held.say("wie draagt het? #vollooprisico")
        assert held.lines[-1].by == ("toren-b",)
        await held.typed("eens met #vol")
        await held.press("tab", "enter")
        assert held.lines[-1].threads == ("vollooprisico",)
        await held.press("tab")
        assert held.capture.prompt.has_focus


async def test_several_pasted_lines_are_one_note_byte_for_byte(root: Path) -> None:
    pasted = "eerste regel\n\n  - ingesprongen\t[/] \n! geen voorstel\n" + "\n".join(f"regel {n}" for n in range(36))
    async with evening(root) as held:
        await held.typed("@toren-b ")
        held.app.post_message(events.Paste(pasted.replace("\n", "\r")))  # as terminals send it
        await held.until(lambda: bool(held.lines))
        (line,) = held.lines
        assert (line.text, line.by, line.pasted, line.kind) == (pasted, ("toren-b",), True, LineKind.NOTE)
        assert held.capture.prompt.value == ""
        await held.press("f3")
        assert len(held.lines) == 39
        assert held.lines[2].kind is LineKind.DECISION
        assert all(line.by == ("toren-b",) for line in held.lines if line.kind is LineKind.NOTE)


async def test_one_pasted_line_is_put_where_the_cursor_is(root: Path) -> None:
    async with evening(root) as held:
        await held.typed("voor achter")
        await held.press(*["left"] * 7)
        held.app.post_message(events.Paste(" midden\n"))
        await held.pilot.pause()
        assert held.capture.prompt.value == "voor midden achter"
        assert held.lines == []


async def test_a_line_is_corrected_in_place_without_leaving_the_prompt(root: Path) -> None:
    async with evening(root) as held:
        for text in ("@haardstee eerste", "+ tweede", "= derde"):
            await held.say(text)
        at = [line.at for line in held.lines]
        await held.press("up", "up")
        assert held.capture.prompt.value == "+ tweede"
        assert held.capture.stream.chosen == next(
            a for a, line in held.capture.recording.lines() if line.text == "tweede"
        )
        await held.typed(" keer")
        await held.press("enter")
        assert [line.text for line in held.lines] == ["eerste", "tweede keer", "derde"]
        assert [line.at for line in held.lines] == at
        assert held.capture.prompt.value == "" and held.capture.stream.chosen == ""
        assert [entry.text for entry in held.capture.stream.entries] == ["eerste", "tweede keer", "derde"]
    assert "tweede keer" in on_disk(root)


async def test_escape_leaves_a_correction_and_keeps_what_was_changed(root: Path) -> None:
    async with evening(root) as held:
        await held.say("eerste")
        await held.press("up")
        await held.typed(" half")
        await held.press("escape")
        assert [line.text for line in held.lines] == ["eerste"]
        assert held.capture.prompt.value == ""
        await held.press("up")
        assert held.capture.prompt.value == "eerste half"
        await held.press("escape", "escape")
        await held.on(Frame)


async def test_escape_never_throws_away_what_stands_in_the_prompt(root: Path) -> None:
    async with evening(root) as held:
        await held.typed("half")
        await held.press("escape")
        assert held.app.screen is held.capture
        assert held.capture.prompt.value == "half"


async def test_f2_turns_the_last_line_and_never_opens_an_aside(root: Path) -> None:
    async with evening(root) as held:
        await held.say("jongeren doen mee")
        await held.typed("half")
        await held.press("f2")
        assert kinds(held) == [LineKind.ADDITION]
        assert held.capture.prompt.value == "half"
        await held.press("f2", "f2", "f2", "f2", "f2", "f2")
        assert kinds(held) == [LineKind.NOTE]
        await held.press("ctrl+u")
        await held.say(f"( {SHARED_SECRET}")
        await held.press("f2")
        assert kinds(held) == [LineKind.NOTE, LineKind.ASIDE]
        await held.press("up", "up", "ctrl+t")
        assert held.capture.prompt.value == "+ jongeren doen mee"


async def test_twenty_one_positions_with_three_exceptions_take_at_most_sixty_keys(root: Path) -> None:
    async with evening(root) as held:
        await held.say("! pilot met 40 woningen")
        held.keys = 0
        await held.press("f4")
        order = held.capture.positions.parties
        assert sorted(order) == sorted(TITLES)

        async def go(to: str, at: int) -> int:
            await held.press(*["down"] * (order.index(to) - at))
            return order.index(to)

        at = await go("lindewarm", 0)
        await held.press("n")
        at = await go("stroomland", at + 1)
        await held.press("n")
        await go("toren-b", at + 1)
        await held.press("b")
        await held.typed("kosten niet onderbouwd")
        await held.press("enter", "r", "c", "enter")
        assert held.keys <= 60, held.keys
        await held.closed()
        sitting = held.capture.recording.sitting
        positions = sitting.positions(sitting.proposal)
        assert len(positions) == 21
        assert (positions["toren-b"].position, positions["toren-b"].reason) == (
            Stand.OBJECTION,
            "kosten niet onderbouwd",
        )
        assert positions["lindewarm"].position is positions["stroomland"].position is Stand.NOT_PREFERRED
        assert positions["kerk"].position is Stand.CONSENT
        assert held.capture.stream.entries[0].below == "18 consent · 2 niet onze voorkeur · 1 bezwaar"


async def test_a_position_given_by_mistake_is_corrected_not_moved(root: Path) -> None:
    async with evening(root) as held:
        await held.say("! pilot")
        await held.press("f4", "b")
        await held.press("enter", "up", "c", "escape")
        sitting = held.capture.recording.sitting
        (position,) = sitting.positions(sitting.proposal).values()
        assert (position.position, position.before) == (Stand.CONSENT, None)
        assert len(held.lines) == 2


async def test_an_exception_to_the_rest_leaves_the_rest_and_a_reason_is_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with evening(root) as held:
        await held.say("! pilot met 40 woningen")
        await held.press("f4")
        await held.opened(held.capture.positions)
        sitting = held.capture.recording
        await held.press("r", "c", "home", "b", *"kosten", "enter", "up", "k")
        first = next(iter(held.capture.positions.parties))
        given = sitting.sitting.positions(sitting.sitting.proposal)
        assert (given[first].position, given[first].reason, given[first].before) == (Stand.CONCERN, "kosten", None)
        assert sum(row.position is Stand.CONSENT for row in given.values()) == 20
        monkeypatch.setattr("procesregie.tui.sessions.ballots.SLIP", timedelta(0))
        await held.press("up", "c")
        moved = sitting.sitting.positions(sitting.sitting.proposal)[first]
        assert (moved.position, moved.before, moved.reason) == (Stand.CONSENT, Stand.CONCERN, "kosten")


async def test_the_round_is_counted_and_f6_goes_through_the_programme(root: Path) -> None:
    from textual.widgets import Static

    async with evening(root) as held:
        await held.typed("half getypt")
        await held.press("f6", "f6")
        assert held.capture.prompt.value == "half getypt"
        assert [line.item for line in held.lines] == ["p1", "p2"]
        await held.press("ctrl+u")
        await held.say("@haardstee ja")
        await held.say("@moskee")
        head = str(held.capture.query_one("#head", Static).content)
        assert "ronde: 2 van 21 gehoord" in head and "nog 85 min" in head
        assert held.lines[2].item == "p2"
        harvest = str(held.capture.query_one("#harvest-text", Static).content)
        assert "toren-a" in harvest and "moskee" not in harvest


async def test_a_shared_screen_shows_nothing_private(root: Path) -> None:
    async with evening(root) as held:
        await held.say(f"( {SHARED_SECRET}")
        await held.press("f7")
        assert SHARED_SECRET in held.capture.stream.entries[-1].text
        await held.press("f8")
        assert all(SHARED_SECRET not in entry.text for entry in held.capture.stream.entries)
        await held.press("f7")
        assert all(SHARED_SECRET not in entry.text for entry in held.capture.stream.entries)
        await held.press("up")
        assert held.capture.prompt.value == ""
        await held.typed("( nog een geheim")
        assert "geheim" not in held.app.export_screenshot()
        await held.press("enter")
        assert held.capture.recording.aside_of(held.capture.recording.lines()[-1][0]) == "nog een geheim"
        assert "gedeeld" in held.app.export_screenshot()
        await held.press("f8", "up")
        assert held.capture.prompt.value == "( nog een geheim"
    assert SHARED_SECRET not in on_disk(root) and "geheim" not in on_disk(root)


async def test_what_is_brought_back_goes_away_when_the_screen_is_shared(root: Path) -> None:
    async with evening(root) as held:
        await held.say(f"( {SHARED_SECRET}")
        await held.press("up", "f8")
        assert held.capture.prompt.value == ""
        assert SHARED_SECRET.split()[0] not in held.app.export_screenshot()


async def test_a_confidential_session_keeps_its_whole_log_private(tmp_path: Path) -> None:
    from tests.tui.sessions.table import laid

    root = laid(tmp_path / "p", confidential=True)
    async with evening(root) as held:
        await held.say("@haardstee wij overwegen te stoppen")
        assert held.capture.stream.entries[-1].text == "wij overwegen te stoppen"
        await held.press("f8")
        assert "stoppen" not in held.app.export_screenshot()
        await held.press("up")
        assert held.capture.prompt.value == ""
    assert on_disk(root) == ""


async def test_half_typed_words_and_lines_survive_a_kill(root: Path, tmp_path: Path) -> None:
    """The journal as a killed program leaves it: nothing was closed, nothing flushed."""
    async with evening(root) as held:
        await held.say("eerste")
        await held.typed("half get")
        recording = held.capture.recording
        assert recording.flush(10)
        lock = recording._lock
        lock.release()  # the system does this for a process that dies
        async with evening(root) as again:
            assert again.capture.prompt.value == "half get"
            assert [line.text for line in again.lines] == ["eerste"]
            await again.typed("ypt")
            await again.press("enter")
            assert [line.text for line in again.lines] == ["eerste", "half getypt"]


async def test_a_correction_and_a_line_of_the_wrap_up_left_half_way_survive_a_kill(root: Path) -> None:
    async with evening(root) as held:
        await held.say("eerste")
        await held.press("f9")
        await held.on(WrapUpScreen)
        await held.press("6")
        await held.until(lambda: held.app.screen.has_class("-typing"))
        await held.typed("8 hoopv")
        await held.press("escape", "1", "escape")
        await held.on(CaptureScreen)
        await held.press("up")
        await held.typed(" regel, verb")
        recording = held.capture.recording
        assert recording.flush(10)
        recording._lock.release()  # the system does this for a process that dies
        async with evening(root) as again:
            assert again.capture.prompt.value == "eerste regel, verb" and again.capture.has_class("-correcting")
            await again.typed("eterd")
            await again.press("enter")
            assert [line.text for line in again.lines] == ["eerste regel, verbeterd"]
            await again.press("f9")
            await again.on(WrapUpScreen)
            await again.press("6")
            await again.until(lambda: again.app.screen.has_class("-typing"))
            await again.typed("ol")
            await again.press("enter")
            assert [(one.score, one.word) for one in again.capture.recording.session.scores.values()] == [
                (8, "hoopvol")
            ]
            assert again.capture.recording.half_way == {}


async def test_the_focus_comes_back_wherever_one_clicks(root: Path) -> None:
    async with evening(root) as held:
        await held.say("eerste")
        for where in ("#programme", "#harvest", "#head", "#echo", "Stream"):
            await held.pilot.click(where)
            await held.pilot.pause()
            assert held.capture.prompt.has_focus, where
        await held.press("escape")


async def test_a_click_on_a_line_brings_it_back(root: Path) -> None:
    async with evening(root) as held:
        await held.say("eerste")
        await held.say("tweede")
        await held.pilot.click("Stream", offset=(30, 0))
        assert held.capture.prompt.value == "eerste"


@pytest.mark.parametrize(
    "text",
    [
        "[/",
        "[x={'a[0]':1}]",
        "\x1b[2J",
        "x" * 10_000,
        "مرحبا بالعالم",
        "e\u0301\u0323 👩‍👩‍👧 ﷽",
        "$accent [bold]dik[/bold]",
    ],
)
async def test_any_text_goes_through_unharmed(root: Path, text: str) -> None:
    import unicodedata

    async with evening(root) as held:
        held.app.post_message(events.Paste(text))
        await held.pilot.pause()
        assert held.capture.prompt.value == text
        await held.press("enter")
        assert held.lines[-1].text == unicodedata.normalize("NFC", text)
        await held.say(f"! {text[:60]}")
        await held.press("f4", "b")
        held.app.post_message(events.Paste(text[:40]))
        await held.pilot.pause()
        await held.press("enter", "escape")
        assert "\x1b" not in held.app.export_screenshot()
        await held.press("up", "up", "up", "escape")


@pytest.mark.parametrize(
    ("size", "language"),
    [((60, 20), "nl"), ((80, 24), "en"), ((80, 24), "nl"), ((120, 36), "en"), ((200, 50), "nl")],
)
async def test_every_size_and_both_languages(root: Path, size: tuple[int, int], language: str) -> None:
    async with evening(root, size=size, language=language) as held:
        await held.say("# Warmtebron")
        await held.say("@haardstee " + "een lange zin over de ketelruimte " * 8)
        assert held.lines[-1].text in " ".join(entry.text for entry in held.capture.stream.entries) + " "
        wide = size[0] >= 100
        assert held.capture.query_one("#programme").display is wide
        await held.press("f5")
        assert held.capture.query_one("#programme").display
        assert held.capture.query_one("Stream").display is wide
        await held.press("f1")
        await held.on(Help)
        await held.press("escape")
        assert held.capture.prompt.has_focus


async def test_what_a_function_key_does_a_typed_word_does_too(root: Path) -> None:
    async with evening(root, language="en") as held:
        await held.say("! pilot")
        await held.say("/positions")
        await held.opened(held.capture.positions)
        await held.press("escape")
        await held.say("/share")
        await held.until(lambda: held.capture.shared)
        await held.say("/delen")
        await held.until(lambda: not held.capture.shared)
        await held.say("/next")
        await held.until(lambda: held.lines[-1].kind is LineKind.ITEM)
        await held.say("/ 3 houses")
        assert held.lines[-1].text == "/ 3 houses"
        await held.say("/help")
        await held.on(Help)
        await held.press("escape")
        await held.press("ctrl+f")
        await held.on(WrapUpScreen)


async def test_a_folder_that_is_gone_is_said_and_typing_goes_on(root: Path) -> None:
    from textual.widgets import Static

    async with evening(root) as held:
        await held.say("eerste")
        assert held.capture.recording.flush(10)
        log = root / "sessions" / SESSION
        moved = root.parent / "elders"
        log.rename(moved)
        log.write_text("hier staat iets anders", "utf-8")
        await held.say("tweede")
        await held.until(lambda: held.capture.recording.trouble is not None)
        held.capture.look()
        assert held.capture.has_class("-trouble")
        assert str(held.capture.query_one("#trouble", Static).content)
        await held.say("derde")
        said = ["eerste", "tweede", "derde"]
        assert [entry.text for entry in held.capture.stream.entries] == said
        assert [line.text for line in held.lines][-2:] == said[1:]  # that the first is gone may have been noticed
        log.unlink()
        moved.rename(log)
        await held.until(lambda: held.capture.recording.trouble is None and held.capture.recording.flush(0.01))
        held.capture.look()
        assert not held.capture.has_class("-trouble")
        held.app.look_outside()
        await held.until(lambda: [line.text for line in held.lines] == said)
    assert [text in on_disk(root) for text in said] == [True] * 3


async def test_a_line_in_a_long_session_costs_the_rows_it_takes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Appending lays out one line, and draws what is in sight; never the five hundred before it. Who comes back to the
    session has it before them with the first paint, each line laid out once."""
    from procesregie.tui.sessions.stream import Stream

    async with evening(root) as held:
        for n in range(500):
            held.capture.recording.add(f"regel {n} van een lange avond")
        held.capture.show_all()
        await held.pilot.pause()
        laid_out: list[str] = []
        painted: list[int] = []
        lay_out, paint = Stream._laid_out, Stream.render_line

        def counting(self: Stream, entry):  # type: ignore[no-untyped-def]
            laid_out.append(entry.text)
            return lay_out(self, entry)

        def painting(self: Stream, y: int):  # type: ignore[no-untyped-def]
            painted.append(y)
            return paint(self, y)

        monkeypatch.setattr(Stream, "_laid_out", counting)
        monkeypatch.setattr(Stream, "render_line", painting)
        await held.say("nog een regel")
        assert laid_out == ["nog een regel"]
        assert max(painted) < held.capture.stream.size.height
        assert held.capture.stream.is_vertical_scroll_end

        await held.press("escape")
        laid_out.clear()
        said: list[str] = []

        def reading(self: Stream, y: int):  # type: ignore[no-untyped-def]
            said.append(paint(self, y).text)
            return paint(self, y)

        monkeypatch.setattr(Stream, "render_line", reading)
        hold(held.app, SESSION)
        await held.until(lambda: isinstance(held.app.screen, CaptureScreen) and bool(said))
        assert any("nog een regel" in one for one in said[: held.capture.stream.size.height])
        assert len(laid_out) == len(held.capture.stream.entries)


async def test_check_in_comes_first_when_nobody_said_who_is_there(tmp_path: Path) -> None:
    from tests.tui.sessions.table import laid

    root = laid(tmp_path / "p", present=False)
    async with evening(root) as held:
        await held.opened(held.capture.checkin)
        await held.press("escape")
        await held.closed()
        assert "F10" in echo(held.capture)
        await held.say("een regel")
        await held.press("escape")
        await held.until(lambda: not isinstance(held.app.screen, CaptureScreen))
        hold(held.app, SESSION)
        await held.until(lambda: isinstance(held.app.screen, CaptureScreen) and "F10" in echo(held.capture))


async def test_the_folder_is_looked_at_while_it_is_gone(root: Path) -> None:
    """Somebody moves the whole session away, and the program notices before the next line."""
    async with evening(root) as held:
        await held.say("eerste")
        assert held.capture.recording.flush(10)
        moved = root.parent / "elders"
        (root / "sessions" / SESSION).rename(moved)
        held.app.look_outside()
        await held.until(lambda: SESSION not in held.app.desk.dossier.sessions)
        await held.say("tweede")
        await held.press("f5", "f10", "escape")
        assert [entry.text for entry in held.capture.stream.entries] == ["eerste", "tweede"]


async def test_a_paste_while_letters_are_commands_waits_in_the_prompt(root: Path) -> None:
    async with evening(root) as held:
        await held.say("! pilot")
        await held.typed("half ")
        await held.press("f4", "c")
        held.app.post_message(events.Paste("geplakt\n"))
        await held.press("escape")
        assert held.capture.prompt.value == "half geplakt"
        assert held.capture.recording._journal.half_typed == "half geplakt"


async def test_backspace_takes_the_letter_it_was_meant_for(root: Path) -> None:
    async with evening(root) as held:
        for key in ("a", "b", "backspace", "c", "left", "d", "home", "e", "end", "f"):
            held.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await held.until(lambda: len(held.capture.prompt.value) == 5)
        assert held.capture.prompt.value == "eadcf"


async def test_a_line_that_should_not_be_there_goes_when_it_is_asked_twice_and_comes_back(root: Path) -> None:
    async with evening(root) as held:
        for text in ("een", "twee", "drie"):
            await held.say(text)
        await held.press("up", "up", "ctrl+u", "enter")
        assert len(held.lines) == 3 and "Enter" in echo(held.capture), "nothing goes without a word"
        await held.press("escape", "up", "up", "enter")
        assert [line.text for line in held.lines] == ["een", "twee", "drie"]
        await held.press("up", "up", "ctrl+u", "enter", "enter")
        assert [line.text for line in held.lines] == ["een", "drie"] and "twee" in echo(held.capture)
        assert held.capture.prompt.value == "" and not held.capture.correcting.address
        await held.say("/terug")
        assert [line.text for line in held.lines] == ["een", "twee", "drie"]
        await held.press("f9")
        screen: WrapUpScreen = await held.on(WrapUpScreen)
        await held.press("down", "x")
        await held.press("enter")
        await held.until(lambda: len(screen.wrapping.recording.lines()) == 2)
        await held.until(lambda: held.app.screen is screen)
        await held.press("u")
        await held.until(lambda: len(screen.wrapping.recording.lines()) == 3)
