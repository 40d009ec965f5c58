"""Trouble: what went wrong, in one sentence with its remedy, in the reader's language."""

from __future__ import annotations

from procesregie.language import Language


class Trouble(Exception):
    """The base of every error a person may see. One subclass per cause, named for the cause.

    `what` and `remedy` are message ids; `values` fill them. `detail` is somebody else's words (git's, the
    system's), shown under the sentence as they are.
    """

    code = 2
    """The exit code of a command that ends in this trouble."""

    def __init__(self, what: str, remedy: str = "", *, detail: str = "", **values: object) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.detail = detail
        self.values = values

    def said(self, lang: Language) -> str:
        """The sentence and its remedy, on one line."""
        return " ".join(
            part for part in (lang.filled(self.what, self.values), lang.filled(self.remedy, self.values)) if part
        )

    def __str__(self) -> str:
        from procesregie.language import spoken

        return self.said(spoken())
