"""Motivated: the closer an approach comes to what moves the parties, the more they make it their own."""

from __future__ import annotations

from collections.abc import Iterator

from procesregie.insight.mirror.looking import Looking
from procesregie.insight.mirror.question import Question, few
from procesregie.insight.mirror.words import is_slogan
from procesregie.language import N_
from procesregie.model.decision import DecisionState, DecisionWeight
from procesregie.model.party import Party, Ring
from procesregie.model.process import Phase
from procesregie.model.topic import Stage, Topic, View

_BY_SESSION = 3
"""By then one can have asked who acts what moves them."""
_EXCHANGE_BY = 6
"""By then one can know what each party asks in return."""
_TOO_SHORT = 6
"""An ambition of fewer words has no room for anything one could be against."""
_SOME = 3
"""Urgency among fewer parties than this is no pattern."""


def intent_unsaid(looking: Looking) -> Iterator[Question]:
    """A goal says what there will be; the intent says why anybody would want it. The closer the intent comes to what
    moves people, the more they make it their own.

    Ask at the table: for whom does it make a difference, and what would they notice? Write down one answer, however
    clumsy.
    """
    if looking.held and looking.process and not looking.process.intent.strip():
        yield Question(
            N_("Why are we doing this at all? The intent is not on record yet. Who can say it in one sentence?"),
            ("process",),
        )


def ambition_without_opponents(looking: Looking) -> Iterator[Question]:
    """An ambition nobody can disagree with moves nobody either. Only when it costs somebody something do you see who
    wants it.

    Ask each party what they would have to give up for it, and write that in. Then settle it together.
    """
    process = looking.process if looking.held else None
    ambition = process.ambition.strip() if process else ""
    phase = process.phase_now() if process else None
    if not process or not ambition:
        return
    words = ""
    if len(ambition.split()) < _TOO_SHORT:
        words = N_("“{ambition}” is the whole ambition. What would a party have to give up for it?")
    elif is_slogan(ambition):
        words = N_("The ambition is made of words nobody is against. Which party could disagree with it, and where?")
    elif not process.ambition_settled and phase and phase.phase in (Phase.SHAPE, Phase.CARRY_OUT):
        words = N_(
            "We are already shaping and carrying out, and nobody has taken a position on the ambition. Who "
            "could disagree with it?"
        )
    if words:
        settled = (f"decisions/{process.ambition_settled}",) if process.ambition_settled else ()
        yield Question(words, ("process", *settled), {"ambition": ambition.rstrip(".")})


def urgency_unknown(looking: Looking) -> Iterator[Question]:
    """Urgency is not shared of its own accord. A party that does not feel it can live with a decision, and will do
    nothing with it.

    Call the parties whose view you do not know, and ask what would have to happen before they lost sleep over it.
    """
    found = {id: unknown for id, topic in looking.dossier.topics.items() if (unknown := _unknown(looking, topic))}
    topics = list(found)
    parties = list(dict.fromkeys(party for unknown in found.values() for party in unknown))
    if found:
        yield Question(
            N_("“{topic}” is decided, and we do not know whether {parties} see the urgency. Who will ask them?")
            if len(found) == 1
            else N_(
                "{n} topics are decided while we do not know whether half the parties see the urgency. Whom would"
                " you ask first?"
            ),
            evidence=(*(f"agenda/{id}" for id in topics), *(f"table/{id}" for id in parties)),
            values={
                "topic": looking.dossier.topics[topics[0]].title,
                "parties": looking.names(parties),
                "n": len(topics),
            },
        )


def _unknown(looking: Looking, topic: Topic) -> list[str]:
    """The parties of a decided topic whose view is unknown, when they are at least half of them."""
    if topic.stage is not Stage.DECIDED:
        return []
    involved = [party for party in {**dict.fromkeys(topic.parties), **topic.urgency} if party in looking.seated]
    unknown = [party for party in involved if party not in topic.urgency or topic.urgency[party].view is View.UNKNOWN]
    return unknown if len(involved) >= _SOME and 2 * len(unknown) >= len(involved) else []


def gain_unsaid(looking: Looking) -> Iterator[Question]:
    """A decision is good for the whole, or for one organisation. The clearer it is who gains, the more the others can
    make it their own, or say no in time.

    Ask this before you ask for consent: who gains by it, who pays for it, and do they know back home? Put the answer
    with the proposal.
    """
    found = [
        Question(
            N_("“{decision}” is proposed, and nothing says who gains by it. Who is it for, and who pays for it?"),
            evidence=(f"decisions/{id}",),
            values={"decision": decision.title},
            of=id,
        )
        for id, decision in looking.dossier.decisions.items()
        if decision.state is DecisionState.PROPOSED
        and decision.weight in (None, DecisionWeight.DECISION)
        and decision.session in looking.held
        and not decision.gains.strip()
    ]
    yield from few(found, N_("{n} proposals do not say who gains by them. About which would you ask first?"))


def exchange_one_sided(looking: Looking) -> Iterator[Question]:
    """A party that only gives grows tired one day, and a party that only asks is not missed. The fairer the exchange,
    the more it belongs to everybody.

    Ask them what they would like in return, or what they could bring. Something small counts too.
    """
    if len(looking.held) < _EXCHANGE_BY:
        return
    gives = [id for id, party in looking.members.items() if _one_side(party) == "brings"]
    asks = [id for id, party in looking.members.items() if _one_side(party) == "asks"]
    if gives:
        words = N_("We know what {gives} bring, and not what they ask. What is in it for them?")
    else:
        words = N_("We know what {asks} ask, and not what they bring. What could they give?")
    if gives or asks:
        yield Question(
            words,
            evidence=tuple(f"table/{id}" for id in (*gives, *asks)),
            values={"gives": looking.names(gives), "asks": looking.names(asks)},
        )


def _one_side(party: Party) -> str:
    """Which side of the exchange is the only one on record, of a party that is more than informed."""
    brings, asks = bool(party.brings.strip()), bool(party.asks.strip())
    if party.ring is Ring.KNOWS or brings == asks:
        return ""
    return "brings" if brings else "asks"


def motives_unknown(looking: Looking) -> Iterator[Question]:
    """What moves a party is learned, not assumed. The closer the approach comes to it, the more it becomes their own.

    Talk with one of them, without an agenda, and ask why they come. Write a guess down as a guess.
    """
    if looking.private is None or len(looking.held) < _BY_SESSION:
        return
    unknown = [id for id in looking.acting if not ((kept := looking.confided(id)) and kept.motives)]
    if unknown:
        yield Question(
            N_("{parties} act, and you have not written down what moves them. Which of them could you simply ask?"),
            evidence=tuple(f"table/{id}" for id in unknown),
            values={"parties": looking.names(unknown)},
            confidential=True,
        )
