"""The minutes of a session, as they are committed and sent: Markdown, or plain text for a mail.

Everything a person typed is text here, never markup: :func:`quoted` keeps a Markdown reader from
seeing signs in it. Asides are left out as a whole; that somebody said something in confidence is
nobody's business either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from procesregie.capture.sitting import Sitting
from procesregie.language import Language
from procesregie.language.visible import visible
from procesregie.model.decision import Decision, Stand
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, LineKind
from procesregie.model.session import Session

Style = Literal["md", "txt"]

_SIGNS = re.compile(
    r"(\\(?=[!-/:-@\[-`{-~])|`|\*(?=\S)|(?<=\S)\*|<(?=[A-Za-z/!?])|\](?=[(\[:])|(?<![^\W_])_|_(?![^\W_]))"
)
_LEADS = re.compile(r"^(\s*)([-+*=#>|]|#{2,}|\d+[.)]|\[(?=[ xX]\]))(?=\s|$|[ xX]\])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*")
_UNDERLINES = {1: "=", 2: "-"}
_NOT_TOLD = (LineKind.ASIDE, LineKind.ITEM, LineKind.HEARD, LineKind.POSITION)


def quoted(text: str) -> str:
    """`text` for Markdown: what would be read as a sign is escaped, words and what stands by itself are untouched."""
    signs = _SIGNS.sub(r"\\\1", visible(text))
    return _LEADS.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", signs)


def plain_text(markdown: str) -> str:
    """Minutes in Markdown as plain text, for a screen or a mail: headings underlined, no sign escaped."""
    found = []
    for row in markdown.splitlines():
        sign, _space, title = row.partition(" ")
        said = _ESCAPED.sub(lambda match: match[1] or "", row)
        if title and sign and not sign.strip("#"):
            said = _ESCAPED.sub(lambda match: match[1] or "", title)
            under = _UNDERLINES.get(len(sign), "")
            found += [said, under * len(said)] if under else [said]
        else:
            found.append(said)
    return "\n".join(found) + "\n" * markdown.endswith("\n")


def minutes(dossier: Dossier, session: str, lang: Language, style: Style = "md") -> str:
    """The minutes of `session` (an id) in `lang`, ending in one newline.

    A confidential session has minutes that say only that it took place.
    """
    return "\n".join(_Minutes(dossier, session, lang, style).written()).rstrip("\n") + "\n"


class _Minutes:
    def __init__(self, dossier: Dossier, session: str, lang: Language, style: Style) -> None:
        self.dossier, self.id, self.lang = dossier, session, lang
        self.session: Session = dossier.sessions[session]
        self.sitting = Sitting(dossier, session)
        self.text: Callable[[str], str] = quoted if style == "md" else visible
        self.marked = style == "md"

    def written(self) -> Iterator[str]:
        yield from self._head()
        if self.session.confidential:
            yield self.lang("This conversation was confidential; what was said is not recorded here.")
            return
        yield from self._part(self.lang("Decided"), self._decided())
        yield from self._part(self.lang("Proposed, not decided"), self._proposed())
        yield from self._part(self.lang("Next steps"), self._steps())
        yield from self._part(self.lang("Agreed"), self._lines(LineKind.AGREED))
        yield from self._part(self.lang("Open ends"), self._lines(LineKind.OPEN_END))
        yield from self._part(self.lang("Not everybody agrees"), self._disagreements())
        yield from self._said()
        yield from self._part(self.lang("Check-out"), self._check_out())

    # -- the head

    def _head(self) -> Iterator[str]:
        lang, session = self.lang, self.session
        yield self._title(session.title, "#", "=")
        yield ""
        when = lang.day(session.date, "full")
        if session.starts:
            when += f", {session.starts:%H:%M}" + (f"–{session.ends:%H:%M}" if session.ends else "")
        outcome = {"draft": lang("closed as a draft"), "decision": lang("closed as a decision")}.get(
            session.outcome.value if session.outcome else "", ""
        )
        yield " · ".join(part for part in (when, self.text(session.place), outcome) if part)
        yield ""
        if session.question.strip():
            yield f"{lang('The question')}: {self.text(session.question.strip())}"
            yield ""
        there = (*self.sitting.present, *self.sitting.left)
        present = [self._who_was_there(party) for party in there]
        if present and not session.confidential:
            yield f"{lang('Present')} ({len(present)}): {', '.join(present)}"
        if self.sitting.apologies and not session.confidential:
            yield f"{lang('Apologies')}: {', '.join(self._party(p) for p in self.sitting.apologies)}"
        yield ""

    def _who_was_there(self, party: str) -> str:
        seen = self.session.attendance.get(party)
        people = [self._person(party, person) for person in (seen.people if seen else ())]
        return self._party(party) + (f" ({', '.join(people)})" if people else "")

    # -- the parts

    def _decided(self) -> Iterator[str]:
        for name in self.session.decisions:
            decision = self.dossier.decisions.get(name)
            if decision is not None:
                yield from self._decision(decision)

    def _proposed(self) -> Iterator[str]:
        for decision in self.dossier.decisions.values():
            if decision.session == self.id and decision.state.value == "proposed":
                yield from self._decision(decision)

    def _decision(self, decision: Decision) -> Iterator[str]:
        from procesregie.change.words import tally

        weight = f" ({self.lang(decision.weight.value)})" if decision.weight else ""
        yield f"- {self._strong(decision.title)}{weight}"
        if decision.what.strip():
            yield from (f"  {self.text(part)}" for part in decision.what.strip().splitlines())
        if decision.open_until:
            yield f"  {self.lang('Open until {day}, for those who were absent.', day=self.lang.day(decision.open_until))}"
        if decision.positions:
            yield f"  {tally([p.position for p in decision.positions.values()], self.lang)}"
        for party, position in decision.positions.items():
            if position.position is Stand.CONSENT and not position.reason and not position.before:
                continue
            moved = f" ({self.lang('before')}: {self.lang(position.before.value)})" if position.before else ""
            reason = " → ".join(part for part in (position.reason, position.changed_by) if part)
            yield f"  - {self._party(party)}: {self.lang(position.position.value)}{moved}" + (
                f" – {self.text(reason)}" if reason else ""
            )

    def _steps(self) -> Iterator[str]:
        for step in self.dossier.steps.values():
            if step.session != self.id:
                continue
            due = ", " + self.lang("by {day}", day=self.lang.day(step.due)) if step.due else ""
            owner = self._party(step.owner) if step.owner else self.lang("nobody yet")
            yield f"- {owner}: {self.text(step.title)}{due}"

    def _lines(self, kind: LineKind) -> Iterator[str]:
        for _, line in self.dossier.said(self.id):
            if line.kind is kind:
                yield f"- {self._spoken(line)}"

    def _disagreements(self) -> Iterator[str]:
        for residue in self.session.disagreements.values():
            answered = f" → {self.text(residue.answered)}" if residue.answered else ""
            who = f"{self._party(residue.party)}: " if residue.party else ""
            yield f"- {who}{self.text(residue.about)}{answered}"

    def _check_out(self) -> Iterator[str]:
        scores = list(self.session.scores.values())
        marks = [score.score for score in scores if score.score is not None]
        if marks:
            mean = f"{sum(marks) / len(marks):.1f}".replace(".", "," if self.lang.code == "nl" else ".")
            yield f"- {self.lang('Mark')}: {mean} ({self.lang.many('{n} mark', '{n} marks', len(marks))})"
        words = [self.text(score.word) for score in scores if score.word]
        if words:
            yield f"- {', '.join(words)}"

    def _said(self) -> Iterator[str]:
        """What was said, under the item it was said about, in the order it was said."""
        about: list[tuple[str, list[str]]] = []
        for _, line in self.dossier.said(self.id):
            if line.kind in _NOT_TOLD or (line.kind is LineKind.NOTE and not line.text.strip()):
                continue
            if not about or about[-1][0] != line.item:
                about.append((line.item, []))
            about[-1][1].append(self._told(line))
        if not about:
            return
        yield self._title(self.lang("What was said"), "##", "-")
        for item, told in about:
            if item:
                yield ""
                yield self._title(self._item(item), "###", "")
            yield ""
            yield from told
        yield ""

    def _told(self, line: Line) -> str:
        moved = {LineKind.CAME: self.lang("came in"), LineKind.LEFT: self.lang("left")}.get(line.kind)
        if line.kind is LineKind.APOLOGIES:
            moved = self.lang("sent apologies")
        if moved:
            return f"- {', '.join(self._speaker(who) for who in line.by)}: {moved}"
        kind = "" if line.kind is LineKind.NOTE else f"{self.lang(line.kind.value).capitalize()}: "
        return f"- {kind}{self._spoken(line)}"

    def _spoken(self, line: Line) -> str:
        who = ", ".join(self._speaker(one) for one in line.by)
        first, *rest = line.text.rstrip("\n").split("\n")
        said = "\n".join([self.text(first), *(f"  {self.text(more)}" for more in rest)])
        answer = ""
        if line.response is not None:
            why = f": {self.text(line.response_why)}" if line.response_why else ""
            answer = f" → {self.lang(line.response.value)}{why}"
        return (f"{who}: " if who else "") + said + answer

    # -- names

    def _item(self, item: str) -> str:
        if item in self.session.programme:
            return self.session.programme[item].title
        return self.dossier.name(f"agenda/{item}") if f"agenda/{item}" in self.dossier.records else item

    def _party(self, party: str) -> str:
        return self.text(self.dossier.name(f"table/{party}"))

    def _person(self, party: str, person: str) -> str:
        from procesregie.capture.names import person_called

        return self.text(person_called(self.dossier, f"{party}/{person}"))

    def _speaker(self, who: str) -> str:
        party, _, person = who.partition("/")
        return f"{self._person(party, person)} ({self._party(party)})" if person else self._party(party)

    # -- form

    def _title(self, title: str, sign: str, under: str) -> str:
        if self.marked:
            return f"{sign} {self.text(title)}"
        return visible(title) + (f"\n{under * len(title)}" if under else "")

    def _strong(self, text: str) -> str:
        return f"**{self.text(text)}**" if self.marked else self.text(text)

    def _part(self, heading: str, items: Iterable[str]) -> Iterator[str]:
        found = list(items)
        if found:
            yield self._title(heading, "##", "-")
            yield ""
            yield from found
            yield ""
