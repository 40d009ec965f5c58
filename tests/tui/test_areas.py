"""What each area lists, in which groups, and what its cards say first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from procesregie.tui.areas.area import Entry, Heading, View
from procesregie.tui.areas.overview import Overview
from procesregie.tui.bars import KeyBar
from procesregie.tui.sessions.paper import Paper
from tests.change.made import dossier
from tests.tui.made import git, made, written
from tests.tui.running import Running, running


async def area(here: Running, number: int) -> list[str]:
    """The rows of the area with that number."""
    await here.press(str(number))
    return here.rows


async def test_topics_stand_by_how_far_they_have_come(process: Path) -> None:
    async with running(process, (110, 36)) as here:
        assert await area(here, 2) == [
            "Signal  1",
            "· Koken",
            "In conversation  1",
            "· Warmtebron  2 see it, 1 doubts",
            "Direction  1",
            "◇ Isolatie eerst",
        ]
        here.app.action_go("agenda/warmtebron")
        await here.settle()
        assert (
            "Whom you need for this" in here.card
            and "decides · Gemeente Oldermeer, Anke Dros · Kadersteller" in here.card
        )
        assert "Sub-themes\n· Koken" in here.card


async def test_looking_at_opposed_interests_a_card_begins_with_how_either_side_sees_it(process: Path) -> None:
    with (process / "agenda/warmtebron.toml").open("a", encoding="utf-8") as file:
        file.write('[differences.a]\nabout = "De kosten"\none = "stroomland"\nother = "vve-toren-b"\n')
        file.write('one_view = "Het net is vol."\nother_view = "Wij betalen."\ntalks = 2\n')
    async with running(process, (110, 36)) as here:
        await area(here, 2)
        here.frame.action_view("opposed")
        await here.settle()
        assert here.rows == ["Warmtebron  1", "· De kosten  stroomland ↔ toren-b  2 talks"]
        assert 0 < here.card.index("Stroomland") < here.card.index("Wij betalen.") < here.card.index("Stage")
        here.app.action_go("table/stroomland")
        await here.settle()
        assert "Opposed interests\n· De kosten · VvE Toren B" in here.card


async def test_parties_stand_by_ring_and_those_that_left_at_the_end(process: Path) -> None:
    async with running(process) as here:
        rows = await area(here, 3)
        assert [row.split("  ")[0] for row in rows if row.endswith(("1", "2"))] == [
            "Acts",
            "Backs the direction",
            "Knows of it",
            "Left the table",
        ]
        assert rows[-1].startswith("× Aannemer Velthoek") and "· Departement  government, observer" in rows
        here.app.action_go("table/aannemer-velthoek")
        await here.settle()
        assert "× left · de aanbesteding ging niet door" in here.card
        here.app.action_go("table/stroomland")
        await here.settle()
        assert "Steps\n· Netcapaciteit per straat uitzoeken · open" in here.card


async def test_roles_stand_by_kind_with_who_holds_them(process: Path) -> None:
    (process / "roles/oud.toml").write_text('title = "Trekker"\nkind = "network lead"\nuntil = 2026-01-01\n')
    async with running(process) as here:
        assert await area(here, 4) == [
            "Framework setter  1",
            "◇ Kadersteller  Gemeente Oldermeer, not accepted yet",
            "Steering group  1",
            "· Regiegroep  nobody",
            "Ended  1",
            "× Trekker  nobody",
        ]


async def test_steps_stand_by_date_late_and_slipped_ones_marked_by_sign_and_word(process: Path) -> None:
    async with running(process) as here:
        assert await area(here, 5) == [
            "Late  1",
            "!  5 Mar↷  Netcapaciteit per straat uitzoeken  stroomland  ↷ slipped 2×",
            "To come  1",
            "·  2 Apr   Brief aan alle bewoners, in gewone taal  hr-haardstee",
            "Done  1",
            "✓ Kaart van de wijk",
        ]
        assert "Late          since 5 March 2026" in here.card and "Slipped       ↷ 2×" in here.card
        assert "↷ 12 February 2026 → 26 February 2026 · cijfers kwamen later" in here.card


async def test_the_next_session_stands_on_top_with_what_it_starts_from(process: Path) -> None:
    async with running(process) as here:
        assert await area(here, 6) == [
            "To come  1",
            "▸ 19 Mar  Netwerktafel over de pilot",
            "Held  2",
            "○ 26 Feb  Moeten, willen, kunnen  draft",
            "● 29 Jan  Vier deelthema’s  decision",
        ]
        for part in (
            "Last session  Moeten, willen, kunnen",
            "Proposals waiting\n◇ Pilot warmtenet met 40 woningen",
            "Minutes to adopt\n○ Moeten, willen, kunnen",
            "Open ends\n? Wie draagt het vollooprisico?",
            "! Netcapaciteit per straat uitzoeken · Stroomland · 5 Mar · slipped 2×",
            "Decisions to look at again\n◆ Vier deelthema’s",
            "Onder welke voorwaarden",
        ):
            assert part in here.card
        here.app.action_go("sessions/2026-02-26-moeten-willen-kunnen")
        await here.settle()
        assert "Closed as  ○ draft" in here.card and "Said       2 lines" in here.card


async def test_decisions_stand_by_state_with_their_weight_and_what_replaced_them(process: Path) -> None:
    newer = {"title": "Drie thema’s", "state": "taken", "supersedes": ["2026-01-29-vier-deelthemas"]}
    async with running(process) as here:
        assert await area(here, 7) == [
            "Proposed  1",
            "◇ Pilot warmtenet met 40 woningen  decision",
            "Taken  1",
            "◆ 29 Jan  Vier deelthema’s, elk met een eigen tafel  review due since 1 Mar  agreement",
        ]
        here.app.action_go("decisions/2026-01-29-vier-deelthemas")
        await here.settle()
        assert "Positions     2 consent · 1 objection" in here.card and "locked" in here.card
        await here.press("o")  # greyed out: it says why not, and one word takes the place of the other
        assert here.toasts == ["“Vier deelthema’s, elk met een eigen tafel” was taken without conditions."]
        here.app.action_go("decisions/2026-02-26-pilot-40-woningen")
        await here.press("r")
        assert here.toasts == [
            "“reviewed” does nothing here: “Pilot warmtenet met 40 woningen” is proposed. “.” shows what else there is to do."
        ]
        await here.press("u")
        assert here.toasts == [
            "Nothing was changed since this process was opened or last committed: there is nothing to undo."
        ]
    from datetime import date

    written(process, {"decisions/2026-03-01-drie": {**newer, "taken_on": date(2026, 3, 1)}})
    async with running(process) as here:
        rows = await area(here, 7)
        assert rows[-2:] == ["Superseded  1", "× 29 Jan  Vier deelthema’s, elk met een eigen tafel  agreement"]
        here.app.action_go("decisions/2026-01-29-vier-deelthemas")
        await here.settle()
        assert "Superseded by\n↳ Drie thema’s · 1 March 2026" in here.card


async def test_the_overview_has_everything_that_asks_for_attention_one_key_away(process: Path) -> None:
    topic = process / "agenda/koken.toml"
    topic.write_text(topic.read_text().replace("signal", "on the agenda"))
    async with running(process) as here:
        await here.until(lambda: any("1 change" in row for row in here.rows))
        assert here.rows == [
            "· Lindenveld Warm  phase: share",
            "Next session",
            "▸ 19 Mar  Netwerktafel over de pilot",
            "Proposals waiting  1",
            "◇ Pilot warmtenet met 40 woningen  decision",
            "Minutes to adopt  1",
            "○ 26 Feb  Moeten, willen, kunnen  draft",
            "Open ends  1",
            "? Wie draagt het vollooprisico?",
            "Steps due  1",
            "!  5 Mar↷  Netcapaciteit per straat uitzoeken  stroomland  ↷ slipped 2×",
            "Decisions to look at again  1",
            "◆ 29 Jan  Vier deelthema’s, elk met een eigen tafel  agreement",
            "Mirror  5",
            "⚑ After 2 sessions not one resident has been at the table. Who knows somebody this is about?",
            "⚑ “Pilot warmtenet met 40 woningen” is proposed, and nothing says who gains by it. Who is it for, and who pays "
            "for it?",
            "⚑ “Vier deelthema’s, elk met een eigen tafel” was taken by consent, and the objection of VvE Toren B still "
            "has no answer. What could it be?",
            "… and 2 more: 9 shows them all",
            "1 change since 26 Feb (draft)",
            here.rows[-1],
        ]
        assert "Koken" in here.rows[-1]
        assert "De warmte in de wijk" in here.card and "share, since 15 January 2026" in here.card
        places = {}
        for key in here.keys[1:]:
            here.frame.rows_list.put_on(key)
            await here.settle()
            await here.press("enter")
            places[key.split(":")[0]] = here.frame.address
            await here.press("1")
        assert places == {
            "next": "sessions/2026-03-19-netwerktafel",
            "proposed": "decisions/2026-02-26-pilot-40-woningen",
            "ask": "",
            "adopt": "sessions/2026-02-26-moeten-willen-kunnen",
            "open": "sessions/2026-02-26-moeten-willen-kunnen",
            "due": "steps/2026-02-26-netcapaciteit",
            "review": "decisions/2026-01-29-vier-deelthemas",
            "change": "agenda/koken",
        }


async def test_the_card_beside_the_overview_is_the_one_of_the_record(process: Path) -> None:
    async with running(process) as here:
        for key, begins in (("proposed", "Pilot warmtenet"), ("due", "Netcapaciteit"), ("open", "Moeten, willen")):
            here.frame.rows_list.put_on(next(k for k in here.keys if k.startswith(key)))
            await here.until(lambda one=begins: here.card.startswith(one))  # type: ignore[misc]


async def test_a_process_with_nothing_in_it_says_what_to_do(tmp_path: Path) -> None:
    root = tmp_path / "leeg"
    root.mkdir()
    (root / "process.toml").write_text('format = 1\nid = "abc123"\ntitle = "Leeg"\nlanguage = "en"\n')
    async with running(root) as here:
        assert "Press e to write it" in here.card and any("None planned" in row for row in here.rows)
        for number in range(2, 9):
            await here.press(str(number))
            assert here.rows == [] and here.card.strip()
            bar = str(here.frame.query_one(KeyBar).render())
            assert number == 8 or ("n new" in bar and not {"m", "d", "o", "s"} & set(bar.split())), (
                "what does something"
            )
        assert "git" in here.card  # the history of a folder without git says so
        await here.press("5", "d")
        assert here.toasts == ["There is nothing here that “done” could be about."]
        await here.press("6", "s")
        assert here.toasts == ["There is no session to hold. Press 6, then n, to make one."]


@pytest.mark.parametrize("file", ["agenda/kapot.toml", "sessions/2026-03-01-x/session.toml", "decisions/x/after.toml"])
async def test_a_broken_file_is_listed_in_its_area_and_on_the_overview(process: Path, file: str) -> None:
    (process / file).parent.mkdir(parents=True, exist_ok=True)
    (process / file).write_text('title = "Kapot\n')
    numbers = {"agenda": 2, "sessions": 6, "decisions": 7}
    async with running(process) as here:
        assert f"✗ {file}" in here.rows
        here.frame.rows_list.put_on(f"broken:{file}")
        await here.settle()
        assert f"{file}:1" in here.card and "cannot be read" in here.card
        rows = await area(here, numbers[file.split("/")[0]])
        assert rows[:2] == ["Cannot be read  1", f"✗ {file}"]
        assert f"{file}:1" in here.card
        await here.press("e")
        assert here.name == "Frame"


async def test_new_by_title_is_written_at_once_and_stands_under_the_cursor(process: Path) -> None:
    async with running(process) as here:
        await here.press("3", "n")
        await here.type("Moskee Al-Fath")
        await here.press("enter")
        await here.until(lambda: (process / "table/moskee-al-fath.toml").is_file())
        await here.settle()
        assert here.frame.address == "table/moskee-al-fath" and here.card.startswith("Moskee Al-Fath")
        assert "short = " in (process / "table/moskee-al-fath.toml").read_text()
        await here.press("5", "n")
        await here.type("@stroomland offerte voor de warmte by 2 April")
        echo = str(here.app.screen.query_one("#echo-0", Static).content)
        assert echo == "Offerte voor de warmte · Stroomland · → Thu 2 April 2026", "said back before it is made"
        await here.press("enter")
        await here.until(lambda: (process / f"{here.frame.address}.toml").is_file() and "Offerte" in here.card)
        step = (process / f"{here.frame.address}.toml").read_text()
        assert step == 'title = "Offerte voor de warmte"\nowner = "stroomland"\ndue = 2026-04-02\n'


async def test_a_new_session_asks_for_its_day_and_echoes_it(process: Path) -> None:
    async with running(process) as here:
        await here.press("6", "n")
        await here.type("Derde tafel")
        await here.press("enter", "enter")
        echo = here.app.screen.query_one("#echo-1", Static)
        assert str(echo.content) == "This cannot stay empty."  # a key that does nothing says why
        await here.type("half april")
        await here.press("enter")
        await here.until(lambda: here.name == "Frame")
        await here.until(lambda: (process / "sessions/2026-04-15-derde-tafel/session.toml").is_file())
        await here.settle()
        assert here.frame.address == "sessions/2026-04-15-derde-tafel"


async def test_a_new_record_without_a_title_is_not_made(process: Path) -> None:
    before = git(process, "status", "--porcelain")
    async with running(process) as here:
        await here.press("2", "n", "enter")
        assert here.name == "Ask"
        await here.press("escape")
        assert here.name == "Frame"
    assert git(process, "status", "--porcelain") == before


async def test_in_dutch(process: Path) -> None:
    async with running(process, language="nl") as here:
        assert (await area(here, 5))[:2] == [
            "Te laat  1",
            "!  5 mrt↷  Netcapaciteit per straat uitzoeken  stroomland  ↷ verschoven 2×",
        ]
        rows = await area(here, 6)
        assert rows[0] == "Komt nog  1" and rows[-1] == "● 29 jan  Vier deelthema’s  besluit"


async def test_a_large_list_is_shown_whole(tmp_path: Path) -> None:
    root = made(tmp_path / "veel", history=False)
    written(root, {f"table/partij-{n:04}": {"title": f"Partij {n}"} for n in range(600)})
    async with running(root) as here:
        await here.press("3", "end")
        assert len(here.keys) == 606 and here.frame.entry is not None


async def test_the_process_card_tells_how_the_wording_changed_and_which_phase_went_back(process: Path) -> None:
    file = process / "process.toml"
    text = file.read_text().replace("Dat iedereen in Lindenveld warm blijft wonen", "Warm wonen, voor iedereen")
    file.write_text(f'{text}\n[phases.c4]\nphase = "explore"\nsince = 2026-02-20\nreason = "te snel"\n')
    git(process, "commit", "-qam", "draft: bedoeling")
    async with running(process) as here:
        await here.until(lambda: "How the wording of the intent changed" in here.card)
        words = here.card.partition("How the wording of the intent changed")[2]
        assert words.index("Warm wonen, voor iedereen") < words.index("Dat iedereen in Lindenveld warm blijft wonen")
        assert "How the wording of the issue changed" not in here.card  # it never did
        assert "↶ back to explore · 20 February 2026 · te snel" in here.card


async def test_a_topic_says_what_was_said_about_it_and_what_goes_with_residents_who_do(process: Path) -> None:
    topic = process / "agenda/warmtebron.toml"
    head, sep, rows = topic.read_text().partition("[urgency")
    topic.write_text(f'{head}perspective = "do"\n\n{sep}{rows}')
    async with running(process) as here:
        here.app.action_go("agenda/warmtebron")
        await here.settle()
        assert "✓ Sees it  2  " in here.card and "· Unknown  2" in here.card
        assert "? VvE Toren B · doubts · Rie Vosmeer" in here.card
        assert "Residents do something here" in here.card and "co-produce, co-decide, self-manage" in here.card


async def test_a_party_says_what_it_brings_and_asks_how_often_it_was_there_and_what_became_of_its_input(
    process: Path,
) -> None:
    written(process, {"table/straat": {"title": "Iemand uit de straat", "seat": "empty", "kind": "resident"}})
    async with running(process, (160, 50)) as here:
        await here.press("3")
        assert "Empty seats  1" in here.rows and "□ Iemand uit de straat  resident" in here.rows
        here.app.action_go("table/straat")
        await here.settle()
        assert "□ An empty seat: somebody we miss." in here.card
        here.app.action_go("table/huurdersraad-haardstee")
        await here.settle()
        row = next(one for one in here.card.split("\n") if "800 huishoudens" in one)
        assert row.partition(" ↔ ")[0].strip() == "Brings" or "De straatplanning" in row
        assert "Must  Betaalbaar blijven." in here.card
        here.app.action_go("table/stroomland")
        await here.settle()
        assert "Present   0 of 2 closed sessions · invited to 1" in here.card
        assert "Heard     1 time, in 1 session" in here.card and "Sessions    ○" in here.card
        await here.press("i")
        assert (
            "What became of its input" in here.card
            and "No answer noted  1\n· 26 Feb · het net is vol tot 2029" in here.card
        )
        await here.press("escape")
        assert "Present" in here.card


def test_the_overview_counts_every_open_end_and_offers_p_only_where_it_prepares_something() -> None:
    held = {"title": "Tafel", "date": date(2026, 3, 1), "outcome": "draft"}
    lines = {f"aaaaa{n}": {"text": f"vraag {n}", "kind": "open end"} for n in "bcdefgh"}
    data: dict[str, dict[str, Any]] = {
        "process": {"title": "Lindenveld Warm"},
        "sessions/2026-03-01-tafel": held,
        "sessions/2026-03-01-tafel/log-anna": {"recorder": "anna", "lines": lines},
    }
    coming = {**data, "sessions/2026-03-19-tafel": {"title": "Volgende", "date": date(2026, 3, 19)}}
    for records, more in ((data, "… and 2 more"), (coming, "… and 2 more: p shows them all")):
        rows = list(Overview().entries(View(dossier(records), date(2026, 3, 12))))
        assert Heading("Open ends", 7) in rows
        assert more in [row.text.plain for row in rows if isinstance(row, Entry)]


async def test_the_hand_over_pack_is_read_copied_and_saved(process: Path, tmp_path: Path) -> None:
    async with running(process, (80, 24)) as here:
        await here.press("1", "o")
        await here.until(lambda: here.name == "HandoverScreen")
        shown = here.app.screen
        assert isinstance(shown, Paper) and "Overdracht: Lindenveld Warm\n=====" in shown.text("txt")
        assert "\n- Voorstellen die wachten:\n  - Pilot warmtenet met 40 woningen\n" in shown.text("md")
        await here.press("c", "question_mark")
        assert here.name == "Help" and any(told.startswith("It is copied.") for told in here.toasts)
        await here.press("escape", "s")
        await here.until(lambda: here.name == "Ask")
        await here.press("ctrl+u")
        await here.type(str(tmp_path / "overdracht.txt"))
        await here.press("enter")
        await here.until((tmp_path / "overdracht.txt").is_file)
        assert (tmp_path / "overdracht.txt").read_text(encoding="utf-8") == shown.text("txt")
        await here.press("escape", "5", "ctrl+p")
        await here.type("hand-over")
        await here.press("enter")
        await here.until(lambda: here.name == "HandoverScreen")
