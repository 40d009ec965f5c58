"""The life of one record through every commit, whatever was done to its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.change.words import in_words
from procesregie.history.repository import Repository
from procesregie.history.story import Chapter, Subject
from procesregie.language import language
from tests.history.made import git, process, put

NL = language("nl")
TOREN = 'title = "VvE Toren B"\nring = "{ring}"\n[people.wout]\nname = "Wout"\nfunction = "{function}"\n'
PIET = '[people.piet]\nname = "Piet"\n'
GGD = 'title = "GGD"\nring = "{ring}"\nbrings = """\n{brings}\n"""\n{more}'
LOG = 'recorder = "anna"\n[lines.aaaaaa]\ntext = "goedenavond"\n[lines.bbbbbb]\nkind = "concern"\nby = ["toren-b/wout"]\ntext = "wie betaalt dat"\n'


def told(chapters: list[Chapter]) -> list[tuple[str, list[str]]]:
    """Each chapter: the subject of its commit, and its sentences."""
    return [
        (
            one.moment.subject,
            [f"{s.sign} {s.text}" for group in in_words(one.changes, one.old, one.new, NL) for s in group.sentences],
        )
        for one in chapters
    ]


@pytest.fixture(scope="module")
def wijk(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A party that is invited, speaks, is renamed by hand (title and file), breaks, goes, and comes back."""
    root = tmp_path_factory.mktemp("wijk") / "p"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{name}_NAME", "Noor")
            patch.setenv(f"GIT_{name}_EMAIL", "noor@example.org")
        repository = process(root)
        put(root, "table/toren.toml", TOREN.format(ring="knows of it", function="bewoner"))
        repository.commit("draft: een\n")
        git(root, "mv", "table/toren.toml", "table/toren-b.toml")
        put(root, "table/toren-b.toml", TOREN.format(ring="acts", function="bewoner"))
        git(root, "commit", "-qam", "ander bestand")
        put(
            root,
            "sessions/tafel/session.toml",
            'title = "Tafel"\ndate = 2026-03-12\n[attendance.toren-b]\npresence = "present"\n[attendance.ggd]\npresence = "present"\n',
        )
        put(root, "sessions/tafel/log-anna.toml", LOG)
        put(root, "roles/trekker.toml", 'title = "Trekker"\nparty = "toren-b"\nperson = "wout"\n')
        repository.commit("draft: tafel\n")
        put(root, "table/toren-b.toml", "<<<<<<< HEAD\n" + TOREN)
        repository.commit("kapot\n")
        put(root, "table/toren-b.toml", TOREN.format(ring="acts", function="penningmeester"))
        repository.commit("heel\n")
        git(root, "rm", "-q", "table/toren-b.toml")
        git(root, "commit", "-qm", "weg")
    return repository  # fmt: skip


def test_the_life_of_a_party_whatever_happened_to_its_file(wijk: Repository) -> None:
    chapters = wijk.story("table/toren-b")
    assert told(chapters) == [
        ("weg", ["- VvE Toren B is weg"]),
        ("heel", ["~ VvE Toren B: Mensen, Wout: Functie: “bewoner” → “penningmeester”"]),
        ("kapot", []),
        ("ander bestand", ["~ VvE Toren B: weet ervan → doet mee"]),
        ("draft: een", ["+ VvE Toren B"]),
    ]
    assert [problem.line for problem in chapters[2].problems] == [1], "that it was broken is told, once"
    assert (chapters[3].moved_from, chapters[4].moved_from) == ("table/toren", "")
    old = wijk.story("table/toren")
    assert told(old) == [("ander bestand", []), ("draft: een", ["+ VvE Toren B"])]
    assert old[0].moved_to == "table/toren-b"


def test_a_person_and_a_field_have_a_story_of_their_own(wijk: Repository) -> None:
    assert told(wijk.story("table/toren-b/wout")) == [
        ("weg", ["- VvE Toren B: Mensen: Wout, Functie: “penningmeester” → leeg"]),
        ("heel", ["~ VvE Toren B: Mensen, Wout: Functie: “bewoner” → “penningmeester”"]),
        ("kapot", []),
        ("draft: een", ["+ VvE Toren B: Mensen: Wout, Functie: “bewoner”"]),
    ]
    assert [subject for subject, _ in told(wijk.story("table/toren-b", "ring"))] == [
        "weg", "kapot", "ander bestand",
    ]  # fmt: skip


