"""``list``: what an area shows on screen, as text and as data, in any of its views."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Runner


def test_an_area_by_its_name_in_either_language(run: Runner, process: Path) -> None:
    told = run("list", "tafel", "--language", "en")
    assert told.code == 0 and told.out == run("list", "table", "--language", "en").out
    assert told.out.startswith("Knows of it  4\n") and "· VvE Toren B  (table/toren-b)" in told.out
    data = run("list", "table", "--json").json
    assert data["area"] == "table" and data["view"] == "ring" and data["groups"][0]["heading"] == "weet ervan"
    assert [row["address"] for row in data["groups"][0]["rows"]][1] == "table/toren-b"


def test_a_grid_says_every_cell_by_row_and_column(run: Runner, process: Path) -> None:
    run("set", "table/toren-b", "kind=resident")
    told = run("list", "table", "--view", "grid", "--language", "en")
    assert "Resident\n  Knows of it: toren-b\n" in told.out
    grid = run("list", "table", "--view", "kinds × rings", "--json", "--language", "en").json["grid"]
    row = next(n for n, head in enumerate(grid["rows"]) if head["title"] == "Resident")
    column = next(n for n, head in enumerate(grid["columns"]) if head["title"] == "Knows of it")
    assert grid["cells"][row][column]["addresses"] == ["table/toren-b"]


def test_what_is_no_area_and_no_view_says_what_there_is(run: Runner, process: Path) -> None:
    told = run("list", "keuken")
    assert told.code == 2 and "table" in told.err
    told = run("list", "table", "--view", "rond")
    assert told.code == 2 and "ring, grid" in told.err and not told.out


def test_what_cannot_be_read_is_said_to_be_left_out(run: Runner, process: Path) -> None:
    (process / "table/kapot.toml").write_text('title = "Kapot\n')
    told = run("list", "table", "--view", "presence", "--language", "en")
    assert told.code == 0 and "Left out, because it cannot be read: table/kapot.toml." in told.err
    assert run("list", "table", "--json").json["broken"] == ["table/kapot.toml"]


def test_an_empty_area_says_so(run: Runner, process: Path) -> None:
    assert run("list", "steps", "--language", "en").out == "Nothing here yet.\n"
    assert run("list", "steps", "--json").json["groups"] == []
