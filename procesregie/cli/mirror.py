"""``procesregie mirror``: the questions of the mirror with their evidence; and setting one aside, with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from procesregie.cli.group import command as declare
from procesregie.cli.group import option
from procesregie.cli.settings import Settings
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from procesregie.change.naming import Naming
    from procesregie.desk.desk import Desk
    from procesregie.insight.mirror import Question
    from procesregie.model.dossier import Dossier
    from procesregie.model.process import SetAside


class NoSuchQuestion(Trouble):
    """The mirror asks nothing by that name now."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        listed = ", ".join(known)
        super().__init__(
            N_("The mirror is not asking “{key}” now."),
            N_("It asks: {listed}") if listed else N_("It asks nothing."),
            key=key,
            listed=listed,
        )


class NotSetAside(Trouble):
    """No question by that name was set aside."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        listed = ", ".join(known)
        super().__init__(
            N_("“{key}” was not set aside."),
            N_("Set aside: {listed}") if listed else N_("Nothing was."),
            key=key,
            listed=listed,
        )


@declare("mirror", N_("Asks the mirror's questions, with the records that prompted them."))
@option("--private", is_flag=True, help=N_("Also the questions that rest on the private layer."))
@option("--all", "also_aside", is_flag=True, help=N_("Also those that were set aside."))
@option("--why", is_flag=True, help=N_("For each question, why it is asked and what could help."))
@option(
    "--pulse",
    is_flag=True,
    help=N_("How the collaboration is doing: the pulses through five lenses, instead of the questions."),
)
@option("--set-aside", "aside", default="", metavar=N_("QUESTION"), help=N_("Sets a question aside; say why."))
@option("--reason", default="", metavar=N_("TEXT"), help=N_("Why it is set aside."))
@option("--ask-again", "again", default="", metavar=N_("QUESTION"), help=N_("Brings back what was set aside."))
def command(
    settings: Settings, private: bool, also_aside: bool, why: bool, pulse: bool, aside: str, reason: str, again: str
) -> int:
    """Asks; a question is no finding, so it ends well."""
    if pulse and (aside or again):
        raise click.UsageError(_("--pulse only shows; use it without --set-aside and --ask-again."))
    if aside and again:
        raise click.UsageError(_("Say either --set-aside or --ask-again."))
    if aside and not reason.strip():
        raise click.UsageError(_("Say why, with --reason."))
    desk = settings.desk()
    layer = desk.asides if private else None
    if pulse:
        _pulse(settings, desk)
    elif aside or again:
        _put(settings, desk, layer, aside or again, reason.strip() if aside else None)
    else:
        _tell(settings, desk, layer, also_aside, why)
    return 0


def _tell(settings: Settings, desk: Desk, layer: Dossier | None, also_aside: bool, why: bool) -> None:
    from procesregie.change.naming import Naming
    from procesregie.insight.mirror import everything
    from procesregie.insight.mirror.aside import is_aside, reason_of

    dossier = desk.dossier
    asked = everything(dossier, desk.clock.today(), layer)
    away = {question.key for question in asked if is_aside(question, dossier, layer)}
    shown = [question for question in asked if also_aside or question.key not in away]
    names = Naming(dossier, dossier, spoken())
    rows = [(question, reason_of(question, dossier, layer)) for question in shown]
    for principle, group in groupby(rows, key=lambda row: row[0].principle):
        settings.out.line(_(principle.label))
        for question, row in group:
            _question(settings, question, row, question.key in away, names, why)
    if not shown:
        settings.out.line(_("The mirror has nothing to ask."))
    else:
        settings.out.note(_("Set a question aside with: procesregie mirror --set-aside NAME --reason TEXT"))
    if away and not also_aside:
        settings.out.note(_("{n} set aside; --all shows them too.", n=len(away)))
    settings.out.data(
        {
            "as_of": desk.clock.today(),
            "questions": [_data(question, row, question.key in away, names) for question, row in rows],
        }
    )


def _pulse(settings: Settings, desk: Desk) -> None:
    from procesregie.insight.mirror.vitality import LENSES, by_lens, key_for, pulses

    process, lang, out = desk.dossier.process, spoken(), settings.out
    taken, lenses = pulses(process), by_lens(process)
    width = max(len(_(lens.label)) for lens in lenses)
    for lens in lenses if taken else ():
        out.line(f"{_(lens.label).ljust(width)}  {lens.line()}")
    for key, pulse in taken:
        day = lang.day(pulse.on, "long") if pulse.on else key
        out.line(visible_line(f"  {day}  {pulse.note}".rstrip()))
    if not taken:
        out.line(_("No pulse has been taken yet."))
    key = key_for(process, desk.clock.today())
    out.note(
        _(
            "A new one: {command}",
            command=f"procesregie set process pulse.{key}.on={key[:10]} pulse.{key}.relation=4 pulse.{key}.note=…",
        )
    )
    out.data(
        {
            "lenses": [one.name for one in LENSES],
            "pulses": [
                {
                    "key": key,
                    "on": pulse.on,
                    **{one.name: getattr(pulse, one.name) for one in LENSES},
                    "note": pulse.note,
                }
                for key, pulse in taken
            ],
        }
    )


def _question(
    settings: Settings, question: Question, row: SetAside | None, away: bool, names: Naming, why: bool
) -> None:
    line, lang = settings.out.line, spoken()
    sign = "–" if away else "?"
    mark = f" ({_('confidential')})" if question.confidential else ""
    line(f"  {sign} {visible_line(question.said(lang))}{mark}")
    for address in question.evidence:
        line(f"      {visible_line(_called(names, address))} · {address}")
    if row is not None:
        said = _("set aside on {day}: {reason}") if away else _("set aside on {day}, and back again: {reason}")
        line(f"      {visible_line(said.format(day=lang.day(row.on), reason=row.reason))}")
    if why:
        line(f"      {_('Why it is asked: {why}', why=_(question.hypothesis))}")
        line(f"      {_('What could help: {what}', what=_(question.remedy))}")
    line(f"      ({question.key})")


def _called(names: Naming, address: str) -> str:
    """What the record, or the words of the line, at `address` are called."""
    from procesregie.change.naming import Named
    from procesregie.model.log import Line

    return names.value(Named(Line, "became", {}), address)


def _data(question: Question, row: SetAside | None, away: bool, names: Naming) -> dict[str, Any]:
    return {
        "key": question.key,
        "principle": question.principle.value,
        "question": question.said(spoken()),
        "hypothesis": _(question.hypothesis),
        "remedy": _(question.remedy),
        "confidential": question.confidential,
        "evidence": [{"address": a, "title": _called(names, a)} for a in question.evidence],
        "open": not away,
        "set_aside": {"reason": row.reason, "on": row.on} if row else None,
    }


def _put(settings: Settings, desk: Desk, layer: Dossier | None, key: str, reason: str | None) -> None:
    """Sets the question `key` aside for `reason`, or asks it again when that is None."""
    from procesregie.insight.mirror import everything
    from procesregie.insight.mirror.aside import ask_again, set_aside
    from procesregie.model.process import PrivateProcess

    inside = layer.get("process") if layer else None
    homes = (desk.dossier.process, inside if isinstance(inside, PrivateProcess) else PrivateProcess())
    if reason is None:
        found = next((home for home in homes if key in home.set_aside), None)
        if found is None:
            raise NotSetAside(key, [name for home in homes for name in home.set_aside])
        home = ask_again(found, key)
        settings.out.line(_("Asked again: {key}", key=key))
    else:
        asked = {question.key: question for question in everything(desk.dossier, desk.clock.today(), layer)}
        if key not in asked:
            raise NoSuchQuestion(key, asked)
        home = set_aside(homes[asked[key].confidential], asked[key], reason, desk.clock.today(), desk.lang)
        settings.out.line(_("Set aside: {key}", key=key))
    confidential = isinstance(home, PrivateProcess)
    if isinstance(home, PrivateProcess):
        desk.private.save("process", home)
    else:
        desk.save("process", home)
    settings.out.data({"key": key, "set_aside": reason is not None, "confidential": confidential})
