"""Where the program begins: it opens the interface, or hands the command to the headless twin.

No arguments, or one folder, opens the interface; everything else is a command. Next to nothing is
imported to find that out: the interface never pays for the commands' library, nor they for Textual.
"""

from __future__ import annotations

import gc
import os
import sys

GLOBAL = {"--language": "language", "--as-of": "as_of", "-C": "folder", "--dir": "folder"}
"""Options that take a value and may stand before or after a command, and what their value is called."""


def split(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    """The values of the global options in `arguments`, and what is left without them.

    An option without its value, and everything after ``--``, is left where it stands.
    """
    values: dict[str, str] = {}
    left: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if argument == "--":
            left += [argument, *rest]
        elif name in GLOBAL and equals and name != "-C":
            values[GLOBAL[name]] = value
        elif argument in GLOBAL and (following := next(rest, None)) is not None:
            values[GLOBAL[argument]] = following
        else:
            left.append(argument)
    return values, left


def main(arguments: list[str] | None = None) -> int:
    """Runs the program with `arguments` (those it was started with, when None); the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    values, left = split(arguments)
    if left == ["--version"]:
        from procesregie import __version__

        print(f"procesregie {__version__}")
        return 0
    completing = "_PROCESREGIE_COMPLETE" in os.environ
    if not completing and (not left or (len(left) == 1 and os.path.isdir(left[0]))):  # noqa: PTH112 (pathlib is not needed yet)
        folder = left[0] if left else values.get("folder", "")
        return opened(folder, values.get("language", ""), values.get("as_of", ""))
    from procesregie.cli import run

    gc.disable()  # a command is over before there is anything to collect
    return run(arguments, values, opened)


def opened(folder: str, language: str, as_of: str) -> int:
    """Opens the interface on `folder`; empty means the current one, the process's language, and today."""
    if not sys.stdin.isatty():
        return _no_terminal(language)
    ready_for_keys()
    from procesregie.tui import run

    return run(folder or None, language=language or None, as_of=as_of or None)


def ready_for_keys() -> None:
    """Sets Python up for a program that answers keys while threads read, ask git and look in the mirror.

    It looks for what can be thrown away less often: records stay, and looking through them holds up keys. And a
    thread that is at work gives way after a millisecond, not five: a key asks for its turn several times.
    """
    gc.enable()
    gc.set_threshold(75_000, 20, 50)
    sys.setswitchinterval(0.001)


def _no_terminal(language: str) -> int:
    """Says that there is no screen to open on: in a pipe it would only hang."""
    from procesregie.language import say, speak

    if language in ("nl", "en"):
        speak(language)
    print(say("The interface needs a terminal. In a script, use a command: `procesregie --help`."), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
