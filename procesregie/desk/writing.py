"""How what was said reaches the disk: a thread that takes changes of logs to the folder, one by one, and keeps trying.

What waits is in the journal already; here nothing is lost by waiting. An aside's text goes to the private layer, and
is written there first.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from procesregie.folder.store import ChangedOutside
from procesregie.language.trouble import Trouble
from procesregie.model.declare import to_data
from procesregie.model.log import Line, Log

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.folder.journal import Journal
    from procesregie.folder.store import Tree

RETRY_SECONDS = 1.0
"""How long the writer waits before it tries a folder again that could not be written."""


@dataclass(frozen=True)
class Op:
    """One change of a log: a line at its end, one in place, several in the place of one; one out, and in again."""

    kind: Literal["append", "change", "split", "drop", "restore"]
    log: str
    key: str
    lines: Mapping[str, Line]
    aside: str | None = None
    """The text of an aside, for the private layer only."""
    before: str = ""
    """For a line that comes in again: the key of the line it stood before."""

    def entry(self) -> dict[str, Any]:
        """This change as an entry of the journal."""
        lines = {key: line.model_dump(mode="json", exclude_defaults=True) for key, line in self.lines.items()}
        return {"kind": self.kind, "log": self.log, "key": self.key, "lines": lines, "aside": self.aside} | (
            {"before": self.before} if self.before else {}
        )

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Op:
        """The change that an entry of the journal holds."""
        lines = {key: Line.model_validate(data) for key, data in entry["lines"].items()}
        return cls(entry["kind"], entry["log"], entry["key"], lines, entry["aside"], entry.get("before", ""))

    def applied(self, lines: Mapping[str, Line]) -> dict[str, Line]:
        """`lines` with this change made; making it twice changes nothing."""
        if self.key not in lines and self.before in lines:
            at = list(lines).index(self.before)
            told = list(lines.items())
            return dict([*told[:at], *self.lines.items(), *told[at:]])
        if self.key not in lines:
            return {**lines, **self.lines}
        if self.kind in ("append", "restore"):
            return dict(lines)
        changed: dict[str, Line] = {}
        for key, line in lines.items():
            if key == self.key:
                changed.update(self.lines)
            elif key not in self.lines:
                changed[key] = line
        return changed


class Writing:
    """The part of a recording that writes. It has a thread of its own from :meth:`begin_writing` until it is closed."""

    desk: Desk
    recorder: str
    confidential: bool
    _journal: Journal
    _written: set[str]
    """Keys of the lines that are in the log on disk."""
    _waiting: deque[Op]
    trouble: Trouble | None = None
    """Why the folder does not take lines now; None when it does."""

    @property
    def store(self) -> Tree:
        """Where the log lives: the folder, or the private layer for a confidential session."""
        return self.desk.private if self.confidential else self.desk.folder

    def begin_writing(self) -> None:
        """Takes what waits to the disk from now on."""
        self._changed = threading.Condition()
        self._ending = False
        self._writer = threading.Thread(target=self._write_on, name="recording", daemon=True)
        self._writer.start()

    def end_writing(self) -> None:
        """Writes what waits; what the folder does not take stays waiting."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        self._writer.join()

    def queue(self, op: Op) -> None:
        """One more change to write."""
        with self._changed:
            self._waiting.append(op)
            self._changed.notify_all()

    def _write_on(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._ending:
                    self._changed.wait()
                if not self._waiting:
                    return
                op = self._waiting[0]
            try:
                self._write(op)
            except Trouble as trouble:
                self.trouble = trouble
                with self._changed:
                    if self._ending:
                        return  # what is not written stays in the journal
                    self._changed.wait(RETRY_SECONDS)
                continue
            self.trouble = None
            with self._changed:
                self._waiting.popleft()
                self.desk.let_go(op.log)
                self._journal.settle()  # this one; a line that is being journaled just now stays
                self._changed.notify_all()

    def _write(self, op: Op) -> None:
        if op.aside is not None and not self.confidential:
            lines = {} if op.kind == "drop" else {op.key: Line(text=op.aside)}
            self._write_one(self.desk.private, replace(op, lines=lines))
        self._write_one(self.store, op)

    def _write_one(self, store: Tree, op: Op) -> None:
        try:
            self._write_in(store, op)
        except ChangedOutside:
            self._write_in(store, op)  # it was read again meanwhile: somebody else's words stay, ours go in beside

    def _write_in(self, store: Tree, op: Op) -> None:
        if op.kind == "append" and op.key not in self._written:
            store.append(op.log, "lines", op.key, to_data(op.lines[op.key]), head={"recorder": self.recorder})
            self._written.add(op.key)
            return
        on_disk = cast("Log | None", store.load(addresses=[op.log]).get(op.log)) or Log(recorder=self.recorder)
        store.save(op.log, on_disk.model_copy(update={"lines": op.applied(on_disk.lines)}))

    def flush(self, timeout: float | None = None) -> bool:
        """Waits until everything is in the folder; whether it is, when `timeout` seconds are over."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting or self.trouble is not None, timeout) and (
                not self._waiting
            )
