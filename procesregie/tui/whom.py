"""Whom do I need for this? The look-up, from a topic, a party or a role; and the blocks of it that cards show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from procesregie.capture.names import folded
from procesregie.insight.roles import Hats, Played, counterparts, deciding, hats, held_before, needed, roles_of
from procesregie.insight.whom import words_of
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.model.address import room_of
from procesregie.model.declare import as_read, fields
from procesregie.model.role import Role
from procesregie.tui import signs
from procesregie.tui.bars import KeyBar
from procesregie.tui.card import person_name, reference, room_label, row_of
from procesregie.tui.layout import Block, Card, Items, Pairs, Title
from procesregie.tui.pick import Choice, Pick, matching
from procesregie.tui.pick import Typed as Typing
from procesregie.tui.text import STRONG, assembled, joined, line, muted

if TYPE_CHECKING:
    from datetime import date

    from procesregie.model.dossier import Dossier


class Whom(Pick):
    """Type a topic, a party or a word; below it stands who decides, consents, advises, executes and is informed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "read_on", N_("read on"), id="read_on")]

    def __init__(self, dossier: Dossier, today: date, current: str = "") -> None:
        self._dossier, self._today = dossier, today
        super().__init__(
            _("Whom do I need for this?"),
            [_choice(*found) for found in words_of(dossier)],
            hint=_("a topic, a party, a role, or a word in it"),
            current=current,
        )

    def choices(self, typed: str) -> Sequence[Choice]:
        """What is called by what was typed before what speaks of it."""
        words = folded(typed).split()
        found = matching(self._choices, folded(typed))
        return sorted(found, key=lambda one: not all(word in folded(one.text.plain) for word in words))

    def compose(self) -> ComposeResult:
        with Vertical(classes="overlay -tall"):
            yield Static(line(self._title, STRONG), classes="overlay-title")
            yield Typing(self._typed, id="typed", compact=True, placeholder=self._hint, select_on_focus=False)
            yield OptionList(id="choices", compact=True)
            with VerticalScroll(id="whom"):
                yield Static(id="whom-card")
            yield KeyBar()

    def action_read_on(self) -> None:
        """To what is told below the list, where the arrows read on; and back to what is typed."""
        card = self.query_one("#whom")
        (self.query_one("#typed") if card.has_focus else card).focus()

    @on(OptionList.OptionHighlighted, "#choices")
    def _looked(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.look()

    def look(self) -> None:
        """Shows what there is to know of the row the cursor is on."""
        card = Card(found(self._dossier, self.picked, self._today) if self.picked else ())
        self.query_one("#whom-card", Static).update(card)
        self.query_one("#whom").scroll_home(animate=False)


def _choice(address: str, title: str, words: str) -> Choice:
    text = assembled(line(title), "  ", muted(room_label(room_of(address))))
    return Choice(address, text, folded(f"{title} {words}"))


def found(dossier: Dossier, address: str, today: date) -> Iterator[Block]:
    """What the look-up says of a topic, a party or a role."""
    room, _slash, id = address.partition("/")
    yield Title(reference(dossier, room, id))
    if room == "agenda":
        yield from of_topic(dossier, id, today)
    elif room == "table":
        blocks = list(of_party(dossier, id, today))
        yield from blocks or [Items(((signs.OPEN, muted(_("No role."))),))]
    else:
        yield from of_role(dossier, id, today)


# -- from a topic


def of_topic(dossier: Dossier, topic: str, today: date) -> Iterator[Block]:
    """Who decides about `topic` (an id) and the others one needs; and a sentence where nobody or several decide."""
    said = deciding(dossier, topic, today, spoken())
    if said:
        yield Items(((signs.PROPOSED, line(said)),))
    for of, group in groupby(needed(dossier, topic, today), lambda one: one.of):
        title = _("For the whole: {title}", title=dossier.name(f"agenda/{of}")) if of else _("Whom you need for this")
        yield Items(tuple((signs.OPEN, _played(dossier, one)) for one in group), title)


def _played(dossier: Dossier, one: Played) -> Content:
    """``decides · Stroomland, Chloé Martens · The cable``"""
    who = reference(dossier, "table", one.party) if one.party else muted(_("nobody"))
    if one.person and one.party:
        who = assembled(who, ", ", line(person_name(dossier, one.party, one.person)))
    role = reference(dossier, "roles", one.role)
    return joined([line(_(one.does.value)), who, role, *([muted(one.note)] if one.note else [])])


# -- from a party


def of_party(dossier: Dossier, party: str, today: date) -> Iterator[Block]:
    """The roles of `party` (an id) and what they are about; two that are hard to play at once are named."""
    yield from hats_of(dossier, today, party=party)
    now: list[tuple[str, Content]] = []
    over: list[tuple[str, Content]] = []
    for id in roles_of(dossier, party):
        role = dossier.roles[id]
        rest = over if role.ended(today) or not role.begun(today) else now
        rest.append((signs.ENDED if role.ended(today) else signs.OPEN, _held(dossier, id, role, today)))
    if now:
        yield Items(tuple(now), _("Roles"))
    if over:
        yield Items(tuple(over), _("Roles that ended, or have yet to begin"))
    earlier = held_before(dossier, party)
    if earlier:
        yield Items(tuple((signs.ENDED, reference(dossier, "roles", id)) for id in earlier), _("Previously held"))


def _held(dossier: Dossier, id: str, role: Role, today: date) -> Content:
    does: dict[str, list[Content]] = {}
    for topic, row in role.topics.items():
        does.setdefault(_(row.does.value), []).append(reference(dossier, "agenda", topic))
    about = [assembled(muted(f"{word} "), joined(topics, ", ")) for word, topics in does.items()]
    return joined([reference(dossier, "roles", id), *about, *([muted(when)] if (when := in_time(role, today)) else [])])


def in_time(role: Role, today: date) -> str:
    """Whether a role ended, or has yet to begin; empty when it holds."""
    if role.ended(today):
        return _("until {day}", day=spoken().day(role.until))
    return "" if role.begun(today) else _("from {day}", day=spoken().day(role.since))


def hats_of(dossier: Dossier, today: date, *, party: str = "", role: str = "") -> Iterator[Block]:
    """The double hats of `party`, or those that `role` is half of (ids), each with the two roles."""
    worn = [one for one in hats(dossier, today) if one.party == party or role in (one.one, one.other)]
    if worn:
        yield Items(tuple((signs.PROPOSED, _worn(dossier, one)) for one in worn), _("Double hat"))


def _worn(dossier: Dossier, one: Hats) -> Content:
    return joined([reference(dossier, "roles", role) for role in (one.one, one.other)], f" {_('and')} ")


# -- from a role


def of_role(dossier: Dossier, id: str, today: date) -> Iterator[Block]:
    """Who holds the role `id`, since when, whether they accepted it, its other half, and what is to be settled."""
    role = dossier.roles[id]
    pairs = [(_("Held by"), _holder(dossier, role, today))]
    if role.party and not role.ended(today):
        accepted = role.accepted_on
        said = line(spoken().day(accepted)) if accepted else line(f"{signs.PROPOSED} {_('not yet')}")
        pairs.append((_("Accepted by its holder on"), said))
    if others := counterparts(dossier, id):
        pairs.append((_("Counterpart"), joined([reference(dossier, "roles", other) for other in others], ", ")))
    yield Pairs(tuple(pairs))
    yield from hats_of(dossier, today, role=id)
    if role.earlier:
        field = next(one for one in fields(Role) if one.name == "earlier")
        former = [
            row_of(field, key, row, dossier, role, f"roles/{id}") for key, row in as_read(role.earlier, field.meaning)
        ]
        yield Items(tuple((signs.ENDED, row) for row in former), _(field.meaning.label))
    sentences = ((topic, deciding(dossier, topic, today, spoken())) for topic in role.topics)
    rows = [joined([reference(dossier, "agenda", topic), line(sentence)]) for topic, sentence in sentences if sentence]
    if rows:
        yield Items(tuple((signs.PROPOSED, row) for row in rows), _("Who decides"))


def _holder(dossier: Dossier, role: Role, today: date) -> Content:
    if not role.party:
        return muted(_("nobody"))
    who = reference(dossier, "table", role.party)
    if role.person:
        who = assembled(who, ", ", line(person_name(dossier, role.party, role.person)))
    when = in_time(role, today)
    if not when and role.since:
        when = _("since {day}", day=spoken().day(role.since))
    return joined([who, *([muted(when)] if when else [])])
