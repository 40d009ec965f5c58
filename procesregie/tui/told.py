"""Changes in words as a card shows them: what went is struck through between brackets, what came is underlined.

Letters alone tell the two apart too, where a terminal strikes nothing through or shows no colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from procesregie.language import say as _
from procesregie.tui.layout import Block, Heading, Items, Paragraph
from procesregie.tui.text import MUTED, assembled, muted, plain

if TYPE_CHECKING:
    from procesregie.change.marks import Piece
    from procesregie.change.words import Group, Sentence

CAME = "bold underline"
"""Words that came into a text."""
WENT = f"{MUTED} strike"
"""Words that went out of it."""
_STYLES = {"old": MUTED}


def marked(pieces: Iterable[Piece]) -> Content:
    """Pieces of a sentence or a text, each as what it is."""
    shown: list[Content] = []
    before = ""
    for piece in pieces:
        if before == "out" and piece.mark == "in" and not piece.text[:1].isspace():
            shown.append(plain(" "))  # what went stands apart from what took its place
        shown.append(_piece(piece))
        before = piece.mark
    return assembled(*shown)


def _piece(piece: Piece) -> Content:
    if piece.mark not in ("in", "out"):
        return plain(piece.text, _STYLES.get(piece.mark, ""))
    words = piece.text.strip()
    if not words:
        return plain(piece.text)
    begin, _sep, end = piece.text.partition(words)
    shown = plain(f"[{words}]", WENT) if piece.mark == "out" else plain(words, CAME)
    return assembled(plain(begin), shown, plain(end))


def told(sentence: Sentence) -> Content:
    """A sentence, with the lines under it."""
    lines = [marked(sentence.pieces), *(muted(detail.replace("\n”", "”")) for detail in sentence.detail)]
    return Content("\n").join(lines)


def on_one_line(sentence: Sentence) -> Content:
    """A sentence as the row of a list."""
    return Content(" ").join(marked(sentence.pieces).split("\n"))


def words_blocks(groups: Sequence[Group]) -> list[Block]:
    """Changes in words, by what they are about."""
    found: list[Block] = []
    for group in groups:
        found.append(Heading(group.heading))
        found.append(Items(tuple((sentence.sign, told(sentence)) for sentence in group.sentences)))
    return found or [Paragraph(muted(_("Nothing in the record changed.")))]
