"""``procesregie story RECORD [FIELD]``: the life of a record, a person or a text through every commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procesregie.cli import changes, converge
from procesregie.cli.find import complete_field_name, complete_subject, subject_named
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.log import data as moment_data
from procesregie.cli.log import row
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.visible import visible_line
from procesregie.model.address import id_of, owner_of

if TYPE_CHECKING:
    from procesregie.change.words import Group
    from procesregie.desk.desk import Desk
    from procesregie.history.past import Between
    from procesregie.history.story import Chapter


@declare(
    "story",
    N_("Tells the story of a record through every commit: table/ggd, a person (table/ggd/jan), texts/proposal."),
)
@argument("subject", metavar=N_("RECORD"), shell_complete=complete_subject)
@argument("field", metavar=N_("[FIELD]"), required=False, default="", shell_complete=complete_field_name)
@option("--mentions", is_flag=True, help=N_("Also what was said and decided about it elsewhere."))
@option("--full", is_flag=True, help=N_("Every change in a sentence of its own, in full."))
def command(settings: Settings, subject: str, field: str, mentions: bool, full: bool) -> int:
    """Tells it, latest first."""
    desk = settings.desk()
    about = subject_named(desk, subject)
    chapters = desk.repository.story(about, field, mentions=mentions)
    told = [(one, _words(one, full=full)) for one in chapters]
    replaced = _replaced(desk, about)
    for label, links in ((_("Superseded by"), replaced["superseded_by"]), (_("Supersedes"), replaced["supersedes"])):
        for link in links:
            when = spoken().day(link["taken_on"])
            parts = (part for part in (link["title"], when, visible_line(link["reason"])) if part)
            settings.out.line(f"{'  ' * (link['depth'] - 1)}{label}: {' · '.join(parts)} ({link['id']})")
    settled = converge.of(desk, about)
    converge.tell(settings, desk, settled, said=mentions)
    for chapter, groups in told:
        tell(settings, desk, chapter, groups, full=full)
    if not chapters:
        settings.out.note(_("Nothing of this was ever committed."))
    found: dict[str, Any] = {"subject": about, "field": field or None, "chapters": [data(*one) for one in told]}
    found |= replaced if about.startswith("decisions/") else {}
    settings.out.data(found | ({"text": converge.data(settled)} if settled else {}))
    return 0


def tell(settings: Settings, desk: Desk, chapter: Chapter, groups: list[Group], *, full: bool = False) -> None:
    """A moment, and under it what changed and what was said."""
    out, moment = settings.out, chapter.moment
    out.line(f"{row(moment)} · {moment.author}")
    for remark in chapter.remarks(spoken()):
        out.line(f"    {remark}")
    changes.sentences(out, groups, "    ", detail=full)
    for branch in chapter.left_out:
        out.line(f"    {_('Left out when this was merged:')}")
        changes.sentences(out, _words(branch, full=full), "      ", detail=full)
    for text in _lines(desk, chapter):
        out.line(f"    {text}")


def _replaced(desk: Desk, address: str) -> dict[str, list[dict[str, Any]]]:
    """What took the place of a decision, and what it took the place of, as far as it goes either way; else nothing."""
    from procesregie.insight.deciding import Replaced, replaced_by, replaces

    decisions, id = desk.dossier.decisions, id_of(address)

    def link(one: Replaced) -> dict[str, Any]:
        other = decisions[one.decision]
        return {
            "id": one.decision,
            "title": other.title,
            "taken_on": other.taken_on,
            "depth": one.depth,
            "reason": one.reason,
        }

    ways = {"superseded_by": replaced_by, "supersedes": replaces}
    known = owner_of(address) == f"decisions/{id}" and id in decisions
    return {name: [link(one) for one in way(desk.dossier, id)] if known else [] for name, way in ways.items()}


def _words(told: Chapter | Between, *, full: bool = False) -> list[Group]:
    from procesregie.change.words import in_words

    return in_words(told.changes, told.old, told.new, spoken(), full=full)


def _lines(desk: Desk, chapter: Chapter) -> list[str]:
    """What was said by it or about it, as it was typed."""
    from procesregie.capture.grammar import typed
    from procesregie.capture.names import Names
    from procesregie.model.log import LineKind

    names = Names(desk.dossier)
    return [
        _("(confidential)") if line.kind is LineKind.ASIDE else typed(line, names) for _address, line in chapter.said
    ]


def data(chapter: Chapter, groups: list[Group]) -> dict[str, Any]:
    """The same as data."""
    from procesregie.model.declare import to_data

    return {
        **moment_data(chapter.moment),
        "changes": changes.data(groups, values=True),
        "said": [{"address": address, "kind": line.kind.value, **to_data(line)} for address, line in chapter.said],
        "left_out": [changes.data(_words(one), values=True) for one in chapter.left_out],
        "begins": chapter.begins,
        "moved_from": chapter.moved_from or None,
        "moved_to": chapter.moved_to or None,
        "readable": not chapter.problems,
    }
