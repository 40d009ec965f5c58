"""What the keys of the wrap-up do: each an edit of a line or a record, written at once, off the event loop."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import cast

from textual import work

from procesregie.capture.grammar import TURNS
from procesregie.capture.names import folded, party_of, person_called
from procesregie.language import say as _
from procesregie.model.decision import Decision, DecisionWeight
from procesregie.model.ids import new_key
from procesregie.model.log import LineKind
from procesregie.model.session import Score
from procesregie.model.step import Step
from procesregie.tui.ask import Ask, Blank, Choose
from procesregie.tui.days import day_words, read_day
from procesregie.tui.pick import Choice, Pick
from procesregie.tui.sessions.wrapping import Wrapping
from procesregie.tui.sessions.wrapsettling import Settling
from procesregie.tui.sessions.wrapsteps import CheckingOut, NotHeard, OpenEnds, Reading, Stepping
from procesregie.tui.text import assembled, line, muted

_MARK = re.compile(r"(?:@(?P<who>\S+)\s*)?(?P<mark>10|[1-9])?(?:\s+|$)(?P<word>.*)", re.DOTALL)


class Doing(Settling):
    """The part of the wrap-up that changes something. The screen below it says on which row of which step."""

    def write_line(self, what: str, text: str, then: Callable[[str], object], *, stays: bool = False) -> None:
        """Asks in the line below for `what` of this session."""
        self.ask_line(self.place(what), text, then, stays=stays)

    def place(self, what: str) -> str:
        """Where `what` of this session is kept while it is typed."""
        return f"wrap-up sessions/{self.wrapping.id} {what}"

    def save(self, address: str, **fields: object) -> None:
        """Writes `fields` of the record at `address`."""
        record = self.wrapping.desk.dossier.get(address)
        if record is not None:
            self.write(self.wrapping.wrap_up.save, address, record.model_copy(update=fields))

    # -- typing

    def action_edit(self) -> None:
        """Opens what the cursor is on, to be typed anew."""
        under, step = self.under, self.step
        if isinstance(step, CheckingOut):
            score = self.wrapping.recording.session.scores.get(under)
            typed = _score_typed(under, score, self.wrapping) if score else ""
            self.write_line(f"score {under}", typed, lambda text: self._score(text, under))
        elif isinstance(step, NotHeard) and under:
            said = f"@{self.wrapping.recording.names.short(under)} "
            self.write_line(under, said, lambda text: self._add(text))
        elif under.startswith(Reading.NAME):
            self.action_same()
        elif under.startswith(("decisions/", "steps/")):
            title = self.wrapping.desk.dossier.name(under)
            self.write_line(under, title, lambda text: self.save(under, title=text.strip()))
        elif under in step.lines:
            self._edit_line(under)

    def _edit_line(self, address: str) -> None:
        recording = self.wrapping.recording
        if self.wrapping.hides(address):
            self.app.tell(_("Not while the screen is shared."))
            return
        self.write_line(
            address,
            recording.typed_of(address),
            lambda text: self.on_lines(lambda r: r.correct(address, text)),
        )

    def _add(self, text: str) -> None:
        self.on_lines(lambda recording: recording.add(text))

    def action_add(self) -> None:
        """A line that was not typed yet: a step, an open end."""
        sign = "> " if isinstance(self.step, Stepping) else "? "
        self.write_line(f"add {sign}", sign, self._add)

    def _score(self, text: str, at: str = "") -> None:
        """A mark as it was typed; `at` is the one that is corrected."""
        found = _MARK.fullmatch(text.strip())
        if found is None:
            return
        recording = self.wrapping.recording
        who = recording.names.resolve(found["who"]) if found["who"] else None
        word = found["word"].strip() if who or not found["who"] else f"@{found['who']} {found['word']}".strip()
        scores = recording.session.scores
        nameless = at in scores and at not in self.wrapping.desk.dossier.parties
        key = party_of(who) if who else at if nameless else new_key(scores)
        score = Score(
            score=int(found["mark"]) if found["mark"] else None, word=word, party=party_of(who) if who else ""
        )
        if at in scores and at != key:
            self.write(self.wrapping.wrap_up.score, at, None)
        self.write(self.wrapping.wrap_up.score, key, score)

    # -- lines

    def action_kind(self) -> None:
        """Turns the line into the next kind."""
        address = self.under
        said = self.step.lines.get(address)
        kinds = [kind for kind in TURNS if kind is not LineKind.ASIDE]
        if said is None or said.kind not in kinds:
            return
        if isinstance(self.step, OpenEnds):
            self._choose_kind(address)
        else:
            kind = kinds[(kinds.index(said.kind) + 1) % len(kinds)]
            self.on_lines(lambda recording: recording.turn(address, kind))

    @work(group="asking")
    async def _choose_kind(self, address: str) -> None:
        """What an open end is after all: it leaves the list, so it is chosen rather than turned."""
        kinds = [kind for kind in TURNS if kind not in (LineKind.ASIDE, LineKind.OPEN_END)]
        title = self.step.lines[address].text
        answer = await self.app.push_screen_wait(
            Choose(_("On second thoughts, it is a …"), title, [(kind.value, _(kind.value)) for kind in kinds])
        )
        if answer:
            self.on_lines(lambda recording: recording.turn(address, LineKind(answer)))

    def action_fine(self) -> None:
        """It is right as it is; or, of somebody who was not heard: nothing to add."""
        under = self.under
        if isinstance(self.step, NotHeard) and under:
            self._add(f"@{self.wrapping.recording.names.short(under)}")
        elif (said := self.step.lines.get(under)) is not None and (said.unclear or said.who):
            fine = said.model_copy(update={"unclear": False, "who": ()})
            self.on_lines(lambda recording: recording.put(under, fine))

    def action_split(self) -> None:
        """A paste becomes a line for each of its lines."""
        under = self.under
        said = self.step.lines.get(under)
        if said is not None and said.pasted:
            self.on_lines(lambda recording: recording.split(under))

    # -- names

    @property
    def _word(self) -> str:
        """The unknown name on this row: of a row of its own, or the first in a line."""
        if self.under.startswith(Reading.NAME):
            return self.under.removeprefix(Reading.NAME)
        said = self.step.lines.get(self.under)
        return said.who[0] if said is not None and said.who else ""

    def action_party(self) -> None:
        """The unknown name becomes a party."""
        if word := self._word:
            self.write(self.wrapping.make_party, word)

    @work(group="asking")
    async def action_same(self) -> None:
        """The unknown name is somebody who is there already."""
        word = self._word
        if not word:
            return
        people = self._people()
        picked = await self.app.push_screen_wait(
            Pick(_("@{name} is …", name=word), people, current=_likest(word, people))
        )
        if picked:
            self.write(self.wrapping.replace_name, word, picked)

    def _people(self, *, people: bool = True) -> list[Choice]:
        """Every party, and everybody in it."""
        dossier = self.wrapping.desk.dossier
        found = []
        for name, party in dossier.parties.items():
            if party.empty:
                continue
            found.append(Choice(name, assembled(line(party.title), "  ", muted(party.short)), party.short))
            for key in party.people if people else ():
                ref = f"{name}/{key}"
                found.append(Choice(ref, assembled(line(person_called(dossier, ref)), "  ", muted(party.title)), key))
        return found

    # -- records

    @work(group="asking")
    async def action_weight(self) -> None:
        """How heavy the decision is."""
        await self.ask_weight(self.under)

    async def ask_weight(self, address: str) -> bool:
        """Asks how heavy the decision at `address` is; False when the question was left with Esc."""
        decision = cast("Decision | None", self.wrapping.desk.dossier.get(address))
        if decision is None:
            return False
        meanings = {
            DecisionWeight.DIRECTION: _("direction: provisional, we go this way until we know better"),
            DecisionWeight.AGREEMENT: _("agreement: between the parties that are named"),
            DecisionWeight.DECISION: _("decision: by those who have the mandate"),
        }
        answers = [("", _("leave it unsaid for now")), *((weight.value, said) for weight, said in meanings.items())]
        answer = await self.app.push_screen_wait(Choose(_("How much weight does it carry?"), decision.title, answers))
        if answer:
            weighed = decision.model_copy(update={"weight": DecisionWeight(answer)})
            await self.app.try_to(self.wrapping.wrap_up.save, address, weighed)
            self.show()
        return answer is not None

    def action_stands(self) -> None:
        """Who stands where on the decision."""
        from procesregie.tui.sessions.ballots import DecisionBallot
        from procesregie.tui.sessions.positions import PositionsScreen

        address = self.under
        if not isinstance(self.wrapping.desk.dossier.get(address), Decision):
            return
        recording = self.wrapping.recording
        ballot = DecisionBallot(
            address,
            self.wrapping.desk.dossier,
            recording.sitting,
            recording.recorder,
            lambda changed: self.write(self.wrapping.wrap_up.save, address, changed),
        )
        self.app.push_screen(PositionsScreen(ballot), lambda _result: self.show())

    def action_form(self) -> None:
        """The whole record, in its form."""
        from procesregie.tui.record_form import RecordForm

        if self.wrapping.desk.dossier.get(self.under) is not None:
            self.app.push_screen(RecordForm(self.under, self.app), lambda _result: self.show())

    @work(group="asking")
    async def action_owner(self) -> None:
        """Whose step it is."""
        address = self.under
        if isinstance(self.wrapping.desk.dossier.get(address), Step):
            picked = await self.app.push_screen_wait(Pick(_("Whose step is it?"), self._people()))
            if picked:
                party, _slash, person = picked.partition("/")
                self.save(address, owner=party, person=person)

    @work(group="asking")
    async def action_due(self) -> None:
        """When the step is due."""
        address, on = self.under, self.wrapping.recording.session.date
        step = self.wrapping.desk.dossier.get(address)
        if not isinstance(step, Step):
            return
        blank = Blank(_("When?"), step.due.isoformat() if step.due else "", lambda text: day_words(read_day(text, on)))
        answer = await self.app.push_screen_wait(Ask(f"due {address}", step.title, blank))
        if answer:
            self.save(address, due=read_day(answer[0], on))

    def action_drop(self) -> None:
        """It is not what it was taken for: the line becomes a note; a mark goes."""
        if isinstance(self.step, CheckingOut):
            if self.under:
                self.write(self.wrapping.wrap_up.score, self.under, None)
            return
        said = str(getattr(self.wrapping.desk.dossier.get(self.under), "said", ""))
        if said in self.step.lines:
            self.on_lines(lambda recording: recording.turn(said, LineKind.NOTE))
        elif self.under:
            self.app.tell(_("This does not come from a line. It can be withdrawn in its own area."))


def _score_typed(key: str, score: Score, wrapping: Wrapping) -> str:
    """A mark as one types it."""
    party = score.party or (key if key in wrapping.desk.dossier.parties else "")
    who = f"@{wrapping.recording.names.short(party)}" if party else ""
    return " ".join(part for part in (who, str(score.score or ""), score.word) if part)


def _likest(word: str, people: Sequence[Choice]) -> str:
    """The key of who is called most like `word`, typed in a hurry: where the cursor begins."""
    near = {one.key: SequenceMatcher(None, folded(word), folded(one.words)).ratio() for one in people}
    return max(near, key=near.__getitem__, default="")
