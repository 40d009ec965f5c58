"""The hand-over pack: what somebody who takes the process over has to know, on one sheet, out of the shared record.

It says what is handed over and to whom, what the process is, what is open, what was decided, who is there and what was
learned. What stands in an area is told as its view lists it (``insight/views``); nothing private is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from procesregie.capture.names import person_called
from procesregie.change.naming import Named, Naming
from procesregie.export.minutes import quoted
from procesregie.insight.mirror import look
from procesregie.insight.preparation import prepare
from procesregie.insight.views import Listing, Row, views_of
from procesregie.language import Language, capital
from procesregie.language.signs import DONE
from procesregie.model.address import Room, id_of
from procesregie.model.declare import Part, as_read, fields, to_data
from procesregie.model.dossier import Dossier
from procesregie.model.process import Process

HANDED = ("successor", "handed_over", "handover")
"""The fields of the process that say it is handed over."""
LEFT_OUT = ("title", "language", "names", "pulse", "set_aside", *HANDED)
"""Those that are told elsewhere on the sheet, or are of no use on it."""


def handover(dossier: Dossier, today: date, lang: Language) -> str:
    """The sheet as of `today`, in Markdown, ending in one newline."""
    return "\n".join(_Sheet(dossier, today, lang).written()).rstrip("\n") + "\n"


class _Sheet:
    def __init__(self, dossier: Dossier, today: date, lang: Language) -> None:
        self.dossier, self.today, self.lang = dossier, today, lang
        self.names = Naming(dossier, dossier, lang)

    def written(self) -> Iterator[str]:
        lang = self.lang
        yield f"# {quoted(lang('Hand-over: {title}', title=self.dossier.process.title))}"
        yield from ("", lang("As of {day}.", day=lang.day(self.today)), "")
        yield from self._part(lang("What is handed over"), self._fields(HANDED))
        yield from self._part(lang("The process"), self._fields(self._others()))
        yield from self._part(lang("What is open"), self._open())
        yield from self._part(lang("Steps that are open"), self._steps())
        yield from self._part(lang("What the mirror asks"), self._asked())
        yield from self._part(lang("Decisions"), self._listed("decisions", "state"))
        yield from self._part(lang("Topics"), self._listed("agenda", "stage"))
        yield from self._part(lang("Roles"), self._listed("roles", "kind"))
        yield from self._part(lang("At the table"), self._table())
        yield from self._part(lang("Lessons and setbacks"), self._listed("steps", "lessons"))
        yield from self._part(lang("Disagreements and remarks"), self._listed("sessions", "answers", DONE))

    def _part(self, heading: str, lines: Iterable[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield from (f"## {quoted(heading)}", "", *found, "")

    # -- the process

    @staticmethod
    def _others() -> tuple[str, ...]:
        told = (field for field in fields(Process) if not field.meaning.kept)
        return tuple(field.name for field in told if field.name not in LEFT_OUT)

    def _fields(self, wanted: tuple[str, ...]) -> Iterator[str]:
        """The filled fields `wanted` of the process, as its card has them."""
        process = self.dossier.process
        data = to_data(process)
        for field in fields(Process):
            value = data.get(field.name)
            if field.name not in wanted or value in (None, "", {}, []):
                continue
            label = self.lang(field.meaning.label)
            if row := field.meaning.row:
                rows = as_read(getattr(process, field.name), field.meaning)
                yield from self._under(label, (self._row(row, key, value[key], one) for key, one in rows))
            else:
                said = self.names.value(Named(Process, field.name, data, home="process"), value)
                first, *more = said.strip().split("\n")
                yield f"- {quoted(label)}: {quoted(first)}"
                yield from (f"  {quoted(one)}" for one in more)

    def _row(self, model: type[Part], key: str, data: dict[str, Any], row: Part) -> str:
        """A row of the process on one line: what it is called by, as it goes without saying too, then its other fields."""
        data = {name: str(getattr(row, name)) for name in model.called_by} | data
        told = []
        for field in fields(model):
            if not data.get(field.name) or field.meaning.kept:
                continue
            label = self.lang(field.meaning.label)
            said = " ".join(self.names.value(Named(model, field.name, data, key, "process"), data[field.name]).split())
            bare = field.name in model.called_by or field.meaning.form == "day"
            told.append(label if field.meaning.form == "flag" else said if bare else f"{label}: {said}")
        return " · ".join(told)

    # -- what is open

    def _open(self) -> Iterator[str]:
        lang, prepared = self.lang, prepare(self.dossier, self.today)
        for room, heading, ids in (
            ("sessions", lang("Minutes to adopt"), prepared.to_adopt),
            ("decisions", lang("Proposals waiting"), prepared.proposals),
            ("decisions", lang("Open for absentees"), prepared.waiting),
            ("decisions", lang("Decisions to look at again"), prepared.to_review),
            ("agenda", lang("Planned and not reached"), tuple(id for id, _times in prepared.carried)),
            ("table", lang("Not heard for some time"), prepared.silent),
        ):
            yield from self._under(heading, (self.names.record(f"{room}/{id}") for id in ids))
        yield from self._under(lang("Open ends"), (self._end(where, line.text) for where, line in prepared.open_ends))

    def _end(self, where: str, text: str) -> str:
        session = self.names.record(f"sessions/{where.split('/')[0]}")
        return f"{' '.join(text.split())} ({session})"

    def _under(self, heading: str, lines: Iterable[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield f"- {quoted(heading)}:"
            yield from (f"  - {quoted(one)}" for one in found)

    def _steps(self) -> Iterator[str]:
        open_ones = [step for step in self.dossier.steps.values() if step.state.value == "open"]
        for step in sorted(open_ones, key=lambda step: (step.due or date.max, step.title)):
            person = f", {person_called(self.dossier, f'{step.owner}/{step.person}')}" if step.person else ""
            owner = self.dossier.name(f"table/{step.owner}") + person if step.owner else self.lang("nobody yet")
            due = self.lang.day(step.due) if step.due else self.lang("no date")
            slipped = self.lang("slipped {n}×", n=len(step.moves)) if step.moves else ""
            yield f"- {quoted(' · '.join(one for one in (due, owner, step.title, slipped) if one))}"

    def _asked(self) -> Iterator[str]:
        return (f"- {quoted(asked.said(self.lang))}" for asked in look(self.dossier, self.today))

    # -- what there is

    def _listed(self, room: Room, key: str, but: str = "") -> Iterator[str]:
        """A view of an area, as it lists its records; `but` those behind that sign."""
        for heading, rows in self._groups(room, key):
            kept = (row for row in rows if row.sign != but)
            told = (" · ".join((row.lead.strip(), row.title, *row.beside)).lstrip(" ·") for row in kept)
            yield from self._under(heading, (" ".join(one.split()) for one in told))

    def _table(self) -> Iterator[str]:
        """Who is there, by how close they are, with who sits there for them."""
        for heading, rows in self._groups("table", "ring"):
            yield from self._under(heading, (self._party(id_of(row.address)) for row in rows))

    def _groups(self, room: Room, key: str) -> Iterator[tuple[str, Sequence[Row]]]:
        """The rows of a view of an area, under their headings."""
        made = next(view for view in views_of(room) if view.key == key).make(self.dossier, self.today, self.lang)
        assert isinstance(made, Listing)
        yield from ((capital(group.heading), group.rows) for group in made.groups)

    def _party(self, id: str) -> str:
        party = self.dossier.parties[id]
        people = [
            person_called(self.dossier, f"{id}/{one}") for one, sits in party.people.items() if sits.until is None
        ]
        return f"{party.title}: {', '.join(people)}" if people and party.at_table else party.title
