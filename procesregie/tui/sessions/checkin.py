"""Check-in: who is there, in a few keys for a whole table."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.capture.names import person_called
from procesregie.capture.words import SIGNS
from procesregie.language import N_
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.model.session import Presence, SessionKind
from procesregie.tui import signs
from procesregie.tui.sessions.host import Listed, Panel
from procesregie.tui.sessions.roll import Roll
from procesregie.tui.sessions.wrap import cut
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted

if TYPE_CHECKING:
    from procesregie.desk.recording import Recording
    from procesregie.tui.app import ProcesregieApp

MARKED = "check-in"
"""Where the journal keeps who was marked."""
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


class CheckIn(Panel):
    """Marks who is there; what was marked is written when it closes."""

    KEYS: ClassVar[list[BindingType]] = [
        Binding("enter", "panel('begin')", N_("begin"), id="checkin.begin"),
        Binding("space", "panel('mark')", N_("present"), id="checkin.mark"),
        Binding("a", "panel('apologise')", N_("apologies sent"), id="checkin.apologise"),
        Binding("asterisk", "panel('everybody')", N_("everybody"), key_display="*", id="checkin.everybody"),
        Binding("slash", "panel('find')", N_("find"), key_display="/", id="checkin.find"),
        Binding("p", "panel('people')", N_("people"), id="checkin.people"),
        Binding("escape", "panel('back')", N_("back"), id="checkin.back"),
    ]
    help_title = N_("Check-in")
    help_text = N_(
        "Who is there? Space marks a party present, a notes its apologies, p shows its people. Type / and"
        " a few letters to find one; a name that is not there yet becomes a party with Enter. * marks "
        "everybody who was invited. Enter begins; if somebody comes later, that is a line: “in @name”."
    )

    def __init__(self, recording: Recording, done: Callable[[], None]) -> None:
        """`done` is called when it was closed and everything is written."""
        super().__init__(id="checkin")
        self.recording = recording
        self._done = done
        self.finding = False
        self._people_of: set[str] = set()
        """Parties whose people are shown."""

    def compose(self) -> ComposeResult:
        yield Static(id="counted")
        yield Listed(id="roll", markup=False, compact=True)

    @property
    def _app(self) -> ProcesregieApp:
        return cast("ProcesregieApp", self.app)

    @property
    def typing(self) -> bool:
        return self.finding

    def opened(self) -> None:
        self.roll = Roll(self.recording.desk.dossier, self.recording.sitting.session)
        self.roll.mark_again(json.loads(self.recording.half_way.get(MARKED, "{}")))
        self.finding = False
        self._show()

    def typed(self, text: str) -> None:
        self._show()

    # -- keys

    def pressed(self, event: events.Key) -> bool:
        """What a key does, in the order it was typed; whether it was taken."""
        if self.query_one(Listed).move(event.key):
            return True
        if self.finding:
            return self._while_finding(event)
        does = {
            "enter": self.do_begin,
            "space": self.do_mark,
            "a": self.do_apologise,
            "asterisk": self.do_everybody,
            "slash": self.do_find,
            "p": self.do_people,
            "escape": self.do_back,
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

    def _take_found(self) -> None:
        """Marks what was found as present, or makes a party of a name nobody has; then finds on."""
        text, under = self.prompt.value.strip(), self.query_one(Listed).under
        if not text:
            self._find(False)
        elif under == NEW:
            self.prompt.take()
            self._make(text)
        elif under:
            self._mark(under, Presence.PRESENT)
            self.prompt.take()

    # -- actions

    def do_mark(self) -> None:
        """Present, or not; a person makes the party present."""
        under = self.query_one(Listed).under
        party, _slash, person = under.partition("/")
        if person:
            self.roll.toggle_person(party, person)
        elif party:
            self.roll.toggle(party)
        self._show(down=not person)

    def do_apologise(self) -> None:
        """Sent apologies, or not."""
        party = self.query_one(Listed).under.partition("/")[0]
        if party:
            self.roll.apologise(party)
            self._show(down=True)

    def do_everybody(self) -> None:
        """Everybody who was invited."""
        self.roll.everybody()
        self._show()

    def do_find(self) -> None:
        """Letters find a party, or name a new one."""
        self._find(True)

    def do_people(self) -> None:
        """Shows the people of this party, or hides them."""
        party = self.query_one(Listed).under.partition("/")[0]
        if party and not self._people(party):
            self.refuse(_("Nobody of {party} is on record by name.", party=self.roll.title(party)))
        elif party:
            self._people_of.symmetric_difference_update({party})
            self._show()

    def do_begin(self) -> None:
        """Writes what was marked, and gives the keys back: what is typed meanwhile waits for it."""
        written, people = self.roll.written(), dict(self.roll.people)

        async def write() -> None:
            if written:
                await self._app.try_to(self.recording.check_in, written, people)
            self.recording.type("", MARKED)
            self.host.close_panel()
            self._done()

        self.host.holding(write)

    def do_back(self) -> None:
        """Back to the session; what was marked is kept all the same."""
        self.do_begin()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id == NEW:
            self._take_found()
        else:
            self.do_mark()

    def _find(self, on: bool) -> None:
        self.finding = on
        self.host.sign(line(" / ", ACCENT) if on else None)
        self.host.listen()
        self.prompt.take()
        self._show()

    def _mark(self, under: str, presence: Presence) -> None:
        party, _slash, person = under.partition("/")
        if person and person not in self.roll.people.get(party, ()):
            self.roll.toggle_person(party, person)
        self.roll.put(party, presence)

    def _make(self, title: str) -> None:
        """A party that came unexpectedly: made at once, present."""
        desk = self.recording.desk

        async def make() -> None:
            address = await self._app.try_to(desk.create, "table", title)
            if address is not None:
                self.roll.dossier = desk.dossier
                self.roll.put(address.removeprefix("table/"), Presence.PRESENT)
            self._show()

        self.host.holding(make)

    # -- what is shown

    def _show(self, down: bool = False) -> None:
        """Draws the list anew, the cursor where it was, or one `down`; what was marked is in the journal from now on."""
        if self.roll.changed:
            self.recording.type(json.dumps(self.roll.marked), MARKED)
        rows = self.query_one(Listed)
        under, at = self.query_one(Listed).under, rows.highlighted or 0
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
        short = max((cell_len(self.roll.short(name)) for name in found), default=0)
        options = []
        for name in found:
            options.append(Option(self._row(name, room, short), name))
            if name in self._people_of or (text and self._person_found(name, text)):
                options += [Option(self._person(name, person), f"{name}/{person}") for person in self._people(name)]
        name = text.strip()
        if found:
            return options
        if not name:
            words = _("Nobody at the table yet: / and a name, then Enter.")
            options.append(Option(muted(words), disabled=True))
        elif said_in_the_session(name):
            words = _("This reads like a line for the session. Esc, Enter, and you can type it there.")
            options.append(Option(muted(words), disabled=True))
        else:
            options.append(
                Option(assembled(line("+ ", ACCENT), line(_("“{name}” is new at the table", name=name))), NEW)
            )
        return options

    def _person_found(self, party: str, text: str) -> bool:
        wanted = text.strip().casefold()
        return any(wanted in person_called(self.roll.dossier, f"{party}/{p}").casefold() for p in self._people(party))

    def _people(self, party: str) -> list[str]:
        record = self.roll.dossier.parties.get(party)
        return [name for name, person in record.people.items() if person.until is None] if record else []

    def _row(self, party: str, room: int, short: int) -> Content:
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
            muted(self.roll.short(party)),
            " " * (short - cell_len(self.roll.short(party))),
            "  ",
            joined([muted(word) for word in beside if word]),
        )

    def _person(self, party: str, person: str) -> Content:
        there = person in self.roll.people.get(party, ())
        name = line(person_called(self.roll.dossier, f"{party}/{person}"), STRONG if there else "")
        return assembled(line(f"    {signs.DONE if there else signs.OPEN} ", ACCENT if there else ""), name)

    def _counted(self) -> Content:
        parts = [_("Check-in"), many("{n} present", "{n} present", self.roll.counted(Presence.PRESENT))]
        if self.recording.sitting.session.kind is SessionKind.WRITTEN:
            parts.insert(1, _("in writing: mark whom you asked"))
        if n := self.roll.counted(Presence.APOLOGIES):
            parts.append(many("{n} sent apologies", "{n} sent apologies", n))
        if n := self.roll.counted(Presence.INVITED):
            parts.append(many("{n} not yet", "{n} not yet", n))
        return joined([line(parts[0], STRONG), *(muted(part) for part in parts[1:])])

    def on_resize(self) -> None:
        if self.has_class("-open"):
            self._show()


def said_in_the_session(text: str) -> bool:
    """Whether `text` is no name but a captured line, typed before the session was begun."""
    return text[0] in SIGNS or (text[0] == "@" and " " in text)
