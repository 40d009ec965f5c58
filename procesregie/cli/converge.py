"""How a text settled, as a line and a table: what ``procesregie story texts/x`` begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procesregie.cli.settings import Settings
from procesregie.language import say as _
from procesregie.language import say_many, spoken
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.insight.converge import Converging, Version


def of(desk: Desk, address: str) -> Converging | None:
    """The text at `address` with its versions; None when it is no text, or was never committed."""
    from procesregie.insight.converge import converging

    if not address.startswith("texts/"):
        return None
    return next(iter(converging(desk.repository, desk.dossier, address.removeprefix("texts/"))), None)


def tell(settings: Settings, desk: Desk, found: Converging | None, *, said: bool) -> None:
    """The line, when fine-tuning began, and a row for every version; with what was `said` and went into it."""
    from procesregie.capture.grammar import typed
    from procesregie.capture.names import Names

    if found is None:
        return
    out, fine = settings.out, found.fine_tuned
    settles = (
        _("fine-tuning since {day}: no more than one word in twenty changed", day=_day(fine))
        if fine
        else _("still moving: more than one word in twenty changed")
    )
    out.line(f"{visible_line(found.name)}  {found.line}  {settles}")
    names = Names(desk.dossier)
    for one in found.versions:
        came, went = one.changed
        out.line(
            f"  {_day(one):>11}  {one.called:<5} {_('{n} words', n=one.words):>13} {f'+{came}':>6} {f'−{went}':>6}"
            f"  {one.share:>4.0%}  {visible_line(_where(desk, one))}"
        )
        if one.asked:
            out.line(" " * 15 + _("asked: {question}", question=visible_line(one.asked)))
        if one.lines:
            out.line(" " * 15 + say_many("{n} remark taken in", "{n} remarks taken in", len(one.lines)))
        for _address, line in one.lines if said else ():
            out.line(" " * 17 + visible_line(typed(line, names)))
    out.line()


def _day(version: Version) -> str:
    day = version.moment.date.date()
    return spoken().day(day, "dated")


def _where(desk: Desk, version: Version) -> str:
    """The session that left it so; else what its commit says."""
    session = desk.dossier.sessions.get(version.moment.session)
    return session.title if session else version.moment.subject


def data(found: Converging) -> dict[str, Any]:
    """The same as data."""
    return {
        "line": found.line,
        "fine_tuned": found.fine_tuned.moment.sha if found.fine_tuned else None,
        "versions": [
            {
                "commit": one.moment.sha,
                "session": one.moment.session or None,
                "version": one.called or None,
                "words": one.words,
                "words_in": one.changed[0],
                "words_out": one.changed[1],
                "share": round(one.share, 4),
                "asked": one.asked or None,
                "taken_in": [address for address, _line in one.lines],
            }
            for one in found.versions
        ],
    }
