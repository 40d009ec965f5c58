"""Words that went and words that came, laid over each other."""

from __future__ import annotations

from hypothesis import given

from procesregie.change.marks import Piece, brief, counted, overlaid, shortened
from tests.change import made


@given(made.long_text, made.long_text)
def test_both_texts_stand_in_it(old: str, new: str) -> None:
    pieces = overlaid(old, new)
    assert "".join(piece.text for piece in pieces if piece.mark != "in") == old
    assert "".join(piece.text for piece in pieces if piece.mark != "out") == new


def test_one_other_word_is_one_other_word() -> None:
    pieces = overlaid("Mensen krijgen sneller hulp.\nDat is goed.\n", "Mensen krijgen eerder hulp.\nDat is goed.\n")
    assert "".join(piece.plain() for piece in pieces) == "Mensen krijgen [-sneller-]{+eerder+} hulp.\nDat is goed.\n"
    assert counted(pieces) == (1, 1)


def test_what_stayed_is_cut_down_around_a_change() -> None:
    much = " ".join(f"woord{n}" for n in range(100))
    said = "".join(piece.plain() for piece in shortened(overlaid(f"{much} oud {much}", f"{much} nieuw {much}")))
    assert said.startswith("… woord95 woord96 woord97 woord98 woord99 [-oud-]{+nieuw+} woord0")
    assert len(said.split()) < 25


def test_a_long_text_that_is_new_is_cut_after_forty_words() -> None:
    assert brief("een twee\n drie\n") == "een twee drie"
    assert brief(" ".join(["x"] * 50)).split() == ["x"] * 40 + ["…"]


def test_pieces_of_nothing() -> None:
    assert overlaid("", "") == ()
    assert shortened(()) == ()
    assert overlaid("", "nieuw") == (Piece("nieuw", "in"),)
