"""Is the record sound? A family of named checks; each says what it means and how to mend what it finds.

The name of a check stands in ``Problem.check``. What could not be read at all was found while loading
(``syntax``, ``field``, ``name``, ``file``, ``twice``); what is looked at here can be read and is still not
right. Locked decisions are for ``history`` to compare, with the commit that took them.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from procesregie.folder.files import LEFT_OVER
from procesregie.folder.private import FORMER, LABEL, PrivateLayer
from procesregie.folder.references import loose_ends
from procesregie.folder.store import Folder
from procesregie.folder.toml import place
from procesregie.language import N_
from procesregie.model.address import ROOMS, address_of, file_of, owner_of
from procesregie.model.declare import Part, Record, fields
from procesregie.model.dossier import Dossier, Problem
from procesregie.model.log import LineKind, Log
from procesregie.model.party import Contact, Party, PrivateParty
from procesregie.model.session import PrivateSession, Session

Check = Callable[[Folder, Dossier], Iterator[Problem]]


def check(folder: Folder, dossier: Dossier, private: PrivateLayer | None = None) -> list[Problem]:
    """Everything that is not sound in `folder`, whose records are in `dossier`, by file and line.

    Of the `private` layer it is only said which files cannot be read, never what stands in them.
    """
    found = [*dossier.problems, *check_references(dossier, folder)]
    for one in CHECKS:
        found.extend(one(folder, dossier))
    if private is not None:
        found.extend(_private_unread(private))
    return sorted(found, key=lambda problem: (problem.file, problem.line or 0, problem.what))


def check_references(dossier: Dossier, folder: Folder | None = None) -> list[Problem]:
    """*reference*: an id that leads nowhere, in any field that names a record, a person or a line.

    Mend it by writing the id of one that exists; a record's id is the name of its file. With `folder` each
    finding has its line.
    """
    found = []
    for loose in loose_ends(dossier):
        problem = loose.problem()
        found.append(_placed(problem, folder, loose.path, loose.value) if folder else problem)
    return found


def short_names(folder: Folder, dossier: Dossier) -> Iterator[Problem]:
    """*short*: two parties with one short name, or a short name that is another party's id.

    What is typed after ``@`` would then be either. Mend it by giving one of the two another ``short``.
    """
    holders: dict[str, str] = {}
    for party, record in dossier.parties.items():
        short = record.short.casefold()
        if not short:
            continue
        other = holders.setdefault(short, party)
        if other == party and short != party and short in dossier.parties:
            other = short
        if other != party:
            yield _placed(
                Problem(
                    file_of(f"table/{party}"),
                    N_("{other} already has the short name {short}."),
                    N_("Give one of the two another short name."),
                    {"short": record.short, "other": other},
                    address=f"table/{party}",
                    check="short",
                ),
                folder,
                ("short",),
            )


def unknown_keys(folder: Folder, dossier: Dossier) -> Iterator[Problem]:
    """*unknown-key*: a key that the program does not know and that looks much like one it does.

    A key of your own is welcome, and kept. One that is a typing error is read by nobody: mend its spelling.
    """
    for address, path, part in _parts(dossier):
        if not part.model_extra or address.startswith("texts/"):
            continue
        names = [field.name for field in fields(type(part))]
        for key in part.model_extra:
            if close := get_close_matches(key.lower().replace("-", "_"), names, 1, 0.75):
                yield _placed(
                    Problem(
                        file_of(address),
                        N_("The program does not know {key}."),
                        N_("Did you mean {meant}?"),
                        {"key": ".".join((*path, key)), "meant": close[0]},
                        address=address,
                        check="unknown-key",
                    ),
                    folder,
                    (*path, key),
                )


def without_its_record(folder: Folder, dossier: Dossier) -> Iterator[Problem]:
    """*alone*: a folder in ``sessions/`` or ``decisions/`` without its ``session.toml`` or ``decision.toml``.

    What stands beside it belongs to nothing. Mend it by putting that file (back) there.
    """
    there = set(dossier.records) | {problem.address for problem in dossier.problems}
    beside = sorted({owner_of(a) for a in there if a.count("/") == 2})
    for address in beside:
        if address not in there:
            yield Problem(
                file_of(address),
                N_("This file is missing; what is in its folder belongs to nothing."),
                N_("Put it back, or move what is there to where it belongs."),
                address=address,
                check="alone",
            )


_PRIVATE_KEYS: dict[type[Record], frozenset[str]] = {
    Party: frozenset(PrivateParty.model_fields) - frozenset(Party.model_fields),
    Session: frozenset(PrivateSession.model_fields) - frozenset(Session.model_fields),
}
_CONTACT_KEYS = frozenset(Contact.model_fields) - {"note"} | {
    *("email", "e-mail", "e_mail", "tel", "telephone", "telefoon", "mobile", "mobiel", "gsm", "address", "adres"),
}


def private_keys(folder: Folder, dossier: Dossier) -> Iterator[Problem]:
    """*private*: a key of the private layer, or how to reach somebody, in a file that others can see.

    Mend it by taking it out of the file and writing it in the private layer. What was committed already
    stands in git's history: tell who it is about.
    """
    for address, path, part in _parts(dossier):
        if not part.model_extra:
            continue
        private = _PRIVATE_KEYS.get(type(part), frozenset()) if isinstance(part, Record) else frozenset()
        for key in part.model_extra:
            if key in private or (address.startswith("table/") and key.lower() in _CONTACT_KEYS):
                yield _private(folder, address, (*path, key), N_("{key} is private and is in a file others can see."))


def private_words(folder: Folder, dossier: Dossier) -> Iterator[Problem]:
    """*private*: the words of an aside, or any line of a confidential session, in the folder.

    Mend it by taking the words out of the log; they belong in the private layer.
    """
    for address, record in dossier.records.items():
        if not isinstance(record, Log):
            continue
        session = dossier.records.get(owner_of(address))
        if isinstance(session, Session) and session.confidential and record.lines:
            said = N_("This session is confidential, and its log is in a file others can see.")
            yield _private(folder, address, ("lines",), said)
            continue
        for key, line in record.lines.items():
            if line.kind is LineKind.ASIDE and line.text:
                said = N_("{key} is an aside, and its words are in a file others can see.")
                yield _private(folder, address, ("lines", key, "text"), said)


def private_files(folder: Folder, dossier: Dossier) -> Iterator[Problem]:
    """*private*: a folder called private, or an export of a private layer, inside the process.

    Mend it by moving it out of the folder of the process.
    """
    for path in _everything(folder.root):
        name = path.relative_to(folder.root).as_posix()
        if path.name.lower() in ("private", "prive", "privé", FORMER) and path.is_dir():
            what = N_("This folder looks private, and is where others can see it.")
        elif path.suffix not in (".toml", ".md") and path.is_file() and _is_export(path):
            what = N_("This is an export of a private layer, and is where others can see it.")
        else:
            continue
        yield Problem(name, what, N_("Move it out of the folder of the process."), check="private")


def foreign_files(folder: Folder, dossier: Dossier) -> Iterator[Problem]:
    """*foreign*: a file in a room that is no record, such as a copy an editor or a synchronising disk made.

    It is not read and not committed. Mend it by taking what you need from it and moving it away.
    """
    for room in (*ROOMS, "texts"):
        for path in _everything(folder.root / room):
            name = path.relative_to(folder.root).as_posix()
            if not path.is_file() or path.is_symlink():
                continue
            if path.name.startswith(".") and path.name.endswith(LEFT_OVER):
                what, remedy = N_("This was left behind when saving was cut short."), N_("It can be deleted.")
            elif address_of(name) or path.name.startswith(".") or _belongs(name):
                continue
            else:
                what = N_("This file is not a record; it is neither read nor committed.")
                remedy = N_("Take what you need from it and move it away.")
            yield Problem(name, what, remedy, check="foreign")


CHECKS: tuple[Check, ...] = (
    short_names,
    unknown_keys,
    without_its_record,
    private_keys,
    private_words,
    private_files,
    foreign_files,
)


def _private_unread(private: PrivateLayer) -> Iterator[Problem]:
    for problem in private.load().problems:
        yield Problem(
            str(private.root / problem.file),
            N_("This file in the private layer cannot be read, line {line}."),
            N_("Mend it in an editor. Until then it is left as it is; everything else stays usable."),
            {"line": problem.line or 1},
            weight="broken",
            check=problem.check,
        )


def _parts(dossier: Dossier) -> Iterator[tuple[str, tuple[str, ...], Part]]:
    """Every record and every row in one, with where it is."""
    for address, record in dossier.records.items():
        yield address, (), record
        for field in fields(type(record)):
            if field.meaning.form == "rows":
                for key, row in getattr(record, field.name).items():
                    yield address, (field.name, key), row


def _placed(problem: Problem, folder: Folder, path: tuple[str, ...], value: str = "") -> Problem:
    """`problem` with the line where `path` stands."""
    data = folder.bytes_read(problem.address)
    if data is None:
        return problem
    found = place(data, path, value)
    return replace(problem, line=found.line, column=found.column, excerpt=found.excerpt)


def _private(folder: Folder, address: str, path: tuple[str, ...], what: str) -> Problem:
    """A finding about something private: with its line, never with what stands there."""
    problem = Problem(
        file_of(address),
        what,
        N_("Take it out here and put it in the private layer. What was committed stays in the history."),
        {"key": ".".join(path)},
        address=address,
        check="private",
    )
    return replace(_placed(problem, folder, path), excerpt="")


def _everything(root: Path) -> Iterator[Path]:
    """Files and folders below `root`, git's own and linked ones left out."""
    for where, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name != ".git" and not (Path(where) / name).is_symlink())
        for name in (*folders, *sorted(files)):
            yield Path(where) / name


def _is_export(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return LABEL in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _belongs(name: str) -> bool:
    """Whether the file `name` has a place in the folder without being a record, or was reported by its name already."""
    room, _, rest = name.partition("/")
    if room == "texts":
        return name.endswith(".md")
    if room == "sessions" and rest.count("/") == 1 and rest.endswith("/minutes.md"):
        return True
    flat = room not in ("sessions", "decisions")
    return name.endswith(".toml") and ((flat and "/" not in rest) or rest.rpartition("/")[2].startswith("log-"))
