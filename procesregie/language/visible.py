"""Text made safe to show: control characters as a visible sign, so that none reaches a terminal as such.

Files and ``--json`` keep what was typed exactly; this is for eyes only.
"""

from __future__ import annotations

_REPLACED = str.maketrans(
    {code: chr(0x2400 + code) for code in range(0x20)}  # \x1b -> ␛
    | {0x7F: "␡"}
    | dict.fromkeys(range(0x80, 0xA0), "�")  # C1: some terminals obey these too
    | dict.fromkeys(range(0xD800, 0xE000), "�")  # half a surrogate pair cannot be written out
    | {0x2028: "␤", 0x2029: "␤"}
    # Overrides and embeddings turn the rest of the screen around; the right-to-left letters themselves stay.
    | dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "⇄")
    | {0xFEFF: "", 0x200E: "", 0x200F: "", 0x061C: ""}
)
_KEPT = {ord("\n"): "\n", ord("\t"): "\t"}
_LINES = _REPLACED | _KEPT
_ONE_LINE = _REPLACED | {ord("\n"): " ", ord("\t"): " ", ord("\r"): " "}


def visible(text: str) -> str:
    """`text` with every control character as a sign (␛), its lines and tabs kept."""
    return text if text.isascii() and text.isprintable() else text.replace("\r\n", "\n").translate(_LINES)


def visible_line(text: str) -> str:
    """`text` as one line: line ends and tabs become a space, control characters a sign."""
    return text if text.isascii() and text.isprintable() else text.strip("\n").translate(_ONE_LINE)
