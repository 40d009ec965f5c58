"""One session, one commit: as a draft, or as a decision.

Closing works out first, in memory, what the records, the minutes and the commit will be; then writes the
files, then lets git commit them. When git refuses (a hook, a lock, no name set) the files are put back as
they were, so that the session is open again and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from procesregie.capture.become import become
from procesregie.capture.sitting import Sitting
from procesregie.desk.troubles import (
    BrokenSession,
    ClosedAlready,
    NoSuchRecord,
    NothingProposed,
    NotProposed,
    WhichDecision,
)
from procesregie.export.minutes import minutes
from procesregie.folder.files import write_atomically
from procesregie.history.locked import altered_now
from procesregie.history.past import named_in
from procesregie.insight.deciding import Waiting, waiting
from procesregie.language.trouble import Trouble
from procesregie.model.address import address_of, file_of, id_of, is_address, log_of
from procesregie.model.decision import Decision, DecisionState, DecisionWeight
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier, Problem
from procesregie.model.log import Line, LineKind, Log
from procesregie.model.session import Outcome, Session

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.history.state import Status


@dataclass(frozen=True)
class Closed:
    """What a commit came to."""

    sha: str
    subject: str
    message: str
    tags: tuple[str, ...] = ()
    warnings: tuple[Trouble, ...] = ()
    """What went wrong beside the commit: a tag that could not be set."""
    left: tuple[str, ...] = ()
    """Files that were not taken along: of other open sessions, or broken."""
    decisions: tuple[str, ...] = ()
    waiting: Mapping[str, Waiting] = field(default_factory=dict)
    """For each decision that stays open for who was absent: until when, and for whom."""


@dataclass(frozen=True)
class Closing:
    """A session as it would be committed: worked out, nothing written."""

    session: str
    outcome: Outcome
    records: Mapping[str, Record]
    """Every record that changes by closing."""
    dossier: Dossier
    """The dossier with those records in it."""
    taken: tuple[str, ...]
    minutes: str
    message: str
    left: tuple[str, ...] = field(default=())
    waiting: Mapping[str, Waiting] = field(default_factory=dict)
    """For each decision that stays open for who was absent: until when, and for whom."""


def make_records(desk: Desk, session: str) -> dict[str, bool]:
    """Turns the `!` and `>` lines of `session` into records, once: the addresses that changed, and whether
    a record stood there before.

    On screen this happens when wrap-up begins, headless when the session closes.
    """
    taken = [f"{room}/{name}" for room in ("decisions", "steps") for name in desk.folder.names(room)]
    made = become(desk.dossier, session, taken=taken)
    changed = {**made.records, **with_lines(desk.dossier, made.lines)}
    there = {address: address in desk.dossier.records for address in changed}
    desk.apply(changed, undoable=False)
    return there


def with_lines(dossier: Dossier, lines: Mapping[str, Line]) -> dict[str, Log]:
    """The logs that `lines` (by the address of a line) change."""
    logs: dict[str, Log] = {}
    for address, line in lines.items():
        log, key = log_of(address)
        record = logs.get(log) or cast(Log, dossier.records[log])
        logs[log] = record.model_copy(update={"lines": {**record.lines, key: line}})
    return logs


def proposed_in(dossier: Dossier, session: str) -> list[str]:
    """Ids of decisions proposed in `session` and not taken, in the order they were proposed."""
    found = [n for n, d in dossier.decisions.items() if d.session == session and d.state is DecisionState.PROPOSED]
    order = [line.became for _, line in dossier.said(session) if line.kind is LineKind.DECISION]
    return sorted(found, key=lambda n: order.index(f"decisions/{n}") if f"decisions/{n}" in order else len(order))


def chosen(dossier: Dossier, session: str, named: Collection[str]) -> tuple[str, ...]:
    """The decisions that are taken: those `named` by id or by the address of their line, ``all`` for every one
    proposed here, the only one when none is named. WhichDecision, NothingProposed or NotProposed otherwise."""
    here = proposed_in(dossier, session)
    if not named:
        if not here:
            raise NothingProposed()
        if len(here) > 1:
            raise WhichDecision("; ".join(f"{name} ({dossier.decisions[name].title})" for name in here))
        return (here[0],)
    if set(named) == {"all"}:
        if not here:
            raise NothingProposed()
        return tuple(here)
    found = _meant(dossier, session, named)
    for decision, name in found.items():
        record = dossier.decisions.get(decision)
        if record is None or record.state is not DecisionState.PROPOSED:
            raise NotProposed(name)
    return tuple(found)


def _meant(dossier: Dossier, session: str, named: Collection[str]) -> dict[str, str]:
    """The ids of the decisions that are `named` by id or by the address of their line, each with how it was named."""
    lines = {address: line.became.removeprefix("decisions/") for address, line in dossier.said(session) if line.became}
    return {lines.get(name, name.removeprefix("decisions/")): name for name in named}


def _waits(dossier: Dossier, session: str, taken: Collection[str], at_once: Collection[str]) -> dict[str, Waiting]:
    """Until when those of `taken` stay open that are to; NotProposed for one that is to hold `at_once` and is not taken."""
    if set(at_once) == {"all"}:
        return {}
    held = _meant(dossier, session, at_once)
    for decision, name in held.items():
        if decision not in taken:
            raise NotProposed(name)
    return {name: one for name in taken if name not in held and (one := waiting(dossier, name, session))}


def work_out(
    desk: Desk,
    session: str,
    outcome: Outcome,
    named: Collection[str] = (),
    summary: str = "",
    weight: str = "",
    found: Status | None = None,
    *,
    at_once: Collection[str] = (),
) -> Closing:
    """What closing `session` would write and commit. Writes nothing. `found` is what git status tells, where known;
    `at_once` are those of what is taken that do not wait for who was absent (named as in :func:`chosen`)."""
    dossier = desk.dossier
    record = dossier.sessions.get(session)
    if record is None:
        raise NoSuchRecord(f"sessions/{session}")
    if record.outcome is not None:
        raise ClosedAlready(record.title, session)
    taken = chosen(dossier, session, named) if outcome is Outcome.DECISION else ()
    wait = _waits(dossier, session, taken, at_once)
    records: dict[str, Record] = {}
    for name in taken:
        records[f"decisions/{name}"] = _taken(dossier.decisions[name], record, weight, wait.get(name))
    records[f"sessions/{session}"] = record.model_copy(
        update={
            "outcome": outcome,
            "closed_on": desk.clock.now(),
            "summary": summary or record.summary,
            "decisions": taken,
        }
    )
    after = dossier.with_records(records)
    left = _left(desk, session, found)
    return Closing(
        session,
        outcome,
        records,
        after,
        taken,
        minutes(after, session, desk.lang),
        _message(desk, after, session, outcome, taken, left, found),
        left,
        wait,
    )


def _taken(decision: Decision, session: Session, weight: str, wait: Waiting | None) -> Decision:
    return decision.model_copy(
        update={
            "state": DecisionState.OPEN if wait else DecisionState.TAKEN,
            "taken_on": session.date,
            "open_until": wait.until if wait else None,
            "weight": decision.weight or (DecisionWeight(weight) if weight else None),
        }
    )


def _left(desk: Desk, session: str, found: Status | None) -> tuple[str, ...]:
    """Files that a commit of `session` does not take along, relative to the process: of other sessions that are open
    (where `found` tells, those in which something changed), broken ones, and decisions that were taken and no longer
    say what they said then; one of which words were only blacked out goes along."""
    open_ones = [name for name, record in desk.dossier.sessions.items() if name != session and not record.outcome]
    folders = [f"sessions/{name}/" for name in open_ones]
    others = tuple(
        folder for folder in folders if found is None or any(path.startswith(folder) for path in found.changed)
    )
    broken = tuple(problem.file for problem in _broken(desk.dossier))
    altered = altered_now(desk.repository, desk.dossier, found)
    changed = tuple(problem.file for problem in altered if problem.check != "redacted")
    return others + broken + changed


def _broken(dossier: Dossier) -> list[Problem]:
    return [problem for problem in dossier.problems if problem.weight == "broken"]


def _message(
    desk: Desk,
    after: Dossier,
    session: str,
    outcome: Outcome,
    taken: tuple[str, ...],
    left: tuple[str, ...],
    found: Status | None,
) -> str:
    from procesregie.history.message import session_message

    sitting = Sitting(after, session)
    changes, before = desk.repository.changes_against(after, left, [f"sessions/{session}"], found)
    return session_message(
        after,
        session,
        outcome.value,
        taken,
        desk.lang,
        changes=changes,
        before=before,
        present=() if after.sessions[session].confidential else (*sitting.present, *sitting.left),
        apologies=sitting.apologies,
    )


def close(
    desk: Desk,
    session: str,
    outcome: str,
    decisions: Collection[str] = (),
    summary: str = "",
    weight: str = "",
    *,
    at_once: Collection[str] = (),
    env: Mapping[str, str] | None = None,
) -> Closed:
    """Closes `session` (an id) as ``draft`` or ``decision`` with one commit.

    `decisions` names those that are taken (see :func:`chosen`); `summary` is the subject of the commit;
    `weight` is given to decisions taken that have none. What is taken while members of the table were absent stays
    open for them (:func:`~procesregie.insight.deciding.waiting`), but for those that are to hold `at_once` (named like
    `decisions`, or ``all``).
    Raises a Trouble, and changes nothing, when it cannot.
    """
    found = desk.repository.ready(env=env)
    gather(desk, session, decisions, found)
    for problem in _broken(desk.dossier):
        if problem.file.startswith(f"sessions/{session}/"):
            raise BrokenSession(problem.file, problem.line)
    before = desk.dossier
    made: dict[str, bool] = {}
    try:
        if session in before.sessions and before.sessions[session].outcome is None:
            made = make_records(desk, session)
            found = found.once_written({file_of(address): there for address, there in made.items()})
        closing = work_out(desk, session, Outcome(outcome), decisions, summary, weight, found, at_once=at_once)
        return _commit(desk, closing, found, env)
    except Trouble:  # what was made of the lines for this commit goes with it
        desk.apply({address: before.get(address) for address in made}, undoable=False, locks=False)
        raise


def gather(desk: Desk, session: str, named: Collection[str], found: Status) -> None:
    """Loads what closing `session` reads, when not everything is: on a large process that is a tenth of it.

    Who is at the table (lines name them), the session with its logs and what became of
    its lines, the decisions named, what changed since the last commit, and what all those name.
    """
    if desk.whole:
        return
    changed = [address for path in found.changed if (address := address_of(path))]
    sessions = {f"sessions/{id_of(address)}" for address in changed if address.startswith("sessions/")}
    folder = desk.root / "sessions" / session
    logs = {a for file in folder.glob("log-*.toml") if (a := address_of(f"sessions/{session}/{file.name}"))}
    wanted = {f"sessions/{session}", *logs, *changed, *sessions, *(f"decisions/{name}" for name in named)}
    desk.load(rooms={"table"})
    desk.load(addresses=sorted(filter(is_address, wanted)))
    became = {line.became for _, line in desk.dossier.said(session)}
    desk.load(addresses=sorted(filter(is_address, became)))
    desk.load(addresses=sorted(named_in(desk.dossier, [*changed, *became, *logs])))


def _commit(desk: Desk, closing: Closing, found: Status, env: Mapping[str, str] | None) -> Closed:
    from procesregie.history.message import tag_text

    before = {address: desk.dossier.get(address) for address in closing.records}
    minutes_file = desk.root / "sessions" / closing.session / "minutes.md"
    old_minutes = minutes_file.read_bytes() if minutes_file.exists() else None
    desk.apply(closing.records, undoable=False, locks=False)
    try:
        write_atomically(minutes_file, closing.minutes.encode())
        written = {file_of(address): True for address in closing.records}
        written[f"sessions/{closing.session}/minutes.md"] = old_minutes is not None
        committed = desk.repository.commit(
            closing.message,
            tags=[(desk.repository.tag(name), tag_text(closing.dossier, name, desk.lang)) for name in closing.taken],
            leave=closing.left,
            found=found.once_written(written),
            env=env,
        )
    except Trouble:
        desk.apply(before, undoable=False, locks=False)
        _put_back(minutes_file, old_minutes)
        raise
    desk.forget_undo()
    desk.tell(closing.records)
    return Closed(
        committed.sha,
        closing.message.split("\n", 1)[0],
        closing.message,
        committed.tags,
        committed.warnings,
        closing.left,
        closing.taken,
        closing.waiting,
    )


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
    else:
        write_atomically(file, content)


@dataclass(frozen=True)
class Drafted:
    """A commit without a session, as it would be made."""

    message: str
    left: tuple[str, ...]
    """Files it would not take along."""
    changes: int
    """How many changes of records it would hold."""


def drafted(
    desk: Desk, message: str = "", corrects: str = "", *, whole: bool = False, found: Status | None = None
) -> Drafted:
    """What :func:`draft` would commit. Writes nothing."""
    from procesregie.history.message import draft_message

    if corrects and corrects not in desk.dossier.sessions:
        raise NoSuchRecord(f"sessions/{corrects}")
    left = () if whole else _left(desk, corrects, found)
    changes, before = desk.repository.changes_against(desk.dossier, left, found=found)
    text = draft_message(desk.dossier, desk.lang, changes=changes, before=before, message=message, corrects=corrects)
    return Drafted(text, left, len(changes))


def draft(
    desk: Desk, message: str = "", corrects: str = "", *, whole: bool = False, env: Mapping[str, str] | None = None
) -> Closed:
    """Commits what is open as a draft without a session, or as the correction of a closed session (`corrects`, its id).

    With `whole` sessions that are prepared go along too: only for the first commit of a process.
    """
    desk.load_all()
    found = desk.repository.ready(env=env)
    made = drafted(desk, message, corrects, whole=whole, found=found)
    committed = desk.repository.commit(made.message, leave=made.left, found=found, env=env)
    desk.forget_undo()
    desk.tell({"process"})
    return Closed(committed.sha, made.message.split("\n", 1)[0], made.message, (), committed.warnings, made.left)
