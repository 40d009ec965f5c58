"""The open process, as stories."""
