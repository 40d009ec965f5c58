"""What a commit says: a subject that reads in a log, what was decided and changed, and trailers that tell it exactly.

Everything a person typed becomes one line behind a dash, above the last paragraph. Only that paragraph
is read as trailers, and only this module writes it: nobody's words can pass for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from procesregie.change.compare import Change
from procesregie.change.naming import Naming
from procesregie.change.sentence import Sentence
from procesregie.change.tally import counted
from procesregie.change.words import in_words
from procesregie.language import Language
from procesregie.language.visible import visible, visible_line
from procesregie.model.address import is_log
from procesregie.model.decision import Decision, DecisionWeight, Stand
from procesregie.model.dossier import Dossier
from procesregie.model.log import LineKind
from procesregie.model.session import Session
from procesregie.model.step import Step

LONGEST = 72
"""A subject is cut here, at a word: so it stays whole in ``git log --oneline``, tig and on hosts."""
_MOST_LINES = 40
"""So many changes are told one by one; the commit itself holds them all."""
_NAMED = (Stand.CONCERN, Stand.OBJECTION, Stand.ASIDE, Stand.SUBJECT)
"""Positions that are told with who took them, and why."""


def session_message(
    dossier: Dossier,
    session: str,
    outcome: str,
    decisions: Sequence[str],
    lang: Language,
    *,
    changes: Iterable[Change] = (),
    before: Dossier | None = None,
    present: Sequence[str] = (),
    apologies: Sequence[str] = (),
    open_ends: Sequence[str] | None = None,
) -> str:
    """The message of the commit that closes `session` (an id) as `outcome` (``draft`` or ``decision``).

    `dossier` is the record as it will be committed, `before` what the changed records were, `changes` what
    lies between. `decisions` are the ids of those taken; `present` and `apologies` ids of parties; `open_ends`
    texts (None: the lines of the session that are one).
    """
    record = dossier.sessions[session]
    naming = Naming(before or Dossier(), dossier, lang)
    changed = list(changes)
    taken = [dossier.decisions[name] for name in decisions]
    if open_ends is None:
        said = (line for _, line in dossier.said(session))
        open_ends = [line.text for line in said if line.kind is LineKind.OPEN_END and not line.settled]
    told = _not_told_elsewhere(changed, session, decisions)
    parts = [
        (lang("Decided"), [decided(decision, naming) for decision in taken]),
        (lang("Changed"), _sentences(told, before or Dossier(), dossier, lang)),
        (lang("Next steps"), [_step(step, record.date, naming) for step in _new_steps(changed, dossier)]),
        (lang("Open"), open_ends),
        (lang("Present"), _present(present, apologies, naming)),
    ]
    trailers = [("Outcome", outcome), ("Session", session)]
    trailers += [("Decision", name) for name in decisions]
    trailers += [("Reverses", name) for name in dict.fromkeys(old for one in taken for old in one.supersedes)]
    subject = _subject(record, outcome, taken, lang)
    whole = [] if _all_said(record.summary, subject) else [visible_line(record.summary)]
    return _written(subject, [*whole, *_body(parts)], trailers)


def draft_message(
    dossier: Dossier,
    lang: Language,
    *,
    changes: Iterable[Change] = (),
    before: Dossier | None = None,
    message: str = "",
    corrects: str = "",
) -> str:
    """The message of a draft without a session; or of the correction of a closed one, `corrects` (an id).

    The first line of `message` is the subject, the rest stands under it; without one, the names of what
    changed are the subject.
    """
    naming = Naming(before or Dossier(), dossier, lang)
    changed = list(changes)
    first, _, rest = message.strip().partition("\n")
    subject = first or _names_of(changed, naming)
    if corrects:
        record = dossier.sessions.get(corrects)
        where = f" ({_called(record, lang)})" if record else ""
        subject = f"{lang('correction')}: {shorter(subject, LONGEST - len(where) - 19)}{where}"
    whole = "" if _all_said(first, shorter(f"draft: {subject}", LONGEST)) else first
    words = [visible(text).strip("\n") for text in (whole, rest) if text.strip()]
    body = [*words, *_body([(lang("Changed"), _sentences(changed, before or Dossier(), dossier, lang))])]
    return _written(f"draft: {subject}", body, [("Outcome", "draft"), *([("Corrects", corrects)] if corrects else [])])


def tag_text(dossier: Dossier, decision: str, lang: Language) -> str:
    """What the tag of `decision` (an id) says: its title, its text, the positions, and where it was taken."""
    record = dossier.decisions[decision]
    naming = Naming(Dossier(), dossier, lang)
    session = dossier.sessions.get(record.session)
    parts = [
        visible_line(decided(record, naming)),
        visible(record.what).strip("\n"),
        visible_line(_called(session, lang)) if session else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


# -- the subject


def shorter(text: str, most: int) -> str:
    """`text` on one line of at most `most` characters, cut at a word with ``…``."""
    line = " ".join(visible_line(text).split())
    if len(line) <= most:
        return line
    word = line[:most].rfind(" ")
    return f"{line[: word if word > most // 2 else most - 1].rstrip(' ,;:.')}…"


def _all_said(text: str, subject: str) -> bool:
    """Whether `subject` holds all of `text`; what a subject has no room for stands in full under it."""
    return " ".join(visible_line(text).split()) in subject


def _subject(session: Session, outcome: str, taken: Sequence[Decision], lang: Language) -> str:
    mark = f"{outcome}: "
    weights = {decision.weight for decision in taken}
    if len(weights) == 1 and (weight := weights.pop()) in (DecisionWeight.DIRECTION, DecisionWeight.AGREEMENT):
        mark += f"{lang(str(weight))}: "
    said = session.summary or "; ".join(decision.title for decision in taken)
    called = _called(session, lang)
    if not said:
        return mark + shorter(called, LONGEST - len(mark))
    where = f" ({called})"
    if len(where) > LONGEST // 2:
        where = ""
    return mark + shorter(said, LONGEST - len(mark) - len(where)) + where


def _called(session: Session, lang: Language) -> str:
    """A session in short: ``Netwerktafel 12-3``."""
    return f"{' '.join(visible_line(session.title).split())} {_short_day(session.date, lang)}"


def _short_day(on: date, lang: Language) -> str:
    return f"{on.day}-{on.month}" if lang.code == "nl" else lang.day(on, "short")


def _names_of(changes: Sequence[Change], naming: Naming) -> str:
    names = list(dict.fromkeys(naming.record(change.address) for change in changes))
    if not names:
        return naming.lang("what was open")
    shown = names if len(names) <= 3 else [*names[:2], naming.lang("{n} more", n=len(names) - 2)]
    return naming.lang.joined(shown)


# -- the body


def decided(decision: Decision, naming: Naming) -> str:
    """A decision in one line: its title, weight and positions, with who objected and why."""
    lang = naming.lang
    parts = [decision.title]
    if decision.weight:
        parts.append(lang(str(decision.weight)))
    if decision.open_until:
        parts.append(lang("open until {day}", day=lang.day(decision.open_until)))
    if positions := _positions(decision, naming):
        parts.append(positions)
    if decision.supersedes:
        titles = (naming.record(f"decisions/{name}") for name in decision.supersedes)
        parts.append(lang("replaces {titles}", titles=lang.joined(titles)))
    return " · ".join(parts)


def _positions(decision: Decision, naming: Naming) -> str:
    """``17 consent, 1 objection (VvE Toren B: costs)``."""
    found: Mapping[Stand, list[str]] = {stand: [] for stand in Stand}
    for party, position in decision.positions.items():
        name = naming.record(f"table/{party}")
        found[position.position].append(f"{name}: {position.reason}" if position.reason else name)
    said = []
    for stand, who in found.items():
        if who:
            names = f" ({'; '.join(who)})" if stand in _NAMED else ""
            said.append(counted(stand, len(who), naming.lang) + names)
    return ", ".join(said)


def _not_told_elsewhere(changes: Iterable[Change], session: str, taken: Sequence[str]) -> list[Change]:
    """The changes that have no heading of their own in the message of a session."""
    own = (f"sessions/{session}", *(f"decisions/{name}" for name in taken))
    return [
        change
        for change in changes
        if change.address not in own
        and not change.address.startswith(f"sessions/{session}/")
        and not (change.address.startswith("steps/") and not change.path and change.new is not None)
    ]


def _sentences(changes: Iterable[Change], old: Dossier, new: Dossier, lang: Language) -> list[str]:
    told = [_line(sentence) for group in in_words(changes, old, new, lang) for sentence in group.sentences]
    if len(told) > _MOST_LINES:
        told[_MOST_LINES - 1 :] = [lang("{n} more", n=len(told) - _MOST_LINES + 1)]
    return told


def _line(sentence: Sentence) -> str:
    """A sentence with what stands under it; what a line said before it was corrected is not said once more."""
    under = () if is_log(sentence.change.address) else sentence.detail
    return " · ".join((sentence.text, *under))


def _new_steps(changes: Iterable[Change], dossier: Dossier) -> Iterator[Step]:
    for change in changes:
        if change.address.startswith("steps/") and not change.path and change.new is not None:
            record = dossier.get(change.address)
            if isinstance(record, Step):
                yield record


def _step(step: Step, on: date, naming: Naming) -> str:
    """``Stroomland: capacity per street, by 2 April``; with the year when it is not the session's."""
    lang = naming.lang
    said = f"{naming.record(f'table/{step.owner}')}: {step.title}" if step.owner else step.title
    if step.due:
        day = lang.day(step.due)
        if step.due.year == on.year:
            day = day.removesuffix(f" {on.year}")
        said += f", {lang('by {day}', day=day)}"
    return said


def _present(present: Sequence[str], apologies: Sequence[str], naming: Naming) -> list[str]:
    lang, said = naming.lang, []
    if present:
        said.append(lang.many("{n} party", "{n} parties", len(present)))
    if apologies:
        names = lang.joined(naming.record(f"table/{party}") for party in apologies)
        said.append(lang("apologies: {names}", names=names))
    return ["; ".join(said)] if said else []


def _body(parts: Iterable[tuple[str, Iterable[str]]]) -> list[str]:
    """Headings with their lines: each of what people wrote on one line, behind a dash."""
    written = []
    for heading, lines in parts:
        if told := [" ".join(visible_line(line).split()) for line in lines]:
            written.append("\n".join([heading, *(f"- {line}" for line in told)]))
    return ["\n".join(written)] if written else []


def _written(subject: str, paragraphs: Iterable[str], trailers: Iterable[tuple[str, str]]) -> str:
    last = "\n".join(f"{key}: {value}" for key, value in trailers)
    return "\n\n".join([shorter(subject, LONGEST), *paragraphs, last]) + "\n"
