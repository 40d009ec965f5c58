"""Every command of ``docs/git.md`` is run as it stands there, and says what stands under it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.samples.conftest import Told

DOC = Path(__file__).parents[2] / "docs/git.md"
_BLOCK = re.compile(r"```sh\n# in ([a-z-]+)\n(.*?)\n?```\n```\n(.*?)```\n", re.DOTALL)


class Query(NamedTuple):
    """A command, the sample it is asked of, and what it says there (``…``: lines left out)."""

    sample: str
    command: str
    said: list[str]


QUERIES = [Query(name, command, said.splitlines()) for name, command, said in _BLOCK.findall(DOC.read_text("utf-8"))]


def test_every_command_in_the_doc_is_one_of_these() -> None:
    assert len(QUERIES) == DOC.read_text("utf-8").count("```sh") > 20


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.command.splitlines()[-1][:60])
def test_what_git_says_is_what_the_doc_says(query: Query, told: dict[str, Told]) -> None:
    where = told[query.sample].desk.root
    done = subprocess.run(["bash", "-c", query.command], cwd=where, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    if not query.said:
        assert lines == []
    for stretch, strict in _stretches(query.said):
        at = next((n for n in range(len(lines)) if lines[n : n + len(stretch)] == stretch), None)
        assert at is not None, f"{stretch} is not in {done.stdout}"
        assert not strict or at == 0, "it begins with it"
        lines = lines[at + len(stretch) :]


def _stretches(said: list[str]) -> Iterator[tuple[list[str], bool]]:
    """The lines between the ``…``, each stretch with whether it must be what comes first."""
    stretch: list[str] = []
    first = True
    for line in [*said, "…"]:
        if line != "…":
            stretch.append(line)
            continue
        if stretch:
            yield stretch, first
        stretch, first = [], False
