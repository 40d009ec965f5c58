"""What was brought in at a session, and what was done with it: many reactions, a letter each, one reason for many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.desk.responding import responded, those
from procesregie.insight.contributions import Contribution, brought_in, tally
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.model.log import Response
from procesregie.tui.ask import Ask, Blank
from procesregie.tui.bars import KeyBar
from procesregie.tui.layout import Hanging
from procesregie.tui.sessions.prompt import Prompt
from procesregie.tui.sessions.rows import Rows
from procesregie.tui.sessions.said import SIGNS, Teller, speakers
from procesregie.tui.sessions.taking_up import keep
from procesregie.tui.sheet import Sheet
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted, plain
from procesregie.tui.undoing import undo

GLYPHS: dict[Response | None, str] = {
    Response.ADOPTED: "✓",
    Response.PARTLY: "~",
    Response.DECLINED: "–",
    Response.PENDING: "…",
    None: " ",
}
"""A sign for what was done, beside its word."""
WAITING, INPUT, EVERYTHING = "waiting", "input", "everything"
SHOWN = (INPUT, WAITING, EVERYTHING)
"""What the list shows, one after another."""


class ResponsesScreen(Sheet[None]):
    """The lines of one session with their responses; also the place to read a session that was held."""

    CSS_PATH = "sessions.tcss"
    TITLE = N_("Input")
    HELP = N_(
        "What was said here, and what was done with it. a: adopted, g: partly, n: declined, w: still "
        "waiting. The letter applies to the line the cursor is on, or to all lines marked with space (+ "
        "marks everything shown, - nothing). For partly and declined a reason is asked, once for all of "
        "them; r gives one with any other. / shows only lines with certain words: a party, a thread, any "
        "text. o switches between what was brought in, what is still waiting for a response, and "
        "everything that was said. Everything is saved at once; u undoes it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "answer('adopted')", N_("adopted"), id="responses.adopted"),
        Binding("g", "answer('partly')", N_("partly"), id="responses.partly"),
        Binding("n", "answer('declined')", N_("declined"), id="responses.declined"),
        Binding("w", "answer('pending')", N_("waiting"), id="responses.pending"),
        Binding("r", "reason", N_("reason"), id="responses.reason", tooltip=N_("writes why, for all that is marked")),
        Binding("space", "mark", N_("mark"), id="responses.mark"),
        Binding("plus", "mark_all(True)", N_("mark all"), id="responses.mark_all", key_display="+", show=False),
        Binding("minus", "mark_all(False)", N_("mark none"), id="responses.mark_none", key_display="-", show=False),
        Binding("slash", "find", N_("find"), id="responses.find"),
        Binding("o", "turn", N_("which"), id="responses.turn", tooltip=N_("brought in, still waiting, everything said")),
        Binding("u", "undo", N_("undo"), id="responses.undo", show=False),
        Binding("escape", "back", N_("back"), id="responses.back"),
    ]  # fmt: skip

    def __init__(self, session: str, at: str = "", shows: str = INPUT) -> None:
        super().__init__()
        self.session, self._at = session, at
        self.shows = shows
        """Which lines are listed."""
        self.words = ""
        """What the lines that are listed have in them."""
        self.marked: set[str] = set()
        """Addresses of the lines the next letter is for."""
        self.prompt = Prompt(self._pressed, self._typed, id="prompt")

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield Static(id="told")
        yield Rows(id="rows", markup=False, compact=True)
        with Horizontal(id="line"):
            yield Static(" / ", id="sign", markup=False)
            yield self.prompt
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.app.changed.subscribe(self, lambda _addresses: self.show())
        self.rows.focus()
        self.show()
        if self._at:
            at = next((n for n, option in enumerate(self.rows.options) if option.id == self._at), None)
            self.rows.highlighted = at if at is not None else self.rows.highlighted

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one(Rows)

    # -- what is shown

    @property
    def found(self) -> list[Contribution]:
        """The lines that are listed."""
        dossier = self.app.view.dossier
        called = {id: f"{party.title} {party.short}" for id, party in dossier.parties.items()}
        every = list(brought_in(dossier, self.session))
        if self.shows == EVERYTHING:
            known = {one.address: one for one in every}
            said = (Contribution(self.session, *one) for one in dossier.lines(self.session))
            every = [known.get(one.address, one) for one in said]
        return those(every, called, self.words, waiting=self.shows == WAITING)

    def show(self) -> None:
        """The list as it is now."""
        if not self.query(Rows):  # the screen went while something was written
            return
        dossier = self.app.view.dossier
        session, found = dossier.sessions.get(self.session), self.found
        if session is None:
            return
        teller = Teller(
            dossier, session, lambda _address: "", shared=True, asides=False, confidential=session.confidential
        )
        self.marked &= {one.address for one in found}
        head = [line(_("Input"), STRONG), line(session.title), muted(spoken().day(session.date))]
        self.query_one("#head", Static).update(joined(head))
        self.query_one("#told", Static).update(self._told(found))
        rows = [Option(self._row(teller, one), one.address) for one in found]
        keep(self.rows, rows or [Option(muted(self._nothing(session.confidential)), disabled=True)])
        self.refresh_bindings()

    def _nothing(self, confidential: bool) -> str:
        if confidential:
            return _("This conversation was confidential; what was said stays with whoever kept the log.")
        if self.words:
            return _("Nothing here matches that.")
        if self.shows == WAITING and list(brought_in(self.app.view.dossier, self.session)):
            return _("Everything that was brought in has a response.")
        return _("Nothing was brought in.")

    def _told(self, found: Iterable[Contribution]) -> Content:
        counted = tally(brought_in(self.app.view.dossier, self.session))
        what = {INPUT: _("brought in"), WAITING: _("waiting for a response"), EVERYTHING: _("everything said")}[
            self.shows
        ]
        shown = many("{n} line", "{n} lines", len(list(found)))
        parts = [line(what, ACCENT), line(shown), muted(f"/ {self.words}" if self.words else "")]
        parts += [muted(f"{counted[one]} {_(one.value)}") for one in Response if counted[one]]
        parts.append(line(_("{n} marked", n=len(self.marked)), ACCENT) if self.marked else Content(""))
        return joined([part for part in parts if part])

    def _row(self, teller: Teller, one: Contribution) -> Hanging:
        mark = line("▌" if one.address in self.marked else " ", ACCENT)
        entry = teller.entry(one.address, one.line)
        who = speakers(self.app.view.dossier, one.line.by)
        said = plain(entry.text) if entry.look != "rule" else line(entry.text, STRONG)
        lead = assembled(mark, line(f"{GLYPHS[one.response]} ", ACCENT), muted(f"{SIGNS[one.line.kind] or ' '} "))
        parts = [assembled(muted(f"{who}  ") if who else Content(""), said)]
        if one.response is not None:
            why = f": {one.why}" if one.why else ""
            parts.append(muted(f"→ {_(one.response.value)}{why}"))
        return Hanging(lead, joined(parts, "  "))

    # -- what is marked

    @property
    def under(self) -> str:
        """The line the cursor is on."""
        option = self.rows.highlighted_option
        return (option.id or "") if option else ""

    @property
    def meant(self) -> list[str]:
        """The lines a letter is for: those that are marked, else the one the cursor is on; as they stand listed."""
        wanted = self.marked or {self.under}
        return [address for address in self._answerable() if address in wanted]

    def _answerable(self) -> list[str]:
        """The lines listed that were brought in: not an item of the programme, nor a step."""
        known = {one.address for one in brought_in(self.app.view.dossier, self.session)}
        return [one.address for one in self.found if one.address in known]

    def action_mark(self) -> None:
        """Marks the line, and goes to the next."""
        if self.under:
            self.marked ^= {self.under}
            self.show()
            self.rows.action_cursor_down()

    def action_mark_all(self, on: bool) -> None:
        """Marks everything that is shown, or nothing."""
        self.marked = set(self._answerable()) if on else set()
        self.show()

    # -- what was done with it

    @work(group="asking")
    async def action_answer(self, word: str) -> None:
        """This was done with what is meant; why is asked for where it was not, or not wholly, taken."""
        meant, response = self.meant, Response(word)
        if not meant:
            return
        why: str | None = None
        if response in (Response.PARTLY, Response.DECLINED):
            why = await self._why(meant, word, _(response.value))
            if why is None:
                return
        await self._answer(meant, response, why)

    @work(group="asking")
    async def action_reason(self) -> None:
        """Why, for what is meant."""
        meant = self.meant
        why = await self._why(meant, "reason", _("Why?")) if meant else None
        if why is not None:
            await self._answer(meant, None, why)

    async def _why(self, meant: list[str], word: str, title: str) -> str | None:
        lines = dict(self.app.view.dossier.said(self.session))
        said = lines[meant[0]].text if len(meant) == 1 else many("{n} line", "{n} lines", len(meant))
        reasons = {lines[address].response_why for address in meant}
        before = reasons.pop() if len(reasons) == 1 else ""  # nobody gives all of them the reason of one unseen
        place = f"{word} {meant[0] if len(meant) == 1 else f'sessions/{self.session}'}"
        question = Ask(place, title, Blank(_("Why?"), before), said=said, may_be_empty=True)
        asked = await self.app.push_screen_wait(question)
        return None if asked is None else asked[0]

    async def _answer(self, meant: list[str], response: Response | None, why: str | None) -> None:
        desk = self.app.desk

        def write() -> None:
            desk.apply(responded(desk.dossier, meant, response, why))

        one = self.marked == set() and self.rows.highlighted is not None
        await self.app.try_to(write)
        self.marked = set()
        self.show()
        if one and self.shows != WAITING:  # there the next one has come in its place
            self.rows.action_cursor_down()

    @work(group="asking")
    async def action_undo(self) -> None:
        """Takes the last edit back."""
        await undo(self.app)
        self.show()

    # -- which lines

    def action_turn(self) -> None:
        """What was brought in, what waits, everything."""
        self.shows = SHOWN[(SHOWN.index(self.shows) + 1) % len(SHOWN)]
        self.show()

    def action_find(self) -> None:
        """A line in which to type what the lines should have in them."""
        self.add_class("-typing")
        self.prompt.put(self.words)
        self.prompt.focus()
        self.refresh_bindings()

    def _typed(self, text: str) -> None:
        if self.has_class("-typing") and text != self.words:
            self.words = text
            self.show()

    def _pressed(self, event: events.Key) -> bool:
        if event.key not in ("enter", "escape", "down"):
            return False
        if event.key == "escape":
            self.prompt.put("")
        self.remove_class("-typing")
        self.rows.focus()
        self.refresh_bindings()
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is answered at a moment of the past, or of a line nobody brought in."""
        if self.has_class("-typing"):
            return action in ("back",)
        if not self.is_mounted:
            return True
        if action == "mark_all" and not parameters[0]:
            return True if self.marked else None
        if action in ("answer", "reason", "mark", "mark_all"):
            return True if self.app.then is None and self.meant else None
        if action == "undo":
            return True if self.app.desk.can_undo else None
        return True

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.call_later(self.refresh_bindings)

    def action_back(self) -> None:
        """Out of what is looked for, then back."""
        if self.words:
            self.words = ""
            self.show()
        else:
            self.dismiss(None)
