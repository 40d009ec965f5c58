"""Where this program keeps things on this machine outside any process: private data, journals, locks, settings.

Everything made here is for its owner's eyes only: folders 0700, files 0600.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import platformdirs

from procesregie.folder import toml
from procesregie.folder.files import read, reading_trouble, writing_trouble
from procesregie.language import N_
from procesregie.language.trouble import Trouble
from procesregie.model.ids import ID

OWNER_FOLDER = 0o700
OWNER_FILE = 0o600
_NAME = "procesregie"


class BadSettings(Trouble):
    """The user's own ``config.toml`` cannot be read."""


class NoIdentifier(Trouble):
    """A process without a usable ``id``: what belongs to it alone has no place."""


def settings_file() -> Path:
    """The user's configuration: ``config.toml``."""
    return platformdirs.user_config_path(_NAME, appauthor=False) / "config.toml"


def settings() -> dict[str, Any]:
    """What stands in the user's configuration, empty when there is none; :class:`BadSettings` when it is no TOML."""
    path = settings_file()
    try:
        return toml.plain(read(path))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise reading_trouble(error, path) from error
    except toml.NotToml as error:
        raise BadSettings(
            N_("Your settings in {path} cannot be read, line {line}: {excerpt}"),
            N_("Mend that line in an editor."),
            path=path,
            line=error.line,
            excerpt=error.excerpt,
        ) from error


def private_base() -> Path:
    """Where private layers lie: ``PROCESREGIE_PRIVATE``, ``private_dir`` in the settings, or the user's data folder."""
    chosen = os.environ.get("PROCESREGIE_PRIVATE") or settings().get("private_dir")
    if isinstance(chosen, str) and chosen:
        return Path(chosen).expanduser()
    return platformdirs.user_data_path(_NAME, appauthor=False) / "private"


def state_base() -> Path:
    """Where journals and locks lie."""
    return platformdirs.user_state_path(_NAME, appauthor=False)


def identifier(process_id: str) -> str:
    """`process_id` when it can be the name of a folder; :class:`NoIdentifier` otherwise (it comes from a file)."""
    if ID.fullmatch(process_id):
        return process_id
    raise NoIdentifier(
        N_("This process has no id of its own, so there is no place for what is private to it."),
        N_('Put a line such as id = "{example}" into process.toml.'),
        example=hashlib.sha256(os.urandom(16)).hexdigest()[:16],
    )


def make_private_folder(path: Path) -> None:
    """Makes `path` and what lacks above it, for its owner alone; :class:`NotWritable` and its like when it cannot."""
    try:
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(OWNER_FOLDER, exist_ok=True)
    except OSError as error:
        raise writing_trouble(error, path) from error
