"""Agenda: topics by how far they have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import cast

from procesregie.language import N_, say_many
from procesregie.language import say as _
from procesregie.model.topic import Stage, Topic
from procesregie.model.topic import View as Seen
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, Entry, Row, View, grouped, title_entry
from procesregie.tui.card import reference
from procesregie.tui.layout import Block, Items, Pairs
from procesregie.tui.text import joined, line

_SIGNS = {
    Stage.DECIDED: signs.TAKEN,
    Stage.DIRECTION: signs.PROPOSED,
    Stage.CLOSED: signs.ENDED,
    Stage.PARKED: signs.ENDED,
}


class Agenda(Area):
    name = N_("Agenda")
    room = "agenda"
    empty = N_("No topics yet. Press n for the first one.")
    help = N_(
        "An issue earns its place: from a signal, to the agenda, into the conversation, to a direction and a decision. "
        "Topics stand here by how far they have come. Beside each one you see who sees the urgency; "
        "that it is not shared by everybody is worth knowing, not a fault."
    )

    def entries(self, view: View) -> Iterable[Row]:
        topics = sorted(view.dossier.topics.items(), key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))
        return grouped(
            (_(stage.value), (self._entry(id, topic) for id, topic in topics if topic.stage == stage))
            for stage in Stage
        )

    def _entry(self, id: str, topic: Topic) -> Entry:
        return title_entry(
            f"agenda/{id}", topic.title, sign=_SIGNS.get(topic.stage, signs.OPEN), beside=urgency_in_short(topic)
        )

    def before(self, view: View, address: str) -> Iterator[Block]:
        topic = cast(Topic, view.dossier.get(address))
        id = address.partition("/")[2]
        if short := urgency_in_short(topic):
            yield Pairs(((_("Urgency"), line(short)),))
        parts = [reference(view.dossier, "agenda", other) for other, t in view.dossier.topics.items() if t.parent == id]
        if parts:
            yield Items(tuple((signs.OPEN, part) for part in parts), _("Sub-themes"))
        roles = [
            (signs.OPEN, joined([line(_(role.topics[id].does.value)), reference(view.dossier, "roles", name)]))
            for name, role in view.dossier.roles.items()
            if id in role.topics
        ]
        if roles:
            yield Items(tuple(roles), _("Whom you need for this"))


def urgency_in_short(topic: Topic) -> str:
    """How many parties see the urgency, doubt it, do not see it: ``4 see it, 1 doubts``."""
    count = Counter(row.view for row in topic.urgency.values())
    said = []
    if n := count[Seen.SEES]:
        said.append(say_many("{n} sees it", "{n} see it", n))
    if n := count[Seen.DOUBTS]:
        said.append(say_many("{n} doubts", "{n} doubt", n))
    if n := count[Seen.NOT]:
        said.append(say_many("{n} does not see it", "{n} do not see it", n))
    return ", ".join(said)
