"""Wrap-up: from what was said to the commit, step by step, everything skippable.

Beginning it turns the `!` and `>` lines into records (once; beginning again changes nothing). Everything
after that is an ordinary edit of a line or a record, written at once; only :meth:`WrapUp.close` commits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from procesregie.capture import become
from procesregie.capture.sitting import Sitting
from procesregie.desk import closing
from procesregie.insight.deciding import Waiting, waiting
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.session import Outcome, Score, Session

if TYPE_CHECKING:
    from procesregie.desk.closing import Closed, Closing
    from procesregie.desk.desk import Desk
    from procesregie.model.decision import Decision
    from procesregie.model.step import Step


class WrapUp:
    """The wrap-up of one session. The recording of that session is closed before this begins."""

    def __init__(self, desk: Desk, session: str) -> None:
        self.desk, self.id = desk, session
        desk.load_all()
        self.made = tuple(closing.make_records(desk, session))
        """Addresses of what was made or brought up to date from the lines."""

    # -- what there is

    @property
    def session(self) -> Session:
        return self.desk.dossier.sessions[self.id]

    @property
    def sitting(self) -> Sitting:
        """The standing of the session, derived afresh."""
        return Sitting(self.desk.dossier, self.id)

    @property
    def unknown_names(self) -> dict[str, list[str]]:
        """Names after an @ that are nobody at this table, with the addresses of their lines."""
        return self.sitting.unknown

    @property
    def decisions(self) -> dict[str, Decision]:
        """Decisions proposed in this session, by id, in the order they were proposed."""
        names = closing.proposed_in(self.desk.dossier, self.id)
        return {name: self.desk.dossier.decisions[name] for name in names}

    @property
    def steps(self) -> dict[str, Step]:
        """Steps that came from this session, by id."""
        return {name: step for name, step in self.desk.dossier.steps.items() if step.session == self.id}

    @property
    def not_heard(self) -> list[str]:
        """Ids of parties that were there and said nothing."""
        return list(self.sitting.not_heard)

    # -- what changes

    def save(self, address: str, record: Record) -> None:
        """Writes a decision, a step, the session."""
        self.desk.save(address, record)

    def make_party(self, word: str) -> str:
        """A party for the unknown name `word`; its address. The lines that name it are its lines from now on."""
        party, record = become.party_from(word, self.desk.dossier.parties)
        address = f"table/{party}"
        there = self.desk.dossier.with_record(address, record)
        self._apply({address: record, **self._settled(there, word, party)})
        return address

    def replace_name(self, word: str, party: str) -> None:
        """The unknown name `word` was `party` (an id, or ``party/person``) all along."""
        self._apply(self._settled(self.desk.dossier, word, party))

    def _settled(self, dossier: Dossier, word: str, party: str) -> dict[str, Record]:
        lines = become.settle(dossier, self.id, word, party)
        records = become.followed(self.desk.dossier, dossier, self.id, lines)
        return {**closing.with_lines(dossier, lines), **records}

    def follow(self, before: Dossier) -> None:
        """Lines were corrected since `before`: the records they became say so too, while nobody changed those."""
        was = Sitting(before, self.id).lines
        lines = {address: line for address, line in self.sitting.lines.items() if was.get(address) != line}
        self.desk.apply(become.followed(before, self.desk.dossier, self.id, lines), undoable=False)

    def _apply(self, records: Mapping[str, Record]) -> None:
        self.desk.apply(records)
        closing.make_records(self.desk, self.id)

    def score(self, key: str, score: Score | None) -> None:
        """How somebody leaves; `key` is a party's id, or free. None takes it away."""
        scores = {k: v for k, v in self.session.scores.items() if k != key}
        if score is not None:
            scores[key] = score
        self._session(scores=scores)

    def _session(self, **fields: object) -> None:
        self.desk.save(f"sessions/{self.id}", self.session.model_copy(update=fields))

    # -- what will be

    def waiting(self, decisions: Collection[str]) -> dict[str, Waiting]:
        """For each of `decisions` (ids) that would stay open for who was absent: until when, and for whom."""
        found = ((name, waiting(self.desk.dossier, name, self.id)) for name in decisions)
        return {name: wait for name, wait in found if wait is not None}

    def closing(self, outcome: str, decisions: Collection[str] = (), summary: str = "") -> Closing:
        """What would be committed, in full; nothing is written."""
        return closing.work_out(self.desk, self.id, Outcome(outcome), decisions, summary)

    def message(self, outcome: str, decisions: Collection[str] = (), summary: str = "") -> str:
        """The commit as it would read."""
        return self.closing(outcome, decisions, summary).message

    def minutes(self, outcome: str, decisions: Collection[str] = ()) -> str:
        """The minutes as they would be sent."""
        return self.closing(outcome, decisions).minutes

    def close(
        self, outcome: str, decisions: Collection[str] = (), summary: str = "", *, at_once: Collection[str] = ()
    ) -> Closed:
        """One session, one commit. A Trouble, and nothing changed, when git refuses.

        What is taken stays open for who was absent, but for those that are to hold `at_once`.
        """
        return closing.close(self.desk, self.id, outcome, decisions, summary, at_once=at_once)
