"""F4: everybody who is there beside the last proposal, a letter for where they stand.

Each letter is recorded at once, as a line like any other, so nothing waits to be saved and Esc loses
nothing. A second letter for the same party, before leaving, corrects that line.
"""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.change.tally import tally
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.decision import Position, Stand
from procesregie.tui.bars import KeyBar
from procesregie.tui.sessions.ballots import REST, Ballot
from procesregie.tui.sessions.prompt import Prompt, PromptScreen
from procesregie.tui.sessions.wrap import cut
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted

LETTERS: dict[str, dict[str, Stand]] = {
    "nl": {
        "c": Stand.CONSENT,
        "n": Stand.NOT_PREFERRED,
        "k": Stand.CONCERN,
        "b": Stand.OBJECTION,
        "o": Stand.ASIDE,
        "v": Stand.SUBJECT,
        "g": Stand.NO_ANSWER,
    },
    "en": {
        "c": Stand.CONSENT,
        "n": Stand.NOT_PREFERRED,
        "w": Stand.CONCERN,
        "o": Stand.OBJECTION,
        "a": Stand.ASIDE,
        "s": Stand.SUBJECT,
        "g": Stand.NO_ANSWER,
    },
}
"""One letter a position, by the language of the interface."""


class Table(OptionList, can_focus=False):
    """Who is there; the prompt keeps the focus and moves it."""


