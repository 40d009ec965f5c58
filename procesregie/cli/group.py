"""How a command is declared here: lazily imported, with the options every command shares, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click

from procesregie.cli.settings import Settings
from procesregie.language import N_
from procesregie.language import say as _


class Said:
    """A text of a click object that is looked up when it is read, in the language spoken then."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.slot = f"_{name}_message"

    def __get__(self, thing: object, owner: type | None = None) -> str | None:
        message: str | None = getattr(thing, self.slot, None)
        return _(message) if message else message

    def __set__(self, thing: object, value: str | None) -> None:
        setattr(thing, self.slot, value)


class Option(click.Option):
    """An option whose help and metavar are messages."""

    help = Said()
    metavar = Said()


class Argument(click.Argument):
    """An argument whose metavar is a message."""

    metavar = Said()


class Count(click.ParamType):  # type: ignore[type-arg]
    """A number of things: none or more."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """`value` as a number, or a sentence that it is none."""
        text = str(value)
        if not (text.isascii() and text.isdecimal()):
            self.fail(_("“{text}” is not a number.", text=text), param, ctx)
        return int(text)


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value not in (None, False) and isinstance(ctx.obj, Settings):
        ctx.obj.set(str(param.name), value)


def shared() -> list[click.Parameter]:
    """The options that may stand before or after a command."""

    def of(*names: str, **declared: Any) -> Option:
        return Option(names, expose_value=False, callback=_remember, is_eager=True, **declared)

    return [
        of(
            "-C",
            "--dir",
            "folder",
            metavar=N_("DIR"),
            help=N_("The process; otherwise the nearest one from here upwards."),
        ),
        of("--language", type=click.Choice(["nl", "en"]), help=N_("The language of this command.")),
        of("--as-of", metavar=N_("DATE"), help=N_("As if today were this day (2026-03-12).")),
        of("--json", is_flag=True, help=N_("The result as data; docs/json.md describes its shape.")),
    ]


class Command(click.Command):
    """A command whose help is a message, and that takes the shared options too."""

    help = Said()
    short_help = Said()
    options_metavar = Said()

    def __init__(self, name: str | None, **declared: Any) -> None:
        super().__init__(name, **{"options_metavar": N_("[OPTIONS]"), **declared})
        self.params += shared()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's, made anew each time: it keeps the words of the language that was spoken first."""
        self._help_option = None
        return super().get_help_option(ctx)


class Commands(click.Group):
    """Commands by name, each in a module of its own that is imported when it is asked for."""

    help = Said()
    options_metavar = Said()
    subcommand_metavar = Said()  # type: ignore[assignment]

    def __init__(self, modules: Mapping[str, str], **declared: Any) -> None:
        super().__init__(
            **{"options_metavar": N_("[OPTIONS]"), "subcommand_metavar": N_("COMMAND [ARGS]..."), **declared}
        )
        self.modules = modules
        self.params += shared()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of a process's life."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, imported now; None when there is none."""
        module = self.modules.get(cmd_name)
        if module is None:
            return None
        found = import_module(module).command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Click's, with a sentence for a word that is neither a command nor a folder."""
        name = args[0]
        if name not in self.modules and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(_("'{word}' is not a command, and not a folder either.", word=name), ctx=ctx)
        return super().resolve_command(ctx, args)


def command(name: str, help: str, **declared: Any) -> Callable[[Callable[..., int | None]], Command]:
    """Declares the function under it as the command `name`; `help` is a message id."""

    def declare(function: Callable[..., int | None]) -> Command:
        params = getattr(function, "__click_params__", [])
        return Command(
            name,
            callback=click.pass_obj(function),
            params=list(reversed(params)),
            help=help,
            short_help=help,
            **declared,
        )

    return declare


def option(*names: str, **declared: Any) -> Callable[[Any], Any]:
    """An option of the command under it; `help` and `metavar` are message ids."""
    return click.option(*names, cls=Option, **declared)


def argument(name: str, **declared: Any) -> Callable[[Any], Any]:
    """An argument of the command under it; `metavar` is a message id."""
    return click.argument(name, cls=Argument, **declared)
