"""One session, one commit: of what is named, of nothing else, and nothing lost when git refuses."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from procesregie.history.commit import Author
from procesregie.history.repository import Repository
from procesregie.history.trouble import (
    GitTrouble,
    HookRefused,
    Ignored,
    IndexLocked,
    LeftOut,
    MessageAltered,
    NothingToCommit,
    NotTagged,
    SigningFailed,
)
from procesregie.language import language
from tests.history.made import git, hook, process, program, put

MESSAGE = "decision: pilot\n\nBesloten\n- Pilot\n\nOutcome: decision\nSession: 2026-03-12-a\nDecision: x\nDecision: y\n"


def files_of(where: Path, rev: str = "HEAD") -> list[str]:
    """The files a commit changed, as git tells them."""
    return sorted(git(where, "show", "--format=", "--name-only", "-z", rev).split("\0")[:-1])


def test_the_commit_tells_its_story_in_plain_git(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    put(repository.root, "table/ggd.toml", 'title = "GGD"\n')
    done = repository.commit(MESSAGE, tags=[("decision/x", "Pilot\n\n# geen commentaar\n")])
    assert done.warnings == ()
    assert done.paths == ("table/ggd.toml",)
    root = repository.root
    assert git(root, "log", "-1", "--format=%B") == MESSAGE.rstrip("\n") + "\n"
    assert git(root, "log", "-1", "--format=%(trailers:key=Outcome,valueonly)") == "decision\n"
    assert git(root, "log", "-1", "--format=%(trailers:key=Decision,valueonly)") == "x\ny\n"
    assert git(root, "cat-file", "tag", "decision/x").endswith("Pilot\n\n# geen commentaar")
    assert git(root, "rev-parse", "decision/x^{commit}") == done.sha == git(root, "rev-parse", "HEAD")
    assert git(root, "status", "--porcelain") == ""
    assert (done.moment.outcome, done.moment.session, done.moment.decisions) == ("decision", "2026-03-12-a", ("x", "y"))
    assert done.moment.body == "Besloten\n- Pilot"


def test_new_changed_and_deleted_files_are_in_it(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    root = repository.root
    for name in "abc":
        put(root, f"table/{name}.toml", f'title = "{name}"\n')
    repository.commit("draft: x\n\nOutcome: draft\n")
    put(root, "table/a.toml", 'title = "anders"\n')
    (root / "table/b.toml").unlink()
    git(root, "rm", "-q", "table/c.toml")
    put(root, "table/d.toml", 'title = "d"\n')
    assert repository.changed() == {
        "table/a.toml": "changed",
        "table/b.toml": "gone",
        "table/c.toml": "gone",
        "table/d.toml": "new",
    }
    done = repository.commit("draft: y\n\nOutcome: draft\n")
    assert done.paths == ("table/a.toml", "table/b.toml", "table/c.toml", "table/d.toml")
    assert git(root, "status", "--porcelain") == ""


def test_only_what_is_named_and_what_others_staged_stays_staged(tmp_path: Path) -> None:
    top = tmp_path / "big"
    top.mkdir()
    git(top, "init", "-q")
    put(top, "README", "x\n")
    put(top, "staged", "een\n")
    git(top, "add", ".")
    git(top, "commit", "-qm", "the house")
    repository = process(top / "werk/proces")
    assert not (repository.root / ".git").exists()
    put(top, "staged", "twee\n")
    put(top, "new-and-staged", "x\n")
    git(top, "add", "staged", "new-and-staged")
    put(top, "README", "not staged\n")
    put(repository.root, "table/a.toml", 'title = "a"\n')
    put(repository.root, "table/b.toml", 'title = "b"\n')
    put(repository.root, "sessions/open/session.toml", 'title = "b"\n')
    git(top, "add", "werk/proces/table/b.toml")
    put(repository.root, "table/b.toml", 'title = "later"\n')
    before = git(top, "diff", "--cached", "--", "staged", "new-and-staged")
    done = repository.commit(MESSAGE, tags=[(repository.tag("x"), "x\n")], leave=["sessions/open/"])
    assert files_of(top) == ["werk/proces/table/a.toml", "werk/proces/table/b.toml"]
    assert git(top, "show", "HEAD:werk/proces/table/b.toml") == 'title = "later"'
    assert git(top, "diff", "--cached", "--", "staged", "new-and-staged") == before
    assert git(top, "status", "--porcelain", "-uall").splitlines() == [
        " M README",
        "A  new-and-staged",
        "M  staged",
        "?? werk/proces/sessions/open/session.toml",
    ]
    assert done.tags == ("werk/proces/decision/x",)
    assert git(top, "tag") == "werk/proces/decision/x"
    assert repository.timeline()[-1].subject == "draft: het proces begint", "the house's own commits are not ours"


@pytest.mark.parametrize(
    "staged", [("add", "leave.csv"), ("add", "-N", "leave.csv"), ("rm", "-q", "--cached", "known.csv")]
)
def test_what_is_staged_stays_staged_where_the_process_is_the_whole_repository(
    tmp_path: Path, staged: tuple[str, ...]
) -> None:
    repository = process(tmp_path / "p")
    root = repository.root
    put(root, "known.csv", "x\n")
    git(root, "add", "known.csv")
    git(root, "commit", "-qm", "by hand")
    put(root, "leave.csv", "x\n")
    git(root, *staged)
    before = git(root, "status", "--porcelain")
    put(root, "table/a.toml", 'title = "a"\n')
    assert repository.commit(MESSAGE, ["table/a.toml"]).paths == ("table/a.toml",)
    assert git(root, "status", "--porcelain") == before


def test_what_others_stage_and_commit_meanwhile_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = process(tmp_path / "p")
    root = repository.root
    put(root, "table/a.toml", 'title = "a"\n')
    found = repository.ready()
    put(root, "private.csv", "x\n")
    git(root, "add", "private.csv")  # after we looked, before we commit
    theirs = f'"{shutil.which("git")}" commit -q --allow-empty --only -m theirs'
    (tmp_path / "bin").mkdir()
    program(
        tmp_path / "bin/git",
        f'"{shutil.which("git")}" "$@" || exit $?\n'
        f'case " $* " in *" commit --"*) unset GIT_TRACE2_EVENT; cd "{root}"; {theirs};; esac',
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    done = repository.commit(MESSAGE, tags=[("decision/x", "x\n")], found=found)
    monkeypatch.undo()
    assert git(root, "log", "-2", "--format=%s").splitlines() == ["theirs", "decision: pilot"]
    assert (done.paths, done.moment.subject) == (("table/a.toml",), "decision: pilot")
    assert files_of(root, "HEAD~1") == ["table/a.toml"]
    assert git(root, "rev-parse", "decision/x^{commit}") == git(root, "rev-parse", "HEAD~1") == done.sha
    assert git(root, "status", "--porcelain") == "A  private.csv"

    hook(root, "post-commit", f"mv .git/hooks/post-commit .git/hooks/no; {theirs}")
    put(root, "table/a.toml", 'title = "b"\n')
    assert repository.commit(MESSAGE, ["table/a.toml"]).sha == git(root, "rev-parse", "HEAD~1")
    hook(root, "post-commit", "mv .git/hooks/post-commit .git/hooks/no; git commit -q --amend --only -m instead")
    put(root, "table/a.toml", 'title = "c"\n')
    done = repository.commit(MESSAGE, ["table/a.toml"], tags=[("decision/y", "y\n")])
    assert git(root, "rev-parse", "decision/y^{commit}") == git(root, "rev-parse", "HEAD") == done.sha


def test_no_repository_inside_a_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    inside = tmp_path / "proces"
    inside.mkdir()
    assert Repository(inside).create() is False
    assert not (inside / ".git").exists()


@pytest.mark.parametrize("name", ["-a", "--amend", ":(exclude)x", ":!x", "*", "a\nb", " b ", "é", "#x", '"q"', "x\\y"])
def test_names_are_never_options_or_patterns(tmp_path: Path, name: str) -> None:
    repository = process(tmp_path / "p")
    root = repository.root
    put(root, f"texts/{name}", "x\n")
    put(root, "texts/other", "x\n")
    done = repository.commit("draft: x\n\nOutcome: draft\n", [f"texts/{name}"])
    assert done.paths == (f"texts/{name}",)
    assert files_of(root) == [f"texts/{name}"]
    (root / f"texts/{name}").unlink()
    assert repository.commit("draft: weg\n\nOutcome: draft\n", [f"texts/{name}"]).paths == (f"texts/{name}",)


def test_words_in_a_message_are_kept_to_the_letter(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    git(repository.root, "config", "commit.cleanup", "strip")
    put(tmp_path, "template", "template\n")
    git(repository.root, "config", "commit.template", str(tmp_path / "template"))
    git(repository.root, "config", "i18n.commitEncoding", "ISO-8859-1")
    put(repository.root, "table/a.toml", 'title = "a"\n')
    message = "draft: -F $(rm -rf) `x` é ⚑\n\n# een regel met een hek\n\n\n   ruimte   \n\nOutcome: draft\n"
    repository.commit(message)
    assert git(repository.root, "cat-file", "commit", "HEAD").endswith(message.rstrip("\n"))


def test_nothing_to_commit_is_a_sentence(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    put(repository.root, "table/a.toml", 'title = "a"\n')
    with pytest.raises(NothingToCommit):
        repository.commit("draft: x\n", ["table/not-there.toml"])
    with pytest.raises(NothingToCommit):
        repository.commit("draft: x\n", leave=["table/"])
    assert len(repository.timeline()) == 1


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_a_hook_that_refuses_leaves_everything_as_it_was(tmp_path: Path, name: str) -> None:
    repository = process(tmp_path / "p")
    root = repository.root
    hook(root, name, 'echo "niet zo: $LC_ALL" >&2; exit 1')
    put(root, "table/a.toml", 'title = "a"\n')
    put(root, "process.toml", 'title = "anders"\n')
    before = git(root, "status", "--porcelain", "-uall")
    with pytest.raises(HookRefused) as caught:
        repository.commit(MESSAGE)
    assert caught.value.values["hook"] == name
    assert caught.value.detail == "niet zo:", "the hook speaks the user's language, not git's"
    assert git(root, "status", "--porcelain", "-uall") == before
    assert (root / "table/a.toml").read_text() == 'title = "a"\n'
    (root / ".git/hooks" / name).unlink()
    assert repository.commit(MESSAGE).paths == ("process.toml", "table/a.toml")


def test_a_hook_refuses_the_very_first_commit(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.create()
    hook(tmp_path, "pre-commit", "exit 1")
    put(tmp_path, "process.toml", 'title = "x"\n')
    with pytest.raises(HookRefused):
        repository.commit("draft: x\n")
    assert git(tmp_path, "status", "--porcelain") == "?? process.toml"
    assert repository.timeline() == []


def test_a_hook_that_alters_the_message_or_the_commit_is_told(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    root = repository.root
    hook(root, "commit-msg", 'echo "helemaal anders" > "$1"')
    put(root, "table/a.toml", 'title = "a"\n')
    done = repository.commit(MESSAGE)
    assert [type(warning) for warning in done.warnings] == [MessageAltered]
    assert done.moment.mark == "by hand"
    hook(root, "commit-msg", 'printf "Change-Id: 1\\n" >> "$1"')
    put(root, "table/b.toml", 'title = "a"\n')
    done = repository.commit(MESSAGE)
    assert done.moment.decisions == ("x", "y")
    assert done.warnings == ()
    hook(root, "commit-msg", "exit 0")
    hook(root, "pre-commit", "git rm -q --cached table/c.toml")
    put(root, "table/c.toml", 'title = "a"\n')
    put(root, "table/d.toml", 'title = "a"\n')
    done = repository.commit(MESSAGE)
    assert [type(warning) for warning in done.warnings] == [LeftOut]
    assert "table/c.toml" in done.warnings[0].said(language("nl"))


def test_hooks_run_with_git_as_the_user_has_it(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    hook(repository.root, "pre-commit", "git ls-files '*.toml' > seen")
    put(repository.root, "table/a.toml", 'title = "a"\n')
    repository.commit(MESSAGE)
    assert (repository.root / "seen").read_text() == "process.toml\ntable/a.toml\n"


def test_a_locked_index(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    put(repository.root, "table/a.toml", 'title = "a"\n')
    lock = repository.root / ".git/index.lock"
    lock.touch()
    with pytest.raises(IndexLocked) as caught:
        repository.commit(MESSAGE)
    assert str(lock) in caught.value.said(language("nl"))
    lock.unlink()
    repository.commit(MESSAGE)


def test_a_tag_that_fails_costs_a_sentence(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    git(repository.root, "tag", "decision/x")
    put(repository.root, "table/a.toml", 'title = "a"\n')
    done = repository.commit(
        MESSAGE, tags=[("decision/x", "x\n"), ("bad..name", "x\n"), ("-d", "x\n"), ("decision/y", "y\n")]
    )
    assert [type(warning) for warning in done.warnings] == [NotTagged, NotTagged, NotTagged]
    assert done.tags == ("decision/y",)
    assert git(repository.root, "tag") == "decision/x\ndecision/y"


def test_a_signed_commit_and_a_key_that_is_not_there(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    root = repository.root
    signs = program(
        tmp_path / "signs",
        'cat > /dev/null; printf "[GNUPG:] SIG_CREATED \\n" >&2; printf -- "-----BEGIN PGP SIGNATURE-----\\nx\\n-----END PGP SIGNATURE-----\\n"',
    )
    git(root, "config", "commit.gpgSign", "true")
    git(root, "config", "tag.gpgSign", "true")
    git(root, "config", "gpg.program", str(signs))
    put(root, "table/a.toml", 'title = "a"\n')
    assert repository.commit(MESSAGE, tags=[("decision/x", "x\n")]).warnings == ()
    assert "gpgsig -----BEGIN" in git(root, "cat-file", "commit", "HEAD")
    assert "-----BEGIN" in git(root, "cat-file", "tag", "decision/x")
    git(root, "config", "gpg.program", str(program(tmp_path / "fails", "echo geen sleutel >&2; exit 2")))
    put(root, "table/b.toml", 'title = "b"\n')
    with pytest.raises(SigningFailed) as caught:
        repository.commit(MESSAGE)
    assert caught.value.may_ask
    assert git(root, "status", "--porcelain", "-uall") == "?? table/b.toml"
    git(root, "config", "gpg.program", str(tmp_path / "is-not-there"))
    with pytest.raises(SigningFailed):
        repository.commit(MESSAGE)


def test_what_git_is_told_to_ignore_is_not_left_out_silently(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    put(repository.root, ".git/info/exclude", "table/\n")
    put(repository.root, "table/a.toml", 'title = "a"\n')
    with pytest.raises(Ignored):
        repository.commit(MESSAGE, ["table/a.toml"])
    assert repository.state().ignored == {"table/"}
    put(repository.root, "agenda/a.toml", 'title = "a"\n')
    done = repository.commit(MESSAGE, ["agenda/a.toml", "table/a.toml"])
    assert [type(warning) for warning in done.warnings] == [Ignored]
    assert done.paths == ("agenda/a.toml",)


def test_a_process_in_an_ignored_folder(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    put(tmp_path, ".gitignore", "*\n")
    put(tmp_path, "werk/p/process.toml", 'title = "a"\n')
    with pytest.raises(Ignored):
        Repository(tmp_path / "werk/p").commit("draft: x\n", ["process.toml"])


def test_what_is_none_of_the_process_stays_its_owners(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    for path in ("adressen.csv", "table/foto.png", "table/Not An Id.toml", "sessions/a/opname.m4a", "notes.md"):
        put(repository.root, path, "x\n")
    for path in ("table/ggd.toml", "texts/plan.md", "sessions/a/minutes.md"):
        put(repository.root, path, 'title = "x"\n')
    put(repository.root, "slides.pdf", "x\n")
    git(repository.root, "add", "slides.pdf")
    assert len(repository.state().foreign) == 5
    done = repository.commit(MESSAGE)
    assert done.paths == ("sessions/a/minutes.md", "slides.pdf", "table/ggd.toml", "texts/plan.md")
    with pytest.raises(NothingToCommit):
        repository.commit(MESSAGE, ["adressen.csv"])


def test_line_ends_are_ours_whatever_git_is_set_to(tmp_path: Path) -> None:
    repository = process(tmp_path / "p")
    root = repository.root
    git(root, "config", "core.autocrlf", "true")
    git(root, "config", "core.safecrlf", "true")
    put(root, "table/a.toml", 'title = "a"\n')
    repository.commit(MESSAGE)
    assert git(root, "cat-file", "blob", "HEAD:table/a.toml") == 'title = "a"'
    (root / "table/a.toml").unlink()
    git(root, "checkout", "-q", "--", ".")
    assert (root / "table/a.toml").read_bytes() == b'title = "a"\n'


def test_in_a_linked_work_tree_with_its_hooks(tmp_path: Path) -> None:
    main = process(tmp_path / "p")
    git(main.root, "worktree", "add", "-q", "-b", "zij", str(tmp_path / "linked"))
    hook(main.root, "pre-commit", "exit 1")
    linked = Repository(tmp_path / "linked")
    put(linked.root, "table/a.toml", 'title = "a"\n')
    with pytest.raises(HookRefused):
        linked.commit(MESSAGE)
    hook(main.root, "pre-commit", "exit 0")
    linked.commit(MESSAGE)
    assert linked.state().branch == "zij"
    assert len(linked.timeline()) == 2
    assert len(main.timeline()) == 1


def test_sample_stories_get_the_same_ids_whatever_the_user_has_set(tmp_path: Path) -> None:
    shas = []
    for name in ("one", "two"):
        repository = Repository(tmp_path / name, neutral=True)
        repository.root.mkdir()
        repository.create()
        put(repository.root, "process.toml", 'title = "x"\n')
        at = datetime(2025, 9, 4, 16, 30, tzinfo=timezone(timedelta(hours=2)))
        noor = Author("Noor Hageman", "noor@example.org", at)
        done = repository.commit("draft: x\n\nOutcome: draft\n", env=noor.environment(), tags=[("t", "t\n")])
        shas.append((done.sha, git(repository.root, "rev-parse", "t")))
        # From here on for the second one: everything a user may have set.
        config = Path(os.environ["GIT_CONFIG_GLOBAL"])
        config.write_text(
            "[user]\n\tname = X\n\temail = x@x\n[commit]\n\tgpgSign = true\n[tag]\n\tgpgSign = true\n"
            "[core]\n\tautocrlf = true\n\thooksPath = /nowhere\n[init]\n\tdefaultBranch = other\n"
            "[gpg]\n\tprogram = /nowhere\n[i18n]\n\tcommitEncoding = ISO-8859-1\n"
        )
    assert shas[0] == shas[1]
    assert done.moment.when == "2025-09-04T16:30:00+02:00"
    assert git(tmp_path / "two", "branch", "--show-current") == "main"


def test_a_story_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Author("a", "b", datetime(2025, 9, 4)).environment()


def test_every_trouble_has_a_sentence_in_both_languages() -> None:
    todo, seen = [GitTrouble], []
    while todo:
        kind = todo.pop()
        todo += kind.__subclasses__()
        seen.append(kind)
        for text in (kind.sentence, kind.advice):
            assert text == "" or language("nl")(text) != text, text
    assert len(seen) > 20
