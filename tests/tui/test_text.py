"""Text of a person is never markup, and no control character reaches a terminal."""

from __future__ import annotations

import pytest

from procesregie.tui.layout import Block, Card, Items, Pairs, Paragraph, Title
from procesregie.tui.text import LONGEST_LINE, assembled, joined, line, plain

HOSTILE = ["[/", "[x={'a[0]':1}]", "\x1b[2J", "[bold]vet[/bold]", "[@click=app.quit]weg[/]", "שלום", "e\u0301" * 40]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    shown = text.replace("\x1b", "␛")
    assert plain(text).plain == shown and line(text).plain == shown
    assert not [span for span in plain(text).spans if "click" in str(span.style)]


@pytest.mark.parametrize("text", [*HOSTILE, "x" * 10_000, "woord " * 2_000])
def test_every_block_lays_any_text_out_within_its_width(text: str) -> None:
    blocks: list[Block] = [
        Title(line(text), line(text)),
        Pairs((("Label", plain(text)), (text[:60], plain("kort")))),
        Paragraph(plain(text), "Label"),
        Items((("+", plain(text)),), "Label"),
    ]
    for width in (14, 40, 200):
        content = Card(blocks).content(width)
        assert all(row.cell_length <= max(width, 14) for row in content.split(allow_blank=True))
        assert "\x1b" not in content.plain


def test_a_line_is_one_line_and_not_endless() -> None:
    assert line("een\ntwee\tdrie").plain == "een twee drie"
    assert len(line("x" * 10_000)) == LONGEST_LINE


def test_parts_that_are_empty_leave_no_sign_between() -> None:
    assert joined([line("a"), line(""), line("b")]).plain == "a · b"
    assert assembled("a", line("[/")).plain == "a[/"


def test_a_value_that_runs_on_keeps_its_place_beside_its_label() -> None:
    card = Card([Pairs((("Kort", plain("een twee drie vier vijf")),))])
    assert card.content(20).plain.split("\n") == ["Kort  een twee drie", "      vier vijf"]
