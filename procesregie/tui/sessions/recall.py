"""Lines brought back into the prompt, corrected in place, turned into another kind, or split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from procesregie.capture.grammar import TURNS
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.language.trouble import Trouble
from procesregie.language.visible import visible_line
from procesregie.model.log import LineKind
from procesregie.tui.sessions.correcting import Correcting
from procesregie.tui.sessions.showing import Showing
from procesregie.tui.sessions.stream import Stream
from procesregie.tui.sessions.wrap import cut
from procesregie.tui.text import ACCENT, joined, line, muted

if TYPE_CHECKING:
    from procesregie.desk.recording import Recording


class Recall(Showing):
    """The part of the capture screen that changes what was typed before."""

    def __init__(self, recording: Recording) -> None:
        super().__init__(recording)
        half_way = {place: text for place, text in recording.half_way.items() if place in recording.sitting.lines}
        self.correcting = Correcting(recording.typed_of, recording.type, half_way)
        self._to_go = ""
        """The line that goes when Enter is pressed on it once more."""

    def earlier(self) -> None:
        """The line before the one in the prompt, when the prompt is empty or holds one."""
        if self.move_completion(-1):
            return
        if not self.correcting.address and self.prompt.value:
            return
        address = self.correcting.earlier(self.correctable())
        if address:
            self.correct(address)

    def later(self) -> None:
        """The line after it; after the last, the empty prompt."""
        if self.move_completion(1) or not self.correcting.address:
            return
        address = self.correcting.later(self.correctable())
        if address:
            self.correct(address)
        else:
            self.let_go()

    def correctable(self) -> list[str]:
        """Addresses of the lines that may be brought back: while the screen is shared, none that is private."""
        if self.shared and self.recording.confidential:
            return []
        lines = self.recording.sitting.lines.items()
        return [address for address, said in lines if not (self.shared and said.kind is LineKind.ASIDE)]

    def correct(self, address: str) -> None:
        """Brings the line at `address` back into the prompt, with its signs."""
        self.correcting.leave(self.prompt.value)
        self._to_go = ""
        text = self.correcting.take(address)
        self.prompt.put(text)
        self.completion = None
        self.stream.choose(address)
        self.set_class(True, "-correcting")
        said = self.recording.line(address)
        at = f"{said.at:%H:%M}" if said.at else ""
        self.sign(line(f" {at} › ", ACCENT))
        hint = _("correcting: Enter saves, Esc leaves it, ↑ the one before; empty takes it out")
        self.echo(muted(_("your change from before; ") + hint if self.correcting.waits(address) else hint))

    def save(self, text: str) -> None:
        """The line under correction is `text` from now on."""
        address = self.correcting.address
        if not text.strip():
            self._take_out(address)
            return
        try:
            captured = self.recording.correct(address, text)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        self.correcting.saved()
        self.let_go()
        self.show_all(keep_place=True)
        self.echo_of(captured)

    def _take_out(self, address: str) -> None:
        """The line that was emptied goes, once Enter is pressed a second time."""
        if self._to_go != address:
            self._to_go = address
            self.echo(line(_("Enter once more takes this line out; Esc leaves it as it is."), ACCENT))
            return
        self._to_go = ""
        try:
            said = self.recording.take_out(address)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        self.correcting.saved()
        self.let_go()
        self.show_all(keep_place=True)
        shown = "" if said.kind is LineKind.ASIDE or self.recording.confidential else visible_line(said.text)
        self.echo(joined([line(_("Taken out"), ACCENT), line(cut(shown, 40)), muted(_("ctrl+z brings it back"))]))

    def action_drop(self) -> None:
        """Asks whether the line under correction, else the last one, is to go."""
        address = self.correcting.address or next(reversed(self.correctable()), "")
        if not address:
            return
        if not self.correcting.address:
            self.correct(address)
        self.prompt.put("")
        self._take_out(address)

    def action_bring_back(self) -> None:
        """The line that was taken out last is there again."""
        if self.correcting.address:
            self.let_go()
        try:
            address = self.recording.bring_back()
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        if not address:
            self.echo(muted(_("Nothing was taken out since this session was opened.")))
            return
        self.recording.type(self.prompt.value)
        self.show_all(keep_place=True)
        self.stream.choose(address)
        self.echo(line(_("It is back."), ACCENT))

    def let_go(self) -> None:
        """Out of correction, with an empty prompt; a change that was not saved waits at its line."""
        self.correcting.leave(self.prompt.value)
        self.prompt.take()
        self.stream.choose("")
        self.set_class(False, "-correcting")
        self.sign()
        self.echo(Content(""))

    @on(Stream.Chosen)
    def _clicked(self, message: Stream.Chosen) -> None:
        message.stop()
        if self.prompt.value and not self.correcting.address:
            self.echo(muted(_("First finish this line, or clear it with ctrl+u.")))
        elif message.address in self.correctable():
            self.correct(message.address)

    def action_kind(self) -> None:
        """Turns the line under correction, else the last one, into the next kind."""
        address = self.correcting.address or next(reversed(self.recording.sitting.lines), "")
        if not address:
            return
        said = self.recording.line(address)
        kinds = [kind for kind in TURNS if kind is not LineKind.ASIDE]
        if said.kind not in kinds:
            self.echo(muted(_("This line keeps its kind; ↑ brings it back.")))
            return
        kind = kinds[(kinds.index(said.kind) + 1) % len(kinds)]
        try:
            if self.correcting.address and self.prompt.value.strip():
                self.recording.correct(address, self.prompt.value)
            self.recording.turn(address, kind)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        under_correction = self.correcting.address
        if under_correction:
            self.correcting.saved()
            self.prompt.put("")
            self.correct(under_correction)
        else:
            self.recording.type(self.prompt.value)
        self.show_all(keep_place=True)
        self.echo(joined([line(_("now: {kind}", kind=_(kind.value)), ACCENT), muted(_("F2 goes to the next kind"))]))

    def action_split(self) -> None:
        """Makes a line of each line of the paste under correction, else of the last one."""
        pasted = [address for address, said in self.recording.sitting.lines.items() if said.pasted]
        address = self.correcting.address if self.correcting.address in pasted else pasted[-1] if pasted else ""
        if not address:
            self.echo(muted(_("Nothing was pasted here.")))
            return
        try:
            n = self.recording.split(address)
        except Trouble as trouble:
            self.app.tell_trouble(trouble)
            return
        if self.correcting.address:
            self.let_go()
        self.recording.type(self.prompt.value)
        self.show_all()
        self.echo(line(many("{n} line", "{n} lines", n)))

    def move_completion(self, by: int) -> bool:
        """Another suggestion for Tab to take; whether there was one."""
        if self.completion is None or len(self.completion.options) < 2:
            return False
        self.completion = self.completion.moved(by)
        self.show_echo()
        return True
