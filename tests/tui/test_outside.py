"""What somebody changes in the folder while it is open is taken in by itself, and shown in a form that is open."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

from procesregie.tui import outside
from procesregie.tui.forms.form import Form
from procesregie.tui.outside import Outside, addresses, times
from tests.tui.running import Running, running
from tests.tui.test_forms import opened, put

Told = Callable[[Outside], Iterator[Iterable[str]]]


@pytest.fixture(params=["told", "polled"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what the system says, and where it says nothing."""
    if request.param == "polled":

        def refused(self: Outside) -> Iterator[Iterable[str]]:
            raise OSError("too many files are watched")

        monkeypatch.setattr(Outside, "_told", refused)
        monkeypatch.setattr(outside, "POLL_SECONDS", 0.02)


async def test_an_edit_and_a_new_file_are_on_the_screen_by_themselves(plain: Path, either: None) -> None:
    async with running(plain) as here:
        await here.press("2")
        (plain / "agenda/koken.toml").write_text('title = "Koken, zeggen zij"\nstage = "parked"\n')
        await here.until(lambda: any("Koken, zeggen zij" in row for row in here.rows))
        (plain / "agenda/nieuw.toml").write_text('title = "Van een collega"\n')
        await here.until(lambda: any("Van een collega" in row for row in here.rows))
        (plain / "agenda/nieuw.toml").unlink()
        await here.until(lambda: not any("Van een collega" in row for row in here.rows))


async def test_a_whole_folder_that_comes_is_taken_in(plain: Path, tmp_path: Path, either: None) -> None:
    made = tmp_path / "2026-04-01-elders"
    made.mkdir()
    (made / "session.toml").write_text('title = "Elders gemaakt"\ndate = 2026-04-01\n')
    async with running(plain) as here:
        await here.press("6")
        made.rename(plain / "sessions/2026-04-01-elders")
        await here.until(lambda: any("Elders gemaakt" in row for row in here.rows))


def title(here: Running) -> str:
    """What stands above the form."""
    return str(here.app.screen.query_one("#form-title", Static).content)


async def test_under_an_open_form_it_is_shown_at_once_and_both_are_taken(plain: Path, either: None) -> None:
    async with running(plain, (80, 24)) as here:
        await opened(here, "agenda/koken")
        await put(here, "title", "Koken op stroom")
        (plain / "agenda/koken.toml").write_text('title = "Koken"\nstage = "parked"\nparent = "warmtebron"\n')
        await here.until(lambda: "changed outside" in title(here))
        await here.press("f4")
        await here.until(lambda: here.name == "Choose")
        said = here.app.export_screenshot().replace("&#160;", " ")
        assert "Koken op stroom" in said and "theirs" in said and "parked" in said
        assert "my form is dropped" in said and "take" in said, "every answer is in sight, and the keys"
        await here.press("enter")
        await here.until(lambda: here.name == "Frame")
        text = (plain / "agenda/koken.toml").read_text()
        assert "Koken op stroom" in text and "parked" in text


async def test_a_form_in_which_nothing_was_typed_shows_theirs(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "agenda/koken")
        (plain / "agenda/koken.toml").write_text('title = "Koken, zeggen zij"\n')
        await here.until(lambda: form.editors["title"].text == "Koken, zeggen zij")
        assert not here.frame.is_current, "nobody sees what a form stands over"
        assert not any("zeggen zij" in row for row in here.rows), "and so it is not filled"
        await put(here, "why_now", "nu")
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        assert any("zeggen zij" in row for row in here.rows), "it is, the moment it is seen again"
        text = (plain / "agenda/koken.toml").read_text()
        assert "zeggen zij" in text and "nu" in text


async def test_what_is_put_back_needs_no_choice(plain: Path) -> None:
    async with running(plain) as here:
        await opened(here, "agenda/koken")
        await put(here, "why_now", "nu")
        before = (plain / "agenda/koken.toml").read_bytes()
        (plain / "agenda/koken.toml").write_text('title = "Anders"\n')
        await here.until(lambda: "changed outside" in title(here))
        (plain / "agenda/koken.toml").write_bytes(before)
        await here.until(lambda: "changed outside" not in title(here))
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")


async def test_our_own_writing_is_no_edit_from_outside(plain: Path) -> None:
    async with running(plain) as here:
        form = await opened(here, "agenda/koken")
        assert isinstance(form, Form)
        await put(here, "title", "Koken op stroom")
        await here.press("f2")
        await here.until(lambda: here.name == "Frame")
        assert here.app.desk.can_undo and not any("outside" in toast for toast in here.toasts)


def test_which_records_files_are_of(tmp_path: Path) -> None:
    def of(*names: str) -> frozenset[str] | None:
        return addresses(tmp_path, [str(tmp_path / name) for name in names])

    assert of("agenda/x.toml", "sessions/y/log-anna.toml") == frozenset({"agenda/x", "sessions/y/log-anna"})
    assert of(".git/index", "agenda/.x.toml.12ab.tmp", "agenda/x.toml~", "foto.jpg") == frozenset()
    assert of("agenda/x.toml", "sessions/y") is None and of("texts/brief.md") is None


def test_times_are_of_records_and_texts_only(plain: Path) -> None:
    (plain / "agenda/foto.jpg").write_bytes(b"x")
    (plain / ".verborgen").mkdir()
    (plain / ".verborgen/x.toml").write_text("")
    names = {str(Path(path).relative_to(plain)) for path in times(plain)}
    assert "process.toml" in names and "agenda/koken.toml" in names
    assert not any("foto" in name or "verborgen" in name for name in names)


def test_nothing_is_told_after_the_end(plain: Path) -> None:
    heard: list[object] = []
    watching = Outside(plain, heard.append)
    watching.stop()
    for thread in threading.enumerate():
        if thread.name == "outside":
            thread.join(10)
            assert not thread.is_alive()
    (plain / "agenda/koken.toml").write_text('title = "Later"\n')
    assert heard == []
