"""What a person named, found: sessions and parties by what they are called; and what a shell completes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from procesregie.language import N_
from procesregie.language.trouble import Trouble
from procesregie.model.address import id_of

if TYPE_CHECKING:
    import click

    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment
    from procesregie.history.repository import Repository
    from procesregie.model.dossier import Dossier


class NoSuchSession(Trouble):
    """No session is called that, or several could be meant."""

    def __init__(self, word: str, known: Iterable[str]) -> None:
        listed = ", ".join(known)
        super().__init__(
            N_("There is no session “{word}”."),
            N_("Available: {listed}") if listed else N_("There is no session yet; `procesregie capture` makes one."),
            word=word,
            listed=listed,
        )


class SeveralSessions(Trouble):
    """A word that fits more than one session."""

    def __init__(self, word: str, found: Iterable[str]) -> None:
        super().__init__(N_("“{word}” could be any of these sessions: {listed}"), word=word, listed=", ".join(found))


class NobodyCalled(Trouble):
    """A name that is nobody at the table."""

    def __init__(self, word: str, known: Iterable[str]) -> None:
        super().__init__(
            N_("Nobody at this table is called “{word}”; available: {listed}"), word=word, listed=", ".join(known)
        )


def fitting(word: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that `word` stands for: itself, else those that begin with it, else those that have it."""
    name = word.removeprefix("sessions/").strip("/")
    known = sorted(names)
    if name in known:
        return [name]
    return [k for k in known if k.startswith(name)] or [k for k in known if name in k] if name else []


def session_named(sessions: Iterable[str], word: str) -> str:
    """The id, of those of `sessions`, that `word` stands for; NoSuchSession or SeveralSessions."""
    known = sorted(sessions)
    found = fitting(word, known)
    if len(found) > 1:
        raise SeveralSessions(word, found)
    if not found:
        raise NoSuchSession(word, known[-5:])
    return found[0]


def moment_named(repository: Repository, word: str) -> Moment:
    """The moment that `word` means: as git and the timeline know it, else the session it is a part of the name of."""
    from procesregie.history.trouble import NoSuchMoment

    try:
        return repository.find(word)
    except NoSuchMoment:
        found = fitting(word, _sessions(repository.root))
        if len(found) != 1:
            raise
        return repository.find(found[0])


def subject_named(desk: Desk, word: str) -> str:
    """The subject of a story that `word` means: a record, a person (``table/ggd/jan``), a text; one that is gone by
    its exact address. What is none is a Trouble."""
    from procesregie.capture.meant import address_meant, person_meant
    from procesregie.capture.values import Unread
    from procesregie.history.story import Subject

    word = word.strip("/").removesuffix(".md")
    parts = word.split("/")
    try:
        if parts[0] == "texts" and len(parts) == 2:
            return Subject.of(word).address
        if len(parts) == 3 and parts[0] not in ("sessions", "decisions"):
            party = address_meant(desk.dossier, "/".join(parts[:2]))
            return f"{party}/{person_meant(desk.dossier, id_of(party), parts[2])}"
        return address_meant(desk.dossier, word)
    except (ValueError, Unread):
        try:
            gone = Subject.of(word)
        except ValueError:
            gone = None
        if gone is not None and desk.repository.story(word):
            return word
        raise


def parties_named(dossier: Dossier, text: str) -> list[str]:
    """The ids of the parties in `text` (``haardstee, toren-b``); NobodyCalled for one that is not at the table."""
    from procesregie.capture.names import Names, party_of

    names = Names(dossier)
    found = []
    for word in (part.strip().removeprefix("@") for part in text.split(",")):
        if not word:
            continue
        who = names.resolve(word)
        if who is None:
            raise NobodyCalled(word, sorted(p.short or name for name, p in dossier.parties.items()))
        found.append(party_of(who))
    return list(dict.fromkeys(found))


def day_named(text: str) -> date:
    """The date that `text` writes as 2026-03-12; NoDay for anything else."""
    from procesregie.cli.settings import NoDay

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoDay(text) from None


def process_root(where: Path) -> Path:
    """The folder of the process in or above `where`, for who needs no records; the folder room's Trouble when none."""
    found = _above(where)
    if found is None:
        from procesregie.folder.store import Folder

        return Folder.find(where).root
    return found


def _above(where: Path) -> Path | None:
    here = where.absolute()
    return next((p for p in (here, *here.parents) if (p / "process.toml").is_file()), None)


# -- for the shell: the names of folders and files, nothing is opened for them


def _root(ctx: click.Context) -> Path | None:
    from procesregie.cli.settings import Settings

    return _above(ctx.obj.where if isinstance(ctx.obj, Settings) else Path())


def _sessions(root: Path) -> Iterator[str]:
    yield from sorted((p.parent.name for p in root.glob("sessions/*/session.toml")), reverse=True)


def complete_session(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of sessions that begin with what is typed, the newest first."""
    root = _root(ctx)
    return [name for name in _sessions(root) if name.startswith(incomplete)] if root else []


def complete_decision(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of decisions that begin with what is typed, and ``all``."""
    root = _root(ctx)
    found = sorted(p.parent.name for p in root.glob("decisions/*/decision.toml")) if root else []
    return [name for name in ["all", *found] if name.startswith(incomplete)]


def complete_address(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Addresses of records, such as ``table/ggd``, that begin with what is typed."""
    root = _root(ctx)
    if root is None:
        return []
    flat = [p.relative_to(root).with_suffix("").as_posix() for p in root.glob("[artd]*/*.toml")]
    deep = [p.parent.relative_to(root).as_posix() for p in root.glob("*/*/[sd]*.toml") if "log-" not in p.name]
    return sorted({name for name in (*flat, *deep) if name.startswith(incomplete)})


def complete_subject(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What has a story: records, texts, and the people of a party once it is typed."""
    root = _root(ctx)
    if root is None:
        return []
    found = [*complete_address(ctx, param, incomplete), "process"]
    found += sorted(f"texts/{p.stem}" for p in root.glob("texts/*.md"))
    party = incomplete.rpartition("/")[0]
    if party.count("/") == 1 and party.startswith("table/") and (file := root / f"{party}.toml").is_file():
        people = re.findall(r"(?m)^\[people\.([a-z0-9-]+)\]", file.read_text(encoding="utf-8", errors="replace"))
        found += [f"{party}/{person}" for person in people]
    return [name for name in found if name.startswith(incomplete)]


def complete_moment(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What names a moment: the words for it, sessions, the tags of decisions."""
    root = _root(ctx)
    words = ["now", "last-decision"]
    tags = sorted(f"decision/{p.parent.name}" for p in root.glob("decisions/*/decision.toml")) if root else []
    sessions = complete_session(ctx, param, incomplete)
    return [name for name in (*words, *sessions, *tags) if name.startswith(incomplete)]


def complete_field_name(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The fields of the record that was named, as they are called in its file."""
    from procesregie.model.address import model_of
    from procesregie.model.declare import fields

    try:
        model = model_of(str(ctx.params.get("address") or ctx.params.get("subject") or ""))
    except ValueError:
        return []
    return [field.name for field in fields(model) if field.name.startswith(incomplete)]


def complete_name(room: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """The ids in `room` (``texts`` too) that begin with what is typed."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        root = _root(ctx)
        found = sorted(p.stem for p in root.glob(f"{room}/*.*")) if root else []
        return [name for name in found if name.startswith(incomplete)]

    return complete


def complete_session_or_address(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What ``show`` takes: sessions first, then addresses."""
    return complete_session(ctx, param, incomplete) + complete_address(ctx, param, incomplete)
