"""Every version of the texts the group writes together, out of one ``git log``."""

from __future__ import annotations

from dataclasses import dataclass

from procesregie.history.moment import Moment
from procesregie.history.past import Archive
from procesregie.history.story import logged
from procesregie.history.timeline import head_of


@dataclass(frozen=True)
class TextVersion:
    """A text as a commit left it, and as it was before."""

    moment: Moment
    old: str
    """Empty when the text came with this commit."""
    new: str
    """Empty when it went."""


def versions_of_texts(archive: Archive, name: str = "") -> dict[str, list[TextVersion]]:
    """The versions of every text (or of the one called `name`) by its name, earliest first."""
    if not head_of(archive.git):
        return {}
    where = [f":(literal)texts/{name}.md" if name else ":(glob)texts/*.md"]
    turns = list(logged(archive, where, "--date-order"))[::-1]
    known = archive.versions((turn.address, oid) for turn in turns for oid in (turn.blob.oid, *turn.blob.was))
    found: dict[str, list[TextVersion]] = {}
    for turn in turns:
        old, new = (known.get((turn.address, oid)) for oid in ((*turn.blob.was, "")[0], turn.blob.oid))
        version = TextVersion(turn.moment, (old and old.text) or "", (new and new.text) or "")
        found.setdefault(turn.address.removeprefix("texts/"), []).append(version)
    return found
