"""Where a session stands, from its check-in and what was said."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from procesregie.capture.grammar import again, parse
from procesregie.capture.names import Names
from procesregie.capture.sitting import Sitting
from procesregie.model.decision import Channel, Decision, Position, Stand
from procesregie.model.dossier import Dossier
from procesregie.model.log import Line, LineKind, Log
from procesregie.model.party import Party, Seat
from procesregie.model.session import Attendance, Presence, Session
from tests.capture.neighbourhood import EVENING, NOW, SESSION, SHORT, dossier


class Evening:
    """A session as it is typed, line after line, a minute each."""

    def __init__(self, given: Dossier | None = None) -> None:
        self.dossier = given or dossier()
        self.names = Names(self.dossier)
        self.sitting = Sitting(self.dossier, SESSION)
        self.lines: dict[str, Line] = {}

    def type(self, *texts: str, recorder: str = "anna") -> str:
        address = ""
        for text in texts:
            at = NOW + timedelta(minutes=len(self.lines))
            line = parse(text, self.sitting.context(self.names, at, recorder)).line
            address = f"{SESSION}/{recorder}/line{len(self.lines):02}"
            self.lines[address] = line
            self.sitting.add(address, line)
        return address

    def correct(self, address: str, text: str) -> None:
        context = self.sitting.context(self.names, NOW, "anna")
        self.lines[address] = again(self.lines[address], text, context).line
        self.sitting.add(address, self.lines[address])

    def kept(self) -> Dossier:
        """The dossier as it is when the folder is read again."""
        found = self.dossier
        for recorder in {address.split("/")[1] for address in self.lines}:
            rows = {a.split("/")[2]: line for a, line in self.lines.items() if a.split("/")[1] == recorder}
            found = found.with_record(f"sessions/{SESSION}/log-{recorder}", Log(recorder=recorder, lines=rows))
        return found


def short(parties: tuple[str, ...]) -> str:
    return " ".join(SHORT[party] for party in parties)


def test_who_is_there_follows_the_check_in_and_who_comes_and_leaves() -> None:
    evening = Evening()
    assert short(evening.sitting.present) == "haardstee toren-b moskee stroomland"
    assert short(evening.sitting.invited) == "velthoek"
    assert short(evening.sitting.apologies) == "kerk"
    evening.type("in @velthoek", "uit @moskee", "afgemeld @ggd", "in @kerk")
    assert short(evening.sitting.present) == "haardstee toren-b stroomland velthoek kerk"
    assert short(evening.sitting.left) == "moskee"
    assert short(evening.sitting.apologies) == "ggd"
    assert evening.sitting.invited == ()
    evening.type("in @moskee")
    assert short(evening.sitting.present).endswith("moskee")
    assert evening.sitting.left == ()


def test_a_party_is_heard_when_it_speaks_and_not_by_a_position_or_a_step() -> None:
    evening = Evening()
    evening.type("! pilot", ": @toren-b consent", "> @stroomland meten", "volgens @moskee niet")
    assert evening.sitting.heard == ()
    assert short(evening.sitting.not_heard) == "haardstee toren-b moskee stroomland"
    evening.type("@moskee", "< @toren-b kosten", "+ @joke ketelruimte", "@kerk schreef een brief")
    assert short(evening.sitting.heard) == "moskee toren-b haardstee kerk"
    assert short(evening.sitting.not_heard) == "stroomland"


def test_each_item_has_a_round_of_its_own() -> None:
    evening = Evening()
    evening.type("@moskee welkom", "# bron", "@toren-b te duur", "@moskee mee eens")
    assert SHORT[evening.sitting.opener] == "toren-b"
    assert short(evening.sitting.round) == "toren-b moskee"
    assert short(evening.sitting.round_open) == "haardstee stroomland"
    evening.type("# rondvraag")
    assert (evening.sitting.opener, evening.sitting.round) == ("", ())


def test_how_far_the_programme_is() -> None:
    evening = Evening()
    assert evening.sitting.next_item == "opening"
    assert evening.sitting.item_minutes_left(NOW) is None
    evening.type("# opening", "# bron")
    assert [(state.key, state.state) for state in evening.sitting.programme] == [
        ("opening", "done"),
        ("bron", "now"),
        ("rondvraag", "ahead"),
    ]
    assert evening.sitting.next_item == "rondvraag"
    assert evening.sitting.item_minutes_left(datetime(2026, 3, 12, 14, 16)) == 30
    assert evening.sitting.minutes_left(datetime(2026, 3, 12, 15, 42)) == 18
    evening.type("# iets anders")
    assert evening.sitting.item == "iets anders"
    assert evening.sitting.item_minutes_left(NOW) is None
    assert evening.sitting.next_item == "rondvraag"
    evening.type("# rondvraag")
    assert evening.sitting.next_item == ""


def test_positions_stand_on_the_proposal_captured_before_them_and_the_later_one_counts() -> None:
    evening = Evening()
    first = evening.type("! pilot met 40 woningen")
    evening.type(": @toren-b bezwaar kosten", ": rest consent")
    second = evening.type("! volgende keer in de moskee")
    evening.type(": @moskee consent")
    assert {SHORT[p]: row.position for p, row in evening.sitting.positions(first).items()} == {
        "toren-b": Stand.OBJECTION,
        "haardstee": Stand.CONSENT,
        "moskee": Stand.CONSENT,
        "stroomland": Stand.CONSENT,
    }
    assert short(tuple(evening.sitting.positions(second))) == "moskee"
    assert short(evening.sitting.undecided()) == "haardstee toren-b stroomland"
    assert evening.sitting.undecided(first) == ()
    assert list(evening.sitting.proposals) == [first, second]


def test_a_position_that_moves_keeps_what_it_was_and_what_changed_it() -> None:
    evening = Evening()
    first = evening.type("! pilot", ": @henk bezwaar kosten niet onderbouwd")
    first = next(iter(evening.lines))
    assert evening.sitting.positions(first)["vve-toren-b"] == Position(
        position=Stand.OBJECTION,
        reason="kosten niet onderbouwd",
        person="henk",
        channel=Channel.ROOM,
        recorder="anna",
        on=EVENING,
    )
    evening.type(": @toren-b consent, met een plafond")
    row = evening.sitting.positions(first)["vve-toren-b"]
    assert (row.position, row.before, row.changed_by, row.reason) == (
        Stand.CONSENT,
        Stand.OBJECTION,
        "met een plafond",
        "kosten niet onderbouwd",
    )
    evening.type(": @toren-b consent")
    assert evening.sitting.positions(first)["vve-toren-b"].before is Stand.OBJECTION
    evening.type(": @toren-b bezwaar het plafond is weg")
    row = evening.sitting.positions(first)["vve-toren-b"]
    assert (row.before, row.reason, row.changed_by) == (Stand.CONSENT, "het plafond is weg", "")


def test_an_answer_after_no_answer_is_no_move() -> None:
    evening = Evening()
    first = evening.type("! pilot")
    evening.type(": @kerk geen antwoord", ": @kerk consent na een telefoontje")
    row = evening.sitting.positions(first)["kerk"]
    assert (row.position, row.before, row.reason) == (Stand.CONSENT, None, "na een telefoontje")


def test_a_correction_is_no_move() -> None:
    evening = Evening()
    first = evening.type("! pilot")
    wrong = evening.type(": @toren-b consent")
    evening.correct(wrong, ": @toren-a bezwaar kosten")
    rows = evening.sitting.positions(first)
    assert {party: row.before for party, row in rows.items()} == {"vve-toren-a": None}


def test_a_position_on_what_was_proposed_earlier_stands_on_top_of_what_is_known() -> None:
    older = Decision(
        title="Isolatie eerst", positions={"kerk": Position(position=Stand.OBJECTION), "moskee": Position()}
    )
    given = dossier({"decisions/2026-02-26-isolatie": older})
    evening = Evening(given)
    context = evening.sitting.context(evening.names, NOW, "anna", "2026-02-26-isolatie")
    assert short(context.undecided) == "haardstee toren-b stroomland"
    evening.sitting.add(f"{SESSION}/anna/aaaaaa", parse(": @kerk consent", context).line)
    rows = evening.sitting.positions("2026-02-26-isolatie")
    assert (rows["kerk"].position, rows["kerk"].before) == (Stand.CONSENT, Stand.OBJECTION)
    assert set(rows) == {"kerk", "moskee"}
    assert set(evening.sitting.proposals) == {"2026-02-26-isolatie"}


def test_rest_leaves_observers_out() -> None:
    watching = Party(title="Moskee El Huda", short="moskee", seat=Seat.OBSERVER)
    evening = Evening(dossier({"table/moskee": watching}))
    evening.type("! pilot", ": rest consent")
    assert "moskee" not in evening.sitting.positions(evening.sitting.proposal)
    assert evening.sitting.undecided() == ()


def test_the_harvest() -> None:
    evening = Evening()
    evening.type("= drie", "? wie betaalt #geld", "> @kerk zaal", "+ ook jongeren #geld", "@piet zegt #Geld", "@Piet")
    sitting = evening.sitting
    assert {kind: sitting.counts[kind] for kind in (LineKind.AGREED, LineKind.OPEN_END, LineKind.NOTE)} == {
        LineKind.AGREED: 1,
        LineKind.OPEN_END: 1,
        LineKind.NOTE: 2,
    }
    assert [line.text for line in sitting.of(LineKind.OPEN_END, LineKind.STEP).values()] == [
        "wie betaalt #geld",
        "zaal",
    ]
    assert [address[-2:] for address in sitting.threads["geld"]] == ["01", "03", "04"]
    assert {name: [a[-2:] for a in where] for name, where in sitting.unknown.items()} == {"piet": ["04", "05"]}
    assert [address[-2:] for address in sitting.unclear] == ["04", "05"]


def test_line_by_line_it_is_the_same_as_read_at_once() -> None:
    evening = Evening()
    evening.type(
        "# opening", "@moskee welkom", "in @velthoek", "! pilot #warmte", ": @toren-b bezwaar kosten", ": rest consent",
        "# bron", "@piet zegt", "uit @velthoek", ": @toren-b consent", "> @kerk zaal voor vrijdag", "( twijfel",
    )  # fmt: skip
    evening.correct(next(iter(evening.lines)), "# rondvraag")
    at_once = Sitting(evening.kept(), SESSION)
    for name in (
        "present", "left", "apologies", "invited", "heard", "not_heard", "opener", "round", "programme", "item", "counts",
        "threads", "unknown", "unclear", "proposals", "proposal",
    ):  # fmt: skip
        assert getattr(at_once, name) == getattr(evening.sitting, name), name


def test_two_recorders_one_session() -> None:
    evening = Evening()
    evening.type("! pilot")
    evening.type(": @toren-b bezwaar", recorder="ties")
    both = Sitting(evening.kept(), SESSION)
    assert both.positions(both.proposal)["vve-toren-b"].recorder == "ties"


def test_a_dropped_line_is_as_if_it_was_never_said() -> None:
    evening = Evening()
    evening.type("@moskee hallo")
    gone = evening.type("@toren-b a")
    evening.sitting.drop(gone)
    evening.sitting.drop("nergens")
    assert short(evening.sitting.heard) == "moskee"


def test_lines_that_stand_elsewhere_can_be_given() -> None:
    sitting = Sitting(dossier(), SESSION, [(f"{SESSION}/anna/aaaaaa", Line(by=("moskee",), text="stil"))])
    assert short(sitting.heard) == "moskee"


def test_a_session_without_anything() -> None:
    empty = dossier({"sessions/leeg": Session(title="Leeg", date=EVENING)})
    sitting = Sitting(empty, "leeg")
    assert (sitting.present, sitting.not_heard, sitting.programme, sitting.next_item) == ((), (), (), "")
    assert sitting.minutes_left(NOW) is None
    assert sitting.context(Names(empty), NOW, "anna").undecided == ()
    with pytest.raises(KeyError):
        Sitting(empty, "geen")


def test_present_in_the_check_in_is_a_row_of_the_session() -> None:
    rows = {"kerk": Attendance(presence=Presence.ABSENT), "moskee": Attendance(presence=Presence.PRESENT)}
    given = dossier({f"sessions/{SESSION}": Session(title="N", date=EVENING, attendance=rows)})
    assert Sitting(given, SESSION).present == ("moskee",)


def test_what_was_said_under_an_item_follows_when_its_line_is_corrected() -> None:
    evening = Evening()
    evening.type("# opening", "welkom")
    wrong = evening.type("# de warmtborn")
    evening.type("@moskee te duur", "@toren-b klopt", "# rondvraag", "tot slot")
    context = evening.sitting.context(evening.names, NOW, "anna")
    right = again(evening.lines[wrong], "# bron", context).line
    found = evening.sitting.followers(wrong, right)
    assert [(line.text, line.item) for line in found.values()] == [("te duur", "bron"), ("klopt", "bron")]
    note = again(evening.lines[wrong], "toch geen onderwerp", context).line
    assert {line.item for line in evening.sitting.followers(wrong, note).values()} == {"opening"}
    assert evening.sitting.followers(wrong, evening.lines[wrong]) == {}
