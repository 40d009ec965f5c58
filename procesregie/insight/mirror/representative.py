"""Representative: the more of the actors that are needed take part, the better an approach can work."""

from __future__ import annotations

from collections.abc import Iterator

from procesregie.insight.mirror.looking import Looking
from procesregie.insight.mirror.question import Question, few
from procesregie.insight.mirror.words import found_in
from procesregie.language import N_
from procesregie.model.party import Kind, Seat, Weight
from procesregie.model.perspectives import GUIDANCE, foreign
from procesregie.model.session import SessionKind
from procesregie.model.topic import Perspective, Say, Stage, Topic

_CONCERNED = (Kind.RESIDENT, Kind.INITIATOR)
_NEEDED = (Kind.RESIDENT, Kind.GOVERNMENT, Kind.CIVIL_SOCIETY, Kind.BUSINESS, Kind.KNOWLEDGE, Kind.FUNDER)
_FEW = 4
"""A table smaller than this says nothing about who is usual, or missing."""
_MOST = 0.75
"""Above this share usual suspects are among themselves."""
_KNOWN_BY = 3
"""By this session a table can know whom it needs."""
_OVER = (Stage.PARKED, Stage.CLOSED)


def residents_late(looking: Looking) -> Iterator[Question]:
    """The people this is about see what nobody else at the table sees. The earlier they are there, the more of it can
    still make a difference.

    Ask who knows somebody this is about, and go to them; or hold the next session somewhere they already come together.
    """
    if len(looking.held) < 2:
        return
    there = frozenset().union(*(looking.present(id) | looking.heard(id) for id in looking.held))
    kinds = {id: looking.dossier.parties[id].kind for id in sorted(there) if id in looking.dossier.parties}
    if any(kind in _CONCERNED for kind in kinds.values()):
        return
    values = {"n": len(looking.held)}
    if unsaid := [f"table/{id}" for id, kind in kinds.items() if kind is None]:
        yield Question(
            N_(
                "After {n} sessions nobody who was at the table is noted down as a resident, and of some it is not "
                "noted what kind of party they are. Who are they?"
            ),
            evidence=tuple(unsaid),
            values=values,
        )
        return
    yield Question(
        N_("After {n} sessions not one resident has been at the table. Who knows somebody this is about?"),
        evidence=tuple(f"sessions/{id}" for id in looking.held[:2]),
        values=values,
    )


def usual_suspects(looking: Looking) -> Iterator[Question]:
    """The people who always come bring what was already known. The more of the others are there, the better the
    approach fits the whole.

    Set a few seats out on purpose: for people who live there, work there, or began something there unasked.
    """
    sessions = looking.dossier.sessions
    tables = [id for id in looking.held if sessions[id].kind not in (SessionKind.STEERING, SessionKind.TALKS)]
    if not tables:
        return
    parties = looking.dossier.parties
    there = [id for id in sorted(looking.present(tables[-1])) if id in parties and parties[id].seat is Seat.MEMBER]
    usual = [id for id in there if parties[id].usual_suspect]
    if len(there) >= _FEW and len(usual) > _MOST * len(there):
        yield Question(
            N_(
                "{n} of the {all} parties at “{session}” are usual suspects. Who else belongs there, and whom "
                "would they come for?"
            ),
            evidence=(f"sessions/{tables[-1]}", *(f"table/{id}" for id in usual)),
            values={"n": len(usual), "all": len(there), "session": sessions[tables[-1]].title},
        )


def kinds_missing(looking: Looking) -> Iterator[Question]:
    """Each kind of party knows something the others do not: the rules, the money, the work, the street. The more of
    those you need are there, the better an approach can work.

    Ask the table whom you would miss a year from now, and call one of them this week. You need not ask anyone you do
    not need: then set this aside and say why.
    """
    members = looking.members
    if len(looking.held) < _KNOWN_BY or len(members) < _FEW or any(party.kind is None for party in members.values()):
        return
    there = {party.kind for party in members.values()}
    if Kind.INITIATOR in there:
        there.add(Kind.RESIDENT)
    missing = tuple(kind for kind in _NEEDED if kind not in there)
    gone = [
        f"table/{id}" for id, p in looking.dossier.parties.items() if p.kind in missing and id not in looking.seated
    ]
    if missing:
        yield Question(
            N_("Not at the table: {kinds}. Which of them would you miss a year from now?"),
            evidence=(*gone, "process"),
            values={"kinds": missing},
        )


