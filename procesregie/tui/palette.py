"""Anything, by typing a part of it: commands, records, people, dates. One list over all areas."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from textual import work
from textual.actions import parse
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from procesregie.insight.search import Hit, search
from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.model.address import ROOMS, Room
from procesregie.model.dossier import Dossier
from procesregie.model.grouptext import heading_of
from procesregie.model.party import Party
from procesregie.tui.areas.all import ways
from procesregie.tui.bars import key_words
from procesregie.tui.card import room_label
from procesregie.tui.listed import LEAST, PAUSE
from procesregie.tui.moments import day_past
from procesregie.tui.pick import Choice, Pick
from procesregie.tui.sessions.said import speakers
from procesregie.tui.sheet import Sheet
from procesregie.tui.text import ACCENT, STRONG, assembled, line, muted

if TYPE_CHECKING:
    from procesregie.tui.app import ProcesregieApp


MOST_SAID, MOST_TITLES = 40, 20
"""Places shown at most where something was said or written, beside those of titles."""
WHEN: dict[Room, str] = {"sessions": "date", "steps": "due", "decisions": "taken_on"}
"""The field that says when a record was."""


class Palette(Pick):
    """The palette over whatever screen is on."""

    def __init__(self) -> None:
        super().__init__(_("Anything"), (), hint=_("a name, a word of a title, a date, a command"))
        self._to_take = False
        self._ways: Sequence[Choice] = ()
        """The areas and their views: they stand there once something is typed."""

    def on_mount(self) -> None:
        self._choices = [*self._commands(), *record_choices(self.app.view.dossier)]
        super().on_mount()

    def choices(self, typed: str) -> Sequence[Choice]:
        """What has in it what was typed; for a day that was, everything as it stood then, after what is of that day."""
        if typed and not self._ways:
            self._ways = list(_ways())
            self._choices = [*self._choices, *self._ways]
        found = super().choices(typed)
        day = _day_that_was(typed, self.app.clock.today())
        if day is None or not any(choice.key == "do:screen.ask_then" for choice in self._choices):
            return found
        whole = re.compile(rf"(?<!\w){re.escape(' '.join(typed.lower().split()))}(?!\w)")
        of_it = [choice for choice in found if whole.search(choice.said)]
        stood = _("as it stood on {day}", day=spoken().day(day, "full"))
        then = Choice(f"do:screen.then_on('{day.isoformat()}')", line(stood))
        return [*of_it, then, *(choice for choice in found if choice not in of_it)]

    def _commands(self) -> Iterator[Choice]:
        """What can be done on the screen below, and in the whole app."""
        below = self.app.screen_stack[-2]
        seen: set[str] = set()
        for active in below.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.id not in (None, "palette", *seen) and binding.description:
                seen.add(str(binding.id))
                words = line(_(binding.tooltip or binding.description))
                key = line(key_words(binding), ACCENT)
                yield Choice(f"key:{binding.key.split(',')[0]}", words, str(binding.id), key)
        for action, words, found_by in getattr(below, "commands", list)():
            if _allowed(below, action):
                yield Choice(f"do:{action}", line(_(words)), found_by)
        if isinstance(below, Sheet) and self.app.view.dossier.get("process"):
            yield Choice("do:whom", line(_("whom do I need for this?")), "whom wie role rol")
            if "hand_over_pack" not in seen:
                words = line(_("the hand-over pack: what a successor has to know"))
                yield Choice("do:hand_over", words, "handover overdracht successor opvolger")
        yield Choice("do:turn_theme", line(_("light or dark")), "theme")
        yield Choice("do:turn_language", line(_("Nederlands or English")), "language taal")
        yield Choice("do:look_outside", line(_("see what was changed outside")), "refresh")
        if isinstance(below, Sheet):
            yield Choice("do:first", line(_("open another process")), "new open")

    def _show(self, typed: str, at: int | None = None) -> None:
        """What is called so at once; under it, when no letter follows, where it was said or written."""
        super()._show(typed, at)
        self._to_take = False
        if len(typed.strip()) >= LEAST:
            self._look(typed)

    @work(group="find", exclusive=True)
    async def _look(self, typed: str) -> None:
        await asyncio.sleep(PAUSE)
        hits = await self.app.read(lambda: list(self._said(typed)))
        if hits and typed == self.shown:
            self._add(hits)
            if self._to_take:
                self.action_take()

    def _add(self, hits: Sequence[Choice]) -> None:
        listed = self.query_one(OptionList)
        if self.picked is None:
            listed.clear_options()
        heading = assembled(line(_("Said and written"), STRONG), muted(f"  {_('the newest first')}"))
        listed.add_options([Option(heading, disabled=True), *(Option(hit.text, hit.key) for hit in hits)])
        if self.picked is None:
            listed.action_first()

    def _said(self, typed: str) -> Iterator[Choice]:
        """Lines of sessions, and texts inside records, that have what was typed in them."""
        dossier, lang = self.app.view.dossier, spoken()
        for hit in search(dossier, typed, MOST_SAID + MOST_TITLES, self.app.aside.breathe):
            if not hit.line and not hit.field:
                continue  # its title has it: it stands above
            who = " · ".join(filter(None, (speakers(dossier, hit.who) if hit.line else "", _(hit.field))))
            day = lang.lead(hit.on, self.app.view.today) if hit.on else " " * 6
            lead = muted(f"{day}  {who}: " if who else f"{day}  ")
            key = f"said:{hit.address}#{hit.line}" if hit.line else f"go:{hit.address}#{hit.field}"
            yield Choice(
                key,
                assembled(
                    lead, _marked(hit) if hit.excerpt else line(_(hit.stand)), "  ", muted(dossier.name(hit.address))
                ),
            )

    def action_take(self) -> None:
        """Does what was picked."""
        picked = self.picked
        if picked is None:
            self._to_take = True  # what is being looked for, when it is found
            return
        app = self.app
        self.dismiss(None)
        kind, _sep, what = picked.partition(":")
        if kind == "said":
            address, _sep, said = what.partition("#")
            app.call_later(app.action_go, address)
            app.call_later(read_back, app, address, said)
            return
        if kind == "key":
            app.call_later(app.simulate_key, what)
        elif kind == "do":
            app.call_later(app.run_action, what)
        else:
            app.call_later(app.action_go, what.partition("#")[0])


def _ways() -> Iterator[Choice]:
    """Every area, with its key, and every view of it."""
    for index, view, words, found_by in ways():
        key = line("" if view else str(index + 1), ACCENT)
        yield Choice(f"do:look({index}, {view!r})", line(words), found_by, key)


def read_back(app: ProcesregieApp, address: str, said: str) -> None:
    """Shows the line `said` among everything that was said in its session; where another screen is on, nothing."""
    from procesregie.tui.frame import Frame
    from procesregie.tui.sessions.responses import EVERYTHING, ResponsesScreen

    if isinstance(app.screen, Frame):
        app.push_screen(ResponsesScreen(address.partition("/")[2], said, EVERYTHING))


def _marked(hit: Hit) -> Content:
    """The words around what was found, it itself in the one colour."""
    text = line(hit.excerpt)
    for start, end in hit.marks:
        text = text.stylize(ACCENT, start, end)
    return text


def _day_that_was(typed: str, today: date) -> date | None:
    """The day that was typed, when it is one that was; a word or a bare number is none."""
    if not re.search(r"\d.*[^\d\s]|[^\d\s].*\d", typed):
        return None
    day = day_past(typed, today)
    return day if day is not None and day <= today else None


def _allowed(screen: Screen[Any], action: str) -> bool:
    """Whether `screen` does `action` now; what it leaves to the app is the app's affair."""
    space, name, parameters = parse(action)
    return space != "screen" or bool(screen.check_action(name, parameters))


def record_choices(dossier: Dossier) -> Iterator[Choice]:
    """Every record, text and person, with what they are called and when they were."""
    lang = spoken()
    if dossier.get("process"):
        yield Choice(
            "go:process",
            assembled(line(dossier.process.title), "  ", muted(_("Process"))),
            "process issue vraagstuk intent bedoeling",
        )
    for room in ROOMS:
        label = room_label(room)
        for id, record in dossier.room(room).items():
            on = getattr(record, WHEN[room]) if room in WHEN else None
            beside = "  ".join(part for part in (label, lang.day(on, "long") if on else "") if part)
            words = f"{id} {record.short}" if isinstance(record, Party) else id
            yield Choice(f"go:{room}/{id}", dossier.name(f"{room}/{id}"), words, beside=beside)
    for name, said in dossier.texts.items():
        beside = "  ".join(part for part in (_("Text"), heading_of(said)) if part)
        yield Choice(f"go:texts/{name}", name, "text tekst", beside=beside)
    for id, party in dossier.parties.items():
        for key, person in party.people.items():
            name = person.name or person.function or key
            yield Choice(f"go:table/{id}#{key}", name, key, beside=f"{_('Person')}  {party.title}")
