"""The open process: one object that reads, changes, writes, undoes, and tells who is watching.

Screens and commands hold no data of their own. They read ``desk.dossier`` and ask the desk for a change;
the desk writes it to the folder at once (atomically), remembers how to undo it until it is committed, and
calls those who subscribed with the addresses that changed. Everything here may block on disk or git, so a
screen calls it off the event loop; writes are taken one at a time.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from procesregie.desk.edits import Edit, Edits
from procesregie.desk.troubles import Locked, NoSuchRecord, ReadOnly
from procesregie.folder.store import Folder
from procesregie.folder.texts import write_text
from procesregie.language import Language, language
from procesregie.model.address import Room, id_of, model_of
from procesregie.model.clock import Clock
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.grouptext import GroupText, is_text
from procesregie.model.ids import new_id

if TYPE_CHECKING:
    from procesregie.desk.closing import Closed
    from procesregie.desk.recording import Recording
    from procesregie.desk.wrapup import WrapUp
    from procesregie.folder.private import PrivateLayer
    from procesregie.history.repository import Repository
    from procesregie.model.dossier import Problem

Watcher = Callable[[frozenset[str]], None]
_DATED: tuple[Room, ...] = ("steps", "sessions", "decisions")
_OTHERWISE: dict[Room, str] = {
    "agenda": "topic",
    "table": "party",
    "roles": "role",
    "steps": "step",
    "sessions": "session",
    "decisions": "decision",
}


class Desk:
    """An open process. Make one with :meth:`open`."""

    def __init__(self, folder: Folder, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock
        self.dossier = Dossier()
        self.whole = False
        """Whether every record is loaded; until then only the rooms that were asked for are."""
        self.memory = threading.Lock()
        """Held while :attr:`dossier` or :attr:`asides` is replaced by one with something more in it."""
        self._held: Counter[str] = Counter()
        self._writing = threading.RLock()
        self._edits = Edits()
        self._watchers: list[Watcher] = []

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock | None = None,
        rooms: Collection[Room] | None = None,
        breathe: Callable[[], None] | None = None,
    ) -> Desk:
        """Opens the process in (or above) `path`; only `rooms` are loaded when they are named.

        `breathe` is called every few milliseconds of work.
        Raises a Trouble of the folder room when there is none, or its ``process.toml`` cannot be read.
        """
        desk = cls(Folder.find(path), clock or Clock.of(None))
        desk.dossier = desk.folder.load(rooms, breathe=breathe)
        desk.whole = rooms is None
        return desk

    @property
    def root(self) -> Path:
        """The folder of the process."""
        return self.folder.root

    @property
    def lang(self) -> Language:
        """The language of the process: of its commits and its minutes."""
        return language(self.dossier.process.language.value)

    @cached_property
    def repository(self) -> Repository:
        """The process in git (git is first needed here)."""
        from procesregie.history.repository import Repository

        return Repository(self.root, here=self.folder.record_in)

    @cached_property
    def private(self) -> PrivateLayer:
        """What stays outside the folder."""
        from procesregie.folder.private import PrivateLayer

        return PrivateLayer(self.dossier.process.id)

    @cached_property
    def asides(self) -> Dossier:
        """What the private layer holds, as a dossier of its own; never part of :attr:`dossier`."""
        return self.private.load()

    @property
    def read_only(self) -> str:
        """Why nothing can be written, as a sentence; empty when it can."""
        if self.folder.newer:
            from procesregie.language import say

            return say("this process was made with a newer version of procesregie.")
        return ""

    def ids(self, room: Room) -> list[str]:
        """The ids of the records in `room`, loaded or not."""
        return [id_of(address) for address in self.folder.addresses((room,)) if address.count("/") == 1]

    def load(self, rooms: Collection[Room] | None = None, addresses: Iterable[str] | None = None) -> Dossier:
        """Loads `rooms`, or the records at `addresses`, beside what is loaded already."""
        with self._writing:
            self.dossier = self.folder.load(rooms, addresses=addresses, onto=self.dossier)
        return self.dossier

    def load_all(
        self, breathe: Callable[[], None] | None = None, before_told: Callable[[], None] = lambda: None
    ) -> Dossier:
        """Loads what was not loaded yet; `breathe` is called every few milliseconds of work, and `before_told` when
        everything is there, before those who watch are told. Where everything was there already, nobody is told anything."""
        with self._writing:
            if self.whole:
                return self.dossier
            self.dossier = self.folder.load(onto=self.dossier, breathe=breathe)
            self.whole = True
        before_told()
        self.tell(self.dossier.records)
        return self.dossier

    def refresh(self, addresses: Iterable[str] | None = None) -> frozenset[str]:
        """Takes in what was changed outside since it was read (at `addresses`, or anywhere); what changed."""
        with self._writing:
            before = self.dossier
            after = self.folder.refresh(before, addresses, but=frozenset(self._held))
            with self.memory:  # what was said while we were reading stays
                changed = _differing(before, after) - self._held.keys()
                self.dossier = _taken_in(self.dossier, after, changed)
        self.tell(changed)
        return changed

    def hold(self, address: str) -> None:
        """The record at `address` is newer in memory than on disk: nothing is taken in there until :meth:`let_go`."""
        with self.memory:
            self._held[address] += 1

    def let_go(self, address: str) -> None:
        """What was held once at `address` is on disk (or in the journal)."""
        with self.memory:
            self._held[address] -= 1
            self._held += Counter()  # leaves out what nobody holds any more

    # -- watching

    def subscribe(self, watcher: Watcher) -> Callable[[], None]:
        """Calls `watcher` with the addresses that changed, from the thread that changed them; returns how to stop."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def tell(self, addresses: Iterable[str]) -> None:
        """Tells who is watching that the records at `addresses` changed."""
        changed = frozenset(addresses)
        if changed:
            for watcher in list(self._watchers):
                watcher(changed)

    # -- changing

    def record(self, address: str) -> Record:
        """The record at `address`; NoSuchRecord when there is none."""
        found = self.dossier.get(address)
        if found is None:
            raise NoSuchRecord(address)
        return found

    def locked(self, address: str) -> bool:
        """Whether `address` is a decision that was taken: it is no longer changed, only answered."""
        return address.startswith("decisions/") and address.count("/") == 1 and _taken(self.dossier.get(address))

    def save(self, address: str, record: Record) -> None:
        """Writes one record. Locked, ReadOnly, or a Trouble of the folder room when it could not be."""
        self.apply({address: record})

    def set(self, address: str, data: Mapping[str, Any]) -> Record:
        """Writes the record that plain `data` makes; pydantic's ValidationError when it makes none."""
        record = model_of(address).from_data(data)
        self.save(address, record)
        return record

    def apply(self, records: Mapping[str, Record | None], *, undoable: bool = True, locks: bool = True) -> None:
        """Writes `records` as one edit; None takes a record away that was never committed."""
        with self._writing:
            if self.read_only:
                raise ReadOnly(self.read_only)
            before = {address: _there(self.dossier, address) for address in records}
            if locks:
                for address in records:
                    if self.locked(address) and records[address] != before[address]:
                        raise Locked(self.dossier.name(address))
            changed = {address: record for address, record in records.items() if record != before[address]}
            if not changed:
                return
            self._write(changed)
            if undoable:
                self._edits.add(Edit(before, dict(records)))
        self.tell(changed)

    def _write(self, records: Mapping[str, Record | None]) -> None:
        texts = {address: text for address, text in records.items() if is_text(address)}
        kept = {address: record for address, record in records.items() if address not in texts}
        self.folder.save_many({address: record for address, record in kept.items() if record is not None})
        for address, record in kept.items():
            if record is None:
                self.folder.remove(address)
        for address, text in texts.items():
            write_text(self.root, address, _said(_there(self.dossier, address)), _said(text))
        with self.memory:
            self.dossier = self.dossier.with_records(records)

    def keep(self, address: str, record: Record) -> None:
        """Writes one record of the private layer, and nothing anywhere else. It is undone like any other edit."""
        with self._writing:
            before = self.asides.get(address)
            if record == before:
                return
            self._write_private({address: record})
            self._edits.add(Edit({address: before}, {address: record}, private=True))
        self.tell([address])

    def _write_private(self, records: Mapping[str, Record | None]) -> None:
        for address, record in records.items():
            if record is None:
                self.private.remove(address)
            else:
                self.private.save(address, record)
        with self.memory:
            self.asides = self.asides.with_records(records)

    def refresh_private(self, address: str) -> None:
        """Takes in what was written at `address` of the private layer since it was read."""
        with self._writing:
            after = self.private.refresh(self.asides, [address])
            with self.memory:
                self.asides = _taken_in(self.asides, after, {address})
        self.tell([address])

    def create(self, room: Room, title: str, **fields: object) -> str:
        """A new record in `room` with `title`; its address. A party is offered a short name, a step and a
        decision stand under today's date, a session under its own."""
        on = self.clock.today() if room in _DATED else None
        data: dict[str, Any] = {"title": title, **fields}
        if room == "sessions":
            on = data.setdefault("date", on)
        if room == "table" and not data.get("short"):
            from procesregie.capture.names import offer_short

            data["short"] = offer_short(title, {p.short for p in self.dossier.parties.values()})
        address = f"{room}/{new_id(title, self.dossier.room(room), on=on, otherwise=_OTHERWISE[room])}"
        self.set(address, data)
        return address

    @property
    def can_undo(self) -> bool:
        return bool(self._edits.made)

    @property
    def can_redo(self) -> bool:
        return bool(self._edits.back)

    def undo(self) -> Edit | None:
        """Takes the last edit back; None when there is nothing to undo."""
        return self._step(self._edits.made, back=True)

    def redo(self) -> Edit | None:
        """Makes the edit again that was undone last."""
        return self._step(self._edits.back, back=False)

    def _step(self, among: Sequence[Edit], *, back: bool) -> Edit | None:
        with self._writing:
            if not among:
                return None
            edit = among[-1]
            write = self._write_private if edit.private else self._write
            write(edit.before if back else edit.after)
            self._edits.turn(back=back)
        self.tell(edit.addresses)
        return edit

    def forget_undo(self) -> None:
        """What was committed is no longer undone but corrected."""
        self._edits.forget()

    def check(self) -> list[Problem]:
        """Every check of the record, the locked decisions among them; that one was blacked out is for ``verify`` to say."""
        from procesregie.folder.checks import check
        from procesregie.history.locked import altered

        changed = [one for one in altered(self.repository, self.dossier) if one.check != "redacted"]
        return [*check(self.folder, self.dossier, self.private), *changed]

    # -- sessions

    def recording(self, session: str, recorder: str) -> Recording:
        """Opens the log of `recorder` in `session` (an id) for writing."""
        from procesregie.desk.recording import Recording

        return Recording(self, session, recorder)

    def wrap_up(self, session: str) -> WrapUp:
        """The way from what was said to the commit."""
        from procesregie.desk.wrapup import WrapUp

        return WrapUp(self, session)

    def close(
        self,
        session: str,
        outcome: str,
        decisions: Collection[str] = (),
        message: str = "",
        weight: str = "",
        *,
        at_once: Collection[str] = (),
    ) -> Closed:
        """One session, one commit; see :func:`procesregie.desk.closing.close`."""
        from procesregie.desk.closing import close

        return close(self, session, outcome, decisions, message, weight, at_once=at_once)

    def draft(self, message: str = "", corrects: str = "") -> Closed:
        """Commits what is open as a draft; see :func:`procesregie.desk.closing.draft`."""
        from procesregie.desk.closing import draft

        return draft(self, message, corrects)