def spoken_for_by_nobody(looking: Looking) -> Iterator[Question]:
    """Those with every right to speak and the most reason to, but no power, are easily left until later. An approach
    without them is not whole.

    Agree with them who will speak for them when it counts, or give them a role of their own at the table.
    """
    if len(looking.held) < 2:
        return
    with_a_role = {role.party for role in looking.roles_now.values()}
    found = []
    for id in looking.members:
        kept = looking.confided(id)
        weights = (kept.power, kept.legitimacy, kept.urgency) if kept else ()
        if weights == (Weight.LOW, Weight.HIGH, Weight.HIGH) and id not in with_a_role:
            found.append(id)
    if found:
        yield Question(
            N_("{parties} have most at stake, every right to speak and little power. Who speaks up for them?"),
            evidence=tuple(f"table/{id}" for id in found),
            values={"parties": looking.names(found)},
            confidential=True,
        )


def words_that_do_not_fit(looking: Looking) -> Iterator[Question]:
    """Our words give away how we see people. People who do something themselves are nobody's customers or patients, and
    people who are called that soon take that seat.

    Say it again in their own words, or look again at whether people buy, get or do something here.
    """
    yield from few(
        _words_that_do_not_fit(looking),
        N_("In {n} topics the words used for residents do not fit. Where would you begin?"),
    )


def _words_that_do_not_fit(looking: Looking) -> Iterator[Question]:
    process = looking.process
    if process is None:
        return
    avoided = {term.word.casefold() for term in process.words.values() if term.avoid}
    for id, topic in looking.dossier.topics.items():
        if topic.perspective is None or topic.stage in _OVER:
            continue
        words = [word for word in foreign(topic.perspective, process.language) if word not in avoided]
        own = found_in(words, _own_words(topic))
        last = looking.came_up.get(id, ())[-1:]
        lines = [
            (address, found)
            for session in last
            for address, line in looking.said(session)
            if line.item == id and not line.by and (found := found_in(words, line.text))
        ]
        word = own or (lines[0][1] if lines else "")
        if word:
            yield Question(
                N_(
                    "In “{topic}” residents {perspective} something, and “{word}” does not fit that. How would they "
                    "put it themselves?"
                ),
                evidence=(f"agenda/{id}", *(address for address, _ in lines)),
                values={"topic": topic.title, "perspective": topic.perspective, "word": word},
                of=id,
            )


def _own_words(topic: Topic) -> str:
    return "\n".join((topic.title, topic.what, topic.why_now, topic.barrier, topic.lever, topic.dilemma))


def say_that_does_not_fit(looking: Looking) -> Iterator[Question]:
    """People who do something themselves cannot do it by advising alone, and people who get something want to be asked.
    The better the promised say fits what people come for, the more of them take part.

    Promise what fits, or say plainly what you do not promise, and why.
    """
    yield from few(
        _say_that_does_not_fit(looking),
        N_("In {n} topics the promised say does not fit what residents come for. Where would you begin?"),
    )


def _say_that_does_not_fit(looking: Looking) -> Iterator[Question]:
    parties = looking.dossier.parties
    for id, topic in looking.dossier.topics.items():
        if topic.perspective is None or topic.stage in _OVER:
            continue
        misfits = [
            party
            for party, row in topic.promised.items()
            if party in parties and parties[party].kind in _CONCERNED and not _fits(topic.perspective, row.promised)
        ]
        if misfits:
            yield Question(
                N_(
                    "In “{topic}” residents {perspective} something, and the promise to {parties} is: {say}. Does that fit?"
                ),
                evidence=(f"agenda/{id}", *(f"table/{party}" for party in misfits)),
                values={
                    "topic": topic.title,
                    "perspective": topic.perspective,
                    "parties": looking.names(misfits),
                    "say": topic.promised[misfits[0]].promised,
                },
                of=id,
            )


def _fits(perspective: Perspective, say: Say | None) -> bool:
    """Whether `say` is no less, and no more, than what one can promise in this perspective."""
    ladder, fits = list(Say), GUIDANCE[perspective].fits
    return say is None or ladder.index(min(fits, key=ladder.index)) <= ladder.index(say) <= ladder.index(fits[-1])
