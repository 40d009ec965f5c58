"""A session while it is held: nothing that Enter was pressed on is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import tomli

from procesregie.desk import Desk
from procesregie.desk.taking_out import PointedAt, SomethingCame
from procesregie.folder.private import PrivateLayer
from procesregie.model.log import LineKind
from tests.desk.conftest import SESSION, held


def log(desk: Desk, recorder: str = "anna") -> dict[str, dict[str, object]]:
    """The lines as they stand in the folder."""
    lines: dict[str, dict[str, object]] = tomli.loads(
        (desk.root / f"sessions/{SESSION}/log-{recorder}.toml").read_text()
    )["lines"]
    return lines


def test_a_line_is_in_the_folder_with_its_kind_and_its_party(desk: Desk) -> None:
    held(desk, "< @toren-b wie draagt het vollooprisico? #kosten")
    (line,) = log(desk).values()
    assert line["kind"] == "concern"
    assert line["by"] == ["vve-toren-b"]
    assert line["threads"] == ["kosten"]


def test_a_comment_by_hand_in_the_log_stays_while_lines_come_in(desk: Desk) -> None:
    with desk.recording(SESSION, "anna") as recording:
        recording.add("een")
        assert recording.flush(5)
        file = desk.root / f"sessions/{SESSION}/log-anna.toml"
        file.write_text("# van mij\n" + file.read_text())
        recording.add("twee")
        recording.correct(recording.lines()[0][0], "één")
        assert recording.flush(5)
    assert file.read_text().startswith("# van mij\n")
    assert [line["text"] for line in log(desk).values()] == ["één", "twee"]


def test_a_correction_keeps_the_time_and_the_place_of_the_line(desk: Desk) -> None:
    with desk.recording(SESSION, "anna") as recording:
        recording.add("@toren-b te duur")
        recording.add("= drie hoofdstukken")
        address, line = recording.lines()[0]
        assert recording.typed_of(address) == "@toren-b te duur"
        recording.correct(address, "< @toren-b veel te duur")
        assert [pair[1].kind for pair in recording.lines()] == [LineKind.CONCERN, LineKind.AGREED]
        assert recording.line(address).at == line.at
    assert next(iter(log(desk).values()))["text"] == "veel te duur"


def test_correcting_an_item_takes_the_lines_under_it_along(desk: Desk) -> None:
    with desk.recording(SESSION, "anna") as recording:
        for text in ("# warmtebrom", "@toren-b te duur", "# rondvraag", "dank"):
            recording.add(text)
        recording.correct(recording.lines()[0][0], "# warmtebron")
        assert [line.item for _, line in recording.lines()] == ["warmtebron", "warmtebron", "rondvraag", "rondvraag"]


def test_an_aside_stands_in_the_private_layer_only_and_goes_when_it_is_turned(desk: Desk) -> None:
    with desk.recording(SESSION, "anna") as recording:
        recording.add("( bestuurder twijfelt")
        address = recording.lines()[0][0]
        assert recording.flush(5)
        assert all("twijfelt" not in path.read_text() for path in desk.root.rglob("*.toml"))
        assert "twijfelt" in (desk.private.root / f"sessions/{SESSION}/log-anna.toml").read_text()
        assert recording.typed_of(address) == "( bestuurder twijfelt"
        recording.turn(address, LineKind.NOTE)
        assert recording.line(address).text == "bestuurder twijfelt"
    assert "twijfelt" not in (desk.private.root / f"sessions/{SESSION}/log-anna.toml").read_text()


def test_a_confidential_session_leaves_nothing_of_what_was_said_in_the_folder(desk: Desk) -> None:
    session = desk.dossier.sessions[SESSION]
    desk.save(f"sessions/{SESSION}", session.model_copy(update={"confidential": True}))
    held(desk, "@toren-b wij willen eruit", "( en de directeur ook")
    assert not list(desk.root.rglob("log-*.toml"))
    private = (PrivateLayer(desk.dossier.process.id).root / f"sessions/{SESSION}/log-anna.toml").read_text()
    assert "wij willen eruit" in private
    assert "de directeur ook" in private
    closed = desk.close(SESSION, "draft")
    assert "eruit" not in closed.message
    assert "eruit" not in (desk.root / f"sessions/{SESSION}/minutes.md").read_text()


def test_a_second_recorder_has_a_log_of_her_own_and_both_read_in_order(desk: Desk) -> None:
    with desk.recording(SESSION, "anna") as first, desk.recording(SESSION, "anna") as second:
        assert second.recorder == "anna-2"
        first.add("een")
        second.add("twee")
    assert [line["text"] for line in log(desk, "anna-2").values()] == ["twee"]
    assert {line.text for _, line in desk.dossier.said(SESSION)} == {"een", "twee"}


def test_a_paste_is_one_note_and_splits_into_lines(desk: Desk) -> None:
    with desk.recording(SESSION, "anna") as recording:
        recording.paste("eerste\n! tweede\n[/ derde", "@toren-b ")
        (address, line), *_ = recording.lines()
        assert line.text == "eerste\n! tweede\n[/ derde"
        assert line.by == ("vve-toren-b",)
        assert recording.split(address) == 3
        kinds = [line.kind for _, line in recording.lines()]
        assert kinds == [LineKind.NOTE, LineKind.DECISION, LineKind.NOTE]
    assert len(log(desk)) == 3


def test_typing_goes_on_when_the_folder_is_gone_and_everything_arrives_when_it_is_back(desk: Desk) -> None:
    held(desk, "een")
    with desk.recording(SESSION, "anna") as recording:
        folder = desk.root / "sessions" / SESSION
        away = desk.root / "elders"
        folder.rename(away)
        folder.write_text("hier staat nu iets anders")
        recording.add("twee")
        assert not recording.flush(5)
        assert recording.trouble is not None
        folder.unlink()
        away.rename(folder)
        recording.add("drie")
        with recording._changed:
            assert recording._changed.wait_for(lambda: not recording._waiting, 10)
        assert recording.trouble is None
    assert [line["text"] for line in log(desk).values()] == ["een", "twee", "drie"]


TYPIST = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from procesregie.desk import Desk
    from procesregie.desk.recording import Recording
    from procesregie.model.clock import Clock

    Recording._write = lambda self, op: __import__("time").sleep(60)  # a folder that never answers
    desk = Desk.open(Path(sys.argv[1]), Clock.of("2026-03-12T14:05"))
    recording = desk.recording(sys.argv[2], "anna")
    for n in range(20):
        recording.add(f"< @toren-b zorg {n} over 2 april #kosten")
    recording.add("( onder ons")
    recording.type("> @stroomland half ge")
    print("typed", flush=True)
    sys.stdin.read()
    """
)


