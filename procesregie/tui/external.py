"""A text in the user's own editor: a file for its owner only, gone again afterwards.

The editor is what ``VISUAL`` or ``EDITOR`` says, with its options. What it leaves is taken only when it ends well. The
file stands in a folder of its own for every place a text can have: when the program was killed meanwhile, what was
saved there is found again.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from procesregie.folder.places import OWNER_FILE, make_private_folder, state_base
from procesregie.language import N_
from procesregie.language.trouble import Trouble


class NoEditor(Trouble):
    """Nothing says which editor the user has."""


class EditorFailed(Trouble):
    """The editor could not be started, or said itself that what it leaves is not to be taken."""


def editor(environment: Mapping[str, str]) -> list[str]:
    """The command of the user's editor; :class:`NoEditor` when `environment` names none that can be read."""
    said = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(said)
    except ValueError as error:
        raise NoEditor(
            N_("What VISUAL or EDITOR says cannot be read as a command: {said}"),
            N_("Put its quotes right."),
            said=said,
        ) from error
    if not command:
        raise NoEditor(
            N_("No editor is set."),
            N_("Set VISUAL or EDITOR in your shell, for example: export EDITOR=nano"),
        )
    return command


def file_for(process: str, place: str, name: str) -> Path:
    """Where the text at `place` of the process with the id `process` stands while an editor has it."""
    key = hashlib.sha256(f"{process} {place}".encode()).hexdigest()[:16]
    return state_base() / "editing" / key / f"{name}.md"


def left_behind(file: Path) -> str | None:
    """What an editor saved in `file` while nobody was left to take it; None when there is nothing."""
    try:
        return file.read_text(encoding="utf-8").rstrip("\n")
    except (OSError, UnicodeDecodeError):
        return None


def let_go(file: Path) -> None:
    """What stands in `file` was taken, or is no longer wanted."""
    with suppress(OSError):
        file.unlink(missing_ok=True)
        file.parent.rmdir()


def edited(text: str, file: Path, command: list[str]) -> str:
    """`text` as the editor `command` left it in `file`. Blocks until the editor ends.

    :class:`EditorFailed` when it could not be started, ended with anything but 0, or left no readable text.
    """
    make_private_folder(file.parent)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_FILE)
        with open(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text.rstrip("\n") + "\n" if text else "")
        try:
            status = subprocess.run([*command, str(file)], check=False).returncode
        except OSError as error:
            raise EditorFailed(
                N_("{editor} could not be started: {reason}."),
                N_("Check what VISUAL and EDITOR say in your shell."),
                editor=command[0],
                reason=error.strerror or str(error),
            ) from error
        if status:
            raise EditorFailed(
                N_("{editor} ended with {status}: your text is as it was."), editor=command[0], status=status
            )
        try:
            return file.read_text(encoding="utf-8").rstrip("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise EditorFailed(
                N_("What {editor} left behind cannot be read: your text is as it was."), editor=command[0]
            ) from error
    finally:
        let_go(file)
