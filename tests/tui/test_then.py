"""As it stood then: everything shown as it was at a commit, to read only, and what is brought back from there."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import OptionList

from tests.tui.made import git
from tests.tui.running import Running, running


async def at_the_decision(here: Running) -> None:
    """Everything as it was at the moment of the decision, from its row in the timeline."""
    await here.press("8")
    await here.until(lambda: len(here.keys) == 4)
    await here.press("down", "down", "t")
    await here.until(lambda: here.app.then is not None)
    await here.settle()


def banner(here: Running) -> str:
    """What stands above everything."""
    from procesregie.tui.bars import TitleBar

    return str(here.frame.query_one(TitleBar).render())


def found(here: Running) -> list[str]:
    """What the palette found."""
    return [str(option.prompt) for option in here.app.screen.query_one(OptionList).options]


async def test_the_whole_interface_as_it_was_and_one_key_back_to_now(process: Path) -> None:
    before = git(process, "status", "--porcelain=v2", "--branch")
    async with running(process) as here:
        await at_the_decision(here)
        assert "As it stood on Thu 29 January 2026" in banner(here) and "● decision" in banner(here)
        assert "esc back to now" in banner(here) and "Vier deelthema’s" in banner(here)
        assert here.frame.area.name == "Overview" and here.app.view.today.isoformat() == "2026-01-29"
        await here.press("2")
        assert [row for row in here.rows if "Koken" in row] == ["· Koken"]
        await here.press("5")
        assert here.keys == [] and here.card == "There was nothing here yet."
        await here.press("escape")
        assert here.app.then is None and "Netcapaciteit" in "\n".join(here.rows)
        await at_the_decision(here)
        await here.press("3", "t")
        assert here.app.then is None and here.frame.area.name == "Table"
    assert git(process, "status", "--porcelain=v2", "--branch") == before


async def test_a_day_typed_in_the_palette_shows_how_it_stood_then(process: Path) -> None:
    async with running(process) as here:
        await here.press("2")
        here.frame.rows_list.put_on("agenda/koken")
        await here.press("ctrl+p", *"10 feb 2026")
        assert found(here)[0] == "as it stood on Tue 10 February 2026"
        await here.press("enter")
        await here.until(lambda: here.app.then is not None)
        assert "10 February" in banner(here) and "of 29 Jan" in banner(
            here
        )  # the day asked for, and of when the last moment is
        assert here.app.view.today.isoformat() == "2026-02-10" and here.frame.address == "agenda/koken"
        await here.press("ctrl+p", "1", "0")  # a bare number is no day
        assert not any("as it stood on Tue" in row for row in found(here))


async def test_earlier_and_later_keep_the_same_record_in_view(process: Path) -> None:
    async with running(process) as here:
        await here.press("2")
        here.frame.rows_list.put_on("agenda/koken")
        await here.press("t", *"tikfout", "enter")
        await here.until(lambda: here.app.then is not None)
        assert "Koken op stroom" in here.card and "20 Feb" in banner(here).replace("February", "Feb")
        await here.press("right_square_bracket")
        await here.until(lambda: "op stroom" not in here.card)
        assert here.frame.entry is not None and here.frame.entry.key == "agenda/koken"
        await here.press("right_square_bracket")
        assert here.toasts == ["This is the last moment there is."]
        await here.press(*["left_square_bracket"] * 3)
        await here.until(lambda: "5 January" in banner(here))
        assert here.keys == []
        await here.press("8")
        assert "▸ ○  5 Jan  here · het proces begint  draft" in here.rows
        await here.press("home", "t")
        await here.until(lambda: "26 February" in banner(here))


async def test_nothing_is_changed_there_and_it_is_said_why(process: Path) -> None:
    async with running(process) as here:
        await at_the_decision(here)
        await here.press("2")
        for key in ("n", "e", "delete", "u", "U"):
            assert here.app.screen.active_bindings[key].enabled is False, key
            await here.press(key)
        assert here.name == "Frame"
        assert here.toasts[0] == (
            "This is how it stood on 29 January 2026: nothing can be changed here. Esc goes back to now."
        )
        await here.press("7", "a", "c")
        assert here.name == "Frame"
        there = here.app.screen.active_bindings
        assert not any(there[key].enabled for key in ("a", "c") if key in there)
        here.app.hold("2026-03-19-netwerktafel")
        await here.settle()
        assert here.name == "Frame"
        await here.press("ctrl+p", *"new")
        shown = [str(o.prompt) for o in here.app.screen.query_one("#choices").options]  # type: ignore[attr-defined]
        assert not any(row.startswith(("new  n", "edit  e")) for row in shown)
        await here.press("escape", "ctrl+p", *"verify", "enter")
        await here.until(lambda: here.name == "Verified")


async def test_a_field_of_then_becomes_an_edit_now_and_is_undone(process: Path) -> None:
    koken = process / "agenda/koken.toml"
    before = koken.read_bytes()
    async with running(process) as here:
        await here.press("2")
        here.frame.rows_list.put_on("agenda/koken")
        await here.press("t", *"tikfout", "enter")
        await here.until(lambda: here.app.then is not None)
        await here.press("r")
        assert here.name == "Pick"
        shown = [str(o.prompt) for o in here.app.screen.query_one("#choices").options]  # type: ignore[attr-defined]
        assert shown == ["everything as it was then  1", "~ Koken op stroom: Title: “Koken” → “Koken op stroom”"]
        await here.press("down", "enter")
        await here.until(lambda: here.app.then is None)
        assert 'title = "Koken op stroom"' in koken.read_text()
        assert here.toasts[-1] == "Brought back from 20 February 2026: Koken op stroom. u undoes it."
        await here.press("u")
        await here.until(lambda: koken.read_bytes() == before)


async def test_a_taken_decision_is_never_brought_back_over_itself(process: Path) -> None:
    file = process / "decisions/2026-01-29-vier-deelthemas/decision.toml"
    file.write_text(file.read_text().replace("elk met een eigen tafel", "drie"))
    git(process, "commit", "-qam", "anders")
    altered = file.read_bytes()
    async with running(process) as here:
        await here.press("7")
        here.frame.rows_list.put_on("decisions/2026-01-29-vier-deelthemas")
        await here.press("t", *"vier", "enter")
        await here.until(lambda: here.app.then is not None)
        await here.press("r")
        assert "was taken and stays what it was" in here.toasts[-1] and file.read_bytes() == altered


async def test_a_moment_in_which_files_were_broken_opens_with_everything_else(process: Path) -> None:
    good = {name: (process / name).read_bytes() for name in ("process.toml", "agenda/koken.toml")}
    for name in good:
        (process / name).write_text("<<<<<<< HEAD\n[/\n")
    git(process, "commit", "-qam", "half een merge")
    for name, data in good.items():
        (process / name).write_bytes(data)
    git(process, "commit", "-qam", "hersteld")
    git(process, "checkout", "-q", "--detach")
    async with running(process, size=(60, 20)) as here:
        await here.press("t", *"half", "enter")
        await here.until(lambda: here.app.then is not None)
        assert "Then, " in banner(here) and banner(here).rstrip().endswith("esc now")
        assert len(banner(here)) <= 58 and "◌ by hand" in banner(here)
        assert any("process.toml" in row for row in here.rows)
        await here.press("2")
        assert "✗ agenda/koken.toml" in here.rows and any("Warmtebron" in row for row in here.rows)
        await here.press(*["left_square_bracket"] * 2)  # as fast as one can: both count
        await here.until(lambda: "◌ by hand" in banner(here) and "tikfout" in banner(here))
        assert any("Koken op stroom" in row for row in here.rows)
        await here.press("escape")
        assert here.app.then is None