def _differing(before: Dossier, after: Dossier) -> frozenset[str]:
    """The addresses at which two dossiers hold something else, or have another problem."""
    addresses = before.records.keys() | after.records.keys()
    records = {a for a in addresses if before.records.get(a) is not after.records.get(a)}
    troubled = [p for p in before.problems if p not in after.problems]
    troubled += [p for p in after.problems if p not in before.problems]
    return frozenset(records | {problem.address for problem in troubled if problem.address})


def _taken_in(dossier: Dossier, after: Dossier, changed: Collection[str]) -> Dossier:
    """`dossier` with what `after` has at the addresses `changed`, and its problems and texts."""
    if not changed and after.problems == dossier.problems and after.texts == dossier.texts:
        return dossier
    found = dossier.with_records({address: after.get(address) for address in changed})
    return replace(found, problems=after.problems, texts=after.texts)


def _there(dossier: Dossier, address: str) -> Record | None:
    """The record at `address`, or the text there as one; None when nothing is."""
    if not is_text(address):
        return dossier.get(address)
    found = dossier.texts.get(address.removeprefix("texts/"))
    return None if found is None else GroupText(text=found)


def _said(record: Record | None) -> str | None:
    return record.text if isinstance(record, GroupText) else None


def _taken(record: Record | None) -> bool:
    if record is None:
        return False
    from procesregie.model.decision import Decision, DecisionState

    return isinstance(record, Decision) and record.state in (DecisionState.TAKEN, DecisionState.OPEN)
