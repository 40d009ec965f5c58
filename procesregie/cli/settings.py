"""What every command shares: which process, which day, which language, and how to speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from procesregie.cli.out import Out
from procesregie.language import N_, of_locale, say_many, speak
from procesregie.language.trouble import Trouble

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.model.address import Room
    from procesregie.model.clock import Clock

Opener = Callable[[str, str, str], int]
"""Opens the interface on a folder, in a language, as of a day (each empty for its default); the exit code."""

_LANGUAGE = re.compile(r'^language\s*=\s*["\'](nl|en)["\']', re.MULTILINE)


class NoDay(Trouble):
    """What should be a date is none."""

    def __init__(self, text: str) -> None:
        super().__init__(N_("“{text}” is not a date."), N_("Write it like 2026-03-12."), text=text)


def _no_interface(folder: str, language: str, as_of: str) -> int:
    return 0


@dataclass
class Settings:
    """The shared options of one run, and what follows from them."""

    folder: str = ""
    language: str = ""
    as_of: str = ""
    json: bool = False
    opener: Opener = _no_interface
    out: Out = field(default_factory=Out)

    def set(self, name: str, value: str | bool) -> None:
        """Takes the value of a shared option, wherever it stood."""
        setattr(self, name, value)
        self.out.json = self.json
        if name == "language":
            speak(str(value))

    @property
    def where(self) -> Path:
        """Where to look for the process: what was asked for, else here."""
        return Path(self.folder or ".")

    @property
    def clock(self) -> Clock:
        """The one clock; NoDay when ``--as-of`` or ``PROCESREGIE_TODAY`` is no date."""
        import os

        from procesregie.model.clock import Clock

        try:
            return Clock.of(self.as_of or None)
        except ValueError:
            raise NoDay(self.as_of or os.environ.get("PROCESREGIE_TODAY", "")) from None

    def desk(self, rooms: Collection[Room] | None = None) -> Desk:
        """Opens the process, and mentions on stderr what could not be read in it."""
        from procesregie.desk.desk import Desk

        desk = Desk.open(self.where, self.clock, rooms)
        if not self.language:
            speak(desk.dossier.process.language.value)
        broken = [problem for problem in desk.dossier.problems if problem.weight == "broken"]
        if broken:
            self.out.note(
                say_many(
                    "{n} file could not be read and was left as it is: {files}. `procesregie check` says what is wrong.",
                    "{n} files could not be read and were left as they are: {files}. "
                    "`procesregie check` says what is wrong.",
                    len(broken),
                    files=", ".join(problem.file for problem in broken),
                )
            )
        return desk


def speak_first(values: Mapping[str, str]) -> None:
    """Sets the language before anything is said: the one asked for, else the process's, else the locale's."""
    asked = values.get("language", "")
    speak(asked if asked in ("nl", "en") else _kept_in(Path(values.get("folder") or ".")) or of_locale())


def _kept_in(folder: Path) -> str:
    """The language of the process in or above `folder`, read without understanding the file; empty when there is none."""
    try:
        here = folder.absolute()
        for parent in (here, *here.parents):
            file = parent / "process.toml"
            if file.is_file():
                found = _LANGUAGE.search(file.read_text(encoding="utf-8", errors="replace"))
                return found[1] if found else "nl"  # what the model takes when the file does not say
    except OSError:
        pass
    return ""
