"""The open process: what the command line and the screens both talk to."""

from procesregie.desk.desk import Desk

__all__ = ["Desk"]
