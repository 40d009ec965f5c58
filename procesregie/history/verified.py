"""Each decision against the commit that took it: its locked part, its tag, and who signed.

Nothing depends on a tag or a signature; they are told where they are. A tag that is absent is only not here, and can
be set again on the commit that took the decision, with the text it had then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from procesregie.change.words import Group, in_words
from procesregie.history.locked import TagStanding, Verdict, tags, verdicts
from procesregie.history.message import tag_text
from procesregie.history.repository import Repository
from procesregie.history.trouble import GitTrouble
from procesregie.language import N_, Language, language
from procesregie.model.decision import Decision
from procesregie.model.dossier import Dossier

Signature = Literal["", "good", "bad", "unknown"]
"""Nobody signed; a signature that holds; one that does not; one that cannot be judged here (no key, no program)."""

_GRADES: dict[str, Signature] = {"G": "good", "U": "good", "X": "good", "Y": "good", "R": "bad", "B": "bad"}

STANDINGS = {"as taken": N_("as taken"), "altered": N_("altered"), "redacted": N_("blacked out")}
TAGS = {
    "here": N_("tag here"),
    "not here": N_("tag not here"),
    "elsewhere": N_("tag at another commit"),
}
SIGNATURES = {
    "": "",
    "good": N_("signed by {who}"),
    "bad": N_("its signature is not valid"),
    "unknown": N_("signed; that cannot be checked here"),
}


@dataclass(frozen=True)
class Verified:
    """A decision, its tag, and what was signed."""

    verdict: Verdict
    tag: TagStanding
    signature: Signature = ""
    """Of the commit that took it."""
    signer: str = ""
    tag_signature: Signature = ""

    @property
    def sound(self) -> bool:
        """Whether it is what it was: not altered, and nothing signed that does not hold."""
        return self.verdict.standing != "altered" and "bad" not in (self.signature, self.tag_signature)


def verify(repository: Repository, dossier: Dossier) -> list[Verified]:
    """Every decision that was ever taken in this history, the earliest first."""
    found = sorted(verdicts(repository, dossier), key=lambda one: (one.taken.date, one.decision))
    where = tags(repository, found)
    commits = _commits_signed(repository, [one.taken.sha for one in found])
    signed = _tags_signed(repository, [repository.tag(d) for d, standing in where.items() if standing != "not here"])
    return [
        Verified(
            one,
            where[one.decision],
            *commits.get(one.taken.sha, ("", "")),
            tag_signature=signed.get(repository.tag(one.decision), ""),
        )
        for one in found
    ]


def altered_in_words(found: Verdict, dossier: Dossier, lang: Language) -> list[Group]:
    """What is different now, with what was taken and what stands there."""
    address = f"decisions/{found.decision}"
    old = dossier.with_record(address, Decision.from_data(found.was))
    return in_words(found.changes, old, dossier, lang, full=True)


def mend(repository: Repository, found: Iterable[Verified]) -> dict[str, GitTrouble | None]:
    """Sets every tag that is not here, on the commit that took its decision; what went wrong for each, or None.

    Not where this clone begins: the commit that took it is not in it.
    """
    result: dict[str, GitTrouble | None] = {}
    for one in found:
        taken = one.verdict
        if one.tag == "not here" and not taken.begins:
            then = repository.at(taken.taken.sha).dossier
            text = tag_text(then, taken.decision, language(then.process.language.value))
            result[taken.decision] = repository.set_tag(repository.tag(taken.decision), text, taken.taken.sha)
    return result


def _commits_signed(repository: Repository, shas: Sequence[str]) -> dict[str, tuple[Signature, str]]:
    """Which of the commits are signed, and by whom; git asks its program only for those that are.

    (What it cannot judge, for want of a list of signers, it calls not signed: so its own words are looked at too.)
    """
    if not shas:
        return {}
    asked = "".join(f"{sha}\n" for sha in dict.fromkeys(shas)).encode()
    raw = repository.git.read("log", "--no-walk", "--no-show-signature", "--format=raw", "--stdin", stdin=asked)
    signed: list[str] = []
    for line in raw.splitlines():
        if line.startswith(b"commit "):
            sha = line.split(b" ")[1].decode()
        elif line.startswith((b"gpgsig ", b"gpgsig-sha256 ")):
            signed.append(sha)
    if not signed:
        return {}
    asked = "".join(f"{sha}\n" for sha in signed).encode()
    out = repository.git.read("log", "--no-walk", "--format=%H%x00%G?%x00%GS", "--stdin", stdin=asked)
    found: dict[str, tuple[Signature, str]] = {}
    for text in out.decode("utf-8", "replace").splitlines():
        sha, grade, signer = text.split("\0")
        found[sha] = (_GRADES.get(grade, "unknown"), signer)
    return found


def _tags_signed(repository: Repository, names: Sequence[str]) -> dict[str, Signature]:
    if not names:
        return {}
    refs = [f"refs/tags/{name}" for name in names]
    out = repository.git.read("for-each-ref", "--format=%(refname:strip=2)%00%(contents:signature)%00", *refs)
    parts = out.decode("utf-8", "replace").split("\0")
    signed = [name.strip() for name, signature in zip(parts[0::2], parts[1::2], strict=False) if signature.strip()]
    return {name: _judged(repository, name) for name in signed}


def _judged(repository: Repository, name: str) -> Signature:
    answer = repository.git.look("verify-tag", "--raw", name)
    if not answer.status:
        return "good"
    return "bad" if "BADSIG" in answer.words or "verification failed" in answer.words else "unknown"
