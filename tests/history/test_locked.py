"""A decision stays what it was: shown against the commit that took it."""

from __future__ import annotations

from pathlib import Path

import pytest

from procesregie.folder.store import Folder
from procesregie.history.locked import altered, altered_now, tags, verdicts
from procesregie.history.repository import Repository
from procesregie.language import language
from procesregie.model.blacked import black_out
from tests.history.made import git, process, put

FILE = "decisions/pilot/decision.toml"
PROPOSED = 'title = "Pilot"\nstate = "proposed"\n'
TAKEN = 'title = "Pilot"\nstate = "taken"\ntaken_on = 2026-03-12\nwhat = "Noor Hageman legt veertig woningen aan."\n'
MESSAGE = "decision: pilot\n\nOutcome: decision\nDecision: pilot\n"


def pilot(root: Path, message: str = MESSAGE) -> Repository:
    repository = process(root)
    put(root, FILE, PROPOSED)
    repository.commit("draft: voorstel\n\nOutcome: draft\n")
    put(root, FILE, TAKEN)
    repository.commit(message, tags=[("decision/pilot", "Pilot\n")])
    put(root, "table/ggd.toml", 'title = "GGD"\n')
    repository.commit("draft: later\n\nOutcome: draft\n")
    return repository


def said(repository: Repository) -> list[str]:
    nl = language("nl")
    return [nl.filled(p.what, p.values) for p in altered(repository, Folder(repository.root).load())]


def test_as_it_was_taken_whatever_its_bytes(tmp_path: Path) -> None:
    repository = pilot(tmp_path)
    assert said(repository) == []
    put(
        tmp_path,
        FILE,
        "# zo besloten wij\n" + TAKEN.replace("state", 'rule = "consent"\nstate').replace('rule = "consent"\n', ""),
    )
    put(tmp_path, "decisions/pilot/after.toml", 'notes = "later"\n')
    repository.commit("met de hand\n")
    assert said(repository) == []
    (verdict,) = verdicts(repository, Folder(tmp_path).load())
    assert (verdict.standing, verdict.taken.subject, verdict.title) == ("as taken", "decision: pilot", "Pilot")


@pytest.mark.parametrize("message", [MESSAGE, "alles in één (#3)\n"])
def test_altered_names_the_commit_and_who_made_it(tmp_path: Path, message: str) -> None:
    repository = pilot(tmp_path, message)
    taken = repository.find("HEAD~1").sha
    put(tmp_path, FILE, TAKEN.replace("veertig", "dertig"))
    git(tmp_path, "-c", "user.name=Ties", "commit", "-qam", "typo")
    culprit = git(tmp_path, "rev-parse", "HEAD")
    put(tmp_path, FILE, TAKEN.replace("veertig", "twintig"))
    repository.commit("draft: nog eens\n\nOutcome: draft\n")
    (problem,) = altered(repository, Folder(tmp_path).load())
    assert (problem.file, problem.address, problem.check) == (FILE, "decisions/pilot", "locked")
    assert problem.values["author"] == "Ties"
    assert problem.values["commit"] == culprit[:10]
    assert problem.values["taken"] == taken[:10]
    put(tmp_path, FILE, TAKEN)
    repository.commit("teruggezet\n")
    assert said(repository) == []


@pytest.mark.parametrize(
    "now",
    [
        TAKEN.replace("veertig", "dertig"),
        TAKEN + '[positions.ggd]\nposition = "consent"\n',
        TAKEN.replace('"taken"', '"withdrawn"'),
        PROPOSED,
    ],
)
def test_altered_here_and_not_committed(tmp_path: Path, now: str) -> None:
    repository = pilot(tmp_path)
    assert altered_now(repository, Folder(tmp_path).load()) == []
    put(tmp_path, FILE, now)
    dossier = Folder(tmp_path).load()
    assert said(repository) == ["het besluit “Pilot” is genomen, en hier daarna veranderd"]
    found = [(problem.what, problem.file, problem.check) for problem in altered(repository, dossier)]
    assert [(problem.what, problem.file, problem.check) for problem in altered_now(repository, dossier)] == found
    assert len(altered_now(repository, dossier)) == 1


def test_a_decision_that_is_gone_is_altered_and_a_broken_one_is_somebody_elses_problem(tmp_path: Path) -> None:
    repository = pilot(tmp_path)
    put(tmp_path, FILE, "<<<<<<<\n")
    assert said(repository) == []
    (tmp_path / FILE).unlink()
    assert len(said(repository)) == 1
    git(tmp_path, "commit", "-qam", "weg")
    assert "Noor Hageman" in said(repository)[0]


