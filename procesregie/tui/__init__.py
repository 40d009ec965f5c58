"""The interface in the terminal. Textual is imported here and below only, and only when :func:`run` is called."""

from __future__ import annotations


def run(path: str | None = None, *, language: str | None = None, as_of: str | None = None) -> int:
    """Opens the interface on the process in `path` (default: the current folder); the exit code.

    `language` (``nl`` or ``en``) wins from the language of the process, which wins from the locale; `as_of` is
    the day or moment the clock says. What cannot be opened is one sentence on standard error, and exit code 2.
    """
    import gc
    import sys
    from pathlib import Path

    from procesregie.language import speak, spoken
    from procesregie.language.trouble import Trouble
    from procesregie.model.clock import Clock
    from procesregie.tui.opening import opened

    if language:
        speak(language)
    try:
        app = opened(Path(path) if path else None, Clock.of(as_of), language)
    except Trouble as trouble:
        print(trouble.said(spoken()), file=sys.stderr)
        return trouble.code
    except ValueError:
        print(spoken()("“{value}” is not a date: say 2026-03-12.", value=as_of), file=sys.stderr)
        return 2
    gc.freeze()  # what was imported stays: it is never looked through for what can be thrown away
    found = app.run()
    return found if found is not None else app.return_code or 0
