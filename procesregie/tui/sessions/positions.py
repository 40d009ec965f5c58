"""F4: everybody who is there beside the last proposal, a letter for where they stand.

Each letter is recorded at once, as a line like any other, so nothing waits to be saved and Esc loses
nothing. A second letter for the same party, before leaving, corrects that line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.change.tally import tally
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.decision import Position, Stand
from procesregie.tui.bars import KeyBar
from procesregie.tui.half_typed import HalfTyped, say_it_is_back
from procesregie.tui.sessions.ballots import REST, Ballot
from procesregie.tui.sessions.host import SIGN, Host, Listed, Panel
from procesregie.tui.sessions.prompt import Prompt
from procesregie.tui.sessions.wrap import cut
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted

if TYPE_CHECKING:
    from procesregie.tui.app import ProcesregieApp

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


class Positions(Panel):
    """Positions on one proposal, recorded as they are given."""

    KEYS: ClassVar[list[BindingType]] = [
        Binding("r", "panel('rest')", N_("rest …"), id="positions.rest"),
        Binding("space", "panel('reason')", N_("reason"), id="positions.reason"),
        Binding("enter,escape", "panel('back')", N_("done"), id="positions.back"),
    ]
    help_title = N_("Positions")
    help_text = N_(
        "↑ and ↓ go along the table; one letter says where a party stands. r and a letter is for the "
        "rest: everybody who has no position yet. A reason is asked for only with an objection; space "
        "lets you give one with any other position. Every letter is recorded at once; Enter or Esc goes "
        "back."
    )

    def __init__(self, done: Callable[[], object]) -> None:
        """`done` is called when it was closed."""
        super().__init__(id="positions")
        self._done = done
        self.letters = LETTERS[spoken().code]
        self.parties: list[str] = []
        self.resting = False
        """Whether the next letter is for everybody who has none yet."""
        self.asking = ""
        """The party whose reason is typed."""
        self.half: HalfTyped | None = None
        """That reason."""

    def compose(self) -> ComposeResult:
        yield Static(id="proposal")
        yield Static(id="spread")
        with Horizontal(id="standing"):
            yield Listed(id="table", markup=False, compact=True)
            yield Static(id="letters")

    def about(self, ballot: Ballot) -> None:
        """Says which proposal it is about, before it is opened."""
        self.ballot = ballot
        self.parties = sorted({*ballot.undecided, *ballot.positions}, key=lambda party: self._called(party).casefold())

    def opened(self) -> None:
        self.letters = LETTERS[spoken().code]
        self.resting, self.asking, self.half = False, "", None
        head = assembled(line(_("Positions"), STRONG), "\n\n", line(f"! {self.ballot.title}", STRONG))
        self.query_one("#proposal", Static).update(head)
        self.query_one(Listed).highlighted = None
        self._show()

    @property
    def typing(self) -> bool:
        return bool(self.asking)

    def _letters(self) -> Content:
        """What each letter says: under each other where there is room beside the table, else behind each other."""
        rest = assembled(line("r", ACCENT), " ", muted(_("and a letter: the rest")))
        each = [assembled(line(letter, ACCENT), " ", muted(_(stand.value))) for letter, stand in self.letters.items()]
        if self.size.width >= 100:
            return Content("\n").join([*each, rest])
        return Content("\n").join(_packed([*each, rest], self.size.width - 3))

    # -- keys

    def pressed(self, event: events.Key) -> bool:
        """What a key does, in the order it was typed; whether it was taken."""
        if self.asking:
            if event.key in ("enter", "escape", "up", "down"):
                self._give_reason()
                return True
            return False
        letter = (event.character or "").lower()
        if self.query_one(Listed).move(event.key):
            self._rest(False)
        elif event.key in ("enter", "escape"):
            self.do_back()
        elif letter in self.letters:
            self._stand(self.letters[letter])
        elif letter == "r":
            self.do_rest()
        elif event.key == "space":
            self.do_reason()
        else:
            return False
        return True

    # -- what is recorded

    def _stand(self, stand: Stand) -> None:
        party = self.query_one(Listed).under
        if self.resting:
            self._record(REST, stand)
            self._rest(False)
            self._show()
        elif party:
            self._record(party, stand)
            if stand is Stand.OBJECTION:
                self._ask(party)
            self._show(down=not self.asking)

    def _record(self, party: str, stand: Stand, reason: str | None = None) -> bool:
        try:
            self.ballot.record(party, stand, reason)
        except Trouble as trouble:
            cast("ProcesregieApp", self.app).tell_trouble(trouble)
            return False
        return True

    def _ask(self, party: str) -> None:
        """Asks for the reason of `party`, with the one that is there."""
        position = self.ballot.positions.get(party)
        self.asking = party
        stand = _(position.position.value) if position else ""
        name = f"{cut(self._called(party), 30)}, {stand}, " if self.size.width >= 80 else ""
        self.host.sign(assembled(line(f" {name}", ACCENT), muted(_("because:") + " ")))
        self.host.listen()
        app = cast("ProcesregieApp", self.app)
        self.half = HalfTyped(app, reason_at(self.ballot.address, party), _reason(position) if position else "")
        self.prompt.put(self.half.text)
        say_it_is_back(app, self.half)

    def typed(self, text: str) -> None:
        if self.half is not None:
            self.half.typed(text)

    def _give_reason(self) -> None:
        party, reason = self.asking, self.prompt.value.strip()
        position = self.ballot.positions.get(party)
        half, self.asking, self.half = self.half, "", None
        self.host.sign()
        self.host.listen()
        self.prompt.put("")
        if half and position and reason != _reason(position):
            if not self.ballot.at_once:
                half.answered()
            if self._record(party, position.position, reason) and self.ballot.at_once:
                half.written()
        self._show(down=True)

    # -- actions

    def do_rest(self) -> None:
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

    def do_reason(self) -> None:
        """A reason with a position that is not an objection."""
        party = self.query_one(Listed).under
        if party in self.ballot.positions:
            self._ask(party)
        else:
            self.refuse(_("First where they stand, with a letter; then the reason."))

    def do_back(self) -> None:
        """Back to what is said; everything was recorded already."""
        self.host.close_panel()
        self._done()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()

    # -- what is shown

    def _show(self, down: bool = False) -> None:
        rows = self.query_one(Listed)
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
        reason = ": ".join(part for part in (position.reason, position.changed_by) if part)
        before = _("was: {stand}", stand=_(position.before.value)) if position.before else ""
        strong = "" if position.position is Stand.CONSENT else STRONG
        return assembled(lead, joined([line(_(position.position.value), strong), line(reason), muted(before)]))

    def on_resize(self) -> None:
        if self.has_class("-open"):
            self._show()


def reason_at(proposal: str, party: str) -> str:
    """Where the reason of `party` is kept while it is typed, of a position on what is proposed at the address `proposal`."""
    return f"because {proposal} {party}"


def _reason(position: Position) -> str:
    """What is typed as the reason of `position`: of one that moved, what changed it."""
    return position.changed_by if position.before else position.reason


class PositionsScreen(Host[None]):
    """The same on a screen of its own, where there is no session going on."""

    CSS_PATH = "sessions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*Positions.KEYS]

    def __init__(self, ballot: Ballot) -> None:
        super().__init__()
        self.positions = Positions(lambda: self.dismiss(None))
        self.positions.about(ballot)
        self.prompt = Prompt(self._pressed, self.positions.typed, id="prompt")

    help_title = Positions.help_title

    @property
    def help_text(self) -> str:
        """How positions are given."""
        return _(Positions.help_text)

    def compose(self) -> ComposeResult:
        yield self.positions
        with Horizontal(id="line"):
            yield Static(line(SIGN, ACCENT), id="sign")
            yield self.prompt
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        self.open_panel(self.positions)

    def _pressed(self, event: events.Key) -> bool:
        return self.panel is not None and self.panel.pressed(event)


def _packed(parts: list[Content], width: int) -> list[Content]:
    """`parts` behind each other in rows of `width`, none of them broken."""
    rows: list[Content] = []
    for part in parts:
        if rows and rows[-1].cell_length + 3 + part.cell_length <= width:
            rows[-1] = assembled(rows[-1], "   ", part)
        else:
            rows.append(part)
    return rows
