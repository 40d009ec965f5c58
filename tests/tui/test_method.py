"""The practice, walked: every row of docs/method.md reached by keys, changed there, and found where it must be found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import tomli
from textual.geometry import Region

from procesregie.desk.standing import changes_now
from procesregie.desk.story import stories
from procesregie.insight.mirror import askers
from procesregie.language import language, spoken
from procesregie.model.address import ROOMS as ROOMS_OF_RECORDS
from procesregie.model.address import file_of, model_of, owner_of, room_of
from procesregie.tui.areas.all import index_of
from tests.cli import conftest as cli
from tests.cli.conftest import Runner
from tests.insight.test_mirror_asked import ASKED
from tests.kept import Kept
from tests.samples.conftest import telling
from tests.tui.altered import MARK, Altered, Changing, in_file, in_show, in_words
from tests.tui.method import STORIES, Practice, asked_first, cells, explained, facts, practices
from tests.tui.running import Running, running

run = cli.run
PLAIN = 80, 24


@pytest.fixture
def own(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A copy of a story to change, by its letter, opened as of its end."""

    def copied(letter: str) -> Path:
        one = next(story for story in stories() if story.name == STORIES[letter][0])
        monkeypatch.setenv("PROCESREGIE_TODAY", one.as_of.isoformat())
        return kept.copied(*telling(one), tmp_path / letter) / "process"

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
async def test_the_facts_of_the_stories_stand_on_a_screen_of_80_by_24(own: Callable[[str], Path], letter: str) -> None:
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


async def form_of(here: Running, address: str) -> str:
    """Opens the form of a record by keys, of a decision that was taken the form of what came after it; its address."""
    await reach(here, address)
    await here.press("e")
    if locked := here.app.desk.locked(address):
        await here.until(lambda: here.name == "Choose")
        await here.press("enter")
    await here.until(lambda: here.name == "RecordForm")
    await here.settle()
    return f"{address}/after" if locked else address


@pytest.mark.usefixtures("few_paints")
@pytest.mark.parametrize(("letter", "room"), ROOMS)
async def test_every_row_of_the_practice_is_reached_and_changed_by_keys(
    own: Callable[[str], Path], run: Runner, letter: str, room: str
) -> None:
    root, code = own(letter), STORIES[letter][1]
    found: dict[str, list[Altered]] = {}
    async with running(root, PLAIN, code) as here:
        hand = Changing(here)
        for address, rows in visits(letter).items():
            if room_of(address) == room:
                at = await form_of(here, address)
                found[at] = await change(hand, root, at, {name for row in rows for name in row.names})
        groups = changes_now(here.app.desk, spoken())
    if any(len(one.path) > 1 for changed in found.values() for one in changed):
        assert hand.came and hand.went
    sentences = [sentence for group in groups for sentence in group.sentences]
    for address, changed in found.items():
        told = run("-C", root, "--language", code, "show", address)
        assert told.code == 0, told.err
        in_show(told.out, data_of(root, address), changed, language(code))
        in_words(sentences, address, changed, language(code))


async def change(hand: Changing, root: Path, address: str, names: set[str]) -> list[Altered]:
    """Changes the fields `names` in the form on top; they, and nothing else, are changed in the file of `address`."""
    before = data_of(root, address)
    changed = [one for name in hand.form.editors if name in names for one in await hand.alter(name)]
    await hand.press("f2", lambda: hand.here.name == "Frame")
    in_file(before, data_of(root, address), changed)
    assert {one.path[0] for one in changed} == names
    return changed


def data_of(root: Path, address: str) -> dict[str, Any]:
    """What the file of a record holds."""
    return tomli.loads((root / file_of(address)).read_text(encoding="utf-8"))


# -- what the form of a record does not change: what only you keep, what was said, a question that is set aside


async def test_what_only_you_keep_is_changed_by_keys_and_is_in_no_file_of_the_process(
    own: Callable[[str], Path], run: Runner
) -> None:
    rows = {row.address: row for row in practices() if row.recorded.startswith("private ") and row.story == "L"}
    root = own("L")
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    found: dict[str, list[Altered]] = {}
    async with running(root, PLAIN, "en") as here:
        layer, hand = here.app.desk.private, Changing(here)
        for address, row in rows.items():
            await reach(here, address)
            await here.press("v", "e")
            await here.until(lambda: here.name == "PrivateForm")
            await here.settle()
            names = {name for name in hand.form.editors if name in re.findall(r"\w+", row.recorded)}
            found[address] = [one for name in hand.form.editors if name in names for one in await hand.alter(name)]
            await here.press("f2")
            await here.until(lambda: here.name == "Frame")
            in_file({}, tomli.loads(layer.path(address).read_text(encoding="utf-8")), found[address])
            assert {one.path[0] for one in found[address]} == names != set()
            await here.press("escape")
        shown = {s.change.address for group in changes_now(here.app.desk, spoken()) for s in group.sentences}
        assert not shown & set(rows)
    for address, changed in found.items():
        shared, told = (run("-C", root, "--language", "en", "show", address, *how).out for how in ((), ("--private",)))
        said, mark, kept = told.partition("(confidential)\n")
        assert mark and said == shared and MARK not in shared, address
        in_show(kept, tomli.loads(layer.path(address).read_text(encoding="utf-8")), changed, language("en"))
    assert {path: path.read_bytes() for path in root.rglob("*.toml")} == before


async def test_what_was_said_is_answered_by_keys_and_a_question_is_set_aside(
    own: Callable[[str], Path], run: Runner
) -> None:
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
