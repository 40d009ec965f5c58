"""How a card is laid out: blocks that know how to fill a width, shown by one Static.

A value that runs on keeps its place beside its label, and a paragraph never grows wider than one reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from procesregie.tui.scrollbar import Barred
from procesregie.tui.text import MUTED, STRONG, assembled, line, plain

WIDEST = 92
"""Columns a paragraph takes at most."""
SIDE_BY_SIDE = 40
"""Columns from which two texts stand side by side."""
BETWEEN = " ↔ "
"""What stands between them."""
LABELS = 24
"""Columns labels take at most, and never more than half of them; a longer one has its value below it."""


def wrapped(text: Content, width: int) -> list[Content]:
    """`text` in lines of at most `width`; of thousands most are one, and where to cut it need not be found out."""
    one = text.cell_length <= width and "\n" not in text.plain and "\t" not in text.plain
    return [text] if one else text.wrap(width)


def hanging(lead: Content, text: Content, width: int) -> list[Content]:
    """`text` in lines behind `lead`; what runs on stands under where it began."""
    first, *more = wrapped(text, max(1, width - lead.cell_length))
    return [lead + first, *(Content(" " * lead.cell_length) + one for one in more)]


@dataclass(frozen=True)
class Title:
    """What a card is about, and muted below it what is to be known at once."""

    text: Content
    below: Content = Content("")

    def lines(self, width: int) -> list[Content]:
        return [*wrapped(self.text.stylize_before(STRONG), width), *(wrapped(self.below, width) if self.below else [])]


@dataclass(frozen=True)
class Heading:
    """A small heading inside a card."""

    text: str

    def lines(self, width: int) -> list[Content]:
        return [Content(""), *wrapped(line(self.text, STRONG), width)]


@dataclass(frozen=True)
class Pairs:
    """Labels with a value beside them, in two columns."""

    pairs: tuple[tuple[str, Content], ...]

    def lines(self, width: int) -> list[Content]:
        labels = [line(label, MUTED) for label, _ in self.pairs]
        most = min(LABELS, width // 2 - 2)
        column = max((label.cell_length for label in labels if label.cell_length <= most), default=0) + 2
        found: list[Content] = []
        for label, (_, value) in zip(labels, self.pairs, strict=True):
            if label.cell_length > most:
                found += label.wrap(width)
                found += hanging(Content("  "), value, width)
            else:
                found += hanging(label.pad_right(column - label.cell_length), value, width)
        return found


@dataclass(frozen=True)
class Paragraph:
    """A text, under its label when it has one."""

    text: Content
    label: str = ""

    def lines(self, width: int) -> list[Content]:
        head = wrapped(line(self.label, MUTED), width) if self.label else []
        return [*head, *wrapped(self.text, width)]


@dataclass(frozen=True)
class Items:
    """Rows under a label, each behind its own sign."""

    items: tuple[tuple[str, Content], ...]
    label: str = ""

    def lines(self, width: int) -> list[Content]:
        found = wrapped(line(self.label, MUTED), width) if self.label else []
        for sign, item in self.items:
            found += hanging(Content.styled(f"{sign} ", MUTED), item, width)
        return found


@dataclass(frozen=True)
class Sides:
    """Two texts that belong to each other, side by side; under each other where there is little room."""

    left: tuple[str, Content]
    right: tuple[str, Content]
    """Each with its label."""

    def lines(self, width: int) -> list[Content]:
        texts = [Paragraph(text, label) for label, text in (self.left, self.right)]
        if width < SIDE_BY_SIDE:
            return [*texts[0].lines(width), Content(""), *texts[1].lines(width)]
        half = (width - len(BETWEEN)) // 2
        left, right = (text.lines(half) for text in texts)
        height = max(len(left), len(right))
        left += [Content("")] * (height - len(left))
        right += [Content("")] * (height - len(right))
        signs = [BETWEEN, *[" " * len(BETWEEN)] * (height - 1)]
        return [
            one.pad_right(half - one.cell_length) + Content.styled(sign, MUTED) + other
            for one, sign, other in zip(left, signs, right, strict=True)
        ]


Block = Title | Heading | Pairs | Paragraph | Items | Sides


def space_between(above: Block | None, below: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    return above is not None and not isinstance(below, Heading) and not isinstance(above, Heading)


class Card(Visual):
    """Blocks under each other, laid out for whatever width there is."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self.blocks: Sequence[Block] = tuple(blocks)
        self._laid: tuple[int, list[Content]] | None = None

    @classmethod
    def of_text(cls, text: str) -> Card:
        """A card that is one text."""
        return cls([Paragraph(plain(text))])

    def lines(self, width: int) -> list[Content]:
        """The card as lines of at most `width` columns, laid out once for each width."""
        if self._laid is None or self._laid[0] != width:
            self._laid = (width, self.laid_out(width))
        return self._laid[1]

    def laid_out(self, width: int) -> list[Content]:
        """Those lines, worked out."""
        width = max(12, min(width, WIDEST))
        found: list[Content] = []
        above: Block | None = None
        for block in self.blocks:
            if space_between(above, block):
                found.append(Content(""))
            found += block.lines(width)
            above = block
        return found

    def content(self, width: int) -> Content:
        """Those lines as one text."""
        return Content("\n").join(self.lines(width))

    @property
    def text(self) -> str:
        """What the card says, for who looks for words in it."""
        return self.content(WIDEST).plain

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines as they are: they fit already, and wrapping them again would be most of the work."""
        return [_strip(one, y, style, options) for y, one in enumerate(self.lines(width)[:height])]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return min(container_width, WIDEST)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return len(self.lines(width))


@dataclass(frozen=True)
class InSight(Visual):
    """Lines of a card, of which the first stands `top` lines down."""

    lines: Sequence[Content]
    top: int

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return [_strip(one, y, style, options) for y, one in enumerate(self.lines, self.top)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return min(container_width, WIDEST)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return len(self.lines)


class Scrolled(ScrollView, Barred):
    """Lines that are painted when they come into sight, with a scrollbar that always has its place (``overflow-y: scroll``)."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
    """Without a layout, as it is elsewhere: nothing beside it moves with how long it is, and a layout is painted a frame
    later. Who makes it longer says which lines are to be painted."""

    def watch_virtual_size(self) -> None:
        """The scrollbar says how long it is."""
        self.vertical_scrollbar.window_virtual_size = self.virtual_size.height


