"""The guard around every command: no traceback ever reaches a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from procesregie.cli.out import calm
from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.language.trouble import Trouble
from procesregie.language.visible import visible

if TYPE_CHECKING:
    from procesregie.cli.settings import Opener

PROGRAM = "procesregie"
COMPLETING = "_PROCESREGIE_COMPLETE"
"""The variable by which a shell asks what a word can become."""
FINE, FINDINGS, BROKEN = 0, 1, 2
INTERRUPTED = 130
"""What a shell expects of a program that ctrl+c ended."""


def run(arguments: list[str], values: Mapping[str, str], opener: Opener) -> int:
    """Runs the command in `arguments`; the exit code. Raises nothing.

    `values` are the global options found in them already, `opener` opens the interface for who asks for it.
    """
    calm()
    try:
        try:
            code = _command(arguments, values, opener)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _nobody_listens()
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Trouble as trouble:
        _say(trouble.said(spoken()), trouble.detail)
        return trouble.code
    except OSError as error:
        _say(_system(error))
        _nobody_listens()
        return BROKEN
    except Exception as error:
        from procesregie.folder.mistake import told

        _say(told(error))
        return BROKEN
    return code


def _command(arguments: list[str], values: Mapping[str, str], opener: Opener) -> int:
    """Lets click take it from here; what click has against the arguments is said in one line."""
    import click

    from procesregie.cli.commands import commands
    from procesregie.cli.settings import Settings, speak_first
    from procesregie.cli.words import speak_click

    speak_first(values)
    speak_click()
    settings = Settings(opener=opener)
    if COMPLETING in os.environ:
        commands.main(arguments, prog_name=PROGRAM, obj=settings)  # answers the shell, and exits
    try:
        with commands.make_context(PROGRAM, arguments, obj=settings) as context:
            found = commands.invoke(context)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        _write(error.format_message())
        return BROKEN
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else PROGRAM
        _say(error.format_message(), end=_("See '{command} --help'.", command=path))
        return BROKEN
    except click.ClickException as error:
        _say(error.format_message())
        return BROKEN
    except click.Abort:
        return INTERRUPTED
    return found if isinstance(found, int) else FINE


def _say(sentence: str, detail: str = "", end: str = "") -> None:
    """One line on stderr, somebody else's words under it."""
    _write(" ".join(part for part in (f"{PROGRAM}: {sentence}", end) if part))
    for line in detail.strip().splitlines():
        _write(f"  {line}")


def _write(text: str) -> None:
    try:
        print(visible(text), file=sys.stderr, flush=True)
    except OSError:
        pass  # stderr is gone as well; the exit code still tells


def _system(error: OSError) -> str:
    what = error.strerror or str(error)
    if error.filename is None:
        return _("the system says: {what}.", what=what)
    return _("{file}: the system says: {what}.", file=error.filename, what=what)


def _nobody_listens() -> None:
    """Leaves nothing for the interpreter to flush at exit into a pipe that is closed or a disk that is full."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass
