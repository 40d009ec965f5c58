"""The record as it stood then, and what differs between two moments."""

from __future__ import annotations

from pathlib import Path

from procesregie.change.compare import Change, apply
from procesregie.change.words import in_words
from procesregie.folder.store import Folder
from procesregie.history.past import named_in
from procesregie.history.repository import Repository
from procesregie.language import language
from tests.history.made import git, process, put

NL = language("nl")
TOPIC = 'title = "Warmtebron"\nstage = "{stage}"\nparties = [\n    "ggd",\n]\n'


def told(between: tuple[list[Change], object, object]) -> list[str]:
    changes, old, new = between
    groups = in_words(changes, old, new, NL)  # type: ignore[arg-type]
    return [f"{one.sign} {one.text}" for group in groups for one in group.sentences]


def evening(root: Path) -> Repository:
    """Three commits: two parties and a topic, the topic moves, a party goes and a text comes."""
    repository = process(root)
    put(root, "table/ggd.toml", 'title = "GGD Lindenveld"\n')
    put(root, "table/kerk.toml", 'title = "Kerk"\n')
    put(root, "agenda/warmtebron.toml", TOPIC.format(stage="in conversation"))
    repository.commit("draft: een\n\nOutcome: draft\n")
    put(root, "agenda/warmtebron.toml", "# met de hand\n" + TOPIC.format(stage="decided"))
    repository.commit("draft: twee\n\nOutcome: draft\n")
    (root / "table/kerk.toml").unlink()
    put(root, "texts/propositie.md", "Ons voorstel.\n")
    put(root, "notes.txt", "not of the record\n")
    repository.commit("draft: drie\n\nOutcome: draft\n")
    return repository


def test_what_a_record_names_is_a_record_and_never_a_line_of_its_own(tmp_path: Path) -> None:
    repository = process(tmp_path)
    session = "sessions/2026-03-12-tafel"
    put(tmp_path, f"{session}/session.toml", 'title = "Tafel"\ndate = 2026-03-12\n\n[scores.ggd]\nscore = 7\n')
    put(tmp_path, f"{session}/log-noor.toml", '[lines.abc123]\nby = [\n    "kerk",\n]\ntext = "Ja"\n')
    repository.commit("draft: tafel\n\nOutcome: draft\n")
    dossier = repository.at("HEAD").dossier
    assert named_in(dossier, [session]) == {"process", "table/ggd"}
    assert named_in(dossier, [f"{session}/log-noor"]) == {"process", session, "table/kerk"}


def test_the_record_at_any_moment_without_touching_the_work_tree(tmp_path: Path) -> None:
    repository = evening(tmp_path)
    before = git(tmp_path, "status", "--porcelain"), sorted(tmp_path.rglob("*.toml"))
    now = repository.at("HEAD").dossier
    assert now == Folder(tmp_path).load()
    then = repository.at("HEAD~2").dossier
    assert set(then.records) == {"process", "table/ggd", "table/kerk", "agenda/warmtebron"}
    assert then.topics["warmtebron"].stage == "in conversation"
    assert then.texts == {}
    assert (git(tmp_path, "status", "--porcelain"), sorted(tmp_path.rglob("*.toml"))) == before
    assert repository.at("HEAD~2").data["table/kerk"] == {"title": "Kerk"}


def test_a_file_that_was_broken_then_is_one_problem(tmp_path: Path) -> None:
    repository = evening(tmp_path)
    put(tmp_path, "table/ggd.toml", '<<<<<<< HEAD\ntitle = "GGD"\n=======\n')
    put(tmp_path, "agenda/warmtebron.toml", 'title = "Warmtebron"\nstage = "gisteren"\n')
    repository.commit("met de hand\n")
    past = repository.at("HEAD").dossier
    assert [(problem.file, problem.line, problem.weight) for problem in past.problems] == [
        ("agenda/warmtebron.toml", 2, "broken"),
        ("table/ggd.toml", 1, "broken"),
    ]
    assert set(past.records) == {"process"}
    assert repository.changes_of("HEAD").changes == [], "that a file cannot be read is not that its record went"
    assert len(repository.changes_of("HEAD").new.problems) == 2


