"""Editing headless: add, set, move, leave, withdraw; what was said is kept, what cannot be read is one line."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import tomli

from tests.cli.conftest import Runner


@pytest.fixture
def filled(process: Path, run: Runner) -> Path:
    """The process with two topics, a step and a proposal, committed."""
    for arguments in (
        ["add", "agenda", "Warmtebron", "stage=in gesprek"],
        ["add", "agenda", "Warmte in huis"],
        ["add", "steps", "@stroomland netcapaciteit per straat voor 2 april 2026"],  # as in a session
        ["add", "decisions", "Pilot met 40 woningen"],
        ["add", "roles", "Netbeheer", "party=stroomland"],
        ["draft", "-m", "wat er ligt"],
    ):
        told = run(*arguments)
        assert told.code == 0, told.err
    return process


STEP = "steps/2026-03-12-netcapaciteit-per-straat"


def read(folder: Path, file: str) -> dict[str, object]:
    return tomli.loads((folder / file).read_text(encoding="utf-8"))


# -- add


def test_add_says_its_address_and_takes_its_fields(run: Runner, process: Path) -> None:
    told = run("add", "partij", "Fietsersbond Noord", "Soort=maatschappelijk middenveld", "ring=staat achter")
    assert told.code == 0, told.err
    assert told.out.splitlines()[0] == "table/fietsersbond-noord"
    data = read(process, "table/fietsersbond-noord.toml")
    assert data["kind"] == "civil society" and data["ring"] == "backs the direction" and data["short"]


@pytest.mark.parametrize(
    ("area", "file"),
    [
        ("agenda", "agenda/iets.toml"),
        ("onderwerp", "agenda/iets.toml"),
        ("Next step", "steps/2026-03-12-iets.toml"),
        ("sessie", "sessions/2026-03-12-iets/session.toml"),
        ("besluit", "decisions/2026-03-12-iets/decision.toml"),
        ("rol", "roles/iets.toml"),
    ],
)
def test_an_area_goes_by_its_name_in_both_languages(run: Runner, process: Path, area: str, file: str) -> None:
    assert run("add", area, "Iets").code == 0
    assert read(process, file)["title"] == "Iets"


def test_a_session_is_dated_and_as_data(run: Runner, process: Path) -> None:
    told = run("add", "sessions", "Wijkronde", "date=volgende week vrijdag", "kind=walk", "--json").json
    assert told["address"] == "sessions/2026-03-20-wijkronde" and told["changed"]
    assert told["record"] == {"title": "Wijkronde", "date": "2026-03-20", "kind": "walk"}
    assert told["changes"][0]["changes"][0]["address"] == told["address"]


# -- set


def test_rows_references_and_lists(run: Runner, filled: Path) -> None:
    told = run(
        "set",
        "agenda/warmtebron",
        "urgency.@haardstee.view=twijfelt",
        "urgency.haardstee.since=2 maart",
        "urgency.toren-b.view=sees it",
        "parties=haardstee, VvE Toren B",
        "brought_by=welzijn",
    )
    assert told.code == 0, told.err
    data = read(filled, "agenda/warmtebron.toml")
    assert data["parties"] == ["haardstee", "toren-b"] and data["brought_by"] == "kruimelhof"
    assert run("set", "agenda/warmtebron", "parties+=@stroomland", "parties-=haardstee").code == 0
    assert read(filled, "agenda/warmtebron.toml")["parties"] == ["stroomland", "toren-b"]
    assert run("set", "agenda/warmtebron", "urgency.haardstee=", "brought_by=").code == 0
    data = read(filled, "agenda/warmtebron.toml")
    assert data["urgency"] == {"toren-b": {"view": "sees it"}} and "brought_by" not in data


def test_the_smallest_diff_and_hands_welcome(run: Runner, filled: Path) -> None:
    file = filled / "agenda" / "warmtebron.toml"
    file.write_text("# van Noor\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("set", "agenda/warmtebron", "stage=direction").code == 0
    assert file.read_text(encoding="utf-8") == '# van Noor\ntitle = "Warmtebron"\nstage = "direction"\n'
    before = file.stat().st_mtime_ns
    told = run("set", "agenda/warmtebron", "stage=richting")
    assert told.out == "Niets veranderd: dat stond er al.\n" and file.stat().st_mtime_ns == before


def test_several_fields_of_one_new_row(run: Runner, filled: Path) -> None:
    told = run(
        "set",
        "table/haardstee",
        "consultations.+.on=2 maart",
        "consultations.+.support=80",
        "consultations.+b.how=brief",
    )
    assert told.code == 0, told.err
    rows = read(filled, "table/haardstee.toml")["consultations"]
    assert isinstance(rows, dict) and len(rows) == 2
    assert {row.get("support") for row in rows.values()} == {80, None}


def test_long_text_from_standard_input(run: Runner, filled: Path) -> None:
    told = run("set", STEP, "effect=-", stdin="Iedereen weet waar\nhet past.\n\n")
    assert told.code == 0, told.err
    assert read(filled, f"{STEP}.toml")["effect"] == "Iedereen weet waar\nhet past.\n"
    twice = run("set", STEP, "effect=-", "lesson=-", stdin="x")
    assert twice.code == 2 and "lesson" in twice.err


def test_who_is_meant_among_the_people_of_the_party(run: Runner, filled: Path) -> None:
    assert run("set", "table/haardstee", "people.anna.name=Anna Visser", "people.jan.name=Jan Visser").code == 0
    assert run("set", STEP, "person=anna", "owner=haardstee").code == 0
    assert read(filled, f"{STEP}.toml")["person"] == "anna"
    told = run("set", STEP, "person=visser")
    assert told.code == 2 and "anna, jan" in told.err
    assert "niemand van deze partij" in run("set", STEP, "person=koos").err


def test_the_date_of_a_step_that_is_set_keeps_the_old_one(run: Runner, filled: Path) -> None:
    assert run("set", STEP, "due=9 april 2026").code == 0
    (move,) = read(filled, f"{STEP}.toml")["moves"].values()  # type: ignore[attr-defined]
    assert str(move["was"]) == "2026-04-02" and str(move["moved_on"]) == "2026-03-12" and "reason" not in move


def test_the_private_layer_is_set_and_shown_only_when_asked(run: Runner, filled: Path) -> None:
    told = run("set", "table/haardstee", "--private", "motives.+.motive=Wil gezien worden", "power=veel")
    assert told.code == 0 and "gezien" not in told.out + told.err
    assert all("gezien" not in file.read_text(encoding="utf-8") for file in filled.rglob("*.toml"))
    assert "gezien" not in run("show", "table/haardstee").out + run("show", "table/haardstee", "--json").out
    shown = run("show", "table/haardstee", "--private", "--json").json
    assert shown["private"]["power"] == "high"
    assert run("show", "Haardstee", "--private", "--json").json["private"] == shown["private"]  # by its name, too
    assert "niemand" in run("show", "niemand-kent-dit").err
    assert "Wil gezien worden" in run("show", "table/haardstee", "--private").out
    assert run("check").code == 0


def test_a_taken_decision_is_locked_and_what_comes_after_is_not(run: Runner, filled: Path) -> None:
    file = filled / "decisions" / "2026-03-12-pilot-met-40-woningen" / "decision.toml"
    file.write_text('title = "Pilot"\nstate = "taken"\ntaken_on = 2026-03-12\n', encoding="utf-8")
    before = file.read_bytes()
    for arguments in (["set", "decisions/pilot", "what=anders"], ["withdraw", "decisions/pilot", "--reason", "x"]):
        told = run(*arguments)
        assert told.code == 2 and "is genomen en blijft wat het was" in told.err
    assert file.read_bytes() == before
    after = run("set", "decisions/pilot/after", "reviews.+.outcome=Blijft zo", "reviews.+.on=2026-03-12")
    assert after.code == 0, after.err
    assert (file.parent / "after.toml").is_file()


def test_a_condition_that_was_met_is_one_of_the_decision(run: Runner, filled: Path) -> None:
    file = filled / "decisions" / "2026-03-12-pilot-met-40-woningen" / "decision.toml"
    file.write_text(
        'title = "Pilot"\nstate = "taken"\ntaken_on = 2026-03-12\n[conditions.huur]\ncondition = "De huur blijft gelijk"\n',
        encoding="utf-8",
    )
    told = run("set", "decisions/pilot/after", "conditions.de huur.met=ja", "conditions.huur.note=tot 2028")
    assert told.code == 0, told.err
    assert read(filled, f"{file.parent.relative_to(filled)}/after.toml")["conditions"] == {
        "huur": {"met": True, "note": "tot 2028"}
    }
    assert "De huur blijft gelijk" in run("show", "decisions/pilot/after").out
    told = run("set", "decisions/pilot/after", "conditions.+.met=ja")
    assert told.code == 2 and "huur" in told.err
    assert run("check").code == 0
    (file.parent / "after.toml").write_text("[conditions.huuur]\nmet = true\n", encoding="utf-8")
    told = run("check")
    assert told.code == 1 and "conditions.huuur" in told.out and "Bedoel je huur?" in told.out


# -- what cannot be taken


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["agenda/warmtebron", "stage=misschien"], "stage: “misschien” is geen van deze: signaal, op de agenda"),
        (["agenda/warmtebron", "stadum=signaal"], "stadum: Zo'n veld is er niet."),
        (["agenda/warmtebron", "urgncy.haardstee.view=sees it"], "Bedoel je Urgentie (urgency)?"),
        (["agenda/warmtebron", "urgency.hardstee.view=sees it"], "urgency.hardstee.view: “hardstee” is niemand"),
        (["agenda/warmtebron", "urgency.haardstee.view=nee hoor"], "urgency.haardstee.view: "),
        (["agenda/warmtebron", "urgency.haardstee=twijfelt"], "Dit zijn rijen; noem er een veld van"),
        (["agenda/warmtebron", "title="], "title: Dit moet ingevuld zijn."),
        (["agenda/warmtebron", "order=3"], "order: Dit veld houdt het programma zelf bij."),
        (["agenda/warmtebron", "title.x=3"], "title.x: "),
        (["agenda/warmtebron", "parent=warmtebron"], "parent: Een record kan niet naar zichzelf verwijzen."),
        (["agenda/warmtebron", "title=twee\nregels"], "title: Hier past één regel."),
        (["agenda/warmtebron", "stage+=signaal"], "stage: Alleen aan een lijst"),
        (["agenda/warmtebron", "review_on=zo snel mogelijk"], "review_on: "),
        (["agenda/warmtebron", "signaal"], "signaal: Schrijf het als VELD=WAARDE."),
        (["agenda/warmtebron"], "Zeg wat er moet komen te staan"),
        (["agenda/warm", "stage=signal"], "warmtebron"),
        (["agenda/zon", "stage=signal"], "“zon” is hier geen onderwerp."),
        (["zon", "stage=signal"], "“zon” is geen adres van een record."),
        (["maan/zon", "stage=signal"], "“maan” is geen onderdeel."),
        (["sessions/x", "title=y"], "“x” is hier geen sessie."),
        (["table/haardstee", "consultations.a.support=101"], "consultations.a.support: "),
        (["table/haardstee", "consultations.a.support=veel"], "consultations.a.support: "),
        (["table/haardstee", "interests.a.whose=bestuur"], "interests.a.interest: Dit moet ingevuld zijn."),
        (["table/haardstee", "usual_suspect=misschien"], "usual_suspect: Hier past ja of nee."),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_written(
    run: Runner, filled: Path, arguments: list[str], said: str
) -> None:
    before = {file: file.read_bytes() for file in filled.rglob("*.toml")}
    told = run("set", *arguments)
    assert told.code == 2, told.out
    assert said in told.err, told.err
    assert len(told.err.strip().splitlines()) == 1 and "Traceback" not in told.err
    assert {file: file.read_bytes() for file in filled.rglob("*.toml")} == before


def test_one_bad_value_keeps_them_all_back(run: Runner, filled: Path) -> None:
    assert run("set", "agenda/warmtebron", "what=goed", "stage=fout").code == 2
    assert "what" not in read(filled, "agenda/warmtebron.toml")


def test_hostile_text_stays_text(run: Runner, process: Path) -> None:
    text = "[/ [x={'a[0]':1}] \x1b[2J \u202e " + "é" * 200
    told = run("add", "agenda", text, f"stage_reason={text}")
    assert told.code == 0 and "\x1b" not in told.out
    address = told.out.splitlines()[0]
    assert read(process, f"{address}.toml")["stage_reason"] == text.strip()
    assert "\x1b" not in run("show", address).out
    assert run("show", address, "--json").json["record"]["stage_reason"] == text.strip()
    assert run("add", "agenda", " ").code == 2 and run("add", "maan", "x").code == 2


# -- move, leave, withdraw


def test_move_keeps_the_old_date_and_the_reason(run: Runner, filled: Path) -> None:
    assert run("move", "netcapaciteit", "half april", "--reason", "Wacht op metingen.").code == 0
    told = run("move", "steps/2026-03-12-netcapaciteit-per-straat", "2026-05-01")
    assert told.code == 0 and "--reason" in told.err
    data = read(filled, f"{STEP}.toml")
    moves = data["moves"]
    assert isinstance(moves, dict) and len(moves) == 2 and str(data["due"]) == "2026-05-01"
    assert {(str(row["was"]), row.get("reason")) for row in moves.values()} == {
        ("2026-04-02", "Wacht op metingen."),
        ("2026-04-15", None),
    }
    again = run("move", "netcapaciteit", "1 mei 2026")
    assert again.code == 2 and "staat al op die dag" in again.err
    assert run("move", "netcapaciteit", "ooit").code == 2 and run("move", "niets", "morgen").code == 2


def test_a_party_leaves_and_its_story_stays(run: Runner, filled: Path) -> None:
    told = run("leave", "@stroomland", "--reason", "Fusie in Den Haag", "--on", "2 maart")
    assert told.code == 0, told.err
    (move,) = read(filled, "table/stroomland.toml")["moves"].values()  # type: ignore[attr-defined]
    assert move == {"kind": "left", "on": move["on"], "reason": "Fusie in Den Haag"} and str(move["on"]) == "2026-03-02"
    assert "roles/netbeheer, steps/2026-03-12-netcapaciteit-per-straat" in told.err
    assert "is al van tafel gegaan" in run("leave", "stroomland").err
    merged = run("leave", "toren-b", "--into", "haardstee", "--json").json
    (row,) = merged["record"]["moves"].values()
    assert row["kind"] == "merged" and row["into"] == "haardstee"
    assert run("leave", "haardstee", "--into", "haardstee").code == 2
    assert run("leave", "niemand").code == 2 and run("leave", "haardstee", "--on", "ooit").code == 2
    assert run("check").code == 0


def test_withdrawing_closes_ends_or_withdraws_with_a_reason(run: Runner, filled: Path) -> None:
    for address, fields in {
        "agenda/warmtebron": {"stage": "closed", "stage_reason": "Klaar"},
        STEP: {"state": "withdrawn", "withdrawn_reason": "Klaar"},
        "roles/netbeheer": {"until_reason": "Klaar"},
        "decisions/2026-03-12-pilot-met-40-woningen": {"state": "withdrawn", "withdrawn_reason": "Klaar"},
    }.items():
        told = run("withdraw", address, "--reason", "Klaar", "--json")
        assert told.code == 0, told.err
        record = told.json["record"]
        assert {name: record[name] for name in fields} == fields
        again = run("withdraw", address)
        assert again.code == 2 and "al afgerond of ingetrokken" in again.err
    for address, instead in {
        "table/haardstee": "procesregie leave haardstee",
        "process": "draag je over",
    }.items():
        told = run("withdraw", address)
        assert told.code == 2 and instead in told.err


def test_a_read_only_folder_is_a_sentence(run: Runner, filled: Path) -> None:
    file = filled / "process.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("format = 1", "format = 99"), encoding="utf-8")
    told = run("set", "agenda/warmtebron", "stage=signal")
    assert told.code == 2 and len(told.err.strip().splitlines()) == 1


def test_a_broken_file_is_not_written_over(run: Runner, filled: Path) -> None:
    file = filled / "agenda" / "warmtebron.toml"
    file.write_text('title = "Warmte\n', encoding="utf-8")
    told = run("set", "agenda/warmtebron", "stage=signal")
    assert told.code == 2 and file.read_text(encoding="utf-8") == 'title = "Warmte\n'
    assert "warmtebron.toml" in told.err


def test_the_page_on_editing_says_what_works(run: Runner, filled: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "editing.md").read_text(encoding="utf-8")
    commands = page.split("```")[1].strip().splitlines()
    assert len(commands) > 5
    assert run("add", "agenda", "Heat source").code == 0
    assert run("add", "steps", "Grid capacity").code == 0
    for command in commands:
        words = shlex.split(command.partition(" < ")[0])
        told = run(*words[1:], stdin="The street knows where it fits.\n")
        assert told.code == 0, f"{command}: {told.err}"
    assert run("check").code == 0


def test_a_process_that_keeps_no_names_shows_functions(run: Runner, filled: Path) -> None:
    people = ["people.anna.name=Anna Visser", "people.anna.function=directeur", "people.jan.name=Jan Blom"]
    assert run("set", "table/haardstee", *people).code == 0
    assert "Anna Visser" in run("show", "table/haardstee").out
    assert run("set", "process", "names=nee").code == 0
    shown = run("show", "table/haardstee").out
    assert "Anna" not in shown and "Jan" not in shown and "directeur (people.anna)" in shown


def test_what_was_said_in_confidence_stays_there(run: Runner, filled: Path) -> None:
    talk, open_one = "sessions/2026-03-12-gesprek", "sessions/2026-03-12-tafel"
    run("capture", "2026-03-12-gesprek", "--as", "noor", "--confidential", stdin="@haardstee twijfelt\n")
    lines = run("capture", "2026-03-12-tafel", "--as", "noor", "--json", stdin="( hij wil weg\neen\n").json["lines"]
    aside, note = (line["address"].split("/")[-1] for line in lines)
    for address, value in (
        (f"{talk}/log-noor", "lines.abcdef.text=geheimwoord"),
        (f"{open_one}/log-noor", f"lines.{aside}.text=geheimwoord"),
        (f"{open_one}/log-noor", f"lines.{note}.kind=terzijde"),
    ):
        told = run("set", address, value)
        assert told.code == 2 and "--private" in told.err
    assert run("set", f"{open_one}/log-noor", f"lines.{aside}.text=geheimwoord", "--private").code == 0
    assert all("geheimwoord" not in file.read_text(encoding="utf-8") for file in filled.rglob("*.toml"))
    assert "geheimwoord" in run("show", "2026-03-12-tafel", "--private").out
    assert run("set", f"{open_one}/log-noor", f"lines.{note}.response=overgenomen").code == 0
    assert run("check").code == 0


# -- whom


def test_whom_one_needs_from_a_topic_and_from_a_party(run: Runner, filled: Path) -> None:
    assert (
        run("set", "roles/netbeheer", "topics.warmtebron.does=besluit", "topics.warmtebron.note=per straat").code == 0
    )
    told = run("whom", "warmtebron")
    assert told.code == 0, told.err
    assert "  besluit · Netbeheerder Stroomland (Netbeheer): per straat" in told.out
    (topic,) = run("whom", "warmtebron", "--json").json["topics"]
    assert topic["deciders"] == ["stroomland"] and topic["needed"][0]["does"] == "decides"
    assert "besluit · Warmtebron" in run("whom", "@stroomland").out
    assert "stroomland B" in run("whom").out, "the whole, with a letter"
    assert run("whom", "zeppelin").code == 2


def test_a_role_is_handed_over_and_who_held_it_stays(run: Runner, filled: Path) -> None:
    told = run("move", "roles/netbeheer", "@haardstee", "--reason", "zij beheren het net voortaan")
    assert told.code == 0, told.err
    data = read(filled, "roles/netbeheer.toml")
    assert data["party"] == "haardstee"
    (row,) = data["earlier"].values()  # type: ignore[attr-defined]
    assert row["party"] == "stroomland" and row["reason"] == "zij beheren het net voortaan"
    assert run("move", "roles/netbeheer", "@haardstee").code == 2


# -- forget


def test_forgetting_shows_it_first_and_does_it_when_told_to(run: Runner, filled: Path) -> None:
    assert run("set", "table/stroomland", "people.chloe.name=Chloé Martens").code == 0
    assert run("set", STEP, "person=chloe", "effect=Chloé weet het dan").code == 0
    assert run("set", "table/stroomland", "contacts.chloe.mail=chloe@example.org", "--private").code == 0
    before = (filled / f"{STEP}.toml").read_bytes()
    for arguments, code in ((["--dry-run"], 0), ([], 1)):
        told = run("forget", "martens", *arguments)
        assert told.code == code and (filled / f"{STEP}.toml").read_bytes() == before
        assert f"{STEP}.toml:" in told.out and "Chloé weet het dan" in told.out
        assert "example.org" not in told.out + told.err
    told = run("forget", "martens", "--yes", "--json")
    assert told.code == 0 and told.json["done"] and told.json["private"] == ["table/stroomland"]
    assert "person" not in read(filled, f"{STEP}.toml")
    assert "people" not in read(filled, "table/stroomland.toml")
    assert run("forget", "martens", "--yes").code == 2
