"""Which line of the log stands in the prompt to be corrected, and what was changed in lines left half-way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence


class Correcting:
    """Walks back and forth through the lines; a change that was not saved waits at its line."""

    def __init__(
        self, typed_of: Callable[[str], str], keep: Callable[[str, str], None], changed: Mapping[str, str]
    ) -> None:
        """`keep` puts a text by the address of its line into the journal, which had `changed` of the last time."""
        self._typed_of, self._keep = typed_of, keep
        self._changed = {address: text for address, text in changed.items() if text != typed_of(address)}
        self.address = ""
        """The line that is in the prompt; empty when what is typed is new."""

    def earlier(self, lines: Sequence[str]) -> str | None:
        """The line before this one, the last one to begin with; None when there is none before it."""
        at = lines.index(self.address) if self.address in lines else len(lines)
        return lines[at - 1] if at > 0 else None

    def later(self, lines: Sequence[str]) -> str | None:
        """The line after this one; None when this is the last."""
        at = lines.index(self.address) if self.address in lines else len(lines)
        return lines[at + 1] if at + 1 < len(lines) else None

    def take(self, address: str) -> str:
        """Puts the line at `address` under correction; its text, with what was changed in it before."""
        self.address = address
        return self._changed.get(address) or self._typed_of(address)

    def leave(self, text: str) -> None:
        """Lets the line go; `text` waits for the next time when it says something else than the line."""
        if self.address and text.strip() and text != self._typed_of(self.address):
            self._changed[self.address] = text
        elif self.address:
            self._forget()
        self.address = ""

    def saved(self) -> None:
        """The line is as it was typed now."""
        self._forget()
        self.address = ""

    def _forget(self) -> None:
        self._changed.pop(self.address, None)
        self._keep("", self.address)

    @property
    def left(self) -> str:
        """The line in which a change was left half-way last; empty when there is none."""
        return next(reversed(self._changed), "")

    def waits(self, address: str) -> bool:
        """Whether a change of the line at `address` was left half-way."""
        return address in self._changed
