"""Steps: small ones, by date. Late and slipped ones say so with a sign and a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache

from procesregie.insight.preparation import overdue
from procesregie.insight.steps import Learned, Load, groups_by_owner, groups_by_topic, learned
from procesregie.insight.steps import by_date as in_time
from procesregie.insight.views import Listing, Row, ViewOf
from procesregie.language import N_, Language
from procesregie.language.signs import BACK, DONE, ENDED, LATE, LESSON, OPEN, SLIPPED
from procesregie.model.dossier import Dossier
from procesregie.model.party import Party
from procesregie.model.step import Step, StepState


def by_date(dossier: Dossier, today: date, lang: Language) -> Listing:
    """The late ones on top, then what comes, then what is done."""
    row = _rows_on(dossier, today, lang)
    late, to_come, no_date, done, withdrawn = groups = tuple[list[Row], ...]([] for _ in range(5))
    for id, step in in_time(dossier):
        if step.state is not StepState.OPEN:
            group = done if step.state is StepState.DONE else withdrawn
        elif step.due is None:
            group = no_date
        else:
            group = late if overdue(step, today) else to_come
        group.append(row(id, step))
    done.reverse()
    headings = (lang("Late"), lang("To come"), lang("No date"), lang("Done"), lang("Withdrawn"))
    return Listing.of(zip(headings, groups, strict=True))


def slipped(step: Step) -> str:
    """How often the date of `step` moved: ``3×``."""
    return f"{len(step.moves)}×"


def step_row(dossier: Dossier, id: str, step: Step, today: date, lang: Language, *, owner: bool = True) -> Row:
    """A step: sign, date, what, whose, how often it slipped; that it did stands before the title, where it is never cut."""
    return _rows_on(dossier, today, lang, owner)(id, step)


def _rows_on(dossier: Dossier, today: date, lang: Language, owner: bool = True) -> Callable[[str, Step], Row]:
    """What makes the row of a step, of many.

    A row is kept as long as the step and its owner are the same records: of two thousand one at a time changes.
    """
    parties, rows = dossier.parties, _kept(today, lang.code, owner)

    def row(id: str, step: Step) -> Row:
        whose = parties.get(step.owner)
        known = rows.get(id)
        if known is None or known[0] is not step or known[1] is not whose:
            known = rows[id] = (step, whose, _step_row(id, step, whose, today, lang, owner=owner))
        return known[2]

    return row


@lru_cache(maxsize=4)
def _kept(_today: date, _language: str, _owner: bool) -> dict[str, tuple[Step, Party | None, Row]]:
    """The rows made on a day, by the id of their step."""
    return {}


def _step_row(id: str, step: Step, whose: Party | None, today: date, lang: Language, *, owner: bool) -> Row:
    late = overdue(step, today)
    sign = {StepState.DONE: DONE, StepState.WITHDRAWN: ENDED}.get(step.state, LATE if late else OPEN)
    beside = []
    if step.owner and owner:
        beside.append((whose.short or whose.title) if whose else step.owner)
    if step.moves:
        beside.append(lang("{sign} slipped {times}", sign=SLIPPED, times=slipped(step)))
    lead = f"{lang.lead(step.due, today)}{SLIPPED if step.moves else ' '}" if step.due else ""
    return Row(f"steps/{id}", step.title, sign, lead, tuple(beside), marked=late, words=whose.title if whose else "")


def by_owner(dossier: Dossier, today: date, lang: Language) -> Listing:
    """What each party carries, who carries most first; of each what is open before what is over."""
    groups = []
    for load, steps in groups_by_owner(dossier, today):
        name = dossier.name(f"table/{load.party}") if load.party else lang("nobody")
        groups.append((f"{name} · {carried(load, lang)}", _of(dossier, steps, today, lang, owner=False)))
    return Listing.of(groups)


def carried(load: Load, lang: Language) -> str:
    """How much somebody carries: ``3 open, 1 late``."""
    said = [lang.many("{n} open", "{n} open", load.open)]
    if load.late:
        said.append(lang.many("{n} late", "{n} late", load.late))
    return ", ".join(said)


def by_topic(dossier: Dossier, today: date, lang: Language) -> Listing:
    """The steps about each topic; those about none at the end."""
    return Listing.of(
        (dossier.name(f"agenda/{topic}") if topic else lang("not about a topic"), _of(dossier, steps, today, lang))
        for topic, steps in groups_by_topic(dossier)
    )


def lessons(dossier: Dossier, today: date, lang: Language) -> Listing:
    """What was learned and what went otherwise, of steps, topics and sessions together, the latest first."""
    found = learned(dossier)

    def row(one: Learned) -> Row:
        text = " ".join(one.text.split())
        lead = lang.lead(one.on, today) if one.on else ""
        return Row(one.address, text, LESSON if one.kind == "lesson" else BACK, lead, (dossier.name(one.address),))

    return Listing.of(
        [
            (lang("Lessons"), (row(one) for one in found if one.kind == "lesson")),
            (lang("Setbacks"), (row(one) for one in found if one.kind == "setback")),
        ],
        nothing=lang(
            "Nothing has been learned yet, or nobody wrote it down: a step, a topic and a session each have a"
            " place for it."
        ),
    )


def _of(
    dossier: Dossier, steps: Iterable[tuple[str, Step]], today: date, lang: Language, *, owner: bool = True
) -> Iterator[Row]:
    row = _rows_on(dossier, today, lang, owner)
    return (row(id, step) for id, step in steps)


VIEWS = (
    ViewOf("date", N_("by date"), by_date, "slipped late overdue verschoven te laat"),
    ViewOf("owner", N_("by owner"), by_owner),
    ViewOf("topic", N_("by topic"), by_topic),
    ViewOf("lessons", N_("lessons and setbacks"), lessons),
)
