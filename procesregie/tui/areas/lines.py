"""Captured lines on a card: session by session, the newest first, each with who said it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from procesregie.capture.names import party_of, person_called
from procesregie.capture.words import SIGN_OF
from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line
from procesregie.tui import signs
from procesregie.tui.card import reference
from procesregie.tui.layout import Block, Heading, Items, Paragraph
from procesregie.tui.text import assembled, joined, line, muted

MOST = 100
"""Lines a card shows at most; the newest ones, and it says how many there are besides."""


def said_blocks(dossier: Dossier, heading: str, said: Sequence[tuple[str, Line]]) -> list[Block]:
    """`said` (lines with their addresses, in the order they were said) under `heading`; nothing when there are none."""
    if not said:
        return []
    blocks: list[Block] = [Heading(f"{heading}  {len(said)}")]
    newest = said[-MOST:]
    by_session = [(id, list(found)) for id, found in groupby(newest, key=lambda pair: pair[0].split("/", 1)[0])]
    for id, found in reversed(by_session):
        session = dossier.sessions.get(id)
        day = spoken().day(session.date, "long") if session else ""
        label = " · ".join(part for part in (day, dossier.name(f"sessions/{id}")) if part)
        blocks.append(Items(tuple((sign_of(one), line_words(dossier, one)) for _address, one in found), label))
    if len(said) > MOST:
        earlier = _("{n} earlier lines are in the sessions themselves.", n=len(said) - MOST)
        blocks.append(Paragraph(muted(earlier)))
    return blocks


def sign_of(said: Line) -> str:
    """The sign a line was typed with."""
    return SIGN_OF.get(said.kind) or signs.OPEN


def line_words(dossier: Dossier, said: Line) -> Content:
    """Who said it, and what; of a position, which."""
    who = joined([_speaker(dossier, ref) for ref in said.by], ", ")
    text = line(said.text)
    if said.position is not None:
        text = joined([line(_(said.position.value)), text], ": ")
    return assembled(who, ": " if who else "", text)


def _speaker(dossier: Dossier, ref: str) -> Content:
    party = party_of(ref)
    if party == ref:
        return reference(dossier, "table", party)
    return assembled(line(person_called(dossier, ref)), muted(f" ({_short(dossier, party)})"))


def _short(dossier: Dossier, party: str) -> str:
    record = dossier.parties.get(party)
    return (record.short or record.title) if record else party
