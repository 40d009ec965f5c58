"""``procesregie respond SESSION [LINE…]``: what was done with what was brought in, for one line or for many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from procesregie.cli.find import complete_session, parties_named, session_named
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, say_many
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from procesregie.insight.contributions import Contribution
    from procesregie.model.dossier import Dossier


class NoSuchLine(Trouble):
    """No line of the session is called that."""

    code = 2

    def __init__(self, word: str) -> None:
        super().__init__(
            N_("There is no line “{word}” in this session."),
            N_("`procesregie respond SESSION` lists them with their addresses."),
            word=word,
        )


@declare(
    "respond",
    N_(
        "Records what was done with input: adopted, partly, declined or pending; without one of these, lists the input."
    ),
)
@argument("session", metavar=N_("SESSION"), shell_complete=complete_session)
@argument("lines", nargs=-1, metavar=N_("[LINE...]"))
@option("--adopted", "word", flag_value="adopted", help=N_("It was adopted."))
@option("--partly", "word", flag_value="partly", help=N_("It was adopted in part."))
@option("--declined", "word", flag_value="declined", help=N_("It was declined."))
@option("--pending", "word", flag_value="pending", help=N_("It is still waiting for a response."))
@option("--why", default=None, metavar=N_("TEXT"), help=N_("Why, for all of them."))
@option("--party", default="", metavar=N_("PARTY"), help=N_("Only what this party brought in."))
@option("--thread", default="", metavar=N_("THREAD"), help=N_("Only what belongs to this thread."))
@option("--all", "every", is_flag=True, help=N_("Also what already has a response."))
def command(
    settings: Settings,
    session: str,
    lines: tuple[str, ...],
    word: str | None,
    why: str | None,
    party: str,
    thread: str,
    every: bool,
) -> int:
    """Writes the response, and says to how many lines; or lists what was brought in."""
    from procesregie.desk.responding import responded
    from procesregie.insight.contributions import brought_in
    from procesregie.model.log import Response

    desk = settings.desk()
    name = session_named(desk.dossier.sessions, session)
    answers = word is not None or why is not None
    if answers and not (lines or party or thread or every):
        raise click.UsageError(_("Say which lines: their addresses, --party, --thread or --all."))
    parties = parties_named(desk.dossier, party)
    found = [
        one
        for one in brought_in(desk.dossier, name)
        if (not parties or set(parties) & set(one.parties))
        and (not thread or thread.lstrip("#").casefold() in one.line.threads)
        and (not answers or lines or every or one.response is None or one.waits)
    ]
    if lines:
        found = [_named(found, line) for line in lines]
    if answers:
        desk.apply(responded(desk.dossier, [one.address for one in found], Response(word) if word else None, why))
        found = [one for one in brought_in(desk.dossier, name) if one.address in {was.address for was in found}]
        settings.out.note(say_many("{n} line answered.", "{n} lines answered.", len(found)))
    for one in found if not answers else ():
        settings.out.line(said(desk.dossier, one, addressed=True))
    settings.out.data({"session": name, "answered": answers, "lines": data(found)})
    return 0


def _named(found: list[Contribution], word: str) -> Contribution:
    """The contribution at an address, or with the six characters that are its key."""
    fits = [one for one in found if word in (one.address, one.address.rpartition("/")[2])]
    if len(fits) != 1:
        raise NoSuchLine(word)
    return fits[0]


def said(dossier: Dossier, one: Contribution, *, addressed: bool = False) -> str:
    """A contribution on one line: who, what, and what was done with it."""
    from procesregie.capture.names import person_called

    who = ", ".join(person_called(dossier, ref) for ref in one.line.by)
    text = visible_line(f"{who}: {one.line.text}" if who else one.line.text)
    if one.response is not None:
        why = f": {visible_line(one.why)}" if one.why else ""
        text += f"  → {_(one.response.value)}{why}"
    elif one.became:
        text += f"  → {dossier.name(one.became)}"
    return f"{one.address}  {text}" if addressed else text


def data(found: Iterable[Contribution]) -> list[dict[str, Any]]:
    """Contributions as data."""
    return [
        {
            "address": one.address,
            "session": one.session,
            "kind": one.line.kind.value,
            "by": list(one.line.by),
            "text": one.line.text,
            "threads": list(one.line.threads),
            "response": one.response.value if one.response else None,
            "why": one.why or None,
            "became": one.became or None,
            "waits": one.waits,
        }
        for one in found
    ]