def test_what_was_said_by_it_and_where_it_is_named(wijk: Repository) -> None:
    chapters = {one.moment.subject: one for one in wijk.story("table/toren-b", mentions=True)}
    assert [one.moment.subject for one in wijk.story("table/toren-b", mentions=True)] == [
        "weg", "heel", "kapot", "draft: tafel", "ander bestand", "draft: een",
    ]  # fmt: skip
    tafel = chapters["draft: tafel"]
    assert [(address, line.text) for address, line in tafel.said] == [("tafel/anna/bbbbbb", "wie betaalt dat")]
    assert told([tafel])[0][1] == [
        "+ Trekker: Vervuld door: VvE Toren B",
        "+ Tafel, 12 maart 2026: Wie er was: VvE Toren B, aanwezig",
    ]
    wout = {one.moment.subject: one for one in wijk.story("table/toren-b/wout", mentions=True)}
    assert [line.text for _, line in wout["draft: tafel"].said] == ["wie betaalt dat"]
    assert told([wout["draft: tafel"]])[0][1] == ["+ Trekker: Persoon: Wout"]


def test_a_session_has_its_log_and_a_decision_what_came_after(tmp_path: Path) -> None:
    repository = process(tmp_path)
    put(tmp_path, "decisions/pilot/decision.toml", 'title = "Pilot"\n')
    put(tmp_path, "sessions/tafel/session.toml", 'title = "Tafel"\ndate = 2026-03-12\n')
    repository.commit("draft: een\n")
    put(tmp_path, "decisions/pilot/after.toml", 'notes = "later"\n')
    put(tmp_path, "sessions/tafel/log-anna.toml", LOG)
    put(tmp_path, "texts/brief.md", "Beste allen,\n")
    repository.commit("draft: twee\n")
    assert told(repository.story("decisions/pilot")) == [
        ("draft: twee", ["+ Pilot, daarna"]),
        ("draft: een", ["+ Pilot · voorgesteld"]),
    ]
    assert told(repository.story("sessions/tafel"))[0] == (
        "draft: twee",
        ["+ Tafel, 12 maart 2026: 2 regels genoteerd (1 × aantekening, 1 × kanttekening)"],
    )
    assert told(repository.story("texts/brief")) == [("draft: twee", ["+ brief"])]
    assert repository.story("table/niemand") == []


def test_of_a_merge_only_what_it_did_itself(tmp_path: Path) -> None:
    root = tmp_path / "huis" / "wijk"
    git_root = root.parent
    git_root.mkdir()
    git(git_root, "init", "-q")
    repository = process(root)
    put(root, "table/ggd.toml", 'title = "GGD"\nring = "knows of it"\nshort = "ggd"\n')
    repository.commit("draft: een\n")
    git(git_root, "switch", "-qc", "zij")
    put(root, "table/ggd.toml", 'title = "GGD"\nring = "acts"\nshort = "ggd"\n')
    repository.commit("draft: zij\n")
    git(git_root, "switch", "-q", "-")
    put(root, "table/ggd.toml", 'title = "GGD"\nring = "backs the direction"\nshort = "ggd"\n')
    repository.commit("draft: wij\n")
    git(git_root, "merge", "-q", "-s", "ours", "--no-commit", "zij")
    put(root, "table/ggd.toml", 'title = "GGD"\nring = "acts"\nshort = "de-ggd"\n')
    git(git_root, "commit", "-qam", "samen")
    found = dict(told(repository.story("table/ggd")))
    assert found["samen"] == ["~ GGD: Korte naam: “ggd” → “de-ggd”"], "the ring came from the other side"
    assert set(found) == {"samen", "draft: zij", "draft: wij", "draft: een"}
    git(git_root, "checkout", "-q", "--detach", "HEAD~1")
    assert [one.moment.subject for one in repository.story("table/ggd")] == ["draft: wij", "draft: een"]
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{git_root}", "ondiep")
    (only,) = Repository(tmp_path / "ondiep/wijk").story("table/ggd")
    assert only.begins, "an older history is not in this clone"


def test_what_is_no_subject() -> None:
    assert Subject.of("table/ggd/jan") == Subject("table/ggd", ("people", "jan"))
    for word in ("table", "tafel/x", "texts/", "texts/../x", "agenda/x/y", ""):
        with pytest.raises(ValueError, match="not an address"):
            Subject.of(word)


def test_before_the_first_commit_there_is_no_story(tmp_path: Path) -> None:
    put(tmp_path, "process.toml", 'title = "x"\n')
    repository = Repository(tmp_path)
    repository.create()
    assert repository.story("process", mentions=True) == []


