"""Proposals and next steps become records: at wrap-up and at ``close``, by this one function. Pure, no files.

The line keeps what was said and points to its record (``became``); the record holds what counts. Doing it
twice changes nothing: a line that points to a record is left alone, and so is what somebody changed in that record.
Only a line that is corrected before the session closes takes along a record that nobody changed: see ``followed``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from procesregie.capture.dates import due
from procesregie.capture.grammar import Context, Echo, again, parse, typed
from procesregie.capture.names import NAME, Names, folded, party_of, person_called
from procesregie.capture.sitting import Sitting
from procesregie.capture.words import SIGN_OF, SPACE
from procesregie.language import capital
from procesregie.model.address import id_of
from procesregie.model.decision import Decision, DecisionState, Position
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.ids import new_id, slug
from procesregie.model.log import Line, LineKind
from procesregie.model.party import Party
from procesregie.model.step import Step

LONGEST_TITLE = 100
"""A decision's title longer than this is cut at its first sentence, or at a word; what is decided then has all of it."""


@dataclass(frozen=True)
class Became:
    """Records that are new or changed, by address, and lines that now point to them, by line address."""

    records: dict[str, Record] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)


def become(dossier: Dossier, session_id: str, on: date | None = None, taken: Collection[str] = ()) -> Became:
    """Makes proposed decisions of the proposals of a session and steps of its next steps.

    Positions captured since a decision was made are taken into it while it is proposed. Of a confidential session
    nothing becomes a record: records are shared. `on` dates the new ids
    (without it, the session's date); `taken` has addresses that are given away beside those of `dossier`, such as
    those in the history. Raises KeyError when there is no such session.
    """
    return _Becoming(dossier, session_id, on, taken).done()


class _Becoming:
    def __init__(self, dossier: Dossier, session_id: str, on: date | None, taken: Collection[str]) -> None:
        self.dossier = dossier
        self.session_id = session_id
        self.sitting = Sitting(dossier, session_id)
        self.on = on or self.sitting.session.date
        self.names = Names(dossier)
        there: dict[str, Mapping[str, Record]] = {room: dossier.room(room) for room in ("decisions", "steps")}
        self.taken = {room: set(records) for room, records in there.items()}
        afters = (address for address in dossier.records if address.endswith("/after"))
        for address in (*afters, *taken, *(problem.address for problem in dossier.problems)):
            room, _, rest = address.partition("/")
            if room in self.taken:
                self.taken[room].add(rest.partition("/")[0])
        self.made = {
            str(said): f"{room}/{id}"
            for room, records in there.items()
            for id, record in records.items()
            if (said := getattr(record, "said", ""))
        }
        self.became = Became()

    def done(self) -> Became:
        if self.sitting.session.confidential:
            return self.became
        decisions = {decision: f"decisions/{decision}" for decision in self.dossier.decisions}
        for address, line in self.sitting.lines.items():
            if line.kind is LineKind.DECISION:
                decisions[address] = self._record(address, line)
            elif line.kind is LineKind.STEP:
                self._record(address, line)
        said = self.sitting.of(LineKind.POSITION)
        for proposal, positions in self.sitting.proposals.items():
            if decisions.get(proposal):
                self._take_positions(proposal, decisions[proposal], positions, said)
        return self.became

    def _record(self, address: str, line: Line) -> str:
        """The address of the record `line` became, made when it was not yet; empty when there is nothing to make."""
        if line.became:
            return line.became
        known = self.made.get(address)
        if known is None:
            if not line.text.strip():
                return ""
            known = self._new(*self.says(address, line))
        self.became.lines[address] = line.model_copy(update={"became": known})
        return known

    def says(self, address: str, line: Line) -> tuple[str, str, Decision | Step]:
        """The room, what an id is made of, and the record of a proposal or a next step."""
        if line.kind is LineKind.DECISION:
            return "decisions", *self._decision(address, line)
        return "steps", *self._step(address, line)

    def _decision(self, address: str, line: Line) -> tuple[str, Decision]:
        whole = _readable(line.text, self.dossier, self.names)
        title = _titled(whole)
        topic = self._topic(line)
        return title, Decision(
            title=title,
            session=self.session_id,
            said=address,
            what="" if title == capital(whole) else whole,
            topics=(topic,) if topic else (),
        )

    def _step(self, address: str, line: Line) -> tuple[str, Step]:
        title, step = _step_of(line, self.dossier, self.names, self.sitting.session.date)
        about = {"topic": self._topic(line), "session": self.session_id, "said": address}
        return title, step.model_copy(update=about)

    def _new(self, room: str, title: str, record: Record) -> str:
        own = new_id(title, self.taken[room], on=self.on, otherwise=room.rstrip("s"))
        self.taken[room].add(own)
        address = f"{room}/{own}"
        self.became.records[address] = record
        return address

    def _topic(self, line: Line) -> str:
        item = self.sitting.session.programme.get(line.item)
        if item is not None:
            return item.topic
        return line.item if line.item in self.dossier.topics else ""

    def _take_positions(
        self, proposal: str, address: str, now: Mapping[str, Position], said: Mapping[str, Line]
    ) -> None:
        """Positions captured since this was last done, into the record while it is proposed."""
        record = self.became.records.get(address) or self.dossier.get(address)
        if not isinstance(record, Decision) or record.state is not DecisionState.PROPOSED:
            return
        decision_id = id_of(address)
        fresh = {
            line_address: line
            for line_address, line in said.items()
            if line.on in (proposal, decision_id) and line.position and line.became != address
        }
        if not fresh:
            return
        parties = {party_of(ref) for line in fresh.values() for ref in line.by}
        positions = dict(record.positions)
        for party, position in now.items():
            if party in parties:
                positions[party] = _over(positions.get(party), position)
        if positions != record.positions:
            self.became.records[address] = record.model_copy(update={"positions": positions})
        for line_address, line in fresh.items():
            self.became.lines[line_address] = line.model_copy(update={"became": address})


