"""A text that settles, on screen: how much every version changed, as a line and a table, and each version word by word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.tui import signs
from procesregie.tui.layout import Block, Items, Pairs, Paragraph
from procesregie.tui.text import ACCENT, joined, line, muted, plain
from procesregie.tui.told import marked

if TYPE_CHECKING:
    from textual.content import Content

    from procesregie.insight.converge import Converging, Version


def converging_blocks(found: Converging, today: date) -> Iterator[Block]:
    """The line, when it became fine-tuning, and a row for every version, the earliest first."""
    if found.line:
        yield Paragraph(joined([line(found.line, ACCENT), _fine(found)], "  "), _("How much it still changed"))
    yield Items(
        tuple(_row(version, today) for version in found.versions), _("Versions: words, in, out, how much of it")
    )


def _fine(found: Converging) -> Content:
    since = found.fine_tuned
    if since is None:
        return muted(_("it is still moving"))
    day = spoken().day(since.moment.date.date(), "long")
    return line(_("only fine-tuning since {day}", day=day))


def _row(version: Version, today: date) -> tuple[str, Content]:
    came, went = version.changed
    lead = [
        line(spoken().lead(version.moment.date.date(), today)),
        line(version.called.rjust(4)),
        line(str(version.words).rjust(5)),
    ]
    if not version.old:
        return (signs.OPEN, joined([*lead, muted(_("the first"))], " "))
    changed = [line(f"+{came}".rjust(5)), line(f"−{went}".rjust(5)), line(f"{version.share:.0%}".rjust(4))]
    return (signs.OPEN, joined([*lead, *changed], " "))


def version_blocks(version: Version) -> Iterator[Block]:
    """One version: what it is called, what was asked, what was taken in from whom, and the words."""
    came, went = version.changed
    pairs = [(_("Version"), version.called), (_("What was asked"), version.asked)]
    if version.old:
        pairs.append((_("Words"), _("{came} in, {went} out", came=came, went=went)))
    shown = tuple((label, line(value)) for label, value in pairs if value)
    if shown:
        yield Pairs(shown)
    if version.lines:
        yield Items(tuple(_taken_in(address, version) for address, _line in version.lines), _("Taken in"))
    yield Paragraph(marked(version.pieces) if version.old else plain(version.new.rstrip()), _("Text"))


def _taken_in(address: str, version: Version) -> tuple[str, Content]:
    said = dict(version.lines)[address]
    answer = muted(f"→ {_(said.response.value)}") if said.response else line("")
    return (signs.OPEN, joined([muted(", ".join(said.by)), line(said.text), answer, muted(said.response_why)]))
