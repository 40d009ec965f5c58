"""A long text in the user's own editor: a real one is started; what it leaves is taken when it ends well."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import tomli
from textual.drivers.headless_driver import HeadlessDriver

from procesregie.folder.journal import Journal
from procesregie.folder.places import state_base
from procesregie.tui import external
from procesregie.tui.external import EditorFailed, NoEditor, edited, editor
from procesregie.tui.forms.editors import TextEditor
from procesregie.tui.forms.form import Form
from tests.tui.made import PROCESS_ID
from tests.tui.running import Running, running
from tests.tui.test_forms import opened, put

SCRIPT = """
import os, sys
from pathlib import Path
file = Path(sys.argv[-1])
print(oct(file.stat().st_mode & 0o777), oct(file.parent.stat().st_mode & 0o777), file=open({log!r}, "w"))
file.write_text(file.read_text() + "erbij, {said}\\n", encoding="utf-8")
sys.exit({status})
"""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A headless app has no terminal to give away; here it may."""
    monkeypatch.setattr(HeadlessDriver, "can_suspend", property(lambda self: True))


def script(folder: Path, status: int = 0, said: str = "met zorg") -> str:
    """An editor with a blank in its path and an option, which adds a line and ends with `status`."""
    file = folder / "mijn editor.py"
    file.write_text(SCRIPT.format(log=str(folder / "log"), status=status, said=said))
    return f"{sys.executable} '{file}' --wait"


async def through(here: Running, name: str = "why_now") -> Form:
    """The form of a topic with a text in it, after the editor was asked for."""
    form = await opened(here, "agenda/koken")
    await put(here, name, "eerste regel")
    await here.press("f3")
    return form


async def test_what_the_editor_leaves_stands_in_the_form_and_is_saved_with_it(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: None
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", script(tmp_path))
    async with running(plain) as here:
        form = await through(here)
        assert form.editors["why_now"].text == "eerste regel\nerbij, met zorg"
        assert (tmp_path / "log").read_text().split() == ["0o600", "0o700"]
        assert not list((state_base() / "editing").iterdir())
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        assert tomli.loads((plain / "agenda/koken.toml").read_text())["why_now"] == "eerste regel\nerbij, met zorg\n"


async def test_what_was_saved_in_the_editor_while_the_program_was_killed_stands_in_the_form_again(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: None
) -> None:
    killed = tmp_path / "killed.py"
    killed.write_text("import sys; open(sys.argv[-1], 'w').write('midden in een zin'); sys.exit(0)")
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{killed}'")
    with monkeypatch.context() as dying:
        dying.setattr(external, "let_go", lambda file: None)  # what a killed program does not come to
        async with running(plain) as here:
            await through(here)
    Journal(PROCESS_ID, "forms").typed("", "agenda/koken why_now")
    async with running(plain) as here:
        form = await opened(here, "agenda/koken")
        assert form.editors["why_now"].text == "midden in een zin"
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        assert tomli.loads((plain / "agenda/koken.toml").read_text())["why_now"] == "midden in een zin\n"
        assert not list((state_base() / "editing").iterdir())


async def test_an_editor_that_ends_badly_leaves_the_text_as_it_was(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: None
) -> None:
    monkeypatch.setenv("EDITOR", script(tmp_path, status=3))
    async with running(plain, language="nl") as here:
        form = await through(here)
        assert form.editors["why_now"].text == "eerste regel"
        assert any("stopte met 3" in toast for toast in here.toasts)
        assert not list((state_base() / "editing").iterdir())


async def test_without_an_editor_it_says_which_setting(plain: Path, terminal: None) -> None:
    async with running(plain) as here:
        form = await through(here)
        assert form.editors["why_now"].text == "eerste regel"
        assert any("VISUAL or EDITOR" in toast for toast in here.toasts)


async def test_an_editor_that_is_not_there_and_a_screen_that_cannot_be_left(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "/niet/hier")
    async with running(plain) as here:
        await through(here)
        assert any("cannot be opened from here" in toast for toast in here.toasts)
        monkeypatch.setattr(HeadlessDriver, "can_suspend", property(lambda self: True))
        await here.press("f3")
        assert any("could not be started" in toast for toast in here.toasts)


async def test_the_key_is_for_long_texts_only(plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", script(tmp_path))
    async with running(plain) as here:
        form = await opened(here, "agenda/koken")
        form.editors["title"].focus()
        await here.press("f3")
        assert form.editors["title"].text == "Koken" and not (tmp_path / "log").exists()
        text = form.editors["why_now"]
        assert isinstance(text, TextEditor) and [told.startswith("Your own editor is for") for told in here.toasts] == [
            True
        ]
        text.focus()
        text.text = "Een\nTwee"
        for key, there in (("down", text), ("down", form.editors["brought_by"]), ("up", text), ("up", text)):
            await here.press(key)
            assert form.focused is there  # the arrows walk through a text of several lines, and on
        await here.press("up")
        assert form.focused is form.editors["what"]


def test_what_an_editor_says_is_read_as_a_shell_would() -> None:
    assert editor({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor({"VISUAL": "", "EDITOR": "'/mijn editor/vi' -n"}) == ["/mijn editor/vi", "-n"]
    for said in ("", "'open"):
        with pytest.raises(NoEditor):
            editor({"EDITOR": said})


def test_what_is_no_text_is_not_taken(tmp_path: Path) -> None:
    file = tmp_path / "kapot.py"
    file.write_text("import sys; open(sys.argv[-1], 'wb').write(b'\\xff\\xfe\\x00')")
    with pytest.raises(EditorFailed):
        edited("iets", tmp_path / "hier" / "why-now.md", [sys.executable, str(file)])
