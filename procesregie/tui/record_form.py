"""The form of a record: it writes through the desk, and asks when somebody else wrote meanwhile."""

from __future__ import annotations

from datetime import date
from typing import Any

from textual.content import Content

from procesregie.change.compare import apply, compare
from procesregie.desk.ending import with_old_date
from procesregie.folder.store import ChangedOutside
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.address import model_of, room_of
from procesregie.model.declare import to_data
from procesregie.tui.app import ProcesregieApp
from procesregie.tui.ask import Ask, Blank, Choose
from procesregie.tui.card import room_label
from procesregie.tui.forms.context import Context
from procesregie.tui.forms.form import Form
from procesregie.tui.text import STRONG, joined, line, muted


class RecordForm(Form):
    """The form of the record at `address`, which need not be there yet (what came after a decision)."""

    def __init__(self, address: str, app: ProcesregieApp) -> None:
        dossier = app.view.dossier
        self.address = address
        self.base = dossier.get(address)
        """The record as it was when the form opened."""
        data = to_data(self.base) if self.base is not None else {}
        self.model_of_record = model_of(address)
        super().__init__(self.model_of_record, data, Context(dossier, app.clock.today(), address, address))

    def heading(self) -> Content:
        owner = "/".join(self.address.split("/")[:2])
        after = muted(_("what came after")) if owner != self.address else muted("")
        return joined([line(self.context.dossier.name(owner), STRONG), muted(room_label(room_of(owner))), after])

    async def taken(self, data: dict[str, Any]) -> None:
        """Writes the record, or says why it could not be written."""
        desk = self.app.desk
        data = await self._with_reason(data)
        while True:
            if desk.dossier.get(self.address) != self.base:
                answered = await self._with_theirs(data)
                if answered is None:
                    return
                data = answered
            try:
                await self.app.write(desk.set, self.address, data)
            except ChangedOutside:
                await self.app.write(desk.refresh, [self.address])
                if desk.dossier.get(self.address) == self.base:
                    self.app.tell(_("The file changed, but nothing in it did. Save again."))
                    return
                continue
            except Trouble as trouble:
                self.app.tell_trouble(trouble)
                return
            break
        self.forget()
        self.dismiss(data)
        self.app.tell(_("Saved. u takes it back."))

    async def _with_theirs(self, mine: dict[str, Any]) -> dict[str, Any] | None:
        """What to write now that somebody else wrote: theirs, mine, or both. None to go on with the form."""
        theirs_record = self.app.desk.dossier.get(self.address)
        theirs = to_data(theirs_record) if theirs_record is not None else {}
        before = to_data(self.base) if self.base is not None else {}
        answer = await self.app.push_screen_wait(
            Choose(
                _("This was changed outside, while you were writing."),
                _("Nothing is lost until you choose."),
                [
                    ("both", _("both: what I changed goes into what they wrote")),
                    ("mine", _("mine: what stands in my form is written")),
                    ("theirs", _("theirs: my form is let go")),
                ],
            )
        )
        if answer is None:
            return None
        self.base = theirs_record
        if answer == "theirs":
            self.forget()
            self.dismiss(None)
            return None
        if answer == "mine":
            return mine
        wanted = to_data(self.model_of_record.from_data(mine))  # what is what it is by itself is no change
        changes = compare({self.address: before}, {self.address: wanted})
        return dict(apply({self.address: theirs}, changes)[self.address])

    async def _with_reason(self, data: dict[str, Any]) -> dict[str, Any]:
        """A step whose date moves keeps its old date, with why: asked for, never demanded."""
        was, now = self.data.get("due"), data.get("due")
        if room_of(self.address) != "steps" or not isinstance(was, date) or was == now:
            return data
        answer = await self.app.push_screen_wait(Ask(_("The date moves. Why?"), Blank(_("Reason")), may_be_empty=True))
        reason = answer[0] if answer else ""
        return with_old_date(self.data, data, self.context.today, reason)
