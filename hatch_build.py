"""Compiles the catalogues when a wheel or an editable install is made, and puts what we ship beside the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("templates", "sample_projects")
"""Folders of the top level that stand in the wheel as ``procesregie/shipped/…``; an editable install reads them here."""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Turns each ``.po`` into the ``.mo`` that gettext reads, and ships what processes start from."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        root = Path(self.root)
        for po in root.glob("procesregie/language/locale/*/LC_MESSAGES/*.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source))
        if self.target_name == "wheel" and version == "standard":
            for name in SHIPPED:
                build_data["force_include"][str(root / name)] = f"procesregie/shipped/{name}"
