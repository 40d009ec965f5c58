"""Git as a program that is run: bytes in and out, no terminal unless it was freed, words never read."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from procesregie.history.git import Git, Stopped
from procesregie.history.trouble import GitFailed
from tests.history.made import git, hook, process, program, put


def test_bytes_go_in_and_come_out_as_they_are(tmp_path: Path) -> None:
    process(tmp_path)
    runner = Git(tmp_path)
    data = bytes(range(256)) * 20_000  # far more than a pipe holds
    oid = runner.run("hash-object", "-w", "--stdin", "--no-filters", stdin=data).decode().strip()
    out = runner.read("cat-file", "--batch", stdin=f"{oid}\n".encode() * 3)
    assert out == (f"{oid} blob {len(data)}\n".encode() + data + b"\n") * 3


def test_a_failure_carries_gits_own_words_and_its_exit_code(tmp_path: Path) -> None:
    process(tmp_path)
    with pytest.raises(GitFailed) as caught:
        Git(tmp_path).run("cat-file", "-p", "nope")
    assert caught.value.status == 128
    assert "nope" in caught.value.detail
    assert Git(tmp_path).run("cat-file", "-e", "nope", ok=(0, 128)) == b""


def test_what_a_hook_writes_reaches_no_terminal_as_such(tmp_path: Path) -> None:
    process(tmp_path)
    hook(tmp_path, "pre-commit", "printf '\\033[2J\\377weg' >&2; exit 1")
    answer = Git(tmp_path).ask("commit", "--allow-empty", "-m", "x")
    assert answer.words == "␛[2J�weg"


def test_looking_takes_no_lock(tmp_path: Path) -> None:
    process(tmp_path)
    before = (tmp_path / ".git/index").stat().st_mtime_ns
    os.utime(tmp_path / "process.toml", (1, 1))  # git would refresh its index for that
    (tmp_path / ".git/index.lock").touch()
    Git(tmp_path).read("status", "--porcelain=v2", "-z")
    assert (tmp_path / ".git/index").stat().st_mtime_ns == before


_SIGNS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from procesregie.history.repository import Repository
from procesregie.history.trouble import GitTrouble
try:
    print(Repository(Path.cwd()).commit("draft: x\\n", asks=sys.argv[1] == "asks").moment.subject)
except GitTrouble as trouble:
    print(type(trouble).__name__, trouble.may_ask)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev/tty on Windows")
@pytest.mark.parametrize(("asks", "said"), [("closed", "SigningFailed True"), ("asks", "draft: x")])
def test_a_passphrase_is_asked_for_only_when_the_terminal_is_free(tmp_path: Path, asks: str, said: str) -> None:
    import pty

    root = process(tmp_path / "p").root
    answers = 'printf "[GNUPG:] SIG_CREATED \\n" >&2; printf -- "-----BEGIN PGP SIGNATURE-----\\nx\\n"'
    asking = f'cat > /dev/null; read answer < /dev/tty || exit 1; [ "$answer" = geheim ] || exit 2; {answers}'
    git(root, "config", "gpg.program", str(program(tmp_path / "gpg", asking)))
    git(root, "config", "commit.gpgSign", "true")
    put(root, "table/a.toml", 'title = "a"\n')
    put(tmp_path, "script.py", _SIGNS)
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(root)
        os.execv(sys.executable, [sys.executable, str(tmp_path / "script.py"), asks])
    os.write(terminal, b"geheim\n")
    out = b""
    try:
        while data := os.read(terminal, 1024):
            out += data
    except OSError:  # the other side is closed
        pass
    os.close(terminal)
    os.waitpid(pid, 0)
    assert out.decode().split("\n")[-2].strip() == said


def test_looking_costs_no_library_and_writing_the_wrapper_of_one(tmp_path: Path) -> None:
    script = (
        "import sys, procesregie.history.repository, procesregie.history.message, procesregie.history.locked\n"
        "from pathlib import Path\n"
        "from procesregie.history.repository import Repository\n"
        "repository = Repository(Path.cwd())\n"
        "assert repository.timeline() and repository.state().name\n"
        "assert 'git' not in sys.modules\n"
        "repository.commit('draft: x')\n"
        "assert 'git' in sys.modules and 'git' in sys.modules['git'].__name__\n"
    )
    put(process(tmp_path).root, "table/a.toml", 'title = "a"\n')
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)


def test_what_git_looks_at_can_be_stopped_and_is_not_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "git", f"echo $$ > {tmp_path}/pid; exec sleep 600")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    runner = Git(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(runner.read, "log")
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text().endswith("\n"):
            assert not asked.done()
        runner.stop()
        with pytest.raises(Stopped):
            asked.result(timeout=20)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
    with pytest.raises(Stopped):
        runner.read("log")
