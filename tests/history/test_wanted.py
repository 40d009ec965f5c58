"""The moments that are asked for, and what a commit is when its message does not say so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from procesregie.history.moment import Moment
from procesregie.history.repository import Repository
from procesregie.history.wanted import Wanted
from tests.history.made import git, process, put

SESSION = 'title = "{title}"\ndate = 2026-03-{day}\n'
CLOSED = SESSION + 'outcome = "{outcome}"\nclosed_on = 2026-03-{day}T12:00:00\n'


def subjects(moments: list[Moment]) -> list[str]:
    return [moment.subject for moment in moments]


@pytest.fixture(scope="module")
def jaar(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Eight commits over four days: drafts, a decision, a squash without trailers, by hand, a merge."""
    root = tmp_path_factory.mktemp("jaar") / "p"
    with pytest.MonkeyPatch.context() as patch:

        def on(day: int) -> None:
            for name in ("AUTHOR", "COMMITTER"):
                patch.setenv(f"GIT_{name}_DATE", f"2026-03-{day:02}T12:00:00+01:00")

        for name in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{name}_NAME", "Noor")
            patch.setenv(f"GIT_{name}_EMAIL", "noor@example.org")
        on(1)
        repository = process(root)
        put(root, "table/kerk.toml", 'title = "Kerk"\n[people.jan]\nname = "Jan"\n')
        put(root, "agenda/bron.toml", 'title = "De bron"\n')
        repository.commit("draft: een\n\nOutcome: draft\n")
        on(2)
        put(root, "sessions/a/session.toml", CLOSED.format(title="A", day="02", outcome="decision"))
        put(
            root,
            "decisions/pilot/decision.toml",
            'title = "Pilot"\nstate = "taken"\ntopics = ["bron"]\n[positions.kerk]\nposition = "consent"\nperson = "jan"\n',
        )
        repository.commit("decision: pilot\n\nOutcome: decision\nSession: a\nDecision: pilot\n")
        on(3)
        put(root, "sessions/b/session.toml", SESSION.format(title="B", day="03"))
        put(root, "texts/brief.md", "over de kerk en de bron\n")
        repository.commit("open\n\nOutcome: gisteren\n")
        put(root, "sessions/b/session.toml", CLOSED.format(title="B", day="03", outcome="draft"))
        put(
            root,
            "sessions/c/session.toml",
            CLOSED.format(title="C", day="02", outcome="decision").replace(
                "closed_on", 'decisions = ["later"]\nclosed_on'
            ),
        )
        git(root, "add", ".")
        git(root, "commit", "-qm", "Alles van maart (#3)")
        on(4)
        put(root, "sessions/b/session.toml", CLOSED.format(title="B, verbeterd", day="03", outcome="draft"))
        git(root, "commit", "-qam", "typo")
        on(5)
        git(root, "switch", "-qc", "zij", "HEAD~1")
        put(root, "agenda/bron.toml", 'title = "De bron"\nparent = "kerk-en-staat"\nbrought_by = "kerk"\n')
        git(root, "commit", "-qam", "met de hand")
        git(root, "switch", "-q", "-")
        git(root, "merge", "-q", "--no-edit", "zij")
    return repository  # fmt: skip


def test_what_a_commit_is_stands_in_its_files_when_its_message_lost_it(jaar: Repository) -> None:
    marks = {moment.subject: moment.mark for moment in jaar.timeline()}
    assert marks == {
        "Merge branch 'zij'": "merge",
        "met de hand": "by hand",
        "typo": "by hand",
        "Alles van maart (#3)": "decision",
        "open": "by hand",
        "decision: pilot": "decision",
        "draft: een": "draft",
        "draft: het proces begint": "draft",
    }
    squash = next(moment for moment in jaar.timeline() if "#3" in moment.subject)
    assert squash.stated is not None
    assert (squash.outcome, squash.session, squash.decisions) == ("decision", "c", ("later",))
    for chapters in (jaar.story("sessions/b"), jaar.search("typo"), jaar.search("B, verbeterd")):
        assert all(one.moment.mark == marks[one.moment.subject] for one in chapters), "told the same everywhere"
    assert "decision" in [one.moment.mark for one in jaar.story("sessions/b")]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(marks=frozenset({"decision"})), ["Alles van maart (#3)", "decision: pilot"]),
        (Wanted(marks=frozenset({"draft"})), ["draft: een", "draft: het proces begint"]),
        (Wanted(marks=frozenset({"by hand"})), ["met de hand", "typo", "open"]),
        (Wanted(party="kerk"), ["met de hand", "decision: pilot"]),
        (Wanted(topic="bron"), ["decision: pilot"]),
        (Wanted(party="kerk", topic="bron"), ["decision: pilot"]),
        (Wanted(person="jan"), ["decision: pilot", "draft: een"]),
        (Wanted(text="brief"), ["open"]),
        (Wanted(session="b"), ["typo", "Alles van maart (#3)", "open"]),
        (Wanted(since=date(2026, 3, 2), until=date(2026, 3, 3)), ["Alles van maart (#3)", "open", "decision: pilot"]),
        (Wanted(until=date(2026, 2, 1)), []),
    ],
    ids=repr,
)
def test_the_moments_that_are_wanted(jaar: Repository, wanted: Wanted, found: list[str]) -> None:
    assert subjects(jaar.reading(wanted).more()) == found


def test_a_page_at_a_time_whatever_is_committed_meanwhile(jaar: Repository, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(jaar.root), "kloon")
    kloon = Repository(tmp_path / "kloon")
    whole = subjects(kloon.timeline())
    reading = kloon.reading()
    assert subjects(reading.more(3)) == whole[:3]
    put(kloon.root, "agenda/nieuw.toml", 'title = "Nieuw"\n')
    kloon.commit("draft: ondertussen\n\nOutcome: draft\n")
    assert (subjects(reading.more(3)), reading.all_read) == (whole[3:6], False)
    assert (subjects(reading.more(3)), reading.all_read) == (whole[6:], True)
    assert (subjects(reading.moments), reading.more(3)) == (whole, [])
    decisions = kloon.reading(Wanted(marks=frozenset({"decision"})))
    assert (subjects(decisions.more(1)), decisions.all_read) == (["Alles van maart (#3)"], False)
    assert (subjects(decisions.more(1)), decisions.all_read) == (["decision: pilot"], True)


def test_before_the_first_commit_there_is_nothing_to_read(tmp_path: Path) -> None:
    put(tmp_path, "process.toml", 'title = "x"\n')
    repository = Repository(tmp_path)
    repository.create()
    reading = repository.reading()
    assert (reading.more(), reading.all_read) == ([], True)
