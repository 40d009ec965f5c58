"""The rows: what is measured, against what, and at most how many times as long it may take."""

from __future__ import annotations

import compileall
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path

from benchmarks import large, many, terminal
from benchmarks.measure import Row, compared, environment, ran, timed

WORK = Path(__file__).parent / ".work"
PYTHON = sys.executable
NEXT_TITLE = "Kwartaaltafel zonder weerga"
"""What the next session is called: a text that stands nowhere else."""


class Rows:
    """Everything the table needs, made once and kept in ``benchmarks/.work``."""

    def __init__(self) -> None:
        WORK.mkdir(exist_ok=True)
        os.environ.update(environment())
        for package in ("procesregie", "benchmarks"):  # as an installed program is: not compiled anew in every run
            compileall.compile_dir(WORK.parent.parent / package, quiet=1)
        self._numbers = count(1)

    # -- what is measured on

    @cached_property
    def sample(self) -> Path:
        """A fresh copy of the Dutch sample, its session to come under a title that stands nowhere else."""
        folder = WORK / "sample"
        shutil.rmtree(folder, ignore_errors=True)
        procesregie("demo", "--language", "nl", "--no-open", "--dir", str(folder), here=WORK)
        to_come = max((folder / "sessions").iterdir()) / "session.toml"
        to_come.write_text(re.sub(r"(?m)^title = .*$", f'title = "{NEXT_TITLE}"', to_come.read_text(), count=1))
        return folder

    @cached_property
    def large(self) -> Path:
        """The large process, as its generator made it: the others work in copies."""
        return large.make(WORK / "large")

    def copy_of_large(self, name: str) -> Path:
        """A copy to write in."""
        folder = WORK / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.large, folder)
        subprocess.run(["git", "status", "--porcelain"], cwd=folder, capture_output=True, check=True)
        return folder

    # -- the rows

    def all(self) -> Iterator[Row]:
        """Every row, in the order of the table."""
        yield self.first_paint()
        yield self.load(self.large, "all records of the large process loaded, validated, references checked")
        yield self.load(self.sample, "the same for the sample")
        yield self.log()
        yield self.close_process()
        yield self.close_open()
        yield self.captured_line()
        yield self.mirror()
        yield from self.screens()
        yield from self.views()
        yield from self.review()

    def first_paint(self) -> Row:
        folder = self.sample
        as_of = (date.fromisoformat(max((folder / "sessions").iterdir()).name[:10]) - timedelta(days=7)).isoformat()

        def ours() -> float:
            command = [PYTHON, "-m", "procesregie", str(folder), "--as-of", as_of]
            return terminal.until(command, NEXT_TITLE, folder)

        def theirs() -> float:
            return terminal.until([PYTHON, "-m", "benchmarks.bare"], "row number 20", Path.cwd())

        return compared(
            "start until a text that stands only in the folder's next session is on the screen, sample",
            "a bare Textual app with header, OptionList and footer in the same kind of pseudo-terminal, "
            "until its 20th row",
            1.5,
            ours,
            theirs,
            runs=11,
        )

    def load(self, folder: Path, what: str) -> Row:
        from procesregie.folder.checks import check_references
        from procesregie.folder.store import Folder

        files = sorted(folder.rglob("*.toml"))

        def ours() -> None:
            assert not check_references(Folder.find(folder).load())

        def theirs() -> None:
            for file in files:
                with file.open("rb") as source:
                    tomllib.load(source)

        return compared(what, "tomllib.load of the same files", 0.75, lambda: timed(ours), lambda: timed(theirs), 7)

    def log(self) -> Row:
        folder = many.make(WORK / "many")
        trailers = ",".join(f"%(trailers:key={key},valueonly)" for key in ("Outcome", "Session", "Decision"))
        theirs = [["git", "log", f"--format=%H%x00%aI%x00%an%x00%s%x00{trailers}"]]
        return compared(
            "log --json, 10,000 commits, whole process",
            "git log with the same trailers in its format",
            3,
            lambda: ran([[PYTHON, "-m", "procesregie", "log", "--json"]], folder),
            lambda: ran(theirs, folder),
            runs=9,
        )

    def close_process(self) -> Row:
        ours_in, theirs_in = self.copy_of_large("close-ours"), self.copy_of_large("close-theirs")

        def ours() -> float:
            name = self._captured(ours_in)
            return ran([[PYTHON, "-m", "procesregie", "close", name, "--decision", "--weight", "decision"]], ours_in)

        def theirs() -> float:
            imports = [PYTHON, "-c", "import pydantic, git"]
            return ran([imports, *self._by_hand(theirs_in)], theirs_in)

        return compared(
            "close, large, whole process",
            "a Python that imports pydantic and git, plus git add + git commit + git tag",
            1.75,
            ours,
            theirs,
            runs=7,
        )

    def close_open(self) -> Row:
        from procesregie.desk.desk import Desk

        ours_in, theirs_in = self.copy_of_large("open-ours"), self.copy_of_large("open-theirs")
        desk = Desk.open(ours_in)
        desk.load_all()

        def ours() -> float:
            name = self._session_of(desk)
            return timed(lambda: desk.close(name, "decision", (), "", "decision"))

        return compared(
            "close, large, in the open interface",
            "git add + git commit + git tag",
            3.5,
            ours,
            lambda: ran(self._by_hand(theirs_in), theirs_in),
            runs=7,
        )

    def captured_line(self) -> Row:
        from procesregie.desk.desk import Desk

        folder = self.copy_of_large("line")
        desk = Desk.open(folder)
        name = desk.create("sessions", "Vijfhonderd regels").removeprefix("sessions/")
        with desk.recording(name, "bench") as recording:
            for n in range(500):
                recording.add(f"@p{n % 150:03} regel {n} over de ketelruimte en de kosten")
            recording.flush()
        log = folder / "sessions" / name / "log-bench.toml"
        log.write_bytes(b"# met de hand erbij gezet\n" + log.read_bytes())
        desk = Desk.open(folder)
        with desk.recording(name, "bench") as recording:

            def ours() -> None:
                recording.add("@p007 nog een regel, en dan #kosten")
                recording.flush()

            def theirs() -> float:
                content = log.read_bytes()
                return timed(lambda: atomically(log.with_name("theirs"), content))

            return compared(
                "one captured line in a session of 500 lines, a comment by hand in its log",
                "the same bytes written atomically (temporary file, fsync, replace, fsync of the folder)",
                1.5,
                lambda: timed(ours),
                theirs,
                runs=41,
            )

    def screens(self) -> Iterator[Row]:
        """What the screens cost."""
        from benchmarks import screens

        yield from screens.rows(self.large, self.copy_of_large("screens"))

    @cached_property
    def views_folder(self) -> Path:
        """The large process with what its views and a session that is held need."""
        from benchmarks import views

        return views.made(self.copy_of_large("views"))

    def views(self) -> Iterator[Row]:
        """What showing each view costs, and a key in it."""
        from benchmarks import views

        yield from views.rows(self.views_folder)

    def review(self) -> Iterator[Row]:
        """What reading the history costs."""
        from benchmarks import review

        yield from review.rows(WORK / "past")

    def mirror(self) -> Row:
        """All questions of the mirror, beside loading what they are asked of."""
        from benchmarks import mirror

        return mirror.whole(self.large)

    # -- what comes before a run, and is not in it

    def _captured(self, folder: Path) -> str:
        """A session in `folder` with thirty lines, a decision and two steps among them; its id."""
        from procesregie.desk.desk import Desk

        return self._session_of(Desk.open(folder))

    def _session_of(self, desk: object) -> str:
        from procesregie.desk.desk import Desk

        assert isinstance(desk, Desk)
        title = f"Gemeten tafel {next(self._numbers)}"
        name = desk.create("sessions", title).removeprefix("sessions/")
        with desk.recording(name, "bench") as recording:
            for n in range(30):
                recording.add(f"@p{n:03} regel {n} over de ketelruimte")
            recording.add(f"! {title}: eerst isoleren")
            recording.add(": rest consent")
            recording.add("> @p001 netcapaciteit per straat voor 2 april")
            recording.add("> @p002 offerte vragen")
            recording.flush()
        return name

    def _by_hand(self, folder: Path) -> list[list[str]]:
        """Files like those of a session that closes, written; and the commands that commit and tag them."""
        n = next(self._numbers)
        source = sorted((folder / "sessions").iterdir())[0]
        target = folder / "sessions" / f"2026-01-01-tafel-{n}"
        shutil.copytree(source, target)
        (target / "minutes.md").write_text((source / "session.toml").read_text() * 3)
        decision = folder / "decisions" / f"2026-01-01-besluit-{n}"
        shutil.copytree(sorted((folder / "decisions").iterdir())[0], decision)
        return [
            ["git", "add", str(target), str(decision)],
            ["git", "commit", "--quiet", "--message", "decision: gemeten\n\nOutcome: decision"],
            ["git", "tag", "--annotate", "--message", "gemeten", f"decision/{decision.name}"],
        ]


def atomically(path: Path, content: bytes) -> None:
    """Writes `content` the way a careful program does."""
    temporary = path.with_name("temporary")
    with temporary.open("wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def procesregie(*arguments: str, here: Path) -> None:
    """Runs a command of ours that must succeed."""
    done = subprocess.run(
        [PYTHON, "-m", "procesregie", *arguments], cwd=here, env=environment(), capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
