"""What git is told in a repository: shown, set for it alone, taken back; and that a diff names the row."""

from __future__ import annotations

import os
from pathlib import Path

from tests.history.made import git, process, put


def test_shown_set_and_taken_back(tmp_path: Path) -> None:
    repository = process(tmp_path)
    before = (tmp_path / ".git/config").read_text()
    elsewhere = Path(os.environ["GIT_CONFIG_GLOBAL"]).read_text()
    assert [(one.key, one.now, one.done) for one in repository.setup_shown()] == [
        ("push.followTags", None, False),
        ("diff.toml.xfuncname", None, False),
    ]
    repository.setup()
    repository.setup()
    assert all(one.done for one in repository.setup_shown())
    assert git(tmp_path, "config", "--local", "push.followTags") == "true"
    git(tmp_path, "config", "push.followTags", "false")
    repository.unset()
    assert [one.now for one in repository.setup_shown()] == ["false", None], "what somebody set otherwise stays"
    git(tmp_path, "config", "--unset", "push.followTags")
    kept = [line for line in (tmp_path / ".git/config").read_text().splitlines() if "=" in line]
    assert kept == [line for line in before.splitlines() if "=" in line]
    assert Path(os.environ["GIT_CONFIG_GLOBAL"]).read_text() == elsewhere


def test_a_diff_names_the_row_a_line_stands_in(tmp_path: Path) -> None:
    repository = process(tmp_path)
    repository.setup()
    rows = "".join(
        f'[positions.partij-{n}]  # met de hand\nposition = "consent"\nlist = [\n    "x",\n]\nreason = "een"\nperson = "a"\n'
        'channel = "room"\nrecorder = "anna"\n\n'
        for n in range(3)
    )
    put(tmp_path, "decisions/a/decision.toml", f'title = "A"\n\n{rows}')
    repository.commit("draft: x\n")
    put(tmp_path, "decisions/a/decision.toml", f'title = "A"\n\n{rows}'.replace('"anna"', '"ties"'))
    heads = [line for line in git(tmp_path, "diff").splitlines() if line.startswith("@@")]
    assert [head.partition(" @@ ")[2] for head in heads] == [f"[positions.partij-{n}]" for n in range(3)]


def test_push_takes_the_tags_along(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    git(tmp_path, "init", "-q", "--bare", "host.git")
    git(repository.root, "remote", "add", "origin", str(tmp_path / "host.git"))
    repository.setup()
    put(repository.root, "decisions/a/decision.toml", 'title = "A"\n')
    repository.commit("decision: A\n\nOutcome: decision\n", tags=[(repository.tag("a"), "A\n")])
    git(repository.root, "push", "-q", "-u", "origin", "main")
    assert git(tmp_path / "host.git", "tag") == "decision/a"
