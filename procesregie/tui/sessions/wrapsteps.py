"""The steps of the wrap-up: what each shows, row by row, and which keys mean something in it.

A step reads records and makes rows of them; what its keys do is in :mod:`procesregie.tui.sessions.wrapdoing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.content import Content

from procesregie.capture.grammar import TURNS
from procesregie.change.tally import tally
from procesregie.language import N_, spoken
from procesregie.language import say as _
from procesregie.language import say_many as many
from procesregie.model.log import Line, LineKind
from procesregie.tui import signs
from procesregie.tui.sessions.said import SIGNS, Teller
from procesregie.tui.sessions.wrapping import Wrapping
from procesregie.tui.text import ACCENT, STRONG, assembled, joined, line, muted


@dataclass(frozen=True)
class Row:
    """A row of a step; a heading has no key."""

    key: str
    text: Content
    lead: Content = Content("")
    """What stands before the text: when it was said, its sign."""


class WrapStep:
    """One step. Everything in it can be skipped."""

    title: ClassVar[str] = ""
    """Message id of its name in the bar."""
    intro: ClassVar[str] = ""
    """Message id of what one does here."""
    none: ClassVar[str] = N_("Nothing here. → goes on.")
    """Message id shown when there are no rows."""
    actions: ClassVar[frozenset[str]] = frozenset()
    """What its keys do."""
    typing: ClassVar[str] = ""
    """Message id of what is typed in the line below, in a step where one types; else empty."""

    def __init__(self, wrapping: Wrapping) -> None:
        self.wrapping = wrapping

    def rows(self) -> Iterator[Row]:
        """What there is, as it stands now."""
        raise NotImplementedError

    def waiting(self) -> int:
        """How many things in it might want a look. They are mentioned, never demanded."""
        return 0

    def may(self, action: str, under: str) -> bool:
        """Whether `action`, one of `actions`, means something on the row `under`, which is empty where there is none."""
        return bool(under) or action in ("add", "bring_back")

    # -- what steps share

    @property
    def lines(self) -> dict[str, Line]:
        return self.wrapping.recording.sitting.lines

    def name(self, party: str) -> str:
        """What a party is called."""
        return self.wrapping.desk.dossier.name(f"table/{party}")

    def row(self, address: str, said: Line) -> Row:
        """A line of the log as a row."""
        recording = self.wrapping.recording
        teller = Teller(
            recording.view,
            recording.sitting.session,
            recording.aside_of,
            shared=self.wrapping.shared,
            asides=False,
            confidential=recording.confidential,
        )
        entry = teller.entry(address, said)
        who = assembled(muted(entry.who), "  ") if entry.who else Content("")
        mark = assembled("  ", line(entry.mark, "$warning")) if entry.mark else Content("")
        sign = line(f"{(entry.sign or ' ')} ", ACCENT)
        style = STRONG if entry.look in ("strong", "rule") else ""
        lead = assembled(muted(f"{entry.time} "), sign)
        return Row(address, assembled(who, line(entry.text, style), mark), lead)


def heading(text: str) -> Row:
    """What a group of rows has in common."""
    return Row("", line(text, STRONG))


class Reading(WrapStep):
    """Reading back: what was not understood first, then everything."""

    title = N_("read back")
    intro = N_("What was not understood comes first. Enter corrects a line, with its signs.")
    none = N_("Nothing was said. → goes on.")
    actions = frozenset({"edit", "kind", "fine", "party", "same", "split", "remove", "bring_back"})
    NAME = "@"
    """What the key of a row with an unknown name begins with."""

    def rows(self) -> Iterator[Row]:
        unknown = self.wrapping.recording.sitting.unknown
        unclear = [(address, self.lines[address]) for address in self.wrapping.recording.sitting.unclear]
        if unknown:
            yield heading(_("Names that match nobody at this table"))
        for word, addresses in unknown.items():
            lines = many("{n} line", "{n} lines", len(addresses))
            yield Row(f"{self.NAME}{word}", muted(lines), line(f"? @{word}  ", "$warning"))
        if unclear:
            yield heading(_("To read back"))
            yield from (self.row(address, said) for address, said in unclear)
        known = dict(unclear)
        rest = [(address, said) for address, said in self.lines.items() if address not in known]
        if rest and (unknown or unclear):
            yield heading(_("Everything else"))
        yield from (self.row(address, said) for address, said in rest)

    def may(self, action: str, under: str) -> bool:
        said = self.lines.get(under)
        if action in ("party", "same"):
            return under.startswith(self.NAME) or bool(said and said.who)
        if action == "fine":
            return bool(said and (said.unclear or said.who))
        if action == "split":
            return bool(said and said.pasted)
        if action == "kind":
            return bool(said and said.kind in TURNS and said.kind is not LineKind.ASIDE)
        return super().may(action, under) if action in ("edit", "bring_back") else said is not None

    def waiting(self) -> int:
        return len(self.wrapping.recording.sitting.unclear)


class Deciding(WrapStep):
    """What was proposed, how heavy it is, and who stands where."""

    title = N_("decisions")
    intro = N_("What is proposed. How much weight does it carry, and who stands where? Taking it is the last step.")
    none = N_("Nothing was proposed in this session. → goes on.")
    actions = frozenset({"edit", "weight", "stands", "form", "drop"})

    def rows(self) -> Iterator[Row]:
        for name, decision in self.wrapping.wrap_up.decisions.items():
            weight = line(_(decision.weight.value)) if decision.weight else line(_("what weight?"), "$warning")
            spread = line(tally(decision.positions, spoken())) if decision.positions else muted(_("no positions"))
            title = line(decision.title, STRONG)
            yield Row(f"decisions/{name}", joined([title, weight, spread]), line(f"{signs.PROPOSED} ", ACCENT))

    def waiting(self) -> int:
        return sum(1 for d in self.wrapping.wrap_up.decisions.values() if d.weight is None)


class Stepping(WrapStep):
    """Next steps, whose they are and when."""

    title = N_("steps")
    intro = N_("Who does what, and when? A step without an owner or a date is a step too.")
    none = N_("No next steps yet. a adds one.")
    actions = frozenset({"edit", "owner", "due", "form", "add", "drop"})

    def rows(self) -> Iterator[Row]:
        for name, step in self.wrapping.wrap_up.steps.items():
            owner = line(self.name(step.owner)) if step.owner else line(_("whose?"), "$warning")
            due = (
                line(spoken().near(step.due, self.wrapping.desk.clock.today(), "medium"))
                if step.due
                else line(_("when?"), "$warning")
            )
            said = joined([line(step.title, STRONG), owner, due])
            yield Row(f"steps/{name}", said, line(f"{SIGNS[LineKind.STEP]} ", ACCENT))

    def waiting(self) -> int:
        return sum(1 for step in self.wrapping.wrap_up.steps.values() if not step.owner or step.due is None)


class OpenEnds(WrapStep):
    """What stays open, and heads the next preparation."""

    title = N_("open ends")
    intro = N_(
        "What stays open comes back every time a session is prepared, until you press space to say it is "
        "settled. Press space too for minutes that were adopted here. k turns an open end into something "
        "else."
    )
    none = N_("No open ends. a adds one.")
    actions = frozenset({"edit", "kind", "add", "remove", "bring_back", "settle"})

    def rows(self) -> Iterator[Row]:
        here = [self._settling(a, said) for a, said in self.lines.items() if said.kind is LineKind.OPEN_END]
        earlier, minutes = list(self._earlier()), list(self._minutes())
        yield from here
        if earlier:
            yield heading(_("From earlier sessions"))
            yield from earlier
        if minutes:
            yield heading(_("Minutes to adopt"))
            yield from minutes

    def may(self, action: str, under: str) -> bool:
        """What an earlier session said is only settled here."""
        return under in self.lines if action in ("edit", "kind", "remove") else super().may(action, under)

    @property
    def here(self) -> str:
        """What points to this session as where something was settled."""
        return f"sessions/{self.wrapping.id}"

    def _settling(self, address: str, said: Line) -> Row:
        row = self.row(address, said)
        return replace(row, text=assembled(row.text, "  ", line(_("settled"), ACCENT))) if said.settled else row

    def _earlier(self) -> Iterator[Row]:
        """Open ends of sessions before this one that nobody answered, and those that were settled here."""
        dossier, on = self.wrapping.desk.dossier, self.wrapping.recording.session.date
        for name in sorted(dossier.sessions, key=lambda name: (dossier.sessions[name].date, name)):
            session = dossier.sessions[name]
            if name == self.wrapping.id or session.outcome is None or session.date > on:
                continue
            for address, said in dossier.said(name):
                here = said.became == self.here
                if said.kind is LineKind.OPEN_END and (here or not said.settled):
                    day = muted(spoken().lead(session.date, self.wrapping.desk.clock.today()))
                    yield self._ticked(address, day, line(said.text), _("settled"), here)

    def _minutes(self) -> Iterator[Row]:
        """Minutes that were sent and not adopted, and those adopted here."""
        dossier, on = self.wrapping.desk.dossier, self.wrapping.recording.session.date
        for name, session in sorted(dossier.sessions.items(), key=lambda pair: (pair[1].date, pair[0])):
            here = session.adopted_in == self.wrapping.id
            if here or (session.sent_on and not session.adopted_in and session.outcome and session.date <= on):
                day = muted(spoken().lead(session.date, self.wrapping.desk.clock.today()))
                n = len(session.remarks)
                remarks = muted(many("{n} remark", "{n} remarks", n)) if n else Content("")
                said = joined([line(session.title), remarks])
                yield self._ticked(f"sessions/{name}", day, said, _("adopted"), here)

    @staticmethod
    def _ticked(key: str, day: Content, text: Content, word: str, done: bool) -> Row:
        lead = assembled(line(f"{signs.DONE} " if done else "? ", ACCENT), day, "  ")
        return Row(key, assembled(text, "  ", line(word, ACCENT)) if done else text, lead)


class NotHeard(WrapStep):
    """Who was there and said nothing."""

    title = N_("not heard")
    intro = N_(
        "They were there, and nothing they said was written down; a position alone does not count. Enter writes "
        "what they said after all, space that they had nothing to add."
    )
    none = N_("Everybody who was there was heard. → goes on.")
    actions = frozenset({"edit", "fine"})

    def rows(self) -> Iterator[Row]:
        for party in self.wrapping.recording.sitting.not_heard:
            yield Row(party, line(self.name(party)), muted(f"{signs.OPEN} "))

    def waiting(self) -> int:
        return len(self.wrapping.recording.sitting.not_heard)


class CheckingOut(WrapStep):
    """How people leave: a mark and a word."""

    title = N_("check-out")
    intro = N_(
        "How are people leaving? Type a mark and a word, with or without a name: 8 hopeful · @name 6 long evening."
    )
    none = intro
    actions = frozenset({"drop", "edit"})
    typing = N_("mark and word")

    def may(self, action: str, under: str) -> bool:
        return action == "edit" or super().may(action, under)

    def rows(self) -> Iterator[Row]:
        for key, score in self.wrapping.recording.session.scores.items():
            party = score.party or (key if key in self.wrapping.desk.dossier.parties else "")
            mark = assembled(line(str(score.score or "–").rjust(2), STRONG), "  ")
            yield Row(key, joined([line(score.word), muted(self.name(party)) if party else Content("")], "  "), mark)


class Committing(WrapStep):
    """What will be committed, in words, and the choice: draft or decision."""

    title = N_("commit")
    intro = N_("This is what will be committed. o closes the session as a draft, ! as a decision.")
    actions = frozenset({"draft", "decide", "summary", "turn"})
    DRAFT, DECISION = "draft", "decision"

    def rows(self) -> Iterator[Row]:
        proposed = self.wrapping.wrap_up.decisions
        yield Row(
            self.DRAFT,
            joined(
                [
                    line(f"{signs.DRAFT} {_('as a draft')}", STRONG),
                    muted(many("{n} proposal waits for next time", "{n} proposals wait for next time", len(proposed)))
                    if proposed
                    else Content(""),
                ]
            ),
            line("o  ", ACCENT),
        )
        if proposed:
            titles = ", ".join(decision.title for decision in proposed.values())
            yield Row(
                self.DECISION,
                joined(
                    [
                        line(f"{signs.DECISION} {_('as a decision')}", STRONG),
                        line(titles),
                    ]
                ),
                line("!  ", ACCENT),
            )

    def mentions(self) -> list[str]:
        """What is missing or left, to be known and nothing more."""
        wrapping, sitting = self.wrapping, self.wrapping.recording.sitting
        wrap_up = wrapping.wrap_up
        weightless = Deciding(wrapping).waiting()
        steps = list(wrap_up.steps.values())
        unowned, undated = sum(not s.owner for s in steps), sum(s.due is None for s in steps)
        objections = sum(len(decision.unanswered()) for decision in wrap_up.decisions.values())
        found = [
            (objections, many("{n} objection without an answer", "{n} objections without an answer", objections)),
            (len(sitting.unclear), many("{n} line to read back", "{n} lines to read back", len(sitting.unclear))),
            (weightless, many("{n} decision without a weight", "{n} decisions without a weight", weightless)),
            (unowned, many("{n} step without an owner", "{n} steps without an owner", unowned)),
            (undated, many("{n} step without a date", "{n} steps without a date", undated)),
            (len(sitting.not_heard), _("{n} not heard", n=len(sitting.not_heard))),
        ]
        return [said for n, said in found if n]


STEPS: tuple[type[WrapStep], ...] = (Reading, Deciding, Stepping, OpenEnds, NotHeard, CheckingOut, Committing)
