"""The whole mirror at every session of both samples: what is asked, and nothing else."""

from __future__ import annotations

import pytest

from procesregie.insight.mirror import Principle, askers, everything, look
from procesregie.language import language
from tests.insight.conftest import Seen

ASKED: dict[str, dict[str, str]] = {
    "dichtbij-en-doenbaar": {
        "2025-09-05-start-regiegroep": """
            gain-unsaid-2025-09-05-het-bestuur-van-de-bond-stelt-de-propositie-vast
            several-decide-propositie
        """,
        "2025-09-17-zes-gesprekken": """
            residents-late
            spoken-for-by-nobody
            gain-unsaid-2025-09-05-het-bestuur-van-de-bond-stelt-de-propositie-vast
            disagreement-unanswered
            several-decide-propositie
            steps-unfinished
        """,
        "2025-09-25-ronde-a": """
            residents-late
            usual-suspects
            kinds-missing
            spoken-for-by-nobody
            gain-unsaid-2025-09-05-het-bestuur-van-de-bond-stelt-de-propositie-vast
            disagreement-unanswered
            theme-of-one-party-eenloket
            good-enough-unsaid
            several-decide-propositie
            role-not-accepted
            steps-unfinished
        """,
        "2025-10-03-regiegroep": """
            usual-suspects
            disagreement-unanswered
            theme-of-one-party-eenloket
            avoided-words
            facilitator-owns-step
            steps-unfinished
        """,
        "2025-10-16-ronde-b": """
            disagreement-unanswered
            say-below-promise
            theme-of-one-party-eenloket
            facilitator-owns-step
            steps-unfinished
            top-without-practice
        """,
        "2025-10-28-themasessie-jeugd": """
            disagreement-unanswered
            never-acknowledged
            say-below-promise
            steps-unfinished
            top-without-practice
        """,
        "2025-11-06-plenair": """
            disagreement-unanswered
            never-acknowledged
            minutes-not-adopted
            steps-unfinished
            top-without-practice
        """,
        "2025-11-14-extra-partnersessie": """
            disagreement-unanswered
            never-acknowledged
            minutes-not-adopted
            avoided-words
            steps-unfinished
            top-without-practice
        """,
        "2025-12-01-schriftelijke-ronde": """
            motives-unknown
            disagreement-unanswered
            never-acknowledged
            minutes-not-adopted
            steps-unfinished
            top-without-practice
        """,
        "2025-12-05-regiegroep": """
            motives-unknown
            disagreement-unanswered
            never-acknowledged
            double-hat-bond-van-gemeenten
            steps-unfinished
            top-without-practice
        """,
        "2025-12-18-fijnslijpen": """
            motives-unknown
            disagreement-unanswered
            never-acknowledged
            minutes-not-adopted
            double-hat-bond-van-gemeenten
            steps-unfinished
            top-without-practice
        """,
        "2026-01-15-vaststelling": """
            disagreement-unanswered
            never-acknowledged
            minutes-not-adopted
            top-without-practice
        """,
    },
    "lindenveld-warm": {
        "2024-09-19-kitchen-table-talks": """
            intent-unsaid
        """,
        "2024-10-10-first-table": """
            usual-suspects
            disagreement-unanswered
            say-below-promise
            nobody-decides
            role-not-accepted
        """,
        "2024-11-02-walk-with-rie": """
            words-that-do-not-fit-cooking-and-insulation
            say-that-does-not-fit-cooking-and-insulation
            motives-unknown
            disagreement-unanswered
            motives-of-one-kind
            nobody-decides
            role-not-accepted
        """,
        "2024-11-23-network-table": """
            words-that-do-not-fit-cooking-and-insulation
            say-that-does-not-fit-cooking-and-insulation
            disagreement-unanswered
            nobody-decides
            role-not-accepted
        """,
        "2024-12-12-hats": """
            words-that-do-not-fit-cooking-and-insulation
            say-that-does-not-fit-cooking-and-insulation
            disagreement-unanswered
            double-hat-gemeente-oldermeer
        """,
        "2025-01-25-four-tables": """
            exchange-one-sided
            motives-unknown
            disagreement-unanswered
            decided-at-once-2025-01-25-four-sub-themes-each-with-its-own-table
            process-only-again
        """,
        "2025-03-06-heat-source": """
            exchange-one-sided
            motives-unknown
            disagreement-unanswered
            role-not-accepted
        """,
        "2025-04-12-must-want-can": """
            exchange-one-sided
            motives-unknown
            disagreement-unanswered
            review-overdue
            never-acknowledged
            response-missing
            role-not-accepted
        """,
        "2025-05-24-network-table": """
            ambition-without-opponents
            motives-unknown
            disagreement-unanswered
            objection-unanswered-2025-05-24-pilot-heat-net-40-homes
            never-acknowledged
            say-below-promise
            role-not-accepted
            owner-without-time
        """,
        "2025-07-03-seven-talks": """
            ambition-without-opponents
            motives-unknown
            disagreement-unanswered
            objection-unanswered-2025-05-24-pilot-heat-net-40-homes
            never-acknowledged
            say-below-promise
            binds-who-was-not-asked
            role-not-accepted
            session-without-step
            owner-without-time
            many-bound-few-act-2025-05-24-pilot-heat-net-40-homes
        """,
        "2025-09-13-the-bids": """
            motives-unknown
            disagreement-unanswered
            left-after-objection-velthoek
            pulse-overdue
            say-below-promise
            role-not-accepted
            two-carry-everything
        """,
        "2025-10-18-slower": """
            motives-unknown
            disagreement-unanswered
            left-after-objection-velthoek
            minutes-not-adopted
            role-not-accepted
            step-keeps-slipping-2025-01-25-open-an-insulation-desk-in-the-neighbourhood
        """,
        "2026-01-17-network-table": """
            urgency-unknown
            exchange-one-sided
            motives-unknown
            disagreement-unanswered
            left-after-objection-velthoek
            minutes-not-adopted
            role-not-accepted
        """,
        "2026-03-12-hand-over": """
            exchange-one-sided
            disagreement-unanswered
            left-after-objection-velthoek
            never-acknowledged
            minutes-not-adopted
            role-not-accepted
        """,
    },
}
"""Of each story, by session: the keys of all questions that were open when it was closed, in the order of the mirror."""


