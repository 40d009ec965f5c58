"""What only shows over all sessions: threads, how people left, and what somebody still holds against it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from procesregie.capture.names import party_of
from procesregie.insight.threads import Thread, threads
from procesregie.insight.views import Cell, Grid, Head, Listing, Row
from procesregie.language import N_, Language
from procesregie.language.signs import DONE, LATE, OPEN
from procesregie.model.dossier import Dossier

if TYPE_CHECKING:
    from procesregie.model.session import Remark, Residue, Score, Session

_BARS = "▁▂▃▄▅▆▇█"
_KINDS = {
    "common": N_("Common threads"),
    "pet": N_("Pet themes"),
    "thread": N_("Other threads"),
}


# -- threads


def by_thread(dossier: Dossier, today: date, lang: Language) -> Listing:
    """Common threads, pet themes, and what came up otherwise; most often first."""
    found = threads(dossier)
    return Listing.of(
        [
            (lang(heading), [thread_row(dossier, one, lang) for one in found if one.kind == kind])
            for kind, heading in _KINDS.items()
        ],
        lang("No threads yet. A # before a word in a captured line makes one: #costs."),
    )


def thread_row(dossier: Dossier, one: Thread, lang: Language) -> Row:
    """A thread: how often, by how many parties, in how many sessions, whose theme it is and who else was asked. It leads to
    its topic, else to the session in which it last came up; its name stands in the row's words, behind a ``#``."""
    said = [f"{len(one.lines)}×"]
    untested = one.kind == "pet" and not one.tested
    if one.main:
        said.append(lang("mainly {party}", party=dossier.name(f"table/{one.main}")))
    if untested:
        said.append(lang("not tested with others"))
    said.append(lang.many("{n} party", "{n} parties", len(one.parties)))
    said.append(lang.many("{n} session", "{n} sessions", len(one.sessions)))
    if one.main and one.others and not untested:
        names = ", ".join(dossier.parties[id].short or dossier.name(f"table/{id}") for id in one.others)
        said.append(lang("tested with {names}", names=names))
    topic = next((address for address in one.about if address.startswith("agenda/")), "")
    where = topic or f"sessions/{one.sessions[-1]}"
    return Row(where, one.name, LATE if untested else "#", beside=tuple(said), marked=untested, words=f"#{one.name}")


# -- check-out


def by_check_out(dossier: Dossier, today: date, lang: Language) -> Grid:
    """Marks at the end, session by session: all of them together, and of each party that gave one."""
    sessions = sorted((s.date, id) for id, s in dossier.sessions.items() if s.scores)
    ids = [id for _day, id in sessions]
    parties = _who_marked(dossier, ids)
    columns = [Head(lang("Mean of all marks"), short=lang("mean"))]
    columns += [Head(dossier.parties[p].title, f"table/{p}", dossier.parties[p].short) for p in parties]
    cells = tuple(
        (_together(dossier.sessions[id], lang), *(_mark_of(dossier.sessions[id], party) for party in parties))
        for id in ids
    )
    return Grid(
        lang("Session"),
        tuple(
            Head(f"{lang.near(dossier.sessions[id].date, today)} {dossier.sessions[id].title}", f"sessions/{id}")
            for id in ids
        ),
        tuple(columns),
        cells,
        legend=_course([mean(dossier.sessions[id]) for id in ids], lang),
        nothing=lang("Nobody has given a mark yet. The check-out in the wrap-up asks for one."),
    )


def mean(session: Session) -> float | None:
    """The mean of the marks people left `session` with; None when nobody gave one."""
    marks = [row.score for row in session.scores.values() if row.score is not None]
    return sum(marks) / len(marks) if marks else None


def _who_marked(dossier: Dossier, sessions: list[str]) -> list[str]:
    found: dict[str, int] = {}
    for id in sessions:
        for key, row in dossier.sessions[id].scores.items():
            party = row.party or key
            if party in dossier.parties:
                found[party] = found.get(party, 0) + 1
    return sorted(found, key=lambda party: (-found[party], dossier.parties[party].title.casefold()))


