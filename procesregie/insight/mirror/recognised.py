"""Recognised: the more what parties contribute and risk is acknowledged, the more they go along."""

from __future__ import annotations

from collections.abc import Iterator

from procesregie.capture.names import party_of
from procesregie.insight.mirror.looking import Looking, Mention
from procesregie.insight.mirror.question import Question, few
from procesregie.insight.mirror.words import forms_of, found_in
from procesregie.language import N_
from procesregie.model.log import SAYING, Line, LineKind, Response
from procesregie.model.session import SessionKind
from procesregie.model.topic import Say, Stage

_OFTEN, _IN_SESSIONS = 3, 2
"""A thread taken up this often, in this many sessions, is a theme."""
_FRESH = 3
"""A thread nobody took up in this many sessions is at rest."""
_FOLLOWING = 3
"""After this many sessions minutes were read by everybody who was going to read them."""
_OURS = (LineKind.AGREED, LineKind.DECISION, LineKind.STEP)
"""What stands in the minutes in everybody's name. What somebody says stays in their own words."""


def never_acknowledged(looking: Looking) -> Iterator[Question]:
    """People who stick their neck out look to see whether anybody noticed. The more it is acknowledged, the more they
    go along.

    Say it at the next session, by name and in front of the others, or write to them. A line in the minutes counts too.
    """
    if len(looking.held) < 2:
        return
    before = looking.dossier.sessions[looking.held[-1]].date
    found = [
        (id, row)
        for id, party in looking.at_table()
        for row in party.contributions.values()
        if row.acknowledged_on is None and row.on is not None and row.on < before
    ]
    parties = list(dict.fromkeys(id for id, _ in found))
    if len(found) == 1:
        words = N_("“{what}” ({parties}): nobody has acknowledged it yet. When could you?")
        values: dict[str, object] = {"what": found[0][1].what.rstrip("."), "parties": looking.names(parties)}
    else:
        words = N_("What {parties} contributed has not been acknowledged yet. When could you?")
        values = {"parties": looking.names(parties)}
    if found:
        yield Question(words, evidence=tuple(f"table/{id}" for id in parties), values=values)


def response_missing(looking: Looking) -> Iterator[Question]:
    """Those who took the trouble to respond want to know what became of it. A no with a reason is an acknowledgement
    too; silence is not.

    Go through what is left in one sitting: adopted, partly or declined, with half a sentence to say why. Then send it
    back.
    """
    waiting: dict[str, str] = {}
    for session in looking.earlier():
        written = looking.dossier.sessions[session].kind is SessionKind.WRITTEN
        for address, line in looking.said(session):
            if line.by and (line.response is Response.PENDING or (written and _unanswered(line))):
                waiting[address] = party_of(line.by[0])
    parties = list(dict.fromkeys(waiting.values()))
    if waiting:
        yield Question(
            N_("What {parties} brought in is still waiting for an answer ({n} in all). What became of it?")
            if len(waiting) > 1
            else N_("What {parties} brought in is still waiting for an answer. What became of it?"),
            evidence=(*waiting, *(f"table/{id}" for id in parties)),
            values={"parties": looking.names(parties), "n": len(waiting)},
        )


def _unanswered(line: Line) -> bool:
    return line.response is None and line.kind in SAYING


def say_below_promise(looking: Looking) -> Iterator[Question]:
    """Those who were promised a say and got less remember it longer than those who were promised nothing. What you were
    promised is part of being recognised.

    Tell them before they tell you: this is what we promised, and this is what it became. Then put it right, or promise
    less next time.
    """
    ladder = list(Say)
    found: dict[str, list[str]] = {}
    for id, topic in looking.dossier.topics.items():
        for party, row in topic.promised.items():
            if topic.stage is Stage.CLOSED or not row.promised or not row.happened or party not in looking.seated:
                continue
            if ladder.index(row.happened) < ladder.index(row.promised):
                found.setdefault(id, []).append(party)
    if found:
        first = next(iter(found))
        parties = list(dict.fromkeys(party for low in found.values() for party in low))
        row = looking.dossier.topics[first].promised[found[first][0]]
        yield Question(
            N_("On “{topic}” the promise to {parties} was: {promised}. What happened: {happened}. Who will tell them?"),
            evidence=(*(f"agenda/{id}" for id in found), *(f"table/{id}" for id in parties)),
            values={
                "parties": looking.names(found[first]),
                "promised": row.promised,
                "happened": row.happened,
                "topic": looking.dossier.topics[first].title,
            },
        )


