"""A typed line becomes a line of the record, and a line of the record can be typed again.

``parse`` refuses nothing and loses nothing: what it cannot understand stays text, marked to be read back.
``typed`` gives a line with its signs, so that ``parse(typed(line))`` is that line. On the way only this changes:

- words with a colon become signs, bullets go, a ``\\`` that is not needed goes, spaces at both ends go, NFC;
- the names that speak are typed by their short name, once, with one space between (no comma, no *en*);
- a position is said in the words of the process's language, and ``rest`` becomes the names it stood for.

A text of several lines never goes through the grammar: see ``pasted``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from procesregie.capture.dates import due
from procesregie.capture.names import NAME, Names, folded, party_of
from procesregie.capture.words import COMING_OF, COMINGS, REST, SIGN_OF, SIGNS, SPACE, STAND_OF, WORDS, stand_of
from procesregie.language import N_, Language, language
from procesregie.model.log import SAYING, Line, LineKind


@dataclass(frozen=True)
class Context:
    """What a line is read against: who is there, what day it is, what was captured before it."""

    names: Names
    on: date
    """The session's date: what *vrijdag* is counted from."""
    at: datetime | None = None
    recorder: str = ""
    session: str = ""
    present: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    """Parties present without a position on `proposal`: who ``rest`` stands for."""
    proposal: str = ""
    """The address of the line, or the id of the decision, that a position is about: the last proposal."""
    item: str = ""
    """What is being talked about: a programme item, a topic's id, or words of its own."""
    items: Mapping[str, str] = field(default_factory=dict)
    """What ``#`` can name: keys of programme items, then ids of topics, with their titles."""