def _together(session: Session, lang: Language) -> Cell:
    value = mean(session)
    words = [f"{row.score or '–'} {row.word}".strip() for row in session.scores.values()]
    return Cell(decimal(value, lang) if value is not None else "", said=tuple(words))


def _mark_of(session: Session, party: str) -> Cell:
    row = next((row for key, row in session.scores.items() if (row.party or key) == party), None)
    return Cell() if row is None else Cell(str(row.score or "–"), said=(_in_words(row),))


def _in_words(row: Score) -> str:
    return " ".join(part for part in (str(row.score or ""), row.word) if part)


def decimal(value: float, lang: Language) -> str:
    """A mark with one decimal, as it is written in `lang`; ten without."""
    said = f"{value:.1f}" if value < 10 else "10"
    return said.replace(".", ",") if lang.code == "nl" else said


def _course(marks: list[float | None], lang: Language) -> str:
    """The marks as a small line, with the first and the last."""
    known = [mark for mark in marks if mark is not None]
    if len(known) < 2:
        return ""
    bars = "".join(_BARS[min(7, max(0, round((mark - 1) / 9 * 7)))] for mark in known)
    return f"{bars}  {decimal(known[0], lang)} → {decimal(known[-1], lang)}"


# -- what somebody still holds against it


def by_answer(dossier: Dossier, today: date, lang: Language) -> Listing:
    """What somebody does not agree with, and remarks on minutes: first what nobody answered, then what was."""
    sessions = sorted(dossier.sessions.items(), key=lambda pair: (pair[1].date, pair[0]))
    residues = [(id, s, key, row) for id, s in sessions for key, row in s.disagreements.items()]
    remarks = [(id, s, key, row) for id, s in sessions for key, row in s.remarks.items()]
    waiting = [(id, s) for id, s in sessions if s.sent_on and not s.adopted_in and s.outcome is not None]
    return Listing.of(
        [
            (
                lang("Not everybody agrees: no answer yet"),
                (_residue(dossier, *one, today, lang) for one in residues if not one[3].answered.strip()),
            ),
            (
                lang("Remarks on minutes: nothing done with them yet"),
                (_remark(dossier, *one, today, lang) for one in remarks if not one[3].answer.strip()),
            ),
            (lang("Minutes not adopted"), (_unadopted(id, s, today, lang) for id, s in waiting)),
            (lang("Answered"), (_residue(dossier, *one, today, lang) for one in residues if one[3].answered.strip())),
            (lang("Dealt with"), (_remark(dossier, *one, today, lang) for one in remarks if one[3].answer.strip())),
        ],
        lang("No disagreement is on record, and there are no remarks on minutes."),
    )


def _residue(dossier: Dossier, id: str, session: Session, key: str, row: Residue, today: date, lang: Language) -> Row:
    answer = f"→ {row.answered}" if row.answered.strip() else ""
    return _answerable(dossier, id, session, f"disagreements {key}", row.about, row.party, answer, today, lang)


def _remark(dossier: Dossier, id: str, session: Session, key: str, row: Remark, today: date, lang: Language) -> Row:
    answer = f"→ {row.answer}" if row.answer.strip() else ""
    return _answerable(dossier, id, session, f"remarks {key}", row.remark, row.party, answer, today, lang)


def _answerable(
    dossier: Dossier,
    id: str,
    session: Session,
    words: str,
    title: str,
    party: str,
    answer: str,
    today: date,
    lang: Language,
) -> Row:
    who = dossier.name(f"table/{party_of(party)}") if party else ""
    beside = tuple(part for part in (who, answer, session.title) if part)
    lead = lang.lead(session.date, today)
    return Row(f"sessions/{id}", title, DONE if answer else OPEN, lead, beside, marked=not answer, words=words)


def _unadopted(id: str, session: Session, today: date, lang: Language) -> Row:
    until = session.comments_until
    said = lang("comments until {day}", day=lang.near(until, today)) if until and until >= today else ""
    if until and until < today:
        said = lang("comments were open until {day}", day=lang.near(until, today))
    lead = lang.lead(session.date, today)
    return Row(f"sessions/{id}", session.title, OPEN, lead, (said,) if said else (), words="minutes")
