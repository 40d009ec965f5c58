"""What is done with what was brought in: one response for any number of lines. Pure, no files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from procesregie.insight.contributions import Contribution
from procesregie.insight.search import lowered, words_of
from procesregie.model.address import log_of
from procesregie.model.dossier import Dossier
from procesregie.model.log import Log, Response


def responded(
    dossier: Dossier, addresses: Iterable[str], response: Response | None = None, why: str | None = None
) -> dict[str, Log]:
    """The logs in which the lines at `addresses` have this response and reason; what is None stays as it was.

    KeyError when there is no such line.
    """
    logs: dict[str, Log] = {}
    for address in addresses:
        log, key = log_of(address)
        record = logs.get(log) or cast(Log, dossier.records[log])
        line = record.lines[key]
        changed = line.model_copy(
            update={
                "response": line.response if response is None else response,
                "response_why": line.response_why if why is None else why,
            }
        )
        logs[log] = record.model_copy(update={"lines": {**record.lines, key: changed}})
    return logs


def those(
    found: Iterable[Contribution], called: Mapping[str, str], text: str = "", *, waiting: bool = False
) -> list[Contribution]:
    """Of `found` those that have every word of `text` in what they say, in why they were answered so, in their
    threads, or in the name of who brought them in (`called` has names by party); with `waiting` only those that wait."""
    words = words_of(text)
    kept = []
    for one in found:
        names = [called.get(party, party) for party in one.parties]
        there = lowered(" ".join([one.line.text, one.why, *one.line.threads, *names]))
        if (one.waits or not waiting) and all(word in there for word in words):
            kept.append(one)
    return kept
