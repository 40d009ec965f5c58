"""The large process with 10,000 commits behind it: what its history is read from. Made by git's own import, seeded."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.large import PARTIES, STEPS, TOPICS, Writer, party, step
from benchmarks.measure import environment

COMMITS = 10_000
RARE = "Kwartje zonder weerga"
"""Words that come in ten commits."""
SUBJECT = "wat moment {n:05} bracht"
OFTEN = "table/partij-000.toml"
"""The record that changes in one commit of fifty."""
_SINCE = 1_725_300_000
_STAGES = ("signal", "on the agenda", "in conversation", "direction", "decided", "parked")


def make(folder: Path) -> Path:
    """The repository in `folder`; what stands there already is used again."""
    if (folder / "process.toml").is_file():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "fast-import", "--quiet", stdin=b"".join(_stream()))
    git(folder, "reset", "--quiet", "--hard")
    return folder


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Runs git in `folder`; what it wrote."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, input=stdin, check=True, env=environment(), capture_output=True
    )
    return done.stdout


def _stream() -> Iterator[bytes]:
    from procesregie.folder.toml import canonical

    writer = Writer()
    files = dict(writer.files())
    yield _commit(0)
    for path, data in files.items():
        yield f"M 100644 inline {path}\n".encode() + _data(canonical(data))
    for n in range(1, COMMITS):
        yield _commit(n)
        for path in _changed(files, writer, n):
            yield f"M 100644 inline {path}\n".encode() + _data(canonical(files[path]))


def _changed(files: dict[str, dict[str, Any]], writer: Writer, n: int) -> list[str]:
    """Changes two records or three; their paths."""
    topic = f"agenda/onderwerp-{n % TOPICS:03}.toml"
    files[topic]["stage"] = _STAGES[n // TOPICS % len(_STAGES)]
    files[topic]["stage_reason"] = writer.said(4, 9)
    paths = [topic, f"steps/{step(n % STEPS)}.toml"]
    files[paths[1]]["effect"] = writer.said(6, 14) + "\n"
    if n % 50 == 0:
        paths.append(OFTEN)
        files[OFTEN]["asks"] = writer.said(5, 12) + "\n"
    elif n % 5 == 0:
        paths.append(f"table/{party(n % PARTIES)}.toml")
        files[paths[2]]["brings"] = writer.said(5, 12) + "\n"
    if n % 1000 == 7:
        paths.append(f"agenda/onderwerp-{n // 1000:03}.toml")
        files[paths[-1]]["why_now"] = f"{writer.said(3, 6)} {RARE} {n}\n"
    return paths


def _commit(n: int) -> bytes:
    outcome = "decision" if n % 5 == 0 else "draft"
    message = (
        f"{outcome}: {SUBJECT.format(n=n)}\n\nVeranderd\n- van alles\n\nOutcome: {outcome}\nSession: sessie-{n:05}\n"
    )
    when = _SINCE + n * 3600
    head = f"commit refs/heads/main\nmark :{n + 1}\n"
    who = "Noor Hageman <noor@example.org>"
    return f"{head}author {who} {when} +0100\ncommitter {who} {when} +0100\n".encode() + _data(message.encode())


def _data(content: bytes) -> bytes:
    return b"data %d\n" % len(content) + content + b"\n"
