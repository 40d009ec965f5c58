"""The terminal the app paints on, which can go before the app does: a window that is closed, a connection that breaks."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver


class Terminal(LinuxDriver):
    """A terminal that is not waited for once it is gone.

    Textual writes in a thread of its own, through a queue of thirty. When the terminal is gone that thread ends, the
    queue fills up, and whoever writes the next thing, or wants to stop it, waits for ever: the program stays.
    """

    @property
    def _there(self) -> bool:
        return self._writer_thread is not None and self._writer_thread.is_alive()

    def write(self, data: str) -> None:
        if self._there:
            super().write(data)

    def close(self) -> None:
        if self._there:
            super().close()
