"""A folder that may not be written, and a disk that is full: the right sentence, and no line lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Runner

SESSION = "2026-03-12-netwerktafel"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets anybody mount a disk of their own")

PROGRAM = f"{sys.executable} -m procesregie"


def in_own_namespace(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a shell script that may mount, in `folder`."""
    return subprocess.run(["unshare", "-rm", "sh", "-ec", script], cwd=folder.parent, capture_output=True, text=True)


def test_a_read_only_folder_can_be_read_and_says_that_it_cannot_be_written(run: Runner, process: Path) -> None:
    run("capture", SESSION, stdin="een\n")
    script = (
        f"mount --bind {process} {process}; mount -o remount,ro,bind {process}; cd {process}\n"
        f"{PROGRAM} status >/dev/null; {PROGRAM} log >/dev/null; {PROGRAM} check\n"
        f"set +e; {PROGRAM} close {SESSION} --draft; echo exit $?\n"
        f"echo 'een regel' | {PROGRAM} capture {SESSION}; echo exit $?"
    )
    done = in_own_namespace(script, process)
    assert done.returncode == 0, done.stderr
    assert "In orde" in done.stdout
    assert done.stdout.count("exit 2") == 2
    assert "Traceback" not in done.stderr
    assert "veilig" in done.stderr
    told = run("capture", SESSION, "--json", stdin="")
    assert told.json["recovered"] == 1
    assert "een regel" in run("show", SESSION).out


def test_on_a_full_disk_the_lines_are_kept_and_come_back(process: Path) -> None:
    disk = process.parent / "schijf"
    disk.mkdir()
    lines = "\\n".join(f"regel {n} {'x' * 300}" for n in range(20))
    script = (
        f"mount -t tmpfs -o size=1m none {disk}; rm -rf {process}/.git/hooks; cp -r {process} {disk}/wijk\n"
        f"cd {disk}/wijk; {PROGRAM} capture {SESSION} --title Tafel </dev/null\n"
        f"dd if=/dev/zero of=../vol bs=4096 count=9999 2>/dev/null || true\n"
        f"set +e; printf '{lines}\\n' | {PROGRAM} capture {SESSION}; echo exit $?\n"
        f"set -e; rm ../vol; {PROGRAM} capture {SESSION} --json </dev/null; {PROGRAM} show {SESSION}"
    )
    done = in_own_namespace(script, process)
    assert done.returncode == 0, done.stderr
    assert "exit 2" in done.stdout
    assert "Traceback" not in done.stderr
    assert "vol" in done.stderr
    assert [f"regel {n} " in done.stdout for n in range(20)] == [True] * 20
