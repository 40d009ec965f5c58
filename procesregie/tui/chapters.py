"""A chapter in words: what one commit changed in a record, or where it has the words that were looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from procesregie.change.naming import Naming
from procesregie.change.words import Sentence, Teller, in_words
from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.model.address import is_address, model_of
from procesregie.model.declare import fields
from procesregie.tui import signs
from procesregie.tui.layout import Block, Items, Paragraph
from procesregie.tui.text import joined, line, muted, plain
from procesregie.tui.told import told

if TYPE_CHECKING:
    from textual.content import Content

    from procesregie.history.story import Chapter

_GATHERED = 15
"""Changes of one record in one commit that are told one by one at most; more are gathered, as in the timeline."""


def chapter_blocks(chapter: Chapter, about: str = "") -> list[Block]:
    """What `chapter` tells: sentences, then what was said. Sentences about the record `about` go without its name."""
    items = [(sentence.sign, told(sentence)) for sentence in _sentences(chapter, about)]
    blocks: list[Block] = [Items(tuple(items))] if items else []
    blocks += [Paragraph(muted(note)) for note in chapter.remarks(spoken())]
    for branch in chapter.left_out:
        names = {one.name(about) for one in (branch.old, branch.new) if about}
        lost = (_unnamed(one, names) for group in in_words(*branch, spoken()) for one in group.sentences)
        blocks.append(Items(tuple((one.sign, told(one)) for one in lost), _("Left out when this was merged:")))
    if chapter.said:
        blocks.append(Items(_said(chapter), _("Said")))
    return blocks


def _sentences(chapter: Chapter, about: str) -> Iterator[Sentence]:
    own = [change for change in chapter.changes if change.address == about]
    others = [change for change in chapter.changes if change.address != about]
    teller = Teller(Naming(chapter.old, chapter.new, spoken()), full=about.startswith("texts/"))
    names = {one.name(about) for one in (chapter.old, chapter.new) if about}
    if any(not change.path for change in own):  # how it was when it came: all of it
        teller.full = True
    elif len(own) > _GATHERED:
        others, own = [*own, *others], []
    yield from (_unnamed(_shortened(teller.sentence(change)), names) for change in own)
    for group in in_words(others, chapter.old, chapter.new, spoken()):
        yield from group.sentences


def _shortened(sentence: Sentence) -> Sentence:
    """`sentence` without the fields the program keeps for itself, where a whole record is told."""
    change = sentence.change
    if change.path or not is_address(change.address):
        return sentence
    kept = tuple(f"{_(one.meaning.label)}: " for one in fields(model_of(change.address)) if one.meaning.kept)
    return replace(sentence, detail=tuple(row for row in sentence.detail if not row.startswith(kept)))


def _unnamed(sentence: Sentence, names: set[str]) -> Sentence:
    """`sentence` without the name it begins with, where that goes without saying."""
    first, *others = sentence.pieces
    for name in names:
        if first.text.startswith(f"{name}: ") and first.text != f"{name}: ":
            return replace(sentence, pieces=(replace(first, text=first.text[len(name) + 2 :]), *others))
    return sentence


def _said(chapter: Chapter) -> tuple[tuple[str, Content], ...]:
    """The lines that were said by it or about it: who, then what, then what was done with it."""
    found = []
    for _address, said in chapter.said:
        who = ", ".join(chapter.new.name(f"table/{ref.partition('/')[0]}") for ref in said.by)
        kind = muted(_(said.kind.value)) if said.kind.value != "note" else line("")
        answer = muted(f"→ {_(said.response.value)}") if said.response else line("")
        found.append((signs.OPEN, joined([line(who), kind, plain(said.text), answer, muted(said.response_why)])))
    return tuple(found)