def test_what_a_commit_changed(tmp_path: Path) -> None:
    repository = evening(tmp_path)
    assert told(repository.changes_of("HEAD~1")) == ["~ Warmtebron: in gesprek → besloten"]
    assert told(repository.changes_of("HEAD")) == ["- Kerk is weg", "+ propositie"]
    first = told(repository.changes_of(repository.timeline()[-1].sha))
    assert first == ["+ Lindenveld Warm"]


def test_between_any_two_moments_and_back(tmp_path: Path) -> None:
    repository = evening(tmp_path)
    there = repository.changes_between("HEAD~3", "HEAD")
    assert apply(repository.at("HEAD~3").data, there.changes) == repository.at("HEAD").data
    back = repository.changes_between("HEAD", "HEAD~2")
    assert told(back) == ["~ Warmtebron: besloten → in gesprek", "+ Kerk", "- propositie is weg"]
    assert repository.changes_between("HEAD", "HEAD").changes == []


def test_records_that_did_not_change_are_called_by_their_titles(tmp_path: Path) -> None:
    repository = evening(tmp_path)
    put(tmp_path, "table/toren-b.toml", 'title = "VvE Toren B"\n[people.jan]\nname = "Jan Pot"\n')
    put(tmp_path, "sessions/a/session.toml", 'title = "Netwerktafel"\ndate = 2026-03-12\n')
    repository.commit("draft: x\n")
    put(tmp_path, "agenda/warmtebron.toml", TOPIC.format(stage="decided").replace('"ggd"', '"ggd",\n    "toren-b"'))
    put(tmp_path, "sessions/a/log-anna.toml", 'recorder = "anna"\n[lines.aaaaaa]\ntext = "x"\nby = ["toren-b/jan"]\n')
    said = [
        "~ Warmtebron: Aangehaakte partijen: + VvE Toren B",
        "+ Netwerktafel, 12 maart 2026: 1 regel genoteerd (1 × aantekening)",
    ]
    assert told(repository.changes_now()) == said
    repository.commit("draft: y\n")
    between = repository.changes_of("HEAD")
    assert told(between) == said
    full = in_words(*between, NL, full=True)
    assert "Regels: x (aaaaaa), Gezegd door: VvE Toren B (Jan Pot)" in full[1].sentences[0].detail


def test_what_changed_in_the_files_since_the_last_commit(tmp_path: Path) -> None:
    repository = evening(tmp_path)
    assert repository.changes_now().changes == []
    put(tmp_path, "process.toml", 'format = 1\nid = "p"\ntitle = "Lindenveld"\n')
    put(tmp_path, "texts/propositie.md", "Uw voorstel.\n")
    (tmp_path / "table/ggd.toml").unlink()
    put(tmp_path, "agenda/warmtebron.toml", "dit is geen toml\n")
    assert told(repository.changes_now()) == [
        "- GGD Lindenveld is weg",
        "~ Titel: “Lindenveld Warm” → “Lindenveld”",
        "~ propositie: [-Ons-]{+Uw+} voorstel.",
    ]
    assert told(repository.changes_now(leave=["process.toml", "table/"])) == ["~ propositie: [-Ons-]{+Uw+} voorstel."]


def test_what_is_not_written_yet_against_the_last_commit(tmp_path: Path) -> None:
    repository = evening(tmp_path)
    put(tmp_path, "process.toml", 'format = 1\nid = "p"\ntitle = "Lindenveld"\n')
    dossier = Folder(tmp_path).load()
    topic = dossier.topics["warmtebron"].model_copy(update={"stage_reason": "klaar"})
    after = dossier.with_record("agenda/warmtebron", topic)
    changes, before = repository.changes_against(after, also=["agenda/warmtebron"])
    assert [(change.address, change.path) for change in changes] == [
        ("process", ("title",)),
        ("agenda/warmtebron", ("stage_reason",)),
    ]
    assert before.process.title == "Lindenveld Warm"
    assert [c.address for c in repository.changes_against(after, leave=["process.toml"])[0]] == []


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.create()
    put(tmp_path, "process.toml", 'title = "Lindenveld"\n')
    assert told(repository.changes_now()) == ["+ Lindenveld"]


