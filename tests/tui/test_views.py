"""One area, several views: turned with a key, said above the rows, kept per area; a list or a grid."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from procesregie.tui.bars import KeyBar
from tests.tui.made import written
from tests.tui.running import Running, running


def seen(here: Running) -> str:
    """What stands above the rows about the view."""
    return str(here.frame.query_one("#sight", Static).content)


async def to_grid(here: Running) -> None:
    """Puts the table's grid of kinds and rings on the screen."""
    await here.press("3")
    here.frame.action_view("grid")
    await here.settle()


async def test_l_turns_the_view_which_is_said_and_kept_per_area(process: Path) -> None:
    async with running(process) as here:
        await here.press("3")
        assert seen(here).startswith("l By ring  1/") and "l other view" in str(here.frame.query_one(KeyBar).render())
        await here.press("l")
        assert seen(here).startswith("l Kinds × rings  2/") and here.app.focused is here.frame.grid_table
        await here.press("1")
        assert not here.frame.query_one("#sight").display and here.frame.grid_table is None
        assert "other view" not in str(here.frame.query_one(KeyBar).render())
        await here.press("3")
        assert seen(here).startswith("l Kinds × rings")
        for _ in range(len(here.frame.area.views) - 1):
            await here.press("l")
        assert seen(here).startswith("l By ring") and here.frame.rows_list.has_focus
        await here.press("question_mark")
        assert here.name == "Help"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_in_a_grid_the_card_follows_the_cell_and_enter_and_escape_go_in_and_out(
    process: Path, size: tuple[int, int]
) -> None:
    async with running(process, size) as here:
        await to_grid(here)
        table = here.frame.grid_table
        assert table is not None
        assert (table.size.width >= size[0] - 2) is (size[0] < 100)  # beside the card only where both have room
        await here.press("right")  # government that acts: one party, so its own card
        assert here.card.startswith("Gemeente Oldermeer") and here.frame.address == "table/gemeente-oldermeer"
        await here.press("enter")
        assert here.app.focused is here.frame.query_one("#detail")
        assert here.frame.query_one("#left").display is (size[0] > 100)
        await here.press("escape")
        assert here.app.focused is table and table.spot == (0, 0)
        await here.press("right", "right")  # government that knows of it
        await here.press("down", "left")  # residents that back the direction
        assert here.frame.address == "table/huurdersraad-haardstee"
        here.app.action_go("table/stroomland")  # a record has its row in the first view
        await here.settle()
        assert here.frame.grid_table is None and here.frame.address == "table/stroomland"


async def test_the_cursor_of_a_grid_goes_to_every_end_of_it_and_to_where_one_clicks(process: Path) -> None:
    async with running(process, (120, 20)) as here:
        await to_grid(here)
        table = here.frame.grid_table
        assert table is not None
        last = (table.row_count - 1, len(table.grid.columns) - 1)
        ends = [("ctrl+end", (last[0], -1)), ("end", last), ("right", last), ("pageup", (0, last[1]))]
        for key, spot in [*ends, ("pagedown", last), ("home", (last[0], -1)), ("ctrl+home", (0, -1)), ("k", (0, -1))]:
            await here.press(key)
            assert table.spot == spot, key
        heads = [table.render_line(y)._segments[0] for y in range(table.size.height)]
        first, second = (next(one for one in heads if one.text.strip() == table.grid.rows[n].text) for n in (0, 1))
        assert first.style and second.style and first.style.bgcolor != second.style.bgcolor  # one sees where one is
        await here.pilot.click(table, offset=(table.size.width - 6, heads.index(second)))
        await here.settle()
        assert table.spot == (1, last[1]) and here.app.focused is here.frame.query_one("#detail")


async def test_a_cell_with_several_records_lists_them_and_leads_to_each(process: Path) -> None:
    written(process, {"table/buren": {"title": "Buren [/", "kind": "resident", "ring": "backs the direction"}})
    async with running(process) as here:
        await to_grid(here)
        await here.press("down", "right", "right")
        assert here.card.startswith("Resident · Backs the direction")
        assert "· Buren [/\n· Huurdersraad Haardstee" in here.card and here.frame.address == ""
        await here.press("full_stop")
        await here.until(lambda: here.name == "Pick")
        await here.press("down", "enter")
        await here.until(lambda: here.name == "Frame")
        assert here.frame.address == "table/huurdersraad-haardstee"


