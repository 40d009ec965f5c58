"""Agenda: topics by how far they have come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from procesregie.insight.views.agenda import urgency_in_short
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.model.topic import Topic
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, View
from procesregie.tui.card import reference
from procesregie.tui.layout import Block, Items, Pairs
from procesregie.tui.text import line


class Agenda(Area):
    name = N_("Agenda")
    room = "agenda"
    empty = N_("No topics yet. Press n for the first one.")
    help = N_(
        "An issue earns its place: from a signal, to the agenda, into the conversation, to a direction and a decision. "
        "Topics stand here by how far they have come. Beside each one you see who sees the urgency; "
        "that it is not shared by everybody is worth knowing, not a fault."
    )

    def before(self, view: View, address: str) -> Iterator[Block]:
        from procesregie.tui.whom import of_topic

        topic = cast(Topic, view.dossier.get(address))
        id = address.partition("/")[2]
        if short := urgency_in_short(topic, spoken()):
            yield Pairs(((_("Urgency"), line(short)),))
        parts = [reference(view.dossier, "agenda", other) for other, t in view.dossier.topics.items() if t.parent == id]
        if parts:
            yield Items(tuple((signs.OPEN, part) for part in parts), _("Sub-themes"))
        yield from of_topic(view.dossier, id, view.today)
