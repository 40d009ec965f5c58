"""The card of a decision: what is decided, who stands where and what moved them, what it rests on, what replaced what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from textual.content import Content

from procesregie.change.tally import counted, tally
from procesregie.insight.deciding import (
    Replaced,
    Stance,
    awaited,
    bound_unasked,
    replaced_by,
    replaces,
    review_due,
    review_on,
    stances,
    unanswered,
)
from procesregie.insight.views.decisions import sign_of
from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.model.decision import After, ConditionMet, Decision, DecisionState, Position, Stand
from procesregie.model.dossier import Dossier
from procesregie.tui import signs
from procesregie.tui.card import blocks_of, person_name, reference
from procesregie.tui.layout import Block, Heading, Items, Pairs, Paragraph
from procesregie.tui.text import ACCENT, assembled, joined, line, muted, plain

FEW = 6
"""So many parties with nothing more to say of them are named with who spoke for them; of more only the party."""
_HOLDS = (DecisionState.PROPOSED, DecisionState.OPEN, DecisionState.TAKEN)
"""The states of a decision that holds, or is about to."""
_AFTER = frozenset({"positions", "conditions"})
"""What came after that is shown beside what it is about."""


def blocks(dossier: Dossier, id: str, today: date) -> Iterator[Block]:
    """What stands above the fields of the decision `id`, in the order in which one asks about it."""
    decision = dossier.decisions[id]
    yield Pairs(tuple(_life(dossier, id, decision, today)))
    yield from _replacing(dossier, id)
    if decision.what.strip():
        yield Paragraph(plain(decision.what.rstrip("\n")), _("What is decided"))
    yield from _unanswered(dossier, id)
    yield from position_blocks(dossier, id)
    yield from _conditions(dossier, decision, dossier.after(id))
    yield from _residue(dossier, decision)
    steps = [(signs.OPEN, reference(dossier, "steps", name)) for name, s in dossier.steps.items() if s.decision == id]
    if steps:
        yield Items(tuple(steps), _("Steps that carry it out"))
    after = dossier.after(id)
    if after is not None:
        yield from blocks_of(after, dossier, f"decisions/{id}/after", _AFTER)
    if decision.state in (DecisionState.TAKEN, DecisionState.OPEN):
        yield Heading(_("As it was taken"))


# -- its life


def _life(dossier: Dossier, id: str, decision: Decision, today: date) -> Iterator[tuple[str, Content]]:
    state = decision.state_on(today)
    when = {DecisionState.TAKEN: decision.taken_on, DecisionState.OPEN: decision.open_until}.get(state)
    words = [_(state.value), *([spoken().day(when)] if when else [])]
    parts = [line(f"{sign_of(decision, today)} {' '.join(words)}")]
    if dossier.superseded_by(id):
        parts = [line(f"{signs.ENDED} {_('superseded')}"), *([muted(words[-1])] if when else [])]
    elif decision.state in (DecisionState.TAKEN, DecisionState.OPEN):
        parts.append(muted(_("locked: it stays what it was")))
    yield _("State"), joined(parts)
    if found := stances(dossier, id):
        yield _("Positions"), line(tally((one.now.position for one in found), spoken()))
    if decision.taken_on and any(one.key for one in found):
        yield _("When it was taken"), line(tally(decision.positions, spoken()))
    if decision.session:
        yield _("From session"), reference(dossier, "sessions", decision.session)
    if state is DecisionState.OPEN and (missing := awaited(dossier, id)):
        names = joined([reference(dossier, "table", party) for party in missing], ", ")
        yield _("Waiting for"), names
    if state in _HOLDS and (unasked := bound_unasked(dossier, id)) and not dossier.superseded_by(id):
        yield _("Bound, not asked"), joined([reference(dossier, "table", party) for party in unasked], ", ")
    if due := review_due(dossier, id, today):
        yield _("Review on"), line(f"{signs.LATE} {spoken().day(due)}", ACCENT)
    elif (coming := review_on(dossier, id)) and coming != decision.review_on:  # what it was taken with stands below
        yield _("Review on"), line(spoken().day(coming))


def _replacing(dossier: Dossier, id: str) -> Iterator[Block]:
    """What took its place, and what it took the place of, as far as it goes either way, with why."""
    for label, found in ((_("Superseded by"), replaced_by(dossier, id)), (_("Supersedes"), replaces(dossier, id))):
        if found:
            yield Items(tuple((_arrow(one), _link(dossier, one)) for one in found), label)


def _arrow(one: Replaced) -> str:
    return f"{'  ' * (one.depth - 1)}{signs.REPLACES}"


def _link(dossier: Dossier, one: Replaced) -> Content:
    decision = dossier.decisions[one.decision]
    when = muted(spoken().day(decision.taken_on)) if decision.taken_on else muted(_(decision.state.value))
    where = [reference(dossier, "sessions", decision.session)] if decision.session else []
    reason = [plain(one.reason)] if one.reason else []
    return joined([reference(dossier, "decisions", one.decision), when, *where, *reason])


# -- who stands where


def position_blocks(dossier: Dossier, id: str) -> Iterator[Block]:
    """Who stands where now, by position: those of whom no more is to be said in one row, the others each with what is."""
    found = stances(dossier, id)
    if not found:
        return
    common = _common(found)
    rows: list[tuple[str, Content]] = []
    for stand in Stand:
        these = [one for one in found if one.now.position is stand]
        if not these:
            continue
        short = [one for one in these if not _told(one, dossier, common)]
        head = line(counted(stand, len(these), spoken()))
        named = joined([_who(dossier, one, person=len(short) <= FEW) for one in short], ", ")
        rows.append((STAND_SIGNS[stand], assembled(head, ": ", named) if short else head))
        rows += [(" ", _long(dossier, one, common)) for one in these if one not in short]
    yield Items(tuple(rows), _("Positions"))
    if common:
        yield Paragraph(muted(_("Where nothing else is said: {how}.", how=" · ".join(common))))


STAND_SIGNS = {
    Stand.CONSENT: signs.DONE,
    Stand.NOT_PREFERRED: signs.DONE,
    Stand.CONCERN: "<",
    Stand.OBJECTION: signs.LATE,
    Stand.ASIDE: signs.OPEN,
    Stand.SUBJECT: signs.PROPOSED,
    Stand.NO_ANSWER: "?",
    Stand.NOT_ASKED: "?",
}
"""The sign before each position; its word always stands behind it."""


def _common(found: Iterable[Stance]) -> tuple[str, ...]:
    """How most positions reached us, by whom and when, where that is the same for more than one."""
    ways = [_how(one.now) for one in found if not one.key]
    most = max(set(ways), key=ways.count, default=())
    return most if ways.count(most) > 1 else ()


def _how(row: Position) -> tuple[str, ...]:
    """Channel, recorder and date of a position, as far as they were said."""
    channel = f"{_('Channel')}: {_(row.channel.value)}" if row.channel else ""
    recorder = f"{_('Recorded by')}: {row.recorder}" if row.recorder else ""
    return tuple(part for part in (channel, recorder, spoken().day(row.on) if row.on else "") if part)


def _told(one: Stance, dossier: Dossier, common: tuple[str, ...]) -> list[Content]:
    """What there is to say of a position beside whose it is."""
    row = one.now
    said: list[Content] = [line(row.reason)] if row.reason else []
    if row.before:
        said.append(assembled(muted(f"{_('Before')}: "), line(_(row.before.value))))
    if row.changed_by:
        said.append(assembled(muted(f"{_('What changed it')}: "), line(row.changed_by)))
    if row.answered:
        said.append(assembled(muted(f"{_('How it was answered')}: "), line(row.answered)))
    if one.taken is not None and one.taken.position is not row.before:
        said.append(assembled(muted(f"{_('When it was taken')}: "), line(_(one.taken.position.value))))
    if one.taken is not None and one.taken.reason:
        said.append(muted(one.taken.reason))
    how = _how(row)
    if how and how != common:
        said.append(muted(" · ".join(how)))
    extra = [muted(f"{key} {value}") for key, value in (row.model_extra or {}).items()]
    return [*said, *extra]


def _long(dossier: Dossier, one: Stance, common: tuple[str, ...]) -> Content:
    return joined([_who(dossier, one), *_told(one, dossier, common)])


def _who(dossier: Dossier, one: Stance, *, person: bool = True) -> Content:
    """The party, and who spoke for it."""
    who = reference(dossier, "table", one.party)
    if not person or not one.now.person:
        return who
    return assembled(who, muted(f" ({person_name(dossier, one.party, one.now.person)})"))


# -- what it rests on, and what is not settled


def _conditions(dossier: Dossier, decision: Decision, after: After | None) -> Iterator[Block]:
    became = after.conditions if after is not None else {}
    rows: list[tuple[str, Content]] = []
    for key, row in decision.conditions.items():
        said = [line(row.condition)]
        if row.party:
            said.append(assembled(muted(f"{_('Asked by')}: "), reference(dossier, "table", row.party)))
        if row.due:
            said.append(muted(f"{_('Due')}: {spoken().day(row.due)}"))
        sign, more = _outcome(became.get(key))
        rows.append((sign, joined([*said, *more])))
    for key, met in became.items():
        if key not in decision.conditions:
            sign, more = _outcome(met)
            rows.append((sign, joined([line(key), *more])))
    if rows:
        yield Items(tuple(rows), _("Conditions"))


def _outcome(met: ConditionMet | None) -> tuple[str, list[Content]]:
    if met is None:
        return signs.OPEN, []
    said = [line(_("met") if met.met else _("not met"))]
    said += [line(met.note)] if met.note else []
    said += [muted(spoken().day(met.on))] if met.on else []
    return signs.DONE if met.met else signs.LATE, said


def _unanswered(dossier: Dossier, id: str) -> Iterator[Block]:
    """The objections that stand and that nobody answered."""
    rows = [joined([_who(dossier, one), line(one.now.reason)]) for one in unanswered(dossier, id)]
    if rows:
        yield Items(tuple((signs.LATE, row) for row in rows), _("Objection without an answer"))


def _residue(dossier: Dossier, decision: Decision) -> Iterator[Block]:
    """What the session it comes from wrote down as not agreed."""
    session = dossier.sessions.get(decision.session)
    rows = []
    for row in session.disagreements.values() if session else ():
        who = [reference(dossier, "table", row.party)] if row.party else []
        answer = line(row.answered) if row.answered else muted(_("not answered"))
        rows.append((signs.OPEN, joined([*who, line(row.about), answer])))
    if rows:
        yield Items(tuple(rows), _("Not everybody agrees"))
