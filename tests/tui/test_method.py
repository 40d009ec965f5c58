"""The practice, walked: every row of docs/method.md reached by keys, changed there, and found where it must be found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import tomli
from textual.geometry import Region

from procesregie.change.marks import Piece
from procesregie.change.sentence import Group
from procesregie.desk.desk import Desk
from procesregie.desk.standing import changes_now
from procesregie.desk.story import stories
from procesregie.insight.mirror import askers
from procesregie.language import Language, language, spoken
from procesregie.model.address import ROOMS as ROOMS_OF_RECORDS
from procesregie.model.address import file_of, id_of, model_of, owner_of, room_of
from procesregie.model.declare import fields
from procesregie.model.log import Line, LineKind
from procesregie.tui.areas.all import PLACES, index_of
from procesregie.tui.confidential import PrivateForm
from procesregie.tui.record_form import RecordForm
from procesregie.tui.sessions.capture import CaptureScreen
from tests.cli import conftest as cli
from tests.cli.conftest import Runner
from tests.insight.test_mirror_asked import ASKED
from tests.kept import Kept
from tests.samples.conftest import at_home, telling
from tests.tui.altered import MARK, Altered, Changing, different, in_file, in_show, in_words
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
    assert asked
    assert not missing, "\n".join(map(str, missing))


def test_every_row_of_every_table_is_read() -> None:
    """A row that is read as another kind, for a cell that is empty, would be walked past in silence."""
    rows = [row for _area, row in cells()]
    assert {len(row) for row in rows} == {3, 4, 7}
    assert len(rows) == len(practices()) + len(facts()) + len(asked_first())


LOG, PRIVATE, ASIDE, STAYS = "log line.", "private ", "process.set_aside", "decision.state, taken_on"
"""How what is recorded begins that no form of a record changes: each is walked by keys of its own, below."""
HOUSEKEEPING = {"format", "id", "language", "names", "short", "order", "said"}
"""Fields that no practice asks for: what a file needs, and what the program itself notes there."""


def test_every_field_has_its_row_and_every_row_changes_a_field_of_its_own() -> None:
    recorded = [practice.recorded for practice in practices()]
    written = {word for cell in recorded for word in re.findall(r"\w+", cell)}
    for address in ("process", *(f"{room}/x" for room in ROOMS_OF_RECORDS), "decisions/x/after"):
        assert set(model_of(address).model_fields) <= written | HOUSEKEEPING, address
    for practice in practices():
        own = set(re.findall(r"\w+", practice.recorded))
        assert set(practice.names) <= own, practice.concept
    apart = [practice.recorded for practice in practices() if not practice.names]
    assert [one for one in apart if not one.startswith(PRIVATE)] == [ASIDE, STAYS]


def test_every_area_has_five_facts() -> None:
    assert sorted(Counter(fact.area for fact in facts()).values()) == [5] * len(PLACES)


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
        if practice.story == letter and practice.names and not practice.recorded.startswith(LOG):
            found.setdefault(practice.address, []).append(practice)
    return found


ROOMS = sorted({(letter, room_of(address)) for letter in STORIES for address in visits(letter)})
DECISIONS = "D", "decisions"
"""Where a decision stays what it was, and is replaced."""


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
@pytest.mark.parametrize(("letter", "room"), [pair for pair in ROOMS if pair != DECISIONS])
async def test_every_row_of_the_practice_is_reached_and_changed_by_keys(
    own: Callable[[str], Path], run: Runner, letter: str, room: str
) -> None:
    root, code = own(letter), STORIES[letter][1]
    async with running(root, PLAIN, code) as here:
        found = await walked(Changing(here), root, letter, room)
        told = await history(here)
    said_everywhere(run, root, found, told, language(code))


async def walked(hand: Changing, root: Path, letter: str, room: str) -> dict[str, list[Altered]]:
    """What was changed of the records that the rows name in an area of a story, by their address."""
    found: dict[str, list[Altered]] = {}
    for address, rows in visits(letter).items():
        if room_of(address) == room:
            at = await form_of(hand.here, address)
            found[at] = await change(hand, root, at, {name for row in rows for name in row.names})
    if any(len(one.path) > 1 for changed in found.values() for one in changed):
        assert hand.came and hand.went
    return found


async def history(here: Running) -> list[Group]:
    """What is told of what changed since the last commit; History has it on the screen, all of it."""
    told = changes_now(here.app.desk, spoken())
    await here.press("8")
    for sentence in (sentence for group in told for sentence in group.sentences):
        for said in ("".join(_as_read(piece) for piece in sentence.pieces), *sentence.detail):
            await here.until(lambda said=said: "".join(said.split()) in "".join(here.card.split()))  # type: ignore[misc]
    return told


def _as_read(piece: Piece) -> str:
    return f"[{piece.text}]" if piece.mark == "out" else piece.text


def said_everywhere(
    run: Runner, root: Path, found: dict[str, list[Altered]], told: list[Group], lang: Language
) -> None:
    """What was changed, by the address of its record, stands in ``show`` and in what is told."""
    sentences = [sentence for group in told for sentence in group.sentences]
    for address, changed in found.items():
        shown = run("-C", root, "--language", lang.code, "show", address)
        assert shown.code == 0, shown.err
        in_show(shown.out, data_of(root, address), changed, lang)
        in_words(sentences, address, changed, lang)


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


# -- a decision that was taken


@pytest.mark.usefixtures("few_paints")
async def test_a_decision_stays_what_it_was_until_a_newer_one_that_says_so(
    own: Callable[[str], Path], run: Runner
) -> None:
    old = next(row.address for row in practices() if row.recorded == STAYS)
    root, lang = own("D"), language("nl")
    file = root / file_of(old)
    taken = file.read_bytes()
    async with running(root, PLAIN, "nl") as here:
        hand = Changing(here)
        found = await walked(hand, root, *DECISIONS)
        title = here.app.view.dossier.name(old)
        await reach(here, old)
        await here.press("e", "down", "enter")
        await here.type("Vijf hoofdstukken")
        await here.press("enter")
        await here.until(hand.in_form(RecordForm))
        newer = here.frame.address
        found[newer] = await change(hand, root, newer, {"state", "taken_on", "supersedes_reason"})
        assert data_of(root, newer)["supersedes"] == [id_of(old)]
        await here.settle()
        assert re.search(rf"{lang('Supersedes')}.*{title}.*{MARK}", " ".join(here.card.split()))
        await reach(here, old)
        assert re.search(rf"{lang('Superseded by')}.*Vijf hoofdstukken.*{MARK}", " ".join(here.card.split()))
        told = await history(here)
    [came] = [s for group in told for s in group.sentences if s.change.address == newer]
    assert "Vijf hoofdstukken" in came.text and f"{lang('replaces {titles}', titles=title)}: “{MARK}”" in came.detail
    shown = run("-C", root, "--language", "nl", "show", newer).out
    in_show(shown, data_of(root, newer), found.pop(newer), lang)
    assert f"{lang('Supersedes')}: {title}" in shown
    said_everywhere(run, root, found, told, lang)
    refused = run("-C", root, "--language", "nl", "set", old, "taken_on=2025-12-06")
    assert (refused.code, file.read_bytes()) == (2, taken) and title in refused.err
    file.write_text(
        file.read_text(encoding="utf-8").replace("taken_on = 2025-12-05", "taken_on = 2025-12-06"), encoding="utf-8"
    )
    verified = run("-C", root, "--language", "nl", "verify")
    assert verified.code == 1 and re.search(rf"✗.*{title}", verified.out)
    assert f"{lang('Taken on')}: {lang.day(date(2025, 12, 5))} → {lang.day(date(2025, 12, 6))}" in verified.out


# -- what the form of a record does not change: what only you keep, what was said, a question that is set aside


@pytest.mark.usefixtures("few_paints")
async def test_what_only_you_keep_is_changed_by_keys_and_is_in_no_file_of_the_process(
    own: Callable[[str], Path], run: Runner
) -> None:
    root = own("L")
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    with at_home(root.parent / "home"):  # where the story has what its facilitator keeps
        async with running(root, PLAIN, "en") as here:
            found = await kept_apart(Changing(here), "L")
            shown = {s.change.address for group in changes_now(here.app.desk, spoken()) for s in group.sentences}
            assert not shown & set(found)
        said_in_confidence(run, root, found, here.app.desk, language("en"))
    assert {path: path.read_bytes() for path in root.rglob("*.toml")} == before


async def kept_apart(hand: Changing, letter: str) -> dict[str, list[Altered]]:
    """What was changed of what only you keep of the records that the rows name in a story, by their address."""
    here, found = hand.here, dict[str, list[Altered]]()
    for row in practices():
        if row.recorded.startswith(PRIVATE) and row.story == letter:
            before = private_of(here.app.desk, row.address)
            await reach(here, row.address)
            await here.press("v", "e")
            await here.until(hand.in_form(PrivateForm))
            names = {name for name in hand.form.editors if name in re.findall(r"\w+", row.recorded)}
            changed = [one for name in hand.form.editors if name in names for one in await hand.alter(name)]
            await hand.press("f2", lambda: here.name == "Frame")
            await here.press("escape")
            in_file(before, private_of(here.app.desk, row.address), changed)
            assert {one.path[0] for one in changed} == names != set()
            found[row.address] = changed
    return found


def said_in_confidence(run: Runner, root: Path, found: dict[str, list[Altered]], desk: Desk, lang: Language) -> None:
    """What was changed of what only you keep stands in ``show --private``, under what it says without that."""
    for address, changed in found.items():
        command = ("-C", root, "--language", lang.code, "show", address)
        shared, told = run(*command).out, run(*command, "--private").out
        before, mark, kept = told.partition(f"{lang('(confidential)')}\n")
        assert mark and before == shared and MARK not in shared, address
        in_show(kept, private_of(desk, address), changed, lang)


def private_of(desk: Desk, address: str) -> dict[str, Any]:
    """What the private file of a record holds, if there is one."""
    file = desk.private.path(address)
    return tomli.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


async def test_what_was_said_is_corrected_and_answered_by_keys_and_a_question_is_set_aside(
    own: Callable[[str], Path], run: Runner
) -> None:
    root, lang = own("D"), language("nl")
    found: dict[str, list[Altered]] = {}
    async with running(root, PLAIN, "nl") as here:
        for row in practices():
            if row.recorded.startswith(LOG):
                await reach(here, row.address)
                before = logs(root, row.address)
                said = await (answered(here) if "response" in row.names else corrected(here, row.names[0]))
                after = logs(root, row.address)
                [log] = [address for address in after if after[address] != before[address]]
                found[log] = [of_line(path, said[path[-1]]) for path in different(before[log], after[log])]
                in_file(before[log], after[log], found[log])
                assert {one.path[-1] for one in found[log]} == said.keys() >= set(row.names)
        await here.press("l")
        heading, row_of_thread = here.rows
        assert heading.endswith("  1") and f"# {THREAD}" in row_of_thread
        await here.press("9", "x", *MARK, "enter")
        apart = await kept_apart(Changing(here), "D")
        told = await history(here)
    said_everywhere(run, root, found, told, lang)
    said_in_confidence(run, root, apart, here.app.desk, lang)
    assert any(
        MARK in " ".join([s.text, *s.detail])
        for group in told
        for s in group.sentences
        if s.change.address == "process"
    )
    assert MARK in str(data_of(root, "process")["set_aside"])
    assert MARK in run("-C", root, "mirror", "--all").out


THREAD = MARK.lower()


async def corrected(here: Running, name: str) -> dict[str, tuple[str, str]]:
    """Corrects a line of the session the cursor is on, which was closed: more words, or a thread; see :func:`of_line`."""
    await here.press("s", "enter")
    await here.until(lambda: here.name == "CaptureScreen")
    screen = here.app.screen
    assert isinstance(screen, CaptureScreen)
    await here.press("up")
    while screen.recording.line(screen.correcting.address).kind in (LineKind.ASIDE, LineKind.ITEM):
        await here.press("up")
    typed = f"#{THREAD}" if name == "threads" else MARK
    await here.type(f" {typed}")
    await here.press("enter", "escape")
    await here.until(lambda: here.name == "Frame")
    return {"text": (typed, typed), **({"threads": (THREAD, THREAD)} if name == "threads" else {})}


async def answered(here: Running) -> dict[str, tuple[str, str]]:
    """Says of the first that was brought in at the session the cursor is on what was done with it; see :func:`of_line`."""
    await here.press("i", "n", "ctrl+u", *MARK, "enter", "escape")
    await here.until(lambda: here.name == "Frame")
    return {"response": ("declined", spoken()("declined")), "response_why": (MARK, MARK)}


def of_line(path: tuple[str, ...], there: tuple[str, str]) -> Altered:
    """A field of a line that was changed: what the file has there, and how that is said."""
    label = next(of.meaning.label for of in fields(Line) if of.name == path[-1])
    return Altered(path, label, there[1], lambda value: there[0] in str(value))


def logs(root: Path, session: str) -> dict[str, Any]:
    """What was written down at a session, by the address of each log."""
    files = (root / session).glob("log-*.toml")
    return {f"{session}/{file.stem}": tomli.loads(file.read_text(encoding="utf-8")) for file in files}
