"""Every field of every record, taken from the model: what ``set`` is given stands in the file, in ``show`` and in the data.

Nothing here lists a field. A field that is declared is typed as somebody would type it, in both languages, and
read back from the TOML, from what ``show`` says, and from ``--json``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import tomli

from procesregie.language import language
from procesregie.model.address import file_of, model_of
from procesregie.model.declare import fields
from tests.cli.conftest import Runner
from tests.every import addresses, as_json, at, cases, write_records


@pytest.fixture
def filled(process: Path) -> Path:
    """A process with one record of each kind, and another to point at."""
    shutil.rmtree(process / "table")
    write_records(process)
    return process


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("address", addresses())
def test_every_field_comes_back(run: Runner, filled: Path, address: str, code: str) -> None:
    lang = language(code)
    found = list(cases(address, lang))
    assert found
    told = run("--language", code, "set", address, *(f"{one.name}={one.typed}" for one in found), "--json")
    assert told.code == 0, told.err
    file = tomli.loads((filled / file_of(address)).read_text(encoding="utf-8"))
    shown = run("--language", code, "show", address)
    assert shown.code == 0, shown.err
    as_data = run("--language", code, "show", address, "--json").json["record"]
    for one in found:
        assert at(file, one.path) == one.plain, one.name
        assert at(as_data, one.path) == at(told.json["record"], one.path) == as_json(one.plain), one.name
        for said in one.said:
            assert said in shown.out, one.name
    sound = run("check")
    assert sound.code == 0, sound.out


@pytest.mark.parametrize("address", addresses())
def test_every_field_can_be_cleared(run: Runner, filled: Path, address: str) -> None:
    found = list(cases(address, language("nl")))
    assert run("set", address, *(f"{one.name}={one.typed}" for one in found)).code == 0
    before = tomli.loads((filled / file_of(address)).read_text(encoding="utf-8")) if "/" in address else {}
    needed = [of.name for of in fields(model_of(address)) if of.required]
    tables = {one.path[0] for one in found if len(one.path) == 3}
    single = {one.path[0] for one in found if len(one.path) == 1} - set(needed) - {"language"}
    told = run("set", address, *(f"{name}=" for name in sorted(tables | single)))
    assert told.code == 0, told.err
    after = tomli.loads((filled / file_of(address)).read_text(encoding="utf-8"))
    assert not (tables | single) & set(after)
    assert set(after) >= set(needed) or not before