class CardView(Scrolled, can_focus=True):
    """A card on the screen, as far as it is scrolled down: it can have thousands of lines."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.card = Card()
        self._strips: list[Strip] | None = None
        """What is in sight, as it is painted; None until it is asked for."""

    def show(self, card: Card, *, afresh: bool = True) -> None:
        """Shows `card`, from its beginning; where it is the one that is shown, not `afresh`, it stays where it is."""
        before, self.card = self.virtual_size.height, card
        self._measure()
        self.scroll_to(y=0 if afresh else self.scroll_y, animate=False)
        self.refresh(Region(0, 0, self.size.width, max(before, self.virtual_size.height)))  # below both it was empty

    def on_resize(self) -> None:
        """The lines are others in another width."""
        self._measure()

    @property
    def columns(self) -> int:
        """How wide its lines are: what the scrollbar leaves."""
        return self.scrollable_content_region.width

    def _measure(self) -> None:
        width = self.columns
        self.virtual_size = Size(width, len(self.card.lines(width)) + 1 if width else 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._strips = None
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        if self._strips is None:
            self._strips = self._in_sight()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.columns, self.rich_style)

    def _in_sight(self) -> list[Strip]:
        """What is in sight, at once: looking up how it looks takes longer for each line than the line does."""
        top, width, height = self.scroll_offset.y, self.columns, self.size.height
        said = InSight(self.card.lines(width)[top : top + height], top)
        return Visual.to_strips(self, said, width, height, self.visual_style, pad=True)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract(self.card.content(self.columns).plain), "\n"


class Hanging(Card):
    """A row of a list: what runs on stands under its text, not under what leads it."""

    def __init__(self, lead: Content, said: Content) -> None:
        super().__init__()
        self.lead, self.said = lead, said

    def __str__(self) -> str:
        return f"{self.lead}{self.said}"

    def laid_out(self, width: int) -> list[Content]:
        return hanging(self.lead, self.said, min(width, WIDEST))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return min(container_width, self.lead.cell_length + self.said.cell_length)


class WithKey(Card):
    """A row with a key behind its words: where there is no room for both, the words are cut and not the key."""

    def __init__(self, words: Content, key: Content) -> None:
        super().__init__()
        self.words, self.key = words, key

    def __str__(self) -> str:
        return f"{self.words}  {self.key}"

    def laid_out(self, width: int) -> list[Content]:
        room = max(0, width - self.key.cell_length - 2)
        return [assembled(self.words.truncate(room, ellipsis=True), "  ", self.key)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return min(container_width, self.words.cell_length + 2 + self.key.cell_length)


def _strip(said: Content, y: int, style: Style, options: RenderOptions) -> Strip:
    """One line on the screen; every piece knows its place, so that it can be selected."""
    selected = options.selection.get_span(y) if options.selection is not None else None
    if selected is not None and options.selection_style is not None:
        start, end = selected
        said = said.stylize(options.selection_style, start, end if end >= 0 else None)
    segments: list[Segment] = []
    x = 0
    for text, looks in said.render(style, end="", parse_style=options.get_style):
        segments.append(Segment(text, (style + looks).rich_style_with_offset(x, y)))
        x += len(text)
    return Strip(segments, said.cell_length)
