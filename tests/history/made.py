"""Real folders and real repositories, and git as a person would call it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from procesregie.history.repository import Repository
from procesregie.history.setup import ATTRIBUTES, IGNORE


def git(where: Path, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """Runs git in `where`; what it wrote, without the last newline."""
    done = subprocess.run(
        ["git", *arguments], cwd=where, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=True
    )
    return done.stdout.removesuffix("\n")


def write(root: Path, **files: str) -> None:
    """Writes files by path; ``__`` in a name stands for ``/``, and every file ends in ``.toml``."""
    for name, text in files.items():
        put(root, name.replace("__", "/") + ".toml", text)


def put(root: Path, path: str, text: str) -> None:
    """Writes one file."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode())


def process(root: Path) -> Repository:
    """A process in `root`, in a repository with its first commit (in the one around it, if there is one)."""
    root.mkdir(parents=True, exist_ok=True)
    put(root, "process.toml", 'format = 1\nid = "p"\ntitle = "Lindenveld Warm"\n')
    put(root, ".gitattributes", ATTRIBUTES.decode())
    put(root, ".gitignore", IGNORE.decode())
    repository = Repository(root)
    repository.create()
    repository.commit("draft: het proces begint\n\nOutcome: draft\n")
    return repository


def hook(root: Path, name: str, script: str) -> None:
    """Puts a hook in the repository at `root`."""
    path = root / ".git/hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def program(path: Path, script: str) -> Path:
    """A program of our own, such as a stand-in for gpg."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path
