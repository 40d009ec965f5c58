"""A mistake of the program itself ends in a sentence, never in a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CODE = """
from procesregie.tui.app import ProcesregieApp

def faulty(self):
    raise KeyError("[/ kapot")

ProcesregieApp.first = faulty
app = ProcesregieApp()
app.run(headless=True)
raise SystemExit(app.return_code)
"""


def test_a_mistake_of_ours_is_one_sentence_with_its_details_in_a_file(hermetic: Path) -> None:
    found = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    said = found.stdout + found.stderr
    assert found.returncode == 1
    assert "Traceback" not in said
    assert "[/ kapot" in " ".join(said.split())
    assert "Traceback" in (hermetic / "state/procesregie/mistake.txt").read_text()