def test_words_that_were_blacked_out_are_told_as_that(tmp_path: Path) -> None:
    repository = pilot(tmp_path)
    put(tmp_path, FILE, TAKEN.replace("Noor Hageman", "████"))
    assert said(repository) == ["in het besluit “Pilot” zijn woorden weggelakt nadat het genomen was"]
    put(tmp_path, FILE, TAKEN.replace("Noor Hageman", "████").replace("veertig", "dertig"))
    assert said(repository) == ["het besluit “Pilot” is genomen, en hier daarna veranderd"]


def test_a_person_taken_out_is_no_alteration(tmp_path: Path) -> None:
    repository = process(tmp_path)
    held = TAKEN + '[positions.ggd]\nposition = "consent"\nreason = "{reason}"\nperson = {person}\n'
    put(tmp_path, FILE, held.format(reason="zei Noor Hageman", person='"noor"'))
    repository.commit(MESSAGE)
    put(tmp_path, FILE, held.format(reason=black_out("zei Noor Hageman", ["Noor Hageman"]), person='""'))
    (verdict,) = verdicts(repository, Folder(tmp_path).load())
    assert verdict.standing == "redacted"
    assert [change.new for change in verdict.changes] == ["zei █████", None]
    put(tmp_path, FILE, held.format(reason="", person='""'))
    assert [one.standing for one in verdicts(repository, Folder(tmp_path).load())] == ["altered"], "a reason that went"


def test_a_trailer_that_names_a_proposal_took_nothing(tmp_path: Path) -> None:
    repository = process(tmp_path)
    put(tmp_path, FILE, PROPOSED)
    repository.commit(MESSAGE.replace("pilot\n\n", "te vroeg\n\n"))
    put(tmp_path, FILE, TAKEN)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "zonder trailers")
    (verdict,) = verdicts(repository, Folder(tmp_path).load())
    assert (verdict.standing, verdict.taken.subject, verdict.named) == ("as taken", "zonder trailers", False)


def test_what_was_only_proposed_is_free(tmp_path: Path) -> None:
    repository = process(tmp_path)
    put(tmp_path, FILE, PROPOSED)
    repository.commit("draft: voorstel\n")
    put(tmp_path, FILE, PROPOSED.replace("Pilot", "Proef"))
    assert verdicts(repository, Folder(tmp_path).load()) == []
    assert altered_now(repository, Folder(tmp_path).load()) == []


def test_taken_on_a_branch_and_merged(tmp_path: Path) -> None:
    repository = process(tmp_path)
    put(tmp_path, FILE, PROPOSED)
    repository.commit("draft: voorstel\n")
    git(tmp_path, "switch", "-qc", "zij")
    put(tmp_path, FILE, TAKEN)
    repository.commit(MESSAGE)
    git(tmp_path, "switch", "-q", "-")
    put(tmp_path, "table/ggd.toml", 'title = "GGD"\n')
    repository.commit("draft: hier\n")
    git(tmp_path, "merge", "-q", "--no-edit", "zij")
    assert said(repository) == []
    (verdict,) = verdicts(repository, Folder(tmp_path).load())
    assert verdict.taken.subject == "decision: pilot"
    git(tmp_path, "switch", "-qc", "weer", "HEAD~1")
    put(tmp_path, FILE, TAKEN.replace("veertig", "vijf"))
    git(tmp_path, "-c", "user.name=Ties", "commit", "-qam", "typo")
    git(tmp_path, "switch", "-q", "-")
    git(tmp_path, "merge", "-q", "-X", "theirs", "--no-edit", "weer")
    assert "Ties" in said(repository)[0] or "Noor" in said(repository)[0]


def test_a_tag_is_here_elsewhere_or_not_here(tmp_path: Path) -> None:
    repository = pilot(tmp_path / "p")
    found = verdicts(repository, Folder(repository.root).load())
    assert tags(repository, found) == {"pilot": "here"}
    git(tmp_path, "clone", "-q", "--no-tags", str(repository.root), "clone")
    assert tags(Repository(tmp_path / "clone"), found) == {"pilot": "not here"}
    git(repository.root, "tag", "-f", "decision/pilot")
    assert tags(repository, found) == {"pilot": "elsewhere"}


def test_without_git_and_before_the_first_commit_there_is_nothing_to_say(tmp_path: Path) -> None:
    put(tmp_path, "process.toml", 'title = "x"\n')
    put(tmp_path, FILE, TAKEN)
    dossier = Folder(tmp_path).load()
    assert altered(Repository(tmp_path), dossier) == altered_now(Repository(tmp_path), dossier) == []
    Repository(tmp_path).create()
    assert altered(Repository(tmp_path), dossier) == altered_now(Repository(tmp_path), dossier) == []
