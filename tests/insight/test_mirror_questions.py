"""Each question of the mirror at a session that gives cause for it: the records it points at, and silence when the cause
is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from procesregie.insight.mirror import Question, askers, everything
from procesregie.language import language
from procesregie.model.address import log_of
from procesregie.model.declare import Record, to_data
from procesregie.model.dossier import Dossier
from procesregie.model.party import PrivateParty
from procesregie.model.process import Process
from procesregie.model.topic import Say
from tests.insight.conftest import Seen

NL, EN = "dichtbij-en-doenbaar", "lindenveld-warm"
Mend = Callable[[Dossier], Dossier]
PILOT, STOP = "2025-05-24-pilot-heat-net-40-homes", "2025-09-13-stop-the-pilot-heat-net"


def with_fields(address: str, **fields: Any) -> Mend:
    """The record at `address` with other `fields`; of a table the rows named, others as they were (None: gone)."""

    def mend(dossier: Dossier) -> Dossier:
        record = dossier.records[address]
        data = _over(to_data(record), fields)
        return dossier.with_record(address, type(record).from_data(data))

    return mend


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    data = dict(below)
    for key, value in above.items():
        under = data.get(key)
        data[key] = _over(under if isinstance(under, dict) else {}, value) if isinstance(value, dict) else value
    return {key: value for key, value in data.items() if value is not None}


def new(address: str, record: Record) -> Mend:
    return lambda dossier: dossier.with_record(address, record)


def line(address: str, **fields: Any) -> Mend:
    """The line at `address` with other `fields`."""
    log, key = log_of(address)
    return with_fields(log, lines={key: fields})


def all_of(*mends: Mend) -> Mend:
    def mend(dossier: Dossier) -> Dossier:
        for one in mends:
            dossier = one(dossier)
        return dossier

    return mend


def text(name: str, old: str, new: str) -> Mend:
    def mend(dossier: Dossier) -> Dossier:
        from dataclasses import replace

        return replace(dossier, texts={**dossier.texts, name: dossier.texts[name].replace(old, new)})

    return mend


@dataclass(frozen=True)
class Case:
    """A question at a session: what it points at (the first ones), words it must have, and what would answer it."""

    key: str
    story: str
    session: str
    evidence: tuple[str, ...]
    said: str
    mend: Mend
    private: bool = False
    """Whether what answers it stands in the private layer."""


CASES = (
    # representative
    Case(
        "residents-late", NL, "2025-09-25-ronde-a",
        ("sessions/2025-09-05-start-regiegroep", "sessions/2025-09-17-zes-gesprekken"), "Na 3 sessies",
        with_fields("table/wijkteamplatform", kind="resident"),
    ),
    Case(
        "usual-suspects", EN, "2024-10-10-first-table", ("sessions/2024-10-10-first-table",), "9 of the 11",
        with_fields("table/velthoek", usual_suspect=False),
    ),
    Case(
        "kinds-missing", NL, "2025-09-25-ronde-a", ("process",), "bedrijf",
        all_of(
            with_fields("table/middenring", kind="resident"), with_fields("table/jeugdregios", kind="business"),
            with_fields("table/kring-grote-steden", kind="knowledge"), with_fields("table/plattelandstafel", kind="funder"),
        ),
    ),
    Case(
        "spoken-for-by-nobody", NL, "2025-09-17-zes-gesprekken", ("table/wijkteamplatform",), "Wijkteamplatform",
        with_fields("table/wijkteamplatform", power="some"), private=True,
    ),
    Case(
        "words-that-do-not-fit-cooking-and-insulation", EN, "2024-11-02-walk-with-rie",
        ("agenda/cooking-and-insulation",), "“users”",
        with_fields("agenda/cooking-and-insulation", what="What people do themselves.\n"),
    ),
    Case(
        "say-that-does-not-fit-cooking-and-insulation", EN, "2024-11-02-walk-with-rie",
        ("agenda/cooking-and-insulation", "table/huurdersraad-westerdiek"), "consult",
        with_fields("agenda/cooking-and-insulation", promised={"huurdersraad-westerdiek": {"promised": "co-produce"}}),
    ),
    # motivated
    Case(
        "intent-unsaid", EN, "2024-09-19-kitchen-table-talks", ("process",), "intent",
        with_fields("process", intent="That nobody sits in the cold.\n"),
    ),
    Case(
        "ambition-without-opponents", EN, "2025-05-24-network-table", ("process",), "nobody has taken a position",
        with_fields("process", ambition_settled=PILOT),
    ),
    Case(
        "urgency-unknown", EN, "2026-01-17-network-table",
        ("agenda/merelbuurt-2034", "table/eigenaren-vlinderbuurt", "table/kruimelhof", "table/lindewarm"), "Walls and years",
        with_fields("agenda/merelbuurt-2034", urgency={"lindewarm": {"view": "doubts"}}),
    ),
    Case(
        "gain-unsaid-2025-09-05-het-bestuur-van-de-bond-stelt-de-propositie-vast", NL, "2025-09-05-start-regiegroep",
        ("decisions/2025-09-05-het-bestuur-van-de-bond-stelt-de-propositie-vast",), "ligt voor",
        with_fields("decisions/2025-09-05-het-bestuur-van-de-bond-stelt-de-propositie-vast", gains="Het bestuur.\n"),
    ),
    Case(
        "exchange-one-sided", EN, "2025-01-25-four-tables",
        ("table/basisschool-lindeblad", "table/wijkraad", "table/winkeliers"), "Basisschool Lindeblad",
        all_of(*(with_fields(f"table/{id}", asks="Light.\n") for id in ("basisschool-lindeblad", "wijkraad", "winkeliers"))),
    ),
    Case(
        "motives-unknown", EN, "2024-11-02-walk-with-rie", ("table/gemeente-oldermeer",), "Gemeente Oldermeer",
        new("table/gemeente-oldermeer", PrivateParty.from_data({"motives": {"a": {"motive": "Wil niet de laatste zijn"}}})),
        private=True,
    ),
    # committed
    Case(
        "disagreement-unanswered", NL, "2025-09-25-ronde-a",
        ("sessions/2025-09-05-start-regiegroep", "table/directeurenkring-sociaal"), "Directeurenkring Sociaal",
        with_fields(
            "sessions/2025-09-05-start-regiegroep", disagreements={"opdrachtgever": {"answered": "Ja: samen."}}
        ),
    ),
    Case(
        f"objection-unanswered-{PILOT}", EN, "2025-05-24-network-table", (f"decisions/{PILOT}", "table/vve-toren-b"),
        "VvE Toren B",
        with_fields(f"decisions/{PILOT}", positions={"vve-toren-b": {"answered": "A name stands under it."}}),
    ),
    Case(
        "left-after-objection-velthoek", EN, "2025-09-13-the-bids", ("table/velthoek", "sessions/2025-09-13-the-bids"),
        "13 September 2025",
        with_fields("sessions/2025-09-13-the-bids", disagreements={"friday": {"answered": "We rang on the Friday."}}),
    ),
    Case(
        "decided-at-once-2025-01-25-four-sub-themes-each-with-its-own-table", EN, "2025-01-25-four-tables",
        ("decisions/2025-01-25-four-sub-themes-each-with-its-own-table", "agenda/heat-source",
         "sessions/2025-01-25-four-tables"), "Where the heat comes from",
        with_fields("agenda/heat-source", first_session="2024-11-23-network-table"),
    ),
    Case(
        "review-overdue", EN, "2025-04-12-must-want-can", ("decisions/2024-11-23-insulation-first",), "31 March 2025",
        with_fields(
            "decisions/2024-11-23-insulation-first/after",
            reviews={"april": {"on": date(2025, 4, 2), "outcome": "Stays.", "session": ""}},
        ),
    ),
    Case(
        "motives-of-one-kind", EN, "2024-11-02-walk-with-rie",
        ("table/fixbrigade", "table/lindewarm", "table/rie-vosmeer"), "affective",
        with_fields("table/lindewarm", motives={"first": {"kind": "moral"}}), private=True,
    ),
    Case(
        "pulse-overdue", EN, "2025-09-13-the-bids", ("process",), "24 May 2025",
        with_fields("process", pulse={"now": {"on": date(2025, 9, 13), "relation": 3}}),
    ),
    # recognised
    Case(
        "never-acknowledged", NL, "2025-10-28-themasessie-jeugd", ("table/beraad-ervaringskennis",), "Schreef de bedoeling",
        with_fields(
            "table/beraad-ervaringskennis", contributions={"bedoeling": {"acknowledged_on": date(2025, 10, 28)}}
        ),
    ),
    Case(
        "response-missing", EN, "2025-04-12-must-want-can", ("2025-03-06-heat-source/emre/edh53m", "table/vve-toren-a"),
        "VvE Toren A", line("2025-03-06-heat-source/emre/edh53m", response="declined"),
    ),
    Case(
        "say-below-promise", NL, "2025-10-16-ronde-b", ("agenda/propositie", "table/beraad-ervaringskennis"), "coproduceren",
        with_fields("agenda/propositie", promised={"beraad-ervaringskennis": {"happened": "co-decide"}}),
    ),
    Case(
        "minutes-not-adopted", EN, "2025-10-18-slower", ("sessions/2025-09-13-the-bids",), "The bids",
        with_fields("sessions/2025-09-13-the-bids", adopted_in="2025-10-18-slower"),
    ),
    Case(
        "theme-of-one-party-eenloket", NL, "2025-09-25-ronde-a",
        ("2025-09-17-zes-gesprekken/ties/dpjk3i", "2025-09-25-ronde-a/noor/2qzmep", "2025-09-25-ronde-a/noor/tiymvc",
         "table/middenring"), "eenloket",
        line("2025-09-25-ronde-a/noor/2qzmep", by=["jeugdregios"]),
    ),
    Case(
        "avoided-words", NL, "2025-11-14-extra-partnersessie", ("sessions/2025-11-14-extra-partnersessie",), "cliënt",
        text("propositie", "cliënt", "kind"),
    ),
    # role-clear
    Case(
        "double-hat-gemeente-oldermeer", EN, "2024-12-12-hats", ("roles/framework", "roles/purse", "table/gemeente-oldermeer"),
        "framework setter and funder", with_fields("roles/purse", party="provincie"),
    ),
    Case(
        "good-enough-unsaid", NL, "2025-09-25-ronde-a", ("process", "sessions/2025-09-25-ronde-a"), "wanneer het goed is",
        with_fields("process", done_when="Als het af is.\n", done_judged_by="wij samen", rule="consent"),
    ),
    Case(
        "nobody-decides", EN, "2024-11-02-walk-with-rie", ("agenda/cooking-and-insulation", "process"),
        "Cooking and insulation", with_fields("process", decider="gemeente-oldermeer"),
    ),
    Case(
        "several-decide-propositie", NL, "2025-09-05-start-regiegroep",
        ("roles/mede-opdrachtgever", "roles/opdrachtgever", "agenda/propositie"), "allebei",
        with_fields("roles/opdrachtgever", topics={"propositie": {"does": "consents"}}),
    ),
    Case(
        "binds-who-was-not-asked", EN, "2025-07-03-seven-talks",
        (f"decisions/{PILOT}", "table/eigenaren-vlinderbuurt", "table/winkeliers", "table/zorgcentrum-lindenstate"),
        "Eigenaren Vlinderbuurt",
        with_fields(f"decisions/{PILOT}", parties=["haardstee"]),
    ),
    Case(
        "facilitator-owns-step", NL, "2025-10-03-regiegroep",
        ("steps/2025-09-17-via-de-provincie-een-ingang-op-de-eilanden-zoeken",), "Afstand en schaal",
        with_fields("steps/2025-09-17-via-de-provincie-een-ingang-op-de-eilanden-zoeken", owner="plattelandstafel"),
    ),
    Case(
        "role-not-accepted", NL, "2025-09-25-ronde-a",
        ("roles/mede-opdrachtgever", "roles/regiegroep", "table/directeurenkring-sociaal"), "Regiegroep",
        all_of(*(with_fields(f"roles/{r}", accepted_on=date(2025, 9, 25)) for r in ("mede-opdrachtgever", "regiegroep"))),
    ),
    # action-oriented
    Case(
        "steps-unfinished", NL, "2025-12-18-fijnslijpen", ("steps/2025-12-05-verhaal-van-vijf-minuten-oefenen",), "vijf minuten",
        with_fields("steps/2025-12-05-verhaal-van-vijf-minuten-oefenen", effect="Dan luistert iedereen daarna anders.\n"),
    ),
    Case(
        "step-keeps-slipping-2025-01-25-open-an-insulation-desk-in-the-neighbourhood", EN, "2025-10-18-slower",
        ("steps/2025-01-25-open-an-insulation-desk-in-the-neighbourhood", "table/lindewarm"), "slipped 3 times",
        with_fields("steps/2025-01-25-open-an-insulation-desk-in-the-neighbourhood", state="done"),
    ),
    Case(
        "session-without-step", EN, "2025-07-03-seven-talks", ("sessions/2025-07-03-seven-talks",), "Seven",
        with_fields("steps/2025-05-24-ring-again-at-the-four-who-did-not-open", session="2025-07-03-seven-talks"),
    ),
    Case(
        "process-only-again", EN, "2025-01-25-four-tables",
        ("sessions/2025-01-25-four-tables", "sessions/2024-12-12-hats"), "last 2 sessions",
        with_fields("sessions/2024-12-12-hats", process_only=False),
    ),
    Case(
        "two-carry-everything", EN, "2025-09-13-the-bids",
        ("table/gemeente-oldermeer", "table/provincie", "steps/2025-01-25-open-an-insulation-desk-in-the-neighbourhood"),
        "4 of the 6",
        with_fields("steps/2025-01-25-open-an-insulation-desk-in-the-neighbourhood", owner="fixbrigade"),
    ),
    Case(
        "owner-without-time", EN, "2025-05-24-network-table",
        ("table/warmtebedrijf", "steps/2025-04-12-contract-on-two-pages-with-who-pays-if-it-stays-h"), "Warmtebedrijf",
        with_fields("table/warmtebedrijf", capacity="Full time"),
    ),
    Case(
        "top-without-practice", NL, "2026-01-15-vaststelling",
        ("table/bond-van-gemeenten", "table/kring-grote-steden"), "Kring Grote Steden",
        all_of(
            with_fields("table/bond-van-gemeenten", levels={"praktijk": {"reached": "partly"}}),
            with_fields("table/kring-grote-steden", levels={"praktijk": None}),
        ),
    ),
    Case(
        f"many-bound-few-act-{PILOT}", EN, "2025-07-03-seven-talks", (f"decisions/{PILOT}", "table/gemeente-oldermeer"),
        "binds 21 parties",
        with_fields("steps/2025-04-12-contract-on-two-pages-with-who-pays-if-it-stays-h", owner="haardstee", decision=PILOT),
    ),
)  # fmt: skip


def asked(then: Seen, key: str) -> Question | None:
    return next((question for question in everything(*then) if question.key == key), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key[:32])
def test_it_points_at_what_prompted_it_and_falls_silent_when_that_is_mended(
    case: Case, seen: dict[str, dict[str, Seen]]
) -> None:
    then = seen[case.story][case.session]
    question = asked(then, case.key)
    assert question is not None
    assert question.evidence[: len(case.evidence)] == case.evidence
    assert case.said in question.said(language("nl" if case.story == NL else "en"))
    assert question.confidential == case.private
    mended = (
        then._replace(private=case.mend(then.private))
        if case.private
        else then._replace(dossier=case.mend(then.dossier))
    )
    assert asked(mended, case.key) is None


def test_every_question_has_a_case_here() -> None:
    here = {case.key for case in CASES}
    for asker in askers():
        assert any(key == asker.name or key.startswith(f"{asker.name}-") for key in here), asker.name


# -- beside the stories: where a question draws its line


@pytest.mark.parametrize(
    ("ambition", "said"),
    [
        ("Samen sterker.", "de hele ambitie"),
        ("Samen zorgen voor een goede toekomst, een duurzame leefbare plek voor iedereen.", "waar niemand tegen is"),
        ("Together we are stronger for a healthy, sustainable future for everyone.", "waar niemand tegen is"),
        ("Geen enkel gezin vult in 2028 nog meer dan één keer hetzelfde in, in geen enkele gemeente.", ""),
        ("Before 2027 not one household turns the heating down because of the bill.", ""),
    ],
)
def test_an_ambition_is_questioned_for_its_words_only_when_they_are_few_or_nobody_is_against_them(
    ambition: str, said: str, seen: dict[str, dict[str, Seen]]
) -> None:
    then = seen[NL]["2025-11-06-plenair"]
    process = then.dossier.process.model_copy(update={"ambition": ambition})
    question = asked(then._replace(dossier=then.dossier.with_record("process", process)), "ambition-without-opponents")
    assert (question.said(language("nl")) if question else "") == "" if not said else question is not None
    if question:
        assert said in question.said(language("nl"))


def test_an_avoided_word_in_everybodys_name_is_found_and_in_somebodys_own_words_is_not(
    seen: dict[str, dict[str, Seen]],
) -> None:
    then = seen[NL]["2025-12-18-fijnslijpen"]
    said = {address: row for address, row in then.dossier.said("2025-12-18-fijnslijpen") if row.text}
    agreed = next(address for address, row in said.items() if row.kind == "agreed")
    own = next(address for address, row in said.items() if row.kind == "note" and row.by)
    slips = line(agreed, text="twee Cliënten lezen mee")(then.dossier)
    question = asked(then._replace(dossier=slips), "avoided-words")
    assert question is not None and question.evidence == (agreed,)
    assert asked(then._replace(dossier=line(own, text="ik was een cliënt")(then.dossier)), "avoided-words") is None


def test_a_word_of_another_perspective_is_found_in_what_was_said_about_the_topic(
    seen: dict[str, dict[str, Seen]],
) -> None:
    then = seen[EN]["2026-01-17-network-table"]
    agreed = next(a for a, row in then.dossier.said("2026-01-17-network-table") if row.kind == "agreed")
    slips = line(agreed, text="the customers get a letter", item="row-by-row")(then.dossier)
    question = asked(then._replace(dossier=slips), "words-that-do-not-fit-row-by-row")
    assert question is not None and question.evidence == ("agenda/row-by-row", agreed)
    assert "“customers”" in question.said(language("en"))


def test_a_written_round_waits_for_an_answer_to_each_reaction(seen: dict[str, dict[str, Seen]]) -> None:
    then = seen[NL]["2025-12-05-regiegroep"]
    assert asked(then, "response-missing") is None
    reaction = next(a for a, row in then.dossier.said("2025-12-01-schriftelijke-ronde") if row.response)
    question = asked(then._replace(dossier=line(reaction, response=None)(then.dossier)), "response-missing")
    assert question is not None and question.evidence[0] == reaction


def test_who_left_long_ago_is_not_asked_about_any_more(seen: dict[str, dict[str, Seen]]) -> None:
    then = seen[EN]["2026-03-12-hand-over"]
    assert asked(then, "left-after-objection-velthoek")
    assert asked(then._replace(day=date(2026, 3, 19)), "left-after-objection-velthoek") is None


def test_the_pulse_is_asked_for_only_in_a_process_that_runs_and_once_took_it(seen: dict[str, dict[str, Seen]]) -> None:
    then = seen[EN]["2025-09-13-the-bids"]
    process = then.dossier.process

    def asks(process: Process, day: date = then.day) -> bool:
        return asked(Seen(then.dossier.with_record("process", process), day, then.private), "pulse-overdue") is not None

    assert asks(process)
    assert not asks(process.model_copy(update={"pulse": {}}))
    assert not asks(process.model_copy(update={"handed_over": date(2025, 9, 1)}))
    assert not asks(process, date(2027, 1, 1)), "it ended"
    assert not asks(process, date(2025, 8, 30))


def test_a_promise_is_kept_when_more_came_of_it(seen: dict[str, dict[str, Seen]]) -> None:
    then = seen[NL]["2025-10-16-ronde-b"]
    for happened in Say:
        mend = with_fields("agenda/propositie", promised={"beraad-ervaringskennis": {"happened": str(happened)}})
        below = list(Say).index(happened) < list(Say).index(Say.CO_DECIDE)
        assert (asked(then._replace(dossier=mend(then.dossier)), "say-below-promise") is not None) == below


def test_a_resident_who_was_heard_was_there_also_when_nobody_checked_them_in(seen: dict[str, dict[str, Seen]]) -> None:
    then = seen[NL]["2025-09-25-ronde-a"]
    first = next(a for a, row in then.dossier.said("2025-09-25-ronde-a") if row.kind == "note" and row.by)
    assert asked(then, "residents-late") is not None
    came = all_of(with_fields("table/eilandenberaad", kind="resident"), line(first, by=["eilandenberaad"]))
    assert asked(then._replace(dossier=came(then.dossier)), "residents-late") is None


def test_who_has_no_kind_may_be_a_resident_so_that_is_asked_first(seen: dict[str, dict[str, Seen]]) -> None:
    then = seen[NL]["2025-09-25-ronde-a"]
    nameless = with_fields("table/wijkteamplatform", kind=None)(then.dossier)
    found = asked(then._replace(dossier=nameless), "residents-late")
    assert found is not None and found.evidence == ("table/wijkteamplatform",)
