"""Text that would be markup, control or nonsense goes through every list, card, form, question and toast unharmed."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest
import tomli
import tomli_w

from procesregie.folder.private import PrivateLayer
from procesregie.language.trouble import Trouble
from procesregie.model.address import ROOMS, model_of
from procesregie.tui.forms.form import Form
from procesregie.tui.forms.picked import PickEditor
from procesregie.tui.forms.rows import RowsEditor
from tests.tui.full import ADDRESSES, filled, full_files
from tests.tui.made import PROCESS_ID, made, written
from tests.tui.running import Running, running
from tests.tui.seen import painted

TEXTS = {
    "signs": "[/ [x={'a[0]':1}] \x1b[2J\x1b]0;weg\x07 \x9b2J [red]rood[/red] [@click=app.quit]hier[/] "
    "\u202eشبكة الحرارة\u202c שלום Z\u0310\u030d\u0311 👩‍👩‍👧‍👦",
    "closing tag": "[/",
    "one word": "x" * 10_000,
}


@pytest.fixture(params=TEXTS, ids=list(TEXTS))
def text(request: pytest.FixtureRequest) -> str:
    """Each of the texts."""
    return TEXTS[request.param]


@pytest.fixture
def hostile(tmp_path: Path, text: str) -> Path:
    """A process in which every field of a record of every room says that text, and people and titles do too."""
    root = made(tmp_path / "vol", history=False)
    files = full_files(text)
    files["steps/2026-03-02-laat"] = {"title": text, "due": date(2026, 3, 2), "owner": "vol", "person": text}
    written(root, files)
    return root


def nothing_escapes(here: Running) -> None:
    """No control character is on the screen as such."""
    shown = "".join(painted(here.app.screen))
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert "\u202e" not in shown


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_lists_and_cards(hostile: Path, size: tuple[int, int]) -> None:
    async with running(hostile, size) as here:
        for number in (*range(1, 8), 9):
            await here.press(str(number))
            for key in here.keys:
                if "vol" in key or "laat" in key:
                    here.frame.rows_list.put_on(key)
                    await here.settle()
                    nothing_escapes(here)
            await here.press("enter")
            nothing_escapes(here)
            await here.press("1")


async def test_every_view(hostile: Path) -> None:
    async with running(hostile, (80, 24)) as here:
        for number in range(2, 8):
            await here.press(str(number))
            for view in here.frame.area.views:
                here.frame.action_view(view.key)
                await here.settle()
                await here.press("down", "right", "down")
                nothing_escapes(here)
                await here.press("enter")
                nothing_escapes(here)
                await here.press("escape")


@pytest.mark.parametrize("room", ADDRESSES)
async def test_forms(hostile: Path, room: str, text: str) -> None:
    async with running(hostile) as here:
        before = (hostile / "agenda/vol.toml").read_bytes()
        here.app.action_go(ADDRESSES[room])
        await here.settle()
        await here.press("e")
        await here.until(lambda: here.name == "RecordForm")
        await here.settle()
        nothing_escapes(here)
        form = here.app.screen
        assert isinstance(form, Form)
        for editor in form.editors.values():
            editor.focus()
            await here.pilot.pause()
        nothing_escapes(here)
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        assert (hostile / "agenda/vol.toml").read_bytes() == before


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """The process in which every field says that, the private layer of a party and what came after a decision too."""
    root, text = made(tmp_path / "vol", history=False), f"{TEXTS['signs']} {TEXTS['closing tag']}"
    files = full_files(text)
    files["steps/2026-03-02-laat"] = {"title": text, "due": date(2026, 3, 2), "owner": "vol", "person": text}
    files["decisions/2026-03-01-vol/after"] = filled(model_of("decisions/2026-03-01-vol/after"), text)
    written(root, files)
    layer = PrivateLayer(PROCESS_ID)
    for address in (ADDRESSES["table"], "process"):
        model = model_of(address, private=True)
        layer.save(address, model.from_data(filled(model, text)))
    return root


FORMS = {**ADDRESSES, "process": "process", "after": "decisions/2026-03-01-vol/after"}


@pytest.mark.parametrize("address", FORMS.values(), ids=list(FORMS))
async def test_every_row_of_a_form_and_every_list_to_pick_from(everything: Path, address: str) -> None:
    async with running(everything, (80, 24)) as here:
        await here.until(lambda: here.app.view.whole)
        here.frame.open_form(address)
        await here.until(lambda: here.name == "RecordForm")
        await here.settle()
        form = here.app.screen
        assert isinstance(form, Form)
        picked: set[str] = set()
        for editor in form.editors.values():
            if isinstance(editor, RowsEditor) and editor.value:
                editor.open_row(next(iter(editor.value)))
            elif isinstance(editor, PickEditor) and editor.of.meaning.room not in ("", *picked) and editor._choices():
                picked.add(editor.of.meaning.room)
                editor.action_pick()
            else:
                continue
            await here.until(lambda: here.app.screen is not form)
            await here.settle()
            nothing_escapes(here)
            await here.press("escape")
            assert here.app.screen is form


EVERYWHERE = ("quit", "undo", "redo", "area", "palette", "help", "find", "view")
"""What ends the program, or is tried above."""


@pytest.mark.parametrize("number", (2, 3, 4, 5, 6, 7, 9))
async def test_whatever_a_key_of_an_area_brings(everything: Path, number: int) -> None:
    async with running(everything, (80, 24)) as here:
        await here.until(lambda: here.app.view.whole)
        await here.press(str(number))
        if number in range(2, 8):
            here.app.action_go(ADDRESSES[ROOMS[number - 2]])
            await here.settle()
        for active in list(here.frame.active_bindings.values()):
            action = active.binding.action
            if not active.enabled or not active.binding.id or action.startswith(EVERYWHERE):
                continue
            await here.app.run_action(action, active.node)
            await here.settle()
            nothing_escapes(here)
            for _ in range(5):
                if here.name != "Frame" or here.frame.has_class("-inside"):
                    await here.press("escape")
            assert here.name == "Frame", action


async def test_typed_in_a_form_and_written_exactly(plain: Path, text: str) -> None:
    async with running(plain) as here:
        here.app.action_go("agenda/koken")
        await here.settle()
        await here.press("e")
        await here.until(lambda: here.name == "RecordForm")
        form = here.app.screen
        assert isinstance(form, Form)
        form.editors["title"].bring_back(text)
        form.editors["why_now"].bring_back(text)
        await here.settle()
        nothing_escapes(here)
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        saved = here.app.desk.dossier.topics["koken"]
        assert saved.title == text.strip() and saved.why_now == text.rstrip() + "\n"
        data = tomli.loads((plain / "agenda/koken.toml").read_text(encoding="utf-8"))
        assert data["title"] == unicodedata.normalize("NFC", text.strip())
        await here.press("u")
        assert here.toasts
        nothing_escapes(here)


async def test_new_palette_find_and_toasts(hostile: Path, text: str) -> None:
    async with running(hostile) as here:
        await here.press("2", "n")
        await here.type(text)
        nothing_escapes(here)
        await here.press("enter")
        await here.until(lambda: here.name == "Frame")
        await here.until(lambda: bool(here.toasts))
        nothing_escapes(here)
        await here.press("ctrl+p")
        await here.type(text[:50])
        nothing_escapes(here)
        await here.press("escape", "slash")
        await here.type(text[:50])
        nothing_escapes(here)
        here.app.tell(text, title=text)
        here.app.tell_trouble(Trouble("{said}", detail=text, said=text))
        await here.settle()
        nothing_escapes(here)


async def test_a_file_that_is_broken_by_it(plain: Path, text: str) -> None:
    (plain / "agenda/kapot.toml").write_text(f'title = "{text}', encoding="utf-8")
    async with running(plain) as here:
        await here.press("2")
        assert here.rows[1] == "✗ agenda/kapot.toml"
        here.frame.rows_list.put_on(here.keys[0])
        await here.settle()
        nothing_escapes(here)


async def test_the_title_of_the_process(plain: Path, text: str) -> None:
    data = tomli.loads((plain / "process.toml").read_text())
    (plain / "process.toml").write_text(tomli_w.dumps({**data, "title": text}), encoding="utf-8")
    async with running(plain) as here:
        nothing_escapes(here)
        await here.press("question_mark")
        nothing_escapes(here)


async def test_questions_about_steps_roles_decisions_and_people(hostile: Path) -> None:
    async with running(hostile, (80, 24)) as here:
        for address, key in (
            ("steps/2026-03-02-laat", "m"),
            ("steps/2026-03-02-laat", "d"),
            ("roles/vol", "a"),
            ("roles/vol", "m"),
            ("decisions/2026-03-01-vol", "a"),
        ):
            here.app.action_go(address)
            await here.press(key)
            assert here.name != "Frame"
            nothing_escapes(here)
            await here.press("enter")
            nothing_escapes(here)
            while here.name != "Frame":
                await here.press("escape")
        here.app.action_go("table/vol")
        await here.settle()
        here.frame.action_here("forget")
        await here.until(lambda: here.name == "Pick")
        await here.press("enter")
        await here.until(lambda: here.name == "ForgetScreen")
        await here.settle()
        nothing_escapes(here)
