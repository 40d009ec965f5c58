"""The log of a collaboration process, as a folder of TOML files in git."""

__version__ = "0.1.0"
