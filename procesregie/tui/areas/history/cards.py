"""What stands beside the timeline: what a commit changed, in words or as the files have it, and the minutes it carries.

Everything here may block on git.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from procesregie.language import say as _
from procesregie.language import spoken
from procesregie.tui import signs
from procesregie.tui.layout import Block, Card, Pairs, Paragraph, Title
from procesregie.tui.text import joined, line, muted, plain
from procesregie.tui.then import mark_words, said_by, sign_of
from procesregie.tui.told import words_blocks

if TYPE_CHECKING:
    from textual.content import Content

    from procesregie.desk.desk import Desk
    from procesregie.history.moment import Moment

Shown = Literal["words", "toml", "minutes"]


def moment_card(desk: Desk, moment: Moment, shown: Shown) -> Card:
    """What `moment` is, and what it changed or said."""
    blocks: list[Block]
    if shown == "toml":
        blocks = [Paragraph(plain(patch_of(desk, moment.sha)))]
    elif shown == "minutes":
        blocks = minutes_blocks(desk, moment)
    else:
        blocks = changes_blocks(desk, moment)
    return Card([*moment_blocks(moment), *blocks])


def changes_blocks(desk: Desk, moment: Moment) -> list[Block]:
    """What a commit changed, what there is to know of it besides, and what a merge left out of its branches."""
    from procesregie.desk.standing import told

    found = told(desk, moment, spoken())
    blocks: list[Block] = [Paragraph(muted(remark)) for remark in found.remarks]
    if found.tells_changes:
        blocks += words_blocks(found.groups)
    for branch in found.left_out:
        blocks.append(Paragraph(muted(_("Left out when this was merged:"))))
        blocks += words_blocks(branch)
    return blocks


def compared_card(desk: Desk, base: Moment, other: Moment | None, shown: Shown) -> Card:
    """What differs between `base` and `other` (None: what stands in the folder now), from the older to the newer."""
    older, newer = _in_order(base, other)
    title = Title(line(_("Compared")))
    between = Pairs(((_("from"), _said(older)), (_("to"), _said(newer))))
    if shown == "toml":
        revs = (older.sha,) if newer is None else (older.sha, newer.sha)
        return Card([title, between, Paragraph(plain(_diff(desk, *revs) or _("The files are the same.")))])
    from procesregie.desk.standing import changes_between

    return Card([title, between, *words_blocks(changes_between(desk, older.sha, newer.sha if newer else "", spoken()))])


def _in_order(base: Moment, other: Moment | None) -> tuple[Moment, Moment | None]:
    if other is not None and other.date < base.date:
        return other, base
    return base, other


def _said(moment: Moment | None) -> Content:
    if moment is None:
        return line(f"{signs.NOW} {_('now')}")
    return line(f"{sign_of(moment)} {spoken().day(moment.date.date(), 'long')} {said_by(moment)}")


def moment_blocks(moment: Moment) -> list[Block]:
    """What a commit is, above whatever is shown of it."""
    lang = spoken()
    below = joined(
        [
            muted(f"{sign_of(moment)} {mark_words(moment.mark)}"),
            muted(f"{lang.day(moment.date.date(), 'full')} {moment.date:%H:%M}"),
            muted(moment.author),
            muted(moment.sha[:8]),
        ]
    )
    found: list[Block] = [Title(line(said_by(moment)), below)]
    if moment.stated is not None:
        found.append(Paragraph(muted(_("Its message does not say what it is; the file of its session does."))))
    return found


def minutes_blocks(desk: Desk, moment: Moment) -> list[Block]:
    """The minutes a commit carries, as one reads them; for one that carries none, its message."""
    from procesregie.export.minutes import plain_text

    minutes = minutes_of(desk, moment)
    if minutes:
        return [Paragraph(plain(plain_text(minutes)), _("Minutes"))]
    return [Paragraph(plain(moment.body or _("This commit says nothing more.")), _("Message"))]


def minutes_of(desk: Desk, moment: Moment) -> str:
    """The minutes as they were committed with `moment`; empty when it carries none."""
    if not moment.session:
        return ""
    answer = desk.repository.git.look("show", f"{moment.sha}:./sessions/{moment.session}/minutes.md")
    return "" if answer.status else answer.out.decode("utf-8", "replace").strip()


def patch_of(desk: Desk, sha: str) -> str:
    """The change of a commit as it stands in the files of the process; of a merge, against what it was merged into."""
    out = desk.repository.git.read(
        "show", "--no-color", "--format=", "--no-ext-diff", "--diff-merges=first-parent", sha, "--", "."
    )
    return out.decode("utf-8", "replace").strip()


def _diff(desk: Desk, *revs: str) -> str:
    out = desk.repository.git.read("diff", "--no-color", "--no-ext-diff", *revs, "--", ".")
    return out.decode("utf-8", "replace").strip()
