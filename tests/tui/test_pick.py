"""What there is to pick from: in an order one expects, and whole, or said not to be."""

from __future__ import annotations

from datetime import date

from procesregie.language import speak
from procesregie.model.dossier import Dossier
from procesregie.model.party import MoveKind, Party, Seat, TableMove
from procesregie.model.session import Session
from procesregie.tui.ask import Choose
from procesregie.tui.bars import KeyBar
from procesregie.tui.forms.picked import records
from procesregie.tui.pick import MOST, Choice, Pick, matching
from procesregie.tui.text import line
from tests.tui.running import running


def test_who_is_at_the_table_comes_before_empty_seats_and_who_left_and_the_newest_session_first() -> None:
    gone = {"a": TableMove(kind=MoveKind.LEFT)}
    dossier = Dossier(
        {
            "table/aa": Party(title="Aannemer", moves=gone),
            "table/bb": Party(title="Bewoners", seat=Seat.EMPTY),
            "table/zz": Party(title="Zorgcentrum", short="zorg"),
            "table/kk": Party(title="kerk"),
            "sessions/oud": Session(title="Oud", date=date(2026, 1, 1)),
            "sessions/nieuw": Session(title="Nieuw", date=date(2026, 3, 1)),
        }
    )
    assert [choice.key for choice in records(dossier, "table")] == ["kk", "zz", "bb", "aa"]
    assert records(dossier, "table")[1].text.plain == "Zorgcentrum  zorg"
    assert [choice.key for choice in records(dossier, "sessions")] == ["nieuw", "oud"]


async def test_a_list_that_is_longer_than_it_shows_says_how_much_longer() -> None:
    speak("en")
    many = [Choice(str(n), line(f"Step {n}")) for n in range(MOST + 50)]
    assert len(matching(many, "step")) == len(many)
    async with running(None, (80, 24)) as here:
        here.app.push_screen(Pick("Steps", many))
        await here.until(lambda: bool(here.app.screen.query("#choices")))
        listed = here.app.screen.query_one("#choices")
        shown = [str(option.prompt) for option in listed.options]  # type: ignore[attr-defined]
        assert len(shown) == MOST + 1 and shown[-1] == "and 50 more: another letter finds them"
        await here.type(f"Step {MOST + 49}")
        assert here.app.screen.picked == str(MOST + 49)  # type: ignore[attr-defined]
        here.app.push_screen(Choose("How?", "", [("a", "this way"), ("b", "that way")]))
        await here.until(lambda: bool(here.app.screen.query("#answers")))
        await here.settle()
        assert "enter take" in str(here.app.screen.query_one(KeyBar).render())
