"""Preparing a session: its question, its programme, who is invited, and beside it what the last one left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.model.session import Attendance, Item, Presence, Session
from procesregie.tui import signs
from procesregie.tui.bars import KeyBar
from procesregie.tui.layout import Hanging
from procesregie.tui.pick import Choice, PickMany
from procesregie.tui.sessions.left import MINUTES, OPEN_END
from procesregie.tui.sessions.rows import Rows
from procesregie.tui.sessions.taking_up import STEP, TakingUp, keep
from procesregie.tui.text import STRONG, assembled, joined, line, muted, plain

QUESTION, INVITED = "question", "invited"
_TIMED = re.compile(r"(?P<title>.*?)(?:\s+(?P<minutes>\d{1,3})\s*(?:′|'|min\w*)?)?\s*", re.DOTALL)


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


class PrepareScreen(TakingUp):
    """The preparation of one session."""

    CSS_PATH = "sessions.tcss"
    TITLE = N_("Preparing")
    HELP = N_(
        "What is the question for this conversation, what comes up, and who is invited? Beside it is what"
        " earlier sessions left; → goes there and ← back. b puts some of it on the programme, m adopts "
        "minutes, k says that an open end is settled: until then it comes back every time, the oldest "
        "first. A programme item is a line: its title and, if you like, how many minutes it takes. "
        "Everything is saved at once."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", N_("write"), id="prepare.edit"),
        Binding("s", "begin", N_("begin"), id="prepare.begin", tooltip=N_("check-in, and then the session itself")),
        Binding("a", "add", N_("add an item"), id="prepare.add"),
        Binding("b", "bring", N_("bring in"), id="prepare.bring", tooltip=N_("something that was left, as an item")),
        Binding("enter", "take_up", N_("bring in"), show=False, id="prepare.take_up"),
        Binding("m", "adopt", N_("adopt"), id="prepare.adopt", tooltip=N_("adopts these minutes in this session")),
        Binding("k", "settle", N_("settled"), id="prepare.settle", tooltip=N_("this open end was answered")),
        Binding("right,tab", "side('was-left')", N_("what was left"), key_display="→", id="prepare.left"),
        Binding("left,shift+tab", "side('plan')", N_("programme"), key_display="←", id="prepare.plan"),
        Binding("u", "undo", N_("undo"), id="prepare.undo", show=False),
        Binding("i", "invite", N_("invite"), id="prepare.invite"),
        Binding("K,shift+up", "move(-1)", N_("up"), id="prepare.up", show=False),
        Binding("J,shift+down", "move(1)", N_("down"), id="prepare.down", show=False),
        Binding("x", "drop", N_("take out"), id="prepare.drop"),
        Binding("e", "form", N_("form"), id="prepare.form"),
        Binding("escape", "back", N_("back"), id="prepare.back"),
    ]

    def __init__(self, session: str) -> None:
        super().__init__()
        self.id_of_session = session

    @property
    def address(self) -> str:
        return f"sessions/{self.id_of_session}"

    @property
    def programme(self) -> list[tuple[str, Item]]:
        """The items in order."""
        return sorted(self.session.programme.items(), key=lambda pair: (pair[1].order or 0, pair[0]))

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Horizontal(id="preparing"):
            with Vertical(id="plan-side"):
                yield Rows(id="plan", markup=False, compact=True)
            with Vertical(id="left-side"):
                yield Rows(id="was-left", markup=False, compact=True)
        yield from self.line_below()
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.app.changed.subscribe(self, lambda _addresses: self.show())
        self.plan.focus()
        self.show()

    @property
    def plan(self) -> Rows:
        """The list of question, programme and invitations."""
        return self.query_one("#plan", Rows)

    def action_side(self, side: str) -> None:
        """Goes to what was left, or back to the programme."""
        self.query_one(f"#{side}", Rows).focus()

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was left has keys of its own, and so has the programme."""
        if not self.is_mounted or not self.query("#was-left"):
            return True
        there = self.lefts.has_focus
        if action in ("adopt", "settle"):
            return self.kind_under({"adopt": MINUTES, "settle": OPEN_END}[action])
        if action == "side":
            return there is (parameters[0] == "plan")
        if action == "undo":
            return True if self.app.desk.can_undo else None
        if action == "take_up":
            return there
        if not there and action in ("drop", "move"):
            return True if self._key in self.session.programme else None
        return not there if action in ("edit", "add", "drop", "move") else True

    def action_take_up(self) -> None:
        """Onto the programme, what the cursor is on."""
        self.action_bring()

    # -- what is shown

    def show(self) -> None:
        """The session as it stands, and what it starts from."""
        if not self.query("#was-left"):  # the screen went while something was written
            return
        session = self.session
        day = muted(spoken().day(session.date, "full"))
        self.query_one("#head", Static).update(joined([line(_("Preparing"), STRONG), line(session.title), day]))
        keep(self.plan, list(self._rows(session)))
        self.show_left()
        self.refresh_bindings()

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
            yield Option(Hanging(muted(f"{signs.OPEN} "), assembled(line(item.title), minutes)), f"item {key}")
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
        option = self.plan.highlighted_option
        return (option.id or "") if option else ""

    @property
    def _key(self) -> str:
        """The item the cursor is on."""
        return self._under.removeprefix("item").strip() if self._under.startswith("item") else ""

    # -- what changes

    def _put(self, key: str, item: Item | None) -> None:
        if item is not None:
            self.save(programme={**self.session.programme, key: item})

    def _write_line(self, what: str, text: str, then: Callable[[str], object]) -> None:
        self.ask_line(f"prepare {self.address} {what}", text, then)

    def action_edit(self) -> None:
        """Writes what the cursor is on."""
        if self._under == QUESTION:
            self._write_line(QUESTION, self.session.question.strip(), lambda text: self.save(question=text))
        elif self._under == INVITED:
            self.action_invite()
        elif key := self._key:
            item = self.session.programme[key]
            self._write_line(key, item_typed(item), lambda text: self._put(key, read_item(text, item)))
        else:
            self.action_add()

    def action_add(self) -> None:
        """An item at the end of the programme, and the next one after it."""

        def added(text: str) -> None:
            item = read_item(text)
            if item is not None:
                self.save(programme={**self.session.programme, **self.at_end([item])})
                self.action_add()

        self._write_line("add", "", added)

    def action_drop(self) -> None:
        """Takes the item out of the programme."""
        if key := self._key:
            self.save(programme={k: item for k, item in self.session.programme.items() if k != key})

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
            self.save(programme=numbered)

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
        self.save(attendance=kept | {name: Attendance() for name in names if name not in kept})

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
        if self.lefts.has_focus:
            self.action_bring()
        else:
            self.action_edit()

    def on_resize(self) -> None:
        self.set_class(self.size.width < 80, "-stacked")
