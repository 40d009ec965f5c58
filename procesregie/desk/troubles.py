"""What the desk refuses, and says how to go on."""

from __future__ import annotations

from procesregie.language import N_
from procesregie.language.trouble import Trouble


class Locked(Trouble):
    """A decision that was taken stays what it was."""

    def __init__(self, title: str) -> None:
        super().__init__(
            N_("“{title}” was taken and stays what it was."),
            N_("Write what came later beside it; a new decision can replace it."),
            title=title,
        )


class ReadOnly(Trouble):
    """The process cannot be written to in this run."""

    def __init__(self, why: str) -> None:
        super().__init__(N_("Nothing can be changed here: {why}"), why=why)


class NoSuchRecord(Trouble):
    """There is nothing at this address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            N_("There is no “{address}” here."), N_("`procesregie status` shows what is."), address=address
        )


class ClosedAlready(Trouble):
    """A session is closed once."""

    def __init__(self, title: str, session: str) -> None:
        super().__init__(
            N_("“{title}” is already closed."),
            N_("Correct its files and commit the correction with `procesregie draft --corrects {session}`."),
            title=title,
            session=session,
        )


class BrokenSession(Trouble):
    """A file of the session itself does not parse."""

    def __init__(self, file: str, line: int | None) -> None:
        super().__init__(
            N_("{file} (line {line}) cannot be read, so its session cannot be closed."),
            N_("`procesregie check` says how to mend it; nothing was changed."),
            file=file,
            line=line or 1,
        )


class WhichDecision(Trouble):
    """Several proposals, and none was named."""

    def __init__(self, listed: str) -> None:
        super().__init__(
            N_("Several decisions are proposed; name the ones that are taken, or say `all`: {listed}"), listed=listed
        )


class NothingProposed(Trouble):
    """A decision was to be taken, but none is proposed."""

    def __init__(self) -> None:
        super().__init__(
            N_("No decision is proposed in this session."),
            N_("Capture one with a line that begins with `! `, or close the session as a draft."),
        )


class NotProposed(Trouble):
    """The decision named is not one that can be taken."""

    def __init__(self, name: str) -> None:
        super().__init__(N_("“{name}” is not a decision proposed here."), name=name)


class AlreadyThere(Trouble):
    """`new` does not write over anything."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            N_("{folder} is not empty."), N_("Name a folder that does not exist yet, or an empty one."), folder=folder
        )


class NoTemplate(Trouble):
    """There is no template or sample by that name."""

    def __init__(self, name: str, known: str) -> None:
        super().__init__(N_("There is no “{name}”; available: {known}"), name=name, known=known)
