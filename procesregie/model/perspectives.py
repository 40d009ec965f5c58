"""Three perspectives on residents: they buy something, get something, or do something. What goes with each.

Paraphrased from an article on equal collaboration with residents (shareholder, stakeholder and ecosystem perspective;
see docs/method.md). Said once: the card of a topic shows it, and the mirror asks about words and promised say that do
not fit. Texts are message ids; the words by which people are called stand here in both languages, because they are
looked for in what people wrote, not shown as ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procesregie.language import N_
from procesregie.model.topic import Perspective, Say


@dataclass(frozen=True)
class Guidance:
    """What goes with one perspective. All but `called` and `fits` are message ids."""

    goal: str
    words: str
    """How residents are called in it."""
    residents: str
    """What residents do."""
    forms: str
    """Forms of taking part."""
    organisations: str
    """What organisations do."""
    value: str
    """What the resident's voice weighs in a decision, and by what."""
    task: str
    """What it asks of managers and boards."""
    settles: str
    """Who settles what, and how close the contact is."""
    called: Mapping[str, tuple[str, ...]]
    """By language (``nl``, ``en``): single words, in lower case, that belong to this perspective and to no other."""
    fits: tuple[Say, ...]
    """How much say one can honestly promise in it."""


GUIDANCE: Mapping[Perspective, Guidance] = {
    Perspective.BUY: Guidance(
        goal=N_("A product or service that is easy to use, and people who are content with it."),
        words=N_("customer, consumer, user, buyer"),
        residents=N_("They buy or use it, or they don't; they review it, fill in surveys, help to test."),
        forms=N_("Survey, review, user test, persona, customer journey, consumers' association."),
        organisations=N_("They make, test and renew it; they have a desk, and a way to complain."),
        value=N_("The power of the market: those who walk away decide too."),
        task=N_("Keep renewing it, starting from what people need and from what is easy for them."),
        settles=N_("Residents decide what they buy. There is little contact beyond that."),
        called={
            "nl": ("klant", "klanten", "consument", "consumenten", "gebruiker", "gebruikers", "afnemer", "afnemers"),
            "en": ("customer", "customers", "consumer", "consumers", "user", "users", "buyer", "buyers"),
        },
        fits=(Say.INFORM, Say.CONSULT),
    ),
    Perspective.GET: Guidance(
        goal=N_("A service that works well, with an eye for what people need and what matters to them."),
        words=N_("client, patient, pupil, expert by experience"),
        residents=N_("They take part in what an organisation decides about its service, and help to think it through."),
        forms=N_("Clients' council, panel, advisory council, consultation, participation evening."),
        organisations=N_("They deliver care, education, a home; they depend on each other to do it well."),
        value=N_("A say that is laid down in rules; what the whole group needs comes before what one person wants."),
        task=N_("See to a service that everybody can reach, starting from what people need."),
        settles=N_("Residents decide what they need. Contact is about making the arrangements better."),
        called={
            "nl": ("cliënt", "cliënten", "client", "clienten", "patiënt", "patiënten", "leerling", "leerlingen"),
            "en": ("client", "clients", "patient", "patients", "pupil", "pupils"),
        },
        fits=(Say.CONSULT, Say.ADVISE, Say.CO_DECIDE),
    ),
    Perspective.DO: Guidance(
        goal=N_("Something everybody here wants, solved together in a way that lasts."),
        words=N_("people, each with a role and a skill: a party like the others"),
        residents=N_("They join with what they know and can do, or began it themselves."),
        forms=N_("Residents' initiative, parents' network, neighbours who arrange it themselves, a seat at the table."),
        organisations=N_("They work with residents as equals, and own with them what has to be done."),
        value=N_("Their own initiative counts in the world of organisations: equal owners of one ambition."),
        task=N_("Make room for people to meet, and to find out where they make each other stronger."),
        settles=N_("Residents decide what they do and how. Contact is close, and between equals."),
        called={
            "nl": ("medemaker", "medemakers", "initiatiefnemer", "initiatiefnemers"),
            "en": ("co-maker", "co-makers", "initiator", "initiators"),
        },
        fits=(Say.CO_PRODUCE, Say.CO_DECIDE, Say.SELF_MANAGE),
    ),
}


def foreign(perspective: Perspective, language: str) -> Mapping[str, Perspective]:
    """Words, in lower case, that see residents in another perspective than this one, each with the one it belongs to."""
    return {
        word: other
        for other, guidance in GUIDANCE.items()
        if other is not perspective
        for word in guidance.called.get(language, ())
    }
