"""What the area of sessions shows over all of them: the card of a thread, and answers to what is still held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procesregie.insight.threads import Thread, thread
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.language import spoken
from procesregie.model.session import Session
from procesregie.tui import signs
from procesregie.tui.areas.area import View
from procesregie.tui.ask import Ask, Blank
from procesregie.tui.card import reference, reference_to
from procesregie.tui.layout import Block, Card, Items, Pairs, Paragraph, Title
from procesregie.tui.sessions.said import speakers
from procesregie.tui.text import joined, line, muted, plain

if TYPE_CHECKING:
    from procesregie.model.log import Line
    from procesregie.tui.app import ProcesregieApp


def thread_card(view: View, name: str) -> Card:
    """Everything that was said about a thread, by whom, in which sessions, and what is about it."""
    dossier = view.dossier
    found = thread(dossier, name)
    if found is None:
        return Card.of_text(_("Nothing is said about this any more."))
    blocks: list[Block] = [Title(line(f"#{found.name}"), muted(_kind(found)))]
    parties = [
        joined([reference(dossier, "table", party), muted(f"{times}×")], " ") for party, times in found.parties.items()
    ]
    pairs = [(_("By"), joined(parties, ", "))] if parties else []
    pairs.append((_("How often"), line(f"{len(found.lines)}×")))
    if found.main:
        pairs.insert(0, (_("Whose theme"), reference(dossier, "table", found.main)))
        tested = joined([reference(dossier, "table", party) for party in found.others], ", ")
        label = _("Also said by") if found.others and not found.tested else _("Tested with")
        pairs.append((label, tested if found.others else muted(_("nobody yet"))))
    if found.mentioned:
        named = [reference(dossier, "table", party) for party in found.mentioned]
        pairs.append((_("Named, not heard"), joined(named, ", ")))
    blocks.append(Pairs(tuple(pairs)))
    if found.about:
        about = tuple((signs.OPEN, reference_to(dossier, address)) for address in found.about)
        blocks.append(Items(about, _("What there is about it")))
    said: dict[str, list[Line]] = {session: [] for session in found.sessions}
    for address, one in found.lines.items():
        said[address.partition("/")[0]].append(one)
    for session, lines in said.items():
        rows = []
        for one in lines:
            who = speakers(dossier, one.by)
            rows.append((signs.OPEN, joined([muted(who) if who else line(""), plain(one.text)], "  ")))
        blocks.append(Items(tuple(rows), dossier.name(f"sessions/{session}")))
    return Card(blocks)


def _kind(found: Thread) -> str:
    kind = {"common": _("Common thread"), "pet": _("Pet theme"), "thread": _("Thread")}[found.kind]
    sessions = many("{n} session", "{n} sessions", len(found.sessions))
    return f"{kind} · {many('{n} party', '{n} parties', len(found.parties))} · {sessions}"


def held_card(view: View, session: str, table: str, key: str) -> Card | None:
    """What somebody does not agree with, or remarked on the minutes, with what was done; None when it is gone."""
    dossier = view.dossier
    record = dossier.sessions.get(session)
    row = getattr(record, table, {}).get(key)
    if record is None or row is None:
        return None
    disagrees = table == "disagreements"
    said, answer = (row.about, row.answered) if disagrees else (row.remark, row.answer)
    below = _("Disagrees with") if disagrees else _("Remark on the minutes")
    pairs = [(_("Party"), reference(dossier, "table", row.party))] if row.party else []
    pairs.append((_("Session"), reference(dossier, "sessions", session)))
    if not disagrees and record.adopted_in:
        pairs.append((_("Minutes adopted in"), reference(dossier, "sessions", record.adopted_in)))
    elif not disagrees and record.comments_until:
        pairs.append((_("Comments until"), line(spoken().day(record.comments_until))))
    blocks: list[Block] = [Title(plain(said), muted(below)), Pairs(tuple(pairs))]
    label = _("Answered") if disagrees else _("What was done with it")
    blocks.append(Paragraph(plain(answer) if answer.strip() else muted(_("Nothing yet. Press a to write it.")), label))
    return Card(blocks)


async def answered(app: ProcesregieApp, session: str, table: str, key: str) -> None:
    """Asks what was answered, and writes that in the session."""
    record = app.desk.dossier.sessions[session]
    rows = dict(getattr(record, table))
    row, field = rows[key], "answered" if table == "disagreements" else "answer"
    title = row.about if table == "disagreements" else row.remark
    label = _("What was the answer?") if table == "disagreements" else _("What was done with it?")
    place = f"{field} sessions/{session} {key}"
    question = Ask(place, label, Blank(label, getattr(row, field)), said=title, may_be_empty=True)
    asked = await app.push_screen_wait(question)
    if asked is None:
        return

    def write() -> None:
        now: Session = app.desk.dossier.sessions[session]
        rows = dict(getattr(now, table))
        rows[key] = rows[key].model_copy(update={field: asked[0]})
        app.desk.save(f"sessions/{session}", now.model_copy(update={table: rows}))

    await app.try_to(write)
