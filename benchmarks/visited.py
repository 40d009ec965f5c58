"""The most memory a process takes: ``python -m benchmarks.visited [folder]`` prints kilobytes.

With a folder, all areas of the process in it are shown one after the other, once everything is there; without
one it is the bare app.
"""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

SIZE = (120, 36)


def peak() -> int:
    """The largest part of memory this process ever had, in kB."""
    return int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0])


async def visited(folder: Path) -> None:
    """Every area of the process in `folder`, and a few rows of each."""
    from benchmarks.screens import counted, large_app

    app = large_app(folder)
    async with app.run_test(size=SIZE) as pilot:
        await counted(app)
        for number in range(1, 10):
            await _shown(pilot, str(number), "down", "down")


async def bare() -> None:
    """The bare app, a few rows down."""
    from benchmarks.bare import Bare

    async with Bare().run_test(size=SIZE) as pilot:
        await _shown(pilot, "down", "down")


async def _shown(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


if __name__ == "__main__":
    asyncio.run(visited(Path(sys.argv[1])) if len(sys.argv) > 1 else bare())
    print(peak())
