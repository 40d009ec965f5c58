"""As it stood then: the whole record at one commit, and the way to the moments beside it.

Nothing is checked out: the record comes out of git's storage and is shown in the place of what there is now. What
blocks here is called off the event loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.model.dossier import Dossier
from procesregie.tui import signs
from procesregie.tui.text import STRONG, assembled, joined, line

if TYPE_CHECKING:
    from textual.content import Content

    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment
    from procesregie.tui.reflection import Mirrored

SIGNS = {"draft": signs.DRAFT, "decision": signs.DECISION, "merge": signs.MERGED}


class NoMomentThere(Trouble):
    """There is nothing before the first moment, or after the last."""

    def __init__(self, by: int) -> None:
        super().__init__(
            N_("This is the first moment there is.") if by < 0 else N_("This is the last moment there is.")
        )


@dataclass(frozen=True)
class Then:
    """The process at one moment."""

    moment: Moment
    dossier: Dossier
    mirror: Mirrored | None = None
    """What the mirror would have asked on that day, of what is shared; None until it was looked in."""
    asked: date | None = None
    """The day that was asked for, where it was by day: the last moment up to then can be of weeks before."""

    @property
    def today(self) -> date:
        """The day of it, on which everything shown is late, due or to come."""
        return self.asked or self.moment.date.date()

    @property
    def sha(self) -> str:
        """The commit."""
        return self.moment.sha


def stood(desk: Desk, text: str) -> Then:
    """The process at the moment called `text`: a date, the id of a session, a commit. Raises a GitTrouble."""
    from procesregie.history.timeline import DAY

    moment = desk.repository.find(text)
    dossier = desk.repository.at(moment.sha).dossier
    if dossier.get("process") is None:  # it could not be read then: that is listed, and the rest is shown
        from procesregie.model.process import Process

        now = desk.dossier.process
        dossier = dossier.with_record("process", Process(id=now.id, title=now.title, language=now.language))
    asked = date.fromisoformat(text) if DAY.fullmatch(text) else None
    return Then(moment, dossier, asked=asked if asked and moment.date.date() < asked <= desk.clock.today() else None)


def beside(desk: Desk, then: Then, by: int) -> Then:
    """The moment before `then` (`by` is -1) or after it (1), or so many further. Raises NoMomentThere."""
    order = desk.repository.order()
    if then.sha not in order:  # of another branch: its own forebears are what came before it
        order = desk.repository.order(then.sha)
    at = order.index(then.sha) - by
    if not 0 <= at < len(order):
        raise NoMomentThere(by)
    return stood(desk, order[at])


def mark_words(mark: str) -> str:
    """The word for what a commit is."""
    return {"draft": _("draft"), "decision": _("decision"), "merge": _("merged")}.get(mark, _("by hand"))


def sign_of(moment: Moment) -> str:
    """The sign of a commit."""
    return SIGNS.get(moment.mark, signs.BY_HAND)


def said_by(moment: Moment) -> str:
    """The subject without the mark before it, which stands beside it as a sign and a word."""
    return moment.subject.removeprefix(f"{moment.outcome}: ") if moment.outcome else moment.subject


def banner(then: Then, width: int) -> Content:
    """What stands above everything that is shown of `then`, on one line of `width` columns."""
    narrow = width < 100
    day = spoken().day(then.today, "long" if narrow else "full")
    head = _("Then, {day}", day=day) if narrow else _("As it stood on {day}", day=day)
    keys = line(_("esc now")) if narrow else joined([line(_("[ ] earlier, later")), line(_("esc back to now"))], "   ")
    sign = f"{sign_of(then.moment)} {mark_words(then.moment.mark)}"
    if then.asked:
        sign = _("{outcome} of {day}", outcome=sign, day=spoken().near(then.moment.date.date(), then.today))
    said = assembled(line(head, STRONG), "   ", line(sign), "   ", line(said_by(then.moment)))
    room = max(0, width - keys.cell_length - 2)
    said = said.truncate(room, ellipsis=True)
    return assembled(said, " " * (width - said.cell_length - keys.cell_length), keys)
