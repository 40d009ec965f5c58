"""What earlier sessions left, taken up while one prepares: onto the programme, adopted, or settled."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from procesregie.desk.settling import adopted, settled
from procesregie.insight.preparation import Preparation, prepare
from procesregie.language import say as _
from procesregie.model.declare import Record
from procesregie.model.ids import new_key
from procesregie.model.session import Item, Session
from procesregie.tui.ask import Ask, Blank
from procesregie.tui.layout import Hanging
from procesregie.tui.pick import Choice, PickMany
from procesregie.tui.sessions.below import LineBelow
from procesregie.tui.sessions.left import MINUTES, OPEN_END, Left, heaps
from procesregie.tui.sessions.remarks import asked_about_remarks
from procesregie.tui.sessions.rows import Rows
from procesregie.tui.text import STRONG, line, muted
from procesregie.tui.undoing import undo

STEP = 100
"""Between the numbers that put items in order, so that one can be put between them."""


class TakingUp(LineBelow[None]):
    """The part of preparing that reads and changes what was left. The screen itself has the programme."""

    id_of_session: str

    @property
    def session(self) -> Session:
        """The session that is prepared."""
        return self.app.desk.dossier.sessions[self.id_of_session]

    @property
    def prepared(self) -> Preparation:
        """What earlier sessions left."""
        return prepare(self.app.desk.dossier, self.app.clock.today(), self.id_of_session)

    def show(self) -> None:
        """Shows the session anew."""
        raise NotImplementedError

    # -- the list

    @property
    def lefts(self) -> Rows:
        """The list of what was left."""
        return self.query_one("#was-left", Rows)

    @property
    def under_left(self) -> Left | None:
        """What the cursor is on, while it is in that list."""
        option = self.lefts.highlighted_option
        return self._lefts.get(option.id or "") if option is not None and self.lefts.has_focus else None

    def show_left(self) -> None:
        """The list, with the cursor where it was."""
        found = heaps(self.app.view, self.prepared)
        self._lefts: dict[str, Left] = {}
        rows: list[Option] = []
        for heap in found:
            rows.append(Option(line(f"{heap.label}  {heap.count}", STRONG), disabled=True))
            for left in heap.left:
                if left.key not in self._lefts:
                    self._lefts[left.key] = left
                    rows.append(Option(Hanging(muted(f"{heap.sign} "), left.shown), left.key))
        if not rows:
            rows = [Option(muted(_("Earlier sessions left nothing for this one.")), disabled=True)]
        keep(self.lefts, rows)

    # -- what is done with it

    def kind_under(self, kind: str) -> bool:
        """Whether the cursor is on something of this kind."""
        left = self.under_left
        return left is not None and left.kind == kind

    @work(group="asking")
    async def action_adopt(self) -> None:
        """The minutes the cursor is on are adopted in this session, what was remarked on them taken along."""
        left = self.under_left
        if left is None or left.kind != MINUTES:
            return
        name = left.key.partition("/")[2]
        answer = await asked_about_remarks(self.app, name)
        if answer is not None:
            changed = adopted(self.app.desk.dossier, name, self.id_of_session, answer)
            await self._write(changed, _("Adopted. u undoes it."))

    @work(group="asking")
    async def action_settle(self) -> None:
        """The open end the cursor is on was answered; how, may be said."""
        left = self.under_left
        if left is None or left.kind != OPEN_END:
            return
        asked = await self.app.push_screen_wait(
            Ask(
                f"settled {left.key}",
                _("Settled"),
                Blank(_("What is the answer? (may be left empty)")),
                said=left.title,
                may_be_empty=True,
            )
        )
        if asked is not None:
            dossier = self.app.desk.dossier
            changed = settled(dossier, left.key, self.id_of_session, asked[0])
            await self._write(changed, _("Settled: it does not come back. u undoes it."))

    async def _write(self, records: dict[str, Record], told: str) -> None:
        await self.app.try_to(self.app.desk.apply, records)
        self.show()
        self.app.tell(told)

    @work(group="asking")
    async def action_undo(self) -> None:
        """Takes the last edit back."""
        await undo(self.app)
        self.show()

    @work(group="asking")
    async def action_bring(self) -> None:
        """Puts what the cursor is on onto the programme; from anywhere else, what is picked."""
        left = self.under_left
        if left is not None:
            self.bring_in([left])
            return
        found = {left.key: left for heap in heaps(self.app.view, self.prepared) for left in heap.left}
        if not found:
            self.app.tell(_("Earlier sessions left nothing for this one."))
            return
        choices = [Choice(key, line(left.title)) for key, left in found.items()]
        picked = await self.app.push_screen_wait(PickMany(_("Bring in"), choices, ()))
        self.bring_in([found[key] for key in (picked or "").split("\n") if key in found])

    def bring_in(self, lefts: Iterable[Left]) -> None:
        """Puts `lefts` on the programme, but for what stands there already: minutes before all else, the rest at its end."""
        there = {item.title for item in self.session.programme.values()}
        fresh = [left for left in lefts if left.title not in there]
        minutes = [Item(title=left.title, topic=left.topic) for left in fresh if left.kind == MINUTES]
        others = [Item(title=left.title, topic=left.topic) for left in fresh if left.kind != MINUTES]
        if fresh:
            self.save(programme={**self.session.programme, **self.at_start(minutes), **self.at_end(others)})

    def at_start(self, items: list[Item]) -> dict[str, Item]:
        """`items` with a key and a number of their own, before those there are."""
        first = min((item.order or 0 for item in self.session.programme.values()), default=STEP)
        return self._numbered(items, first - len(items) * STEP)

    def at_end(self, items: list[Item]) -> dict[str, Item]:
        """`items` with a key and a number of their own, after those there are."""
        last = max((item.order or 0 for item in self.session.programme.values()), default=0)
        return self._numbered(items, last + STEP)

    def _numbered(self, items: list[Item], first: int) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for n, item in enumerate(items):
            key = new_key({*self.session.programme, *found})
            found[key] = item.model_copy(update={"order": first + n * STEP})
        return found

    @work(group="preparing")
    async def save(self, **fields: object) -> None:
        """Writes these fields of the session."""
        session = self.session.model_copy(update=fields)
        await self.app.try_to(self.app.desk.save, f"sessions/{self.id_of_session}", session)
        self.show()


def keep(rows: OptionList, options: list[Option]) -> None:
    """Shows `options`, with the cursor on the row it was on, else near it, never on a heading."""
    under, at = rows.highlighted_option, rows.highlighted
    key = under.id if under else None
    rows.set_options(options)
    free = [n for n, option in enumerate(rows.options) if not option.disabled]
    known = next((n for n in free if rows.options[n].id == key), None) if key else None
    near = next((n for n in free if n >= (at or 0)), free[-1] if free else None)
    rows.highlighted = known if known is not None else near
