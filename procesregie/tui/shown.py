"""The part of the frame that shows what goes with the rows: the card of the one the cursor is on, and the title above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.content import Content

from procesregie.language import say as _
from procesregie.tui.areas.area import Later, View
from procesregie.tui.areas.overview import since_in_words
from procesregie.tui.bars import TitleBar
from procesregie.tui.layout import Card, CardView
from procesregie.tui.listed import Listed
from procesregie.tui.signs import DECISION, DRAFT, QUESTION, SHARED
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted
from procesregie.tui.then import banner

if TYPE_CHECKING:
    from collections.abc import Callable

    from procesregie.language.trouble import Trouble


class Shown(Listed):
    """Shows a card at once, or off the event loop when it takes git to make; of two, the last that was asked for."""

    _shown_key = ""
    """The key of the row whose card is shown."""

    def _show_title(self, view: View) -> None:
        bar = self.query_one(TitleBar)
        then = view.then
        bar.banner = (lambda width: banner(then, width)) if then is not None else None
        if then is not None:
            return
        title = view.seen.title if view.seen else view.dossier.name("process")
        bar.process = line(title, STRONG)
        since = view.since
        if since is None:
            bar.since = bar.since_in_short = muted("" if view.whole else _("reading the rest …"))
        elif since.hindrance:
            bar.since = bar.since_in_short = assembled(line("! ", ACCENT), line(since.hindrance))
        else:
            sign = DECISION if since.last is not None and since.last.outcome == "decision" else DRAFT
            mark = line(f"{sign} ", ACCENT if since.changes else "")
            bar.since = assembled(mark, muted(since_in_words(view)))
            bar.since_in_short = assembled(mark, muted(since_in_words(view, outcome=False)))
        bar.right, bar.right_in_short = self._right(view), self._right(view, in_short=True)

    def _right(self, view: View, *, in_short: bool = False) -> Content:
        """How far we are from the others, and how many questions the mirror has."""
        since = view.since
        apart = [f"↑{since.ahead}" if since.ahead else "", f"↓{since.behind}" if since.behind else ""] if since else []
        parts = [muted(" ".join(part for part in apart if part))]
        if view.shared:
            parts.append(line(f"{SHARED} {_('shared')}", ACCENT))
        elif view.mirror is not None and view.mirror.open:
            from procesregie.tui.reflection import how_many

            number = len(view.mirror.open)
            parts.append(assembled(line(f"{QUESTION} ", ACCENT), muted(str(number) if in_short else how_many(number))))
        return joined(parts, "   ")

    def _show_detail(self, *, afresh: bool = False) -> None:
        entry = self.entry
        key = entry.key if entry else ""
        if key == self._shown_key and not afresh:
            return
        moved = key != self._shown_key
        if moved:
            self.close_private()
        self._shown_key = key
        self.set_class(entry is None, "-nothing")
        if entry is None:
            self._show_card(Card.of_text(self._nothing()), moved)
            return
        self.area.place = key
        found = self.area.detail(self.app.view, key)
        if isinstance(found, Card):
            self._show_card(found, moved)
        else:
            self._show_later(key, found, moved)

    def show_detail(self) -> None:
        """Shows anew what stands beside the list."""
        self._show_detail(afresh=True)

    def show_trouble(self, trouble: Trouble) -> None:
        """Shows what went wrong beside the list."""
        self._show_card(trouble_card(trouble), True)

    def _nothing(self) -> str:
        if self.area.filter:
            return _(
                "Nothing here has “{words}” in it. Esc shows everything again, ctrl+p finds it anywhere.",
                words=self.area.filter,
            )
        return self.area.nothing(self.app.view)

    def _show_card(self, card: Card, moved: bool) -> None:
        shown = self.query_one_optional("#detail", CardView)
        if shown is not None:  # else the screen went while this was read
            shown.show(card, afresh=moved)

    @work(group="detail", exclusive=True)
    async def _show_later(self, key: str, later: Later, moved: bool) -> None:
        from procesregie.language.trouble import Trouble

        try:
            shown = self.query_one_optional("#detail", CardView)
            width = shown.columns if shown is not None else 0
            card = await self.app.read(_made, later, width, self.app.aside.breathe)
        except Trouble as trouble:
            card = trouble_card(trouble)
        if key == self._shown_key:
            self._show_card(card, moved)


def _made(later: Later, width: int, breathe: Callable[[], None]) -> Card:
    """That card, laid out for `width` where nobody waits for it: a commit can have changed thousands of things."""
    breathe()  # the key that asks for it is painted first
    card = later()
    if width:
        card.content(width)
    return card


def trouble_card(trouble: Trouble) -> Card:
    """What went wrong, with somebody else's words under it."""
    return Card.of_text(f"{trouble}\n\n{trouble.detail}".rstrip())
