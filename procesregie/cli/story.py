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

if TYPE_CHECKING:
    from procesregie.change.words import Group
    from procesregie.desk.desk import Desk
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
    from procesregie.change.words import in_words

    desk = settings.desk()
    about = subject_named(desk, subject)
    chapters = desk.repository.story(about, field, mentions=mentions)
    told = [(one, in_words(one.changes, one.old, one.new, spoken(), full=full)) for one in chapters]
    settled = converge.of(desk, about)
    converge.tell(settings, desk, settled, said=mentions)
    for chapter, groups in told:
        tell(settings, desk, chapter, groups, full=full)
    if not chapters:
        settings.out.note(_("Nothing of this was ever committed."))
    found: dict[str, Any] = {"subject": about, "field": field or None, "chapters": [data(*one) for one in told]}
    settings.out.data(found | ({"text": converge.data(settled)} if settled else {}))
    return 0


def tell(settings: Settings, desk: Desk, chapter: Chapter, groups: list[Group], *, full: bool = False) -> None:
    """A moment, and under it what changed and what was said."""
    out, moment = settings.out, chapter.moment
    out.line(f"{row(moment)} · {moment.author}")
    for remark in chapter.remarks(spoken()):
        out.line(f"    {remark}")
    changes.sentences(out, groups, "    ", detail=full)
    for text in _lines(desk, chapter):
        out.line(f"    {text}")


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
        "begins": chapter.begins,
        "moved_from": chapter.moved_from or None,
        "moved_to": chapter.moved_to or None,
        "readable": not chapter.problems,
    }
