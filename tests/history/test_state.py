"""What is asked of git before a write, and the sentence for each thing that stands in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from procesregie.history.repository import Repository
from procesregie.history.trouble import (
    BareRepository,
    DetachedHead,
    DubiousOwnership,
    GitFailed,
    GitTrouble,
    InProgress,
    NoGit,
    NoIdentity,
    NoSpace,
    NotARepository,
    NotYours,
    Unmerged,
)
from procesregie.language import language
from tests.history.made import git, process, put

MESSAGE = "draft: x\n\nOutcome: draft\n"


def refused(repository: Repository, kind: type[GitTrouble]) -> GitTrouble:
    """The trouble that a commit raises; it is told by ``state`` and ``ready`` as well, and nothing changes."""
    put(repository.root, "table/new.toml", 'title = "x"\n')
    before = git(repository.root, "status", "--porcelain", "-uall"), git(repository.root, "rev-parse", "HEAD")
    assert isinstance(repository.state().trouble, kind)
    with pytest.raises(kind):
        repository.ready()
    with pytest.raises(kind) as caught:
        repository.commit(MESSAGE)
    assert before == (git(repository.root, "status", "--porcelain", "-uall"), git(repository.root, "rev-parse", "HEAD"))
    return caught.value


def two_branches(repository: Repository) -> None:
    """A branch ``other`` that changed the same line of ``process.toml`` as this one."""
    git(repository.root, "switch", "-qc", "other")
    put(repository.root, "process.toml", 'title = "daar"\n')
    git(repository.root, "commit", "-qam", "daar")
    git(repository.root, "switch", "-q", "-")
    put(repository.root, "process.toml", 'title = "hier"\n')
    git(repository.root, "commit", "-qam", "hier")


def quietly(root: Path, *arguments: str) -> None:
    """Git, where it is meant to stop half-way."""
    assert subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False).returncode != 0


def test_a_healthy_repository(tmp_path: Path) -> None:
    repository = process(tmp_path)
    put(tmp_path, "table/new.toml", 'title = "x"\n')
    state = repository.state()
    assert (state.branch, state.operation, state.trouble) == ("main", "", None)
    assert (state.name, state.email) == ("Noor Hageman", "noor@example.org")
    assert state.head == git(tmp_path, "rev-parse", "HEAD")
    assert state.changed == {"table/new.toml": "new"}
    assert state.untracked == {"table/new.toml"}
    repository.ready()


def test_before_the_first_commit(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    assert not repository.exists()
    assert repository.create()
    assert repository.create() is False
    assert (repository.state().head, repository.state().branch, repository.state().trouble) == ("", "main", None)
    assert repository.timeline() == []


def test_ahead_and_behind_without_the_network(tmp_path: Path) -> None:
    here = process(tmp_path / "here")
    git(tmp_path, "clone", "-q", str(here.root), "there")
    there = Repository(tmp_path / "there")
    put(here.root, "table/a.toml", 'title = "a"\n')
    here.commit(MESSAGE)
    put(there.root, "table/b.toml", 'title = "b"\n')
    there.commit(MESSAGE)
    put(there.root, "table/c.toml", 'title = "c"\n')
    there.commit(MESSAGE)
    assert (there.state().ahead, there.state().behind) == (2, 0)
    git(there.root, "fetch", "-q")
    assert (there.state().upstream, there.state().ahead, there.state().behind) == ("origin/main", 2, 1)
    assert (here.state().upstream, here.state().ahead, here.state().behind) == ("", 0, 0)


@pytest.mark.parametrize(
    ("operation", "command"),
    [
        ("merge", ["merge", "other"]),
        ("rebase", ["rebase", "other"]),
        ("rebase", ["rebase", "--apply", "other"]),
        ("cherry-pick", ["cherry-pick", "other"]),
        ("revert", ["revert", "--no-edit", "other"]),
    ],
)
def test_in_the_middle_of_something(tmp_path: Path, operation: str, command: list[str]) -> None:
    repository = process(tmp_path)
    two_branches(repository)
    quietly(tmp_path, *command)
    trouble = refused(repository, InProgress)
    assert trouble.values["operation"] == operation


def test_in_a_bisect(tmp_path: Path) -> None:
    repository = process(tmp_path)
    git(tmp_path, "bisect", "start")
    assert refused(repository, InProgress).values["operation"] == "bisect"


def test_a_merge_under_way_elsewhere_in_a_bigger_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    inner = process(tmp_path / "proces")
    put(tmp_path, "a", "een\n")
    git(tmp_path, "add", "a")
    git(tmp_path, "commit", "-qm", "a")
    put(tmp_path, "a", "twee\n")
    git(tmp_path, "stash", "-q")
    put(tmp_path, "a", "drie\n")
    git(tmp_path, "commit", "-qam", "a")
    quietly(tmp_path, "stash", "pop")
    assert refused(inner, Unmerged).values["file"] == "a"


def test_a_detached_head(tmp_path: Path) -> None:
    repository = process(tmp_path)
    git(tmp_path, "checkout", "-q", "--detach")
    refused(repository, DetachedHead)
    assert repository.state().branch == ""


def test_nobody_said_who_they_are(tmp_path: Path) -> None:
    repository = process(tmp_path)
    put(tmp_path, "table/new.toml", 'title = "x"\n')
    Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text("[user]\n\tuseConfigOnly = true\n")
    with pytest.raises(NoIdentity):
        repository.commit(MESSAGE, ["process.toml", "table/new.toml"])
    repository = Repository(tmp_path)
    trouble = refused(repository, NoIdentity)
    assert "git config --global user.name" in trouble.said(language("nl"))
    assert trouble.detail
    put(tmp_path, "table/new.toml", 'title = "x"\n')
    named = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    assert repository.commit(MESSAGE, env=named).moment.author == "x"


def test_not_a_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    assert not repository.exists()
    with pytest.raises(NotARepository) as caught:
        repository.state()
    assert str(tmp_path) in caught.value.said(language("en"))


def test_inside_gits_own_storage(tmp_path: Path) -> None:
    process(tmp_path / "p")
    git(tmp_path, "init", "-q", "--bare", "bare.git")
    for folder in (tmp_path / "p/.git", tmp_path / "bare.git"):
        with pytest.raises(BareRepository):
            Repository(folder).exists()
        with pytest.raises(BareRepository):
            Repository(folder).create()


def test_a_folder_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process(tmp_path / "p")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(DubiousOwnership) as caught:
        Repository(tmp_path / "p").exists()
    assert f"safe.directory {tmp_path / 'p'}" in caught.value.said(language("nl"))
    with pytest.raises(DubiousOwnership):
        Repository(tmp_path / "p").create()
    with Path(os.environ["GIT_CONFIG_GLOBAL"]).open("a") as config:
        config.write(f"[safe]\n\tdirectory = {tmp_path / 'p'}\n")
    assert Repository(tmp_path / "p").exists()


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoGit):
        Repository(tmp_path).exists()


def test_a_folder_that_went_is_never_another_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process(tmp_path / "p")
    monkeypatch.chdir(tmp_path / "p")
    with pytest.raises(GitFailed):
        Repository(tmp_path / "gone").exists()


def test_git_speaks_the_users_language_and_is_understood_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    monkeypatch.setenv("LANGUAGE", "nl")
    repository = process(tmp_path)
    git(tmp_path, "checkout", "-q", "--detach")
    refused(repository, DetachedHead)


def _without_root(body: str, tmp_path: Path) -> str:
    """What `body`, a Python script, prints when somebody without special rights runs it in `tmp_path`."""
    script = tmp_path / "script.py"
    script.write_text(body)
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.chown(path, 65534, 65534, follow_symlinks=False)
    for parent in tmp_path.parents:
        if parent.stat().st_uid == os.getuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o111)
    home = Path(os.environ["HOME"])
    for path in (home, *home.rglob("*")):
        os.chown(path, 65534, 65534)
    home.parent.chmod(0o755)
    done = subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, str(script)],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    return done.stdout.strip() or done.stderr


_COMMITS = """
import sys
from pathlib import Path
from procesregie.history.repository import Repository
from procesregie.history.trouble import GitTrouble
Path("p/table").mkdir(exist_ok=True)
Path("p/table/new.toml").write_text('title = "x"')
{before}
try:
    Repository(Path("p").resolve()).commit("draft: x")
    print("committed")
