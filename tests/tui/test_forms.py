"""Forms: driven by the model, written at once, undone with a key; nothing typed is ever thrown away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tomli
from textual import events
from textual.widgets import Input, Static

from procesregie.model.address import ROOMS
from procesregie.tui.forms.editors import LineEditor, TextEditor
from procesregie.tui.forms.form import Form
from procesregie.tui.forms.picked import PickEditor
from procesregie.tui.forms.rows import RowsEditor
from procesregie.tui.record_form import RecordForm
from tests.tui.full import ADDRESSES, made_full
from tests.tui.running import Running, running


async def opened(here: Running, address: str) -> Form:
    """The form of the record at `address`, opened with e."""
    here.app.action_go(address)
    await here.settle()
    await here.press("e")
    await here.until(lambda: here.name == "RecordForm")
    await here.settle()
    screen = here.app.screen
    assert isinstance(screen, RecordForm)
    return screen


async def put(here: Running, name: str, text: str) -> None:
    """Types `text` in the field `name` of the form on top, in the place of what stands there."""
    form = here.app.screen
    assert isinstance(form, Form)
    editor = form.editors[name]
    editor.focus()
    if isinstance(editor, LineEditor):
        editor.value = ""
    elif isinstance(editor, TextEditor):
        editor.text = ""
    await here.settle()
    await here.type(text)


def read(root: Path, file: str) -> dict[str, object]:
    """What stands in a file of the process."""
    return tomli.loads((root / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("room", ROOMS)
async def test_saving_what_was_not_changed_changes_no_byte(tmp_path: Path, room: str) -> None:
    root = made_full(tmp_path / "vol", "regel met \x1b[2J en [/ erin")
    async with running(root) as here:
        before = {path: path.read_bytes() for path in root.rglob("*.toml")}
        await opened(here, ADDRESSES[room])
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        assert {path: path.read_bytes() for path in root.rglob("*.toml")} == before


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_every_record_has_a_form_for_every_field(tmp_path: Path, room: str, size: tuple[int, int]) -> None:
    root = made_full(tmp_path / "vol")
    async with running(root, size, "nl") as here:
        form = await opened(here, ADDRESSES[room])
        offered = [field.name for field in form.offered()]
        assert list(form.editors) == offered and not any(editor.changed for editor in form.editors.values())
        labels = [str(label.content) for label in form.query(".label").results(Static)]
        assert len(labels) == len(offered) and all(labels)


async def test_fields_of_every_kind_are_written_as_they_are_meant(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "sessions/2026-03-19-netwerktafel")
        await put(here, "title", "Netwerktafel, verzet")
        await put(here, "date", "26 maart")
        await put(here, "starts", "14.30")
        await put(here, "question", "Wat als?\nEn dan?")
        confidential = form.editors["confidential"]
        assert isinstance(confidential, PickEditor)
        confidential.focus()
        await here.press("space")
        await here.press("ctrl+s")
        await here.until(lambda: here.name == "Frame")
        data = read(plain, "sessions/2026-03-19-netwerktafel/session.toml")
        assert data["title"] == "Netwerktafel, verzet" and data["date"] == date(2026, 3, 26)
        assert str(data["starts"]) == "14:30:00" and data["question"] == "Wat als?\nEn dan?\n"
        assert data["confidential"] is True and data["place"] == "Buurthuis De Linde"
        assert any("Saved" in toast for toast in here.toasts)


async def test_a_word_and_a_reference_are_picked_by_typing_a_part_of_them(plain: Path) -> None:
    async with running(plain, language="nl") as here:
        form = await opened(here, "roles/regiegroep")
        form.editors["party"].focus()
        await here.press("h", "u", "u", "r")
        assert here.name == "Pick"
        await here.press("enter")
        assert form.editors["party"].read() == "huurdersraad-haardstee"
        form.editors["kind"].focus()
        for letter in "fin":  # faster than a screen comes
            here.app.post_message(events.Key(letter, letter))
        await here.until(lambda: here.name == "Pick" and here.app.screen.query_one(Input).value == "fin")
        await here.press("enter")
        assert here.name == "RecordForm"  # one list for three letters
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        data = read(plain, "roles/regiegroep.toml")
        assert data["party"] == "huurdersraad-haardstee" and data["kind"] == "funder"


async def test_several_are_picked_with_enter_and_taken_with_a_key(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "decisions/2026-02-26-pilot-40-woningen")
        form.editors["parties"].focus()
        await here.press("enter")
        assert here.name == "PickMany"
        await here.press(*"gem", "enter", *["backspace"] * 3, *"toren", "enter", "f2")
        assert form.editors["parties"].read() == ["gemeente-oldermeer", "vve-toren-b"]
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        assert read(plain, "decisions/2026-02-26-pilot-40-woningen/decision.toml")["parties"] == [
            "gemeente-oldermeer",
            "vve-toren-b",
        ]


async def test_a_person_is_picked_from_the_party_that_is_filled_in(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "roles/regiegroep")
        form.editors["person"].focus()
        await here.press("enter")
        assert here.name == "RecordForm" and any("nothing to pick" in toast for toast in here.toasts)
        form.editors["party"].focus()
        await here.press(*"gemeente", "enter")
        form.editors["person"].focus()
        await here.press("enter", "enter")
        assert form.editors["person"].read() == "anke-dros"


async def test_rows_have_a_small_form_of_their_own(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "decisions/2026-02-26-pilot-40-woningen")
        positions = form.editors["positions"]
        assert isinstance(positions, RowsEditor)
        positions.focus()
        await here.press("end", "enter", *"toren", "enter")
        assert here.name == "RowForm"
        await here.press("enter", *"objection", "enter")
        await put(here, "reason", "kosten niet onderbouwd")
        await here.press("f2")
        assert here.name == "RecordForm" and positions.read() == {
            "vve-toren-b": {"position": "reasoned objection", "reason": "kosten niet onderbouwd"}
        }
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        data = read(plain, "decisions/2026-02-26-pilot-40-woningen/decision.toml")
        assert data["positions"] == {
            "vve-toren-b": {"position": "reasoned objection", "reason": "kosten niet onderbouwd"}
        }
        assert "! 1 objection\n  VvE Toren B · kosten niet onderbouwd" in here.card


async def test_a_row_is_taken_out_and_a_new_one_gets_the_next_number(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "sessions/2026-03-19-netwerktafel")
        programme = form.editors["programme"]
        assert isinstance(programme, RowsEditor)
        programme.focus()
        await here.press("home", "delete")
        assert list(programme.read()) == ["p2"]
        await here.press("end", "enter")
        await put(here, "title", "Rondvraag")
        await here.press("f2")
        added = next(row for row in programme.read().values() if row["title"] == "Rondvraag")
        assert added["order"] == 300


async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(plain: Path) -> None:
    async with running(plain) as here:
        before = (plain / "sessions/2026-03-19-netwerktafel/session.toml").read_bytes()
        form = await opened(here, "sessions/2026-03-19-netwerktafel")
        await put(here, "date", "zo snel mogelijk")
        await put(here, "title", " ")
        await here.press("f2")
        assert set(form.wrong) == {"date", "title"} and here.name == "RecordForm"
        form.editors["date"].focus()
        await here.settle()
        assert "That is not a date" in str(form.query_one("#about", Static).content)
        assert (plain / "sessions/2026-03-19-netwerktafel/session.toml").read_bytes() == before
        await put(here, "date", "2 april")
        assert "2 April 2026" in str(form.query_one("#about", Static).content) and "date" not in form.wrong


async def test_numbers_keep_within_their_limits(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "process")
        await put(here, "absentees_days", "veel")
        await here.press("f2")
        assert form.wrong["absentees_days"] == "That is not a whole number."
        await put(here, "absentees_days", "-1")
        await here.press("f2")
        assert form.wrong["absentees_days"] == "No less than 0."
        await here.press("ctrl+r")  # as it was: there was nothing wrong with it
        assert form.wrong == {} and form.editors["absentees_days"].text == ""


async def test_escape_keeps_what_was_typed_for_the_next_time(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "agenda/koken")
        await put(here, "why_now", "Omdat het gas\neruit gaat")
        await here.press("escape")
        assert here.name == "Frame" and any("not lost" in toast for toast in here.toasts)
        assert "why_now" not in read(plain, "agenda/koken.toml")
        form = await opened(here, "agenda/koken")
        assert form.editors["why_now"].text == "Omdat het gas\neruit gaat"
        await here.press("ctrl+r")
        await here.until(lambda: form.editors["why_now"].text == "")
        await here.press("escape")
        form = await opened(here, "agenda/koken")
        assert form.editors["why_now"].text == ""


async def test_what_was_typed_survives_the_end_of_the_program(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "decisions/2026-02-26-pilot-40-woningen")
        await put(here, "what", "Half getypt \x1b[2J [/")
        form.editors["weight"].focus()
        await here.press(*"agree", "enter")
        form.editors["positions"].focus()
        await here.press("end", "enter", *"stroom", "enter")
        await put(here, "reason", "nog niet af")
    async with running(plain) as again:
        form = await opened(again, "decisions/2026-02-26-pilot-40-woningen")
        assert form.editors["what"].text == "Half getypt \x1b[2J [/" and form.editors["weight"].read() == "agreement"
        positions = form.editors["positions"]
        assert isinstance(positions, RowsEditor) and list(positions.value) == ["stroomland"]
        positions.open_row("stroomland")
        await again.until(lambda: again.name == "RowForm")
        await again.settle()
        row = again.app.screen
        assert isinstance(row, Form) and row.editors["reason"].text == "nog niet af"


async def test_saving_is_undone_and_made_again_with_a_key(plain: Path) -> None:
    async with running(plain) as here:
        before = (plain / "agenda/koken.toml").read_bytes()
        await opened(here, "agenda/koken")
        await put(here, "title", "Koken op stroom")
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        after = (plain / "agenda/koken.toml").read_bytes()
        assert after != before
        await here.press("u")
        await here.until(lambda: (plain / "agenda/koken.toml").read_bytes() == before)
        assert here.card.startswith("Koken\n")
        await here.press("U")
        await here.until(lambda: (plain / "agenda/koken.toml").read_bytes() == after)


async def test_a_decision_that_was_taken_is_not_edited_but_answered(plain: Path) -> None:
    async with running(plain) as here:
        here.app.action_go("decisions/2026-01-29-vier-deelthemas")
        await here.settle()
        await here.press("e")
        assert here.name == "Choose"
        await here.press("enter")
        await here.until(lambda: here.name == "RecordForm")
        await here.settle()
        assert "what came after" in str(here.app.screen.query_one("#form-title", Static).content)
        await put(here, "notes", "Toren B komt erop terug")
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        assert read(plain, "decisions/2026-01-29-vier-deelthemas/after.toml") == {"notes": "Toren B komt erop terug\n"}
        assert "Toren B komt erop terug" in here.card and "As it was taken" in here.card


async def test_a_decision_that_replaces_one_names_it(plain: Path) -> None:
    async with running(plain) as here:
        here.app.action_go("decisions/2026-01-29-vier-deelthemas")
        await here.settle()
        await here.press("e", "down", "enter")
        await here.until(lambda: here.name == "Ask")
        await here.type("Drie deelthema’s")
        await here.press("enter")
        await here.until(lambda: here.name == "RecordForm")
        data = read(plain, "decisions/2026-03-12-drie-deelthemas/decision.toml")
        assert data == {"title": "Drie deelthema’s", "supersedes": ["2026-01-29-vier-deelthemas"]}


async def outside(here: Running, root: Path, answer: str) -> dict[str, object]:
    """Somebody changes a topic while its form is open; what the file says after the choice `answer`."""
    await opened(here, "agenda/koken")
    await put(here, "title", "Koken op stroom")
    (root / "agenda/koken.toml").write_text('title = "Koken"\nstage = "parked"\nparent = "warmtebron"\n')
    await here.press("f2")
    await here.until(lambda: here.name == "Choose")
    answers = ["both", "mine", "theirs"]
    await here.press(*["down"] * answers.index(answer), "enter")
    await here.until(lambda: here.name == "Frame")
    return read(root, "agenda/koken.toml")


@pytest.mark.parametrize(
    ("answer", "title", "stage"),
    [("both", "Koken op stroom", "parked"), ("mine", "Koken op stroom", None), ("theirs", "Koken", "parked")],
)
async def test_changed_outside_meanwhile(plain: Path, answer: str, title: str, stage: str | None) -> None:
    async with running(plain) as here:
        data = await outside(here, plain, answer)
        assert data["title"] == title and data.get("stage") == stage


async def test_changed_outside_and_escape_leaves_everything_as_it_is(plain: Path) -> None:
    async with running(plain) as here:
        await opened(here, "agenda/koken")
        await put(here, "title", "Koken op stroom")
        theirs = 'title = "Koken, zeggen zij"\n'
        (plain / "agenda/koken.toml").write_text(theirs)
        await here.press("f2")
        await here.until(lambda: here.name == "Choose")
        await here.press("escape")
        form = here.app.screen
        assert isinstance(form, Form) and form.editors["title"].text == "Koken op stroom"
        assert (plain / "agenda/koken.toml").read_text() == theirs


async def test_a_date_that_moves_is_kept_with_its_reason(plain: Path) -> None:
    async with running(plain) as here:
        await opened(here, "steps/2026-02-26-brief-bewoners")
        await put(here, "due", "10 april")
        await here.press("f2")
        await here.until(lambda: here.name == "Ask")
        await here.type("drukker ziek")
        await here.press("enter")
        await here.until(lambda: here.name == "Frame")
        data = read(plain, "steps/2026-02-26-brief-bewoners.toml")
        assert data["due"] == date(2026, 4, 10) and isinstance(data["moves"], dict)
        (moved,) = data["moves"].values()
        assert moved == {"was": date(2026, 4, 2), "moved_on": date(2026, 3, 12), "reason": "drukker ziek"}
        assert "Slipped       ↷ 1×" in here.card


async def test_hands_and_unknown_keys_survive_a_form(plain: Path) -> None:
    topic = plain / "agenda/koken.toml"
    topic.write_text('# van Rie\ntitle = "Koken"   # zo heet het\nkleur = "blauw"\n')
    async with running(plain) as here:
        await opened(here, "agenda/koken")
        await put(here, "barrier", "de kosten")
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        text = topic.read_text()
        assert "# van Rie" in text and "# zo heet het" in text and 'kleur = "blauw"' in text and "de kosten" in text


async def test_a_paste_of_several_lines_in_a_line_loses_nothing(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "agenda/koken")
        await put(here, "title", "een\ntwee\n\ndrie")
        assert form.editors["title"].text == "een twee drie"