def test_what_a_merge_left_out_of_its_branches_is_told(tmp_path: Path) -> None:
    """One that throws a whole branch away; of three at once the one that changed the same; never what was taken over."""
    repository = process(tmp_path)
    put(tmp_path, "table/ggd.toml", GGD.format(ring="knows of it", brings="kennis", more=""))
    put(tmp_path, "texts/plan.md", "een\n\ntwee\n")
    repository.commit("draft: een\n")
    for branch, ring, brings, more in (
        ("zij", "acts", "kennis\nen geld", '[people.jan]\nname = "Jan"\n'),
        ("wij", "knows of it", "kennis", '[people.piet]\nname = "Piet"\n'),
        ("derde", "backs the direction", "kennis", ""),
    ):
        git(tmp_path, "switch", "-qc", branch, "main")
        put(tmp_path, "table/ggd.toml", GGD.format(ring=ring, brings=brings, more=more))
        put(tmp_path, "texts/plan.md", f"een\n\ntwee\n\n{branch}\n")
        repository.commit(f"draft: {branch}\n")
    git(tmp_path, "switch", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "-s", "ours", "-m", "weggegooid", "zij")
    thrown = ["~ GGD: weet ervan → doet mee", "+ GGD: Mensen: Jan", "~ GGD: Brengt: kennis {+en geld+}"]
    assert left_out(repository.story("table/ggd")) == [("weggegooid", [thrown])]
    assert "draft: zij" in dict(told(repository.story("table/ggd"))), "what was thrown away did happen"
    assert left_out(repository.story("table/ggd", "ring")) == [("weggegooid", [thrown[:1]])]
    assert left_out(repository.story("table/ggd/jan")) == [("weggegooid", [thrown[1:2]])]
    (whole,) = repository.left_out(repository.find("HEAD"))
    assert {change.address for change in whole.changes} == {"table/ggd", "texts/plan"}

    git(tmp_path, "merge", "-q", "--no-ff", "-s", "ours", "--no-commit", "wij", "derde")
    put(tmp_path, "table/ggd.toml", GGD.format(ring="backs the direction", brings="kennis", more=PIET))
    put(tmp_path, "texts/plan.md", "een\n\nwij\n\ntwee\n\nderde\n")
    git(tmp_path, "commit", "-qam", "met drieën")
    assert [one for one, _ in left_out(repository.story("table/ggd"))] == ["weggegooid"], "all of both is there"
    assert [one for one, _ in left_out(repository.story("texts/plan"))] == ["weggegooid"]

    git(tmp_path, "switch", "-qc", "anders", "main~1")
    put(tmp_path, "table/ggd.toml", GGD.format(ring="acts", brings="kennis", more='[people.piet]\nname = "Pieter"\n'))
    repository.commit("draft: anders\n")
    git(tmp_path, "switch", "-q", "main")
    git(tmp_path, "merge", "-q", "-s", "ours", "-m", "van twee een", "anders")
    ((newest, lost), *_older) = left_out(repository.story("table/ggd"))
    assert (newest, lost) == (
        "van twee een",
        [["~ GGD: weet ervan → doet mee", "~ GGD: Mensen, Pieter: Naam: “Piet” → “Pieter”"]],
    )


def left_out(chapters: list[Chapter]) -> list[tuple[str, list[list[str]]]]:
    """What each merge left out: the subject of its commit, and for each branch its sentences."""
    found = []
    for one in chapters:
        branches = [in_words(*branch, NL) for branch in one.left_out]
        said = [[f"{s.sign} {s.text}" for group in branch for s in group.sentences] for branch in branches]
        found += [(one.moment.subject, said)] if said else []
    return found


def test_what_a_branch_took_back_or_away_is_left_out_too(tmp_path: Path) -> None:
    repository = process(tmp_path)
    for ring in ("knows of it", "acts"):
        put(tmp_path, "table/ggd.toml", GGD.format(ring=ring, brings="kennis", more=""))
        repository.commit(f"draft: {ring}\n")
    git(tmp_path, "branch", "weg")
    git(tmp_path, "switch", "-qc", "terug")
    put(tmp_path, "table/ggd.toml", GGD.format(ring="knows of it", brings="kennis", more=""))
    repository.commit("draft: toch niet\n")
    git(tmp_path, "switch", "-q", "weg")
    git(tmp_path, "rm", "-q", "table/ggd.toml")
    git(tmp_path, "commit", "-qm", "weg ermee")
    git(tmp_path, "switch", "-qc", "elders", "main")
    put(tmp_path, "table/kerk.toml", 'title = "Kerk"\n')
    repository.commit("draft: kerk\n")
    git(tmp_path, "switch", "-q", "main")
    put(tmp_path, "table/ggd.toml", GGD.format(ring="acts", brings="kennis", more=PIET))
    repository.commit("draft: piet\n")
    for branch in ("elders", "terug", "weg"):
        git(tmp_path, "merge", "-q", "--no-ff", "-s", "ours", "-m", branch, branch)
    assert left_out(repository.story("table/ggd")) == [
        ("weg", [["- GGD is weg"]]),
        ("terug", [["~ GGD: doet mee → weet ervan"]]),
    ]
