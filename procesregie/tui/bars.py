"""The bars above and below every screen: one Static each, made anew when what they show changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from procesregie.language import say as _
from procesregie.tui.text import ACCENT, MUTED, STRONG, assembled, line, muted

NAMES_FROM = 100
"""Columns from which the bar names every area, not only the one that is shown."""
ORDER = {"now": -4, "earlier": -3, "later": -2, "bring_back": -1, "share": 1}
"""Bindings with a place of their own: those of another moment first, while one is shown; what every screen has last."""
APART = 4
"""Columns between the three things in the title bar, together."""
ALWAYS = ("palette", "help")
"""Bindings that stand at the end of the key bar, whatever else fits."""


class TitleBar(Widget):
    """The process, what changed since the last commit, and how far we are from the others."""

    process = reactive(Content(""))
    since = reactive(Content(""))
    since_in_short = reactive(Content(""))
    right = reactive(Content(""))
    right_in_short = reactive(Content(""))
    """The same in fewer words, for where there is no room for all of them."""
    banner: reactive[Callable[[int], Content] | None] = reactive(None)
    """What stands here instead when another moment than now is shown, for a width in columns."""

    def watch_banner(self) -> None:
        self.set_class(self.banner is not None, "-banner")

    def render(self) -> RenderResult:
        width = self.size.width
        if self.banner is not None:
            return self.banner(width)
        since, right = self._fitting(width - self.process.cell_length)
        side = right.cell_length
        title = self.process.truncate(max(width // 2, width - since.cell_length - side - APART), ellipsis=True)
        middle = since.truncate(max(0, width - title.cell_length - side - APART), ellipsis=True)
        gap = width - title.cell_length - middle.cell_length - side
        left = max(2, gap // 2) if side else max(2, gap)
        return assembled(title, " " * left, middle, " " * max(0, gap - left), right)

    def _fitting(self, room: int) -> tuple[Content, Content]:
        """What stands in the middle and to the right, in as many words as there is room for."""
        for since, right in (
            (self.since, self.right),
            (self.since, self.right_in_short),
            (self.since_in_short, self.right_in_short),
        ):
            if since.cell_length + right.cell_length + APART <= room:
                return since, right
        return self.since_in_short, self.right if self.size.width >= NAMES_FROM else self.right_in_short


class AreaBar(Widget):
    """The numbered areas; a click on one goes there."""

    auto_links = False

    names: reactive[tuple[str, ...]] = reactive(())
    current = reactive(0)

    def render(self) -> RenderResult:
        parts: list[Content] = []
        for index, name in enumerate(self.names):
            here = index == self.current
            shown = f"{index + 1} {name}" if here or self.size.width >= NAMES_FROM else f"{index + 1}"
            style = Style.from_meta({"@click": f"screen.area({index})"})
            content = Content.styled(f" {shown} ", f"{STRONG} {ACCENT}" if here else MUTED).stylize(style)
            parts.append(content)
        return Content("").join(parts)


class KeyBar(Widget):
    """The keys that mean something here, with their words; a click on one presses it.

    What does not fit is in the palette and in the help, which always fit.
    """

    auto_links = False

    def __init__(self, id: str | None = None, *, greys: bool = True) -> None:
        """Without `greys` a key that does nothing on this row is left out: where every row has keys of its own."""
        super().__init__(id=id)
        self._greys = greys
        self._keys: list[tuple[Binding, bool]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._look())

    def _look(self) -> None:
        """Most rows the cursor passes change none of the keys."""
        if self._keys != self._shown():
            self.refresh()

    def _shown(self) -> list[tuple[Binding, bool]]:
        """Every key that has a place here, and whether it means something now; with no row to be on, only those that do."""
        shown: dict[str, tuple[Binding, bool]] = {}
        greys = self._greys and not self.screen.has_class("-nothing")
        for active in self.screen.active_bindings.values():
            if active.binding.show and (active.enabled or greys):
                shown.setdefault(active.binding.action, (active.binding, active.enabled))
        return sorted(shown.values(), key=lambda pair: ORDER.get(pair[0].id or "", 0))

    def render(self) -> RenderResult:
        self._keys = shown = self._shown()
        tail = [_key(binding, enabled) for binding, enabled in shown if binding.id in ALWAYS]
        room = self.size.width - sum(part.cell_length + 2 for part in tail)
        return self._fitted([pair for pair in shown if pair[0].id not in ALWAYS], tail, room)

    def _fitted(self, keys: Sequence[tuple[Binding, bool]], tail: list[Content], room: int) -> Content:
        """As many of `keys` as have room, in their order; those that mean something now have it first."""
        fitting: dict[int, Content] = {}
        for index, (binding, enabled) in sorted(enumerate(keys), key=lambda pair: not pair[1][1]):
            part = _key(binding, enabled)
            if part.cell_length + 2 <= room:
                room -= part.cell_length + 2
                fitting[index] = part
        return Content("  ").join([*(fitting[index] for index in sorted(fitting)), *tail])

    def on_resize(self, _event: events.Resize) -> None:
        self.refresh()


def key_words(binding: Binding) -> str:
    """How a key is written: ``ctrl+p``, ``F2``, ``/``."""
    if binding.key_display:
        return binding.key_display
    key = binding.key.split(",")[0]
    named = {
        "slash": "/",
        "full_stop": ".",
        "question_mark": "?",
        "escape": "esc",
        "space": "␣",
        "exclamation_mark": "!",
        "left": "←",
        "right": "→",
    }
    return named.get(key, key.upper() if key[:1] == "f" and key[1:].isdigit() else key)


def _key(binding: Binding, enabled: bool) -> Content:
    key = binding.key.split(",")[0]
    content = assembled(line(key_words(binding), ACCENT if enabled else MUTED), " ", muted(_(binding.description)))
    return content.stylize(Style.from_meta({"@click": f"app.simulate_key({key!r})"}))
