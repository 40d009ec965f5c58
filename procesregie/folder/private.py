"""The private layer of a process: outside its folder, for its owner's eyes only, with the same addresses.

Motives, power, reflections, contact data, asides, and the whole log of a confidential session. It is a
tree of records like the shared folder, under the random ``id`` of the process in the user's data folder.
Every save keeps the former version for thirty days.
"""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from procesregie.folder import toml
from procesregie.folder.files import read, reading_trouble, write_atomically
from procesregie.folder.places import OWNER_FILE, OWNER_FOLDER, identifier, make_private_folder, private_base
from procesregie.folder.store import FILE, Tree
from procesregie.language import N_
from procesregie.language.trouble import Trouble
from procesregie.model.address import address_of, file_of

KEPT_DAYS = 30
FORMER = ".former"
"""Where former versions lie inside the layer; hidden, so that no walk over records meets it."""
LABEL = "private-layer.toml"
"""The member of an archive that says of which process it is."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: an archive tells no times


class NotALayer(Trouble):
    """A file that is not an archive of a private layer, or one with something in it that does not belong."""


class InsideProcess(Trouble):
    """Something private would be written inside the folder of a process."""


class OtherProcess(Trouble):
    """The archive is of another process."""


@dataclass(frozen=True)
class Imported:
    """What an import did, by address."""

    added: tuple[str, ...]
    same: tuple[str, ...]
    different: tuple[str, ...]
    """What stands in both and says different things: ours was kept, unless the import was told to replace it."""


class PrivateLayer(Tree):
    """The private records of one process."""

    private = True
    file_mode = OWNER_FILE
    folder_mode = OWNER_FOLDER

    def __init__(self, process_id: str, base: Path | None = None) -> None:
        """The layer of the process with `process_id`, below `base` (default: where the user keeps such things).

        Nothing is made until something is saved. Raises :class:`NoIdentifier` and :class:`BadSettings`.
        """
        self.process_id = identifier(process_id)
        super().__init__((base or private_base()) / self.process_id)

    def where(self) -> Path:
        """The folder of this layer, whether it exists or not."""
        return self.root

    def former(self, address: str) -> list[Path]:
        """The former versions of a record that are still kept, the latest first."""
        folder = self._former_folder(address)
        return sorted(folder.glob("*.toml"), reverse=True) if folder.is_dir() else []

    def forget_former(self, address: str) -> None:
        """Lets go of the former versions of a record: somebody has to be forgotten, in those as well."""
        for version in self.former(address):
            version.unlink(missing_ok=True)

    def export_to(self, file: Path) -> list[str]:
        """Writes the whole layer into one archive at `file`, readable by its owner only; the addresses in it.

        Former versions stay behind. Raises :class:`InsideProcess` for a place in a process folder. A file that cannot be read as TOML goes along as it is.
        """
        if any((folder / FILE).is_file() for folder in file.resolve().parents):
            raise InsideProcess(
                N_("{file} would be inside the folder of a process, where others can see it."),
                N_("Choose a place outside it."),
                file=file,
            )
        addresses = self.addresses()
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
            members.writestr(_member(LABEL), toml.canonical({"process": self.process_id}))
            for address in addresses:
                members.writestr(_member(file_of(address)), self._on_disk(self.path(address)) or b"")
        with suppress(FileNotFoundError):
            file.unlink()  # an older one may have been readable by others; its mode is not kept
        write_atomically(file, archive.getvalue(), mode=OWNER_FILE)
        return addresses

    def import_from(self, file: Path, *, replace: bool = False) -> Imported:
        """Takes in the archive at `file`. What is here and says something else stays, unless `replace`.

        With `replace` theirs is taken and ours kept as the former version. Raises :class:`NotALayer` and
        :class:`OtherProcess`; then nothing was taken.
        """
        members = self._members(file)
        added: list[str] = []
        alike: list[str] = []
        different: list[str] = []
        for address, data in sorted(members.items()):
            here = self._on_disk(self.path(address))
            (added if here is None else alike if here == data else different).append(address)
        for address in (*added, *(different if replace else ())):
            self._write(address, self.path(address), members[address])
        return Imported(tuple(added), tuple(alike), tuple(different))

    def _members(self, file: Path) -> dict[str, bytes]:
        """The records in an archive by address: nothing else may be in it, so no path can lead out of the layer."""
        try:
            with zipfile.ZipFile(io.BytesIO(read(file))) as archive:
                contents = {name: archive.read(name) for name in archive.namelist()}
            label = toml.plain(contents.pop(LABEL))
        except OSError as error:
            raise reading_trouble(error, file) from error
        except (zipfile.BadZipFile, KeyError, toml.NotToml, zlib.error, RuntimeError) as error:
            raise NotALayer(
                N_("{file} is not an export of a private layer."),
                N_("Choose the file that procesregie private --export made."),
                file=file,
            ) from error
        if label.get("process") != self.process_id:
            raise OtherProcess(
                N_("{file} is the private layer of another process."),
                N_("Import it into that process."),
                file=file,
            )
        records = {}
        for name, data in contents.items():
            address = address_of(name)
            if address is None:
                raise NotALayer(
                    N_("{file} holds something that does not belong in a private layer: {name}"),
                    N_("Nothing was imported."),
                    file=file,
                    name=name,
                )
            records[address] = data
        return records

    def remove(self, address: str) -> None:
        self._keep_former(address)
        super().remove(address)

    def _write(self, address: str, path: Path, data: bytes, *, adds: bool = False) -> None:
        make_private_folder(path.parent)
        if not adds:  # a row put after what stands there takes nothing away
            self._keep_former(address)
        super()._write(address, path, data, adds=adds)

    def _keep_former(self, address: str) -> None:
        """Puts the present version beside, and lets go of those that were put there more than thirty days ago."""
        here = self._on_disk(self.path(address))
        if here is None:
            return
        folder = self._former_folder(address)
        make_private_folder(folder)
        write_atomically(folder / f"{time.time_ns()}.toml", here, mode=OWNER_FILE)
        oldest = time.time() - KEPT_DAYS * 24 * 3600
        for version in self.former(address):
            with suppress(OSError):
                if version.stat().st_mtime < oldest:
                    version.unlink()

    def _former_folder(self, address: str) -> Path:
        return self.root / FORMER / file_of(address).removesuffix(".toml")


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _FIRST_DAY)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = OWNER_FILE << 16
    return member
