"""Agenda: topics, what is behind each of them, and what was said about it over all sessions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from textual.content import Content

from procesregie.insight.agenda import children, parts, rungs, spoken_of, urgency
from procesregie.insight.views.agenda import SEEN, SIGNS, how_far, say_said
from procesregie.language import N_, capital, spoken
from procesregie.language import say as _
from procesregie.model.dossier import Dossier
from procesregie.model.topic import Topic
from procesregie.model.topic import View as Seen
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, View
from procesregie.tui.areas.lines import said_blocks
from procesregie.tui.card import reference, reference_to
from procesregie.tui.layout import Block, Heading, Items, Pairs, Sides
from procesregie.tui.text import assembled, joined, line, link, muted


class Agenda(Area):
    name = N_("Agenda")
    room = "agenda"
    empty = N_("No topics yet. Press n for the first one.")
    help = N_(
        "An issue earns its place: from a signal, onto the agenda, into the conversation, to a direction "
        "and a decision. Topics are listed by how far they have come. Beside each you see who sees the "
        "urgency; if not everybody does, that is worth knowing, and no fault."
    )
    skip = frozenset({"stage", "stage_reason", "urgency", "promised", "perspective", "differences"})

    def before(self, view: View, address: str) -> Iterator[Block]:
        from procesregie.tui.whom import of_topic

        topic, id, dossier = _topic(view, address)
        if self._rubs:
            yield from _opposed(dossier, topic)
        stage = assembled(muted(f"{SIGNS.get(topic.stage, signs.OPEN)} "), line(_(topic.stage.value)))
        yield Pairs(((_("Stage"), joined([stage, line(topic.stage_reason)])),))
        yield from _urgency(dossier, topic)
        if programme := _programme(dossier, id, view.today):
            yield Pairs(((_("On the programme"), programme),))
        if topic.promised:
            yield Items(tuple(_promised(dossier, topic)), _("Promised say"))
        if themes := children(dossier).get(id):
            yield Items(tuple((signs.OPEN, _theme(dossier, name)) for name in themes), _("Sub-themes"))
        yield from of_topic(dossier, id, view.today)

    @property
    def _rubs(self) -> bool:
        """Whether opposed interests are what one is looking at: a card begins with them then."""
        return self.sight is not None and self.sight.key == "opposed"

    def after(self, view: View, address: str) -> Iterator[Block]:
        topic, id, dossier = _topic(view, address)
        if not self._rubs:
            yield from _opposed(dossier, topic)
        yield from _led_to(dossier, id)
        yield from _who_says(dossier, topic)
        if topic.perspective is not None:
            yield from _perspective(topic)
        yield from said_blocks(dossier, _("What was said about it"), spoken_of(dossier, id).lines)


def _topic(view: View, address: str) -> tuple[Topic, str, Dossier]:
    return cast(Topic, view.dossier.get(address)), address.partition("/")[2], view.dossier


def _urgency(dossier: Dossier, topic: Topic) -> Iterator[Block]:
    """Who sees it, in one readable row for each view."""
    pairs = [
        (
            f"{SEEN[view]} {capital(_(view.value))}  {len(rows)}",
            joined([_short(dossier, party) for party in rows], ", "),
        )
        for view, rows in urgency(dossier, topic).items()
        if rows
    ]
    if pairs and topic.urgency:
        yield Pairs(tuple(pairs))


def _short(dossier: Dossier, party: str) -> Content:
    record = dossier.parties.get(party)
    return link((record.short or record.title) if record else party, f"app.go({f'table/{party}'!r})")


def _who_says(dossier: Dossier, topic: Topic) -> Iterator[Block]:
    """Party by party since when, and from whom we know."""
    rows = [
        (SEEN[view], _source(dossier, topic, party))
        for view in Seen
        for party, row in topic.urgency.items()
        if row.view is view
    ]
    if rows:
        yield Items(tuple(rows), _("Urgency: since when, and from what source"))


def _source(dossier: Dossier, topic: Topic, party: str) -> Content:
    row = topic.urgency[party]
    since = _("since {day}", day=spoken().day(row.since)) if row.since else ""
    parts = [
        reference(dossier, "table", party),
        line(_(row.view.value)),
        muted(since),
        line(row.source),
        line(row.note),
    ]
    return joined(parts)


def _programme(dossier: Dossier, id: str, today: date) -> Content:
    """How often it was on a programme, and when it did not come up."""
    found = spoken_of(dossier, id)
    if not found.turns:
        return Content("")
    said = [line(f"{len(found.turns)}×")]
    if found.postponed:
        when = joined([_session(dossier, name, today) for name in found.postponed], ", ")
        times = _("{sign} postponed {n}×", sign=signs.SLIPPED, n=len(found.postponed))
        said.append(assembled(line(times), muted(f" ({_('it did not come up')}: "), when, muted(")")))
    return joined(said)


def _session(dossier: Dossier, id: str, today: date) -> Content:
    return link(spoken().near(dossier.sessions[id].date, today), f"app.go({f'sessions/{id}'!r})")


def _promised(dossier: Dossier, topic: Topic) -> Iterator[tuple[str, Content]]:
    for party, promise in topic.promised.items():
        below = (rungs(promise) or 0) < 0
        said = [line(one) for one in say_said(promise, spoken())]
        yield (
            signs.LATE if below else signs.OPEN,
            joined([reference(dossier, "table", party), *said, line(promise.note)]),
        )


def _theme(dossier: Dossier, id: str) -> Content:
    """A sub-theme with its stage, who joined it, and how many decisions it has of its own."""
    topic = dossier.topics[id]
    joined_by = ", ".join((p.short or p.title) if (p := dossier.parties.get(one)) else one for one in topic.parties)
    return joined([reference(dossier, "agenda", id), muted(_(topic.stage.value)), muted(joined_by)])


def _opposed(dossier: Dossier, topic: Topic) -> Iterator[Block]:
    """What two parties are at odds about: how far it came, and under it how each of them sees it, side by side."""
    for at, row in enumerate(topic.differences.values()):
        said = joined([line(row.about), *(muted(one) for one in how_far(row, spoken()))])
        yield Items(((signs.OPEN, said),), "" if at else _("Opposed interests"))
        sides = [(row.one, row.one_view), (row.other, row.other_view)]
        if any(id or seen for id, seen in sides):
            left, right = [(dossier.name(f"table/{id}") if id else "–", line(seen)) for id, seen in sides]
            yield Sides(left, right)


def _led_to(dossier: Dossier, id: str) -> Iterator[Block]:
    """Decisions, steps and lessons, its own and those of its sub-themes."""
    family = dict.fromkeys([id, *parts(dossier, id)])
    about = {name: one for name, one in dossier.decisions.items() if not family.keys().isdisjoint(one.topics)}
    decisions = [
        (signs.TAKEN if one.taken_on else signs.PROPOSED, _found(dossier, f"decisions/{name}", spoken().day(one.taken_on), one.topics, id))
        for name, one in sorted(about.items(), reverse=True)
    ]  # fmt: skip
    if decisions:
        yield Items(tuple(decisions), _("Decisions about it"))
    following = {name: one for name, one in dossier.steps.items() if one.topic in family}
    steps = [
        (signs.OPEN, _found(dossier, f"steps/{name}", _(one.state.value), (one.topic,), id))
        for name, one in sorted(following.items())
    ]
    if steps:
        yield Items(tuple(steps), _("Steps for it"))
    lessons = [
        (signs.OPEN, joined([reference(dossier, "agenda", name), line(dossier.topics[name].lessons)], ": "))
        for name in family
        if name != id and dossier.topics[name].lessons
    ]
    if lessons:
        yield Items(tuple(lessons), _("Lessons of its sub-themes"))


def _found(dossier: Dossier, address: str, said: str, topics: tuple[str, ...], id: str) -> Content:
    """A record with what is said beside it; of which sub-theme, when it is not of the topic itself."""
    of = [] if id in topics else [muted(dossier.name(f"agenda/{topic}")) for topic in topics if topic]
    return joined([reference_to(dossier, address), muted(said), *of])


def _perspective(topic: Topic) -> Iterator[Block]:
    """What goes with the way residents come in here: they buy, get or do something."""
    from procesregie.model.perspectives import GUIDANCE

    assert topic.perspective is not None
    goes_with = GUIDANCE[topic.perspective]
    said = {"buy": _("Residents buy something here"), "get": _("Residents get something here")}
    yield Heading(said.get(topic.perspective.value, _("Residents do something here")))
    yield Pairs(
        (
            (_("Goal"), line(_(goes_with.goal))),
            (_("What they are called"), line(_(goes_with.words))),
            (_("Residents"), line(_(goes_with.residents))),
            (_("Forms"), line(_(goes_with.forms))),
            (_("Organisations"), line(_(goes_with.organisations))),
            (_("In a decision"), line(_(goes_with.value))),
            (_("Asks of managers"), line(_(goes_with.task))),
            (_("Who decides what"), line(_(goes_with.settles))),
            (_("A say that fits"), line(", ".join(_(say.value) for say in goes_with.fits))),
        )
    )
