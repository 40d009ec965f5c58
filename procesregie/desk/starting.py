"""A new process from a template, or one of the samples: the folder, the repository, the first commit."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import tomli

from procesregie.desk.closing import draft
from procesregie.desk.desk import Desk
from procesregie.desk.troubles import AlreadyThere, NoTemplate
from procesregie.folder.files import write_atomically, writing_trouble
from procesregie.folder.shipped import shipped
from procesregie.folder.toml import canonical
from procesregie.history.git import Git
from procesregie.history.setup import ATTRIBUTES, IGNORE
from procesregie.history.state import identity
from procesregie.history.trouble import NoIdentity
from procesregie.language import language
from procesregie.model.address import file_of
from procesregie.model.clock import Clock
from procesregie.model.declare import to_data
from procesregie.model.ids import new_id
from procesregie.model.process import FORMAT
from procesregie.model.session import Session


@dataclass(frozen=True)
class Template:
    """A process to start from."""

    name: str
    title: str
    description: str
    folder: Path


def templates(code: str) -> list[Template]:
    """The templates in the language `code`, the empty process first."""
    found = []
    for folder in sorted(shipped("templates").iterdir()):
        about = folder / code / "template.toml"
        if about.is_file():
            data = tomli.loads(about.read_text(encoding="utf-8"))
            found.append(Template(folder.name, data["title"], data.get("description", ""), about.parent))
    return sorted(found, key=lambda template: template.name != "empty")


def template(name: str, code: str) -> Template:
    """The template `name` in the language `code`; NoTemplate when there is none."""
    known = templates(code)
    for one in known:
        if one.name == name:
            return one
    raise NoTemplate(name, ", ".join(one.name for one in known))


def new_process(folder: Path, from_template: str, title: str, code: str, clock: Clock) -> Desk:
    """Makes a process in `folder` from a template, and its first commit.

    `folder` is made when it is not there; AlreadyThere when it is not empty. When git refuses the first commit
    (no name set, say) the Trouble says so and the folder is complete all the same.
    """
    if folder.exists() and (not folder.is_dir() or any(p.name != ".git" for p in folder.iterdir())):
        raise AlreadyThere(str(folder))
    source = template(from_template, code)
    known_to_git(folder)
    process_id = uuid.uuid4().hex
    files = [
        (".gitattributes", ATTRIBUTES),
        (".gitignore", IGNORE),
        *_files(source.folder, title or source.title, code, process_id),
        *_first_session(source.folder, clock.today()),
    ]
    for path, content in files:
        try:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise writing_trouble(error, folder / path) from error
        write_atomically(folder / path, content)
    desk = Desk.open(folder, clock)
    first_commit(desk)
    return desk


def known_to_git(folder: Path) -> None:
    """Raises NoGit or NoIdentity before anything is written: a process begins with a commit."""
    here = folder.absolute()
    while not here.is_dir():
        here = here.parent
    if not identity(git := Git(here))[0]:
        raise NoIdentity(git.look("var", "GIT_COMMITTER_IDENT").words)


def first_commit(desk: Desk) -> None:
    """The repository and its first commit."""
    desk.repository.create()
    desk.repository.setup()
    lang = language(desk.dossier.process.language.value)
    draft(desk, lang("the process begins"), whole=True)


def _files(folder: Path, title: str, code: str, process_id: str) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.name == "template.toml":
            continue
        path = file.relative_to(folder).as_posix()
        content = file.read_bytes()
        if path == "process.toml":
            data = tomli.loads(content.decode())
            data = {**data, "format": FORMAT, "id": process_id, "title": title, "language": code}
            order = ("format", "id", "title", "language")
            content = canonical({k: data[k] for k in (*order, *(k for k in data if k not in order))})
        yield path, content


def _first_session(folder: Path, today: date) -> Iterator[tuple[str, bytes]]:
    """The session a template prepares: it stands in ``template.toml`` with the days from now in place of its date."""
    prepared = tomli.loads((folder / "template.toml").read_text(encoding="utf-8")).get("session")
    if prepared:
        on = today + timedelta(days=prepared.pop("in_days"))
        session = Session.from_data({**prepared, "date": on})
        yield file_of(f"sessions/{new_id(session.title, (), on=on)}"), canonical(to_data(session))
