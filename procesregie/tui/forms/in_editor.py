"""The part of a form in which a text goes to the user's own editor, and comes back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from textual.app import SuspendNotSupported
from textual.widget import Widget

from procesregie.language import N_
from procesregie.language.trouble import Trouble
from procesregie.tui.forms.context import Context
from procesregie.tui.forms.editors import Editor, TextEditor
from procesregie.tui.sheet import Sheet


class InEditor(Sheet[dict[str, Any] | None]):
    """A screen with editors, of which those of long texts can be opened elsewhere."""

    context: Context

    def __init__(self) -> None:
        super().__init__()
        self.editors: dict[str, Editor] = {}
        """The editor of each field, by its name."""

    def focused_editor(self) -> Editor | None:
        """The editor that has the focus."""
        found: Widget | None = self.focused
        return found if isinstance(found, Editor) else None

    def action_editor(self) -> None:
        """The text that has the focus, in the user's own editor; what it leaves stands in the form, not yet saved."""
        from procesregie.tui.external import NoEditor, edited, editor

        field = self.focused_editor()
        if not isinstance(field, TextEditor):
            return
        trouble: Trouble | None = None
        text = field.text
        try:
            command = editor(os.environ)
            with self.app.suspend():
                try:
                    text = edited(text, self._file_of(field), command)
                except Trouble as found:
                    trouble = found  # raised in here, the screen would not come back
        except SuspendNotSupported:
            trouble = NoEditor(N_("An editor cannot be opened from here."))
        except Trouble as found:
            trouble = found
        if trouble is not None:
            self.app.tell_trouble(trouble)
        elif text != field.text:
            field.bring_back(text)

    def _file_of(self, editor: TextEditor) -> Path:
        """Where the text of `editor` stands while the user's own editor has it."""
        from procesregie.tui.external import file_for

        name = editor.of.name
        return file_for(self.app.view.dossier.process.id, f"{self.context.place} {name}", name.replace("_", "-"))

    def keep_what_an_editor_left(self) -> None:
        """What was saved in the user's own editor while the program was killed stands in the journal from now on."""
        from procesregie.tui.external import left_behind, let_go

        for name, editor in self.editors.items():
            if isinstance(editor, TextEditor) and (text := left_behind(file := self._file_of(editor))) is not None:
                self.keep(name, text)
                let_go(file)

    def keep(self, name: str, text: str) -> None:
        """Keeps what stands in the field `name` for the next time."""
        self.app.forms.typed(text, f"{self.context.place} {name}")
