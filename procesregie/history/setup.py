"""What git itself is told in this repository: shown first, set for it alone, taken back on request."""

from __future__ import annotations

from dataclasses import dataclass

from procesregie.history.git import Git
from procesregie.language import N_

ATTRIBUTES = b"""\
# The record is UTF-8 with LF on every platform; git diff names the row a line stands in.
*.toml text eol=lf diff=toml
*.md text eol=lf
"""
"""The content of ``.gitattributes`` in a process."""

IGNORE = b"""\
# What programs leave behind beside the record.
.*.tmp
*~
.*.sw?
.#*
.DS_Store
Thumbs.db
desktop.ini
"""
"""The content of ``.gitignore`` in a process."""


@dataclass(frozen=True)
class Setting:
    """One thing git is told, why, and what it was told before."""

    key: str
    value: str
    why: str
    """Message id of a sentence."""
    now: str | None
    """What stands in the repository's own settings; None for nothing."""

    @property
    def done(self) -> bool:
        return self.now == self.value


_HEADER = r"^[ \t]*(\[\[?[A-Za-z0-9_.\"' -]+\]\]?)[ \t]*(#.*)?$"
"""A line that is a table's header: brackets around a dotted key, and at most a comment after it."""

WANTED = (
    ("push.followTags", "true", N_("A plain push sends the tags of decisions too.")),
    ("diff.toml.xfuncname", _HEADER, N_("A diff says which row of a record a line belongs to.")),
)


def settings(git: Git) -> list[Setting]:
    """What would be set, and what stands there now."""
    return [Setting(key, value, why, _local(git, key)) for key, value, why in WANTED]


def _local(git: Git, key: str) -> str | None:
    answer = git.look("config", "--local", "-z", "--get", key)
    return answer.out.decode("utf-8", "replace").removesuffix("\0") if not answer.status else None


def set_up(git: Git) -> None:
    """Sets what is not set yet, for this repository."""
    for setting in settings(git):
        if not setting.done:
            git.run("config", "--local", "--replace-all", setting.key, setting.value)


def unset(git: Git) -> None:
    """Takes back what was set, and nothing that reads otherwise by now."""
    for setting in settings(git):
        if setting.done:
            git.run("config", "--local", "--unset-all", setting.key, ok=(0, 5))
