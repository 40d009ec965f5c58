"""``procesregie search TEXT``: where it stands on record and who said it; with ``--history`` when it came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procesregie.cli import story
from procesregie.cli.group import Count, argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from procesregie.change.naming import Naming
    from procesregie.insight.search import Hit


@declare("search", N_("Finds words in the record and in what was said; with --history also when they came and went."))
@argument("words", metavar=N_("TEXT..."), nargs=-1, required=True)
@option("--history", is_flag=True, help=N_("Through all commits: the moments when exactly this came or went."))
@option("-n", "number", type=Count(), default=None, metavar=N_("N"), help=N_("At most N of each."))
def command(settings: Settings, words: tuple[str, ...], history: bool, number: int | None) -> int:
    """Looks for it."""
    from procesregie.change.naming import Naming
    from procesregie.change.words import in_words
    from procesregie.insight.search import search

    text = " ".join(words)
    desk = settings.desk()
    hits = search(desk.dossier, text, number)
    names = Naming(desk.dossier, desk.dossier, spoken())
    for hit in hits:
        settings.out.line(_row(names, hit))
    moments = desk.repository.search(text, number) if history else []
    told = [(one, in_words(one.changes, one.old, one.new, spoken())) for one in moments]
    if hits and told:
        settings.out.line()
    for chapter, groups in told:
        story.tell(settings, desk, chapter, groups)
    if not hits and not told:
        settings.out.note(_("“{text}” was not found anywhere.", text=text))
    found: dict[str, Any] = {"text": text, "hits": [_data(names, hit) for hit in hits]}
    if history:
        found["history"] = [story.data(*one) for one in told]
    settings.out.data(found)
    return 0


def _row(names: Naming, hit: Hit) -> str:
    """A hit as a line: when, where, who, and the words around it."""
    day = names.lang.day(hit.on, "dated")
    who = ", ".join(_who(names, ref) for ref in hit.who)
    where = [names.record(hit.address), _(hit.field) if hit.field else "", who]
    said = f" · {visible_line(hit.excerpt) or _(hit.stand)}" if hit.line or hit.field else ""
    return f"{day:>11}  " + visible_line(" · ".join(part for part in where if part)) + said


def _who(names: Naming, ref: str) -> str:
    party, _slash, person = ref.partition("/")
    return names.person(party, person) if person else names.record(f"table/{party}")


def _data(names: Naming, hit: Hit) -> dict[str, Any]:
    return {
        "address": hit.address,
        "title": names.record(hit.address),
        "line": hit.line or None,
        "kind": hit.kind.value if hit.kind else None,
        "field": _(hit.field) if hit.field else None,
        "who": list(hit.who),
        "on": hit.on,
        "excerpt": hit.excerpt,
        "marks": [list(span) for span in hit.marks],
    }
