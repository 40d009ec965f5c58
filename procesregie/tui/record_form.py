"""The form of a record: it writes through the desk, and shows it when somebody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from procesregie.change.compare import apply, compare
from procesregie.desk.ending import changes_hands, kept
from procesregie.folder.store import ChangedOutside
from procesregie.language import N_, say_many
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.address import model_of, owner_of, room_of
from procesregie.model.declare import FieldOf, Part, Record, as_read, fields, to_data
from procesregie.model.dossier import Dossier
from procesregie.tui.app import ProcesregieApp
from procesregie.tui.ask import Ask, Blank, Choose
from procesregie.tui.card import room_label, row_of, value_of
from procesregie.tui.forms.context import Context
from procesregie.tui.forms.editors import EMPTY
from procesregie.tui.forms.form import Form
from procesregie.tui.text import STRONG, assembled, joined, line, muted

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk

MOST_FIELDS = 4
"""Fields shown beside each other when somebody else wrote; more are counted."""
MOST_WORDS = 160
"""Characters shown of each of their values."""


class RecordForm(Form):
    """The form of the record at `address`, which need not be there yet (what came after a decision)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,ctrl+t", "compare", N_("theirs and mine"), id="compare", tooltip=N_("what was changed outside, beside what you typed")),
    ]  # fmt: skip

    def __init__(self, address: str, app: ProcesregieApp) -> None:
        dossier = app.view.dossier
        self.address = address
        self.base = self.now(app.desk)
        """The record as it was when the form opened."""
        data = to_data(self.base) if self.base is not None else {}
        self.model_of_record = model_of(address, private=self.private)
        self._writing = False
        place = f"private/{address}" if self.private else address
        super().__init__(self.model_of_record, data, Context(dossier, app.clock.today(), address, place))

    # -- where it stands

    def now(self, desk: Desk) -> Record | None:
        """The record as it is."""
        return desk.dossier.get(self.address)

    def put(self, data: dict[str, Any]) -> None:
        """Writes it. Blocks; raises what the desk does."""
        self.app.desk.set(self.address, data)

    def look(self) -> None:
        """Takes in what somebody else wrote. Blocks."""
        self.app.desk.refresh([self.address])

    def heading(self) -> Content:
        owner = owner_of(self.address)
        after = muted(_("what came after")) if owner != self.address else muted("")
        return joined([line(self.context.dossier.name(owner), STRONG), muted(room_label(room_of(owner))), after])

    # -- somebody else writes meanwhile

    def on_mount(self) -> None:
        """Hears of every change while it is open."""
        self.app.changed.subscribe(self, self._heard)

    @property
    def overtaken(self) -> bool:
        """Whether somebody else wrote since the form opened."""
        return self.now(self.app.desk) != self.base

    def _heard(self, _addresses: frozenset[str]) -> None:
        if self._writing or not self.is_attached:
            return
        touched = any(editor.changed for editor in self.editors.values())
        theirs = self.now(self.app.desk)
        if self.overtaken and theirs is not None and self.is_current and not touched:
            self.base, self.data = theirs, to_data(theirs)
            self.call_later(self.reopen)
            self.app.tell(_("This was changed outside; the form shows it as it is now."))
            return
        self.notice = _("changed outside: F4 shows theirs and yours") if self.overtaken else ""
        self.show_title()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What there is to compare only shows when there is."""
        return self.overtaken if action == "compare" else super().check_action(action, parameters)

    async def action_compare(self) -> None:
        """What they wrote beside what stands here, and how to go on."""
        await self.action_save()

    # -- writing

    async def taken(self, data: dict[str, Any]) -> None:
        """Writes the record, or says why it could not be written."""
        data = await self._with_reason(data)
        while True:
            if self.overtaken:
                answered = await self._with_theirs(data)
                if answered is None:
                    return
                data = answered
            try:
                self._writing = True
                await self.app.write(self.put, data)
            except ChangedOutside:
                await self.app.write(self.look)
                if not self.overtaken:
                    self.app.tell(_("The file changed, but nothing in it did. Save again."))
                    return
                continue
            except Trouble as trouble:
                self.app.tell_trouble(trouble)
                return
            finally:
                self._writing = False
            break
        self.forget()
        self.dismiss(data)
        self.app.tell(_("Saved. u undoes it."))

    async def _with_theirs(self, mine: dict[str, Any]) -> dict[str, Any] | None:
        """What to write now that somebody else wrote: theirs, mine, or both. None to go on with the form."""
        theirs_record = self.now(self.app.desk)
        theirs = to_data(theirs_record) if theirs_record is not None else {}
        before = to_data(self.base) if self.base is not None else {}
        mine_record = self.model_of_record.from_data(mine)
        answer = await self.app.push_screen_wait(
            Choose(
                _("This was changed outside, while you were writing."),
                beside(theirs_record, mine_record, self.context.dossier, self.address),
                [
                    ("both", _("both: what I changed goes into what they wrote")),
                    ("mine", _("mine: what is in my form is written")),
                    ("theirs", _("theirs: what is in my form is dropped")),
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
        wanted = to_data(mine_record)  # what is what it is by itself is no change
        changes = compare({self.address: before}, {self.address: wanted})
        return dict(apply({self.address: theirs}, changes)[self.address])

    async def _with_reason(self, data: dict[str, Any]) -> dict[str, Any]:
        """A step whose date moves keeps its old date, a role that goes to somebody else who held it, with why: asked
        for, never demanded."""
        room, was = room_of(self.address), self.data.get("due")
        place = f"{self.context.place} why"  # with the form it is let go of
        if room == "steps" and isinstance(was, date) and was != data.get("due"):
            asked = Ask(place, _("The date moves. Why?"), Blank(_("Reason")), may_be_empty=True)
        elif room == "roles" and changes_hands(self.data, data):
            said = _("The previous holder is kept. Esc keeps nothing: it was never theirs.")
            title = _("The role goes to somebody else. Why?")
            asked = Ask(place, title, Blank(_("Reason")), said=said, may_be_empty=True)
        else:
            return data
        answer = await self.app.push_screen_wait(asked)
        if answer is None and room == "roles":
            return data
        return kept(self.address, self.data, data, self.context.today, answer[0] if answer else "")


def beside(theirs: Record | None, mine: Record, dossier: Dossier, address: str) -> Content:
    """The fields in which `theirs` and `mine` differ, under each other; nothing is lost until one is chosen."""
    if theirs is None:
        return line(_("The file is gone. Nothing of yours is lost until you choose."))
    there, here = to_data(theirs), to_data(mine)
    differing = [field for field in fields(type(mine)) if there.get(field.name) != here.get(field.name)]
    shown = [part for field in differing[:MOST_FIELDS] for part in _both(field, theirs, mine, dossier, address)]
    if (more := len(differing) - MOST_FIELDS) > 0:
        shown.append(muted(say_many("and {n} field more", "and {n} fields more", more)))
    return Content("\n").join([*shown, muted(_("Nothing is lost until you choose."))])


def _both(field: FieldOf, theirs: Part, mine: Part, dossier: Dossier, address: str) -> Iterator[Content]:
    yield line(_(field.meaning.label), STRONG)
    for label, part in ((_("theirs"), theirs), (_("mine"), mine)):
        yield assembled("  ", muted(f"{label}: "), line(_in_short(field, part, dossier, address)))


def _in_short(field: FieldOf, part: Part, dossier: Dossier, address: str) -> str:
    """A value on one line; what is left out is a sign."""
    value = getattr(part, field.name)
    if field.meaning.form == "rows":
        rows: Mapping[str, Part] = value
        said = "; ".join(
            row_of(field, key, row, dossier, part, address).plain for key, row in as_read(rows, field.meaning)
        )
    elif value in (None, "", ()):
        said = ""
    elif field.meaning.form == "text":
        said = " ".join(str(value).split())
    else:
        said = value_of(field, value, dossier, part).plain
    return (said if len(said) <= MOST_WORDS else f"{said[: MOST_WORDS - 1]}…") or EMPTY
