"""``procesregie verify``: is every decision as it was when it was taken, and where is its tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procesregie.cli import changes
from procesregie.cli.group import command as declare
from procesregie.cli.group import option
from procesregie.cli.settings import Settings
from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment
    from procesregie.history.verified import Verified

_SIGNS = {"as taken": "✓", "altered": "✗", "redacted": "█"}


@declare(
    "verify",
    N_("Checks that every decision is as it was when it was taken: its text, its commit, its tag, who signed."),
)
@option("--mend", is_flag=True, help=N_("Sets the tags that are missing here (fetch first: they may be elsewhere)."))
def command(settings: Settings, mend: bool) -> int:
    """0 when every decision is as it was, 1 when one was altered."""
    from procesregie.history.verified import mend as set_again
    from procesregie.history.verified import verify

    desk = settings.desk()
    found = verify(desk.repository, desk.dossier)
    mended = set_again(desk.repository, found) if mend else {}
    for one in found:
        _tell(settings, desk, one)
    for decision, trouble in mended.items():
        settings.out.line(_("Tag set: {tag}", tag=desk.repository.tag(decision)) if trouble is None else str(trouble))
    wrong = [one for one in found if not one.sound]
    if not found:
        settings.out.line(_("No decision has been taken yet."))
    elif wrong:
        settings.out.line(say_many("{n} decision is not as it was.", "{n} decisions are not as they were.", len(wrong)))
    else:
        settings.out.line(
            say_many("{n} decision, as it was taken.", "{n} decisions, all as they were taken.", len(found))
        )
    settings.out.data(
        {
            "sound": not wrong,
            "decisions": [_data(desk, one) for one in found],
            "tags_set": [desk.repository.tag(name) for name, trouble in mended.items() if trouble is None],
        }
    )
    return 1 if wrong else 0


def _tell(settings: Settings, desk: Desk, one: Verified) -> None:
    """A decision, and under it what is to be said about it."""
    from procesregie.history.verified import SIGNATURES, STANDINGS, TAGS, altered_in_words

    out, verdict = settings.out, one.verdict
    signed = _(SIGNATURES[one.signature], who=one.signer or "?") if one.signature else ""
    said = " · ".join(part for part in (_(STANDINGS[verdict.standing]), _(TAGS[one.tag]), signed) if part)
    out.line(f"{_SIGNS[verdict.standing]} {_when(verdict.taken)}  {visible_line(verdict.title)} · {said}")
    if verdict.begins:
        out.line("    " + _("This clone begins after it was taken: it is compared with how it stood there."))
    elif not verdict.named:
        out.line("    " + _("Its commit does not name it; its file says it was taken there."))
    if one.tag_signature == "bad":
        out.line("    " + _("The signature on its tag is not valid."))
    if verdict.standing == "as taken":
        return
    if verdict.by is None:
        out.line("    " + _("changed here, not committed:"))
    else:
        out.line("    " + _("by {author}, {moment}:", author=verdict.by.author, moment=_when(verdict.by)))
    changes.sentences(out, altered_in_words(verdict, desk.dossier, spoken()), "    ", detail=True)


def _when(moment: Moment) -> str:
    return f"{spoken().day(moment.date.date(), 'dated')} {moment.sha[:7]}"


def _data(desk: Desk, one: Verified) -> dict[str, Any]:
    from procesregie.history.verified import altered_in_words

    verdict = one.verdict
    by = verdict.by
    return {
        "decision": verdict.decision,
        "title": verdict.title,
        "standing": verdict.standing,
        "taken": {"commit": verdict.taken.sha, "date": verdict.taken.when, "author": verdict.taken.author},
        "named": verdict.named,
        "begins": verdict.begins,
        "by": {"commit": by.sha, "date": by.when, "author": by.author, "email": by.email} if by else None,
        "changes": changes.data(altered_in_words(verdict, desk.dossier, spoken()), values=True),
        "tag": one.tag,
        "signature": one.signature or None,
        "signed_by": one.signer or None,
        "tag_signature": one.tag_signature or None,
    }