@dataclass(frozen=True)
class Echo:
    """A sentence that says back what was understood: a message id and its values."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, lang: Language) -> str:
        """The sentence in `lang`; dates in full, several names as a list."""
        values = {
            name: lang.day(value, "full")
            if isinstance(value, date)
            else lang.joined(str(item) for item in value)
            if isinstance(value, tuple)
            else value
            for name, value in self.values.items()
        }
        return lang.filled(self.message, values)


@dataclass(frozen=True)
class Captured:
    """A line as it was understood: the line of the record, what of it is private, and what to say back."""

    line: Line
    private: str = ""
    """The text of an aside. It stands in the private layer only; `line` has nothing of it."""
    echo: tuple[Echo, ...] = ()


def parse(text: str, context: Context) -> Captured:
    """`text`, as typed, as a line. Never fails, never refuses; a text of several lines is one note."""
    if re.search(r"[\r\n]", text.rstrip("\r\n")):
        return pasted(text, context)
    said = unicodedata.normalize("NFC", text).strip(SPACE + "\r\n")
    kind, body = _kind_of(said)
    return _read(kind, body, context, as_note=kind is LineKind.NOTE and _worded(said))


def again(line: Line, text: str, context: Context) -> Captured:
    """`line` corrected to `text`: read where and when it was said, about the proposal it was about.

    What was done with it since (the record it became, the response) stays with it; only a position that was
    taken into a decision already is to be taken again.
    """
    item = context.item if line.kind is LineKind.ITEM else line.item
    there = replace(context, at=line.at or context.at, item=item, proposal=line.on or context.proposal)
    if line.pasted:
        lead = _leading(text, context.names)  # the rest stays byte for byte
        found = _pasted(line.kind, lead.by, lead.rest, there) if not lead.unknown else pasted(text, there)
    else:
        found = parse(text, there)
    return replace(found, line=_kept(line, found.line))


def turn(line: Line, kind: LineKind, context: Context, private: str = "") -> Captured:
    """`line` as another kind, with its text; `private` is the text of an aside that is turned."""
    item = context.item if line.kind is LineKind.ITEM else line.item
    there = replace(context, at=line.at or context.at, item=item, proposal=line.on or context.proposal)
    if line.pasted or re.search(r"[\r\n]", private):
        found = _pasted(kind, line.by, line.text or private, there)
    else:
        found = _read(kind, _body(line, context.names, private, context.on), there)
    return replace(found, line=_kept(line, found.line))


TURNS: tuple[LineKind, ...] = (
    LineKind.NOTE,
    LineKind.ADDITION,
    LineKind.AGREED,
    LineKind.CONCERN,
    LineKind.OPEN_END,
    LineKind.DECISION,
    LineKind.STEP,
    LineKind.ASIDE,
)
"""The kinds one key turns a line through, in this order and round again."""


def _kept(before: Line, line: Line) -> Line:
    settled = before.kind is LineKind.OPEN_END and line.kind is not LineKind.OPEN_END  # that was about the open end
    became = "" if line.kind is LineKind.POSITION or settled else before.became
    return line.model_copy(
        update={"became": became, "response": before.response, "response_why": before.response_why}
        | (before.model_extra or {})
    )


# reading


def _kind_of(said: str) -> tuple[LineKind, str]:
    """The kind a line says it is, by its sign or its word, and what follows that."""
    if match := _SIGNED.match(said):
        return SIGNS[match[1]], said[match.end() :]
    bullet = _BULLET.match(said)
    rest = said[bullet.end() :] if bullet else said
    if (match := _WORDED.match(rest)) and folded(match[1]) in WORDS:
        return WORDS[folded(match[1])], rest[match.end() :]
    return LineKind.NOTE, rest


def _worded(said: str) -> bool:
    """Whether `said` begins with the word for its kind."""
    bullet = _BULLET.match(said)
    match = _WORDED.match(said, bullet.end() if bullet else 0)
    return match is not None and folded(match[1]) in WORDS


_SIGNED = re.compile(rf"([{re.escape(''.join(SIGNS))}])[{SPACE}]+(?=[^{SPACE}])")
_NO_SPACE = re.compile(r"[+=<?!:>](?:@|[^\W\d_])")
_BULLET = re.compile(rf"[-*•][{SPACE}]+(?=[^{SPACE}])")
_WORDED = re.compile(rf"([^\W\d_]+(?: [^\W\d_]+)?):[{SPACE}]+(?=[^{SPACE}])")
_COMING = re.compile(rf"({'|'.join(COMINGS)}):?[{SPACE}]+(?=@)", re.IGNORECASE)
_CAME = re.compile(rf"(?:{'|'.join(COMINGS)})$", re.IGNORECASE)
_SENT_APOLOGIES = re.compile(rf"(afgemeld|apologies)(?:$|[,:;][{SPACE}]+)", re.IGNORECASE)
_LEADING = re.compile(rf"@({NAME})(?:[,;:]+(?=[{SPACE}@]|$)|(?=[{SPACE}]|$))[{SPACE}]*")
_AND = re.compile(rf"(?:en|and|&)[{SPACE}]+(?=@)", re.IGNORECASE)
_AT = re.compile(rf"(?:^|(?<=[{SPACE}(\[\"'“‘«„]))@({NAME})")
_THREAD = re.compile(rf"(?:^|(?<=[{SPACE}]))#([^\W\d_](?:[\w-]*\w)?)")


def _read(kind: LineKind, body: str, context: Context, *, as_note: bool = False) -> Captured:
    """`body` as a line of `kind`; `as_note`: it was said to be a note, so that nobody comes or leaves in it."""
    if kind is LineKind.ASIDE:
        return Captured(_line(kind, context), body, (Echo(N_("Only in your private layer")),))
    if kind is LineKind.ITEM:
        return _read_item(body, context)
    if len(body) > 1 and body.startswith("\\"):
        position = {"on": context.proposal, "unclear": True} if kind is LineKind.POSITION else {}
        return Captured(_line(kind, context, text=body[1:].strip(SPACE), **position))
    if kind is LineKind.POSITION:
        return _read_position(body, context)
    return _read_said(kind, body, context, as_note=as_note)


def _line(kind: LineKind, context: Context, **values: object) -> Line:
    return Line.model_validate({"at": context.at, "kind": kind, "item": context.item, **values})


def _read_item(body: str, context: Context) -> Captured:
    found = _item(body, context.items)
    if found:
        title = context.items[found]
        return Captured(_line(LineKind.ITEM, context, item=found, text=body), "", (Echo("→ {item}", {"item": title}),))
    echo = Echo(N_("→ {item} (not on the programme)"), {"item": body})
    return Captured(_line(LineKind.ITEM, context, item=body, text=body), "", (echo,))


def _item(said: str, items: Mapping[str, str]) -> str:
    """What `said` names among `items`: the key, the title, the one title it begins; empty when none."""
    wanted = folded(said)
    for key, title in items.items():
        if wanted in (folded(key), folded(title)):
            return key
    begun = [key for key, title in items.items() if folded(title).startswith(wanted)]
    return begun[0] if len(begun) == 1 else ""


def _read_position(body: str, context: Context) -> Captured:
    """A position: who, what, why. `who` has unknown names that lead, then those in the reason."""
    lead = _leading(body, context.names)
    by, rest, echoes = lead.by, lead.rest, []
    everybody = REST.match(body)
    if everybody and context.undecided:
        by, rest = context.undecided, body[everybody.end() :]
    taken = stand_of(rest) if by or lead.unknown else None
    if taken is None:
        marks = _marks(body if everybody else " ".join([*lead.unknown, rest]).strip(SPACE), context.names)
        line = _line(
            LineKind.POSITION,
            context,
            **_fields(marks),
            by=lead.by,
            on=context.proposal,
            unclear=True,
        )
        return Captured(line, "", (Echo(N_("Which position? Kept for reading back")), *_asked(marks.who)))
    position, reason = taken
    marks = _marks(reason, context.names)
    who = (*(raw.strip("@,;:") for raw in lead.unknown), *marks.who)
    if everybody:
        echoes.append(Echo(N_("rest: {who}"), {"who": tuple(context.names.short(ref) for ref in by)}))
    if not context.proposal:
        echoes.append(Echo(N_("No proposal yet to take a position on. Kept for reading back")))
    line = _line(
        LineKind.POSITION,
        context,
        **_fields(marks) | {"who": who},
        by=by,
        position=position,
        on=context.proposal,
        unclear=bool(who) or not context.proposal,
    )
    return Captured(line, "", (*echoes, *_asked(who)))


def _coming(body: str, lead: _Lead, names: Names) -> tuple[LineKind, _Lead] | None:
    """Who comes, leaves or sent apologies in `body`, which begins with `lead`: ``in @velthoek`` or ``@velthoek in``.

    Only as the whole of it, but for what is said with apologies; any other sentence is a note.
    """
    if lead.by and not lead.unknown:
        if _CAME.match(lead.rest):
            return COMINGS[lead.rest.lower()], replace(lead, rest="")
        if match := _SENT_APOLOGIES.match(lead.rest):
            return COMINGS[match[1].lower()], replace(lead, rest=lead.rest[match.end() :])
    match = _COMING.match(body)
    if match is None:
        return None
    coming = _leading(body[match.end() :], names)
    kind = COMINGS[match[1].lower()]
    return (kind, coming) if coming.by and (kind is LineKind.APOLOGIES or not coming.rest) else None


def _read_said(kind: LineKind, body: str, context: Context, *, as_note: bool = False) -> Captured:
    """Everything that is said by somebody; of notes, those that are only names: who was heard, came or left."""
    names, echoes = context.names, []
    lead = _leading(body, names)
    if kind is LineKind.NOTE:
        if lead.by and not lead.rest:
            kind = LineKind.HEARD
        elif not as_note and (coming := _coming(body, lead, names)):
            kind, lead = coming
    text = " ".join([*lead.unknown, lead.rest]).strip(SPACE)
    marks = _marks(text, names, opening=kind is LineKind.NOTE and not lead.by)
    day = due(text, context.on) if kind is LineKind.STEP else None
    if day:
        echoes.append(Echo("→ {date}", {"date": day[1]}))
    if kind is LineKind.NOTE and text.startswith("("):
        echoes.append(Echo(N_("This is shared: an aside begins with ( and a space")))
    elif kind is LineKind.NOTE and _NO_SPACE.match(text):
        echoes.append(Echo(N_("A note: {sign} counts only with a space after it"), {"sign": text[0]}))
    line = _line(
        kind,
        context,
        **_fields(marks),
        by=lead.by,
        due=day[1] if day else None,
        unclear=bool(marks.who) or (bool(lead.by) and not text and kind in SIGN_OF),
    )
    return Captured(line, "", (*echoes, *_asked(marks.who)))


def _asked(who: tuple[str, ...]) -> Iterator[Echo]:
    for word in dict.fromkeys(who):
        yield Echo(N_("who? @{name} is nobody at this table"), {"name": word})


@dataclass(frozen=True)
class _Lead:
    """The names a line begins with: who is known, who is not (as typed), and what follows."""

    by: tuple[str, ...]
    unknown: tuple[str, ...]
    rest: str


def _leading(body: str, names: Names) -> _Lead:
    by: list[str] = []
    unknown: list[str] = []
    place = 0
    while True:
        joint = _AND.match(body, place) if by or unknown else None
        match = _LEADING.match(body, joint.end() if joint else place)
        if match is None:
            break
        ref = names.resolve(match[1])
        if ref is None and joint:
            break
        if ref is None:
            unknown.append(match.group().strip(SPACE))
        elif ref not in by:
            by.append(ref)
        place = match.end()
    return _Lead(tuple(by), tuple(unknown), body[place:])


@dataclass(frozen=True)
class _Marks:
    """What a text has in it: mentions, threads, and names that are nobody's."""

    text: str
    mentions: tuple[str, ...]
    threads: tuple[str, ...]
    who: tuple[str, ...]


