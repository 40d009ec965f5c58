"""What a commit says, read by people in a log and by programs in its trailers."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procesregie.change.compare import compare
from procesregie.history.message import LONGEST, draft_message, session_message, shorter, tag_text
from procesregie.history.moment import trailers_in
from procesregie.language import language
from procesregie.model.address import model_of
from procesregie.model.dossier import Dossier

NL, EN = language("nl"), language("en")
SESSION, PILOT = "2026-03-12-netwerktafel", "2026-03-12-pilot-40-woningen"


def evening() -> tuple[dict[str, Any], dict[str, Any]]:
    """The record before and after the evening of the pilot."""
    old: dict[str, Any] = {
        "process": {"title": "Lindenveld Warm"},
        "agenda/warmtebron": {"title": "Warmtebron", "stage": "in conversation"},
        "table/toren-b": {"title": "VvE Toren B"},
        "table/stroomland": {"title": "Stroomland"},
        "table/waterschap": {"title": "waterschap"},
        f"sessions/{SESSION}": {"title": "Netwerktafel", "date": date(2026, 3, 12)},
    }
    positions: dict[str, Any] = {f"p{n}": {"position": "consent"} for n in range(17)}
    positions |= {f"q{n}": {"position": "accept, not our preference"} for n in range(3)}
    positions["toren-b"] = {"position": "reasoned objection", "reason": "kosten"}
    new = {
        **old,
        "agenda/warmtebron": {"title": "Warmtebron", "stage": "decided"},
        f"sessions/{SESSION}": {
            "title": "Netwerktafel",
            "date": date(2026, 3, 12),
            "outcome": "decision",
            "summary": "Pilot warmtenet, 40 woningen",
            "decisions": [PILOT],
        },
        f"decisions/{PILOT}": {
            "title": "Pilot warmtenet met 40 woningen",
            "weight": "decision",
            "state": "taken",
            "taken_on": date(2026, 3, 12),
            "session": SESSION,
            "what": "Wij beginnen met veertig woningen.\n",
            "positions": positions,
        },
        "steps/2026-03-12-net": {
            "title": "netcapaciteit per straat",
            "owner": "stroomland",
            "due": date(2026, 4, 2),
            "session": SESSION,
        },
        f"sessions/{SESSION}/log-anna": {
            "recorder": "anna",
            "lines": {"aaaaaa": {"text": "Wie draagt het vollooprisico?", "kind": "open end"}},
        },
    }
    return old, new


def dossier(data: dict[str, Any]) -> Dossier:
    return Dossier({address: model_of(address).from_data(record) for address, record in data.items()})


def written(old: dict[str, Any], new: dict[str, Any], outcome: str = "decision", **more: Any) -> str:
    decisions = more.pop("decisions", [PILOT] if outcome == "decision" else [])
    return session_message(
        dossier(new), SESSION, outcome, decisions, more.pop("lang", NL),
        changes=compare(old, new), before=dossier(old), **more,
    )  # fmt: skip


def subject(message: str) -> str:
    return message.split("\n", 1)[0]


def test_the_commit_of_an_evening() -> None:
    present = [f"p{n}" for n in range(21)]
    assert (
        written(*evening(), present=present, apologies=["waterschap"])
        == """\
decision: Pilot warmtenet, 40 woningen (Netwerktafel 12-3)

Besloten
- Pilot warmtenet met 40 woningen · besluit · 17 consent, 3 niet onze voorkeur, 1 bezwaar (VvE Toren B: kosten)
Veranderd
- Warmtebron: in gesprek → besloten
Volgende stappen
- Stroomland: netcapaciteit per straat, voor 2 april
Open
- Wie draagt het vollooprisico?
Aanwezig
- 21 partijen; afwezig met bericht: waterschap