@pytest.mark.parametrize("name", ASKED)
def test_at_every_session_this_is_asked_and_nothing_else(name: str, seen: dict[str, dict[str, Seen]]) -> None:
    asked = {session: [q.key for q in look(*then)] for session, then in seen[name].items()}
    assert asked == {session: keys.split() for session, keys in ASKED[name].items()}


def test_every_question_comes_and_goes_somewhere(seen: dict[str, dict[str, Seen]]) -> None:
    names = {asker.name for asker in askers()}
    fired: set[str] = set()
    silent: set[str] = set()
    for sessions in seen.values():
        for then in sessions.values():
            now = {q.key.removesuffix(f"-{q.of}") for q in look(*then)}
            fired |= now
            silent |= names - now
    assert fired == silent == names


def test_few_are_open_at_the_end_of_a_story_and_some_were_set_aside(seen: dict[str, dict[str, Seen]]) -> None:
    for sessions in seen.values():
        last = list(sessions.values())[-1]
        questions = look(*last)
        assert 1 <= len(questions) <= 7
        assert len(everything(*last)) > len(questions), "a facilitator sets some aside"
        assert all(row.reason and row.about for row in last.dossier.process.set_aside.values())


def test_questions_are_asked_in_both_languages_and_point_at_what_there_is(seen: dict[str, dict[str, Seen]]) -> None:
    for sessions in seen.values():
        for dossier, day, private in sessions.values():
            questions = everything(dossier, day, private)
            lines = {address for session in dossier.sessions for address, _ in dossier.said(session)}
            assert [q.principle for q in questions] == sorted(
                (q.principle for q in questions), key=list(Principle).index
            )
            assert len({q.key for q in questions}) == len(questions)
            for question in questions:
                dutch, english = question.said(language("nl")), question.said(language("en"))
                assert dutch != english
                assert all(said.endswith("?") and "{" not in said and "None" not in said for said in (dutch, english))
                assert question.evidence, question.key
                assert all(address in dossier.records or address in lines for address in question.evidence)


def test_what_is_confidential_is_asked_only_with_the_private_layer(seen: dict[str, dict[str, Seen]]) -> None:
    for sessions in seen.values():
        for dossier, day, private in sessions.values():
            with_it = [q.key for q in everything(dossier, day, private) if not q.confidential]
            assert [q.key for q in everything(dossier, day)] == with_it


def test_no_question_stumbles_over_a_record_that_is_not_there(seen: dict[str, dict[str, Seen]]) -> None:
    """A file that cannot be read is a record less; the mirror asks on."""
    for sessions in seen.values():
        dossier, day, private = list(sessions.values())[-1]
        for address in dossier.records:
            for question in everything(dossier.with_record(address, None), day, private):
                assert question.said(language("nl"))
