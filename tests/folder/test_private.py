"""The private layer: outside the folder, for its owner only, kept thirty days, and to the next laptop."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from procesregie.folder.places import BadSettings, NoIdentifier
from procesregie.folder.private import InsideProcess, NotALayer, OtherProcess, PrivateLayer
from procesregie.folder.store import Broken, ChangedOutside, Folder
from procesregie.folder.toml import canonical
from procesregie.model.log import Line, LineKind, Log
from procesregie.model.party import Contact, Motive, PrivateParty
from procesregie.model.session import PrivateSession
from tests.folder.conftest import SESSION

MARK = "GEHEIM-7f3kq2"
PARTY = PrivateParty(
    motives={"aaaaaa": Motive(motive=MARK)}, contacts={"anna": Contact(mail=f"{MARK}@example.org")}, notes=MARK
)
LOG = f"{SESSION}/log-anna"


@pytest.fixture
def layer() -> PrivateLayer:
    layer = PrivateLayer("lindenveld1")
    layer.save("table/haardstee", PARTY)
    layer.save(SESSION, PrivateSession(reflection=MARK))
    layer.append(LOG, "lines", "aaaaaa", {"text": MARK}, head={"recorder": "anna"})
    return layer


def private(layer: PrivateLayer, address: str = "table/haardstee") -> PrivateParty:
    return cast("PrivateParty", layer.load(addresses=[address]).records[address])


def modes(root: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in (root, *root.rglob("*")) if path.is_file()}


def test_it_lies_outside_the_folder_and_has_the_same_addresses(
    layer: PrivateLayer, folder: Folder, hermetic: Path
) -> None:
    assert layer.where() == hermetic / "data" / "procesregie" / "private" / "lindenveld1"
    assert set(layer.load().records) == {"table/haardstee", SESSION, LOG}
    assert private(layer).motives["aaaaaa"].motive == MARK
    assert isinstance(layer.load().records[LOG], Log)
    for path in folder.root.rglob("*"):
        assert not path.is_file() or MARK.encode() not in path.read_bytes()


def test_nothing_is_made_before_something_is_saved(hermetic: Path) -> None:
    layer = PrivateLayer("leeg12")
    assert layer.load().records == {}
    assert not (hermetic / "data").exists()


def test_nobody_else_can_read_it_whatever_the_umask(hermetic: Path) -> None:
    before = os.umask(0)
    try:
        layer = PrivateLayer("lindenveld1")
        layer.save("table/haardstee", PARTY)
        layer.save("table/haardstee", PARTY.model_copy(update={"notes": "anders"}))
        layer.append(LOG, "lines", "aaaaaa", {"text": MARK})
        layer.export_to(hermetic / "layer.zip")
    finally:
        os.umask(before)
    made = [hermetic / "data", *(hermetic / "data").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in made if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in made if path.is_file()} == {0o600}
    assert (hermetic / "layer.zip").stat().st_mode & 0o777 == 0o600


def test_every_save_keeps_the_former_version_for_thirty_days(layer: PrivateLayer) -> None:
    first = layer.path("table/haardstee").read_bytes()
    for number in range(3):
        layer.save("table/haardstee", PARTY.model_copy(update={"notes": f"{number}\n"}))
    kept = layer.former("table/haardstee")
    assert len(kept) == 3
    assert kept[-1].read_bytes() == first
    os.utime(kept[-1], (0, 0))
    layer.save("table/haardstee", PARTY.model_copy(update={"notes": "4\n"}))
    assert len(layer.former("table/haardstee")) == 3
    assert first not in [version.read_bytes() for version in layer.former("table/haardstee")]
    assert set(layer.load().records) == {"table/haardstee", SESSION, LOG}


def test_what_is_removed_is_kept_too_and_a_line_that_comes_needs_no_copy(layer: PrivateLayer) -> None:
    layer.load()
    layer.append(LOG, "lines", "bbbbbb", {"text": "twee"})
    assert layer.former(LOG) == []
    layer.remove(LOG)
    assert len(layer.former(LOG)) == 1


def test_it_moves_with_the_setting_and_with_the_environment(hermetic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = hermetic / "config" / "procesregie" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('private_dir = "~/versleuteld"\n')
    assert PrivateLayer("lindenveld1").where() == hermetic / "versleuteld" / "lindenveld1"
    monkeypatch.setenv("PROCESREGIE_PRIVATE", str(hermetic / "elders"))
    assert PrivateLayer("lindenveld1").where() == hermetic / "elders" / "lindenveld1"
    monkeypatch.delenv("PROCESREGIE_PRIVATE")
    settings.write_text("private_dir = ~/versleuteld\n")
    with pytest.raises(BadSettings, match="line 1"):
        PrivateLayer("lindenveld1")


@pytest.mark.parametrize("process_id", ["", "../elders", "a/b", "..", "/etc", "A b", "x" * 61])
def test_an_id_from_a_file_never_leads_elsewhere(process_id: str) -> None:
    with pytest.raises(NoIdentifier, match="process.toml"):
        PrivateLayer(process_id)


def test_it_is_as_careful_as_the_folder(layer: PrivateLayer) -> None:
    path = layer.path("table/haardstee")
    path.write_bytes(path.read_bytes() + b"# zelf erbij\n")
    with pytest.raises(ChangedOutside):
        layer.save("table/haardstee", PARTY.model_copy(update={"notes": "x"}))
    layer.load()
    layer.save("table/haardstee", PARTY.model_copy(update={"last_talk": date(2026, 3, 12)}))
    assert b"# zelf erbij" in path.read_bytes()
    path.write_text("notes = \n")
    with pytest.raises(Broken):
        layer.save("table/haardstee", PARTY)


# --- to the next laptop


def test_it_goes_to_the_next_laptop_whole(layer: PrivateLayer, tmp_path: Path) -> None:
    assert layer.export_to(tmp_path / "layer.zip") == ["table/haardstee", LOG, SESSION]
    other = PrivateLayer("lindenveld1", tmp_path / "laptop")
    taken = other.import_from(tmp_path / "layer.zip")
    assert (set(taken.added), taken.same, taken.different) == ({LOG, SESSION, "table/haardstee"}, (), ())
    assert other.load() == layer.load()
    assert modes(tmp_path / "laptop") == {0o600}
    assert other.import_from(tmp_path / "layer.zip").same == taken.added


def test_what_differs_is_kept_and_told_unless_it_is_to_be_replaced(layer: PrivateLayer, tmp_path: Path) -> None:
    layer.export_to(tmp_path / "layer.zip")
    layer.save("table/haardstee", PARTY.model_copy(update={"notes": "nieuwer\n"}))
    taken = layer.import_from(tmp_path / "layer.zip")
    assert (taken.added, taken.different) == ((), ("table/haardstee",))
    assert private(layer).notes == "nieuwer\n"
    layer.import_from(tmp_path / "layer.zip", replace=True)
    assert private(layer).notes.strip() == MARK
    assert b"nieuwer" in layer.former("table/haardstee")[0].read_bytes()


def test_an_older_export_that_others_could_read_is_not_written_into(layer: PrivateLayer, tmp_path: Path) -> None:
    target = tmp_path / "layer.zip"
    target.write_bytes(b"oud")
    target.chmod(0o644)
    layer.export_to(target)
    assert target.stat().st_mode & 0o777 == 0o600


def test_it_is_not_exported_into_the_folder_of_a_process(layer: PrivateLayer, folder: Folder) -> None:
    with pytest.raises(InsideProcess):
        layer.export_to(folder.root / "texts" / "layer.zip")
    assert not (folder.root / "texts").exists()


def archive(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as target:
        for name, content in members.items():
            target.writestr(name, content)
    return data.getvalue()


LABEL = {"private-layer.toml": canonical({"process": "lindenveld1"})}


@pytest.mark.parametrize(
    "data",
    [
        b"geen archief",
        archive({}),
        archive(LABEL | {"../../buiten.toml": b"notes = 'x'"}),
        archive(LABEL | {"/etc/passwd": b""}),
        archive(LABEL | {"table/../../x.toml": b""}),
        archive(LABEL | {"minutes.toml": b""}),
        archive(LABEL | {".former/table/x/1.toml": b""}),
        archive(LABEL | {"table/haardstee.toml": b"notes = 'x'\n", "table\\x.toml": b""}),
        archive(LABEL)[:-10],
        archive({"private-layer.toml": b"process = "}),
    ],
)
def test_an_archive_with_anything_else_in_it_is_refused_whole(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "layer.zip"
    file.write_bytes(data)
    layer = PrivateLayer("lindenveld1", tmp_path / "hier")
    with pytest.raises(NotALayer, match="layer.zip"):
        layer.import_from(file)
    assert not (tmp_path / "hier").exists()


def test_the_layer_of_another_process_is_refused(layer: PrivateLayer, tmp_path: Path) -> None:
    layer.export_to(tmp_path / "layer.zip")
    with pytest.raises(OtherProcess):
        PrivateLayer("anders1").import_from(tmp_path / "layer.zip")


def test_a_whole_confidential_log_lives_there(layer: PrivateLayer) -> None:
    line = Line(text=MARK, kind=LineKind.ASIDE)
    layer.save(f"{SESSION}/log-bo", Log(recorder="bo", lines={"aaaaaa": line}))
    assert cast("Log", layer.load().records[f"{SESSION}/log-bo"]).lines == {"aaaaaa": line}
