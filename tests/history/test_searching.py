"""Words looked for in all of the history."""

from __future__ import annotations

from pathlib import Path

from procesregie.history.repository import Repository
from tests.history.made import git, process, put
from tests.history.test_story import told

LOG = 'recorder = "anna"\n[lines.aaaaaa]\ntext = "de ketelruimte mag"\nby = ["kerk"]\n[lines.bbbbbb]\ntext = "iets anders"\n'


def test_when_words_came_and_went(tmp_path: Path) -> None:
    root = tmp_path / "huis" / "wijk"
    root.parent.mkdir()
    git(root.parent, "init", "-q")
    repository = process(root)
    put(root, "table/kerk.toml", 'title = "Kerk"\nasks = """\nDe ketelruimte, en niets anders.\n"""\n')
    put(root, "agenda/bron.toml", 'title = "Bron"\nwhat = """\nWarmte.\n"""\n')
    put(root.parent, "elders.toml", 'x = "ketelruimte"\n')
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-qm", "een")
    put(root, "sessions/tafel/session.toml", 'title = "Tafel"\ndate = 2026-03-12\n')
    put(root, "sessions/tafel/log-anna.toml", LOG)
    put(root, "sessions/tafel/minutes.md", "de ketelruimte mag\n")
    repository.commit("draft: twee\n")
    put(root, "table/kerk.toml", 'title = "Kerk"\nasks = """\nEen zolder.\n"""\n')
    put(root, "agenda/bron.toml", 'title = "Bron"\nwhat = """\nWarmte, en nog wat.\n"""\n')
    repository.commit("draft: drie\n")
    found = repository.search("KETELRUIMTE")
    assert told(found) == [
        ("draft: drie", ["~ Kerk: Vraagt: [-De ketelruimte, en niets anders.-]{+Een zolder.+}"]),
        ("draft: twee", []),
        ("een", ["+ Kerk: Vraagt: “De ketelruimte, en niets anders.”"]),
    ]
    assert [(address, line.text) for address, line in found[1].said] == [("tafel/anna/aaaaaa", "de ketelruimte mag")]
    assert [one.moment.subject for one in repository.search("ketelruimte", 1)] == ["draft: drie"]
    assert repository.search("nergens") == repository.search("  ") == []


def test_before_the_first_commit_nothing_is_found(tmp_path: Path) -> None:
    put(tmp_path, "process.toml", 'title = "x"\n')
    repository = Repository(tmp_path)
    repository.create()
    assert repository.search("x") == []
