"""Wrapping up a session: what the screen of it asks for, done off the event loop, in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from procesregie.language.trouble import Trouble
from procesregie.model.log import Line, LineKind

if TYPE_CHECKING:
    from procesregie.desk.recording import Recording
    from procesregie.desk.wrapup import WrapUp
    from procesregie.tui.app import ProcesregieApp


class Wrapping:
    """A session on its way to its commit. The recording stays open, so that every line can still be corrected.

    Proposals and steps become records when :meth:`begin` is called, or the first name is settled; until then a
    line that turns into something else leaves nothing behind.
    """

    def __init__(self, recording: Recording, *, shared: bool = False) -> None:
        self.recording = recording
        self.shared = shared
        """Whether others see this screen: what is private is then neither shown nor brought back."""
        self.desk = recording.desk
        self.id = recording.id
        self._wrap_up: WrapUp | None = None
        self.summary = recording.session.summary

    def hides(self, address: str) -> bool:
        """Whether the line at `address`, or what is typed for one that is not there yet, is not for who sees the screen."""
        said = self.recording.sitting.lines.get(address)
        aside = said is not None and said.kind is LineKind.ASIDE
        return self.shared and (aside or self.recording.confidential)

    @property
    def wrap_up(self) -> WrapUp:
        """The records of this session; blocks the first time."""
        if self._wrap_up is None:
            self._wrap_up = self.desk.wrap_up(self.id)
        return self._wrap_up

    @property
    def begun(self) -> bool:
        """Whether lines were made into records already."""
        return self._wrap_up is not None

    def begin(self) -> WrapUp:
        """Proposals and steps become records, once; those of lines that came since, too.

        Raises the recording's Trouble when the folder does not take its lines.
        """
        self.flushed()
        self._wrap_up = self.desk.wrap_up(self.id)
        self.recording.look_again()
        return self._wrap_up

    def flushed(self) -> None:
        """Waits until every line is in the folder; the Trouble that stands in the way, when there is one."""
        if not self.recording.flush(10) and self.recording.trouble is not None:
            raise self.recording.trouble

    def on_lines(self, change: Callable[[Recording], object]) -> None:
        """Does `change` to the lines; what became of them follows."""
        before = dict(self.recording.sitting.lines)
        self.flushed()
        dossier = self.desk.dossier
        change(self.recording)
        self.flushed()
        self._unmake(before)
        if self.begun:
            self.wrap_up.follow(dossier)
            self.begin()

    def _unmake(self, before: dict[str, Line]) -> None:
        """A line that is no proposal or step any more takes the record along that it became, while that is ours alone."""
        lines = self.recording.sitting.lines
        for address, was in before.items():
            line = lines.get(address)
            made = was.became if was.kind in (LineKind.DECISION, LineKind.STEP) else ""
            if made and line is not None and line.kind is not was.kind:
                self.recording.put(address, line.model_copy(update={"became": ""}))
                self.flushed()
                if self.desk.dossier.get(made) is not None:
                    self.desk.apply({made: None})

    def make_party(self, word: str) -> None:
        """The unknown name `word` is a party from now on."""
        self.flushed()
        self.wrap_up.make_party(word)
        self.begin()

    def replace_name(self, word: str, party: str) -> None:
        """The unknown name `word` was `party` all along."""
        self.flushed()
        self.wrap_up.replace_name(word, party)
        self.begin()


async def wrapped_up(app: ProcesregieApp, recording: Recording) -> bool:
    """Shows the wrap-up of `recording`; whether the session was closed."""
    from procesregie.tui.sessions.wrapup import WrapUpScreen

    closed: bool | None = await app.push_screen_wait(WrapUpScreen(Wrapping(recording, shared=app.shared)))
    return closed is True


async def commit_correction(app: ProcesregieApp, recording: Recording) -> bool:
    """Shows what was corrected in a closed session as it will be committed; whether it was."""
    from procesregie.tui.sessions.drafting import DraftScreen

    try:
        await app.write(Wrapping(recording, shared=app.shared).flushed)
    except Trouble as trouble:
        app.tell_trouble(trouble)
        return False
    made: bool | None = await app.push_screen_wait(DraftScreen(recording.id, only=True))
    return made is True
