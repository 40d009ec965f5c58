"""Sessions: what comes next on top, then what was held, newest first."""

from __future__ import annotations

from datetime import date

from procesregie.insight.preparation import next_session
from procesregie.insight.views import Listing, Row, ViewOf
from procesregie.insight.views.over_sessions import by_answer, by_check_out, by_thread
from procesregie.language import N_, Language
from procesregie.language.signs import DECISION, DRAFT, NOW, OPEN
from procesregie.model.dossier import Dossier
from procesregie.model.session import Outcome, Session

_SIGNS = {Outcome.DRAFT: DRAFT, Outcome.DECISION: DECISION, None: OPEN}


def by_date(dossier: Dossier, today: date, lang: Language) -> Listing:
    """What is to come, the next one marked; then what was held."""
    sessions = sorted(dossier.sessions.items(), key=lambda pair: (pair[1].date, pair[0]))
    following = next_session(dossier, today)
    return Listing.of(
        [
            (
                lang("To come"),
                (session_row(id, s, today, lang, next=id == following) for id, s in sessions if s.outcome is None),
            ),
            (lang("Held"), (session_row(id, s, today, lang) for id, s in reversed(sessions) if s.outcome is not None)),
        ]
    )


def outcome_sign(session: Session) -> str:
    """○ for a draft, ● for a decision, · for one that is not closed."""
    return _SIGNS[session.outcome]


def session_row(id: str, session: Session, today: date, lang: Language, *, next: bool = False) -> Row:
    """A session: sign, date, title, and its outcome in a word; `next` for the one that comes now."""
    beside = [lang(session.outcome.value)] if session.outcome else []
    if session.confidential:
        beside.append(lang("confidential"))
    sign = NOW if next else outcome_sign(session)
    said = (", ".join(beside),) if beside else ()
    lead = lang.lead(session.date, today)
    return Row(f"sessions/{id}", session.title, sign, lead, said, marked=next, words=session.summary)


VIEWS = (
    ViewOf("date", N_("by date"), by_date),
    ViewOf("threads", N_("threads"), by_thread, "common pet theme rode draad stokpaardje"),
    ViewOf("check-out", N_("check-out"), by_check_out, "mood mark stemming cijfer"),
    ViewOf("answers", N_("disagreements and remarks"), by_answer),
)
