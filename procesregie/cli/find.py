"""What a person named, found: sessions and parties by what they are called; and what a shell completes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from procesregie.language import N_
from procesregie.language.trouble import Trouble

if TYPE_CHECKING:
    import click

    from procesregie.model.dossier import Dossier


class NoSuchSession(Trouble):
    """No session is called that, or several could be meant."""

    def __init__(self, word: str, known: Iterable[str]) -> None:
        listed = ", ".join(known)
        super().__init__(
            N_("There is no session “{word}”."),
            N_("There is: {listed}") if listed else N_("There is no session yet; `procesregie capture` makes one."),
            word=word,
            listed=listed,
        )


class SeveralSessions(Trouble):
    """A word that fits more than one session."""

    def __init__(self, word: str, found: Iterable[str]) -> None:
        super().__init__(N_("“{word}” can be several sessions: {listed}"), word=word, listed=", ".join(found))


class NobodyCalled(Trouble):
    """A name that is nobody at the table."""

    def __init__(self, word: str, known: Iterable[str]) -> None:
        super().__init__(N_("“{word}” is nobody at this table; there is: {listed}"), word=word, listed=", ".join(known))


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


def complete_session_or_address(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What ``show`` takes: sessions first, then addresses."""
    return complete_session(ctx, param, incomplete) + complete_address(ctx, param, incomplete)
