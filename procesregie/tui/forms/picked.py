"""Fields in which one picks: words of a closed list, yes or no, records, people. One line, one widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.model.address import id_of
from procesregie.model.declare import FieldOf, Record, label_of
from procesregie.model.dossier import Dossier
from procesregie.model.party import Party
from procesregie.model.session import Session
from procesregie.tui.forms.context import Context
from procesregie.tui.forms.editors import CLASS, EMPTY, Editor, from_json, kept_json
from procesregie.tui.pick import Choice, Pick, PickMany
from procesregie.tui.text import joined, line, muted

if TYPE_CHECKING:
    from procesregie.model.address import Room

NOTHING = "-"
"""The key of the choice that says nothing."""
_MANY = ("refs", "choices", "lines")


class PickEditor(Static, Editor, can_focus=True):
    """Shows what was picked; Enter (or typing) picks another, space turns yes and no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", N_("pick"), id="pick"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("backspace,delete", "empty", N_("clear"), id="empty"),
    ]

    def __init__(self, of: FieldOf, value: Any, context: Context, default: Any = None) -> None:
        self.of, self.was, self.context = of, value, context
        self._default = default
        self.value: Any = default if value is None else value
        super().__init__(classes=CLASS)

    def on_mount(self) -> None:
        self.update(self._content())

    # -- what it holds

    def read(self) -> Any:
        return None if self.value in ("", [], None) else self.value

    @property
    def text(self) -> str:
        return kept_json(self.value)

    def bring_back(self, text: str) -> None:
        self._set(from_json(text))

    @property
    def changed(self) -> bool:
        return bool(self.value != (self._default if self.was is None else self.was))

    def _set(self, value: Any) -> None:
        self.value = value
        if self.is_mounted:
            self.update(self._content())
            self.tell()

    # -- how it looks

    def _content(self) -> Content:
        if self.of.meaning.form == "flag":
            return line(_("yes")) if self.value else muted(_("no"))
        keys = self._keys()
        return joined([line(self._called(key)) for key in keys], ", ") if keys else muted(EMPTY)

    def _keys(self) -> list[str]:
        if self.of.meaning.form in _MANY:
            return [str(key) for key in self.value or ()]
        return [str(self.value)] if self.value not in (None, "") else []

    def _called(self, key: str) -> str:
        meaning = self.of.meaning
        if meaning.words:
            return _(label_of(meaning.words, key))
        if _people(self.of):
            return self.context.people().get(key, key)
        return self.context.dossier.name(f"{meaning.room}/{key}")

    # -- picking

    def action_empty(self) -> None:
        """Nothing is picked any more."""
        if self.of.meaning.form == "flag":
            self._set(False)
        elif not self.of.required:
            self._set([] if self.of.meaning.form in _MANY else self._default)

    def on_key(self, event: Any) -> None:
        """Typing a letter begins to look for what has it."""
        if event.is_printable and event.character and event.character not in (" ", "?", "/") and self._choices():
            event.stop()
            self._ask(event.character)

    def on_click(self) -> None:
        """A click picks."""
        self.action_pick()

    def action_pick(self) -> None:
        """Turns a yes into a no; for everything else, asks."""
        if self.of.meaning.form == "flag":
            self._set(not self.value)
        elif self._choices():
            self._ask()
        else:
            self.app.notify(_("There is nothing to pick here yet."), markup=False)

    @work(group="asking")
    async def _ask(self, typed: str = "") -> None:
        label = _(self.of.meaning.label)
        if self.of.meaning.form in _MANY:
            many = await self.app.push_screen_wait(PickMany(label, self._choices(), self._keys(), typed=typed))
            if many is not None:
                self._set([key for key in many.split("\n") if key])
            return
        picked = await self.app.push_screen_wait(
            Pick(label, self._choices(), typed=typed, current=next(iter(self._keys()), ""))
        )
        if picked is not None:
            self._set(None if picked == NOTHING else picked)

    def _choices(self) -> list[Choice]:
        """What there is to pick, the way to nothing last."""
        meaning = self.of.meaning
        if meaning.words:
            found = [Choice(word.value, line(_(word.label)), word.value) for word in meaning.words]
        elif _people(self.of):
            found = [Choice(id, line(name), id) for id, name in self.context.people().items()]
        else:
            found = records(self.context.dossier, cast("Room", meaning.room))
        own = id_of(self.context.address) if self.context.address.startswith(f"{meaning.room}/") else ""
        found = [choice for choice in found if choice.key != own]
        if found and meaning.form not in _MANY and not self.of.required and self._default is None:
            found.append(Choice(NOTHING, muted(_("nothing"))))
        return found


def records(dossier: Dossier, room: Room) -> list[Choice]:
    """The records of `room` one can mean, by title; the newest session first, and who is at the table before the seats
    that are empty and before who left."""

    def place(pair: tuple[str, Record]) -> tuple[int, str]:
        record = pair[1]
        if isinstance(record, Party):
            return 0 if record.at_table else 1 if record.left() is None else 2, record.title.lower()
        day = record.date.toordinal() if isinstance(record, Session) else 0
        return -day, dossier.name(f"{room}/{pair[0]}").lower()

    def choice(id: str, record: Record) -> Choice:
        short = record.short if isinstance(record, Party) else ""
        return Choice(id, joined([line(dossier.name(f"{room}/{id}")), muted(short)], "  "), id)

    return [choice(id, record) for id, record in sorted(dossier.room(room).items(), key=place)]


def picks(of: FieldOf) -> bool:
    """Whether what goes into a field is picked, not typed."""
    return of.meaning.form in ("choice", "choices", "ref", "refs", "flag") or _people(of)


def _people(of: FieldOf) -> bool:
    """Whether a field names people of a party, one or several."""
    return of.meaning.of_person or of.meaning.points == "person"
