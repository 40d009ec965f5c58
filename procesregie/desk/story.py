"""A story becomes a process with its whole history, made by the program's own hands: what ``demo`` shows.

A story is a folder of ``sample_projects``, readable and changeable in any editor:

- ``story.toml``: what it is called, whose hands kept the log, and its moments in order (``[moments.01-start]``:
  when, by whom, of which kind, the session and how it was closed);
- a folder for each moment, with what it leaves behind where that is not what was said: whole records in
  the layout of a process, texts, and under ``private/`` what goes to the private layer;
- ``capture.txt`` in it: the lines of that session as they were typed, a time before a line where it matters
  (``capture-ties.txt`` for a second pair of hands). An indented ``-> adopted: why`` is the response to the line above,
  and indented lines after a ``|`` are what was pasted behind it. All of it goes to the private layer when the
  session is confidential.

Nobody writes in a story what the program makes: the lines go through the grammar, proposals and steps become
records, closing writes the minutes, the commit and the tag. A record in the folder of a moment says the rest;
fields the program keeps (``said``, ``closed_on`` …) stay what they are. Line keys come from a seeded source and
commits get the story's own hands and dates, so that a story has the same commits on every machine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, cast

import tomli

from procesregie.capture.grammar import Captured, Context, parse, pasted
from procesregie.capture.names import Names
from procesregie.capture.sitting import Sitting
from procesregie.desk.closing import chosen, close, draft, make_records
from procesregie.desk.desk import Desk
from procesregie.desk.troubles import AlreadyThere, NoTemplate
from procesregie.folder.shipped import shipped
from procesregie.folder.toml import canonical
from procesregie.history.commit import Author
from procesregie.history.repository import Repository
from procesregie.history.setup import ATTRIBUTES, IGNORE
from procesregie.language import N_
from procesregie.language.trouble import Trouble
from procesregie.model.address import address_of, file_of, model_of
from procesregie.model.clock import Clock
from procesregie.model.declare import Record, fields, to_data
from procesregie.model.ids import new_key
from procesregie.model.log import Line, Log, Response

Kind = Literal["new", "session", "draft", "correction", "by hand", "ahead"]
"""What a moment is: the first commit, a session that closes, a draft in between, the correction of a session,
a commit made in an editor (so without trailers), or what is being prepared and not committed yet."""

_STAMPED = re.compile(r"(?:(\d\d):(\d\d) )?(.*)")
_ANSWER = re.compile(r"[ \t]+-> (adopted|partly|declined|pending): (.*)")
_PASTED = re.compile(r"[ \t]+\| ?(.*)")
_PACE = timedelta(seconds=7)
"""Between two lines that were typed after one another."""


class InsideRepository(Trouble):
    """A sample has a history of its own; it does not go into somebody's repository."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            N_("{folder} lies inside a git repository, and a sample brings its own history."),
            N_("Choose a folder outside it with --dir."),
            folder=folder,
        )


@dataclass(frozen=True)
class Moment:
    """A moment of a story: one commit, or what is prepared after the last."""

    key: str
    at: datetime
    author: str
    kind: Kind
    summary: str
    folder: Path
    session: str = ""
    outcome: str = ""
    decisions: tuple[str, ...] = ()

    def records(self, private: bool = False) -> dict[str, dict[str, Any]]:
        """Plain data of the records in its folder, by address; of its private ones when asked."""
        root = self.folder / "private" if private else self.folder
        found = {}
        for file in sorted(root.rglob("*.toml")):
            address = address_of(file.relative_to(root).as_posix())
            if address is not None:
                found[address] = tomli.loads(file.read_text(encoding="utf-8"))
        return found