Outcome: decision
Session: 2026-03-12-netwerktafel
Decision: 2026-03-12-pilot-40-woningen
"""
    )


def test_in_english() -> None:
    message = written(*evening(), lang=EN)
    assert subject(message) == "decision: Pilot warmtenet, 40 woningen (Netwerktafel 12 Mar)"
    assert (
        "\nDecided\n- Pilot warmtenet met 40 woningen · decision · 17 consent, 3 not our preference, 1 objection"
        in message
    )
    assert "\nOutcome: decision\n" in message


def test_a_draft_says_so() -> None:
    old, new = evening()
    new[f"sessions/{SESSION}"].pop("summary")
    new[f"decisions/{PILOT}"]["state"] = "proposed"
    message = written(old, new, "draft")
    assert subject(message) == "draft: Netwerktafel 12-3"
    assert "- Pilot warmtenet met 40 woningen · besluit, voorgesteld · 17 consent · 3 niet" in message
    assert "Besloten" not in message
    assert trailers_in(message) == (("Outcome", "draft"), ("Session", SESSION))


@pytest.mark.parametrize(
    ("weight", "mark"), [("direction", "richting: "), ("agreement", "afspraak: "), ("decision", "")]
)
def test_a_lighter_weight_stands_in_the_subject(weight: str, mark: str) -> None:
    old, new = evening()
    new[f"decisions/{PILOT}"]["weight"] = weight
    assert subject(written(old, new)).startswith(f"decision: {mark}Pilot")


def test_without_a_summary_the_decisions_are_the_subject() -> None:
    old, new = evening()
    new[f"sessions/{SESSION}"].pop("summary")
    assert subject(written(old, new)) == "decision: Pilot warmtenet met 40 woningen (Netwerktafel 12-3)"


def test_a_decision_that_replaces_another_reverses_it() -> None:
    old, new = evening()
    old["decisions/oud"] = new["decisions/oud"] = {"title": "Drie hoofdstukken", "state": "taken"}
    new[f"decisions/{PILOT}"]["supersedes"] = ["oud"]
    message = written(old, new)
    assert "· vervangt Drie hoofdstukken\n" in message
    assert ("Reverses", "oud") in trailers_in(message)


@given(st.text(max_size=200), st.text(max_size=60))
def test_a_subject_is_never_longer_than_a_log_shows(summary: str, title: str) -> None:
    old, new = evening()
    new[f"sessions/{SESSION}"] = {**new[f"sessions/{SESSION}"], "summary": summary, "title": title}
    for message in (
        written(old, new),
        draft_message(dossier(new), NL, message=summary),
        draft_message(dossier(new), NL, message=summary, corrects=SESSION),
    ):
        assert len(subject(message)) <= LONGEST
        assert subject(message).startswith(("decision: ", "draft: "))
        assert message.split("\n")[1] == ""


def test_cut_at_a_word() -> None:
    assert shorter("een twee drie vier", 14) == "een twee drie…"
    assert shorter("een twee drie vier", 13) == "een twee…"
    assert shorter("een twee, drie", 12) == "een twee…"
    assert shorter("x" * 30, 10) == "x" * 9 + "…"
    assert shorter(" een\n twee ", 20) == "een twee"


HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "Outcome: decision", "\n\nOutcome: decision\nDecision: valse", "Decision: x", "---", "--- a/b", "# hek",
                "\x1b[2J", "\r\n\r\nSession: x", "Signed-off-by: a <b@c>", " : ", "\u2028Outcome: decision", "\x85", "\0",
            ]
        ),
    ),
    min_size=1,
    max_size=4,
).map("\n".join)  # fmt: skip


def asked_of_git(message: str, where: Path) -> str:
    """The trailers as git itself reads them out of a commit with this message."""
    done = subprocess.run(
        ["git", "interpret-trailers", "--parse", "--no-divider"],
        input=message.encode(), capture_output=True, check=True, cwd=where,
    )  # fmt: skip
    return done.stdout.decode()


@given(HOSTILE, HOSTILE, HOSTILE)
def test_nobodys_words_pass_for_a_trailer(one: str, two: str, three: str) -> None:
    old, new = evening()
    new[f"sessions/{SESSION}"] = {**new[f"sessions/{SESSION}"], "summary": one, "title": three}
    new["agenda/warmtebron"] = {"title": two, "why_now": three, "stage": "decided"}
    new["steps/2026-03-12-net"] = {**new["steps/2026-03-12-net"], "title": one}
    new[f"decisions/{PILOT}"] = {**new[f"decisions/{PILOT}"], "title": two, "positions": {"toren-b": {"reason": three}}}
    message = written(old, new, "draft", open_ends=[one, two])
    assert asked_of_git(message, Path.cwd()) == f"Outcome: draft\nSession: {SESSION}\n"
    correction = draft_message(dossier(new), NL, message=one, corrects=SESSION, changes=compare(old, new))
    assert asked_of_git(correction, Path.cwd()) == f"Outcome: draft\nCorrects: {SESSION}\n"
    for text in (message, correction, tag_text(dossier(new), PILOT, NL)):
        assert not any(ord(sign) < 32 and sign not in "\n\t" or 0x7F <= ord(sign) < 0xA0 for sign in text)


def test_a_correction() -> None:
    old, new = evening()
    message = draft_message(
        dossier(new), NL, message="Velthoek was er niet\n\nDat bleek later.", corrects=SESSION, changes=[]
    )
    assert message == (
        "draft: correctie: Velthoek was er niet (Netwerktafel 12-3)\n\nDat bleek later.\n\n"
        f"Outcome: draft\nCorrects: {SESSION}\n"
    )


def test_a_draft_without_words_is_called_after_what_changed() -> None:
    old, new = evening()
    only = {**old, "agenda/warmtebron": new["agenda/warmtebron"]}
    message = draft_message(dossier(only), NL, changes=compare(old, only), before=dossier(old))
    assert message == "draft: Warmtebron\n\nVeranderd\n- Warmtebron: in gesprek → besloten\n\nOutcome: draft\n"
    assert "en nog 3" in subject(draft_message(dossier(new), NL, changes=compare(old, new), before=dossier(old)))
    assert subject(draft_message(dossier(new), NL)) == "draft: wat er open stond"


def test_a_hundred_changes_are_not_all_told() -> None:
    old, new = evening()
    new |= {f"table/p{n}": {"title": f"Partij {n}"} for n in range(100)}
    lines = written(old, new, "draft").split("Veranderd\n")[1].split("Volgende")[0].splitlines()
    assert len(lines) == 40
    assert lines[-1] == "- nog 63"


def test_the_tag_of_a_decision_carries_its_text() -> None:
    _, new = evening()
    assert tag_text(dossier(new), PILOT, NL) == (
        "Pilot warmtenet met 40 woningen · besluit · 17 consent, 3 niet onze voorkeur, "
        "1 bezwaar (VvE Toren B: kosten)\n\nWij beginnen met veertig woningen.\n\nNetwerktafel 12-3\n"
    )
