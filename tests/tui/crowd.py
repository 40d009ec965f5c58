"""A process of a hundred and fifty parties and two thousand steps: the one that `make bench` measures on."""

from __future__ import annotations

from pathlib import Path

from benchmarks.large import Writer
from procesregie.folder.toml import canonical
from tests.tui.made import git


def crowded(root: Path) -> None:
    """Writes it in `root`, with one commit, on the same day whoever needs it first."""
    for path, data in Writer().files():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(canonical(data))
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--date=2026-03-01T10:00:00+01:00", "-m", "draft: het begin\n\nOutcome: draft\n")
