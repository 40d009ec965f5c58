"""What changes lines while a session is wrapped up: off the event loop, taken out and brought back, settled, adopted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from procesregie.desk import settling
from procesregie.language import say as _
from procesregie.model.log import LineKind
from procesregie.tui.ask import Choose
from procesregie.tui.sessions.below import LineBelow
from procesregie.tui.sessions.remarks import asked_about_remarks
from procesregie.tui.sessions.wrapping import Wrapping
from procesregie.tui.sessions.wrapsteps import WrapStep

if TYPE_CHECKING:
    from procesregie.desk.recording import Recording


class Settling(LineBelow[bool]):
    """The part of the wrap-up that says what was answered, and what should not be there. The screen says on which row."""

    wrapping: Wrapping
    step: WrapStep
    under: str
    """The key of the row the cursor is on; empty on none."""

    def show(self) -> None:
        """Shows the step anew."""
        raise NotImplementedError

    # -- off the event loop

    @work(group="wrapping")
    async def on_lines(self, change: Callable[[Recording], object]) -> None:
        """Does `change` to the lines, and shows what came of it."""
        await self.app.try_to(self.wrapping.on_lines, change)
        self.show()

    @work(group="wrapping")
    async def write(self, do: Callable[..., object], *values: object) -> None:
        """Does `do` in the writing queue, and shows what came of it."""
        await self.app.try_to(do, *values)
        self.show()

    # -- what is settled, and what goes

    def action_settle(self) -> None:
        """The open end was answered in this session, or the minutes adopted; once more, and they were not."""
        under, wrapping = self.under, self.wrapping
        here = f"sessions/{wrapping.id}"
        said = self.step.lines.get(under)
        if said is not None:
            became = "" if said.became == here else here
            self.on_lines(lambda recording: recording.put(under, said.model_copy(update={"became": became})))
        elif under.startswith("sessions/"):
            self._adopt(under.partition("/")[2])
        elif under:
            self.write(self._settle_earlier, under)

    @work(group="asking")
    async def _adopt(self, session: str) -> None:
        """The minutes of an earlier session are adopted in this one, what was remarked on them asked about; or they are not."""
        desk, here = self.wrapping.desk, self.wrapping.id
        answer: str | None = ""
        if desk.dossier.sessions[session].adopted_in:
            here = ""
        else:
            answer = await asked_about_remarks(self.app, session)
        if answer is not None:
            self.write(lambda: desk.apply(settling.adopted(desk.dossier, session, here, answer)))

    def _settle_earlier(self, address: str) -> None:
        """An open end of an earlier session: settled here, or open again."""
        wrapping = self.wrapping
        line = dict(wrapping.desk.dossier.said(address.split("/", 1)[0]))[address]
        if line.became == f"sessions/{wrapping.id}":
            wrapping.desk.apply(settling.open_again(wrapping.desk.dossier, address))
        else:
            wrapping.desk.apply(settling.settled(wrapping.desk.dossier, address, wrapping.id))

    @work(group="asking")
    async def action_remove(self) -> None:
        """Takes the line out of the log, once that was said twice."""
        address, recording = self.under, self.wrapping.recording
        said = self.step.lines.get(address)
        if said is None:
            return
        secret = said.kind is LineKind.ASIDE or recording.confidential
        shown = _("(confidential)") if secret else said.text or _(said.kind.value)
        answers = [("out", _("take it out; u brings it back")), ("stay", _("leave it"))]
        if await self.app.push_screen_wait(Choose(_("Take this line out?"), shown, answers)) == "out":
            self.on_lines(lambda recording: recording.take_out(address))

    def action_bring_back(self) -> None:
        """The line that was taken out last is there again."""
        self.on_lines(lambda recording: recording.bring_back())
