"""The practice, walked: every row of docs/method.md reached by keys, changed there, and found where it must be found."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import tomli
from textual.geometry import Region

from procesregie.desk.standing import changes_now
from procesregie.desk.story import stories, tell
from procesregie.insight.mirror import askers
from procesregie.language import language, spoken
from procesregie.model.address import ROOMS as ROOMS_OF_RECORDS
from procesregie.model.address import file_of, model_of, owner_of, room_of
from procesregie.model.declare import FieldOf
from procesregie.tui.areas.all import index_of
from procesregie.tui.forms.editors import LineEditor, TextEditor
from procesregie.tui.forms.form import Form
from procesregie.tui.forms.rows import RowsEditor
from tests.cli import conftest as cli
from tests.cli.conftest import Runner
from tests.insight.test_mirror_asked import ASKED
from tests.tui.method import STORIES, Practice, asked_first, cells, explained, facts, practices
from tests.tui.running import Running, running

run = cli.run
PLAIN = 80, 24
MARK = "Zz9"
"""What is typed into a field: it stands nowhere in the stories."""
DAY = date(2027, 6, 1)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Path, date]]]:
    """The stories as of their end, by their letter, and the day on which they are looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        by_name = {story.name: story for story in stories()}
        found = {}
        for letter, (name, _code) in STORIES.items():
            root = tmp_path_factory.mktemp("told") / name
            tell(by_name[name], root)
            found[letter] = root, by_name[name].as_of
    yield found