def test_what_was_entered_before_kill_9_is_brought_back_and_the_half_typed_line_too(desk: Desk) -> None:
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(desk.root), SESSION],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert typist.stdout is not None
    assert typist.stdout.readline() == b"typed\n"
    typist.send_signal(signal.SIGKILL)
    typist.wait()
    assert not (desk.root / f"sessions/{SESSION}/log-anna.toml").exists()

    again = Desk.open(desk.root, desk.clock)
    with again.recording(SESSION, "anna") as recording:
        assert recording.recovered == 21
        assert recording.half_typed == "> @stroomland half ge"
        assert recording.aside_of(recording.lines()[-1][0]) == "onder ons"
        assert recording.flush(5)
    lines = list(log(desk).values())
    assert [line.get("text") for line in lines] == [f"zorg {n} over 2 april #kosten" for n in range(20)] + [None]
    assert all(line["by"] == ["vve-toren-b"] for line in lines[:20])
    with again.recording(SESSION, "anna") as recording:
        assert recording.recovered == 0


def test_a_line_is_taken_out_and_stands_in_its_place_again(desk: Desk) -> None:
    with desk.recording(SESSION, "anna") as recording:
        for text in (
            "een",
            "# warmtebron",
            "( bestuurder twijfelt",
            "@toren-b te duur",
            "! een proef",
            ": @moskee consent",
        ):
            recording.add(text)
        (one, item, aside, dear, proposal, stand) = (address for address, _line in recording.lines())
        before = recording.lines()
        with pytest.raises(PointedAt):
            recording.take_out(proposal)
        for address in (aside, item, one, stand, proposal):
            recording.take_out(address)
        assert [line.text for _address, line in recording.lines()] == ["te duur"] and not recording.line(dear).item
        assert recording.flush(5)
        assert [line["text"] for line in log(desk).values()] == ["te duur"]
        private = desk.private.root / f"sessions/{SESSION}/log-anna.toml"
        assert "twijfelt" not in private.read_text()
        assert [recording.bring_back() for _ in range(6)] == [proposal, stand, one, item, aside, ""]
        assert recording.lines() == before and recording.aside_of(aside) == "bestuurder twijfelt"
        assert recording.flush(5) and "twijfelt" in private.read_text()
    assert [f"{SESSION}/anna/{key}" for key in log(desk)] == [address for address, _line in before]


def test_a_line_something_came_of_stays_and_says_so(desk: Desk) -> None:
    held(desk, "> @moskee zaal huren")
    desk.wrap_up(SESSION)
    with desk.recording(SESSION, "anna") as recording, pytest.raises(SomethingCame, match="Zaal huren"):
        recording.take_out(recording.lines()[0][0])
