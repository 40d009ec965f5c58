"""Addresses: one word for each file of a process, and which model reads it.

========================  ====================================  ==================
address                   file                                  model
========================  ====================================  ==================
``process``               ``process.toml``                      Process
``agenda/x``              ``agenda/x.toml``                     Topic
``table/x``               ``table/x.toml``                      Party
``roles/x``               ``roles/x.toml``                      Role
``steps/x``               ``steps/x.toml``                      Step
``sessions/x``            ``sessions/x/session.toml``           Session
``sessions/x/log-anna``   ``sessions/x/log-anna.toml``          Log
``decisions/x``           ``decisions/x/decision.toml``         Decision
``decisions/x/after``     ``decisions/x/after.toml``            After
========================  ====================================  ==================

The private layer has the same paths: ``process`` there is a PrivateProcess, ``table/x`` a PrivateParty,
``sessions/x`` a PrivateSession, ``sessions/x/log-anna`` a Log with what was said aside (or, for a confidential
session, the whole log).

Models are imported when first asked for, so that an address costs no model.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from sys import intern
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from procesregie.model.declare import Record

Room = Literal["process", "agenda", "table", "roles", "steps", "sessions", "decisions"]

ROOMS: tuple[Room, ...] = ("agenda", "table", "roles", "steps", "sessions", "decisions")
"""The folders of a process, in the order of the areas on screen."""

_ID = r"([a-z0-9][a-z0-9-]{0,59})"
_KINDS: tuple[tuple[str, str, str], ...] = (
    # address, file, model
    ("process", "process.toml", "process.Process"),
    ("agenda/{}", "agenda/{}.toml", "topic.Topic"),
    ("table/{}", "table/{}.toml", "party.Party"),
    ("roles/{}", "roles/{}.toml", "role.Role"),
    ("steps/{}", "steps/{}.toml", "step.Step"),
    ("sessions/{}", "sessions/{}/session.toml", "session.Session"),
    ("sessions/{}/log-{}", "sessions/{}/log-{}.toml", "log.Log"),
    ("decisions/{}", "decisions/{}/decision.toml", "decision.Decision"),
    ("decisions/{}/after", "decisions/{}/after.toml", "decision.After"),
)
_PRIVATE = {
    "process.Process": "process.PrivateProcess",
    "party.Party": "party.PrivateParty",
    "session.Session": "session.PrivateSession",
}


def _matching(template: str) -> re.Pattern[str]:
    return re.compile(re.escape(template).replace(r"\{\}", _ID))


_BY_ADDRESS = tuple((_matching(address), file, model) for address, file, model in _KINDS)
_BY_FILE = tuple((_matching(file), address) for address, file, _ in _KINDS)
TEMPLATES: tuple[str, ...] = tuple(address for address, _, _ in _KINDS)
"""One address of each kind, with ``{}`` for its ids: for who must visit every model."""


def file_of(address: str) -> str:
    """The path of the file behind `address`, with forward slashes, relative to the process; ValueError if it is none."""
    for pattern, file, _ in _BY_ADDRESS:
        if match := pattern.fullmatch(address):
            return file.format(*match.groups())
    raise ValueError(f"not an address: {address!r}")


def address_of(file: str) -> str | None:
    """The address of the record in `file` (relative, forward slashes), or None when no record lives there."""
    for pattern, address in _BY_FILE:
        if match := pattern.fullmatch(file):
            return intern(address.format(*match.groups()))  # every commit that is read names the same thousands
    return None


def is_address(text: str) -> bool:
    """Whether `text` is an address a file can have."""
    return any(pattern.fullmatch(text) for pattern, _, _ in _BY_ADDRESS)


def model_of(address: str, *, private: bool = False) -> type[Record]:
    """The model that reads the file behind `address`; ValueError if it is no address."""
    for pattern, _, model in _BY_ADDRESS:
        if pattern.fullmatch(address):
            return _imported(_PRIVATE.get(model, model) if private else model)
    raise ValueError(f"not an address: {address!r}")


@cache
def _imported(name: str) -> type[Record]:
    module, cls = name.split(".")
    return cast("type[Record]", getattr(import_module(f"procesregie.model.{module}"), cls))


def room_of(address: str) -> Room:
    """The room of `address`: its first part."""
    room = address.split("/", 1)[0]
    if room != "process" and room not in ROOMS:
        raise ValueError(f"not an address: {address!r}")
    return room  # type: ignore[return-value]


def owner_of(address: str) -> str:
    """The record that `address` belongs to: of a log its session, of what came after its decision; else itself."""
    return "/".join(address.split("/")[:2])


def is_log(address: str) -> bool:
    """Whether `address` is that of the log of a session."""
    return address.startswith("sessions/") and address.count("/") == 2


def log_of(line: str) -> tuple[str, str]:
    """The address of the log, and the key in it, of a line (``session/recorder/key``); ValueError when it is none."""
    session, recorder, key = line.split("/")
    return f"sessions/{session}/log-{recorder}", key


def id_of(address: str) -> str:
    """The id in `address`: of the session for a log, of the decision for what came after it."""
    return address.split("/")[1] if "/" in address else address
