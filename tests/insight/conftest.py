"""The samples, told once for this room too."""

from tests.samples.conftest import dichtbij, lindenveld, told

__all__ = ["dichtbij", "lindenveld", "told"]
