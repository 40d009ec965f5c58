"""The card of a cell of a grid: what stands in it in full, and the records it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from procesregie.insight.views import Cell, Grid, Head
from procesregie.language import say as _
from procesregie.model.dossier import Dossier
from procesregie.tui import signs
from procesregie.tui.card import reference_to
from procesregie.tui.layout import Block, Card, Items, Paragraph, Title
from procesregie.tui.text import joined, line, muted, plain

BETWEEN = "|"
"""What stands between row and column in the key of a cell; no address has it."""


def key_of(grid: Grid, row: int, column: int) -> str:
    """The key of a cell, the same as long as its row and column are there; column -1 is the head of the row."""
    across = _name(grid.columns[column], column) if column >= 0 else ""
    return f"{_name(grid.rows[row], row)}{BETWEEN}{across}"


def _name(head: Head, index: int) -> str:
    return head.address or str(index)


def place_of(grid: Grid, key: str) -> tuple[int, int] | None:
    """The row and column of the cell `key`; None when it is not there (any more)."""
    down, _sep, across = key.partition(BETWEEN)
    rows = [_name(head, index) for index, head in enumerate(grid.rows)]
    columns = [_name(head, index) for index, head in enumerate(grid.columns)]
    if down not in rows or (across and across not in columns):
        return None
    return rows.index(down), columns.index(across) if across else -1


def cell_card(dossier: Dossier, grid: Grid, row: int, column: int) -> Card:
    """The card of the cell in `row` and `column`; of a whole row when the column is -1."""
    head = grid.rows[row]
    if column < 0:
        return Card([Title(line(head.text)), *_of_row(dossier, grid, row)])
    across, cell = grid.columns[column], grid.cells[row][column]
    title = Title(joined([_named(dossier, head), _named(dossier, across)]))
    return Card([title, *_inside(dossier, cell), Paragraph(muted(_("Enter goes in, . goes from here to a record.")))])


def _named(dossier: Dossier, head: Head) -> Content:
    return reference_to(dossier, head.address, head.text) if head.address else line(head.text)


def _inside(dossier: Dossier, cell: Cell) -> Iterator[Block]:
    if cell.said:
        yield Items(tuple((signs.OPEN, plain(said)) for said in cell.said))
    elif cell.text and not cell.addresses:
        yield Paragraph(plain(cell.text))
    if cell.addresses:
        yield Items(tuple((signs.OPEN, reference_to(dossier, address)) for address in cell.addresses), _("Records"))
    if not (cell.said or cell.text or cell.addresses):
        yield Paragraph(muted(_("There is nothing here.")))


def _of_row(dossier: Dossier, grid: Grid, row: int) -> Iterator[Block]:
    for head, cell in zip(grid.columns, grid.cells[row], strict=True):
        if cell.addresses:
            named = tuple((signs.OPEN, reference_to(dossier, address)) for address in cell.addresses)
            yield Items(named, head.text)
        elif cell.text:
            yield Paragraph(plain(cell.text), head.text)
