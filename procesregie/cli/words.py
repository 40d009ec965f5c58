"""The words of the command-line library itself, in the language of the interface.

Click looks its messages up with gettext, by the environment's locale; ours is decided by ``--language``
and the process. So its lookup is replaced by ours, module by module, and its messages are declared here
for the catalogue.
"""

from __future__ import annotations

from importlib import import_module

from procesregie.language import N_, say

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")

MESSAGES = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Did you mean {possibility}?"),
    N_("(Did you mean one of: {possibilities}?)"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not {choice}."),
    N_("{value!r} is not one of {choices}."),
    N_("Option {name!r} does not take a value."),
    N_("Option {name!r} requires an argument."),
    N_("Got unexpected extra argument ({args})"),
    N_("Got unexpected extra arguments ({args})"),
    N_("default: {default}"),
)


def _one_or_more(one: str, more: str, n: int) -> str:
    return say(one if n == 1 else more)  # Dutch and English draw the line at the same place


def speak_click() -> None:
    """Lets click speak through our catalogue, from now on."""
    for name in _MODULES:
        module = import_module(f"click.{name}")
        if hasattr(module, "_"):
            module._ = say  # type: ignore[attr-defined]
        if hasattr(module, "ngettext"):
            module.ngettext = _one_or_more  # type: ignore[attr-defined]