def minutes_not_adopted(looking: Looking) -> Iterator[Question]:
    """Adopted minutes say: this is what we all heard you say. Until then they are the version of whoever was typing.

    Put them first on the next programme; five minutes is enough. Those who were there can also adopt them by mail.
    """
    sessions = looking.dossier.sessions
    late = []
    for number, id in enumerate(looking.held):
        later = looking.held[number + 1 :]
        same = any(sessions[other].kind is sessions[id].kind for other in later)
        if sessions[id].sent_on and not sessions[id].adopted_in and (same or len(later) >= _FOLLOWING):
            late.append(id)
    if late:
        yield Question(
            N_("The minutes of “{session}” ({day}) were sent but not adopted. With whom would you read them back?")
            if len(late) == 1
            else N_("The minutes of {n} sessions were sent but not adopted. Which would you read back first?"),
            evidence=tuple(f"sessions/{id}" for id in late),
            values={"session": sessions[late[0]].title, "day": sessions[late[0]].date, "n": len(late)},
        )


def theme_of_one_party(looking: Looking) -> Iterator[Question]:
    """A theme that one party brings up again and again is a pet theme or a real find, and only the others can tell
    which. Testing it takes both the theme and the party seriously.

    Make a point of asking two or three others what it would mean for them, and name the theme in the line. Then tell
    the party what they said.
    """
    yield from few(
        _theme_of_one_party(looking),
        N_("{n} themes are brought up again and again by one party alone. Which would you test first?"),
    )


def _theme_of_one_party(looking: Looking) -> Iterator[Question]:
    recent = set(looking.held[-_FRESH:])
    for thread, mentions in looking.threads.items():
        if len(mentions) < _OFTEN or mentions[-1].session not in recent or mentions[-1].line.response:
            continue
        party = _only_party(mentions)
        theirs = [one for one in mentions if one.line.by and party_of(one.line.by[0]) == party]
        often = len(theirs) >= _OFTEN and len({one.session for one in theirs}) >= _IN_SESSIONS
        if often and party in looking.seated:
            yield Question(
                N_("{party} brought up “{thread}” {n} times, and no other party did. Who could you test it with?"),
                evidence=(*(one.address for one in theirs), f"table/{party}"),
                values={"party": looking.dossier.name(f"table/{party}"), "thread": thread, "n": len(theirs)},
                of=thread,
            )


def _only_party(mentions: tuple[Mention, ...]) -> str:
    """The one party that took up a thread, or an empty string: concerns of others do not count, what was agreed does."""
    parties = {
        party_of(mention.line.by[0]) if mention.line.by else ""
        for mention in mentions
        if mention.line.kind is not LineKind.CONCERN and (mention.line.by or mention.line.kind is LineKind.AGREED)
    }
    return parties.pop() if len(parties) == 1 else ""


def avoided_words(looking: Looking) -> Iterator[Question]:
    """Which words we avoid was agreed with the people they hurt. When they hear such a word again, they hear that
    nobody was listening.

    Write it differently in the next version, with the word beside it in the glossary. And say that you noticed.
    """
    if not looking.held or not looking.process:
        return
    found: dict[str, list[tuple[str, str]]] = {}
    for term in looking.process.words.values():
        words = forms_of(term.word)
        if term.avoid and (places := [*_in_texts(looking, words), *_in_minutes(looking, words)]):
            found[term.word] = places
    if found:
        places = [place for places in found.values() for place in places]
        yield Question(
            N_("We still read {words} in {where}, and that is a word we avoid. How would you put it?")
            if len(found) == 1
            else N_("We still read {words} in {where}, and those are words we avoid. How would you put it?"),
            evidence=tuple(dict.fromkeys(address for address, _ in places)),
            values={
                "where": tuple(dict.fromkeys(f"“{name}”" for _, name in places)),
                "words": tuple(f"“{word}”" for word in found),
            },
        )


def _in_texts(looking: Looking, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The texts in which one of `words` stands: the session that saw it last, and the name of the text."""
    for name, text in looking.dossier.texts.items():
        if found_in(words, text):
            seen = [id for id in looking.held if name in looking.dossier.sessions[id].texts]
            yield (f"sessions/{seen[-1]}" if seen else "process"), name


def _in_minutes(looking: Looking, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What the last session put down in everybody's name with one of `words`: the address, and the session."""
    last = looking.held[-1]
    for address, line in looking.said(last):
        ours = line.kind in _OURS or (line.kind is LineKind.NOTE and not line.by)
        if ours and found_in(words, line.text):
            yield address, looking.dossier.sessions[last].title
