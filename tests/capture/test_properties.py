"""Whatever is typed: nothing is refused, nothing is lost, and typed again it is the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from procesregie.capture.become import become
from procesregie.capture.grammar import TURNS, Captured, again, parse, pasted, split, turn, typed
from procesregie.capture.names import NAME
from procesregie.capture.words import COMINGS, SPACE, STANDS, WORDS
from procesregie.model.log import Line, LineKind, Log
from tests.capture.neighbourhood import EVENING, PROPOSAL, SESSION, context, dossier
from tests.capture.test_sitting import Evening

HERE = context()
PIECES = st.sampled_from(
    [
        "+", "=", "<", "?", "!", ":", ">", "(", "#", "-", "*", "•", "\\", ",", ";", "en", "and", "&", "in", "uit", "out",
        "afgemeld", "besluit:", "actie:", "vraag:", "note:", "terzijde:", "Standpunt:", "@haardstee", "@toren-b", "@joke",
        "@moskee,", "@kerk:", "@iemand", "@niemand,", "@toren", "(@kerk)", "#kosten", "#2029", "#", "@", "rest", "de rest",
        "consent", "bezwaar", "bezwaar:", "niet onze voorkeur", "onder voorbehoud", "achterban", "akkoord,", "-5",
        "voor 2 april", "vrijdag", "volgende week", "eind maart", "+2w", "zo snel mogelijk", "warmtebron", "pilot",
        "met 40 woningen", "é", "e\u0301", "\x1b[2J", "\x1f", "\u2028", "مسجد", "[/", "{x}", "\u00a0", "  ",
    ]
)  # fmt: skip
SENTENCES = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "  "])), max_size=9).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)
ANYTHING = st.one_of(SENTENCES, st.text(max_size=60))


def back(found: Captured) -> str:
    return typed(found.line, HERE.names, found.private, on=EVENING)


@given(ANYTHING)
def test_typed_again_it_is_the_same(text: str) -> None:
    found = parse(text, HERE)
    once_more = parse(back(found), HERE)
    assert (once_more.line, once_more.private) == (found.line, found.private)


GRAMMAR = re.compile(
    "|".join(
        [
            rf"[{SPACE}]",
            r"[+=<?!:>(#*•\\-]",  # a sign, a bullet, a backslash
            *(rf"{re.escape(word)}:" for word in WORDS),
            *(rf"{word}:?(?=[{SPACE}])" for word in COMINGS),
            rf"@{NAME}[,;:]*",
            rf"(?:en|and|&)(?=[{SPACE}])",
        ]
    ),
    re.IGNORECASE,
)
POSITION = re.compile(r"(?:de |the )?(?:rest|overigen|others)|[:,;.–—-]+|" + "|".join(sum(STANDS.values(), ())), re.I)


@given(ANYTHING)
def test_no_character_is_lost(text: str) -> None:
    """The text of a line is the end of what was typed; what stood before it is grammar, and nothing else.

    Names that are nobody's stay at the head of the text while those that speak go from between them.
    """
    found = parse(text, HERE)
    said = unicodedata.normalize("NFC", text).strip(SPACE + "\r\n")
    if found.line.pasted:
        assert found.line.text == text
        return
    rest = found.line.text or found.private
    head = rest
    while not said.endswith(rest):
        unknown = re.match(rf"@{NAME}[,;:]*[{SPACE}]*", rest)
        assert unknown, "the end of the text is the end of the line"
        rest = rest[unknown.end() :]
    before = said[: len(said) - len(rest)]
    for unknown_name in re.findall(rf"@({NAME})", head[: len(head) - len(rest)]):
        assert f"@{unknown_name}" in before
    if found.line.position:
        before = POSITION.sub("", before)
        assert all(f"@{word}" in said for word in found.line.who)
    assert GRAMMAR.sub("", before) == ""


@given(st.text(alphabet=st.characters(exclude_characters="@\\-*•:\r\n"), min_size=1, max_size=60))
def test_words_alone_come_back_to_the_letter(text: str) -> None:
    assert back(parse(text, HERE)).split() == unicodedata.normalize("NFC", text).split()


@given(ANYTHING, st.lists(st.sampled_from(TURNS), max_size=4))
def test_turned_round_and_back_the_words_stay(text: str, kinds: list[LineKind]) -> None:
    found = parse(text, HERE)
    if found.line.kind not in TURNS or found.line.pasted:
        return
    first = turn(found.line, LineKind.CONCERN, HERE, found.private)
    turned = first
    for kind in kinds:
        turned = turn(turned.line, kind, HERE, turned.private)
        assert turned.line.kind in (kind, LineKind.HEARD, LineKind.CAME, LineKind.LEFT, LineKind.APOLOGIES)
    words = Counter(char for char in first.line.text if char not in SPACE)
    assert not words - Counter(back(turned))


@given(st.text(min_size=1, max_size=80), ANYTHING)
def test_a_paste_stays_byte_for_byte(text: str, before: str) -> None:
    found = pasted(text, HERE, before)
    assert (found.line.text or found.private).endswith(text)
    if found.line.kind is LineKind.ASIDE:
        assert found.line == Line(at=HERE.at, kind=LineKind.ASIDE, item="bron")
    else:
        for captured in split(found.line, HERE):
            assert captured.line.at == HERE.at


@given(ANYTHING)
def test_an_aside_never_leaves_a_word_in_the_line(text: str) -> None:
    found = parse(f"( {text}", HERE)
    if found.line.kind is LineKind.ASIDE:
        assert found.line == Line(at=HERE.at, kind=LineKind.ASIDE, item="bron")


@given(ANYTHING, ANYTHING)
def test_any_line_can_be_corrected_to_any_other(text: str, other: str) -> None:
    line = parse(text, HERE).line
    found = again(line, other, HERE)
    if not line.pasted:
        assert (found.line.kind, found.line.text) == (parse(other, HERE).line.kind, parse(other, HERE).line.text)


@given(st.lists(ANYTHING, max_size=8))
def test_any_evening_becomes_records_once(texts: list[str]) -> None:
    evening = Evening()
    evening.type(*texts)
    given_ = evening.kept()
    became = become(given_, SESSION)
    for address, record in became.records.items():
        given_ = given_.with_record(address, record)
    lines = dict(evening.lines) | became.lines
    rows = {address.split("/")[2]: line for address, line in lines.items()}
    given_ = given_.with_record(f"sessions/{SESSION}/log-anna", Log(recorder="anna", lines=rows))
    assert not become(given_, SESSION).records
    assert not become(given_, SESSION).lines


def test_ten_thousand_characters_are_one_line() -> None:
    for text in ("@toren-b " * 1200, "woord " * 2000, "#a " * 4000, "@x" * 5000, ": " + "@kerk " * 1800 + "bezwaar"):
        found = parse(text, HERE)
        assert parse(back(found), HERE).line == found.line
    assert HERE.proposal == PROPOSAL
    assert dossier().process.title
