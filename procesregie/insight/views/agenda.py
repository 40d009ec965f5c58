"""Agenda: topics by how far they have come, and the other ways to look at them."""

from __future__ import annotations

from collections import Counter
from datetime import date

from procesregie.insight.views import Listing, Row, ViewOf
from procesregie.language import N_, Language
from procesregie.language.signs import ENDED, OPEN, PROPOSED, TAKEN
from procesregie.model.dossier import Dossier
from procesregie.model.topic import Stage, Topic, View

SIGNS = {Stage.DECIDED: TAKEN, Stage.DIRECTION: PROPOSED, Stage.CLOSED: ENDED, Stage.PARKED: ENDED}


def in_order(dossier: Dossier) -> list[tuple[str, Topic]]:
    """The topics with their ids, as the process has them: by their number, then by title."""
    return sorted(dossier.topics.items(), key=lambda pair: (pair[1].order or 0, pair[1].title.lower()))


def by_stage(dossier: Dossier, today: date, lang: Language) -> Listing:
    """The board: every topic under its stage."""
    topics = in_order(dossier)
    return Listing.of(
        (lang(stage.value), (topic_row(id, topic, lang) for id, topic in topics if topic.stage == stage))
        for stage in Stage
    )


def topic_row(id: str, topic: Topic, lang: Language) -> Row:
    """A topic: sign, title, who sees the urgency."""
    short = urgency_in_short(topic, lang)
    return Row(f"agenda/{id}", topic.title, SIGNS.get(topic.stage, OPEN), beside=(short,) if short else ())


def urgency_in_short(topic: Topic, lang: Language) -> str:
    """How many parties see the urgency, doubt it, do not see it: ``4 see it, 1 doubts``."""
    count = Counter(row.view for row in topic.urgency.values())
    said = []
    if n := count[View.SEES]:
        said.append(lang.many("{n} sees it", "{n} see it", n))
    if n := count[View.DOUBTS]:
        said.append(lang.many("{n} doubts", "{n} doubt", n))
    if n := count[View.NOT]:
        said.append(lang.many("{n} does not see it", "{n} do not see it", n))
    return ", ".join(said)


VIEWS = (ViewOf("stage", N_("by stage"), by_stage),)
