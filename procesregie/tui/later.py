"""What a key writes beside a decision: where a party stands since, what became of a condition, how a review went."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from procesregie.desk import after
from procesregie.desk.recorder import recorder_of
from procesregie.insight.deciding import stances
from procesregie.language import say as _
from procesregie.model.address import id_of
from procesregie.model.decision import Channel, ConditionMet, Decision, Stand
from procesregie.tui.ask import Ask, Blank, Choose, filled
from procesregie.tui.days import day_words, read_day
from procesregie.tui.pick import Choice, Pick
from procesregie.tui.text import assembled, line, muted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from procesregie.desk.desk import Desk
    from procesregie.model.declare import Record
    from procesregie.model.dossier import Dossier
    from procesregie.tui.app import ProcesregieApp


async def position(app: ProcesregieApp, address: str) -> None:
    """Asks who takes which position since, through which channel, why, and who says so."""
    desk, name = app.desk, id_of(address)
    title = desk.dossier.name(address)
    party = await app.push_screen_wait(
        Pick(_("Who takes a position? {title}", title=title), list(_parties(desk, name)))
    )
    if party is None:
        return
    who = desk.dossier.name(f"table/{party}")
    stands = [(stand.value, _(stand.value)) for stand in Stand]
    stand = await app.push_screen_wait(Choose(who, "", stands))
    if stand is None:
        return
    channels = [(channel.value, _(channel.value)) for channel in Channel]
    channel = await app.push_screen_wait(Choose(who, _("How did it reach us?"), [*channels, ("", _("not said"))]))
    if channel is None:
        return
    recorder = await app.read(recorder_of, desk)
    reason = Blank(_("Why, or what changed it?"), may_be_empty=True)
    answer = await app.push_screen_wait(
        Ask(
            f"{stand} {address} {party}",
            f"{who}: {_(stand)}",
            reason,
            Blank(_("Recorded by"), recorder, may_be_empty=True),
        )
    )
    if answer is None:
        return
    reached = Channel(channel) if channel else None

    def made(dossier: Dossier) -> tuple[str, Record]:
        return after.positioned(
            dossier, name, party, Stand(stand), app.clock.today(), words=answer[0], channel=reached, recorder=answer[1]
        )

    if await app.try_to(_put, desk, made):
        app.tell(_("On record: {who}, {position}. u undoes it.", who=who, position=_(stand)))


def _parties(desk: Desk, decision: str) -> Iterator[Choice]:
    """The parties, each with where it stands: those that took no position yet first. An empty seat takes none."""
    known = {one.party: one.now.position for one in stances(desk.dossier, decision)}
    parties = desk.dossier.parties.items()
    for id, party in sorted(parties, key=lambda pair: (pair[0] in known, pair[1].title.lower())):
        if (party.left() is None and not party.empty) or id in known:
            where = _(known[id].value) if id in known else ""
            yield Choice(id, assembled(line(party.title), "  ", muted(where)), f"{id} {party.short}")


async def review(app: ProcesregieApp, address: str) -> None:
    """Asks how the decision at `address` looked when it was looked at again, and when that is done once more."""

    def day(text: str) -> str:
        return day_words(read_day(text, today)) if text.strip() else ""

    desk, name, today = app.desk, id_of(address), app.clock.today()
    answer = await app.push_screen_wait(
        Ask(
            f"reviewed {address}",
            _("Looked at again: {title}", title=desk.dossier.name(address)),
            Blank(_("What came of it: does it stay, change, end?"), check=filled),
            Blank(
                _("When is it looked at again?"),
                check=day,
                may_be_empty=True,
                hint=_("in six months, 1 October; may stay empty"),
            ),
        )
    )
    if answer is None:
        return
    session = next((id for id, one in desk.dossier.sessions.items() if one.date == today), "")
    again = read_day(answer[1], today) if answer[1] else None
    if await app.try_to(_put, desk, lambda dossier: after.reviewed(dossier, name, today, answer[0], session, again)):
        app.tell(_("On record. u undoes it."))


async def condition(app: ProcesregieApp, address: str) -> None:
    """Asks which condition of the decision at `address` was met, or was not, and what is to be said of it."""
    desk, name, today = app.desk, id_of(address), app.clock.today()
    there = after.conditions_of(desk.dossier, name)
    key: str | None = there[0][0]
    if len(there) > 1:
        choices = [Choice(key, assembled(line(text), "  ", muted(_became(row)))) for key, text, row in there]
        key = await app.push_screen_wait(Pick(_("Which condition?"), choices))
    if key is None:
        return
    said = next(text for found, text, _row in there if found == key)
    met = await app.push_screen_wait(Choose(said, "", [("met", _("it was met")), ("not", _("it was not met"))]))
    if met is None:
        return
    note = await app.push_screen_wait(
        Ask(f"{met} {address} {key}", said, Blank(_("What is there to say about it?")), may_be_empty=True)
    )
    if note is not None and await app.try_to(
        _put, desk, lambda dossier: after.settled(dossier, name, key, today, met=met == "met", note=note[0])
    ):
        app.tell(_("On record. u undoes it."))


def _became(row: ConditionMet | None) -> str:
    return "" if row is None else _("met") if row.met else _("not met")


def may(dossier: Dossier, address: str, action: str) -> bool:
    """Whether `action` makes sense on the decision at `address`."""
    decision = cast("Decision | None", dossier.get(address))
    if decision is None:
        return False
    if action == "position":
        return after.may_follow(decision) or decision.state.value == "proposed"
    return after.may_follow(decision) and (action != "condition" or bool(decision.conditions))


def _put(desk: Desk, made: Callable[[Dossier], tuple[str, Record]]) -> bool:
    """Writes what `made` makes of the record as it is now."""
    desk.save(*made(desk.dossier))
    return True
