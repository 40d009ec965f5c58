"""Minutes as people read them: Markdown that shows every sign as typed, and plain text without any."""

from __future__ import annotations

import pytest

from procesregie.export.minutes import plain_text, quoted


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("kosten + baten [schatting]", "kosten + baten [schatting]"),
        ("3 < 5 en 2 * 3", "3 < 5 en 2 * 3"),
        ("+ jongeren", r"\+ jongeren"),
        ("1. eerst", r"1\. eerst"),
        ("[ ] bellen", r"\[ ] bellen"),
        ("zie [hier](x)", r"zie [hier\](x)"),
        ("*vet* <b> `x` a_b _c_", r"\*vet\* \<b> \`x\` a_b \_c\_"),
        (r"pad\naam en \*", r"pad\naam en \\\*"),
    ],
)
def test_only_what_would_be_a_sign_is_escaped(typed: str, written: str) -> None:
    assert quoted(typed) == written
    assert plain_text(quoted(typed)) == typed


def test_plain_text_has_underlined_headings_and_no_signs() -> None:
    markdown = "# Tafel \\*\n\n## Besloten\n\n- **Pilot** (besluit)\n  - a: b\n\n### Warmte\n\n#tag\n"
    assert plain_text(markdown) == (
        "Tafel *\n=======\n\nBesloten\n--------\n\n- Pilot (besluit)\n  - a: b\n\nWarmte\n\n#tag\n"
    )