@dataclass(frozen=True)
class Story:
    """A sample process, before it is told."""

    name: str
    title: str
    language: str
    description: str
    as_of: date
    """The day on which it is to be looked at: a week after its last session."""
    process_id: str
    hands: Mapping[str, tuple[str, str]]
    """Who kept the log, by recorder name: name and mail address."""
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it stands in ``capture.txt``."""

    at: datetime
    recorder: str
    text: str
    response: Response | None = None
    why: str = ""
    pasted: tuple[str, ...] = ()
    """The lines that were pasted behind it."""

    def read(self, context: Context) -> Captured:
        """This line by the grammar, with its response."""
        found = pasted("\n".join(self.pasted), context, self.text) if self.pasted else parse(self.text, context)
        line = found.line.model_copy(update={"response": self.response, "response_why": self.why})
        return replace(found, line=line)


def stories() -> list[Story]:
    """The samples, by name."""
    folders = sorted(shipped("sample_projects").iterdir())
    return [read(folder) for folder in folders if (folder / "story.toml").is_file()]


def story(name: str) -> Story:
    """The sample called `name`, or the first in the language `name`; :class:`NoTemplate` when there is none."""
    known = stories()
    for one in known:
        if name in (one.name, one.language):
            return one
    raise NoTemplate(name, ", ".join(one.name for one in known))


def read(folder: Path) -> Story:
    """The story in `folder`."""
    data = tomli.loads((folder / "story.toml").read_text(encoding="utf-8"))
    moments = (
        Moment(key=key, folder=folder / key, decisions=tuple(row.pop("decisions", ())), **row)
        for key, row in data["moments"].items()
    )
    return Story(
        folder.name,
        data["title"],
        data["language"],
        data["description"],
        data["as_of"],
        data["process_id"],
        {name: (row["name"], row["email"]) for name, row in data["facilitators"].items()},
        tuple(moments),
    )


def tell(one: Story, folder: Path) -> Desk:
    """Makes the process of a story in `folder`, with its history and its private layer, and opens it as of its day.

    Raises :class:`AlreadyThere` when the folder is not empty, :class:`InsideRepository` when it lies in a
    repository that does not ignore it.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AlreadyThere(str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    repository = Repository(folder, neutral=True)
    if repository.exists() and repository.git.look("check-ignore", "--quiet", str(folder.resolve())).status:
        folder.rmdir()
        raise InsideRepository(folder)
    return _Telling(one, folder).told()


@dataclass
class _Telling:
    """A story on its way to being a process."""

    story: Story
    folder: Path
    confidences: dict[str, Log] = field(default_factory=dict)
    """Logs of the private layer, by address."""

    def told(self) -> Desk:
        first, *others = self.story.moments
        self.desk = self._begun(first)
        for moment in others:
            self._go(moment)
        self._keep_private()
        return Desk.open(self.folder, Clock.of(self.story.as_of.isoformat()))

    def _begun(self, moment: Moment) -> Desk:
        (self.folder / ".gitattributes").write_bytes(ATTRIBUTES)
        (self.folder / ".gitignore").write_bytes(IGNORE)
        for address, data in moment.records().items():
            self._write(address, model_of(address).from_data(data))
        desk = Desk.open(self.folder, _clock(moment))
        desk.repository = Repository(self.folder, neutral=True)
        desk.repository.git.run("init", "--quiet", "--initial-branch=main")
        desk.repository.setup()
        draft(desk, moment.summary, env=self._hands(moment))
        return desk

    def _go(self, moment: Moment) -> None:
        self.desk.clock = _clock(moment)
        records = moment.records()
        known = self.desk.dossier.records
        later = {a for a in records if a not in known and a.startswith(("decisions/", "steps/"))}
        self._lay({address: data for address, data in records.items() if address not in later})
        for text in sorted(moment.folder.glob("texts/*.md")):
            (self.folder / "texts").mkdir(exist_ok=True)
            (self.folder / "texts" / text.name).write_bytes(text.read_bytes())
        self.desk.refresh()
        if moment.kind == "session":
            self._capture(moment)
            make_records(self.desk, moment.session)
        self._lay({address: records[address] for address in sorted(later)}, made=True)
        self.desk.refresh()
        self._commit(moment)

    def _commit(self, moment: Moment) -> None:
        hands = self._hands(moment)
        match moment.kind:
            case "session":
                told = (moment.session, moment.outcome, moment.decisions, moment.summary)
                close(self.desk, *told, at_once=self._at_once(moment), env=hands)
            case "correction":
                draft(self.desk, moment.summary, moment.session, env=hands)
            case "draft":
                draft(self.desk, moment.summary, env=hands)
            case "by hand":
                self.desk.repository.commit(f"{moment.summary}\n", env=hands)
            case "new" | "ahead":
                pass

    def _at_once(self, moment: Moment) -> tuple[str, ...]:
        """A story says itself which decisions stay open for who was absent."""
        taken = chosen(self.desk.dossier, moment.session, moment.decisions) if moment.outcome == "decision" else ()
        return tuple(name for name in taken if not self.desk.dossier.decisions[name].open_until)

    def _hands(self, moment: Moment) -> dict[str, str]:
        return Author(*self.story.hands[moment.author], moment.at).environment()

    # -- records

    def _lay(self, records: Mapping[str, dict[str, Any]], *, made: bool = False) -> None:
        """Writes `records` of a moment; those `made` meanwhile from what was said keep what the story does not say."""
        for address, data in records.items():
            model = model_of(address)
            now = self.desk.dossier.get(address)
            before = to_data(now) if now else {}
            if not made and "/log-" not in address:  # of a line a later moment says only what changed
                kept = {one.name for one in fields(model) if one.meaning.kept}
                before = {name: value for name, value in before.items() if name in kept}
            self._write(address, model.from_data(_over(before, data)))

    def _write(self, address: str, record: Record) -> None:
        # Not through the folder: it writes as if somebody's only copy were at stake, and this one can be told again.
        path = self.folder / file_of(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(canonical(to_data(record)))

    # -- what was said

    def _capture(self, moment: Moment) -> None:
        """The lines of a session into its logs, by the grammar, in the order they were said."""
        session = moment.session
        record = self.desk.dossier.sessions[session]
        chance = random.Random(f"{self.story.name}/{session}")
        names, sitting = Names(self.desk.dossier), Sitting(self.desk.dossier, session)
        logs: dict[str, dict[str, Line]] = {}
        taken: set[str] = set()
        for typed in said(moment, record.date):
            captured = typed.read(sitting.context(names, typed.at, typed.recorder))
            key = new_key(taken, chance=chance)
            taken.add(key)
            logs.setdefault(typed.recorder, {})[key] = captured.line
            sitting.add(f"{session}/{typed.recorder}/{key}", captured.line)
            if record.confidential:
                text = captured.private or captured.line.text
                self._confide(session, typed.recorder, key, captured.line.model_copy(update={"text": text}))
            elif captured.private:
                self._confide(session, typed.recorder, key, Line(text=captured.private))
        if not record.confidential:
            for recorder, lines in logs.items():
                self._write(f"sessions/{session}/log-{recorder}", Log(recorder=recorder, lines=lines))
        self.desk.refresh()

    def _confide(self, session: str, recorder: str, key: str, line: Line) -> None:
        """Keeps `line` for the private layer."""
        address = f"sessions/{session}/log-{recorder}"
        log = self.confidences.get(address, Log(recorder=recorder))
        self.confidences[address] = log.model_copy(update={"lines": {**log.lines, key: line}})

    def _keep_private(self) -> None:
        """Writes the private layer as it is at the end; what somebody keeps there already is left alone."""
        records: dict[str, Record] = dict(self.confidences)
        for moment in self.story.moments:
            for address, data in moment.records(private=True).items():
                records[address] = model_of(address, private=True).from_data(data)
        layer = self.desk.private
        there = layer.load().records
        layer.save_many({address: record for address, record in records.items() if address not in there})


def said(moment: Moment, on: date) -> list[Typed]:
    """What was typed in a session on the day `on`, by all its recorders, in the order of time."""
    lines: list[Typed] = []
    for file in sorted(moment.folder.glob("capture*.txt")):
        recorder = file.stem.removeprefix("capture").removeprefix("-") or moment.author
        lines.extend(_typed(file.read_text(encoding="utf-8").splitlines(), recorder, on))
    return sorted(lines, key=lambda typed: typed.at)


def _typed(lines: list[str], recorder: str, on: date) -> Iterator[Typed]:
    at = datetime.combine(on, datetime.min.time())
    held: Typed | None = None
    for line in lines:
        if held and (answer := _ANSWER.fullmatch(line)):
            held = replace(held, response=Response(answer[1]), why=answer[2])
            continue
        if held and (more := _PASTED.fullmatch(line)):
            held = replace(held, pasted=(*held.pasted, more[1]))
            continue
        if held:
            yield held
        hour, minute, text = cast(re.Match[str], _STAMPED.fullmatch(line)).groups()
        at = at.replace(hour=int(hour), minute=int(minute), second=0) if hour else at + _PACE
        held = Typed(at, recorder, text)
    if held:
        yield held


def _clock(moment: Moment) -> Clock:
    now = moment.at.replace(tzinfo=None)
    return Clock(now.date(), now)


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """`above` laid over `below`, table by table."""
    data = dict(below)
    for key, value in above.items():
        under = data.get(key)
        data[key] = _over(under, value) if isinstance(value, dict) and isinstance(under, dict) else value
    return data