class PositionsScreen(PromptScreen[None]):
    """Positions on one proposal, recorded as they are given."""

    CSS_PATH = "sessions.tcss"
    HELP = N_(
        "↑ and ↓ go along the table; one letter says where a party stands. r and a letter is for the rest: everybody "
        "who has no position yet. A reason is asked for only with an objection; space writes one with any other. "
        "Every letter is recorded at once; Enter or Esc goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rest", N_("rest …"), id="positions.rest"),
        Binding("space", "reason", N_("reason"), id="positions.reason"),
        Binding("enter,escape", "back", N_("done"), id="positions.back"),
    ]

    def __init__(self, ballot: Ballot) -> None:
        super().__init__()
        self.ballot = ballot
        self.letters = LETTERS[spoken().code]
        self.parties = sorted({*ballot.undecided, *ballot.positions}, key=lambda party: self._called(party).casefold())
        self.resting = False
        """Whether the next letter is for everybody who has none yet."""
        self.asking = ""
        """The party whose reason is typed."""
        self.prompt = Prompt(self._pressed, self._typed, id="reason")
        self.prompt.reads_letters = False

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Vertical(id="deciding"):
            yield Static(id="proposal")
            yield Static(id="spread")
        with Horizontal(id="standing"):
            yield Table(id="table", markup=False, compact=True)
            yield Static(id="letters")
        with Horizontal(id="why"):
            yield Static(id="why-sign")
            yield self.prompt
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#head", Static).update(line(_("Positions"), STRONG))
        self.query_one("#proposal", Static).update(line(f"! {self.ballot.title}", STRONG))
        self._show()

    def _letters(self) -> Content:
        """What each letter says: under each other where there is room beside the table, else behind each other."""
        rest = assembled(line("r", ACCENT), " ", muted(_("and a letter: the rest")))
        each = [assembled(line(letter, ACCENT), " ", muted(_(stand.value))) for letter, stand in self.letters.items()]
        if self.size.width >= 100:
            return Content("\n").join([*each, rest])
        return Content("\n").join(_packed([*each, rest], self.size.width - 3))

    # -- keys

    def _pressed(self, event: events.Key) -> bool:
        """What a key does, in the order it was typed; whether it was taken."""
        if self.asking:
            if event.key in ("enter", "escape", "up", "down"):
                self._give_reason()
                return True
            return False
        letter = (event.character or "").lower()
        if event.key in ("up", "down", "pageup", "pagedown", "home", "end"):
            self._move(event.key)
        elif event.key in ("enter", "escape"):
            self.action_back()
        elif letter in self.letters:
            self._stand(self.letters[letter])
        elif letter == "r":
            self.action_rest()
        elif event.key == "space":
            self.action_reason()
        else:
            return False
        return True

    def _move(self, key: str) -> None:
        rows = self.query_one(Table)
        {
            "up": rows.action_cursor_up,
            "down": rows.action_cursor_down,
            "pageup": rows.action_page_up,
            "pagedown": rows.action_page_down,
            "home": rows.action_first,
            "end": rows.action_last,
        }[key]()
        self._rest(False)

    # -- what is recorded

    def _stand(self, stand: Stand) -> None:
        party = self._under()
        if self.resting:
            self._record(REST, stand)
            self._rest(False)
            self._show()
        elif party:
            self._record(party, stand)
            if stand is Stand.OBJECTION:
                self._ask(party)
            self._show(down=not self.asking)

    def _record(self, party: str, stand: Stand, reason: str = "") -> None:
        try:
            self.ballot.record(party, stand, reason)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)

    def _ask(self, party: str) -> None:
        """Asks for the reason of `party`, with the one that is there."""
        position = self.ballot.positions.get(party)
        self.asking = party
        self.prompt.reads_letters = True
        self.refresh_bindings()
        self.add_class("-asking")
        stand = _(position.position.value) if position else ""
        name = f"{cut(self._called(party), 30)}, {stand}, " if self.size.width >= 80 else ""
        self.query_one("#why-sign", Static).update(assembled(line(f" {name}", ACCENT), muted(_("because:") + " ")))
        self.prompt.put(position.reason or position.changed_by if position else "")

    def _typed(self, text: str) -> None:
        if self.asking:
            self.ballot.half_typed(self.asking, text)

    def _give_reason(self) -> None:
        party, reason = self.asking, self.prompt.value.strip()
        position = self.ballot.positions.get(party)
        self.asking = ""
        self.prompt.reads_letters = False
        self.refresh_bindings()
        self.remove_class("-asking")
        self.prompt.put("")
        if position and reason != (position.reason or position.changed_by):
            self._record(party, position.position, reason)
        self._show(down=True)

    # -- actions

    def action_rest(self) -> None:
        """The next letter is for everybody who has no position yet."""
        self._rest(not self.resting)

    def _rest(self, on: bool) -> None:
        self.resting = on
        undecided = len(self.ballot.undecided)
        if on:
            said = line(_("The rest ({n}): which letter?", n=undecided), ACCENT)
            self.query_one("#spread", Static).update(said)
        else:
            self._show_spread()

    def action_reason(self) -> None:
        """A reason with a position that is not an objection."""
        party = self._under()
        if party in self.ballot.positions:
            self._ask(party)

    def action_back(self) -> None:
        """Back to what is said; everything was recorded already."""
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()

    # -- what is shown

    def _under(self) -> str:
        option = self.query_one(Table).highlighted_option
        return (option.id or "") if option else ""

    def _show(self, down: bool = False) -> None:
        rows = self.query_one(Table)
        at = rows.highlighted or 0
        positions = self.ballot.positions
        wide = max((cell_len(self._called(party)) for party in self.parties), default=0)
        room = min(wide, max(12, self.size.width // 2 - 4))
        self.query_one("#letters", Static).update(self._letters())
        rows.set_options(Option(self._row(party, positions.get(party), room), party) for party in self.parties)
        if self.parties:
            rows.highlighted = min(at + down, len(self.parties) - 1)
        self._show_spread()

    def _show_spread(self) -> None:
        words = tally(self.ballot.positions, spoken())
        undecided = len(self.ballot.undecided)
        waiting = _("{n} not asked yet", n=undecided) if undecided else ""
        self.query_one("#spread", Static).update(joined([line(words), muted(waiting)]))

    def _called(self, party: str) -> str:
        return self.ballot.dossier.name(f"table/{party}")

    def _row(self, party: str, position: Position | None, room: int) -> Content:
        name = cut(self._called(party), room)
        lead = assembled(line(name), " " * (room - cell_len(name) + 2))
        if position is None:
            return assembled(lead, muted("·"))
        reason = position.reason or position.changed_by
        before = _("was: {stand}", stand=_(position.before.value)) if position.before else ""
        strong = "" if position.position is Stand.CONSENT else STRONG
        return assembled(lead, joined([line(_(position.position.value), strong), line(reason), muted(before)]))

    def on_resize(self) -> None:
        self._show()


def _packed(parts: list[Content], width: int) -> list[Content]:
    """`parts` behind each other in rows of `width`, none of them broken."""
    rows: list[Content] = []
    for part in parts:
        if rows and rows[-1].cell_length + 3 + part.cell_length <= width:
            rows[-1] = assembled(rows[-1], "   ", part)
        else:
            rows.append(part)
    return rows
