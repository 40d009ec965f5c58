"""What is seen of a session while it is held: header, programme, stream, harvest, and what was understood.

Nothing is kept here: everything is read from the recording, and hidden when it may not be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from procesregie.capture.grammar import Captured
from procesregie.change.tally import tally
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.language import spoken
from procesregie.model.log import LineKind
from procesregie.tui.bars import KeyBar
from procesregie.tui.sessions import panels
from procesregie.tui.sessions.complete import Completion
from procesregie.tui.sessions.host import SIGN, Host, Panel
from procesregie.tui.sessions.positions import reason_at
from procesregie.tui.sessions.prompt import Prompt
from procesregie.tui.sessions.said import Teller
from procesregie.tui.sessions.stream import Stream
from procesregie.tui.text import ACCENT, MUTED, assembled, joined, line, muted

if TYPE_CHECKING:
    from procesregie.desk.recording import Recording


class Showing(Host[None]):
    """The screen of one session, without what its keys do."""

    CSS_PATH = "sessions.tcss"

    def __init__(self, recording: Recording) -> None:
        super().__init__()
        self.recording = recording
        self.asides = False
        """Whether what was said aside is shown."""
        self.completion: Completion | None = None
        self.prompt = Prompt(self.pressed, self.typed, self.paste, self.moved, self.took_paste, id="prompt")
        self.stream = Stream(empty=self._when_empty(), id="stream")
        self.panels: tuple[Panel, ...] = ()
        """What can take the place of the stream."""
        self._echo = Content("")

    @property
    def shared(self) -> bool:
        """Whether others see this screen."""
        return self.app.shared

    def pressed(self, event: events.Key) -> bool:
        """What a key does that is not text; whether it did."""
        raise NotImplementedError

    def typed(self, text: str) -> None:
        """What happens at every change of the prompt."""
        raise NotImplementedError

    def moved(self, text: str) -> None:
        """What happens when the cursor moved."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """What happens with several lines at once."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield Static(id="trouble")
        with Horizontal(id="room"):
            with Vertical(id="programme", classes="side"):
                yield Static(id="programme-text")
            yield self.stream
            with Vertical(id="harvest", classes="side"):
                yield Static(id="harvest-text")
        yield from self.panels
        yield Static(id="counts")
        with Horizontal(id="line"):
            yield Static(line(SIGN, ACCENT), id="sign")
            yield self.prompt
        yield Static(id="echo")
        yield KeyBar(id="keys")

    def _when_empty(self) -> str:
        return _(
            "Type what is said and press Enter. @name says who, + adds, = is agreed, < is a concern, ? stays open, "
            "! is a proposal, > is a next step. F1 explains the rest."
        )

    @property
    def teller(self) -> Teller:
        """Says lines in the words of the stream, with what may be seen now."""
        recording = self.recording
        return Teller(
            recording.view,
            recording.sitting.session,
            recording.aside_of,
            shared=self.shared,
            asides=self.asides,
            confidential=recording.confidential,
        )

    def show_all(self, *, keep_place: bool = False) -> None:
        """Everything anew: a line was corrected, or what may be seen changed."""
        teller = self.teller
        spreads = self._spreads()
        self.stream.show(
            (
                teller.entry(address, said, spreads.get(address, ""))
                for address, said in self.recording.sitting.lines.items()
            ),
            keep_place=keep_place,
        )
        self.show_panels()

    def _spreads(self) -> dict[str, str]:
        """Under each proposal, how the positions on it are spread."""
        return {a: tally(stands, spoken()) for a, stands in self.recording.sitting.proposals.items()}

    def show_proposals(self) -> None:
        """How the positions are spread, under each proposal."""
        teller, lines = self.teller, self.recording.sitting.lines
        for address, below in self._spreads().items():
            if address in lines:
                self.stream.replace(teller.entry(address, lines[address], below))

    def standing(self) -> panels.Standing:
        """How the session stands now, without what may not be seen."""
        recording = self.recording
        hidden = self.shared and recording.confidential
        return panels.Standing(recording.desk.dossier, recording.sitting, self.shared, hidden)

    def show_panels(self) -> None:
        """Header, programme, harvest and counts."""
        standing = self.standing()
        self._head(standing)
        for name, title, words in (
            ("programme", _("programme"), panels.programme),
            ("harvest", _("harvest"), panels.harvest),
        ):
            panel = self.query_one(f"#{name}-text", Static)
            panel.update(Content("\n").join([muted(title), words(standing, panel.content_size.width or 22)]))
        self.query_one("#counts", Static).update(panels.counts(standing, max(20, self.size.width - 2)))

    def _head(self, standing: panels.Standing) -> None:
        width = max(20, self.size.width - 2)
        self.query_one("#head", Static).update(panels.header(standing, self.app.clock.now(), width))

    def look(self) -> None:
        """Once a second: the time that is left, and whether the folder takes the lines."""
        self._head(self.standing())
        trouble = self.recording.trouble
        said = trouble.said(spoken()) if trouble else ""
        self.set_class(bool(said), "-trouble")
        if said:
            words = assembled(
                line(f"{_('Not in the folder yet')}: ", ACCENT),
                line(said),
                muted(f" {_('Carry on typing; it is kept.')}"),
            )
            self.query_one("#trouble", Static).update(words)

    def action_asides(self) -> None:
        """Opens what was said aside, for who sits here alone."""
        if self.shared:
            self.echo(muted(_("Not while the screen is shared. F8 ends that.")))
            return
        if not self.asides and all(said.kind is not LineKind.ASIDE for _address, said in self.recording.lines()):
            self.echo(muted(_("Nothing was said aside.")))
            return
        self.asides = not self.asides
        self.show_all(keep_place=True)

    def mention_reasons(self) -> None:
        """Mentions whose reason stood half typed beside the last proposal when the program ended."""
        proposal, kept = self.recording.sitting.proposal, self.app.forms.under_edit
        for party, record in self.recording.desk.dossier.parties.items():
            if proposal and reason_at(proposal, party) in kept:
                self.app.tell(
                    _("The reason of {name} was half typed; F4 and space on its row bring it back.", name=record.title)
                )

    def echo(self, said: Content) -> None:
        """What is said under the prompt until the next line."""
        self._echo = said
        self.show_echo()

    def show_echo(self) -> None:
        """What was understood; while a name is typed, how it can go on."""
        if not self.is_mounted:
            return
        completion = self.completion
        shown = self._echo
        if completion is not None:
            options = [
                line(option, "$background on $accent" if at == completion.at else MUTED)
                for at, option in enumerate(completion.options)
            ]
            shown = joined([*options, muted("tab")], "  ")
        self.query_one("#echo", Static).update(shown)

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_panels)
        self.refresh_bindings()

    @property
    def narrow(self) -> bool:
        """Whether programme and harvest have no place beside the stream."""
        return self.has_class("-narrow") or self.has_class("-normal")

    @property
    def closed(self) -> bool:
        """Whether the session was closed already: what is typed now corrects it."""
        return self.recording.sitting.session.outcome is not None

    def greet(self) -> None:
        """What one should know before typing."""
        recovered = self.recording.recovered
        if recovered:
            said = many(
                "{n} line from last time was brought back.", "{n} lines from last time were brought back.", recovered
            )
            self.echo(line(said, ACCENT))
        elif self.closed:
            self.echo(line(_("This session is closed: what you change or add is a correction. F9 commits it."), ACCENT))
        elif not self.recording.sitting.present:
            self.echo(muted(_("Nobody is checked in: F10, or a line such as “in @name”.")))
        elif self.recording.confidential:
            self.echo(muted(_("Confidential: nothing that is said goes into the shared record.")))

    def echo_of(self, captured: Captured) -> None:
        """Says back what was understood of a line."""
        said = [echo.said(spoken()) for echo in captured.echo]
        kind = captured.line.kind
        if kind is LineKind.ASIDE and self.shared:
            said = []
        word = "" if kind is LineKind.NOTE else _(kind.value)
        self.echo(joined([line(part) for part in (word, *said) if part]))