def test_in_a_folder_of_a_bigger_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    put(tmp_path, "table/outside.toml", 'title = "outside"\n')
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    root = tmp_path / "onze map" / "pröces"
    repository = evening(root)
    assert repository.at("HEAD").dossier == Folder(root).load()
    assert told(repository.changes_of("HEAD~1")) == ["~ Warmtebron: in gesprek → besloten"]
    assert repository.tag("x") == "onze-map/proces/decision/x"
    put(root, "table/ggd.toml", 'title = "GGD"\n')
    put(tmp_path, "table/outside.toml", 'title = "anders"\n')
    assert repository.changed_files() == ["table/ggd.toml"]
    assert told(repository.changes_now()) == ["~ GGD: Naam: “GGD Lindenveld” → “GGD”"]


def test_links_and_submodules_are_no_records(tmp_path: Path) -> None:
    repository = evening(tmp_path)
    (tmp_path / "table/link.toml").symlink_to("ggd.toml")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "een koppeling")
    assert "table/link" not in repository.at("HEAD").dossier.records
    assert repository.changes_of("HEAD").changes == []


def test_a_merge_is_told_against_the_branch_it_came_into(tmp_path: Path) -> None:
    repository = evening(tmp_path)
    git(tmp_path, "switch", "-qc", "zij", "HEAD~1")
    put(tmp_path, "table/moskee.toml", 'title = "Moskee"\n')
    repository.commit("draft: zij\n")
    git(tmp_path, "switch", "-q", "-")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "samen", "zij")
    assert told(repository.changes_of("HEAD")) == ["+ Moskee"]
    git(tmp_path, "switch", "-qc", "weg", "HEAD~1")
    put(tmp_path, "table/kerk.toml", 'title = "Kerk"\n')
    repository.commit("draft: weg\n")
    git(tmp_path, "switch", "-q", "-")
    git(tmp_path, "merge", "-q", "-s", "ours", "-m", "niets ervan", "weg")
    assert told(repository.changes_of("HEAD")) == [], "not what it did to the branch it left out"


def test_what_is_in_memory_only_saves_a_look(tmp_path: Path) -> None:
    repository = evening(tmp_path)
    for rev in ("HEAD", "HEAD~1", "HEAD~2", "HEAD~3"):
        alone, helped = repository.changes_of(rev), repository.changes_of(rev, Folder(tmp_path).load())
        assert told(alone) == told(helped)
        assert alone.changes == helped.changes
        assert set(alone.new.records) <= set(helped.new.records)


def test_the_way_it_is_written_changed_half_way(tmp_path: Path) -> None:
    root = tmp_path / "huis" / "wijk"
    root.parent.mkdir()
    git(root.parent, "init", "-q")
    repository = process(root)
    put(root, "table/ggd.toml", 'naam = "GGD"\ntitle = "GGD"\nkring = "buiten"\n')
    put(root, "table/kerk.toml", 'title = "Kerk"\nring = "outermost"\n')
    put(root, "partijen/oud.toml", 'title = "van voor de indeling"\n')
    git(root, "add", ".")
    git(root, "commit", "-qm", "oude vorm")
    put(root, "table/ggd.toml", 'title = "GGD"\nring = "acts"\n')
    put(root, "table/kerk.toml", '<<<<<<< HEAD\ntitle = "Kerk"\n=======\ntitle = "De kerk"\n>>>>>>> zij\n')
    git(root, "commit", "-qam", "half")
    put(root, "table/kerk.toml", 'title = "De kerk"\nring = "acts"\n')
    git(root, "commit", "-qam", "nieuwe vorm")
    git(root, "checkout", "-q", "--detach")
    assert told(repository.changes_of("HEAD~1")) == [
        "~ GGD: weet ervan → doet mee",
        "- GGD: naam: “GGD” → leeg",
        "- GGD: kring: “buiten” → leeg",
    ]
    then = repository.at("HEAD~2").dossier
    assert set(then.records) == {"process", "table/ggd"}
    assert [problem.file for problem in then.problems if problem.weight == "broken"] == ["table/kerk.toml"]
    assert told(repository.changes_since("HEAD~2")) == told(repository.changes_of("HEAD~1"))
    story = repository.story("table/kerk")
    assert [(one.moment.subject, bool(one.problems)) for one in story] == [
        ("nieuwe vorm", False),
        ("half", True),
        ("oude vorm", True),
    ]
    assert story[0].changes, "what came after the broken ones is told against the last that could be read"
