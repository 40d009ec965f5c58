"""A text that leaves the folder: as Markdown or plain text, on the screen or in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from procesregie.cli.group import option
from procesregie.cli.settings import Settings
from procesregie.language import N_


def as_text(command: Any) -> Any:
    """Gives `command` the options ``style`` and ``output``, for :func:`write_out`."""
    style = option(
        "--format",
        "style",
        type=click.Choice(["md", "txt"]),
        default="md",
        help=N_("Markdown (md), or plain text for a mail (txt)."),
    )
    output = option(
        "-o", "--output", default="", metavar=N_("FILE"), help=N_("Write to this file instead of the screen.")
    )
    return style(output(command))


def write_out(settings: Settings, markdown: str, style: str, output: str, said: str) -> dict[str, Any]:
    """Writes `markdown` as `style` to stdout, or to the file `output`, and then says `said`. What ``--json`` tells of it."""
    from procesregie.export.minutes import plain_text

    text = plain_text(markdown) if style == "txt" else markdown
    if output:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
        settings.out.line(said)
    elif not settings.json:
        settings.out.raw(text)
    return {"format": style, "file": output or None, "text": text}
