"""The stories, told once for all tests that only look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from procesregie.desk.desk import Desk
from procesregie.desk.story import Story, stories, tell
from procesregie.model.dossier import Dossier


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
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Told]]:
    """Both stories, by name."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(home))
        patch.delenv("LANGUAGE", raising=False)
        found = {}
        for one in stories():
            desk = tell(one, tmp_path_factory.mktemp("told") / one.name)
            found[one.name] = Told(one, desk, desk.asides)
    yield found


@pytest.fixture
def dichtbij(told: dict[str, Told]) -> Told:
    return told["dichtbij-en-doenbaar"]


@pytest.fixture
def lindenveld(told: dict[str, Told]) -> Told:
    return told["lindenveld-warm"]
