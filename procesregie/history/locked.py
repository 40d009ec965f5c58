"""Is every decision as it was when it was taken: values compared, not bytes, with the commit that took it.

That commit is the one whose ``Decision`` trailer names it; where trailers were lost, the first in which
its state was taken. Nothing depends on a tag: one that is absent here is only not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from procesregie.change.compare import Change, compare
from procesregie.history.blobs import blobs_of
from procesregie.history.moment import FORMAT, Moment, moments_with_files
from procesregie.history.past import read_record
from procesregie.history.place import shallow
from procesregie.history.repository import Repository
from procesregie.history.state import Status
from procesregie.history.timeline import head_of
from procesregie.history.trouble import GitTrouble
from procesregie.language import N_
from procesregie.model.address import address_of, file_of, id_of, model_of
from procesregie.model.blacked import BLACKED, is_blacked_out
from procesregie.model.decision import DecisionState
from procesregie.model.declare import Meaning, Part, Record, meaning, to_data
from procesregie.model.dossier import Dossier, Problem

Standing = Literal["as taken", "altered", "redacted"]
TagStanding = Literal["here", "not here", "elsewhere"]

_TAKEN = (DecisionState.TAKEN.value, DecisionState.OPEN.value)


@dataclass(frozen=True)
class Verdict:
    """A taken decision, against the commit that took it."""

    decision: str
    """Its id."""
    standing: Standing
    taken: Moment
    """The commit that took it."""
    by: Moment | None
    """The commit that altered it; None when it is as taken, or was altered in the files and not committed."""
    changes: tuple[Change, ...]
    """What is different now."""
    title: str
    was: Mapping[str, Any]
    """Its plain data as it was taken."""
    named: bool
    """Whether the commit that took it names it; else its trailers were lost, and its state says it."""
    begins: bool = False
    """This clone holds no older history than that commit: how it stood there, not how it was taken."""


@dataclass(frozen=True, slots=True)
class _Version:
    moment: Moment
    data: dict[str, Any] | None
    """Its plain data in that commit; None when it was gone or could not be read."""


def verdicts(repository: Repository, dossier: Dossier) -> list[Verdict]:
    """Every decision that was ever taken in this history, against the record now."""
    broken = {problem.address for problem in dossier.problems if problem.weight == "broken"}
    cut = shallow(repository.place)
    found = []
    for address, versions in _versions(repository).items():
        taken = _taking(id_of(address), versions)
        if taken is not None and address not in broken:
            verdict = _verdict(address, versions[taken:], dossier.get(address))
            found.append(replace(verdict, begins=verdict.taken.sha in cut and not verdict.named))
    return sorted(found, key=lambda verdict: verdict.decision)


def altered(repository: Repository, dossier: Dossier) -> list[Problem]:
    """A problem for every taken decision that is no longer what it was, with the commit and author that altered it."""
    try:
        if not repository.exists():
            return []
    except GitTrouble:  # no git here: the record itself can still be checked
        return []
    return [_problem(verdict) for verdict in verdicts(repository, dossier) if verdict.standing != "as taken"]


def altered_now(repository: Repository, dossier: Dossier, status: Status | None = None) -> list[Problem]:
    """The same, only for what changed in the files since the last commit: what a quick check can afford.

    `status` is what git tells, where known. A file that is new was never taken.
    """
    try:
        files = (status.changed if status else repository.changed()).items()
        changed = [a for path, how in files if how != "new" and (a := address_of(path)) and _is_decision(a)]
    except GitTrouble:
        return []
    if not changed:
        return []
    head = head_of(repository.git)
    if not head:
        return []
    prefix = repository.place.prefix
    blobs = blobs_of(repository.git, [f"{head}:{prefix}{file_of(address)}" for address in changed])
    last = repository.find(head)
    found = []
    for address, blob in zip(changed, blobs.values(), strict=True):
        data = _data(address, blob)
        if data is not None and data.get("state") in _TAKEN:
            verdict = _verdict(address, [_Version(last, data)], dossier.get(address))
            found += [_problem(verdict)] if verdict.standing != "as taken" else []
    return found


def tags(repository: Repository, found: Iterable[Verdict]) -> dict[str, TagStanding]:
    """For each decision whether its tag stands at the commit that took it, elsewhere, or is not in this clone."""
    out = repository.git.read(
        "for-each-ref", "--format=%(refname:strip=2)%00%(objectname)%00%(*objectname)", "refs/tags"
    )
    at = {}
    for line in out.decode("utf-8", "replace").splitlines():
        name, own, pointed = line.split("\0")
        at[name] = pointed or own
    result: dict[str, TagStanding] = {}
    for verdict in found:
        sha = at.get(repository.tag(verdict.decision))
        result[verdict.decision] = "not here" if sha is None else "here" if sha == verdict.taken.sha else "elsewhere"
    return result


def _versions(repository: Repository) -> dict[str, list[_Version]]:
    """Every version of every decision in the history, oldest first, by address."""
    if not head_of(repository.git):
        return {}
    git, place = repository.git, repository.place
    out = git.read(
        "log", "-z", "-m", "--root", "--raw", "--no-abbrev", "--no-renames", "--topo-order", "--reverse", *FORMAT,
        "HEAD", "--", ":(glob)decisions/*/decision.toml",
    )  # fmt: skip
    found: list[tuple[str, Moment, str]] = []
    for moment, blobs in moments_with_files(out):
        for blob in blobs:
            address = address_of(place.inside(blob.path) or "")
            if address:
                found.append((address, moment, blob.oid))
    contents = blobs_of(git, (oid for _, _, oid in found if oid.strip("0")))
    known: dict[tuple[str, str], dict[str, Any] | None] = {}
    versions: dict[str, list[_Version]] = {}
    for address, moment, oid in found:
        if (address, oid) not in known:
            known[address, oid] = _data(address, contents.get(oid))
        versions.setdefault(address, []).append(_Version(moment, known[address, oid]))
    return versions


def _data(address: str, blob: bytes | None) -> dict[str, Any] | None:
    record = read_record(address, blob).record if blob is not None else None
    return to_data(record) if record is not None else None


def _taking(decision: str, versions: list[_Version]) -> int | None:
    """Which version is the one that was taken; None when it never was."""
    stated = [n for n, one in enumerate(versions) if one.data is not None and one.data.get("state") in _TAKEN]
    named = (n for n in stated if decision in versions[n].moment.decisions)
    return next(named, stated[0] if stated else None)


def _verdict(address: str, versions: list[_Version], record: Record | None) -> Verdict:
    """The first of `versions` is the one that was taken; the others came after it."""
    taken = versions[0]
    assert taken.data is not None
    was = {address: taken.data}
    now = {address: to_data(record)} if record is not None else {}
    changes = tuple(compare(was, now))
    title = str(taken.data.get("title", id_of(address)))
    standing: Standing = "as taken" if not changes else "redacted" if all(map(_taken_out, changes)) else "altered"
    by = _who(versions, now.get(address)) if changes else None
    named = id_of(address) in taken.moment.decisions
    return Verdict(id_of(address), standing, taken.moment, by, changes, title, taken.data, named)


def _who(versions: list[_Version], now: Mapping[str, Any] | None) -> Moment | None:
    """The commit since which it reads otherwise than as taken; None when that was not committed yet."""
    if versions[-1].data == versions[0].data != now:
        return None
    culprit = None
    for version in reversed(versions):
        if version.data == versions[0].data:
            break
        culprit = version.moment
    return culprit


def _taken_out(change: Change) -> bool:
    """Whether a person was taken out: words under a mark, or a reference to somebody that is empty now."""
    if is_blacked_out(change.old, change.new):
        return True
    about = _meaning(change)
    if about is None or not isinstance(change.old, str) or not (about.of_person or about.points in ("party", "person")):
        return False
    return change.new is None or BLACKED in str(change.new)


def _meaning(change: Change) -> Meaning | None:
    """What the field means that changed, in a row too."""
    model: type[Part] = model_of(change.address)
    for n, name in enumerate(change.path):
        if n == 1:
            continue  # the key of a row
        about = meaning(model, name)
        if about is None or n == len(change.path) - 1:
            return about
        if about.row is None:
            return None
        model = about.row
    return None


def _is_decision(address: str) -> bool:
    return address.startswith("decisions/") and address.count("/") == 1


def _problem(verdict: Verdict) -> Problem:
    """What is to be said about a decision that is not as it was taken."""
    address = f"decisions/{verdict.decision}"
    values: dict[str, object] = {"title": verdict.title, "taken": verdict.taken.sha[:10]}
    if verdict.by is not None:
        by = verdict.by
        values |= {"author": by.author, "commit": by.sha[:10], "day": by.date.date().isoformat()}
    what, remedy = _sentence(verdict)
    check = "redacted" if verdict.standing == "redacted" else "locked"
    return Problem(file_of(address), what, remedy, values, address=address, weight="finding", check=check)


def _sentence(verdict: Verdict) -> tuple[str, str]:
    if verdict.standing == "redacted":
        return N_("words of the decision “{title}” were blacked out after it was taken"), ""
    remedy = N_("Put back what was in {taken}, or take a new decision that replaces it.")
    if verdict.by is None:
        return N_("the decision “{title}” was taken, and has been altered here since"), remedy
    return N_("the decision “{title}” was altered after it was taken, by {author} on {day} ({commit})"), remedy
