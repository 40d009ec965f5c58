"""Bytes on disk: whole or not at all, whatever happens."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from procesregie.folder.files import LEFT_OVER, NotWritable, WriteFailed, read, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    write_atomically(path, b"een")
    path.chmod(0o640)
    write_atomically(path, b"twee" * 50_000)
    assert read(path) == b"twee" * 50_000
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["a.toml"]


def test_a_new_file_has_the_mode_of_the_umask_or_the_one_that_was_asked(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "shared", b"")
        write_atomically(tmp_path / "own", b"", mode=0o600)
    finally:
        os.umask(before)
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "own").stat().st_mode & 0o777 == 0o600


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(WriteFailed) as caught:
        write_atomically(tmp_path / "a.toml", b"x")
    assert names(tmp_path) == ["a.toml"]
    assert "a.toml" in str(caught.value)
    assert caught.value.detail


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="could not be written"):
        write_atomically(tmp_path / "gone" / "a.toml", b"x")


def test_a_read_only_folder_is_a_sentence_with_what_to_do(tmp_path: Path, as_nobody: Callable[[str], str]) -> None:
    path = tmp_path / "process.toml"
    path.write_bytes(b"een")
    said = as_nobody(
        "from pathlib import Path\n"
        "from procesregie.folder.files import *\n"
        f"try: write_atomically(Path({str(path)!r}), b'twee')\n"
        "except NotWritable as trouble: print(trouble)"
    )
    assert "not allowed to write" in said
    assert "Ask for permission" in said
    assert names(tmp_path) == ["process.toml"]
    assert path.read_bytes() == b"een"


def test_a_file_that_was_made_read_only_is_not_replaced(tmp_path: Path, as_nobody: Callable[[str], str]) -> None:
    tmp_path.chmod(0o777)
    path = tmp_path / "a.toml"
    path.write_bytes(b"een")
    path.chmod(0o444)
    said = as_nobody(
        "from pathlib import Path\n"
        "from procesregie.folder.files import *\n"
        f"try: write_atomically(Path({str(path)!r}), b'twee')\n"
        "except NotWritable as trouble: print(type(trouble).__name__)"
    )
    assert said == NotWritable.__name__
    assert path.read_bytes() == b"een"


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare to make a small disk")
def test_a_full_disk_is_a_sentence_and_what_stood_there_still_does(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    code = (
        "import os\n"
        "from pathlib import Path\n"
        "from procesregie.folder.files import *\n"
        f"path = Path({str(disk)!r}) / 'log.toml'\n"
        "write_atomically(path, b'een' * 1000)\n"
        "try: write_atomically(path, b'twee' * 1_000_000)\n"
        "except DiskFull as trouble: print(trouble)\n"
        "print(path.read_bytes() == b'een' * 1000, os.listdir(path.parent))"
    )
    mount = f'mount -t tmpfs -o size=64k none {disk} && exec {sys.executable} -c "$1"'
    done = subprocess.run(["unshare", "-rm", "sh", "-c", mount, "sh", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    sentence, after = done.stdout.strip().split("\n")
    assert "The disk is full" in sentence
    assert "Make room" in sentence
    assert after == "True ['log.toml']"


def test_killed_at_any_moment_the_file_is_one_version_or_the_other(tmp_path: Path) -> None:
    path = tmp_path / "log.toml"
    code = (
        "from pathlib import Path\n"
        "from procesregie.folder.files import write_atomically\n"
        f"path = Path({str(path)!r})\n"
        "n = 0\n"
        "while True:\n"
        "    write_atomically(path, b'%08d' % n * 40_000)\n"
        "    n += 1\n"
        "    if n > 3: print(n, flush=True)\n"
    )
    for stop_after in (1, 2, 5):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in range(stop_after):
                writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
        data = read(path)
        assert len(data) == 320_000
        assert data == data[:8] * 40_000
        assert all(name == "log.toml" or name.endswith(LEFT_OVER) for name in names(tmp_path))
