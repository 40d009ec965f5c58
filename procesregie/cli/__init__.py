"""The headless twin: everything there is to read, check, capture and close, as commands.

:func:`run` is the one way in. Whatever goes wrong inside, a person sees one line that says what and
what to do about it, on stderr, and a script sees an exit code: 0 fine, 1 findings, 2 usage or broken input.
"""

from __future__ import annotations

from procesregie.cli.guard import run

__all__ = ["run"]
