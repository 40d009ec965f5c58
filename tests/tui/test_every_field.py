"""Every field of every record, taken from the model: what is typed into its form stands in the file, on the card, in
``show`` and in the data.

Nothing here lists a field. A field that is declared and not kept by the program itself is filled in by keys, in both
languages; one that no form offers, or that no card shows, fails.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import tomli
from textual.widgets import Input, OptionList

from procesregie.change.tally import counted
from procesregie.language import Language, language
from procesregie.model.address import address_of, file_of, model_of, owner_of
from procesregie.model.declare import fields
from procesregie.model.log import Line, LineKind, Log
from procesregie.tui.areas.all import area_of
from procesregie.tui.card import UNNAMED
from procesregie.tui.forms.editors import LineEditor, TextEditor
from procesregie.tui.forms.form import RowForm
from procesregie.tui.forms.rows import RowsEditor
from procesregie.tui.pick import Pick, PickMany
from procesregie.tui.record_form import RecordForm
from procesregie.tui.sessions.capture import CaptureScreen
from procesregie.tui.sessions.said import SIGNS
from tests.cli import conftest as cli
from tests.cli.conftest import Runner
from tests.every import ABOUT, TITLES, Case, addresses, as_json, at, cases, write_records
from tests.tui.hand import Hand
from tests.tui.made import PROCESS, written
from tests.tui.running import Running, running
from tests.tui.seen import painted

run = cli.run
pytestmark = pytest.mark.usefixtures("few_paints")
SMALL = 60, 20
FORMS = [address for address in addresses() if "/log-" not in address]
"""A record of each kind that has a form; a line of a log is typed in the line of its session."""


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A process with one record of each kind, and another to point at."""
    bare = {name: PROCESS[name] for name in ("format", "id", "title", "language")}
    written(tmp_path / "wijk", {"process": bare})
    write_records(tmp_path / "wijk")
    return tmp_path / "wijk"


class Typist(Hand):
    """Fills in the fields of a form, one after the other."""

    async def pick(self, label: str) -> None:
        """Types a label in the list that is open, and takes what stands on top."""
        screen = self.app.screen
        assert isinstance(screen, Pick), self.here.name
        line, listed, taken = screen.query_one(Input), screen.query_one(OptionList), set(screen.taken or ())

        def took() -> bool:
            return self.app.screen is not screen or (isinstance(screen, PickMany) and screen.taken != taken)

        if line.value:
            await self.press("ctrl+u", lambda: not line.value)
        await self.type(label, lambda: line.value == label and label in _on(listed))
        await self.press("enter", took)

    async def fill(self, one: Case) -> None:
        """Fills in a field of the form on top as somebody would."""
        form, meaning = self.form, one.of.meaning
        editor = await self.reach(one.path[-1])
        if isinstance(editor, LineEditor):
            if editor.value:
                await self.press("end", lambda: editor.cursor_position == len(editor.value))
                await self.press("ctrl+u", lambda: not editor.value)
            await self.type(one.typed, lambda: editor.value == one.typed)
        elif isinstance(editor, TextEditor):
            await self.type(one.typed, lambda: editor.text == one.typed)
        elif meaning.form == "flag":
            await self.press("space", lambda: editor.changed)
        else:
            await self.press("enter", self.picking)
            for label in one.said:
                await self.pick(label)
            if meaning.form in ("refs", "choices", "lines"):
                await self.press("f2", lambda: self.app.screen is form)
            await self.until(lambda: self.app.screen is form and form.focused is editor, one.name)

    async def fill_row(self, table: str, some: Iterable[Case]) -> None:
        """Adds a row to a table of the form on top, with every field of it."""
        form, rows = self.form, await self.reach(table)
        assert isinstance(rows, RowsEditor)
        await self.press("end", lambda: rows.highlighted == len(rows.options) - 1)
        room, about = rows.of.meaning.room, rows.of.meaning.about
        if room or about:
            await self.press("enter", self.picking)
            await self.pick(TITLES[room] if room else ABOUT[about][1])
            await self.until(self.in_form(RowForm), table)
        else:
            await self.press("enter", self.in_form(RowForm))
        places = {name: place for place, name in enumerate(self.form.editors)}
        for one in sorted(some, key=lambda one: places.get(one.path[-1], 0)):
            await self.fill(one)
        await self.press("f2", lambda: self.app.screen is form and form.focused is rows)


def _on(listed: OptionList) -> str:
    """The row of a list the cursor is on."""
    option = listed.highlighted_option
    return str(option.prompt) if option is not None else ""


async def typed(here: Running, address: str, found: list[Case]) -> str:
    """Fills in the form of a record by keys and saves it; what its card says then."""
    hand = Typist(here)
    here.app.action_go(owner_of(address))
    await here.settle()
    if address.endswith("/after"):  # a decision that was taken stays what it was: what came after is asked for
        await hand.press("e", lambda: here.name == "Choose" and here.app.screen.focused is not None)
        await hand.press("enter", hand.in_form(RecordForm))
    else:
        await hand.press("e", hand.in_form(RecordForm))
    for table, some in groupby(found, key=lambda one: one.path[0] if len(one.path) == 3 else ""):
        if table:
            await hand.fill_row(table, some)
        else:
            for one in some:
                await hand.fill(one)
    await hand.press("f2", lambda: here.name == "Frame")
    await here.settle()
    return " ".join(here.card.split()).casefold()  # as one reads it, however wide it is


