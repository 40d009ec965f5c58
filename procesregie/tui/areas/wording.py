"""How the wording of the issue and the intent changed, moment by moment: what git kept of two fields of the process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.tui import signs
from procesregie.tui.layout import Block, Heading, Paragraph
from procesregie.tui.text import muted, plain
from procesregie.tui.then import SIGNS, mark_words, said_by

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.history.story import Chapter

FIELDS = (
    ("issue", N_("How the wording of the issue changed")),
    ("intent", N_("How the wording of the intent changed")),
)


def wording_blocks(desk: Desk) -> list[Block]:
    """Every wording, the latest first, with the session it is from; nothing of a field that never changed. Blocks on git."""
    blocks: list[Block] = []
    for field, heading in FIELDS:
        chapters = desk.repository.story("process", field)
        if len(chapters) > 1:
            blocks.append(Heading(_(heading)))
            blocks += _wordings(chapters)
    return blocks


def _wordings(chapters: Sequence[Chapter]) -> Iterator[Block]:
    for chapter in chapters:
        moment = chapter.moment
        day = spoken().day(moment.date.date())
        label = f"{SIGNS.get(moment.mark, signs.BY_HAND)} {day} · {said_by(moment)} · {mark_words(moment.mark)}"
        for change in chapter.changes:
            text = plain(change.new.rstrip("\n")) if isinstance(change.new, str) else muted(_("taken out"))
            yield Paragraph(text, label)