except GitTrouble as trouble:
    print(type(trouble).__name__)
"""


@pytest.mark.skipif(os.name != "posix", reason="rights are another thing on Windows")
def test_a_repository_one_may_not_write_in(tmp_path: Path) -> None:
    process(tmp_path / "p")
    if os.getuid() == 0:
        assert (
            _without_root(_COMMITS.format(before="Path('p/.git/objects').chmod(0o555)"), tmp_path) == NotYours.__name__
        )
    else:
        (tmp_path / "p/.git/objects").chmod(0o555)
        put(tmp_path, "p/table/new.toml", 'title = "x"\n')
        with pytest.raises(NotYours):
            Repository(tmp_path / "p").commit(MESSAGE)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets anybody mount a disk of their own")
def test_a_full_disk(tmp_path: Path) -> None:
    """A disk of 300 kB of its own, made in a namespace of its own, and filled to the brim."""
    process(tmp_path / "p")
    script = tmp_path / "script.py"
    fill = "import shutil; d = Path('disk/full'); d.write_bytes(b'') ; f = d.open('wb')\ntry:\n    [f.write(b'x' * 4096) and f.flush() for _ in range(9999)]\nexcept OSError: pass"
    script.write_text(_COMMITS.replace('Path("p', 'Path("disk/p').format(before=fill))
    shell = 'mount -t tmpfs -o size=1m tmpfs disk && cp -r p disk/p && rm -rf disk/p/.git/hooks && exec "$0" script.py'
    (tmp_path / "disk").mkdir()
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", shell, sys.executable], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.fail(f"this system lets nobody mount a small disk: {done.stderr}")
    assert done.stdout.strip() == NoSpace.__name__, done.stderr
