"""Verifying: the commit, the tag, the signature; and what a clone does not hold."""

from __future__ import annotations

import subprocess
from pathlib import Path

from procesregie.folder.store import Folder
from procesregie.history.repository import Repository
from procesregie.history.verified import Verified, altered_in_words, mend, verify
from procesregie.language import language
from tests.history.made import git, put
from tests.history.test_locked import FILE, TAKEN, pilot

NL = language("nl")


def verified(repository: Repository) -> Verified:
    (one,) = verify(repository, Folder(repository.root).load())
    return one


def test_a_tag_that_is_not_here_is_set_again_on_the_commit_that_took_it(tmp_path: Path) -> None:
    repository = pilot(tmp_path / "p")
    text = git(repository.root, "cat-file", "tag", "decision/pilot").split("\n\n", 1)[1]
    git(repository.root, "tag", "-d", "decision/pilot")
    put(repository.root, FILE, TAKEN.replace("veertig", "dertig"))
    found = verified(repository)
    assert (found.tag, found.sound, found.verdict.by) == ("not here", False, None)
    (group,) = altered_in_words(found.verdict, Folder(repository.root).load(), NL)
    assert [one.text.rstrip() for one in group.sentences] == [
        "Pilot: Wat er besloten is: Noor Hageman legt [-veertig-]{+dertig+} woningen aan."
    ]
    assert mend(repository, [found]) == {"pilot": None}
    assert verified(repository).tag == "here"
    again = git(repository.root, "cat-file", "tag", "decision/pilot").split("\n\n", 1)[1]
    assert ("veertig" in again, "dertig" in again, "Pilot" in text) == (True, False, True), (
        "as it was when it was taken"
    )
    assert mend(repository, [verified(repository)]) == {}


def test_a_clone_without_the_past_says_so_and_a_squash_is_what_its_files_say(tmp_path: Path) -> None:
    repository = pilot(tmp_path / "p")
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", f"file://{repository.root}", "ondiep")
    found = verified(Repository(tmp_path / "ondiep"))
    assert (found.verdict.begins, found.tag, found.sound) == (True, "not here", True)
    assert mend(Repository(tmp_path / "ondiep"), [found]) == {}
    git(tmp_path, "clone", "-q", str(repository.root), "plat")
    plat = tmp_path / "plat"
    git(plat, "checkout", "-q", "--orphan", "vlak")
    git(plat, "commit", "-qm", "alles in één (#9)")
    squashed = verified(Repository(plat))
    assert (squashed.verdict.named, squashed.verdict.standing, squashed.tag) == (False, "as taken", "elsewhere")
    assert squashed.sound


def test_what_is_signed_is_shown_as_such(tmp_path: Path) -> None:
    key = tmp_path / "sleutel"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    signers = tmp_path / "signers"
    signers.write_text(f"noor@example.org {key.with_suffix('.pub').read_text()}")
    git(tmp_path, "config", "--global", "gpg.format", "ssh")
    git(tmp_path, "config", "--global", "user.signingkey", str(key))
    git(tmp_path, "config", "--global", "commit.gpgsign", "true")
    git(tmp_path, "config", "--global", "tag.gpgsign", "true")
    repository = pilot(tmp_path / "p")
    unknown = verified(repository)
    assert (unknown.signature, unknown.tag_signature, unknown.sound) == ("unknown", "unknown", True)
    git(tmp_path, "config", "--global", "gpg.ssh.allowedSignersFile", str(signers))
    found = verified(repository)
    assert (found.signature, found.signer, found.tag_signature) == ("good", "noor@example.org", "good")
    raw = git(repository.root, "cat-file", "tag", "decision/pilot").replace("Pilot", "Proef")
    forged = subprocess.run(
        ["git", "hash-object", "-t", "tag", "-w", "--stdin"],
        cwd=repository.root,
        input=raw,
        text=True,
        capture_output=True,
    ).stdout.strip()
    git(repository.root, "update-ref", "refs/tags/decision/pilot", forged)
    assert (verified(repository).tag_signature, verified(repository).sound) == ("bad", False)