async def test_above_a_grid_stands_how_many_files_cannot_be_read(process: Path) -> None:
    (process / "table/kapot.toml").write_text('title = "Kapot\n')
    async with running(process) as here:
        await to_grid(here)
        assert seen(here).endswith("✗ 1 file cannot be read")


async def test_a_grid_that_comes_back_after_a_list_says_no_columns_are_missing_that_are_there(process: Path) -> None:
    async with running(process, (80, 24)) as here:
        await to_grid(here)
        for key in ("ring", "grid"):
            here.frame.action_view(key)
            await here.settle()
            assert "column" not in seen(here)


async def test_find_filters_the_rows_of_a_grid(process: Path) -> None:
    async with running(process) as here:
        await to_grid(here)
        await here.press("slash", *"stroom")
        table = here.frame.grid_table
        assert table is not None and table.row_count == 1
        await here.press("enter")
        assert here.app.focused is table and here.card.startswith("Business")
        await here.press("escape")
        assert table.row_count > 5


async def test_where_there_is_room_stages_stand_side_by_side_as_a_board(process: Path) -> None:
    async with running(process, (120, 30)) as here:
        await here.press("2")
        table = here.frame.grid_table
        assert table is not None and here.app.focused is table
        assert here.rows == [
            "Signal  1",
            "· Koken",
            "In conversation  1",
            "· Warmtebron",
            "Direction  1",
            "◇ Isolatie eerst",
        ]
        await here.press("down")  # under the last card of a column comes the first one of the next
        assert here.frame.address == "agenda/warmtebron" and here.card.startswith("Warmtebron")
        await here.press("n")
        await here.type("Geld")
        await here.press("enter")
        await here.until(lambda: here.frame.address == "agenda/geld")
        assert here.app.desk.dossier.topics["geld"].stage.value == "in conversation"
        await here.press("right", "left", "up")
        assert here.frame.address == "agenda/koken"
        await here.press("slash", *"koken", "enter")
        assert here.rows == ["Signal  1", "· Koken"] and here.frame.address == "agenda/koken"
        await here.press("escape")
        here.app.action_go("agenda/isolatie-eerst")
        await here.settle()
        assert here.frame.grid_table is table and here.frame.address == "agenda/isolatie-eerst"
        await here.pilot.resize_terminal(100, 30)
        await here.settle()
        assert here.frame.grid_table is None and here.frame.address == "agenda/isolatie-eerst"
        await here.pilot.resize_terminal(120, 30)
        await here.settle()
        assert here.frame.grid_table is table and here.card.startswith("Isolatie eerst")


async def test_the_palette_has_every_view_by_name(process: Path) -> None:
    async with running(process) as here:
        await here.press("3", "ctrl+p", *"kinds rin")
        await here.press("enter")
        await here.until(lambda: here.name == "Frame")
        await here.settle()
        assert seen(here).startswith("l Kinds × rings")


async def test_what_changes_is_taken_into_the_grid_with_the_cursor_where_it_was(process: Path) -> None:
    async with running(process) as here:
        await to_grid(here)
        await here.press("down", "right", "right")
        party = here.app.desk.dossier.parties["huurdersraad-haardstee"]
        here.app.desk.save("table/huurdersraad-haardstee", party.model_copy(update={"title": "Huurders"}))
        await here.settle()
        assert here.card.startswith("Huurders") and here.frame.grid_table is not None


async def test_a_new_party_in_a_cell_of_the_grid_has_its_kind_and_an_empty_seat_is_opened_there(process: Path) -> None:
    async with running(process) as here:
        await to_grid(here)
        await here.press("down", "right", "right", "right", "right", "n")  # residents, empty seats
        await here.type("Iemand van de galerij")
        await here.press("enter")
        await here.until(lambda: (process / "table/iemand-van-de-galerij.toml").is_file())
        await here.settle()
        party = here.app.desk.dossier.parties["iemand-van-de-galerij"]
        assert party.empty and party.kind is not None and party.kind.value == "resident"
        assert here.frame.grid_table is not None and here.card.startswith("Iemand van de galerij")
