"""A form: the fields of a model under each other, every one with its editor; nothing here knows a field by name.

What is typed is in the journal at once, under the place of the form, and comes back when the form is opened
again: Esc leaves a form, it never throws away. Saving validates, and says at the field what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from pydantic import ValidationError
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.model.declare import FieldOf, Part, fields
from procesregie.tui.bars import KeyBar
from procesregie.tui.card import row_name
from procesregie.tui.days import Unread
from procesregie.tui.forms.context import Context
from procesregie.tui.forms.editors import Edited, Editor, LineEditor, TextEditor
from procesregie.tui.forms.in_editor import InEditor
from procesregie.tui.forms.picked import PickEditor, picks
from procesregie.tui.forms.rows import RowsEditor
from procesregie.tui.text import ACCENT, MUTED, STRONG, assembled, joined, line, muted


class Form(InEditor):
    """The form of one part; answers with its plain data, or None when it was left."""

    TITLE = N_("A form")
    HELP = N_(
        "Fill in what you know; nothing has to be complete. Tab or the arrows go from field to field, "
        "Enter opens what can be picked. A date is read as you would say it: “2 April”, “next Friday”. A "
        "text of several lines opens in your own editor with F3. Save writes it; Esc leaves, and what you"
        " typed is still here when you come back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", N_("save"), id="save", key_display="F2"),
        Binding("escape", "leave", N_("back"), id="leave", tooltip=N_("back; what you typed is kept")),
        Binding("ctrl+r", "afresh", N_("as it was"), id="afresh"),
        Binding("f3,ctrl+o", "editor", N_("editor"), id="editor", tooltip=N_("opens this text in your own editor")),
    ]

    def __init__(self, model: type[Part], data: Mapping[str, Any], context: Context) -> None:
        super().__init__()
        self.model, self.data = model, dict(data)
        self.context = replace(context, keep=self.keep, values=self.readable)
        self.wrong: dict[str, str] = {}
        """What is wrong with a field, by its name."""
        self.kept: dict[str, str] = {}
        """What the journal brought back, by field."""
        self.notice = ""
        """What has to be said above the form."""
        self._labels: dict[str, Static] = {}

    # -- what a subclass says

    def heading(self) -> Content:
        """What the form is of."""
        raise NotImplementedError

    async def taken(self, data: dict[str, Any]) -> None:
        """Does what saving means, with valid `data`."""
        raise NotImplementedError

    # -- making it

    def compose(self) -> ComposeResult:
        yield Static(id="form-title")
        with VerticalScroll(id="fields", can_focus=False):
            for field in self.offered():
                label = Static(self._label(field), classes="label")
                editor = self._editor(field)
                self._labels[field.name], self.editors[field.name] = label, editor
                yield label
                yield editor
        yield Static(id="about")
        yield KeyBar(id="keys")

    def offered(self) -> Iterator[FieldOf]:
        """The fields one fills in."""
        return (field for field in fields(self.model) if not field.meaning.kept)

    def _editor(self, field: FieldOf) -> Editor:
        value = self.data.get(field.name)
        form = field.meaning.form
        if form == "rows":
            return RowsEditor(field, value, self.context)
        if picks(field):
            default = None if field.required else self.model.model_fields[field.name].default
            return PickEditor(field, value, self.context, _plain_default(default))
        if form in ("text", "lines"):
            return TextEditor(field, value, self.context)
        return LineEditor(field, value, self.context)

    def _label(self, field: FieldOf) -> Content:
        wrong = self.wrong.get(field.name)
        label = line(_(field.meaning.label) + (" *" if field.required else ""), ACCENT if wrong else MUTED)
        return assembled(line("! ", ACCENT), label) if wrong else label

    def on_mount(self) -> None:
        self.fill()

    def fill(self) -> None:
        """Puts back what was typed here before, and the cursor in the first field."""
        self._bring_back()
        self.show_title()
        first = next(iter(self.editors.values()), None)
        if first is not None:
            first.focus()

    def show_title(self) -> None:
        """What the form is of, and what has to be known of it."""
        parts = [self.heading()]
        if self.notice:
            parts.insert(0, line(f"! {self.notice}", ACCENT))
        if any(editor.changed for editor in self.editors.values()):
            parts.append(muted(_("changed, not saved")))
        self.query_one("#form-title", Static).update(joined(parts))

    # -- the journal

    def _bring_back(self) -> None:
        self.keep_what_an_editor_left()
        kept = self.app.forms.under_edit
        for name, editor in self.editors.items():
            text = kept.get(f"{self.context.place} {name}")
            if text is not None and text != editor.text:
                self.kept[name] = text
                editor.bring_back(text)
            if isinstance(editor, RowsEditor):
                self._bring_back_rows(name, editor, kept)
        if self.kept:
            self.app.tell(_("What you typed here before is back. ctrl+r puts the form back as it was."))

    def _bring_back_rows(self, name: str, editor: RowsEditor, kept: Mapping[str, str]) -> None:
        """Rows that were being written when the program ended stand in the list again."""
        begins = f"{self.context.place} {name}."
        keys = {place.removeprefix(begins).split(" ")[0] for place in kept if place.startswith(begins)}
        missing = {key: dict[str, Any]() for key in sorted(keys) if key not in editor.value}
        if keys:
            self.kept[name] = " ".join(sorted(keys))
        if missing:
            editor._set({**editor.value, **missing})

    @on(Edited)
    def _edited(self, event: Edited) -> None:
        event.stop()
        editor = event.editor
        name = editor.of.name
        if name in self.wrong:
            del self.wrong[name]
            self._labels[name].update(self._label(editor.of))
        self.show_title()
        self._about()

    def forget(self) -> None:
        """What was typed here is written, or no longer wanted: the journal lets it go."""
        for place in self.app.forms.under_edit:
            if place.startswith(f"{self.context.place} "):
                self.app.forms.typed("", place)

    # -- what is said below

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Says what belongs in the field that has the focus."""
        self._about()

    def _about(self) -> None:
        editor = self.focused_editor()
        if editor is None:
            return
        said = self.wrong.get(editor.of.name, "")
        style = ACCENT
        if not said:
            try:
                said, style = editor.echo() or _(editor.of.meaning.help), MUTED
            except Unread as problem:
                said = str(problem)
        self.query_one("#about", Static).update(line(said, style))

    # -- reading and saving

    def readable(self) -> dict[str, Any]:
        """What stands in the fields, as far as it can be read."""
        found = {}
        for name, editor in self.editors.items():
            try:
                found[name] = editor.read()
            except Unread:
                continue
        return found

    def collected(self) -> dict[str, Any] | None:
        """The part as plain data, keys nobody declared kept; None, with ``wrong`` filled, when it cannot be read."""
        self.wrong = {}
        data = dict(self.data)
        for name, editor in self.editors.items():
            try:
                value = editor.read()
            except Unread as problem:
                self.wrong[name] = str(problem)
                continue
            if value is None:
                data.pop(name, None)
                if editor.of.required:
                    self.wrong[name] = _("This has to be filled in.")
            else:
                data[name] = value
        if not self.wrong:
            self._validate(data)
        return None if self.wrong else data

    def _validate(self, data: dict[str, Any]) -> None:
        try:
            self.model.model_validate(data)
        except ValidationError as error:
            for one in error.errors():
                name = str(one["loc"][0]) if one["loc"] else ""
                field = next((f for f in self.offered() if f.name == name), None)
                where = name if field else next(iter(self.editors))
                self.wrong[where] = _("This cannot be saved as it is.")

    async def action_save(self) -> None:
        """Reads the form; when all of it can be read, it is taken."""
        before = set(self.wrong)
        data = self.collected()
        for name in before.symmetric_difference(self.wrong):  # each label that changes lays the form out anew
            self._labels[name].update(self._label(self.editors[name].of))
        if data is None:
            self.editors[next(iter(self.wrong))].focus()
            self._about()
            return
        self.saving(data)

    def saving(self, data: dict[str, Any]) -> None:
        """Takes `data` in a worker, so that it can ask something."""
        self.run_worker(self.taken(data), group="asking")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An editor is for what has several lines."""
        return True if action != "editor" or isinstance(self.focused_editor(), TextEditor) else None

    def why_greyed(self, key: Binding) -> str:
        if key.action == "editor":
            return _("Your own editor is for a text of several lines; this field has one.")
        return super().why_greyed(key)

    def action_leave(self) -> None:
        """Back; what was typed is kept for the next time."""
        if any(editor.changed for editor in self.editors.values()):
            self.app.tell(_("Not saved, not lost: what you typed is in the form when you open it again."))
        self.dismiss(None)

    def action_afresh(self) -> None:
        """Lets go of what was typed here, and shows what is written."""
        self.forget()
        self.call_later(self.reopen)

    async def reopen(self) -> None:
        """Makes the form anew from its data."""
        self.kept.clear()
        self.wrong.clear()
        await self.recompose()
        self.fill()


class RowForm(Form):
    """The small form of a row."""

    def __init__(self, of: FieldOf, key: str, data: Mapping[str, Any], context: Context) -> None:
        assert of.meaning.row is not None
        super().__init__(of.meaning.row, data, context)
        self.of, self.key = of, key

    def offered(self) -> Iterator[FieldOf]:
        """What a row is called by comes first: whose position it is, before who spoke for them."""
        return iter(sorted(super().offered(), key=lambda field: field.name not in self.model.called_by))

    def heading(self) -> Content:
        label = line(_(self.of.meaning.label), STRONG)
        if not (self.of.meaning.room or self.of.meaning.about):
            return label
        part = self.model.model_construct(**self.data)
        return joined([label, line(row_name(self.of, self.key, part, self.context.dossier, self.context.address))])

    async def taken(self, data: dict[str, Any]) -> None:
        """Answers with the row; the record's own form writes it."""
        self.forget()
        self.dismiss(data)


def _plain_default(default: Any) -> Any:
    if default in ("", None) or isinstance(default, tuple):
        return None
    return getattr(default, "value", default) if isinstance(default, str | bool) else None
