"""The timeline: every commit as what it is, and found by session, date or name."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from procesregie.history.commit import Author
from procesregie.history.repository import Repository
from procesregie.history.trouble import BeforeTheFirst, GitFailed, NoDecisionYet, NoSuchMoment
from tests.history.made import git, process, put

SESSION = "2026-02-12-regiegroep"


def at(day: int, hour: int = 20) -> dict[str, str]:
    """Noor commits in February."""
    zone = timezone(timedelta(hours=1))
    return Author("Noor Hageman", "noor@example.org", datetime(2026, 2, day, hour, 0, tzinfo=zone)).environment()


def story(root: Path) -> Repository:
    """A beginning, a draft, a decision, a correction by hand, a merge."""
    repository = Repository(root)
    root.mkdir(parents=True)
    repository.create()
    put(root, "process.toml", 'title = "x"\n')
    repository.commit("draft: het begint\n\nOutcome: draft\n", env=at(1))
    put(root, f"sessions/{SESSION}/session.toml", 'title = "Regiegroep"\ndate = 2026-02-12\noutcome = "draft"\n')
    put(root, "table/ggd.toml", 'title = "GGD"\n')
    repository.commit(f"draft: regiegroep\n\nOpen\n- wie?\n\nOutcome: draft\nSession: {SESSION}\n", env=at(12))
    put(root, "decisions/a/decision.toml", 'title = "A"\nstate = "taken"\n')
    repository.commit(
        "decision: A\n\nOutcome: decision\nSession: 2026-02-14-x\nDecision: a\nDecision: b\nReverses: c\n", env=at(14)
    )
    put(root, "table/ggd.toml", 'title = "GGD Lindenveld"\n')
    repository.commit("Tikfout\nhersteld\n\nIn een editor.\n", env=at(15))
    git(root, "switch", "-qc", "zij", "HEAD~1")
    put(root, "table/kerk.toml", 'title = "Kerk"\n')
    repository.commit(f"draft: correctie\n\nOutcome: draft\nCorrects: {SESSION}\n", env=at(16))
    git(root, "switch", "-q", "-")
    git(root, "-c", "user.name=Noor Hageman", "merge", "-q", "--no-ff", "-m", "Samen", "zij", env=at(17))
    return repository


def test_every_commit_is_what_it_says_it_is(tmp_path: Path) -> None:
    moments = story(tmp_path / "p").timeline()
    assert [(moment.mark, moment.subject) for moment in moments] == [
        ("merge", "Samen"),
        ("draft", "draft: correctie"),
        ("by hand", "Tikfout hersteld"),
        ("decision", "decision: A"),
        ("draft", "draft: regiegroep"),
        ("draft", "draft: het begint"),
    ]
    merge, correction, hand, decision, draft, _ = moments
    assert len(merge.parents) == 2
    assert correction.corrects == SESSION
    assert correction.session == ""
    assert (hand.body, hand.trailers, hand.outcome) == ("In een editor.", (), "")
    assert (decision.decisions, decision.reverses) == (("a", "b"), ("c",))
    assert (draft.session, draft.body) == (SESSION, "Open\n- wie?")
    assert (draft.author, draft.email) == ("Noor Hageman", "noor@example.org")
    assert draft.date == datetime(2026, 2, 12, 20, 0, tzinfo=timezone(timedelta(hours=1)))


def test_page_by_page_and_by_file(tmp_path: Path) -> None:
    repository = story(tmp_path / "p")
    whole = repository.timeline()
    assert repository.timeline(limit=2) == whole[:2]
    assert repository.timeline(limit=2, skip=2) == whole[2:4]
    assert repository.timeline(skip=5) == whole[5:]
    assert [m.subject for m in repository.timeline(paths=["table/ggd.toml"])] == [
        "Tikfout hersteld",
        "draft: regiegroep",
    ]
    assert repository.timeline(until=whole[3].sha) == whole[3:]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (SESSION, "draft: regiegroep"),
        ("2026-02-14-x", "decision: A"),
        ("2026-02-13", "draft: regiegroep"),
        ("2026-02-14", "decision: A"),
        ("2030-01-01", "Samen"),
        ("HEAD", "Samen"),
        ("zij", "draft: correctie"),
        ("HEAD~1^", "decision: A"),
    ],
)
def test_a_moment_is_found_by_session_date_or_name(tmp_path: Path, text: str, subject: str) -> None:
    repository = story(tmp_path / "p")
    assert repository.find(text).subject == subject
    assert repository.find(repository.find(text).sha[:9]).subject == subject


@pytest.mark.parametrize(
    "text", ["--all", "-1", "", "2026-01-01", "2026-02-31", "nope", "HEAD -- x", ":(x", "a\nb", "HEAD:process.toml"]
)
def test_what_is_no_moment_is_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoSuchMoment):
        story(tmp_path / "p").find(text)


def test_before_the_first_moment_and_without_a_decision_it_is_said_which(tmp_path: Path) -> None:
    repository = process(tmp_path)
    put(tmp_path, "table/a.toml", 'title = "x"\n')
    repository.commit("begonnen\n")
    with pytest.raises(BeforeTheFirst) as before:
        repository.find("1999-12-31")
    assert str(before.value.values["first"]) in repository.find("HEAD").when
    with pytest.raises(NoDecisionYet):
        repository.find("last-decision")


def test_a_session_is_found_by_its_file_where_the_trailers_were_lost(tmp_path: Path) -> None:
    repository = process(tmp_path)
    put(tmp_path, f"sessions/{SESSION}/session.toml", 'title = "x"\ndate = 2026-02-12\n')
    repository.commit("opgezet\n")
    put(tmp_path, f"sessions/{SESSION}/session.toml", 'title = "x"\ndate = 2026-02-12\noutcome = "draft"\n')
    repository.commit("alles in één commit geperst (#12)\n")
    put(tmp_path, f"sessions/{SESSION}/session.toml", 'title = "y"\ndate = 2026-02-12\noutcome = "draft"\n')
    repository.commit("later\n")
    assert repository.find(SESSION).subject == "alles in één commit geperst (#12)"


def test_one_with_another_ones_words_is_not_taken_for_it(tmp_path: Path) -> None:
    repository = process(tmp_path)
    put(tmp_path, "table/a.toml", 'title = "x"\n')
    repository.commit(f"over de sessie\n\nSession: {SESSION}\n\ndat schreef ik zelf.\n")
    with pytest.raises(NoSuchMoment):
        repository.find(SESSION)


def test_whatever_the_user_has_set_the_log_reads_the_same(tmp_path: Path) -> None:
    repository = story(tmp_path / "p")
    before = repository.timeline()
    for key, value in {
        "log.showSignature": "true",
        "log.decorate": "full",
        "log.abbrevCommit": "true",
        "log.date": "relative",
        "log.follow": "true",
        "color.ui": "always",
        "format.pretty": "oneline",
        "i18n.logOutputEncoding": "ISO-8859-1",
        "core.quotePath": "true",
        "trailer.separators": ":=",
        "status.relativePaths": "false",
        "status.showUntrackedFiles": "no",
        "diff.renames": "copies",
        "diff.noprefix": "true",
        "core.pager": "false",
    }.items():
        git(repository.root, "config", key, value)
    assert repository.timeline() == before
    put(repository.root, "texts/é.md", "x = 1\n")
    assert repository.changed() == {"texts/é.md": "new"}


def test_words_are_read_to_the_letter(tmp_path: Path) -> None:
    repository = process(tmp_path)
    put(tmp_path, "table/a.toml", 'title = "x"\n')
    message = "draft: é ⚑ → \x1b[2J [/]\n\n- regel\n\n\n- nog een\n\nOutcome: draft\nSession: ü\n"
    repository.commit(message)
    assert repository.timeline(limit=1)[0].message == message


def test_a_shallow_clone_and_a_branch_that_is_not_there(tmp_path: Path) -> None:
    repository = story(tmp_path / "p")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository.root}", "shallow")
    shallow = Repository(tmp_path / "shallow")
    assert [moment.subject for moment in shallow.timeline()] == ["Samen"]
    with pytest.raises(GitFailed):
        shallow.timeline(until="nope")
