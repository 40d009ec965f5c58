"""A session while it is held: every line in the journal before the prompt is free, in the folder right after.

Two roads lead to the disk. The journal is written first, in the caller's thread, and survives the program's
death. A writer thread takes the same change to the folder, atomically; when the folder is slow, full or gone
it keeps trying, ``trouble`` says so, and typing goes on. When everything is in the folder the journal is
emptied. A journal that is not empty when a recording opens is what an earlier run could not write: its lines
are brought back.

The log of a confidential session lives in the private layer as a whole; of an aside only its text does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from procesregie.capture import grammar
from procesregie.capture.names import Names
from procesregie.capture.sitting import Sitting
from procesregie.desk.taking_out import TakenOut, taking_out
from procesregie.desk.troubles import NoSuchRecord, ReadOnly
from procesregie.desk.writing import Op, Writing
from procesregie.folder.journal import Journal, RecorderLock
from procesregie.model.address import log_of
from procesregie.model.dossier import Dossier
from procesregie.model.ids import new_key, slug
from procesregie.model.log import Line, LineKind, Log
from procesregie.model.session import Attendance, Presence, Session

if TYPE_CHECKING:
    import random

    from procesregie.capture.grammar import Captured, Context
    from procesregie.desk.desk import Desk
    from procesregie.language.trouble import Trouble


class Recording(Writing):
    """The log of one recorder in one session, open for writing. Close it, or use it as a context manager."""

    def __init__(self, desk: Desk, session: str, recorder: str, *, chance: random.Random | None = None) -> None:
        if desk.read_only:
            raise ReadOnly(desk.read_only)
        desk.load_all()
        if session not in desk.dossier.sessions:
            raise NoSuchRecord(f"sessions/{session}")
        self.desk, self.id = desk, session
        self._chance = chance
        self.confidential = self.session.confidential
        self._lock = RecorderLock(desk.root, session, slug(recorder) or "recorder")
        self.recorder = self._lock.name
        self.log = f"sessions/{session}/log-{self.recorder}"
        self._journal = Journal(desk.dossier.process.id, session, self.recorder, on_trouble=self._not_kept)
        self._asides = self._asides_before()
        self._written = set(self._lines_of(self.log))
        self._waiting: deque[Op] = deque()
        self.recovered = self._recover()
        """How many lines of an earlier run were brought back."""
        self.half_typed: str = self._journal.half_typed
        """What stood in the prompt when the last run ended."""
        self.on_not_kept: Callable[[Trouble], object] = lambda trouble: None
        """Called when the disk does not take what stands half typed."""
        self.names = Names(self.view)
        self.sitting = Sitting(self.view, session)
        self.taken_out: list[TakenOut] = []
        """Lines that were taken out, the last one last: they can be brought back while this is open."""
        self.begin_writing()

    def __enter__(self) -> Recording:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- what there is

    @property
    def session(self) -> Session:
        return self.desk.dossier.sessions[self.id]

    @property
    def view(self) -> Dossier:
        """The dossier with the logs of this session in it, private ones too; for the screen of this session only."""
        logs = self._private_logs if self.confidential else {}
        return self.desk.dossier.with_records(logs) if logs else self.desk.dossier

    @property
    def _private_logs(self) -> dict[str, Log]:
        return cast(
            "dict[str, Log]",
            {a: r for a, r in self.desk.asides.records.items() if a.startswith(f"sessions/{self.id}/log-")},
        )

    def lines(self) -> list[tuple[str, Line]]:
        """Every line of the session with its address, all recorders together, in order."""
        return list(self.view.said(self.id))

    def line(self, address: str) -> Line:
        """The line at `address` (``session/recorder/key``)."""
        log, key = log_of(address)
        return self._lines_of(log)[key]

    def aside_of(self, address: str) -> str:
        """The text of the aside at `address`: private."""
        return self._asides.get(address, "")

    def typed_of(self, address: str) -> str:
        """The line at `address` as it is typed, signs and all, an aside with its text."""
        return grammar.typed(self.line(address), self.names, self.aside_of(address), self.session.date)

    # -- typing

    def type(self, text: str, place: str = "") -> None:
        """Keeps what stands in the prompt, or at `place` (the address of a line under correction, the check-in); called
        on every key. Empty text means that nothing stands there any more."""
        self._journal.typed(text, place)

    @property
    def half_way(self) -> dict[str, str]:
        """What was left half typed elsewhere than in the prompt, by place, in the order it was begun."""
        return {place: text for place, text in self._journal.under_edit.items() if place}

    def _not_kept(self, trouble: Trouble) -> None:
        self.on_not_kept(trouble)

    def add(self, text: str) -> Captured:
        """A line, as Enter is pressed: in the journal when this returns."""
        return self._take(grammar.parse(text, self.context()))

    def paste(self, text: str, before: str = "") -> Captured:
        """A paste of several lines: one note, as it is; `before` is what was typed before it (the speaker)."""
        return self._take(grammar.pasted(text, self.context(), before))

    def _take(self, captured: Captured) -> Captured:
        key = new_key(self._lines_of(self.log), chance=self._chance)
        line, aside = self._kept(captured)
        self._do(Op("append", self.log, key, {key: line}, aside))
        return captured

    def _kept(self, captured: Captured) -> tuple[Line, str | None]:
        if captured.line.kind is not LineKind.ASIDE:
            return captured.line, None
        if self.confidential:
            return captured.line.model_copy(update={"text": captured.private}), None
        return captured.line, captured.private

    def correct(self, address: str, text: str) -> Captured:
        """The line at `address` as if `text` had been typed in its place and at its time."""
        return self._retake(address, grammar.again(self.line(address), text, self.context(but=address)))

    def turn(self, address: str, kind: LineKind) -> Captured:
        """The line at `address` as another kind, its words kept; an aside's words come out of the private layer."""
        was = self.line(address)
        return self._retake(address, grammar.turn(was, kind, self.context(but=address), self.aside_of(address)))

    def _retake(self, address: str, captured: Captured) -> Captured:
        log, key = log_of(address)
        line, aside = self._kept(captured)
        if aside is None and address in self._asides:
            aside = ""  # what is no longer an aside leaves no text behind
        followers = (
            self.sitting.followers(address, line) if LineKind.ITEM in (self.line(address).kind, line.kind) else {}
        )
        self._do(Op("change", log, key, {key: line}, aside))
        for other, follower in followers.items():
            self.put(other, follower)
        return captured

    def split(self, address: str) -> int:
        """A pasted note as a line for each of its lines; how many there are now."""
        log, key = log_of(address)
        parts = grammar.split(self.line(address), self.context(but=address))
        taken = set(self._lines_of(log))
        asides: dict[str, str] = {}
        lines: dict[str, Line] = {}
        for n, part in enumerate(parts):
            name = key if n == 0 else new_key(taken | set(lines), chance=self._chance)
            lines[name], aside = self._kept(part)
            if aside is not None:
                asides[name] = aside
        self._do(Op("split", log, key, lines))
        for name, aside in asides.items():
            self._do(Op("change", log, name, {name: lines[name]}, aside))
        return len(parts)

    def take_out(self, address: str) -> Line:
        """Takes the line at `address` out of the log, where nothing came of it (else :class:`SomethingCame`)."""
        found = taking_out(self, address)
        log, key = log_of(address)
        self._do(Op("drop", log, key, {}, "" if address in self._asides else None))
        for other, (_was, now) in found.followers.items():
            self.put(other, now)
        self.taken_out.append(found)
        return found.line

    def bring_back(self) -> str:
        """The line that was taken out last stands in its place again; its address, empty when there is none."""
        if not self.taken_out:
            return ""
        found = self.taken_out.pop()
        log, key = log_of(found.address)
        self._do(Op("restore", log, key, {key: found.line}, found.aside, found.before))
        for other, (was, now) in found.followers.items():
            if self.sitting.lines.get(other) == now:
                self.put(other, was)
        return found.address

    def put(self, address: str, line: Line) -> None:
        """The line at `address`, changed."""
        log, key = log_of(address)
        self._do(Op("change", log, key, {key: line}))

    def check_in(self, presence: Mapping[str, Presence], people: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Who is there, by party; parties that are not named stay as they were."""
        people = people or {}
        attendance = dict(self.session.attendance)
        for party, was in presence.items():
            row = attendance.get(party, Attendance())
            attendance[party] = row.model_copy(update={"presence": was, "people": tuple(people.get(party, row.people))})
        self.desk.save(f"sessions/{self.id}", self.session.model_copy(update={"attendance": attendance}))
        self.look_again()

    def context(self, but: str = "") -> Context:
        """What a line typed now is read against; `but` leaves out the line that is being corrected."""
        sitting = self.sitting
        if but:
            sitting = Sitting(self.view, self.id, [pair for pair in self.lines() if pair[0] != but])
        return sitting.context(self.names, self.desk.clock.now(), self.recorder)

    def look_again(self) -> None:
        """Reads names and standing anew, after a record changed (a party was made, somebody checked in)."""
        self.names = Names(self.view)
        self.sitting = Sitting(self.view, self.id)

    # -- the two roads to the disk

    def _do(self, op: Op) -> None:
        self._journal.entry(op.entry())
        self._note_aside(op)
        self.desk.hold(op.log)
        self._show(op)
        self.queue(op)
        self._journal.typed("")

    def _show(self, op: Op) -> None:
        """The change in memory, for the screen."""
        lines = op.applied(self._lines_of(op.log))
        record = self._log_record(op.log).model_copy(update={"lines": lines})
        self._keep(op.log, record)
        if op.kind == "append":
            self.sitting.add(self._address(op.log, op.key), op.lines[op.key])
        else:
            self.look_again()

    def _keep(self, log: str, record: Log) -> None:
        with self.desk.memory:
            if self.confidential:
                self.desk.asides = self.desk.asides.with_record(log, record)
            else:
                self.desk.dossier = self.desk.dossier.with_record(log, record)

    def _note_aside(self, op: Op) -> None:
        if op.kind == "drop":
            self._asides.pop(self._address(op.log, op.key), None)
        elif op.aside is not None:
            self._asides[self._address(op.log, op.key)] = op.aside

    def close(self) -> None:
        """Writes what waits and lets the log go; what the folder does not take stays in the journal."""
        self.end_writing()
        for op in self._waiting:
            self.desk.let_go(op.log)
        self._journal.close()
        self._lock.release()
        self.desk.tell([self.log])

    # -- opening

    def _asides_before(self) -> dict[str, str]:
        found = {}
        for address, log in self._private_logs.items():
            for key, line in log.lines.items():
                found[self._address(address, key)] = line.text
        return found

    def _recover(self) -> int:
        """Brings back what an earlier run had in the journal and not in the folder; how many lines."""
        brought = 0
        for entry in self._journal.entries():
            op = Op.of(entry)
            before = self._lines_of(op.log)
            after = op.applied(before)
            if after != before:
                brought += len(op.lines)
                self._keep(op.log, self._log_record(op.log).model_copy(update={"lines": after}))
            self._note_aside(op)
            self.desk.hold(op.log)
            self._waiting.append(op)
        return brought

    # -- places

    def _log_record(self, log: str) -> Log:
        return cast("Log | None", self.view.get(log)) or Log(recorder=self.recorder)

    def _lines_of(self, log: str) -> Mapping[str, Line]:
        return self._log_record(log).lines

    def _address(self, log: str, key: str) -> str:
        _, session, name = log.split("/")
        return f"{session}/{name.removeprefix('log-')}/{key}"
