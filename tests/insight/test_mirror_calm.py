"""A process that is kept well, held for six sessions through the program itself: the mirror has little to ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from procesregie.desk.desk import Desk
from procesregie.desk.starting import new_process
from procesregie.insight.mirror import look
from procesregie.model.address import model_of
from procesregie.model.clock import Clock
from procesregie.model.step import StepState

KEPT = {
    "intent": "Dat wie in de Wilgenhof oud wordt niet hoeft te verhuizen omdat er niemand langskomt.\n",
    "ambition": "Vanaf volgend jaar wacht niemand in de wijk langer dan twee dagen op hulp, ook als dat ons rooster kost.\n",
    "done_when": "Mevrouw Tas kan het aan haar zus uitleggen.\n",
    "done_judged_by": "de bewoners, met een briefje bij de bakker",
    "rule": "consent",
    "absentees_days": 7,
    "starts": date(2026, 1, 5),
}
PARTIES: dict[str, dict[str, Any]] = {
    "bewoners": {"title": "Bewoners Wilgenhof", "kind": "resident", "ring": "acts", "came": "self-joined"},
    "gemeente": {"title": "Gemeente", "kind": "government", "ring": "acts", "usual_suspect": True},
    "thuiszorg": {"title": "Thuiszorg De Brug", "kind": "civil society", "ring": "acts", "usual_suspect": True},
    "bakker": {"title": "Bakker Ozkan", "kind": "business", "ring": "acts"},
    "hogeschool": {"title": "Hogeschool", "kind": "knowledge", "ring": "backs the direction"},
    "fonds": {"title": "Buurtfonds", "kind": "funder", "ring": "backs the direction"},
}
BROUGHT = {"brings": "Tijd en een sleutel.\n", "asks": "Dat er iemand opneemt.\n", "capacity": "een ochtend in de week"}
TOPICS = {
    "langskomen": {"title": "Langskomen", "stage": "in conversation", "perspective": "do"},
    "wachten": {"title": "Wachten op hulp", "stage": "in conversation"},
}
EVENINGS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("2026-01-12", "Aan de keukentafel", "langskomen", (
        "@bewoners er is altijd wel iemand thuis, je moet alleen weten wie #langskomen",
        "@thuiszorg wij rijden drie keer langs dezelfde deur #wachten",
        "= we beginnen bij de trappen en niet bij het loket",
        "> @bewoners lijst maken van wie er thuis is voor 2 februari",
    )),
    ("2026-02-09", "De trap op", "wachten", (
        "@bakker om zes uur staan ze bij mij, dan weet ik wie er mist #langskomen",
        "@gemeente twee dagen kan, als wij niet eerst een formulier willen #wachten",
        "> @bakker briefje bij de kassa voor 1 maart",
    )),
    ("2026-03-09", "Proberen", "langskomen", (
        "@hogeschool het scheelt een dag, gemeten op twee trappen #wachten",
        "! Langskomen op vier trappen",
        ": @bewoners @gemeente @thuiszorg @bakker @hogeschool consent",
        ": @fonds akkoord, niet onze voorkeur",
        "> @thuiszorg rooster voor vier trappen voor 1 april",
    )),
    ("2026-04-13", "Wat het doet", "langskomen", (
        "@thuiszorg het rooster loopt, op de vierde trap na #langskomen",
        "> @gemeente telefoonnummer dat altijd opneemt voor 4 mei",
    )),
    ("2026-05-11", "Wie er nog mist", "wachten", (
        "@bewoners de mevrouw op nummer zeven doet nu open #langskomen",
        "> @hogeschool meten op alle vier de trappen voor 1 juni",
    )),
    ("2026-06-08", "Halverwege", "wachten", (
        "@fonds wij leggen er een jaar bij #wachten",
        "> @bewoners zomerkoffie op trap vier voor 6 juli",
    )),
)  # fmt: skip


@pytest.fixture
def well_kept(tmp_path: Path) -> Desk:
    """Six sessions, each prepared, written down, closed, sent and adopted, with every step owned, dated and done."""
    desk = new_process(tmp_path / "wilgenhof", "empty", "Wilgenhof", "nl", Clock.of("2026-01-05T10:00"))
    desk.save("process", desk.dossier.process.model_copy(update=KEPT))
    for id, party in PARTIES.items():
        desk.save(f"table/{id}", model_of("table/x").from_data({**BROUGHT, **party, "short": id}))
    for id, topic in TOPICS.items():
        urgency = {party: {"view": "sees it", "since": date(2026, 1, 5)} for party in PARTIES}
        desk.save(f"agenda/{id}", model_of("agenda/x").from_data({**topic, "urgency": urgency}))
    session = ""
    for day, title, about, lines in EVENINGS:
        session = _evening(desk, day, title, about, lines, session)
    return desk


def _evening(desk: Desk, day: str, title: str, topic: str, lines: tuple[str, ...], before: str) -> str:
    """One session as a careful facilitator holds it; its id."""
    desk.clock = Clock.of(f"{day}T20:00")
    _tidied(desk, before)
    there = {party: {"presence": "present"} for party in PARTIES}
    programme = {"een": {"title": title, "topic": topic, "order": 100}}
    address = desk.create(
        "sessions", title, date=date.fromisoformat(day), kind="network table", attendance=there, programme=programme
    )
    session = address.removeprefix("sessions/")
    with desk.recording(session, "noor") as recording:
        for text in lines:
            recording.add(text)
    decides = any(text.startswith("!") for text in lines)
    desk.close(session, "decision" if decides else "draft", weight="agreement" if decides else "")
    for id, step in desk.dossier.steps.items():
        if step.session == session:
            desk.save(f"steps/{id}", step.model_copy(update={"effect": "Dan wordt er eerder aangebeld.\n"}))
    sent = desk.dossier.sessions[session].model_copy(update={"sent_on": date.fromisoformat(day)})
    desk.save(address, sent)
    if before:
        adopted = desk.dossier.sessions[before].model_copy(update={"adopted_in": session})
        desk.save(f"sessions/{before}", adopted)
    return session


def _tidied(desk: Desk, before: str) -> None:
    """What was promised at the session `before` was done in between."""
    for id, step in desk.dossier.steps.items():
        if step.session == before:
            desk.save(f"steps/{id}", step.model_copy(update={"state": StepState.DONE, "done_on": desk.clock.today()}))


def test_a_process_that_is_kept_well_is_asked_two_things_at_most(well_kept: Desk) -> None:
    dossier = Desk.open(well_kept.root, well_kept.clock).load_all()
    assert len([s for s in dossier.sessions.values() if s.outcome]) == len(EVENINGS)
    assert len(dossier.steps) == len(EVENINGS) and all(step.owner and step.due for step in dossier.steps.values())
    assert [str(d.state) for d in dossier.decisions.values()] == ["taken"]
    for day in (date(2026, 6, 9), date(2026, 6, 30)):
        asked = [question.key for question in look(dossier, day, well_kept.asides)]
        assert len(asked) <= 2, asked


def test_left_alone_it_has_more_to_ask(well_kept: Desk) -> None:
    """The same process without its care is no longer quiet: the calm above is no silence of the mirror."""
    dossier = well_kept.dossier
    for id, step in dossier.steps.items():
        bare = step.model_copy(update={"owner": "", "effect": "", "state": StepState.OPEN})
        dossier = dossier.with_record(f"steps/{id}", bare)
    for id, session in dossier.sessions.items():
        dossier = dossier.with_record(f"sessions/{id}", session.model_copy(update={"adopted_in": ""}))
    process = dossier.process.model_copy(update={"intent": ""})
    asked = {question.key for question in look(dossier.with_record("process", process), date(2026, 6, 9))}
    assert {"intent-unsaid", "steps-unfinished", "minutes-not-adopted"} <= asked
