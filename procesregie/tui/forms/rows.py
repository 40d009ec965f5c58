"""A field that holds rows: a short list of them, each with a small form of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from pydantic import ValidationError
from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.model.declare import FieldOf, Part, as_read, fields
from procesregie.model.ids import new_key, slug
from procesregie.tui.ask import Ask, Blank, filled
from procesregie.tui.card import row_of
from procesregie.tui.forms.context import Context
from procesregie.tui.forms.editors import CLASS, Editor, from_json, kept_json
from procesregie.tui.forms.picked import records
from procesregie.tui.pick import Choice, Pick
from procesregie.tui.text import ACCENT, line, muted

if TYPE_CHECKING:
    from procesregie.model.address import Room

ADD = "+"
"""The key of the line that adds a row; no row has it."""


class RowsEditor(OptionList, Editor):
    """The rows of a field, and a last line that adds one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("open"), id="open"),
        Binding("delete,backspace", "take_out", N_("take out"), id="take_out"),
    ]

    def __init__(self, of: FieldOf, value: Any, context: Context) -> None:
        self.of, self.was, self.context = of, value, context
        self.value: dict[str, dict[str, Any]] = dict(value or {})
        super().__init__(compact=True, classes=CLASS)

    @property
    def row(self) -> type[Part]:
        """The model of a row."""
        assert self.of.meaning.row is not None
        return self.of.meaning.row

    def on_mount(self) -> None:
        self._show()

    # -- what it holds

    def read(self) -> Any:
        return self.value or None

    @property
    def text(self) -> str:
        return kept_json(self.value)

    def bring_back(self, text: str) -> None:
        self._set(from_json(text))

    @property
    def changed(self) -> bool:
        return self.value != (self.was or {})

    def _set(self, value: dict[str, dict[str, Any]], at: str = "") -> None:
        self.value = value
        if self.is_mounted:
            self._show(at)
            self.tell()

    # -- how it looks

    def _show(self, at: str = "") -> None:
        options = [Option(self._line(key, part), id=key) for key, part in self._parts()]
        options.append(Option(line(f"+ {_('add')}", ACCENT), id=ADD))
        self.set_options(options)
        keys = [option.id for option in options]
        self.highlighted = keys.index(at) if at in keys else None if not self.has_focus else len(keys) - 1

    def _line(self, key: str, part: Part) -> Content:
        return row_of(self.of, key, part, self.context.dossier, part, self.context.address).without_spans

    def _parts(self) -> list[tuple[str, Part]]:
        return as_read({key: self._part(data) for key, data in self.value.items()}, self.of.meaning)

    def _part(self, data: dict[str, Any]) -> Part:
        try:
            return self.row.model_validate(data)
        except ValidationError:
            return self.row.model_construct(**data)

    def on_focus(self) -> None:
        """The cursor appears where one comes in."""
        if self.highlighted is None:
            self.action_first()

    def on_blur(self) -> None:
        """The cursor is where the focus is, nowhere else."""
        self.highlighted = None

    def on_key(self, event: events.Key) -> None:
        """Past the first or the last row the arrows go to the next field."""
        last = len(self.options) - 1
        if event.key == "up" and self.highlighted in (0, None):
            event.stop()
            event.prevent_default()
            self.screen.focus_previous()
        elif event.key == "down" and self.highlighted in (last, None):
            event.stop()
            event.prevent_default()
            self.screen.focus_next()

    # -- what one does with it

    @on(OptionList.OptionSelected)
    def _opened(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == ADD:
            self._add()
        elif event.option_id:
            self.open_row(event.option_id)

    def action_take_out(self) -> None:
        """Takes the row out of the form; nothing is written until the form is saved."""
        option = self.highlighted_option
        if option is not None and option.id in self.value:
            self._set({key: data for key, data in self.value.items() if key != option.id})

    @work(group="asking")
    async def _add(self) -> None:
        key: str | None = new_key(self.value)
        there = self._offered()
        if there is not None:
            key = await self._picked(there)
        if key:
            self.open_row(key)

    def _offered(self) -> list[Choice] | None:
        """What rows here are of or about; None where every row has a key of its own."""
        meaning, dossier = self.of.meaning, self.context.dossier
        if meaning.room:
            return records(dossier, cast("Room", meaning.room))
        if meaning.about:
            named = dossier.names_about(self.context.address, meaning.about)
            return [Choice(key, line(name), key) for key, name in named.items()]
        return None

    async def _picked(self, there: list[Choice]) -> str | None:
        """Asks which of what is `there` the new row is about; of texts, one that is not there can be named."""
        label = _(self.of.meaning.label)
        choices = [choice for choice in there if choice.key not in self.value]
        if self.of.meaning.about.endswith("/"):
            choices.append(Choice(ADD, muted(_("another one"))))
        if not choices:
            said = _("Everything there is stands here already.") if there else _("There is nothing to pick here yet.")
            self.app.notify(said, markup=False)
            return None
        key = await self.app.push_screen_wait(Pick(label, choices))
        if key != ADD:
            return key
        named = await self.app.push_screen_wait(
            Ask(f"{self.context.place} {self.of.name}+", label, Blank(_("Name"), check=filled))
        )
        return slug(named[0]) if named is not None else None

    @work(group="asking")
    async def open_row(self, key: str) -> None:
        """The small form of the row `key`, which need not be there yet."""
        from procesregie.tui.forms.form import RowForm

        party = key if self.of.meaning.room == "table" else self._own_party()
        context = Context(
            self.context.dossier,
            self.context.today,
            self.context.address,
            f"{self.context.place} {self.of.name}.{key}",
            party,
        )
        data = await self.app.push_screen_wait(RowForm(self.of, key, self.value.get(key, {}), context))
        if data is not None:
            ordered = {"order": self._next_order()} if key not in self.value and self._numbered() else {}
            self._set({**self.value, key: {**ordered, **data}}, key)

    def _own_party(self) -> str:
        room, _sep, id = self.context.address.partition("/")
        return id if room == "table" else self.context.party

    def _numbered(self) -> bool:
        return any(field.name == "order" for field in fields(self.row))

    def _next_order(self) -> int:
        return max((int(data.get("order", 0)) for data in self.value.values()), default=0) + 100