def _marks(text: str, names: Names, *, opening: bool = False) -> _Marks:
    """The marks in `text`; with `opening` it is where the line begins, so that a ``#`` there follows no space."""
    mentions: set[str] = set()
    who: list[str] = []
    for match in _AT.finditer(text):
        ref = names.resolve(match[1])
        if ref is None:
            who.append(match[1])
        else:
            mentions.add(party_of(ref))
    threads = [match[1].casefold() for match in _THREAD.finditer(text) if match.start() or not opening]
    return _Marks(text, tuple(sorted(mentions)), tuple(dict.fromkeys(threads)), tuple(who))


def _fields(marks: _Marks) -> dict[str, object]:
    return {"text": marks.text, "mentions": marks.mentions, "threads": marks.threads, "who": marks.who}


# pasting


def pasted(text: str, context: Context, before: str = "") -> Captured:
    """A text of several lines as one note, byte for byte, with what was typed `before` it at the prompt.

    Before it can stand a sign and the names that speak; what else stood there is kept in front of the text.
    """
    if not before.strip(SPACE) and text.lstrip(SPACE).startswith("( "):
        before, text = "( ", text.lstrip(SPACE)[2:]  # in doubt it is private: a note can still be made of it
    kind, body = _kind_of(unicodedata.normalize("NFC", before).strip(SPACE) + " x")
    lead = _leading(body, context.names)
    plain = kind in TURNS and not lead.unknown and lead.rest == "x"
    if plain:
        return _pasted(kind, lead.by, text, context)
    return _pasted(LineKind.NOTE, (), before + text, context)


