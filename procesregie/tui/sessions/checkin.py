"""Check-in: who is there, in a few keys for a whole table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.capture.names import person_called
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.language.trouble import Trouble
from procesregie.model.session import Presence
from procesregie.tui import signs
from procesregie.tui.bars import KeyBar
from procesregie.tui.sessions.prompt import Prompt, PromptScreen
from procesregie.tui.sessions.roll import Roll
from procesregie.tui.sessions.wrap import cut
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted

if TYPE_CHECKING:
    from procesregie.desk.recording import Recording

NEW = "+"
"""The key of the row that makes a party of what was typed."""
_GLYPH: dict[Presence | None, str] = {
    Presence.PRESENT: signs.DONE,
    Presence.APOLOGIES: "–",
    Presence.ABSENT: signs.ENDED,
    Presence.INVITED: signs.OPEN,
    None: " ",
}
_WORD: dict[Presence | None, str] = {
    Presence.PRESENT: N_("present"),
    Presence.APOLOGIES: N_("apologies"),
    Presence.ABSENT: N_("absent"),
    Presence.INVITED: N_("invited"),
    None: "",
}


class People(OptionList, can_focus=False):
    """The list; the prompt keeps the focus and moves it."""


class CheckInScreen(PromptScreen[bool]):
    """Marks who is there; its result is whether anything was written."""

    CSS_PATH = "sessions.tcss"
    HELP = N_(
        "Who is there? Space marks a party present, a notes its apologies, p shows its people. "
        "Type / and a few letters to find one; a name that is not there yet becomes a party with Enter. "
        "* marks everybody who was invited. Enter begins; who comes later is a line: “in @name”."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", N_("begin"), id="checkin.begin"),
        Binding("space", "mark", N_("present"), id="checkin.toggle"),
        Binding("a", "apologise", N_("sends word"), id="checkin.apologies"),
        Binding("asterisk", "everybody", N_("everybody"), key_display="*", id="checkin.everybody"),
        Binding("slash", "find", N_("find"), key_display="/", id="checkin.find"),
        Binding("p", "people", N_("people"), id="checkin.people"),
        Binding("escape", "back", N_("back"), id="checkin.back"),
    ]

    def __init__(self, recording: Recording) -> None:
        super().__init__()
        self.recording = recording
        self.roll = Roll(recording.desk.dossier, recording.sitting.session)
        self.prompt = Prompt(self._pressed, lambda _text: self._show(), id="find")
        self.finding = self.prompt.reads_letters = False
        self._open: set[str] = set()
        """Parties whose people are shown."""
        self._ready = False

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield Static(id="counted")
        yield People(id="roll", markup=False, compact=True)
        with Horizontal(id="finder"):
            yield Static("/ ", id="sign", markup=False)
            yield self.prompt
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        session = self.recording.sitting.session
        when = muted(spoken().day(session.date, "medium"))
        self.query_one("#head", Static).update(joined([line(_("Check-in"), STRONG), line(session.title), when]))
        self._ready = True
        self._show()

    # -- keys

    def _pressed(self, event: events.Key) -> bool:
        """What a key does, in the order it was typed; whether it was taken."""
        if event.key in ("up", "down", "pageup", "pagedown", "home", "end"):
            self._move(event.key)
            return True
        if self.finding:
            return self._while_finding(event)
        does = {
            "enter": self.action_begin,
            "space": self.action_mark,
            "a": self.action_apologise,
            "asterisk": self.action_everybody,
            "slash": self.action_find,
            "p": self.action_people,
            "escape": self.action_back,
        }.get(event.key)
        if does is not None:
            does()
        return does is not None

    def _while_finding(self, event: events.Key) -> bool:
        if event.key == "escape":
            self._find(False)
        elif event.key == "enter":
            self._take_found()
        else:
            return False
        return True

    def _move(self, key: str) -> None:
        rows = self.query_one(People)
        {
            "up": rows.action_cursor_up,
            "down": rows.action_cursor_down,
            "pageup": rows.action_page_up,
            "pagedown": rows.action_page_down,
            "home": rows.action_first,
            "end": rows.action_last,
        }[key]()

    def _take_found(self) -> None:
        """Marks what was found as present, or makes a party of a name nobody has; then finds on."""
        text, under = self.prompt.value.strip(), self._under()
        if not text:
            self._find(False)
        elif under == NEW:
            self.prompt.take()
            self._make(text)
        elif under:
            self._mark(under, Presence.PRESENT)
            self.prompt.take()

    # -- actions

    def action_mark(self) -> None:
        under = self._under()
        party, _slash, person = under.partition("/")
        if person:
            self.roll.toggle_person(party, person)
        elif party:
            self.roll.toggle(party)
        self._show(down=not person)

    def action_apologise(self) -> None:
        party = self._under().partition("/")[0]
        if party:
            self.roll.apologise(party)
            self._show(down=True)

    def action_everybody(self) -> None:
        self.roll.everybody()
        self._show()

    def action_find(self) -> None:
        self._find(True)

    def action_people(self) -> None:
        party = self._under().partition("/")[0]
        if party:
            self._open.symmetric_difference_update({party})
            self._show()

    def action_begin(self) -> None:
        self._write()

    def action_back(self) -> None:
        self._write()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id == NEW:
            self._take_found()
        else:
            self.action_mark()

    def _find(self, on: bool) -> None:
        self.finding = self.prompt.reads_letters = on
        self.refresh_bindings()
        self.set_class(on, "-finding")
        self.prompt.take()
        self._show()

    def _mark(self, under: str, presence: Presence) -> None:
        party, _slash, person = under.partition("/")
        if person and person not in self.roll.people.get(party, ()):
            self.roll.toggle_person(party, person)
        self.roll.put(party, presence)

    @work
    async def _make(self, title: str) -> None:
        """A party that came unexpectedly: made at once, present."""
        desk = self.recording.desk
        try:
            address = await self.app.write(desk.create, "table", title)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        self.roll.dossier = desk.dossier
        self.roll.put(address.removeprefix("table/"), Presence.PRESENT)
        self._show()

    @work
    async def _write(self) -> None:
        written = self.roll.written()
        try:
            if written:
                await self.app.write(self.recording.check_in, written, self.roll.people)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        self.dismiss(bool(written))

    # -- what is shown

    def _under(self) -> str:
        rows = self.query_one(People)
        if rows.highlighted is None:
            return ""
        return rows.get_option_at_index(rows.highlighted).id or ""

    def _show(self, down: bool = False) -> None:
        """Draws the list anew, the cursor where it was, or one `down`."""
        if not self._ready:
            return
        rows = self.query_one(People)
        under, at = self._under(), rows.highlighted or 0
        options = list(self._options())
        rows.set_options(options)
        ids = [option.id for option in options]
        at = 0 if self.finding else ids.index(under) if under in ids else min(at, len(ids) - 1)
        if ids:
            rows.highlighted = min(at + down, len(ids) - 1)
        self.query_one("#counted", Static).update(self._counted())

    def _options(self) -> list[Option]:
        text = self.prompt.value if self.finding else ""
        found = self.roll.found(text)
        wide = max((cell_len(self.roll.title(name)) for name in found), default=0)
        room = min(wide, max(16, self.size.width - 34))
        options = []
        for name in found:
            options.append(Option(self._row(name, room), name))
            if name in self._open or (text and self._person_found(name, text)):
                options += [Option(self._person(name, person), f"{name}/{person}") for person in self._people(name)]
        if text.strip() and not found:
            options.append(
                Option(assembled(line("+ ", ACCENT), line(_("“{name}” is new at the table", name=text.strip()))), NEW)
            )
        return options

    def _person_found(self, party: str, text: str) -> bool:
        wanted = text.strip().casefold()
        return any(wanted in person_called(self.roll.dossier, f"{party}/{p}").casefold() for p in self._people(party))

    def _people(self, party: str) -> list[str]:
        record = self.roll.dossier.parties.get(party)
        return [name for name, person in record.people.items() if person.until is None] if record else []

    def _row(self, party: str, room: int) -> Content:
        presence = self.roll.presence(party)
        title = cut(self.roll.title(party), room)
        there = len(self.roll.people.get(party, ()))
        beside = [_(_WORD[presence]) if presence is not Presence.INVITED else ""]
        beside.append(many("{n} person", "{n} people", there) if there else "")
        here = presence is Presence.PRESENT
        return assembled(
            line(f"{_GLYPH[presence]} ", ACCENT if here else ""),
            line(title, STRONG if here else ""),
            " " * (room - cell_len(title) + 2),
            muted(self.roll.short(party).ljust(14)),
            "  ",
            joined([muted(word) for word in beside if word]),
        )

    def _person(self, party: str, person: str) -> Content:
        there = person in self.roll.people.get(party, ())
        name = line(person_called(self.roll.dossier, f"{party}/{person}"), STRONG if there else "")
        return assembled(line(f"    {signs.DONE if there else signs.OPEN} ", ACCENT if there else ""), name)

    def _counted(self) -> Content:
        parts = [many("{n} present", "{n} present", self.roll.counted(Presence.PRESENT))]
        if n := self.roll.counted(Presence.APOLOGIES):
            parts.append(many("{n} sent apologies", "{n} sent apologies", n))
        if n := self.roll.counted(Presence.INVITED):
            parts.append(many("{n} not yet", "{n} not yet", n))
        return joined([muted(part) for part in parts])

    def on_resize(self) -> None:
        self._show()
