"""The frame: bars above and below, a list, and beside it what the list's cursor is on.

It knows no area by name. An :class:`~procesregie.tui.areas.area.Area` says which rows there are and what
stands beside one; the frame shows that, keeps the place, filters, and passes keys on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, OptionList, Static

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.model.address import Room, id_of, owner_of
from procesregie.tui.actions import NO_SESSION
from procesregie.tui.areas.all import PLACES, SPECIAL, index_of, named
from procesregie.tui.areas.area import Area
from procesregie.tui.bars import AreaBar, KeyBar, TitleBar
from procesregie.tui.layout import CardView
from procesregie.tui.lists import RecordList
from procesregie.tui.reading import READS, THEN
from procesregie.tui.shown import Shown
from procesregie.tui.signs import BY_HAND, DECISION, DRAFT

if TYPE_CHECKING:
    from procesregie.history.moment import Moment
    from procesregie.tui.areas.history import History


class Frame(Shown):
    """The numbered areas of the open process."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(i + 1), f"area({i})", show=False) for i in range(len(PLACES))),
        # the order in which the key bar shows them, as far as there is room: what one does here, then what one can do everywhere
        Binding("s", "session", N_("session"), id="session"),
        Binding("p", "prepare", N_("prepare"), id="prepare"),
        Binding("w", "wrap_up", N_("wrap up"), id="wrap_up"),
        Binding("w", "here('base')", N_("compare"), id="base", tooltip=N_("marks this moment to compare every other with; once more unmarks it")),
        Binding("f", "here('narrow')", N_("show only"), id="narrow", tooltip=N_("shows only decisions, a topic, a party, a person, a text, a period")),
        Binding("m", "here('move_date')", N_("move date"), id="move_date", tooltip=N_("moves the date of this step, with the reason")),
        Binding("m", "here('hand_over')", N_("hand over"), id="hand_over", tooltip=N_("somebody else holds this role from now on")),
        Binding("m", "here('minutes')", N_("minutes"), id="minutes", tooltip=N_("the minutes of this session: to read, to copy, to save")),
        Binding("d", "here('done')", N_("done"), id="done", tooltip=N_("this step is done: what came of it")),
        Binding("d", "here('as_files')", N_("words/files"), id="as_files"),
        Binding("a", "here('whom')", N_("whom?"), id="whom", tooltip=N_("whom do I need for this?")),
        Binding("a", "here('position')", N_("position"), id="position", tooltip=N_("where a party now stands on this decision")),
        Binding("a", "here('answer')", N_("answer"), id="answer", tooltip=N_("writes down the answer, or what was done with it")),
        Binding("o", "here('condition')", N_("condition"), id="condition", tooltip=N_("what became of a condition")),
        Binding("o", "here('hand_over_pack')", N_("hand-over"), id="hand_over_pack", show=False, tooltip=N_("the hand-over pack: what a successor has to know")),
        Binding("x", "set_aside", N_("set aside"), id="set_aside", tooltip=N_("sets the question aside with a reason, or asks it again")),
        Binding("n", "here('pulse')", N_("pulse"), id="pulse", tooltip=N_("records how the collaboration is doing, through five lenses")),
        Binding("n", "new", N_("new"), id="new"),
        Binding("e", "edit", N_("edit"), id="edit"),
        Binding("l", "view", N_("other view"), id="view", tooltip=N_("another way to look at this area")),
        Binding("slash", "find", N_("find"), id="find", priority=True),
        Binding("v", "private", N_("confidential"), id="private", tooltip=N_("what only you keep about this, opened for this card")),
        Binding("i", "here('input')", N_("input"), id="input", tooltip=N_("what was brought in, and what was done with it")),
        Binding("r", "here('review')", N_("reviewed"), id="review", tooltip=N_("this decision was looked at again: what came of it")),
        Binding("r", "bring_back", N_("bring back"), id="bring_back", tooltip=N_("brings back what was here then, as an edit of now: all of it, or one field")),
        Binding("b", "story", N_("story"), id="story", tooltip=N_("what became of this record, moment by moment")),
        Binding("t", "now", N_("back to now"), id="now"),
        Binding("t", "then", N_("as it stood"), id="then", tooltip=N_("shows everything as it was at this moment, to read only")),
        Binding("left_square_bracket", "moment(-1)", N_("earlier"), id="earlier", key_display="[", tooltip=N_("the moment before this one, with the same record in view")),
        Binding("right_square_bracket", "moment(1)", N_("later"), id="later", key_display="]", tooltip=N_("the moment after this one, with the same record in view")),
        Binding("g", "here('confirm')", N_("confirm"), id="confirm", tooltip=N_("what moves them is no longer a guess: they said so")),
        Binding("c", "commit", N_("commit"), id="commit", show=False, tooltip=N_("commits what is open as a draft, or as a correction of the closed session here")),
        Binding("full_stop", "more", N_("go to"), id="more", tooltip=N_("goes to a record that this one mentions")),
        Binding("delete,D", "end", N_("end"), id="end", key_display="del", tooltip=N_("ends or removes it: leaves, closed, parked, withdrawn; with a reason")),
        Binding("u", "undo", N_("undo"), id="undo"),
        Binding("U,ctrl+y", "redo", N_("redo"), id="redo", show=False),
        Binding("escape", "back", N_("back"), id="back", show=False),
        Binding("up", "walk(-1)", show=False, priority=True),
        Binding("down", "walk(1)", show=False, priority=True),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("q", "app.quit", N_("quit"), id="leave"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.areas: dict[int, Area] = {}
        """The areas that were shown, by their place in the bar."""
        self.area: Area = self._area(0)
        self._outdated = False
        """Whether records changed since it was filled: what nobody sees is not filled, nor what covers it painted anew."""

    def compose(self) -> ComposeResult:
        yield TitleBar(id="title")
        yield AreaBar(id="areas")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Static(id="sight")
                yield RecordList(self.reached, id="list")
                yield Static(id="legend")
            yield CardView(id="detail")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.app.changed.subscribe(self, self._records_changed)
        self.app.screen_change_signal.subscribe(self, self._seen_again, immediate=True)
        self.begin()

    def begin(self) -> None:
        """Shows the process that is open from its overview on."""
        self.areas = {}
        self.action_area(0)

    @property
    def room(self) -> Room | None:  # type: ignore[override]
        """Where a new record goes."""
        return self.area.room

    @property
    def help_title(self) -> str:
        """What the help is about."""
        return _(self.area.name)

    @property
    def help_text(self) -> str:
        """What this area is for."""
        help = _(self.area.help, draft=DRAFT, decision=DECISION, hand=BY_HAND)
        views = [_(view.name) for view in self.area.views]
        return f"{help}\n\n{_('l shows it another way: {views}.', views=', '.join(views))}" if views[1:] else help

    @property
    def address(self) -> str:  # type: ignore[override]
        """The record the cursor is on; empty when it is on none."""
        entry = self.entry
        if entry is None or not entry.address or self.app.view.dossier.get(entry.address) is None:
            return ""
        return owner_of(entry.address)

    def compared(self, base: Moment) -> None:
        area = self._timeline()
        area.compare(self, base)
        self.rows_list.action_first()

    def show_moment(self, sha: str) -> None:
        self._timeline().show(self, sha)

    def _timeline(self) -> History:
        from procesregie.tui.areas.history import History

        index = named("history") or 0
        area = self._area(index)
        assert isinstance(area, History)
        self.action_area(index)
        return area

    def moment_here(self) -> str:
        return self.area.moment(self.entry.key) if self.entry is not None else ""

    def _area(self, index: int) -> Area:
        if index not in self.areas:
            self.areas[index] = PLACES[index].area()
        return self.areas[index]

    # -- showing

    def _records_changed(self, _addresses: frozenset[str]) -> None:
        self._outdated = True
        self._seen_again()

    def _seen_again(self, _screen: object = None) -> None:
        if self._outdated and not self.covered:
            self.refill()

    def refill(self) -> None:
        """Shows the area as it is now; where a key moved the cursor and that is not told yet, it stays moved."""
        if self.entry is not None:
            self.area.place = self.entry.key
        self.fill()
        self.area.came(self)

    def fill(self, keep: str = "") -> None:
        """Shows the area as it is now, with the cursor on `keep`, or where it was."""
        view, self._outdated = self.app.view, False
        self._show_title(view)
        self.keep_private()
        self.query_one(AreaBar).names = tuple(_(place.name) for place in PLACES)
        self.show_rows(view, keep or self.area.place)
        self._show_detail(afresh=True)
        self.refresh_bindings()

    # -- moving about

    def reached(self) -> None:
        super().reached()
        if self.entry is not None:
            self.area.reached(self, self.entry.key)

    @on(OptionList.OptionSelected, "#list")
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.entry is not None:
            self.area.enter(self, self.entry)

    def action_area(self, index: int) -> None:
        """Shows another area, where it was left."""
        self.remove_class("-inside")
        area = self._area(index)
        self.close_filter()
        self.area = area
        self.query_one(AreaBar).current = index
        self._shown_key = ""
        self.rows_list.highlighted = None
        self.fill()
        self.main.focus()
        if area.filter:
            self.show_filter(area.filter)
        area.came(self)

    def look(self, index: int, view: str) -> None:
        """Shows an area in one of its views; with an empty `view` as it was left."""
        self.action_area(index)
        if view:
            self.action_view(view)

    def go(self, address: str) -> None:
        """Goes to the record at `address`: its area, its row; of a text its story. A log's or an after's place is its owner's."""
        from procesregie.model.grouptext import is_text

        if is_text(address):
            self.story_of(address)
            return
        name, _sep, key = address.partition("#")
        place = named(name)
        if place is not None and name != "overview":
            if key:
                self._area(place).chosen = ""
                self._area(place).place = key
            self.action_area(place)
            return
        owner = owner_of(address)
        index = index_of(owner)
        area = self._area(index)
        if not area.lists(self.app.view, owner):
            area.chosen = ""
        area.place = owner
        area.filter = ""
        self.action_area(index)
        if not self.put_on(owner) and self.app.view.dossier.get(owner) is None:
            self.app.tell(_("{name} is not there (any more).", name=id_of(owner)))

    def action_back(self) -> None:
        """One step back: out of what is private, out of the card, out of the filter."""
        if self.private_panel is not None:
            self.close_private()
            return
        inside = self.has_class("-inside") or not self.main.has_focus
        if self.area.back(self, inside):
            return
        if inside:
            self.remove_class("-inside")
            self.main.focus()
        if self.area.filter and (not inside or self.has_class("-nothing")):
            self.close_filter()
            self.area.filter = ""
            self.fill()
        elif not inside and self.app.then is not None:
            self.action_now()

    def seek(self, text: str) -> None:
        self.area.sought(self, text)

    def action_walk(self, by: int) -> None:
        """The next row of the list, with the card still in hand."""
        if by > 0:
            self.rows_list.action_cursor_down()
        else:
            self.rows_list.action_cursor_up()

    def action_scroll(self, by: int) -> None:
        """A line of the card up or down, where the arrows move the list."""
        self.query_one("#detail").scroll_relative(y=by, animate=False)

    def action_here(self, name: str) -> None:
        """A key of the area itself."""
        self.area.do(self, name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what makes no sense on this row or this moment, hides what makes none in this area."""
        found = self.may_read(action) if action in THEN else self._makes_sense(action, parameters)
        if found and self.app.then is not None and action not in READS:
            return True if action == "here" and parameters[0] in self.area.reads else None
        return found

    def why_greyed(self, key: Binding) -> str:
        from procesregie.tui.greyed import why

        return why(self, key)

    def _makes_sense(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.app.view.desk is None and action in (*SPECIAL, "here", "new", "redo"):
            return None if action in self.area.keys or (action == "new" and self.area.room) else False
        if action == "find":  # taken before the list has it: what is typed next is looked for
            return not isinstance(self.focused, Input)
        if action in ("walk", "scroll"):
            return self.area.walks and self.focused is not None and self.focused.id == "detail"
        if action == "here":
            name = str(parameters[0])
            return self.area.allows(self, name) if name in self.area.keys else False
        if action in SPECIAL:
            if action not in self.area.keys:
                return False
            if action in NO_SESSION:
                return True if self.app.view.dossier.sessions else None
            enabled = self.has_private() if action == "private" else self.asked is not None
            return True if enabled else None
        if action == "new":
            return bool(self.area.room)
        if action == "view":
            return len(self.area.views) > 1
        if action in Area.ends:
            if action not in self.area.ends:
                return False
            leads = action == "more" and (self.asked is not None or self.cell_leads)
            return True if self.address or leads else None
        if action == "undo":
            desk = self.app.view.desk
            return True if desk is not None and desk.can_undo else None
        return True


def card_text(screen: Frame) -> str:
    """What stands beside the list, as plain text."""
    return screen.query_one(CardView).card.text