def _pasted(kind: LineKind, by: tuple[str, ...], text: str, context: Context) -> Captured:
    if kind is LineKind.ASIDE:
        whole = " ".join([*(f"@{context.names.short(ref)}" for ref in by), text])
        return Captured(_line(kind, context), whole, (Echo(N_("Only in your private layer")),))
    return Captured(_line(kind, context, by=by, text=text, pasted=True))


def split(line: Line, context: Context) -> tuple[Captured, ...]:
    """A pasted line as the lines it is made of, each read as if it had been typed, empty ones left out.

    The speaker of the whole speaks in each that names nobody. A position in it is about a proposal that has no
    address yet, so it is kept to be read back.
    """
    found = []
    there = replace(context, at=line.at or context.at, item=line.item)
    for text in line.text.splitlines():
        if not text.strip():
            continue
        captured = parse(text, there)
        said = captured.line
        if said.kind in SAYING and not said.by and not said.who:
            captured = replace(captured, line=said.model_copy(update={"by": line.by}))
        if said.kind is LineKind.ITEM:
            there = replace(there, item=said.item)
        if said.kind is LineKind.DECISION:
            there = replace(there, proposal="", undecided=())
        found.append(captured)
    return tuple(found)


# typing back


def typed(line: Line, names: Names, private: str = "", on: date | None = None) -> str:
    """`line` again with its signs, as one would type it; `private` is the text of an aside.

    `on` is the session's date, needed where a step's date was said relative to it; without it, the day of the line.
    """
    body = _body(line, names, private, on)
    if line.pasted:
        return body
    kind = line.kind
    if kind in COMING_OF[_tongue(names)]:
        return f"{COMING_OF[_tongue(names)][kind]} {body}"
    return f"{SIGN_OF[kind]} {body}".rstrip(SPACE) if kind in SIGN_OF else body


