"""``procesregie input PARTY``: what a party brought in over all sessions, and what became of it."""

from __future__ import annotations

from itertools import groupby

from procesregie.cli.find import NobodyCalled, parties_named
from procesregie.cli.group import argument
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _


@declare("input", N_("Shows what a party brought in, and what became of it."))
@argument("party", metavar=N_("PARTY"))
def command(settings: Settings, party: str) -> int:
    """Lists it by session, the last one first."""
    from procesregie.cli.respond import data, said
    from procesregie.insight.contributions import contributions, tally
    from procesregie.model.log import Response

    desk = settings.desk()
    dossier, out = desk.dossier, settings.out
    named = parties_named(dossier, party)
    if len(named) != 1:
        raise NobodyCalled(party, sorted(p.short or name for name, p in dossier.parties.items()))
    found = contributions(dossier, named[0])
    counted = tally(found)
    counts = {one.value: counted[one] for one in Response}
    words = [f"{n} {_(word)}" for word, n in counts.items() if n]
    out.line(" · ".join([dossier.parties[named[0]].title, say_many("{n} line", "{n} lines", len(found)), *words]))
    for session, lines in groupby(reversed(found), key=lambda one: one.session):
        record = dossier.sessions[session]
        out.line()
        out.line(f"{record.title}, {spoken().day(record.date)}")
        for one in reversed(list(lines)):
            out.line(f"  {said(dossier, one)}")
    out.data({"party": named[0], "responses": counts, "lines": data(found)})
    return 0
