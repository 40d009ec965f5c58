"""Table: who is there and who is missed; what each party brings and asks, how often it was there and was heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from textual.content import Content

from procesregie.insight.agenda import at_odds, promised, rungs
from procesregie.insight.contributions import Contribution, contributions, tally
from procesregie.insight.presence import Share, attended, share
from procesregie.insight.views.agenda import say_said
from procesregie.insight.views.table import ABSENT, APOLOGIES, THERE_HEARD, THERE_SILENT
from procesregie.language import N_, capital, say_many, spoken
from procesregie.language import say as _
from procesregie.model.dossier import Dossier
from procesregie.model.log import Response
from procesregie.model.party import Consultation, Party
from procesregie.tui import signs
from procesregie.tui.areas.area import Area, View
from procesregie.tui.card import blocks_of, reference, reference_to
from procesregie.tui.layout import Block, Card, Heading, Items, Pairs, Paragraph, Sides, Title
from procesregie.tui.text import joined, line, link, muted, plain

if TYPE_CHECKING:
    from procesregie.tui.frame import Frame

FIRST = ("kind", "ring", "seat", "came", "usual_suspect", "reason")
"""Fields that a card begins with: who it is, and why it is here."""
STRIP = 24
"""Sessions a card's strip shows at most, the last ones."""


