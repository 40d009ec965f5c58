"""Many changes of one kind in one sentence: the lines of a session, positions, who was there.

A reader of the history wants to know that 150 lines were noted, not to read them as changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from procesregie.change.compare import Change
from procesregie.change.marks import Piece
from procesregie.change.naming import Naming
from procesregie.change.sentence import Sentence
from procesregie.change.tally import tally
from procesregie.language import Language
from procesregie.model.address import is_address, model_of, owner_of
from procesregie.model.decision import Decision
from procesregie.model.declare import meaning
from procesregie.model.log import LineKind

AT_MOST = 3
"""So many changes in one table are told one by one."""


def gathered(names: Naming, changes: Sequence[Change]) -> Sentence | None:
    """One sentence for `changes` in one table of one record, or None when they are few enough to be told."""
    if len(changes) <= AT_MOST or len(changes[0].path) < 2:
        return None
    address, table = changes[0].address, changes[0].path[0]
    model = model_of(address) if is_address(address) else None
    about = meaning(model, table) if model else None
    label = names.label(model, table)
    said = _positions(names, address, table) or _counted(
        changes, about.row.stands if about and about.row else "", names.lang
    )
    record = "" if address == "process" else f"{names.record(address)}: "
    signs = {change.sign if len(change.path) == 2 else "~" for change in changes}
    return Sentence(
        (Piece(f"{record}{label}: ", "label"), Piece(said)), signs.pop() if len(signs) == 1 else "~", tuple(changes)
    )


def _positions(names: Naming, address: str, table: str) -> str:
    record = names.new.get(address)
    return tally(record.positions, names.lang) if isinstance(record, Decision) and table == "positions" else ""


def _counted(changes: Sequence[Change], stands: str, lang: Language) -> str:
    """Rows by where they stand now, or by whether they came, went or changed."""
    rows = {change.path[1]: change.new for change in changes if len(change.path) == 2 and isinstance(change.new, dict)}
    if stands and len(rows) == len({change.path[1] for change in changes}):
        found = Counter(str(row.get(stands, "")) for row in rows.values())
        return ", ".join(f"{n} × {lang(word) or '–'}" for word, n in found.most_common())
    return _came_and_went(changes, lang)


def _came_and_went(changes: Iterable[Change], lang: Language) -> str:
    came: set[str] = set()
    went: set[str] = set()
    other: set[str] = set()
    for change in changes:
        into = other if len(change.path) != 2 or change.sign == "~" else came if change.sign == "+" else went
        into.add(change.path[1])
    parts = []
    if came:
        parts.append(lang.many("{n} new", "{n} new", len(came)))
    if other - came:
        parts.append(lang.many("{n} changed", "{n} changed", len(other - came)))
    if went:
        parts.append(lang.many("{n} gone", "{n} gone", len(went)))
    return ", ".join(parts)


def _touched(changes: Iterable[Change], lang: Language) -> list[str]:
    """What was done with lines that were there already, counted: most of it is no correction."""
    lines: dict[tuple[str, ...], dict[str, Change]] = {}
    for change in changes:
        fields = lines.setdefault((change.address, *change.path[1:2]), {})
        fields[change.path[-1] if change.path else ""] = change
    n = Counter(_done_with(fields) for fields in lines.values())
    told = {
        "answered": lang.many("{n} line answered", "{n} lines answered", n["answered"]),
        "settled": lang.many("{n} open end settled", "{n} open ends settled", n["settled"]),
        "open": lang.many("{n} open end open again", "{n} open ends open again", n["open"]),
        "became": lang.many(
            "{n} line taken up in a step or decision", "{n} lines taken up in a step or decision", n["became"]
        ),
        "corrected": lang.many("{n} line corrected", "{n} lines corrected", n["corrected"]),
    }
    return [said for what, said in told.items() if n[what]]


def _done_with(fields: Mapping[str, Change]) -> str:
    """What was done with a line of which `fields` changed."""
    became = fields.get("became")
    if fields.keys() - _ANSWER - {"became"}:
        return "corrected"
    if became is None:
        return "answered"
    settled = str(became.new or became.old).startswith("sessions/")
    if became.new is None:
        return "open" if settled else "corrected"
    return "settled" if settled else "became"


_ANSWER = frozenset({"response", "response_why"})
"""The fields of a line that say what was done with it."""


def of_lines(names: Naming, changes: Sequence[Change]) -> Sentence:
    """One sentence for everything that changed in the logs of one session."""
    lang, session = names.lang, owner_of(changes[0].address)
    came: list[Mapping[str, Any]] = []
    rest: list[Change] = []
    for change in changes:
        new = change.new
        if not change.path and isinstance(new, dict):
            came += new.get("lines", {}).values()
        elif len(change.path) == 2 and change.sign == "+" and isinstance(new, dict):
            came.append(new)
        else:
            rest.append(change)
    said = []
    kinds = Counter(str(line.get("kind", LineKind.NOTE.value)) for line in came)
    del kinds[LineKind.ASIDE.value]  # that something was said in confidence is nobody's business
    if kinds:
        listed = ", ".join(f"{n} × {lang(kind)}" for kind, n in kinds.most_common())
        said.append(lang.many("{n} line noted ({kinds})", "{n} lines noted ({kinds})", kinds.total(), kinds=listed))
    said += _touched(rest, lang)
    sign = "+" if not rest else "~"
    pieces = (Piece(f"{names.record(session)}: ", "label"), Piece(", ".join(said) or lang("the log was opened")))
    return Sentence(pieces, sign, tuple(changes))
