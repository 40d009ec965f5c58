"""The one way in which text of a person comes on the screen: as :class:`Content`, never as markup.

Textual reads a plain ``str`` as markup: ``[/`` in a title would take the program down. So every widget is
given the Content made here, in which control characters are visible signs and nothing is a tag.
"""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from procesregie.language.visible import visible, visible_line

MUTED = "$text-muted"
"""What is said beside the matter: labels, dates, counts."""
STRONG = "bold"
ACCENT = "$accent"
"""The one colour."""
LONGEST_LINE = 400
"""What a row of a list shows of a title at most, in characters: more is never wider than a screen."""


def plain(text: str, style: str | Style = "") -> Content:
    """`text` of one or more lines."""
    return Content.styled(visible(text), style)


def line(text: str, style: str | Style = "") -> Content:
    """`text` as one line, cut where no screen would show more of it."""
    shown = visible_line(text)
    if len(shown) > LONGEST_LINE:
        shown = shown[: LONGEST_LINE - 1] + "…"
    return Content.styled(shown, style)


def link(text: str, action: str) -> Content:
    """`text` that does `action` when it is clicked."""
    return line(text, Style.from_meta({"@click": action}))


def muted(text: str) -> Content:
    """`text` said beside the matter."""
    return line(text, MUTED)


def assembled(*parts: Content | str) -> Content:
    """Several pieces as one; a ``str`` is our own words, not a person's."""
    return Content("").join([Content(part) if isinstance(part, str) else part for part in parts])


def joined(parts: list[Content], between: str = " · ") -> Content:
    """`parts` with a muted sign between them, the empty ones left out."""
    return Content.styled(between, MUTED).join([part for part in parts if part])
