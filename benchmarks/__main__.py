"""``make bench``: the table. Names of rows after ``--`` narrow it: ``python -m benchmarks log close_open``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.measure import Row
from benchmarks.rows import Rows


def main(names: list[str]) -> int:
    """Measures every row, or those that are named, and prints each as it comes."""
    rows = Rows()
    chosen = named(rows, names) if names else rows.all()
    print("ratio  at most  holds  ours (ms)  theirs (ms)  runs  what / against")
    for row in chosen:
        print(said(row), flush=True)
    return 0


def named(rows: Rows, names: list[str]) -> Iterator[Row]:
    """The rows of those names; some names stand for several."""
    for name in names:
        found = getattr(rows, name)()
        yield from [found] if isinstance(found, Row) else found


def said(row: Row) -> str:
    """A row of the table."""
    holds = "yes" if row.holds else "NO"
    figures = f"{row.ratio:5.2f}  {row.limit:7.2f}  {holds:>5}  {row.ours * 1000:9.1f}  {row.theirs * 1000:11.1f}"
    return f"{figures}  {row.runs:4}  {row.what}\n{'':54}/ {row.against}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
