"""What there is to know of a commit besides what it changed, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from procesregie.history.moment import Moment
from procesregie.history.past import Between
from procesregie.history.place import Place, shallow
from procesregie.language import Language
from procesregie.model.dossier import Dossier


def remarks(place: Place, moment: Moment, between: Between, lang: Language) -> Iterator[str]:
    """That the history here begins with it; which files could not be read before it, or after: `between` says nothing
    of those."""
    if moment.sha in shallow(place):
        yield lang("This copy of the history begins here: this is how it stood, not what changed.")
    before, after = _broken(between.old), _broken(between.new)
    for file in sorted(after):
        yield lang("{file} cannot be read as it was committed here; what changed in it is not told.", file=file)
    for file in sorted(before - after):
        yield lang("{file} could not be read before, and can be again; its story tells what changed.", file=file)


def _broken(dossier: Dossier) -> set[str]:
    return {problem.file for problem in dossier.problems if problem.weight == "broken"}
