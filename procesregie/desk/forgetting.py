"""To forget a person: taken out of the current files of a process, and their contact data out of the private layer.

What names them by reference (who sits there, held a role, said a line, took a position) loses that reference; the party
stays. Their name inside a text is never changed silently: those lines are listed. A decision that was taken is only
touched when that is asked for, and then nothing but blacked out, so that ``verify`` can tell it from an alteration.
History is never rewritten here; which commits name them is said, and how that is mended with standard tools.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from procesregie.folder.journal import Kept, everything_kept
from procesregie.language import N_, Language, spoken
from procesregie.language.trouble import Trouble
from procesregie.model.address import file_of
from procesregie.model.blacked import black_out
from procesregie.model.declare import Part, Record, fields, to_data
from procesregie.model.dossier import Dossier
from procesregie.model.ids import slug

if TYPE_CHECKING:
    from procesregie.change.words import Group
    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment

P = TypeVar("P", bound=Part)
SHORTEST = 3
"""A part of a name with fewer letters is not looked for by itself: it would be found everywhere."""


class NobodyToForget(Trouble):
    """No person at this table is called that, or more than one."""

    def __init__(self, word: str, found: Collection[Who]) -> None:
        super().__init__(
            N_("“{word}” could be any of these people: {listed}.")
            if len(found) > 1
            else N_("There is no person “{word}” at this table."),
            N_("Write it as party/person."),
            word=word,
            listed=", ".join(f"{who.party}/{who.person}" for who in found),
        )


@dataclass(frozen=True)
class Who:
    """A person, by what the files call them."""

    party: str
    person: str
    name: str

    @property
    def words(self) -> tuple[str, ...]:
        """The name in full, and its parts that begin with a capital."""
        parts = [part for part in self.name.split() if part[:1].isupper() and len(part) >= SHORTEST]
        return tuple(dict.fromkeys(word for word in (self.name.strip(), *parts) if word))

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds the name, or a part of it, as whole words."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.words))})(?!\w)" if self.words else r"(?!)")


@dataclass(frozen=True)
class Mention:
    """A line of a file in which the name, or a part of it, stands."""

    file: str
    line: int
    text: str
    private: bool = False


@dataclass(frozen=True)
class Forgetting:
    """What forgetting somebody does, worked out; nothing is written yet."""

    who: Who
    records: Mapping[str, Record]
    """Every record that changes, by address, as it will be."""
    locked: tuple[str, ...]
    """Addresses of decisions that were taken, name them, and are left as they are."""
    private: Mapping[str, Record]
    """The same of the private layer."""
    mentions: tuple[Mention, ...]
    """Lines that name them in words; to be looked at by a person."""
    commits: tuple[Moment, ...]
    """Commits that name them, the latest first."""
    journals: tuple[Kept, ...] = ()
    """What the journals on this machine have with their name in it: it is in no file of the process yet."""
    recorders: tuple[str, ...] = ()
    """The words under which they kept a log: files are called so, and lines and decisions point to them."""


def person_called(dossier: Dossier, word: str) -> Who:
    """The person that `word` means: an id, a name or a part of one, with the id or the short name of the party before it
    and a slash when that is needed; somebody who was forgotten, but for the decisions that were taken, by their id.
    :class:`NobodyToForget`."""
    party, _sep, said = word.strip().removeprefix("@").removeprefix("table/").casefold().rpartition("/")
    everybody = [
        Who(id, person, sits.name)
        for id, record in dossier.parties.items()
        if party in ("", id, record.short.casefold())
        for person, sits in record.people.items()
    ]
    for fits in (
        [who for who in everybody if said and said in (who.person, who.name.casefold())],
        [who for who in everybody if said and said in who.name.casefold().split()],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise NobodyToForget(word, fits)
    parties = [id for id, record in dossier.parties.items() if party and party in (id, record.short.casefold())]
    for who in (Who(id, said, "") for id in parties if said):
        if still_named(dossier, who):
            return who
    raise NobodyToForget(word, everybody if party else ())


def still_named(dossier: Dossier, who: Who) -> bool:
    """Whether a record refers to `who`."""
    return any(without(address, record, who) is not record for address, record in dossier.records.items())


def plan(desk: Desk, who: Who, *, redact: bool = False) -> Forgetting:
    """What forgetting `who` would do; with `redact` taken decisions are blacked out too. Blocks on git; writes nothing."""
    from procesregie.history.naming import commits_naming

    dossier = desk.dossier
    changed = {a: now for a, record in dossier.records.items() if (now := without(a, record, who)) is not record}
    taken = [address for address in dossier.records if desk.locked(address)]
    named = [a for a in taken if a in changed or _blacked(dossier.records[a], who) is not dossier.records[a]]
    for address in taken:
        changed.pop(address, None)
    if redact:
        changed |= {a: _blacked(without(a, dossier.records[a], who), who) for a in named}
    private = {a: now for a, record in desk.asides.records.items() if (now := without(a, record, who)) is not record}
    recorders = _recorders(dossier, who)
    ids = [f'"{word}"' for word in dict.fromkeys((who.person, *recorders))]
    ids += [f"{who.party}/{who.person}", f"people.{who.person}"]
    return Forgetting(
        who,
        changed,
        () if redact else tuple(sorted(named)),
        private,
        tuple(mentions(desk, who, changed)),
        tuple(commits_naming(desk.repository, [*who.words, *ids])),
        tuple(kept for kept in everything_kept(dossier.process.id) if who.pattern.search(kept.text)),
        recorders,
    )


def _recorders(dossier: Dossier, who: Who) -> tuple[str, ...]:
    """The words under which `who` kept logs, those of a second log at a time too."""
    logs = {address.split("/log-", 1)[1] for address in dossier.records if "/log-" in address}
    theirs = {who.person, slug(who.name)} - {""}
    return tuple(sorted(name for name in logs if re.sub(r"-\d+$", "", name) in theirs))


def carry_out(desk: Desk, planned: Forgetting) -> Forgetting:
    """Writes what was `planned`, in one go, and gives what is left to do by hand. It is not undone with a key.

    Former versions of the private records that change are let go of as well: their contact data stood in them.
    """
    desk.apply(planned.records, undoable=False, locks=False)
    for address, record in planned.private.items():
        desk.private.save(address, record)
        desk.private.forget_former(address)
        desk.refresh_private(address)
    desk.forget_undo()
    return replace(planned, mentions=tuple(mentions(desk, planned.who, {})))


def kept_in(desk: Desk, kept: Kept) -> str:
    """Where something stands that a journal has, in words; never what it says, which may have been said in confidence."""
    lang = spoken()
    if kept.session:
        name = desk.dossier.name(f"sessions/{kept.session}")
        said = (
            N_("a line that is not in the log yet: {name}") if kept.entered else N_("half typed in the session: {name}")
        )
        return lang(said, name=name)
    first, _space, rest = kept.place.partition(" ")
    if (address := first.removeprefix("private/")) in desk.dossier.records:
        return lang("half typed in a form: {name} ({field})", name=desk.dossier.name(address), field=rest)
    about = [word if word in desk.dossier.records else f"sessions/{word.partition('/')[0]}" for word in rest.split()]
    found = next((address for address in about if address in desk.dossier.records), "process")
    return lang("half typed in an answer: {name} ({field})", name=desk.dossier.name(found), field=first)


def changes_of(desk: Desk, planned: Forgetting, lang: Language) -> list[Group]:
    """What changes in the record, as History would say it."""
    from procesregie.change.compare import compare
    from procesregie.change.words import in_words

    old = {address: to_data(desk.dossier.records[address]) for address in planned.records}
    new = {address: to_data(record) for address, record in planned.records.items()}
    return in_words(compare(old, new), desk.dossier, desk.dossier.with_records(planned.records), lang, full=True)


# -- references


def without(address: str, record: Record, who: Who) -> Record:
    """`record` without any reference to `who`; the very same one where there was none."""
    theirs = address == f"table/{who.party}"
    return _part(record, who, who.party if theirs else "", own=theirs)


def _part(part: P, who: Who, about: str, *, own: bool = False) -> P:
    """`part` without `who`; `about` is the party it is about, where its key or its place says so."""
    party = about or _holder(part)
    whole = f"{who.party}/{who.person}"
    changes: dict[str, object] = {}
    for field in fields(type(part)):
        value, meaning = getattr(part, field.name), field.meaning
        if not value:
            continue
        if meaning.form == "rows":
            rows = _rows(field.name, value, who, keyed=meaning.room == "table", own=own)
            if rows is not value:
                changes[field.name] = rows
        elif meaning.of_person and value == who.person and party == who.party:
            changes[field.name] = ""
        elif meaning.points == "person" and who.person in value and party == who.party:
            changes[field.name] = tuple(one for one in value if one != who.person)
        elif meaning.points == "party" and whole in value:
            changes[field.name] = tuple(dict.fromkeys(who.party if one == whole else one for one in value))
    return part.model_copy(update=changes) if changes else part


def _holder(part: Part) -> str:
    """The party that a record or row says it is about: its first reference to one."""
    named = (f.name for f in fields(type(part)) if f.meaning.form == "ref" and f.meaning.room == "table")
    return next((str(getattr(part, name)) for name in named), "")


def _rows(name: str, rows: Mapping[str, Part], who: Who, *, keyed: bool, own: bool) -> Mapping[str, Part]:
    """`rows` without who sits there, or how to reach them, and without references to them inside."""
    found: dict[str, Part] = {}
    for key, row in rows.items():
        if own and name in ("people", "contacts") and key == who.person:
            continue
        found[key] = _part(row, who, key if keyed else "")
    return rows if len(found) == len(rows) and all(found[key] is rows[key] for key in rows) else found


def _blacked(record: Record, who: Who) -> Record:
    """`record` with the name of `who` blacked out wherever it stands in words."""
    data = record.model_dump()
    black = _in_words(data, who)
    return record if black == data else type(record).model_validate(black)


def _in_words(value: Any, who: Who) -> Any:
    if isinstance(value, str):
        return black_out(value, who.words) if type(value) is str and who.pattern.search(value) else value
    if isinstance(value, dict):
        return {key: _in_words(one, who) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_in_words(one, who) for one in value)
    return value


# -- words


def mentions(desk: Desk, who: Who, planned: Mapping[str, Record]) -> Iterator[Mention]:
    """The lines that name `who` in words, file by file, but those that `planned` takes away as a whole."""
    gone = f'name = "{who.name}"' if f"table/{who.party}" in planned else ""
    blacked = {file_of(address) for address in planned if desk.locked(address)}
    for file, text in _texts(desk.root):
        if file in blacked:
            continue
        for number, line in _naming(text, who):
            if not (file == file_of(f"table/{who.party}") and line == gone):
                yield Mention(file, number, line)
    for address in desk.asides.records:
        for number, line in _naming(_read(desk.private.path(address)), who):
            yield Mention(file_of(address), number, line, private=True)


def _naming(text: str, who: Who) -> Iterator[tuple[int, str]]:
    pattern = who.pattern
    return ((n, line.strip()) for n, line in enumerate(text.split("\n"), 1) if pattern.search(line))


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    """Every file of the process in which words stand: path below its folder, and text."""
    for path in sorted((*root.rglob("*.toml"), *root.rglob("*.md"))):
        inside = path.relative_to(root)
        if path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in inside.parts):
            yield inside.as_posix(), _read(path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # gone meanwhile
        return ""


# -- history


MENDED = N_(
    "History is not rewritten here. If it has to be: make a fresh clone, run this in it, and "
    "force-push that to a host that allows it. Every commit from the first of them on gets another id"
    " and loses its signature; everybody who has a clone makes a new one, and old copies and the host"
    " keep the name until they clean up."
)
"""Message id: what it means to mend history, said above the commands of :func:`mending`."""


RECORDED = N_(
    "They kept a log under their name. Files are called so, and lines and decisions point to them, so it stays; the "
    "commands below change it throughout history. git config procesregie.recorder gives a next log another name."
)
"""Message id: what it means that logs are called after somebody, said above their names."""
JOURNALED = N_(
    "On this machine, outside the folder: text with their name in it that was not saved yet. Open the form and save it, or "
    "let go of it with ctrl+r; answer the question, or empty its line; a line of a session goes into the log when the "
    "session is opened again. Other machines have their own."
)
"""Message id: what stands in the journals, and how it goes away, said above where."""


def mending(planned: Forgetting) -> tuple[str, ...]:
    """The commands, for who decides that history itself has to be rewritten. Ours never does that."""
    who = planned.who
    if not planned.commits:
        return ()
    whole, person = f"{who.party}/{who.person}==>{who.party}", f'person = "{who.person}"==>person = "█████"'
    words = [*(f"{word}==>█████" for word in who.words), whole, person]
    others = _other_names(planned.recorders)
    words += [f"{name}==>{other}" for name, other in others]
    renamed = "".join(f'.replace(b"log-{name}.", b"log-{other}.")' for name, other in others)
    files = f" --filename-callback 'return filename{renamed}'" if renamed else ""
    return (
        f"printf '%s\\n' {' '.join(_quoted(word) for word in words)} > ../forget.txt",
        f"git filter-repo --replace-text ../forget.txt --replace-message ../forget.txt{files}",
    )


def _other_names(recorders: Collection[str]) -> list[tuple[str, str]]:
    """What each recorder is called instead; the longest first, since one can begin another."""
    longest = sorted(recorders, key=len, reverse=True)
    return [(name, f"recorder-{number}") for number, name in enumerate(longest, 1)]


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"
