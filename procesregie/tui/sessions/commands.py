"""What can be done without a function key: words typed after a slash, in both languages.

A line that is exactly one of these words is a command; every other line that begins with a slash is a note.
"""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    # action: English, Dutch
    "help": ("/help", "/hulp"),
    "kind": ("/kind", "/soort"),
    "split": ("/split", "/splits"),
    "positions": ("/positions", "/standpunten"),
    "panels": ("/overview", "/overzicht"),
    "next_item": ("/next", "/volgende"),
    "asides": ("/asides", "/terzijdes"),
    "share": ("/share", "/delen"),
    "wrap_up": ("/wrapup", "/afronden"),
    "check_in": ("/checkin", "/inchecken"),
    "leave": ("/leave", "/verlaten"),
    "drop": ("/takeout", "/schrap"),
    "bring_back": ("/undo", "/terug"),
}
"""The actions of the capture screen with the words for them."""

_ACTIONS = {word: action for action, words in COMMANDS.items() for word in words}


def action_of(text: str) -> str | None:
    """The action that `text` asks for, or None when it is something that was said."""
    return _ACTIONS.get(text.strip().casefold())


def words(code: str) -> tuple[str, ...]:
    """The commands in the language `code`."""
    return tuple(dutch if code == "nl" else english for english, dutch in COMMANDS.values())