@pytest.fixture
def own(told: dict[str, tuple[Path, date]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A copy of a story to change, opened as of its end."""

    def copied(letter: str) -> Path:
        root, on = told[letter]
        monkeypatch.setenv("PROCESREGIE_TODAY", on.isoformat())
        return Path(shutil.copytree(root, tmp_path / root.name, symlinks=True))

    return copied


# -- the facts


def pane(here: Running, selector: str) -> str:
    """What stands on the screen in the place of a widget, as running text."""
    screen = here.frame
    region: Region = screen.query_one(selector).scrollable_content_region.intersection(screen.region)
    strips = screen._compositor.render_strips()
    lines = [strips[y].crop(region.x, region.right).text for y in range(region.y, region.bottom)]
    return " ".join(" ".join(lines).replace("│", " ").split())


async def follow(here: Running, steps: tuple[tuple[bool, str], ...]) -> None:
    for is_key, word in steps:
        if not is_key:
            await here.type(word)
        else:
            await here.press({"/": "slash", "Enter": "enter"}.get(word, word))


@pytest.mark.parametrize("letter", STORIES)
async def test_the_facts_of_the_stories_stand_on_a_screen_of_80_by_24(own: Any, letter: str) -> None:
    asked = [fact for fact in facts() if fact.story == letter]
    missing = []
    async with running(own(letter), PLAIN, STORIES[letter][1]) as here:
        for steps, some in groupby(asked, key=lambda fact: fact.steps):
            await follow(here, steps)
            shown = [pane(here, "#left"), pane(here, "#detail")]
            missing += [(fact, *shown) for fact in some if not any(fact.said in text for text in shown)]
    assert asked and not missing


def test_every_row_of_every_table_is_read() -> None:
    """A row that is read as another kind, for a cell that is empty, would be walked past in silence."""
    rows = [row for _area, row in cells()]
    assert {len(row) for row in rows} == {3, 4, 7}
    assert len(rows) == len(practices()) + len(facts()) + len(asked_first())


HOUSEKEEPING = {"format", "id", "language", "names", "short", "order", "said"}
"""Fields that no practice asks for: what a file needs, and what the program itself notes there."""


def test_every_field_has_its_row_and_every_row_changes_a_field_of_its_own() -> None:
    recorded = [practice.recorded for practice in practices()]
    written = {word for cell in recorded for word in re.findall(r"\w+", cell)}
    for address in ("process", *(f"{room}/x" for room in ROOMS_OF_RECORDS), "decisions/x/after"):
        assert set(model_of(address).model_fields) <= written | HOUSEKEEPING, address
    for practice in practices():
        own = set(re.findall(r"\w+", practice.recorded))
        assert set(practice.names) <= own or practice.recorded.startswith("log "), practice.concept


def test_every_area_has_five_facts() -> None:
    assert set(Counter(fact.area for fact in facts()).values()) == {5}


# -- the questions


def test_every_question_of_the_mirror_stands_with_its_practice_and_with_the_session_that_asks_it_first() -> None:
    names = {asker.name for asker in askers()}
    assert {question for practice in practices() for question in practice.questions} == names
    assert explained() == {asker.name: asker.hypothesis for asker in askers()}
    first: dict[str, list[str]] = {name: [] for name in names}
    for sessions in ASKED.values():
        new = set(names)
        for session, keys in sessions.items():
            asked = {max((n for n in names if key == n or key.startswith(f"{n}-")), key=len) for key in keys.split()}
            for name in asked & new:
                first[name].append(session)
            new -= asked
    assert asked_first() == {name: tuple(sessions) for name, sessions in first.items()}


# -- the rows


def visits(letter: str) -> dict[str, list[Practice]]:
    """What is changed of each record of a story, so that its form is opened once."""
    found: dict[str, list[Practice]] = {}
    for practice in practices():
        if practice.story == letter and practice.names:
            found.setdefault(practice.address, []).append(practice)
    return found


ROOMS = sorted({(letter, room_of(address)) for letter in STORIES for address in visits(letter)})


async def reach(here: Running, address: str) -> None:
    """Goes to a record by keys: the number of its area, and some of its name in the line that finds."""
    await here.press(str(index_of(address) + 1))
    if address != "process":
        await here.press("slash")
        await here.type(owner_of(address).partition("/")[2])
        await here.press("enter")
    assert here.frame.address == owner_of(address)


async def alter(here: Running, name: str) -> FieldOf:
    """Goes to a field of the form on top with Tab, and changes it by keys."""
    form = here.app.screen
    assert isinstance(form, Form)
    keys = 0
    while here.app.focused is not form.editors[name]:
        await here.pilot.press("tab")
        keys += 1
        assert keys <= len(form.editors), name
    editor = form.editors[name]
    of = next(field for field in form.offered() if field.name == name)
    if isinstance(editor, RowsEditor):
        await here.press("home", "enter")
        row = here.app.screen
        assert isinstance(row, Form)
        inner = next(one for one in row.offered() if one.meaning.form in ("line", "text") and not one.meaning.of_person)
        await alter(here, inner.name)
        await here.press("f2")
    elif isinstance(editor, TextEditor):
        await here.press("ctrl+end")
        await here.type(f" {MARK}")
    elif isinstance(editor, LineEditor):
        await here.press("end")
        if of.meaning.form == "line":
            await here.type(f" {MARK}")
        elif of.meaning.form == "day":
            await here.press("home", "ctrl+k")
            await here.type(DAY.isoformat())
        else:
            await here.type("3")
    elif of.meaning.form == "flag":
        await here.press("space")
    else:
        await here.press("enter", "down", "enter")
        if of.meaning.form in ("refs", "choices"):
            await here.press("f2")
    return of


@pytest.mark.parametrize(("letter", "room"), ROOMS)
async def test_every_row_of_the_practice_is_reached_and_changed_by_keys(
    own: Any, run: Runner, letter: str, room: str
) -> None:
    root = own(letter)
    code = STORIES[letter][1]
    found = {}
    async with running(root, PLAIN, code) as here:
        for address, rows in visits(letter).items():
            if room_of(address) == room:
                names = [name for row in rows for name in row.names]
                kept = f"{address}/after" if here.app.desk.locked(address) else address
                found[kept] = await change(here, root, address, kept, names)
        groups = changes_now(here.app.desk, spoken())
    for kept, changed in found.items():
        told = run("-C", root, "--language", code, "show", kept)
        assert told.code == 0, told.err
        for of in changed:
            said = [s for group in groups for s in group.sentences if s.change.address == kept]
            sentence = next(s for s in said if s.change.path[0] == of.name)
            if of.meaning.form in ("line", "text", "rows"):
                assert MARK in told.out and MARK in " ".join([sentence.text, *sentence.detail]), (kept, of.name)
            else:
                there = of.name in tomli.loads((root / file_of(kept)).read_text(encoding="utf-8"))
                assert (language(code)(of.meaning.label) in told.out) == there, (kept, of.name)


async def change(here: Running, root: Path, address: str, kept: str, names: list[str]) -> list[FieldOf]:
    """Changes the fields `names` of a record in its form; they, and no others, are changed in the file of `kept`."""
    await reach(here, address)
    file = root / file_of(kept)
    before = tomli.loads(file.read_text(encoding="utf-8"))
    await here.press("e")
    if kept != address:
        await here.until(lambda: here.name != "Frame")
        await here.press("enter")
    await here.until(lambda: here.name == "RecordForm")
    await here.settle()
    form = here.app.screen
    assert isinstance(form, Form)
    changed = [await alter(here, name) for name in form.editors if name in names]
    await here.press("f2")
    await here.until(lambda: here.name == "Frame")
    after = tomli.loads(file.read_text(encoding="utf-8"))
    assert {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)} == set(names), address
    return changed


# -- what the form of a record does not change: what only you keep, what was said, a question that is set aside


async def test_what_only_you_keep_is_changed_by_keys_and_is_in_no_file_of_the_process(own: Any, run: Runner) -> None:
    rows = {row.address: row for row in practices() if row.recorded.startswith("private ") and row.story == "L"}
    root = own("L")
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    labels: dict[str, list[str]] = {}
    async with running(root, PLAIN, "en") as here:
        layer = here.app.desk.private
        for address, row in rows.items():
            await reach(here, address)
            await here.press("v", "e")
            await here.until(lambda: here.name == "PrivateForm")
            await here.settle()
            form = here.app.screen
            assert isinstance(form, Form)
            own_fields = [name for name in form.editors if name in re.findall(r"\w+", row.recorded)]
            for name in own_fields:
                await alter(here, name)
            await here.press("f2")
            await here.until(lambda: here.name == "Frame")
            kept = tomli.loads(layer.path(address).read_text(encoding="utf-8"))
            assert own_fields and set(own_fields) <= set(kept), address
            labels[address] = [one.meaning.label for one in form.offered() if one.name in own_fields]
            await here.press("escape")
        shown = {s.change.address for group in changes_now(here.app.desk, spoken()) for s in group.sentences}
        assert not shown & set(rows)
    for address, some in labels.items():
        shared, told = (run("-C", root, "--language", "en", "show", address, *how).out for how in ((), ("--private",)))
        assert all(label in told and label not in shared for label in some), (address, some, told)
    assert {path: path.read_bytes() for path in root.rglob("*.toml")} == before


async def test_what_was_said_is_answered_by_keys_and_a_question_is_set_aside(own: Any, run: Runner) -> None:
    root = own("D")
    said = [row.address for row in practices() if row.recorded.startswith("log ") and row.story == "D"]
    async with running(root, PLAIN, "nl") as here:
        for address in said:
            await reach(here, address)
            await here.press("i", "g", "ctrl+u", *f"{MARK} {address[-4:]}", "enter")
            await here.press("escape")
        await here.press("9", "x", *MARK, "enter")
        groups = changes_now(here.app.desk, spoken())
    sentences = [sentence for group in groups for sentence in group.sentences]
    for address in said:
        logs = "".join(path.read_text(encoding="utf-8") for path in (root / address).glob("log-*.toml"))
        assert f"{MARK} {address[-4:]}" in logs, address
        assert any(owner_of(sentence.change.address) == address for sentence in sentences), address
    assert any(MARK in " ".join([sentence.text, *sentence.detail]) for sentence in sentences)
    assert MARK in str(tomli.loads((root / "process.toml").read_text(encoding="utf-8"))["set_aside"])
    assert MARK in run("-C", root, "mirror", "--all").out
