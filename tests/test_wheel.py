"""The wheel that people install: built, put into an empty environment, and used outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by its own back end with what is installed here."""
    target = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the programs of an environment that holds the wheel, and its dependencies as they are here.

    The dependencies are seen through a path file; the checkout is not: its editable install is itself such a
    file, and those are read in the environment's own folder only.
    """
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    (site,) = place.glob("[Ll]ib/**/site-packages")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    done = subprocess.run([*install, str(wheel)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    here = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(here) + "\n")
    return python.parent


def procesregie(programs: Path, *arguments: str, here: Path) -> str:
    done = subprocess.run([str(programs / "procesregie"), *arguments], cwd=here, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_the_wheel_that_runs_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    asked = [str(installed / "python"), "-c", "import procesregie; print(procesregie.__file__)"]
    found = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert Path(found.strip()).is_relative_to(installed.parent)


def test_it_holds_catalogues_templates_and_samples(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "procesregie/language/locale/nl/LC_MESSAGES/procesregie.mo" in names
    assert [name for name in names if name.startswith("procesregie/shipped/templates/")]
    assert [name for name in names if name.startswith("procesregie/shipped/sample_projects/")]
    assert [name for name in names if name.endswith(".tcss")]
    assert not [name for name in names if name.startswith(("tests", "benchmarks", "docs"))]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_makes_a_sample_with_its_history(installed: Path, tmp_path: Path, language: str) -> None:
    procesregie(installed, "demo", "--no-open", "--language", language, "--dir", str(tmp_path / "demo"), here=tmp_path)
    log = procesregie(installed, "log", "-C", str(tmp_path / "demo"), here=tmp_path)
    assert len(log.splitlines()) >= 4
    assert all(line[0] in "●○◌" for line in log.splitlines())


def test_it_makes_a_new_process_that_is_sound(installed: Path, tmp_path: Path) -> None:
    procesregie(installed, "new", "wijk", "--title", "Wijk", "--language", "nl", "--no-open", here=tmp_path)
    assert procesregie(installed, "check", "-C", "wijk", here=tmp_path).startswith("In orde")