def _tongue(names: Names) -> str:
    return "en" if names.language == "en" else "nl"


def _body(line: Line, names: Names, private: str, on: date | None) -> str:
    """A line without its sign: names, text, and a ``\\`` before what would be read as something else."""
    if line.kind is LineKind.ASIDE:
        return private
    speakers = [f"@{names.short(ref)}" for ref in line.by]
    if line.kind is LineKind.ITEM or line.pasted:
        return " ".join([*speakers, line.text])
    if line.kind is LineKind.POSITION and line.position:
        within = {folded(word) for word in line.who}
        count = sum(folded(match[1]) in within for match in _AT.finditer(line.text))
        leading = [f"@{word}" for word in line.who[: len(line.who) - count]]
        said = STAND_OF[_tongue(names)][line.position]
        return " ".join([*speakers, *leading, said, line.text]).rstrip(SPACE)
    day = on or (line.at.date() if line.at else date(2000, 1, 1))
    text = _with_due(line, names, day)
    body = " ".join([*speakers, text]).rstrip(SPACE)
    marked = line.by or line.who or line.mentions or line.threads
    if line.kind is LineKind.NOTE and marked and _is_more(line, body, text, names):
        return f"{'note' if _tongue(names) == 'en' else 'aantekening'}: {body}"  # a backslash would mute its marks
    return "\\" + body if _needs_literal(line, text, names, day) else body


def _is_more(line: Line, body: str, text: str, names: Names) -> bool:
    """Whether a note with names in it would be read as something else: by its sign, or as who comes and goes."""
    if not line.by and _kind_of(text) != (LineKind.NOTE, text):
        return True
    return not line.who and _coming(body, _leading(body, names), names) is not None


def _with_due(line: Line, names: Names, on: date) -> str:
    """The text of a step, with its date where the words in it do not say that."""
    if line.kind is not LineKind.STEP or line.due is None:
        return line.text
    said = due(line.text, on)
    if said and said[1] == line.due:
        return line.text
    day = language(_tongue(names)).day(line.due)
    return f"{said[0] if said else line.text} {'by' if _tongue(names) == 'en' else 'voor'} {day}"


def _needs_literal(line: Line, text: str, names: Names, on: date) -> bool:
    if line.by or not text:
        return False
    if text.startswith("\\"):
        return True
    if line.kind is LineKind.NOTE and _kind_of(text) != (LineKind.NOTE, text):
        return True
    if line.who or line.mentions or line.threads or line.due:
        return False
    marks = _marks(text, names, opening=line.kind is LineKind.NOTE)
    return bool(
        marks.mentions or marks.who or marks.threads or (line.kind is LineKind.STEP and due(text, on) is not None)
    )
