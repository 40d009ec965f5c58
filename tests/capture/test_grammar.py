"""A typed line, as a line of the record, and back."""

from __future__ import annotations

from datetime import date

import pytest

from procesregie.capture.grammar import TURNS, again, parse, pasted, split, turn, typed
from procesregie.capture.names import Names
from procesregie.language import language
from procesregie.model.decision import Stand
from procesregie.model.log import Line, LineKind
from tests.capture.neighbourhood import EVENING, NOW, PROPOSAL, SHORT, context, dossier, read

K = LineKind

SAID: list[tuple[str, LineKind, str, str]] = [
    # typed, kind, who speaks (short names), text
    ("de ketelruimte mag", K.NOTE, "", "de ketelruimte mag"),
    ("@haardstee de ketelruimte mag, als het meekomt", K.NOTE, "haardstee", "de ketelruimte mag, als het meekomt"),
    ("+ jongeren doen mee vanaf de tweede ronde", K.ADDITION, "", "jongeren doen mee vanaf de tweede ronde"),
    ("= drie hoofdstukken", K.AGREED, "", "drie hoofdstukken"),
    ("< @toren-b wie draagt het risico?", K.CONCERN, "toren-b", "wie draagt het risico?"),
    ("? wat als het net tot 2029 vol is", K.OPEN_END, "", "wat als het net tot 2029 vol is"),
    ("! pilot met 40 woningen", K.DECISION, "", "pilot met 40 woningen"),
    ("> @stroomland netcapaciteit per straat", K.STEP, "stroomland", "netcapaciteit per straat"),
    ("@moskee", K.HEARD, "moskee", ""),
    ("@moskee @kerk", K.HEARD, "moskee kerk", ""),
    ("in @velthoek", K.CAME, "velthoek", ""),
    ("In @velthoek, @kerk", K.CAME, "velthoek kerk", ""),
    ("in @velthoek en @kerk", K.CAME, "velthoek kerk", ""),
    ("uit @velthoek", K.LEFT, "velthoek", ""),
    ("out @velthoek", K.LEFT, "velthoek", ""),
    ("afgemeld @ggd", K.APOLOGIES, "ggd", ""),
    ("afgemeld: @ggd ziek", K.APOLOGIES, "ggd", "ziek"),
    ("apologies @ggd", K.APOLOGIES, "ggd", ""),
    # words say the same as signs
    ("besluit: pilot", K.DECISION, "", "pilot"),
    ("Voorstel: pilot", K.DECISION, "", "pilot"),
    ("decision: pilot", K.DECISION, "", "pilot"),
    ("ACTIE: @kerk zaal", K.STEP, "kerk", "zaal"),
    ("stap: @kerk zaal", K.STEP, "kerk", "zaal"),
    ("step: @kerk hall", K.STEP, "kerk", "hall"),
    ("action: @kerk hall", K.STEP, "kerk", "hall"),
    ("eens: drie", K.AGREED, "", "drie"),
    ("agreed: three", K.AGREED, "", "three"),
    ("vraag: wie", K.OPEN_END, "", "wie"),
    ("question: who", K.OPEN_END, "", "who"),
    ("kanttekening: kosten", K.CONCERN, "", "kosten"),
    ("concern: costs", K.CONCERN, "", "costs"),
    ("aanvulling: jongeren", K.ADDITION, "", "jongeren"),
    ("addition: youth", K.ADDITION, "", "youth"),
    ("note: gewoon", K.NOTE, "", "gewoon"),
    ("aantekening: @kerk gewoon", K.NOTE, "kerk", "gewoon"),
    # notes after all
    ("!geen spatie", K.NOTE, "", "!geen spatie"),
    ("besluit:zonder spatie", K.NOTE, "", "besluit:zonder spatie"),
    ("Let op: dit is een notitie", K.NOTE, "", "Let op: dit is een notitie"),
    ("!", K.NOTE, "", "!"),
    ("-5 graden", K.NOTE, "", "-5 graden"),
    ("- gewoon een punt", K.NOTE, "", "gewoon een punt"),
    ("* gewoon een punt", K.NOTE, "", "gewoon een punt"),
    ("• gewoon een punt", K.NOTE, "", "gewoon een punt"),
    ("- @kerk zegt", K.NOTE, "kerk", "zegt"),
    ("- actie: @kerk zaal", K.STEP, "kerk", "zaal"),
    ("- ! geen besluit", K.NOTE, "", "! geen besluit"),
    ("\\! geen besluit", K.NOTE, "", "! geen besluit"),
    ("\\@kerk zegt niets", K.NOTE, "", "@kerk zegt niets"),
    ("< \\@kerk staat er", K.CONCERN, "", "@kerk staat er"),
    ("\\", K.NOTE, "", "\\"),
    ("", K.NOTE, "", ""),
    ("in de zaal", K.NOTE, "", "in de zaal"),
    ("in @velthoek geloven we", K.NOTE, "", "in @velthoek geloven we"),
    # several speak
    ("@toren-a, @toren-b: allebei", K.NOTE, "toren-a toren-b", "allebei"),
    ("@toren-a en @toren-b zijn het eens", K.NOTE, "toren-a toren-b", "zijn het eens"),
    ("@toren-a @toren-a dubbel", K.NOTE, "toren-a", "dubbel"),
    ("@toren-a's plan", K.NOTE, "", "@toren-a's plan"),
    ("@kerk ? geen vraag", K.NOTE, "kerk", "? geen vraag"),
]


@pytest.mark.parametrize(("text", "kind", "by", "rest"), SAID)
def test_a_line_is_what_its_sign_or_word_says(text: str, kind: LineKind, by: str, rest: str) -> None:
    line = read(text).line
    assert (line.kind, " ".join(SHORT[ref] for ref in line.by), line.text) == (kind, by, rest)
    assert line.at == NOW
    assert not line.unclear


@pytest.mark.parametrize("text", [text for text, *_ in SAID])
def test_typed_again_it_is_the_same_line(text: str) -> None:
    line = read(text).line
    assert read(typed(line, context().names)).line == line
