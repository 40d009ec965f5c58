"""Where the work is done that may take a moment: files and git, never on the event loop.

Writing goes through one thread, in the order it was asked for, and is never cancelled half-way. Reading has
threads of its own, so that a list that is being filled never waits for a commit with a slow hook.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


LONGEST_ASIDE = 0.1
"""Seconds that work in a thread stands aside for one key at most: one that is held down never stops it."""


class Aside:
    """Lets work in threads stand aside while a key is answered: they share one interpreter with whoever answers it."""

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()

    def key(self) -> None:
        """A key was pressed: it goes first."""
        self._free.clear()

    def painted(self) -> None:
        """What it did is on the screen."""
        self._free.set()

    def breathe(self) -> None:
        """For work in a thread, every few milliseconds: goes on at once unless a key is being answered."""
        if not self._free.wait(LONGEST_ASIDE):
            self._free.set()


class Work:
    """The two queues of an app. Make one, :meth:`finish` it at the end."""

    def __init__(self) -> None:
        self._writing = ThreadPoolExecutor(1, "writing")
        self._reading = ThreadPoolExecutor(2, "reading")

    def write(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
        """`do`, after everything that was asked for before it. Shield it: cancelled before its turn, it is not done."""
        return _asked(self._writing, do, *args, **kwargs)

    def read(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
        """`do`, beside whatever else is going on."""
        return _asked(self._reading, do, *args, **kwargs)

    def finish(self) -> None:
        """Waits for everything that was to be written; reading that has not begun is given up."""
        self._reading.shutdown(wait=False, cancel_futures=True)
        self._writing.shutdown(wait=True)


def _asked(queue: ThreadPoolExecutor, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
    """`do` in `queue`. Who asks while the program ends is cancelled: nobody is left to see what would come of it."""
    try:
        return asyncio.wrap_future(queue.submit(do, *args, **kwargs))
    except RuntimeError:
        raise asyncio.CancelledError from None
