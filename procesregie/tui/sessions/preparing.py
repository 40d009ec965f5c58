"""Preparing a session: its question, its programme, who is invited, and beside it what the last one left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.insight.preparation import Preparation, prepare
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.model.ids import new_key
from procesregie.model.session import Attendance, Item, Presence, Session
from procesregie.tui import signs
from procesregie.tui.areas.sessions import preparation_blocks
from procesregie.tui.bars import KeyBar
from procesregie.tui.layout import Card
from procesregie.tui.pick import Choice, PickMany
from procesregie.tui.sessions.prompt import Prompt
from procesregie.tui.sessions.rows import Rows
from procesregie.tui.sheet import Sheet
from procesregie.tui.text import STRONG, assembled, joined, line, muted, plain

QUESTION, INVITED = "question", "invited"
_TIMED = re.compile(r"(?P<title>.*?)(?:\s+(?P<minutes>\d{1,3})\s*(?:′|'|min\w*)?)?\s*", re.DOTALL)
STEP = 100
"""Between the numbers that put items in order, so that one can be put between them."""


def item_typed(item: Item) -> str:
    """An item as one types it: its title and its minutes."""
    return f"{item.title} {item.minutes}" if item.minutes else item.title


def read_item(text: str, before: Item | None = None) -> Item | None:
    """The item that `text` names, with what `before` had beside its title; None when it has no title."""
    found = _TIMED.fullmatch(text.strip())
    if found is None or not found["title"].strip():
        return None
    minutes = int(found["minutes"]) if found["minutes"] else None
    return (before or Item(title="-")).model_copy(update={"title": found["title"].strip(), "minutes": minutes})


class PrepareScreen(Sheet[None]):
    """The preparation of one session."""

    CSS_PATH = "sessions.tcss"
    HELP = N_(
        "What is the question of this conversation, what comes up, and who is invited? Beside it stands what earlier "
        "sessions left: b brings something of it onto the programme. A programme item is a line: its title and, if you "
        "like, its minutes. Everything is written at once."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", N_("write"), id="prepare.edit"),
        Binding("a", "add", N_("add an item"), id="prepare.add"),
        Binding("b", "bring", N_("bring in"), id="prepare.bring", tooltip=N_("something that was left, as an item")),
        Binding("i", "invite", N_("invite"), id="prepare.invite"),
        Binding("K,shift+up", "move(-1)", N_("up"), id="prepare.up", show=False),
        Binding("J,shift+down", "move(1)", N_("down"), id="prepare.down", show=False),
        Binding("x", "drop", N_("take out"), id="prepare.drop"),
        Binding("e", "form", N_("form"), id="prepare.form"),
        Binding("s", "begin", N_("begin"), id="prepare.begin", tooltip=N_("check-in, and then the session itself")),
        Binding("escape", "back", N_("back"), id="prepare.back"),
    ]

    def __init__(self, session: str) -> None:
        super().__init__()
        self.id_of_session = session
        self.prompt = Prompt(self._pressed, id="prompt")
        self._then: Callable[[str], object] | None = None
        self._half: dict[str, str] = {}
        self._place = ""

    @property
    def session(self) -> Session:
        return self.app.desk.dossier.sessions[self.id_of_session]

    @property
    def address(self) -> str:
        return f"sessions/{self.id_of_session}"

    @property
    def left(self) -> Preparation:
        """What earlier sessions left."""
        return prepare(self.app.desk.dossier, self.app.clock.today(), self.id_of_session)

    @property
    def programme(self) -> list[tuple[str, Item]]:
        """The items in order."""
        return sorted(self.session.programme.items(), key=lambda pair: (pair[1].order or 0, pair[0]))

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Horizontal(id="preparing"):
            with Vertical(id="plan-side"):
                yield Rows(id="plan", markup=False, compact=True)
            with VerticalScroll(id="left-side", can_focus=False):
                yield Static(id="left-text")
        with Horizontal(id="line"):
            yield Static(" › ", id="sign", markup=False)
            yield self.prompt
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.app.changed.subscribe(self, lambda _addresses: self.show())
        self.query_one(Rows).focus()
        self.show()

    # -- what is shown

    def show(self) -> None:
        """The session as it stands, and what it starts from."""
        session, rows = self.session, self.query_one(Rows)
        day = muted(spoken().day(session.date, "full"))
        self.query_one("#head", Static).update(joined([line(_("Preparing"), STRONG), line(session.title), day]))
        option, at = rows.highlighted_option, rows.highlighted
        under = option.id if option else None
        rows.set_options(list(self._rows(session)))
        ids = [option.id for option in rows.options]
        rows.highlighted = ids.index(under) if under and under in ids else min(at or 1, len(ids) - 1)
        blocks = list(preparation_blocks(self.app.view, self.left))
        card = Card(blocks[:-1]) if blocks else Card.of_text(_("Earlier sessions left nothing for this one."))
        self.query_one("#left-text", Static).update(card)

    def _rows(self, session: Session) -> Iterator[Option]:
        yield Option(line(_("The question"), STRONG), disabled=True)
        question = session.question.strip()
        yield Option(
            plain(question) if question else muted(_("not yet: what do we want to know from each other?")), QUESTION
        )
        planned = sum(item.minutes or 0 for item in session.programme.values())
        total = muted(f"  {planned}′") if planned else Content("")
        yield Option(assembled("\n", line(_("Programme"), STRONG), total), disabled=True)
        for key, item in self.programme:
            minutes = muted(f"  {item.minutes}′") if item.minutes else Content("")
            yield Option(assembled(muted(f"{signs.OPEN} "), line(item.title), minutes), f"item {key}")
        if not session.programme:
            yield Option(muted(_("empty; a adds an item, b brings in what was left")), "item")
        there = len(session.attendance)
        names = ", ".join(self.app.desk.dossier.name(f"table/{party}") for party in session.attendance)
        counted = muted(f"  {many('{n} party', '{n} parties', there)}") if there else Content("")
        yield Option(assembled("\n", line(_("Invited"), STRONG), counted), disabled=True)
        yield Option(
            plain(names) if names else muted(_("nobody yet: at check-in everybody at the table is listed")), INVITED
        )

    @property
    def _under(self) -> str:
        option = self.query_one(Rows).highlighted_option
        return (option.id or "") if option else ""

    @property
    def _key(self) -> str:
        """The item the cursor is on."""
        return self._under.removeprefix("item").strip() if self._under.startswith("item") else ""

    # -- the line below

    def _ask(self, place: str, text: str, then: Callable[[str], object]) -> None:
        self._place, self._then = place, then
        self.add_class("-typing")
        self.prompt.put(self._half.get(place, text))
        self.prompt.focus()
        self.refresh_bindings()

    def _pressed(self, event: events.Key) -> bool:
        """Enter takes what was typed, Esc leaves it for later."""
        if event.key not in ("enter", "escape"):
            return False
        text, then = self.prompt.value, self._then
        if event.key == "escape":
            self._half[self._place] = text
        else:
            self._half.pop(self._place, None)
        self._then = None
        self.prompt.take()
        self.remove_class("-typing")
        self.query_one(Rows).focus()
        if event.key == "enter" and then is not None:
            then(text)
        return True

    # -- what changes

    @work(group="preparing")
    async def _save(self, **fields: object) -> None:
        await self.app.try_to(self.app.desk.save, self.address, self.session.model_copy(update=fields))
        self.show()

    def _put(self, key: str, item: Item | None) -> None:
        if item is not None:
            self._save(programme={**self.session.programme, key: item})

    def action_edit(self) -> None:
        """Writes what the cursor is on."""
        if self._under == QUESTION:
            self._ask(QUESTION, self.session.question.strip(), lambda text: self._save(question=text))
        elif self._under == INVITED:
            self.action_invite()
        elif key := self._key:
            item = self.session.programme[key]
            self._ask(key, item_typed(item), lambda text: self._put(key, read_item(text, item)))
        else:
            self.action_add()

    def action_add(self) -> None:
        """An item at the end of the programme, and the next one after it."""

        def added(text: str) -> None:
            item = read_item(text)
            if item is not None:
                self._save(programme={**self.session.programme, **self._at_end([item])})
                self.action_add()

        self._ask("add", "", added)

    def _at_end(self, items: list[Item]) -> dict[str, Item]:
        """`items` with a key and a number of their own, after those there are."""
        last = max((item.order or 0 for item in self.session.programme.values()), default=0)
        found: dict[str, Item] = {}
        for n, item in enumerate(items, 1):
            key = new_key({*self.session.programme, *found})
            found[key] = item.model_copy(update={"order": last + n * STEP})
        return found

    def action_drop(self) -> None:
        """Takes the item out of the programme."""
        if key := self._key:
            self._save(programme={k: item for k, item in self.session.programme.items() if k != key})

    def action_move(self, by: int) -> None:
        """Moves the item up or down."""
        keys = [key for key, _item in self.programme]
        if self._key not in keys:
            return
        at = keys.index(self._key)
        to = at + by
        if 0 <= to < len(keys):
            keys[at], keys[to] = keys[to], keys[at]
            programme = self.session.programme
            numbered = {k: programme[k].model_copy(update={"order": (n + 1) * STEP}) for n, k in enumerate(keys)}
            self._save(programme=numbered)

    @work(group="asking")
    async def action_bring(self) -> None:
        """Puts things that were left on the programme."""
        dossier, left = self.app.desk.dossier, self.left
        found = [(f"decisions/{name}", dossier.name(f"decisions/{name}")) for name in left.proposals]
        minutes = [(name, dossier.name(f"sessions/{name}")) for name in left.to_adopt]
        found += [(f"sessions/{name}", _("Minutes of {session}", session=title)) for name, title in minutes]
        found += [(address, said.text) for address, said in left.open_ends]
        found += [
            (f"steps/{name}", dossier.name(f"steps/{name}")) for name in dict.fromkeys((*left.due, *left.slipped))
        ]
        found += [(f"decisions/{name}", dossier.name(f"decisions/{name}")) for name in left.to_review]
        if not found:
            self.app.tell(_("Earlier sessions left nothing for this one."))
            return
        titles = dict(found)
        picked = await self.app.push_screen_wait(
            PickMany(_("Bring in"), [Choice(key, line(title)) for key, title in titles.items()], ())
        )
        items = [Item(title=" ".join(titles[key].split())) for key in (picked or "").split("\n") if key in titles]
        if items:
            self._save(programme={**self.session.programme, **self._at_end(items)})

    @work(group="asking")
    async def action_invite(self) -> None:
        """Who is invited."""
        parties = {name: party for name, party in self.app.desk.dossier.parties.items() if party.at_table}
        choices = [
            Choice(name, assembled(line(party.title), "  ", muted(party.short)), party.short)
            for name, party in sorted(parties.items(), key=lambda pair: pair[1].title.casefold())
        ]
        before = self.session.attendance
        picked = await self.app.push_screen_wait(PickMany(_("Who is invited?"), choices, before))
        if picked is None:
            return
        names = [name for name in picked.split("\n") if name]
        kept = {name: row for name, row in before.items() if name in names or row.presence is not Presence.INVITED}
        self._save(attendance=kept | {name: Attendance() for name in names if name not in kept})

    def action_form(self) -> None:
        """Everything else of the session."""
        from procesregie.tui.record_form import RecordForm

        self.app.push_screen(RecordForm(self.address, self.app), lambda _result: self.show())

    def action_begin(self) -> None:
        """Holds the session."""
        self.dismiss(None)
        self.app.hold(self.id_of_session)

    def action_back(self) -> None:
        """Back; everything was written already."""
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_edit()

    def on_resize(self) -> None:
        self.set_class(self.size.width < 80, "-stacked")