def in_file(data: Any, path: tuple[str, ...]) -> Any:
    """What stands at `path`, where a row that was added has a key of its own."""
    if len(path) == 3 and path[1] == "rij":
        rows = (data or {}).get(path[0], {})
        return next((row.get(path[2]) for key, row in rows.items() if key not in ("anna", "piet", "prijs")), None)
    return at(data, path)


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("address", FORMS)
async def test_what_is_typed_in_a_form_comes_back(run: Runner, filled: Path, address: str, code: str) -> None:
    lang = language(code)
    found = list(cases(address, lang))
    if address.endswith("/after"):
        file = filled / file_of(owner_of(address))
        file.write_text('state = "taken"\n' + file.read_text(encoding="utf-8"), encoding="utf-8")
    async with running(filled, SMALL, code) as here:
        card = await typed(here, address, found)
    written_down = tomli.loads((filled / file_of(address)).read_text(encoding="utf-8"))
    shown = run("-C", filled, "--language", code, "show", address).out
    as_data = run("-C", filled, "--language", code, "show", address, "--json").json["record"]
    for one in found:
        assert in_file(written_down, one.path) == one.plain, one.name
        assert in_file(as_data, one.path) == as_json(one.plain), one.name
        assert all(said in shown for said in one.said), f"show does not say {one.name}"
        for said in told_on_card(address, one, lang):
            assert " ".join(said.split()).casefold() in card, f"no card shows {one.name}"


def told_on_card(address: str, one: Case, lang: Language) -> list[str]:
    """What a card says of a field: its value; its label too, but for what a row is called by, and for what the card of
    an area tells in a way of its own."""
    label = lang(one.of.meaning.label)
    if len(one.path) == 3 and one.of.meaning.form == "flag":
        return [label]
    by = called_by(address, one)
    own = one.path[0] in area_of(owner_of(address)).skip
    return [*one.said, *([] if by or own else [label])]


def called_by(address: str, one: Case) -> bool:
    """Whether `one` is what its record or row is called by, or plainly what it is."""
    if len(one.path) == 1:
        return one.path[0] == "title"
    table = next(of for of in fields(model_of(address)) if of.name == one.path[0])
    assert table.meaning.row is not None
    return one.path[-1] in (*table.meaning.row.called_by, *UNNAMED)


# -- a line of the log has no form: it is typed in the line of its session, and answered where input is answered

SESSION = "sessions/2026-03-12-tafel"
TYPED = (
    "# warmtebron",
    "! We beginnen in de Lindestraat",
    ": @toren-b bezwaar de kosten zijn niet onderbouwd",
    "@toren-b het net is vol, zegt @haardstee, en @onbekend weet meer #warmte",
    "+ @toren-b",
    "> @toren-b belt de aannemer voor 2 april",
    "@toren-b schreef:\nhet eerste\nhet tweede",
)
WHY = "daar gaat de tafel niet over [/"


def on_screen(name: str, line: Line, lang: Language) -> str:
    """What must stand on the screen of the field `name` of a line that has it."""
    stand = lang(line.position.value) if line.position else ""
    return {
        "at": f"{line.at:%H:%M}",
        "kind": SIGNS[line.kind],
        "by": "toren-b" if line.kind is not LineKind.ITEM else "",
        "text": "Warmtebron" if line.kind is LineKind.ITEM else line.text.split("\n")[0],
        "item": "Warmtebron",
        "mentions": "@haardstee",
        "threads": "#warmte",
        "who": lang("who? {names}", names="@onbekend"),
        "due": lang.day(line.due, "medium"),
        "position": stand,
        "on": counted(line.position, 1, lang)
        if line.position
        else "",  # how positions are spread stands under what they are about
        "pasted": "het tweede",
        "unclear": lang("read back"),
        "response": f"→ {lang(line.response.value)}" if line.response else "",
        "response_why": WHY,
    }[name]


@pytest.mark.parametrize("code", ["nl", "en"])
async def test_what_is_typed_in_a_session_comes_back(run: Runner, filled: Path, code: str) -> None:
    lang = language(code)
    (filled / file_of(f"{SESSION}/log-noor")).unlink()
    async with running(filled, (120, 36), code) as here:
        here.app.action_go(SESSION)
        await here.press("s")
        await here.until(lambda: here.name == "CaptureScreen")
        await here.press("escape")
        for text in TYPED:
            await here.type(text)
            await here.press("enter")
        screen = here.app.screen
        assert isinstance(screen, CaptureScreen)
        told = [(e.time, e.sign, e.who, e.text, e.mark, e.below) for e in screen.stream.entries]
        said = " ".join(word for entry in told for word in entry)
        await here.press("escape")
        await here.until(lambda: here.name == "Frame")
        await here.press("i")
        await here.until(lambda: here.name == "ResponsesScreen")
        await here.press("end", "n")
        await here.until(lambda: here.name == "Ask")
        await here.type(WHY)
        await here.press("enter")
        await here.until(lambda: here.name == "ResponsesScreen")
        said += " ".join("\n".join(painted(here.app.screen)).split())
    [file] = filled.rglob("log-*.toml")
    data = tomli.loads(file.read_text(encoding="utf-8"))
    log = Log.from_data(data)
    address = address_of(file.relative_to(filled).as_posix())
    assert address is not None
    shown = run("-C", filled, "--language", code, "show", address, "--json").json["record"]["lines"]
    for of in fields(Line):
        if of.meaning.kept:
            continue
        some = [key for key, row in data["lines"].items() if of.name in row]
        assert some, f"nothing that is typed in a session fills {of.name}"
        for key in some:
            assert on_screen(of.name, log.lines[key], lang) in said, f"no screen shows {of.name}"
            assert shown[key][of.name] == as_json(data["lines"][key][of.name]), of.name
