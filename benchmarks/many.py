"""A process with 10,000 commits, each with the trailers of a session, made by git's own import."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.large import Writer, day
from benchmarks.measure import environment

COMMITS = 10_000
_SINCE = 1_725_300_000


def make(folder: Path) -> Path:
    """The repository in `folder`; what stands there already is used again."""
    if (folder / "process.toml").is_file():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "fast-import", "--quiet", stdin=b"".join(_stream()))
    _git(folder, "reset", "--quiet", "--hard")
    return folder


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> None:
    subprocess.run(["git", *arguments], cwd=folder, input=stdin, check=True, env=environment())


def _stream() -> Iterator[bytes]:
    from procesregie.folder.toml import canonical

    writer = Writer()
    yield b"blob\nmark :1\n" + _data(canonical(writer.process()))
    for n in range(COMMITS):
        name = f"sessie-{n:05}"
        file = f"sessions/{name}/session.toml"
        outcome = "decision" if n % 5 == 0 else "draft"
        content = canonical({"title": f"Sessie {n:05}", "date": day(n // 24), "outcome": outcome})
        decided = f"Decision: besluit-{n:05}\n" if outcome == "decision" else ""
        message = (
            f"{outcome}: {writer.said(4, 7)[:60]}\n\nVeranderd\n- {writer.said(6, 12)}\n\n"
            f"Outcome: {outcome}\nSession: {name}\n{decided}"
        )
        when = _SINCE + n * 3600
        yield f"commit refs/heads/main\nmark :{n + 2}\n".encode()
        yield f"author Noor Hageman <noor@example.org> {when} +0100\n".encode()
        yield f"committer Noor Hageman <noor@example.org> {when} +0100\n".encode()
        yield _data(message.encode())
        if n == 0:
            yield b"M 100644 :1 process.toml\n"
        yield f"M 100644 inline {file}\n".encode() + _data(content) + b"\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n" % len(content) + content + b"\n"
