"""The edits that can be undone, and what one of them did, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from procesregie.model.declare import Record, to_data
from procesregie.model.dossier import Dossier

if TYPE_CHECKING:
    from procesregie.language import Language

MOST = 120
"""Characters said of an edit; what is left out is a sign."""


@dataclass(frozen=True)
class Edit:
    """One change as a person made it: the records before and after it, None where there was none."""

    before: Mapping[str, Record | None]
    after: Mapping[str, Record | None]
    private: bool = False

    @property
    def addresses(self) -> frozenset[str]:
        """Where it was made."""
        return frozenset(self.after)


class Edits:
    """The edits made since the last commit, and those of them that were taken back, the last at the end of each."""

    def __init__(self) -> None:
        self.made: list[Edit] = []
        self.back: list[Edit] = []

    def add(self, edit: Edit) -> None:
        """One more was made; what was taken back before it is not made again."""
        self.made.append(edit)
        self.back.clear()

    def turn(self, *, back: bool) -> None:
        """The last one was taken `back`, or made again."""
        source, target = (self.made, self.back) if back else (self.back, self.made)
        target.append(source.pop())

    def forget(self) -> None:
        """What was committed is no longer undone but corrected."""
        self.made.clear()
        self.back.clear()


def in_short(edit: Edit, dossier: Dossier, lang: Language) -> str:
    """What `edit` did, as History would say it, on one line; `dossier` has the names of everything else.

    Of an edit in the private layer only where it was made: this is said on a screen that others may see.
    """
    from procesregie.change.compare import compare
    from procesregie.change.words import in_words

    if edit.private:
        return ", ".join(f"{dossier.name(address)} {lang('(confidential)')}" for address in sorted(edit.addresses))
    old, new = ({a: to_data(record) for a, record in side.items() if record} for side in (edit.before, edit.after))
    groups = in_words(compare(old, new), dossier.with_records(edit.before), dossier.with_records(edit.after), lang)
    said = [sentence for group in groups for sentence in group.sentences]
    if not said:
        return ", ".join(dossier.name(address) for address in sorted(edit.addresses))
    first = said[0].text if said[0].sign == "~" else f"{said[0].sign} {said[0].text}"
    text = " ".join(first.split())
    text = text if len(text) <= MOST else f"{text[: MOST - 1]}…"
    return text if len(said) == 1 else lang.many("{text} and {n} more", "{text} and {n} more", len(said) - 1, text=text)