def followed(before: Dossier, now: Dossier, session_id: str, lines: Mapping[str, Line]) -> dict[str, Record]:
    """What the records say that came from `lines` (by their address, as they are read in `now`), while each still says
    what its line made of it in `before`: what somebody changed in a record stays."""
    was, made = (_Becoming(dossier, session_id, None, ()) for dossier in (before, now))
    found: dict[str, Record] = {}
    for address, line in lines.items():
        old = was.sitting.lines.get(address)
        record = before.get(old.became) if old is not None and old.kind is line.kind else None
        if old is None or not isinstance(record, Decision | Step) or not line.text.strip():
            continue
        taken = {"positions": record.positions} if isinstance(record, Decision) else {}
        if record == was.says(address, old)[2].model_copy(update=taken):
            found[old.became] = made.says(address, line)[2].model_copy(update=taken)
    return found


def step_typed(text: str, dossier: Dossier, on: date) -> tuple[Step, tuple[Echo, ...]]:
    """A new step as it is typed outside a session, read as a ``>`` line of that day is, and what to say back of it."""
    captured = parse(text, context := Context(Names(dossier), on))
    if captured.line.kind is not LineKind.STEP:
        captured = parse(f"{SIGN_OF[LineKind.STEP]} {text}", context)
    return _step_of(captured.line, dossier, context.names, on)[1], captured.echo


def _step_of(line: Line, dossier: Dossier, names: Names, on: date) -> tuple[str, Step]:
    """What is to be done, and the step a line makes, in which who does it with the owner is part of the title."""
    found = due(line.text, on) if line.due else None
    title = capital(" ".join(_readable(found[0] if found and found[0] else line.text, dossier, names).split()))
    with_others = [person_called(dossier, ref) for ref in line.by[1:]]
    owner, _, person = line.by[0].partition("/") if line.by else ("", "", "")
    whole = f"{title} (+ {', '.join(with_others)})" if with_others else title
    return title, Step(title=whole, owner=owner, person=person, due=line.due)


def _readable(text: str, dossier: Dossier, names: Names) -> str:
    """`text` with parties by their names and threads as words: what stands in a record, not on the prompt."""

    def named(match: re.Match[str]) -> str:
        ref = names.resolve(match[1])
        return person_called(dossier, ref) if ref else match.group()

    text = re.sub(rf"(?<![\w@])@({NAME})", named, text)
    return re.sub(rf"(^|[{SPACE}])#(?=[^\W\d_])", r"\1", text)


def _over(known: Position | None, said: Position) -> Position:
    """The position as `said` in the session, keeping what only the record knows: how it was answered."""
    if known is None or not known.answered:
        return said
    return said.model_copy(update={"answered": known.answered})


def _titled(text: str) -> str:
    """`text` as a title: its first letter a capital; a long one is its first sentence, or ends in an ellipsis."""
    text = capital(" ".join(text.split()))
    if len(text) <= LONGEST_TITLE:
        return text
    sentence = re.match(rf".{{10,{LONGEST_TITLE}}}?[.!?;](?= )", text)
    if sentence:
        return sentence.group().rstrip(".;")
    return text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def party_from(word: str, taken: Collection[str]) -> tuple[str, Party]:
    """A party for a name nobody answered to: its id (not in `taken`) and its record, short name included."""
    title = capital(re.sub(r"[-_]+", " ", word))
    return new_id(word, taken, otherwise="partij"), Party(title=title, short=slug(word) or "partij")


def settle(dossier: Dossier, session_id: str, word: str, party: str) -> dict[str, Line]:
    """The lines of a session in which `word` was nobody, read again with `word` as `party` (a ref of `dossier`).

    A word that means that party by now stays as it was typed; else the party's own short name takes its place.
    """
    names = Names(dossier)
    sitting = Sitting(dossier, session_id)
    stays = names.resolve(word) == party
    pattern = re.compile(rf"(?<![\w@])@({NAME})")
    found: dict[str, Line] = {}
    for address, line in sitting.lines.items():
        if folded(word) not in {folded(name) for name in line.who}:
            continue

        def named(match: re.Match[str]) -> str:
            return f"@{names.short(party)}" if folded(match[1]) == folded(word) and not stays else match.group()

        there = replace(sitting.context(names, line.at, ""), item=line.item, proposal=line.on)
        text = pattern.sub(named, typed(line, names, on=sitting.session.date))
        found[address] = again(line, text, there).line
    return found
