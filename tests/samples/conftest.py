"""The stories, told once for all tests that only look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from procesregie.desk.desk import Desk
from procesregie.desk.story import Story, stories, tell
from procesregie.model.clock import Clock
from procesregie.model.dossier import Dossier
from tests.kept import Kept


@dataclass(frozen=True)
class Told:
    """A story and the process it became."""

    story: Story
    desk: Desk
    private: Dossier

    def git(self, *arguments: str) -> str:
        return self.desk.repository.git.read(*arguments).decode()

    def shas(self) -> list[str]:
        """The commits, oldest first."""
        return self.git("rev-list", "--reverse", "HEAD").split()

    def commit_of(self, key: str) -> str:
        """The commit of a moment, such as ``09-plenair``."""
        return self.shas()[[moment.key for moment in self.story.moments].index(key)]


@pytest.fixture(scope="package")
def told(kept: Kept) -> dict[str, Told]:
    """Both stories, by name. Whoever writes in one tells it anew."""
    return {one.name: _told(kept, one) for one in stories()}


def telling(one: Story) -> tuple[str, Callable[[Path], None]]:
    """What a story is kept as, and how it is told there: the process in ``process``, its private layer in ``home``."""

    def make(where: Path) -> None:
        with at_home(where / "home"):
            tell(one, where / "process")

    return f"told-{one.name}", make


def _told(kept: Kept, one: Story) -> Told:
    where = kept.shared(*telling(one))
    with at_home(where / "home"):
        desk = Desk.open(where / "process", Clock.of(one.as_of.isoformat()))
        return Told(one, desk, desk.asides)


@contextmanager
def at_home(home: Path) -> Iterator[None]:
    """A home of the story's own, with its private layer in it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(home))
        patch.delenv("LANGUAGE", raising=False)
        yield


@pytest.fixture
def dichtbij(told: dict[str, Told]) -> Told:
    return told["dichtbij-en-doenbaar"]


@pytest.fixture
def lindenveld(told: dict[str, Told]) -> Told:
    return told["lindenveld-warm"]