class Table(Area):
    name = N_("Table")
    room = "table"
    empty = N_("Nobody at the table yet. Press n for the first party.")
    keys = frozenset({"private", "input", "confirm", "forget"})
    help = N_(
        "Who is at the table, by how close they are: parties that act, that back the direction, that know"
        " of it; and the empty seats, each named after whoever is missing. A party's card says why it is "
        "here, what it brings and asks, its roles and its steps, how often it was there and was heard; i "
        "shows what became of its input. v opens, for this card only, what you keep about it in "
        "confidence; that never goes into the folder. A party that leaves keeps its story; it moves to "
        "the end of the list."
    )
    skip = frozenset(
        {
            *FIRST,
            "shared_interest",
            "own_interest",
            "autonomy_kept",
            "autonomy_given",
            "must",
            "want",
            "can",
            "brings",
            "asks",
        }
        | {"contributions"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.input = False
        """Whether what became of its input is shown in place of the card."""

    # -- the card

    def card(self, view: View, address: str) -> Card:
        if self.input and isinstance(view.dossier.get(address), Party):
            return input_card(view, address)
        return super().card(view, address)

    def before(self, view: View, address: str) -> Iterator[Block]:
        from procesregie.tui.whom import of_party

        party, id, dossier = _party(view, address)
        if move := party.left():
            yield Items(((signs.ENDED, joined([line(_(move.kind.value)), line(move.reason)])),))
        elif party.empty:
            how = _("An empty seat: somebody we miss. When somebody takes it: e, their name, and a member's seat.")
            yield Items(((signs.EMPTY_SEAT, line(how)),))
        others = {name for name in Party.model_fields if name not in FIRST}
        yield from blocks_of(party, dossier, address, others, by_hand=False)
        yield from _exchange(party)
        yield from _taking_part(dossier, id, party)
        yield from of_party(dossier, id, view.today)
        steps = [
            (signs.OPEN, joined([reference(dossier, "steps", name), muted(_(step.state.value))]))
            for name, step in dossier.steps.items()
            if step.owner == id
        ]
        if steps:
            yield Items(tuple(steps), _("Steps"))
        yield from _interests(party)
        yield from _at_odds(dossier, id)

    def after(self, view: View, address: str) -> Iterator[Block]:
        party, _id, _dossier = _party(view, address)
        yield from _recognised(party)

    # -- keys

    def commands(self, address: str) -> Sequence[tuple[str, str, str]]:
        return (
            [("forget", N_("forget a person of this party …"), "forget vergeet person persoon avg")] if address else ()
        )

    def do(self, frame: Frame, action: str) -> None:
        if action == "input":
            self.input = not self.input
            frame.show_detail()
        elif action == "confirm":
            frame.confirm_motive()
        elif frame.address:
            from procesregie.tui.forget import forget

            frame.run_worker(forget(frame.app, frame.address.partition("/")[2]), group="asking")

    def allows(self, frame: Frame, action: str) -> bool | None:
        if action == "confirm":
            return frame.may_confirm()
        if action == "input":
            return True if frame.address else None
        return True if frame.address and frame.app.view.then is None else None

    def back(self, frame: Frame, inside: bool) -> bool:
        if self.input:
            self.input = False
            frame.show_detail()
            return True
        return False


def _party(view: View, address: str) -> tuple[Party, str, Dossier]:
    return cast(Party, view.dossier.get(address)), address.partition("/")[2], view.dossier


def _exchange(party: Party) -> Iterator[Block]:
    """What it brings beside what it asks; then what it must, wants and can."""
    if party.brings.strip() or party.asks.strip():
        yield Sides((_("Brings"), _side(party.brings)), (_("Asks"), _side(party.asks)))
    moved = [(_("Must"), party.must), (_("Want"), party.want), (_("Can"), party.can)]
    if any(text.strip() for _label, text in moved):
        yield Pairs(tuple((label, plain(text.strip()) if text.strip() else muted("–")) for label, text in moved))


def _side(text: str) -> Content:
    return plain(text.strip()) if text.strip() else muted(_("not on record"))


def _interests(party: Party) -> Iterator[Block]:
    """Shared beside its own; autonomy given beside autonomy kept."""
    for left, right in (
        ((_("Shared interest"), party.shared_interest), (_("Own interest"), party.own_interest)),
        ((_("Autonomy given"), party.autonomy_given), (_("Autonomy kept"), party.autonomy_kept)),
    ):
        if left[1].strip() or right[1].strip():
            yield Sides((left[0], _side(left[1])), (right[0], _side(right[1])))


def _at_odds(dossier: Dossier, id: str) -> Iterator[Block]:
    """Where its interests and those of another party are opposed; the topic has how each of them sees it."""
    found = []
    for topic, row in at_odds(dossier).get(id, ()):
        other = row.other if row.one == id else row.one
        about = reference_to(dossier, f"agenda/{topic}", row.about)
        found.append((signs.OPEN, joined([about, *([reference(dossier, "table", other)] if other else [])])))
    if found:
        yield Items(tuple(found), _("Opposed interests"))


def _taking_part(dossier: Dossier, id: str, party: Party) -> Iterator[Block]:
    """How often it was there and was heard, what became of its input, how its constituency stands, its promised say."""
    pairs: list[tuple[str, Content]] = []
    found = share(dossier, id)
    if found.asked:
        pairs.append((_("Present"), _present(dossier, found)))
        pairs.append((_("Heard"), line(_heard(found.heard_in, found.heard))))
        pairs.append((_("Sessions"), line(strip(dossier, id))))
    if brought := contributions(dossier, id):
        said = [line(str(len(brought))), line(input_said(brought)), muted(_("i shows it"))]
        pairs.append((_("Input"), joined(said)))
    last = max(party.consultations.values(), key=lambda one: one.on or date.min, default=None)
    if last is not None:
        pairs.append((_("Support"), _support(last)))
    if pairs:
        yield Pairs(tuple(pairs))
    says = [
        (
            signs.LATE if (rungs(promise) or 0) < 0 else signs.OPEN,
            joined([reference(dossier, "agenda", topic), *(line(said) for said in say_said(promise, spoken()))]),
        )
        for topic, promise in promised(dossier, id)
    ]
    if says:
        yield Items(tuple(says), _("Promised say"))


def _present(dossier: Dossier, found: Share) -> Content:
    said = [line(_("{n} of {all} closed sessions", n=found.present, all=found.closed))]
    if found.asked < found.closed:
        said.append(muted(_("invited to {n}", n=found.asked)))
    if found.last:
        last = dossier.sessions[found.last]
        day = link(spoken().day(last.date), f"app.go({f'sessions/{found.last}'!r})")
        said.append(joined([muted(_("last")), day], " "))
    return joined(said)


def _heard(sessions: int, times: int) -> str:
    if not times:
        return _("never")
    where = say_many("{n} session", "{n} sessions", sessions)
    return say_many("{n} time, in {sessions}", "{n} times, in {sessions}", times, sessions=where)


def strip(dossier: Dossier, party: str) -> str:
    """The last sessions as signs, the newest at the end: ``● ● ○ – ●``; a space where it was not asked."""
    found = []
    for one in attended(dossier)[-STRIP:]:
        there = one.parties.get(party)
        if there is None:
            found.append(" ")
        elif there.was == "present":
            found.append(THERE_HEARD if there.heard else THERE_SILENT)
        else:
            found.append(APOLOGIES if there.was == "apologies" else ABSENT)
    return " ".join(found).rstrip()


def _support(asked: Consultation) -> Content:
    parts = [
        f"{asked.support}%" if asked.support is not None else "",
        spoken().day(asked.on),
        asked.how,
        asked.reservations,
    ]
    return joined([line(part) for part in parts])


def _recognised(party: Party) -> Iterator[Block]:
    """What it contributed and risked, and whether anybody saw that."""
    rows = []
    for row in sorted(party.contributions.values(), key=lambda one: one.on or date.min):
        seen = row.acknowledged_on is not None
        said = _("acknowledged {day}", day=spoken().day(row.acknowledged_on)) if seen else _("not acknowledged yet")
        parts = [line(row.what), muted(spoken().day(row.on)), muted(said), line(row.how)]
        rows.append((signs.DONE if seen else signs.LATE, joined(parts)))
    if rows:
        yield Items(tuple(rows), _("Contributions and recognition"))


# -- what became of its input


def input_said(found: Sequence[Contribution]) -> str:
    """What became of what it brought in, counted: ``9 adopted, 2 partly, 1 declined``."""
    counted = tally(found)
    said = [f"{counted[response]} {_(response.value)}" for response in Response if counted[response]]
    waits = sum(1 for one in found if one.waits and one.response is None)
    if waits:
        said.append(say_many("{n} waiting for an answer", "{n} waiting for an answer", waits))
    return ", ".join(said) or _("no answer noted; in the room most things are answered at once")


def input_card(view: View, address: str) -> Card:
    """Everything a party brought in, what was done with it, and why; those that wait first."""
    id, dossier = address.partition("/")[2], view.dossier
    found = contributions(dossier, id)
    title = Title(reference_to(dossier, address), muted(_("What became of its input")))
    if not found:
        return Card([title, Paragraph(muted(_("Nothing it brought in is on record.")))])
    blocks: list[Block] = [title, Paragraph(line(input_said(found)))]
    groups = [
        (_("Waiting for an answer"), [one for one in found if one.waits]),
        *(
            (_(response.value), [one for one in found if one.response is response and not one.waits])
            for response in Response
        ),
        (_("No answer noted"), [one for one in found if one.response is None and not one.waits]),
    ]
    for heading, of in groups:
        if not of:
            continue
        blocks.append(Heading(f"{capital(heading)}  {len(of)}"))
        rows = []
        for one in reversed(of):
            session = dossier.sessions[one.session]
            day = link(spoken().near(session.date, view.today), f"app.go({f'sessions/{one.session}'!r})")
            became = [reference_to(dossier, one.became)] if one.became and one.became.count("/") == 1 else []
            rows.append(
                (signs.OPEN, joined([day, line(one.line.text), *([muted(one.why)] if one.why else []), *became]))
            )
        blocks.append(Items(tuple(rows)))
    return Card(blocks)
