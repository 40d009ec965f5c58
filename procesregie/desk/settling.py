"""What earlier sessions left, put in order: an open end that was answered, minutes that were adopted. Pure, no files."""

from __future__ import annotations

from datetime import date
from typing import cast

from procesregie.model.address import log_of
from procesregie.model.declare import Record
from procesregie.model.dossier import Dossier
from procesregie.model.log import Log
from procesregie.model.session import Session


def with_line(dossier: Dossier, address: str, **fields: object) -> dict[str, Record]:
    """The log in which the line at `address` has these `fields`; KeyError when there is no such line."""
    log, key = log_of(address)
    record = cast(Log, dossier.records[log])
    changed = record.lines[key].model_copy(update=fields)
    return {log: record.model_copy(update={"lines": {**record.lines, key: changed}})}


def settled(dossier: Dossier, address: str, session: str, answer: str = "") -> dict[str, Record]:
    """The log in which the open end at `address` was answered in `session` (an id), with the answer where one was given."""
    return with_line(dossier, address, became=f"sessions/{session}", response_why=answer)


def open_again(dossier: Dossier, address: str) -> dict[str, Record]:
    """The log in which the line at `address` is an open end nobody answered."""
    return with_line(dossier, address, became="", response=None, response_why="")


def adopted(dossier: Dossier, session: str, adopted_in: str, answer: str = "") -> dict[str, Record]:
    """The record of `session` (an id) with its minutes adopted in another; remarks nobody answered get `answer`."""
    record = dossier.sessions[session]
    remarks = {
        key: row.model_copy(update={"answer": answer}) if answer and not row.answer.strip() else row
        for key, row in record.remarks.items()
    }
    return {f"sessions/{session}": record.model_copy(update={"adopted_in": adopted_in, "remarks": remarks})}


def remarks_open(session: Session) -> list[str]:
    """The remarks on the minutes of `session` of which it is not on record what was done with them."""
    return [row.remark for row in session.remarks.values() if not row.answer.strip()]


def days_ago(dossier: Dossier, address: str, today: date) -> int:
    """How many days ago the line at `address` was said."""
    session = dossier.sessions[address.split("/", 1)[0]]
    return max(0, (today - session.date).days)
